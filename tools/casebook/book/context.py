"""What all pages of one book share while they become Typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casebook.book.source import array, call, content, shown, string
from casebook.problems import Code, Problem

_BETWEEN_HAN = re.compile(r"(?<=[⺀-鿿＀-￯])\n(?=[⺀-鿿＀-￯])")
# A run without a place to break at that a line of a narrow column could not hold.
_LONG_RUN = re.compile(r"[!-~]{25,}")
_PIECES = re.compile(r"[^/?&=#._%-]{1,8}[/?&=#._%-]*|[/?&=#._%-]+")
# Signs that are letters or digits set high or low: drawn so where no face has them.
_SCRIPTS = {"<sub>": "sub", "<super>": "super"}


def address(page: str, element_id: str) -> str:
    """Return the address of an element in the book: page, ``#``, id."""
    return f"{page}#{element_id}"


def pieces(text: str) -> list[str]:
    """Cut an address or a long number where a line may break: after its signs, else after eight."""
    return _PIECES.findall(text)


@dataclass
class Context:
    """What the pages of one book share while they are translated.

    :param drawn: code points that the faces have; others are shown as codes.
    :param places: every address that is printed in the book.
    :param wanted: the addresses that something refers to: only these get anchors.
    :param picture: takes the file of a picture, returns its path for Typst, or
        ``""`` where it cannot be printed.
    """

    drawn: frozenset[int]
    places: frozenset[str]
    wanted: frozenset[str]
    picture: Callable[[Path], str]
    words: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    undrawn: set[int] = field(default_factory=set)
    """Code points that were printed as codes."""

    def text(self, text: str, where: str) -> str:
        """Return content of text; a long run of signs may break, what no face has is shown apart.

        :param where: the page or paragraph, for problems.
        """
        text = _BETWEEN_HAN.sub("", text).replace("\n", " ")
        done, start = "", 0
        codes: dict[str, None] = {}
        for at, char in enumerate(text):
            if ord(char) in self.drawn or not _is_visible(char):
                continue
            small = self._small(char)
            if not small:
                codes[f"U+{ord(char):04X}"] = None
                self.undrawn.add(ord(char))
            done += _breakable(text[start:at])
            done += small or call("undrawn", string(f"U+{ord(char):04X}"))
            start = at + 1
        if codes:
            said = f"{', '.join(codes)} in {text[:30]!r}"
            self.problems.append(Problem(Code.BOOK_GLYPH, where, 0, said))
        return done + _breakable(text[start:])

    def _small(self, char: str) -> str:
        """Return a plain sign set high or low for one that no face has so, or ``""``."""
        form, _, plain = unicodedata.decomposition(char).partition(" ")
        if form in _SCRIPTS and int(plain, 16) in self.drawn:
            return call(_SCRIPTS[form], content(shown(chr(int(plain, 16)))))
        return ""

    def anchor(self, key: str) -> str:
        """Return the anchor of an address that something refers to."""
        return call("anchor", string(key)) if key in self.wanted else ""

    def see(self, key: str, label: str) -> str:
        """Return a link with its page number, or the label alone of what is not in the book."""
        return call("see", string(key), content(label)) if key in self.places else label


def _breakable(text: str) -> str:
    done, start = "", 0
    for run in _LONG_RUN.finditer(text):
        done += shown(text[start : run.start()])
        done += call("breakable", array(map(string, pieces(run[0]))))
        start = run.end()
    return done + shown(text[start:])


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
