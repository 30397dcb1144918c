"""``casebook bodies``: names that may be bodies, and a person's word on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from casebook.cli.common import articles_option, is_bad, print_problems, printable
from casebook.cli.names import Slug
from casebook.files import read_file
from casebook.knowledge.article_bodies import bodies_of
from casebook.knowledge.body_proposals import propose_bodies
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import passages
from casebook.knowledge.scan import county_of_article
from casebook.library.line_numbers import places
from casebook.library.lock import FolderError
from casebook.library.nearby import no_article
from casebook.library.plain_text import text_of
from casebook.library.transaction import commit, opened
from casebook.messages import say
from casebook.problems import Code, Problem
from casebook.project import Project, Snapshot, load
from casebook.records import Article

_AROUND = 8
"""Characters that are shown on each side of a name."""
_FILE = "corrections.toml"


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A name at a place: its number in the paragraph, what it may be, the text around it."""

    paragraph: str
    number: int
    text: str
    body: FoundBody
    before: str
    after: str


@click.command(short_help="List names that may be bodies; say which are.")
@click.argument("slugs", nargs=-1, type=Slug(), metavar="[ARTICLE]...")
@click.option("--accept", metavar="PLACE", help="The name at a place is a body.")
@click.option("--name", metavar="NAME", help="With --accept: its full name, if another.")
@click.option("--reject", metavar="PLACE", help="The name at a place is none.")
@articles_option
def bodies(
    slugs: tuple[str, ...],
    accept: str | None,
    name: str | None,
    reject: str | None,
    articles: Path,
) -> None:
    """List names in the articles that may be offices, firms or other bodies.

    The site shows only bodies that a rule is sure of; these it leaves to you.  One
    line a name: slug#id:N: left[words]right → full name.  Name a place so to decide;
    the decision is kept in corrections.toml beside the articles.  A place or an
    article that is not there is an error, and the exit status is 1.

    Example: casebook bodies xiaogang-household-contract --accept
    xiaogang-household-contract#background-p4:1
    """
    if accept and reject:
        raise click.UsageError(say("--accept and --reject are one at a time"))
    if name and not accept:
        raise click.UsageError(say("--name goes with --accept"))
    project = Project.of(articles)
    before, _ = read_file(articles / _FILE)
    snapshot = load(project)
    unknown = sorted(set(slugs) - {article.slug for article in snapshot.articles})
    problems = (*snapshot.problems, *(no_article(articles, slug) for slug in unknown))
    print_problems(problems)
    if place := accept or reject:
        entry = _entry(snapshot, place, name or "", drop=bool(reject))
        problem = entry if isinstance(entry, Problem) else _save(snapshot, entry, before)
        if problem:
            print_problems((problem,))
            raise click.exceptions.Exit(1)
        click.echo(say("The decision is in {file}.", file=(articles / _FILE).as_posix()))
    else:
        for article in snapshot.articles:
            if not slugs or article.slug in slugs:
                for item in _proposed(snapshot, article):
                    click.echo(printable(_line(article.slug, item)))
    if is_bad(problems):
        raise click.exceptions.Exit(1)


def _line(slug: str, item: _Proposed) -> str:
    shown = f"{item.before}[{item.text}]{item.after}"
    return f"{slug}#{item.paragraph}:{item.number}: {shown} → {item.body.name}"


def _proposed(snapshot: Snapshot, article: Article) -> Iterator[_Proposed]:
    """Yield what nobody has decided of one article, in reading order."""
    home = article.region.code if article.region else ""
    decided = {
        (change.paragraph, change.text)
        for change in snapshot.corrections.body
        if change.case == article.slug
    }
    county = county_of_article(article)
    texts = tuple(passages(article))
    for passage, results in zip(texts, bodies_of(texts, home, county), strict=True):
        listed = propose_bodies(passage.text, home, results)
        new = [
            body
            for body in listed
            if (passage.id, passage.text[body.start : body.end]) not in decided
        ]
        for number, body in enumerate(new, 1):
            yield _Proposed(
                passage.id,
                number,
                passage.text[body.start : body.end],
                body,
                passage.text[max(0, body.start - _AROUND) : body.start],
                passage.text[body.end : body.end + _AROUND],
            )


def _entry(snapshot: Snapshot, address: str, name: str, *, drop: bool) -> str | Problem:
    """Return the entry of ``corrections.toml`` for a place ``slug#id:N``."""
    folder = snapshot.project.articles
    match = re.fullmatch(r"(?P<slug>[a-z0-9-]+)#(?P<own>[^:]*):(?P<count>[0-9]{1,6})", address)
    if not match:
        return Problem(Code.BODY_REFUSED, folder.as_posix(), 0, f"{address} is not slug#id:N.")
    slug, own, count = match["slug"], match["own"], int(match["count"])
    article = next((item for item in snapshot.articles if item.slug == slug), None)
    if article is None:
        return no_article(folder, slug)
    here = [item for item in _proposed(snapshot, article) if item.paragraph == own]
    if not 1 <= count <= len(here):
        line = places(snapshot.texts[slug], article).get(own, 0)
        path = (folder / f"{slug}.md").as_posix()
        return Problem(Code.BODY_REFUSED, path, line, f"{address} is not listed.")
    item = here[count - 1]
    lines = ["[[body]]", *(f"{key} = {_quoted(value)}" for key, value in (
        ("case", slug), ("paragraph", own), ("text", item.text),
    ))]  # fmt: skip
    if drop:
        lines.append("drop = true")
    else:
        lines.append(f"name = {_quoted(name or item.body.name)}")
        lines.append(f"kind = {_quoted(_kind(name) or item.body.kind)}")
    return "\n".join(lines) + "\n"


def _kind(name: str) -> str:
    """Return what kind of body a full name says, ``""`` where the rules find none in it."""
    whole = (body for body in find_bodies(name) if (body.start, body.end) == (0, len(name)))
    return next((body.kind for body in whole), "")


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which JSON's strings are too."""
    return json.dumps(text, ensure_ascii=False)


def _save(snapshot: Snapshot, entry: str, before: bytes | None) -> Problem | None:
    """Add an entry to the corrections, unless the file is broken or was changed meanwhile.

    :param before: content of the file before the knowledge base was read.
    """
    file = snapshot.project.articles / _FILE
    if any(item.file == file.as_posix() and is_bad((item,)) for item in snapshot.problems):
        return Problem(Code.BODY_REFUSED, file.as_posix(), 0, "Correct it first.")
    try:
        with opened(snapshot.project.articles):
            if read_file(file)[0] != before:
                detail = "It was changed meanwhile; run the command again."
                return Problem(Code.BODY_REFUSED, file.as_posix(), 0, detail)
            text = text_of(before).rstrip("\n")
            content = f"{text}\n\n{entry}" if text else entry
            commit(snapshot.project.articles, {_FILE: content.encode("utf-8")})
    except FolderError as error:
        return error.problem
    except OSError as error:
        return Problem(Code.NOT_WRITTEN, file.as_posix(), 0, error.strerror or "")
    return None
