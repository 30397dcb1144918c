"""The lines around an article that say where it comes from.

Editors, authors and photographers are different people and stay apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from casebook import resources
from casebook.ingest.facts.dates import is_enactment
from casebook.ingest.facts.label_days import (
    with_first_day,
    without_other_days,
    without_relative_days,
)
from casebook.ingest.facts.labels import (
    BARE,
    SITE,
    SOURCE,
    TAKEN,
    bare_label,
    count_labels,
    field_of,
    known_labels,
    labels_in,
    source_rank,
    with_colons,
)
from casebook.ingest.facts.names import glued_names, is_name, is_office, is_person
from casebook.ingest.facts.people import names_in, read_byline, without_reporters, without_writers
from casebook.ingest.facts.places import place_names
from casebook.ingest.facts.post_row import read_post_row
from casebook.ingest.facts.posts import (
    holder,
    is_of_place,
    may_name_person,
    names_person,
    said_behind,
    says_what_is_done,
)
from casebook.ingest.facts.publisher import (
    DOCUMENT,
    JOURNAL,
    OF_PART,
    PLATFORM,
    balanced,
    clean_publisher,
    is_publisher,
    named_first,
    without_count,
)
from casebook.ingest.facts.set_apart import CUT, first_printed, set_apart
from casebook.ingest.lexicon import any_of, is_frame, words
from casebook.text.dates import find_day, has_month_apart
from casebook.text.simplified import to_simplified

_GIVEN_BY = "供稿"
"""A label of offices and of writers."""
BRACKETS = " 　\t[]［］【】()（）〔〕〖〗|｜/·•,，;；:：-—_>»"
"""What stands around a part of a masthead and says nothing."""
_OWN_LABEL = re.compile(r"[\u3400-\u9fff]{2,6}(?:时间|時間|日期)\s?[:：]")
"""A label of several words at the head of a line that ends in time or day."""
_BARE_LABEL = 2
"""Characters of a label that says day or time and no more: 时间, 日期."""
_PUBLISHER_MAX = 30
_DESKS = ("科", "室", "组", "組")
"""How the name of a desk ends that edits: 信息公开科."""
_SIGN = re.compile(
    r"^本文[转轉摘选選]|[转轉摘选選载載]自[《“「]|[:：丨|｜/／=＝于於]|\d{4}|\d{3}(?:[年/]|[.-]\d\d[.-])|[〇○零一二三四五六七八九]{4}年|民[國国]"
)
"""One of these stands in every masthead: after a label, or in a date."""
_LEFT = 6
"""Characters that may be left of a line of two labels without a day: the name of a column."""
_DAY_ONLY = re.compile(r"\s*(?:\d{1,4}|[〇○零一二三四五六七八九十]+)\s*[年月/.\-:：]")
"""How the value of a label of time begins that is a day or an hour without its year."""
_EDITION = re.compile(r"[（(]?第?\s*[A-Z]?\d{1,3}\s*版(?:[:：]?[\u3400-\u9fff]{0,6})?[）)]?")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|[\w-]+\.(?=[\w-]+\.(?:com|cn|net|org)\b))[\w./?=&%-]+",
    re.IGNORECASE | re.ASCII,
)
_PAPER = re.compile(
    r"^(?P<day>\d{4}-\d\d-\d\d)\s[\d\s]*(?P<name>[\u3400-\u9fff]{2,12})\s+(?:content_\w+|c\d+)\.html?\b.*enpproperty"
)
"""What a system that many papers use leaves below an article."""
_FORUM = re.compile("楼层|樓層|只看该作者|只看該作者")
"""What a forum prints beside the day of a post, whose account is no publisher."""
_DOMAIN = re.compile(r"\.(?:com|net|org)?(?:\.?(?:cn|tw|hk))?$")
_PAUSE = re.compile(r"(?<=[页頁期])。|\s。\s*(?:内部来源|內部來源)?(?=.{2,8}[:：])")
"""A stop that ends no sentence: after the pages of a journal, and between two labels."""
_PAPER_NAMED = re.compile(
    r"^(?P<name>[A-Z]{0,6}[\u3400-\u9fff]{2,10})\s?[／/]\s?(?P<by>[\u3400-\u9fff]{2,4})[／/]?$"
)
"""A desk or paper and its writer beside the day: 上報快訊／范姜佳鈺."""
_ON = re.compile(r"\b(?:Posted|Published|Written|Updated|Edited)\s+(?:on|at)\b")
"""What a blog says before a day."""
_ACCOUNT_BY = re.compile(r"\s*[，,]\s*作者\s*[:：]?\s*(\S.{0,20})$")
"""The writer behind the account that a post was taken from: …来源于青河观察，作者周海."""
_OF_ACCOUNT = re.compile(
    r"^[“「]?(?:微信)?公[众眾][号號]\s*[:：]?\s*[“「]?([^“”「」]{2,20})[”」]?$"
)
"""An account with what it is: 微信公众号“青河观察”."""
_TURNED = re.compile(
    r"\d?\s?上一[篇版期]\s*\d?\s*下一[篇版期]\s*\d?\s+(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
    r"(?:\s*星期[一二三四五六日天])?(?:\s*(?:放大|缩小|默认|打印|关闭))*"
)
"""The row with which an electronic paper turns its pages, with the day of the issue."""
_COUNTED = re.compile(r"(?<!\S)([^\s\d]{2,4}) \d{1,7}(?!\S)")
"""A word with a count behind it: 阅读 302."""
_DESK, _OFFICE = re.compile("[\u3400-\u9fff]{5,12}"), re.compile("[\\d\u3400-\u9fff]{5,24}")
_UPDATED = re.compile(r"[（(](?:\d{1,4}[/-])+\d{1,2}\s+\d{1,2}:\d\d\s*更新[）)]")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead says; ``""`` and ``()`` where it says nothing."""

    published: str = ""
    publisher: str = ""
    channel: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    note: str = ""
    """The title under which the text was first published, as the page says it."""
    url: str = ""
    """The address of the text."""
    day_rank: int = field(default=0, compare=False)
    """What the day is: of publishing (0), of writing (1), of the last change (2)."""
    publisher_rank: int = field(default=BARE, compare=False)
    """What the publisher is: one of the ranks of :mod:`casebook.ingest.facts.labels`."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read."""
        return self == EMPTY

    def filled_by(self, other: Masthead) -> Masthead:
        """Fill what this masthead leaves open from another."""
        if other is EMPTY:
            return self
        own = bool(self.published) and not (other.published and other.day_rank < self.day_rank)
        better = other.publisher and other.publisher_rank < self.publisher_rank
        first, then = (other, self) if better or not self.publisher else (self, other)
        return Masthead(
            max(self.published, other.published)
            if self.published[:10] == other.published[:10]
            else self.published
            if own
            else other.published,
            named_first(first.publisher, then.publisher),
            self.channel or other.channel,
            self.authors or other.authors,
            self.editors + tuple(name for name in other.editors if name not in self.editors),
            self.photographers or other.photographers,
            self.note or other.note,
            self.url or other.url,
            self.day_rank if own else other.day_rank,
            first.publisher_rank,
        )


