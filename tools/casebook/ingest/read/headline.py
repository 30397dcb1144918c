"""Lines beside the title of an HTML page: its kicker, its subtitle, a lead, an editor's note.

Sites print them in a box of their own, with the title and apart from the text.  Place alone
makes nothing part of the article: a menu stands there, too.  A line belongs to the headline
where a second sign says so that has nothing to do with its place: the name of its element, the
words it begins with, a heading tag beside that of the title, or a sentence that speaks of what
the text speaks of.  What has the place and no second sign is marked for the alarm.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.facts.breadcrumb import read_breadcrumb
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.title_labels import headline_label
from casebook.ingest.headings.themes import is_of_subject, theme_of
from casebook.ingest.headings.title import bare, bigrams
from casebook.ingest.lexicon import any_of, furniture_in, is_furniture, is_listed, words
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.title import is_of_one_form
from casebook.records import Role
from casebook.text.numbering import number_of

_ABOVE, _BELOW = 3, 8
"""Lines above and below the title that may belong to it."""
_MIN, _LONGEST = 4, 45
"""Han characters of a line of a headline, and characters of the longest kicker or subtitle."""
_SENTENCE = 20
"""Characters from which a line with a full stop is a sentence."""
_SHARED = 0.25
"""Share of the pairs of characters of such a sentence that the text has, too."""
_COMMON = 2
"""Pairs of characters that a line shares with text and title to be one that may be missed."""
_HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile("[。！？；]")
_LABELLED = re.compile(
    r"[【\[（(]?[\w ]{2,6}[:：]|[^。]*(?:https?://|www\.)|[^。、]*(?:、[^。、]*){3}"
)
"""A label with its value, an address, a list: no line of a headline, whatever its words."""
_DASHES = ("——", "──", "—", "--")
_WORD = re.compile("[a-z]+")
_WRITERS = frozenset(["author", "authors", "editor", "writer", "profile", "bio"])
"""Words of the name of an element that introduces a person, whatever else it is called."""
_UNSEEN = {
    *(Role.HIDDEN, Role.DELETED, Role.READING, Role.PICTURE, Role.ROW, Role.CAPTION),
    Role.OUTSIDE,
}
"""Roles of lines that stand beside no title; the last one is that of a copy of the text."""


def headline_roles(
    lines: Sequence[DomLine], titles: Sequence[int], inside: Collection[int], page_title: str
) -> dict[int, Role]:
    """Find the lines that belong to the title.

    :param titles: the positions of the lines that show the title.
    :param inside: the positions of the lines of the article.
    :param page_title: text of ``<title>``; what stands in it beside the title is the site.
    :returns: for their positions the role ``kicker``, ``subtitle`` or ``lead``, and
        ``beside the title`` for those whose place is all that speaks for them.
    """
    if not titles or max(inside, default=-1) <= titles[-1]:
        return {}
    box = _Box(lines, titles, inside, page_title)
    result: dict[int, Role] = {}
    for at in _above(lines, titles[0]):
        role = box.role(at, above=True)
        second = role is Role.KICKER and Role.KICKER in result.values()
        if role and not second:
            result[at] = role
        elif second and at not in inside:
            result[at] = Role.BESIDE_TITLE
    for at in range(titles[-1] + 1, min(len(lines), titles[-1] + 1 + _BELOW)):
        if role := box.role(at, above=False):
            result[at] = role
        elif at in inside and not is_masthead_line(lines[at].text):
            break
    return result


def _above(lines: Sequence[DomLine], title: int) -> list[int]:
    """Return the lines right above the title, up to what surely is furniture."""
    made: list[int] = []
    for at in range(title - 1, max(title - 1 - _ABOVE, -1), -1):
        line = lines[at]
        if _is_link(line) or read_breadcrumb(line.text) or is_masthead_line(line.text):
            break
        made.append(at)
    return made


class _Box:
    """What stands beside the title of one page, and what it is compared with."""

    def __init__(
        self,
        lines: Sequence[DomLine],
        titles: Sequence[int],
        inside: Collection[int],
        page_title: str,
    ) -> None:
        self.lines = lines
        self.inside = inside
        self.title = "".join(bare(lines[at].text) for at in titles)
        self.first, self.last = titles[0], titles[-1]
        self.named = bare(page_title)
        self.parent = lines[titles[0]].block.getparent()
        self.around = set(lines[titles[0]].block.iterancestors())

    @functools.cached_property
    def running(self) -> str:
        """The text below the title."""
        return "".join(self.lines[at].text for at in sorted(self.inside) if at > self.last)

    @functools.cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of the text.  Most pages never need them."""
        return bigrams(self.running)

    @functools.cached_property
    def known(self) -> str:
        """The text without marks and spaces."""
        return bare(self.running)

    def _is_furniture(self, at: int, *, above: bool) -> bool:
        """Whether a line is a link, part of the masthead or the site, or said elsewhere.

        Above the title a line that names a theme of its subject is no heading of the text.
        """
        line = self.lines[at]
        text, key = line.text, bare(line.text)
        if line.role in _UNSEEN or _is_link(line) or len(_HAN.findall(text)) < _MIN:
            return True
        if len(text) > _LONGEST and not _STOP.search(text):
            return True
        themed = theme_of(text) is not None and not (above and is_of_subject(text))
        # What goes on after the title in the <title>, too, is no name of the site.
        goes_on = not above and text.startswith(_DASHES) and f"{self.title}{key}" in self.named
        again = key in self.title or self.title in key or (key in self.named and not goes_on)
        return bool(
            again
            or (at not in self.inside and key in self.known)
            or is_masthead_line(text)
            or read_byline(text)
            or is_publisher(text)
            or read_breadcrumb(text)
            or number_of(text) is not None
            or (themed and not any_of("title", "notes").match(text))
            or is_furniture(text)
            or is_listed("tails", text)
            or is_listed("related", text)
            or furniture_in("prompts", text)
        )

    def role(self, at: int, *, above: bool) -> Role | None:
        """Say what a line beside the title is; ``None`` where nothing but chance put it there."""
        line, text = self.lines[at], self.lines[at].text
        if line.role not in _UNSEEN and (labelled := headline_label(text)[0]):
            return labelled
        if self._is_furniture(at, above=above):
            return None
        sentence = len(text) >= _SENTENCE and bool(_STOP.search(text))
        noted = bool(any_of("title", "notes").match(text))
        short = Role.KICKER if above else Role.SUBTITLE
        beside = at in {self.first - 1, self.last + 1}
        if beside and not sentence and is_of_one_form(self.lines, at, self.last):
            return short
        if at in self.inside:
            return self._staying(at, above=above, leads=sentence or noted)
        dashed = not above and text.startswith(_DASHES)
        if noted or dashed or self._is_signed(at, sentence=sentence):
            return Role.LEAD if sentence or noted else short
        missed = not _LABELLED.match(text) and self._is_named(line.block) is not False
        common = len(bigrams(text) & (self.pairs | bigrams(self.title)))
        return Role.BESIDE_TITLE if missed and common >= _COMMON else None

    def _staying(self, at: int, *, above: bool, leads: bool) -> Role | None:
        """Say what a line of the article is, which stays but is no text that ends the masthead."""
        if leads:
            return Role.LEAD if above or self._is_above_masthead(at) else None
        spoken = len(bigrams(self.lines[at].text) & self.pairs) >= _COMMON
        return Role.KICKER if above and (spoken or self._is_signed(at, sentence=False)) else None

    def _is_signed(self, at: int, *, sentence: bool) -> bool:
        """Whether markup or words say, beside its place, that a line belongs to the title."""
        line = self.lines[at]
        named = self._is_named(line.block)
        if named is not None:
            return named
        own = bigrams(line.text)
        shared = len(own & self.pairs)
        if sentence:
            return self._is_beside(line) and shared >= _SHARED * len(own)
        tagged = line.role in {Role.HEADING, Role.BOLD}
        person = line.text.endswith(words("title", "posts"))
        return tagged and not person and self._is_beside(line) and shared > 0

    def _is_above_masthead(self, at: int) -> bool:
        return any(is_masthead_line(line.text) for line in self.lines[at + 1 : at + 3])

    def _is_beside(self, line: DomLine) -> bool:
        """Whether a line stands in the same element as the title, or in a neighbour of its own.

        What holds the title may stand in an element of its own beside it.
        """
        above = line.block.getparent()
        if above is None or above is self.parent or above.getparent() is self.parent:
            return above is not None
        return above in self.around and above.tag not in {"body", "html"}

    def _is_named(self, block: HtmlElement) -> bool | None:
        """Whether an element below what holds the title names itself part of a headline.

        :returns: ``False`` where it introduces a person, ``None`` where it names nothing.
        """
        listed = _names()
        at: HtmlElement | None = block
        while at is not None and at not in self.around:
            name = f"{at.get('class') or ''} {at.get('id') or ''}".lower()
            parts = {re.sub("[-_]", "", part) for part in name.split()} | set(_WORD.findall(name))
            if not parts.isdisjoint(_WRITERS):
                return False
            if not parts.isdisjoint(listed):
                return True
            at = at.getparent()
        return None


@resources.cached
def _names() -> frozenset[str]:
    return frozenset(words("markup", "headline"))


def _is_link(line: DomLine) -> bool:
    return line.linked > (len(line.text) - line.text.count(" ")) / 2
