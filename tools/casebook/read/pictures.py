"""The pictures of a page: saved beside it, or missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from casebook.model import Line, Removal

NAME = "pictures"
_TYPES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
"""Types that hold pixels only; an SVG can hold a script."""


@dataclass(frozen=True, slots=True)
class SavedPicture:
    """A picture file of the article: its name there, and where it lies now."""

    name: str
    path: Path


def settle(
    lines: tuple[Line, ...], folder: Path
) -> tuple[tuple[Line, ...], tuple[Removal, ...], tuple[SavedPicture, ...]]:
    """Find the picture files of a page.

    A picture that was not saved keeps its caption and loses its address; one
    with neither file nor caption goes to the ledger.

    :param folder: the folder of the saved page; nothing outside it is looked at.
    """
    kept: list[Line] = []
    removals: list[Removal] = []
    pictures: dict[Path, str] = {}
    for at, line in enumerate(lines):
        if line.role != "picture":
            kept.append(line)
            continue
        path = _saved(line.src, folder)
        if path is not None:
            name = pictures.setdefault(path, _name(path, len(pictures) + 1, pictures))
            kept.append(replace(line, src=name))
        elif line.text or (at + 1 < len(lines) and lines[at + 1].role == "caption"):
            kept.append(replace(line, src=""))
        else:
            reason = "a picture without caption that was not saved"
            removals.append(Removal(line.number, line.src, NAME, reason))
    found = tuple(SavedPicture(name, path) for path, name in pictures.items())
    return tuple(kept), tuple(removals), found


def _saved(src: str, folder: Path) -> Path | None:
    try:
        address = urlsplit(src)
    except ValueError:
        return None
    if address.scheme or address.netloc or not address.path:
        return None
    try:
        root = folder.resolve()
        path = (root / unquote(address.path).lstrip("/")).resolve()
        inside = path.is_relative_to(root) and path.suffix.lower() in _TYPES and path.is_file()
    except (OSError, ValueError):
        return None
    return path if inside else None


def _name(path: Path, number: int, taken: dict[Path, str]) -> str:
    stem = re.sub(r"[^\w-]+", "-", PurePosixPath(path.name).stem).strip("-") or "picture"
    name = f"{stem}{path.suffix.lower()}"
    return f"{stem}-{number}{path.suffix.lower()}" if name in taken.values() else name
