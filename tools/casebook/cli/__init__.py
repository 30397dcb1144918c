"""The command line: one verb a file.

Exit status: 0 fine, 1 problems found, 2 called wrongly.
"""

from __future__ import annotations

import click

from casebook.cli.language import Modules, Verbs

VERBS = (
    *("new", "add", "check", "confirm", "edit", "proofread", "bodies", "tidy", "withdraw"),
    *("rename", "merge", "join", "split", "reread", "undo", "crawl", "review", "convert"),
    *("build", "serve", "clean", "problems", "settings"),
)
"""The verbs; each is the command of the module of its name."""


@click.group(
    cls=Verbs,
    commands=Modules(__name__, VERBS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="casebook")
def main() -> None:
    """Turn saved pages of Chinese reform cases into a site and a book."""
