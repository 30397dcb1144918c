"""What a site prints about a page, not about its matter: its address, its counts, its facts.

Two signs each: the form of the line, and what stands in it or around it.  An address stands behind
a label that says of what it is, a title behind one that is the title of the text; a count of
nothing, a rule with a word in it and a box of labels with their values stand below the last
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

from casebook.ingest.clean.step import Lines
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bare
from casebook.ingest.lexicon import is_frame
from casebook.records import Line, Role
from casebook.text.numbering import number_of
from casebook.text.simplified import to_simplified

_OF_PAGE = (
    r"(?:[本原此该該]|[当當]前)?(?:[文页頁篇]章?|[网網][页頁]|[页頁]面|帖子|[链鏈]接|新[闻聞])"
)
_RECORD = re.compile(
    rf"(?P<note>[转轉]?[载載]?[请請]?[注註]明\s?)?(?P<of>{_OF_PAGE})?"
    r"(?:(?P<title>[标標][题題])|地址|[网網]址|[链鏈連连][接結结])\s?[:：]\s?(?P<value>.{0,200})"
)
"""What a site says of the page: 本页标题：…, 文章地址：https://…."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NOTHING = re.compile(
    r"[（(]\s?\d{1,6}\s?[)）]|(?P<of>[\u3400-\u9fff]{1,4})\s?[（(:：]?\s?0\s?[)）]?"
)
"""A count in brackets, or one of nothing: (0), 留言0.  A text may count, too: 反对0."""
_RATED = "[赞讚顶頂踩]"
"""Buttons of one character."""
_RULE = re.compile(r"[-—─–=~_*]{3,}\s?(?P<word>[\u3400-\u9fff]{1,6})\s?[-—─–=~_*]{3,}")
"""A line with a word in it: ------分隔线------."""
_LABEL, _VALUE = 6, 30
"""Characters of a label and of its value in a box of facts with a line for each."""
_BOXED = 2
"""Facts that make a box."""
_WRITTEN = re.compile("[作撰][者写寫稿]|[发發][布佈表]|更新|[编編][辑輯]|[刊上][载載登传傳]")
"""What a label of a page has that the data of a case have not."""
_ACCOUNT = re.compile("(?:[发發][布佈]|[报報网網]|[频頻]道|[电電][视視][台臺]|微信|微博|在[线線])$")
"""How the names of accounts end that report: 城关发布, 兰州日报."""
_ACCOUNTS = 5
"""Names that make a row of accounts."""
_SAYS = re.compile("[。！？；，：:]")
_WORDS, _WORD = 5, 6
"""Words of a text that stand below it, a line for each, and the characters of the longest."""
_ANNOUNCED = re.compile(
    r"(?:[:：]|(?:如下|以下|下面|名[单單]|[几幾][个個种種类類项項栏欄条條点點])[^。\n]{0,12}。?)$"
)
"""How a sentence ends that announces a list."""
_LISTED = re.compile(r"[:：]$|(?:如下|名[单單]).{0,12}$")


def page_record(lines: Lines, last: int, known: Collection[int]) -> Iterator[int]:
    """Find the lines of a saved text that say something of the page it stood on.

    :param last: where the running text ends.
    :param known: lines that are furniture already.
    """
    tail = range(last + 1, len(lines))
    title = next((bare(x.text) for x in lines if x.role is Role.TITLE), "")
    found = {
        at
        for at, line in enumerate(lines)
        if line.role in {Role.TEXT, Role.ITEM}
        and _is_record(
            line.text, title, framed=not {at - 1, at + 1}.isdisjoint(known), below=at in tail
        )
    }
    found.update(at for at in tail if lines[at].role is Role.TEXT and _is_idle(lines[at].text))
    for more in (_box, _form, _keywords):
        found.update(more(lines, tail, {*known, *found}))
    yield from sorted(found)


def _is_idle(text: str) -> bool:
    """Whether a line below a text is a count of nothing, a rule, or a row of accounts."""
    return _is_count(text) or _is_rule(text) or _is_row_of_accounts(text)


