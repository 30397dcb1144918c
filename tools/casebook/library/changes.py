"""What became of the cases and when, ``articles/history.jsonl``: one change a line.

``{"date": "2026-11-22", "kind": "added", "case": "wuping-forest-tenure"}``; ``kind`` is one
of :class:`ChangeKind`, ``title`` names an article that is gone by it, and ``note`` says what,
where somebody wrote it down.  A verb that
changes an article puts its line into the same transaction (:func:`addition`).  The day is
given to a line when it is written: pages and feeds take their days from here and never from
a clock, so that the same folder gives the same bytes.
"""

from __future__ import annotations

import codecs
import datetime as dt
import enum
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from casebook.files import read_file
from casebook.library.layout import SLUG
from casebook.library.transaction import Append
from casebook.library.withdrawn import Withdrawn
from casebook.problems import Code, Problem
from casebook.records import Article

HISTORY = "history.jsonl"
"""Its name in the folder of articles."""


class ChangeKind(enum.StrEnum):
    """What happened to a case; of a renamed or merged one ``former`` is its slug until then."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one case; ``date`` is a day, ISO 8601.

    ``title`` is that of an article that is gone by it: withdrawn, or merged into another.
    """

    date: dt.date
    kind: ChangeKind
    case: str
    former: str = ""
    note: str = ""
    title: str = ""


def read_changes(folder: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Read the changes in the order of the file; without the file there are none.

    :returns: also a problem for each line that cannot be read, which is left out.
    """
    path = folder / HISTORY
    content, problems = read_file(path)
    changes: list[Change] = []
    wrong = list(problems)
    lines = (content or b"").removeprefix(codecs.BOM_UTF8).split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            change = msgspec.json.decode(line, type=Change)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            wrong.append(Problem(Code.HISTORY_BROKEN, path.as_posix(), number, str(error)))
            continue
        slugs = filter(None, (change.case, change.former))
        strange = next((slug for slug in slugs if not SLUG.fullmatch(slug)), None)
        if change.case and strange is None:
            changes.append(change)
        else:
            detail = f"`{strange or ''}` is no slug"
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
    printed is not named.  Why a case was withdrawn is said by the table of withdrawn cases,
    and for one without a line it says when, too.  What happened to a case before it was merged
    into another is left out: the line of the merger says where it is.

    :param changes: those of the file.
    :param printed: slugs of the articles that are printed.
    :param present: where former addresses lead.
    """
    known = tuple(changes)
    table = {entry.slug: entry for entry in withdrawn}
    gone = {change.case for change in known if change.kind is ChangeKind.WITHDRAWN}
    derived = (
        Change(
            date=dt.date.fromisoformat(entry.day),
            kind=ChangeKind.WITHDRAWN,
            case=entry.slug,
            note=entry.reason,
        )
        for entry in table.values()
        if entry.day and entry.slug not in gone
    )
    shown = {*printed, *gone, *table}
    return (
        *(
            _with_reason(item, table)
            for item in _without_merged(known)
            if present.get(("case", item.case), item.case) in shown
        ),
        *derived,
    )


def _without_merged(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes but for those of a case, whatever its slug was, before it was merged."""
    merged: set[str] = set()
    left: list[Change] = []
    for change in reversed(changes):
        if change.kind is not ChangeKind.MERGED and change.case in merged:
            if change.kind is ChangeKind.RENAMED:
                merged.add(change.former)
            elif change.kind is ChangeKind.ADDED:  # before it the slug was that of another case
                merged.discard(change.case)
            continue
        if change.kind is ChangeKind.MERGED:
            merged.add(change.former)
        left.append(change)
    yield from reversed(left)


def _with_reason(change: Change, table: Mapping[str, Withdrawn]) -> Change:
    """Give a withdrawal the reason that stands in the table, unless its line has one."""
    if change.kind is not ChangeKind.WITHDRAWN or change.note or change.case not in table:
        return change
    entry = table[change.case]
    is_last = change.date.isoformat() == entry.day
    return msgspec.structs.replace(change, note=entry.reason) if is_last else change


def is_seen(before: Article, after: Article) -> bool:
    """Whether readers can see the change of an article.

    Marks of what is only suggested, and addresses that follow from the text, are not seen.
    """
    return _seen(before) != _seen(after)


def _seen(article: Article) -> Article:
    return replace(article, suggested=(), keep=(), ids=(), gone=())


def dump_changes(changes: Iterable[Change]) -> bytes:
    """Return changes as lines of the file."""
    return b"".join(msgspec.json.encode(change) + b"\n" for change in changes)


def addition(folder: Path, changes: Iterable[Change]) -> Append:
    """Return the lines that a transaction puts at the end of the file.

    What its last line says already is not said again: who corrects an article all day
    changes it once.

    :param folder: of the articles, whose lock is held.
    :raises OSError: the file cannot be read.
    """
    last = _last_line(folder / HISTORY)
    lines: list[bytes] = []
    for change in changes:
        line = dump_changes((change,))
        if line != (lines[-1] if lines else last):
            lines.append(line)
    start = b"\n" if lines and last and not last.endswith(b"\n") else b""
    return Append(start + b"".join(lines))


_TAIL = 4096
"""Bytes in which the last line is looked for; a longer one has a note, and is no repetition."""


def _last_line(path: Path) -> bytes:
    """Return the last line of the file with its end; nothing of a file that is not there."""
    if not path.is_file():  # what else has its name is refused by the transaction
        return b""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(-min(_TAIL, file.tell()), os.SEEK_END)
        lines = file.read().splitlines(keepends=True)
    return lines[-1] if lines else b""


def without_lines(content: bytes, lines: bytes) -> bytes:
    """Return the content of the file without lines that were added to it, the last of each."""
    left = content.split(b"\n")
    for line in reversed(lines.split(b"\n")):
        if line and line in left:
            at = len(left) - 1 - left[::-1].index(line)
            del left[at]
    return b"\n".join(left)
