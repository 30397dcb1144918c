"""Which figures may be drawn as one series, and how they are drawn."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.editions import SIMPLIFIED, TRADITIONAL, printer

from casebook.charts import (
    Bar,
    Chart,
    change_charts,
    described,
    series_charts,
    svg,
)
from casebook.figure_checks import lint_figures
from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import Corrections, SeriesChange, check_corrections
from casebook.knowledge.families import comparable, families, family_of
from casebook.knowledge.series import doubtful_series, series_of
from casebook.problems import Code
from casebook.records import (
    Article,
    Case,
    Kind,
    Paragraph,
    Script,
    Section,
    Source,
    Table,
    Theme,
)
from casebook.text.numerals import amount


def _article(*blocks: Paragraph | Table, sources: int = 0, kind: Kind = Kind.DIGEST) -> Article:
    return Article(
        "x",
        "題",
        Script.HANT,
        (Section(Theme.RESULTS, "成效", blocks),),
        kind=kind,
        sources=tuple(Source(title=f"第{number}篇") for number in range(sources)),
    )


def _case(*blocks: Paragraph | Table) -> Case:
    return annotate([_article(*blocks)]).cases[0]


def _table(*rows: tuple[str, str], head: tuple[str, str] = ("年份", "登記用戶")) -> Table:
    return Table((head, *rows))


def _drawn(case: Case, *changes: SeriesChange) -> list[list[str]]:
    return [[point.date for point in series.points] for series in series_of(case, changes)]


def test_a_table_with_bare_dates_is_a_series() -> None:
    case = _case(_table(("2019年", "100戶"), ("2020年", "150戶"), ("2021年底", "300戶")))
    assert _drawn(case) == [["2019", "2020", "2021"]]
    assert doubtful_series(case, ()) == ()


def test_dates_may_head_the_columns() -> None:
    case = _case(Table((("項目", "2019年", "2020年"), ("登記用戶", "100戶", "150戶"))))
    assert _drawn(case) == [["2019", "2020"]]


@pytest.mark.parametrize(
    "rows",
    [
        (("2019年", "100戶"), ("2020年前三季度", "150戶")),  # a part of a year
        (("2019年", "100戶"), ("2020年5月", "150戶")),  # other precision
        (("2019年", "100戶"), ("2019年", "150戶"), ("2020年", "200戶")),  # two at one date
    ],
)
def test_what_is_not_alike_waits_for_a_person(rows: tuple[tuple[str, str], ...]) -> None:
    case = _case(_table(*rows))
    assert _drawn(case) == []
    assert len(doubtful_series(case, ())) == 1


def test_figures_of_sentences_wait_for_a_person() -> None:
    case = _case(
        Paragraph("2020年，全縣受理訴求165萬件。"), Paragraph("2025年，騎手的訴求有2305件。")
    )
    assert _drawn(case) == []
    (series,) = doubtful_series(case, ())
    assert series.label == "訴求"
    yes = SeriesChange("x", "訴求", "件")
    no = SeriesChange("x", "诉求", "件", draw=False)  # either script
    assert _drawn(case, yes) == [["2020", "2025"]]
    assert _drawn(case, no) == []
    assert doubtful_series(case, [yes]) == doubtful_series(case, [no]) == ()
    assert _drawn(case, SeriesChange("other", "訴求", "件")) == []


def test_a_person_may_name_the_figures() -> None:
    case = _case(_table(("2019年", "100戶"), ("2020年前三季度", "150戶"), ("2021年", "300戶")))
    chosen = SeriesChange("x", "登記用戶", "戶", figures=("100户", "300戶"))
    assert _drawn(case, chosen) == [["2019", "2021"]]
    alone = SeriesChange("x", "登記用戶", "戶", figures=("100戶",))
    assert _drawn(case, alone) == []


def test_a_ruling_on_a_case_that_is_not_there_is_reported() -> None:
    corrections = Corrections(series=(SeriesChange("gone", "訴求", "件"),))
    (problem,) = check_corrections(corrections, [_article(Paragraph("一段。"))], "c.toml")
    assert problem.code is Code.CORRECTION_OF_NOTHING


# --- drawing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("辦理時間由30天縮短至3天。", [("原先", "30天"), ("後來", "3天")]),
        (
            "時間由200多個工作日縮短到100個工作日以內。",
            [("原先", "200多個工作日"), ("後來", "100個工作日以內")],
        ),
        ("人口由5,000多人增加到38.2萬人。", [("原先", "5,000多人"), ("後來", "38.2萬人")]),
        ("辦件量由600萬件增加到1.2億件。", [("原先", "600萬件"), ("後來", "1.2億件")]),
        ("覆蓋率由76%提高到100%。", [("原先", "76%"), ("後來", "100%")]),
    ],
)
def test_a_change_is_drawn_with_the_words_of_the_text(
    text: str, bars: list[tuple[str, str]]
) -> None:
    known = annotate([_article(Paragraph(text))])
    (chart,) = change_charts(known.cases[0], printer(known, TRADITIONAL))
    assert [(bar.label, bar.words) for bar in chart.bars] == bars


def test_a_chart_is_in_the_script_of_its_edition() -> None:
    known = annotate([_article(Paragraph("辦理時間由30個工作日縮短至3個工作日。"))])
    (chart,) = change_charts(known.cases[0], printer(known, SIMPLIFIED))
    assert chart.title == "办理时间"
    assert described(chart) == "原先：30个工作日；后来：3个工作日"


def test_a_table_keeps_the_words_that_say_more_than_the_date() -> None:
    known = annotate([_article(_table(("2013年", "31%"), ("2014年上半年", "28%")))])
    yes = SeriesChange("x", "登記用戶", "%")
    charts = list(series_charts(known.cases[0], [yes], printer(known, TRADITIONAL)))
    assert [bar.label for chart in charts for bar in chart.bars] == ["2013年", "2014年上半年"]


@pytest.mark.parametrize(("second", "count"), [("0戶", 0), ("5戶", 1)])
def test_a_series_of_zeros_is_not_drawn(second: str, count: int) -> None:
    known = annotate([_article(_table(("2019年", "0戶"), ("2020年", second)))])
    assert len(_drawn(known.cases[0])) == 1
    assert len(list(series_charts(known.cases[0], (), printer(known, TRADITIONAL)))) == count


def _bars(*sizes: int) -> Chart:
    bars = tuple(Bar("前", Decimal(size), f"{size}<個>") for size in sizes)
    return Chart("chart-a", "x", "results-p1", "窗口 & 人", bars)


def test_bars_begin_at_nothing_and_are_as_long_as_their_figures() -> None:
    widths = [
        float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', svg(_bars(50, 200)))
    ]
    assert widths[1] / widths[0] == pytest.approx(4, rel=0.01)
    widths = [
        float(width)
        for width in re.findall(r'<rect[^>]* width="([\d.]+)"', svg(_bars(0, 1, 10**6)))
    ]
    assert widths[0] == 0
    assert widths[1] == 1.5


def test_a_drawing_is_named_and_no_text_is_markup() -> None:
    drawing = svg(_bars(1, 2))
    assert 'role="img"' in drawing
    assert 'aria-labelledby="x-chart-a-t x-chart-a-d"' in drawing
    assert '<title id="x-chart-a-t">窗口 &amp; 人</title>' in drawing
    assert "2&lt;個&gt;" in drawing
    assert "<個>" not in drawing


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("9999", "9999"),
        ("10000", "1萬"),
        ("83000000", "8300萬"),
        ("100000000", "1億"),
        ("0.5", "0.5"),
        ("382000", "38.2萬"),
        ("1000", "1000"),
    ],
)
def test_amounts_are_printed_as_texts_do(value: str, printed: str) -> None:
    assert amount(Decimal(value)) == printed


# --- families ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("時限縮短了5天。", "time"),
        ("時限縮短了3个工作日。", "time"),
        ("節省了30分鐘。", "time"),
        ("節省經費20萬元。", "money"),
        ("培訓了500人次。", "people"),
        ("面積達20公頃。", "area"),
        ("滿意率達到98%。", "share"),
        ("提高12個百分點。", "share"),
        ("設立窗口30個。", ""),
    ],
)
def test_units_have_a_family(text: str, family: str) -> None:
    (indicator, *_) = _case(Paragraph(text)).indicators
    result = family_of(indicator)
    assert (result.key if result else "") == family


def test_a_family_is_sorted_by_what_is_measured() -> None:
    results = [
        _case(Paragraph(text)).indicators[0]
        for text in ("縮短了30分鐘。", "縮短了2小時。", "縮短了3天。", "縮短了2個月。")
    ]
    sizes = [comparable(indicator) for indicator in results]
    assert sizes == sorted(sizes)
    assert [family.key for family in families()] == ["time", "money", "people", "area", "share"]
    assert all(size > 0 for family in families() for size in family.units.values())


# --- casebook check ---------------------------------------------------------------------


def _codes(article: Article, corrections: Corrections | None = None) -> list[tuple[Code, int]]:
    lines = {f"results-{letter}{number}": number for letter in "pt" for number in range(1, 9)}
    results = lint_figures(article, corrections or Corrections(), Path("articles"), lines)
    return [(problem.code, problem.line) for problem in results]


def test_figures_of_a_digest_name_their_sources() -> None:
    figure, words = Paragraph("設立窗口30個。"), Paragraph("群眾滿意。")
    marked = Paragraph("設立窗口30個。", sources=(1,))
    assert _codes(_article(figure, words, marked, sources=2)) == [(Code.FIGURE_WITHOUT_SOURCE, 1)]
    # Where there is one source, or the text is a publisher's own, it is plain whence they come.
    assert _codes(_article(figure, sources=1)) == []
    assert _codes(_article(figure, sources=2, kind=Kind.ORIGINAL)) == []


def test_a_number_that_no_source_has_is_reported() -> None:
    article = _article(Paragraph("群眾滿意。", sources=(1, 3)), sources=2)
    assert _codes(article) == [(Code.SOURCE_NUMBER, 1)]


def test_a_series_in_doubt_is_reported_until_a_person_rules() -> None:
    article = _article(Paragraph("2020年，訴求有165萬件。"), Paragraph("2025年，訴求有2305件。"))
    assert _codes(article) == [(Code.SERIES_IN_DOUBT, 1)]
    ruled = Corrections(series=(SeriesChange("x", "訴求", "件", draw=False),))
    assert _codes(article, ruled) == []
