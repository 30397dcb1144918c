"""Names of publishers: without brackets, buttons, numbers of an issue, and platforms."""

from __future__ import annotations

import re

from casebook.ingest.lexicon import is_furniture, words

_MAX = 30
_CHANNEL = re.compile(
    r"^(.+?)\s*[-—－–>·]+\s*"
    r"(.+?(?:频道|頻道|栏目|欄目|专栏|專欄|专题|專題)|(?:图片|圖片|本地|综合)?(?:新闻|新聞|要闻|要聞|时政|時政)|新[闻聞]稿)$"
)
_ICON = re.compile("[\ue000-\uf8ff]+")
"""Characters of private use, which draw the icon of a button beside the name."""
_NEXT_LABEL = re.compile(
    r"(?:\s+|(?=联系|聯[絡繫]|电话|電話|传真|傳真|点阅|點閱))[\u3400-\u9fff]{2,8}[:：].*$"
)
"""A label that is not known after the publisher: 青河县政府 发布科室：办公室."""
_TITLE = re.compile(r"^《([^《》]{2,24})》")
_ISSUE = re.compile(
    r"[\s,，]*(?:第?\s*\d{1,4}\s*[卷]|(?:19|20)\d{2}\s*年?\s*第?\s*\d{1,2}\s*期|第\s*\d{1,4}\s*期"
    r"|(?:19|20)\d{5,6}(?!\d)|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[（(]?第?\s*\d{1,2}\s*版|A\d{2}版?"
    r"|(?<=[\u3400-\u9fff]{2})\d{1,2}月\d{1,2}日"
    r"|第[一二三四五六七八九十]{1,3}版|(?:19|20)\d{2}\s?[,，]?\s?Vol\b).*$"
)
_PLACE = re.compile(r"\s*[（(][\u3400-\u9fff]{2,4}(?:[）)].*)?$")
_LABEL = re.compile(r"^\s*[来來]源\s*[:：]")
"""A label that stands in the markup with the name behind it."""
SOURCED = re.compile(
    r"[（(【\[]?(?:文章|稿件|新闻|新聞|信息|本文)?[来來]源\s*[:：]\s*(?=[^\s（(]{2,20}[）)】\]]?$)"
)
"""The label of a source before a name that closes the line: 来源：青河日报."""
CITED = re.compile(r"(?:[数數][据據]|[资資]料|[图圖][表片])[来來]源[:：]")
"""Where numbers or pictures of a text are from, at the head of a line: 数据来源：青河县统计局."""
OF_PART = re.compile(
    r"[数數][据據][来來]源[:：]|^[（(【\[]?(?!(?:本文|[全原]文|文[章字稿]|[图圖]文|稿件|作品|案例|新[闻聞]|信息|[讯訊]息"
    "|消息|[内內]容|[资資][讯訊料]|[报報][道導导]|[转轉][载載]|[图圖照影]片|封面|[视視][频頻]|[题題头頭配首][图圖])?[来來]源)[\u3400-\u9fff]{2,6}[来來]源[:：]"
)
"""Where figures or a part of a text are from, which says nothing of the whole: 部分内容来源：."""
_SAID = re.compile(
    r"\s*[（(][^（）()]{0,14}(?:授[权權]|首[发發]|[转轉][载載]|[发發]布|原[创創]|整理|供稿|来稿|來稿)[^（）()]{0,8}[）)]$"
)
"""What a bracket after the publisher says of the text: （作者授权发布）."""
_COLLECTED = re.compile(
    r"(?<=\S)\s+\S{1,8}(?:收集|[转轉][载載]|[摘选選][编編]|整理)$"
    r"|(?<=[\u3400-\u9fff]{2}[报報网網社台])(?:收集|[转轉][载載]|整理)$"
)
"""The site that took a text over, behind its publisher: 青河科技 某站收集."""
_BRACKETED = re.compile(r"(?<=[\u3400-\u9fff]{2})[【\[][^】\]]{0,12}[】\]]$")
"""A button in brackets after the publisher: 青河日报【原文网址】."""
_QUOTED_ACCOUNT = re.compile(
    r"[《“「]([^《》“”「」]{2,20})[》”」](?:官方)?(?:微信)?(?:公[众眾][号號]|微信|客[户戶]端)"
)
"""An account in quotation marks, with what it is: “青河观察”微信公众号."""
PLATFORM = re.compile("(?:澎湃|网易|網易|搜狐|百家|头条|頭條|企鹅|大鱼|一点)[号號](?:[·•・]|$)")
"""A platform on which accounts of others publish: 澎湃新闻·澎湃号·政务."""
_NUMBER = re.compile(r"[A-Za-z]{0,6}[\d_.-]{4,}|[a-z]{1,4}")
"""The number of a file, sp20241101, or what is left of it where the digits were read as a day."""
DOCUMENT = re.compile(
    r"[\u3400-\u9fffA-Z]{1,12}[〔\[［【（(]\s?(?:19|20)\d{2}\s?[〕\]］】）)]\s?第?\s?\d{1,4}\s?[号號]"
)
"""The number of a document (GB/T 9704-2012): 青政〔2017〕12号.  An account ends in 号, too."""
_NUMBERED = re.compile("[\\d一二三四五六七八九十][号號]$")
"""How a word ends that counts: 青石一号."""
_ANY_BODY = ("各", "相关", "相關", "有关", "有關")
"""How words begin that name no body: 各乡镇, 有关部门."""
_NO_BODY = ("部门", "部門", "投稿")
"""How they end: 县级部门, 群众投稿."""
_NAMED = 4
"""Characters of a name that is that of a publisher by itself."""
_LEVELLED = re.compile("[省市州盟县縣区區旗镇鎮乡鄉](?!长|長|场|場|民)[\u3400-\u9fff]{2,}")
"""The name of a body behind the level of its place only: 市数据资源局."""
_LONGER = re.compile("(?:[资資]源)?(?:管理)?|[农農]村|[运運][输輸]|健康|行政")
"""What the full name of a body has behind the whole of its short one: 数据(资源管理)局."""
_COUNT = re.compile(r"^\d{1,7}(?=[\u3400-\u9fff]{4})")
"""A count glued to the name behind it."""
JOURNAL = re.compile(
    r"[《（(]?(?P<name>[\u3400-\u9fff（）()·]{2,20}?)[》]?[\s,，]*"
    r"(?:(?:19|20)\d{2}\s*年?\s*第?\s*\d{1,2}\s*期|第\s*\d{1,3}\s*卷\s*第?\s*\d{1,2}\s*期)[》]?"
    r"(?:[\s,，]*第?[\d\-－—~]+页)?[）)]?"
)
"""Text that names a journal and its issue: 治理研究 2020年3期."""
_VOLUME = re.compile(
    r"(?P<name>[\u3400-\u9fff（）]{4,16})\s{1,4}(?:19|20)\d{2}\s?[,，]\s?Vol\..{0,90}"
)
"""The same as sites of journals print it: 治理研究  2019, Vol. 22 Issue (6): 415-419."""


