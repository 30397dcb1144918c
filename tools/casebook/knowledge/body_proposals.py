"""Names that may be bodies, for a person to decide: what the rules do not find, or cannot name.

A proposal is never printed as a fact.  It ends as names of bodies do (委员会, 局, 中心 …) and
begins where the words before it can no longer be part of a name; the lists stand in
``data/organisations.toml`` (``[proposed]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook import resources
from casebook.knowledge.body_owners import division_name, division_of
from casebook.knowledge.mask import TITLE
from casebook.knowledge.named_bodies import FoundBody, listed
from casebook.knowledge.organisations import BEARS_NAME
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.regions import WITHOUT_DIVISIONS
from casebook.knowledge.tagging import Token, tokens
from casebook.text.fold import fold

_LONGEST = 20
_SHORTEST = 3
_BREAKS = frozenset(
    (
        "p",
        "c",
        "uj",
        "ul",
        "uz",
        "ud",
        "ug",
        "d",
        "m",
        "mq",
        "q",
        "r",
        "f",
        "x",
        "y",
        "t",
        "quote",
        "e",
        "o",
        "zg",
    )
)
_JOINS = frozenset("及与")
"""Inside names of committees and bureaus in Hong Kong and Taiwan: 土地及建设谘询委员会."""


@resources.cached
def _listed(name: str) -> tuple[str, ...]:
    words = resources.toml("organisations.toml")["proposed"][name]
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


@resources.cached
def _kinds() -> dict[str, str]:
    kinds = resources.toml("organisations.toml")["proposed"]["endings"]
    return {fold(word): kind for kind, words in kinds.items() for word in words}


@resources.cached
def _endings() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_kinds(), key=lambda word: (-len(word), word))))


def propose_bodies(text: str, home: str, results: Sequence[FoundBody]) -> tuple[FoundBody, ...]:
    """Return the names of a text that may be bodies, in order, without overlap.

    :param home: the code of the article's region, which completes 卫生局.
    :param found: the bodies that the rules find in the text.
    """
    folded = fold(text)
    taken = {at for body in results for at in range(body.start, body.end)}
    taken |= {at for match in TITLE.finditer(folded) for at in range(*match.span())}
    places = {place.start for place in find_places(text, home)}
    result: list[FoundBody] = []
    for start, end, kind in _names(folded):
        if taken.isdisjoint(range(start, end)):
            name = folded[start:end]
            if not _has_sign(folded, start, end, placed=start in places):
                continue
            if _is_of_many(folded, start, end):
                continue
            whole = start in places or kind != "government" or len(name) > _LONGEST_OFFICE
            own = name if whole or not _completes(home) else _completed(name, home)
            result.append(FoundBody(own, kind, start, end))
            taken.update(range(start, end))
    return tuple(result)


def _has_sign(folded: str, start: int, end: int, *, placed: bool) -> bool:
    """Whether more than its ending says that a name is of a body.

    It begins with a place or says whose it is (县图书馆), is a department (环保局) or a firm, has a
    person with a post or acts (…基金会区长, …局回应), or stands after 成立.  What
    is counted (6个专业调解委员会) and what begins with a verb is none.
    """
    if _COUNTED.search(folded, max(0, start - _REACH), start) or folded.startswith("〔", end):
        return False
    if BEARS_NAME.match(folded, end):
        return False
    if folded.endswith(("党委", "党工委"), start, end) and folded.startswith(listed("posts"), end):
        return False
    if _NO_NAME.match(folded, start, end) or _HAS.search(folded, start, end):
        return False
    return bool(
        placed
        or _WHOSE.match(folded, start, end)
        or _DEPARTMENT.fullmatch(folded, start, end)
        or folded.endswith("有限公司", start, end)
        or _ACTS.match(folded, end)
        or _FOUNDED.search(folded, max(0, start - _REACH), start)
    )


def _is_of_many(folded: str, start: int, end: int) -> bool:
    """Whether a name says a kind (行业协会, 高级法院), or is of many (县级调处中心) or abroad."""
    if _FOUNDED.search(folded, max(0, start - _REACH), start):
        return False
    return _OF_KIND.fullmatch(folded, start, end) is not None or folded.startswith(
        _foreign(), start
    )


_OF_KIND = re.compile(
    "(?:行业|商业|各类|高级|中级|基层|农业|科技|村?集体|发展|专业|人民|社会|公益|农民|种植|养殖|乡镇|职业|民办|公办"
    "|培训|股份|经济|互助|志愿|法律){1,4}(?:协会|商会|联合会|基金会|法院|检察院|公司|合作社|学校|医院|调解委员会)"
    "|[一-鿿]*[省市县镇村]级[一-鿿]*|[一-鿿]*两委|村里办公处"
)


@resources.cached
def _foreign() -> tuple[str, ...]:
    return tuple(map(fold, resources.toml("organisations.toml")["foreign"]))


_REACH = 8
_COUNTED = re.compile("[\\d一二两三四五六七八九十百千多余][个家所处座间支条类级楼]?$")
_NO_NAME = re.compile("[以由将把让被从是]|内设|小组|对原|感谢|期盼|主动|强调|确保|鼓励")
_HAS = re.compile("[现共拥]有")
"""Inside a name: 霞阳市|现有城市消防站, what a place has."""
_WHOSE = re.compile("[省市县区州旗乡镇](?![里民内居委有]|际|级)")
_DEPARTMENT = re.compile(
    "[一-鿿]{2,16}(?:局|总署|委员会|协会|基金会|派出所)"
    "|[一-鿿]{2,8}(?:[厅署委处]|办公室|指挥部|管委会|领导小组)"
)
_ACTS = re.compile(
    "(?:副|总)?(?:局长|厅长|署长|处长|主任|主委|理事长?|会长|区长|院长|校长|经理|董事|书记|负责人|秘书长)"
    "|(?:表示|回应|指出|介绍|认为|透露|说，|联合|会同|印发|发布|派[员人]|参加|出席|主持|牵头)"
)
_FOUNDS = re.compile(
    "(?:成立|组建|组成)了?[“「]?([一-鿿]{4,16}(?:委员会|理事会|领导小组|指挥部|专班|联盟|协会))$"
)
"""What was founded is named to its end: 成立|楼道加装纠纷调解委员会."""
_FOUNDED = re.compile("(?:成立|揭牌|设立|举行|建置|组建|组成)[了]?[「“]?$")

_LEVELS = "省市县区州旗"
_LONGEST_OFFICE = 6
"""Longer names (北都专案监督办公室) stand without the place; 卫生局 does not."""


def _completed(name: str, home: str) -> str:
    """Return a name with its place: 卫生局, 县卫生局; as it stands where home is no 县."""
    if name[0] not in _LEVELS:
        return division_name(home) + name
    code = division_of(name[0], home)
    return division_name(code) + name[1:] if code else name


def _completes(home: str) -> bool:
    """Whether a region completes names: not where its own divisions have no codes."""
    return bool(home) and home not in WITHOUT_DIVISIONS


def _names(folded: str) -> Iterator[tuple[int, int, str]]:
    words = tokens(folded, 0, len(folded))
    for number, token in enumerate(words):
        match = _ending(token)
        if not match:
            continue
        after = words[number + 1 : number + 2]
        if _goes_on(token, after):
            continue
        founded = _FOUNDS.search(folded, max(0, token.end - _LONGEST), token.end)
        start = founded.start(1) if founded else _start(words, number)
        name = folded[start : token.end]
        if _SHORTEST <= len(name) <= _LONGEST and not _is_generic(name, match[0]):
            yield start, token.end, _kinds()[match[0]]


def _ending(token: Token) -> re.Match[str] | None:
    """Return the ending of a word that may end the name of a body."""
    if not token.tag.startswith(("n", "j", "l", "vn", "i")):
        return None
    match = None
    for result in _endings().finditer(token.word):
        match = result if result.end() == len(token.word) else None
    return match


def _goes_on(token: Token, after: list[Token]) -> bool:
    """Whether a longer name goes on: 委员会|办公室, but not 卫生局|局长."""
    return bool(after) and _ending(after[0]) is not None and after[0].start == token.end


def _start(words: Sequence[Token], number: int) -> int:
    """Return where the name begins that ends with a word."""
    start = words[number].start
    end = words[number].end
    for place in range(number - 1, -1, -1):
        token = words[place]
        before = words[place - 1] if place else None
        joins = token.word in _JOINS and before is not None and before.tag.startswith(("n", "v"))
        joined = before is not None and before.word in _JOINS
        if end - token.start > _LONGEST or token.word.startswith(_listed("stops")):
            break
        ends = token.tag in _BREAKS or (token.word in _listed("verbs") and not joined)
        if ends and not joins:
            break
        start = token.start
    return start


def _is_generic(name: str, ending: str) -> bool:
    """Whether a name says a kind only (服务中心, 公立医院), or is another word (部署, 场所)."""
    if name.endswith(tuple(word for word in _listed("not_bodies") if len(word) > len(ending))):
        return True
    core = name.removesuffix(ending)
    return not core or core in _listed("cores") or name.startswith(_listed("generic"))
