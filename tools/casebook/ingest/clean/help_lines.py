"""Where help is found, and what harms: what papers add below a report of a suicide or of drinking.

Such lines are the paper's, not the report's.  They go for two signs: they stand below the last
sentence of the text, and they say together what such additions say: two telephones of known help
lines, one beside a set call (請珍惜生命), or several set warnings (飲酒過量有害健康).  Where the
text itself names one of the lines, they are of it and stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.ingest.clean.running import PASSIVE, is_sentence
from casebook.ingest.clean.step import Lines
from casebook.ingest.lexicon import ends_in_credit, furnitures_in
from casebook.records import Line
from casebook.text.simplified import to_simplified

_LONG = 160
"""Characters of an addition in one sentence."""
_REST = 24
"""Characters that a line has besides the help line or the calls in it, where it is no sentence."""
_IN_SENTENCE = 10
"""The same of a sentence, which calls or warns."""
_AROUND = 8
"""Lines without a sentence that may stand around and below the additions: captions, credits."""
_HAN = re.compile("[\u3400-\u9fff]")
_SEVERAL = 2
"""Telephones, or warnings, that make an addition without anything else."""
_CARES = re.compile("(?:关心|提醒)[您你]|(?:贴心|温馨)提醒")
"""How a paper speaks to its reader above the lines: 某報關心您."""
_NUMBER = re.compile(r"\d{2,4}(?:[\s－—-]?\d{3,4}){0,2}(?!\d)(?!\s?[小时時])")
"""A telephone number of a help line: 1995, 0800-636363; not the hours of its service."""
_SPOKEN = re.compile("[您你请如若倘]")
_REPORTED = re.compile("[说称写呼吁劝]|表示|告诉")
"""What stands before the first help line or call of a sentence that speaks to its reader, and of
one that tells who said so."""
_LEADS = re.compile(r"[\W_]*(?:如有|若有|如果|倘|[您你请])[^。]{0,40}[:：]$")
"""A lead-in that does so; any other announces what the text itself lists."""


def help_below(lines: Lines, known: Collection[int]) -> Iterator[int]:
    """Find the additions of a paper below a text: help lines, calls and warnings.

    :param known: lines that leave anyway.
    """
    found: list[int] = []
    phones: list[str] = []
    numbers = calls = warned = beside = 0
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if at in known or line.role in PASSIVE or not line.text:
            continue
        text = to_simplified(line.text)
        lined, called, warnings = (furnitures_in(key, text) for key in _KEYS)
        said = [*lined, *called, *warnings]
        rest, most = _rest(text, said), _REST if lined or _CARES.search(text) else 0
        if is_sentence(line.text) or not most:
            most = _IN_SENTENCE if called or warnings else 0
        sentence = len(lined) + len(called) >= _SEVERAL and bool(lined) and len(text) <= _LONG
        if (rest <= most or sentence) and not _tells(line, said):
            found.append(at)
            phones += [part for match in lined for part in match.groups() if part]
            numbers += sum(len(_NUMBER.findall(match[0])) for match in lined)
            calls += len(called)
            if rest <= _IN_SENTENCE or _CARES.search(text):
                warned += len(warnings) + (_CARES.search(text) is not None and bool(warnings))
        elif beside >= _AROUND or (is_sentence(line.text) and not ends_in_credit(line.text)):
            break
        else:
            beside += 1
    together = numbers >= _SEVERAL or (phones and (calls or warned)) or warned >= _SEVERAL
    if not (together and found):
        return
    begins = min(found)
    lead = to_simplified(lines[begins - 1].text)
    above = to_simplified("".join(lines[at].text for at in range(begins)))
    led = lead.endswith(("：", ":"))
    if any(name in above for name in phones) or (led and not _LEADS.match(lead)):
        return
    yield from found
    if led:
        yield begins - 1


def _tells(line: Line, matches: list[re.Match[str]]) -> bool:
    """Whether a sentence says who opened a line or called: 县里开通生命线1995."""
    if not is_sentence(line.text):
        return False
    before = to_simplified(line.text)[: min((match.start() for match in matches), default=0)]
    spoken = _SPOKEN.search(before) and not _REPORTED.search(before)
    return _HAN.search(before) is not None and not spoken


_KEYS = ("help_lines", "calls", "warnings")


def _rest(text: str, matches: list[re.Match[str]]) -> int:
    """Count the characters of a line, in Chinese, that are in none of the matches."""
    inside = {at for match in matches for at in range(*match.span())}
    return sum(at not in inside for at, char in enumerate(text) if _HAN.match(char))
