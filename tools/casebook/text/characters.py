"""What OpenCC makes of single characters: tables for comparing text, never for printing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.text.engine import plain


def mapped(config: str, characters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of some characters with what it becomes where it stands alone.

    :param config: a configuration of OpenCC (``t2s``, ``s2tw`` …).
    """
    alone = list(characters)
    return zip(alone, plain(config)("\n".join(alone)).split("\n"), strict=True)
