"""What is written down so that an address that was given out goes on to mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.knowledge.policies import title_key
from casebook.knowledge.term_forms import term_key
from casebook.library.ids import ids_path, remember_ids
from casebook.library.lock import FolderError
from casebook.library.redirects import (
    Redirect,
    Redirects,
    dump_redirects,
    from_former_slugs,
    redirects_path,
)
from casebook.library.transaction import commit, opened
from casebook.problems import Code, Problem
from casebook.project import Snapshot
from casebook.records import Casebook
from casebook.text.fold import fold


def keep_addresses(snapshot: Snapshot) -> tuple[Snapshot, tuple[Problem, ...]]:
    """Remember the ids of all paragraphs, and once the slugs of names before November 2026.

    A knowledge base with articles and without remembered ids is from before: what it was
    built to then may be cited.

    :returns: the snapshot with its redirects; what became of ids, and what was not written.
    """
    folder = snapshot.project.articles
    problems: tuple[Problem, ...] = ()
    path = redirects_path(folder)
    if snapshot.whole and not ids_path(folder, "").parent.exists() and not path.exists():
        redirects = Redirects(tuple(sorted(_former(snapshot.casebook))))
        try:
            with opened(folder):
                commit(folder, {path.name: dump_redirects(redirects)})
        except FolderError as error:
            problems = (error.problem,)
        except OSError as error:
            problems = (Problem(Code.IDS_NOT_WRITTEN, path.as_posix(), 0, error.strerror or ""),)
        else:
            snapshot = replace(snapshot, redirects=redirects)
    changed = [article for article in snapshot.whole if article.slug in snapshot.new_ids]
    return snapshot, problems + remember_ids(folder, changed)


def _former(casebook: Casebook) -> Iterator[Redirect]:
    yield from from_former_slugs(
        "policy", (title_key(policy.title) for policy in casebook.policies)
    )
    yield from from_former_slugs("term", (term_key(term.text) for term in casebook.terms))
    yield from from_former_slugs(
        "organisation", (fold(organisation.name) for organisation in casebook.organisations)
    )
