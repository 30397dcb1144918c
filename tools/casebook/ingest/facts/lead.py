"""What the first and the last lines of a text say of who wrote it, and for whom.

News agencies and papers put it there: （中央社記者劉麗榮台北19日電）, 本报讯（记者 张三）,
【明報專訊】 at the head; （记者 张三 通讯员 李四） and （本文來源：某報） at the end.  What stands
beside text on its line stays there, and is read only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook import resources
from casebook.ingest.facts.dispatch_line import agency, read_desk, without_place
from casebook.ingest.facts.filed import filed_by
from casebook.ingest.facts.labels import BARE, TAKEN
from casebook.ingest.facts.masthead import Masthead, read_line
from casebook.ingest.facts.names import is_name, is_person
from casebook.ingest.facts.people import close_up, names_in, read_byline, without_report
from casebook.ingest.facts.posts import may_name_person, names_person
from casebook.ingest.facts.publisher import SOURCED, is_publisher
from casebook.ingest.facts.ranked import read_staff
from casebook.ingest.facts.set_apart import first_printed
from casebook.ingest.lexicon import ends_in_credit, words
from casebook.text.dates import find_day

_H = "\u3400-\u9fff"
_STATEMENT = re.compile(
    r"[（(]([^（）()]*(?:来源|來源|转自|轉自|出处|出處)\s*[:：][^（）()]+)[）)]"
)
_MORE = re.compile(
    r"(?:更多|完整)[^。]{0,12}[请請](?:看|[见見]|[阅閱])[^。]{0,4}《([\u3400-\u9fff]{2,10})》"
)
"""Where a paper says that more stands in it: 更多新聞請看《…》."""
_SAID_WRITER = re.compile(
    rf"([{_H}]{{2,3}}(?:[、，\s]+[{_H}]{{2,3}}){{0,4}})\s?"
    "[（(]作者(?:系|为|為|是|[单單]位)[^）)]{4,80}[）)]"
)
"""Writers with what a bracket says of them, on a line of their own: 周海（作者系某所所长）."""
_FIRST = 8
"""Lines at the head of a text among which its staff may be named."""
_LAST = 3
"""Lines at the end of a text in which it may name its source."""
_PAPER_NAME = 2
"""Characters of the name of a paper."""
_UNIT = re.compile(
    rf"(?<=[\s　、，])[{_H}]{{2,8}}(?:[报報][道導]组|[记記]者站|融媒[体體]中心|[电電][视視][台臺])"
    rf"[\s　](?=[{_H}]{{2,3}}[\s　、，）)])"
)
"""Where a writer among others works: …见习记者 周海 某县报道组 李文）."""
_HEAD = 80
"""Characters at the head of a text in which an agency names itself."""
_PAPER = re.compile(
    r"^[【\[［]([\u3400-\u9fff]{2,8}?)(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)?"
    r"(?:[专專][讯訊電电]|[讯訊]|消息|综合报道|綜合報導)[】\]］]"
)
"""A paper in brackets with its mark, and the day of its report: 【青河報2024年5月27日訊】."""
_DATELINE = re.compile(
    rf"^[（(【]?\s?[据據]?([{_H}]{{1,6}}(?:社|网|網|在[线線]|[日晚晨时時年][报報]|文[汇匯][报報]))(?:全媒[体體])?(?:[（(][{_H}]{{2,8}}[）)])?(?:[专專]?(?=[讯訊][\s（(：:])"
    rf"|\s?[{_H}、·]{{0,10}}\s?(?:\d{{1,2}}月)?\d{{1,3}}日[{_H}\s]{{0,5}})[电電讯訊]"
)
"""Who sends a report, before its day or its mark: 新华社太原8月25日电, 青河日报讯（."""
_STATION = re.compile(
    rf"^[【\[［]((?:[A-Za-z]{{2,10}})?[{_H}]{{0,6}}(?:新聞台|新闻台|電視台|电视台|新聞網|新闻网|日報|日报|通訊社|通讯社))[】\]］]"
)
"""A station or paper in brackets before the text: 【青河新聞台】."""
_REPORTS_ITSELF = re.compile(
    rf"([{_H}]{{2,6}}(?:[电電][视視][台臺]|[广廣]播[电電][视視][台臺]|融媒[体體]中心|[网網]|[日晚][报報]))"
    r"(?:[讯訊]|消息|[报報][道導])\s?(?=[（(：:])"
)
"""A station or paper that says itself that it reports: 青河电视台报道（记者 周海）."""
_OF_PAPER = re.compile(
    r"本[报報刊网網台社](?:[讯訊電电]|消息|综合)?\s?"
    rf"[（(]([{_H}]{{2,3}}(?:[ 　、]+[{_H}]{{2,3}}){{0,5}})[）)]"
)
"""Writers behind the name of the paper, some with rare surnames: 本报讯 （周海 布林）."""
_BY_WRITER = re.compile(rf"[{_H}]+?(?:讯|訊|电|電|消息)\s?[（(]([{_H} 　、]+?)\s?[／/]\s?文[）)]")
"""Who wrote, in brackets behind the name of the paper: 青河网讯（周海/文）."""
_WIRED = re.compile(rf"[／/]([{_H}]{{2,3}})[{_H}]{{2}}[传傳]真[）)]")
"""Who sent a picture from where: （某县政府提供／周海青河传真）."""
_FIRST_NAMED = re.compile(rf"[讯訊电電]\s?[（(]([{_H}]{{2,3}}(?:[ 　、]+[{_H}]{{2,3}}){{0,3}})\s?$")
_SENT_BY = re.compile(rf"[<＜〈（(]([{_H}]{{2,8}}(?:社|报|報|网|網|通訊|通讯))[>＞〉）)]")
"""The agency in brackets as the last line of a text: <青河通訊>."""
_PAPER_ALONE = re.compile(
    rf"([{_H}]{{2,8}}(?:[日晚早晨時时][報报]|[新聞闻]{{2}}[報报网網社]|通訊社|通讯社))"
)
"""The paper on a line of its own below a text that was taken from there: 青河新聞報."""
_OF_AGENCY = re.compile(
    r"[。！”][（(](?:[据據]|[摘转轉选選]自|[转轉][载載]自|[来來](?:自|源[:：]))?"
    rf"([{_H}]{{1,6}}(?:社|日报|日報|新聞網|新闻网))[）)]\s*$"
)
"""The agency in brackets after the last sentence: （中央社）, （据青河日报）."""
_ISSUED = re.compile(rf"下稿代([{_H}]{{2,20}})[发發]出[:：]?")
"""For whom an office of information sends a text, on a line of its own."""
_PROFILED = re.compile(
    rf"\s*(?P<name>[{_H}]{{2,4}})[，,][^。；;]*(?:大[学學]|[学學]院|研究|[党黨]校|社科院)[^。；;]*"
    "(?:教授|[员員]|院[长長]|所[长長]|主任|博士后?|[生师師])[。]?"
)
"""A writer with what introduces him or her: 周海，青河大学文学院教授."""
_IN_BRACKETS = re.compile(r"[（(【\[［〔][^（()）】\]］]{2,40}[）)】\]］〕]")
_BYLINES = 3
"""Lines at the head of a text among which such a line stands, below a caption."""
_SEVERAL, _ODD = 3, 3
"""Writers on a line, one of whom may have a rare surname, and the characters of that name."""
_RUNNING = 25
"""Characters from which a line is text that may begin with its source."""
_PARAGRAPHS = 2
"""Paragraphs at the head of a text that may begin so."""
_WRITTEN = re.compile(
    r"([\u3400-\u9fff]{2,3}(?:[\s、，]+[\u3400-\u9fff]{2,3}){0,4})\s?"
    r"[（(][^）)]{0,60}(?:大学|大學|学院|學院|研究|党校|黨校)[^）)]{0,60}[）)]\s"
)
"""Writers with their institution at the head of the first paragraph."""
_NAMES_ONLY = re.compile(
    r"[。！”]\s?[（(]([\u3400-\u9fff]{2,3}(?:[\s、，]+[\u3400-\u9fff]{2,3}){1,4})"
    r"\s*(?:(?<=\s)(?:来源|來源)[:：][^（）()]*)?[）)]\s*$"
)
"""Names alone in brackets after the last sentence; at least two, as one could be anything."""
_NAME_LAST = re.compile(
    r"[。！”]\s?(?P<mark>[\u3400-\u9fff]{2,8}[讯訊])?"
    r"[（(](?P<names>[\u3400-\u9fff]{2,3}(?:[ 、][\u3400-\u9fff]{2,3}){0,2})[）)]\s*$"
)
"""A name in brackets after the last sentence, below the mark of a paper: 青河日报讯（周海）."""
_DISPATCH = re.compile(r"[\u3400-\u9fff]{2,10}(?:讯|訊|电|電|消息)[\s　，：:]")
"""How a text begins that an agency or a desk sends: 新浪科技讯 北京时间1月16日….
With it a single name in brackets after the last sentence is that of its writer."""
_NAMES_LAST = re.compile(
    r"[。！”][ 　]?([\u3400-\u9fff]{2,3})((?:[ 　、]+[\u3400-\u9fff]{2,3}){1,3})$"
)
"""Names without brackets after the last sentence of a text: at least two, the first whole."""
_PLACED = re.compile(
    r"[（(〔]([\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){0,3})\s*[／/][\u3400-\u9fff]{2,8}(?:報導|报导|报道|報道)[）)〕]"
)
"""Writers with the place of their report in brackets: （王大文／台中報導）."""
_LEADING = re.compile(
    rf"(?:^|[\s　])(?:记者|記者)\s?([{_H}]{{2,3}}(?:、[{_H}]{{2,3}}){{0,3}})"
    rf"\s*[／/]\s*[{_H}]{{2,5}}\s?(?:報導|报导|报道|報道)"
)
"""The same without brackets before the text on its line: 記者王大文/台北報導."""
_POST = r"(?:首席|特[约約]|[见見][习習]|[实實][习習])?(?:[记記]者|通[讯訊][员員])"
_WRITERS = (
    rf"((?:{_POST}\s?[{_H}]{{2,3}}(?:[、\s][{_H}]{{2,3}}){{0,2}}"
    rf"(?:[、，\s]+(?={_POST})|(?![、，]))){{1,3}})"
)
_REPORTS = re.compile(
    rf"[□■●◆]?\s?(?:[{_H}]{{1,8}}[讯訊]\s|[{_H}]{{2,6}}?)?{_WRITERS}"
    rf"\s?(?:摄影)?(?:报道|報導|報道)(?=[\s　，,：:])"
)
"""Writers at the head of a text without brackets or a place: 晨报首席记者周海报道 …."""
_BEFORE_TEXT = re.compile(
    rf"[□■●◆]?\s?(?:本[报報台刊](?:[{_H}]{{0,6}}[讯訊][\s　])?)?{_WRITERS}[\s　]"
)
"""The same with a space before the text: □记者 周海 通讯员 吴江 …."""
_FILED_FROM = re.compile(rf"[\w·]+?(?:记者|記者)\s?([{_H}、]+?)(?:报道|报导|報導)")
"""Writers at the head of a text, with their place and no sign between: 某报记者周海青河报道."""
_ALONE = re.compile(rf"[（(]([{_H}]{{2,4}})[）)]")
"""A name in brackets that is the last line of a text."""
_TAKEN = re.compile(
    rf"[。！”]\s?(?P<bracket>[（(])?(?P<names>[{_H}]{{2,3}}(?:[、\s][{_H}]{{2,3}}){{0,2}})\s?[摄攝]"
    rf"(?(bracket)[）)]|\s?(?:[（(][{_H}]{{2,12}}[）)])?)$"
)
"""The photographers after the last sentence: 周海摄（青河图片网）, （周海 摄）."""
_WROTE_AND_TOOK = re.compile(
    rf"[（(]([{_H}]{{2,3}}(?:[、\s][{_H}]{{2,3}}){{0,2}})\s?文(?:[/／]|[并並])?[图圖摄攝][）)]$"
)
"""Who wrote the text and took the pictures, in brackets at its end: （周海文并摄）."""
_EDITED = re.compile(
    rf"[（(【]((?:(?:责任|責任)?(?:编辑|編輯|译者|譯者|核稿|校对|校對|責編|责编)\s*[:：]\s*[{_H}]{{2,4}}(?:[、\s／/]+|(?=[）)】])))+)[）)】]\s*(?:1\d{{6}})?$"
)
"""Editors in brackets after the last sentence, with the day by which an agency files it."""
_OF_OFFICE = re.compile(
    r"^[（(]?作者[:：]\s?([\u3400-\u9fff]{2,3}?)[\s，,]?(?:系|为|為|是)?[\u3400-\u9fff]{2,16}(?:大学|大學|学院|學院|研究院|研究所|党校|黨校)"
)
"""The writer with his office below a text: (作者：方明某大学教授)."""
_CAMERA = re.compile(rf"[\s、，,]+[摄攝][影像](?:记者|記者)?[\s:：]+(?=[{_H}])")
"""What stands before those who took the pictures, among the writers of a text."""


@resources.cached
def _signed() -> re.Pattern[str]:
    ranks = "|".join(map(re.escape, words("people", "ranks")))
    return re.compile(rf"[（(](?P<by>[^（）()。]{{0,14}}?(?:{ranks})[^（）()。]{{2,60}})[）)]\s*$")


def read_lead(lines: tuple[str, ...]) -> Masthead:
    """Read what the first lines of a text say of its source."""
    alone = next(filter(None, map(_byline_alone, lines[:_BYLINES])), None)
    if alone:
        return alone
    taken = Masthead()
    for text in _first_paragraphs(lines):
        head = _UNIT.sub("", close_up(text[:_HEAD]))
        match = agency().search(head)
        paper = _PAPER.match(head)
        if paper and paper["day"] and (day := find_day(paper["day"])):
            taken = taken.filled_by(Masthead(day.iso, paper[1]))
        if match:
            names = tuple(name for name in names_in(without_place(match)) if is_person(name))
            names = (*_before_rank(head[: match.start()]), *names) if names else ()
            known = match["paper"] or (paper[1] if paper else "")
            dateline = _DATELINE.match(head)
            dateline = dateline or _REPORTS_ITSELF.match(head)
            known = known or (dateline[1] if dateline else "")
            publisher = "" if known.startswith("本") or len(known) < _PAPER_NAME else known
            pictures = names_in(match["pictures"] or "")
            if names and match["names"].endswith(("摄", "攝")):
                # Who took the picture, in the caption that stands first.
                taken = Masthead(photographers=names)
                continue
            if names:
                made = Masthead(authors=names, publisher=publisher, photographers=pictures)
                return taken.filled_by(made)
        named = _DATELINE.match(head) or _STATION.match(head) or _REPORTS_ITSELF.match(head)
        if named and not named[1].startswith(("本", "记者")):
            writers = filed_by(head) or _without_brackets(head)
            return taken.filled_by(Masthead(publisher=named[1], authors=writers))
        if names := _without_brackets(head):
            return taken.filled_by(Masthead(authors=names))
        if paper and is_publisher(paper[1]) and not paper[1].startswith(("本", "记者")):
            return taken.filled_by(Masthead(publisher=paper[1]))
    return taken.filled_by(_staff(lines[:_FIRST]))


def _before_rank(head: str) -> tuple[str, ...]:
    """Read the writers who stand in a bracket before the first post: 讯（周海 通讯员 吴江）."""
    found = _FIRST_NAMED.search(head)
    names = tuple(re.split("[ 　、]+", found[1])) if found else ()
    return names if all(map(is_name, names)) else ()


def _first_paragraphs(lines: tuple[str, ...]) -> Iterator[str]:
    """Find the first two paragraphs, and long lines of a headline or captions above them.

    A caption stands there with its credit, and below it once more without.
    """
    whole = 0
    for before, text in pairwise(("", *lines)):
        if len(text) >= _RUNNING and whole < _PARAGRAPHS:
            again = before.startswith(text) and ends_in_credit(before)
            caption = again or ends_in_credit(text)
            whole += "。" in text and not caption
            yield text


def _without_brackets(head: str) -> tuple[str, ...]:
    """Read writers at the head of a text who stand in no brackets, or behind its paper's name."""
    forms = (
        _WRITTEN.match,
        _LEADING.search,
        _REPORTS.match,
        _BEFORE_TEXT.match,
        _OF_PAPER.match,
        _BY_WRITER.match,
    )
    placed = next(filter(None, (find(head) for find in forms)), None)
    filed = None if placed else _FILED_FROM.match(head)
    found = placed or filed
    said = re.sub(_POST, " ", found[1]).strip() if found else ""
    names = tuple(re.split(r"[、，\s　]+", said)) if said else ()
    names = (*names[:-1], without_report(f"{names[-1]}报道")) if filed else names
    rare = found is not None and found.re is _OF_PAPER and any(map(is_name, names))
    return names if all(is_name(x) or (rare and names_person(x)) for x in names) else ()


