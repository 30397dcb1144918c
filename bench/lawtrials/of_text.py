"""Laws 3 and 4: text is data, and an edition leaves text of its own script alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import trial
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser
from tests.text.test_editions import FOREIGN, IN_HANS, IN_HANT

from casebook.book.source import string
from casebook.exports.data import _cell
from casebook.pages import myst
from casebook.site.head import script as linked_data
from casebook.text import detect_script, to_edition
from casebook.text.editions import editions_of, known_tags

_EDITIONS = editions_of(known_tags())
_EXTENSIONS = ["attrs_block", "attrs_inline", "colon_fence", "fieldlist", "substitution"]
_texts = st.text()


@trial(3, case="a line, at the beginning and inside", draw=Parts.line, together=200, cases=5000)
def lines_of_myst(texts: Sequence[str]) -> None:
    """Lines print as themselves, read by MyST's parser."""
    source = "\n\n".join(f"{myst.line(text)}\n\n甲{myst.inline(text)}" for text in texts)
    tree = publish_doctree(
        source,
        parser=Parser(),
        settings_overrides={"myst_enable_extensions": _EXTENSIONS, "report_level": 5},
    )
    shown = [item.astext() for item in tree.children if isinstance(item, nodes.paragraph)]
    assert len(shown) == len(tree.children)
    assert shown == [line for text in texts for line in (text, f"甲{text}")]


@trial(3, case="a text as a Typst literal", draw=Parts.line, together=5000, cases=5000)
def typst_literals(texts: Sequence[str]) -> None:
    """Typst reads every literal as the text."""
    source = "".join(f"#metadata({string(text)}) <x>\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.typ")
        path.write_text(source, "utf-8")
        read = json.loads(typst.query(str(path), "<x>", field="value"))
    assert read == [text.replace("\t", " ") for text in texts]


def _any_text(parts: Parts) -> str:
    if parts.random.random() < 0.5:
        return parts.line()
    return parts.one(_texts, 400) + parts.one(_texts, 400)


@trial(3, case="a text as a cell and in JSON-LD", draw=_any_text, cases=20_000)
def cells_and_linked_data(text: str) -> None:
    """No cell begins a formula, no JSON-LD ends its element."""
    assert str(_cell(text))[:1] not in {*"=+-@＝＋－＠", "\t", "\r"}
    written = linked_data({"headline": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == text


def _for_edition(parts: Parts) -> tuple[str, Any]:
    pick = parts.random
    words = pick.choice((IN_HANS, IN_HANT, (parts.line(),)))
    listed = (pick.choice(pick.choice((words, words, FOREIGN))) for _ in range(pick.randint(1, 12)))
    return "".join(listed), pick.choice(_EDITIONS)


@trial(4, case="a text, printed in one of the editions", draw=_for_edition, cases=20_000)
def own_script(case: tuple[str, Any]) -> None:
    """An edition prints text of its own script as it is; twice is once."""
    text, edition = case
    if detect_script(text) is edition.script:
        assert to_edition(text, edition) == text
    once = to_edition(text, edition)
    assert len(once) == len(text)
    if detect_script(text):
        assert to_edition(once, edition, script=edition.script) == once
