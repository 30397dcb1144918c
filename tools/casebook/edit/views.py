"""What the pages show, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from casebook.edit import decisions
from casebook.edit.editor import Editor, Opened, Problems
from casebook.edit.facts import Field, fields_of, fields_of_source
from casebook.edit.names import names_found, proposals
from casebook.edit.outline import Heading, entries, text_of
from casebook.edit.page_lines import page_lines
from casebook.edit.saved_page import saved_lines
from casebook.edit.words import CAUSES
from casebook.knowledge.answers import parts
from casebook.knowledge.fields import field_name, fields
from casebook.knowledge.passages import passages
from casebook.knowledge.suggestion_reasons import suggestion_reasons
from casebook.library.suggested import without_corrected
from casebook.problems import Severity
from casebook.project import load_overrides
from casebook.records import (
    Article,
    Case,
    Edition,
    Indicator,
    Level,
    Paragraph,
    Picture,
    Script,
    Section,
    Table,
    Theme,
    block_texts,
    walk,
)
from casebook.text import labels
from casebook.text.article_scripts import proofread_article
from casebook.text.catalogue import N_
from casebook.text.editions import editions_of
from casebook.text.proofread import is_open
from casebook.themes import themes
from casebook.worklist.collect import worklist
from casebook.worklist.render import counts

_SHOWN = 24
"""Characters of a paragraph that stand for it in a list."""

_LACKING = {
    "field": N_("領域"),
    "region": N_("地區"),
    "years": N_("年份"),
    "published": N_("發布日期"),
}

THEMES = {
    Theme.BACKGROUND: N_("改革背景"),
    Theme.APPROACH: N_("改革思路"),
    Theme.MEASURES: N_("創新舉措"),
    Theme.RESULTS: N_("實踐成效"),
    Theme.LESSONS: N_("經驗啟示"),
    Theme.BODY: N_("未分主題"),
}
"""Names of the themes that the program itself speaks of; others have that of their pages."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list of all: what is wrong with it, and what is to be confirmed.

    :param language: ``""`` where the file cannot be read as an article.
    :param wrong: what is wrong with the file itself.
    :param errors: how many ``casebook check`` says of it, as are ``warnings``.
    """

    slug: str
    title: str
    language: str
    wrong: Problems
    errors: int
    warnings: int
    lacking: tuple[str, ...]
    suggested: int

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Its place among the others: those with most to do first."""
        rest = len(self.wrong) + len(self.lacking) + self.suggested
        return -self.errors, -self.warnings, -rest, self.slug


def list_of_articles(editor: Editor) -> dict[str, Any]:
    """Return the articles, those with most to do first."""
    snapshot = editor.snapshot()
    known = {article.slug: article for article in snapshot.whole}
    wrong, todo = _by_article(snapshot.problems), _by_article(worklist(snapshot))
    listed = [
        _listed(slug, known.get(slug), wrong.get(slug, ()), counts(todo.get(slug, ())))
        for slug in editor.slugs()
    ]
    return {"articles": sorted(listed, key=attrgetter("order"))}


def _by_article(problems: Problems) -> dict[str, Problems]:
    """Return the problems of each article file by its slug, each once."""
    result: dict[str, Problems] = {}
    for problem in dict.fromkeys(problems):
        if problem.file.endswith(".md"):
            slug = problem.file.rpartition("/")[2].removesuffix(".md")
            result[slug] = (*result.get(slug, ()), problem)
    return result


def _listed(
    slug: str, article: Article | None, wrong: Problems, todo: Mapping[Severity, int]
) -> Listed:
    errors, warnings = todo.get(Severity.ERROR, 0), todo.get(Severity.WARNING, 0)
    if article is None:
        return Listed(slug, slug, "", wrong, errors, warnings, (), 0)
    lacking = tuple(label for key, label in _LACKING.items() if not getattr(article, key))
    if article.kind.value == "digest":
        lacking = tuple(item for item in lacking if item != _LACKING["published"])
    language, suggested = _language(article), len(article.suggested)
    return Listed(slug, article.title, language, wrong, errors, warnings, lacking, suggested)


