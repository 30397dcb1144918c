"""What is done to a PDF that Typst made, on tags without a document."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.knowledge.test_work import MOST

from casebook.book import finish as module
from casebook.book.about import About
from casebook.book.finish import finish


def _tagged(file: Path, kinds: str) -> None:
    """Write a PDF whose tags are paragraphs and lists: a list of one item for each ``L``."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = document.make_stream(b"")
        tree, whole = (document.make_indirect(pikepdf.Dictionary()) for _ in range(2))
        tree.K, whole.S = whole, pikepdf.Name.Document
        kids = []
        for number, kind in enumerate(kinds):
            kid = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), P=whole))
            if kind == "L":
                item = pikepdf.Dictionary(S=pikepdf.Name.LI, P=kid, T=str(number))
                kid.K = document.make_indirect(item)
            kids.append(kid)
        whole.K = pikepdf.Array(kids)
        document.Root.StructTreeRoot = tree
        document.save(file)


def _tags(file: Path) -> list[list[str]]:
    """Return the items of each list, and an empty one for each paragraph."""
    with pikepdf.open(file) as document:
        made = []
        for kid in document.Root.StructTreeRoot.K.K:
            items = kid.get("/K", pikepdf.Array())
            items = list(items) if isinstance(items, pikepdf.Array) else [items]
            assert all(item.P.objgen == kid.objgen for item in items)
            made.append([str(item.T) for item in items])
        return made


@pytest.mark.parametrize(
    ("kinds", "tags"),
    [
        ("P", [[]]),
        ("L", [["0"]]),
        ("LLL", [["0", "1", "2"]]),
        ("LPLLP", [["0"], [], ["2", "3"], []]),
    ],
)
def test_lists_that_follow_each_other_are_one(
    kinds: str, tags: list[list[str]], tmp_path: Path
) -> None:
    _tagged(tmp_path / "a.pdf", kinds)
    finish(tmp_path / "a.pdf", About())
    assert _tags(tmp_path / "a.pdf") == tags


def test_twice_the_list_is_twice_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in tags that are read."""
    kids_of, read = module._kids, 0

    def counting(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
        nonlocal read
        kids = kids_of(element)
        read += len(kids)
        return kids

    monkeypatch.setattr(module, "_kids", counting)
    work = []
    for size in (50, 100):
        _tagged(tmp_path / "a.pdf", "L" * size)
        read = 0
        finish(tmp_path / "a.pdf", About())
        work.append(read)
    assert 0 < work[1] <= MOST * work[0]
