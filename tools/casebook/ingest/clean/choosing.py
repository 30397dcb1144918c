"""Which line above the text is the title, of a page without markup."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_row_of_news, is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.title_lines import (
    column_and_writer,
    continues,
    has_no_subject,
    is_dashed,
    is_kicker,
    looks_like_place,
    opens_with_verb,
)
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.facts.title_labels import headline_label, named_in_index, titled
from casebook.ingest.headings.not_titles import is_issue
from casebook.ingest.headings.themes import is_of_subject, theme_of
from casebook.ingest.headings.title import (
    Candidate,
    Choice,
    bare,
    bigrams,
    choose_title,
    is_interview,
    is_no_title,
    is_period,
    is_placed_office,
    repeated_lines,
)
from casebook.ingest.headings.two_parts import is_couplet
from casebook.ingest.lexicon import ends_in_credit
from casebook.records import Role

_FILE = re.compile(r"[\w\s()（）.-]{1,60}\.(?:jpe?g|png|gif|webp|bmp)", re.IGNORECASE)
"""The name of a picture file, which stands where the picture was."""
_LEAST = 6
"""Characters of a line above the title that may be the title itself."""
_ENOUGH = 150
"""Pairs of characters of a text that a title could share one of."""
_SOME = 75
"""Pairs of characters of a text that is long enough to doubt a title that shares none of them.

One above a heading that names a theme is doubted only where it has enough of them.
"""
_MOTTO = re.compile("[\u3400-\u9fff]{4,12}[，,][\u3400-\u9fff]{4,12}[！!]")
"""Two clauses that call out: 弘扬供水精神，建设幸福青河！"""
_CREDITED = re.compile("[／/|｜：:]")
"""What a credit has, and no title below a motto."""
_BULLETIN = re.compile("[\u3400-\u9fff]{2,10}(?:[简簡][报報]|[专專][报報]|[内內][参參])")
"""A bulletin of an office, which is no title where its day and a title stand below: 改革简报."""
_SOURCED = re.compile("[来來]源[:：]")
_NAME = 8
"""Characters of the name of a paper, at most, that is no title."""
_ROWS = 2
"""Rows with labels beside that which names the title."""
_SHARED = 3
"""Pairs of characters that a line above the title has in common with the text it belongs to."""
_TENTH = 10
"""Part of the pairs of a row of headlines that may be of the text, too, by chance."""


def is_foreign(lines: Lines, at: int) -> bool:
    """Whether a line above the title has hardly a word in common with the text.

    Of a row of headlines a tenth may be words of the text.
    """
    running = "".join(line.text for line in lines if is_sentence(line.text) and line != lines[at])
    own = bigrams(lines[at].text)
    shared = len(own & bigrams(running))
    return shared < _SHARED or (is_row_of_news(lines[at].text) and shared * _TENTH <= len(own))


def _is_above(lines: Lines, at: int, first: int, head: set[int], free: set[int]) -> bool:
    """Whether the masthead or the text follows right below a line, or below one more line."""
    for below in (at + 1, at + 2):
        if below in head or below == first:
            return True
        if below < len(lines) and _FILE.fullmatch(lines[below].text):
            continue
        if below < len(lines) and theme_of(lines[below].text):
            return True
        if below not in free or is_no_title(lines[below].text):
            return False
    return False


def _tailed(lines: Lines, at: int, free: list[int]) -> str:
    """Return another line that this one is, with the name of a site or button after a bar or dash.

    That is what the page calls itself; ``""`` for none.
    """
    begins = re.match(
        r"(.{4,}?)(?:\s*[_|｜]|\s+[-－–—](?=\s)|\s*[-－–—](?=[^-－–—]*(?:[网網报報台]|[频頻]道)))",
        lines[at].text,
    )
    return begins[1] if begins and any(lines[x].text == begins[1] for x in free) else ""


def _beside(lines: Lines) -> set[int]:
    """Find lines that stand twice, one right below the other: a picture's text and caption."""
    pairs = {at for at in range(1, len(lines)) if lines[at].text == lines[at - 1].text}
    return pairs | {at - 1 for at in pairs}


def _is_bulletin(lines: Lines, free: list[int], causes: dict[int, Cause]) -> bool:
    """Whether the first line is a bulletin, with its day below, and another may be the title."""
    if not free or not _BULLETIN.fullmatch(lines[free[0]].text):
        return False
    dated = causes.get(free[0] + 1) is Cause.HEAD
    return dated and any(not is_no_title(lines[at].text) for at in free[1:])