def clean_publisher(value: str) -> tuple[str, str, str]:
    """Read what stands after 来源：.

    :returns: the publisher, its channel, and what stood after them and is no part of
        either; ``""`` for a publisher that is none (网络, 本站).
    """
    value = _LABEL.sub("", _ICON.sub(" ", value))
    value = re.split(r"[|｜]|\s{2,}|】\s?【", value.strip())[0].strip(
        " 　[]［］【】|｜/·•,，;；:：-—_>»"
    )
    value = _NEXT_LABEL.sub("", value)
    rest = ""
    titled = _QUOTED_ACCOUNT.fullmatch(value) or _TITLE.match(value)
    if titled:
        value = titled[1]
    value = _COLLECTED.sub("", _ISSUE.sub("", value))
    head, space, tail = value.partition(" ")
    if space and (
        tail.strip() == head
        or tail.strip().split(" ")[0] in words("masthead", "network_places")
        or is_furniture(tail.strip())
        or tail.strip().startswith(words("masthead", "buttons"))
        or (head.endswith(words("masthead", "papers")) and not is_publisher(tail.strip()))
        or (
            is_publisher(head)
            and is_publisher(tail.strip())
            and head[-1] == tail.strip()[-1:] == "网"
        )
    ):
        value, rest = head, tail
    value = _BRACKETED.sub("", _SAID.sub("", value))
    own = value.removeprefix("本网").removeprefix("本網")
    value = own if len(own) >= _NAMED and is_publisher(own) else value
    value = _PLACE.sub("", value) if not value.endswith("版)") else value
    for button in words("masthead", "buttons"):
        value = value.removesuffix(button)
    value = balanced(value.strip(" 　|｜/·•,，;；:：-—_>»"))
    channel = _CHANNEL.match(value)
    publisher, below = channel.groups() if channel else (value, "")
    nobody = publisher in words("masthead", "no_publishers") or _NUMBER.fullmatch(publisher)
    anybody = publisher.startswith(_ANY_BODY) or publisher.endswith(_NO_BODY)
    if nobody or anybody or len(publisher) > _MAX:
        return "", below, rest
    return publisher.strip(), below, rest


