"""Texts of pictures: which are captions, and which are told otherwise or say nothing."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.captions import captions
from casebook.ingest.clean.causes import Cause
from casebook.records import Line, Role


@pytest.mark.parametrize(
    ("text", "below", "cause"),
    [
        ("老街夜景", Line(3, "商户在灯下收摊", Role.CAPTION), Cause.SAID_BELOW),
        ("老街夜景", Line(3, "商户在灯下收摊。"), None),
        ("IMG_2023.jpg", Line(3, "商户在灯下收摊", Role.CAPTION), Cause.FILE_NAME),
        ("街长制让老街换新颜", Line(3, "商户在灯下收摊。"), Cause.NO_CAPTION),
        ("返回顶部", Line(3, "商户在灯下收摊。"), Cause.NO_CAPTION),
    ],
)
def test_the_text_of_a_picture_stays_where_nothing_else_says_it(
    text: str, below: Line, cause: Cause | None
) -> None:
    title = Line(1, "街长制让老街换新颜", Role.TITLE)
    done = captions((title, Line(2, text, Role.PICTURE, src="a.jpg"), below))
    assert [removal.reason for removal in done.removals] == ([cause] if cause else [])
    assert [line.text for line in done.lines] == [title.text, "" if cause else text, below.text]
