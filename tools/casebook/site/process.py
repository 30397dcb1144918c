"""The process of Sphinx: as ``python -m sphinx``, and it ends with the program that started it.

Its standard input is a pipe that the program holds open and never writes to.
"""

from __future__ import annotations

import os
import sys

from sphinx.cmd.build import main

from casebook.processes import end_after, end_with

if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    end_after(lambda: os.read(0, 1))
    sys.exit(main(sys.argv[2:]))
