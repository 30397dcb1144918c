"""Lines that hold nothing but credits: names, what each did, where they work and report from.

Every page sets them another way: 周海、吴江╱連線報導, 圖/周海、文/吴江, 青河社区 周海供稿,
by 周海.  So a line is cut at its gaps and signs, and each piece must be one of these: a name, a
role (a label of the masthead, a post, a deed: 供稿, 報導), an organ or place, a day.  A role governs
the names behind it, or those before it where no role governs these yet.  Where a piece is anything
else, or a word of the dictionary stands for a name, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from casebook import resources
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import OF_SENTENCE, is_of_place, may_name_person
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_MOST, _MOST_PIECES, _LONGEST = 90, 24, 24
"""Characters of a line, its pieces, and characters of one of them, at most."""
_SIGNS = r"\s、，,;；:：/／╱∕|｜丨│┃•―—－–()（）\[\]［］【】〔〕■□◎◆◇●▲○"
_PIECE = re.compile(rf"(?P<word>[^{_SIGNS}]+)(?P<gap>[{_SIGNS}]*)")
_SPACED = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ 　]{{1,2}}([{_HAN}])(?![{_HAN}])")
"""A name of two characters with a gap in it: 石 琦."""
_BOTH = re.compile(
    r"(?<!\w)(?:文字?|撰[文稿]|[采採][写寫]|[图圖]片?|[摄攝]影?|供[图圖])\s?[/／╱∕]\s?"
    r"(?:文字?|[图圖]片?|[摄攝]影?|供[图圖])(?!\w)"
)
"""A role of two parts with a slash between them, where no name stands behind it: 文/图."""
_REPORT = re.compile(
    r"(?P<place>.{0,10}?)(?:[连现][线场]|[联综]合|专[题访]|采访)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:报[道导]|[专]?[电讯])"
)
"""That somebody reports, with the place and day: 嘉义报导, 连线报导, 9日电."""
_FROM = re.compile(r"[发发]?自(?P<place>.{2,8})")
_DAY = re.compile(r"(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}日?")
_OWN = re.compile(r"本[报网刊台社]|本报讯|全媒体|融媒体?|首席|特约|见习|资深")
"""What stands before a post and names no paper."""
_TELLS = {"ns", "nt", "nz"}
"""What words of the dictionary are that name a place or an organ: 华中."""
CHECKING = "一二三四五初复终总责任值班执行审校核编辑发布签读稿对阅"
CHECKED = rf"(?=[^:：\s]{{0,7}}[审校核编])[{CHECKING}]{{2,8}}[人员者]?"
"""A label of those who check and send a text out, in any order: 终审核发, 编审校, 三审签发人."""
_GIVEN = re.compile("提供|供[图稿]")
"""What an organ did that gives a picture: 农业局提供."""
_ORGANS = re.compile(rf"[{_HAN}]{{2,20}}(?:[常编編]委[会會]|[工商联聯][会會]|[协協学學][会會]|支[队隊]|[学學]校|中[学學]|小[学學])")
"""Organs beside those that issue texts: 某市人大常委会."""
_COLON = re.compile("[:：|｜丨│┃]")
_SETTLED = tuple("村镇鎮乡鄉道区區县縣市")
"""How a place ends that may stand in a row of places, names of hamlets behind it."""
_PAPERS = ("报", "報", "网", "網", "社", "刊")
"""How the name of a paper ends that stands before the post of its writer."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line of writers says: the names, who takes pictures, and for which paper."""

    authors: tuple[str, ...]
    photographers: tuple[str, ...] = ()
    publisher: str = ""
    editors: tuple[str, ...] = ()
    strong: bool = False
    """Whether more than the form of the names says that it is one: a mark, a rank, a unit."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a line: what it is, the fact that a role names, and what stands behind it."""

    kind: str
    word: str = ""
    fact: str = ""
    sure: bool = False
    """Of a role, whether it names people by itself; of a name, whether it is no other word."""
    gap: str = ""


@dataclass(slots=True)
class _Reading:
    """Who is named for what, and who still waits for a role."""

    named: dict[str, list[str]] = field(
        default_factory=lambda: {"author": [], "photographer": [], "editor": []}
    )
    waiting: list[_Token] = field(default_factory=list)
    role: _Token | None = None
    sure: bool = True
    """Whether each name is one beyond doubt, or stands behind a role that says so."""

    def give(self, names: list[_Token], role: _Token) -> None:
        """Give names to a role."""
        told = role.sure or (_COLON.search(role.gap) is not None and role.kind == "role")
        self.sure = self.sure and (told or all(name.sure for name in names))
        facts = ("author", "photographer") if role.fact == "both" else (role.fact,)
        for fact in facts:
            self.named[fact] += [name.word for name in names]


