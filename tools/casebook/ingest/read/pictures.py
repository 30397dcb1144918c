"""The pictures of a page: saved beside it, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from casebook.records import Line, Removal, Role

NAME = "pictures"
_MEDIA_TYPES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
}
"""Types that hold pixels only; an SVG can hold a script."""
_TYPES = {*_MEDIA_TYPES.values(), ".jpeg"}
# Characters; the systems that we know allow names of 255 bytes.
_MAX_STEM = 60


@dataclass(frozen=True, slots=True)
class SavedPicture:
    """A picture of the article: the name of its file there, and what is in it."""

    name: str
    content: bytes


def settle(
    lines: tuple[Line, ...],
    folder: Path,
    attached: Mapping[str, SavedPicture],
    before: Iterable[SavedPicture] = (),
) -> tuple[tuple[Line, ...], tuple[Removal, ...], tuple[SavedPicture, ...]]:
    """Find the pictures of a page.

    A picture that was not saved keeps its caption and loses its address; one
    with neither file nor caption goes to the ledger.

    :param folder: the folder of the saved page; nothing outside it is looked at.
    :param attached: the pictures that are in the file of the page itself, by their addresses.
    :param before: the pictures of the files before this one, whose names are taken.
    :returns: the lines, what goes to the ledger, and all pictures, those before too.
    """
    kept: list[Line] = []
    removals: list[Removal] = []
    pictures = {picture.name: picture for picture in before}
    for at, line in enumerate(lines):
        if line.role != Role.PICTURE:
            kept.append(line)
            continue
        picture = attached.get(line.src) or _saved(line.src, folder)
        if picture is not None:
            named = _named(picture, pictures)
            pictures[named.name] = named
            kept.append(replace(line, src=named.name))
        elif line.text or (at + 1 < len(lines) and lines[at + 1].role == Role.CAPTION):
            kept.append(replace(line, src=""))
        else:
            reason = "a picture without caption that was not saved"
            removals.append(Removal(line.number, line.src, NAME, reason))
    return tuple(kept), tuple(removals), tuple(pictures.values())


def attachment(address: str, media_type: str, content: bytes) -> SavedPicture | None:
    """Return a picture that a web archive holds, or ``None`` where it is of no kept type.

    :param address: its ``Content-Location`` or ``cid:`` address, which ends in its name.
    """
    suffix = _MEDIA_TYPES.get(media_type)
    try:
        name = PurePosixPath(unquote(urlsplit(address).path)).stem
    except ValueError:
        return None
    return SavedPicture(f"{name}{suffix}", content) if suffix and content else None


def _saved(src: str, folder: Path) -> SavedPicture | None:
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
        return SavedPicture(path.name, path.read_bytes()) if inside else None
    except (OSError, ValueError):
        return None


def _named(picture: SavedPicture, taken: Mapping[str, SavedPicture]) -> SavedPicture:
    """Give a picture a name that no other picture has."""
    path = PurePosixPath(picture.name)
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-")[:_MAX_STEM] or Role.PICTURE
    name, number = f"{stem}{path.suffix.lower()}", 1
    while name in taken and taken[name].content != picture.content:
        number += 1
        name = f"{stem}-{number}{path.suffix.lower()}"
    return SavedPicture(name, picture.content)
