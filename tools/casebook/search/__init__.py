"""Search that finds every phrase, in either script, also from a folder.

A package of its own: it knows cases of entries (:mod:`casebook.search.records`),
not articles and not Sphinx.  :func:`build_index` writes a folder that a search
page loads; ``docs/project/search.md`` describes the format, the language of
the query, and how to put the search into a site.
"""

from casebook.search.index import (
    IndexSize,
    build_index,
    files_of,
    index_files,
    program_version,
    units_of,
)
from casebook.search.records import EntryKind, SearchCase, SearchEntry, SearchTheme, Source, Texts
from casebook.search.units import Units

__all__ = [
    "EntryKind",
    "IndexSize",
    "SearchCase",
    "SearchEntry",
    "SearchTheme",
    "Source",
    "Texts",
    "Units",
    "build_index",
    "files_of",
    "index_files",
    "program_version",
    "units_of",
]
