"""Articles and their ledgers are brought into the form that Casebook writes today."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.files import Problems, read_file, sha256_of
from casebook.library import SLUG, article_text, parse
from casebook.library.canonical import canonical
from casebook.library.layout import article_files, article_name, ledger_name
from casebook.library.ledger import VERSION, dump_ledger, read_ledger
from casebook.library.lock import FolderError
from casebook.library.plain_text import decoded, doubt_of
from casebook.library.suggested import without_corrected
from casebook.library.transaction import commit, opened
from casebook.output import write_whole
from casebook.problems import Code, Problem, Severity
from casebook.text.slugs import title_slug


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was done to one article.

    :param changed: the encoding of the article file, where it was not UTF-8, and its lines
        that changed, as a unified difference without context.
    :param upgraded: the version that its ledger had, 0 where it was not upgraded.
    """

    slug: str
    changed: tuple[str, ...] = ()
    upgraded: int = 0
    problems: Problems = ()


def tidy_folder(folder: Path) -> Iterator[Tidied]:
    """Tidy every article of a folder, each with its ledger as one.

    An article that is broken, or of a newer version, is left as it is and reported.
    """
    paths, problems = article_files(folder)
    for problem in problems:
        yield _named(folder, problem)
    for path in paths:
        try:
            with opened(folder):
                yield _tidy(folder, path)
        except FolderError as error:
            yield Tidied(path.stem, problems=(error.problem,))
            return
        except OSError as error:
            problem = Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or "")
            yield Tidied(path.stem, problems=(problem,))


def tidy_texts(paths: Iterable[Path]) -> Iterator[Tidied]:
    """Save text files in UTF-8 that an editor saved in another encoding."""
    for path in paths:
        content, problems = read_file(path)
        text, encoding = decoded(content or b"")
        if problems:
            yield Tidied("", problems=problems)
        elif doubt := doubt_of(content or b""):  # what was guessed is not written down
            problem = Problem(Code.ENCODING_DOUBTFUL, path.as_posix(), 0, doubt)
            yield Tidied("", problems=(problem,))
        elif text is not None and encoding:
            try:
                write_whole(path.resolve(), text.encode("utf-8"))  # through a link
            except OSError as error:
                problem = Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or "")
                yield Tidied("", problems=(problem,))
            else:
                yield Tidied("", (f"{path.as_posix()}: {encoding} -> utf-8",))


def _named(folder: Path, problem: Problem) -> Tidied:
    """Give a file whose name is no slug one by its title, where it is an article."""
    path = Path(problem.file)
    if problem.code is not Code.SLUG_INVALID:
        return Tidied("", problems=(problem,))
    content, problems = read_file(path)
    text = article_text(content, problem.file)[0] if content else None
    article = parse(text, "x", problem.file)[0] if text else None
    slug = title_slug(article.title) if article else ""
    target = folder / article_name(slug)
    if content is None or not SLUG.fullmatch(slug) or target.exists():
        reason = "It is no article that can be read."
        if article:
            reason = f"Its title would name it {target.name}; choose another name."
        return Tidied("", problems=problems or (replace(problem, detail=reason),))
    try:
        with opened(folder):
            commit(folder, {path.name: None, target.name: content})
            tidied = _tidy(folder, target)
    except FolderError as error:
        return Tidied("", problems=(error.problem,))
    except OSError as error:
        return Tidied("", problems=(Problem(Code.NOT_WRITTEN, problem.file, 0, str(error)),))
    return replace(tidied, changed=(f"{path.name} -> {target.name}", *tidied.changed))


def _tidy(folder: Path, path: Path) -> Tidied:
    slug, file = path.stem, path.as_posix()
    content, problems = read_file(path)
    if content is None:
        return Tidied(slug, problems=problems)
    before, problems = article_text(content, file)
    if before is None:
        return Tidied(slug, problems=problems)
    _, encoding = decoded(content)
    if encoding and (doubt := doubt_of(content)):  # what was guessed is not written down
        return Tidied(slug, problems=(Problem(Code.ENCODING_DOUBTFUL, file, 0, doubt),))
    article, problems = parse(before, slug, file)
    # What is put right here need not be said.
    problems = tuple(problem for problem in problems if problem.code is not Code.FORM_READ)
    if article is None:
        return Tidied(slug, problems=problems)
    ledger, written, results = read_ledger(folder, slug)
    article = without_corrected(article, ledger.suggested if ledger else {})
    after = canonical(article, before)
    again, wrong = parse(after, slug, file)
    if again != article or any(item.code.severity is Severity.ERROR for item in wrong):
        return Tidied(slug, problems=(*problems, Problem(Code.NOT_CANONICAL, file)))
    changes: dict[str, bytes | None] = {article_name(slug): after.encode("utf-8")}
    problems += results
    if ledger:
        sums = dict(ledger.files)
        # An article that no person has edited is not edited by this either.
        if sums.get(article_name(slug)) == sha256_of(content):
            sums[article_name(slug)] = sha256_of(after.encode("utf-8"))
        record = dump_ledger(ledger.ledger, sums, ledger.suggested).encode("utf-8")
        if record != written:
            changes[ledger_name(slug)] = record
    commit(folder, changes)
    upgraded = ledger.version if ledger and ledger.version < VERSION else 0
    saved = (f"{encoding} -> utf-8",) if encoding else ()
    return Tidied(slug, (*saved, *_difference(before, after)), upgraded, problems)


def _difference(before: str, after: str) -> tuple[str, ...]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return tuple(lines)[2:]