def is_desk(name: str) -> bool:
    """Whether a name is that of the desk of a site that takes over texts of others: 某网综合."""
    return name.endswith(("综合", "綜合", "滚动", "滾動"))


def named_first(name: str, other: str) -> str:
    """Return the first of two publishers.

    A desk gives way to whom it takes a text from, the short name of a body to its full one.
    """
    yields = not name or is_desk(name) or is_short_for(name, other)
    return other if other and yields else name


def is_short_for(name: str, other: str) -> bool:
    """Whether a name without its place is that of a body whose full one has it: 市数据局.

    It begins with the level of the place, as the full one has it behind the place; the other
    characters stand right there in their order, the last of them at the end only.  A body below
    (市教育局: 青河市教育考试局, …局东岭分局) is another one.
    """
    if not _LEVELLED.match(name):
        return False
    place, _, rest = other.partition(name[0])
    rest, stem, last = rest.removeprefix("人民"), name[1:-1], name[-1]
    if len(place) < len("青河") or rest[:1] != stem[0] or rest.find(last) != len(rest) - 1:
        return False
    if rest.startswith(stem):
        return _LONGER.fullmatch(rest[len(stem) : -1]) is not None
    left = iter(rest)
    return all(char in left for char in stem)


def without_count(name: str) -> str:
    """Take off what is glued to a publisher: a count, and that the writer is not known.

    12未知青河村务网 is 青河村务网, where a page prints day, count, writer and site without a
    space between them.
    """
    bare = _COUNT.sub("", name)
    nobodies = {*words("people", "no_names")}.intersection(words("masthead", "no_publishers"))
    nobody = next((word for word in sorted(nobodies) if bare.startswith(word)), "")
    rest = bare[len(nobody) :]
    return rest if is_publisher(rest) and len(rest) >= _NAMED else bare


def balanced(text: str) -> str:
    """Take brackets that have no other half off the ends."""
    for opening, closing in ("()", "（）", "[]", "［］", "【】", "“”"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing)
        if text.startswith(opening) and text.endswith(closing):
            text = text[1:-1]
    return text.strip()


def journal_of(text: str) -> str:
    """Return the journal that a line names with its issue, and nothing else; ``""`` if none."""
    match = JOURNAL.fullmatch(text) or _VOLUME.fullmatch(text)
    named = match is not None and match["name"] not in words("masthead", "no_publishers")
    return match["name"] if match and named else ""


def is_publisher(name: str) -> bool:
    """Whether a word is named like a publisher: 日报, 网, 社, an office."""
    return (
        2 <= len(name) <= 20
        and name.endswith(words("masthead", "publishers"))
        and name not in words("masthead", "no_publishers")
        and not (DOCUMENT.search(name) or _NUMBERED.search(name))
    )
