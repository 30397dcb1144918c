"""What was found in a case, on its page: figures, documents, terms, answers, likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casebook.kept import digest
from casebook.knowledge.corrections import SeriesChange
from casebook.knowledge.excerpts import Content, contents
from casebook.knowledge.regions import own_name
from casebook.pages import myst
from casebook.records import (
    Answer,
    Case,
    Indicator,
    IndicatorKind,
    Paragraph,
    Picture,
    Reason,
    Script,
    Section,
    Table,
    walk,
)
from casebook.text import labels


def findings(case: Case, series: Iterable[SeriesChange] = ()) -> Iterator[str]:
    """Yield the sections below the article; each only where there is something.

    :param series: what people said of series of figures.
    """
    if case.indicators:
        yield myst.heading(2, "本案例的數字", "figures", Script.HANT)
        yield "{.note}\n由電腦從文中摘出，以所在段落為準。"
        yield figure_table((case,), series)
    yield from _mentioned(case)
    if case.answers:
        yield myst.heading(2, "舉措與成效的對應", "answers", Script.HANT)
        yield "{.note}\n以下由電腦依相同的數字、提法和用詞推測，僅供參考。"
        yield "\n".join(_answer(answer, case) for answer in case.answers)
    if case.similar:
        yield myst.heading(2, "相似案例", "similar", Script.HANT)
        # Which they are depends on other articles: see casebook.site.similar.
        yield "\n".join(myst.fence("case:similar", [], case.slug))
    else:
        # Other articles decide whether there are any: an address that was copied stays.
        yield myst.anchors(("similar",))


def figure_table(
    cases: Sequence[Case], series: Iterable[SeriesChange], *, across: bool = False
) -> str:
    """Return the directive for the figures of cases: series drawn, and a table of all.

    Its option ``state`` is another where the figures are, so that the page is read again.

    :param across: whether the cases are named in the table.
    """
    slugs = [case.slug for case in cases]
    said = [change for change in series if change.case in slugs]
    # Beside the figures, other pages than its own show titles, places and sentences of a case.
    shown = [
        (case.article.title, case.article.script, case.lineage, _around_figures(case))
        for case in cases
        if across
    ]
    state = _state([case.indicators for case in cases], said, shown)
    options = {"state": state} | ({"across": ""} if across else {})
    return "\n".join(myst.fence("case:figures", [], " ".join(slugs), **options))


def _around_figures(case: Case) -> list[Content]:
    """Return the paragraphs and tables of a case in which figures stand."""
    texts = contents(case.article)
    return [texts[own] for own in dict.fromkeys(item.paragraph for item in case.indicators)]


def change_charts(case: Case) -> dict[str, str]:
    """Return the directive for the changes that each paragraph reports, by its id."""
    changes: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in case.indicators:
        if indicator.kind is IndicatorKind.CHANGE:
            changes[indicator.paragraph].append(indicator)
    return {
        paragraph: "\n".join(
            myst.fence("case:changes", [], f"{case.slug} {paragraph}", state=_state(indicators))
        )
        for paragraph, indicators in changes.items()
    }


def filterable_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose rows readers can filter and sort.

    :param head: the words of its head.
    :param rows: cells that are MyST already.
    """
    lines = (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
    return "\n".join(["{.filterable}", *lines])


def _state(*parts: object) -> str:
    return digest(parts)[:8]


def _mentioned(case: Case) -> Iterator[str]:
    lines = []
    if case.policies:
        lines.append(f":政策文件: {'、'.join(f'[](#policy:{slug})' for slug in case.policies)}")
    if case.terms:
        lines.append(f":提法: {'、'.join(f'[](#term:{slug})' for slug in case.terms)}")
    if case.places:
        names = (myst.link(own_name(code), f"#place:{code}", Script.HANS) for code in case.places)
        lines.append(f":地名: {'、'.join(names)}")
    if case.organisations:
        lines.append(
            f":機構: {'、'.join(f'[](#organisation:{slug})' for slug in case.organisations)}"
        )
    if lines:
        yield myst.heading(2, "文中提到", "mentioned", Script.HANT)
        yield "\n".join(myst.fence("container", lines, "case-record hant"))


def _answer(answer: Answer, case: Case) -> str:
    reasons = _reasons(answer.reasons, case)
    way = f"{_place(answer.measure, case)} → {_place(answer.result, case)}"
    return f"- {way} [{reasons}]{{.facts}}"


def _place(own: str, case: Case) -> str:
    """Return a link to a section by its heading, a paragraph by its beginning, or a table."""
    for place in walk(case.article):
        if place.id == own:
            content = place.content
            text = _name(content)
            short = text if len(text) <= _SHORT else text[:_SHORT] + "…"
            return myst.link(short, f"#case:{case.slug}/{own}", case.article.script)
    raise KeyError(own)


def _name(content: Content) -> str:
    """Return the heading of a section, the text of a paragraph, the caption of others."""
    match content:
        case Section(heading=heading):
            return heading
        case Paragraph(text=text):
            return text
        case Table(caption=caption):
            return caption or "表格"
        case Picture(caption=caption):
            return caption or "圖"


_SHORT = 30


def _reasons(reasons: Iterable[Reason], case: Case) -> str:
    shown = []
    for reason in reasons:
        listed = "、".join(myst.span(word, case.article.script) for word in reason.shared)
        shown.append(labels.GROUNDS[reason.ground] + (f"（{listed}）" if listed else ""))
    return "；".join(shown)