def _byline_alone(text: str) -> Masthead | None:
    """Read reporters on a line of their own, in brackets or before their place.

    【记者周海】, 記者王大文／台北報導.  A paper with its writer may stand in brackets before text:
    〔青河電子報╱周海〕.
    """
    alone = _IN_BRACKETS.fullmatch(text)
    front = alone or _IN_BRACKETS.match(text)
    if desk := read_desk(front[0]) if front else None:
        return Masthead(publisher=desk.publisher, authors=desk.authors)
    byline = read_byline(front[0]) if front else None
    if not (
        byline and byline.strong and byline.authors and (alone or is_publisher(byline.publisher))
    ):
        return None
    publisher = byline.publisher if is_publisher(byline.publisher) else ""
    return Masthead(publisher=publisher, authors=byline.authors, photographers=byline.photographers)


def _staff(lines: tuple[str, ...]) -> Masthead:
    """Read a line among the first that names the staff of a paper by their posts."""
    for text in lines:
        if issued := _ISSUED.fullmatch(text):
            return Masthead(publisher=issued[1])
        if profiled := _profiled(text):
            return Masthead(authors=profiled)
        staff = read_staff(close_up(text), is_name)
        if staff:
            known = staff.paper if is_publisher(staff.paper) else ""
            return Masthead("", known, "", staff.authors, staff.editors, staff.photographers)
    return Masthead()


