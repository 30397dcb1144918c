"""What platforms print around a post, and papers around their name: five members of each kind."""

from __future__ import annotations

import pytest

from casebook.ingest.facts.body_and_day import body_and_day
from casebook.ingest.facts.lead import read_end
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.post_row import PostRow, read_post_row
from casebook.ingest.facts.publisher import clean_publisher
from casebook.ingest.facts.set_apart import first_printed, set_apart


@pytest.mark.parametrize(
    "row",
    [
        "2024-10-12 08:15发布于湖北云溪观察官方账号",
        "2024-10-12 08:15 江苏 青河县融媒体中心官方帐号",
        "2024-10-12 08:15青河晚报社官方帳號",
        "2024-10-12 08:15 发布于江苏 青河县水务局官方账号",
        "2024-10-12 08:15 青河发布官方账号",
    ],
)
def test_whose_account_it_is_is_no_publisher(row: str) -> None:
    head, _ = read_line(row)
    assert (head.published, head.publisher) == ("2024-10-12T08:15+08:00", "")


@pytest.mark.parametrize(
    ("value", "publisher"),
    [
        ("青河融媒 江苏", "青河融媒"),
        ("青河晚报 安徽 举报", "青河晚报"),
        ("人民网-江河频道", "人民网"),
        ("農糧產業組聯絡人：林科長電話：02-00000000", "農糧產業組"),
        ("青河县民政局电话：0500-000000", "青河县民政局"),
        ("青河县联系点", "青河县联系点"),
    ],
)
def test_a_publisher_without_what_stands_around_it(value: str, publisher: str) -> None:
    assert clean_publisher(value)[0] == publisher


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("本报记者 周 海《青河日报》（2023年06月19日 第 11 版）", "青河日报", ("周海",)),
        ("本报记者 周海 吴江《青河晚报》(2023年6月19日 03版)", "青河晚报", ("周海", "吴江")),
        ("《 青河日报 》（ 2023年06月19日 11 版）", "青河日报", ()),
    ],
)
def test_a_paper_before_the_day_and_page_of_its_issue(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    head, _ = read_line(line)
    assert (head.publisher, head.authors, head.published) == (publisher, authors, "2023-06-19")


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("（《青河日报》06版）", "青河日报", ""),
        ("（原载《青河内参》2021年第3期）", "青河内参", ""),
        ("（本文原载于《青河农村研究》2020年第11期）", "青河农村研究", ""),
        ("（刊于《青河日报》2023年03月05日第3版）", "青河日报", "2023-03-05"),
        ("(《青河周刊》第十二期)", "青河周刊", ""),
    ],
)
def test_where_a_text_was_printed_in_brackets(line: str, publisher: str, day: str) -> None:
    head, _ = read_line(line)
    assert (head.publisher, head.published) == (publisher, day)
    assert is_masthead_line(line)
    assert read_end(("镇里把窗口合成了一个。", line)).publisher == publisher


@pytest.mark.parametrize(
    "line",
    ["（《青河县志》）", "（见《青河日报》的报道）", "《青河日报》第3版说，窗口合成了一个。"],
)
def test_a_name_in_brackets_alone_was_printed_nowhere(line: str) -> None:
    assert first_printed(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布时间：24-01-1509:26", "2024-01-15T09:26+08:00"),
        ("发布时间：2024-01-1509:26:10", "2024-01-15T09:26+08:00"),
        ("發布時間：2024-01-15", "2024-01-15"),
        ("張貼日：2024-09-12", "2024-09-12"),
    ],
)
def test_a_day_with_the_hour_right_behind_it(line: str, day: str) -> None:
    head, _ = read_line(line)
    assert (head.published, head.authors) == (day, ())


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            "云溪交通2025年2月6日 18:20湖北",
            PostRow("2025-02-06T18:20+08:00", "云溪交通"),
        ),
        ("青河观察2024年11月06日 09:05 江苏", PostRow("2024-11-06T09:05+08:00", "青河观察")),
        ("云溪交通2025年2月6日湖北", None),
        ("截至2025年2月6日 18:20湖北", None),
    ],
)
def test_a_row_of_a_post_with_nothing_between_its_parts(row: str, found: PostRow | None) -> None:
    assert read_post_row(row) == found


@pytest.mark.parametrize(
    ("row", "publisher", "authors"),
    [
        ("原创 2024-08-03 12:00 · 云溪新农人", "云溪新农人", ()),
        ("原创 2024-08-03 12:00 · 云上谷城", "云上谷城", ()),
        ("2024-08-03 12:00 · 周海吴小江", "", ("周海", "吴小江")),
        ("2024-08-03 12:00 · 云上谷城", "", ()),
    ],
)
def test_an_account_of_two_words_behind_the_hour(
    row: str, publisher: str, authors: tuple[str, ...]
) -> None:
    head, _ = read_line(row)
    assert (head.publisher, head.authors) == (publisher, authors)


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("（供稿：周海）", "", ("周海",)),
        ("供稿：周海 吴江", "", ("周海", "吴江")),
        ("供稿：青河县民政局", "青河县民政局", ()),
        ("供稿：检验科党支部", "检验科党支部", ()),
        ("供稿：检验科党支部 周海", "检验科党支部", ("周海",)),
        ("来源：和讯", "和讯", ()),
    ],
)
def test_a_text_is_given_by_an_office_or_by_its_writers(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    head, _ = read_line(line)
    assert (head.publisher, head.authors) == (publisher, authors)


def test_editors_of_pictures_are_editors() -> None:
    assert read_line("责任编辑：苏禾 图片编辑：田野")[0].editors == ("苏禾", "田野")


def test_nothing_is_cut_out_of_a_line_without_such_forms() -> None:
    line = "2024-10-12 08:15 来源：青河日报"
    assert set_apart(line) == (line, "", ())


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("2021-03-09 10:22来源：青河日报记者周海", "青河日报", ("周海",)),
        ("來源：青河社記者 周海、吳江", "青河社", ("周海", "吳江")),
        ("来源：青河县融媒体中心通讯员周海", "青河县融媒体中心", ("周海",)),
        ("来源：青河日报记者周海　2022-07-01", "青河日报", ("周海",)),
        ("来源：青河日报社记者部", "青河日报社记者部", ()),
        ("来源：青河日报记者站", "青河日报记者站", ()),
        ("来源：记者观察网", "记者观察网", ()),
    ],
)
def test_reporters_right_behind_their_paper(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    head = read_line(line)[0]
    assert (head.publisher, head.authors) == (publisher, authors)


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("青河县委改革办编　　2020年12月", "青河县委改革办", "2020-12"),
        ("中河區公所　民國109年3月", "中河區公所", "2020-03"),
        ("青河街道办事处（2021年5月）", "青河街道办事处", "2021-05"),
        ("青河县供销合作社 二〇二二年四月编印", "青河县供销合作社", "2022-04"),
        ("青河县的书车 2021年5月", "", ""),
        ("青河县财政局（2021年5月起试行）", "", ""),
    ],
)
def test_a_body_and_its_day(line: str, publisher: str, published: str) -> None:
    told = body_and_day(line)
    assert (told.publisher, told.published) == (publisher, published)
