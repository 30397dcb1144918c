"""The masthead and the line of editors leave the text; their lines go to the ledger.

The title keeps its line, marked with the role ``title``; a kicker above and a
subtitle below it are marked likewise.  What the lines say is handed on as data
(:class:`casebook.ingest.facts.masthead.Masthead`), so that nobody has to read
the ledger.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.clean.byline import byline
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.choosing import choose, named_by_index
from casebook.ingest.clean.edges import above_text, text_span
from casebook.ingest.clean.ended import stamps
from casebook.ingest.clean.flows import crumbs_at, led_by
from casebook.ingest.clean.headline import Headline, headline
from casebook.ingest.clean.imprint import imprint_begins
from casebook.ingest.clean.lead_above import (
    above_chosen,
    below_lead,
    below_note,
    cut_above,
    without_kicker,
)
from casebook.ingest.clean.line_causes import cause_of
from casebook.ingest.clean.masthead_line import is_title_again, read_at
from casebook.ingest.clean.named import (
    between_labels,
    credits_below,
    empty_labels,
    named_without_masthead,
    said_below,
    split_row,
    with_account,
)
from casebook.ingest.clean.outlined import goes_on, head_end, source_end
from casebook.ingest.clean.running import PASSIVE, is_sentence
from casebook.ingest.clean.signed import (
    beside_editors,
    value_below,
    with_issuer,
    without_menu,
    without_visit,
)
from casebook.ingest.clean.signed import signed as signed_lines
from casebook.ingest.clean.site_name import with_site
from casebook.ingest.clean.step import Lines, Outcome, without
from casebook.ingest.clean.teasers import below_editors
from casebook.ingest.facts.breadcrumb import publisher_of
from casebook.ingest.facts.first_title import first_title
from casebook.ingest.facts.label_rows import (
    said_in_rows,
)
from casebook.ingest.facts.labels import (
    count_labels,
    is_labelled,
    is_labelled_day,
)
from casebook.ingest.facts.line_kinds import names_people
from casebook.ingest.facts.masthead import (
    EMPTY,
    Masthead,
    is_footer_of_paper,
    is_masthead_line,
    read_line,
)
from casebook.ingest.facts.names import is_name, is_office, is_person
from casebook.ingest.facts.readings import Readings, addresses_in, by_number, together
from casebook.ingest.headings.title import Choice, is_no_title
from casebook.ingest.lexicon import words
from casebook.records import Role

NAME = "masthead"
_HEADS = {Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.LEAD, Role.PICTURE}
"""Roles of lines above the text that say nothing of its source."""
_OUTSIDE = {Role.OUTSIDE, Role.BESIDE_TITLE}
_ABOVE = 30
"""Lines above the text of a page in which its masthead is sought."""
_BELOW = 8
"""Lines below the text in which it is sought; some sites print the date there."""
_MOST = 0.7
"""Share of the text that must stand before a line of editors for the text to end there."""
_PICTURED = {Role.PICTURE, Role.CAPTION}
"""Roles of lines that may stand between the text and the line of its editors."""
_FEW = 0.1
"""Share of the sentences of a page that may stand after the line of editors that ends it."""
_GLUED = re.compile(r"[\u3400-\u9fff](?:一、|1\.1|第一章)")
"""A title with the first heading of the text after it: a line break was lost."""
_TEXT = {Role.TEXT, Role.BOLD, Role.CAPTION}
_LABELLED = 3
"""Lines with labels above a text that show that it has a masthead."""


def masthead(lines: Lines) -> Outcome:
    """Find the title, and take the lines of the masthead out.

    A text that shows no date, source or breadcrumb above it is no page with a
    masthead: there a line that names an editor or author stays in the text.
    """
    first, last = text_span(lines)
    title, noted = _title_position(lines, first), first
    first = first if title >= 0 else below_lead(lines, below_note(lines, first))
    head_ends = head_end(lines, title, first)
    top = max(0, (title if title >= 0 else first) - _ABOVE)
    causes, told, head, crumbs, signed = _above(lines, top, head_ends, title)
    causes, head, over, under = _around(lines, (first, last), causes, head, signed)
    writers, named = signed_lines(lines, first, last, causes)
    titles = _first_titles(lines, {*causes, *writers})
    causes |= {at: Cause.HEAD if x.authors else Cause.FOOT for at, x in writers.items()}
    causes |= dict.fromkeys(titles, Cause.FIRST_TITLE)
    foot = together(under.values()).filled_by(named)
    foot = replace(foot, note=next(iter(titles.values()), ""))
    told |= over | under | writers
    choice, kicker = None, -1
    if title < 0:
        choice = _chosen(lines, first, causes, crumbs)
        title = choice.at
        # What stands below the title goes before what stands above it.
        heads = [at for at in told if at < first and (at > title or at not in signed)]
        again = together(told[at] for at in sorted(heads, key=lambda at: at < title))
        head, causes = without_menu(lines, signed, title, causes, (head, again))
        notes = noted - 1 if noted < first else len(lines)
        above, kicker = without_kicker(lines, above_chosen(lines, title, notes))
        if not (choice.doubtful or Cause.HEAD in causes.values()):
            # Names right below a title are those of its writers, without any other sign.
            causes |= {at: Cause.HEAD for at in signed if _is_below(lines, at, title)}
        causes |= dict.fromkeys(
            cut_above(lines, above, causes, sure=not choice.doubtful), Cause.ABOVE
        )
    made = [replace(x, role=Role.KICKER) if at == kicker else x for at, x in enumerate(lines)]
    head = with_issuer(lines[: max(title, 0)], causes, told, head)
    result = Headline()
    if title >= 0:
        made[title] = replace(made[title], role=Role.TITLE, depth=0)
        result = headline(made, title, first, causes, head.authors, marked=choice is None)
        causes |= result.causes
    stamped = stamps(lines, head, causes)
    causes |= dict.fromkeys(stamped, Cause.HEAD)
    boxed, ended = said_below(lines, last)
    causes = boxed | causes | above_text(lines, title, head_ends, causes)
    addresses = addresses_in(lines)
    told = ended | told | stamped | addresses
    causes = {at: cause_of(lines, at, cause, told.get(at, EMPTY)) for at, cause in causes.items()}
    site = publisher_of(crumbs, lines[title].text if title >= 0 else "", head.publisher)
    untold = title > 0 and not foot.publisher and causes.get(0) is Cause.ABOVE
    head = with_site(head, site, lines[0].text if untold else "")
    head = replace(head, authors=result.head.authors or head.authors).filled_by(result.head)
    return replace(
        without(tuple(made), causes, NAME),
        repairs=result.repairs,
        head=head,
        foot=foot.filled_by(together((*ended.values(), *addresses.values()))),
        choice=choice,
        said=by_number(lines, {title: result.head} | {at: told.get(at, EMPTY) for at in causes}),
    )


def _around(
    lines: Lines,
    span: tuple[int, int],
    causes: dict[int, Cause],
    head: Masthead,
    signed: Readings,
) -> tuple[dict[int, Cause], Masthead, Readings, Readings]:
    """Read the credits below the first sentence and what stands below the text.

    :param span: the first and the last line of the text.
    :param signed: what lines above the text say that have the form of bylines.
    :returns: why each line goes, what stands above the text, and what lines of both places say.
    """
    first, last = span
    if _is_page(lines, causes, head):
        over = credits_below(lines, first)
        head = head.filled_by(together(over.values()))
        left, under = _below(lines, first, last, dated=bool(head.published))
        return causes | dict.fromkeys(over, Cause.HEAD) | left, head, over, under
    over, under, head = named_without_masthead(lines, first, last, signed, head)
    ends = [at for at, said in under.items() if said.editors]
    links = dict.fromkeys(below_editors(lines, max(ends)) if ends else (), Cause.BELOW)
    made = links | dict.fromkeys(over, Cause.HEAD) | dict.fromkeys(under, Cause.FOOT)
    return made | empty_labels(lines, causes), head, over, under


def _chosen(lines: Lines, first: int, causes: dict[int, Cause], crumbs: tuple[str, ...]) -> Choice:
    """Choose the title of a page without markup; one with a heading glued to it is in doubt.

    The row of a table that names it stays: it leaves ``causes``.
    """
    choice = choose(lines, first, causes, crumbs)
    if choice.at < 0 and (filed := named_by_index(lines, causes, first)) >= 0:
        choice = replace(choice, at=filed)
        causes.pop(filed, None)
    glued = choice.at >= 0 and _GLUED.search(lines[choice.at].text)
    return replace(choice, doubtful=True) if glued else choice


def _first_titles(lines: Lines, gone: set[int]) -> dict[int, str]:
    """Return the lines that say under which title the text was first published."""
    said = {
        at: first_title(line.text)
        for at, line in enumerate(lines)
        if at not in gone and line.role in _TEXT
    }
    return {at: title for at, title in said.items() if title}


def _is_below(lines: Lines, at: int, title: int) -> bool:
    """Whether a line stands right below the title, or below its subtitle."""
    dashed = at == title + 2 and lines[title + 1].text.startswith(("——", "──", "--"))
    return title >= 0 and (at == title + 1 or dashed)


def _is_page(lines: Lines, causes: dict[int, Cause], head: Masthead) -> bool:
    """Whether the lines come from a page with a masthead, or from markup."""
    return (
        Cause.CRUMBS in causes.values()
        or bool(head.published or head.publisher)
        or any(line.role in {Role.TITLE, *_OUTSIDE} for line in lines)
        or sum(is_labelled(lines[at].text) for at in causes) >= _LABELLED
        or any(count_labels(lines[at].text) >= _LABELLED for at in causes)
    )


def _above(
    lines: Lines, top: int, first: int, title: int
) -> tuple[dict[int, Cause], Readings, Masthead, tuple[str, ...], Readings]:
    """Read the masthead above the text, each line filling what is still open.

    :returns: why each line goes, what each says, what they say together, the breadcrumb, and
        what those of writers and institutions say that bear no label.
    """
    signed: Readings = {}
    writers = Masthead()
    sites: set[str] = set()
    # A name beside the date without a label is the account or column that published the text
    # where the page shows the same name alone, too.
    alone = {x.text for x in lines if x.role in _OUTSIDE and len(x.text) > 1}
    alone.difference_update(words("masthead", "leaf"), words("masthead", "no_publishers"))
    # What stands below the title goes first: above it a list of other articles may stand.
    below = title + 1 if title >= 0 else top
    told = split_row(lines, below, first)
    causes, head = dict.fromkeys(told, Cause.HEAD), together(told.values())
    places = [*range(below, first), *range(top, min(below, first))]
    places = [at for at in places if lines[at].role not in _HEADS and at not in causes]
    trails = crumbs_at(lines, places)
    for at in places:
        if at in causes or at in trails:
            continue
        said, rest = read_at(lines, at, first, title)
        if said:
            said = {x: with_account(reading, rest, alone) for x, reading in said.items()}
            causes |= dict.fromkeys(said, Cause.HEAD)
            told |= said
            reading = together(said.values())
            sites.update(filter(None, (reading.publisher,)))
            head = head.filled_by(reading)
            continue
        # Beside the article, and above its title, a name alone is a link to something else.
        named = byline(lines, at, first, title) if at > title else None
        if named is not None:
            causes[at], signed[at] = Cause.HEAD, named
            more = tuple(name for name in named.authors if name not in writers.authors)
            writers = replace(writers.filled_by(named), authors=writers.authors + more)
    trails = led_by(lines, trails, title, max(causes, default=-1))
    causes = dict.fromkeys(trails, Cause.CRUMBS) | causes
    crumbs = next(iter(trails.values()), ())
    sites.update(step for steps in trails.values() for step in steps)
    if title >= 0 and not head.published:
        writers = _without_offices(lines, causes, signed, writers)
    # Names with something between them go before the same ones printed without.
    same = "".join(writers.authors) == "".join(head.authors)
    # Where the paper stands for its writer, who is named apart from it is the writer.
    paper = head.authors == (head.publisher,) and bool(writers.authors)
    if same or paper or len(writers.authors) > len(head.authors):
        head = replace(head, authors=writers.authors)
    head = head.filled_by(writers).filled_by(said_in_rows(lines[top:first]))
    head, told = without_visit(head, told, lines[top:first])
    beside, said = between_labels(lines, causes, range(title + 1, first))
    causes |= beside
    told |= signed | said
    head = head.filled_by(together(said.values()))
    free = [x for x in range(top, first) if x not in causes and lines[x].role is not Role.TITLE]
    # Where no other line may be the title, the last step of the breadcrumb is it.
    others = (lines[at].text for at in free if lines[at].text not in sites)
    own = crumbs[-1:] if title < 0 and all(map(is_no_title, others)) else ()
    again = [at for at in free if lines[at].text in head.authors]
    told |= {at: Masthead(authors=(lines[at].text,)) for at in again}
    causes |= dict.fromkeys(again, Cause.HEAD) | {
        at: Cause.SITE for at in free if lines[at].text in sites.difference(own)
    }
    return causes, told, head, crumbs, signed


def _without_offices(
    lines: Lines, causes: dict[int, Cause], signed: Readings, writers: Masthead
) -> Masthead:
    """Give back the lines of offices: without a day, one alone is a heading of what it does."""
    offices = [at for at in signed if is_office(lines[at].text)]
    for at in offices:
        del signed[at], causes[at]
    people = tuple(name for name in writers.authors if not is_office(name))
    return replace(writers, authors=people) if offices else writers


def _below(
    lines: Lines, first: int, last: int, *, dated: bool
) -> tuple[dict[int, Cause], Readings]:
    """Find the line of editors, and what stands after it; in HTML also a date given there.

    A line of editors ends the text where names stand in it and hardly a sentence after it.

    :returns: why each line goes, and what those say that say something.
    """
    causes: dict[int, Cause] = {}
    told: Readings = {}
    sizes = [len(line.text) if line.role not in PASSIVE else 0 for line in lines]
    total, far = sum(sizes) or 1, 0
    end = _end_of_pictures(lines, last)
    tail = source_end(lines)
    for at in range(first + 1, imprint_begins(lines, last)):
        text = lines[at].text + (value := value_below(lines, at) if at > last else "")
        # Buttons and links between the text and its editors do not count.
        shown = lines[at].role not in PASSIVE
        far += at > last and shown
        near = at <= end + _BELOW or (shown and (far <= _BELOW or at >= tail)) or at - 1 in causes
        if not near or lines[at].role in {Role.ROW, Role.PICTURE, Role.HIDDEN}:
            continue
        if not is_masthead_line(text) or is_title_again(lines, text):
            continue
        head, _ = read_line(text)
        complete = bool(head.published and head.publisher)
        signed = at > last and complete and (not dated or is_footer_of_paper(text))
        if not (is_labelled(text) or signed) or (not head.editors and goes_on(lines, last, at)):
            continue
        said = not dated or head.editors or head.is_empty or head.publisher or is_labelled_day(text)
        said = said or (all(map(is_person, head.authors)) and head.authors)
        said = said or (all(map(is_name, head.photographers)) and head.photographers)
        if at > last and said:
            causes |= _with_editors(lines, at, head) | ({at + 1: Cause.FOOT} if value else {})
            told |= {at + 1: head} if value else {at: head}
            portraits = (x for x in beside_editors(lines, at) if lines[x].role is Role.PICTURE)
            told |= dict.fromkeys(portraits, Masthead(editors=head.editors))
        elif names_people(text) and sum(sizes[:at]) >= total * _MOST:
            causes[at], told[at] = Cause.FOOT, head
            after = [x for x in range(at + 1, len(lines)) if lines[x].role not in PASSIVE]
            sentences = sum(sizes[x] for x in after if is_sentence(lines[x].text))
            if sentences > total * _FEW and any(lines[x].role is Role.HEADING for x in after):
                continue
            for below in after:
                causes[below] = Cause.BELOW
                if is_masthead_line(lines[below].text):
                    causes[below], told[below] = Cause.FOOT, read_line(lines[below].text)[0]
            break
    return causes, told


def _with_editors(lines: Lines, at: int, head: Masthead) -> dict[int, Cause]:
    """Find what leaves with a line of editors: brackets and portraits beside it, links below."""
    below = dict.fromkeys(below_editors(lines, at) if head.editors else (), Cause.BELOW)
    return {**below, at: Cause.FOOT, **dict.fromkeys(beside_editors(lines, at), Cause.FOOT)}


def _end_of_pictures(lines: Lines, last: int) -> int:
    """Return the last of the pictures and captions that follow the text."""
    after = range(last + 1, len(lines))
    return next((at for at in after if lines[at].role not in _PICTURED), len(lines)) - 1


def _title_position(lines: Lines, first: int) -> int:
    result = [at for at in range(min(first + 1, len(lines))) if lines[at].role is Role.TITLE]
    return result[-1] if result else -1
