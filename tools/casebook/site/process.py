"""The process of Sphinx: as ``python -m sphinx``, and it ends with the program that started it.

Its standard input is a pipe that the program holds open and never writes to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sphinx.cmd.build import main

from casebook.processes import end_after, end_with
from casebook.project import Snapshot
from casebook.site.snapshot import have_at_hand


def build_loaded(snapshot: Snapshot, arguments: Sequence[str]) -> int:
    """Run Sphinx in a copy of the program, which has loaded the knowledge base.

    :returns: the exit status.
    """
    have_at_hand(snapshot)
    return main(arguments)


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    end_after(lambda: os.read(0, 1))
    sys.exit(main(sys.argv[2:]))
