"""The imprint of a site below a saved text: who runs it, its numbers, how it is reached.

Two signs: it stands below the last sentence, and one of its lines says what only a site says of
itself (版权所有, 网站标识码：…).  Contacts of a notice (联系人：…, 电话：…) stand above such lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from casebook.ingest.clean.step import Lines
from casebook.ingest.lexicon import any_of
from casebook.records import Role

_LONGEST = 200
"""Characters of a line of an imprint."""


def imprint(lines: Lines, tail: range, known: Collection[int]) -> Iterator[int]:
    """Find the lines of the imprint of a site.

    A line that names who runs the site is of it where only such lines stand between it and one
    that only a site has; how it is reached, where it stands below one of these.

    :param tail: the lines below the last sentence.
    :param known: lines that are furniture already.
    """
    own = {at for at in tail if _says("own", lines, at)}
    hosts = {at for at in tail if _opens("hosts", lines, at)}
    contacts = {at for at in tail if _opens("contacts", lines, at)}
    named = {*own, *hosts, *contacts}
    found: set[int] = set()
    for at in sorted(own):
        found.add(at)
        for way in (range(at - 1, tail.start - 1, -1), range(at + 1, tail.stop)):
            for x in way:
                if x not in named and x not in known:
                    break
                found.update({x} & named)
    # What stands between two lines that only a site has is of it, too.
    found.update(x for x in range(min(own, default=0), max(own, default=0)) if _is_plain(lines, x))
    tops = [at for at in found if at in own or at in hosts]
    yield from (at for at in sorted(found) if at >= min(tops))


def imprint_begins(lines: Lines, last: int) -> int:
    """Return the first line below a text that is of the imprint of its site, else their number.

    Whoever is named there makes the site, not the text: 图片提供：周海 技术支持：青河电信.
    """
    tail = range(last + 1, len(lines))
    own = (at for at in tail if _says("own", lines, at))
    return min((*imprint(lines, tail, ()), *own), default=len(lines))


def _is_plain(lines: Lines, at: int) -> bool:
    line = lines[at]
    short = len(line.text) <= _LONGEST and "。" not in line.text
    return short and line.role is Role.TEXT


def _says(key: str, lines: Lines, at: int) -> bool:
    return _is_plain(lines, at) and any_of("imprint", key).search(lines[at].text) is not None


def _opens(key: str, lines: Lines, at: int) -> bool:
    return _is_plain(lines, at) and any_of("imprint", key).match(lines[at].text) is not None
