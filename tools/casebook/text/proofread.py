"""What a person has to look at: the choices of conversion, and rulings on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.records import Edition, Script
from casebook.text import dictionary, engine, segment
from casebook.text.choices import Choice, choice
from casebook.text.conversion import convert, fixed_words, pieces, to_edition
from casebook.text.overrides import Overrides, Ruling
from casebook.text.repair import EXCEPTION, repair
from casebook.text.suspects import other

# A ruling holds for the character with so many neighbours on either side: enough
# to tell the word from others, few enough to catch its next occurrence.
_NEIGHBOURS = 2


def proofread(
    text: str,
    edition: Edition,
    script: Script,
    keep: Iterable[str] = (),
    exceptions: Mapping[str, str] | None = None,
) -> tuple[Choice, ...]:
    """Return the places of ``text`` where ``edition`` had to choose a character.

    In the edition of another script these are all characters with several
    readings, and those that a ruling changes; in the edition of the text's own
    script they are the repairs and the questions that repair leaves.  Kept words
    are settled and not listed.

    :param script: the script that ``text`` is in.
    """
    keep = tuple(keep)
    if edition.script is script:
        _, made, left = repair(text, script, keep, exceptions)
        result = [item for item in (*made, *left) if item.rule != EXCEPTION]
        return tuple(sorted(result, key=lambda entry: entry.start))
    return tuple(_choices(text, edition, keep, exceptions))


def _choices(
    text: str, target: Edition, keep: tuple[str, ...], exceptions: Mapping[str, str] | None
) -> Iterator[Choice]:
    readings = dictionary.readings(target.script)
    if readings.keys().isdisjoint(text):
        return
    start, fixed = 0, fixed_words(keep, exceptions)
    # As it is printed: what prints the text next finds it there.
    converted = convert(text, target, other(target.script), fixed)
    for piece, replacement in pieces(text, fixed):
        if replacement is not None:
            for offset, after in enumerate(replacement):
                if piece[offset] != after and piece[offset] in readings:
                    yield choice(text, start + offset, after, target, EXCEPTION)
        elif not readings.keys().isdisjoint(piece):
            for offset, rule in enumerate(segment.rules(piece, target)):
                if piece[offset] in readings:
                    yield choice(text, start + offset, converted[start + offset], target, rule)
        start += len(piece)


def is_open(item: Choice) -> bool:
    """Whether no word decided, so that a person should."""
    return item.rule == engine.UNDECIDED


def settle(
    overrides: Overrides,
    edition: Edition,
    article: str,
    script: Script,
    item: Choice,
    *,
    after: str = "",
) -> Overrides:
    """Return the overrides with a person's ruling on one choice.

    :param article: slug, or ``*`` for every article.
    :param script: the script that the article is in.
    :param after: the character that must be printed; empty to accept what was chosen.
    :raises ValueError: ``after`` is more than one character, or the character
        stands alone, so that nothing distinguishes it from its other occurrences.
    """
    printed = after or item.after
    if len(printed) != 1:
        raise ValueError(f"a ruling names one character, not {printed!r}")
    left, right = item.left[-_NEIGHBOURS:], item.right[:_NEIGHBOURS]
    if not left + right:
        raise ValueError(f"{item.before} stands alone: a ruling needs a word")
    words = left + item.before + right
    rulings = overrides.of(article, edition)
    if edition.script is script:
        whole = repair(words, script, exceptions=rulings)[0]
    else:
        whole = to_edition(words, edition, script=script, exceptions=rulings)
    ruled = whole[: len(left)] + printed + whole[len(left) + 1 :]
    others = {
        known
        for known in overrides.rulings
        if (known.edition, known.article, known.before) != (edition.tag, article, words)
    }
    return Overrides(frozenset(others | {Ruling(edition.tag, article, words, ruled)}))
