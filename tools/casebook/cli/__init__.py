"""The command line: one verb a file.

Exit status: 0 fine, 1 problems found, 2 called wrongly.
"""

from __future__ import annotations

import click

from casebook.cli.add import add
from casebook.cli.bodies import bodies
from casebook.cli.build import build_verb
from casebook.cli.check import check
from casebook.cli.clean import clean
from casebook.cli.confirm import confirm
from casebook.cli.convert import convert
from casebook.cli.crawl import crawl
from casebook.cli.edit import edit
from casebook.cli.join import join
from casebook.cli.language import Verbs
from casebook.cli.merge import merge
from casebook.cli.new import new
from casebook.cli.problems import problems
from casebook.cli.proofread import proofread
from casebook.cli.rename import rename
from casebook.cli.reread import reread
from casebook.cli.review import review
from casebook.cli.serve import serve
from casebook.cli.settings import settings
from casebook.cli.split import split
from casebook.cli.tidy import tidy
from casebook.cli.undo import undo
from casebook.cli.withdraw import withdraw


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="casebook")
def main() -> None:
    """Turn saved pages of Chinese reform cases into a site and a book."""


VERBS = (
    new,
    add,
    check,
    confirm,
    edit,
    proofread,
    bodies,
    tidy,
    withdraw,
    rename,
    merge,
    join,
    split,
    reread,
    undo,
    crawl,
    review,
    convert,
    build_verb,
    serve,
    clean,
    problems,
    settings,
)
for verb in VERBS:
    main.add_command(verb)
