"""What conversion chose in each article: computed once, and saved beside the annotation.

The choices of an article follow from its text, the decisions of people on it, and the rules of
the program (:mod:`casebook.knowledge.saved`); pages and data read them, and a build after an
edit computes those of the edited article alone.
"""

from __future__ import annotations

from collections.abc import Callable

from casebook.kept import Kept, delete_others, digest, read_entry, write_entry
from casebook.knowledge.saved import rules
from casebook.project import Snapshot
from casebook.records import Article, Edition
from casebook.text.article_scripts import texts
from casebook.text.choices import Choice
from casebook.text.printer import Printer
from casebook.text.proofread import proofread

FOLDER = "choices"
"""The folder below that of the annotation."""

Choices = tuple[tuple[Choice, ...], ...]
"""The choices in each of the texts that :func:`casebook.text.article_scripts.texts` gives."""


def choices_of(snapshot: Snapshot, article: Article, edition: Edition) -> Choices:
    """Return every place of an article where an edition had to choose."""
    rulings = snapshot.overrides.of(article.slug, edition)

    def compute() -> Choices:
        return tuple(
            proofread(text, edition, article.script, article.keep, rulings)
            for _, text in texts(article)
        )

    if snapshot.cache is None:
        return compute()
    path = snapshot.cache / FOLDER / f"{article.slug}.{edition.tag}.msgpack"
    key = digest(rules(), article, edition.tag, sorted(rulings.items()))
    result = read_entry(path, key, Choices)
    if result is None:
        result = compute()
        write_entry(path, key, result)
    return result


def printed_once(
    article: Article, printer: Printer, kept: Kept, state: str
) -> Callable[[str], str]:
    """Return what prints the texts of an article, for who prints them all: each is converted once.

    :param state: a checksum of the article.
    """
    print_, tag = printer.article(article), printer.edition.tag
    if article.script is printer.edition.script:
        return print_
    originals = [text for _, text in texts(article)]

    def make() -> list[str]:
        return list(map(print_, originals))

    printed = kept.of(f"printed-{tag}", article.slug, state, list[str], make)
    known = dict(zip(originals, printed, strict=True))
    return lambda text: known.get(text) or print_(text)


def forget_others(snapshot: Snapshot) -> None:
    """Delete what is saved of articles and editions that are gone."""
    if snapshot.cache is None:
        return
    wanted = {
        f"{article.slug}.{edition.tag}.msgpack"
        for article in snapshot.articles
        for edition in snapshot.editions
    }
    delete_others(snapshot.cache / FOLDER, wanted)
