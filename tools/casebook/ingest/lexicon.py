"""The word lists of cleaning, from ``data/clean/*.toml``, each read once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from casebook import resources
from casebook.text.simplified import to_simplified

_SPACED = re.compile(r"(?<=[\u3400-\u9fff]) ([,，:：。]) ")
_CLOSED = "】）)]》>：: …"
"""What stands at the end of furniture before a sentence that is glued to it.  No stop does: a
sentence below a notice is of the notice."""
_STOPS = ("。", "！", "？")
_NO_WORD = re.compile(r"[\W_]+")
_COUNT = re.compile(r"\d[\d.,:]*[万kw]?\+?")
"""A number, as it stands beside a button: 1.2万."""
_FRAME = 160
"""Characters of a row of buttons and columns at most."""
SENTENCE = 20
"""Characters of a line with a full stop that reads like text."""


@resources.cached
def words(file: str, key: str) -> tuple[str, ...]:
    """Read a list of words or patterns from ``data/clean/<file>.toml``."""
    return tuple(resources.toml(f"clean/{file}.toml")[key])


@resources.cached
def table(file: str, key: str) -> dict[str, tuple[str, ...]]:
    """Read a table of lists from ``data/clean/<file>.toml``."""
    return {name: tuple(entry) for name, entry in resources.toml(f"clean/{file}.toml")[key].items()}


@resources.cached
def any_of(file: str, key: str) -> re.Pattern[str]:
    """Compile a list of patterns into one that matches any of them."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in words(file, key)), re.IGNORECASE)


@resources.cached
def _folded(key: str) -> re.Pattern[str]:
    """Compile a list of ``chrome.toml``, folded to Simplified script."""
    return re.compile(to_simplified(any_of("chrome", key).pattern), re.IGNORECASE)


@resources.recalled
def _close(text: str) -> str:
    """Fold a line to Simplified script, without spaces around its signs: 声明 : 本文 , ….

    The line keeps its length where no such space stands in it.
    """
    text = to_simplified(text).replace("［", "[").replace("］", "]")  # as papers set: ［关键词］
    return _SPACED.sub(r"\1", text) if " " in text else text


@resources.recalled
def furniture_in(key: str, text: str) -> re.Match[str] | None:
    """Search a line for the patterns of a list of ``chrome.toml``, whatever script it is in."""
    return _folded(key).search(_close(text))


def furnitures_in(key: str, text: str) -> list[re.Match[str]]:
    """Find all that a list of ``chrome.toml`` finds in a line of Simplified script."""
    return list(_folded(key).finditer(text))


def is_listed(key: str, text: str) -> bool:
    """Whether a pattern of a list of ``chrome.toml`` matches a whole line, in either script."""
    return _folded(key).fullmatch(_close(text)) is not None


@resources.recalled
def is_furniture(text: str) -> bool:
    """Whether a line is nothing but what a site puts around every article."""
    return is_listed("lines", text)


@resources.cached
def _frame(*keys: str) -> frozenset[str]:
    return frozenset(
        _NO_WORD.sub("", to_simplified(word).lower())
        for key in keys
        for word in words("frame", key)
    )


@resources.cached
def _long_buttons() -> tuple[frozenset[str], int]:
    """Return the buttons that others may be glued to, and the length of the longest."""
    words = frozenset(word for word in _frame("buttons") if len(word) > 1)
    return words, max(map(len, words))


def _is_glued(text: str) -> bool:
    """Whether a text is nothing but buttons, one after the other.

    Place by place, as many words are the beginning of others: time is linear in the text.
    """
    words, longest = _long_buttons()
    reached = {0}
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - longest), end)
        if any(start in reached and text[start:end] in words for start in starts):
            reached.add(end)
    return len(text) in reached


def frame_parts(text: str) -> list[str]:
    """Part a line into its words, folded to Simplified script, without numbers and signs."""
    plain = to_simplified(unicodedata.normalize("NFKC", text)).lower()
    return _NO_WORD.sub(" ", _COUNT.sub(" ", plain)).split()


@resources.recalled
def is_button(text: str) -> bool:
    """Whether a line is nothing but buttons and counts of a site, with or without spaces."""
    return _is_framed(text, "buttons")


@resources.recalled
def is_frame(text: str) -> bool:
    """Whether a line is nothing but what stands around articles: buttons, columns, links."""
    return _is_framed(text, "buttons", "columns")


def _is_framed(text: str, *keys: str) -> bool:
    if len(text) > _FRAME:
        return False
    parts, known = frame_parts(text), _frame(*keys)
    whole = "".join(parts)
    return len(whole) > 1 and (
        whole in known or all(part in known or _is_glued(part) for part in parts)
    )


def is_prose(text: str) -> bool:
    """Whether a line is a sentence of some length that has no words of prompts and notices.

    Furniture may be glued to its beginning or its end.
    """
    end = max(map(text.rfind, _STOPS)) + 1
    if end < SENTENCE:
        return False
    text, lines = to_simplified(text), _folded("lines")
    if lines.fullmatch(text, end):
        text = text[:end]
    if lines.fullmatch(text):
        ends = (at for at in range(1, len(text)) if text[at - 1] in _CLOSED)
        text = text[next((at for at in ends if lines.fullmatch(text, 0, at)), len(text)) :]
    return (
        len(text) >= SENTENCE
        and text.rstrip("”’」』）)").endswith(_STOPS)
        and not furniture_in("prompts", text)
        and not furniture_in("notices", text)
    )


def ends_in_credit(text: str) -> bool:
    """Whether a line ends in the credit of a picture: （青河縣政府提供）, 图片来源：青河图库."""
    return bool(any_word("captions", "signs").search(text)) and bool(
        any_of("captions", "credits").search(text)
    )


@resources.cached
def any_word(file: str, *keys: str) -> re.Pattern[str]:
    """Compile lists of words into a pattern that finds any of them in lower-case text.

    The longest word is found where several begin at one place.  The pattern is
    shaped like a tree, so that words that begin alike are tried together: it
    costs a third of what the words one after the other cost.  Letter case is
    not folded by the pattern: that would cost it the table of first characters.
    """
    return re.compile(_branches(_tree(word.lower() for key in keys for word in words(file, key))))


_Tree = dict[str, "_Tree"]


def _tree(listed: Iterable[str]) -> _Tree:
    """Arrange words by their characters; the empty one stands where a word ends."""
    root: _Tree = {}
    for word in listed:
        at = root
        for char in word:
            at = at.setdefault(char, {})
        at[""] = {}
    return root


def _branches(tree: _Tree) -> str:
    ways = [re.escape(char) + _branches(below) for char, below in sorted(tree.items()) if char]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)}){'?' if '' in tree else ''}"