EMPTY = Masthead()
"""A masthead that says nothing."""


@resources.recalled
def read_line(text: str) -> tuple[Masthead, str]:
    """Read one line as part of a masthead.

    :returns: what it says, and the text in it that was not understood.
    """
    if whole := _whole(text):
        return whole, ""
    original, (text, publisher, authors) = text, set_apart(with_colons(text))
    rank = TAKEN if first_printed(original) else SOURCE if publisher else BARE
    head = Masthead(publisher=publisher, authors=authors, publisher_rank=rank)
    rest = _UPDATED.sub(" ", _ON.sub(" ", _PAUSE.sub(" ", text)))
    rest = _ADDRESS.sub(" ", any_of("masthead", "places").sub("", rest))
    before, results = rest, list(labels_in(rest))
    labels = [field_of(match["label"]) for match in results]
    rest = without_other_days(rest) if "noise" in labels else rest
    rest, rank = with_first_day(without_relative_days(rest)) if "date" in labels else (rest, 0)
    dated = "date" in labels or ("source" in labels and has_month_apart(rest))
    day = find_day(rest, labelled=dated)
    if day:
        head = replace(head, published=day.iso, day_rank=rank)
        rest = rest[: day.start] + CUT + rest[day.end :]
        if "date" in labels and "source" in labels:
            # The day of the paper stands beside its name, that of the page after a label.
            head, rest = _without_second_day(head, rest)
    rest = DOCUMENT.sub(CUT, _EDITION.sub(CUT, rest)) if day else rest
    if rest != before:
        results = list(labels_in(rest))
    left = [rest[: results[0].start()] if results else rest]
    for at, match in enumerate(results):
        end = results[at + 1].start() if at + 1 < len(results) else len(rest)
        value, cut, after = rest[match.end() : end].partition(CUT)
        if cut:
            left.append(after)
        field = _field(match["label"], value, labels)
        rank = source_rank(match["label"]) if field == "source" else BARE
        head = _with(head, field, balanced(value.strip(" 　\t")), rank)
        if field == "date" and not _DAY_ONLY.match(value):
            # 时间：每周一上午 is no day of publishing.
            left.append(value)
    parts = [piece for part in left for piece in re.split(r"[\x1f|｜·]|\s{1,}", part)]
    leftover = [piece for piece in (part.strip(BRACKETS) for part in parts) if piece]
    if "editor" in labels:
        leftover = [piece for piece in leftover if piece not in words("masthead", "media")]
    if head.published:
        authors, said = said_behind(head.authors, labels, is_name, is_person)
        head = replace(head, authors=authors)
        head, leftover = _unlabelled(head, left, leftover + said)
    return head, " ".join(leftover)