def _profiled(text: str) -> tuple[str, ...]:
    """Read writers introduced in one line: 周海，某大学教授；吴江，某研究院研究员.

    One alone may be anybody of whom the text tells.
    """
    said = [_PROFILED.fullmatch(part) for part in re.split("[;；]", text)]
    names = tuple(match["name"] for match in said if match)
    return names if 1 < len(names) == len(said) and all(map(is_name, names)) else ()


def read_alone(text: str) -> Masthead:
    """Read a line that names who wrote or edited a text, and says nothing else.

    More than the form of the names must say so: a post, a mark, a label, or their office; every
    name must have the form of one (记者调查 is a heading), and something must stand between two
    (实习生王金茹对此文亦有贡献 could be four names).
    """
    said = _SAID_WRITER.fullmatch(text)
    if said:
        made = Masthead(authors=tuple(re.split(r"[、，\s]+", said[1].strip())))
    elif SOURCED.match(text):
        made, left = read_line(text.strip("（()）[]［］【】"))
        return made if is_publisher(made.publisher) and not left else Masthead()
    else:
        byline = read_byline(text)
        if not (byline and byline.strong):
            return Masthead()
        known = byline.publisher if is_publisher(byline.publisher) else ""
        made = Masthead("", known, "", byline.authors, byline.editors, byline.photographers)
    people = (*made.authors, *made.editors, *made.photographers)
    glued = any(a + b in close_up(text) for a, b in pairwise(people))
    sure = people and (all(map(is_name, people)) or _mostly_names(people))
    return made if sure and not glued else Masthead()


