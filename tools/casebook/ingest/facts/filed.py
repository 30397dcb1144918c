"""Writers in brackets behind the place and day from which an agency sends its report."""

from __future__ import annotations

import re

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in
from casebook.ingest.facts.posts import may_name_person, names_person

_H = "\u3400-\u9fff"
_FILED_BY = re.compile(
    rf"[{_H}]{{1,6}}(?:社|网|網)\s?[{_H}、·]{{0,10}}\s?(?:\d{{1,2}}月)?\d{{1,3}}日\s?(?:电|電|讯|訊)\s?"
    rf"[（(](?:(?P<unit>[{_H}]{{0,12}}(?:台|臺|中心|站|[报報][社道]?|[局委办辦部会會镇鎮乡鄉]))"
    r"[ 　]?)??"
    rf"(?P<names>[{_H}]{{2,3}}(?:[ 　、]+[{_H}]{{2,3}}){{0,3}}|[{_H}]{{6}})[）)]"
)
"""Writers in brackets behind the day of an agency's report: …8月25日电 （周海）; two
of three characters may have nothing between them, and their unit may be glued to the first:
（青河台周海 吴江）."""


def filed_by(head: str) -> tuple[str, ...]:
    """Read the writers in brackets behind the day of an agency's report."""
    match = _FILED_BY.match(head)
    names = names_in(match["names"]) if match else ()
    # A rare surname is believed beside a usual one.
    sure = any(map(is_name, names)) and all(is_name(x) or may_name_person(x) for x in names)
    if match and match["unit"]:  # a name glued to it may be half of another word
        sure = sure and names_person(names[0])
    return names if sure else ()
