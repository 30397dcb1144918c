"""Several articles become one, and one becomes several: merge, join, split.

As in :mod:`casebook.library.life`, each function returns the change; the addresses of the
paragraphs that move lead on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.files import read_file, sha256_of
from casebook.library import SLUG, changes, dump, parse
from casebook.library.canonical import canonical
from casebook.library.changes import ChangeKind
from casebook.library.ids import ids_name, load_ids, renewed_ids
from casebook.library.layout import article_name, ledger_name, picture_name, withdrawn_name
from casebook.library.ledger import LedgerFile, dump_ledger, read_ledger
from casebook.library.life import (
    Change,
    files_of,
    read_one,
    read_redirects,
    renamed_in_decisions,
)
from casebook.library.lock import FolderError
from casebook.library.plain_text import text_of
from casebook.library.redirects import Redirect, Redirects, dump_redirects, led_on
from casebook.library.suggested import suggestions
from casebook.library.twins import lacking
from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Block,
    Ledger,
    Picture,
    Publish,
    Section,
    Source,
    Theme,
    block_texts,
    walk,
)
from casebook.text.fold import fold

Files = dict[str, bytes | None]


def merge(folder: Path, slug: str, other: str, day: dt.date, *, drop: bool) -> Change:
    """Merge two articles about the same case: the text of the first, the sources of both.

    :param drop: whether text of the other that the first does not have may go.
    """
    content, first = read_one(folder, slug)
    _, second = read_one(folder, _another(other, slug))
    lost = lacking(first, second)
    if lost and not drop:
        file = (folder / article_name(other)).as_posix()
        shown = f"({len(lost)}: {lost[0][:30]}…)"
        raise FolderError(Problem(Code.MERGE_LOSES, file, 0, shown))
    sources = first.sources + tuple(
        source for source in second.sources if source not in first.sources
    )
    whole = replace(first, sources=sources)
    files: Files = dict.fromkeys(files_of(folder, other))
    files |= _rewritten(folder, content, whole)
    redirects = _paragraphs_led_on(
        led_on(read_redirects(folder), other, slug), _with_ids(folder, second), folder, whole
    )
    files["redirects.tsv"] = dump_redirects(redirects)
    listed = changes.Change(
        date=day, kind=ChangeKind.MERGED, case=slug, former=other, title=_shown(second)
    )
    titles = {slug: first.title, other: second.title}
    return Change(f"merge {slug} {other}", files, (listed,), titles)


def _shown(article: Article) -> str:
    """Return the title of an article that is gone, for readers; none of one that they never saw."""
    return "" if article.publish is Publish.PRIVATE else article.title


def join(folder: Path, slug: str, others: Iterable[str], day: dt.date) -> Change:
    """Make articles that are the pages of one text one article, in this order."""
    content, whole = read_one(folder, slug)
    ledger = _ledger(folder, slug)
    redirects, files = read_redirects(folder), Files()
    joined: list[Article] = []
    for other in others:
        _, part = read_one(folder, _another(other, slug))
        pictures, part = _with_pictures_of(folder, part, slug, whole)
        files |= dict.fromkeys(files_of(folder, other))
        files |= pictures
        whole = replace(
            whole,
            sections=_continued(whole.sections, part.sections),
            sources=_continued_source(whole.sources, part.sources),
        )
        ledger = _both(ledger, _ledger(folder, other))
        files |= renamed_in_decisions(folder, other, slug)
        redirects = led_on(redirects, other, slug)
        joined.append(_with_ids(folder, part))
    files |= _rewritten(folder, content, whole)
    if ledger:
        files[ledger_name(slug)] = dump_ledger(
            ledger.ledger, ledger.files, ledger.suggested
        ).encode("utf-8")
    for part in joined:
        redirects = _paragraphs_led_on(redirects, part, folder, whole)
    files["redirects.tsv"] = dump_redirects(redirects)
    named = [item.slug for item in joined]
    listed = tuple(
        changes.Change(
            date=day, kind=ChangeKind.MERGED, case=slug, former=part.slug, title=_shown(part)
        )
        for part in joined
    )
    return Change(f"join {' '.join([slug, *named])}", files, listed, {slug: whole.title})


def split(
    folder: Path,
    slug: str,
    own: str,
    new: str,
    title: str,
    day: dt.date,
    suggest: Callable[[Article], Article],
) -> Change:
    """Make what begins at a section or block of an article another article.

    :param own: the address of that section or block in the article.
    :param new: the slug of the other article.
    :param title: of the other article; empty for the heading that it begins with.
    :param suggest: suggests what an article leaves empty: what was suggested from the whole
        text is suggested again from that of each part.
    """
    if not SLUG.fullmatch(new):
        raise FolderError(Problem(Code.SLUG_INVALID, article_name(new)))
    if any((folder / name).exists() for name in (article_name(new), withdrawn_name(new))):
        raise FolderError(Problem(Code.NAME_TAKEN, (folder / article_name(new)).as_posix()))
    content, article = read_one(folder, slug)
    article = _with_ids(folder, article)
    file = (folder / article_name(slug)).as_posix()
    placed = list(walk(article))
    at = next((n for n, item in enumerate(placed) if item.id == own), None)
    if not at:  # there must be text before it too
        headings = [item.id for item in placed[1:] if isinstance(item.content, Section)]
        detail = f"`{own}`; there are: {', '.join(headings)}." if headings else f"`{own}`"
        raise FolderError(Problem(Code.NO_PARAGRAPH, file, 0, detail))
    before, after = _cut(article.sections, {id(entry.content) for entry in placed[at:]})
    start = placed[at].content
    if not title and isinstance(start, Section):
        title = start.heading
    if not title:
        raise FolderError(Problem(Code.TITLE_WANTED, file, 0, f"`{own}`"))
    if not before or not after:
        raise FolderError(Problem(Code.NO_PARAGRAPH, file, 0, f"`{own}`"))
    guessed = frozenset(article.suggested)
    rest = _suggested_anew(replace(article, sections=before, ids=(), gone=()), guessed, suggest)
    part = replace(
        article,
        slug=new,
        title=title,
        sections=after,
        kicker="",
        subtitle="",
        ids=(),
        gone=(),
    )
    part = _suggested_anew(part, guessed | {"region", "years"}, suggest)
    if not part.region and article.region:
        part = replace(part, region=article.region, suggested=(*part.suggested, "region"))
    files = _rewritten(folder, content, rest)
    files |= _pictures_moved(folder, part, slug, files)
    files[article_name(new)] = dump(part).encode("utf-8")
    ids = renewed_ids(None, part)
    assert ids is not None
    files[ids_name(new)] = ids
    ledger = _ledger(folder, slug)
    if ledger:
        # Of the page as a whole; without a checksum no later run takes the text for its own.
        files[ledger_name(new)] = dump_ledger(ledger.ledger, {}, suggestions(part)).encode("utf-8")
        files[ledger_name(slug)] = dump_ledger(
            ledger.ledger, ledger.files, suggestions(rest)
        ).encode("utf-8")
    redirects = read_redirects(folder)
    moved = tuple(_same_text(article, placed_from=at, article=part))
    rows = (Redirect("paragraph", f"{slug}/{old}", f"{new}/{now}") for old, now in moved if now)
    files["redirects.tsv"] = dump_redirects(_with_rows(redirects, rows))
    listed = (
        changes.Change(date=day, kind=ChangeKind.CHANGED, case=slug),
        changes.Change(date=day, kind=ChangeKind.ADDED, case=new),
    )
    titles = {slug: rest.title, new: part.title}
    return Change(f"split {slug} {own} {new}", files, listed, titles)


def _suggested_anew(
    article: Article, keys: frozenset[str], suggest: Callable[[Article], Article]
) -> Article:
    """Suggest the values of some keys from the text that an article has now."""
    empty: dict[str, Any] = {key: value for key, value in _EMPTY.items() if key in keys}
    left = tuple(key for key in article.suggested if key not in empty)
    return suggest(replace(article, **empty, suggested=left))


_EMPTY: Mapping[str, Any] = {"field": "", "region": None, "level": None, "years": ""}


# --- text -------------------------------------------------------------------------------


def _continued(before: tuple[Section, ...], after: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put the sections of a next page after those of the first.

    Text without a heading of its own goes on where the page before ended.
    """
    first = after[0]
    if before and first.theme is Theme.BODY and not first.heading:
        last = _extended(before[-1], first.blocks)
        return (*before[:-1], last, *first.sections, *after[1:])
    return before + after


