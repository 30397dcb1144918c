"""Letters, orders and announcements of offices in Taiwan: 公文程式條例, 文書處理手冊.

They have labels and no title: 主旨 says what they are about, or the first line of an order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.lexicon import any_of
from casebook.ingest.read.cover import joined_title
from casebook.ingest.read.official_forms import Official, body_of, has_form
from casebook.ingest.read.page import Page
from casebook.records import Repair, Role

_HEAD = 24
"""Paragraphs at the head among which day and number are looked for."""
_LABEL = re.compile(r"(?P<label>[^:：]+)[:：]\s*(?P<said>.*)")
_SUBJECTS, _DAY, _NUMBER = ("主旨", "開會事由"), "發文日期", "發文字號"
_READ = {Role.TEXT, Role.BOLD, Role.HEADING, Role.TITLE, Role.BESIDE_TITLE, Role.OUTSIDE}
"""Lines of a page or a text that may be parts of a letter; its head looks like furniture."""


def letter(texts: Sequence[str]) -> Official | None:
    """Find the parts of a letter; the labels of day and number and a head of its kind make one.

    :param texts: the paragraphs in order, empty ones among them.
    :returns: ``None`` where it is none.
    """
    filled = [at for at, text in enumerate(texts) if text.strip()]
    labels = {
        re.sub(r"\s", "", match["label"]): (at, match["said"].strip())
        for at in reversed(filled)
        if (match := _LABEL.fullmatch(texts[at].strip()))
    }
    if not all(name in labels and labels[name][0] in filled[:_HEAD] for name in (_DAY, _NUMBER)):
        return None
    subject, said = next((labels[name] for name in _SUBJECTS if name in labels), (-1, ""))
    if subject < 0:  # an order begins with what it says
        last = max(labels[_DAY][0], labels[_NUMBER][0])
        below = (at for at in filled if at > last and not has_form(texts[at], "letter_labels"))
        subject = next(below, -1)
        said = texts[subject].strip() if subject >= 0 else ""
    above = [at for at in filled if at < subject]
    body = next((name for at in above if (name := body_of(texts[at], "letters"))), "")
    if not body:
        return None
    beside = {*above, *(at for at in filled if has_form(texts[at], "letter_labels"))}
    title = any_of("official", "asked").sub("", said.rstrip("。"))
    day, number = labels[_DAY][1], labels[_NUMBER][1]
    titles = () if "。" in texts[subject] else (subject,)
    signs = frozenset(at for at in filled if at > subject and has_form(texts[at], "letter_signs"))
    return Official(frozenset(beside), titles, body, number, day_alone(day), title, signs)


def read_letter(page: Page) -> Page:
    """Read a page or a text that holds a letter as a document of Word is read.

    Where a sentence stands above its head, the letter is part of an article.
    """
    if not any(_NUMBER in line.text for line in page.lines):
        return page
    texts = [line.text if line.role in _READ else "" for line in page.lines]
    head = next((at for at, text in enumerate(texts) if body_of(text, "letters")), -1)
    if head < 0 or any("。" in text for text in texts[:head]):
        return page
    parts = letter(["" if at < head else text for at, text in enumerate(texts)])
    if not parts:
        return page
    lines = list(page.lines)
    above = {at for at in range(head) if lines[at].role in _READ}
    for at in parts.beside | above:
        lines[at] = replace(lines[at], role=Role.OUTSIDE, depth=0, apart=True)
    for at in (x for x in parts.signs if lines[x].role is not Role.OUTSIDE):
        lines[at] = replace(lines[at], role=Role.TEXT, depth=0)
    repairs: tuple[Repair, ...] = ()
    for at in parts.titles:
        repairs = joined_title(lines[at].number, lines[at].text, parts.title, alone=True)
        lines[at] = replace(lines[at], text=parts.title, role=Role.TITLE, depth=0)
    facts = replace(
        page.facts,
        title=parts.title,
        published=parts.signed or page.facts.published,
        publisher=parts.body or page.facts.publisher,
        formal=True,
        note=parts.number or page.facts.note,
    )
    return replace(page, lines=tuple(lines), repairs=(*page.repairs, *repairs), facts=facts)
