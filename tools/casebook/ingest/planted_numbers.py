"""Telephone numbers that somebody planted within sentences: 送完单据后，开锁 4001112233便回村.

Nothing is cut: what stands before the number has no end that a program could be sure of.
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
_ROW = 4
"""Numbers of a line that is a table run together, whose figures look like telephones."""
_BEHIND = 8
"""Characters behind the number that may say what it is for: …向社区反映."""


def planted_numbers(lines: Iterable[Line], file: str) -> tuple[Problem, ...]:
    """Report telephone numbers with which a sentence goes on and that it does not speak of.

    Two signs: a character stands right behind the number, and the clause around it has no word of
    calling.  Other places of the same number are named with them, such as the title's.

    :param lines: what cleaning left of the page.
    """
    found: dict[str, list[int]] = {}
    planted: set[str] = set()
    for line in lines:
        matches = list(_NUMBER.finditer(line.text))
        for match in matches if len(matches) < _ROW else ():
            digits = re.sub(r"\D", "", match[0])
            found.setdefault(digits, []).append(line.number)
            before = _CLAUSE.split(line.text[: match.start()])[-1]
            around = before + line.text[match.end() : match.end() + _BEHIND]
            goes_on = _GOES_ON.match(line.text, match.end())
            if goes_on and line.role is not Role.ROW and not _CALLED.search(around):
                planted.add(digits)
    at = sorted({number for digits in planted for number in found[digits]})
    if not at:
        return ()
    detail = f"(lines {', '.join(map(str, at))}: {', '.join(sorted(planted))})"
    return (Problem(Code.PLANTED_NUMBER, file, at[0], detail),)
