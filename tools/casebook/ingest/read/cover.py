"""What a cover says: of what a document is, whose it is, and of which day.

The largest line of a cover is often no title: it names the kind of the document (招标文件,
年度报告) or the body that wrote it.  Such a line is completed from those around it, the
project, the subject, the body; where none says more, that is in doubt.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casebook import resources
from casebook.ingest.headings.title import Choice
from casebook.ingest.lexicon import words
from casebook.ingest.read.cover_labels import labelled_facts, names_case
from casebook.ingest.read.cover_names import bare, is_body, is_day, unended
from casebook.ingest.read.page import STEP
from casebook.ingest.read.themed_rows import merged
from casebook.records import Repair
from casebook.text.dates import find_day
from casebook.text.numbering import number_of

LONG = 80
"""Characters from which a line is running text."""
MOST = 20
"""Lines that a cover has at most."""
_SAME = 1.08
"""Share by which the type of two lines of one name may differ."""
_LEAST = 4
"""Han characters of a subject at least."""
_MOST_SUBJECT = 60
_MOST_KIND = 24
"""Characters of a line that names a kind; longer ones may take long to be matched, too."""
_MOST_FORM = 8
"""Characters of a line that says only that it is a form: 申报表, 项目推荐表."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LABEL = re.compile(r"(?P<label>[^:：]{1,14})[:：]\s*(?P<value>.*)")
_BRACKETED = re.compile(r"[（(\[【〔].*[）)\]】〕]")
_BLANK = re.compile(r"[（(\[【〔][^（()）\]】〕]*[）)\]】〕]|[_＿×XＸ*…]{2,}")
"""What a form leaves to be filled in: （项目名称）, ____."""
_SERIAL = re.compile(r"[A-Za-z]{0,6}[\d〔〕\[\]（）()./—-]{4,}[号號]?|[A-Z]{2,}[/\w .—-]*")
_YEARS = r"(?:19|20)\d{2}|[二一][〇零○九]\w{2}|\d{1,2}"
_CONTENTS = re.compile(r"[目][录錄次]")
_ENTRY = re.compile(
    r"(?:\d{1,2}(?:[.．]\d{1,2})*[.．、\s]\s*)?[^\d\s.．…·].*?[\s.．…·]+(?P<page>\d{1,3})"
)
_ENTRIES = 3
"""Entries of a list of contents, at least."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown: its text and the size of its type, in any unit."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says; ``""`` where nothing.

    ``titles`` are the positions of the lines that ``title`` is made of and that leave the text
    for it; ``choice`` is set where the title is in doubt; ``beside`` are those of lines that say
    nothing but publisher, day or writers; ``plain`` those of others that are no headings;
    ``kicker`` is that of the line above a title that says of what series it is, -1 if none does.
    """

    titles: tuple[int, ...]
    title: str
    choice: Choice | None = None
    publisher: str = ""
    published: str = ""
    beside: frozenset[int] = frozenset()
    authors: tuple[str, ...] = ()
    plain: frozenset[int] = frozenset()
    kicker: int = -1


@dataclass(frozen=True, slots=True)
class _Named:
    titles: tuple[int, ...]
    title: str
    sure: bool


def is_contents(text: str) -> bool:
    """Whether a line is the heading of a list of contents, which follows a cover."""
    return bool(_CONTENTS.fullmatch(bare(text)))


def entries_of_contents(texts: Iterable[str]) -> int:
    """Return how many of the lines below 目錄 are entries; of fewer than three, none.

    They end in the numbers of pages, none smaller than the one before.
    """
    last = count = 0
    for text in texts:
        entry = _ENTRY.fullmatch(text)
        if entry is None or int(entry["page"]) < last:
            break
        last = int(entry["page"])
        count += 1
    return count if count >= _ENTRIES else 0


