"""Bodies of a town or a village that the sentence leaves out: 村党支部, 镇政府, 街道党工委.

They are those of the village or town that the paragraph has named before, where that is one; else
of the only one that the article names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.knowledge.named_bodies import FoundBody, is_post, no_towns
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.sentences import sentence_start
from casebook.text import jieba

_VILLAGES = "村|社区|居民区|嘎查"
_TOWNS = "镇|乡|街道|苏木"
_CHAR = "(?:(?![的了着把将和与及等])[一-鿿])"
_AFTER_PLACE = re.compile(
    f"(?P<town>{_CHAR}{{1,4}}?(?:{_TOWNS}))?(?:的?(?P<village>{_CHAR}{{2,6}}?(?:{_VILLAGES}))"
    "(?![民委务级里庄集寨口头子寨治集]))?"
)
"""A town right after what it lies in, and a village right after that."""
_OWN = re.compile(
    f"(?P<village>[一-鿿]{{2,8}}?(?:{_VILLAGES}))(?=党|村委|村民委|委会|居委|居民委|集体|股份|经济合作)"
    f"|(?P<town>[一-鿿]{{1,4}}?(?:{_TOWNS}))(?=党|人民政府|政府|办事处)"
)
"""Whose a body is that has its name in full: 陈家沟村党支部."""
_NO_NAME = frozenset("vpdcrmu")
"""Tags of words that no name of a village holds: 通过|村党组织."""
_NO_OTHER_TAGS = frozenset("vpdcr")
_PARTY = "党(?:支部委员会|总支部委员会|总支部?|支部)(?!领办(?:型|的|合作社))"
_LOCAL = re.compile(
    "(?<![+＋])(?:(?<![一-鿿])|(?<=[由在经和与及向对让按受被给请为的年兼照]))(?:"
    f"(?P<of_village>村)(?:{_PARTY}|党委|委会|民委员会|股份经济合作社|集体经济合作社|经济合作社)"
    f"|(?P<of_quarter>社区|居民区)(?:{_PARTY}|党委|居委会|居民委员会|党群服务中心|卫生服务中心)"
    "|(?P<of_town>镇|乡|街道)(?:党工委|党委|人民政府|政府|办事处|供销社|中心卫生院|卫生院"
    "|综治中心|便民服务中心|派出所|司法所|敬老院|中心小学"
    "|[一-鿿]{2,8}?办(?:公室)?(?=副?主任|(?:有关|相关)?负责人))|(?P<bare>居委会)"
    ")(?![+＋])"
)
_EACH = re.compile(
    "(?:各个?|每个|所有)(?:(?:行政|自然)?(?P<village>村|社区|居)|(?P<town>镇|乡|街道))"
)
"""Behind it any of them is meant: 在各村推行，由村党支部牵头."""
_ANY = re.compile(
    f"(?P<core>[一-鿿]{{2}}|(?<![一-鿿])[一-鿿])(?:{_VILLAGES}|{_TOWNS})"
    "(?![民委务级里庄集寨口头子治镇乡村党干]|[“两]委|股份|经济"
    "|建设|创建|治理|工作|服务|管理|工程|振兴|发展)"
)
"""What may be the name of another town or village: 隔壁的李庄村."""
_NO_OTHER = frozenset("各全本该每个邻我此这那进到入驻出回下离返帮包同他异之农由咱在和从让给镇乡县")
"""Last characters of what stands before 村 or 镇 and is no name: 进村, 各镇."""
_KINDS = frozenset("农乡城集镇山渔古新老小大名强家故水侨")
"""The same, where no word goes before: 的|山村, 乡镇; but 青山|村."""
_ENDS = (3, 4, 5)
"""Characters of what :data:`_ANY` finds: 李庄村, 梅林社区, 东湖居民区."""
_UNSURE = "?"
"""Before a name that nothing says is one."""
_PARTY_BODY = re.compile("党(?:工委|委|支|总)")


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a town or village and where it ends: number of the text, offset."""

    name: str
    text: int
    end: int


