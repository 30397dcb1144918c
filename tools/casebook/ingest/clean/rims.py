"""Lines right above and below a saved text that are of its site by their form alone.

No word is looked up: buttons in brackets, arrows that lead back or on, labels with nothing behind
them, the links to what stands before and after, and headlines with the day of each.  Each goes
for two signs: its form, and that it stands outside the sentences.
Several copies of the title are the names of pictures wherever they stand.
Nothing that is numbered, a point of a list, a row, a heading by its tag or of a theme goes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise, takewhile

from casebook.ingest.clean.edges import ENOUGH, is_foreign_to, is_saved_text, running_pairs
from casebook.ingest.clean.imprint import imprint
from casebook.ingest.clean.page_record import page_record
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.verses import end_of_stanza
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare, bigrams
from casebook.records import Line, Role
from casebook.text.dates import find_day
from casebook.text.numbering import number_of

_BRACKETED = re.compile(
    r"[【\[［〔]\s?(?:[\u3400-\u9fff][^【】\[\]［］〔〕。！？；，]{0,19}|\d{1,3})[】\]］〕]"
)
"""A button in brackets: 【打印本页】."""
_BUTTONS, _BESIDE = 2, 8
"""Buttons in a row, and the characters that may stand between them."""
_BETWEEN = re.compile("[\\s|｜:：\u3400-\u9fff]*")
_BACK = re.compile(r"[<＜«‹←↩]\s?[\u3400-\u9fff]{2,6}")
_ON = re.compile(r"[\u3400-\u9fff]{2,8}\s?(?:→|»|>>|＞＞)")
_EMPTY = re.compile(r"[^。！？；，、：:]{2,10}\s?[:：]")
"""A label with nothing behind it: 附件：."""
_BEFORE = re.compile(r"上一([\u3400-\u9fff]{1,2})\s?[:：]")
_AFTER = re.compile(r"下一([\u3400-\u9fff]{1,2})\s?[:：]")
_FILE_NUMBER, _COUNTED = re.compile(r"\d{6,8}"), re.compile(r"[\d.,%]+")
"""The number under which a site keeps a picture, and a figure."""
_DAY_IN_DOUBT = re.compile(r"(?=.*\d{4})\d{1,4}(?:[\s/.:年月日-]{1,5}\d{1,4}){2,6}")
"""A day of which nobody can say which number is the month, or that a site printed with gaps."""
_COPY = 8
"""Characters of a title whose copy is no heading of the same words."""
_NAMED = re.compile(r"\s?[|｜_]\s?[^|｜_。]{2,16}$")
"""The name of a site behind a copy of the title."""
_HEADLINE = range(8, 61)
"""Characters of a headline."""
_HEADLINES = 2
"""Headlines, each with its day, that are a list of other news."""
_NEWS = 3
"""Headlines of other news without a day that are a list of them."""
_SHARE = 10
"""Pairs of characters of a line of which the text may have one, if the line is none of it."""
_ENDED = re.compile("[。；]|[！？!?…，、][”’」』]?$")
_SPEAKER = re.compile("[\u3400-\u9fff]{2,12}[:：](?=[^\\d]{6,}$)")
"""Who speaks in a headline."""
_NOTE = re.compile(r"[（(【\[〔《※*＊①-⑳]|注[:：释釋]|附[件表录錄:：]|[参參][考见見]|[图圖▲△▼▽]")
_LEADS = re.compile(r"[:：]$|(?:如下|名[单單]).{0,12}$")
"""How a sentence ends or what it says that a list follows."""
_DAY = r"(?:\d{4}(?P<s>[-/.])\d{1,2}(?P=s)\d{1,2}|[\[【(（]\s?\d{1,2}[-/.]\d{1,2}\s?[\]】)）])"
_DAY_FIRST = re.compile(rf"[\[【(（]?(?P<day>{_DAY})[\]】)）]?(?P<news>.{{6,60}})")
_DAY_LAST = re.compile(rf"(?P<news>.{{6,60}}?)[\[【(（]?(?P<day>{_DAY})[\]】)）]?")
"""A headline on one line with its day, as machines write it."""


def rims(lines: Lines, first: int, last: int, known: Collection[int]) -> Iterator[int]:
    """Find lines of the site above the first sentence of a saved text and below its last one.

    :param first: where the running text begins, and ``last``, where it ends.
    :param known: lines that are furniture already.
    """
    if first >= len(lines) or not is_saved_text(lines):
        return
    title = next((at for at, line in enumerate(lines) if line.role is Role.TITLE), -1)
    tail = range(last + 1, len(lines))
    edges = (*range(title + 1, first), *tail)
    free = [at for at in edges if at not in known and _is_free(lines[at])]
    found = {at for at in free if _is_button(lines[at].text)}
    head = [at for at in free if title < at < first]
    found.update(at for at in head if title >= 0 and _DAY_IN_DOUBT.fullmatch(lines[at].text))
    found.update(_neighbours(lines, free))
    found.update(_numbers_of_files(lines, first, last))
    found.update(_copies(lines, title, first))
    found.update(_subtitle_again(lines, title, first))
    dated = _dated(lines, [at for at in free if at > last])
    # The pairs of a text are costly: they are asked for where a line depends on them.
    pairs = running_pairs(lines) if dated else frozenset()
    if len(pairs) >= ENOUGH:
        dated = [at for at in dated if is_foreign_to(lines[at].text, pairs)]
        if len(dated) >= _HEADLINES:
            found.update(x for at in dated for x in (at, at + 1))
    found.update(_days_of_news(lines, tail, {*known, *found}))
    found.update(page_record(lines, last, {*known, *found}))
    found.update(imprint(lines, tail, {*known, *found}))
    found.update(_empty(lines, tail, {*known, *found}))
    yield from sorted(found)


def _is_free(line: Line) -> bool:
    """Whether a line is plain text without a number."""
    return line.role is Role.TEXT and number_of(line.text, bare=True) is None


def _is_button(text: str) -> bool:
    """Whether a line is a row of buttons in brackets, or an arrow with a word or two."""
    if _BACK.fullmatch(text) or _ON.fullmatch(text):
        return True
    row = len(_BRACKETED.findall(text)) >= _BUTTONS
    between = _BRACKETED.sub("", text)
    return row and len(between) <= _BESIDE and _BETWEEN.fullmatch(between) is not None


def _neighbours(lines: Lines, free: list[int]) -> Iterator[int]:
    """Find the links to what a site has before and after a text: one line each, in a row."""
    for above, below in pairwise(free):
        before, after = _BEFORE.match(lines[above].text), _AFTER.match(lines[below].text)
        if before and after and before[1] == after[1]:
            yield from (above, below)


def _numbers_of_files(lines: Lines, first: int, last: int) -> Iterator[int]:
    """Find the numbers of pictures that stand alone between paragraphs: 1045282.

    No other number stands beside one, as in a table, and nothing above it says what it is.
    """
    for at in range(first + 1, last):
        near = (lines[at - 1].text, lines[at + 1].text)
        alone = lines[at].role is Role.TEXT and _FILE_NUMBER.fullmatch(lines[at].text)
        if alone and is_sentence(near[0]) and not any(map(_COUNTED.fullmatch, near)):
            yield at


def _copies(lines: Lines, title: int, first: int) -> Iterator[int]:
    """Find copies of the title, letter by letter: above the second sentence, or several below it.

    The first one may be a caption, below which the title stands again; one alone within the text
    may be a heading of it.  Several, one right above another heading, and one with the name of the
    site behind it are names of pictures.
    """
    whole = bare(lines[title].text) if title >= 0 else ""
    if len(whole) < _COPY:
        return
    sentences = (at for at in range(first + 1, len(lines)) if is_sentence(lines[at].text))
    second = next(sentences, first)
    free = [at for at in range(title + 1, len(lines)) if _is_free(lines[at])]
    copies = [at for at in free if bare(_NAMED.sub("", lines[at].text)) == whole]
    within = [at for at in copies if at > second and bare(lines[at].text) == whole]
    below = [is_sentence(line.text) for at in within[:1] for line in lines[at + 1 : at + 3]]
    heads = len(within) == 1 and below != [False, True]
    yield from (at for at in copies if at not in within or not heads)


def _subtitle_again(lines: Lines, title: int, first: int) -> Iterator[int]:
    """Find copies of the subtitle above the text: the texts of pictures that are not there."""
    above = range(max(title, 0), first)
    subtitle = next((bare(lines[at].text) for at in above if lines[at].role is Role.SUBTITLE), "")
    if len(subtitle) >= _COPY:
        yield from (at for at in above if _is_free(lines[at]) and bare(lines[at].text) == subtitle)


def _dated(lines: Lines, free: list[int]) -> list[int]:
    """Find lines below a text that may be headlines, each with a day alone below it."""
    return [
        at
        for at in free
        if at + 1 in free
        and day_alone(lines[at + 1].text)
        and len(lines[at].text) in _HEADLINE
        and not (is_sentence(lines[at].text) or is_office(lines[at].text))
        and not day_alone(lines[at].text)
    ]


def _days_of_news(lines: Lines, tail: range, known: Collection[int]) -> list[int]:
    """Find the headlines that end a page, each on a line with its day in the same place.

    The newest comes first, as on sites; a list of what was done in order is of the text, and so is
    one of what was done on one day, unless it has no words of the text.

    :param tail: the lines below the last sentence.
    """
    free = [at for at in reversed(tail) if at not in known]
    for form in (_DAY_FIRST, _DAY_LAST):
        days: list[str] = []
        for at in free:
            row = form.fullmatch(lines[at].text)
            plain = lines[at].role in {Role.TEXT, Role.ITEM} and not is_sentence(lines[at].text)
            day = _sortable(row["day"]) if row and plain else ""
            if not day or (days and day < days[-1]):
                break
            days.append(day)
        if len(days) >= _HEADLINES and (
            days[0] < days[-1] or _are_foreign(lines, free[: len(days)])
        ):
            return free[: len(days)]
    return []


def _are_foreign(lines: Lines, rows: list[int]) -> bool:
    pairs = running_pairs(lines)
    return len(pairs) >= ENOUGH and all(is_foreign_to(lines[at].text, pairs) for at in rows)


def _sortable(day: str) -> str:
    """Write a day so that later ones sort behind earlier ones."""
    return "-".join(part.zfill(4) for part in re.findall(r"\d+", day))


def other_news(lines: Lines, last: int, known: Collection[int]) -> list[int]:
    """Find the headlines of other news that end a page: several, none of which is of the text.

    Some may call, ask or let somebody speak; none is a sentence, a signature or a note.

    :param last: where the running text ends.
    :param known: lines that are furniture already.
    """
    if not is_saved_text(lines):
        return []
    last = end_of_stanza(lines, last, known)
    free = (at for at in range(len(lines) - 1, last, -1) if at not in known)
    run = list(takewhile(lambda at: _is_free(lines[at]) and _is_headline(lines[at].text), free))
    pairs = running_pairs(lines) if len(run) >= _NEWS else frozenset()
    if len(pairs) < ENOUGH:
        return []
    run = list(takewhile(lambda at: _is_strange(lines[at].text, pairs), run))
    said = sum(_SPEAKER.match(lines[at].text) is not None for at in run)
    if len(run) < _NEWS or said * 2 > len(run) or _LEADS.search(lines[run[-1] - 1].text):
        return []
    return run


def _is_strange(text: str, pairs: frozenset[str]) -> bool:
    own = bigrams(text)
    return len(own & pairs) * _SHARE <= len(own)


def _is_headline(text: str) -> bool:
    """Whether a line without a stop at its end may be the headline of something else."""
    if len(text) >= _HEADLINE.stop or _ENDED.search(text) or find_day(text):
        return False
    if is_name(text) or is_office(text) or theme_of(text) or _NOTE.match(text):
        return False
    return not re.search("[:：]", text) or _SPEAKER.match(text) is not None


def _empty(lines: Lines, tail: range, gone: Collection[int]) -> Iterator[int]:
    """Find labels at the very end that nothing follows but furniture."""
    furniture = False
    for at in reversed(tail):
        if at in gone:
            furniture = True
            continue
        text = lines[at].text
        if not (furniture and _is_free(lines[at]) and _EMPTY.fullmatch(text)) or theme_of(text):
            return
        yield at
