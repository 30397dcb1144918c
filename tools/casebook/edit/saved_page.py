"""The saved page that an article was made of, where it was kept."""

from __future__ import annotations

from casebook.project import Project
from casebook.records import Article, Line


def saved_lines(project: Project, article: Article) -> tuple[Line, ...]:
    """Return the lines of the saved page as they were read; none where it was not kept."""
    return ()
