"""What `casebook check` reports of an article that can be built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.ingest.alarm import problems_of
from casebook.ingest.read.mojibake import is_broken
from casebook.knowledge.fields import field_by_name, field_name, fields
from casebook.knowledge.place_finder import codes_like, find_places
from casebook.knowledge.region_groups import divisions_of
from casebook.knowledge.regions import WITHOUT_DIVISIONS, divisions, full_name, lies_in, lineage
from casebook.knowledge.suggestion_reasons import suggestion_reasons
from casebook.library.line_numbers import FIRST_LINE
from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Ledger,
    Level,
    Placed,
    Region,
    Section,
    Theme,
    block_texts,
    walk,
)
from casebook.text.article_scripts import check_script
from casebook.text.overrides import Overrides

_LIKE = 3
"""Divisions that are shown for a region without a code."""
_SHOWN = 30
_LOST = "\ufffd"


def lint(
    article: Article, folder: Path, overrides: Overrides, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield what a person should look at.

    :param folder: of the article, to be named in problems.
    :param lines: the line of each key and address in the file of the article
        (:func:`casebook.library.line_numbers.places`).
    """
    file = (folder / f"{article.slug}.md").as_posix()
    yield from _lint_facts(article, file, lines)
    yield from _lint_sources(article, file, lines)
    yield from check_script(article, overrides, file, lines)
    reasons = suggestion_reasons(article)
    for key in article.suggested:
        line = lines.get(f"suggested.{key}", FIRST_LINE)
        shown = " ← ".join(filter(None, (f"`{key}`", "、".join(reasons.get(key, ())))))
        yield Problem(Code.STILL_SUGGESTED, file, line, shown)
    for placed in walk(article):
        yield from _lint_content(placed, file, lines[placed.id])
        section = placed.content
        if placed.level == 1 and isinstance(section, Section) and section.theme is Theme.BODY:
            shown = f"`{section.heading}`" if section.heading else "It stands before the first ##."
            yield Problem(Code.NO_THEME_HEADINGS, file, lines[placed.id], shown)


def lint_cleaning(article: Article, ledger: Ledger | None, folder: Path) -> tuple[Problem, ...]:
    """Return what cleaning may have lost, and nobody has looked at yet.

    :param ledger: what was done to the page of the article, with the alarms still open.
    """
    file = (folder / f"{article.slug}.md").as_posix()
    page = article.sources[0].file if article.sources else ""
    return problems_of(ledger.alarms if ledger else (), file, FIRST_LINE, page)


def _lint_content(placed: Placed, file: str, line: int) -> Iterator[Problem]:
    """Report what reading the saved page left broken."""
    content = placed.content
    texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
    for code, is_wrong in ((Code.MOJIBAKE, _is_mojibake), (Code.BROKEN_BYTES, _has_lost_bytes)):
        if wrong := next(filter(is_wrong, texts), ""):
            yield Problem(code, file, line, repr(wrong[:_SHOWN]))
            return  # one line, one thing to do


def _is_mojibake(text: str) -> bool:
    """Whether a text was decoded wrongly, whatever bytes were lost besides."""
    return is_broken(text.replace(_LOST, ""))


def _has_lost_bytes(text: str) -> bool:
    return _LOST in text


def _lint_facts(article: Article, file: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    def at(key: str) -> int:
        return lines.get(key, FIRST_LINE)

    if not article.field:
        yield Problem(Code.FIELD_MISSING, file, at("field"))
    elif not field_by_name(article.field):
        names = "、".join(field_name(field, article.script) for field in fields())
        detail = f"`{article.field}`; there are: {names}."
        yield Problem(Code.FIELD_UNKNOWN, file, at("field"), detail)
    if not article.region:
        yield Problem(Code.REGION_MISSING, file, at("region"))
    elif not article.region.code and not divisions_of(article.region.name):
        like = [f"{code} {full_name(code)}" for code in codes_like(article.region.name)]
        shown = " → ".join(filter(None, (f"`{article.region.name}`", "、".join(like[:_LIKE]))))
        yield Problem(Code.REGION_UNPLACED, file, at("region"), shown)
    elif article.region.code and not lineage(article.region.code):
        code = article.region.code
        yield Problem(Code.REGION_CODE_UNKNOWN, file, at("region_code"), f"`{code}`")
    elif others := _codes_named(article.region):
        name, code = article.region.name, article.region.code
        shown = f"`{name}` {'、'.join(others[:_LIKE])} ≠ `{code}` {full_name(code)}"
        yield Problem(Code.REGION_CODE_OTHER, file, at("region_code"), shown)
    if not article.years:
        yield Problem(Code.YEARS_MISSING, file, at("years"))


def _codes_named(region: Region) -> tuple[str, ...]:
    """Return the codes that a region's name may mean, if its own code is none of them.

    A name that goes on after a division (福州市鼓楼区五凤街道) has the code of it or of one below.
    Counties of Taiwan are not in the table, but may be called as others are: there only a province
    says that another place is meant.  Names of several places have none.
    """
    if not region.code or divisions_of(region.name):
        return ()
    places, codes = find_places(region.name, region.code), codes_like(region.name)
    of_province = bool(places) and divisions()[places[0].code].level is Level.PROVINCE
    if region.code in (*codes, *(place.code for place in places[-1:])):
        return ()
    if region.code in WITHOUT_DIVISIONS and not of_province:
        return ()
    if codes or not places:
        return codes
    return () if lies_in(region.code, places[-1].code) else (places[-1].code,)


def _lint_sources(article: Article, file: str, lines: Mapping[str, int]) -> Iterator[Problem]:
    if not article.sources:
        yield Problem(Code.SOURCE_MISSING, file, lines.get("sources", FIRST_LINE))
    for number, source in enumerate(article.sources):
        if source.url and not source.url.lower().startswith(("http://", "https://")):
            line = lines.get(f"sources.{number}.url", FIRST_LINE)
            yield Problem(Code.URL_UNSAFE, file, line, f"`{source.url}`")
