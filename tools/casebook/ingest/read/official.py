"""The parts of an official document (公文): GB/T 9704-2012, 7.2 to 7.4.

Above the red line stand number of copy, secrecy, urgency, the head of the issuing body and
the number of the document; below the text the body and the day of signature; at the foot
those who receive a copy and the office that printed it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.read.cover_names import is_body
from casebook.ingest.read.official_forms import (
    Official,
    body_of,
    has_form,
    imprint,
    is_mark,
    is_person,
    number_in,
)

_HEAD = 16
"""Paragraphs at the head among which the parts above the title are looked for."""
_FOOT = 8
"""Paragraphs at the end among which the parts below the text are looked for."""
_FILE = re.compile(r"(?P<body>[\u3400-\u9fff（）()、\s]{3,60}?)\s*文\s*件")
_FILE_ALONE = re.compile(r"文\s*件")
_BODY = re.compile(r"[\u3400-\u9fff（）()、]{3,30}")
"""A body on a line of its own: several that issue a document together share one 文件."""
_ADDRESSED = re.compile(r"[^。；]{2,200}[:：]")
_PLACE = 3
"""Characters of the name of a place, as 江北省."""
_SHORT = 30
_SIGN = 4
"""Bodies that sign below the head of one of them; more on lines of their own are a list."""


def official(texts: Sequence[str], centred: Sequence[bool]) -> Official | None:
    """Find the parts of an official document.

    Two signs that do not depend on each other make one: the number of the document in a line
    of its own, and the head of the body above it or the one addressed below it.

    :param texts: the paragraphs in order, empty ones among them.
    :param centred: whether each stands in the middle.
    :returns: ``None`` where it is no official document.
    """
    filled = [at for at, text in enumerate(texts) if text.strip()]
    head = filled[:_HEAD]
    at, number, ordered = _numbered(texts, head)
    if at < 0:
        return None
    above = [x for x in head if x < at]
    file = ordered or next(
        (m["body"] for x in above if (m := _FILE.fullmatch(texts[x].strip()))), ""
    )
    signers = _further_signer(texts, head, at)
    below = [x for x in filled if x > at and x not in signers and not is_mark(texts[x])]
    addressed = next((x for x in below[:6] if _ADDRESSED.fullmatch(texts[x].strip())), -1)
    head_lines = [texts[x].strip() for x in above]
    # A page of a site shows the title above the number, and those addressed right below it.
    titled = bool(above) and below[:1] == [addressed] and not _has_file(head_lines)
    bodies = [file] if file else _joint(head_lines)
    if not bodies and addressed < 0:
        return None
    if not titled and not all(_is_above(texts[x]) for x in above):
        return None
    kept_above = {x for x in above if titled and not is_mark(texts[x])}
    beside = {*above, at, *(x for x in head if x > at and x not in below and x < _last(below))}
    beside -= kept_above
    titles = _titles(texts, centred, below, addressed)
    if ordered and not _announces(texts, titles):
        titles = (above[-1],)  # an order has no title of its own but its head
    foot = filled[-_FOOT:]
    after = max((*titles, at))
    beside |= imprint(texts, [x for x in filled if x > after], [x for x in foot if x > after])
    kept = [x for x in filled if x not in beside and x > after]
    day, names_below = _signature([texts[x] for x in kept])
    said = ["".join(texts[x] for x in titles), *(texts[x] for x in kept if x in foot)]
    names = [] if titled else _names(head_lines)
    issued = _issued(names, names_below, said[0], sole=titled or not _has_file(head_lines))
    issued = [ordered] if ordered else issued
    if not issued and (file or not bodies):
        # Beside other lines, a name that nothing confirms may be a part of a name.
        issued = _confirmed(head_lines, said) or (bodies if len(names) == 1 else [])
    elif not issued and _is_of_one_place(bodies) and set(*names_below[:1]) <= set(bodies):
        issued = bodies
    if len(issued) == 1:
        issued = _with_further(issued[0], names_below)
    body = re.sub(r"\s", "", "、".join(issued))
    return Official(frozenset(beside) - {*titles}, titles, body, number, day)


def _announces(texts: Sequence[str], titles: Sequence[int]) -> bool:
    """Whether lines in the middle are the title of an announcement (关于…的公告)."""
    return has_form("".join(texts[at].strip() for at in titles), "announced")


def _numbered(texts: Sequence[str], head: Sequence[int]) -> tuple[int, str, str]:
    """Find the line of the number; -1 if none has one.

    An order or announcement has a number without a name right below its head (市政府令, 第27号).

    :returns: its position, the number, and of an order the body that its head names.
    """
    signed = False
    for n, at in enumerate(head):
        number = number_in(texts[at], signed=signed)
        if number:
            return at, number, ""
        signed = signed or has_form(texts[at], "signer")
        if n and has_form(texts[at], "unnamed_number"):
            body = body_of(texts[head[n - 1]], "unnamed_heads")
            if body:
                return at, re.sub(r"\s", "", texts[at]), body
    return -1, "", ""


def _further_signer(texts: Sequence[str], head: Sequence[int], at: int) -> set[int]:
    """Return the line below the number that names a second person who signs, if one does."""
    following = next((x for x in head if x > at), -1)
    signed = any(has_form(texts[x], "signer") for x in head if x < at)
    return {following} if signed and following >= 0 and is_person(texts[following]) else set()


def _has_file(above: list[str]) -> bool:
    return any(re.search(r"文\s*件", text) for text in above)


def _signature(kept: list[str]) -> tuple[str, list[list[str]]]:
    """Find the day of signature, and the names on the lines above it, from below.

    It stands at the end, or above an annex.
    """
    days = [at for at, text in enumerate(kept) if day_alone(text)]
    late = [at for at in days if at >= len(kept) - _FOOT]
    for at in (*reversed(late), *days):
        names: list[list[str]] = []
        for text in reversed(kept[max(0, at - _FOOT) : at]):
            parts = _signers(text)
            if not parts:
                break
            names.append(parts)
        if names or at in late:
            return day_alone(kept[at]), names
    return "", []


def _signers(text: str) -> list[str]:
    """Return the bodies named on a line that holds nothing else; several stand apart."""
    parts = text.split()
    if any(len(part) < _PLACE for part in parts):
        parts = ["".join(parts)]  # its letters are spread
    parts = [one for part in parts for one in _each(part)]
    return parts if all(_BODY.fullmatch(part) for part in parts) else []


def _each(name: str) -> list[str]:
    """Tell apart bodies of one place that stand without a space: rows of a PDF that were joined."""
    parts = _by_place(name)
    return parts if all(map(is_body, parts)) else [name]


def _issued(names: list[str], signers: list[list[str]], title: str, *, sole: bool) -> list[str]:
    """Return the bodies that stand in the head and sign, or begin the title: as many, no other.

    A head that several share is set in columns, whose rows mix when a PDF is read; those who
    sign are the same bodies.

    :param names: the lines of the head.
    :param signers: the names on the lines above the day, from below.
    :param sole: whether the document has no head: who signs it issues it then.
    """
    head = re.sub("文件", "", "".join(names))
    held: list[str] = []
    for line in signers:
        held = [*line, *held]
        if head and sorted("".join(held)) == sorted(head):
            return held
    if head and re.sub(r"\s", "", title).startswith(head):
        parts = title.split()
        if "".join(parts[:-1]) == head:
            return parts[:-1]
        lines = [re.sub("文件$", "", name) for name in names]
        return lines if len(lines) > 1 and all(map(is_body, lines)) else _by_place(head)
    return signers[0] if sole and not names and len(signers) == 1 else []


def _is_of_one_place(bodies: list[str]) -> bool:
    """Whether all begin alike, so that none is a part of a name."""
    return all(name.startswith(bodies[0][:2]) for name in bodies)


def _by_place(names: str) -> list[str]:
    """Tell apart bodies of one place, with whose name each begins."""
    return re.split(f"(?<!^)(?={re.escape(names[:_PLACE])})", names)


def _joint(above: list[str]) -> list[str]:
    """Return the bodies of a head that several share; none where it is no such head.

    On one line, those of one place are told apart by its name, with which each begins.
    """
    if not any(_FILE_ALONE.fullmatch(text) for text in above):
        return []
    names = [name for name in _names(above) if _BODY.fullmatch(name)]
    return [part for name in names for part in _by_place(name)]


def _with_further(body: str, signers: list[list[str]]) -> list[str]:
    """Return the body that a head names and those that sign with it, in their order.

    :param signers: the names on the lines above the day, from below.
    """
    body = re.sub(r"\s", "", body)
    lines = itertools.takewhile(lambda line: all(map(is_body, line)), signers)
    every = [name for line in reversed([*lines]) for name in line]
    alone = len(set(every)) == len(every) <= _SIGN
    return every if alone and body in every else [body]


def _confirmed(above: list[str], said: list[str]) -> list[str]:
    """Return the body of the head that the title begins with or that signs the document.

    A head may be broken into two lines, and need not end in 文件.

    :param above: the lines above the number.
    :param said: the title, and the lines at the end of the text.
    """
    title, *signers = (re.sub(r"\s", "", text) for text in said)
    names = _names(above)
    for begin in range(len(names)):
        head = "".join(names[begin:])
        body = body_of(head, "unnamed_heads") or re.sub("文件$", "", head)
        if _BODY.fullmatch(body) and (title.startswith(body) or body in signers):
            return [body]
    return []


def _names(above: list[str]) -> list[str]:
    """Return the lines of a head that are neither marks of the document nor 文件 alone."""
    others = [text for text in above if not _FILE_ALONE.fullmatch(text) and not is_mark(text)]
    return [re.sub(r"\s", "", text) for text in others]


def _last(below: list[int]) -> int:
    return below[0] if below else 0


def _is_above(text: str) -> bool:
    """Whether a line may stand above the number of a document."""
    text = text.strip()
    return bool(is_mark(text) or _FILE.fullmatch(text)) or (
        len(text) <= _SHORT and not re.search(r"[，。；！？]", text)
    )


def _titles(
    texts: Sequence[str], centred: Sequence[bool], below: list[int], addressed: int
) -> tuple[int, ...]:
    """Find the lines of the title: those in the middle, else what stands above the addressed."""
    made: list[int] = []
    for at in below:
        if at == addressed or re.search(r"[。；]", texts[at]) or has_form(texts[at], "dated"):
            break
        if not centred[at] and (made or addressed < 0):
            break
        if made and at != made[-1] + 1:
            break
        made.append(at)
        if not centred[at]:
            break
    return tuple(made)
