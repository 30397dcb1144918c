"""Letters, orders and announcements of offices in Taiwan: 公文程式條例, 文書處理手冊.

They have labels and no title: 主旨 says what they are about, or the first line of an order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.facts.dates import day_alone
from casebook.ingest.lexicon import any_of
from casebook.ingest.read.official_forms import Official, body_of, has_form

_HEAD = 24
"""Paragraphs at the head among which day and number are looked for."""
_LABEL = re.compile(r"(?P<label>[^:：]+)[:：]\s*(?P<said>.*)")
_SUBJECTS, _DAY, _NUMBER = ("主旨", "開會事由"), "發文日期", "發文字號"


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
    return Official(frozenset(beside), titles, body, number, day_alone(day), title)
