"""What says of a page that it reprints another: 【转载】 at its title, a note of its editors."""

from __future__ import annotations

import re

from casebook.ingest.lexicon import words

_BRACKETS = re.compile(r"[【\[（(〔［]\s*([^【\[（(〔［】\]）)〕］]{1,8})\s*[】\]）)〕］]")
_SAID = re.compile("[转轉][载載自发發]")
_ASKED = re.compile("不得|禁止|[请請]勿|未[经經]|[谢謝][绝絕]|如需|[欢歡]迎|[声聲]明|版[权權]")
"""What asks of others how they may reprint it."""
_EDITORS = re.compile(
    r"[【\[（(]?[编編](?:者|辑|輯)?(?:按|[的之]?[话話])(?:语|語)?\s*[】\]）)]?\s*[:：]"
    r"|本[网網站刊].{0,12}[转轉][载載自发發]"
)
_LONGEST = 200
"""Characters of the note of editors at most: a longer one is text."""


def without_reprint_mark(title: str) -> tuple[str, str]:
    """Take the mark of a reprint off a title: 【转载】, （轉載）, before or behind it.

    :returns: what stood before the title, or behind it, and the title; ``""`` twice for none.
    """
    first = _BRACKETS.match(title)
    if first and first[1].strip() in words("title", "reprint_marks"):
        return first[0], title[first.end() :].strip()
    for last in _BRACKETS.finditer(title):
        if last.end() == len(title.rstrip()) and last[1].strip() in words("title", "reprint_marks"):
            return last[0], title[: last.start()].strip()
    return "", ""


def is_editors_note(line: str) -> bool:
    """Whether a short line is a note of editors (编者按：…), or of a reprint (本网转载…)."""
    return len(line) <= _LONGEST and bool(_EDITORS.match(line)) and not _ASKED.search(line)


def is_reprint_note(line: str) -> bool:
    """Whether a short line is a note of editors that says of a page that it reprints another."""
    return is_editors_note(line) and bool(_SAID.search(line))
