"""The similar cases of a case, on its page.

``{case:similar} slug`` is a reference that prints a list.  Which cases are alike depends on all
articles, so the list is made when the page is written: where another article changes it, the
page is written again, but not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from casebook.knowledge.names import Name, Names
from casebook.pages.myst import css_script
from casebook.project import Snapshot
from casebook.records import Reason, Script
from casebook.text import labels
from casebook.text.printer import Printer

SIMILAR = "similar"
"""The type of the reference."""
LISTED = ("case", SIMILAR)
"""Its domain and its type."""

Likeness = tuple[str, tuple[str | Name, ...]]
"""The slug of another case, and why it is like this one: words of the program, and names."""


class SimilarCases(SphinxDirective):
    """``{case:similar} slug``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the reference."""
        domain, kind = LISTED
        about = {"refdomain": domain, "reftype": kind, "reftarget": self.arguments[0]}
        return [addnodes.pending_xref("", nodes.inline(), **about)]


def likenesses(snapshot: Snapshot, slug: str) -> list[Likeness]:
    """Return what the list of a case says.

    :raises KeyError: there is no such case.
    """
    case = snapshot.casebook.case(slug)
    return [
        (similar.case, tuple(_pieces(similar.reasons, snapshot.names))) for similar in case.similar
    ]


def _pieces(reasons: Iterable[Reason], names: Names) -> Iterator[str | Name]:
    """Yield the reasons: words of the program and names by turns."""
    words = ""
    for number, reason in enumerate(reasons):
        words += ("；" if number else "") + labels.GROUNDS[reason.ground]
        for at, key in enumerate(reason.shared):
            yield words + ("、" if at else "（")
            yield names[reason.ground, key]
            words = ""
        if reason.shared:
            words = "）"
    yield words


def facts(pieces: Iterable[str | Name], printer: Printer, slug: str) -> nodes.inline:
    """Return why two cases are alike, in the script of an edition.

    :param slug: of the case whose page it stands on.
    """
    line = nodes.inline("", classes=["facts"])
    for piece in pieces:
        if isinstance(piece, str):
            line += nodes.Text(printer.text(piece, Script.HANT, slug))
            continue
        # A name is printed as its first mention prints it.
        text = printer.text(piece.text, piece.script, piece.case or slug)
        line += nodes.inline("", text, classes=[css_script(piece.script)])
    return line


_SECTION = '<section id="similar">\n'
_LIST = re.compile(r"<ul\b[^>]*>\n.*?</ul>\n", re.DOTALL)


def with_list(page: str, listed: str) -> str | None:
    """Return a written page with another list of similar cases.

    :param page: HTML of a case.
    :param listed: HTML of the list, which has no other list in it.
    :returns: ``None`` where it is not to be seen which list is that of the similar cases.
    """
    before, section, rest = page.partition(_SECTION)
    own, end, after = rest.partition("</section>\n")
    if _SECTION in rest or not end or len(_LIST.findall(own)) != 1:
        return None
    return f"{before}{section}{_LIST.sub(lambda _: listed, own)}{end}{after}"
