"""Pages out of archives at any address that fsspec knows: WARC, WACZ, Parquet.

Archives are read as streams, so that their size does not matter.  Nothing but what a person
names is opened.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from casebook.files import is_special
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.archives.warc import records
from casebook.ingest.read.package import MAX_PART, MAX_PARTS, UnreadableError
from casebook.ingest.read.page import Facts
from casebook.problems import Code, Problem

_ENDINGS = (".warc", ".warc.gz", ".wacz", ".parquet")
_IN_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_ENCRYPTED = 1
_BATCH = 64
"""Pages of a Parquet file that are in memory at once."""
_CONTENTS = ("page", "content", "html", "text")
"""Columns that may hold the page, as bytes or as text; the first that is there does."""
_ADDRESSES = ("address", "url")
_MEDIA = ("media_type", "content_type", "mime")

Read = Member | UnreadableError


def archives_at(sources: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the archives at some addresses, each once, in the order of the addresses.

    :param sources: files, patterns (``s3://bucket/*.warc.gz``) and folders, of which all
        archives are read, also those of their folders.
    :returns: addresses of single files, and a problem for each source without any.
    """
    fsspec: Any = import_module("fsspec.core")
    result: dict[str, None] = {}
    problems: list[Problem] = []
    for source in sources:
        try:
            system, path = fsspec.url_to_fs(source)
            if system.isdir(path):
                names = [name for name in system.find(path) if name.lower().endswith(_ENDINGS)]
            elif re.search(r"[*?\[]", path):
                names = system.glob(path)
            else:
                names = [path] if system.exists(path) else []
        except ImportError as error:
            problems.append(Problem(Code.EXTRA_MISSING, source, 0, f"({error})"))
            continue
        except Exception as error:  # noqa: BLE001  whatever a file system of others raises
            problems.append(Problem(Code.CRAWL_SOURCE, source, 0, f"({error})"))
            continue
        if not names:
            problems.append(Problem(Code.CRAWL_SOURCE, source))
        local = "file" in system.protocol
        if local:
            special = [name for name in names if is_special(Path(name))]
            problems += [Problem(Code.FILE_SPECIAL, name) for name in special]
            names = [name for name in names if name not in special]
        result |= dict.fromkeys(x if local else system.unstrip_protocol(x) for x in sorted(names))
    return tuple(result), tuple(problems)


def pages_at(address: str) -> Iterator[Read]:
    """Yield the pages of an archive, in its order.

    :returns: pages, and an error for each that cannot be read.
    :raises UnreadableError: the archive is damaged or of no kind that is read; what stands before
        the damage has been yielded.
    """
    fsspec: Any = import_module("fsspec")
    try:
        with fsspec.open(address, "rb") as stream:
            head = stream.read(4)
            stream.seek(0)
            yield from _reader(head)(stream)
    except OSError as error:
        raise UnreadableError(Code.CRAWL_SOURCE, f"({error.strerror or error})") from error


def _reader(head: bytes) -> Callable[[Any], Iterator[Read]]:
    """Return what reads an archive, by its first bytes."""
    if head == b"PAR1":
        return _rows
    if head.startswith(b"PK"):
        return _wacz
    if head.startswith((b"WARC", b"\x1f\x8b")):
        return records
    raise UnreadableError(Code.CRAWL_SOURCE, "(neither WARC, WACZ nor Parquet)")


def _wacz(stream: Any) -> Iterator[Read]:
    try:
        archive = zipfile.ZipFile(stream)
        entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
        if len(entries) > MAX_PARTS:
            raise UnreadableError(Code.PACKAGE_TOO_LARGE, f"({len(entries)} parts)")
        parts = [entry for entry in entries if _IN_WACZ.fullmatch(entry.filename)]
        if not parts:
            raise UnreadableError(Code.ARCHIVE_WITHOUT_PAGE)
        for entry in parts:
            if entry.flag_bits & _ENCRYPTED:
                raise UnreadableError(Code.DOCUMENT_ENCRYPTED, f"({entry.filename})")
            with archive.open(entry) as part:
                yield from records(part)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, NotImplementedError, KeyError, RuntimeError) as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(WACZ)") from error


def _rows(stream: Any) -> Iterator[Read]:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(stream)
        names = set(file.schema_arrow.names)
        content = next((name for name in _CONTENTS if name in names), None)
        url = next((name for name in _ADDRESSES if name in names), None)
        media = next((name for name in _MEDIA if name in names), None)
        if not content or not url:
            lacking = _CONTENTS if not content else _ADDRESSES
            raise UnreadableError(Code.CRAWL_SOURCE, f"(no column {' or '.join(lacking)})")
        columns = [name for name in (content, url, media) if name]
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
            for row in batch.to_pylist():
                yield _of_row(row[content], str(row[url] or ""), str((media and row[media]) or ""))
    except arrow.ArrowException as error:
        raise UnreadableError(Code.DOCUMENT_BROKEN, "(Parquet)") from error


def _of_row(content: Any, address: str, media_type: str) -> Read:
    data = content.encode() if isinstance(content, str) else bytes(content or b"")
    if isinstance(content, str):
        media_type = "text/html; charset=utf-8" if "<" in content[:1000] else "text/plain"
    if len(data) > MAX_PART:
        return UnreadableError(Code.PACKAGE_TOO_LARGE, f"({address})")
    facts = Facts(url=address)
    return Member(data, address, address, media_type.lower(), facts=facts).named(address)
