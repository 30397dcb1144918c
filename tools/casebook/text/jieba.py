"""The words of Simplified Chinese as jieba knows them.

Its dictionary takes longer to load than the rest of a short command, so it is loaded when it is
first asked.
"""

from __future__ import annotations


def cut(text: str) -> list[str]:
    """Cut a text into words that the dictionary has, and single characters."""
    import rjieba  # noqa: PLC0415 - see above

    return rjieba.cut(text, hmm=False)


def tag(text: str, *, guesses: bool = True) -> list[tuple[str, str]]:
    """Cut a text into words; return each with its part of speech as ICTCLAS names it.

    :param guesses: whether words are guessed that the dictionary does not have.
    """
    import rjieba  # noqa: PLC0415

    return rjieba.tag(text, guesses)


def has_word(text: str) -> bool:
    """Whether the dictionary has a word."""
    import rjieba  # noqa: PLC0415

    return rjieba.has_word(text)


def frequency(word: str) -> int:
    """Return how often a word stands in the texts that the dictionary is made of."""
    import rjieba  # noqa: PLC0415

    return rjieba.suggest_freq(word)
