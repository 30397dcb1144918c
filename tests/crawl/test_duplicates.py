"""Which pages are one text, and which of them is kept."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from casebook.crawl import duplicates
from casebook.crawl.duplicates import AS_FULL, OF_ORIGINAL, Characters, kept_of, mirrors
from casebook.library.twins import ALIKE, sentences, shared


def text(*numbers: int) -> str:
    said = "青河县第{:03}项改革把审批时间缩短到原来的一半。"
    return "\n".join(said.format(number) for number in numbers)


A = (0, 0)
B = (0, 1)
C = (1, 0)
D = (1, 5)


def test_candidates_are_compared_by_their_sentences() -> None:
    texts = {A: text(*range(10)), B: text(*range(10)), C: text(*range(20, 30)), D: text(*range(9))}
    assert mirrors([(A, B), (B, C), (C, D)], texts) == [[A, B, D]]
    assert mirrors([(A, C)], texts) == []
    assert mirrors([], {}) == []


def test_the_share_that_makes_a_mirror() -> None:
    whole = text(*range(10))
    for common in range(11):
        other = text(*range(common), *range(50, 60 - common))
        share = shared(sentences([whole]), sentences([other]))
        assert bool(mirrors([(A, B)], {A: whole, B: other})) == (share >= ALIKE)
        assert (share >= ALIKE) == (common >= 6)


def test_more_mirrors_than_a_stock_phrase_has() -> None:
    """A text on very many pages is still one text."""
    keys = [(0, at) for at in range(60)]
    texts = dict.fromkeys(keys, text(*range(8)))
    assert mirrors(pairwise(keys), texts) == [keys]


def row(
    characters: int,
    published: str = "",
    saved: str = "",
    address: str = "a",
    text: str = "",
    *,
    marked: bool = False,
) -> dict[str, Any]:
    return {
        "text": text,
        "marked": marked,
        "characters": characters,
        "published": published,
        "saved": saved,
        "address": address,
    }


def test_the_earliest_of_the_fullest_is_kept() -> None:
    most = 1000
    full = round(AS_FULL * most)
    assert kept_of([row(most, "2024-05-02"), row(full, "2024-05-01")]) == 1
    assert kept_of([row(most, "2024-05-02"), row(full - 1, "2024-05-01")]) == 0
    assert kept_of([row(most), row(most, "2024-05-01")]) == 1
    assert kept_of([row(most, "", "2024-06-07"), row(most, "", "2024-06-06")]) == 1
    assert kept_of([row(most, address="b"), row(most, address="a")]) == 1


NOTE = "編者按：本網今日轉載青河縣的材料，供參考。"
OFFICE, PORTAL = "http://www.a.gov.cn/1", "http://portal.com/1"


def test_a_reprint_gives_way_to_its_original() -> None:
    most = 1000
    original = round(OF_ORIGINAL * most)
    reprint = row(most, "2024-05-01", marked=True)
    assert kept_of([reprint, row(original, "2024-05-02")]) == 1
    assert kept_of([reprint, row(original - 1, "2024-05-02")]) == 0
    assert kept_of([row(most, text=f"甲。\n{NOTE}\n乙。\n丙。\n丁。"), row(original)]) == 1
    # No note of those who reprint it: within the text, of the editors who had it first, a rule.
    for said in (
        "甲。\n乙。\n轉載。\n丙。\n丁。",
        "編者按：青河縣先行。",
        f"{NOTE}未經授權不得轉載。",
    ):
        assert kept_of([row(most, text=said), row(original)]) == 0


def test_notes_of_editors_make_a_text_no_fuller() -> None:
    notes = f"{NOTE}\n" * 2
    fuller = row(400 + 2 * len(NOTE), "2024-05-02", text=f"{notes}甲。")
    assert kept_of([fuller, row(400, "2024-05-03")]) == 1
    assert (
        kept_of([row(400, "2024-05-02", text="編者按：" + "好" * 20), row(376, "2024-05-01")]) == 1
    )


@pytest.mark.parametrize(
    ("mine", "day", "other", "kept"),
    [
        (OFFICE, "2024-05-01", PORTAL, 1),
        (OFFICE, "2024-05-02", PORTAL, 0),  # not earlier
        (PORTAL, "2024-05-01", PORTAL, 0),  # no office
        (OFFICE, "2024-05-01", OFFICE, 0),
        ("http://gov.example.org/1", "2024-05-01", PORTAL, 0),
        (OFFICE, "", PORTAL, 0),
        ("http://www.a.gov.cn:8080/1", "2024-05-01", "http://[bad/1", 1),
    ],
)
def test_an_office_that_was_earlier_has_the_original(
    mine: str, day: str, other: str, kept: int
) -> None:
    fuller = row(1000, "2024-05-02", address=other)
    assert kept_of([fuller, row(round(OF_ORIGINAL * 1000), day, address=mine)]) == kept


def test_cases_are_divided_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = iter([{"at": at} for at in range(7)])
    monkeypatch.setattr(duplicates, "_CASES_OF_FILE", 3)
    written: list[list[int]] = []
    monkeypatch.setattr(duplicates, "case_schema", lambda: None)
    monkeypatch.setattr(duplicates.WriteCases, "_kept", lambda *_: rows)
    monkeypatch.setattr(
        duplicates,
        "write_parquet",
        lambda _path, part, _schema: written.append([x["at"] for x in part]),
    )
    duplicates.WriteCases(tmp_path, tmp_path, tmp_path, 0)(None, 0, 1)
    assert written == [[0, 1, 2], [3, 4, 5], [6]]


def test_minhash_sees_characters() -> None:
    assert Characters().word_tokenize("一窗 受理\n改革") == list("一窗受理改革")