def read_cover(
    lines: Sequence[Shown], titles: Sequence[int], usual: float, *, alone: bool
) -> Cover:
    """Complete the title of a document from the lines that stand above its text.

    :param lines: those lines, from the head of the document.
    :param titles: which of them are the title by their type.
    :param usual: the size of the type of the text; above text, lines of it are no title.
    :param alone: whether they fill a page of their own; then day and body at its foot are
        those of the document.
    """
    title = _joined(lines, titles)
    held, choice = tuple(titles), None
    form = _form(lines, held, usual)
    if form:
        held, title = form
    elif kind_of(title) or is_body(title):
        shown = [
            x if alone or at in held or x.size > usual * _SAME else Shown("", 0)
            for at, x in enumerate(lines)
        ]
        named = _completed(shown, held)
        held, title = named.titles, named.title
        choice = None if named.sure else Choice(held[0], doubtful=True)
    if not alone:
        head = _head(lines, held)
        return Cover(held, title, choice, _said(lines, head), "", frozenset(head))
    told = labelled_facts([line.text for line in lines])
    publisher, published = _foot(lines, held)
    above = [(at, x) for at, line in enumerate(lines[: held[0]]) if (x := _reporting(line.text))]
    beside = told.at
    if not (told.publisher or publisher) and len(above) == 1:
        publisher, beside = above[0][1], beside | {above[0][0]}
    if not (told.publisher or publisher) and (head := _head(lines, held)):
        publisher, beside = _said(lines, head), beside | set(head)
    published = told.published or published
    plain = frozenset(
        at
        for at, line in enumerate(lines)
        if at not in held
        and (at < held[0] or _BRACKETED.fullmatch(line.text.strip()) or is_day(line.text))
    )
    at = held[0] - 1
    kicker = at if at >= 0 and at not in beside and _is_kicker(lines[at].text) else -1
    publisher = told.publisher or publisher
    return Cover(held, title, choice, publisher, published, beside, told.authors, plain, kicker)


def of_form(cover: Cover | None, tables: Iterable[Sequence[str]]) -> Cover | None:
    """Name a form (申报表) by what its table is about, as its own title names only its kind.

    Where no row says more, the title is in doubt.

    :param tables: the rows of the tables of the document.
    """
    if not cover or not is_form(cover.title):
        return cover
    labels = (*words("title", "cases"), *words("title", "subjects"))
    for cells in tables:
        for label, value in itertools.pairwise(merged(cells)):
            if bare(label) in labels and len(_HAN.findall(value)) >= _LEAST:
                return replace(cover, title=value.strip(), choice=None)
    return replace(cover, choice=Choice(cover.titles[0], doubtful=True))


def is_form(text: str) -> bool:
    """Whether a title is that of a form: 全市改革案例申报表."""
    return bare(text).endswith(words("title", "forms"))


def _form(
    lines: Sequence[Shown], titles: tuple[int, ...], usual: float
) -> tuple[tuple[int, ...], str] | None:
    """Name a form by what its cover labels as its case.

    Its kind (申报表) may stand in a line of its own above or below that of whose it is.
    """
    below, above = titles[-1] + 1, titles[0] - 1
    if below < len(lines) and _is_form_alone(lines[below].text):
        titles = (*titles, below)
    elif above >= 0 and _is_form_alone(_joined(lines, titles)):
        large = lines[above].size > usual * _SAME and not _is_aside(lines[above].text)
        titles = (above, *titles) if large else titles
    if not is_form(_joined(lines, titles)):
        return None
    cases = ((at, names_case(line.text)) for at, line in enumerate(lines))
    named = next(((at, case) for at, case in cases if len(_HAN.findall(case)) >= _LEAST), None)
    if named is None:
        return titles, _joined(lines, titles)
    return tuple(sorted({*titles, named[0]})), named[1]


def _is_form_alone(text: str) -> bool:
    return is_form(text) and len(bare(text)) <= _MOST_FORM


def joined_title(number: int, text: str, title: str, *, alone: bool) -> tuple[Repair, ...]:
    """Record what became of a line of a title.

    :param number: of the line, and ``text`` what stands there.
    :param title: the whole title, where this line holds it from now on; else ``""``.
    :param alone: whether it is the only line of the title.
    """
    if title and (not alone or title == text):
        return ()
    if title:
        return (Repair(number, text, title, STEP, "the title is completed from its cover"),)
    return (Repair(number, "", text, STEP, "lines of the title are joined"),)


def kind_of(text: str) -> str:
    """Return ``kind`` or ``series`` where a line names only what kind of document it is."""
    bare = re.sub(rf"(?:{_YEARS})(?:年度?|月)?|[（）()〔〕\[\]“”\s、]", "", text)
    if not bare or len(bare) > _MOST_KIND:
        return ""
    if _of_parts("series").fullmatch(bare):
        return "series"
    return "kind" if _of_parts("kinds").fullmatch(bare) else ""


