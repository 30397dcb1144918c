"""Which theme a heading opens, by the lexicon ``data/themes.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from casebook.model import Theme
from casebook.parse.numbering import strip_number

_CLOSING = " 　:：。.、，,;；-—…【】[]〔〕■●◆▲★☆"
_CONTINUED = re.compile(r"[:：]|——|--| ")


@functools.cache
def lexicon() -> dict[str, Theme]:
    """Every heading that the lexicon knows, in both scripts, with its theme."""
    text = resources.files("casebook").joinpath("data/themes.toml").read_text("utf-8")
    return {
        heading: Theme(theme)
        for theme, entry in tomllib.loads(text).items()
        for heading in entry["headings"]
    }


@functools.lru_cache(maxsize=1 << 10)
def theme_of(heading: str) -> Theme | None:
    """Tell the theme that a heading opens.

    :param heading: as printed, in either script, numbered or not, with or
        without closing punctuation.
    :returns: its theme, or ``None`` where the lexicon does not know it.
    """
    bare = strip_number(heading.strip(_CLOSING)).strip(_CLOSING)
    known = lexicon()
    whole = bare.replace(" ", "").replace("\u3000", "")
    if whole in known:
        return known[whole]
    first = _CONTINUED.split(bare, maxsplit=1)[0].strip(_CLOSING)
    return known.get(first) if len(first) >= 4 else None
