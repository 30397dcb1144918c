"""Lines that name people, or are for visitors of the site, and say nothing else."""

from __future__ import annotations

import re

from casebook.ingest.facts.labels import field_of, is_labelled, labels_in
from casebook.ingest.facts.masthead import EMPTY, read_line
from casebook.ingest.facts.names import is_name, is_person
from casebook.ingest.facts.people import read_byline

_REPORTERS = re.compile(r"\S{2,10}\s?(?:记者|記者|通讯员|通訊員)[\s　：:]+(?P<names>.{2,20})")


def names_reporters(text: str) -> bool:
    """Whether a line is reporters with paper or place: 青河在线记者 周海, 文／周海 攝影／李文."""
    match = _REPORTERS.fullmatch(text)
    if match is not None and all(map(is_person, match["names"].split())):
        return True
    byline = read_byline(text)
    if byline and byline.strong:
        return all(map(is_name, byline.authors))
    said, left = read_line(text) if is_labelled(text) else (EMPTY, "")
    people = (*said.authors, *said.editors, *said.photographers)
    return bool(people) and not left and all(map(is_name, people))


def names_people(text: str) -> bool:
    """Whether a line names editors or the like, and nobody else stands after the label."""
    head, _ = read_line(text)
    people = (*head.authors, *head.editors, *head.photographers)
    return bool(head.editors) and all(map(is_person, people)) and "。" not in text


def is_for_visitors(text: str) -> bool:
    """Whether a line has buttons or counters and says nothing of the text: 分享到：微信."""
    labels = {field_of(match["label"]) for match in labels_in(text)}
    return labels == {"noise"} and read_line(text)[0].is_empty
