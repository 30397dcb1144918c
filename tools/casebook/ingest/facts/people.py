"""Names of writers: in bylines, after labels, and in what stands around an article."""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.credits import Byline, read_credits
from casebook.ingest.facts.names import (
    GROUP,
    LATIN,
    glued_names,
    has_surname,
    is_called,
    is_name,
    is_office,
)
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.posts import (
    HOLDER,
    OF_SENTENCE,
    begins_phrase,
    is_desk_in_short,
    names_person,
    tells,
    without_post,
    without_posts,
    without_workplace,
)
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.ranked import read_staff
from casebook.ingest.facts.reporting import read_deed
from casebook.ingest.lexicon import is_frame, words
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_SPLIT = re.compile(r"[、,，;；/／|｜+＋\s　]+|(?<=[）)])(?=[\u3400-\u9fff])")
_BRACKETED = re.compile(r"[（(\[［【〔][^）)\]］】〕]*(?:[）)\]］】〕]|$)")
_ENCLOSED = re.compile(r"[（(\[［【〔]([^（）()]*)[）)\]］】〕]")
_NOTE = re.compile(r"\[\d{1,2}\]")
_NO_BYLINE = re.compile("[。！？?!《]")
_SPACED = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ 　]{{1,2}}([{_HAN}])(?![{_HAN}])")
_OTHER = re.compile(rf"(?<=\S)\s+[{_HAN}]{{2,8}}[:：]|(?<=\S)(?:[译譯]者|[单單]位)\s*[:：]")
"""A label of something else after the names: 周海 译者：吴江, 周海 签发人：吴江."""
_NOBODY = re.compile(
    r"(?i:admin)|(?:管理[员員]|[小网網][编編]|[编編][辑輯](?:中心|[部台室])?|官方|官微|[账帐帳][号號]|[机機][关關]|[机機][构構]|部[门門]|[单單]位|[干幹]部|[党黨][员員])$|^本[站网網][原转][创創载載]$"
    r"|^(?:[a-z_.-]{2,20}|(?=\D*\d)[A-Za-z\d_.@-]{2,20})$"
)
"""An account of the site that publishes: 青河管理员, 青河编辑, hkxbwb, user2020."""
_SITE = re.compile(r"[\u3400-\u9fff]{2,}[网網]站?")
"""A site where a writer or editor is named: 编辑：青河县政务服务网."""
_TOWN = re.compile(rf"[{_HAN}]{{2}}[镇鎮乡鄉村]")
"""A word of the form of the name of a town: 河口镇."""
_COPIES = re.compile(r"(?:共印?|印[数數發发]?)?\s?[\d〇一二三四五六七八九十百]+\s?份")
"""How many were printed, which stands beside the editors of a bulletin: 共印120份."""
_WRITTEN = re.compile(
    r"(?<![,，;；\s])[,，;；\s]*(?:[写寫撰作][于於]|完稿|初稿|定稿)\s*[\d一二三四五六七八九〇○]{4}.{0,12}$"
)
"""What a writer says of the day: 周海，写于2007年夏."""
_DONE = re.compile(rf"(?<=[{_HAN}]{{2}})(?:翻?[摄攝]影?|翻拍|整理|撰文|供[图圖稿])$|\[\d\d?\]?$")
"""What somebody did, glued to the name, and the mark of a note: 周海明整理, 周海[1]."""
_PLACED = re.compile(r"(?:报道|报导|報導|報道|电|電|综合)$|^[发發]自")
"""How the place of a report ends after the names, or begins: 新竹報導, 发自青河."""
_AFTER_PAPER = re.compile(
    rf"^[{_HAN}]{{2,8}}(?:网|網|日报|日報|晚报|晚報)(?=(?!新|频|頻|编|編)[{_HAN}]{{2,3}}$)"
)
"""A site or paper glued to the only name after a label: 韶山文明网周海."""
_OF_UNIT = re.compile(
    rf"[{_HAN}]{{2,16}}(?:大[学學]|[学學]院|研究[院所]|[党黨]校|[医醫]院|法院|[检檢]察院)(?P<name>[{_HAN}]{{2,3}})"
)
"""A writer with nothing between the name and the institution: 青河大学文学院周海."""
_POSTED = re.compile(
    rf"(?P<names>[{_HAN}]{{2,3}}(?:[\s　、，,]+[{_HAN}]{{2,3}}){{0,4}})\s?"
    r"[（(](?P<posts>[^（）()。]{4,200})[）)]"
)
"""Writers before a bracket with what they are, however long."""
_BEARS_POST = re.compile(
    "(?:大[学學]|[学學]院|研究[院所]|[党黨]校|中心|[学學][会會]).{0,30}(?:教授|研究[员員]|主任|院[长長]|所[长長]|博士|[硕碩]士|[讲講][师師]|研究生|[学學]者)"
)
_COLUMN = re.compile(r"^【[\u3400-\u9fff·]{2,10}】")
"""The column that a paper names before its writers: 【新春走基层】."""
_SIZE = re.compile(r"[-－—]\s?(?:标准|標準|默[认認]|字[号號])\s?[+＋]")
"""Buttons of the size of letters: 作者： -标准+."""
_BEFORE_RANK_LATIN = re.compile(r"(?<=\s)[A-Za-z]{2,12}\s(?=特[约約][记記]者|[记記]者)")
"""A site in Latin letters before the post of its writer: 周海 NPOst 特約記者."""
_CODE = re.compile(r"_?[A-Z]{1,4}\d+$|_[A-Za-z]+\d*$")
"""The number of an editor that some sites print after the name."""
_PLACE = re.compile(rf"[{_HAN}]{{1,4}}[市縣县州省]")
"""Where a writer reports from, which stands after the name: 林家慶 / 臺南市 報導."""
_PLACE_REPORT = re.compile(rf"(?P<by>[{_HAN}]{{4,11}})(?:报道|報導|报导|報道)")
"""A name with the place of its report and nothing between them."""
_REPORT = re.compile("(?:專題|综合|綜合)?(?:報導|报道|報道|报导)")
_AFFILIATED = re.compile(
    rf"(?<=[{_HAN}])[⁰¹²³⁴-⁹]+(?:[,，][⁰¹²³⁴-⁹]+)*|(?<=[{_HAN}])[①-⑳](?:\s?[,，、]?\s?[①-⑳])*|(?<=[{_HAN}])\s{{0,2}}\d{{1,2}}(?:\s?[,，、]\s?\d{{1,2}}(?!\d))*\s?[*＊△#†]?(?=[\s,，、;；{_HAN}]|$)|(?<=[{_HAN}])[*＊△†]"
)
"""The numbers of institutions after the names of a paper: 陈多 1,2*, 李芬 1."""
_MARK = re.compile(r"^[\s■□◆◇●○▲▍|丨◎⊙⊕★☆*\-—]+")


