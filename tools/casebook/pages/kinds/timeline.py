"""The timeline: the years of cases and of policy documents, drawn, and then year by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.drawing import Scale, drawing, years_of
from casebook.pages.registry import PageKind
from casebook.records import Article, Event, EventKind
from casebook.text import labels

_BARS = 30
"""A field with more cases is drawn as columns alone; its page lists the cases."""


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="timeline",
            title="年表",
            order=50,
            build=_pages,
            home=lambda casebook: len(casebook.timeline),
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the one page."""
    years: dict[int, list[Event]] = defaultdict(list)
    for event in contents.snapshot.casebook.timeline:
        years[event.year].append(event)
    blocks = [
        myst.heading(1, "年表", "top"),
        "案例所講述年份的起止，以及政策文件的年份；講述到哪一年，不等於改革到那一年為止。",
        *_drawn(contents.catalogue, years),
    ]
    if years:
        blocks.append(myst.heading(2, "逐年", "years"))
    for year in sorted(years):
        blocks.append(myst.heading(3, f"{year} 年", f"y{year}"))
        blocks.append("\n".join(_event(event) for event in years[year]))
    yield "timeline/index.md", myst.page(myst.WIDE_PAGE, blocks)


def scale_of(catalogue: Catalogue, others: Iterable[int] = ()) -> Scale | None:
    """Return the scale of all years in which a case goes on; ``None`` where there are none.

    :param others: years of other things on the same scale.
    """
    years = frozenset((*years_of(article.year_range for article in catalogue.articles), *others))
    return Scale(years) if years else None


def _drawn(catalogue: Catalogue, years: dict[int, list[Event]]) -> Iterator[str]:
    documents = Counter(
        event.year for here in years.values() for event in here if event.kind is EventKind.POLICY
    )
    scale = scale_of(catalogue, documents)
    if scale is None:
        return
    yield myst.heading(2, "各領域的案例", "drawn")
    yield drawing(scale.axis())
    for field, articles in catalogue.by_field:
        dated = [article for article in articles if article.year_range]
        if not dated:
            continue
        link = myst.link(field.name, f"/fields/{field.key}.md")
        yield f"{{.span-field}}\n{link} [{len(dated)} 個案例]{{.facts}}"
        if len(dated) > _BARS:
            yield drawing(scale.columns(Counter(years_of(article.year_range for article in dated))))
        else:
            yield "\n".join(["{.spans}", *(_bar(article, scale) for article in dated)])
    if documents:
        yield f"{{.span-field}}\n政策文件 [{documents.total()} 份有年份]{{.facts}}"
        yield drawing(scale.marks(documents), "documents")


def _bar(article: Article, scale: Scale) -> str:
    link = myst.link(article.title, f"#case:{article.slug}", article.script)
    assert article.year_range
    block = "\n  ".join(drawing(scale.bar(*article.year_range)).splitlines())
    return f"- {link} [{labels.years(article)}]{{.when}}\n\n  {block}"


_EVENTS = {
    EventKind.CASE_BEGINS: "起",
    EventKind.CASE_ENDS: "止",
    EventKind.POLICY: "文件",
}


def _event(event: Event) -> str:
    target = "policy" if event.kind is EventKind.POLICY else "case"
    return f"- [{_EVENTS[event.kind]}]{{.facts}} [](#{target}:{event.slug})"