def choose(lines: Lines, first: int, causes: dict[int, Cause], crumbs: tuple[str, ...]) -> Choice:
    """Choose the title of a page without markup among the lines above its text."""
    # A notice of the site above the text shares words with its own heading.
    running = "".join(line.text for line in lines[first:] if is_sentence(line.text))
    twice = repeated_lines(bare(line.text) for line in lines[: first + 1])
    beside = _beside(lines[: first + 1])
    copied = {lines[at].text for at in beside}
    free = [
        at
        for at in range(first)
        if at not in causes and lines[at].role in {Role.TEXT, Role.HEADING, Role.BOLD}
    ]
    tailed = {at: name for at in free if (name := _tailed(lines, at, free))}
    free = [at for at in free if at not in tailed]
    free = [
        at
        for at in free
        if not (at and is_dashed(lines[at - 1].text) and continues(lines, at, causes))
        and not (at != free[0] and is_interview(lines[at].text))
        and not is_row_of_news(lines[at].text)
        and not any(is_issue(line.text) for line in lines[at + 1 : first][:1])
    ]
    free = _by_marks(lines, free[_is_bulletin(lines, free, causes) :])
    named = {bare(step) for step in crumbs}
    head = {at for at, cause in causes.items() if cause is Cause.HEAD and at < first}
    # Two lines that name a theme of their subject are headings, not a title above one.
    sole = bool(free) and is_of_subject(lines[free[0]].text)
    sole = sole and sum(is_of_subject(line.text) for line in lines) < 2
    candidates = [
        Candidate(
            at,
            lines[at].text,
            rank=7 - lines[at].depth if lines[at].role is Role.HEADING else 0,
            named=1.0
            if lines[at].text in tailed.values()
            else 0.5 * any(step and step in bare(lines[at].text) for step in named),
            repeated=bare(lines[at].text) in twice and (at == free[0] or at not in beside),
            above=_is_above(lines, at, first, head, set(free)),
            heads=sole and (at + 1 in {*head, first} or _heads(lines[at + 1].text)),
            first=at == free[0],
        )
        for at in free
    ]
    pairs = bigrams(running)
    # Below the first line it is that of who published the text.
    candidates = [x for x in candidates if x.first or not _names_paper(x.text)]
    if len(pairs) >= _ENOUGH:
        alone = bool(head) or sum(not is_no_title(x.text) for x in candidates) == 1
        candidates = [x for x in candidates if not _is_of_something_else(x, pairs, alone=alone)]
    choice = choose_title(candidates, running)
    below = lines[choice.at + 1 : choice.at + 2] if choice.at >= 0 else ()
    if not choice.runner_up and any(is_dashed(line.text) for line in below):
        choice = replace(choice, doubtful=False)  # what has a subtitle is a title
    if choice.at >= 0 and choice.at + 1 in free and is_kicker(lines, choice.at, pairs):
        # A number or another verb may open a title as well: 12件小事一周办结.
        sure = opens_with_verb(lines[choice.at].text) or not has_no_subject(lines[choice.at].text)
        sure = sure and _is_below_kicker(lines, choice.at + 1, head)
        choice = Choice(choice.at + 1, choice.score, lines[choice.at].text, doubtful=not sure)
    under = next((x for x in candidates if x.at == choice.at + 1), None)
    if choice.at >= 0 and under and looks_like_place(lines[choice.at].text):
        choice = Choice(under.at, choice.score, lines[choice.at].text, doubtful=True)
    chosen = next((x for x in candidates if x.at == choice.at), None)
    if over := _over_word(chosen, candidates, running):
        # A word that stands right above the text is a caption, where a line above it tells more.
        choice = replace(over, runner_up=lines[choice.at].text, doubtful=True)
        chosen = next(x for x in candidates if x.at == choice.at)
    themed = any(theme_of(line.text) for line in lines[choice.at + 1 : choice.at + 2])
    some = len(pairs) >= (_ENOUGH if themed else _SOME)
    # A day above it may be that of anything: what stands below it is the masthead of a title.
    signed = any(at > choice.at for at in head)
    office = chosen is not None and is_placed_office(chosen.text)
    # A column with its writer is what the page calls itself, and says nothing of the text.
    office = office or (chosen is not None and column_and_writer(chosen.text, running)[1] != "")
    # Of a page without masthead the line below its first caption may be a subtitle.
    office = office or (chosen is not None and not head and _is_below_caption(lines, choice.at))
    if chosen and (office or (some and _is_of_something_else(chosen, pairs, alone=signed))):
        choice = replace(choice, doubtful=True)
    under = chosen and (
        _under_foreign(chosen, candidates, pairs, head)
        or _under_couplet(chosen, candidates, pairs, {*head, first})
        or _under_number(chosen, candidates, pairs, {*head, first})
        or _over_couplet(chosen, candidates, {*head, first})
    )
    if under and not choice.doubtful and bare(under.text) != bare(lines[choice.at].text):
        choice = replace(choice, doubtful=True, runner_up=under.text)
    above = next((x for x in candidates if x.at == choice.at - 1), None)
    kicked = above is not None and is_kicker(lines, above.at, pairs)
    if above and kicked and not _is_below_kicker(lines, choice.at, head):
        choice = replace(choice, doubtful=True, runner_up=above.text)
    page = "\n".join(line.text for line in lines[choice.at :])
    if (
        above
        and not kicked
        and not choice.doubtful
        and _may_be_first_line(above, choice, candidates, page)
    ):
        return replace(choice, doubtful=True, runner_up=above.text)
    over = _over_masthead(candidates, choice.at, head)
    if over and not choice.doubtful and (over.text in copied or _is_told(over, running)):
        return replace(choice, doubtful=True, runner_up=over.text)
    return choice