@resources.cached
def _no_names() -> frozenset[str]:
    """Words that name nobody where a name stands, labels of editors among them."""
    return frozenset((*words("people", "no_names"), *words("masthead", "editor")))


@resources.cached
def _ranks() -> str:
    return "|".join(sorted(map(re.escape, words("people", "ranks")), key=len, reverse=True))


_AND_OTHERS = re.compile(r"等(?:\s*\d*[人位名]|同志)?$")
"""Behind the last of the names that are told: 李建国等, 李建国等5人."""


def names_in(value: str) -> tuple[str, ...]:
    """Read the names after a label: 张三、李四（某大学），王 五.

    What is no name by form (管理员, 小编, 本站) is left out; a single word that
    stands alone after a label is believed to be a pen name.
    """
    value = _BEFORE_RANK_LATIN.sub("", _SIZE.sub(" ", value)).strip("|｜ ")
    whole = _ENCLOSED.fullmatch(value.strip())
    value = whole[1] if whole else value
    value = _WRITTEN.sub("", _BRACKETED.sub(" ", _OTHER.split(value)[0]))
    value = _MARK.sub("", re.split(r"[）)\]］】]", value)[0])
    closed = without_workplace(_SPACED.sub(r"\1\2", value.strip()), is_name)
    value = without_posts(closed, is_name)
    if twice := re.match(rf"([{_HAN}]{{3,8}})(?:{_ranks()})(?=.*\s\1)", value):
        value = value.replace(twice[1], "")  # the paper stands before each post
    value = re.sub(rf"^[^\s、，,]{{0,14}}?(?:{_ranks()})\s*[:：]?", " ", value)
    value = re.sub(
        rf"(?:本[报報网網刊台社]|[{_HAN}]{{2,6}}[报報网網社])?(?:{_ranks()})\s*[:：]?", " ", value
    )
    value = _AFTER_PAPER.sub("", _SPACED.sub(r"\1\2", value).strip())
    unit = _OF_UNIT.fullmatch(value)
    value = unit["name"] if unit and is_name(unit["name"]) else value
    results = [_AND_OTHERS.sub("", part.strip(" ·:：")) for part in _SPLIT.split(value)]
    no = _no_names()
    results = [without_report(part) for part in results] if len(results) == 1 else results
    placed = bool(results) and any(map(_REPORT.fullmatch, results))
    results = [
        _DONE.sub("", _CODE.sub("", without_post(part, is_name)))
        for part in results
        if not (_PLACED.search(part) or GROUP.match(part) or _NOBODY.search(part))
        and not (_COPIES.fullmatch(part) or _SITE.fullmatch(part))
        and not (placed and part != results[0] and _PLACE.fullmatch(part))
    ]
    if LATIN.fullmatch(value.strip()):
        return (value.strip(),)
    if _PLACED.search(value.strip()):
        # 周海 吴江 北京 上海报道: places stand before that of the report.
        while len(results) > 1 and results[-1] in place_names() and not is_name(results[-1]):
            results.pop()
    if len(results) == 2 and not is_name(results[0]) and is_name(results[1]) and " " in value:
        # The paper stands before its writer, with a space: 财新 余聪.
        results = results[1:]
    split = (name for part in results for name in glued_names(part) or (part,))
    split = (x for x in split if len(x) > 1 and x not in no)
    split = (x for x in split if not (has_surname(x) and is_desk_in_short(x)))
    split = (x for x in split if is_name(x) or not is_frame(x))
    return tuple(dict.fromkeys(x for x in split if not _is_town(x)))


