"""Characters of everyday use, by which a right reading of bytes is told from a wrong one."""

from __future__ import annotations

import functools


@functools.lru_cache(maxsize=1 << 15)
def is_common(char: str) -> bool:
    """Whether a character is of the first level of GB 2312 or Big5, or their punctuation.

    Both standards put the characters of everyday use first; text read in the
    wrong one falls outside.
    """
    for encoding, first, last in (("gb2312", 0xA1, 0xA3), ("gb2312", 0xB0, 0xD7)):
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            break
        if first <= lead <= last:
            return True
    try:
        encoded = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return len(encoded) == 2 and 0xA1 <= encoded[0] <= 0xC6
