"""Whether another line above a saved text may be its title than the one that was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.ingest.clean.running import is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.clean.title_lines import (
    column_and_writer,
    has_no_subject,
    is_kicker,
    looks_like_place,
    opens_with_verb,
)
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import (
    Candidate,
    Choice,
    bare,
    bigrams,
    choose_title,
    is_no_title,
    is_placed_office,
)
from casebook.ingest.headings.two_parts import is_couplet
from casebook.ingest.lexicon import ends_in_credit
from casebook.text.dates import find_day

LEAST = 6
"""Characters of a line above the title that may be the title itself."""
ENOUGH = 150
"""Pairs of characters of a text that a title could share one of."""
_SOME = 75
"""Pairs of characters of a text that is long enough to doubt a title that shares none of them.

One above a heading that names a theme is doubted only where it has enough of them.
"""
SHARED = 3
"""Pairs of characters that a line above the title has in common with the text it belongs to."""
_FEW = 2
"""The same of a line right above the masthead; one may be the name of a place: 青河两年."""
_WORD = 4
"""Characters of a title below the first line that is in doubt by itself: 企业邮箱."""
_THEMED = 8
"""Characters up to which a line that names a theme is a heading, wherever it stands."""
_MOTTO = re.compile("[\u3400-\u9fff]{4,12}[，,][\u3400-\u9fff]{4,12}[！!]")
"""Two clauses that call out: 弘扬供水精神，建设幸福青河！"""
_CREDITED = re.compile("[／/|｜：:]")
"""What a credit has, and no title below a motto."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The lines of a page, and what was found above its text.

    ``first`` is where the text begins, ``masthead`` the lines of date, source and names above it,
    ``copied`` the texts that stand twice there, one right below the other, and ``running`` the
    sentences of the text.
    """

    lines: Lines
    first: int
    masthead: frozenset[int]
    candidates: tuple[Candidate, ...]
    copied: frozenset[str]
    running: str

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of the running text."""
        return bigrams(self.running)

    def at(self, at: int) -> Candidate | None:
        """Return the candidate on a line."""
        return next((x for x in self.candidates if x.at == at), None)


def doubted(choice: Choice, heads: Heads) -> Choice:
    """Say whether a title is in doubt, with the line that may be it.

    :returns: the choice; another line where the one chosen is a kicker, a place or a caption.
    """
    if choice.at < 0:
        return choice
    choice = _other_line(choice, heads)
    chosen = next(x for x in heads.candidates if x.at == choice.at)
    if _says_little(chosen, heads):
        choice = replace(choice, doubtful=True)
    above = heads.at(choice.at - 1)
    above = None if above and bare(above.text) == bare(chosen.text) else above
    kicked = above is not None and is_kicker(heads.lines, above.at, heads.pairs)
    under = None if choice.doubtful else _line_below(chosen, heads)
    if under:
        choice = replace(choice, doubtful=True, runner_up=under.text)
    if above and kicked and not _is_below_kicker(heads, choice.at):
        return replace(choice, doubtful=True, runner_up=above.text)
    if choice.doubtful:
        return choice
    if above and not kicked and _may_be_first_line(above, chosen, heads):
        return replace(choice, doubtful=True, runner_up=above.text)
    over = _over_masthead(heads, choice.at)
    again = over is None or bare(over.text) == bare(chosen.text)
    if over and not again and (over.text in heads.copied or _is_told(over, heads)):
        return replace(choice, doubtful=True, runner_up=over.text)
    return choice


def _other_line(choice: Choice, heads: Heads) -> Choice:
    """Choose the line below a kicker or a place, or one above a caption of a word or a subtitle."""
    lines, at = heads.lines, choice.at
    over, chosen = heads.at(at - 1), heads.at(at)
    if over and chosen and _names_theme(over, chosen, heads):
        return Choice(over.at, choice.score, chosen.text, doubtful=True)
    under = heads.at(at + 1)
    if under and is_kicker(lines, at, heads.pairs):
        # A number or another verb may open a title as well: 12件小事一周办结.
        sure = opens_with_verb(lines[at].text) or not has_no_subject(lines[at].text)
        sure = sure and _is_below_kicker(heads, at + 1)
        choice = Choice(at + 1, choice.score, lines[at].text, doubtful=not sure)
        under = heads.at(choice.at + 1)
    if under and looks_like_place(lines[choice.at].text):
        choice = Choice(under.at, choice.score, lines[choice.at].text, doubtful=True)
    chosen = heads.at(choice.at)
    if chosen is None or len(bare(chosen.text)) >= LEAST or chosen.repeated or chosen.named:
        return choice
    above = [x for x in heads.candidates if x.at < chosen.at and len(bare(x.text)) >= LEAST]
    told = [x for x in above if _is_told(x, heads) and not is_no_title(x.text)]
    best = choose_title(told, heads.running)
    if best.at < 0:
        word = not chosen.first and len(bare(chosen.text)) <= _WORD
        word = word and chosen.at + 1 not in heads.masthead
        return replace(choice, doubtful=choice.doubtful or word)
    return replace(best, runner_up=chosen.text, doubtful=True)


