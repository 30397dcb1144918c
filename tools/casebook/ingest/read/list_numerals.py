"""Numbers of lists in the formats that word processors and style sheets have for them.

The names are those of Word: ECMA-376 part 1, 17.18.59 (formats of numbers).
"""

from __future__ import annotations

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
NONE = "none"
_Write = Callable[[int], str]


def formatted(count: int, form: str) -> str:
    """Write a number in a format of Word; in Arabic digits where the format is not known."""
    write = _FORMATS.get(form)
    return (write(count) if write and count >= 1 else "") or ("" if form == NONE else str(count))


def _enclosed(first: str, last: int) -> _Write:
    return lambda count: chr(ord(first) + count - 1) if count <= last else ""


def _cycle(signs: str) -> _Write:
    return lambda count: signs[count - 1] if count <= len(signs) else ""


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _digits(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))


def _han(count: int) -> str:
    return _counted(count, _HAN, "十百千")


def _legal(digits: str) -> _Write:
    return lambda count: _counted(count, digits, "拾佰仟", whole=True)


def _counted(count: int, digits: str, units: str, *, whole: bool = False) -> str:
    """Write a number from 1 to 9,999 in Han numerals; ``whole`` writes 壹拾 for ten."""
    if not 1 <= count <= 9999:
        return str(count)
    made, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if not digit:
            gap = bool(made)
            continue
        made += digits[0] * gap + digits[digit] + (units[place - 1] if place else "")
        gap = False
    short = not whole and made.startswith(digits[1] + units[0])
    return made[1:] if short else made


def _roman(count: int) -> str:
    made = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        made += sign * times
    return made


_FORMATS: dict[str, _Write] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
        ),
        _han,
    ),
    "chineseLegalSimplified": _legal(_LEGAL),
    "japaneseLegal": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalZero": "{:02d}".format,
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
