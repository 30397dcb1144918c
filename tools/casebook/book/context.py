"""What all pages of one book share while they become Typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from casebook.book.source import array, call, content, kept_together, shown, string
from casebook.problems import Code, Problem

_BETWEEN_HAN = re.compile(r"(?<=[⺀-鿿＀-￯])\n(?=[⺀-鿿＀-￯])")
# A run without a place to break at that a line of a narrow column could not hold.
LONG_RUN = re.compile(r"[!-~]{25,}")
_PIECES = re.compile(r"[^/?&=#._%-]{1,4}[/?&=#._%-]*|[/?&=#._%-]+")
# Marks that may not begin a line, and do beside a box (UAX #14: LB20 comes before LB21).
_NOT_FIRST = re.compile(r"[；：]")
# Where the blank halves of two marks meet: a bracket takes half a square there (clreq 3.1.6).
_CLOSING, _OPENING, _MARKS = "」』》〉）】", "「『《〈（【", "，。、；：！？"
_HALVED = re.compile(
    rf"([{_CLOSING}](?=[{_MARKS}{_OPENING}{_CLOSING}])|(?<=[{_MARKS}{_OPENING}])[{_OPENING}])"
)
_MEETING = re.compile(rf"[{_CLOSING}{_OPENING}{_MARKS}“”‘’]")
# Signs that are letters or digits set high or low: drawn so where no face has them.
_SCRIPTS = {"<sub>": "sub", "<super>": "super"}


def pieces(text: str) -> list[str]:
    """Cut an address or a long number where a line may break: after its signs, else after four."""
    return _PIECES.findall(text)


@dataclass
class Context:
    """What the pages of one book share while they are translated.

    :param squeezed: whether the program takes out the blank between marks that meet, where
        Typst does not: marks that stand in the middle of their square (typst#8390).
    :param drawn: code points that the faces have.
    :param others: returns those that other installed families have; what none has is shown as
        its code.  It is asked for only where something is missing.
    :param places: every address that is printed in the book.
    :param picture: takes the file of a picture, returns its path for Typst, or
        ``""`` where it cannot be printed.
    """

    drawn: frozenset[int]
    places: Container[str]
    picture: Callable[[Path], str]
    words: dict[str, str]
    squeezed: bool = False
    others: Callable[[], AbstractSet[int]] = frozenset
    problems: list[Problem] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    """Code points for which a family of the others is needed."""

    def text(self, text: str, where: str, before: str = "", after: str = "") -> str:
        """Return content of text; a long run of signs may break, what no face has is shown apart.

        :param where: the page or paragraph, for problems.
        :param before: the sign that stands before it in the line, ``""`` for none.
        :param after: the sign that stands after it.
        """
        text = _BETWEEN_HAN.sub("", text).replace("\n", " ")
        done, start = "", 0
        codes: dict[str, None] = {}
        for at, char in enumerate(text):
            if ord(char) in self.drawn or not _is_visible(char):
                continue
            small = self._small(char)
            if not small and ord(char) in self.others():
                self.missing.add(ord(char))
                continue
            if not small:
                codes[f"U+{ord(char):04X}"] = None
            done += self._laid(text[start:at], "" if start else before)
            start = at + 1
            if not small:
                follows = _NOT_FIRST.match(text, start)
                mark = follows[0] if follows else ""
                small = call("undrawn", string(f"U+{ord(char):04X}"), string(mark))
                start += len(mark)
            done += small
        if codes:
            said = f"{', '.join(codes)} in {text[:30]!r}"
            self.problems.append(Problem(Code.BOOK_GLYPH, where, 0, said))
        return done + self._laid(text[start:], "" if start else before, after)

    def _laid(self, text: str, before: str = "", after: str = "") -> str:
        """Return content of text: long runs may break, a number and its unit may not."""
        done, start = "", 0
        for run in LONG_RUN.finditer(text):
            done += self._squeezed(text[start : run.start()], "" if start else before)
            done += call("breakable", array(map(string, pieces(run[0]))))
            start = run.end()
        return done + self._squeezed(text[start:], "" if start else before, after)

    def _squeezed(self, text: str, before: str, after: str = "") -> str:
        """Return content of text whose brackets stand close to the marks that they meet.

        What meets at the ends of a link Typst sets apart in every edition.  A bracket there that
        meets another mark within it too is left to Typst: apart, they would not meet.
        """
        kept = kept_together(text)
        whole, start, end = before + kept + after, len(before), len(before) + len(kept)
        done = ""
        for bracket in _HALVED.finditer(whole, start):
            opens = before and bracket.start() == len(before) and bracket[0] in _OPENING
            closes = after and bracket.end() == end and bracket[0] in _CLOSING
            if opens:
                opens = not _MEETING.match(whole, bracket.end())
            if closes:
                closes = not _MEETING.match(whole, bracket.start() - 1)
            if bracket.start() < end and (self.squeezed or opens or closes):
                done += shown(whole[start : bracket.start()]) + call("half", string(bracket[0]))
                start = bracket.end()
        return done + shown(whole[start:end])

    def _small(self, char: str) -> str:
        """Return a plain sign set high or low for one that no face has so, or ``""``."""
        form, _, plain = unicodedata.decomposition(char).partition(" ")
        if form in _SCRIPTS and int(plain, 16) in self.drawn:
            return call(_SCRIPTS[form], content(shown(chr(int(plain, 16)))))
        return ""

    def anchor(self, key: str) -> str:
        """Return the anchor of an address: all have one, for the page list of the EPUB."""
        return call("anchor", string(key))

    def see(self, key: str, label: str) -> str:
        """Return a link with its page number, or the label alone of what is not in the book."""
        return call("see", string(key), content(label)) if key in self.places else label


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