def _field(label: str, value: str, labels: list[str]) -> str:
    """Return what a label says of the value behind it; ``""`` where that cannot be.

    No person is a publisher: behind 来源 stands who sent the text, where the line says of nobody
    else that he wrote it and the dictionary knows the whole name.  One of two characters, or of
    a name that it only does not know (易企秀), may be that of a paper: it is neither.

    :param labels: what all labels of the line say.
    """
    names = names_in(value) if label == _GIVEN_BY else ()
    # An office beside its writer is the publisher: 供稿：青河县民政局 周海.
    if names and all(map(is_name, names)) and "".join(names) == re.sub(r"\W", "", value):
        return "author"
    name, field = value.strip(), field_of(label)
    if label in words("masthead", "typists") and not all(map(is_name, names_in(value))):
        return "noise"  # an account of the site, who typed the text
    if field == "source" and is_name(name) and may_name_person(name) and name not in place_names():
        known = len(name) > len("金羊") and names_person(name)
        return "author" if known and not {"author", "both"}.intersection(labels) else ""
    return field


def _whole(text: str) -> Masthead | None:
    """Read a line that has one form as a whole: what papers leave below, the row of a post."""
    paper = _PAPER.search(text)
    if paper:
        return Masthead(paper["day"], paper["name"])
    turned = _TURNED.fullmatch(text)
    issued = find_day(turned["day"]) if turned else None
    if issued:
        return Masthead(issued.iso)
    row = read_post_row(text)
    if row is None:
        return None
    return Masthead(row.published, row.account, authors=row.authors, publisher_rank=SOURCE)


def _without_second_day(head: Masthead, text: str) -> tuple[Masthead, str]:
    """Take a second day out of a line; where it is the same day, it may say the time."""
    other = find_day(text)
    if not other:
        return head, text
    if other.iso[:10] == head.published[:10]:
        head = replace(head, published=max(head.published, other.iso))
    return head, text[: other.start] + CUT + text[other.end :]


