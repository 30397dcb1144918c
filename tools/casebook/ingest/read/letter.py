"""Letters and announcements of offices in Taiwan: 公文程式條例, 文書處理手冊.

They have labels and no title: 主旨 says what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.ingest.lexicon import any_of
from casebook.ingest.read.official_forms import Official, body_of, day_alone, has_form

_HEAD = 24
"""Paragraphs at the head among which the labels are looked for."""
_LABEL = re.compile(r"(?P<label>[^:：]{1,16})[:：]\s*(?P<said>.*)")
_SUBJECT, _DAY, _NUMBER = "主旨", "發文日期", "發文字號"


def letter(texts: Sequence[str]) -> Official | None:
    """Find the parts of a letter; three labels make one: day, number and subject.

    :param texts: the paragraphs in order, empty ones among them.
    :returns: ``None`` where it is none.
    """
    filled = [at for at, text in enumerate(texts) if text.strip()]
    labels = {
        re.sub(r"\s", "", match["label"]): (at, match["said"].strip())
        for at in reversed(filled[:_HEAD])
        if (match := _LABEL.fullmatch(texts[at].strip()))
    }
    if not {_SUBJECT, _DAY, _NUMBER} <= labels.keys():
        return None
    subject, said = labels[_SUBJECT]
    above = [at for at in filled if at < subject]
    body = next((name for at in above if (name := body_of(texts[at], "letters"))), "")
    beside = {*above, *(at for at in filled if has_form(texts[at], "letter_labels"))}
    title = any_of("official", "asked").sub("", said.rstrip("。"))
    day, number = labels[_DAY][1], labels[_NUMBER][1]
    return Official(frozenset(beside), (), body, number, day_alone(day), title)
