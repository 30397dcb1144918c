"""Chinese and Arabic numerals to numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_PRINTED = ((Decimal(100_000_000), "億"), (Decimal(10_000), "萬"))


def scale(text: str) -> int:
    """Multiply out the scale words after a number: 万亿 is 10¹², 百万 is 10⁶."""
    factor = 1
    for char in text:
        factor *= (_SMALL | _LARGE)[char]
    return factor


def parse_number(text: str) -> Decimal:
    """Read one folded numeral: ``1,234.5``, ``59.87万``, ``三百二十``, ``两千``, ``1亿3千1百万``.

    :raises ValueError: where the text is no numeral.
    """
    total = Decimal(0)
    text = text.replace("廿", "二十").replace("卅", "三十")
    parts = re.findall(r"([\d,.]+|[零〇一二两三四五六七八九十百千点]+)([十百千万亿]*)", text)
    if not parts or "".join(number + factor for number, factor in parts) != text:
        raise ValueError(text)
    section = Decimal(0)  # what the next 万 or 亿 multiplies: 3千1百万
    for number, factor in parts:
        plain = number.replace(",", "")
        value = Decimal(plain) if plain[0].isdigit() else _han(plain)
        large = factor.lstrip("".join(_SMALL))
        section += value * scale(factor[: len(factor) - len(large)])
        if large:
            total += section * scale(large)
            section = Decimal(0)
    return total + section


def _han(text: str) -> Decimal:
    """Read a Han numeral below ten thousand, or a row of Han digits (二〇一五)."""
    whole, _, fraction = text.partition("点")
    if fraction:
        if not all(char in _DIGITS for char in fraction):
            raise ValueError(text)  # 十点一千
        digits = "".join(str(_DIGITS[char]) for char in fraction)
        return Decimal(f"{_han(whole)}.{digits}")
    if len(whole) > 1 and all(char in _DIGITS for char in whole):
        return Decimal("".join(str(_DIGITS[char]) for char in whole))
    total, digit, last = 0, 0, 1
    for char in whole:
        if char in _SMALL:
            last = _SMALL[char]
            total += (digit or 1) * last
            digit = 0
        else:
            digit = _DIGITS[char]
            last = 1 if char in "零〇" else last
    # 一百五 says 150, but 一百零五 says 105.
    return Decimal(total + digit * (last // 10 if last >= 100 else 1))


def amount(value: Decimal) -> str:
    """Return a number as Chinese texts print it: ``83000000`` is ``8300萬``."""
    for size, word in _PRINTED:
        if value >= size:
            return f"{(value / size).normalize():f}{word}"
    return f"{value.normalize():f}"
