"""Pages that are no articles: lists of articles, and messages of a web server.

Cleaning leaves something of every page.  Whether that is an article is judged from the page
as a whole: an article has sentences of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare, bigrams, says
from casebook.ingest.lexicon import any_of, is_frame
from casebook.problems import Code, Problem
from casebook.records import Line, Role

MOST_OF_MESSAGE = 160
"""Characters of a page that can be a message: beyond that it has content."""
LEAST_ROWS = 6
"""Dated titles that make a list; an article links to fewer others at its end."""
MOST_OF_LIST = 40
"""Characters in sentences that a page of a list may have: a line on what it lists.  A list
with summaries is not known as one: a short article must never be refused."""
LEAST_TITLES = 10
"""Titles without dates that make a list where the page has no text."""
MOST_OF_COLUMN = 12
"""Characters of the title of a list: the name of a column (经验做法)."""
LEAST_LABELS = 6
"""Labels with their values that make a notice in the form of a table: 项目名称：…, 联系人：…."""
MOST_OF_SCRAP, LEAST_PAIRS = 60, 6
"""Characters of what may be left of a site's furniture, and pairs of characters of a title of
which a text that short has one."""
LEAST_TEASERS = 2
"""Texts that are cut short, with a button for the rest, that make half a page one of teasers."""
LISTED = 0.75
"""Share of the lines of a body that are titles with a day, from which it is a list."""
_TEASER = re.compile(
    r"(?:…|\.{3})[^\w]*(?:阅读|閱讀|查看|浏览|瀏覽|显示|顯示)?(?:全文|更多|详情|詳情|详细|詳細|全部)[^\w]*$"
)
_LABELLED = re.compile("[\u3400-\u9fff、]{2,20}[:：]\\s*\\w")
_PICTURES = {Role.PICTURE, Role.CAPTION}
_HEADS = {Role.TITLE, Role.KICKER, Role.SUBTITLE}
_UNSEEN = {Role.HIDDEN, Role.DELETED, Role.READING}

_DATED = re.compile(
    r"(?:[\[【(（]?\s*(?:20|19)?\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?\s*[\]】)）]?)"
)
_DAY_BEHIND = re.compile(r"[\s\[(（【](?:20|19)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[\])）】]?$")
_DIGITS = re.compile(r"\d\d")
"""What stands in every date."""
_TITLE_LENGTH = (6, 60)
_HAN = re.compile(r"[\u3400-\u9fff]{4}")
_SENTENCE = re.compile(r"(?<![^。！？\n])[^。！？\n]{8,}[。！？]")


def not_an_article(
    lines: Sequence[Line], kept: Sequence[Line], title: str, file: str
) -> Problem | None:
    """Return why a page is refused, ``None`` where it may be an article.

    :param lines: the lines of the page as read.
    :param kept: those that cleaning left.
    """
    shown = [line for line in kept if line.role not in _PICTURES]
    whole = "\n".join(line.text for line in shown)
    if len(whole) <= MOST_OF_MESSAGE:
        match = any_of("refusal", "messages").search(f"{title}\n{whole}")
        if match:
            return Problem(Code.ERROR_PAGE, file, 0, f"({match[0].strip()[:30]})")
    body = [line.text for line in shown if line.role not in _HEADS]
    rows = list_rows([line.text for line in lines])
    around = [text for text in body if is_navigation(text)]
    # The name of a column may be that of a theme.
    if around and all(theme_of(text) for text in body if text not in around):
        return Problem(Code.LIST_PAGE, file, 0, f"({rows} titles)" if rows else "")
    if found := _no_text(body, title, file):
        return found
    sentences = _SENTENCE.findall(whole)
    labelled = sum(_LABELLED.match(text) is not None for text in body)
    if labelled >= LEAST_LABELS or (sentences and any(theme_of(text) for text in body)):
        return None
    reported = sum(map(len, sentences))
    if rows >= LEAST_ROWS and reported <= MOST_OF_LIST and not _says(sentences, title):
        return Problem(Code.LIST_PAGE, file, 0, f"({rows} titles)")
    bare = reported == 0 and len(whole) <= MOST_OF_MESSAGE
    paged = bare and any_of("refusal", "pager").search(whole)
    return Problem(Code.LIST_PAGE, file) if paged else None


def _no_text(body: Sequence[str], title: str, file: str) -> Problem | None:
    """Return that a body is a list, or nothing but a scrap."""
    if listed := _listed(body):
        return Problem(Code.LIST_PAGE, file, 0, listed)
    return Problem(Code.NO_BODY, file) if _is_scrap("".join(body), title) else None


def _is_scrap(body: str, title: str) -> bool:
    """Whether what is left of a page is no text of it: the title again, or a few foreign words.

    So look pages whose text is a picture or a file.
    """
    if len(body) <= MOST_OF_COLUMN and bare(body) in bare(title):
        return True
    if "。" in body or len(body) > MOST_OF_SCRAP:
        return False  # a short article is never refused
    pairs = bigrams(title)
    return len(pairs) >= LEAST_PAIRS and pairs.isdisjoint(bigrams(body))


def _listed(body: Sequence[str]) -> str:
    """Say what a body lists, of which half are teasers or most are titles with a day behind.

    :returns: their number in words; ``""`` where it is no such list.
    """
    teasers = sum(_TEASER.search(text) is not None for text in body)
    if teasers >= LEAST_TEASERS and 2 * teasers >= len(body):
        return f"({teasers} teasers)"
    titles = sum(_is_dated(text) for text in body)
    return f"({titles} titles)" if titles >= max(LEAST_ROWS, LISTED * len(body)) else ""


def _is_dated(text: str) -> bool:
    """Whether a line is a title with a day behind it: 某区改造老旧小区 2023-04-06."""
    day = _DAY_BEHIND.search(text)
    return day is not None and _is_title(text[: day.start()])


def _says(sentences: Sequence[str], title: str) -> bool:
    """Whether sentences say what their title says, as a report of one sentence does.

    The name of a column is too short to tell.
    """
    return len(title) > MOST_OF_COLUMN and says("\n".join(sentences), title)


def is_list_without_text(
    lines: Sequence[Line], kept: Sequence[Line], title: str, file: str
) -> Problem | None:
    """Return that a page on which no text was found lists articles, ``None`` where it may not.

    An article whose text is missing has a title of its own, and a list that of its column, or a
    way through its pages.

    :param lines: the lines of the page as read.
    :param kept: those that cleaning left.
    """
    texts = [line.text for line in lines if line.role not in _UNSEEN and line.text]
    named = len(title) > MOST_OF_COLUMN and not any(map(is_navigation, (title, *texts)))
    if named or any(line.role not in _HEADS and not is_frame(line.text) for line in kept):
        return None
    rows = list_rows(texts)
    titles = sum(_is_title(text) and bool(_HAN.search(text)) for text in texts)
    if rows >= LEAST_ROWS or (titles >= LEAST_TITLES and titles * 2 > len(texts)):
        return Problem(Code.LIST_PAGE, file, 0, f"({max(rows, titles)} titles)")
    return None


def is_navigation(text: str) -> bool:
    """Whether a line is nothing but a way through the pages of a list: 上一页 1 2 3 下一页."""
    if not any_of("refusal", "pager").search(text):
        return False
    return re.search(r"\w", any_of("refusal", "navigation").sub("", text)) is None


def list_rows(texts: Sequence[str]) -> int:
    """Return how many lines are titles with a date, on the line or on the next or last one."""
    rows = 0
    found = [_DATED.search(text) if _DIGITS.search(text) else None for text in texts]
    alone = (bool(date) and _is_date(text) for text, date in zip(texts, found, strict=True))
    dates = [False, *alone, False]
    for text, date, before, after in zip(texts, found, dates, dates[2:], strict=False):
        if date or before or after:
            rest = _DATED.sub("", text).strip(" ·•-—|【】[]()（）") if date else text
            rows += _is_title(rest)
    return rows


def _is_title(text: str) -> bool:
    return _TITLE_LENGTH[0] <= len(text) <= _TITLE_LENGTH[1] and "。" not in text


def _is_date(text: str) -> bool:
    return _DATED.fullmatch(text.strip(" ·•-—|")) is not None