def _unlabelled(head: Masthead, left: list[str], leftover: list[str]) -> tuple[Masthead, list[str]]:
    """Read publisher and writers that stand beside a date without a label."""
    if not (head.publisher or _FORUM.search(" ".join(leftover))):
        publisher = next((part for part in leftover if _may_publish(part)), "")
        if publisher:
            name = clean_publisher(without_count(publisher))[0]
            if is_publisher(name.strip("《》")):
                leftover.remove(publisher)
                head = replace(head, publisher=name)
    for part in left:
        for piece in filter(
            None, (item.strip(" 　\t|｜·[]［］【】:：").rstrip(" (（") for item in part.split(CUT))
        ):
            journal = JOURNAL.search(piece)
            if journal and not head.publisher:
                head = replace(head, publisher=journal["name"])
                leftover = [
                    entry
                    for entry in leftover
                    if entry not in piece or entry in piece[: journal.start()]
                ]
                piece = piece[: journal.start()].strip()  # noqa: PLW2901
            desk = _PAPER_NAMED.match(piece)
            if desk and is_name(desk["by"]) and not head.authors:
                head = replace(head, authors=(desk["by"],))
                if is_publisher(desk["name"]) and not head.publisher:
                    head = replace(head, publisher=desk["name"])
                leftover = [element for element in leftover if element not in piece]
                continue
            byline = None if head.authors else read_byline(piece)
            names = byline.authors if byline else () if head.authors else glued_names(piece)
            names, account = _account(head, piece, names, leftover)
            head = replace(head, publisher=account or head.publisher)
            if (names or account) and not is_publisher(piece):
                head = replace(head, authors=names)
                leftover = [element for element in leftover if element not in piece]
    return _with_last_name(head, leftover)


def _may_publish(word: str) -> bool:
    return is_publisher(_DOMAIN.sub("", word.strip("《》"))) and not is_frame(word)


def _account(
    head: Masthead, piece: str, names: tuple[str, ...], leftover: list[str]
) -> tuple[tuple[str, ...], str]:
    """Take two words behind an hour for an account rather than for two names: 云上谷城.

    Where the line says that the post is its own, it is the publisher.  So is an office alone
    beside the day, which issues the text: 青河县委改革办 2021年12月1日.
    """
    if names == (piece,) and is_office(piece) and not piece.endswith(WRITING):
        return (names, "") if head.publisher else ((), piece)
    if len(names) <= 1 or len(piece) < _ACCOUNT or "T" not in head.published:
        return names, ""
    own = not head.publisher and re.search("原[创創]", " ".join(leftover))
    return () if own or len(piece) == _ACCOUNT else names, piece if own else ""


def _with_last_name(head: Masthead, leftover: list[str]) -> tuple[Masthead, list[str]]:
    """Read the writers at the end of a line of paper, channel and writer behind a day and hour."""
    at = len(leftover)
    while at > 1 and is_name(leftover[at - 1]):
        at -= 1
    if head.authors or "T" not in head.published or at == len(leftover):
        return head, leftover
    return replace(head, authors=tuple(leftover[at:])), leftover[:at]


def _with(head: Masthead, field: str, value: str, rank: int) -> Masthead:
    match field:
        case "source" if value:
            by = _ACCOUNT_BY.search(value)
            head = replace(head, authors=head.authors + names_in(by[1])) if by else head
            value = _OF_ACCOUNT.sub(r"\1", value[: by.start()] if by else value)
            value, *others = re.split(r"[|｜]|\s{3,}", value)
            value, reporters = without_reporters(value)
            for said in filter(None, (read_byline(other.strip()) for other in others)):
                head = replace(head, authors=head.authors + (said.authors if said.strong else ()))
            value, writers = without_writers(value)
            if held := holder(value, is_name):  # 信息来源：某镇某村文书周海
                value, writers = "", (held,)
            head = replace(head, authors=head.authors + writers + reporters)
            publisher, channel, _ = clean_publisher(value)
            rank = SITE if PLATFORM.search(publisher) else rank
            head = head.filled_by(Masthead("", publisher, channel, publisher_rank=rank))
        case "author":
            head = replace(head, authors=head.authors + names_in(value))
        case "both":
            names = names_in(value)
            taken = head.photographers + names
            head = replace(head, authors=head.authors + names, photographers=taken)
        case "photographer":
            takers = tuple(name for name in names_in(value) if not is_publisher(name))
            head = replace(head, photographers=head.photographers + takers)
        case "editor":
            # An office that checks a text is no person: 审核：青河县民政局.
            names = names_in(value)
            named = (x for x in names if x.endswith(_DESKS) or not is_of_place(x, is_name))
            head = replace(head, editors=head.editors + tuple(named))
    return head


