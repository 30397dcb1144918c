"""Sentences of what looks like a copy of a text and may be text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.lexicon import ends_in_credit, is_frame, is_furniture
from casebook.records import Line, Removal, Role

_HEAD = 30
"""Characters of a line that heads a part."""


def in_copy(
    sentences: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """Find sentences of a second copy that the first one has not, or that may be meant twice.

    :param sentences: those that were removed from ``lines``, and ``kept``, what was not.
    """
    sentences = tuple(sentences)
    last = max((line.number for line in kept if line.role is not Role.PICTURE), default=0)
    there = {line.text for line in kept}
    beside = [x for x in sentences if x.reason == Cause.OUTSIDE and x.line > last]
    copied = [at for at, removal in enumerate(beside) if removal.text in there]
    for removal in beside[copied[0] : copied[-1]] if copied else ():
        if removal.text not in there:
            yield removal
    yield from _meant(sentences, lines, kept)


def _meant(
    sentences: tuple[Removal, ...], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """Find sentences that stand a second time below a heading of their own, or as a refrain.

    What shows a scene or has a credit is a caption.
    """
    there = {line.number: line for line in kept}
    over = {below.number: line.number for line, below in pairwise(lines)}
    for removal in sentences:
        copied = removal.reason == Cause.SECOND_COPY
        above = there.get(over.get(removal.line, 0)) if copied else None
        if above is None:
            continue
        if above.text == removal.text:
            meant = not (is_scene(removal.text) or ends_in_credit(removal.text))
        else:
            meant = _heads(above)
        if meant:
            yield removal


def _heads(line: Line) -> bool:
    text = line.text
    short = len(text) <= _HEAD and not is_sentence(text)
    return short and line.role is not Role.TITLE and not (is_furniture(text) or is_frame(text))
