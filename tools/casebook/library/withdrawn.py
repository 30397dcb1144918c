"""Articles that were withdrawn, ``articles/withdrawn.tsv``.

The table decides: what it names is in no artefact, and its page says that it was withdrawn.
It has one line an article and five columns with tabs between them: slug, day of the
withdrawal, title, reason, checksums of the saved pages (with spaces).  The text of the
article lies in ``withdrawn/<slug>.md``; whoever must not keep it deletes that file, and
the line goes on to remember the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casebook.library.layout import SLUG
from casebook.library.plain_text import read_text_file
from casebook.problems import Code, Problem
from casebook.records import is_clean_line

NAME = "withdrawn.tsv"
_HEAD = "# Casebook withdrawn articles, version 1\n# slug\tday\ttitle\treason\tpages (sha256)\n"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|")
_SUM = r"[0-9a-f]{64}(?:/\d{1,3})?"
_SUMS = re.compile(rf"(?:{_SUM}(?: {_SUM})*)?")


@dataclass(frozen=True, slots=True, order=True)
class Withdrawn:
    """An article that was withdrawn.

    :param day: ISO 8601, ``""`` where it is not known.
    :param pages: SHA-256 of the saved pages that it was made of.
    """

    slug: str
    day: str = ""
    title: str = ""
    reason: str = ""
    pages: tuple[str, ...] = ()


def load_withdrawn(folder: Path) -> tuple[tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """Read the table, sorted by slug; without the file nothing is withdrawn.

    A line that cannot be read whole still withdraws the article that it begins with: what
    was meant to be withdrawn must not come back by a typing mistake.
    """
    path = folder / NAME
    file = path.as_posix()
    text, wrong = read_text_file(path)
    if text is None:
        return (), wrong
    result: dict[str, Withdrawn] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        slug, *rest = (cell.strip() for cell in line.split("\t"))
        cells = [*rest, "", "", "", ""][:4]
        good = len(rest) <= 4 and _is_day(cells[0]) and _SUMS.fullmatch(cells[3])
        if not SLUG.fullmatch(slug) or not all(map(is_clean_line, cells)):
            problems.append(Problem(Code.WITHDRAWN_BROKEN, file, number, line))
        elif not good or slug in result:
            problems.append(Problem(Code.WITHDRAWN_BROKEN, file, number, line))
            result.setdefault(slug, Withdrawn(slug))
        else:
            day, title, reason, pages = cells
            result[slug] = Withdrawn(slug, day, title, reason, tuple(pages.split()))
    return tuple(sorted(result.values())), tuple(problems)


def _is_day(text: str) -> bool:
    """Whether a text is empty or a day that there is; 2026-02-30 is none."""
    if not _DAY.fullmatch(text):
        return False
    try:
        return not text or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def dump_withdrawn(entries: Iterable[Withdrawn]) -> bytes | None:
    """Return the file, sorted; ``None`` where nothing is withdrawn."""
    rows = [
        "\t".join((entry.slug, entry.day, entry.title, entry.reason, " ".join(entry.pages))) + "\n"
        for entry in sorted(entries)
    ]
    return (_HEAD + "".join(rows)).encode("utf-8") if rows else None
