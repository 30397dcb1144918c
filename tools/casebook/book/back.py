"""The back of the book: indicators, policy documents and the index.

Each entry leads to the paragraphs that it stands in by their page numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from casebook.book.context import address
from casebook.book.parts import Chapter, Part, chapter
from casebook.book.source import array, call, content, string
from casebook.records import (
    Article,
    Casebook,
    Indicator,
    Mention,
    Organisation,
    Place,
    Policy,
    Script,
    Term,
)
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.collate import grouped
from casebook.text.printer import Printer

# About 40 pages: what is set together must not take much memory.
_ROWS = 2_000

# The same, in addresses: a page of the index leads to some 175.
_ADDRESSES = 7_000
# A name with more addresses is looked up by case, not by paragraph.
_MANY = 60

_HEAD = (N_("指標"), N_("數值"), N_("時間"), N_("頁"))

Show = Callable[[str], str]
"""Text to Typst content."""


@dataclass(frozen=True)
class Back:
    """What the back matter is made of.

    :param casebook: the cases of this book alone.
    :param articles: in reading order.
    :param order: BCP 47 tag of the order of the index.
    """

    casebook: Casebook
    articles: tuple[Article, ...]
    printer: Printer
    order: str

    def wanted(self) -> frozenset[str]:
        """Return every address that the back matter leads to."""
        book = self.casebook
        entries: list[Policy | Term | Place | Organisation] = [
            *book.policies,
            *book.terms,
            *book.places,
            *book.organisations,
        ]
        mentions = [mention for entry in entries for mention in entry.mentions]
        mentions += [indicator.mention for indicator in book.indicators]
        return frozenset(map(_key, mentions))

    def indicators(self, show: Show) -> Iterator[str]:
        """Yield the tables of indicators as Typst, some cases at a time."""
        of_case = {case.slug: case.indicators for case in self.casebook.cases}
        head = array(content(show(self._own(name))) for name in _HEAD)
        cases: list[str] = []
        rows = 0
        for article in self.articles:
            results = [item for item in of_case[article.slug] if item.measured]
            if not results:
                continue
            if rows and rows + len(results) > _ROWS:
                yield call("indicators", head, array(cases))
                cases, rows = [], 0
            title = content(show(self.printer.article(article)(article.title)))
            table = array(self._row(result, article, show) for result in results)
            cases.append(array((title, table)))
            rows += len(results)
        yield call("indicators", head, array(cases))

    def _row(self, indicator: Indicator, article: Article, show: Show) -> str:
        print_ = self.printer.article(article)
        label = self.printer.noted(indicator.label, article.slug)
        cells = (label, print_(indicator.text), _when(indicator.date))
        return array((*(content(show(cell)) for cell in cells), string(_key(indicator.mention))))

    def policies(self, show: Show) -> Iterator[str]:
        """Yield the list of policy documents as Typst, some at a time."""
        named = {
            self._name(policy.title, policy.mentions): policy for policy in self.casebook.policies
        }
        groups = grouped(named, str, self.order, self._own(N_("其他")))
        listed = [(name, "", _keys(named[name].mentions)) for _, names in groups for name in names]
        for part in _portions(listed):
            entries = (
                array(
                    (
                        content(show(f"《{name}》")),
                        content(show(self._facts(named[name]))),
                        array(map(string, keys)),
                    )
                )
                for name, _, keys in part
            )
            yield call("policies", array(entries))

    def _facts(self, policy: Policy) -> str:
        issuer = self.printer.noted(policy.issuer, policy.cases[0])
        number = self.printer.noted(policy.number, policy.cases[0])
        date = labels.date(policy.date) if policy.date else ""
        return "　".join(part for part in (issuer, number, date) if part)

    def index(self, show: Show) -> Iterator[str]:
        """Yield the index of terms, places and bodies as Typst, some names at a time."""
        book = self.casebook
        results: dict[str, list[Mention]] = {}
        for term in book.terms:
            results.setdefault(self.printer.quoted(term.text, term.first.case), []).extend(
                term.mentions
            )
        for body in book.organisations:
            name = self.printer.text(body.name, body.script, body.cases[0])
            results.setdefault(name, []).extend(body.mentions)
        for place in book.places:
            # The names of the table of divisions are Simplified.
            name = self.printer.text(place.name, Script.HANS)
            results.setdefault(name, []).extend(place.mentions)
        named = [name for name, mentions in results.items() if mentions]
        groups = grouped(named, str, self.order, self._own(N_("其他")))
        listed = [(name, label, _keys(results[name])) for label, names in groups for name in names]
        for part in _portions(listed):
            yield call(
                "index",
                array(
                    array(
                        (
                            content(show(label)),
                            array(
                                array((content(show(name)), array(map(string, keys))))
                                for name, _, keys in entries
                            ),
                        )
                    )
                    for label, entries in groupby(part, key=itemgetter(1))
                ),
            )

    def _own(self, text: str) -> str:
        return self.printer.interface(text)

    def _name(self, text: str, mentions: Iterable[Mention]) -> str:
        """Return a name in the edition; it is in the script of the case that it is from."""
        first = next(iter(mentions), None)
        if not text or first is None:
            return text
        return self.printer.quoted(text, first.case)


def _when(date: str) -> str:
    """Return a date as narrow columns print it: 2019.1.1—2021.11.30, and 2019— without an end."""
    days = (part.removesuffix("..").split("-") for part in date.split("/") if part)
    return "—".join(".".join(number.lstrip("0") for number in day) for day in days)


def _key(mention: Mention) -> str:
    return address(f"cases/{mention.case}", mention.paragraph)


def _keys(mentions: Iterable[Mention]) -> list[str]:
    """Return each address once; of a name with very many of them, the first of each case."""
    results = list(mentions)
    keys = list(dict.fromkeys(map(_key, results)))
    if len(keys) <= _MANY:
        return keys
    first: dict[str, str] = {}
    for mention in results:
        first.setdefault(mention.case, _key(mention))
    return list(first.values())


_Entry = tuple[str, str, list[str]]
"""A name, the heading that it stands under, and the addresses that it leads to."""


def _portions(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Divide a list so that no part leads to more addresses than are set together."""
    part: list[_Entry] = []
    many = 0
    for entry in entries:
        if part and many + len(entry[2]) > _ADDRESSES:
            yield part
            part, many = [], 0
        part.append(entry)
        many += len(entry[2])
    yield part


def back_parts(
    back: Back, show: Show, show_own: Show, glossary: Iterable[Chapter]
) -> Iterator[Part]:
    """Yield indicators, policy documents, glossary and index as parts without title pages.

    :param show: text of the edition to Typst content.
    :param show_own: text in Traditional Chinese to Typst content of the edition.
    """

    def table(name: str, title: str, inside: str, number: int = 0) -> Chapter:
        shown = content(show_own(title + ("（續）" if number else "")))
        key = address(f"back/{name}", str(number) if number else "")
        made = chapter(key, shown, call("matter", string(key), shown) + inside)
        return replace(made, title="") if number else made

    indicators = enumerate(back.indicators(show))
    yield _untitled(table("indicators", N_("指標表"), part, number) for number, part in indicators)
    policies = enumerate(back.policies(show))
    yield _untitled(table("policies", N_("政策文件"), part, number) for number, part in policies)
    yield from (_untitled([item]) for item in glossary)
    index = enumerate(back.index(show))
    yield _untitled(table("index", N_("索引"), part, number) for number, part in index)


def _untitled(chapters: Iterable[Chapter]) -> Part:
    return Part("", "", tuple(chapters))
