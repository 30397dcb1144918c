"""The place that a text calls its own (我市, 本县), by the words for it and by its publisher.

A text that says 我市 does not name the city; who published it does: 焦作日报, 平江县人民政府.
Both signs are needed: a publisher alone says nothing of what a text is about, and 我市 alone
nothing of which city it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from casebook.knowledge.mask import HIDDEN, hide
from casebook.knowledge.place_finder import codes_like, find_places
from casebook.knowledge.regions import divisions, lies_in, lineage
from casebook.text.fold import fold

_OWN = re.compile("[我本](省|市|县|区|州|旗)(?![场域级籍长])")
"""What the writer calls his own."""
_WHOLE = re.compile("全(省|市|县|区|州|旗)(?![场域])")
"""The whole of a place that was named, or of the writer's own."""
_OFFICE = re.compile(
    "(?:^|[，。；：、“（\n由经据])(省|市|县|区|州|旗)(?:委|政府|[一-鿿]{2,6}[局办委])"
)
"""An office without the name of its place: 市教育局."""
_OF_SAME_PLACE = re.compile(
    f"{HIDDEN}(?:党?委|政府|人大|纪委)(?:、[省市县区州旗](?:委|政府|人大|政协|纪委))+"
)
_PRESS = re.compile(
    "(?:日报|晚报|早报|时报|商报|晨报|报社|电视|广播|融媒|微言|微讯|新闻|发布|在线|传媒|网)"
    "|[省市县区州旗]?(?:人民法院|法院|人民检察院|检察院|人民政府|政府|委|纪|政协|人大|[一-鿿]{2,12}[局厅办委])"
)
"""What goes on after a place in the name of one who publishes for it."""
_BEFORE_NAME = re.compile(
    "(?:看|微|掌上|今日|云上|智慧|美丽|魅力|大美|文明|清风|法治|最|爱|新)(?=[一-鿿]{2})"
)
"""What the name of an account has before a place: 看临洮, 今日永修."""
_LONGEST = 12
_SHORTEST = 2


def hide_places(folded: str) -> str:
    """Hide every division that a folded text names, so that 汕头市委 is no 市委 of its own.

    What stands in a row after an office of it is of the same place: 汕头市委、市政府.
    """
    pieces, end = [], 0
    for place in find_places(folded):
        pieces += [folded[end : place.start], HIDDEN * (place.end - place.start)]
        end = place.end
    return hide("".join([*pieces, folded[end:]]), _OF_SAME_PLACE)


def own_kinds(text: str) -> Counter[str]:
    """Count the kinds of place (市, 县) that a text calls its own, by their last character."""
    return Counter(match[1] for match in _OWN.finditer(fold(text)))


def own_place(publishers: Iterable[str], title: str, text: str) -> str:
    """Return the code of the place that a text calls its own and that publishes it.

    :param publishers: the names of those who published it.
    :returns: ``""`` where the text calls none its own, or no one place publishes it.
    """
    running = f"{title}\n{text}"
    named = {place.code for place in find_places(running)}
    own = set(own_kinds(running))
    spoken = own or _kinds_without_name(fold(running))
    near = {item.code for code in named for item in lineage(code)}
    found = {
        code
        for publisher in publishers
        for code in _places_of(fold(publisher), near)
        if divisions()[code].name[-1] in spoken and (own or not _others_like(code, named))
    }
    return found.pop() if len(found) == 1 else ""


def _kinds_without_name(folded: str) -> set[str]:
    """Return the kinds of which a text speaks (全市, 市教育局)."""
    return {m[1] for form in (_WHOLE, _OFFICE) for m in form.finditer(hide_places(folded))}


def _others_like(code: str, named: set[str]) -> set[str]:
    """Return the divisions that a text names, other than one, that 全市 may be said of too."""
    table = divisions()
    return {item for item in named - {code} if table[item].name[-1] == table[code].name[-1]}


def _places_of(publisher: str, near: set[str]) -> tuple[str, ...]:
    """Return the places that a publisher's name begins with.

    :param near: what the text names, with all above it; of several places that share a name
        it is that which lies in most of these.
    """
    row = find_places(publisher)
    if row and row[0].start == 0:
        last = row[0]
        for place in row[1:]:
            if place.start == last.end and lies_in(place.code, last.code):
                last = place
        if _PRESS.match(publisher, last.end):
            return (last.code,)
    for end in range(min(len(publisher), _LONGEST), _SHORTEST - 1, -1):
        codes = codes_like(publisher[:end]) if _PRESS.match(publisher, end) else ()
        if codes:
            shared = {code: len({item.code for item in lineage(code)} & near) for code in codes}
            most = max(shared.values())
            return tuple(code for code in codes if shared[code] == most)
    if before := _BEFORE_NAME.match(publisher):
        return _places_of(publisher[before.end() :], near) or codes_like(publisher[before.end() :])
    return ()
