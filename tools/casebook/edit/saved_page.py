"""The saved page that an article was made of, where it lies in the folder of saved pages."""

from __future__ import annotations

from pathlib import Path

from casebook.files import read_file, sha256_of
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.records import Article, Line, Source


def saved_lines(folder: Path | None, article: Article) -> tuple[Line, ...]:
    """Return the lines of the saved page as they were read, by their numbers.

    The page is known by its name and its checksum.  Of an article in several files it is
    the first.

    :param folder: where saved pages lie, and in the folders in it.
    :returns: none where the page is not there, or is another one by now.
    """
    source = article.sources[0] if article.sources else Source()
    if folder is None or not source.sha256 or not _is_bare(source.file):
        return ()
    for path in sorted(item for item in folder.rglob("*") if item.name == source.file):
        content, _ = read_file(path)
        if content is not None and sha256_of(content) == source.sha256:
            page, _ = read_bytes_of_page(content, source.file)
            return page.lines if page else ()
    return ()


def _is_bare(name: str) -> bool:
    return bool(name) and Path(name).name == name
