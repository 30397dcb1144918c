"""Injected advertising: whole lines, and spans inside lines.

Judged are lines and spans of text, not elements, because advertising is
planted between and inside the paragraphs themselves.  Each signal costs no
line of clean articles (``bench/cleaning.py`` counts): many segments between
bars without a full stop; a script that is not the document's; the share that
words of advertising have in a segment.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.clean.scripts import document_script, fold, mismatch
from casebook.clean.step import Edit, Lines, Outcome, apply
from casebook.lexicon import any_of, any_word
from casebook.model import Line, Removal, Script

NAME = "advertising"
_BARS = re.compile(r"[|｜丨│¦]")
_STOPS = re.compile(r"[。！？；]")
_SENTENCE = re.compile(r"[^。！？|｜]+[。！？|｜]?[”」』）)]*")
_MIN_BARS = 6
_THRESHOLD = 0.8
_OFFER = 0.4
"""What a way to be reached adds to words of advertising; alone it adds nothing."""
_SPAN_THRESHOLD = 1.1
"""A span is judged harder than a line: what stands around it is text of the article."""


def advertising(lines: Lines) -> Outcome:
    """Take advertising out: lines of nothing else, and spans inside other lines."""
    script = document_script(lines)
    kept: list[Line] = []
    removals: list[Removal] = []
    for line in lines:
        reason = line_reason(line.text, script)
        if reason:
            removals.append(Removal(line.number, line.text, NAME, reason))
            continue
        spans = [] if line.cells else _spans(line.text, script)
        if spans:
            removals += [
                Removal(line.number, line.text[span.start : span.end], NAME, "advertising in text")
                for span in spans
            ]
            line = replace(line, text=apply(line.text, spans).strip())  # noqa: PLW2901
        if line.text or line.src or line.cells or not spans:
            kept.append(line)
    return Outcome(tuple(kept), tuple(removals))


def line_reason(text: str, script: Script | None) -> str:
    """Why a whole line is advertising; ``""`` where it is not.

    :param script: the script of the document, ``None`` where it is not clear.
    """
    if len(text) < 4:
        return ""
    stops = bool(_STOPS.search(text))
    if not stops and len([part for part in _BARS.split(text) if part.strip()]) >= _MIN_BARS:
        return "many segments between bars"
    foreign = script is not None and mismatch(text, script)
    if foreign and not stops:
        return "in another script than the document"
    if score(text) + (0.4 if foreign else 0) >= _THRESHOLD + (0.2 if stops else 0):
        return "words of advertising"
    return ""


def score(text: str) -> float:
    """How much of a text is advertising: share of its words, strong ones counted threefold."""
    folded = fold(text)
    rest = folded
    contact = any_of("advertising", "contacts").search(folded)
    if contact:
        rest = any_of("advertising", "contacts").sub(" ", rest)
    size = len(re.sub(r"[\s\W]", "", rest)) or 1
    strong = sum(len(found[0]) for found in any_word("advertising", "strong").finditer(rest))
    if strong:
        rest = any_word("advertising", "strong").sub(" ", rest)
    weak = sum(len(found[0]) for found in any_word("advertising", "weak").finditer(rest))
    offer = _OFFER if contact and (strong or weak) else 0.0
    return (3 * strong + weak) / size + offer


def _spans(text: str, script: Script | None) -> list[Edit]:
    """Sentences of a paragraph that are advertising."""
    if len(text) < 12 or not any_word("advertising", "strong").search(fold(text)):
        return []
    found: list[Edit] = []
    for piece in _SENTENCE.finditer(text):
        foreign = script is not None and mismatch(piece[0], script)
        if score(piece[0]) + (0.6 if foreign else 0) >= _SPAN_THRESHOLD:
            if found and found[-1].end == piece.start():
                found[-1] = Edit(found[-1].start, piece.end(), "")
            else:
                found.append(Edit(piece.start(), piece.end(), ""))
    return found