@resources.cached
def _of_parts(key: str) -> re.Pattern[str]:
    """Compile the pattern of a line that consists of such words and their parts."""
    kinds = "|".join(sorted(map(re.escape, words("title", key)), key=len, reverse=True))
    if key == "series":
        return re.compile(rf"(?:{kinds})+[一二三四五六七八九十]?")
    parts = "|".join(sorted(map(re.escape, words("title", "kind_parts")), key=len, reverse=True))
    return re.compile(rf"(?:{parts}|{kinds})*(?:{kinds})(?:{parts})*")


def _completed(lines: Sequence[Shown], titles: tuple[int, ...]) -> _Named:
    """Say of what a document is whose largest lines name only its kind, or a body."""
    title = _joined(lines, titles)
    owner = ""
    if is_body(title):
        others = _groups(lines, titles)
        larger = [group for group in others if _is_subject(_joined(lines, group), kinds=True)]
        if not larger:
            return _Named(titles, title, sure=False)
        owner, titles = title, _largest(lines, larger)
        title = _joined(lines, titles)
    kind = kind_of(title)
    if kind == "series":
        # What stands below such a mark is a title by itself, wherever on the cover.
        below = [group for group in _groups(lines, titles) if group[0] > titles[-1]]
        found = [group for group in below if _is_name(_joined(lines, group))]
        titles = _largest(lines, found) if found else titles
        return _Named(titles, _joined(lines, titles), sure=bool(found))
    return _of(lines, titles, owner) if kind else _Named(titles, title, sure=True)


def _of(lines: Sequence[Shown], titles: tuple[int, ...], owner: str) -> _Named:
    """Complete the kind of a document by its subject, or else by the body that it is of.

    :param owner: that body, where it is known.
    """
    kind = _joined(lines, titles)
    near = _around(lines, titles)
    subjects = [group for group in near if _is_name(_joined(lines, group))]
    labelled = _labelled(lines)
    if labelled:
        subjects = [x for x in subjects if bare(_joined(lines, x)) in bare(labelled)]
    if subjects or labelled:
        held = tuple(sorted((*(subjects[0] if subjects else ()), *titles)))
        subject = labelled or _joined(lines, subjects[0])
        return _Named(held, _with_kind(subject, kind), sure=True)
    owners = [name for group in near if is_body(name := _joined(lines, group))]
    owner = owner or next(iter(owners), "")
    # A body has one report of a year, but many of its other papers are of one kind.
    return _Named(titles, _with_kind(owner, kind), sure=bool(owner) and "年" in kind)


def _largest(lines: Sequence[Shown], groups: list[tuple[int, ...]]) -> tuple[int, ...]:
    return max(groups, key=lambda group: (lines[group[0]].size, -group[0]))


def _is_name(text: str) -> bool:
    return _is_subject(text) and not is_body(text)


def _with_kind(subject: str, kind: str) -> str:
    return subject if bare(subject).endswith(bare(kind)) else f"{subject}{kind}"


def _labelled(lines: Sequence[Shown]) -> str:
    """Return what a cover labels as its subject; a line that is full goes on in the next one."""
    for at, line in enumerate(lines):
        match = _LABEL.fullmatch(line.text.strip())
        if not match or bare(match["label"]) not in words("title", "subjects"):
            continue
        value = match["value"]
        below = lines[at + 1] if at + 1 < len(lines) else None
        if (
            below
            and _alike(line, below)
            and not _LABEL.match(below.text)
            and not is_body(bare(below.text))
            and not is_day(below.text)
            and _HAN.search(below.text)
            and not kind_of(bare(below.text))
        ):
            value += below.text.strip()
        if _is_subject(value):
            return value
    return ""


