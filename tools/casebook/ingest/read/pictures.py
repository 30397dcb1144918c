"""The pictures of a page: saved beside it, or missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from casebook.records import Line, Removal, Role

NAME = "pictures"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)
"""How files of pixels begin; an SVG is none of them, and can hold a script."""
FOLDER_OF_PAGE = re.compile(r"(?:_files|\.files|_file|_文件|_檔案|-Dateien|\.fld)$")
"""How the name of the folder ends in which a browser or Word puts what a page is shown with."""
_MAX_PICTURE = 32 * 1024 * 1024
"""Bytes above which a file beside a page is no picture of it."""
# Characters; the systems that we know allow names of 255 bytes.
_MAX_STEM = 60


@dataclass(frozen=True, slots=True)
class SavedPicture:
    """A picture of the article: the name of its file there, and what is in it."""

    name: str
    content: bytes


Find = Callable[[str], SavedPicture | None]
"""Finds the picture that an address of a page means."""


def none_beside(_src: str) -> SavedPicture | None:
    """Find nothing: of bytes alone nothing lies beside."""
    return None


def picture_type(content: bytes) -> str:
    """Return the suffix of a picture by its first bytes; ``""`` where they are of no kept type."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for sign, suffix in _SIGNATURES if content.startswith(sign)), "")


def settle(
    lines: tuple[Line, ...],
    find: Find,
    attached: Mapping[str, SavedPicture],
    before: Iterable[SavedPicture] = (),
) -> tuple[tuple[Line, ...], tuple[Removal, ...], tuple[SavedPicture, ...]]:
    """Find the pictures of a page.

    A picture that was not saved keeps its caption and loses its address; one
    with neither file nor caption goes to the ledger.

    :param find: finds what lies beside the saved page.
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
        picture = attached.get(line.src) or find(line.src)
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


def attachment(address: str, content: bytes) -> SavedPicture | None:
    """Return a picture that a web archive holds, or ``None`` where it is of no kept type.

    :param address: its ``Content-Location`` or ``cid:`` address, which ends in its name.
    """
    suffix = picture_type(content)
    try:
        name = PurePosixPath(unquote(urlsplit(address).path)).stem
    except ValueError:
        return None
    return SavedPicture(f"{name}{suffix}", content) if suffix else None


def is_of_page(src: str) -> bool:
    """Whether an address leads into the file of a page, or into the folder beside it."""
    return src.startswith("cid:") or is_in_folder_of_page(path_of(src))


def is_in_folder_of_page(path: str) -> bool:
    """Whether a file lies in a folder of what a page is shown with."""
    return any(map(FOLDER_OF_PAGE.search, path.split("/")[:-1]))


def path_of(src: str) -> str:
    """Return the path of an address that leads to no other site, ``""`` where there is none.

    :param src: as browsers on any system write it; it may still lead upwards.
    """
    try:
        address = urlsplit(src.replace("\\", "/"))
    except ValueError:
        return ""
    return "" if address.scheme or address.netloc else unquote(address.path).lstrip("/")


def find_beside(folder: Path, src: str) -> SavedPicture | None:
    """Find a picture that was saved beside a page; its type is that of its bytes.

    :param folder: the folder of the saved page; nothing outside it is looked at.
    :param src: the address of the picture in the page, as browsers on any system write it.
    """
    name = path_of(src)
    if not name:
        return None
    try:
        root = folder.resolve()
        path = _existing(root, name)
        if path is None or not path.resolve().is_relative_to(root):
            return None
        if path.stat().st_size > _MAX_PICTURE:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    suffix = picture_type(content)
    return (
        SavedPicture(f"{path.stem if path.suffix else path.name}{suffix}", content)
        if suffix
        else None
    )


def _existing(root: Path, name: str) -> Path | None:
    """Find a file by its name, composed or decomposed (é as one character or as two)."""
    for form in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        path = root / form
        if path.is_file():
            return path
    return None


def _named(picture: SavedPicture, taken: Mapping[str, SavedPicture]) -> SavedPicture:
    """Give a picture a name that no other picture has."""
    path = PurePosixPath(unicodedata.normalize("NFC", picture.name))
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-")[:_MAX_STEM] or Role.PICTURE
    name, number = f"{stem}{path.suffix.lower()}", 1
    while name in taken and taken[name].content != picture.content:
        number += 1
        name = f"{stem}-{number}{path.suffix.lower()}"
    return SavedPicture(name, picture.content)
