"""What a person names to `casebook add`: files, folders, patterns, lists of addresses.

Nothing is fetched.  A file that only says where a page is (an internet shortcut, a list of
addresses) is named with what to do.
"""

from __future__ import annotations

import glob
import plistlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from casebook.files import read_file
from casebook.ingest.read.archives.member import OF_PAGES, SUFFIXES
from casebook.ingest.read.pictures import FOLDER_OF_PAGE
from casebook.problems import Code, Problem
from casebook.project import SETTINGS

_PAGES = SUFFIXES | {".epub", ".zip", ".warc", ".wacz", ".gz"}
"""How the names of files end that are read of a folder; what they are their bytes say."""
_SHORTCUTS = frozenset({".url", ".webloc", ".desktop"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_PATTERN = re.compile(r"[*?\[]")
_SMALL = 200_000
_ARTICLES = "articles"
_OF_SYSTEM = frozenset({"Thumbs.db", "desktop.ini"})
_SHOWN = 3
Named = Path | Problem


def expanded(names: Iterable[Path]) -> Iterator[Named]:
    """Yield the files to be read, in the order they were named, each once.

    Of a folder those are the pages in it and in its folders; the folders in which browsers
    put the pictures of a page are passed over.  A pattern that the shell has left is filled
    in here.
    """
    seen: set[str] = set()
    for name in names:
        for results in _one(name):
            if isinstance(results, Path):
                key = str(results)
                if key in seen:
                    continue
                seen.add(key)
            yield results


def _one(name: Path) -> Iterator[Named]:
    if _is_folder(name):
        others: list[str] = []
        pages = list(_pages_in(name, others))
        yield from pages
        if others or not pages:
            code = Code.FOLDER_PASSED_OVER if pages else Code.FOLDER_WITHOUT_PAGES
            yield Problem(code, str(name), 0, _listed(others))
    elif _PATTERN.search(str(name)) and not name.exists():
        matches = sorted(Path(path) for path in glob.glob(str(name), recursive=True))  # noqa: PTH207
        if not matches:
            yield Problem(Code.FILE_MISSING, str(name))
        for match in matches:
            yield from _one(match)
    else:
        yield _addresses(name) or name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN]) + (" …" if names[_SHOWN:] else "")
    return f"({len(names)}: {shown})" if names else ""


def _pages_in(folder: Path, others: list[str]) -> Iterator[Named]:
    """Yield the pages of a folder.

    :param others: is filled with the names of files that are neither pages nor what pages are
        shown with.
    """
    above = folder.absolute().parent
    try:
        entries = sorted(folder.iterdir())
        is_of_base = folder.name == _ARTICLES and (above / SETTINGS).is_file()
        if is_of_base or (folder / SETTINGS).is_file():
            yield Problem(Code.FOLDER_OF_BASE, str(folder))
            return
    except OSError as error:
        yield Problem(Code.FILE_UNREADABLE, str(folder), 0, error.strerror or "")
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if _is_folder(entry):
            if not FOLDER_OF_PAGE.search(entry.name) and not entry.is_symlink():
                yield from _pages_in(entry, others)
        elif entry.suffix.lower() in _PAGES | _SHORTCUTS:
            yield _addresses(entry) or entry
        elif entry.suffix.lower() not in OF_PAGES and entry.name not in _OF_SYSTEM:
            others.append(entry.name)


def _addresses(path: Path) -> Problem | None:
    """Return the problem of a file that holds addresses of pages and no page."""
    suffix = path.suffix.lower()
    if suffix not in _SHORTCUTS | {".txt", ".md", ".csv", ""}:
        return None
    try:
        if path.stat().st_size > _SMALL:
            return None
    except (OSError, ValueError):
        return None
    content, problems = read_file(path)
    if content is None or problems:
        return None
    result = addresses_in(content, is_shortcut=suffix in _SHORTCUTS)
    if not result:
        return None
    return Problem(Code.ADDRESSES_ONLY, str(path), 0, _listed(result))


def addresses_in(content: bytes, *, is_shortcut: bool = False) -> list[str]:
    """Return the addresses that a file consists of; none where it holds other text.

    :param is_shortcut: whether its name says that it is an internet shortcut.
    """
    if content.startswith(b"bplist"):
        try:
            return [str(plistlib.loads(content)["URL"])]
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return []
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    shortcut = re.search(r"(?im)^\[(?:InternetShortcut|Desktop Entry)\]", text)
    if is_shortcut or shortcut or "<!DOCTYPE plist" in text:
        return [item for item in _ADDRESS.findall(text) if "apple.com/DTDs" not in item]
    lines = [line.strip(" \t-*·,;<>\"'") for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("#")]
    whole = [line for line in lines if _ADDRESS.fullmatch(line)]
    return whole if lines and len(whole) == len(lines) else []