def _names_paper(text: str) -> bool:
    """Whether a line is the short name of a paper, or has the label of a source."""
    return (len(text) <= _NAME and is_publisher(text)) or _SOURCED.search(text) is not None


def _is_below_caption(lines: Lines, at: int) -> bool:
    """Whether the lines above a title are captions with the credit at their end, and no others."""
    return at > 0 and all(ends_in_credit(line.text) for line in lines[:at])


def _by_marks(lines: Lines, free: list[int]) -> list[int]:
    """Leave what may be the title by the marks of a headline: 主题, and neither 引题 nor 副题."""
    marks = {at: headline_label(lines[at].text)[0] for at in free}
    titled = [at for at in free if marks[at] is Role.TITLE]
    return titled[:1] or [at for at in free if marks[at] is None]


def named_by_index(lines: Lines, causes: dict[int, Cause], first: int) -> int:
    """Find the row that names the title in the table of what an office filed; -1 for none.

    Two signs: other rows with labels stand beside it, and the text speaks of what it says.
    """
    rows = [at for at in range(first) if causes.get(at) is Cause.HEAD]
    if sum(is_labelled(lines[at].text) for at in rows) <= _ROWS:
        return -1
    running = bigrams("".join(line.text for line in lines[first:] if is_sentence(line.text)))
    for at in range(first):
        own = titled(lines[at].text)
        name = own or (named_in_index(lines[at].text) if at in rows else "")
        told = len(bare(name)) >= _LEAST and len(bigrams(name) & running) >= _SHARED
        if told and (own or not is_no_title(name)) and not is_labelled(name):
            return at
    return -1


def _is_below_kicker(lines: Lines, at: int, head: set[int]) -> bool:
    """Whether a title below its kicker cannot be the first heading of the text.

    The masthead stands right below it, or no other short line between the sentences.
    """
    below = lines[at + 1 :]
    last = max((n for n, line in enumerate(below) if is_sentence(line.text)), default=0)
    return at + 1 in head or all(is_sentence(line.text) for line in below[:last])


def _heads(below: str) -> bool:
    """Whether a line stands right below a title: the first heading of a theme, a year."""
    return theme_of(below) is not None or is_period(below)


def _over_masthead(candidates: list[Candidate], at: int, head: set[int]) -> Candidate | None:
    """Return the line right above a masthead, where the title was found below that.

    It may be the title, and that below the masthead the first heading of the text.
    """
    above = [x for x in candidates if x.at < at and x.at + 1 in head]
    over = above[-1] if above else None
    fits = over is not None and len(bare(over.text)) >= _LEAST and not is_no_title(over.text)
    return over if fits else None


def _under_foreign(
    chosen: Candidate, candidates: list[Candidate], pairs: frozenset[str], head: set[int]
) -> Candidate | None:
    """Return the line right below a title that says nothing of the text, above the masthead.

    It may be the title, and that above it the name of a site: 洛水农业网 服务三农.
    """
    under = next((x for x in candidates if x.at == chosen.at + 1 and x.at + 1 in head), None)
    said = chosen.repeated or chosen.rank or not pairs.isdisjoint(bigrams(chosen.text))
    return None if said or under is None or is_no_title(under.text) else under


