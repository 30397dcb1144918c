"""A case becomes blocks of a book, straight from its records.

Only what the article and people say is printed: what the program supposes (similar
cases, measures that a result may answer) stays on the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.book.blocks import (
    Aside,
    Block,
    Blocks,
    ChapterText,
    Charts,
    Cited,
    Fields,
    Figure,
    Grid,
    Heading,
    Inline,
    Item,
    Numbered,
    Para,
    Points,
    Ref,
    Spot,
    Web,
    WebAddress,
    address,
)
from casebook.charts import Chart, change_charts, series_charts, title_of
from casebook.knowledge.corrections import SeriesChange
from casebook.pages.catalogue import Catalogue
from casebook.records import (
    Article,
    Case,
    Casebook,
    Kind,
    Paragraph,
    Picture,
    Placed,
    Script,
    Section,
    Source,
    Table,
    Theme,
    walk,
)
from casebook.text import labels
from casebook.text.printer import Printer
from casebook.themes import page_of

ONE_LINE = 30
"""Characters of a running head, with some room on the narrower paper (16k)."""
_SHORTEST = 6
MOST_NAMES = 200
"""Names in a row, about a page.  For each sign Typst goes through the pieces of its paragraph from
the first on (``SpanMapper::span_at``): one of all names of a long case costs their square."""


@dataclass(frozen=True)
class Shared:
    """What the cases of an edition share while they are written.

    :param pictures: the files of pictures by slug and name.
    :param names: the printed names of documents, terms, places and bodies, by kind and slug.
    :param series: what people say of series of figures.
    """

    catalogue: Catalogue
    printer: Printer
    pictures: Mapping[tuple[str, str], Path]
    names: Mapping[tuple[str, str], str]
    series: Sequence[SeriesChange] = ()


def names_of(book: Casebook, printer: Printer) -> dict[tuple[str, str], str]:
    """Return the names of what cases mention, as the edition prints them.

    A body or document that is named by several, or by none in its text, is in the script that
    its own record says.
    """
    names = {
        ("policy", policy.slug): f"《{printer.quoted(policy.title, policy.cases[0])}》"
        for policy in book.policies
    }
    names |= {
        ("term", term.slug): printer.quoted(term.text, term.first.case) for term in book.terms
    }
    names |= {("place", place.code): printer.text(place.name, Script.HANS) for place in book.places}
    return names | {
        ("body", body.slug): printer.text(body.name, body.script, body.cases[0])
        for body in book.organisations
    }


@dataclass(frozen=True)
class CaseWriter:
    """Writes one case.

    :param top: level in the book of the title of the case.
    """

    case: Case
    shared: Shared
    top: int

    @property
    def _article(self) -> Article:
        return self.case.article

    @property
    def page(self) -> str:
        """The page of the case, in addresses."""
        return f"cases/{self.case.slug}"

    @property
    def title(self) -> str:
        """The title, in the edition."""
        return self._own(self._article.title)

    def chapter(self, blocks: Blocks) -> ChapterText:
        """Return a chapter of the case that holds blocks of it."""
        top = (address(self.page, "top"),)
        title = self.title
        return ChapterText(address(self.page, ""), title, 2, blocks, top, short=short_title(title))

    def whole(self) -> ChapterText:
        """Return the case as a chapter."""
        return self.chapter((*self.head(), *self.body(), *self.rest()))

    def head(self) -> Blocks:
        """Return what stands below the title: lines above and below it, source, field, region."""
        article = self._article
        asides = (("kicker", article.kicker), ("subtitle", article.subtitle))
        facts = ((self._words(name), Item(value)) for name, value in self._facts())
        return (
            *(Aside(name, (self._own(text),)) for name, text in asides if text),
            Fields(tuple(facts)),
        )

    def body(self, page: Theme | None = None, *, whole: bool = True) -> Blocks:
        """Return the article.

        :param page: the theme whose sections are wanted, ``None`` for those of none.
        :param whole: whether all sections are wanted, whatever their theme.
        """
        return tuple(
            block
            for theme, places in _top_sections(self._article)
            if whole or _page_of(theme) is page
            for block in self._section(places)
        )

    def rest(self) -> Blocks:
        """Return what follows the article: what it names, confirmed answers, its sources."""
        return (*self._mentioned(), *self._answers(), *self._sources())

    # --- text ------------------------------------------------------------------

    def _own(self, text: str) -> str:
        return self.shared.printer.article(self._article)(text)

    def _line(self, text: str) -> Inline:
        return (self._own(text),) if text else ()

    def _words(self, text: str) -> Inline:
        return (self.shared.printer.interface(text),)

    def _keys(self, element_id: str) -> tuple[str, ...]:
        return (address(self.page, element_id),)

    # --- head ------------------------------------------------------------------

    def _facts(self) -> Iterator[tuple[str, Inline]]:
        article = self._article
        source = article.sources[0] if article.sources else Source()
        if article.kind is Kind.DIGEST:
            yield "性質", self._words("編寫（依所列來源重新編寫，並非某一發布者的原文）")
        else:
            yield "性質", self._words("原文")
            if publisher := labels.publisher(source):
                yield "來源", _web(self._said(publisher), source.url)
            if source.published:
                yield "發布", self._words(labels.date(source.published))
            for name, people in (
                ("作者", source.authors),
                ("攝影", source.photographers),
                ("責任編輯", source.editors),
            ):
                if people:
                    yield name, (self._said("、".join(people)),)
        yield "領域", self._words(self.shared.catalogue.field_of(article).name)
        if article.region:
            level = f"（{labels.LEVELS[article.level]}）" if article.level else ""
            name = self._own(article.region.name or article.region.code)
            yield "地區", (name, *self._words(level))
        if article.years:
            yield "年份", self._words(labels.years(article))
        yield "原稿文字", self._words(labels.SCRIPTS[article.script])

    def _said(self, text: str) -> str:
        """Return words of a source, which may be in another script than the article."""
        return self.shared.printer.source(text, self._article)

    # --- the article -----------------------------------------------------------

    def _section(self, places: Sequence[Placed]) -> Iterator[Block]:
        points: list[Placed] = []
        for placed in places:
            if isinstance(placed.content, Paragraph) and placed.content.depth:
                points.append(placed)
                continue
            yield from self._listed(points)
            points = []
            yield from self._block(placed)
            yield from self._drawn((placed,))
        yield from self._listed(points)

    def _listed(self, points: Sequence[Placed]) -> Iterator[Block]:
        if points:
            yield self._points(points)
            yield from self._drawn(points)

    def _drawn(self, places: Sequence[Placed]) -> Iterator[Block]:
        """Yield the drawings of the figures of blocks, which stand after them."""
        charts = tuple(chart for placed in places for chart in self._charts.get(placed.id, ()))
        if charts:
            titles = (title_of(chart, self.shared.printer) for chart in charts)
            yield Charts(charts, tuple(titles))

    @cached_property
    def _charts(self) -> Mapping[str, Sequence[Chart]]:
        """The drawings of the case by the paragraph that they stand after."""
        collected: dict[str, list[Chart]] = {}
        printer = self.shared.printer
        for chart in (
            *change_charts(self.case, printer),
            *series_charts(self.case, self.shared.series, printer),
        ):
            collected.setdefault(chart.paragraph, []).append(chart)
        return collected

    def _cited(self, block: Paragraph | Table) -> Inline:
        """Return the numbers of the sources of a block that the list of sources has."""
        many = len(self._article.sources)
        return tuple(
            Cited(address(self.page, f"source-{number}"), number)
            for number in block.sources
            if number <= many
        )

    def _block(self, placed: Placed) -> Iterator[Block]:
        block, keys = placed.content, self._keys(placed.id)
        match block:
            case Section(heading=heading):
                if not heading and placed.level > 1:
                    yield Spot(keys)
                    return
                title = self._line(heading) or self._words("正文（未分主題）")
                yield Heading(self.top + placed.level, title, keys)
            case Paragraph(text=text):
                yield Para((*self._line(text), *self._cited(block)), keys)
            case Table():
                yield self._table(block, keys)
            case Picture():
                yield Figure(
                    self.shared.pictures.get((self.case.slug, block.file)),
                    self._own(block.caption),
                    self._line(block.caption),
                    self._line(block.credit),
                    keys,
                )

    def _points(self, places: Sequence[Placed]) -> Points:
        """Return a list; a point stands at most one level deeper than the one before it."""
        levels: list[tuple[int, Placed]] = []
        before = 0
        for placed in places:
            assert isinstance(placed.content, Paragraph)
            before = min(placed.content.depth, before + 1)
            levels.append((before, placed))
        return self._list(levels, 1)

    def _list(self, levels: Sequence[tuple[int, Placed]], depth: int) -> Points:
        items: list[tuple[Placed, list[tuple[int, Placed]]]] = []
        for level, placed in levels:
            if level == depth:
                items.append((placed, []))
            else:
                items[-1][1].append((level, placed))
        return Points(
            tuple(
                Item(
                    self._pointed(placed),
                    (self._list(below, depth + 1),) if below else (),
                    self._keys(placed.id),
                )
                for placed, below in items
            )
        )

    def _pointed(self, placed: Placed) -> Inline:
        assert isinstance(placed.content, Paragraph)
        return (*self._line(placed.content.text), *self._cited(placed.content))

    def _table(self, table: Table, keys: tuple[str, ...]) -> Grid:
        rows = tuple(tuple(Item(self._line(cell)) for cell in row) for row in table.rows)
        headed = table.header and len(rows) > 1
        cited = self._cited(table)
        caption = self._line(table.caption) or (self._words("來源：") if cited else ())
        return Grid(rows, int(headed), (*caption, *cited), keys)

    # --- what follows the article ------------------------------------------------

    def _heading(self, words: str) -> Heading:
        return Heading(self.top + 1, self._words(words))

    def _mentioned(self) -> Iterator[Block]:
        """Yield the names of the documents, terms, places and bodies in the text."""
        case = self.case
        rows: list[tuple[Inline, Item]] = []
        for name, kind, slugs in (
            ("政策文件", "policy", case.policies),
            ("提法", "term", case.terms),
            ("地名", "place", case.places),
            ("機構", "body", case.organisations),
        ):
            known = [self.shared.names.get((kind, slug), "") for slug in slugs]
            shown = list(filter(None, known))
            for start in range(0, len(shown), MOST_NAMES):
                title = (*self._words(name), *(self._words("（續）") if start else ()))
                rows.append((title, Item(("、".join(shown[start : start + MOST_NAMES]),))))
        if rows:
            yield self._heading("文中提到")
            yield Fields(tuple(rows))

    def _answers(self) -> Iterator[Block]:
        """Yield the measures that a person says are answered by results."""
        texts = {placed.id: _text(placed) for placed in walk(self._article)}
        lines = [
            Item((self._ref(answer.measure, texts), " → ", self._ref(answer.result, texts)))
            for answer in self.case.answers
            if answer.confirmed
        ]
        if lines:
            yield self._heading("舉措與成效的對應")
            yield Points(tuple(lines))

    def _ref(self, element_id: str, texts: Mapping[str, str]) -> Ref:
        return Ref(address(self.page, element_id), self._line(texts[element_id]))

    def _sources(self) -> Iterator[Block]:
        yield self._heading("資料來源")
        if not self._article.sources:
            yield Para(self._words("未註明來源。"))
            return
        yield Numbered(
            tuple(
                Item(self._source(source), keys=self._keys(f"source-{number}"))
                for number, source in enumerate(self._article.sources, 1)
            )
        )

    def _source(self, source: Source) -> Inline:
        parts: list[Inline] = []
        if source.title:
            title = source.title if "《" in source.title else f"《{source.title}》"
            parts.append(_web(self._said(title), source.url))
        if publisher := labels.publisher(source):
            said = self._said(publisher)
            parts.append((said,) if source.title else _web(said, source.url))
        if source.published:
            parts.append(self._words(labels.date(source.published)))
        if source.note:
            parts.append((self._said(source.note),))
        if source.url and not parts:
            parts.append((WebAddress(source.url),))
        if not parts:
            return self._words("未註明")
        first, *others = parts
        return (*first, *(piece for part in others for piece in ("，", *part)))


def short_title(title: str) -> str:
    """Return a title as running heads print it, ``""`` where they print it whole.

    That is what stands before its first colon, dash or comma, or as many characters as fit.
    """
    if len(title) <= ONE_LINE:
        return ""
    first = re.split("[：，；。]|——", title, maxsplit=1)[0]
    return first if _SHORTEST <= len(first) <= ONE_LINE else title[: ONE_LINE - 1] + "…"


def _web(label: str, url: str) -> Inline:
    """Return a link to a web address, or the label alone where it is no such."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return (label,)
    return (Web(url, (label,)),)


def _page_of(theme: Theme) -> Theme | None:
    page = page_of(theme)
    return page.theme if page else None


def _text(placed: Placed) -> str:
    block = placed.content
    return block.heading if isinstance(block, Section) else getattr(block, "text", "")


def _top_sections(article: Article) -> Iterator[tuple[Theme, list[Placed]]]:
    places: list[Placed] = []
    for placed in walk(article):
        if isinstance(placed.content, Section) and placed.level == 1 and places:
            yield places[0].theme, places
            places = []
        places.append(placed)
    if places:
        yield places[0].theme, places
