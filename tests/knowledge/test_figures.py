"""Figures: what counts as one, its value, unit, approximation, change, thing and date."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import measure
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.passages import Passage
from casebook.knowledge.quantities import find_quantities
from casebook.records import Approximation, Indicator, IndicatorKind, Theme
from casebook.text.dates import find_dates
from casebook.text.fold import fold
from casebook.text.numerals import parse_number


def figures(text: str) -> tuple[Indicator, ...]:
    return find_indicators(Passage("x", "body-p1", "body", Theme.BODY, text, running=True))


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("設服務站617個", "617", "个", Approximation.EXACT),
        ("人口59.87萬", "598700", "", Approximation.EXACT),
        ("年超400萬人次", "4000000", "人次", Approximation.OVER),
        ("培訓1000餘人次", "1000", "人次", Approximation.OVER),
        ("培訓3萬餘人次", "30000", "人次", Approximation.OVER),
        ("收入1.2亿余元", "120000000", "元", Approximation.OVER),
        ("有2.6万人口", "26000", "", Approximation.EXACT),
        ("投入1億3000萬元", "130000000", "元", Approximation.EXACT),
        ("投入10亿元以上", "1000000000", "元", Approximation.OVER),
        ("精简约60%", "60", "%", Approximation.ABOUT),
        ("达到百分之九十八点五", "98.5", "%", Approximation.EXACT),
        ("占三分之二", "66.67", "%", Approximation.EXACT),
        ("占千分之一", "0.1", "%", Approximation.EXACT),
        ("有八成以上", "80", "%", Approximation.OVER),
        ("占一半", "50", "%", Approximation.EXACT),
        ("共二十多个省", "20", "个", Approximation.OVER),
        ("共三百二十六個", "326", "个", Approximation.EXACT),
        ("压缩到一天", "1", "天", Approximation.EXACT),
        ("历时近三年", "3", "年", Approximation.UNDER),
        ("８，涨到８５％", "85", "%", Approximation.EXACT),
        ("共8,500多家", "8500", "家", Approximation.OVER),
        ("总数达到3521，", "3521", "", Approximation.EXACT),
    ],
)
def test_reads_a_figure(text: str, value: str, unit: str, approx: Approximation) -> None:
    (item,) = find_quantities(fold(text))
    assert (item.value, item.unit, item.approx) == (Decimal(value), unit, approx)


@pytest.mark.parametrize(
    "text",
    [
        "2019年5月21日",
        "二〇一五年",
        "20世纪80年代",
        "国发〔2019〕15号",
        "第三个",
        "开设成都363医院",
        "“9+3”免费教育",
        "实行“一站式”服务",
        "拨打12345热线",
        "三个方面",
        "五年来",
        "连续三年",
        "三年行动计划",
        "一个办法",
        "十分重要",
        "三台县三元镇",
        "《精神20问》",
        "7×24小时",
        "三成员",
        "一项内容",
    ],
)
def test_leaves_what_is_no_figure(text: str) -> None:
    assert find_quantities(fold(text)) == ()


def test_a_han_numeral_below_ten_orders_a_speech() -> None:
    assert [len(find_quantities(fold(f"{many}项内容"))) for many in ("九", "十")] == [0, 1]


def test_range_is_one_figure() -> None:
    (item,) = figures("在3至5个工作日内办结。")
    assert (item.value, item.high, item.kind) == (3, 5, IndicatorKind.RANGE)
    (wide,) = figures("面积为3—5万亩。")
    assert (wide.value, wide.high) == (30000, 50000)


def test_change_keeps_both_ends_and_years() -> None:
    (item,) = figures("滿意率由2012年的53.5%升至2018年的94%。")
    assert (item.base, item.value, item.kind) == (Decimal("53.5"), 94, IndicatorKind.CHANGE)
    assert item.measured == "滿意率"
    assert item.date == "2012/2018"
    assert item.text == "53.5%升至2018年的94%"


@pytest.mark.parametrize("before", ["上一年", "上年", "前一年"])
def test_a_year_told_by_the_one_after_it(before: str) -> None:
    first, second = figures(f"2014年人均收入为400元，{before}为220元。")
    assert (first.date, second.date) == ("2014", "2013")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("成本下降12%。", IndicatorKind.DECREASE), ("產值增長8%。", IndicatorKind.INCREASE)],
)
def test_direction(text: str, kind: IndicatorKind) -> None:
    (item,) = figures(text)
    assert item.kind is kind


def test_thing_of_the_figure_before() -> None:
    first, second = figures("2023年外贸出口额达500亿元，同比增长8%。")
    assert first.measured.endswith("出口额")
    assert second.measured == first.measured


def test_thing_per_head_is_put_together() -> None:
    assert figures("林地有2万亩，人均30亩。")[1].measured == "人均林地"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014年", "2014"),
        ("2014年7月", "2014-07"),
        ("2014年7月3日", "2014-07-03"),
        ("一九七八年", "1978"),
        ("2014年至2022年", "2014/2022"),
        ("2024年1—10月", "2024-01/2024-10"),
        ("2014年13月", ""),
        ("2014年2月30日", ""),
        ("民国113年7月3日", "2024-07-03"),
        ("民国一〇三年", "2014"),
        ("二〇一四年十二月三十一日", "2014-12-31"),
        ("2014年7月至2015年3月", "2014-07/2015-03"),
        ("2019年1月1日至2021年11月30日", "2019-01-01/2021-11-30"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert next((date.iso for date in find_dates(text)), "") == iso


def test_date_is_the_nearest_before_in_the_sentence() -> None:
    item, two, three = figures("2014年有30户，2016年有50户。另有7户。")
    assert (item.date, two.date, three.date) == ("2014", "2016", "")


_HAN = "零一二三四五六七八九"


def _han(number: int) -> str:
    """Write a number below ten thousand in Han numerals."""
    text, gap = "", False
    for factor, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            text += ("零" if gap and text else "") + _HAN[digit] + word
            gap = False
        else:
            gap = True
    return text


@given(st.integers(1, 9999))
def test_han_numerals_say_the_same_as_digits(number: int) -> None:
    assert parse_number(_han(number)) == number
    assert parse_number(f"{number}万") == number * 10000


@given(
    st.decimals(1, 99999, places=2),
    st.sampled_from(["个站点", "萬戶", "亿元", "%", "平方公里"]),
    st.sampled_from(["", "约", "逾", "近", "超过"]),
)
def test_a_figure_is_found_wherever_it_stands(number: Decimal, unit: str, approx: str) -> None:
    text = f"该县建成{approx}{number}{unit}，持续推进。"
    (item,) = figures(text)
    assert item.text in text
    assert text[item.mention.start : item.mention.end] == item.text
    scale = {"萬戶": 10**4, "亿元": 10**8}.get(unit, 1)
    assert item.value == number * scale


@given(
    st.text(
        alphabet="〇一二两三十百千万亿零点多余几个年月%至到由从约第0189.,—《》“”在各成分之 ，。"
    )
)
def test_any_text_gives_figures_inside_it(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.mention.start < figure.mention.end <= len(text)
        assert figure.text == text[figure.mention.start : figure.mention.end]
        end = figure.mention.end


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_both_scripts_give_the_same_figures() -> None:
    to_traditional = opencc.OpenCC("s2tw")
    rows = [row["text"] for row in measure.rows() if row["case"] == "wuping-forest-tenure"]
    assert rows
    for text in rows:
        other = to_traditional.convert(text)
        if len(other) != len(text):
            continue
        simplified = [
            (figure.value, figure.unit_key, fold(figure.measured)) for figure in figures(text)
        ]
        traditional = [(item.value, item.unit_key, fold(item.measured)) for item in figures(other)]
        assert traditional == simplified


def test_labelled_sentences_reach_the_floors() -> None:
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    score = measure.measure(measure.rows())
    assert score.sentences >= floors["sentences"]
    assert score.precision >= floors["precision"], "\n".join(score.differences)
    assert score.recall >= floors["recall"], "\n".join(score.differences)
    assert score.thing >= floors["thing"], "\n".join(score.differences)
    assert score.coverage >= floors["coverage"]
    held_out = measure.measure(measure.rows(measure.HELD_OUT))
    assert held_out.thing >= floors["held_out_thing"], "\n".join(held_out.differences)
    assert held_out.coverage >= floors["held_out_coverage"]


@pytest.mark.parametrize(
    "text",
    [
        "熱線全年無休，座席每週值守7天。",
        "有關部門須在30分鐘內到場。",
        "已接入的有2035項。",
        "從沒吃飽過飯的占12%。",
        "評議中，東莞得到15票。",
        "他在老支書家裡談了4個小時。",
        "這個數字比20項多。",
    ],
)
def test_a_doubtful_label_stays_empty(text: str) -> None:
    assert [figure.measured for figure in figures(text)] == [""]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("審批時間縮短60%。", "審批時間（縮短）"),
        ("产值增长了12.5%。", "产值（增长）"),
        ("產值為3億元。", "產值"),
        ("审批时间由9天压缩到2天。", "审批时间"),
        ("东莞得到15票。", ""),
    ],
)
def test_label_tells_the_direction(text: str, label: str) -> None:
    assert [figure.label for figure in figures(text)] == [label]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("轮候时间由六年降至约四年半。", [("6", "4.5")]),
        ("工程历时三年半完成。", [("None", "3.5")]),
        ("办件时间压缩到一天半。", [("None", "1.5")]),
        ("工期为两个半月。", [("None", "2.5")]),
        ("工期为两个多月。", [("None", "2")]),
        # no half of a year
        ("工龄一年半载不等，共20人。", [("None", "20")]),
        ("扩建自筹约60万元，投入总经费达约90万元。", [("None", "600000"), ("None", "900000")]),
    ],
)
def test_halves_and_what_is_no_change(text: str, values: list[tuple[str, str]]) -> None:
    assert [(str(figure.base), str(figure.value)) for figure in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("据2019年7月的报道，当年上半年办件8.3万件。", [""]),
        ("据2023年5月8日的新闻报道，园区有企业70家。", [""]),
        ("收入在2006年为9元，到2017年的报道中为20元。", ["2006", ""]),
        ("2015年，创业者比上年增加60%。", ["2015"]),
        ("2018年产值3亿元，上年同期为2亿元。", ["2018", ""]),
        ("2018年产值3亿元，同比增长5%。", ["2018", "2018"]),
        ("2019年有农户8户，第二年有30户。", ["2019", "2020"]),
        ("截至2021年11月底，接入部门62个。", ["2021-11"]),
        ("到2020年，建成站点30个。", ["2020"]),
        # what stands against what was done by then is how it is now
        ("全县2022年就建成站点9个，但量能不足，站点2个仅服务老人60人。", ["2022", "", ""]),
        ("全县2022年建成站点9个，但量能不足，仅服务老人60人。", ["2022", "2022"]),
        ("2016—2020年，修路60公里。", ["2016/2020"]),
    ],
)
def test_date_of_a_figure_is_not_that_of_its_report(text: str, dates: list[str]) -> None:
    assert [figure.date for figure in figures(text)] == dates


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("在6个街道和53个社区设置综合服务窗口。", ["街道", "社区"]),
        ("在中心设置公安综合窗口394个。", ["公安综合窗口"]),
        ("日均办理140多笔各类业务。", ["业务"]),
        ("清溪村共有林地2300亩。", ["林地"]),
        ("为每户配套菌袋800袋。", ["菌袋"]),
        ("预计每户可增收3000元。", ["增收"]),
        ("大厅有12个综合受理窗口，建了67个培训工种。", ["综合受理窗口", "培训工种"]),
        ("成立31家产业就业培训基地。", ["产业就业培训基地"]),
        ("工坊将全村17户79人全部纳入。", ["", "人"]),
        ("建成年产900吨食用菌基地。", [""]),
        ("今年日产900吨酱菜。", ["酱菜"]),
        ("上级拨给清溪县8000万元。", [""]),
        ("高于全国外贸增速4.8个百分点，占总值的18.4%。", ["增速", ""]),
        ("另有41家区六类百强企业。", [""]),
        ("近40个摊位热情参与。", ["摊位"]),
    ],
)
def test_who_has_or_gets_or_does_something_is_no_part_of_the_thing(
    text: str, things: list[str]
) -> None:
    assert [item.measured for item in figures(text)] == things