def _under_couplet(
    chosen: Candidate, candidates: list[Candidate], pairs: frozenset[str], ends: set[int]
) -> Candidate | None:
    """Return the line right below a first line of two clauses, above the masthead or the text.

    It may be the title, and that above it the motto of the site: 管好村民的水 守好村民的家.

    :param ends: where the masthead stands, or the text begins.
    """
    under = next((x for x in candidates if x.at == chosen.at + 1 and x.at + 1 in ends), None)
    if under is None or not (is_couplet(chosen.text) or _MOTTO.fullmatch(chosen.text)):
        return None
    shared = [len(bigrams(x.text) & pairs) for x in (chosen, under)]
    heads = all(is_no_title(x.text) or is_publisher(x.text) for x in candidates if x.at < chosen.at)
    fits = heads and not chosen.repeated and not is_no_title(under.text)
    fits = fits and not _CREDITED.search(under.text)
    return under if fits and shared[1] >= max(shared[0], 1) else None


def _over_word(
    chosen: Candidate | None, candidates: list[Candidate], running: str
) -> Choice | None:
    """Choose among the lines above a title of a word, where one of them tells more."""
    if chosen is None or len(bare(chosen.text)) >= _LEAST or chosen.repeated:
        return None
    above = [x for x in candidates if x.at < chosen.at and len(bare(x.text)) >= _LEAST]
    told = [x for x in above if _is_told(x, running) and not is_no_title(x.text)]
    return choose_title(told, running) if told else None


def _over_couplet(
    chosen: Candidate, candidates: list[Candidate], ends: set[int]
) -> Candidate | None:
    """Return the line of two parts right below a longer one of another form.

    It may be the title, and that above it the kicker that says who did what.

    :param ends: where the masthead stands, or the text begins.
    """
    under = next((x for x in candidates if x.at == chosen.at + 1 and x.at + 1 in ends), None)
    if under is None or chosen.repeated or is_couplet(chosen.text):
        return None
    fits = is_couplet(under.text) and len(under.text) < len(chosen.text)
    return under if fits and not is_no_title(under.text) else None


def _under_number(
    chosen: Candidate, candidates: list[Candidate], pairs: frozenset[str], ends: set[int]
) -> Candidate | None:
    """Return the line of somebody or something right below a first line that says how many.

    It may be the title, and that above it its kicker: 八百张长椅摆上街头.

    :param ends: where the masthead stands, or the text begins.
    """
    under = next((x for x in candidates if x.at == chosen.at + 1 and x.at + 1 in ends), None)
    if under is None or not chosen.first or chosen.repeated or is_no_title(under.text):
        return None
    led = has_no_subject(chosen.text) and not has_no_subject(under.text)
    return under if led and len(bigrams(under.text) & pairs) > 1 else None


def _is_told(line: Candidate, running: str) -> bool:
    return len(bigrams(line.text) & bigrams(running)) >= _SHARED


def _is_of_something_else(line: Candidate, pairs: frozenset[str], *, alone: bool) -> bool:
    """Whether a line has no pair of characters of the text and nothing that makes it its title.

    :param alone: whether no other line could be the title, or a masthead stands beside it; a
        longer line may be the title then.
    """
    said = line.repeated or line.rank or line.named or not bigrams(line.text).isdisjoint(pairs)
    return not said and (not alone or len(bare(line.text)) < _LEAST)


def _may_be_first_line(
    above: Candidate, choice: Choice, candidates: list[Candidate], below: str
) -> bool:
    """Whether the line above the title may be the title, and that below it its subtitle.

    A title that the page repeats is none; a line that speaks of nothing in the text is the
    name of a site or column.

    :param below: the page from the title on.
    """
    chosen = next(x for x in candidates if x.at == choice.at)
    shared = bigrams(above.text) & bigrams(below)
    fits = len(bare(above.text)) >= _LEAST and not is_no_title(above.text)
    return fits and len(shared) >= _SHARED and (above.repeated or not chosen.repeated)


def is_only_title(lines: Lines, at: int, first: int) -> bool:
    """Whether a line could be the title of saved text, and no other above the text could.

    It is named as no publisher, office or person is, and below it stands the masthead or the text.

    :param first: where the running text begins.
    """
    text = lines[at].text
    if is_no_title(text) or is_publisher(text) or is_office(text):
        return False
    below = all(is_masthead_line(line.text) for line in lines[at + 1 : first])
    return (
        below
        and len(text) >= _LEAST
        and all(line.role is Role.TEXT and is_no_title(line.text) for line in lines[:at])
    )
