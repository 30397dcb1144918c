"""Furniture at the edges of a page saved as text, known by place and form.

The words of a site's furniture are its own; its places and forms are not.  What is taken out
here has two signs at least: that it stands where no sentence of the article stands, and one of
its form or of its neighbours.  Nothing that is numbered, a point of a list, a row, a heading by
its tag, or a label with its value goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise, takewhile

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.cut_short import CUT_SHORT, ends_cut_short
from casebook.ingest.clean.running import body_span, is_sentence
from casebook.ingest.clean.site_tail import box_below, is_tag_row, notices_below
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.telling import breaks_off
from casebook.ingest.clean.verses import end_of_stanza, ends_of_verses
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.title_labels import without_label
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare, bigrams, is_document_number, is_no_title
from casebook.ingest.lexicon import is_frame, is_listed
from casebook.records import Line, Role
from casebook.text.dates import find_day
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

_MARKED = {Role.OUTSIDE, Role.BESIDE_TITLE, Role.HIDDEN, Role.HEADING, Role.BOLD}
"""Roles that only the markup of a page gives."""
PLAIN = {Role.TEXT}
_SHORT = 20
"""Characters of a line that is a button or a heading of links."""
_COLUMN = 6
"""Characters of a line that is a button or column even where it could be a title."""
_WORD_ALONE = 2
"""Characters of a column's name there though the text has that word, too: 社會."""
_LEAST_STRANGER = 4
"""Characters of a line that is long enough to share a pair with its text; 引言 is not."""
_TAIL = 12
"""Characters of the name of a site behind a copy of the title."""
_TEASER = 44
"""Characters of the title of something else."""
_RUN = 3
"""Lines of such titles that are a list of links."""
ENOUGH = 150
"""Pairs of characters of a text that any line of it would share one of."""
_FOREIGN = 0.25
"""Share of the pairs of characters of a line that the text has, too, up to which it is foreign."""
_WORD = re.compile("[\u3400-\u9fff]{2}")
_REACHED = re.compile(r"@|\d{7}|\d{3,4}-\d{6}")
"""A mailbox or telephone, which may be part of what is announced."""
_SPOKEN = ("“", "「", "『")
_POINTER = re.compile("[👉☞▶➤◤]|[^<＜《]*(?:→|>{1,2}|»|＞|》)(?:\\s?点我|\\s?點我)?$")
"""How links begin or end that point to something else."""
_SAYS = re.compile("[。！？；]|[:：].")
"""What stands in a sentence, or between a label and its value: 联系人：周海."""
_STOP = re.compile("[。！？；]")
_SPEAKS = re.compile("[^。；:：]{7,}[:：][^。；]{4,}$")
"""A title in which somebody speaks: 青河市長王立民：看重的是街面."""
_COLUMNED = re.compile("[【\\[][^】\\]。]{2,10}[】\\]][^。；]{6,}$")
"""A title with its column: 【话青河】街上的人怎么说."""
_CALLS = re.compile("[^。！？；!?]{6,}[！？!?]")
"""A title that asks or calls out: 高速免费这些坑别踩！."""
OF_TEXT = re.compile(
    r"[（(【\[〔《〈<＜※*＊①-⑳]|注[:：释釋]|附[件表录錄:：]|[备備][注註]|[参參][考见見]|——|--|[图圖▲△▼▽]|.*[:：]$|.*[摄攝供][图圖]?[)）]?$"
)
"""How lines of an article begin or end that stand around its text: notes, captions, lead-ins."""
_LINKED = re.compile(r"[^:：。]{0,20}[:：]?\s*https?://\S+")
"""An address, with the name of what it leads to."""
_ADDRESSED = re.compile(r"(?![^:：]{0,10}[:：])[^。]{12,60}https?://\S+")
"""A prompt that leads to an address, and no label with its value."""
_HOME = re.compile(r"[^>＞»›/]{0,12}(?:首[页頁]|主[页頁]|Home)\s?[>＞»›/]", re.IGNORECASE)
"""How the way to a page begins; its title may be glued to it: 首页 > 县区青河县 青河县…."""
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,30}\.(?:com|cn|net|org|tw|hk)(?:\.\w\w)?", re.IGNORECASE)
"""The name of a site and nothing else: example.com."""
_COUNTED = re.compile("[\u3400-\u9fff]{2,6}[:：]\\s?\\d{1,7}(?:次|字)?")
"""A count below the title, whatever is counted: 文章字数：588."""
_HOUR = re.compile(r"(?:0?\d|1[0-2])-[0-3]?\d\s+[0-2]?\d:[0-5]\d(?::[0-5]\d)?")
_NEAR = 2
"""Lines below the title among which a day and hour without a year (05-10 20:59) are of the site."""
_REPORT = re.compile(
    r"[【\[（(]?(?:本[报報刊网網台社]|[\u3400-\u9fff]{2,6}[报報社网網])?(?:[专專]?[讯訊電电]|[记記]者)"
)
"""How a report begins: 本报讯, 【某报专讯】, 记者."""
_LISTED = re.compile(r"[:：]$|(?:如下|名[单單]).{0,12}$")  # how a list is announced