def _around(lines: Sequence[Shown], titles: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the lines next to a title that may say what it is of: those above, those below."""
    made = []
    groups = _groups(lines, titles)
    above = [group for group in groups if group[-1] < titles[0]]
    below = [group for group in groups if group[0] > titles[-1]]
    for group in (*above[-1:], *below[:1]):
        first, last = group[0], group[-1]
        between = range(last + 1, titles[0]) if last < titles[0] else range(titles[-1] + 1, first)
        if all(_is_aside(lines[at].text) for at in between) and _is_subject(_joined(lines, group)):
            made.append(group)
    return made


def _groups(lines: Sequence[Shown], titles: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Put lines of one type that stand below each other together; no marks, labels, titles."""
    made: list[list[int]] = []
    for at, line in enumerate(lines):
        if at in titles or _is_aside(line.text):
            continue
        if made and made[-1][-1] == at - 1 and _alike(lines[at - 1], line):
            made[-1].append(at)
        else:
            made.append([at])
    return [tuple(group) for group in made]


def _alike(line: Shown, other: Shown) -> bool:
    larger, smaller = max(line.size, other.size), min(line.size, other.size)
    return larger <= smaller * _SAME


def _is_aside(text: str) -> bool:
    """Whether a line of a cover is a mark, a label with its value, a number or a day."""
    text = text.strip()
    return bool(
        not _HAN.search(text)
        or _LABEL.fullmatch(text)
        or _BRACKETED.fullmatch(text)
        or _SERIAL.fullmatch(text)
        or is_day(text)
        or kind_of(bare(text)) == "series"
    )


def _is_subject(text: str, *, kinds: bool = False) -> bool:
    """Whether a line may say what a document is of.

    :param kinds: whether the kind of a document is one, too.
    """
    plain = _BLANK.sub("", text)
    return (
        len(_HAN.findall(plain)) >= _LEAST
        and len(text) <= _MOST_SUBJECT
        and not re.search(r"[。；;？?]", text)
        and not is_contents(text)
        and number_of(text) is None
        and (kinds or kind_of(bare(text)) != "kind")
    )


def _foot(lines: Sequence[Shown], titles: tuple[int, ...]) -> tuple[str, str]:
    """Return body and day at the foot of a cover: the day in a line alone, the body above it.

    Of two bodies, one may only have been asked to print or to buy: none is named.
    """
    days = [at for at, line in enumerate(lines) if at > titles[-1] and is_day(line.text)]
    if not days:
        return "", ""
    day = find_day(unended(lines[days[-1]].text), labelled=True)
    published = day.iso if day else ""
    names = [unended(lines[at].text) for at in range(titles[-1] + 1, days[-1])]
    bodies = [name for name in names if is_body(name)]
    alone = len(bodies) == 1 and bodies == names[-1:]
    return bodies[0] if alone else "", published


def _is_kicker(text: str) -> bool:
    """Whether a line right above the title of a cover says of what series a paper is."""
    alone = _is_aside(text) or is_body(bare(text)) or kind_of(bare(text))
    return not alone and len(_HAN.findall(text)) >= _LEAST and len(text) <= _MOST_KIND


def _reporting(text: str) -> str:
    """Return the body that stands before the kind of its document: 某研究院调研报告."""
    text = bare(text)
    ends = range(_LEAST, min(len(text), _MOST_KIND * 2) - 1)
    return next((text[:x] for x in ends if is_body(text[:x]) and kind_of(text[x:]) == "kind"), "")


def _said(lines: Sequence[Shown], at: tuple[int, ...]) -> str:
    return "".join(bare(lines[x].text) for x in at)


def _head(lines: Sequence[Shown], titles: tuple[int, ...]) -> tuple[int, ...]:
    """Return the line of the body beside a title right below which the day stands alone.

    It stands right above the title, or below it beside the day; none, where no body does.
    """
    above = range(max(titles[0] - 1, 0), titles[0])
    below = range(titles[-1] + 1, min(titles[-1] + 3, len(lines)))
    days = [at for at in below if is_day(lines[at].text.strip("（()） "))]
    bodies = [at for at in (*above, *below) if is_body(bare(lines[at].text))]
    if len(days) != 1 or len(bodies) != 1:
        return ()
    beside = bodies[0] > titles[-1] or days[0] == titles[-1] + 1
    return (bodies[0],) if beside else ()


def _joined(lines: Sequence[Shown], at: Sequence[int]) -> str:
    text = ""
    for x in at:
        part = lines[x].text.strip()
        gap = " " if text[-1:].isascii() and part[:1].isascii() and text else ""
        text += gap + part
    # Letters of a title are often spread: 竞 争 性 磋 商 文 件.
    spread = re.fullmatch(r"(?:[\u3400-\u9fff]\s+)+[\u3400-\u9fff]", text)
    return bare(text) if spread else text
