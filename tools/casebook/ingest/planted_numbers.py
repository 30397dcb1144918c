"""Telephone numbers and sites that somebody planted within sentences.

送完单据后，开锁 4001112233便回村; 村民来一次，xyz游戏官方网站就能办好.

Nothing is cut: what stands before either has no end that a program could be sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.problems import Code, Problem
from casebook.records import Line, Role

_NUMBER = re.compile(
    r"(?<![\d.-])(?:[48]00[- ]?\d{3}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})"
    r"(?![\d.%-])"
)
"""Numbers of companies (400), mobile and fixed telephones of the mainland."""
_GOES_ON = re.compile("[\u3400-\u9fff](?<![元万亿个人次件年月日时分户亩吨等、或和及与转])")
_CALLED = re.compile(
    "[拨撥]|致[电電]|[来來打][电電]|[联聯][系繫]|咨[询詢]|[举舉][报報]|投[诉訴]|[报報]名|[预預][约約]"
    "|反映|查[询詢]|求助|公布|公佈|[开開]通|[设設]立|[热熱][线線]|[号號][码碼]|微信|短信|接听|接聽|值班|[关關][机機]|手[机機]"
)
"""What a sentence says that has a telephone number of its own."""
_CLAUSE = re.compile("[。！？；，,、：:]")
_BRAND = re.compile(
    r"(?<![A-Za-z0-9])(?P<brand>(?=[0-9]*[A-Za-z])[A-Za-z0-9]{2,8}[\u3400-\u9fff]{2,3}?)"
    r"(?:官方[网網]站|官[网網]|(?:官方)?app下[载載]|平[台臺]登[录錄入])"
    r"(?=[\u3400-\u9fff])(?![的上和与與及是等为為可发發查进進公])",
    re.IGNORECASE,
)
"""Letters and a word, the site of that name, and a sentence that goes on with no word for it."""
_PLACES = 2
"""Places of a text at least where such a name stands, the first at the head of a line."""
_ROW = 4
"""Numbers of a line that is a table run together, whose figures look like telephones."""
_BEHIND = 8
"""Characters behind the number that may say what it is for: …向社区反映."""


def planted_numbers(lines: Iterable[Line], file: str) -> tuple[Problem, ...]:
    """Report telephone numbers with which a sentence goes on and that it does not speak of.

    So are sites whose name stands at the head of a line, too.  Two signs of a number: a character
    stands right behind it, and the clause around it has no word of calling.  Other places of the
    same number are named with them, such as the title's.

    :param lines: what cleaning left of the page.
    """
    shown = tuple(lines)
    found: dict[str, list[int]] = {}
    planted: set[str] = set()
    for line in shown:
        matches = list(_NUMBER.finditer(line.text))
        for match in matches if len(matches) < _ROW else ():
            digits = re.sub(r"\D", "", match[0])
            found.setdefault(digits, []).append(line.number)
            before = _CLAUSE.split(line.text[: match.start()])[-1]
            around = before + line.text[match.end() : match.end() + _BEHIND]
            goes_on = _GOES_ON.match(line.text, match.end())
            if goes_on and line.role is not Role.ROW and not _CALLED.search(around):
                planted.add(digits)
    for brand, numbers in _brands(shown).items():
        planted.add(brand)
        found[brand] = numbers
    at = sorted({number for digits in planted for number in found[digits]})
    if not at:
        return ()
    detail = f"(lines {', '.join(map(str, at))}: {', '.join(sorted(planted))})"
    return (Problem(Code.PLANTED_NUMBER, file, at[0], detail),)


def _brands(lines: tuple[Line, ...]) -> dict[str, list[int]]:
    """Find names of sites with which sentences go on, and the lines in which they stand."""
    named = {match["brand"] for line in lines for match in _BRAND.finditer(line.text)}
    made: dict[str, list[int]] = {}
    for brand in sorted(named):
        heads = any(line.text.startswith(brand) for line in lines)
        if heads and sum(line.text.count(brand) for line in lines) >= _PLACES:
            made[brand] = [line.number for line in lines if brand in line.text]
    return made
