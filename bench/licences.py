"""Write the page of licences: every package of the lock, fonts among them, and every table.

Usage: python bench/licences.py > docs/project/licences.md

Licences are those that the packages declare in their metadata; no one has read their texts.
Where a package of the lock is not installed, the command fails rather than leave it out.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tools" / "casebook" / "data"
HEAD = """\
# Licences

Casebook's own licence is in [LICENSE](../../LICENSE). This page lists what it is
installed with and what its tables were made from. It is written by
`python bench/licences.py > docs/project/licences.md`; write it anew after a change of
`requirements.txt`.

## Packages

Every package of `requirements.txt`, with the licence that its metadata declares. The texts of the
licences have not been read for this page.

| package | licence |
| --- | --- |
"""
TABLES = """
## Fonts

The fonts are packages of the list above whose names hold `fonts`. The book embeds the parts of
them that it prints; a machine with its own Noto CJK (SIL Open Font License 1.1) prints with that.

## Tables

Tables with the source that they name at their head. The other files of `tools/casebook/data/` were
written for Casebook; where one rests on a published table, its head says so.

| table | what it says of itself |
| --- | --- |
"""
_LONGEST = 60
"""Characters above which a licence field holds the text of a licence, no name."""


def packages() -> list[str]:
    """Return the names of the packages of the lock."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)))


def licence(package: str) -> str:
    """Return the licence that an installed package declares.

    :raises importlib.metadata.PackageNotFoundError: it is not installed.
    """
    about = metadata(package)
    named = about.get("License-Expression") or ""
    classes = [
        item.rpartition(" :: ")[2]
        for item in about.get_all("Classifier", [])
        if item.startswith("License ::") and item != "License :: OSI Approved"
    ]
    field = " ".join((about.get("License") or "").split())
    field = field if len(field) <= _LONGEST and field != "UNKNOWN" else ""
    return named or field or "; ".join(classes) or "not declared"


def _head(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines()
    said = []
    for line in lines:
        if not line.startswith("#"):
            break
        said.append(line.lstrip("# ").strip())
    return " ".join(filter(None, said)).replace("|", r"\|")


def page() -> str:
    """Return the page."""
    rows = [f"| {name} | {licence(name).replace('|', '/')} |" for name in packages()]
    tables = [
        f"| `{path.relative_to(DATA).as_posix()}` | {_head(path)} |"
        for path in sorted(DATA.rglob("*.tsv"))
    ]
    return HEAD + "\n".join(rows) + "\n" + TABLES + "\n".join(tables) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
