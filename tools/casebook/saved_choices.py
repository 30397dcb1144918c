"""What conversion chose in each article: computed once, and saved beside the annotation.

The choices of an article follow from its text, the decisions of people on it, and the rules of
the program (:mod:`casebook.knowledge.saved`); pages and data read them, and a build after an
edit computes those of the edited article alone.
"""

from __future__ import annotations

from casebook.kept import delete_others, digest, read_entry, write_entry
from casebook.knowledge.saved import rules
from casebook.project import Snapshot
from casebook.records import Article, Edition
from casebook.text.article_scripts import texts
from casebook.text.choices import Choice
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
