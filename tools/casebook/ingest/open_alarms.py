"""Which alarms of loss are still open: those that nobody has dealt with.

Every load of a knowledge base asks for them, and needs nothing of what cleans a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.overrules import Overrules
from casebook.records import Alarm, Article, Loss, Section, block_texts, walk

_NO_WORD = re.compile(r"\W+")


def still_open(
    alarms: Iterable[Alarm], article: Article, overrules: Overrules | None = None
) -> tuple[Alarm, ...]:
    """Leave out the alarms that a person has dealt with.

    A loss is dealt with where its text stands in the article again, a line that announces
    something where it stands there no more; and every one where the overrules file names
    the line.
    """
    decided = (overrules.keep | overrules.drop) if overrules else frozenset()
    whole = bare("".join(_texts(article)))
    return tuple(
        alarm
        for alarm in alarms
        if alarm.text not in decided and (bare(alarm.text) in whole) == (alarm.loss is Loss.LEAD_IN)
    )


def _texts(article: Article) -> Iterator[str]:
    yield from (article.kicker, article.title, article.subtitle)
    for placed in walk(article):
        content = placed.content
        yield from (content.heading,) if isinstance(content, Section) else block_texts(content)


def bare(text: str) -> str:
    """Return the letters and digits of a text."""
    return _NO_WORD.sub("", text)
