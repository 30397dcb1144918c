"""Scripts and style sheets as a reader loads them: without comments and indents.

From a folder nothing is packed on its way, so each byte of them is a byte that is read.  A comment
of a script goes where it has its lines to itself: whether ``//`` begins one elsewhere only a
parser can tell.  No line of our scripts goes on inside of a string (a test reads them all).
"""

from __future__ import annotations

import re

# What is said of the rights stays.
_COMMENT = re.compile(r"/\*(?:(?!\*/|Copyright).)*\*/", re.DOTALL)
_LINES = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/|Copyright)[\s\S])*\*/[ \t]*|//.*)$", re.MULTILINE)
_INDENT = re.compile(r"\n\s+")


def lean(name: str, text: str) -> bytes:
    """Return the content of a file of this name, which leads to what it is."""
    made = {"css": lean_style, "js": lean_script}.get(name.rpartition(".")[2])
    return (made(text) if made else text).encode()


def lean_style(text: str) -> str:
    """Return a style sheet without comments, indents and empty lines."""
    return _INDENT.sub("\n", _COMMENT.sub("", text)).replace("; }", "}")


def lean_script(text: str) -> str:
    """Return a script without the lines of comments, indents and empty lines."""
    return _INDENT.sub("\n", _LINES.sub("", text)).lstrip("\n")
