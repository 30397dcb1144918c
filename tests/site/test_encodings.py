"""Hand-written pages are read in the encoding in which an editor saved them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from casebook.site.encodings import read_any_encoding

TEXT = "# 關於本案例庫\n\n這裡收集各地的改革做法，讀完就能用。\n"


@pytest.fixture(scope="module")
def encoding() -> str:
    app: Any = SimpleNamespace(env=SimpleNamespace(settings={}))
    read_any_encoding(app)
    return str(app.env.settings["input_encoding"])


@pytest.mark.parametrize("saved", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
def test_a_page_is_read_as_it_was_written(tmp_path: Path, encoding: str, saved: str) -> None:
    path = tmp_path / "about.md"
    path.write_bytes(TEXT.encode(saved))
    assert path.read_text(encoding=encoding) == TEXT


def test_a_page_with_broken_bytes_is_refused_as_before(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "about.md"
    path.write_bytes(TEXT.encode() + b"\xff\xfe\xff")
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding=encoding)
