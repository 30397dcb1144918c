"""Which lines have the form of a heading without number or tag: short, without a stop."""

from __future__ import annotations

import re

from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.posts import names_speaker
from casebook.ingest.headings.not_titles import is_row_of_post
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.headings.title import is_document_number
from casebook.ingest.lexicon import is_furniture
from casebook.records import Line, Role
from casebook.text.numbering import number_of

_LEAST, MOST = 4, 30
STOP = re.compile(r"[。！？；，、：:,;.…—]$")
SENTENCE = re.compile(r"[。！？]")
_ASKING = re.compile(
    r"(?<=[\u3400-\u9fff]{3})[？?](?=[\u3400-\u9fff]{4})"
    r"|^(?![Qq问問]\s?[:：]|那么|那麼|是不是|如何|怎[么麼样樣]|[为為](?:什[么麼]|何|啥)|[难難]道|究竟|到底|[什谁誰哪你您我但可])"
    r"([^，,]{6,24})(?<![吗嗎呢么麼吧啊])[？?]$"
)
"""The sign of a question in a heading, with more behind it or not: 组合屋好不好住？

A paragraph that asks has clauses, begins with the word that asks, or ends in one that speaks to
the reader: 你见过这样的法庭吗？
"""
_TERMS = re.compile("[；;].*[；;]")
"""A row of terms, as journals set it above a text: 社会治理；乡镇政府；创新实践."""
PRESENTED = re.compile(
    r".{0,6}(?:者|嘉[宾賓]|[讲講]人|[发發]言人|主持人|人物|[访訪][谈談]?[对對]象)[:：/／].{2}|.{2,20}出品$"
)
"""What presents who speaks, or names who made the page: 嘉宾：某研究院院长 周海."""
_HIGHEST = 20
"""Bare number up to which a line is numbered; beyond it something is counted: 46座城市先行."""
_COUNTED = re.compile(r"\d{1,2}(?:[村校隊队里]|[鄉乡縣县][鎮镇市]|社[區区])\d")
"""A number that counts places, and what follows is counted, too: 12村800名長者."""
CAPTION = re.compile(
    r"^[▲△▼▽]|系列[报報][道導]|[①-⑳]$|照片(?:$|[（(])|[制製][图圖]$|[图圖][为為]|[摄攝供][图圖]?(?:[（(][^（()）]*[）)])?$|资料[图圖]|[图圖]片|[（(].*[摄攝影]"
    r"|截[图圖][）)]?$|^[表图圖]\s?(?:\d{1,2}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]+)[\s　:：]"
    r"|[（(][图圖]\s?\d{1,2}[）)]$|^[（(][^（()）]*[）)]$|^\W{0,3}[图圖][说說注註]?\s?[:：/／|｜]"
)
"""What captions and credits have: 吴江摄（青河视觉）, （河口區公所提供）, 表3 投诉的件数."""
_APART = re.compile(
    r"(?:19|20)\d\d-\d\d?-\d\d?|^(?:——|──)|^[本原]文.{0,8}[刊載载转轉发發]|^\W*$"
    r"|^[【〔\[][^:：】]{0,4}(?:文|者|[编編][辑輯]|[摄攝]影)[:：]"
)
"""What is apart from a text: a day as programs write it, a note of where it was printed before,
a line without a word, a credit in brackets, and whom or what a passage is quoted from, behind a
dash."""


def may_be_heading(line: Line, most: int = MOST) -> bool:
    """Whether a line is short, without a stop, and nothing that has a form of its own.

    :param most: characters of such a line, at most.
    """
    text = line.text
    number = number_of(text, bare=True)
    said = _ASKING.sub(r"\1", text, count=1)
    return (
        line.role is Role.TEXT
        and _LEAST <= len(text) <= most
        and not STOP.search(said)
        and not SENTENCE.search(said[:-1])
        and not _TERMS.search(text)
        and (
            number is None
            or (number.kind == "plain" and number.value > _HIGHEST)
            or _COUNTED.match(text) is not None
        )
        and not CAPTION.search(text)
        and not (_APART.search(text) or PRESENTED.match(text) or names_speaker(text))
        and not is_masthead_line(text.strip("【】〔〕[]"))
        and not (is_document_number(text) or is_row_of_post(text))
        and read_byline(text) is None
        and not is_furniture(text)
        and not is_scene(text)
    )
