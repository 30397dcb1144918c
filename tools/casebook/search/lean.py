"""Scripts and style sheets as a reader loads them: without comments and spaces that mean nothing.

From a folder nothing is packed on its way, so each byte of them is a byte that is read.  Names stay
as they are, so that what a browser reports of them leads to their source.
"""

from __future__ import annotations

from rcssmin import cssmin
from rjsmin import jsmin


def lean(name: str, text: str) -> bytes:
    """Return the content of a file of this name; what is neither script nor style sheet stays.

    A comment that begins with ``/*!`` stays: what is said of rights.
    """
    made = {"css": cssmin, "js": jsmin}.get(name.rpartition(".")[2])
    return (str(made(text, keep_bang_comments=True)) if made else text).encode()