@resources.cached
def _roles() -> dict[str, str]:
    """Return which fact each role names, by its simplified form."""
    roles = dict.fromkeys(("单位", "作者单位"), "unit")
    for fact in ("photographer", "editor", "both", "author"):
        roles |= dict.fromkeys(map(to_simplified, words("masthead", fact)), fact)
    roles |= dict.fromkeys(map(to_simplified, words("people", "ranks")), "author")
    roles |= dict.fromkeys(map(to_simplified, words("people", "deeds")), "author")
    # Who draws a picture is named with it.
    roles |= dict.fromkeys(("制图", "绘图"), "photographer")
    return roles | {"by": "author", "图文来源": "both", "文字来源": "author"}


@resources.cached
def _behind() -> frozenset[str]:
    """Roles that may stand behind the names that they govern: 周海 供稿, 吴江/文."""
    deeds = map(to_simplified, (*words("people", "deeds"), *words("masthead", "both")))
    return frozenset((*deeds, "摄影", "摄", "图", "供图", "编辑"))


@resources.cached
def _glued() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a post with its paper and its name, and a name with what it did glued to it."""
    ranks = sorted({*map(to_simplified, words("people", "ranks"))}, key=len, reverse=True)
    deeds = sorted({x for x in _behind() if len(x) > 1 or x == "摄"}, key=len, reverse=True)
    return (
        re.compile(
            rf"(?P<paper>[\w]{{0,14}}?)(?P<role>{'|'.join(map(re.escape, ranks))})(?P<name>[{_HAN}]{{2,3}}?)?(?:报[道导])?"
        ),
        re.compile(rf"(?P<name>[{_HAN}]{{2,4}})(?P<role>{'|'.join(map(re.escape, deeds))})"),
    )


def read_credits(text: str) -> Byline | None:
    """Read a line that holds credits and nothing else; ``None`` where it does not.

    With a role the reading is strong; a name behind its organ alone is not, and the place of the
    line must say the rest.  Who only took a picture stands in its caption.
    """
    text = text.strip().rstrip("。")
    if not 3 < len(text) <= _MOST:
        return None
    tokens = _tokens(_BOTH.sub(_joined, _SPACED.sub(r"\1\2", text)))
    reading = _governed(tokens) if tokens else None
    if reading is None:
        return None
    named, waiting = reading.named, reading.waiting
    papers = [x.word for x in tokens if x.kind == "paper" and not x.word.startswith("本")]
    paper = papers[0] if papers else ""
    if waiting:
        sure = bool(paper) or all(x.sure for x in waiting)
        return Byline(tuple(x.word for x in waiting), publisher=paper) if sure else None
    if not reading.sure or not named["author"]:
        return None
    people = (tuple(dict.fromkeys(named[x])) for x in ("author", "photographer", "editor"))
    authors, photographers, editors = people
    # A name with a deed behind a gap could be a sentence: 周海明 采写.
    bare = [x.kind for x in tokens] == ["name", "role"] and tokens[0].gap.isspace()
    return Byline(authors, photographers, paper, editors, strong=not bare)


def _joined(match: re.Match[str]) -> str:
    """Write a role of two parts as one word."""
    return "文图"


def _tokens(text: str) -> list[_Token]:
    """Cut a line into what it is made of; ``[]`` where a piece is of no known kind."""
    pieces = list(_PIECE.finditer(text))
    if not 1 <= len(pieces) <= _MOST_PIECES:
        return []
    tokens: list[_Token] = []
    for piece in pieces:
        made = _read(piece["word"], piece["gap"], alone=len(pieces) == 1)
        if not made:
            return []
        tokens += made
    reported = any(token.kind == "report" for token in tokens)
    pairs = pairwise((_Token(""), *tokens))
    tokens = [_settled(token, before, reported=reported) for before, token in pairs]
    names = [token for token in tokens if token.kind == "name"]
    # A rare surname is believed beside a usual one only.
    usual = any(is_name(token.word) for token in names)
    return tokens if usual and all(token.kind for token in tokens) else []


def _settled(token: _Token, before: _Token, *, reported: bool) -> _Token:
    """Settle what may be a name or a place: 吴江.

    It is a name behind a post, and in doubt where nobody reports from anywhere.  A city of Taiwan,
    as reports name them, is a place there (許文彬 高雄 報導), and any other word neither.
    """
    if token.kind != "either":
        return token
    if not reported or (before.kind == "role" and before.sure):
        return replace(token, kind="name")
    return replace(token, kind="organ" if token.word in words("people", "places") else "")


def _read(word: str, gap: str, *, alone: bool) -> list[_Token]:
    """Read one piece as a role, a name, an organ, a place or a day; ``[]`` where it is none."""
    if len(word) > _LONGEST:
        return []
    plain = to_simplified(word).lower()
    fact = _roles().get(plain) or ("editor" if re.fullmatch(CHECKED, plain) else "")
    if fact:
        # 文, 图 and 供稿 are words of the language, too.
        return [_Token("role", plain, fact, sure=fact == "unit" or plain not in _behind(), gap=gap)]
    if (report := _REPORT.fullmatch(plain)) and _is_place(report["place"]):
        return [_Token("report", fact="author", gap=gap)]
    if name := _name(word, gap):
        return [name]
    posted, did = (pattern.fullmatch(plain) for pattern in _glued())
    if posted and (made := _posted(word, posted, gap)):
        return made
    if did and (name := _name(word[: did.end("name")], "")):
        return [name, _Token("role", did["role"], _roles()[did["role"]], gap=gap)]
    if _DAY.fullmatch(plain):
        return [_Token("day", gap=gap)]
    if (sent := _FROM.fullmatch(plain)) and _is_place(sent["place"]):
        return [_Token("report", fact="author", gap=gap)]
    if not alone and _is_organ(_GIVEN.sub("", word)):
        return [_Token(_kind(word), word, gap=gap)]
    return []


def _name(word: str, gap: str) -> _Token | None:
    """Read a name, or what may be one or a place; a word for a place or an organ is none."""
    if not is_name(word):
        rare = re.fullmatch(f"[{_HAN}]{{3}}", word) and may_name_person(word) and not _is_organ(word)
        return _Token("name", word, gap=gap) if rare else None
    plain = to_simplified(word)
    known = jieba.has_word(plain)
    if _is_place(plain):
        return _Token("either", word, gap=gap)
    if known and any(tag in _TELLS for _, tag in jieba.tag(plain)):
        return None
    return _Token("name", word, sure=may_name_person(word) or not known, gap=gap)


def _posted(word: str, match: re.Match[str], gap: str) -> list[_Token]:
    """Read a post with the paper before it and the name behind it: 青河日报记者周海."""
    start, end = match.span("role")
    paper, own = word[:start], _OWN.fullmatch(match["paper"]) is not None
    if paper and not (own or _is_organ(paper)):
        return []
    made = [_Token(_kind(paper), paper)]
    made = [] if own or not paper else made
    made.append(_Token("role", match["role"], "author", sure=True, gap="" if match["name"] else gap))
    name = _name(word[end : match.end("name")], gap) if match["name"] else None
    if match["name"] and not name:
        return []
    return [*made, name] if name else made


def _kind(organ: str) -> str:
    """Return whether an organ is a paper, whose writer publishes there, or another one."""
    return "paper" if organ.endswith(_PAPERS) and len(organ) > len("青报") else "organ"


def _is_place(plain: str) -> bool:
    """Whether a word is a place of a report, or no word at all."""
    bare = re.sub("[省市县区]$", "", plain) if len(plain) > len("周县") else plain
    known = (*place_names(), *map(to_simplified, words("people", "places")))
    return not plain or plain in known or bare in known or plain in words("masthead", "network_places")


def _is_organ(word: str) -> bool:
    """Whether a word is a paper, an office, an institution or a place by its kind."""
    if is_publisher(word) or is_office(word) or _is_place(to_simplified(word)):
        return True
    named = _ORGANS.fullmatch(word) and all(t not in OF_SENTENCE for _, t in jieba.tag(to_simplified(word)))
    return bool(named) or is_of_place(word, is_name)


def _governed(tokens: list[_Token]) -> _Reading | None:
    """Give each name to its role; ``None`` where a role has no name, or stands in between."""
    reading = _Reading()
    roles = 0
    for at, token in enumerate(tokens):
        if token.kind == "name":
            if reading.role is None:
                reading.waiting.append(token)
            elif reading.role.fact == "unit":
                return None  # 单位：周海
            else:
                reading.give([token], reading.role)
        elif token.kind in {"role", "report"}:
            roles += 1
            if not _take(reading, token, tokens[at + 1 :]):
                return None
    first, last = tokens[0], tokens[-1]
    at_work = first.kind == "organ" and not first.word.endswith(_SETTLED)
    told = not reading.waiting or (not roles and (at_work or "paper" in {first.kind, last.kind}))
    return reading if told else None


def _take(reading: _Reading, role: _Token, behind: list[_Token]) -> bool:
    """Let a role govern the names that wait for one, else those behind it.

    :returns: whether it governs anybody.
    """
    labels = role.kind == "role" and _COLON.search(role.gap)
    if reading.waiting:
        if labels or (role.kind == "role" and role.word not in _behind()):
            return False
        reading.give(reading.waiting, role)
        reading.waiting, reading.role = [], None
        return True
    ahead = next((x for x in behind if x.kind in {"name", "role", "report"}), None)
    if role.kind == "role" and ahead and ahead.kind == "name":
        reading.role = role
        return True
    if role.kind == "role" and behind and behind[0].kind in {"organ", "paper"}:
        reading.role = None  # it names an organ, and nobody
        return True
    # Behind those whom a post names stands once more that they report, or took the pictures.
    authors = reading.named["author"]
    if not authors or role.fact not in {"author", "both"} or behind:
        return False
    if role.fact == "both":
        reading.named["photographer"] += authors
    return True
