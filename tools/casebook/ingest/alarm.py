"""The alarm of loss: what cleaning took that looks like text of the article.

Cleaning never asks back; so whoever adds a page learns where it may have gone
wrong, with the lines.  An alarm costs nothing but attention: the article is made.
It stays on the record of the article until it is dealt with (:mod:`.open_alarms`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, groupby, pairwise, takewhile

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.closing_rows import is_distribution
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.clean.run import Result
from casebook.ingest.clean.running import leads_on
from casebook.ingest.clean.telling import (
    ends_as_text,
    is_nothing_but_asking,
    is_of_the_site,
    is_row,
    is_shared,
    is_telling,
    is_worded,
    speaks_to_reader,
)
from casebook.ingest.copied import in_copy
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import bigrams, is_no_title
from casebook.ingest.lexicon import SENTENCE, furniture_in, is_furniture, is_listed, is_prose
from casebook.ingest.open_alarms import bare
from casebook.ingest.unread_names import unread_names
from casebook.problems import Code, Problem
from casebook.records import Alarm, Line, Loss, Removal, Role

_LEAD_IN = re.compile(
    r"(?:有|如下|包括|分[别別]是|分[别別][为為]|主要是|做法|措施|[举舉]措|[内內]容|[为為]|：|以下[^。，：]{0,12})[:：]$"
)
_VOCABULARY = {Cause.ADVERTISING, Cause.ALIEN, Cause.ISOLATED, Cause.INSIDE, Cause.BELOW}
_WORDED = {*_VOCABULARY, Cause.CHROME, Cause.TAIL}
"""Why lines within the text or right below it go, for their words or their form."""
_COPIES = {
    *(Cause.DELETED, Cause.READING, Cause.CAPTION_AGAIN, Cause.SAID_BELOW, Cause.AGAIN),
    *(
        Cause.FORCED_OUT,
        Cause.FIRST_TITLE,
        Cause.COLLECTION,
        Cause.CASE_NUMBER,
        Cause.APPARATUS,
        Cause.NO_CAPTION,
        Cause.FILE_NAME,
        Cause.TORN,
        Cause.ELSEWHERE,
        Cause.SECOND_COPY,
    ),
}
"""Causes of removals after which the text still stands somewhere, or is meant to go."""
_MASTHEAD = {Cause.HEAD, Cause.FOOT, Cause.AFFILIATION, Cause.CRUMBS, Cause.SITE}
_OF_THE_ARTICLE = 0.25
"""Share of the pairs of characters of a line below the text that the text has, too."""
_FOREIGN, _LONG, _FEW = 0.1, 400, 2
"""Such a share below which a sentence is foreign to a text that has so many pairs, and how many
sentences of a notice stand one below the other.  Of 5,900 sentences of texts of that length, each
beside the others of its text, one in 240 has a smaller share."""
_AFTER = {Cause.BELOW, Cause.TAIL, Cause.CHROME, Cause.COMMENT}
"""Why lines below the text go."""
_HEADS = 2
"""Lines above a sentence in which its heading may stand."""
_OFTEN = 3
"""How often a line is cut from a page that is furniture of each of its parts."""
_TEASED, _APART = 3, 3
"""Sentences at the same distance that are teasers, and how many lines it is at least."""
_STOP = re.compile("[。！？]")
_HOUR = re.compile(r"\d[-/.]\d{1,2}\s+\d{1,2}:\d\d|\d日\s*\d{1,2}:\d\d")
"""A day with its hour: 2004-12-13 09:02:13, 5月6日 09:30."""
_CLAUSE = re.compile("[。！？，；：,;:\\s]")
_UNSAID = 4
"""Characters of a copied line that the text need not have: 朗读, 全文."""
_TITLE = 44
"""Characters up to which a line below the text that asks or calls out is a title."""
_HEADLINE = {Role.KICKER, Role.TITLE, Role.SUBTITLE}
"""Roles of the lines of a headline."""
_SHORTEST_TITLE, _TOLD = 8, 4
"""Characters of a line above the title that may be the title itself, at least, and the pairs of
characters that it has in common with the text."""
_SHOWN = 6
"""Lines that one alarm names."""


def alarms(
    lines: tuple[Line, ...], result: Result, overrules: Overrules | None = None
) -> tuple[Alarm, ...]:
    """Find what may have been lost.

    :param lines: the lines of the page as read.
    :param result: what cleaning made of them.
    :param overrules: lines on which a person has decided.
    """
    kept = result.lines
    removals = result.ledger.removals
    decided = (overrules.keep | overrules.drop) if overrules else frozenset()
    sentences = tuple(_sentences(removals, lines, kept))
    worded = _by_words(removals, lines, kept)
    said = result.head.filled_by(result.foot)
    results: tuple[tuple[Loss, Iterable[Removal | Line]], ...] = (
        (Loss.SENTENCES, sentences),
        (Loss.THEME, _themes(removals, lines, kept, sentences)),
        (Loss.WORDS, (x for x in worded if x.reason in _VOCABULARY or x not in sentences)),
        (Loss.LEAD_IN, _hanging(lines, kept)),
        (Loss.HIDDEN, _hidden(removals, kept)),
        (Loss.PREFACE, _preface(removals)),
        (Loss.HEADLINE, (x for x in removals if x.reason == Cause.BESIDE_TITLE)),
        (Loss.HEADLINE, (x for x in _above_title(removals, kept) if x not in sentences)),
        (Loss.NAMES, unread_names(removals, _span(kept)[1], said, "".join(x.text for x in kept))),
    )
    made = {
        Alarm(item.line if isinstance(item, Removal) else item.number, item.text, loss)
        for loss, items in results
        for item in items
        if item.text not in decided
    }
    return tuple(sorted(made, key=lambda alarm: (list(Loss).index(alarm.loss), alarm.line)))


def problems_of(
    alarms: Iterable[Alarm], file: str, line: int = 0, page: str = ""
) -> tuple[Problem, ...]:
    """Report alarms: a warning for each kind of loss, with the lines.

    :param file: to be named in the report, with its ``line``; 0 for the line of the first loss.
    :param page: the page that the lines are counted in, where that is another file.
    """
    by_loss: dict[Loss, dict[int, str]] = {}
    for alarm in alarms:
        by_loss.setdefault(alarm.loss, {}).setdefault(alarm.line, alarm.text)
    made = []
    for loss, texts in by_loss.items():
        numbers = sorted(texts)
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if numbers[_SHOWN:] else "")
        of_page = f" of {page}" if page else ""
        detail = f"({loss}; lines {shown}{of_page}: {_short(texts[numbers[0]])})"
        made.append(Problem(Code.TEXT_CUT, file, line or numbers[0], detail))
    return tuple(made)


def _short(text: str) -> str:
    return text if len(text) <= SENTENCE else text[:SENTENCE] + "…"


def _span(kept: tuple[Line, ...]) -> tuple[int, int]:
    """Return the first and the last line of what was kept, from the title on."""
    numbers = [line.number for line in kept if line.role is not Role.PICTURE]
    return (min(numbers), max(numbers)) if numbers else (0, 0)


def _is_sentence(text: str) -> bool:
    """Whether a line has a sentence; something may be glued to its end."""
    return (len(text) >= SENTENCE and bool(_STOP.search(text, SENTENCE - 1))) or leads_on(text)


def _sentences(
    removals: Iterable[Removal], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """Sentences within the kept lines, above the title, below the editors, or outside the text.

    Above the title only of a page without markup; below, and outside the text, where they do
    not stand in it and either speak of what it speaks of, or nothing says that they are of
    something else; and in a second copy of it.  All of them where no sentence was kept.
    """
    doubtful = {line.number for line in lines if line.unexplained}
    # The form of an official document has parts within its text.
    apart = {line.number for line in lines if line.apart}
    led = {line.number for line in lines if line.teaser}
    removals = tuple(removals)
    yield from in_copy((x for x in removals if _is_sentence(x.text)), lines, kept)
    first, last = _span(kept)
    teasers = _teasers(removals, last)
    is_empty = not any(_is_sentence(line.text) for line in kept)
    text = "".join(line.text for line in kept)
    foreign = _foreign(lines, kept, doubtful) if doubtful else frozenset()
    words: frozenset[str] | None = None
    whole = ""
    for removal in removals:
        aside = removal.reason in _COPIES or removal.reason == Cause.PREFACE
        if aside or removal.line in teasers or not _is_sentence(removal.text):
            continue
        outside = removal.reason == Cause.OUTSIDE
        below = removal.reason in _AFTER and removal.line > last
        titled = outside or (below and len(removal.text) <= _TITLE)
        if titled and "。" not in removal.text:
            continue  # the title of something else
        beside = outside or below or removal.reason == Cause.HIDDEN
        whole = whole or (bare(text) if beside else "")
        said = beside and _is_said(removal.text, whole)
        doubted = (outside or below) and not said and removal.line not in led | foreign
        # After the editors a line goes for its place alone; furniture may have text glued to it.
        furnished = removal.reason == Cause.BELOW or is_furniture(removal.text)
        unexplained = removal.line in doubtful or (below and furnished and is_prose(removal.text))
        if doubted and not unexplained and is_furniture(removal.text):
            # It is nothing else, unless text is glued to it.
            doubted = unexplained = is_prose(removal.text)
        notice = is_of_the_site(removal.text) and is_furniture(removal.text)
        notice = notice and not (unexplained or is_prose(removal.text))
        above = removal.reason == Cause.ABOVE and not is_furniture(removal.text)
        notice = notice or (above and furniture_in("notices", removal.text) is not None)
        if (doubted and not unexplained) or notice:
            words = bigrams(text) if words is None else words
            pairs = bigrams(removal.text)
            of_text = len(pairs & words) >= len(pairs) * _OF_THE_ARTICLE
            if notice and not of_text:
                continue
            doubted = doubted and (of_text or unexplained)
        # Elsewhere a line that begins as furniture may hold a sentence of the text.
        inside = first < removal.line < last and removal.line not in apart and not said
        inside = inside and not (removal.reason in _MASTHEAD and _is_read(removal.text))
        if is_empty or above or doubted or inside:
            yield removal


def _foreign(lines: tuple[Line, ...], kept: tuple[Line, ...], doubtful: set[int]) -> frozenset[int]:
    """Find sentences outside a text that are foreign to it and stand apart from it: notices.

    A paragraph of the text that was looked for in the wrong element speaks of what the text
    speaks of, or stands among others that do, or right beside it.

    :param doubtful: the lines of the sentences that nothing on the page explains.
    """
    words = bigrams("\n".join(line.text for line in kept))
    if len(words) < _LONG:
        return frozenset()
    found: set[int] = set()
    staying = {line.number for line in kept}
    shown = [line for line in lines if line.text]
    runs = [[*run] for _, run in groupby(shown, key=lambda line: line.number in doubtful)]
    for before, run, after in zip(([], *runs), runs, (*runs[1:], []), strict=False):
        numbers = {line.number for line in run}
        beside = {line.number for line in (*before[-1:], *after[:1])}
        if len(run) > _FEW or numbers.isdisjoint(doubtful) or not beside.isdisjoint(staying):
            continue
        pairs = [bigrams(line.text) for line in run]
        if all(len(own & words) < len(own) * _FOREIGN for own in pairs):
            found |= numbers
    return frozenset(found)


def _is_read(text: str) -> bool:
    """Whether a line is of the masthead, a stop in it or not, and all that it says was read."""
    said, rest = read_line(text)
    return bool(said.published) and not rest and is_masthead_line(text)


def _is_said(text: str, whole: str) -> bool:
    """Whether a text says a line letter by letter, but for a label or a button in it.

    Its clauses stand in the text in their order; headings may stand between them.

    :param whole: the text without spaces and signs.
    """
    if bare(text) in whole:
        return True
    unsaid = at = 0
    for clause in map(bare, _CLAUSE.split(text)):
        begins = whole.find(clause, at)
        unsaid += len(clause) if begins < 0 else 0
        at = begins + len(clause) if begins >= 0 else at
    return unsaid <= _UNSAID


def _teasers(removals: tuple[Removal, ...], last: int) -> frozenset[int]:
    """Find the lines of what points to other articles below the text, each a title and a sentence.

    The sentences stand at one distance from each other, with two lines at least between them
    (title, day); or a day with its hour stands alone right below each.  So do comments, below
    their heading (热门评论) and two hours at least.

    :param last: the last line of the text.
    """
    below = {removal.line: removal.text for removal in removals if removal.line > last}
    said = [line for line, text in sorted(below.items()) if _is_sentence(text)]
    speaks = {*said}
    dated = [line for line in said if "T" in day_alone(below.get(line + 1, ""))]
    found = set(dated if len(dated) > 1 else ())
    hours = [line for line, text in below.items() if _HOUR.search(text)]
    heads = (line for line, text in sorted(below.items()) if is_listed("tails", text))
    tail = next(heads, 0) if len(hours) > 1 else 0
    hours = [line for line in hours if line > tail > 0]
    found.update(line for line in said if len(hours) > 1 and line > min(hours))
    for step in {b - a for a, b in pairwise(said) if b - a >= _APART}:
        for start in said:
            row = [*takewhile(speaks.__contains__, count(start, step))]
            if len(row) >= _TEASED:
                found.update(range(row[0], row[-1] + 1))
    return frozenset(found)


def _themes(
    removals: tuple[Removal, ...],
    lines: tuple[Line, ...],
    kept: tuple[Line, ...],
    sentences: Iterable[Removal],
) -> Iterator[Removal]:
    """Headings of a theme that stand nowhere now: between or above kept lines, or below editors.

    Between kept lines one that is furniture by all of its words (评论) is a button; below the
    editors one heads a text only where a sentence that may be of it stands below.

    :param sentences: those that may be of the text.
    """
    first, last = _span(kept)
    begun = {removal.line - more for removal in sentences for more in range(1, _HEADS + 1)}
    there = {line.text for line in kept}
    title = "".join(bare(line.text) for line in kept if line.role in _HEADLINE)
    linked = {line.number for line in lines if line.role is Role.OUTSIDE}
    above = [removal.text for removal in removals if removal.reason == Cause.ABOVE]
    # One alone may be the title of another article.
    swallowed = len({theme for text in above if (theme := theme_of(text))}) > 1
    for removal in removals:
        beside = removal.reason == Cause.OUTSIDE and removal.line in linked
        if beside or removal.reason in _COPIES or removal.text in there:
            continue
        if bare(removal.text) in title:
            continue  # a line of the title, which is broken
        if removal.line > last:
            heads = removal.reason == Cause.BELOW and removal.line in begun
        else:
            inside = first < removal.line or (removal.reason == Cause.ABOVE and swallowed)
            heads = inside and not is_furniture(removal.text)
        if heads and removal.reason not in _MASTHEAD and theme_of(removal.text):
            yield removal


def _by_words(
    removals: tuple[Removal, ...], lines: tuple[Line, ...], kept: tuple[Line, ...]
) -> Iterator[Removal]:
    """What was cut for its words between the title, which counts, and the line below the text.

    What is furniture as a whole has a second sign, unless it tells something; so has a line that
    ends as no sentence where the page has it again and again, or where it has no pair of
    characters of the text besides the words for which it went, tells nothing, and is a row of
    buttons or does not stand between sentences.
    """
    often = Counter(removal.text for removal in removals)
    first, _ = _span(kept)
    said = [line.number for line in kept if "。" in line.text]
    begins, last = min(said, default=0), max(said, default=0)
    below = min((line.number for line in lines if line.number > last), default=last)
    pairs: frozenset[str] | None = None
    for removal in removals:
        text = removal.text
        if removal.reason not in _WORDED or not first <= removal.line <= below:
            continue
        if removal.line > last and (is_listed("disclaimers", text) or is_distribution(text)):
            continue  # 免责声明：市场有风险 or 抄送：县委办 stands right below the text
        looks = is_telling(text)
        if removal.reason in _VOCABULARY and removal.line <= last:
            looks = looks or not is_furniture(text)
        elif removal.reason == Cause.TAIL:
            looks = looks and ends_as_text(text)
        elif removal.reason == Cause.CHROME and not is_worded(text):
            looks = False
        elif not looks and text.endswith("。") and not is_of_the_site(text):
            pairs = bigrams("".join(line.text for line in kept)) if pairs is None else pairs
            looks = not (speaks_to_reader(text) and is_nothing_but_asking(text, pairs))
        if looks and removal.reason != Cause.INSIDE and not ends_as_text(text):
            pairs = bigrams("".join(line.text for line in kept)) if pairs is None else pairs
            apart = not (begins < removal.line < last) or is_row(text)
            idle = apart and not is_telling(text) and not is_shared(text, pairs)
            looks = often[text] < _OFTEN and not idle
        if looks:
            yield removal


def _above_title(removals: tuple[Removal, ...], kept: tuple[Line, ...]) -> Iterator[Removal]:
    """Lines above a title that was chosen that could be the title and speak of the text.

    So could the first half of a title, which ends in a colon, a dash or points and is the last
    line above it; a short sentence is no title, but may be of the text.
    """
    above = [removal for removal in removals if removal.reason == Cause.ABOVE]
    pairs = bigrams("\n".join(line.text for line in kept)) if above else frozenset()
    title = "".join(bare(line.text) for line in kept if line.role in _HEADLINE)
    last = max((removal.line for removal in above), default=0)
    for removal in above:
        text = removal.text
        fits = bare(text) not in title and _SHORTEST_TITLE <= len(text) <= _TITLE
        told = fits and len(bigrams(text) & pairs) >= _TOLD
        begun = text.endswith(("：", ":", "—", "─", "…")) and not bigrams(text).isdisjoint(pairs)
        begun = begun and removal.line == last and len(text) <= _TITLE
        other = is_furniture(text) or theme_of(text) or is_masthead_line(text)
        if begun or (told and not other and (text.endswith("。") or not is_no_title(text))):
            yield removal


def _hanging(lines: tuple[Line, ...], kept: tuple[Line, ...]) -> Iterator[Line]:
    """Lines that end in a colon with nothing after them, or with a gap."""
    numbers = {line.number for line in lines}
    staying = {line.number for line in kept}
    for line, after in zip(kept, (*kept[1:], None), strict=True):
        if not _LEAD_IN.search(line.text) or line.role is Role.TITLE:
            continue
        end = after.number if after else line.number + 2
        gone = (set(range(line.number + 1, end)) & numbers) - staying
        if gone or after is None:
            yield line


def _hidden(removals: Iterable[Removal], kept: tuple[Line, ...]) -> Iterator[Removal]:
    hidden = [r for r in removals if r.reason == Cause.HIDDEN and "。" in r.text]
    shown = sum(len(line.text) for line in kept if "。" in line.text)
    if sum(len(removal.text) for removal in hidden) <= shown:
        return
    # A copy of what is shown hides nothing.
    whole = "".join(bare(line.text) for line in kept)
    own = [removal for removal in hidden if bare(removal.text) not in whole]
    if sum(len(removal.text) for removal in own) > shown:
        yield from own


def _preface(removals: Iterable[Removal]) -> Iterator[Removal]:
    """Sentences before the first of several cases, which belong to none of them."""
    return (x for x in removals if x.reason == Cause.PREFACE and "。" in x.text)
