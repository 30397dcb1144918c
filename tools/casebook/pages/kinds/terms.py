"""Terms (提法), by the letters of their pinyin."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.lettered import Entry, lettered_pages
from casebook.pages.quotes import quotes, said
from casebook.pages.registry import PageKind
from casebook.pages.spread import spread
from casebook.records import Term


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="terms",
            title="提法",
            order=80,
            build=_pages,
            home=lambda casebook: len(casebook.terms),
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each letter, and the list of all terms."""
    catalogue = contents.catalogue
    terms = catalogue.casebook.terms
    lead = f"案例中有特定含義的說法，共 {len(terms)} 條，由電腦從文中找出。"

    def description(term: Term) -> Iterator[str]:
        first = catalogue.cases[term.first.case].article
        if term.definition:
            where = (
                f" {myst.link('出處', f'#case:{term.defined.case}/{term.defined.paragraph}')}"
                if term.defined
                else ""
            )
            source = catalogue.cases[(term.defined or term.first).case].article
            yield said(term.definition, source) + where
        if len(term.cases) > 1:
            target = f"#case:{first.slug}/{term.first.paragraph}"
            yield f"本站所收案例中，最早見於{myst.link(first.title, target, first.script)}。"
        yield quotes(term.mentions, catalogue)
        yield from spread(catalogue.cases[slug].article for slug in term.cases)

    entries = (
        Entry(
            term.slug,
            term.text,
            catalogue.cases[term.first.case].article.script,
            term.first.case,
            description(term),
        )
        for term in terms
    )
    return lettered_pages("term", "提法", lead, entries, catalogue.redirects)
