"""Characters of symbol fonts, which Word names by font and place (ECMA-376 part 1, 17.3.3.30)."""

from __future__ import annotations

from casebook import resources

_PRIVATE = 0xF000
"""What Word adds to the place of a character of a symbol font."""


def symbol(font: str, code: str) -> str:
    """Return the character that a symbol shows.

    One that ``data/word_symbols.toml`` does not know stays a character of private use, so that
    it is reported.

    :param font: its font, and ``code`` its place there in hexadecimal digits.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    signs = resources.toml("word_symbols.toml").get(font.strip().lower(), {})
    place = point - _PRIVATE if point >= _PRIVATE else point
    return str(signs.get(f"{place:02x}", "")) or chr(point)