def _extended(section: Section, blocks: tuple[Block, ...]) -> Section:
    if section.sections:
        last = _extended(section.sections[-1], blocks)
        return replace(section, sections=(*section.sections[:-1], last))
    return replace(section, blocks=section.blocks + blocks)


def _cut(
    sections: tuple[Section, ...], moved: set[int]
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Divide sections into those parts that stay and those that move.

    A section whose heading stays but whose last blocks move gives them without a heading.
    """
    stay: list[Section] = []
    go: list[Section] = []
    for section in sections:
        if id(section) in moved:
            go.append(section)
            continue
        kept = tuple(block for block in section.blocks if id(block) not in moved)
        gone = tuple(entry for entry in section.blocks if id(entry) in moved)
        below, further = _cut(section.sections, moved)
        stay.append(replace(section, blocks=kept, sections=below))
        if gone:
            go.append(Section(Theme.BODY, "", gone))
        go += (_risen(item, section.theme) for item in further)
    return tuple(stay), tuple(go)


def _risen(section: Section, theme: Theme) -> Section:
    """Return a section that stood below another as one of the first level."""
    return replace(section, theme=theme)


def _continued_source(before: tuple[Source, ...], after: tuple[Source, ...]) -> tuple[Source, ...]:
    """Note the saved pages of a next page in the source of the first."""
    if not before or not after:
        return before or after
    page = after[0]
    named = f"continued in {page.file} (sha256 {page.sha256})" if page.sha256 else ""
    note = "; ".join(filter(None, (before[0].note, named, page.note)))
    rest = tuple(item for item in after[1:] if item not in before)
    return (replace(before[0], note=note), *before[1:], *rest)


def _both(first: LedgerFile | None, second: LedgerFile | None) -> LedgerFile | None:
    """Join two ledgers; line numbers of the second go on after those of the first."""
    if first is None or second is None:
        return first or (second and replace(second, files={}))
    lines = [removal.line for removal in first.ledger.removals]
    lines += [repair.line for repair in first.ledger.repairs]
    by = max(lines, default=0)
    ledger = Ledger(
        first.ledger.removals
        + tuple(replace(item, line=item.line + by) for item in second.ledger.removals),
        first.ledger.repairs
        + tuple(replace(entry, line=entry.line + by) for entry in second.ledger.repairs),
        tuple(dict.fromkeys((*first.ledger.steps, *second.ledger.steps))),
        first.ledger.alarms + second.ledger.alarms,
    )
    return replace(first, ledger=ledger)


# --- files ------------------------------------------------------------------------------


def _another(other: str, slug: str) -> str:
    if other == slug:
        raise FolderError(Problem(Code.SAME_ARTICLE, article_name(other)))
    return other


def _rewritten(folder: Path, content: bytes, article: Article) -> Files:
    """Return the file of an article that says something else now, and that of its ids."""
    files: Files = {
        article_name(article.slug): canonical(article, text_of(content)).encode("utf-8")
    }
    before, problems = read_file(folder / ids_name(article.slug))
    if before is None:
        was, _ = parse(text_of(content), article.slug, "")
        before = renewed_ids(None, was) if was else None
    if not problems and (ids := renewed_ids(before, article)):
        files[ids_name(article.slug)] = ids
    return files


def _ledger(folder: Path, slug: str) -> LedgerFile | None:
    ledger, _, problems = read_ledger(folder, slug)
    if problems:
        raise FolderError(problems[0])
    return ledger


def _with_pictures_of(
    folder: Path, part: Article, slug: str, whole: Article
) -> tuple[Files, Article]:
    """Give the pictures of an article to another; where a name is taken, another one."""
    taken = {name for name, _ in _picture_files(whole)}
    files: Files = {}
    names: dict[str, str] = {}
    for name, _ in _picture_files(part):
        content, problems = read_file(folder / picture_name(part.slug, name))
        if problems:
            raise FolderError(problems[0])
        new = name
        if name in taken and content is not None:
            new = f"{sha256_of(content)[:8]}-{name}"
        names[name] = new
        if content is not None:
            files[picture_name(slug, new)] = content
    return files, replace(
        part, sections=tuple(_renamed(section, names) for section in part.sections)
    )


def _renamed(section: Section, names: dict[str, str]) -> Section:
    blocks = tuple(
        replace(block, file=names.get(block.file, block.file))
        if isinstance(block, Picture)
        else block
        for block in section.blocks
    )
    below = tuple(_renamed(item, names) for item in section.sections)
    return replace(section, blocks=blocks, sections=below)


def _picture_files(article: Article) -> Iterator[tuple[str, str]]:
    for placed in walk(article):
        if isinstance(placed.content, Picture) and placed.content.file:
            yield placed.content.file, placed.id


def _pictures_moved(folder: Path, part: Article, slug: str, files: Files) -> Files:
    """Return the pictures of the part, in its folder; the others keep theirs."""
    rest, _ = parse(text_of(files[article_name(slug)]), slug, "")
    kept = {name for name, _ in _picture_files(rest)} if rest else set()
    moved: Files = {}
    for name, _ in _picture_files(part):
        content, _ = read_file(folder / picture_name(slug, name))
        if content is not None:
            moved[picture_name(part.slug, name)] = content
            if name not in kept:
                moved[picture_name(slug, name)] = None
    return moved


# --- addresses --------------------------------------------------------------------------


def _with_ids(folder: Path, article: Article) -> Article:
    (result,), problems = load_ids(folder, [article])
    if problems:
        raise FolderError(problems[0])
    return result


def _same_text(before: Article, *, placed_from: int, article: Article) -> Iterator[tuple[str, str]]:
    """Yield each address of an article from a place on, and that of its text in another."""
    there: dict[str, list[str]] = {}
    for placed in walk(article):
        there.setdefault(_key(placed.content), []).append(placed.id)
    for placed in list(walk(before))[placed_from:]:
        results = there.get(_key(placed.content), [])
        yield placed.id, results.pop(0) if len(results) > 1 else (results[0] if results else "")


def _key(content: Section | Block) -> str:
    texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
    return f"{type(content).__name__} {fold(' '.join(texts))}"


def _paragraphs_led_on(
    redirects: Redirects, part: Article, folder: Path, whole: Article
) -> Redirects:
    """Let the addresses of an article that became part of another lead to its text there."""
    whole = _with_ids(folder, replace(whole, ids=(), gone=()))
    rows = (
        Redirect("paragraph", f"{part.slug}/{old}", f"{whole.slug}/{now}" if now else whole.slug)
        for old, now in _same_text(part, placed_from=0, article=whole)
    )
    return _with_rows(redirects, rows)


def _with_rows(redirects: Redirects, rows: Iterable[Redirect]) -> Redirects:
    new = {(row.kind, row.former): row for row in rows}
    kept = [item for item in redirects.rows if (item.kind, item.former) not in new]
    return Redirects((*kept, *new.values()))
