"""Tags and bullets that were left when a page was saved as text, and its second copy."""

from __future__ import annotations

import re

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.step import Edit, Lines, Outcome, apply, edited, without
from casebook.ingest.clean.twice import second_copy
from casebook.ingest.lexicon import furniture_in, is_furniture, is_listed

NAME = "residue"
_EMPTY_TAGS = re.compile(
    r"(?:<[a-z][a-z0-9]{0,10}\b[^<>]{0,200}>\s{0,8}){1,8}(?:</\w{1,10}>\s{0,8}){1,8}", re.IGNORECASE
)
_LONE_TAG = re.compile(r"^<\s/?(?:p|br)\s?/?>", re.IGNORECASE)
"""A torn tag at the head of a line: < p> 昨天…; whole ones may be what a text is about."""
_RANDOM_ID = re.compile(
    r"<(?P<tag>[a-z]\w{0,10}) id=\"[a-z0-9]{4,8}\">.{0,300}</(?P=tag)>", re.IGNORECASE
)
_STARS = re.compile(r"(?<=\w|[”』」])[*＊]{3,}$")
"""Stars that a mirror sets after a title."""
_BAR = re.compile(r"(?<=[。！？”」』）])\s?[|｜]{1,3}$")
"""A bar behind the last stop of a text, before what its site has below."""
_BARS = re.compile("[|｜]")
_DATA = re.compile(
    r"<(?P<tag>[a-z]\w{0,10})[^<>]{0,200}>\s?data:[^<>]{1,400}</(?P=tag)>", re.IGNORECASE
)
"""A picture as data between tags, whatever is shown for it."""
_LEFT = re.compile(r"<|function|endprint|\*\*\*")
"""What a line has where a part of it is looked for that is no text."""
_SCRIPT = re.compile(r"\(?\(?function\s?\(\w{0,8}\)\s?\{.{0,40}(?:try|var|if|document|window)\b")
"""A program that was left after the text of a line."""
_END_PRINT = re.compile(r"(?<![A-Za-z])endprint(?![A-Za-z])")
"""What a program that sets journals leaves at the end of a page."""
_RETURN, _GLUED = "返回", 16
"""What leads back to a site, and in how many characters at the end of a line."""
_NOISE = re.compile(r"(?:\S{1,3}\s+){5,}\S{1,4}")
"""Short pieces of letters and signs, as some forums put between paragraphs against copying."""
_SIGNS = 0.25
"""Share of such a line, without its spaces, that is neither letter nor digit."""
_PRESSED = re.compile(
    r"(?<=[。！？”」』])\s*([（(【\[]\s?(?:[请請]?[点點]|[轻輕][触觸]|[长長]按|[扫掃])[^（）()【】\[\]。]{2,24}[）)】\]])$"
)
"""A button in brackets behind the last stop of a paragraph."""
_RELATED_IN = re.compile("(?:相[关關]|延伸|推[荐薦])(?:[报報][导導道]|[阅閱][读讀]|新[闻聞])")
_RELATED = re.compile(
    r"(?<=[。！？”」』])\s*[（(【\[]\s?(?:相[关關]|延伸|推[荐薦])(?:[报報][导導道]|[阅閱][读讀]|新[闻聞])\s?[:：|｜]"
    r"[^（）()【】\[\]。]*[）)】\]]?$"
)
"""A link to other news there, to the end of the line."""
_MARKS_ONLY = re.compile(
    "(?:<!?-[-\\s]{0,8}>|[\\s•·●◦▪■◆*＊|＞>»›«‹\\-_=—─━\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff])*"
)
"""Bullets, rules, marks of a comment (<-->), and pictures that stand for words (👇👇👇), but for
numbers in circles."""
_ID = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{24,64}", re.IGNORECASE)
"""The random name of a page or file, alone on a line."""


def residue(lines: Lines) -> Outcome:
    """Take out empty tags, tags with a random id, lines of bullets only, and a second copy."""
    reasons: dict[int, str] = {}
    noise = [at for at, line in enumerate(lines) if _is_noise(line.text)]
    if noise and any(is_listed("forum", line.text) for line in lines):
        reasons |= dict.fromkeys(noise, Cause.NOISE)
    for at, line in enumerate(lines):
        plain = not line.src and not line.cells
        if plain and (_MARKS_ONLY.fullmatch(_bare(line.text)) or _ID.fullmatch(line.text)):
            reasons[at] = Cause.NO_TEXT
    for at in second_copy(lines):
        reasons.setdefault(at, Cause.SECOND_COPY)
    after = without(lines, reasons, NAME)
    stripped = edited(after.lines, _tags, NAME, Cause.TAGS)
    parted = edited(stripped.lines, _glued, NAME, Cause.INSIDE)
    return Outcome(parted.lines, after.removals, stripped.repairs + parted.repairs)


def _is_noise(text: str) -> bool:
    """Whether a line is what a forum puts between paragraphs so that nobody copies them."""
    if not text.isascii() or not _NOISE.fullmatch(text):
        return False
    bare = text.replace(" ", "")
    return sum(not char.isalnum() for char in bare) >= _SIGNS * len(bare)


def _bare(text: str) -> str:
    return apply(text, _tags(text)) if _LEFT.search(text) else text


def _tags(text: str) -> list[Edit]:
    return [Edit(*_to_edge(text, start, end), "") for start, end in _spans(text)]


def _glued(text: str) -> list[Edit]:
    """Find what a site sets behind the last sentence of a paragraph.

    That is what leads back to it (……。返回某网，查看更多), a button in brackets (（點擊閱讀全文）),
    or a link with its label to the end: （相關報導：….
    """
    match = furniture_in("glued", text) if _RETURN in text[-_GLUED:] else None
    if not match and text.endswith(("）", ")", "】", "]")):
        pressed = _PRESSED.search(text)
        match = pressed if pressed and is_furniture(pressed[1]) else None
    if not match and _RELATED_IN.search(text):
        match = _RELATED.search(text)
    return [Edit(match.start(), len(text), "")] if match else []


def _spans(text: str) -> list[tuple[int, int]]:
    script = _SCRIPT.search(text) if "function" in text else None
    if script:
        return [(script.start(), len(text))]
    if "endprint" in text:
        return [m.span() for m in _END_PRINT.finditer(text)]
    stars = _STARS.search(text) if text.endswith(("*", "＊")) else None
    if stars:
        return [stars.span()]
    bar = _BAR.search(text) if text.endswith(("|", "｜")) else None
    if bar and not _BARS.search(text, 0, bar.start()):  # else it closes a row of a table
        return [bar.span()]
    if "<" not in text:
        return []
    match = _RANDOM_ID.search(text) or _DATA.search(text) or _LONE_TAG.search(text)
    return [match.span()] if match else [m.span() for m in _EMPTY_TAGS.finditer(text)]


def _to_edge(text: str, start: int, end: int) -> tuple[int, int]:
    """Add the space between what goes and what stays, where a line begins or ends with it."""
    if start == 0:
        end = len(text) - len(text[end:].lstrip())
    if end == len(text):
        start = len(text[:start].rstrip())
    return start, end