def _says_little(chosen: Candidate, heads: Heads) -> bool:
    """Whether a title is an office, a column with its writer, or foreign to its text.

    So may one be that stands below the first caption of a page without masthead: a subtitle.
    """
    # What the page calls itself by a column says nothing of the text.
    named = is_placed_office(chosen.text) or column_and_writer(chosen.text, heads.running)[1]
    above = heads.lines[: chosen.at]
    captioned = bool(above) and all(ends_in_credit(line.text) for line in above)
    if named or (captioned and not heads.masthead):
        return True
    dated = any(at < chosen.at for at in heads.masthead)
    if dated and not (chosen.first or chosen.repeated or chosen.named or _is_told(chosen, heads)):
        return True
    themed = any(theme_of(x.text) for x in heads.lines[chosen.at + 1 : chosen.at + 2])
    # A day above it may be that of anything: what stands below it is the masthead of a title.
    signed = any(at > chosen.at for at in heads.masthead)
    some = len(heads.pairs) >= (ENOUGH if themed else _SOME)
    return some and is_of_something_else(chosen, heads.pairs, alone=signed)


def _line_below(chosen: Candidate, heads: Heads) -> Candidate | None:
    """Return the line right below a title that may be the title itself.

    It stands right above the masthead, and has words of the text or is of two parts: title and
    subtitle stand so, and kicker and title.  Or it stands right above the text, and the two have
    the forms of these.
    """
    under = heads.at(chosen.at + 1)
    if under is None or chosen.repeated or chosen.rank or is_no_title(under.text):
        return None
    if bare(under.text) == bare(chosen.text):
        return None
    if under.at + 1 in heads.masthead:
        foreign = heads.pairs.isdisjoint(bigrams(chosen.text))
        told = len(heads.pairs & bigrams(under.text)) >= _FEW and find_day(under.text) is None
        fits = foreign or told or is_couplet(under.text)
        fits = fits and not is_publisher(under.text)
        return under if fits else None
    formed = under.at + 1 == heads.first and _are_kicker_and_title(chosen, under, heads)
    return under if formed else None


def _are_kicker_and_title(chosen: Candidate, under: Candidate, heads: Heads) -> bool:
    """Whether a line has the form of a title and the one above it that of its kicker.

    That is the motto of a site (管好村民的水 守好村民的家), a line that says how many
    (八百张长椅摆上街头), or any that is longer than a title of two parts.
    """
    own, others = (len(bigrams(x.text) & heads.pairs) for x in (chosen, under))
    if is_couplet(chosen.text) or _MOTTO.fullmatch(chosen.text):
        before = (x.text for x in heads.candidates if x.at < chosen.at)
        fits = all(is_no_title(text) or is_publisher(text) for text in before)
        return fits and not _CREDITED.search(under.text) and others >= max(own, 1)
    if is_couplet(under.text):
        return len(under.text) < len(chosen.text)
    led = has_no_subject(chosen.text) and not has_no_subject(under.text)
    return led and chosen.first and others > 1


def _is_below_kicker(heads: Heads, at: int) -> bool:
    """Whether a title below its kicker cannot be the first heading of the text.

    The masthead stands right below it, or no other short line between the sentences.
    """
    below = heads.lines[at + 1 :]
    last = max((n for n, line in enumerate(below) if is_sentence(line.text)), default=0)
    return at + 1 in heads.masthead or all(is_sentence(line.text) for line in below[:last])


def _may_be_first_line(above: Candidate, chosen: Candidate, heads: Heads) -> bool:
    """Whether the line above the title may be the title, and that below it its subtitle.

    A title that the page repeats is none; a line that speaks of nothing in the text is the
    name of a site or column.
    """
    shared = bigrams(above.text) & bigrams("\n".join(x.text for x in heads.lines[chosen.at :]))
    fits = len(bare(above.text)) >= LEAST and not is_no_title(above.text)
    return fits and len(shared) >= SHARED and (above.repeated or not chosen.repeated)


def _names_theme(above: Candidate, chosen: Candidate, heads: Heads) -> bool:
    """Whether the first line of a page is no title for its theme only: 老巷口路灯成了隐患.

    It shares as much with the text as the line below it, its subtitle.
    """
    if not above.first or len(bare(above.text)) <= _THEMED or theme_of(above.text) is None:
        return False
    shared = [len(bigrams(x.text) & heads.pairs) for x in (above, chosen)]
    return shared[0] >= max(SHARED, shared[1])


def _over_masthead(heads: Heads, at: int) -> Candidate | None:
    """Return the line above a masthead, where the title was found below that.

    It may be the title, and that below the masthead the first heading of the text.  Buttons may
    stand between it and the masthead.
    """
    above = (x for x in reversed(heads.candidates) if x.at < at and not is_no_title(x.text))
    over = next(above, None)
    if over is None or is_labelled(over.text) or len(bare(over.text)) < LEAST:
        return None
    return over if any(over.at < x < at for x in heads.masthead) else None


def _is_told(line: Candidate, heads: Heads) -> bool:
    return len(bigrams(line.text) & heads.pairs) >= SHARED


def is_of_something_else(line: Candidate, pairs: Iterable[str], *, alone: bool) -> bool:
    """Whether a line has no pair of characters of the text and nothing that makes it its title.

    :param alone: whether no other line could be the title, or a masthead stands beside it; a
        longer line may be the title then.
    """
    said = line.repeated or line.rank or line.named or not bigrams(line.text).isdisjoint(pairs)
    return not said and (not alone or len(bare(line.text)) < LEAST)
