"""The row below the title of a post of WeChat, on one line and a part a line."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.post_row import PostRow, read_post_row

TITLE = "河口镇“一窗受理”让村民少跑路"
BODY = (
    "镇里把十八个部门的窗口合并为一个综合窗口，前台统一收件，后台分类审批，办结以后统一送达。",
    "各村设立代办点，村干部担任代办员，材料由邮政车辆每天送到镇上，第二天带回办理结果。",
)
DAY = "2024-03-21T18:30+08:00"


@pytest.mark.parametrize(
    ("row", "account", "authors"),
    [
        ("原创 周海 河口发布 河口发布 2024-03-21 18:30 江苏", "河口发布", ("周海",)),
        ("原創 周海 河口發佈 2024年03月21日 18:30 台灣", "河口發佈", ("周海",)),
        ("河口发布 河口发布 2024-03-21 18:30", "河口发布", ()),
        ("河口发布河口发布 2024-03-21 18:30", "河口发布", ()),
        ("原创 周海 吴江 河口观察 2024-03-21 18:30", "河口观察", ("周海", "吴江")),
        ("河口发布 2024-03-21 18:30 发表于四川省", "河口发布", ()),
        ("原创 河口观察 2024-03-21 18:30 江苏 听全文 12人", "河口观察", ()),
        ("周海 2024-03-21 18:30 江苏", "", ("周海",)),
    ],
)
def test_row_of_a_post(row: str, account: str, authors: tuple[str, ...]) -> None:
    assert read_post_row(row) == PostRow(DAY, account, authors)
    text = "\n\n".join((TITLE, row, *BODY))
    done = casebook.clean_bytes(text.encode(), name="post.txt")
    assert done.article is not None
    source = done.article.sources[0]
    assert (source.published, source.publisher, source.authors) == (DAY, account, authors)
    assert [line.text for line in done.kept] == [TITLE, *BODY]


@pytest.mark.parametrize(
    ("row", "account", "authors", "day"),
    [
        ("原创 | 周海 | 河口观察 | 昨天 18:30", "河口观察", ("周海",), ""),
        ("原創｜周海｜河口觀察", None, (), ""),
        ("原创 周海 河口观察 前天 07:10 湖北", "河口观察", ("周海",), ""),
        ("河口观察 河口观察 今天 18:30", "河口观察", (), ""),
        ("原创 | 河口观察 | 2024-03-21 18:30 | 江苏", "河口观察", (), DAY),
        ("河口观察 今天 18:30", None, (), ""),  # the hour alone
        ("原创 河口观察 昨天", None, (), ""),  # the mark alone
        ("原创 周海 更多 2024-03-21 18:30 江苏", None, (), ""),  # a button
        ("原创 周海 网络 2024-03-21 18:30 江苏", None, (), ""),  # nobody
    ],
)
def test_row_with_bars_or_without_a_day(
    row: str, account: str | None, authors: tuple[str, ...], day: str
) -> None:
    assert read_post_row(row) == (PostRow(day, account, authors) if account else None)


@pytest.mark.parametrize(
    "line",
    [
        "河口发布 2024-03-21 18:30",  # the hour alone
        "河口发布 2024-03-21 江苏",  # the place alone
        "要闻 2024-03-21 18:30 江苏",  # a column of two characters
        "正文内容 2024年3月的河口镇 18:30 江苏",
        "河口镇的窗口，村民说好 2024-03-21 18:30 江苏",
        "周海 吴江 王立民 林青 陈实 河口观察 2024-03-21 18:30 江苏",
        "河口发布 2024-03-21 18:30 江苏 村民少跑路",
        "原创 " + "河口发布" * 22 + " 2024-03-21 18:30 江苏",
    ],
)
def test_what_is_no_row_of_a_post(line: str) -> None:
    assert read_post_row(line) is None


def test_four_writers_at_most() -> None:
    row = read_post_row("周海 吴江 王立民 林青 河口观察 2024-03-21 18:30 江苏")
    assert row is not None
    assert len(row.authors) == 4


@pytest.mark.parametrize(
    ("parts", "account", "authors"),
    [
        (("原创", "周海", "河口观察", "2024-03-21 18:30", "江苏"), "河口观察", ("周海",)),
        (("原创 周海", "河口观察", "2024-03-21 18:30"), "河口观察", ("周海",)),
        (("河口发布", "河口发布", "2024-03-21 18:30", "江苏"), "河口发布", ()),
        (("河口发布", "2024-03-21 18:30", "发表于江苏"), "河口发布", ()),
        (("原创", "周海", "吴江", "王立民", "河口观察", "2024-03-21 18:30"), "河口观察", 3),
    ],
)
def test_row_a_part_a_line(
    parts: tuple[str, ...], account: str, authors: tuple[str, ...] | int
) -> None:
    text = "\n\n".join((TITLE, *parts, *BODY))
    done = casebook.clean_bytes(text.encode(), name="post.txt")
    assert done.article is not None
    source = done.article.sources[0]
    assert (source.published, source.publisher) == (DAY, account)
    assert authors in (source.authors, len(source.authors))
    assert [line.text for line in done.kept] == [TITLE, *BODY]
