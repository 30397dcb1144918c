"""The ledger of cleaning, ``articles/ledger/<slug>.json``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

from casebook.problems import Code, Problem
from casebook.records import Ledger, Removal, Repair

Problems = tuple[Problem, ...]


def ledger_path(folder: Path, slug: str) -> Path:
    """Return where the ledger of an article lies."""
    return folder / "ledger" / f"{slug}.json"


def dump_ledger(ledger: Ledger, article_sha256: str) -> str:
    """Return a ledger as JSON, one entry a line so that differences read well.

    :param article_sha256: checksum of the article file as it was written, by
        which a later edit by a person is seen.
    """
    parts = [f'"article_sha256": "{article_sha256}"']
    for name, entries in dataclasses.asdict(ledger).items():
        rows = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in entries)
        parts.append(f'"{name}": [\n{rows}\n]' if rows else f'"{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def parse_ledger(text: str) -> Ledger:
    """Read what :func:`dump_ledger` wrote.

    :raises ValueError: where the text is no ledger.
    """
    try:
        values = json.loads(text)
        return Ledger(
            removals=tuple(Removal(**entry) for entry in values["removals"]),
            repairs=tuple(Repair(**entry) for entry in values["repairs"]),
            steps=tuple(values["steps"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def written_sha256(path: Path) -> str:
    """Return the checksum that a ledger file has of its article, ``""`` without one."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["article_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def load_ledgers(folder: Path, slugs: Iterable[str]) -> tuple[dict[str, bytes], Problems]:
    """Read the ledger files of articles; an article without one has none.

    :returns: their content by slug, and a problem for each that is damaged.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for slug in slugs:
        path = ledger_path(folder, slug)
        if path.is_file():
            content = path.read_bytes()
            try:
                parse_ledger(content.decode("utf-8"))
            except ValueError as error:
                problems.append(Problem(Code.LEDGER_BROKEN, path.as_posix(), 0, str(error)))
            else:
                found[slug] = content
    return found, tuple(problems)
