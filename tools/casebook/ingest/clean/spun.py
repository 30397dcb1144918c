"""Machine-rewritten ('spun') text: it is refused, not cleaned.

Spinning programs set emoji and random tokens between the words so that no
two copies are alike.  What they leave is not what the publisher wrote.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.step import Lines
from casebook.records import Role

_EMOJI = re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_TOKEN = re.compile(r"(?<![A-Za-z0-9./_@:-])[A-Za-z0-9]{5,16}(?![A-Za-z0-9./_@:-])")
_SWITCH = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEW = (5, 3, 1 / 250)
_MANY_EMOJI, _MANY_TOKENS = (10, 1 / 80), (10, 1 / 120)


def spun_reason(lines: Lines) -> str:
    """Why a page is taken for spun text; ``""`` where it is not.

    Lists of numbers, model names and the odd emoji do not suffice: both signs
    must stand in the running text, or one of them all over it.
    """
    running = "".join(
        line.text for line in lines if line.role in {"", Role.ITEM, Role.BOLD} and "。" in line.text
    )
    emoji = len(_EMOJI.findall(running))
    tokens = sum(len(_SWITCH.findall(token)) >= 2 for token in _TOKEN.findall(running))
    least_emoji, least_tokens, rate = _FEW
    if emoji < least_emoji and tokens < least_tokens:
        return ""
    han = len(_HAN.findall(running)) or 1
    both = emoji >= least_emoji and tokens >= least_tokens and (emoji + tokens) / han >= rate
    if (
        both
        or (emoji >= _MANY_EMOJI[0] and emoji / han >= _MANY_EMOJI[1])
        or (tokens >= _MANY_TOKENS[0] and tokens / han >= _MANY_TOKENS[1])
    ):
        return f"({emoji} emoji and {tokens} random tokens in {han} characters)"
    return ""
