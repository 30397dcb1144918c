"""Titles behind the mark of a dispatch or a label, and writers ahead of those of a paper."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, paragraphs_of

from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import read_byline

TITLE = "青河市推行街长制"


@pytest.mark.parametrize(
    ("line", "title", "publisher", "authors"),
    [
        ("青河社东岭8月19日电 题：正在消失的摆渡人", "正在消失的摆渡人", "青河社", ()),
        ("青河社东岭5月6日电（记者 周海）题：街长上岗", "街长上岗", "青河社", ("周海",)),
        ("（改革一线）题：小街长管大事", "小街长管大事", "", ()),
        ("【走基层】题：井盖谁来管", "井盖谁来管", "", ()),
        # No day stands before 电, so that it is no dispatch.
        (
            "青河网友来电（匿名反映）题：井盖谁来管",
            "青河网友来电（匿名反映）题：井盖谁来管",
            "",
            (),
        ),
        ("街长出了一道题：井盖谁来管", "街长出了一道题：井盖谁来管", "", ()),
        ("标 题： 街长制怎么推 文 号： 青政发〔2024〕3号", "街长制怎么推", "", ()),
    ],
)
def test_a_title_stands_without_its_dispatch(
    line: str, title: str, publisher: str, authors: tuple[str, ...]
) -> None:
    article = article_of(line, ONE, TWO, THREE)
    assert article.title == title
    source = article.sources[0] if article.sources else None
    assert (source.publisher if source else "") == publisher
    assert (source.authors if source else ()) == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("周莉莉 本报记者 吴江明", ("周莉莉", "吴江明")),
        ("李文 周海 本刊记者 吴江明", ("李文", "周海", "吴江明")),
        ("青河日报 记者 周海", ("周海",)),
    ],
)
def test_who_stands_ahead_of_the_reporters_of_a_paper_writes(
    line: str, authors: tuple[str, ...]
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize("line", ["05-10 20:59", "Line分享 articlefont", "微信分享"])
def test_hours_and_shares_below_a_title_are_no_text(line: str) -> None:
    assert line not in paragraphs_of(TITLE, line, ONE, TWO, THREE)


def test_an_hour_is_of_the_site_right_below_the_title_only() -> None:
    hour = "05-10 20:59"
    assert hour in paragraphs_of(TITLE, ONE, "巡查时间如下：", hour, TWO, THREE)
    near = ("青河观察", hour)
    assert hour not in paragraphs_of(TITLE, *near, ONE, TWO, THREE)
    assert hour in paragraphs_of(TITLE, "青河观察", "街长手记", hour, ONE, TWO, THREE)


def test_the_client_before_a_paper_is_none_of_its_name() -> None:
    source = article_of(TITLE, "新青河-青河日报记者 周海", ONE, TWO, THREE).sources[0]
    assert (source.publisher, source.authors) == ("青河日报", ("周海",))


@pytest.mark.parametrize("place", ["雲嘉", "花東", "高屏"])
def test_parts_of_taiwan_behind_a_writer_are_nobody(place: str) -> None:
    byline = read_byline(f"記者呂娟惠／{place}報導")
    assert byline is not None
    assert byline.authors == ("呂娟惠",)
    assert not is_name(place)
