"""Who wrote a text, right behind its last sentence: …。（周海明 李 文）; or before its first.

Two signs are asked for: it is the last that stands on the line, behind a stop, and it holds nothing
but names with a post, a label, a space or a workplace before them.  A single name in brackets
without any could be whoever was quoted last: it asks for more (:func:`read_lone_name`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from casebook.ingest.facts.credits import read_credits
from casebook.ingest.facts.lead import read_alone
from casebook.ingest.facts.masthead import EMPTY, Masthead, read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import close_up
from casebook.ingest.facts.posts import (
    is_no_word_in_short,
    may_name_person,
    names_person,
    without_workplace,
)
from casebook.ingest.facts.publisher import is_publisher

_HAN = "\u3400-\u9fff"
_MARKS = "□■◎◆◇●○▲"
"""What papers print before the names of their reporters."""
_TAIL = re.compile(
    r"(?<=[。！？!?…”」』])\s*(?:[（(]完[）)]\s*)?(?:`?[（(【\[](?P<inner>[^（）()【】\[\]。！？!?“”]{2,60})[）)】\]]`?"
    rf"|(?P<bare>[{_MARKS}]?\s?(?=[{_HAN}])[^（）()【】\[\]。！？!?“”，,；;]{{4,60}}?))"
    r"(?:1\d{6})?\s*[|｜丨]?\s*$"
)
"""What stands behind the last sentence, or behind its （完）: in brackets or not, with a bar or a
day of an agency (1111226) behind it.  A mark of a paper may lead it: …。□本报记者 周海."""
_LABELLED = re.compile(rf"[{_HAN}]{{1,4}}\s?[/／|｜丨]\s?[{_HAN}]")
"""A label with a bar behind it: 图/周海."""
_POSTED = re.compile("[记記]者|通[讯訊][员員]|[摄攝]影|[实實][习習]生")
MARKED = re.compile(rf"[。！？!?…”」』]\s?[{_MARKS}]")
"""Such a mark behind the end of a sentence."""
_SLASHED = re.compile(rf"(?P<name>[{_HAN}]{{2,3}})[ 　]?[/／][ 　](?=[{_HAN}]{{2}})")
"""Who reports, with nothing but a slash before the text: 周海 / 青河县的街道…."""
_BY_AGENCY = re.compile(
    rf"[{_HAN}]{{1,6}}[社网網报報](?:[记記]者|[发發])\s?[（(]?"
    rf"(?P<names>[{_HAN}]{{2,3}}(?:[ 　、][{_HAN}]{{2,3}}){{0,3}})[ 　]?[摄攝][）)]?"
)
_STAFF = re.compile(
    rf"(?<=[。！？”」])\s{{0,3}}(?:[（(](?P<by>[{_HAN} 　、]{{2,20}})[）)])?\s{{0,3}}"
    rf"(?P<staff>[{_HAN}]\s?[{_HAN}]{{1,3}}\s?[:：][^。！？]{{2,90}})$"
)
"""Who edited, behind the last sentence and its writer: …。（周海） 网 编：李文 监 制：王立民."""
_HELD_BY = re.compile(
    rf"[{_HAN}]{{2,16}}(?:[书書][记記]|主任|[队隊組组社站][长長]|[员員])"
    rf"[ 　]?(?P<name>[{_HAN}]{{2,3}})"
)
"""Who wrote a text, glued to the post: 河口村第一书记周海."""
_DESK = re.compile(rf"[{_HAN}]{{1,5}}宣")
"""The office of publicity that gives a text, in short: 青公宣."""
_GAP = re.compile(r"[ 　]+")
_REPORTS = re.compile(r"(?:报道|报导|報導|報道)[ 　]+")
_FRONT, _TEXT = 60, 20
"""Characters of a credit in front of a text at most, and of the text behind it at least."""
_APART = re.compile(rf"(?<=。)[ 　]+[（(]([{_HAN}]{{2,3}})[）)]$")
"""A name that a gap parts from the last sentence, of which it was not said: 。 （周海）."""
_LONE = re.compile(
    rf"(?<=[。！？!?”」』])(?:[（(](?P<name>[{_HAN}]{{2,3}})[）)]|\s?(?P<bare>[{_HAN}]{{2,3}}))$"
)
_SPOKEN = re.compile("[说說道称稱示][：:，,]?\\s?[“「『]")
"""Who speaks stands in front of what is said, so that a name behind it is another one."""
_REPORT = 200
"""Characters of a text at least whose last name in brackets was quoted nowhere in it."""
_SHORT = 120
"""The same where the dictionary takes three characters for a person: （罗雪梅）."""
_BETWEEN = re.compile(r"[\s　、]+")
_SPACED = re.compile(rf"[{_HAN}][ 　][{_HAN}]")
"""A name of two characters that a page spaces out."""


def read_end_credit(text: str) -> tuple[int, Masthead] | None:
    """Read the credit at the end of a paragraph.

    :returns: where it begins in ``text``, and what it says; ``None`` where no credit stands there.
    """
    if (staff := _STAFF.search(text)) and (read := _edited(staff)):
        return staff.start(), read
    match = _TAIL.search(text)
    if not match:
        return None
    if (alone := _APART.search(text)) and is_name(alone[1]) and text.count(alone[1]) == 1:
        return alone.start(), Masthead(authors=(alone[1],))
    whole, text = text, match["inner"] or match["bare"]
    told = read_credits(text)
    if told and told.strong:
        known = told.publisher if is_publisher(told.publisher) else ""
        said = Masthead("", known, "", told.authors, told.editors, told.photographers)
        return match.start(), said
    labelled = re.search("[:：]", text)
    said = _bracketed(text) if match["inner"] or labelled else _posted(text)
    if said.is_empty and match["inner"] and whole[: match.start()].endswith(("。", "！", "!")):
        said = _by_post(whole, text.strip())
    return None if said.is_empty else (match.start(), said)


def read_lone_name(paragraphs: Sequence[str]) -> tuple[int, Masthead] | None:
    """Read a name alone behind the last sentence of a text, in brackets or not: …。（周海）.

    It could be who was quoted last.  So the dictionary must take it for a name, or know no such
    word, and a text of some length say it nowhere else.

    :param paragraphs: of the whole text.
    :returns: where it begins in the last of them, and what it says; ``None`` where there is none.
    """
    match = _LONE.search(paragraphs[-1])
    name = (match["name"] or match["bare"]) if match else ""
    if match is None or not is_name(name) or not may_name_person(name):
        return None
    if match["bare"] and not names_person(name):
        return None  # …听取民意。柯语录
    quoted = paragraphs[-1][match.start() - 1] in "”」』"
    if quoted and not _SPOKEN.search(paragraphs[-1]):
        return None
    whole = "".join(paragraphs)
    sure = len(name) > len("秦晴") and names_person(name)
    if len(whole) < (_SHORT if sure else _REPORT) or whole.count(name) > 1:
        return None
    return match.start(), Masthead(authors=(name,))


def read_front_credit(text: str) -> tuple[int, Masthead] | None:
    """Read the credit in front of the first sentence of a text: □本报记者 周海 报道 10月14日，….

    Two signs: a mark that no sentence begins with, and names between it and a gap; or a slash, and
    a name before it that is no other word: not 白天 / 黑夜….

    :returns: where the text begins behind it, and what it says; ``None`` where there is none.
    """
    if slashed := _SLASHED.match(text):
        end, said = slashed.end(), Masthead(authors=(slashed["name"],))
        named = is_name(slashed["name"]) and names_person(slashed["name"])
        return (end, said) if named and len(text) - end >= _TEXT else None
    if text[:1] not in _MARKS:
        return None
    found = None
    for gap in _GAP.finditer(text, 1, _FRONT):
        reports = _REPORTS.match(text, gap.end())
        end = reports.end() if reports else gap.end()
        said = read_alone(text[: gap.start()])
        if said.authors and len(text) - end >= _TEXT:
            found = end, said
    return found


def read_agency_credit(text: str) -> Masthead | None:
    """Read who took the pictures of a text for an agency, on its last line: 新华社发（周海 摄）.

    :returns: what it says; ``None`` where the line is anything else.
    """
    match = _BY_AGENCY.fullmatch(text)
    names = tuple(_BETWEEN.split(match["names"])) if match else ()
    if match is None or not all(map(is_name, names)):
        return None
    return Masthead(photographers=names)  # the agency gave the pictures, not the text


def _bracketed(text: str) -> Masthead:
    """Read what a bracket says: posts and names, labels and names, or names alone."""
    closed = close_up(text.strip())
    if re.search("[:：]", closed):
        return _labelled(closed)
    if _LABELLED.match(closed) and not (said := _labelled(closed)).is_empty:
        return said
    posted = _posted(closed)
    if not posted.is_empty:
        return posted
    people = without_workplace(closed, is_name)
    names = tuple(_BETWEEN.split(people))
    if closed.endswith(("摄", "攝")):
        return EMPTY  # Who took the pictures is read apart, and stays.
    told = len(names) > 1 or people != closed or _SPACED.fullmatch(text.strip())
    return Masthead(authors=names) if told and all(map(is_name, names)) else EMPTY


def _edited(staff: re.Match[str]) -> Masthead | None:
    """Read labels of editors with their names and nothing else, and the writer before them."""
    said, left = read_line(staff["staff"])
    by = tuple(_BETWEEN.split(close_up(staff["by"]).strip())) if staff["by"] else ()
    people = (*by, *said.authors, *said.editors, *said.photographers)
    if left or not said.editors or said.publisher or not all(map(is_name, people)):
        return None
    return Masthead(authors=by or said.authors, editors=said.editors)


def _by_post(text: str, inner: str) -> Masthead:
    """Read who wrote by post, or as an office in short: （河口村第一书记周海）, （青公宣）.

    Behind a quotation it would be who said it; and the text says it nowhere else.
    """
    match = _HELD_BY.fullmatch(inner)
    sure = match and is_name(match["name"]) and may_name_person(match["name"])
    if match and sure and text.count(match["name"]) == 1:
        return Masthead(authors=(match["name"],))
    desk = _DESK.fullmatch(inner)
    # What stands before 宣 is no word: not 大力宣.
    told = desk and text.count(inner) == 1 and is_no_word_in_short(inner[:-1])
    return Masthead(authors=(inner,)) if told else EMPTY


def _labelled(closed: str) -> Masthead:
    said, left = read_line(closed)
    people = (*said.authors, *said.editors, *said.photographers)
    own = not said.publisher or is_publisher(said.publisher)
    # Words with nothing between them may be a sentence: 记者：周海和李文都来了.
    glued = any(a + b in closed for a, b in pairwise(people))
    sure = own and people and not left and not glued
    return said if sure and all(map(is_name, people)) else EMPTY


def _posted(text: str) -> Masthead:
    return read_alone(text.strip()) if _POSTED.search(text) else EMPTY
