"""Everything that lies beside the pages of a built site: data, citations, comparison, search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.exports.citations import case_citations, cited, collected_citations, reference
from casebook.exports.comparison import compare_files
from casebook.exports.data import data_files, described
from casebook.exports.differences import difference_files
from casebook.exports.entrance import entrance_files
from casebook.exports.feeds import feed_files
from casebook.exports.indicator_data import INDICATOR_SCRIPT, indicator_script
from casebook.exports.root_files import root_files
from casebook.exports.search_records import search_sources, search_themes
from casebook.output import Content
from casebook.project import Snapshot
from casebook.records import Article
from casebook.search import files_of, units_of
from casebook.text.printer import Printer


def beside_files(snapshot: Snapshot) -> Iterator[tuple[str, Content]]:
    """Yield every such file: its address in the folder that holds the editions, and its content.

    A content that is a file is there until the next is asked for.
    """
    casebook, settings, kept = snapshot.casebook, snapshot.settings, snapshot.kept
    about = described(snapshot)
    cases = search_sources(casebook, snapshot.printers, kept)
    units = units_of(cases, kept)
    for printer in snapshot.printers:
        citations = _citations(snapshot, printer)
        others = [item for item in snapshot.printers if item is not printer]
        edition = printer.edition.folder
        for name, content in feed_files(snapshot, printer):
            yield f"{edition}/{name}", content
        for name, made in data_files(casebook, printer, about, kept):
            yield f"{edition}/data/{name}", made
        # Each as it is asked for: memory holds one script, not those of all cases.
        yield f"{edition}/data/{INDICATOR_SCRIPT}", indicator_script(casebook, printer, kept)
        for name, content in collected_citations(citations).items():
            yield f"{edition}/data/{name}", content
        folders = {
            "cite": case_citations(citations),
            "compare": compare_files(casebook, printer, others, units, kept),
            "differences": difference_files(snapshot, printer),
        }
        for folder, contents in folders.items():
            for name, content in contents:
                yield f"{edition}/{folder}/{name}", content
    themes = search_themes(snapshot.printers)
    for name, content in files_of(cases, themes, kept):
        yield f"search/{name}", content
    yield from entrance_files(settings.title, snapshot.printers).items()
    yield from root_files(settings.title, settings.base_url, snapshot.printers).items()


def _citations(snapshot: Snapshot, printer: Printer) -> dict[str, dict[str, str]]:
    """Return the citation of each case in each format, by its slug."""
    settings = snapshot.settings

    def made(article: Article) -> dict[str, str]:
        site, book_date = settings.title, settings.book_date
        return cited(reference(article, site, printer, settings.base_url, book_date))

    return {
        article.slug: snapshot.kept.of(
            f"cite-{printer.edition.tag}",
            article.slug,
            snapshot.digests[article.slug],
            dict[str, str],
            partial(made, article),
        )
        for article in snapshot.articles
    }
