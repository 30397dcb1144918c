"""Everything in a knowledge base that wants a person's eye."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.checks import lint, lint_cleaning
from casebook.figure_checks import lint_figures
from casebook.knowledge.term_proposals import proposed_terms
from casebook.library.layout import article_files
from casebook.library.line_numbers import FIRST_LINE, places
from casebook.library.twins import Twin, likeness, running_text, sentences, twins
from casebook.problems import Code, Problem
from casebook.project import Snapshot
from casebook.records import Article, Kind, Ledger, Paragraph, Section, block_texts, walk
from casebook.saved_choices import choices_of
from casebook.text.proofread import is_open
from casebook.themes import themes
from casebook.worklist.folder import orphans
from casebook.worklist.markup import literal_mark, unknown_theme

_SHOWN = 40
_NAMED = 3
"""Articles that a message names."""
_FIGURE = re.compile(r"\d")


def worklist(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return all problems of a knowledge base."""
    return tuple(_all(snapshot))


def _all(snapshot: Snapshot) -> Iterator[Problem]:
    yield from snapshot.problems
    settings_file = snapshot.project.settings_file
    if settings_file.is_file() and not snapshot.settings.licence:
        yield Problem(Code.LICENCE_MISSING, settings_file.as_posix())
    folder = snapshot.project.articles
    for article in snapshot.whole:
        lines = places(snapshot.texts[article.slug], article)
        file = (folder / f"{article.slug}.md").as_posix()
        yield from lint(article, folder, snapshot.overrides, lines)
        yield from lint_figures(article, snapshot.corrections, folder, lines)
        yield from _other_editions(article, snapshot, file, lines)
        yield from _terms(article, snapshot, file, lines)
        yield from _marks(article, file, lines)
        yield from _sources(article, file, lines)
        ledger = snapshot.ledger(article)
        yield from lint_cleaning(article, ledger, folder)
        if ledger:
            yield from _title(article, ledger, file, lines)
    yield from _twins(snapshot)
    files, _ = article_files(folder)
    slugs = {path.stem for path in files} | {entry.slug for entry in snapshot.withdrawn}
    yield from orphans(folder, slugs)


def _other_editions(
    article: Article, snapshot: Snapshot, file: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Count what is open in editions that are in another script than the article."""
    for edition in snapshot.editions:
        if edition.script is article.script:
            continue  # `lint` names the places
        count = sum(is_open(item) for of in choices_of(snapshot, article, edition) for item in of)
        if count:
            shown = f"`casebook proofread {article.slug} --edition {edition.tag}`: {count}"
            line = lines.get("title", FIRST_LINE)
            yield Problem(Code.UNDECIDED_ELSEWHERE, file, line, shown)


def _terms(
    article: Article, snapshot: Snapshot, file: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    for item in proposed_terms(article, snapshot.casebook.terms, snapshot.corrections):
        yield Problem(Code.TERM_IN_DOUBT, file, lines[item.mention.paragraph], f"`{item.text}`")


def _marks(article: Article, file: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    for placed in walk(article):
        content = placed.content
        shown = ""
        if isinstance(content, Section):
            shown = _wrong_theme(content.heading)
        elif isinstance(content, Paragraph) and (results := literal_mark(content.text)):
            mark, instead = results
            shown = f"`{mark}`: type `{instead}`." if instead else f"`{mark}`"
        if shown:
            yield Problem(Code.LITERAL_MARK, file, lines[placed.id], shown)


def _wrong_theme(heading: str) -> str:
    """Return what is wrong with the theme that a heading names, ``""`` where nothing is."""
    results = unknown_theme(heading, themes())
    if not results:
        return ""
    mark, meant = results
    if len(meant) == 1:
        return f"There is no theme {mark}; did you mean {meant[0]}?"
    return f"There is no theme {mark}; there are: {' '.join(meant)}."


def _sources(article: Article, file: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    if article.kind is Kind.ORIGINAL:
        for number, source in enumerate(article.sources):
            if not source.published:
                line = lines.get(f"sources.{number}", FIRST_LINE)
                yield Problem(Code.DATE_MISSING, file, line)
    if any(source.publisher or source.channel for source in article.sources):
        return
    figures = sum(
        any(map(_FIGURE.search, block_texts(placed.content)))
        for placed in walk(article)
        if not isinstance(placed.content, Section)
    )
    if figures:
        line = lines.get("sources", FIRST_LINE)
        yield Problem(Code.FIGURES_WITHOUT_SOURCE, file, line, f"(paragraphs: {figures})")


def _title(
    article: Article, ledger: Ledger, file: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Compare the title with the lines that cleaning took out, and with what it repaired."""
    title = _bare(article.title)
    longer = [
        text
        for text in [
            *(removal.text for removal in ledger.removals),
            *(repair.before for repair in ledger.repairs),
        ]
        if _is_longer(_bare(text), title)
    ]
    if longer:
        shown = f"`{min(longer, key=len)[:_SHOWN]}`"
        yield Problem(Code.TITLE_CUT, file, lines.get("title", FIRST_LINE), shown)


def _is_longer(line: str, title: str) -> bool:
    """Whether a line is a title that goes on before or after what stands for it."""
    if len(title) < 4 or not len(title) + 3 < len(line) <= len(title) + 30:
        return False
    rest = line.removeprefix(title) if line.startswith(title) else line.removesuffix(title)
    # What follows a site's separator (题目_某网, 题目 - 某报) is no part of the title.
    return rest != line and not re.match(r"[-_|—·:：]|.*[-_|—·]$", rest)


def _bare(text: str) -> str:
    return "".join(text.split())


def _twins(snapshot: Snapshot) -> Iterator[Problem]:
    folder = snapshot.project.articles
    known = {article.slug: article for article in snapshot.whole}
    texts = {slug: sentences(running_text(article)) for slug, article in known.items()}
    alike: dict[str, list[Twin]] = {}
    again: dict[str, list[Twin]] = {}
    for twin in twins(texts):
        if twin.is_alike:
            alike.setdefault(twin.second, []).append(twin)
        if twin.figures:
            again.setdefault(twin.second, []).append(twin)
    # One for each article: the pairs of articles that are like each other are very many.
    for slug, found in alike.items():
        found.sort(key=lambda twin: -twin.share)
        shown = likeness(known[found[0].first], known[slug])
        if others := _named(found[1:]):
            shown = f"{shown} Also like it: {others}"
        yield Problem(Code.TWIN, (folder / f"{slug}.md").as_posix(), FIRST_LINE, shown)
    for slug, found in again.items():
        figures = sorted({sentence for twin in found for sentence in twin.figures})
        shown = f"{_named(found)} ({len(figures)}: {figures[0][:_SHOWN]})"
        yield Problem(Code.FIGURES_TWICE, (folder / f"{slug}.md").as_posix(), FIRST_LINE, shown)


def _named(twins: list[Twin]) -> str:
    """Name the first articles of pairs, and count the others."""
    more = (f"+{len(twins) - _NAMED}",) if len(twins) > _NAMED else ()
    return " ".join((*(f"{twin.first}.md" for twin in twins[:_NAMED]), *more))
