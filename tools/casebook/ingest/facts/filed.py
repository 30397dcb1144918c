"""Writers in brackets behind the place and day from which an agency sends its report."""

from __future__ import annotations

import re

from casebook.ingest.facts.people import is_name, names_in

_H = "\u3400-\u9fff"
_FILED_BY = re.compile(
    rf"[{_H}]{{1,6}}(?:社|网|網)\s?[{_H}、·]{{0,10}}\s?\d{{1,2}}月\d{{1,2}}日\s?(?:电|電|讯|訊)\s?"
    rf"[（(](?:[{_H}]{{2,6}}(?:台|站|融媒体中心|报社|報社))?"
    rf"([{_H}]{{2,3}}(?:[ 　、]+[{_H}]{{2,3}}){{0,3}}|[{_H}]{{6}})[）)]"
)
"""Writers in brackets behind the day of an agency's report: …8月25日电 （周海）; two
of three characters may have nothing between them, and their station may stand before them."""


def filed_by(head: str) -> tuple[str, ...]:
    """Read the writers in brackets behind the day of an agency's report."""
    match = _FILED_BY.match(head)
    names = names_in(match[1]) if match else ()
    return names if all(map(is_name, names)) else ()
