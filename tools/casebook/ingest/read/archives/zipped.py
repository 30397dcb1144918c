"""The pages of a ZIP file, with the pictures that lie beside them in it."""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping

from casebook.ingest.read.archives.member import OF_PAGES, SUFFIXES, Found, Member
from casebook.ingest.read.package import Package, UnreadableError
from casebook.ingest.read.pictures import (
    Find,
    SavedPicture,
    attachment,
    is_in_folder_of_page,
    path_of,
)

_UTF8 = 0x800
_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|Thumbs\.db$|desktop\.ini$)")


def pages_of(package: Package) -> Iterator[Found]:
    """Yield the pages of a ZIP file in the order of their names.

    Files that belong to a page (pictures, styles, its folder) are no pages; what else is
    none is named.
    """
    parts = [(_shown(info), info) for info in package.archive.infolist()]
    names = {shown: info.filename for shown, info in parts}
    for shown, info in sorted(parts, key=lambda part: part[0]):
        name = info.filename
        suffix = posixpath.splitext(name)[1].lower()
        if name.endswith("/") or _SYSTEM.search(name) or is_in_folder_of_page(shown):
            continue
        if suffix in SUFFIXES and not stat.S_ISLNK(info.external_attr >> 16):
            try:
                data = package.read_part(info)
            except UnreadableError as error:
                yield error
                continue
            yield Member(data, shown, beside=beside(package, shown, names))
        elif suffix not in OF_PAGES:
            yield shown


def _shown(info: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: older programs write it in the encoding of the system."""
    name = info.filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def beside(package: Package, page: str, names: Mapping[str, str] | None = None) -> Find:
    """Return what finds the pictures of a page in the package, and nowhere else.

    :param page: its name, as it was meant.
    :param names: what the parts are called in the package, by their names as they were meant;
        the same where none is given.
    """

    def find(src: str) -> SavedPicture | None:
        path = path_of(src)
        if not path:
            return None
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        held = names.get(name, name) if names else name
        return attachment(name, package.read(held)) if package.has(held) else None

    return find
