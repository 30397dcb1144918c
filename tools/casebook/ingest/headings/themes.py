"""Which theme a heading opens, by the lexicon ``data/themes.toml``."""

from __future__ import annotations

import re

from casebook import resources
from casebook.records import Theme
from casebook.text.numbering import strip_number

_CLOSING = " 　:：。.、，,;；-—…【】[]〔〕■●◆▲★☆"
_CONTINUED = re.compile(r"[:：]|——|--| ")


@resources.cached
def lexicon() -> dict[str, Theme]:
    """Every heading that the lexicon knows, in both scripts, with its theme."""
    return {
        heading: Theme(theme)
        for theme, entry in resources.toml("themes.toml").items()
        for heading in entry["headings"]
    }


@resources.cached
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