def _is_town(word: str) -> bool:
    """Whether a word is a town, as what stands before its kind is no name: not 周立镇."""
    named = has_surname(word) and not jieba.has_word(to_simplified(word[:2]))
    return _TOWN.fullmatch(word) is not None and not named


def without_report(text: str) -> str:
    """Take the place of a report off a name that it is glued to: 周海江苏江阴报道.

    The place must be a known one: 周海江 may be a name, too.
    """
    match = _PLACE_REPORT.fullmatch(text)
    if not match:
        return text
    sizes = [size for size in (2, 3) if match["by"].startswith(place_names(), size)]
    name = text[: sizes[0]] if len(sizes) == 1 else ""
    return name if is_name(name) else text


VERBS = re.compile("[的了与和]|设立|成立|批示|召开|印发|举办|設立|召開")
"""What stands in a title that ends like the name of an office, and in no such name."""
_WROTE = ("文", "著", "撰文", "撰")
"""What stands behind the name of who wrote, with a gap or a slash between them: 周海/文."""
_PEN_NAME = re.compile(rf"[{_HAN}]{{4,6}}(?<![员員者组組室部])")
"""A pen name of more characters than a name has: 青石老农, and no post: 本报记者/文."""
_MOST_NAMES = 10
"""Names in one line of writers."""
_HAMLETS = frozenset("庄桥屯店寨沟湾堡营坪村")
"""How the names of a row of hamlets end: 王庄 李庄 赵庄."""
_UNIT = re.compile(r"[（(][^（）()]{2,40}[）)]")
_GAP_OF_REPORT = re.compile(rf"(?P<place>[／/]\s?[{_HAN}]{{2,4}})\s+(?=[報报][導导道]。?$)|。$")
"""A gap within the place of a report behind a slash, and a stop at the end: ／台中 報導。"""


@resources.cached
def _reporters() -> re.Pattern[str]:
    """Compile the form of a line of reporters: □某日报记者 周海 通讯员 吴江 文/图."""
    return re.compile(
        rf"(?P<paper>[{_HAN}·－-]{{0,14}}?)[\s|｜/／]*(?:全媒体|全媒體|融媒体|首席|特约|特約|见习|實習|实习)*"
        rf"(?:{_ranks()})[\s:：]*(?P<names>.{{2,60}}?)\s*(?P<both>文\s*(?:[/／]|[并並])\s*[图圖摄攝]|[图圖摄攝]\s*[/／]\s*文|[/／][文图圖摄攝])?"
    )