def _is_count(text: str) -> bool:
    """Whether a line is a count in brackets, or says that nobody has pressed a button."""
    count = _NOTHING.fullmatch(text)
    of = count and count["of"]
    return count is not None and (not of or is_frame(of) or re.fullmatch(_RATED, of) is not None)


def _is_record(text: str, title: str, *, framed: bool, below: bool) -> bool:
    """Whether a line is a label of the page with its title or address behind it, or nothing.

    :param below: whether it stands below the text, and ``framed``, beside furniture; else the
        label says that it is of the page, and not of an office of which the text tells: 网址：….
    """
    said = _RECORD.fullmatch(text)
    sure = said and (said["of"] or (below and (said["note"] or said["title"] or framed)))
    if not said or not sure:
        return False
    value = said["value"].strip()
    if not value:
        return bool(said["of"])
    if said["title"]:
        return len(title) > _LABEL and bare(value).startswith(title)
    return _ADDRESS.fullmatch(value) is not None


def _is_rule(text: str) -> bool:
    rule = _RULE.fullmatch(text)
    return rule is not None and not theme_of(rule["word"])


def _is_row_of_accounts(text: str) -> bool:
    """Whether a line is a row of the accounts that a site follows, most of them named as such."""
    names = [] if _SAYS.search(text) else text.split()
    named = sum(_ACCOUNT.search(name) is not None for name in names)
    return len(names) >= _ACCOUNTS and named * 2 > len(names)


def _form(lines: Lines, tail: range, known: set[int]) -> list[int]:
    """Find the fields of a form that end a page: points of a word or two, beside furniture.

    Others are a list of the text, and so are those that it announces or of which it speaks.
    """
    run = list(takewhile(lambda at: at in known or _is_field(lines[at]), reversed(tail)))
    beside = not known.isdisjoint(tail)
    fields = [at for at in run if at not in known]
    above = "\n".join(line.text for line in lines[: tail.start])
    formed = beside and any(is_frame(lines[at].text) for at in fields) and len(fields) >= _BOXED
    own = sum(lines[at].text in above for at in fields) * 2 > len(fields)
    return [] if not formed or own or _ANNOUNCED.search(above) else fields


def _is_field(line: Line) -> bool:
    return line.role is Role.ITEM and len(line.text) <= _LABEL and not _SAYS.search(line.text)


def _box(lines: Lines, tail: range, known: set[int]) -> Iterator[int]:
    """Find the box of facts that ends a page: labels with the value of each on the line below.

    Two of them at least are facts that a masthead has, and one says that it is of the page: a box
    of the matter has a place and a day, too.
    """
    free = [at for at in tail if at not in known]
    short = [at for at in free if _is_label(lines[at]) or len(lines[at].text) <= _VALUE]
    if short != free or any(_SAYS.search(lines[at].text) for at in free):
        return
    pairs = [(at, at + 1) for at in free if at + 1 in free and _is_fact(lines, at)]
    if len(pairs) >= _BOXED and any(_WRITTEN.search(lines[at].text) for at, _ in pairs):
        yield from free


def _is_label(line: Line) -> bool:
    return 1 < len(line.text) <= _LABEL and number_of(line.text, bare=True) is None


def _is_fact(lines: Lines, at: int) -> bool:
    """Whether a line is a label of a masthead, and the one below it its value."""
    label, value = lines[at], lines[at + 1].text
    return _is_label(label) and is_masthead_line(f"{label.text}：{value}")


def _keywords(lines: Lines, tail: range, known: set[int]) -> list[int]:
    """Find words of the text that end its page, a line for each, as sites set their keywords.

    Names alone, and what the text announces, are a list of it.
    """
    run: list[int] = []
    said = to_simplified("\n".join(line.text for line in lines[: tail.start]))
    for at in reversed(tail):
        if at in known:
            continue
        text = to_simplified(lines[at].text)
        word = 1 < len(text) <= _WORD and text in said and number_of(text, bare=True) is None
        if lines[at].role is not Role.TEXT or not word or _SAYS.search(text):
            break
        run.append(at)
    announced = run and _LISTED.search(lines[run[-1] - 1].text)
    names = sum(is_name(lines[at].text) for at in run)
    return [] if len(run) < _WORDS or announced or names * 2 > len(run) else run
