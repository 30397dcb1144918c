"""Labels that stand beside their texts in a PDF, and initials."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("pypdfium2")

from tests.ingest.read.test_pdf_drawn import EM, FULL, lines_of, row

from casebook.ingest.read.pdf.beside import asides_of, with_asides, without
from casebook.ingest.read.pdf.drop_caps import with_drop_caps
from casebook.ingest.read.pdf.labels import labelled_in
from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import rows_of

AT = 100.0


def page(*labels: tuple[str, ...], at: float = AT, together: bool = False) -> list[Row]:
    """A row of full width, then texts of three rows with labels beside them."""
    made = [row(FULL, 0, 80, drawn=0)]
    for n, label in enumerate(labels):
        top = 110 + 60 * n
        drawn = 1000 * (n + 1)
        for m, text in enumerate(label):
            order = 500 + 10 * n + m if together else drawn + 10 * m
            made.append(row(text, 0, top + 15 * m, drawn=order))
        made += [
            row(FULL[:17], at, top, drawn=drawn + 100),
            row(FULL[:17], at, top + 15, drawn=drawn + 200),
            row(f"{FULL[:4]}。", at, top + 30, drawn=drawn + 300),
        ]
    return sorted(made, key=lambda x: x.drawn)


def names(rows: list[Row]) -> list[str]:
    return ["".join(x.text for x in held.label) for held in labelled_in(rows)]


@pytest.mark.parametrize(
    ("labels", "are"),
    [
        ((("路由谁", "来管"), ("钱由谁", "来出")), True),
        ((("路由谁来管",), ("钱由谁来出",)), True),
        ((("路由谁来管",),), False),  # one may be anything
        ((("第一条",), ("第二条",)), False),
        ((("（一）",), ("（二）",)), False),
        ((("答：",), ("问：",)), False),
        ((("2019年3", "月12日"), ("2020年1", "月5日")), True),
    ],
)
def test_labels_are_in_words(labels: tuple[tuple[str, ...], ...], *, are: bool) -> None:
    assert names(page(*labels)) == (["".join(x) for x in labels] if are else [])


def test_labels_that_are_drawn_together_are_a_column() -> None:
    assert not names(page(("路由谁来管",), ("钱由谁来出",), together=True))


@pytest.mark.parametrize(("wide", "are"), [(0.6, True), (0.61, False)])
def test_labels_are_narrow(wide: float, *, are: bool) -> None:
    rows = page(("路由谁来管",), ("钱由谁来出",), at=150)
    rows = [replace(x, right=wide * 17 * EM) if x.left == 0 and x.text != FULL else x for x in rows]
    assert bool(names(rows)) is are


def with_(rows: list[Row], which: int, **changes: float) -> list[Row]:
    """Change a row of the first label (0, 1) and its text (2 to 4)."""
    at = which + 1
    return [*rows[:at], replace(rows[at], **changes), *rows[at + 1 :]]  # type: ignore[arg-type]


LABELS = (("路由谁", "来管"), ("钱由谁", "来出"))


@pytest.mark.parametrize(
    ("which", "key", "yes", "no"),
    [
        (1, "base", 110 + 22.0, 110 + 22.1),  # from row to row of a label
        (3, "left", AT + 25, AT + 25.1),  # a row of a text may begin later
        (4, "base", 140 + 5.1, 130.0),  # rows of a text stand below each other
    ],
)
def test_places_of_labels_and_texts(which: int, key: str, yes: float, no: float) -> None:
    rows = page(*LABELS)
    assert len(names(with_(rows, which, **{key: yes}))) == 2
    assert len(names(with_(rows, which, **{key: no}))) < 2


@pytest.mark.parametrize(("up", "are"), [(6.0, True), (6.1, False)])
def test_a_label_begins_beside_its_text(up: float, *, are: bool) -> None:
    rows = page(("路由谁来管",), ("钱由谁来出",))
    assert bool(names(with_(rows, 0, base=110 - up))) is are


@pytest.mark.parametrize(("of_label", "width", "are"), [
    (True, 20.0, True), (True, 19.9, False), (False, 120.0, True), (False, 119.9, False),
])  # fmt: skip
def test_labels_and_texts_have_a_width(of_label: bool, width: float, *, are: bool) -> None:
    rows = page(*LABELS)
    rows = [
        replace(x, right=x.left + width) if (x.left == 0) is of_label and x.text != FULL else x
        for x in rows
    ]
    assert bool(names(rows)) is are


def test_nothing_else_stands_on_the_lines_of_a_label() -> None:
    rows = page(("路由谁来管",), ("钱由谁来出",))
    assert not names([*rows, row("另一段", 0, 140, drawn=9000), row("另一段", 0, 200, drawn=9001)])


@pytest.mark.parametrize(
    ("labels", "first"),
    [
        ((("路由谁", "来管"), ("钱由谁", "来出")), ["路由谁来管", f"{FULL[:17] * 2}{FULL[:4]}。"]),
        ((("2019年3", "月12日"), ("2020年1", "月5日")),
         [f"2019年3月12日 {FULL[:17] * 2}{FULL[:4]}。"]),
    ],
)  # fmt: skip
def test_a_label_stands_ahead_of_its_text(
    labels: tuple[tuple[str, ...], ...], first: list[str]
) -> None:
    lines = lines_of(*page(*labels))
    asides = asides_of(lines, ())
    rows = [replace(x, first=0, last=AT + 170) for y in without(lines, asides) for x in y]
    blocks = paragraphs(with_asides(rows, asides, 0))
    assert [x.text for x in blocks][-2 * len(first) : -len(first) or None] == first


def initial(*, size: float = 34.0, rows: int = 2, first: bool = False) -> list[Char]:
    """A paragraph of three lines, the first of them beside an initial."""
    made = [
        Char(char, left, 92 + 12 * at, left + 10, 102 + 12 * at, 100 + 12 * at)
        for at in range(3)
        for left, char in zip(
            range(size.__ceil__() + 2 if at < rows else 0, 200, 10), FULL, strict=False
        )
    ]
    large = Char("陶", 0, 92, size, 92 + min(size, 25), 90 + min(size, 25))
    return [large, *made] if first else [*made, large]


@pytest.mark.parametrize(
    ("given", "is_initial"),
    [
        ({}, True),
        ({"first": True}, True),
        ({"rows": 1}, False),
        ({"size": 16.0}, True),
        ({"size": 15.9}, False),
    ],
)
def test_an_initial_begins_its_paragraph(given: dict[str, float], *, is_initial: bool) -> None:
    lines = rows_of(with_drop_caps(initial(**given)), 0)  # type: ignore[arg-type]
    begins = lines[0][0].text.startswith(f"陶{FULL[:3]}") and lines[1][0].left == 0
    assert begins is is_initial
