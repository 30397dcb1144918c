"""What became of the cases and when, ``articles/history.jsonl``: one change a line.

``{"date": "2026-11-22", "kind": "added", "case": "wuping-forest-tenure"}``; ``kind`` is
``added``, ``changed`` or ``withdrawn``, and ``note`` says what, where somebody wrote it down.
What `casebook withdraw` took out needs no line: it stands in ``withdrawn.tsv`` with its day.
The day is given to a line when it is written: pages and feeds take their days from here and
never from a clock, so that the same folder gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from casebook.files import read_file
from casebook.library.layout import SLUG
from casebook.library.transaction import commit, opened
from casebook.library.withdrawn import Withdrawn
from casebook.problems import Code, Problem

HISTORY = "history.jsonl"
"""Its name in the folder of articles."""


class ChangeKind(enum.StrEnum):
    """What happened to a case."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one case; ``date`` is a day, ISO 8601."""

    date: dt.date
    kind: ChangeKind
    case: str
    note: str = ""


def read_changes(folder: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Read the changes in the order of the file; without the file there are none.

    :returns: also a problem for each line that cannot be read, which is left out.
    """
    path = folder / HISTORY
    content, problems = read_file(path)
    changes: list[Change] = []
    wrong = list(problems)
    for number, line in enumerate((content or b"").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            change = msgspec.json.decode(line, type=Change)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            wrong.append(Problem(Code.HISTORY_BROKEN, path.as_posix(), number, str(error)))
            continue
        if SLUG.fullmatch(change.case):
            changes.append(change)
        else:
            detail = f"`{change.case}` is no slug"
            wrong.append(Problem(Code.HISTORY_BROKEN, path.as_posix(), number, detail))
    return tuple(changes), tuple(wrong)


def shown_changes(
    changes: Iterable[Change],
    withdrawn: Iterable[Withdrawn],
    printed: Iterable[str],
    present: Mapping[tuple[str, str], str],
) -> tuple[Change, ...]:
    """Return the changes that readers are shown.

    They are those of cases that are printed or were withdrawn: a case of which nothing is
    printed is not named.

    :param changes: those of the file.
    :param printed: slugs of the articles that are printed.
    :param present: where former addresses lead.
    """
    known = tuple(changes)
    table = tuple(withdrawn)
    gone = {change.case for change in known if change.kind is ChangeKind.WITHDRAWN}
    derived = (
        Change(
            date=dt.date.fromisoformat(entry.day),
            kind=ChangeKind.WITHDRAWN,
            case=entry.slug,
            note=entry.reason,
        )
        for entry in table
        if entry.day and entry.slug not in gone
    )
    shown = {*printed, *gone, *(entry.slug for entry in table)}
    return (
        *(item for item in known if present.get(("case", item.case), item.case) in shown),
        *derived,
    )


def dump_changes(changes: Iterable[Change]) -> bytes:
    """Return changes as lines of the file."""
    return b"".join(msgspec.json.encode(change) + b"\n" for change in changes)


def with_changes(before: bytes | None, changes: Iterable[Change]) -> bytes:
    """Return the content of the file with further changes at its end.

    :param before: its content so far, ``None`` where there is no file.
    """
    start = before or b""
    if start and not start.endswith(b"\n"):
        start += b"\n"
    return start + dump_changes(changes)


def record_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Write changes down at the end of the file.

    :raises FolderError: another program holds the folder.
    :raises OSError: the file cannot be read or written.
    """
    if not changes:
        return
    with opened(folder):
        before, problems = read_file(folder / HISTORY)
        for problem in problems:
            raise OSError(0, f"{problem.code.meaning} {problem.detail}".strip())
        commit(folder, {HISTORY: with_changes(before, changes)})
