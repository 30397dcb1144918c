"""The lists at the back: other names lead to the name that is listed, and figures are quoted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.editions import TRADITIONAL, printer

from casebook.book.back import Back, back_parts, see_also
from casebook.book.blocks import Listed, Measured
from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import Corrections, IndicatorChange
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Casebook, Paragraph, Region, Script, Section, Table, Theme

NONE = Corrections()


def _back(*paragraphs: Paragraph | Table, corrections: Corrections = NONE) -> Back:
    article = Article(
        "zhen",
        "甲鎮的改革",
        Script.HANT,
        (Section(Theme.RESULTS, "實踐成效", paragraphs),),
        region=Region("330000", "浙江省"),
    )
    book: Casebook = annotate([article], corrections)
    articles = Catalogue(book).articles
    return Back(book, articles, printer(book, TRADITIONAL), TRADITIONAL.collation)


def _index(back: Back) -> dict[str, Listed]:
    return {
        entry.name: entry
        for names in back.index()
        for group in names.groups
        for entry in group.entries
        if isinstance(entry, Listed)
    }


def _figures(back: Back) -> list[str]:
    return [
        entry.words
        for table in back.indicators()
        for case in table.cases
        for entry in case.entries
        if isinstance(entry, Measured)
    ]


def test_another_name_of_a_body_leads_to_it() -> None:
    text = "國家發展和改革委員會印發通知，國家發改委負責落實；浙江省委、省委都作出部署。"
    entries = _index(_back(Paragraph(text)))
    others = {name: entry.see for name, entry in entries.items() if entry.see}
    assert others == {"國家發改委": "國家發展和改革委員會", "浙江省委": "中共浙江省委"}
    for see in others.values():
        assert entries[see].keys
        assert not entries[see].see


@pytest.mark.parametrize(
    ("names", "also"),
    [
        (("一窗受理", "深化一窗受理改革"), {"一窗受理": ("深化一窗受理改革",)}),
        # What stands beside it anyway.
        (("一窗受理", "一窗受理、集成服務"), {}),
        # Too short to say anything.
        (("窗受理", "深化一窗受理改革"), {}),
        (("一窗受理", "一窗通辦"), {}),
    ],
)
def test_names_that_hold_a_name_elsewhere_are_seen_also(
    names: tuple[str, ...], also: dict[str, tuple[str, ...]]
) -> None:
    assert see_also(names) == also


def test_no_more_are_named_than_help() -> None:
    names = ["一窗受理", *(f"{first}一窗受理" for first in "甲乙丙丁戊")]
    assert len(see_also(names)["一窗受理"]) == 3


def test_figures_are_quoted_with_their_sentence_and_those_of_tables_by_caption() -> None:
    table = Table((("項目", "數量"), ("窗口", "23個")), caption="2019年的規模")
    words = _figures(_back(Paragraph("改革以後，辦件時間由30天縮短至3天。再談別的。"), table))
    assert "改革以後，辦件時間由30天縮短至3天" in words
    assert [item for item in words if "3天" not in item] == ["表：2019年的規模"]
    bare = replace(table, caption="")
    assert any(item.startswith("窗口　23個") for item in _figures(_back(bare)))


def test_a_figure_that_a_person_corrected_is_no_quotation() -> None:
    table = Table((("項目", "數量"), ("窗口", "23個")), caption="2019年的規模")
    changes = (
        IndicatorChange("zhen", "results-p1", "30天縮短至3天", value=Decimal("0.5")),
        IndicatorChange("zhen", "results-t1", "23個", value=Decimal(32)),
    )
    back = _back(
        Paragraph("辦件時間由30天縮短至3天。"), table, corrections=Corrections(indicator=changes)
    )
    assert _figures(back) == ["辦件時間　30→0.5天", "窗口　32個"]


def test_a_list_that_holds_nothing_is_left_out() -> None:
    def keys(text: str) -> list[str]:
        parts = back_parts(_back(Paragraph(text)), ())
        return [chapter.key for part in parts for chapter in part.chapters]

    assert keys("過去要跑。") == []
    everything = "浙江省印發《浙江省試點工作管理辦法》，辦件時間由30天縮短至3天。"
    assert keys(everything) == ["back/indicators#", "back/policies#", "back/index#"]