def is_saved_text(lines: Lines) -> bool:
    """Whether no markup says what is a heading and what stands outside."""
    return not any(line.role in _MARKED for line in lines)


def text_span(lines: Lines) -> tuple[int, int]:
    """Return where the running text begins and ends; notices of the site below it are none."""
    first, last = body_span(lines)
    notices = {*notices_below(lines), *box_below(lines)} if is_saved_text(lines) else set()
    own = (at for at in range(last, first, -1) if at not in notices and is_sentence(lines[at].text))
    return first, next(own, first) if last in notices else last


def is_mark(text: str) -> bool:
    """Whether a line has no word of the language of the page: Top, A+ A-, icon 0."""
    return (
        len(text) <= _TEASER
        and re.search(r"\w", text) is not None
        and not _WORD.search(re.sub(r"\s", "", text))
        and not _REACHED.search(text)
        and number_of(text if text.isascii() else f"{text}、", bare=True) is None  # 一 heads a part
        and find_day(text, labelled=True) is None
        and not text.endswith(("。", "！", "？", "：", ":"))
    )


def running_pairs(lines: Lines) -> frozenset[str]:
    """Return the pairs of characters of the running text."""
    return bigrams("\n".join(line.text for line in lines if is_sentence(line.text)))


def is_foreign_to(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line has few pairs of characters in common with the running text."""
    own = bigrams(text)
    return len(own & pairs) <= len(own) * _FOREIGN


def below_text(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find furniture below the last sentence.

    :param known: lines that are furniture by their words.
    """
    if not is_saved_text(lines):
        return
    last = _last_sentence(lines, known)
    if last < 0:
        return
    last = max([end_of_stanza(lines, last, known), *ends_of_verses(lines, known)])
    pairs = running_pairs(lines[: last + 1])
    last += last + 1 not in known and breaks_off(lines[last + 1 :], pairs)
    if ends_cut_short(lines, last, known, pairs):
        return
    tail = range(last + 1, len(lines))
    twice = Counter(bare(line.text) for line in lines)
    items = [at for at in tail if lines[at].role is Role.ITEM]
    # Links, of which a site shows the text once more below each point.
    copied = [at for at in items if _is_said_below(lines, at)]
    links = items if len(copied) > 1 and len(copied) * 2 >= len(items) else []
    several = sum(is_mark(lines[at].text) for at in tail) > 1 or any(at in known for at in tail)
    sure = {
        at
        for at in tail
        if at in known or (lines[at].role in PLAIN and _is_sure(lines[at], twice, marks=several))
    }
    text = to_simplified("\n".join(line.text for line in lines[: last + 1]))
    sure.update(at for at in tail if lines[at].role in PLAIN and is_tag_row(lines[at].text, text))
    sure.update(_strangers(lines, tail, pairs))
    sure.update(
        at
        for at in tail
        if _ADDRESSED.fullmatch(lines[at].text) and is_foreign_to(lines[at].text, pairs)
    )
    start = min(sure, default=len(lines))
    run = _run(lines, last, tail, pairs, start, sure) | _headings_of_teasers(lines, tail)
    start = min([start, *run])
    for at in tail:
        line, text = lines[at], lines[at].text
        if at in links:
            yield at
        if line.role not in PLAIN or number_of(text, bare=True) is not None:
            continue
        if at in sure or at in run or (at > start and _is_below_furniture(text, pairs)):
            yield at


def _is_said_below(lines: Lines, at: int) -> bool:
    """Whether the line right below a point of a list says the same, and is none."""
    below = next(iter(lines[at + 1 : at + 2]), None)
    again = below is not None and bare(below.text) == bare(lines[at].text)
    return again and below is not None and below.role is not Role.ITEM


def _strangers(lines: Lines, tail: range, pairs: frozenset[str]) -> list[int]:
    """Find lines below a text that have no pair of characters of it and no form of its own.

    The text is long enough for any line of it to share one, and they are not alone.
    """
    if len(pairs) < ENOUGH:
        return []
    found = [
        at
        for at in tail
        if _is_aside(lines[at], pairs) and len(lines[at].text) > _COLUMN
        if not (is_name(lines[at].text) or is_office(lines[at].text) or stays(lines[at].text))
    ]
    listed = tail and _LISTED.search(lines[tail.start - 1].text)
    return found if len(found) > 1 and not listed else []


def _is_below_furniture(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line below furniture of the site is furniture, too: short, or a link."""
    if _is_other_title(text, pairs):
        return True
    if len(text) <= _SHORT and not _SAYS.search(text):
        return True
    shared = text.endswith("。") and not pairs.isdisjoint(bigrams(text))
    said = shared or re.search("[:：].|[，；].*。$", text)
    if len(text) <= _SHORT and is_foreign_to(text, pairs) and not said:
        return True
    return bool(_LINKED.fullmatch(text)) or (len(text) <= _TEASER and not stays(text))


def _is_other_title(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line is the title of something else, which may call, ask or have a column.

    Its form is that of a title of some length, and it is foreign to the text.
    """
    formed = _CALLS.fullmatch(text) or _SPEAKS.match(text) or _COLUMNED.match(text)
    return len(text) <= _TEASER and formed is not None and is_foreign_to(text, pairs)


def _last_sentence(lines: Lines, known: Collection[int]) -> int:
    """Return the last sentence that is no teaser; -1 where there is none.

    A teaser is cut short by dots, stands below a title or another teaser, and begins as a
    report does, or is one of several.  Alone it may be where the page was cut when it was saved.
    """
    sentences = [at for at, line in enumerate(lines) if is_sentence(line.text) and at not in known]
    kept = list(sentences)
    while len(kept) > 1 and CUT_SHORT.search(lines[kept[-1]].text):
        above = lines[kept[-1] - 1].text
        if not (CUT_SHORT.search(above) or _is_title(above)):
            break
        kept.pop()
    teasers = sentences[len(kept) :]
    several = len(teasers) > 1 or any(_REPORT.match(lines[at].text) for at in teasers)
    # A button of the site between the text and the teaser says that it is of something else.
    several = several or bool(kept and any(kept[-1] < at < teasers[0] for at in known if teasers))
    sentences = kept if several else sentences
    return sentences[-1] if sentences else -1


def _headings_of_teasers(lines: Lines, tail: range) -> set[int]:
    """Find the titles that stand right below the text and above teasers of something else."""
    teasers = [
        at for at in tail if is_sentence(lines[at].text) and CUT_SHORT.search(lines[at].text)
    ]
    above = range(tail.start, teasers[0]) if teasers else ()
    titles = {at for at in above if lines[at].role in PLAIN and _is_title(lines[at].text)}
    return titles if len(titles) == len(above) else set()


def _is_title(text: str) -> bool:
    return len(text) <= _TEASER and not _STOP.search(text) and number_of(text) is None


def _is_sure(line: Line, twice: Counter[str], *, marks: bool) -> bool:
    """Whether a line below the text is furniture by its form, or stands there again.

    :param marks: whether a line without a word is not alone there.
    """
    text = line.text
    if (marks and is_mark(text)) or CUT_SHORT.search(text):
        return True
    pointed = _POINTER.match(text) and len(text) <= 2 * _TEASER
    again = len(text) <= _SHORT and bare(text) and twice[bare(text)] > 1 and not _SAYS.search(text)
    return bool(pointed) or (bool(again) and not stays(text))


def stays(text: str) -> bool:
    """Whether a line below the text may be part of it: a signature, a note, a caption."""
    return bool(
        number_of(text, bare=True) is not None
        or OF_TEXT.match(text)
        or (_SAYS.search(text) and not _POINTER.match(text))
        or find_day(text)
        or is_masthead_line(text)
    )


def _is_signature(lines: Lines, at: int, last: int) -> bool:
    """Whether a line names who signs: right below the text, or beside the day."""
    text = lines[at].text
    if not (is_publisher(text) or is_office(text) or is_name(text) or read_byline(text)):
        return False
    beside = (lines[x].text for x in (at - 1, at + 1) if last < x < len(lines))
    return at == last + 1 or any(find_day(other) for other in beside)


def _run(
    lines: Lines, last: int, tail: range, pairs: frozenset[str], start: int, sure: set[int]
) -> set[int]:
    """Find a list of links: the lines to the end of the page, set apart or ended by furniture.

    Most of them are foreign to the text; none says something or belongs to a text by its form.
    A list that the last sentence announces is part of the text.
    """
    run: list[int] = []
    for at in reversed(tail):
        text = lines[at].text
        if at in sure:
            continue
        called = _is_other_title(text, pairs)
        if lines[at].role not in PLAIN or len(text) > _TEASER:
            break
        if _STOP.search(text) and not called:
            break
        asked = at == len(lines) - 1 and text.endswith(("：", ":")) and is_foreign_to(text, pairs)
        if not (asked or called) and (stays(text) or _is_signature(lines, at, last)):
            break
        run.append(at)
    if not run or _LISTED.search(lines[run[-1] - 1].text):
        return set()
    foreign = sum(is_foreign_to(lines[at].text, pairs) for at in run)
    inside = [lines[at].number for at in (last, *sorted(run))]
    begins = next(at for at, line in enumerate(lines) if is_sentence(line.text))
    apart = _is_apart(_gaps(inside), _gaps([line.number for line in lines[begins : last + 1]]))
    ended = start > run[-1] and start < len(lines)
    enough = len(run) >= _RUN or (ended and len(run) + len(sure) >= _RUN)
    return set(run) if foreign * 2 > len(run) and (apart or ended) and enough else set()


def _gaps(numbers: list[int]) -> Counter[int]:
    """Count how many lines of the file lie between two lines of the page."""
    return Counter(below - above for above, below in pairwise(numbers))


def _is_apart(inside: Counter[int], usual: Counter[int]) -> bool:
    """Whether lines are set otherwise than the paragraphs of the text."""
    if not inside or not usual:
        return False
    return inside.most_common(1)[0][0] != usual.most_common(1)[0][0] or max(inside) > max(usual)


def _above_untitled(lines: Lines, first: int, causes: dict[int, Cause]) -> dict[int, Cause]:
    """Find lines above a text without a title that have no pair of characters of it."""
    pairs = running_pairs(lines[first:])
    if len(pairs) < ENOUGH:
        return {}
    free = (at for at in range(first) if at not in causes)
    return dict.fromkeys(takewhile(lambda at: _is_aside(lines[at], pairs), free), Cause.CHROME)


def _is_aside(line: Line, pairs: frozenset[str]) -> bool:
    """Whether a line above a text has no pair of characters of it and no form of its own."""
    text = line.text
    return (
        line.role in PLAIN
        and len(text) <= _TEASER
        and bigrams(text).isdisjoint(pairs)
        and number_of(text, bare=True) is None
        and not (OF_TEXT.match(text) or _SAYS.search(text))
        and not (text.startswith(_SPOKEN) or _REACHED.search(text) or is_document_number(text))
        and not theme_of(text)
        and not read_byline(text)
        and not find_day(text)
    )


def above_text(lines: Lines, title: int, first: int, causes: dict[int, Cause]) -> dict[int, Cause]:
    """Find furniture between the title and the first sentence, and copies of the title above it.

    :param causes: why lines leave with the masthead.
    """
    if not is_saved_text(lines):
        return {}
    if title < 0:
        return _above_untitled(lines, first, causes)
    made: dict[int, Cause] = {}
    whole = bare(lines[title].text)
    for at in range(title):
        again = bare(lines[at].text)
        if not whole or causes.get(at) not in {None, Cause.ABOVE}:
            continue
        led = again.endswith(whole) and again != whole and _HOME.match(lines[at].text)
        if led or (again.startswith(whole) and len(again) - len(whole) <= _TAIL):
            made[at] = Cause.CRUMBS if led else Cause.AGAIN
    heads = [at for at, cause in causes.items() if title < at < first and cause is Cause.HEAD]
    end = max(heads, default=-1)
    marks = sum(is_mark(lines[at].text) for at in range(title + 1, min(first, len(lines))))
    pairs = running_pairs(lines)
    linked = False
    for at in range(title + 1, min(first, len(lines))):
        line, text = lines[at], lines[at].text
        if at in causes or line.role not in PLAIN:
            continue
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        begun = bool(CUT_SHORT.search(text)) and below.startswith(text.rstrip("."))
        if begun or _says_again(text, lines[title].text):
            made[at], linked = Cause.AGAIN, False
            continue
        sure = bool(heads) or marks >= _RUN or _DOMAIN.fullmatch(text)
        marked = is_mark(text) and sure and not OF_TEXT.match(text)
        counted = bool(heads) and at < first and _COUNTED.fullmatch(text)
        counted = counted or (at <= title + _NEAR and _HOUR.fullmatch(text))
        strange = heads and len(pairs) >= ENOUGH and _is_stranger(line, pairs)
        # Below a line that says nothing of the text stands what may be the title itself.
        doubted = at == title + 1 and pairs.isdisjoint(bigrams(lines[title].text))
        between = at < end and not doubted and (is_frame(text) or _is_between(text, pairs))
        heads_links = is_listed("related", text) or is_listed("tails", text)
        linked = heads_links or (linked and _is_linked(text, pairs))
        boxed = linked and any(head < at for head in heads)
        if marked or counted or strange or between or boxed:
            made[at] = Cause.CHROME
    return made


def _is_linked(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line below the heading of a box of links is the title of something else."""
    other = len(text) <= _TEASER and is_foreign_to(text, pairs)
    return other and not (stays(text) or theme_of(text))


def _says_again(text: str, title: str) -> bool:
    """Whether a line is the title with a label before it, or a word of another language."""
    labelled, whole = bare(without_label(text)), bare(title)
    if labelled and whole.startswith(labelled):
        return True
    return bool(whole) and whole in bare(text) and not _WORD.search(text.replace(title, ""))


def _is_stranger(line: Line, pairs: frozenset[str]) -> bool:
    """Whether a short line between masthead and text has no pair of characters of the text."""
    return _LEAST_STRANGER <= len(line.text) <= _SHORT and _is_aside(line, pairs)


def _is_between(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line between the title and its masthead is a button, a link or a column."""
    if OF_TEXT.match(text) or number_of(text) or theme_of(text):
        return False
    column = len(text) <= _COLUMN or (len(text) <= _SHORT and is_no_title(text))
    foreign = is_foreign_to(text, pairs) or len(text) == _WORD_ALONE
    return (column and foreign) or bool(_POINTER.match(text))