def _mostly_names(people: tuple[str, ...]) -> bool:
    """Whether of several words behind posts all but one have the form of names.

    Its surname is a rare one, then: 记者 周海 通讯员 木琳 吴江.
    """
    odd = [word for word in people if not is_name(word)]
    short = all(re.fullmatch(f"[{_H}]+", word) and len(word) <= _ODD for word in odd)
    return len(people) >= _SEVERAL and len(odd) == 1 and short


def read_end(lines: tuple[str, ...]) -> Masthead:
    """Read what the end of a text says of its source and writers in brackets."""
    stated = Masthead()
    above = ("", *lines)
    for before, text in reversed([*zip(above, lines, strict=False)][-_LAST:]):
        if not stated.publisher:
            stated = stated.filled_by(_stated(text))
        # Below a lead-in stand those whom the text names: 出席座谈的有：.
        byline = None if before.endswith(("：", ":")) else read_byline(text)
        if byline and byline.strong and not stated.authors:
            stated = stated.filled_by(Masthead(authors=byline.authors))
        stated = stated.filled_by(_bracketed(text, last=text == lines[-1]))
        office = _OF_OFFICE.match(text)
        if office and is_name(office[1]) and not stated.authors:
            stated = stated.filled_by(Masthead(authors=(office[1],)))
        several = byline and len(byline.authors) > 1 and all(map(may_name_person, byline.authors))
        if byline and several and text == lines[-1] and not stated.authors:
            stated = stated.filled_by(Masthead(authors=byline.authors))
        signed = _signed().search(text)
        plain = None if signed else _NAMES_ONLY.search(text)
        if (signed or plain) and not stated.authors:
            value = signed["by"] if signed else plain[1] if plain else ""
            value, *pictures = _CAMERA.split(value, maxsplit=1)
            names = tuple(name for name in names_in(value) if is_person(name))
            if plain and not all(map(is_name, names)):
                continue
            took = value.endswith(("摄", "攝"))
            others = names_in(pictures[0]) if pictures else ()
            stated = stated.filled_by(
                Masthead(photographers=names)
                if took
                else Masthead(authors=names, photographers=others)
            )
    if lines and not stated.authors:
        stated = stated.filled_by(Masthead(authors=_last_names(lines)))
    if not stated.authors:
        stated = stated.filled_by(Masthead(authors=_placed_writers(lines)))
    return stated


