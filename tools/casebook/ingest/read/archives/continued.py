"""Chapters of an EPUB that are cut into several files, as programs cut long ones."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement, tostring

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.read.archives.notes import tree_of
from casebook.text.numbering import number_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_GOES_ON = re.compile(r"[（(\[【\s·—_-]+[续續](?:[一二三四五六七八九\d]{1,2})?[）)\]】\s]*$")
"""How the title of a file ends that goes on with the one before."""


class Chapter:
    """A chapter, to which the files that go on with it are added one by one.

    :param name: of its first file.
    :param data: of that file.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = data
        self._tree: HtmlElement | None = None
        self._headings: list[tuple[int, str]] = []
        self._files = 1

    def content(self) -> bytes:
        """Return the chapter as one file."""
        if self._tree is None or self._files == 1:
            return self._data
        return bytes(tostring(self._tree, encoding="utf-8"))

    def take(self, more: bytes, name: str) -> bool:
        """Put a file behind the chapter, if the chapter goes on there.

        Two signs are asked for. The file has no heading as high as the one that the chapter
        begins with; and its title says that it goes on (…（续）), or its first heading does: it has
        the next number, in a chapter whose parts of this kind name themes, or names a theme that
        the chapter still lacks, as 改革成效 below 改革背景.

        :param name: of the file, without its folder, by which it may refer to itself.
        """
        body, second = self._body(), tree_of(more)
        rest = None if second is None else second.find("body")
        if body is None or second is None or rest is None:
            return False
        above, below = self._headings, _headings(rest)
        if not above or any(level <= above[0][0] for level, _ in below):
            return False
        said = _GOES_ON.search(second.findtext(".//title") or "")
        if not said and not (below and _is_next(above[1:], below[0])):
            return False
        self._files += 1
        _set_apart(rest, f"{self._files}-", name)
        body.extend(list(rest))
        above += below
        return True

    def _body(self) -> HtmlElement | None:
        """Return the body of the first file, which is parsed where another one follows."""
        if self._tree is None:
            self._tree = tree_of(self._data)
            body = None if self._tree is None else self._tree.find("body")
            self._headings = [] if body is None else _headings(body)
        return None if self._tree is None else self._tree.find("body")


def _set_apart(body: HtmlElement, mark: str, name: str) -> None:
    """Put a mark before the names of the elements of a file, and where it refers to them."""
    for element in body.iter("*"):
        if element.get("id"):
            element.set("id", f"{mark}{element.get('id')}")
        path, sign, own = (element.get("href") or "").partition("#")
        if sign and unquote(path) in {"", name}:
            element.set("href", f"#{mark}{own}")


def _headings(body: HtmlElement) -> list[tuple[int, str]]:
    """Return the headings of a body, each with its level and its text."""
    return [
        (_HEADINGS.index(element.tag), " ".join("".join(element.itertext()).split()))
        for element in body.iter(*_HEADINGS)
    ]


def _is_next(above: list[tuple[int, str]], heading: tuple[int, str]) -> bool:
    """Whether a heading goes on with the headings of its level that stand above it."""
    level, text = heading
    beside = [said for at, said in above if at == level]
    themes = {theme for said in beside if (theme := theme_of(said))}
    theme, number = theme_of(text), number_of(text)
    if not themes:
        return False
    before = next((own for said in reversed(beside) if (own := number_of(said))), None)
    if number and before:
        return number.kind == before.kind and number.value == before.value + 1
    return theme is not None and theme not in themes