@resources.recalled
def read_byline(text: str) -> Byline | None:
    """Read a line that names the writers and says nothing else; ``None`` where it does not.

    Three forms are in use: reporters of a paper (本报记者 周海 通讯员 吴江 文/图), names
    with or without units (吳明（研究院）、顏青（研究院）), and names after a mark (■王立民).
    """
    bare = _MARK.sub("", _COLUMN.sub("", _with_posts_apart(text.replace("∕", "/")))).strip("　 ")
    whole = _ENCLOSED.fullmatch(bare)
    bare = _NOTE.sub("", whole[1].strip() if whole else bare)
    if re.search("[報报][導导道]。?$", bare):
        bare = _GAP_OF_REPORT.sub(lambda x: x["place"] or "", bare)
    if posted := _with_posts(bare):
        return posted
    if not 2 <= len(bare) <= 90 or _NO_BYLINE.search(bare):
        return None
    said = read_credits(bare)
    if strong := said if said and said.strong else _reported(bare):
        return strong
    marked = bool(_MARK.match(text))
    numbered = _AFFILIATED.sub("、", bare)
    units = bool(_UNIT.search(bare)) or (numbered != bare and numbered.count("、") > 1)
    bare = numbered if units else bare
    parts = [part for part in _SPLIT.split(_SPACED.sub(r"\1\2", _UNIT.sub("、", bare))) if part]
    if len(parts) > _MOST_NAMES or not parts:
        return said
    if all(map(_is_person, parts)) and (units or _may_be_writers(parts, marked=marked)):
        return Byline(tuple(parts), strong=marked or units)
    return _of_office(parts, marked=marked) or said


def _is_person(word: str) -> bool:
    """Whether a word has the form of a name with nothing glued to it: not 周海摄, not 张老师."""
    took = len(word) == len("周海摄") and word.endswith(("摄", "攝"))
    return is_name(word) and not (took or is_called(word))


def _may_be_writers(parts: list[str], *, marked: bool) -> bool:
    """Whether words of the form of names are no hamlets nor other words: not 高质量 高水平.

    :param marked: whether the mark of a byline stands before them, with which names that are
        places, too, and one of four characters are believed.
    """
    if len(parts) == 1:
        return marked or len(parts[0]) <= len("周海明")
    plain = [to_simplified(part) for part in parts]
    ends = {part[-1] for part in plain}
    hamlets = len(ends) == 1 and ends <= _HAMLETS
    places = not marked and all(part in place_names() for part in plain)
    named = not all(map(jieba.has_word, plain)) or all(map(names_person, plain))
    return named and not (hamlets or places)


def _with_posts(text: str) -> Byline | None:
    """Read writers before a bracket of posts at institutions: 周海 吴江（某大学教授；…主任）."""
    match = _POSTED.fullmatch(text) if text.endswith(("）", ")")) else None
    if not match or not _BEARS_POST.search(match["posts"]):
        return None
    names = tuple(re.split(r"[\s　、，,]+", match["names"]))
    return Byline(names, strong=True) if all(map(is_name, names)) else None


def _of_office(parts: list[str], *, marked: bool) -> Byline | None:
    """Read an office that itself writes, or a paper beside its writers, or 周海/文.

    :param marked: whether the mark of a byline stands before it.
    """
    first, *others = parts
    if not others:
        written = is_office(first) and not VERBS.search(first)
        return Byline((first,)) if written else None
    if others[0] in _WROTE and len(others) == 1:
        # One with a rare surname behind the mark of a byline, too: ■ 芦伟华/文.
        named = is_name(first) or (marked and names_person(first))
        known = (named or _PEN_NAME.fullmatch(first)) and first not in _no_names()
        return Byline((first,), strong=named) if known else None
    return None


def _reported(text: str) -> Byline | None:
    """Read reporters of a paper, a writer with a post, or an office with its writers."""
    if staff := read_staff(_SPACED.sub(r"\1\2", text), is_name):
        return Byline(staff.authors, staff.photographers, staff.paper, staff.editors, strong=True)
    match = _reporters().fullmatch(text)
    names = names_in(match["names"]) if match else ()
    # What stands before the credit of a picture is its caption, and no paper.
    took = text.endswith(("摄", "攝"))
    captioned = match and match["paper"] and (tells(match["paper"]) or (took and not match["both"]))
    # A rare surname is believed beside a usual one only, or as one: not 记者手记 山村夜话.
    usual = any(is_name(name) or names_person(name) for name in names)
    if match and usual and all(map(_may_be_name, names)) and not captioned:
        paper = "" if re.match("本[报報网網刊台社]", match["paper"]) else match["paper"]
        # A client stands before its paper: 新青河-青河日报.
        own = re.split("[·－-]", paper)[-1]
        paper = own if is_publisher(own) else paper
        return Byline(names, names if match["both"] else (), paper, strong=True)
    if told := read_deed(text):
        return Byline(*told, strong=True)
    placed = _placed(text)
    return Byline(placed, strong=True) if placed else None