WRITING = ("组", "組", "研究院", "研究所")
"""How the names of groups end that write a text themselves, wherever they stand."""
_ACCOUNT = 4
"""Characters of an account of two words, which might be two names; longer ones are their own."""
_SINCE = re.compile("[^:：]{4,18}日(?:起|[以之]?[前后後]|以[来來])[，,]?[\u3400-\u9fff]{3}")
"""A day from or before which something holds, at the head of a line: 2025年1月1日起一窗办理."""


@resources.recalled
def is_masthead_line(text: str) -> bool:
    """Whether a line says nothing but what a masthead says."""
    # No line of a masthead is longer; one that says where a text was printed has any form.
    if len(text) > 160 or first_printed(text):
        return len(text) <= 160
    text = with_colons(text)
    other = is_enactment(text) or OF_PART.search(text)
    if other or "。" in _PAUSE.sub(" ", text) or not _SIGN.search(text):
        return False
    head, leftover = read_line(text)
    if len(head.publisher) > _PUBLISHER_MAX or "，" in head.publisher:
        return False
    people = (*head.authors, *head.editors, *head.photographers)
    # With a source a desk may edit (信息公开科), without one an office write.
    sure = head.published and count_labels(text) > 1
    form = _DESK if head.publisher else _OFFICE
    told = {x for x in people if sure and form.fullmatch(x) and (head.publisher or is_publisher(x))}
    named = all(is_person(name) or name in told for name in people)
    # 核发：当日发证 is a step of what the text tells.
    signed = head.published or head.publisher or not people
    named = named and bool(signed or any(is_name(x) or not says_what_is_done(x) for x in people))
    if not named or re.search("[？！?!]", text):
        return False
    if _of_an_event(text) or _SINCE.match(text):
        return False
    known = not head.is_empty or known_labels()[0].match(to_simplified(text.lstrip(BRACKETS)))
    barred = bool(head.published) and len(re.findall("[|｜]", text)) > 1
    labels = count_labels(text)
    # A label or a name beside a day with its hour, or two labels, leave no doubt.
    sure = barred or ("T" in head.published and (labels > 0 or bool(head.authors)))
    leftover = _COUNTED.sub(_without_count, leftover) if head.published else leftover
    most = 24 if sure else 12 if head.published else _LEFT if labels > 1 else 2
    # Nothing but buttons, counts and columns beside a day: admin 发表于… 浏览103 评论0.
    framed = bool(head.published) and (is_frame(leftover) or all(map(is_frame, leftover.split())))
    return bool(known) and (framed or len(leftover) <= most)


def _without_count(counted: re.Match[str]) -> str:
    return "" if is_frame(counted[1]) else counted[0]


def _of_an_event(text: str) -> bool:
    """Whether the only label of a line is a longer one that is not known: 毕业时间：2024年7月."""
    own = _OWN_LABEL.match(text)
    first = next(labels_in(text), None) if own else None
    if own is None or first is None or count_labels(text) > 1:
        return False
    label = bare_label(first["label"])
    bare = field_of(label) == "date" and len(label) == _BARE_LABEL
    return bare and 0 < first.start() < own.end() <= first.end()


def is_footer_of_paper(text: str) -> bool:
    """Whether a line is what the system of a paper leaves below an article: its day and name."""
    return _PAPER.search(text) is not None
