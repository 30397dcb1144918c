"""The back of the book: indicators, policy documents and the index.

Each entry leads to the paragraphs that it stands in by their page numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from casebook.book.blocks import (
    Block,
    ChapterText,
    Documents,
    Figures,
    Listed,
    Measured,
    Names,
    PartText,
    Rubric,
    address,
)
from casebook.book.collate import grouped
from casebook.book.quotes import quoted, quoted_span
from casebook.records import (
    Article,
    Casebook,
    Indicator,
    Mention,
    Policy,
    Script,
    Section,
    Table,
    block_texts,
    walk,
)
from casebook.records import Block as Block_
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

# About 40 pages: what is set together must not take much memory.
_ROWS = 2_000

# The same, in addresses: a page of the index leads to some 175.
_ADDRESSES = 7_000
# A name with more addresses is looked up by case, not by paragraph.
_MANY = 60

_HEAD = (N_("文句"), N_("頁"))


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

    def indicators(self) -> Iterator[Figures]:
        """Yield the tables of indicators, some cases at a time."""
        of_case = {case.slug: case.indicators for case in self.casebook.cases}
        head = tuple(map(self._own, _HEAD))
        cases: list[Rubric] = []
        rows = 0
        for article in self.articles:
            results = [item for item in of_case[article.slug] if item.measured]
            if not results:
                continue
            if rows and rows + len(results) > _ROWS:
                yield Figures(head, tuple(cases))
                cases, rows = [], 0
            title = self.printer.article(article)(article.title)
            table = tuple(self._rows(results, article))
            cases.append(Rubric((address("back/indicators", article.slug),), title, table))
            rows += len(table)
        yield Figures(head, tuple(cases))

    def _rows(self, indicators: Iterable[Indicator], article: Article) -> Iterator[Measured]:
        """Yield the words that figures stand in, each once; a cell of a table by its label."""
        texts = {placed.id: placed.content for placed in walk(article)}
        print_ = self.printer.article(article)
        shown: dict[str, str] = {}
        for (_, span), same in groupby(indicators, lambda one: _place(one, texts)):
            first, *others = same
            key, when = _key(first.mention), _when(first.date)
            if span is None:
                for one in (first, *others):
                    label = self.printer.noted(one.label, article.slug)
                    words = f"{label}　{print_(one.text)}"
                    yield Measured(_dated(words, _when(one.date)), _key(one.mention))
                continue
            if any(_when(one.date) != when for one in others):
                when = ""
            text = _text(texts[first.mention.paragraph])
            paragraph = first.mention.paragraph
            printed = shown[paragraph] = shown.get(paragraph) or print_(text)
            # Converted with its paragraph, or it might not be what the case prints.
            whole = len(printed) == len(text)
            words = quoted(printed, span) if whole else print_(quoted(text, span))
            named = [one.measured for one in (first, *others) if one.measured not in text]
            # Words of a person, who corrected the figure.
            words = "　".join((*(self.printer.noted(one, article.slug) for one in named), words))
            yield Measured(_dated(words, when), key)

    def policies(self) -> Iterator[Documents]:
        """Yield the list of policy documents, some at a time."""
        named = {
            self._name(policy.title, policy.mentions): policy for policy in self.casebook.policies
        }
        groups = grouped(named, str, self.order, self._own(N_("其他")))
        listed = [
            ("", Listed(f"《{name}》", _keys(named[name].mentions), self._facts(named[name])))
            for _, names in groups
            for name in names
        ]
        for part in _portions(listed):
            yield Documents(tuple(entry for _, entry in part))

    def _facts(self, policy: Policy) -> str:
        issuer = self.printer.noted(policy.issuer, policy.cases[0])
        number = self.printer.noted(policy.number, policy.cases[0])
        date = labels.date(policy.date) if policy.date else ""
        return "　".join(part for part in (issuer, number, date) if part)

    def index(self) -> Iterator[Names]:
        """Yield the index of terms, places and bodies, some names at a time."""
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
        listed = [
            (label, Listed(name, _keys(results[name]))) for label, names in groups for name in names
        ]
        for number, part in enumerate(_portions(listed)):
            yield Names(
                tuple(
                    Rubric(
                        (address("back/index", f"{number}-{place}"),),
                        label,
                        tuple(entry for _, entry in entries),
                    )
                    for place, (label, entries) in enumerate(groupby(part, key=itemgetter(0)))
                )
            )

    def _own(self, text: str) -> str:
        return self.printer.interface(text)

    def _name(self, text: str, mentions: Iterable[Mention]) -> str:
        """Return a name in the edition; it is in the script of the case that it is from."""
        first = next(iter(mentions), None)
        if not text or first is None:
            return text
        return self.printer.quoted(text, first.case)


def _text(content: Section | Block_) -> str:
    """Return the text that mentions in a heading, a paragraph or a caption count in."""
    return content.heading if isinstance(content, Section) else "\n".join(block_texts(content))


def _place(
    indicator: Indicator, texts: Mapping[str, Section | Block_]
) -> tuple[str, tuple[int, int] | None]:
    """Return the paragraph of a figure and the span to quote; none of a cell of a table."""
    mention = indicator.mention
    content = texts[mention.paragraph]
    if isinstance(content, Table):
        return mention.paragraph, None
    span = quoted_span(_text(content), mention.start, mention.end, indicator.measured)
    return mention.paragraph, span


def _dated(words: str, when: str) -> str:
    """Return words with their date, where its year is not in them."""
    year = when[:4]
    return f"{words}（{when}）" if when and year not in words else words


def _when(date: str) -> str:
    """Return a date as narrow columns print it: 2019.1.1—2021.11.30, and 2019— without an end."""
    days = (part.removesuffix("..").split("-") for part in date.split("/") if part)
    return "—".join(".".join(number.lstrip("0") for number in day) for day in days)


def _key(mention: Mention) -> str:
    return address(f"cases/{mention.case}", mention.paragraph)


def _keys(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return each address once; of a name with very many of them, the first of each case."""
    results = list(mentions)
    keys = tuple(dict.fromkeys(map(_key, results)))
    if len(keys) <= _MANY:
        return keys
    first: dict[str, str] = {}
    for mention in results:
        first.setdefault(mention.case, _key(mention))
    return tuple(first.values())


_Entry = tuple[str, Listed]
"""The heading that a name stands under, and its entry."""


def _portions(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Divide a list so that no part leads to more addresses than are set together."""
    part: list[_Entry] = []
    many = 0
    for entry in entries:
        length = len(entry[1].keys)
        if part and many + length > _ADDRESSES:
            yield part
            part, many = [], 0
        part.append(entry)
        many += length
    yield part


def back_parts(back: Back, glossary: Iterable[ChapterText]) -> Iterator[PartText]:
    """Yield indicators, policy documents, glossary and index as parts without title pages."""
    own = back.printer.interface

    def tables(name: str, title: str, found: Iterable[Block]) -> Iterator[ChapterText]:
        for number, block in enumerate(found):
            shown = own(title) + (own(N_("（續）")) if number else "")
            key = address(f"back/{name}", str(number) if number else "")
            yield ChapterText(key, shown, 1, (block,), listed=not number)

    found = (
        tables("indicators", N_("指標表"), back.indicators()),
        tables("policies", N_("政策文件"), back.policies()),
        *((item,) for item in glossary),
        tables("index", N_("索引"), back.index()),
    )
    yield from (PartText("", "", tuple(chapters)) for chapters in found)
