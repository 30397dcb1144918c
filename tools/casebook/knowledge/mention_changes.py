"""Bodies and places of one article as people corrected them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from casebook.knowledge.corrections import BodyChange, PlaceChange
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.passages import Passage
from casebook.records import Mention
from casebook.text.fold import fold

Found = TypeVar("Found")
Change = TypeVar("Change", BodyChange, PlaceChange)


def corrected_bodies(
    bodies: Sequence[tuple[FoundBody, Mention]],
    passages: Iterable[Passage],
    changes: Iterable[BodyChange],
) -> tuple[tuple[FoundBody, Mention], ...]:
    """Return the bodies of an article with what a person says of words of its paragraphs.

    :param changes: those of this article; the words count wherever they stand in the paragraph.
    """
    text_of = {passage.id: passage.text for passage in passages}
    said = _placed(changes, text_of)
    own = [(_body(change, mention), mention) for change, mention in said if not change.drop]
    return _joined(bodies, own, [mention for _, mention in said], text_of)


def corrected_places(
    places: Sequence[tuple[str, Mention]],
    passages: Iterable[Passage],
    changes: Iterable[PlaceChange],
) -> tuple[tuple[str, Mention], ...]:
    """Return the divisions that an article names, as codes, with what a person says of them.

    :param changes: those of this article; the words count wherever they stand in the paragraph.
    """
    text_of = {passage.id: passage.text for passage in passages}
    said = _placed(changes, text_of)
    own = [(change.code, mention) for change, mention in said if change.code]
    return _joined(places, own, [mention for _, mention in said], text_of)


def _body(change: BodyChange, mention: Mention) -> FoundBody:
    name = fold(change.name or change.text)
    return FoundBody(name, change.kind, mention.start, mention.end)


def _placed(changes: Iterable[Change], text_of: dict[str, str]) -> list[tuple[Change, Mention]]:
    return [
        (change, mention)
        for change in changes
        for mention in _mentions(text_of.get(change.paragraph, ""), change)
    ]


def _mentions(text: str, change: BodyChange | PlaceChange) -> Iterator[Mention]:
    if change.text:
        for match in re.finditer(re.escape(change.text), text):
            yield Mention(change.case, change.paragraph, *match.span())


def _joined(
    found: Sequence[tuple[Found, Mention]],
    own: Sequence[tuple[Found, Mention]],
    said: Sequence[Mention],
    text_of: dict[str, str],
) -> tuple[tuple[Found, Mention], ...]:
    """Put what a person says into the place of what was found in the same words."""
    if not said:
        return tuple(found)
    kept = [
        (item, mention)
        for item, mention in found
        if not any(_overlap(mention, other) for other in said)
    ]
    order = {name: place for place, name in enumerate(text_of)}
    every = [*kept, *own]
    return tuple(sorted(every, key=lambda item: (order[item[1].paragraph], item[1].start)))


def _overlap(mention: Mention, other: Mention) -> bool:
    return (
        mention.paragraph == other.paragraph
        and mention.start < other.end
        and other.start < mention.end
    )
