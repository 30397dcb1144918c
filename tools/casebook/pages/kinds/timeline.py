"""The timeline: years in which cases begin and end, and those of policy documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.registry import PageKind
from casebook.records import Event, EventKind


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
    ]
    for year in sorted(years):
        blocks.append(myst.heading(2, f"{year} 年", f"y{year}"))
        blocks.append("\n".join(_event(event) for event in years[year]))
    yield "timeline/index.md", myst.page(myst.PAGE, blocks)


_EVENTS = {
    EventKind.CASE_BEGINS: "所述起",
    EventKind.CASE_ENDS: "所述止",
    EventKind.POLICY: "文件",
}


def _event(event: Event) -> str:
    target = "policy" if event.kind is EventKind.POLICY else "case"
    return f"- [{_EVENTS[event.kind]}]{{.facts}} [](#{target}:{event.slug})"
