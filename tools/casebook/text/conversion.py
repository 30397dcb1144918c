"""Text of one script becomes the text of an edition."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from casebook.records import Edition, Script
from casebook.text import contexts, dictionary, engine, segment
from casebook.text.detect import detect_script
from casebook.text.editions import edition_of
from casebook.text.quotes import requote

# Paragraphs kept: both editions of some hundred articles, about 40 MB.
_CACHE = 1 << 14


def to_edition(
    text: str,
    edition: Edition | str,
    *,
    script: Script | None = None,
    keep: Iterable[str] = (),
    exceptions: Mapping[str, str] | None = None,
) -> str:
    """Return ``text`` as ``edition`` prints it.

    :param edition: an edition or its language tag (``zh-Hant-TW``, ``zh-Hans-CN``).
    :param script: the script that ``text`` is in; found from the text where it is ``None``.
    :param keep: words that stay character for character as they are.
    :param exceptions: words with what the edition prints for them, which overrides
        every dictionary; each as long as what it replaces.
    :returns: text already in the script of the edition comes back unchanged.  Where
        the script is unknown, only words that are certain are converted (先后 but
        not 后), and quotation marks stay.
    :raises ValueError: ``edition`` is no edition.
    """
    target = edition if isinstance(edition, Edition) else edition_of(edition)
    return convert(text, target, script or detect_script(text), fixed_words(keep, exceptions))


def convert(text: str, edition: Edition, script: Script | None, fixed: Fixed) -> str:
    """Return ``text``, which is in ``script``, as ``edition`` prints it.

    :param script: ``None`` where it is unknown; see :func:`to_edition`.
    :param fixed: words whose form is laid down (:func:`fixed_words`).
    """
    if script is edition.script:
        return text
    return _converted(text, edition, script is not None, fixed)


Fixed = tuple[tuple[str, str], ...]


def fixed_words(keep: Iterable[str], exceptions: Mapping[str, str] | None) -> Fixed:
    """Return the words whose conversion is laid down, the longest first."""
    laid_down = {word: word for word in keep if word} | dict(exceptions or {})
    return tuple(sorted(laid_down.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def pieces(text: str, fixed: Fixed) -> Iterator[tuple[str, str | None]]:
    """Cut ``text`` at the words that are laid down.

    :returns: pieces in order, each with what replaces it, or ``None`` where the
        dictionaries decide.
    """
    if not fixed:
        yield text, None
        return
    replacement = dict(fixed)
    pattern = "|".join(re.escape(word) for word, _ in fixed)
    for number, piece in enumerate(re.split(f"({pattern})", text)):
        if piece:
            yield piece, replacement[piece] if number % 2 else None


@functools.lru_cache(maxsize=_CACHE)
def _converted(text: str, target: Edition, certain: bool, fixed: Fixed) -> str:
    result = []
    for piece, replacement in pieces(text, fixed):
        if replacement is not None:
            result.append(replacement)
        elif certain:
            result.append(requote(segment.convert(piece, target), target.quotes))
        else:
            result.append(_by_words(piece, target))
    return "".join(result)


def _by_words(text: str, target: Edition) -> str:
    """Convert only what a word decides."""
    if target.script is Script.HANS:
        return text
    decided = segment.rules(text, target)
    converted = segment.convert(text, target)
    return "".join(
        after if rule not in ("", contexts.RULE) and before + after in _certain(target) else before
        for before, after, rule in zip(text, converted, decided, strict=True)
    )


@functools.cache
def _certain(edition: Edition) -> frozenset[str]:
    """Return the pairs of characters that are certain; they are listed in the standard forms."""
    form = engine.forms(edition)
    return frozenset(before + form(after) for before, after in dictionary.repairable())
