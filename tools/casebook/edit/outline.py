"""The sections of an article as one flat list, and the changes that a person makes to it.

The list has an entry for every section and block, in the order of
:func:`casebook.records.walk`.  Every change is a pure function: it takes a list, and gives
another one with the place of what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.edit.refused import RefusedError
from casebook.ingest.headings.themes import theme_of
from casebook.records import (
    Article,
    Block,
    Paragraph,
    Picture,
    Section,
    Table,
    Theme,
    block_texts,
    is_clean_line,
)
from casebook.text.catalogue import N_

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")

DEEPEST = 5
"""The deepest level of a heading: ``######`` in the file."""
MOST_POINTS = 4
"""The deepest point of a list that the editor makes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section at a level, 1 for the top; ``theme`` counts there only.

    ``text`` is empty where text stands before the first heading.
    """

    level: int
    text: str
    theme: Theme


Entry = Heading | Block
Entries = tuple[Entry, ...]
Changed = tuple[Entries, int]
"""A list after a change, and the place of what was changed."""


def entries(article: Article) -> Entries:
    """Return the sections and blocks of an article in reading order."""
    return tuple(_flat(article.sections, 1))


def _flat(sections: Sequence[Section], level: int) -> Iterator[Entry]:
    for section in sections:
        yield Heading(level, section.heading, section.theme)
        yield from section.blocks
        yield from _flat(section.sections, level + 1)


@dataclass(slots=True)
class _Open:
    heading: Heading
    blocks: list[Block]
    below: list[_Open]

    def close(self, theme: Theme) -> Section:
        below = tuple(item.close(theme) for item in self.below)
        return Section(theme, self.heading.text, tuple(self.blocks), below)


def sections(listed: Entries) -> tuple[Section, ...]:
    """Return the sections that a list stands for.

    A heading that skips a level is raised to the one below its section; blocks before the
    first heading are a section without one, which is not there without them.
    """
    first = listed[0] if listed else None
    if isinstance(first, Heading) and not first.text:
        after = listed[1] if len(listed) > 1 else None
        listed = listed[1:] if after is None or isinstance(after, Heading) else listed
    tops: list[_Open] = []
    path: list[_Open] = []
    for entry in listed:
        if isinstance(entry, Heading):
            level = min(entry.level, len(path) + 1)
            raised = replace(entry, level=level)
            opened = _Open(_titled(raised) if level == 1 < entry.level else raised, [], [])
            del path[level - 1 :]
            (path[-1].below if path else tops).append(opened)
            path.append(opened)
            continue
        if not path:
            path.append(_Open(Heading(1, "", Theme.BODY), [], []))
            tops.append(path[0])
        path[-1].blocks.append(entry)
    return tuple(top.close(top.heading.theme) for top in tops)


def one_line(text: str) -> str:
    """Return what a person typed as one line of a record.

    :raises RefusedError: it holds a character that no line may hold.
    """
    line = _BREAKS.sub(" ", text).strip()
    if not is_clean_line(line):
        raise RefusedError(N_("文字裡有看不見的控制字元，請刪去後再存。"))
    return line


def text_of(entry: Entry) -> str:
    """Return the text of an entry that a person can edit: heading, paragraph or caption."""
    match entry:
        case Heading(text=text) | Paragraph(text=text):
            return text
        case Picture(caption=caption) | Table(caption=caption):
            return caption


def with_text(listed: Entries, at: int, text: str) -> Changed:
    """Give an entry another text; each line of it becomes a paragraph of its own."""
    lines = [line for raw in text.splitlines() if (line := one_line(raw))]
    entry = listed[at]
    if isinstance(entry, Paragraph):
        if not lines:
            raise RefusedError(N_("段落不能是空的；要刪去它，請用「刪去」。"))
        made: Entries = tuple(replace(entry, text=line) for line in lines)
        return _put(listed, at, made), at
    line = " ".join(lines)
    if isinstance(entry, Heading):
        if bool(entry.text) is not bool(line):
            raise RefusedError(N_("標題不能是空的；不要這個標題，請改為正文或刪去。"))
        return _put(listed, at, (replace(entry, text=line),)), at
    return _put(listed, at, (replace(entry, caption=line),)), at


def to_heading(listed: Entries, at: int, level: int) -> Changed:
    """Make a paragraph a heading; the theme follows from its words."""
    entry = listed[at]
    if not isinstance(entry, Paragraph) or not 1 <= level <= DEEPEST:
        raise RefusedError(N_("這一處不能改成標題。"))
    made = _put(listed, at, (_titled(Heading(level, entry.text, Theme.BODY)),))
    _check_text(made)
    return made, at


def to_paragraph(listed: Entries, at: int) -> Changed:
    """Make a heading a paragraph; what stands below it goes to the section before it."""
    entry = listed[at]
    if not isinstance(entry, Heading) or not entry.text:
        raise RefusedError(N_("這一處已經是正文。"))
    # Where it was the first, text without a heading takes in what follows.
    return _settled(_put(listed, at, (Paragraph(entry.text),)), at)


def with_theme(listed: Entries, at: int, theme: Theme) -> Changed:
    """Put a section of the top level under a theme."""
    entry = listed[at]
    if not isinstance(entry, Heading) or entry.level != 1:
        raise RefusedError(N_("只有最上一層的標題分主題。"))
    if not entry.text:
        raise RefusedError(N_("這裡的正文沒有標題；先把一段改成標題，再選主題。"))
    return _put(listed, at, (replace(entry, theme=theme),)), at


