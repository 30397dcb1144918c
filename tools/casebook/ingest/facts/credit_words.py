"""The pieces of a line of credits: names, roles, papers and organs, places, reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casebook import resources
from casebook.ingest.facts.names import is_called, is_name, is_office, is_other_word
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import (
    OF_SENTENCE,
    begins_phrase,
    is_desk_in_short,
    is_of_place,
    may_name_person,
)
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_MOST, _LONGEST = 24, 24
"""Pieces of a line, and characters of one of them, at most."""
_SIGNS = r"\s、，,;；:：/／╱∕|｜丨│┃•―─—－–()（）\[\]［］【】〔〕■□◎◆◇●▲○"
_PIECE = re.compile(rf"(?P<word>[^{_SIGNS}]+)(?P<gap>[{_SIGNS}]*)")
_SPACED = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ 　]{{1,2}}([{_HAN}])(?![{_HAN}])")
"""A name of two characters with a gap in it: 石 琦."""
_BOTH = re.compile(
    r"(?<!\w)(?:文字?|撰[文稿]|[采採][写寫]|[图圖]片?|[摄攝]影?|供[图圖])\s?[/／╱∕]\s?"
    r"(?:文字?|[图圖]片?|[摄攝]影?|供[图圖])(?!\w)"
)
"""A role of two parts with a slash between them, where no name stands behind it: 文/图."""
_REPORT = re.compile(
    r"(?P<place>.{0,10}?)(?:[连现][线场]|[联综]合|专[题访]|即时|采访)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:报[道导]|[专]?[电讯])"
)
"""That somebody reports, with the place and day: 嘉义报导, 连线报导, 9日电."""
_DEEDS = re.compile(
    r"(?:[联综]合|现场)?(?:采[访写]|撰[文稿]|编译|整理|(?P<took>摄影)){1,3}(?:报[道导])?"
)
"""What those named before it did, in several words: 采访撰文, 摄影报道."""
_GLUED_PAPER = re.compile(
    rf"(?P<paper>[{_HAN}]{{2,6}}(?:[时時日晚]|都市)[报報])(?P<name>[{_HAN}]{{3}})"
)
"""A paper with its writer and nothing between them: 青河時報周海明."""
_REPORTED = re.compile(rf"(?P<name>[{_HAN}]{{3}})[报報][导導道]")
"""A writer of three characters with the word that he or she reports: 張佳琪報導."""
INSTITUTION = re.compile(
    rf"[{_HAN}]{{2,16}}(?:大[学學]|[学學]院|研究[院所]|[党黨]校)[{_HAN}]{{0,14}}"
)
"""An institution, whose name before that of a writer is a sign by itself."""
_FROM = re.compile(r"[发发]?自(?P<place>.{2,8})")
_OWN = re.compile(r"本[报网刊台社]|本报讯|全媒体|融媒体?|首席|特约|见习|资深")
"""What stands before a post and names no paper."""
_RARE = re.compile(f"[{_HAN}]{{3}}")
"""A name whose surname is not known."""
_TELLS = {"ns", "nt", "nz"}
"""What words of the dictionary are that name a place or an organ: 华中."""
CHECKING = "一二三四五初复终总责任值班执行审校核编辑发布签读稿对阅"
CHECKED = rf"(?=[^:：\s]{{0,7}}[审校核编])[{CHECKING}]{{2,8}}[人员者]?"
"""A label of those who check and send a text out, in any order: 终审核发, 编审校, 三审签发人."""
_GIVEN = re.compile("提供|供[图稿]")
"""What an organ did that gives a picture: 农业局提供."""
_ORGANS = re.compile(
    rf"[{_HAN}]{{2,20}}(?:[常编編]委[会會]|[工商联聯][会會]|[协協学學][会會]|支[队隊]|[学學]校|中[学學]|小[学學]|[报報][{_HAN}]{{0,3}}版)"
)
"""Organs beside those that issue texts: 某市人大常委会."""
_OF_CREDIT = re.compile("[来來]源|作者|[记記]者")
"""What stands in the name of no organ."""
COLON = re.compile("[:：|｜丨│┃]")
_PAPERS = ("报", "報", "网", "網", "社", "刊", "新闻", "新聞", "News")
"""How the name of a paper ends that stands before the post of its writer."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: what it is, the fact that a role names, and what stands behind it."""

    kind: str
    """``name``, ``role``, ``report``, ``organ``, ``paper``, ``place``; ``either`` name or place."""
    word: str = ""
    fact: str = ""
    sure: bool = False
    """Of a role, whether it names people by itself; of a name, whether it is no other word."""
    gap: str = ""

    @property
    def is_told(self) -> bool:
        """Whether a role says by itself, or by a colon, that names stand behind it."""
        return self.sure or (self.kind == "role" and COLON.search(self.gap) is not None)

    @property
    def is_behind(self) -> bool:
        """Whether it may stand behind the names that it governs."""
        return self.kind == "report" or self.word in _behind()


