"""The ledger of cleaning, ``articles/ledger/<slug>.json``.

It also holds the checksums of the files that Casebook wrote with it, by which a later edit
by a person is seen.  A file without a version is of version 1: it has the checksum of the
article alone, as ``article_sha256``.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casebook.files import Problems, read_file
from casebook.library.layout import article_name, ledger_name
from casebook.problems import Code, Problem
from casebook.records import Alarm, Ledger, Loss, Removal, Repair

VERSION = 2


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger with the checksums of the files that were written with it.

    :param files: SHA-256 in hexadecimal by name from the folder of articles.
    :param version: that of the file it was read from.
    :param suggested: what tables suggested for the article, by key of its front matter.
    """

    ledger: Ledger
    files: Mapping[str, str]
    version: int = VERSION
    suggested: Mapping[str, str] = field(default_factory=dict)


class NewerVersionError(ValueError):
    """A file was written by a newer version of Casebook."""


def dump_ledger(
    ledger: Ledger, files: Mapping[str, str], suggested: Mapping[str, str] | None = None
) -> str:
    """Return a ledger as JSON, one entry a line so that differences read well.

    :param files: the checksums of the files that are written with it, by name.
    :param suggested: what tables suggested for the article, by key of its front matter.
    """
    parts = [f'"version": {VERSION}', f'"files": {_rows("{}", map(_pair, sorted(files.items())))}']
    for name, entries in dataclasses.asdict(ledger).items():
        if entries or name != "alarms":  # most pages have none
            parts.append(f'"{name}": {_rows("[]", map(_json, entries))}')
    if suggested:
        parts.append(f'"suggested": {_rows("{}", map(_pair, sorted(suggested.items())))}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pair(pair: tuple[str, str]) -> str:
    return f"{_json(pair[0])}: {_json(pair[1])}"


def _rows(brackets: str, rows: Iterable[str]) -> str:
    joined = ",\n".join("  " + row for row in rows)
    return f"{brackets[0]}\n{joined}\n{brackets[1]}" if joined else brackets


def parse_ledger(text: str, slug: str) -> LedgerFile:
    """Read what :func:`dump_ledger` wrote, in this version or an older one.

    :param slug: the article that it belongs to.
    :raises NewerVersionError: where a newer version of Casebook wrote it.
    :raises ValueError: where the text is no ledger.
    """
    try:
        values = json.loads(text)
        version = _version(values.get("version", 1))
        if version > 1:
            files = {str(name): str(sha256) for name, sha256 in values["files"].items()}
        else:
            files = {article_name(slug): str(values.get("article_sha256", ""))}
        ledger = Ledger(
            removals=tuple(Removal(**entry) for entry in values["removals"]),
            repairs=tuple(Repair(**entry) for entry in values["repairs"]),
            steps=tuple(values["steps"]),
            alarms=tuple(
                Alarm(entry["line"], entry["text"], Loss(entry["loss"]))
                for entry in values.get("alarms", ())
            ),
        )
        suggested = {str(key): str(text) for key, text in values.get("suggested", {}).items()}
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return LedgerFile(ledger, files, version, suggested)


def _version(value: Any) -> int:
    version = int(value)
    if version > VERSION:
        raise NewerVersionError(f"version {version}")
    return version


def read_ledger(folder: Path, slug: str) -> tuple[LedgerFile | None, bytes, Problems]:
    """Read the ledger of an article.

    :returns: the ledger, the content of its file, and what is wrong with it; an article
        without a ledger has none, which is no problem.
    """
    path = folder / ledger_name(slug)
    content, problems = read_file(path)
    if content is None:
        return None, b"", problems
    try:
        return parse_ledger(content.decode("utf-8-sig"), slug), content, ()
    except NewerVersionError as error:
        return None, b"", (Problem(Code.FORMAT_NEWER, path.as_posix(), 0, f"({error})"),)
    except ValueError as error:
        return None, b"", (Problem(Code.LEDGER_BROKEN, path.as_posix(), 0, str(error)),)


@dataclass(frozen=True, slots=True)
class LoadedLedgers:
    """The ledgers of a folder.

    :param contents: of their files, by slug; an article without a ledger has none.
    :param suggested: what tables suggested for each article that something was suggested for.
    """

    contents: dict[str, bytes]
    suggested: dict[str, Mapping[str, str]]


def load_ledgers(folder: Path, slugs: Iterable[str]) -> tuple[LoadedLedgers, Problems]:
    """Read the ledger files of articles; each that cannot be used is a problem."""
    result = LoadedLedgers({}, {})
    problems: Problems = ()
    for slug in slugs:
        ledger, content, wrong = read_ledger(folder, slug)
        problems += wrong
        if ledger:
            result.contents[slug] = content
            if ledger.suggested:
                result.suggested[slug] = ledger.suggested
    return result, problems
