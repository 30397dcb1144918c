"""The problems of a knowledge base as a list of work: by article, errors first.

Notes are counted, not listed: they say what nobody needs to do today.  The same problems
can be had as lines for an editor, as JSON, and as an HTML page.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from jinja2 import Environment, StrictUndefined

from casebook.messages import counted, current, say, say_detail, say_problem
from casebook.policy import policy_of
from casebook.problems import Code, Problem, Severity

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SHOWN = 8
"""Articles that a counted note names."""


def counts(problems: Iterable[Problem]) -> Counter[Severity]:
    """Return how many problems there are of each severity."""
    return Counter(problem.code.severity for problem in problems)


def by_file(problems: Sequence[Problem]) -> list[tuple[str, list[Problem]]]:
    """Return errors and warnings by file: files with errors first, then by name; in each, errors.

    Each is there once, whatever noted it.
    """
    result: dict[str, list[Problem]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        if problem.code.severity is not Severity.NOTE:
            result[problem.file].append(problem)
    for group in result.values():
        group.sort(
            key=lambda entry: (_ORDER.index(entry.code.severity), entry.line, entry.code.code)
        )
    return sorted(
        result.items(), key=lambda item: (_ORDER.index(item[1][0].code.severity), item[0])
    )


def notes(problems: Iterable[Problem]) -> list[tuple[Code, int, list[str]]]:
    """Return each kind of note with its number and the files that it is about, by name."""
    result: dict[Code, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code.severity is Severity.NOTE:
            result[problem.code].append(problem)
    return [
        (code, len(of_code), sorted({problem.file for problem in of_code}))
        for code, of_code in sorted(result.items(), key=lambda item: item[0].code)
    ]


def lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield ``file:line: CODE message``, as editors read it, in the order of the files."""
    for problem in sorted(dict.fromkeys(problems), key=lambda item: (item.file, item.line)):
        yield say_problem(problem)


def listed(problems: Sequence[Problem], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the list of work for a terminal.

    :param titles: the title of each article, by its file.
    """
    for file, group in by_file(problems):
        title = titles.get(file, "")
        yield f"{file}  {title}".rstrip()
        remedy: Code | None = None
        for problem in group:
            at = str(problem.line or 1)
            severity = say(problem.code.severity.value)
            message = " ".join(filter(None, _message(problem)))
            yield f"{at:>6}  {problem.code.code} {severity}  {message}"
            if problem.code is not remedy:
                yield f"        → {say(problem.code.remedy)}"
            remedy = problem.code
        yield ""
    counted = notes(problems)
    if counted:
        yield say("Notes (nothing must be done):")
    for code, number, about in counted:
        names = [PurePath(name).stem for name in about]
        more = " …" if len(names) > _SHOWN else ""
        yield f"  {code.code} ×{number}  {say(code.meaning)}"
        if code is Code.STILL_SUGGESTED:
            yield f"        → casebook confirm {' '.join(names[:_SHOWN])}{more}"
        else:
            yield f"        {' '.join(names[:_SHOWN])}{more}"
    if counted:
        yield ""


def _message(problem: Problem) -> tuple[str, str]:
    return say(problem.code.meaning), say_detail(problem.detail)


def as_json(problems: Sequence[Problem], titles: Mapping[str, str]) -> str:
    """Return the problems as JSON: one object each, in the order of the list of work."""
    return json.dumps([*_rows(problems, titles)], ensure_ascii=False, indent=1)


def _rows(problems: Sequence[Problem], titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    ordered = sorted(
        dict.fromkeys(problems),
        key=lambda item: (_ORDER.index(item.code.severity), item.file, item.line, item.code.code),
    )
    for problem in ordered:
        message, detail = _message(problem)
        yield {
            "file": problem.file,
            "title": titles.get(problem.file, ""),
            "line": problem.line or 1,
            "code": problem.code.code,
            "severity": problem.code.severity.value,
            "message": message,
            "detail": detail,
            "remedy": say(problem.code.remedy),
        }


def as_html(problems: Sequence[Problem], titles: Mapping[str, str]) -> str:
    """Return the list of work as a page of its own: no script, nothing from elsewhere."""
    template = files("casebook").joinpath("worklist/page.html").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    rows = [*_rows(problems, titles)]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["file"]].append(row)
    return environment.from_string(template).render(
        policy=policy_of(template),
        language={"zh_TW": "zh-Hant-TW", "zh_CN": "zh-Hans-CN"}.get(current(), "en"),
        heading=say("Worklist"),
        summary=summary(problems, len(titles)),
        groups=groups.items(),
        titles=titles,
        say=say,
    )


def summary(problems: Sequence[Problem], articles: int) -> str:
    """Return how much there is to do, in one line."""
    result = counts(dict.fromkeys(problems))
    many = counted(articles, "{number} article", "{number} articles")
    if not result:
        return say("{articles}, no problems", articles=many)
    return say(
        "{articles}: {errors}, {warnings}, {notes}",
        articles=many,
        errors=counted(result[Severity.ERROR], "{number} error", "{number} errors"),
        warnings=counted(result[Severity.WARNING], "{number} warning", "{number} warnings"),
        notes=counted(result[Severity.NOTE], "{number} note", "{number} notes"),
    )