def shifted(listed: Entries, at: int, by: int) -> Changed:
    """Move a section with all below it, or a point of a list, one level down (1) or up (-1)."""
    entry = listed[at]
    if isinstance(entry, Paragraph):
        depth = entry.depth + by
        if not 0 <= depth <= MOST_POINTS:
            raise RefusedError(N_("不能再移了。"))
        return _put(listed, at, (replace(entry, depth=depth),)), at
    if not isinstance(entry, Heading) or not entry.text:
        raise RefusedError(N_("這一處沒有層級。"))
    end = _end(listed, at)
    levels = [item.level for item in listed[at:end] if isinstance(item, Heading)]
    if entry.level + by < 1 or max(levels) + by > DEEPEST:
        raise RefusedError(N_("不能再移了。"))
    if by > 0 and not any(isinstance(entry, Heading) for entry in listed[:at]):
        raise RefusedError(N_("第一個標題之上沒有別的標題可以歸入。"))
    moved = tuple(
        replace(element, level=element.level + by) if isinstance(element, Heading) else element
        for element in listed[at:end]
    )
    first = moved[0]
    if isinstance(first, Heading) and first.level == 1:
        moved = (_titled(first), *moved[1:])
    return (*listed[:at], *moved, *listed[end:]), at


def moved(listed: Entries, at: int, by: int) -> Changed:
    """Move a block past its neighbour, or a section past its sibling, down (1) or up (-1)."""
    entry = listed[at]
    if isinstance(entry, Heading):
        return _moved_section(listed, at, entry, by)
    other = at + by
    if not 0 <= other < len(listed) or (other == 0 and isinstance(listed[0], Heading)):
        raise RefusedError(N_("不能再移了。"))
    swapped = list(listed)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return tuple(swapped), other


def _moved_section(listed: Entries, at: int, entry: Heading, by: int) -> Changed:
    end = _end(listed, at)
    first, last = (at, end) if by > 0 else (_sibling(listed, at, entry.level), at)
    following = first if by < 0 else end
    sibling = listed[following] if 0 <= following < len(listed) else None
    if not isinstance(sibling, Heading) or sibling.level != entry.level or not sibling.text:
        raise RefusedError(N_("不能再移了。"))
    if not entry.text:
        raise RefusedError(N_("不能再移了。"))
    if by > 0:
        stop = _end(listed, end)
        return (*listed[:first], *listed[end:stop], *listed[first:last], *listed[stop:]), (
            at + stop - end
        )
    return (*listed[:first], *listed[at:end], *listed[first:at], *listed[end:]), first


def _sibling(listed: Entries, at: int, level: int) -> int:
    """Return the place of the heading before that has the same level, -1 where there is none."""
    for place in range(at - 1, -1, -1):
        item = listed[place]
        if isinstance(item, Heading) and item.level <= level:
            return place if item.level == level else -1
    return -1


def joined(listed: Entries, at: int) -> Changed:
    """Join a paragraph with the one that follows it."""
    entry = listed[at]
    after = listed[at + 1] if at + 1 < len(listed) else None
    if not isinstance(entry, Paragraph) or not isinstance(after, Paragraph):
        raise RefusedError(N_("後面緊接的不是段落，不能併在一起。"))
    words = entry.text[-1:].isascii() and after.text[:1].isascii()
    text = f"{entry.text}{' ' if words else ''}{after.text}"
    return (*listed[:at], replace(entry, text=text), *listed[at + 2 :]), at


def cut(listed: Entries, at: int) -> tuple[Entries, int, tuple[str, ...]]:
    """Take an entry out; of a section only its heading.

    :returns: also the lines that were cut.
    """
    entry = listed[at]
    if isinstance(entry, Heading):
        if not entry.text:
            raise RefusedError(N_("這裡沒有可以刪去的文字。"))
        lines: tuple[str, ...] = (entry.text,)
    elif isinstance(entry, Table):
        rows = (" ".join(filter(None, row)) for row in entry.rows)
        lines = tuple(filter(None, (entry.caption, *rows)))
    else:
        lines = block_texts(entry)
    rest, place = _settled((*listed[:at], *listed[at + 1 :]), max(0, at - 1))
    _check_text(rest)
    return rest, place, lines


def _check_text(listed: Entries) -> None:
    """Refuse an article that has nothing but headings."""
    if all(isinstance(item, Heading) for item in listed):
        raise RefusedError(N_("這是最後一段文字，文章不能是空的。"))


def put_back(listed: Entries, after: int, text: str) -> Changed:
    """Put a line that was cut after an entry, as a paragraph; -1 for the very top."""
    paragraph = Paragraph(one_line(text))
    if after < 0 and not (isinstance(listed[0], Heading) and not listed[0].text):
        return (Heading(1, "", Theme.BODY), paragraph, *listed), 1
    place = max(after, 0) + 1
    return (*listed[:place], paragraph, *listed[place:]), place


def _titled(heading: Heading) -> Heading:
    return replace(heading, theme=theme_of(heading.text) or heading.theme)


def _put(listed: Entries, at: int, made: Entries) -> Entries:
    return (*listed[:at], *made, *listed[at + 1 :])


def _settled(listed: Entries, at: int) -> Changed:
    """Let a list that begins with a block begin with a section without heading."""
    if listed and not isinstance(listed[0], Heading):
        return (Heading(1, "", Theme.BODY), *listed), at + 1
    return listed, at


def _end(listed: Entries, at: int) -> int:
    """Return where the section of a heading ends: after all that stands below it."""
    heading = listed[at]
    level = heading.level if isinstance(heading, Heading) else 0
    for place in range(at + 1, len(listed)):
        item = listed[place]
        if isinstance(item, Heading) and item.level <= level:
            return place
    return len(listed)
