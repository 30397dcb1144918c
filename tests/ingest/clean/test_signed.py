"""Lines inside a text that name its writers: where they may stand."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.signed import signed
from casebook.records import Line, Role


@pytest.mark.parametrize(
    ("at", "leaves"), [(0, False), (1, True), (7, True), (8, False), (16, False), (17, True)]
)
def test_writers_are_named_among_the_first_eight_or_the_last_three_lines(
    at: int, *, leaves: bool
) -> None:
    texts = [f"第{number}句话讲到水价。" for number in range(20)]
    texts[at] = "■记者周海"
    lines = tuple(Line(number, text, Role.TEXT) for number, text in enumerate(texts, 1))
    causes, said = signed(lines, 0, len(lines) - 1, {})
    assert list(causes) == ([at] if leaves else [])
    assert said.authors == (("周海",) if leaves else ())
