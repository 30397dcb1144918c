"""The titles of documents that a page holds after the one that hands them on.

A notice names what it issues (现将《某市补贴办法》印发给你们), and the document follows it on the
same page below its title.  That line is a heading by two signs: it stands alone, and it is
what the text or the title of the page names between 《 and 》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.headings.title import bare
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_HANDS_ON = re.compile(
    r".{0,40}(?:印[发發]|[转轉][发發]|推[广廣]|[学學][习習]).{0,4}"
    r"《(?P<case>[^《》]{2,60}(?:[经經][验驗]|案例|做法|典型|[实實][践踐]|探索))》.{0,8}通知"
)
"""The title of a notice that hands on what somebody did, as an example for others."""
_REMARK = re.compile(r"[（(][^（）()]+[）)]$")
"""A remark behind the name of a document: （试行）, （征求意见稿）."""
_LISTS = re.compile(r"《|.*[:：]")
"""What lists a document, and is not its title: 《某某办法》, 附件：某某办法."""
_KINDS = re.compile(
    r"(?:办法|辦法|细则|細則|规定|規定|规则|規則|规范|規範|规程|規程|条例|條例|章程|方案|计划|計劃|规划|規劃"
    r"|意见|意見|措施|政策|通知|决定|決定|标准|標準|指南|指引|纲要|綱要|制度|公约|公約)$"
)
"""How the name of a document ends that has parts of its own; a form to fill in has none."""
_MOST = 80
"""Characters of the longest title of a document."""
_PLACE = 14
"""Characters of the office or place that may stand before the name: 某市人民政府某某办法."""
_ENDS = ("：", ":", "，", "。", "；", "、")
_ROLES = {Role.TEXT, Role.BOLD, Role.HEADING}


def attached_titles(lines: tuple[Line, ...], title: str) -> frozenset[int]:
    """Find the positions of such lines.

    :param title: of the page.
    """
    alone = [at for at in range(1, len(lines) - 1) if _stands_alone(lines, at)]
    if not alone:
        return frozenset()
    names = {_key(name) for text in (title, *(x.text for x in lines)) for name in _names(text)}
    return frozenset(at for at in alone if _is_named(_key(lines[at].text), names))


def handed_on(title: str, lines: tuple[Line, ...]) -> str:
    """Return the case that a notice hands on (关于印发《某区改革经验》的通知); ``""`` if none.

    Its title stands on a line of its own below the notice, and names no document with rules.

    :param title: of the page.
    :param lines: its text.
    """
    notice = _HANDS_ON.fullmatch(title)
    key = _key(notice["case"]) if notice else ""
    return next((x.text for x in lines if key and _key(x.text) == key), "")


def _stands_alone(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a line between others may be a title, and no line goes over into it."""
    line = lines[at]
    return (
        line.role in _ROLES
        and len(line.text) <= _MOST
        and not line.text.endswith(_ENDS)
        and not _LISTS.match(line.text)
        and _KINDS.search(_REMARK.sub("", line.text)) is not None
        and number_of(line.text) is None
        and not lines[at - 1].text.endswith(_ENDS[:3])
        and len(lines[at + 1].text) > 1
    )


def _names(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        yield match[1]


def _key(name: str) -> str:
    return bare(_REMARK.sub("", name.strip().strip("《》")))


def _is_named(key: str, names: set[str]) -> bool:
    """Whether a text names a document so, with or without who issues it."""
    return bool(key) and any(
        key == name
        or (key.endswith(name) and len(key) - len(name) <= _PLACE and len(name) > _PLACE // 2)
        or (name.endswith(key) and len(name) - len(key) <= _PLACE and len(key) > _PLACE // 2)
        for name in names
    )
