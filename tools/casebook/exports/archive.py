"""The site as archives that can be carried away and read without a network.

There is one ZIP for each edition and, where there are several, one of all.  Each unpacks
into one folder with a start page, a note on what is in it, the pages, and a text file for
each paragraph, sorted by theme, for programs such as NVivo.  Nothing in an archive leads
out of its folder.  The same site gives the same bytes (with the same version of zlib).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from casebook.exports.entrance import entrance
from casebook.exports.passages import passage_files
from casebook.output import Content
from casebook.project import Snapshot
from casebook.records import Edition
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

ALL = "casebook.zip"
"""The archive of all editions."""

# The first day that a ZIP file can name.
_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3
# What is compressed already.
_STORED = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
# What stands at the root of a site for its web server.
_SERVED = frozenset({"robots.txt", "404.html"})
_SWITCH = re.compile(rb'<p class="casebook-switch">.*?</p>\s*', re.DOTALL)
"""The link to another edition, which an archive of one edition does not have."""

_NOTE = (
    N_("打開 index.html 就可以閱讀和搜尋，不需要網路。"),
    N_("{edition}/ 是網頁；{edition}/data/ 是資料（CSV、JSON、SQLite），說明在 datapackage.json。"),
    N_("{edition}/texts/ 是逐段的文字檔，按主題和領域分資料夾，可以匯入 NVivo 等軟體；"),
    N_("attributes.csv 逐檔列出案例、地區和年份。"),
)


def archive_name(edition: Edition) -> str:
    """Return the name of the archive of one edition."""
    return f"casebook-{edition.folder}.zip"


def write_archives(
    snapshot: Snapshot, site: Mapping[str, Content], folder: Path
) -> dict[str, Content]:
    """Write the archives of a site.

    :param site: the files of the site by their addresses.
    :param folder: where the archives go; it is made.
    :returns: the archives by name.
    :raises OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        printer: dict(passage_files(snapshot.casebook, printer)) for printer in snapshot.printers
    }
    groups: list[tuple[str, tuple[Printer, ...]]] = [
        (archive_name(printer.edition), (printer,)) for printer in snapshot.printers
    ]
    if len(groups) > 1:
        groups.append((ALL, snapshot.printers))
    archives: dict[str, Content] = {}
    for name, printers in groups:
        files = dict(_files(snapshot, site, printers))
        for printer in printers:
            texts_folder = f"{printer.edition.folder}/texts"
            files.update(
                (f"{texts_folder}/{text}", texts[printer][text]) for text in texts[printer]
            )
        write_archive(folder / name, PurePosixPath(name).stem, files)
        archives[name] = folder / name
    return archives


def _files(
    snapshot: Snapshot, site: Mapping[str, Content], printers: Sequence[Printer]
) -> Iterator[tuple[str, Content]]:
    """Yield what an archive of these editions holds, but for the texts."""
    left_out = {item.edition.folder for item in snapshot.printers if item not in printers}
    lone = bool(left_out)
    for name, content in site.items():
        first = PurePosixPath(name).parts[0]
        if first in left_out or name in _SERVED:
            continue
        if lone and name.endswith(".html"):
            yield name, _SWITCH.sub(b"", _bytes(content))
        else:
            yield name, content
    yield "index.html", entrance(snapshot.settings.title, printers)
    yield "README.txt", _note(snapshot, printers)


def _note(snapshot: Snapshot, printers: Iterable[Printer]) -> bytes:
    settings = snapshot.settings
    lines: list[str] = []
    for printer in printers:
        here = printer.interface
        lines += [here(settings.title), ""]
        lines += [here(line).format(edition=printer.edition.folder) for line in _NOTE]
        lines += ["", here(settings.rights), "", ""]
    return "\r\n".join(lines).rstrip().encode("utf-8-sig") + b"\r\n"


def write_archive(path: Path, top: str, files: Mapping[str, Content]) -> None:
    """Write a ZIP file: the same files give the same bytes.

    :param top: the folder in the archive that everything lies in.
    :raises ValueError: a name leads out of the folder.
    :raises OSError: the file cannot be written.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            inside = PurePosixPath(name)
            if inside.is_absolute() or ".." in inside.parts or "\\" in name:
                raise ValueError(f"{name!r} leads out of the archive")
            entry = zipfile.ZipInfo(f"{top}/{name}", _DAY)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            is_stored = inside.suffix.lower() in _STORED
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, _bytes(files[name]))


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
