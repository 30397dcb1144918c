"""Text that a saved page prints twice: an excerpt above it, a paragraph, a line, all of it.

What goes stands there again letter by letter, so nothing of a text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Edit, Lines
from casebook.records import Role

_SAVED = {Role.TEXT, Role.ITEM, Role.ROW}
"""Roles that lines of saved text have before anything is judged."""
_BELOW = 8
"""Lines that an excerpt may run together."""
_EXCERPT = 3
"""Lines of an excerpt, at most."""
_DISPATCH = re.compile("^[【（(][^】）)]{2,12}[】）)]")
"""Who sent a report, before its text: 【青河网讯】."""
_LABEL = re.compile("^[【\\[]?[\u3400-\u9fff]{2,4}[】\\]]?\\s?[:：]?\\s?")
"""What may stand before an excerpt: 简介：, 【摘要】."""
_LABELLED = re.compile("[^。，：:]{2,8}[:：]")
"""A label before a sentence, which may stand twice: 成效：…."""
_LEAST_LINES, _LEAST = 2, 60
"""Sentences that stand twice, and their characters, that make a copy of a text."""
_CAPTION = 120
"""Characters of a sentence that may be a caption."""
_HALF, _DIFFERENT = 8, 6
"""Characters of half a line that stands twice in it, and how many different ones."""


def second_copy(lines: Lines) -> Iterator[int]:
    """Find the lines of the second copy of a text that a page holds twice, whole or its head.

    What is shown above a text is a copy of it where what follows says the same, letter by
    letter, and more.
    From the first sentence that stands there again, each sentence to the end of the page is
    one of the first copy, in its order; what stands right above it is compared, too.
    """
    if any(line.role not in _SAVED for line in lines):
        return
    letters = [_letters(line.text) for line in lines]
    excerpts: set[int] = set()
    for at in range(len(lines) - 1):
        excerpts.update(range(at, at + _excerpt(lines, letters, at)))
    yield from sorted(excerpts)
    running = [at for at, line in enumerate(lines) if at not in excerpts and is_sentence(line.text)]
    first: dict[str, int] = {}
    for nth, at in enumerate(running):
        before = first.setdefault(lines[at].text, nth)
        if before == nth:
            continue
        copy = [lines[x].text for x in running[nth:]]
        whole = [lines[x].text for x in running[before:nth]]
        same = copy == whole[: len(copy)]
        # The whole text once more is a copy, though it be of one sentence.
        whole_again = not before and len(copy) == len(whole)
        few = len(copy) < _LEAST_LINES and not whole_again
        if not same or few or sum(map(len, copy)) < _LEAST:
            return
        begins, origin = at, running[before]
        while origin > 0 and lines[begins - 1].text == lines[origin - 1].text:
            begins, origin = begins - 1, origin - 1
        known = {line.text for line in lines[origin:begins]}
        yield from (x for x in range(begins, len(lines)) if lines[x].text in known)
        return


def _excerpt(lines: Lines, letters: list[str], at: int) -> int:
    """Count the lines that are the beginning of those below them, or of that behind a dispatch.

    A label may stand before the first of them.

    :param letters: those of each line.
    """
    own = letters[at]
    if len(own) >= _LEAST and _letters(_DISPATCH.sub("", lines[at + 1].text)) == own:
        return 1
    for first in dict.fromkeys((own, _letters(_LABEL.sub("", lines[at].text)))):
        for count in range(1, min(_EXCERPT, len(lines) - at - 1) + 1):
            top = letters[at + count]
            # What is compared begins alike, or nothing does.
            if not (first and top and (top.startswith(first) or first.startswith(top))):
                continue
            below = letters[at + count : at + count + _BELOW]
            if count > 1 and letters[at + count - 1] in below:
                continue  # whole lines: a second copy
            text = first + "".join(letters[at + 1 : at + count])
            if len(text) >= _LEAST and "".join(below).startswith(text):
                return count
    return 0


def said_twice(text: str) -> list[Edit]:
    """Find the second half of a line that says the same as the first, letter by letter.

    So a page sets what a picture shows: as its text and as its title.  Sentences may be meant.
    """
    middle, odd = divmod(len(text), 2)
    same = text[:middle] == text[middle + odd :] and (not odd or text[middle].isspace())
    if middle < _HALF or not same or len(set(text[:middle])) < _DIFFERENT or "。" in text:
        return []
    return [Edit(middle, len(text), "")]


def sentences_again(lines: Lines) -> Iterator[int]:
    """Find sentences that stand right below themselves, as captions do, beside another one."""
    if len({line.text for line in lines if is_sentence(line.text)}) < _LEAST_LINES:
        return
    for at, (above, line) in enumerate(pairwise(lines), 1):
        plain = above.role is Role.TEXT and line.role is Role.TEXT and len(line.text) <= _CAPTION
        plain = plain and not _LABELLED.match(line.text)
        if plain and above.text == line.text and is_sentence(line.text):
            yield at


def _letters(text: str) -> str:
    return re.sub(r"[\s.…]", "", text)