def _language(article: Article) -> str:
    return f"zh-{article.script.value}"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the outline on the page.

    :param kind: ``heading``, ``bare`` (text before the first heading), ``paragraph``,
        ``point``, ``picture`` or ``table``.
    """

    id: str
    kind: str
    level: int
    text: str
    theme: str = ""
    detail: tuple[str, ...] = ()
    depth: int = 0

    @property
    def short(self) -> str:
        """The beginning of its text."""
        return self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"


def _rows(article: Article) -> Iterator[Row]:
    for placed, entry in zip(walk(article), entries(article), strict=True):
        text = text_of(entry)
        match entry:
            case Heading(level=level, theme=theme):
                kind = "heading" if text else "bare"
                yield Row(placed.id, kind, level, text, theme.value if level == 1 else "")
            case Paragraph(depth=depth):
                yield Row(placed.id, "point" if depth else "paragraph", 0, text, depth=depth)
            case Picture(credit=credit, file=file):
                detail = tuple(filter(None, (credit, file)))
                yield Row(placed.id, "picture", 0, text, detail=detail)
            case Table(rows=rows):
                yield Row(placed.id, "table", 0, text, detail=tuple(map(" | ".join, rows)))


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one source, with what the list of sources calls it."""

    name: str
    fields: tuple[Field, ...]


def article_page(editor: Editor, opened: Opened) -> dict[str, Any]:
    """Return what the page beside the article shows."""
    article = opened.readable()
    shown = without_corrected(article, opened.ledger.suggested if opened.ledger else {})
    lines = saved_lines(editor.originals(), article)
    ledger = opened.ledger.ledger if opened.ledger else None
    return {
        **text_page(editor, opened),
        "article": shown,
        "facts": fields_of(shown),
        "reasons": suggestion_reasons(shown),
        "sources": tuple(
            Group(source.title or source.publisher or source.file, fields_of_source(source, at))
            for at, source in enumerate(article.sources)
        ),
        "choices": {
            "field": [(name, name) for name in _field_names(article.script)],
            "level": [(level.value, labels.LEVELS[level]) for level in Level],
        },
        "level_names": {"": "—"} | {level.value: name for level, name in labels.LEVELS.items()},
        "themes": [(theme.value, theme_name(theme)) for theme in themes()],
        "theme_names": {theme.value: theme_name(theme) for theme in themes()},
        "rows": tuple(_rows(article)),
        "page_kept": bool(lines),
        "lines": page_lines(ledger, lines) if ledger else (),
        "has_ledger": ledger is not None,
        "causes": CAUSES,
        "steps": labels.STEPS,
        "losses": labels.LOSSES,
    }


def _field_names(script: Script) -> Iterator[str]:
    yield from (field_name(field, script) for field in fields())


def text_page(editor: Editor, opened: Opened) -> dict[str, Any]:
    """Return what the page of the whole file shows; the file may be broken."""
    return {
        "opened": opened,
        "article": opened.article,
        "language": _language(opened.article) if opened.article else "zh",
        "stamp": editor.stamp("article", opened.slug),
        "problems": opened.problems,
    }


