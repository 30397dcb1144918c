"""A table that may break over pages is set, wherever on a page it begins."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import typst

import casebook.book

_KNOWN = {
    "volume": 1,
    "volumes": 1,
    "rooms": {},
    "places": {},
    "spots": {},
    "digits": 1,
    "sans": "Noto Sans CJK TC",
    "words": {"more": "續表", "table": "表"},
}
# A page of 17 lines.
_SOURCE = """#import "/blocks.typ": *
#set page(width: 300pt, height: 300pt, margin: 30pt)
#set text(size: 10pt)
#set par(leading: 0.72em, spacing: 0.72em)
#show figure.where(kind: table): set figure.caption(position: top)
#for line in range(ABOVE) [行 \\ ]
#grid-table(2, ([甲], [乙]), range(20).map(row => ([#row], [丙])), [說明], 1em, false, true)
"""


def test_a_table_settles_wherever_it_begins(tmp_path: Path) -> None:
    """What stands above its head depends on its page, which must not depend on that again."""
    for name in ("base.typ", "blocks.typ"):
        shutil.copy(Path(casebook.book.__file__).parent / name, tmp_path)
    (tmp_path / "known.json").write_text(json.dumps(_KNOWN), "utf-8")
    restless = []
    for above in range(18):
        (tmp_path / "book.typ").write_text(_SOURCE.replace("ABOVE", str(above)), "utf-8")
        _, warnings = typst.compile_with_warnings(
            tmp_path / "book.typ", root=tmp_path, sys_inputs={"known": "/known.json"}
        )
        if any("converge" in warning.message for warning in warnings):
            restless.append(above)
    assert restless == []
