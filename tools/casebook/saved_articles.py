"""Articles as they were read from the text of their files, saved for the next process.

Reading front matter as YAML takes most of the time that a build after an edit needs for the
articles that did not change.  An article follows from the text of its file and the rules of
the program (:mod:`casebook.knowledge.saved`); one with anything to report is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from casebook.knowledge.saved import digest, program, read_entry, rules, write_entry
from casebook.library import Parse, parse
from casebook.problems import Problem
from casebook.records import Article

FOLDER = "articles"
"""The folder below that of the annotation."""

PARTS = ("library", "ingest", "files.py", "themes.py")
"""What reading depends on besides what annotation does; a test holds it against the imports."""
LIBRARIES = ("PyYAML",)


def remembering(cache: Path | None) -> Parse:
    """Return :func:`casebook.library.parse`, which looks first for what it gave before.

    :param cache: the folder of the annotation, ``None`` for nowhere.
    """
    if cache is None:
        return parse
    basis = digest(rules(), program(PARTS, LIBRARIES))

    def read(text: str, slug: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
        path = cache / FOLDER / f"{slug}.msgpack"
        key = digest(basis, slug, text.encode("utf-8", "surrogatepass"))
        known = read_entry(path, key, Article)
        if known is not None:
            return known, ()
        article, problems = parse(text, slug, file)
        if article is not None and not problems:
            write_entry(path, key, article)
        return article, problems

    return read


def forget_others(cache: Path | None, slugs: Iterable[str]) -> None:
    """Delete what is saved of articles that are gone."""
    if cache is None:
        return
    wanted = {f"{slug}.msgpack" for slug in slugs}
    with suppress(OSError):
        for path in (cache / FOLDER).iterdir():
            if path.name not in wanted:
                path.unlink()
