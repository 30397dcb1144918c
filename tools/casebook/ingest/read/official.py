"""The parts of an official document (公文): GB/T 9704-2012, 7.2 to 7.4.

Above the red line stand number of copy, secrecy, urgency, the head of the issuing body and
the number of the document; below the text the body and the day of signature; at the foot
those who receive a copy and the office that printed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.text.dates import find_day

_HEAD = 16
"""Paragraphs at the head among which the parts above the title are looked for."""
_FOOT = 8
"""Paragraphs at the end among which the parts below the text are looked for."""
_COPY = re.compile(r"(?:№|No\.?)?\s*\d{6}")
_SECRECY = re.compile(r"(?:绝密|絕密|机密|機密|秘密)(?:\s*[★☆].{0,8})?")
_URGENCY = re.compile(r"特急|加急|平急|急件|特提")
_FILE = re.compile(r"(?P<body>[\u3400-\u9fff（）()、\s]{3,60}?)\s*文\s*件")
_FILE_ALONE = re.compile(r"文\s*件")
_BODY = re.compile(r"[\u3400-\u9fff（）()、]{3,30}")
"""A body on a line of its own: several that issue a document together share one 文件."""
_NUMBER = re.compile(
    r"(?P<number>[\u3400-\u9fffA-Za-z]{1,16}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*"
    r"第?\s*\d{1,5}\s*[号號])(?:\s*签发人\s*[:：].{1,30}|\s*簽發人\s*[:：].{1,30})?"
)
_SIGNER = re.compile(r"(?:签发人|簽發人)\s*[:：].{1,30}")
_RULE = re.compile(r"[-—_=─━★*\s]+")
_COPIES = re.compile(r"(?:抄送|抄报|抄報|主送|分送)\s*[:：].+")
_PRINTED = re.compile(
    r"[\u3400-\u9fff]{3,30}\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:印发|印發|印)"
)
_TOPICS = re.compile(r"(?:主题词|主題詞)\s*[:：].+")
_ADDRESSED = re.compile(r"[^。；]{2,200}[:：]")
_PLACE = 3
"""Characters of the name of a place, as 江北省."""
_SHORT = 30
_MIN_DAY = 0.9
"""Share of a line that a day must fill to be the day of signature."""


@dataclass(frozen=True, slots=True)
class Official:
    """What was understood; empty where the document is none.

    ``beside`` are positions of paragraphs that are no part of the text, ``titles`` those of
    the lines of the title.
    """

    beside: frozenset[int] = frozenset()
    titles: tuple[int, ...] = ()
    body: str = ""
    number: str = ""
    signed: str = ""


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
    at = next((x for x in head if _NUMBER.fullmatch(texts[x].strip())), -1)
    if at < 0:
        return None
    above = [x for x in head if x < at]
    file = next((m for x in above if (m := _FILE.fullmatch(texts[x].strip()))), None)
    below = [x for x in filled if x > at and not _is_apparatus(texts[x])]
    addressed = next((x for x in below[:6] if _ADDRESSED.fullmatch(texts[x].strip())), -1)
    head_lines = [texts[x].strip() for x in above]
    # A page of a site shows the title above the number, and those addressed right below it.
    titled = bool(above) and below[:1] == [addressed] and not _has_file(head_lines)
    bodies = [file["body"]] if file else _joint(head_lines)
    if not bodies and addressed < 0:
        return None
    if not titled and not all(_is_above(texts[x]) for x in above):
        return None
    kept_above = {x for x in above if titled and not _is_apparatus(texts[x])}
    beside = {*above, at, *(x for x in head if x > at and x not in below and x < _last(below))}
    beside -= kept_above
    titles = _titles(texts, centred, below, addressed)
    foot = filled[-_FOOT:]
    after = max((*titles, at))
    beside |= {x for x in foot if x > after and _is_foot(texts[x])}
    number = _NUMBER.fullmatch(texts[at].strip())
    assert number is not None
    kept = [x for x in filled if x not in beside and x > after]
    day, signers = _signature([texts[x] for x in kept])
    said = ["".join(texts[x] for x in titles), *(texts[x] for x in kept if x in foot)]
    names = [] if titled else _names(head_lines)
    issued = _issued(names, signers, said[0], sole=titled or not _has_file(head_lines))
    if not issued and (file or not bodies):
        # Beside other lines, a name that nothing confirms may be a part of a name.
        issued = _confirmed(head_lines, said) or (bodies if len(names) == 1 else [])
    elif not issued and _is_of_one_place(bodies) and set(*signers[:1]) <= set(bodies):
        issued = bodies
    body = re.sub(r"\s", "", "、".join(issued))
    return Official(frozenset(beside), titles, body, re.sub(r"\s", "", number["number"]), day)


def _has_file(above: list[str]) -> bool:
    return any(re.search(r"文\s*件", text) for text in above)


def _signature(kept: list[str]) -> tuple[str, list[list[str]]]:
    """Find the day of signature, and the names on the lines above it, from below.

    It stands at the end, or above an annex.
    """
    days = [at for at, text in enumerate(kept) if _signed(text)]
    late = [at for at in days if at >= len(kept) - _FOOT]
    for at in (*reversed(late), *days):
        names: list[list[str]] = []
        for text in reversed(kept[max(0, at - _FOOT) : at]):
            parts = _signers(text)
            if not parts:
                break
            names.append(parts)
        if names or at in late:
            return _signed(kept[at]), names
    return "", []


def _signers(text: str) -> list[str]:
    """Return the bodies named on a line that holds nothing else; several stand apart."""
    parts = text.split()
    if any(len(part) < _PLACE for part in parts):
        parts = ["".join(parts)]  # its letters are spread
    return parts if all(_BODY.fullmatch(part) for part in parts) else []


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
        return parts[:-1] if "".join(parts[:-1]) == head else _by_place(head)
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


def _confirmed(above: list[str], said: list[str]) -> list[str]:
    """Return the body of the head that the title begins with or that signs the document.

    A head may be broken into two lines, and need not end in 文件.

    :param above: the lines above the number.
    :param said: the title, and the lines at the end of the text.
    """
    title, *signers = (re.sub(r"\s", "", text) for text in said)
    names = _names(above)
    for begin in range(len(names)):
        body = re.sub("文件$", "", "".join(names[begin:]))
        if _BODY.fullmatch(body) and (title.startswith(body) or body in signers):
            return [body]
    return []


def _names(above: list[str]) -> list[str]:
    """Return the lines of a head that are neither marks of the document nor 文件 alone."""
    forms = (_FILE_ALONE, _COPY, _SECRECY, _URGENCY, _RULE, _SIGNER)
    others = [text for text in above if not any(form.fullmatch(text) for form in forms)]
    return [re.sub(r"\s", "", text) for text in others]


def _last(below: list[int]) -> int:
    return below[0] if below else 0


def _is_apparatus(text: str) -> bool:
    text = text.strip()
    return bool(_RULE.fullmatch(text) or _SIGNER.fullmatch(text))


def _is_above(text: str) -> bool:
    """Whether a line may stand above the number of a document."""
    text = text.strip()
    forms = (_COPY, _SECRECY, _URGENCY, _FILE, _RULE, _SIGNER)
    return any(form.fullmatch(text) for form in forms) or (
        len(text) <= _SHORT and not re.search(r"[，。；！？]", text)
    )


def _titles(
    texts: Sequence[str], centred: Sequence[bool], below: list[int], addressed: int
) -> tuple[int, ...]:
    """Find the lines of the title: those in the middle, else what stands above the addressed."""
    made: list[int] = []
    for at in below:
        if at == addressed or re.search(r"[。；]", texts[at]):
            break
        if not centred[at] and (made or addressed < 0):
            break
        if made and at != made[-1] + 1:
            break
        made.append(at)
        if not centred[at]:
            break
    return tuple(made)


def _is_foot(text: str) -> bool:
    text = text.strip()
    forms = (_COPIES, _PRINTED, _TOPICS, _RULE)
    return any(form.fullmatch(text) for form in forms)


def _signed(text: str) -> str:
    day = find_day(text)
    alone = day and day.end - day.start >= len(text.strip()) * _MIN_DAY
    return day.iso[:10] if day and alone else ""
