"""A case becomes Typst, straight from its records.

Only what the article and people say is printed: what the program supposes (similar
cases, measures that a result may answer) stays on the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.book.context import Context, address, pieces
from casebook.book.source import array, call, content, string
from casebook.book.tables import Fit, fit
from casebook.pages.catalogue import Catalogue
from casebook.records import (
    Article,
    Case,
    Casebook,
    Kind,
    Mention,
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

# A point that numbers itself in words: 一是, 第二, （三）, 4. and the like.
OWN_NUMBER = re.compile(r"[（(]?(?:第?[一二三四五六七八九十]+|\d+)[是、，：）).]|其[一二三四五六]")
_DEEPEST = 6
"""Headings have six levels."""


@dataclass(frozen=True)
class Shared:
    """What the cases of an edition share while they are written.

    :param pictures: the files of pictures by slug and name.
    :param names: the printed names of documents, terms, places and bodies, by kind and slug.
    """

    catalogue: Catalogue
    printer: Printer
    context: Context
    pictures: Mapping[tuple[str, str], Path]
    names: Mapping[tuple[str, str], str]


def names_of(book: Casebook, printer: Printer) -> dict[tuple[str, str], str]:
    """Return the names of what cases mention, as the first mention prints them."""

    def quoted(text: str, mentions: Sequence[Mention]) -> str:
        return printer.quoted(text, mentions[0].case) if mentions else text

    names = {
        ("policy", policy.slug): f"《{quoted(policy.title, policy.mentions)}》"
        for policy in book.policies
    }
    names |= {("term", term.slug): quoted(term.text, term.mentions) for term in book.terms}
    names |= {("place", place.code): printer.text(place.name, Script.HANS) for place in book.places}
    return names | {
        ("body", organisation.slug): quoted(organisation.name, organisation.mentions)
        for organisation in book.organisations
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
    def context(self) -> Context:
        """What the pages of the book share."""
        return self.shared.context

    @property
    def page(self) -> str:
        """The page of the case, in addresses."""
        return f"cases/{self.case.slug}"

    @property
    def title(self) -> str:
        """The content of the title."""
        return content(self._own(self._article.title, "title"))

    def anchors(self) -> str:
        """Return the anchor of the title."""
        return self.context.anchor(address(self.page, "top"))

    def head(self) -> str:
        """Return what stands below the title: lines above and below it, source, field, region."""
        article = self._article
        asides = (("kicker", article.kicker), ("subtitle", article.subtitle))
        done = "".join(
            call("aside", string(name), content(self._own(text, name)))
            for name, text in asides
            if text
        )
        rows = array(
            array((content(self._word(name)), content(value))) for name, value in self._facts()
        )
        return done + call("fields", rows)

    def body(self, page: Theme | None = None, *, whole: bool = True) -> str:
        """Return the article.

        :param page: the theme whose sections are wanted, ``None`` for those of none.
        :param whole: whether all sections are wanted, whatever their theme.
        """
        return "".join(
            self._section(list(places))
            for theme, places in _top_sections(self._article)
            if whole or _page_of(theme) is page
        )

    def rest(self) -> str:
        """Return what follows the article: what it names, confirmed answers, its sources."""
        return self._mentioned() + self._answers() + self._sources()

    def refs(self) -> frozenset[str]:
        """Return the addresses that the case refers to."""
        return frozenset(
            address(self.page, element_id)
            for answer in self.case.answers
            if answer.confirmed
            for element_id in (answer.measure, answer.result)
        )

    def places(self) -> frozenset[str]:
        """Return the addresses that the case has in the book."""
        element_id = (address(self.page, placed.id) for placed in walk(self._article))
        return frozenset((address(self.page, ""), address(self.page, "top"), *element_id))

    # --- text ------------------------------------------------------------------

    def _own(self, text: str, where: str) -> str:
        return self._shown(self.shared.printer.article(self._article)(text), where)

    def _word(self, text: str) -> str:
        return self._shown(self.shared.printer.interface(text), "")

    def _shown(self, text: str, where: str) -> str:
        return self.context.text(text, address(self.page, where))

    def _anchor(self, placed: Placed) -> str:
        return self.context.anchor(address(self.page, placed.id))

    # --- head ------------------------------------------------------------------

    def _facts(self) -> Iterator[tuple[str, str]]:
        article = self._article
        source = article.sources[0] if article.sources else Source()
        if article.kind is Kind.DIGEST:
            yield "性質", self._word("編寫（依所列來源重新編寫，並非某一發布者的原文）")
        else:
            yield "性質", self._word("原文")
            if publisher := labels.publisher(source):
                yield "來源", self._web(self._said(publisher), source.url)
            if source.published:
                yield "發布", self._word(labels.date(source.published))
            for name, people in (
                ("作者", source.authors),
                ("攝影", source.photographers),
                ("責任編輯", source.editors),
            ):
                if people:
                    yield name, self._said("、".join(people))
        yield "領域", self._word(self.shared.catalogue.field_of(article).name)
        if article.region:
            name = self._own(article.region.name or article.region.code, "")
            level = f"（{labels.LEVELS[article.level]}）" if article.level else ""
            yield "地區", name + self._word(level)
        if article.years:
            yield "年份", self._word(labels.years(article))
        yield "原稿文字", self._word(labels.SCRIPTS[article.script])

    def _said(self, text: str) -> str:
        """Return words of a source, which may be in another script than the article."""
        return self._shown(self.shared.printer.source(text, self._article), "sources")

    def _web(self, label: str, url: str) -> str:
        """Return a link to a web address, or the label alone where it is no such."""
        if not re.match(r"https?://", url, re.IGNORECASE):
            return label
        return call("web", string(url), content(label))

    # --- the article -----------------------------------------------------------

    def _section(self, places: Sequence[Placed]) -> str:
        done: list[str] = []
        points: list[Placed] = []
        for placed in places:
            if isinstance(placed.content, Paragraph) and placed.content.depth:
                points.append(placed)
                continue
            if points:
                done.append(self._points(points))
                points = []
            done.append(self._block(placed))
        if points:
            done.append(self._points(points))
        return "".join(done)

    def _block(self, placed: Placed) -> str:
        block = placed.content
        match block:
            case Section(heading=heading):
                title = self._own(heading, placed.id) if heading else ""
                if not heading and placed.level > 1:
                    return self._anchor(placed)
                head = content(title or self._word("正文（未分主題）"))
                return self._heading(placed.level, head) + self._anchor(placed)
            case Paragraph(text=text):
                return call("p", content(self._anchor(placed) + self._own(text, placed.id)))
            case Table():
                return self._anchor(placed) + self._table(block, placed.id)
            case Picture():
                return self._picture(block, placed)

    def _heading(self, level: int, head: str) -> str:
        return call("section", str(min(self.top + level, _DEEPEST)), head)

    def _points(self, places: Sequence[Placed]) -> str:
        """Return a list; a point stands at most one level deeper than the one before it."""
        levels: list[tuple[int, Placed]] = []
        before = 0
        for placed in places:
            assert isinstance(placed.content, Paragraph)
            before = min(placed.content.depth, before + 1)
            levels.append((before, placed))
        return self._list(levels, 1)

    def _list(self, levels: Sequence[tuple[int, Placed]], depth: int) -> str:
        items: list[tuple[Placed, list[tuple[int, Placed]]]] = []
        for level, placed in levels:
            if level == depth:
                items.append((placed, []))
            else:
                items[-1][1].append((level, placed))
        texts = [_text(placed) for placed, _ in items]
        bare = "true" if all(map(OWN_NUMBER.match, texts)) else "false"
        return call("points", bare, *(self._point(*item, depth) for item in items))

    def _point(self, placed: Placed, below: list[tuple[int, Placed]], depth: int) -> str:
        inside = self._anchor(placed) + self._own(_text(placed), placed.id)
        if below:
            inside += call("parbreak") + self._list(below, depth + 1)
        return content(inside)

    def _table(self, table: Table, element_id: str) -> str:
        print_ = self.shared.printer.article(self._article)
        rows = [[print_(cell) for cell in row] for row in table.rows]
        headed = table.header and len(rows) > 1
        return grid_table(
            [[content(self._shown(cell, element_id)) for cell in row] for row in rows],
            fit(rows),
            heads=int(headed),
            caption=self._own(table.caption, element_id) if table.caption else "",
            continued=self._word("（續）"),
        )

    def _picture(self, picture: Picture, placed: Placed) -> str:
        print_ = self.shared.printer.article(self._article)
        caption = self._own(picture.caption, placed.id) if picture.caption else ""
        credit = self._own(picture.credit, placed.id) if picture.credit else ""
        file = self.shared.pictures.get((self.case.slug, picture.file))
        path = self.context.picture(file) if file else ""
        if not path:
            note = "（圖片無法讀取）" if file else "（圖片未隨文保存）"
            inside = "".join((caption, credit, self._word(note)))
            return call("missing", content(self._anchor(placed) + inside))
        alt = string(print_(picture.caption))
        return self._anchor(placed) + call(
            "picture", string(path), content(caption), content(credit), alt
        )

    # --- what follows the article ------------------------------------------------

    def _mentioned(self) -> str:
        """Return the names of the documents, terms, places and bodies in the text."""
        case = self.case
        rows = []
        for name, kind, slugs in (
            ("政策文件", "policy", case.policies),
            ("提法", "term", case.terms),
            ("地名", "place", case.places),
            ("機構", "body", case.organisations),
        ):
            known = (self.shared.names.get((kind, slug), "") for slug in slugs)
            shown = self._shown("、".join(filter(None, known)), "mentioned")
            if shown:
                rows.append(array((content(self._word(name)), content(shown))))
        if not rows:
            return ""
        return self._heading(1, content(self._word("文中提到"))) + call("fields", array(rows))

    def _answers(self) -> str:
        """Return the measures that a person says are answered by results."""
        texts = {placed.id: _text(placed) for placed in walk(self._article)}
        lines = [
            content(
                self._word(" → ").join(
                    self.context.see(
                        address(self.page, element_id), self._own(texts[element_id], element_id)
                    )
                    for element_id in (answer.measure, answer.result)
                )
            )
            for answer in self.case.answers
            if answer.confirmed
        ]
        if not lines:
            return ""
        head = self._heading(1, content(self._word("舉措與成效的對應")))
        return head + call("points", "false", *lines)

    def _sources(self) -> str:
        head = self._heading(1, content(self._word("資料來源")))
        sources = self._article.sources
        if not sources:
            return head + call("p", content(self._word("未註明來源。")))
        return head + call("numbered", "1", *(content(self._source(source)) for source in sources))

    def _source(self, source: Source) -> str:
        parts: list[str] = []
        if source.title:
            title = source.title if "《" in source.title else f"《{source.title}》"
            parts.append(self._web(self._said(title), source.url))
        if publisher := labels.publisher(source):
            said = self._said(publisher)
            parts.append(said if source.title else self._web(said, source.url))
        if source.published:
            parts.append(self._word(labels.date(source.published)))
        if source.note:
            parts.append(self._said(source.note))
        if source.url and not parts:
            parts.append(web_address(source.url))
        return self._word("，").join(parts) or self._word("未註明")


def web_address(url: str) -> str:
    """Return an address that is printed as it is, linked, and may break."""
    return call("address", string(url), array(map(string, pieces(url))))


def grid_table(
    cells: Sequence[Sequence[str]], fits: Iterable[Fit], *, heads: int, caption: str, continued: str
) -> str:
    """Return a table, in as many pieces as it was fitted to.

    :param cells: contents of all rows, those of the head first.
    :param heads: how many rows are the head.
    :param caption: inner content, ``""`` for none.
    :param continued: inner content that marks the captions of further pieces.
    """
    done = ""
    for number, item in enumerate(fits):
        picked = [[row[column] for column in item.columns] for row in cells]
        columns = (
            array(f"{width}fr" for width in item.widths) if item.widths else str(len(item.columns))
        )
        done += call(
            "grid-table",
            columns,
            array(cell for row in picked[:heads] for cell in row),
            array(array(row) for row in picked[heads:]),
            content(caption + (continued if number else "")),
            f"{item.size}em",
            "true" if item.turned else "false",
        )
    return done


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
