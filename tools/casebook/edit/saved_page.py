"""The saved page that an article was made of, where it was kept."""

from __future__ import annotations

from pathlib import Path

from casebook.files import read_file, sha256_of
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.originals import find_originals
from casebook.records import Article, Line, Source


def saved_lines(originals: Path | None, article: Article) -> tuple[Line, ...]:
    """Return the lines of the saved page as they were read, by their numbers.

    Of an article in several files it is the first.

    :param originals: the folder of kept pages (:mod:`casebook.originals`).
    :returns: none where the page was not kept, or is another one by now.
    """
    source = article.sources[0] if article.sources else Source()
    if originals is None or not source.sha256:
        return ()
    for path in find_originals(originals, (source.sha256,)):
        content, _ = read_file(path)
        if content is not None and sha256_of(content) == source.sha256:
            page, _ = read_bytes_of_page(content, source.file or path.name)
            return page.lines if page else ()
    return ()
