"""Labels and marks of a title and of the lines beside it: 报告名称：, 副标题：, （引题）."""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.masthead import BRACKETS
from casebook.ingest.lexicon import any_of, words
from casebook.records import Role

_OPEN, _CLOSED = r"[（(【\[〔]\s?", r"\s?[）)】\]〕]"
_ANOTHER = re.compile(r"\s+(?:文\s?[号號]|索\s?引\s?[号號]|[发發]文[字号號日机機].{0,3})\s*[:：].*")
"""The next label of a row that begins with that of the title: 标 题：… 文 号：…."""
_CLASSED = re.compile(
    r"(?:[标標][题題]|主[题題]|[题題]目)\s?[:：]?\s?(?:(?:Re|Fwd?|回[复覆復])\s?[:：]\s?)?"
    r"[\[［【〔][\u3400-\u9fff]{2,4}[\]］】〕]\s?(?=\S)",
    re.IGNORECASE,
)
"""The label of a forum, and its class of a post in brackets: 標題[新聞]."""
_POINT = re.compile(r"^\s*\d{1,2}\s?[.．、]")
"""The number of a row of a form: 3.完整新聞標題：…."""
_ROLES = {
    Role.KICKER: "kicker_labels",
    Role.SUBTITLE: "subtitle_labels",
    Role.TITLE: "main_labels",
}


def without_label(text: str) -> str:
    """Take the label, mark or word of the frame of a title off it: 报告名称：, （主题）, 正文.

    :returns: ``""`` where none stands there.
    """
    role, value = headline_label(text)
    if role is Role.TITLE:
        return value
    if classed := _CLASSED.match(text):
        return text[classed.end() :]
    return titled(text) or named_in_index(text) or _without_frame(text)


def titled(text: str) -> str:
    """Read the title behind the label that says so: 标 题：…; ``""`` for none."""
    return _value(text, "title_labels")


def named_in_index(text: str) -> str:
    """Read the title behind its label in the table of what an office filed: 名称：…."""
    return _value(text, "index_titles")


def _value(text: str, key: str) -> str:
    label, colon, value = text.partition("：" if "：" in text else ":")
    label = _POINT.sub("", label)
    known = colon and "".join(label.split()).strip(BRACKETS) in words("masthead", key)
    return _ANOTHER.sub("", value).strip() if known else ""


def _without_frame(text: str) -> str:
    found = any_of("title", "before_titles").match(text)
    return text[found.end() :].strip() if found else ""


@resources.cached
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the marks of the lines of a headline, before the line and behind it."""
    named = {role.name: "|".join(words("title", key)) for role, key in _ROLES.items()}
    each = "|".join(f"(?P<{role}>{labels})" for role, labels in named.items())
    mark = f"{_OPEN}(?:{each}){_CLOSED}"
    return re.compile(rf"{mark}\s*[:：]?\s*(?=\S)"), re.compile(rf"\s?{mark}$")


@resources.cached
def _first_title() -> re.Pattern[str]:
    named = "|".join(map(re.escape, words("masthead", "first_title")))
    return re.compile(rf"(?:{named})\s*[:：]\s*")


def headline_label(text: str) -> tuple[Role | None, str]:
    """Read a kicker or subtitle behind its label, or any line of a headline with its mark.

    副标题：街长来敲门, 【肩题】小街有人管, 街长来敲门（主题）.  A page that reprints an article
    may call the kicker its first title: 原标题：小街有人管（引题）.

    :returns: what it is, and its text without the label; ``None`` and ``""`` for neither.
    """
    before, behind = _marks()
    text = text.strip()
    if found := before.match(text) or behind.search(text):
        role = Role[found.lastgroup or ""]
        value = text[found.end() :] if found.start() == 0 else text[: found.start()]
        value = _first_title().sub("", value, count=1).strip()
        return (role, value) if value else (None, "")
    label, colon, value = text.partition("：" if "：" in text else ":")
    for role in (Role.KICKER, Role.SUBTITLE):
        if colon and value.strip() and label.strip(BRACKETS) in words("title", _ROLES[role]):
            return role, value.strip()
    return None, ""
