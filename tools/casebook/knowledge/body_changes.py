"""Bodies of one article as people corrected them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.knowledge.corrections import BodyChange
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.passages import Passage
from casebook.records import Mention
from casebook.text.fold import fold

Placed = tuple[FoundBody, Mention]


def corrected_bodies(
    bodies: Sequence[Placed], passages: Iterable[Passage], changes: Sequence[BodyChange]
) -> tuple[Placed, ...]:
    """Return the bodies of an article with what a person says of words of its paragraphs.

    :param changes: those of this article; the words count wherever they stand in the paragraph.
    """
    if not changes:
        return tuple(bodies)
    text_of = {passage.id: passage.text for passage in passages}
    said = [
        (change, mention)
        for change in changes
        for mention in _mentions(text_of.get(change.paragraph, ""), change)
    ]
    kept = [
        (body, mention)
        for body, mention in bodies
        if not any(_overlap(mention, other) for _, other in said)
    ]
    kept += [(_body(change, mention), mention) for change, mention in said if not change.drop]
    order = {name: place for place, name in enumerate(text_of)}
    return tuple(sorted(kept, key=lambda item: (order[item[1].paragraph], item[1].start)))


def _body(change: BodyChange, mention: Mention) -> FoundBody:
    name = fold(change.name or change.text)
    return FoundBody(name, change.kind, mention.start, mention.end)


def _mentions(text: str, change: BodyChange) -> Iterator[Mention]:
    if change.text:
        for match in re.finditer(re.escape(change.text), text):
            yield Mention(change.case, change.paragraph, *match.span())


def _overlap(mention: Mention, other: Mention) -> bool:
    return (
        mention.paragraph == other.paragraph
        and mention.start < other.end
        and other.start < mention.end
    )
