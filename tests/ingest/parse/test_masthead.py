"""Dates and mastheads in their many forms."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, TWO, cleaned

from casebook import clean_bytes
from casebook.ingest.facts.breadcrumb import publisher_of, read_breadcrumb
from casebook.ingest.facts.dates import from_meta, from_url
from casebook.ingest.facts.masthead import (
    is_masthead_line,
    read_line,
)
from casebook.problems import Code
from casebook.text.dates import find_day


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年07月30日15:36", "2024-07-30T15:36+08:00"),
        ("2024-07-30 15:36:01", "2024-07-30T15:36+08:00"),
        ("2019/3/5 7:05", "2019-03-05T07:05+08:00"),
        ("2019.03.05", "2019-03-05"),
        ("2024年5月22日週三 上午8:21", "2024-05-22T08:21+08:00"),
        ("2024年5月22日 下午3:05", "2024-05-22T15:05+08:00"),
        ("2024－05－22", "2024-05-22"),
        ("2024年13月40日，2023年1月2日", "2023-01-02"),
    ],
)
def test_dates(text: str, date: str) -> None:
    day = find_day(text)
    assert day is not None
    assert day.iso == date


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("发布时间：2023年2月30日 来源：某县日报", "There is no such day: 2023年2月30日"),
        ("来源：某县日报 2023-13-01", "There is no such day: 2023-13-01"),
        ("来源：某县日报", ""),
        ("2023-02-30", "There is no such day: 2023-02-30"),
        ("（2023年2月30日）", "There is no such day: 2023年2月30日"),
        ("某县2023年2月30日发文后，各镇都设了窗口。", ""),
    ],
)
def test_a_day_that_there_is_not_is_named(head: str, said: str) -> None:
    done = cleaned("河口镇推行街长制三年", head, "", ONE, TWO)
    (problem,) = (item for item in done.problems if item.code is Code.NO_DATE)
    assert problem.detail == said
    assert problem.line == (2 if said else 0)


@pytest.mark.parametrize(
    ("outside", "said"),
    [
        ("2023-02-30", "There is no such day: 2023-02-30"),
        ("2023年13月3日 10:20", "There is no such day: 2023年13月3日 10:20"),
        ("某县2023年2月30日发文", ""),
    ],
)
def test_a_day_outside_the_text_is_named_where_it_stands_alone(outside: str, said: str) -> None:
    body = f"<article><h1>河口镇推行街长制三年</h1><p>{ONE}</p><p>{TWO}</p></article>"
    page = f"<html><title>河口镇推行街长制三年</title><div><p>{outside}</p></div>{body}</html>"
    done = clean_bytes(page.encode())
    assert outside in {removal.text for removal in done.ledger.removals}
    (problem,) = (item for item in done.problems if item.code is Code.NO_DATE)
    assert problem.detail == said


@pytest.mark.parametrize("text", ["2024年", "15:36", "3.5-4.2", "12024-05-221", ""])
def test_no_dates(text: str) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize(
    ("text", "published", "publisher"),
    [
        ("来源：市医保局 发布时间：2022年3月 09:12", "2022-03", "市医保局"),
        ("发布时间：2022年3月09:12:33 来源：某县日报", "2022-03", "某县日报"),
        ("日期：二〇二二年三月 09:12", "2022-03", ""),
        ("時間：民國113年7月 09:12", "2024-07", ""),
        ("发布时间：2022年3月 12次浏览", "2022-03", ""),
        ("发布时间：2022年3月 09 15:36", "2022-03-09T15:36+08:00", ""),
        ("发布时间：2022年3月9 来源：某县日报", "2022-03-09", "某县日报"),
        ("来源：某县日报 2022年3月 9日 09:12", "2022-03-09T09:12+08:00", "某县日报"),
    ],
)
def test_a_time_or_a_count_after_a_month_is_no_day(
    text: str, published: str, publisher: str
) -> None:
    head, _ = read_line(text)
    assert (head.published, head.publisher) == (published, publisher)


@pytest.mark.parametrize(
    ("text", "published", "publisher"),
    [
        ("来源：市医保局 2022年3月", "2022-03", "市医保局"),
        ("来源：某县日报（2021年11月）", "2021-11", "某县日报"),
        ("来源：某市政府网　2022-03", "2022-03", "某市政府网"),
        ("2022年3月 来源：市医保局", "2022-03", "市医保局"),
        ("來源：某縣日報 二〇二一年十一月 作者：周海", "2021-11", "某縣日報"),
        # Part of a name, and not apart from it.
        ("来源：2022年3月改革简报", "", "2022年3月改革简报"),
        ("来源：改革2022年3月号", "", "改革2022年3月号"),
    ],
)
def test_a_month_beside_the_source(text: str, published: str, publisher: str) -> None:
    head, _ = read_line(text)
    assert (head.published, head.publisher) == (published, publisher)


def test_dates_of_markup_are_in_the_time_of_china() -> None:
    assert from_meta("2024-05-20T03:15:00Z") == "2024-05-20T11:15+08:00"
    assert from_meta("2024-05-20T03:15:00+08:00") == "2024-05-20T03:15+08:00"
    assert from_meta("1716173700") == "2024-05-20T10:55+08:00"
    assert from_meta("20240520") == "2024-05-20"
    assert from_meta("yesterday") == ""


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("http://sc.example.cn/n2/2024/0730/c345167-40928503.html", "2024-07-30"),
        ("https://example.cn/2024-05/13/content_37319243.htm", "2024-05-13"),
        ("https://example.cn/art/2021/3/9/art_12_3456.html", "2021-03-09"),
        ("https://example.cn/20240511/5010608.shtml", "2024-05-11"),
        ("https://example.cn/xw/t20210607_123.html", "2021-06-07"),
        ("https://example.cn/a/780060546_458722", ""),
        ("", ""),
    ],
)
def test_dates_in_addresses(url: str, date: str) -> None:
    assert from_url(url) == date


def test_a_masthead_in_one_line() -> None:
    head, left = read_line("2024年07月30日15:36 | 來源:人民網-四川頻道")
    assert (head.published, head.publisher, head.channel, left) == (
        "2024-07-30T15:36+08:00",
        "人民網",
        "四川頻道",
        "",
    )


def test_people_of_different_work_stay_apart() -> None:
    head, left = read_line(
        "來源：水鄉日報　記者：方 舟、江小漁　攝影：石磊　責任編輯：溫言 SN021（實習生）"
    )
    assert head.publisher == "水鄉日報"
    assert head.authors == ("方舟", "江小漁")
    assert head.photographers == ("石磊",)
    assert head.editors == ("溫言",)
    assert left == ""


@pytest.mark.parametrize("label", ["文/图", "图文", "撰文/攝影"])
def test_who_wrote_and_photographed_is_both(label: str) -> None:
    head, _ = read_line(f"{label}：石磊")
    assert (head.authors, head.photographers, head.editors) == (("石磊",), ("石磊",), ())


@pytest.mark.parametrize("label", ["摄影", "攝影記者", "供图", "图片"])
def test_who_photographed_is_no_author(label: str) -> None:
    head, _ = read_line(f"作者：方舟 {label}：石磊")
    assert (head.authors, head.photographers) == (("方舟",), ("石磊",))


@pytest.mark.parametrize("place", ["来自北京市", "发布于：江苏省", "IP屬地：廣西壯族自治區"])
def test_the_place_that_an_account_writes_from_is_no_source(place: str) -> None:
    head, left = read_line(f"2022-06-02 09:52:19 青川观察 {place}")
    assert (head.publisher, left) == ("", "青川观察")
    assert read_line("来自：江河市日报")[0].publisher == "江河市日报"


@pytest.mark.parametrize(
    "text",
    [
        "（責編：袁一、高二）",
        "[ 责编：张三 ]",
        "来源：江河网",
        "2023-05-08 09:05 江河日报",
        "2023-05-08",
        "编辑：",
        "字号：大 中 小",
    ],
)
def test_lines_of_a_masthead(text: str) -> None:
    assert is_masthead_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月8日，青川县召开会议，部署今年的改革任务",
        "河水来源：山上的泉水和下雨时的雨水，流到村里要走七里路",
        "编辑部的故事",
        "一、来源",
        "",
    ],
)
def test_lines_of_text(text: str) -> None:
    assert not is_masthead_line(text)


def test_breadcrumbs() -> None:
    assert read_breadcrumb("人民網>>四川頻道") == ("人民網", "四川頻道")
    assert publisher_of(("人民網", "四川頻道")) == ("人民網", "四川頻道")
    assert read_breadcrumb("您的位置：首页 > 新闻 > 正文") == ("新闻",)
    assert publisher_of(("新闻",)) == ("", "新闻")
    assert read_breadcrumb("投入 > 产出。") == ()


def test_writers_after_the_publisher_are_no_part_of_its_name() -> None:
    head, rest = read_line("来源：山城网－教育频道 记者 林一 通讯员 周二 2024-05-01 10:20")
    assert (head.publisher, head.channel) == ("山城网", "教育频道")
    assert head.authors == ("林一", "周二")
    assert rest == ""
