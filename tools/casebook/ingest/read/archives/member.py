"""A page in an archive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casebook.ingest.read.package import UnreadableError
from casebook.ingest.read.page import Facts
from casebook.ingest.read.pictures import Find, none_beside
from casebook.records import Source

SUFFIXES = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".md", ".markdown", ".txt"),
        *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf"),
    }
)
"""How the names of pages end in an archive that says nothing else of them."""
OF_PAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".css", ".js", ".svg", ".ico"})
"""How the names of files end that lie beside pages and belong to them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A page in an archive: its bytes, its name there, and what the archive says of it.

    ``beside`` finds its pictures in the archive, ``mirrors`` are other pages with its text.
    """

    data: bytes
    name: str
    url: str = ""
    media_type: str = ""
    beside: Find = none_beside
    facts: Facts = field(default_factory=Facts)
    mirrors: tuple[Source, ...] = ()

    def named(self, name: str) -> Member:
        """Return it with another name, fit for a record."""
        return replace(self, name="".join(x if x.isprintable() else "\ufffd" for x in name))


Found = Member | str | UnreadableError
"""A page, the name of what is none, or why a page cannot be read; others follow."""