def theme_name(theme: Theme) -> str:
    """Return the name of a theme in Traditional Chinese."""
    return THEMES.get(theme, theme.value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One place that wants a ruling."""

    id: str
    start: int
    left: str
    before: str
    after: str
    right: str
    alternatives: tuple[str, ...]


def proofread_page(editor: Editor, opened: Opened) -> dict[str, Any]:
    """Return the places of an article where an edition had to choose and no word decided."""
    article = opened.readable()
    snapshot_editions = editions_of(editor.editions())
    overrides, problems = load_overrides(editor.project)

    def places(edition: Edition) -> tuple[Choice, ...]:
        result = proofread_article(article, edition, overrides)
        return tuple(
            Choice(
                place.id,
                item.start,
                item.left,
                item.before,
                item.after,
                item.right,
                item.alternatives,
            )
            for place in result
            if is_open(item := place.choice)
        )

    return {
        "opened": opened,
        "article": article,
        "language": _language(article),
        "stamp": editor.stamp("rulings", opened.slug),
        "problems": problems,
        "editions": [(edition, places(edition)) for edition in snapshot_editions],
    }


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a result may answer: chosen by whom, and on what grounds."""

    id: str
    text: str
    chosen: bool
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A part of the results with the measures; ``decided`` says whether a person chose."""

    id: str
    text: str
    decided: bool
    measures: tuple[Measure, ...]


def links_page(editor: Editor, opened: Opened) -> dict[str, Any]:
    """Return figures, links and names that were found in an article."""
    article = opened.readable()
    snapshot = editor.snapshot()
    case = snapshot.casebook.case(opened.slug)
    corrections = snapshot.corrections
    decided = {item.result for item in corrections.answer if item.case == opened.slug}
    dropped = [entry for entry in corrections.indicator if entry.case == opened.slug and entry.drop]
    return {
        "opened": opened,
        "article": article,
        "language": _language(article),
        "stamp": editor.stamp("corrections", opened.slug),
        "problems": tuple(
            problem for problem in snapshot.problems if problem.file.endswith(decisions.FILE)
        ),
        "results": tuple(_results(case, decided)),
        "figures": [
            (indicator, value(indicator), labels.when(indicator)) for indicator in case.indicators
        ],
        "corrected": {
            (element.paragraph, element.text)
            for element in corrections.indicator
            if element.case == opened.slug and not element.drop
        },
        "dropped_figures": dropped,
        "proposed": proposals(snapshot, article),
        "labels": {"measured": N_("指標"), "date": N_("時間"), "unit": N_("單位")},
        "names": names_found(snapshot, case),
    }


def value(indicator: Indicator) -> str:
    """Return the number of a figure with its unit, as it is understood."""
    number = f"{indicator.value:f}"
    if indicator.base is not None:
        number = f"{indicator.base:f} → {number}"
    if indicator.high is not None:
        number = f"{number}–{indicator.high:f}"
    return f"{number} {indicator.unit}".strip()


def _results(case: Case, decided: set[str]) -> Iterator[Result]:
    article = case.article
    read = tuple(passages(article))
    short = {placed.id: _short(placed.content) for placed in walk(article)}
    grounds = {
        (answer.result, answer.measure): "；".join(
            labels.GROUNDS[reason.ground]
            + (f"（{'、'.join(reason.shared)}）" if reason.shared else "")
            for reason in answer.reasons
        )
        for answer in case.answers
    }
    measures = [part.id for part in parts(article, read, Theme.MEASURES)]
    for part in parts(article, read, Theme.RESULTS):
        yield Result(
            part.id,
            short[part.id],
            part.id in decided,
            tuple(
                Measure(key, short[key], (part.id, key) in grounds, grounds.get((part.id, key), ""))
                for key in measures
            ),
        )


def _short(content: Section | Paragraph | Picture | Table) -> str:
    text = content.heading if isinstance(content, Section) else "；".join(block_texts(content))
    return text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN] + "…"


_TYPED = {"text", "measured", "date", "unit"}
"""Fields of forms, besides facts, that a person types into."""


def typed(sent: Mapping[str, str], shown: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a person typed into a form that was not written, each with its label.

    :param sent: the values of the form.
    :param shown: what the page shows now; what it shows anyway is left out.
    """
    listed = [
        *shown.get("facts", ()),
        *(f for item in shown.get("sources", ()) for f in item.fields),
    ]
    result = [
        (field.label, sent[field.name])
        for field in listed
        if sent.get(field.name, field.value) != field.value
    ]
    result += [("", text) for name, text in sent.items() if name in _TYPED and text.strip()]
    return tuple(result)
