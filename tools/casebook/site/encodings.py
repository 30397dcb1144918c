"""Hand-written pages in the encoding in which an editor saved them: Sphinx reads UTF-8 alone.

Sphinx asks Python to decode a page by the name of an encoding.  The name that it is given here
stands for what :mod:`casebook.library.plain_text` makes of the bytes, as for every other text
file of a knowledge base; ``casebook check`` reports each page in another encoding (F033).
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from sphinx.application import Sphinx

from casebook.library.plain_text import decoded

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

NAME = "casebook_text"


def read_any_encoding(app: Sphinx) -> None:
    """Let Sphinx read the pages of this build by :data:`NAME`."""
    codecs.register(_codec)  # what is registered twice is asked twice, and answers the same
    app.env.settings["input_encoding"] = NAME


def _codec(name: str) -> codecs.CodecInfo | None:
    if name != NAME:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, _decode, incrementaldecoder=_Whole, name=NAME)


def _decode(data: Buffer, errors: str = "strict") -> tuple[str, int]:
    """Decode a whole file, without its byte order mark.

    :raises UnicodeDecodeError: no encoding fits; it is that of UTF-8.
    """
    content = bytes(data)
    text, _ = decoded(content)
    if text is None:
        text = content.decode("utf-8", errors)
    return text.removeprefix("\ufeff"), len(content)


class _Whole(codecs.BufferedIncrementalDecoder):
    """Decodes when all of a file is there."""

    def _buffer_decode(self, data: Buffer, errors: str, final: bool) -> tuple[str, int]:
        return _decode(data, errors) if final else ("", 0)
