"""Which lines of a Word document are its title, and what its cover says."""

from __future__ import annotations

import itertools
from collections import Counter

from casebook.ingest.read.cover import (
    LONG,
    MOST,
    Cover,
    Shown,
    is_contents,
    read_cover,
)
from casebook.ingest.read.cover_names import is_body, is_day
from casebook.ingest.read.official_forms import Official
from casebook.ingest.read.word.paragraph import Paragraph
from casebook.records import Role
from casebook.text.numbering import number_of

_LARGER = 4
"""Half-points by which the type of a title is larger than that of the text."""
_MAX_TITLE = 60
_ABOVE, _MAX_ABOVE = 2, 8
"""Lines above the title, and the characters of each: which annex it is, who may read it."""
_BELOW = 3
"""Lines below a title in the type of the text, none of which is centred."""
_MOST_LINES, _LEAST_TITLE = 3, 4
"""Lines of such a title at most, and its characters at least."""
_LEAST = 3
"""Lines of a cover at least."""
_SHOWN = {Role.TEXT, Role.HEADING, Role.TITLE, Role.SUBTITLE}


def cover_of(made: list[Paragraph], parts: Official | None) -> Cover | None:
    """Find the title of a document and what its cover says; ``None`` where it has no title.

    It is known by style, by the form of an official document, by look.
    """
    if parts and parts.title:
        return Cover(parts.titles, parts.title)
    usual = _usual(made)
    end, alone = _end_of_cover(made)
    lines = [at for at in range(end) if made[at].role in _SHOWN and made[at].text]
    titles = _titles(made, parts, usual)
    if alone and not parts and not (titles and made[titles[0]].role is Role.TITLE):
        # Above the title of a cover stands in the middle, too, of what series it is.
        titles = _larger(made, titles, _largest(made, lines, usual))
    if not titles:
        return None
    if parts or titles[-1] >= end:
        return Cover(titles, "".join(made[at].text for at in titles))
    shown = [Shown(made[at].text, made[at].look.size or 0) for at in lines]
    cover = read_cover(shown, [lines.index(at) for at in titles], usual, alone=alone)
    return Cover(
        tuple(lines[at] for at in cover.titles),
        cover.title,
        cover.choice,
        cover.publisher,
        cover.published,
        frozenset(lines[at] for at in cover.beside),
        cover.authors,
        frozenset(lines[at] for at in cover.plain),
        lines[cover.kicker] if cover.kicker >= 0 else -1,
    )


def _usual(made: list[Paragraph]) -> int:
    """Return the type of most of the text; that of tables where it is all they leave."""
    text = [item for item in made if item.role is not Role.ROW]
    if sum(len(item.text) for item in text) <= LONG:
        text = made
    sizes = Counter[int]()
    for item in text:
        sizes[item.look.size or 0] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _end_of_cover(made: list[Paragraph]) -> tuple[int, bool]:
    """Return where the lines above the text end, and whether they are a cover of their own.

    A list of contents follows a cover, or a heading that its style makes one.
    """
    count = 0
    for at, item in enumerate(made):
        if not item.text:
            continue
        if item.role is Role.OUTSIDE or is_contents(item.text):
            return at, count >= _LEAST
        if item.role is Role.ROW or len(item.text) > LONG or count >= MOST:
            return at, False
        if count >= _LEAST and (item.role is Role.HEADING or number_of(item.text)):
            return at, item.role is Role.HEADING
        count += 1
    return len(made), False


def _largest(made: list[Paragraph], lines: list[int], usual: int) -> tuple[int, ...]:
    """Return the lines of the largest type of a cover, which need not stand in the middle."""
    size = max((made[at].look.size or 0 for at in lines), default=0)
    if size < usual + _LARGER:
        return ()
    held = [n for n, at in enumerate(lines) if made[at].look.size == size]
    return tuple(lines[n] for k, n in enumerate(held) if n == held[0] + k)


def _larger(
    made: list[Paragraph], titles: tuple[int, ...], largest: tuple[int, ...]
) -> tuple[int, ...]:
    """Return which of two titles is set in larger type: the first, if none is."""
    if not titles or not largest:
        return titles or largest
    sizes = (made[held[0]].look.size or 0 for held in (titles, largest))
    return titles if next(sizes) >= next(sizes) else largest


def _titles(made: list[Paragraph], parts: Official | None, usual: int) -> tuple[int, ...]:
    """Find the lines of the title: by style, by the form of an official document, by look."""
    styled = [at for at, item in enumerate(made) if item.role is Role.TITLE and item.text]
    if styled:
        first = styled[0]
        return tuple(at for n, at in enumerate(styled) if at == first + n)
    if parts and parts.titles:
        return parts.titles
    result: list[int] = []
    above = 0
    beside = parts.beside if parts else frozenset()
    for at, item in enumerate(made):
        if item.role not in {Role.TEXT, Role.HEADING} or not item.text or at in beside:
            if result:
                break
            continue
        large = (item.look.size or 0) >= usual + _LARGER and len(item.text) <= _MAX_TITLE
        alike = not result or made[result[-1]].look.size == item.look.size
        if not (large and item.look.centred and alike and not number_of(item.text)):
            if not result and above < _ABOVE and len(item.text) <= _MAX_ABOVE:
                above += 1  # 附件1, 内部资料
                continue
            break
        result.append(at)
    return tuple(result) or _centred(made, usual)


def _centred(made: list[Paragraph], usual: int) -> tuple[int, ...]:
    """Find a title in about the type of the text: the only lines in the middle, of one look.

    Bold, larger type, or sentences right below them are the second sign.
    """
    shown = [at for at, item in enumerate(made) if item.role in _SHOWN and item.text]
    above = 0
    for at in shown[:_ABOVE]:
        if made[at].look.centred or not (
            len(made[at].text) <= _MAX_ABOVE or is_body(made[at].text)
        ):
            break
        above += 1
    head = [made[at] for at in shown[above : above + _MOST_LINES + _BELOW]]
    held = list(itertools.takewhile(lambda x: _alike(x, head[0]), head))
    below = head[len(held) : len(held) + _BELOW]
    text = "".join(item.text for item in held)
    if not 1 <= len(held) <= _MOST_LINES or any(item.look.centred for item in below):
        return ()
    if not _LEAST_TITLE <= len(text) <= _MAX_TITLE or number_of(text) or _is_sentence(text):
        return ()
    apart = held[0].bold or (held[0].look.size or 0) > usual
    if is_day(text) or is_body(text) or not (apart or any(_is_sentence(x.text) for x in below)):
        return ()
    return tuple(shown[above : above + len(held)])


def _alike(item: Paragraph, other: Paragraph) -> bool:
    look = (item.look.size, item.bold, item.look.font)
    return bool(item.look.centred) and look == (other.look.size, other.bold, other.look.font)


def _is_sentence(text: str) -> bool:
    return text.endswith(("。", "；", "！"))
