"""The back of the book: indicators, policy documents and the index.

Each entry leads to the paragraphs that it stands in by their page numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
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
from casebook.book.quotes import joined, quoted, quoted_span
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
from casebook.text.collate import grouped
from casebook.text.printer import Printer

# About 40 pages: what is set together must not take much memory.
_ROWS = 2_000

# The same, in addresses: a page of the index leads to some 175.
_ADDRESSES = 7_000
# A name with more addresses is looked up by case, not by paragraph.
_MANY = 60

# Characters of a name that says enough to be looked for in others, and how many are named.
_TELLING = 4
_ALSO = 3

_LEVELS = tuple("省市縣县區区州鎮镇鄉乡")


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
        """Yield the indicators, some cases at a time."""
        of_case = {case.slug: case.indicators for case in self.casebook.cases}
        cases: list[Rubric] = []
        rows = 0
        for article in self.articles:
            results = [item for item in of_case[article.slug] if item.measured]
            if not results:
                continue
            if rows and rows + len(results) > _ROWS:
                yield Figures(tuple(cases))
                cases, rows = [], 0
            title = self.printer.article(article)(article.title)
            table = tuple(self._rows(results, article))
            cases.append(Rubric((address("back/indicators", article.slug),), title, table))
            rows += len(table)
        yield Figures(tuple(cases))

    def _rows(self, indicators: Iterable[Indicator], article: Article) -> Iterator[Measured]:
        """Yield the words that figures stand in, each once.

        Figures of a table are listed by its caption, once; those of one without a caption, and
        one whose label a person wrote, by their labels.
        """
        contents = {placed.id: placed.content for placed in walk(article)}
        for paragraph, same in groupby(indicators, lambda item: item.mention.paragraph):
            content, key = contents[paragraph], address(f"cases/{article.slug}", paragraph)
            is_table = isinstance(content, Table)
            caption = content.caption if isinstance(content, Table) else ""
            text = "" if is_table and not caption else _text(content)
            figures = []
            for item in same:
                if item.measured in text and not item.said:
                    figures.append(item)
                else:
                    yield Measured(self._labelled(item, article), key)
            if is_table and figures:
                words = self.printer.article(article)(caption)
                yield Measured(f"{self._own(N_('表'))}：{words}", key)
                continue
            for words in self._quotes(figures, text, article):
                yield Measured(words, key)

    def _labelled(self, indicator: Indicator, article: Article) -> str:
        label = self.printer.noted(indicator.label, article.slug)
        value = self.printer.article(article)(indicator.printed)
        return _dated(f"{label}　{value}", _when(indicator.date))

    def _quotes(self, figures: list[Indicator], text: str, article: Article) -> Iterator[str]:
        print_ = self.printer.article(article)
        # Converted with its paragraph, or it might not be what the case prints.
        printed = print_(text) if figures else ""
        for start, end in joined(text, (_span(item, text) for item in figures)):
            span = (start, end)
            same_length = len(printed) == len(text)
            words = quoted(printed, span) if same_length else print_(quoted(text, span))
            times = {
                _when(item.date)
                for item in figures
                if start <= item.mention.start and item.mention.end <= end
            }
            yield _dated(words, times.pop() if len(times) == 1 else "")

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
        others, also = self._other_names(frozenset(named)), see_also(named)
        groups = grouped([*named, *others], str, self.order, self._own(N_("其他")))
        listed = [
            (label, Listed(name, (), see=others[name]))
            if name in others
            else (label, Listed(name, _keys(results[name]), also=also.get(name, ())))
            for label, names in groups
            for name in names
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

    def _other_names(self, named: AbstractSet[str]) -> dict[str, str]:
        """Return the other names that articles give to bodies, with the name that each is under.

        A name that several bodies have leads nowhere, nor does one that names no place
        (省委), which means another body in another article.
        """
        named_in: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for body in self.casebook.organisations:
            name = self.printer.text(body.name, body.script, body.cases[0])
            for mention in body.mentions:
                named_in[mention.case].append((name, mention))
        collected: dict[str, set[str]] = {}
        for article in self.articles:
            texts = {placed.id: placed.content for placed in walk(article)}
            for name, mention in named_in.pop(article.slug, ()):
                said = _text(texts[mention.paragraph])[mention.start : mention.end]
                collected.setdefault(self.printer.quoted(said, article.slug), set()).add(name)
        return {
            other: next(iter(names))
            for other, names in collected.items()
            if other not in named and len(names) == 1 and not other.startswith(_LEVELS)
        }

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


def _span(indicator: Indicator, text: str) -> tuple[int, int]:
    mention = indicator.mention
    return quoted_span(text, mention.start, mention.end, indicator.measured)


def _dated(words: str, when: str) -> str:
    """Return words with their date, where its year is not in them."""
    year = when[:4]
    return f"{words}（{when}）" if when and year not in words else words


def see_also(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names that hold a name and stand elsewhere in the index: those of 參見."""
    listed = sorted(names)
    within: dict[str, list[str]] = {}
    for name in listed:
        # What begins with a name stands beside it.
        for at in range(1, len(name) - _TELLING + 1):
            within.setdefault(name[at : at + _TELLING], []).append(name)
    collected = {}
    for name in listed:
        holders = within.get(name[:_TELLING], ()) if len(name) >= _TELLING else ()
        held = dict.fromkeys(
            element for element in holders if name in element and not element.startswith(name)
        )
        if held:
            collected[name] = tuple(held)[:_ALSO]
    return collected


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


def _holds(block: Block) -> bool:
    """Whether a part of a list holds anything."""
    return any(getattr(block, name, ()) for name in ("cases", "entries", "groups"))


def back_parts(back: Back, glossary: Iterable[ChapterText]) -> Iterator[PartText]:
    """Yield indicators, policy documents, glossary and index as parts without title pages.

    A list that holds nothing has no chapters.
    """
    here = back.printer.interface

    def tables(name: str, title: str, collected: Iterable[Block]) -> Iterator[ChapterText]:
        for number, block in enumerate(block for block in collected if _holds(block)):
            shown = here(title) + (here(N_("（續）")) if number else "")
            key = address(f"back/{name}", str(number) if number else "")
            yield ChapterText(key, shown, 1, (block,), listed=not number)

    yield PartText("", "", tables("indicators", N_("指標表"), back.indicators()))
    yield PartText("", "", tables("policies", N_("政策文件"), back.policies()))
    yield from (PartText("", "", (chapter,)) for chapter in glossary)
    yield PartText("", "", tables("index", N_("索引"), back.index()))
