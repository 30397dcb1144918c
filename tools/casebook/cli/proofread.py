"""``casebook proofread``: places where conversion had to choose, and rulings on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from casebook.cli.common import articles_option, is_bad, print_problems
from casebook.cli.names import Slug
from casebook.files import read_file
from casebook.library.line_numbers import places
from casebook.library.lock import FolderError
from casebook.library.nearby import no_article
from casebook.library.transaction import commit, opened
from casebook.messages import say
from casebook.problems import Code, Problem
from casebook.project import Project, Snapshot, load
from casebook.records import Article, Edition
from casebook.text import contexts
from casebook.text.article_scripts import PlacedChoice, ordered, proofread_article
from casebook.text.catalogue import N_
from casebook.text.editions import edition_of, known_tags
from casebook.text.overrides import Overrides, render_overrides
from casebook.text.proofread import is_open, settle
from casebook.text.repair import COMMON, EXCEPTION

_GROUNDS = {
    "": N_("no word decides"),
    COMMON: N_("the common reading"),
    contexts.RULE: N_("the characters beside it"),
    EXCEPTION: N_("a ruling"),
}
"""What decided, where it is no group of words, which has a name of its own."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


@click.command(short_help="List what conversion could not decide; rule on it.")
@click.argument("slugs", nargs=-1, type=Slug(), metavar="[ARTICLE]...")
@click.option(
    "--edition",
    type=click.Choice(known_tags()),
    help="Edition to proofread; the first of the knowledge base where none is named.",
)
@click.option("--all", "every", is_flag=True, help="List also what a word or a ruling decided.")
@click.option("--accept", metavar="PLACE", help="Keep what is printed at a place.")
@click.option(
    "--reject",
    nargs=2,
    metavar="PLACE CHARACTER",
    help="Print another character at a place, and wherever its neighbours are the same.",
)
@articles_option
def proofread(
    slugs: tuple[str, ...],
    edition: str | None,
    every: bool,
    accept: str | None,
    reject: tuple[str, str] | None,
    articles: Path,
) -> None:
    """List every place where an edition had to choose and no word decided.

    One line a place: slug#id: left[before→after]right (alternatives; rule).  To
    rule on one, name it as slug#id:N, where N counts the lines of that
    paragraph from 1 (with --all as you listed it).  Rulings are kept in
    exceptions.tsv beside the articles and override every dictionary.  A place
    or an article that is not there is an error, and the exit status is 1.

    Example: casebook proofread xiaogang-household-contract --accept
    xiaogang-household-contract#background-p4:1
    """
    if reject and not _IDEOGRAPH.fullmatch(reject[1]):
        raise click.UsageError(say("{char} is not one Chinese character", char=reject[1]))
    if accept and reject:
        raise click.UsageError(say("--accept and --reject are one at a time"))
    project = Project.of(articles)
    before, _ = read_file(project.overrides_file)
    snapshot = load(project)
    loaded, overrides = snapshot.whole, snapshot.overrides
    unknown = sorted(set(slugs) - {article.slug for article in loaded})
    problems = (*snapshot.problems, *(no_article(articles, slug) for slug in unknown))
    print_problems(problems)
    chosen = [article for article in loaded if not slugs or article.slug in slugs]
    target = edition_of(edition or snapshot.settings.editions[0])
    if accept or reject:
        place, printed = reject or (accept or "", "")
        ruled = _rule(snapshot, target, place, printed, every=every)
        problem = ruled if isinstance(ruled, Problem) else _save(snapshot, ruled, before)
        if problem:
            print_problems((problem,))
            raise click.exceptions.Exit(1)
        click.echo(say("The ruling is in {file}.", file=project.overrides_file.as_posix()))
    else:
        for article in chosen:
            results = _places(article, target, overrides, every=every)
            for line in lines(results):
                click.echo(line)
        others = snapshot.settings.editions if not edition else ()
        for tag in (tag for tag in others if tag != target.tag):
            other = edition_of(tag)
            count = sum(len(_places(each, other, overrides, every=every)) for each in chosen)
            if count:
                told = "{title} has lines of its own ({count}): casebook proofread --edition {tag}"
                click.echo(say(told, title=other.title, count=count, tag=tag), err=True)
    if is_bad(problems):
        raise click.exceptions.Exit(1)


def lines(places: Iterable[PlacedChoice]) -> Iterator[str]:
    """Yield one line a place: ``slug#id: left[余→餘]right (or 余; 餘)``."""
    for place in ordered(places):
        item = place.choice
        shown = item.before if item.before == item.after else f"{item.before}→{item.after}"
        ground = say(_GROUNDS[item.rule]) if item.rule in _GROUNDS else item.rule
        told = say("or {could}; {ground}") if item.alternatives else "{ground}"
        told = told.format(could=" ".join(item.alternatives), ground=ground)
        yield f"{place.slug}#{place.id}: {item.left}[{shown}]{item.right} ({told})"


def _places(
    article: Article, edition: Edition, overrides: Overrides, *, every: bool
) -> list[PlacedChoice]:
    result = proofread_article(article, edition, overrides)
    return [place for place in result if every or is_open(place.choice)]


def _save(snapshot: Snapshot, ruled: Overrides, before: bytes | None) -> Problem | None:
    """Write the rulings, unless one of before would be lost.

    :param before: content of their file before the knowledge base was read.
    """
    file = snapshot.project.overrides_file
    wrong = [
        problem
        for problem in snapshot.problems
        if problem.file == file.as_posix() and is_bad((problem,))
    ]
    if wrong:
        return Problem(Code.RULING_REFUSED, file.as_posix(), wrong[0].line, "Correct it first.")
    try:
        with opened(snapshot.project.articles):
            if read_file(file)[0] != before:
                detail = "It was changed meanwhile; run the command again."
                return Problem(Code.RULING_REFUSED, file.as_posix(), 0, detail)
            content = render_overrides(ruled).encode("utf-8")
            commit(snapshot.project.articles, {file.name: content})
    except FolderError as error:
        return error.problem
    except OSError as error:
        return Problem(Code.NOT_WRITTEN, file.as_posix(), 0, error.strerror or "")
    return None


def _rule(
    snapshot: Snapshot,
    edition: Edition,
    address: str,
    printed: str,
    *,
    every: bool,
) -> Overrides | Problem:
    """Return the exceptions with a ruling on the place of an address ``slug#id:N``."""
    folder, overrides = snapshot.project.articles, snapshot.overrides
    match = re.fullmatch(r"(?P<slug>[a-z0-9-]+)#(?P<own>[^:]*):(?P<count>[0-9]{1,6})", address)
    if not match:
        return Problem(Code.RULING_REFUSED, folder.as_posix(), 0, f"{address} is not slug#id:N.")
    slug, element_id, count = match["slug"], match["own"], int(match["count"])
    article = next((item for item in snapshot.whole if item.slug == slug), None)
    if article is None:
        return no_article(folder, slug)
    listed = ordered(_places(article, edition, overrides, every=every))
    here = [place for place in listed if place.id == element_id]
    path = folder / f"{slug}.md"
    line = places(snapshot.texts[slug], article).get(element_id, 0)
    if not 1 <= count <= len(here):
        return Problem(Code.RULING_REFUSED, path.as_posix(), line, f"{address} is not listed.")
    choice = here[count - 1].choice
    try:
        return settle(overrides, edition, slug, article.script, choice, after=printed)
    except ValueError as error:
        return Problem(Code.RULING_REFUSED, path.as_posix(), line, f"{address}: {error}.")