_GROUPS = (
    "组",
    "組",
    "办公室",
    "委员会",
    "政研室",
    "改革办",
    "宣传部",
    "组织部",
    "人民政府",
    "政法委",
)
"""How the name of an office ends that itself writes."""


def _placed(text: str) -> tuple[str, ...]:
    """Read a writer with a post, or an office with the writers of it."""
    post = HOLDER.fullmatch(text)
    if post:
        name = re.sub(r"\s", "", post["name"])
        return (name,) if is_name(name) else ()
    office, *names = re.split(r"\s{1,4}", _SPACED.sub(r"\1\2", text))
    # What an office did is no writer: 青河研究院 成立.
    told = any(names_person(x) or not jieba.has_word(to_simplified(x)) for x in names)
    if told and is_office(office) and all(map(is_name, names)):
        # A group writes with its members; at an institution a writer works.
        return (*names, office) if office.endswith(_GROUPS) else tuple(names)
    return ()


def without_writers(value: str) -> tuple[str, tuple[str, ...]]:
    """Take writers off a publisher that they follow after a space: 青河日报 周海 吴江."""
    name, *beside = value.split() or [value]
    others = [x for x in beside if not GROUP.match(x)]
    written = bool(others) and all(map(is_name, others)) and not is_name(name)
    # Their post may be glued to it: 青河日报社全媒体记者 周海.
    bare = [name.removesuffix(post) for post in words("people", "ranks") if name.endswith(post)]
    name = next(filter(is_publisher, bare), min(bare, key=len, default=name))
    return (name, tuple(others)) if written else (value, ())


@resources.cached
def _introduced() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, words("people", "ranks")))
    ends = rf"(?=\s|(?<=\S)[{_HAN}]{{2,4}}(?:[\s／/、，,）)]|$))"
    return re.compile(rf"(?:\s+|\s?[（(])(?:本报|本報)?(?:{titles}){ends}")


def without_reporters(value: str) -> tuple[str, tuple[str, ...]]:
    """Take writers off a publisher that a post parts from it: 中央社 記者林小青."""
    introduced = _introduced().search(value)
    if not introduced:
        return value, ()
    line = value[introduced.start() :].strip(" 　（()）")
    told = read_byline(line)
    return value[: introduced.start()], told.authors if told else names_in(line)


def close_up(text: str) -> str:
    """Take the space out of names that a page spaces out, and set posts apart: 记者 石 琦."""
    whole = _SPACED.sub(r"\1\2", text.replace("∕", "/"))
    return _with_posts_apart(_spaced_before_rank().sub(r"\1\2 ", whole))


def _with_posts_apart(text: str) -> str:
    """Set a space between a name behind a post and the next post: 记者周海通讯员吴江.

    What stands between the two posts must have the form of a name.
    """
    return _before_rank().sub(lambda x: f"{x[0]} " if is_name(x["name"]) else x[0], text)


@resources.cached
def _before_rank() -> re.Pattern[str]:
    """Compile the form of a name between two posts, or before who took the pictures."""
    post = f"(?:特约|特約|首席|见习|見習|本[报報])?(?:{_ranks()})"
    return re.compile(
        rf"(?:{_ranks()})[ 　]?(?P<name>[{_HAN}]{{2,3}})"
        rf"(?={post}|[摄攝]影[ 　:：]?[{_HAN}]{{2,3}}(?![{_HAN}]))"
    )


@resources.cached
def _spaced_before_rank() -> re.Pattern[str]:
    """Compile the form of a name that is spaced out and has a post glued to it: 李 艳通讯员."""
    return re.compile(rf"(?<![{_HAN}])([{_HAN}])[ 　]{{1,2}}([{_HAN}])(?=(?:{_ranks()})[\s　:：])")


def _may_be_name(text: str) -> bool:
    """Whether a word may be a name beside others, one with a rare surname too: not 采访, 的一天."""
    if is_name(text) or not re.fullmatch(rf"[{_HAN}]{{2,4}}", text):
        return is_name(text)
    tags = {tag for _, tag in jieba.tag(to_simplified(text))}
    deed = len(tags) == 1 and tags <= OF_SENTENCE
    return not (deed or begins_phrase(text))