def find_local(
    folded: Sequence[str], found: Sequence[Sequence[FoundBody]], home: str
) -> tuple[tuple[FoundBody, ...], ...]:
    """Return the bodies of each text that leave out the name of their town or village.

    :param folded: the folded texts of an article.
    :param found: the bodies that each names in full.
    :param home: the code of the article's region.
    """
    mentions = [tuple(_LOCAL.finditer(text)) for text in folded]
    if not any(mentions):
        return tuple(() for _ in folded)
    named = [
        item
        for number, (text, bodies) in enumerate(zip(folded, found, strict=True))
        for item in _names(text, bodies, number, home)
    ]
    named += [item for number, text in enumerate(folded) for item in _others(text, number, named)]
    return tuple(
        tuple(_completed(text, number, matches, named))
        for number, (text, matches) in enumerate(zip(folded, mentions, strict=True))
    )


def _completed(
    text: str, number: int, mentions: Sequence[re.Match[str]], named: Sequence[_Named]
) -> Iterator[FoundBody]:
    for match in mentions:
        if is_post(text, match):
            continue
        level = match["of_village"] or match["of_quarter"] or match["of_town"] or "社区"
        ours = [item for item in named if item.name.endswith(level)]
        last = max((x.end for x in ours if x.text == number and x.end <= match.start()), default=0)
        towns = match["of_town"] is not None
        if any(bool(each["town"]) is towns for each in _EACH.finditer(text, last, match.start())):
            continue
        if whose := _whose(text, number, match.start(), ours, later=bool(match["of_town"])):
            rest = match[0].removeprefix(level)
            name = whose + (f"村{rest}" if rest in ("委会", "民委员会") else rest)
            kind = "party" if _PARTY_BODY.match(rest) else "government"
            yield FoundBody(name, kind, match.start(), match.end(), relative=True)


def _whose(text: str, number: int, at: int, named: Sequence[_Named], *, later: bool) -> str:
    """Return the town or village that a body at a place is of; ``""`` where two may be meant."""
    before = [item for item in named if item.text == number and item.end <= at]
    names = {item.name for item in before}
    if len(names) > 1:
        start = sentence_start(text, at)
        names = {item.name for item in before if item.end > start}
    elif not names:
        names = {item.name for item in named if later or item.text < number}
    sure = len(names) == 1 and not next(iter(names)).startswith(_UNSURE)
    return names.pop() if sure else ""


def _others(text: str, number: int, named: Sequence[_Named]) -> Iterator[_Named]:
    """Yield towns and villages named again, and what may be one that nothing else names."""
    known = {item.name[-size:]: item.name for item in named for size in _ENDS}
    for match in _ANY.finditer(text):
        if again := known.get(match[0]):
            yield _Named(again, number, match.end())
        elif not _is_word(match["core"]):
            yield _Named(_UNSURE + match[0], number, match.end())


def _names(text: str, bodies: Sequence[FoundBody], number: int, home: str) -> Iterator[_Named]:
    """Yield the towns and villages that a text names."""
    for place in find_places(text, home):
        match = _AFTER_PLACE.match(text, place.end)
        for group in ("town", "village") if match else ():
            towned = group == "village" and match is not None and match["town"] is not None
            if match and match[group] and _is_name(match[group], towned=towned):
                yield _Named(match[group], number, match.end(group))
    for body in bodies:
        if own := _OWN.match(body.name):
            yield _Named(own["village"] or own["town"], number, body.end)


def _is_word(core: str) -> bool:
    """Whether it is a word that goes before 村 without naming it: 带动|村, 贫困|村."""
    tagged = jieba.tag(core)
    return (
        core in no_towns()
        or core[-1] in _NO_OTHER
        or (core[-1] in "大强" and core[0] in "口业济游")  # 人口|大村
        or tagged[-1][0] in _KINDS
        or any(len(word) > 1 and tag[:1] in _NO_OTHER_TAGS for word, tag in tagged)
    )


def _is_name(name: str, *, towned: bool) -> bool:
    """Whether a name is one: right behind its town it may be a word, 陈庄镇|新立村."""
    none = _NO_NAME - {"v", "m"} if towned else _NO_NAME
    core = re.sub(f"(?:{_VILLAGES}|{_TOWNS})$", "", name)
    return core[-2:] not in no_towns() and not any(
        len(word) > 1 and tag[:1] in none for word, tag in jieba.tag(core)
    )
