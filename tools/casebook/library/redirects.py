"""Addresses that lead on to others, ``articles/redirects.tsv``.

The file has one line a former address and three columns with tabs between them: the kind of
thing, its former slug, its present slug.  Lines that begin with ``#`` are comments.
A ``paragraph`` is named by the slug of its case and its id, ``case/measures-p1``; one whose
text is gone leads to the case alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from casebook.library.plain_text import read_text_file
from casebook.problems import Code, Problem
from casebook.text.slugs import former_slugs, slugs

KINDS = ("case", "organisation", "paragraph", "policy", "term")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARAGRAPH = re.compile(rf"{_SLUG.pattern}(?:/{_SLUG.pattern})?")
_HEAD = "# Casebook redirects, version 1\n# kind\tformer slug\tpresent slug\n"


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """A former slug of a thing (of one of :data:`KINDS`) and its present one."""

    kind: str
    former: str
    present: str


@dataclass(frozen=True)
class Redirects:
    """All redirects of a knowledge base; a former slug of a kind stands in one of them."""

    rows: tuple[Redirect, ...] = ()

    @cached_property
    def present(self) -> dict[tuple[str, str], str]:
        """The present slug by kind and former slug."""
        return {(row.kind, row.former): row.present for row in self.rows}

    def paragraphs_of(self, slug: str) -> dict[str, str]:
        """Return what became of the paragraphs of a case: ``case/id`` or ``case`` by id."""
        return self._paragraphs.get(slug, {})

    @cached_property
    def _paragraphs(self) -> dict[str, dict[str, str]]:
        result: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.rows:
            if row.kind == "paragraph":
                slug, _, own = row.former.partition("/")
                result[slug][own] = row.present
        return dict(result)

    @cached_property
    def former(self) -> dict[tuple[str, str], list[str]]:
        """The former slugs by kind and present slug."""
        result: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.rows:
            result[row.kind, row.present].append(row.former)
        return dict(result)


def redirects_path(folder: Path) -> Path:
    """Return where the redirects of a folder of articles lie."""
    return folder / "redirects.tsv"


def load_redirects(folder: Path) -> tuple[Redirects, tuple[Problem, ...]]:
    """Read the redirects; without the file there are none, and a wrong line is a problem."""
    path = redirects_path(folder)
    file = path.as_posix()
    text, wrong = read_text_file(path)
    if text is None:
        return Redirects(), wrong
    result: dict[tuple[str, str], Redirect] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, *names = line.split("\t")
        form = _PARAGRAPH if kind == "paragraph" else _SLUG
        if kind not in KINDS or len(names) != 2 or not all(map(form.fullmatch, names)):
            problems.append(Problem(Code.REDIRECT_BROKEN, file, number, line))
        elif (kind, names[0]) in result:
            problems.append(Problem(Code.REDIRECT_BROKEN, file, number, f"{names[0]} stands twice"))
        else:
            result[kind, names[0]] = Redirect(kind, *names)
    return Redirects(tuple(result.values())), tuple(problems)


def dump_redirects(redirects: Redirects) -> bytes:
    """Return the file, sorted."""
    lines = (f"{row.kind}\t{row.former}\t{row.present}\n" for row in sorted(redirects.rows))
    return (_HEAD + "".join(lines)).encode()


def from_former_slugs(kind: str, names: Iterable[str]) -> Iterator[Redirect]:
    """Yield a redirect from the slug that each name had until November 2026.

    :param names: all (folded) names of a kind in a knowledge base.
    """
    listed = tuple(names)
    present = slugs(listed)
    for name, former in former_slugs(listed).items():
        yield Redirect(kind, former, present[name])


def led_on(redirects: Redirects, slug: str, new: str) -> Redirects:
    """Let a former slug of a case lead to a present one, with all that led to it."""
    rows: list[Redirect] = []
    for row in redirects.rows:
        present = row.present
        if row.kind == "case" and present == slug:
            present = new
        elif row.kind == "paragraph" and present.startswith(f"{slug}/"):
            present = new + present.removeprefix(slug)
        is_back = row.kind == "case" and row.former == new
        if not is_back and row.former != present:
            rows.append(replace(row, present=present))
    return Redirects((*rows, Redirect("case", slug, new)))
