"""The steps of a breadcrumb, and what they say of where an article comes from."""

from __future__ import annotations

import re

from casebook.ingest.facts.masthead import BRACKETS
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words

_CRUMB = re.compile(
    r"\s*(?:[>＞»›→]+|&gt;)\s*|\s(?:[a-z]{1,12}[-_]){1,3}(?:right|next|forward|ios|alt)\s+"
)
"""The sign between steps, or the name of its icon: chevron_right."""
_FROM_HOME = re.compile(r"(?:[^/／。，]{0,8}[:：]\s*)?(?:首页|首頁)\s*[/／]")
_SLASH = re.compile(r"\s*[/／]\s*")
"""What stands between the steps where the first is that of the home page: 首頁/地方新聞/…."""
_COLON = re.compile("[:：]")
_NO_CRUMB = re.compile("[。<＜]")
_CRUMB_MAX, _LONGEST = 16, 80
"""Characters of a step, and of a line of them."""
_PAGE = re.compile(
    "(?:新[闻聞]|文章|信息|[资資][讯訊]|消息|公告|最新消息|[详詳][细細])?(?:[内內][文容]|正文|[详詳]情[页頁]?|[内內][页頁]|全文|[内內]容[详詳]情|[内內]容[页頁])"
)
"""What a site calls the page itself, the last step: 新聞內文."""
_HOME = re.compile(
    "首[页頁]|主[页頁]|(?:[当當目]前|所在|[您你]的?|[现現]在的?)位置|位置[:：]|home", re.IGNORECASE
)
"""What says that a row of steps leads from the home page."""
_ARROW = re.compile("[→=＝-]")
"""What lines of a procedure (受理→审核, ->) or a program (httpx>=0.25) have, and steps hardly."""
_CHANGE = re.compile(r"\d[^\s>＞»›→]{0,4}\s*[-=]?[>＞»›→]+\s*\d")
"""A figure and what became of it: 20天→5天."""


def read_breadcrumb(text: str) -> tuple[str, ...]:
    """Read the steps of a breadcrumb (人民網>>四川頻道), the last 正文 left out; ``()`` if none."""
    if (
        len(text) > _LONGEST
        or _NO_CRUMB.search(text)
        or (_CHANGE.search(text) and not _HOME.search(text))
    ):
        return ()
    leaves = words("masthead", "leaf")
    steps = (_SLASH if _FROM_HOME.match(text) else _CRUMB).split(text)
    if len(steps) < 2:
        return ()
    named = [part for part in (_COLON.split(step)[-1].strip(BRACKETS) for step in steps) if part]
    # A box of links (通知公告 更多>>) is no step; one that its sign opens or ends is (> 政务公开).
    lone = len(named) == 1 and steps[0] != "" and named[0].endswith(leaves)
    if not named or lone or any(len(part) > _CRUMB_MAX for part in named[:-1]):
        return ()
    crumbs = (re.sub(r"(?<=.)(?:首页|首頁)$", "", part) for part in named)
    crumbs = (re.sub(r"^(?:现在|現在|当前|當前|您的)?位置\s+", "", part) for part in crumbs)
    short = (crumb for crumb in crumbs if len(crumb) <= _CRUMB_MAX)
    return tuple(
        c
        for c in short
        if not (c.split(" ")[0] in leaves or c.startswith("正文") or _PAGE.fullmatch(c))
    )


def says_where(text: str) -> bool:
    """Whether words of a line with steps say that it is a breadcrumb, wherever it stands.

    It leads from the home page, ends in 正文, or begins with the publisher.  Offices between
    arrows (区政府→街道办公室) are steps of a procedure.
    """
    parts = (step.strip(BRACKETS) for step in _CRUMB.split(text))
    steps = [step for step in parts if step]
    if _HOME.search(text) or not steps or steps[-1].startswith("正文"):
        return True
    named = is_publisher(steps[0]) and not has_arrow(text)
    return named or steps[-1] in words("masthead", "leaf")


def has_arrow(text: str) -> bool:
    """Whether a line has signs that make arrows (受理→审核, ->), not the > of breadcrumbs alone."""
    return _ARROW.search(text) is not None


def _once(crumb: str) -> str:
    """Return the name of a column that stands twice without a space between only once."""
    half = crumb[: len(crumb) // 2]
    return half if len(half) > 1 and crumb == half + half else crumb


def publisher_of(crumbs: tuple[str, ...], title: str = "", known: str = "") -> tuple[str, str]:
    """Read publisher and channel from the steps of a breadcrumb; ``""`` for what it does not say.

    The first step is the publisher where it is named like one.  The channel is the step
    after it; without a publisher the last one, as the first is often 专题 or 主页.  Where the
    site took the text from another publisher, its channel is none of that.

    :param title: the title of the page, which may be the last step and is no channel.
    :param known: the publisher that the page names elsewhere, ``""`` where it does not.
    """
    links = words("masthead", "links")
    if title:  # which may be glued to the last step, too: 要闻 青河镇修好了三座桥
        crumbs = tuple(crumb.removesuffix(title).rstrip() for crumb in crumbs)
    crumbs = tuple(crumb for crumb in crumbs if crumb and crumb not in links)
    if not crumbs:
        return "", ""
    if is_publisher(crumbs[0]) and not crumbs[0].endswith(words("masthead", "channels")):
        own = known in {"", crumbs[0]}
        return crumbs[0], crumbs[1] if own and len(crumbs) > 1 else ""
    crumbs = tuple(_once(crumb) for crumb in crumbs)
    useful = [crumb for crumb in crumbs if not re.search(r"第\d+[期号號]|^\d{4}", crumb)]
    return "", useful[-1] if useful else ""