@resources.cached
def _roles() -> dict[str, str]:
    """Return which fact each role names, by its simplified form."""
    roles = dict.fromkeys(("单位", "作者单位", "媒体"), "unit")
    for fact in ("artist", "photographer", "editor", "both", "author"):
        roles |= dict.fromkeys(map(to_simplified, words("masthead", fact)), fact)
    roles |= dict.fromkeys(_ranks(), "author")
    roles |= dict.fromkeys(map(to_simplified, words("people", "deeds")), "author")
    # Who draws a picture is named with it.
    roles |= dict.fromkeys(("制图", "绘图"), "artist")
    return roles | {"by": "author", "图文来源": "both", "文字来源": "author"}


@resources.cached
def _ranks() -> frozenset[str]:
    return frozenset(map(to_simplified, words("people", "ranks")))


@resources.cached
def _behind() -> frozenset[str]:
    """Roles that may stand behind the names that they govern: 周海 供稿, 吴江/文."""
    deeds = map(to_simplified, (*words("people", "deeds"), *words("masthead", "both")))
    several = filter(_DEEDS.fullmatch, _roles())
    return frozenset((*deeds, *several, "摄影", "摄", "图", "供图", "编辑"))


@resources.cached
def _glued() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a post with its paper and its name, and a name with what it did glued to it."""
    ranks = sorted(_ranks(), key=len, reverse=True)
    deeds = sorted({x for x in _behind() if len(x) > 1 or x == "摄"}, key=len, reverse=True)
    return (
        re.compile(
            rf"(?P<paper>\w{{0,14}}?)(?P<role>{'|'.join(map(re.escape, ranks))})"
            rf"(?P<name>[{_HAN}]{{2,3}}?)?(?:报[道导])?"
        ),
        re.compile(rf"(?P<name>[{_HAN}]{{2,4}})(?P<role>{'|'.join(map(re.escape, deeds))})"),
    )


def tokens_of(text: str) -> list[Token]:
    """Cut a line into what it is made of; ``[]`` where a piece is of no known kind."""
    pieces = list(_PIECE.finditer(_BOTH.sub("文图", _SPACED.sub(r"\1\2", text))))
    if not 0 < len(pieces) <= _MOST:
        return []
    tokens: list[Token] = []
    for piece in pieces:
        made = _read(piece["word"], piece["gap"], alone=len(pieces) == 1)
        if not made:
            return []
        tokens += made
    ends = Token("")
    beside = zip((ends, *tokens), tokens, (*tokens[1:], ends), strict=False)
    placed = tokens[-1].kind in {"place", "either"}
    tokens = [_settled(x, before, after, placed=placed) for before, x, after in beside]
    names = [token for token in tokens if token.kind == "name"]
    # A rare surname is believed beside a usual one only.
    usual = any(is_name(token.word) for token in names)
    return tokens if (usual or not names) and all(token.kind for token in tokens) else []


def kinds_of(text: str) -> list[Token]:
    """Cut a line as :func:`tokens_of` does; a piece of no known kind has ``""`` for its kind."""
    pieces = list(_PIECE.finditer(_BOTH.sub("文图", _SPACED.sub(r"\1\2", text))))
    alone = len(pieces) == 1
    read = (_read(x["word"], x["gap"], alone=alone) or [Token("", x["word"])] for x in pieces)
    return [token for tokens in read for token in tokens]


def _settled(token: Token, before: Token, after: Token, *, placed: bool) -> Token:
    """Settle what may be a name or a place: 吴江.

    It is a name behind a post, and in doubt where nobody reports from anywhere.  A city of Taiwan,
    as reports name them, is a place there (許文彬 高雄 報導), and any other word neither.  What
    stands before a post and is named like a publisher is one: 青河在线 记者.

    :param placed: whether the place of the report ends the line.
    """
    if token.kind == "organ" and after.word in _ranks() and is_publisher(token.word):
        return replace(token, kind="paper")
    if token.kind != "either":
        return token
    known = token.word in words("people", "places")
    reported = after.kind == "report" and not (after.word or placed)
    if (before.kind == "role" and before.sure) or not (known or reported):
        return replace(token, kind="name", sure=before.kind == "name")
    return replace(token, kind="place" if known else "")


def _read(word: str, gap: str, *, alone: bool) -> list[Token]:
    """Read one piece as a role, a name, an organ or a place; ``[]`` where it is none."""
    if len(word) > _LONGEST:
        return []
    plain = to_simplified(word).lower()
    token = _role(plain, gap) or _name(word, gap)
    if token:
        return [token]
    glued = _unglued(word, plain, gap)
    if not glued and not alone and _is_organ(_GIVEN.sub("", word)):
        return [Token(_kind(word), word, gap=gap)]
    return glued


def _role(plain: str, gap: str) -> Token | None:
    """Read a role, or that somebody reports, from where and when."""
    fact = _roles().get(plain) or ("editor" if re.fullmatch(CHECKED, plain) else "")
    if fact:
        # 文, 图 and 供稿 are words of the language, too.
        return Token("role", plain, fact, sure=plain not in _behind(), gap=gap)
    report = _REPORT.fullmatch(plain) or _FROM.fullmatch(plain)
    if report and _is_place(report["place"]):
        told = "" if plain in {"报道", "报导"} else plain  # else from nowhere
        return Token("report", told, "author", sure=bool(report["place"]), gap=gap)
    if deeds := _DEEDS.fullmatch(plain):
        return Token("report", plain, "both" if deeds["took"] else "author", gap=gap)
    return None


def _unglued(word: str, plain: str, gap: str) -> list[Token]:
    """Read what has nothing between its parts: a paper, a post and a name, or a name and a deed."""
    posted, did = (pattern.fullmatch(plain) for pattern in _glued())
    if posted and (made := _posted(word, posted, gap)):
        return made
    if did and (name := _name(word[: did.end("name")], "")):
        return [name, Token("role", did["role"], _roles()[did["role"]], gap=gap)]
    said = _REPORTED.fullmatch(word)
    if said and (name := _name(said["name"], "")) and name.kind == "name" and name.sure:
        return [name, Token("report", "", "author", gap=gap)]
    paper = _GLUED_PAPER.fullmatch(word)
    if paper and not gap and (name := _name(paper["name"], gap)) and name.sure:
        return [Token("paper", paper["paper"], gap="/"), name]
    return []


def _name(word: str, gap: str) -> Token | None:
    """Read a name, or what may be one or a place; a word for a place or an organ is none."""
    if is_desk_in_short(word):
        return Token("organ", word, gap=gap)
    if not is_name(word):
        rare = _RARE.fullmatch(word) and may_name_person(word) and not begins_phrase(word)
        rare = rare and word not in words("people", "no_names") and not is_other_word(word)
        return Token("name", word, gap=gap) if rare and not _is_organ(word) else None
    plain = to_simplified(word)
    if plain.endswith("摄") or is_called(plain):
        return None
    known = jieba.has_word(plain)
    if _is_place(plain):
        return Token("either", word, gap=gap)
    tags = {tag for _, tag in jieba.tag(plain)}
    if known and tags & _TELLS:
        return None
    told = not known and not tags & OF_SENTENCE
    return Token("name", word, sure=may_name_person(word) or told, gap=gap)


def _posted(word: str, match: re.Match[str], gap: str) -> list[Token]:
    """Read a post with the paper before it and the name behind it: 青河日报记者周海."""
    start, end = match.span("role")
    paper, own = word[:start], _OWN.fullmatch(match["paper"]) is not None
    if paper and not (own or _is_organ(paper)):
        return []
    kind = "paper" if is_publisher(paper) else "organ"
    made = [Token(kind, paper)] if paper and not own else []
    made.append(Token("role", match["role"], "author", sure=True, gap="" if match["name"] else gap))
    name = _name(word[end : match.end("name")], gap) if match["name"] else None
    if match["name"] and not name:
        return []
    return [*made, name] if name else made


def _kind(organ: str) -> str:
    """Return whether an organ is a paper, whose writer publishes there, a place or another one."""
    if _is_place(to_simplified(organ)):
        return "place"
    return "paper" if organ.endswith(_PAPERS) and len(organ) > len("青报") else "organ"


def _is_place(plain: str) -> bool:
    """Whether a word is a place of a report, or no word at all."""
    bare = plain[:-1] if plain.endswith(("省", "市", "县", "区")) and len(plain) > 2 else plain
    return not plain or plain in _places() or bare in _places()


@resources.cached
def _places() -> frozenset[str]:
    listed = (*words("people", "places"), *words("masthead", "network_places"))
    return frozenset((*place_names(), *map(to_simplified, listed)))


def _is_organ(word: str) -> bool:
    """Whether a word is a paper, an office, an institution or a place by its kind."""
    if _OF_CREDIT.search(word):
        return False
    if is_publisher(word) or is_office(word) or _is_place(to_simplified(word)):
        return True
    if INSTITUTION.fullmatch(word) or _ORGANS.fullmatch(word):
        return all(tag not in OF_SENTENCE for _, tag in jieba.tag(to_simplified(word)))
    return is_of_place(word, is_name)
