"""The bulletins of offices (简报, 专报, 信息), in which cases are passed on.

Above the text stand the name of the bulletin, its number, and who makes it with the day; the
title follows.  At the foot stand those who receive it and who edited it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.lexicon import any_of
from casebook.ingest.read.official_forms import (
    Official,
    has_form,
    imprint,
    is_mark,
)
from casebook.text.dates import find_day

_HEAD = 10
"""Paragraphs at the head among which name, number and day are looked for."""
_FOOT = 8
"""Paragraphs at the end among which those who receive it are looked for."""
_MOST_NAME = 24
"""Characters of the name of a bulletin at most."""
_MOST_TITLES = 3
"""Lines of a title at most."""
_BODY = re.compile(r"[\u3400-\u9fff（）()、\s]{3,}")
_STOP = re.compile(r"[。；！？]")


def bulletin(texts: Sequence[str], centred: Sequence[bool]) -> Official | None:
    """Find the parts of a bulletin.

    Three signs make one: the name, the number right below it, and below that who makes it
    with the day, or at the foot those who receive it.

    :param texts: the paragraphs in order, empty ones among them.
    :param centred: whether each stands in the middle.
    :returns: ``None`` where it is none.
    """
    filled = [at for at, text in enumerate(texts) if text.strip()]
    head = filled[:_HEAD]
    n = next((n for n in range(1, len(head)) if has_form(texts[head[n]], "bulletin_number")), 0)
    if not n or not _is_name(texts[head[n - 1]]):
        return None
    if not all(is_mark(texts[at]) for at in head[: n - 1]):
        return None
    begin = n + 1 + (n + 1 < len(filled) and has_form(texts[filled[n + 1]], "bulletin_total"))
    made, body, day = _maker(texts, filled[begin : begin + 2])
    foot = [at for at in filled[-_FOOT:] if at > head[n]]
    below = {at for at in foot if has_form(texts[at], "bulletin_foot", "printing", "printed")}
    if not day and not below:
        return None
    rest = [at for at in filled[begin:] if at not in made and not is_mark(texts[at])]
    noted = bool(rest) and any_of("title", "notes").match(texts[rest[0]]) is not None
    titles: list[int] = []
    for at in rest[noted : noted + _MOST_TITLES]:
        if not centred[at] or _STOP.search(texts[at]):
            break
        titles.append(at)
    beside = {*filled[:begin], *made, *below, *imprint(texts, rest, foot)}
    beside |= {at for at in head if at > head[n] and at not in rest}
    number = re.sub(r"\s", "", f"{texts[head[n - 1]]}{texts[head[n]]}")
    return Official(frozenset(beside), tuple(titles), body, number, day)


def _is_name(text: str) -> bool:
    """Whether a line is the name of a bulletin: 改革工作简报, 青河改革（专报）."""
    text = re.sub(r"\s", "", text)
    ends = re.compile(f"(?:{any_of('official', 'bulletins').pattern})$")
    named = any(ends.search(part) for part in re.split("[（()）【】]", text))
    return named and len(text) <= _MOST_NAME and not _STOP.search(text)


def _maker(texts: Sequence[str], lines: Sequence[int]) -> tuple[list[int], str, str]:
    """Return the lines that say who makes a bulletin and when, with both; on one line or two."""
    body = ""
    for n, at in enumerate(lines):
        text = texts[at].strip()
        day = find_day(text)
        if (
            day
            and (name := text[: day.start].strip(" \u3000（("))
            and not text[day.end :].strip(" 　)）")
        ):
            if _BODY.fullmatch(name):
                return list(lines[: n + 1]), _named(name), day.iso[:10]
        elif body and (alone := day_alone(text)):
            return list(lines[: n + 1]), body, alone
        body = _named(text) if _BODY.fullmatch(text) else ""
    return [], "", ""


def _named(text: str) -> str:
    """Return the name of a body without 编 or 主办."""
    return any_of("official", "editing").sub("", re.sub(r"\s", "", text))
