"""Where an edition differs from the original of a case by more than the shape of a character.

That is wherever conversion had to choose, or a person ruled, and another character is printed:
the places that ``casebook proofread --all`` lists.  A case page loads the file of its case when
its reader asks for the marks; scripts, not JSON, because a page that was opened from a folder
may not fetch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import msgspec

from casebook.project import Snapshot
from casebook.records import Article
from casebook.saved_choices import choices_of
from casebook.text.article_scripts import texts
from casebook.text.printer import Printer

Row = tuple[str, int, int, str, str, str, str]
"""Id of the block, which of its texts, the place in it in characters, what is printed, what stood
there, what else it could be, and what decided: ``""`` for nothing, ``OpenCC``, ``exception`` for a
person,
or a group of the project's words."""


def difference_files(snapshot: Snapshot, printer: Printer) -> Iterator[tuple[str, bytes]]:
    """Yield ``SLUG.js`` for each case that is in another script than the edition."""
    for article in snapshot.articles:
        if article.script is not printer.edition.script:
            yield (
                f"{article.slug}.js",
                snapshot.kept.of(
                    f"differences-{printer.edition.tag}",
                    article.slug,
                    snapshot.digests[article.slug],
                    bytes,
                    partial(_script, article, snapshot, printer),
                ),
            )


def _script(article: Article, snapshot: Snapshot, printer: Printer) -> bytes:
    rows = list(_rows(article, snapshot, printer))
    name, data = msgspec.json.encode(article.slug), msgspec.json.encode(rows)
    return b"casebookDifferences.put(%s,%s);\n" % (name, data)


def _rows(article: Article, snapshot: Snapshot, printer: Printer) -> Iterator[Row]:
    before: Counter[str] = Counter()
    choices = choices_of(snapshot, article, printer.edition)
    for (place, _), of_text in zip(texts(article), choices, strict=True):
        for choice in of_text:
            if choice.before != choice.after:
                could = " ".join(choice.alternatives)
                at = (place, before[place], choice.start)
                yield (*at, choice.after, choice.before, could, choice.rule)
        before[place] += 1