def _stated(text: str) -> Masthead:
    """Read the publisher that a line names in brackets, or as the place where more stands."""
    statement = _STATEMENT.search(text)
    said = read_line(statement[1])[0] if statement else Masthead()
    named = first_printed(text) or _OF_AGENCY.search(text) or _MORE.search(text)
    named = named or _SENT_BY.fullmatch(text) or _PAPER_ALONE.fullmatch(text)
    rank = TAKEN if first_printed(text) else BARE
    return said.filled_by(Masthead(publisher=named[1], publisher_rank=rank)) if named else said


def _last_names(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Read names after the last sentence: several, or one in brackets below a dispatch."""
    last, alone = _NAMES_LAST.search(lines[-1]), _NAME_LAST.search(lines[-1])
    names = tuple(re.split("[ 、]", alone["names"])) if alone else ()
    told = alone and (alone["mark"] or (len(names) == 1 and _DISPATCH.match(lines[0])))
    if told and all(map(is_name, names)):
        return names
    if last and is_name(last[1]):
        return (last[1], *re.findall(r"\w+", last[2]))
    return ()


def _bracketed(text: str, *, last: bool) -> Masthead:
    """Read editors in brackets after the last sentence, or a name in brackets below it."""
    taken = _TAKEN.search(text)
    names = tuple(re.split(r"[、\s]+", taken["names"])) if taken else ()
    if names and all(map(is_name, names)):
        return Masthead(photographers=names)
    both = _WROTE_AND_TOOK.search(text)
    names = tuple(re.split(r"[、\s]+", both[1])) if both else ()
    if names and all(map(is_name, names)):
        return Masthead(authors=names, photographers=names)
    alone = _ALONE.fullmatch(text)
    if alone and last and is_name(alone[1]):
        return Masthead(authors=(alone[1],))
    edited = _EDITED.search(text)
    if not edited:
        return Masthead()
    parts = re.split(r"[、\s／/]+(?=[^:：]+[:：])", edited[1])
    return Masthead(editors=tuple(name for part in parts for name in read_line(part)[0].editors))


def _placed_writers(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Read who reported from where, wherever it stands: （王大文／台中報導）."""
    for text in reversed(lines):
        match = _PLACED.search(text) or _WIRED.search(text)
        names = tuple(match[1].split("、")) if match else ()
        if names and all(map(is_name, names)):
            return names
    return ()
