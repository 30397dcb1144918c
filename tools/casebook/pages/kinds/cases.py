"""Case pages: an article whole, in reading order, with its head and record; and their index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.exports.citations import COLLECTED
from casebook.knowledge.regions import lineage
from casebook.library.withdrawn import Withdrawn
from casebook.pages import myst
from casebook.pages.blocks import render
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.findings import change_charts, findings
from casebook.pages.lists import case_lines, toctree
from casebook.pages.onward import onward, top_sections
from casebook.pages.record import has_record, record
from casebook.pages.registry import PageKind
from casebook.records import (
    Article,
    Kind,
    Ledger,
    Placed,
    Publish,
    Script,
    Section,
    Source,
)
from casebook.text import labels
from casebook.text.detect import detect_script
from casebook.text.marks import set_marks
from casebook.themes import page_of


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="cases",
            title="全部案例",
            order=10,
            build=_pages,
            home=lambda casebook: len(casebook.cases),
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    yield _index(contents.catalogue)
    for article in contents.catalogue.articles:
        slug, made = article.slug, partial(case_page, article, contents)
        page = contents.snapshot.kept.of("cases", slug, _inputs(article, contents), str, made)
        yield f"cases/{slug}.md", page
    for entry in contents.snapshot.withdrawn:
        yield f"cases/{entry.slug}.md", _withdrawn_page(entry)


def _inputs(article: Article, contents: Contents) -> object:
    """Return all that :func:`case_page` reads."""
    slug, catalogue, snapshot = article.slug, contents.catalogue, contents.snapshot
    part_of = dict.fromkeys(filter(None, (page_of(part.theme) for part in article.sections)))
    others = [
        (len(catalogue.with_part[catalogue.field_of(article), page]), following)
        for page in part_of
        for following in [catalogue.following(article, page)]
    ]
    return (
        contents.inputs[slug],
        bool(catalogue.cases[slug].similar),
        [change for change in catalogue.series if change.case == slug],
        snapshot.ledgers.get(slug),
        repr(snapshot.rules.overrules.get(slug)),
        catalogue.redirects.paragraphs_of(slug),
        [(many > 1, next_ and snapshot.digests[next_.slug]) for many, next_ in others],
    )


def _withdrawn_page(entry: Withdrawn) -> str:
    """Return the page that stands in the place of a case that was withdrawn."""
    script = detect_script(entry.title) or Script.HANT
    when = f"於{labels.date(entry.day)}" if entry.day else ""
    blocks = [
        myst.heading(1, "本案例已撤下", "top"),
        f"這個網址的案例{when}從本庫撤下，不再提供全文、資料和引文。",
    ]
    if entry.title:
        blocks.append(f"題名：{myst.span(entry.title, script)}")
    if entry.reason:
        blocks.append(f"原因：{myst.span(entry.reason, detect_script(entry.reason) or script)}")
    blocks.append(myst.link("全部案例", "/cases/index.md"))
    return myst.page({**myst.PAGE, "orphan": "true"}, blocks)


def _index(catalogue: Catalogue) -> tuple[str, str]:
    """Return address and MyST of the list of all cases, in reading order."""
    files = "、".join(
        myst.link(name, f"#data:{file}")
        for name, file in zip(("BibTeX", "RIS", "CSL-JSON"), COLLECTED, strict=True)
    )
    blocks = [
        myst.heading(1, "全部案例", "top"),
        f"共 {len(catalogue.articles)} 個案例，按領域排列。",
        f"{{.screen-only}}\n書目資料可以一次下載：{files}。",
    ]
    for field, articles in catalogue.by_field:
        blocks += [
            myst.heading(2, myst.link(field.name, f"/fields/{field.key}.md"), field.key),
            case_lines(articles, field=False),
        ]
    blocks.append(toctree(article.slug for article in catalogue.articles))
    return "cases/index.md", myst.page(myst.PAGE, blocks)


def case_page(article: Article, contents: Contents) -> str:
    """Return the MyST of ``cases/<slug>``."""
    # What cleaning removed, where the article came from a page.
    ledger = contents.snapshot.ledger(article) if has_record(article) else None
    return myst.page(
        {"casebook_case": article.slug, "casebook_script": article.script.value},
        _blocks(article, contents.catalogue, contents.pictures_of(article), ledger),
    )


def _blocks(
    article: Article, catalogue: Catalogue, pictures: frozenset[str], ledger: Ledger | None
) -> Iterator[str]:
    yield myst.heading(1, myst.inline(article.title), "top")
    for extra, name in ((article.kicker, "kicker"), (article.subtitle, "subtitle")):
        if extra:
            yield f"{{.{name}}}\n{myst.line(extra)}"
    yield "\n".join(myst.fence("container", list(_head(article, catalogue)), "case-head hant"))
    yield from _body(article, catalogue, pictures)
    yield from findings(catalogue.cases[article.slug], catalogue.series)
    yield myst.heading(2, "資料來源", "sources", Script.HANT)
    yield from _sources(article)
    yield myst.heading(2, "如何引用", "cite", Script.HANT)
    yield "\n".join(myst.fence("case:cite", [], article.slug))
    yield myst.heading(2, "整理記錄", "record", Script.HANT)
    yield from record(article, ledger, catalogue.redirects)
    yield "{#report .hant .screen-only}\n## 發現錯誤？"
    yield "\n".join(myst.fence("case:report", [], article.slug))


# --- head ------------------------------------------------------------------


def _head(article: Article, catalogue: Catalogue) -> Iterator[str]:
    script = article.script
    if article.kind is Kind.DIGEST:
        yield ":性質: 編寫（依所列來源重新編寫，並非某一發布者的原文）"
        if article.compiled:
            yield f":編寫日期: {labels.date(article.compiled)}"
    else:
        yield ":性質: 原文"
        source = article.sources[0] if article.sources else Source()
        if publisher := labels.publisher(source):
            yield f":來源: {myst.web_link(publisher, source.url, script)}"
        if source.published:
            yield f":發布: {labels.date(source.published)}"
        if source.authors:
            yield f":作者: {myst.span('、'.join(source.authors), script)}"
        if source.photographers:
            yield f":攝影: {myst.span('、'.join(source.photographers), script)}"
        if source.editors:
            yield f":責任編輯: {myst.span('、'.join(source.editors), script)}"
    field = catalogue.field_of(article)
    yield f":領域: {myst.link(field.name, f'/fields/{field.key}.md')}"
    if article.region:
        code = article.region.code
        name = article.region.name or code
        known = bool(lineage(code))
        shown = myst.link(name, f"#place:{code}", script) if known else myst.span(name, script)
        level = f"（{labels.LEVELS[article.level]}）" if article.level else ""
        yield f":地區: {shown}{level}"
    if article.years:
        yield f":年份: {labels.years(article)}"
    yield f":原稿文字: {labels.SCRIPTS[script]}"
    yield from _rights(article)


def _rights(article: Article) -> Iterator[str]:
    """Yield the lines on rights, and on how much of the article is printed."""
    if article.rights:
        yield f":權利: {myst.span(article.rights, labels.script_of(article.rights, article))}"
    if article.publish is Publish.EXCERPT:
        yield ":刊出範圍: 節錄，各部分只有第一段；全文請看原發布處"


# --- the article -----------------------------------------------------------


def _body(article: Article, catalogue: Catalogue, pictures: frozenset[str]) -> Iterator[str]:
    links = catalogue.links[article.slug]
    after = change_charts(catalogue.cases[article.slug])
    for places, page in top_sections(article):
        first = places[0].content
        assert isinstance(first, Section)
        if not first.heading:
            yield myst.heading(2, "[正文（未分主題）]{.hant}", places[0].id)
        yield from render(
            article,
            places,
            top=2,
            own=_id,
            pictures=pictures,
            links=links,
            sourced=True,
            after=after,
        )
        if page is not None:
            yield from onward(article, page, catalogue)


def _id(place: Placed) -> str:
    return place.id


# --- sources ----------------------------------------------------


def _sources(article: Article) -> Iterator[str]:
    if not article.sources:
        yield "{.hant}\n未註明來源。"
        return
    yield "\n".join(
        f"1. {{#source-{number}}}\n   {_source(source, article)}"
        for number, source in enumerate(article.sources, 1)
    )


def _source(source: Source, article: Article) -> str:
    def shown(text: str, *, linked: bool = False) -> str:
        text = set_marks(text)
        script = labels.script_of(text, article)
        return myst.web_link(text, source.url, script) if linked else myst.span(text, script)

    parts: list[str] = []
    if source.title:
        title = source.title if "《" in source.title else f"《{source.title}》"
        parts.append(shown(title, linked=True))
    if publisher := labels.publisher(source):
        parts.append(shown(publisher, linked=not source.title))
    if source.published:
        parts.append(f"[{labels.date(source.published)}]{{.hant}}")
    if source.note:
        parts.append(shown(source.note))
    if source.url and not parts:
        script = labels.script_of(source.url, article)
        parts.append(myst.web_link(source.url, source.url, script))
    return "，".join(parts) or "[未註明]{.hant}"
