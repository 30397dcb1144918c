"""The head of saved text: a title that stands alone, its place above it, whom it speaks with."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.facts.masthead import read_line
from casebook.records import Article, Theme

FIRST = "过去，村民修一条水渠要等两年，图纸改了又改，镇里决定换个办法。"
SECOND = "镇里让村民自己议、自己建，干部只管验收，三个月修好了十一条。"
THIRD = "两年下来，渠水到了每一块田，用水纠纷少了九成，亩产高了一成。"


def article_of(*lines: str) -> Article:
    made = clean_bytes("\n".join(lines).encode()).article
    assert made
    return made


@pytest.mark.parametrize("title", ["某县办证改革", "让信用卡住失信者", "某县山林抵押改革"])
def test_the_only_line_that_could_be_a_title_is_not_cut_for_a_word(title: str) -> None:
    made = article_of(title, "来源：青河网 2022-05-06", FIRST, "一、主要做法", SECOND)
    assert made.title == title


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (("村民议事修水渠",), "低息抵押 一天办证"),
        (("来源：青河网 2022-05-06",), "无抵押贷款 网上办证 加微信"),
    ],
)
def test_a_line_of_advertising_is_cut_beside_a_title_or_for_a_strong_word(
    above: tuple[str, ...], line: str
) -> None:
    made = clean_bytes("\n".join((line, *above, FIRST, SECOND, THIRD)).encode())
    assert line in {removal.text for removal in made.ledger.removals}


@pytest.mark.parametrize("place", ["青河县：", "青河省白水县:", "大桥镇："])
def test_the_place_above_a_title_is_a_part_of_it(place: str) -> None:
    made = article_of(place, "村民议事修水渠", "来源：青河网 2022-05-06", FIRST, SECOND)
    assert made.title == f"{place[:-1]}：村民议事修水渠"


def test_a_line_above_a_title_that_names_no_place_is_none_of_it() -> None:
    made = article_of("水利：", "村民议事修水渠", "来源：青河网 2022-05-06", FIRST, SECOND)
    assert made.title == "村民议事修水渠"


@pytest.mark.parametrize("line", ["访大桥镇党委书记 周海", "专访青河县水利局局长 周海"])
def test_who_is_spoken_with_is_no_writer(line: str) -> None:
    made = article_of("村民议事修水渠", "来源：青河网 2022-05-06", line, FIRST, SECOND)
    assert made.sources[0].authors == ()
    assert article_of("村民议事修水渠", "大桥镇党委书记 周海", FIRST).sources[0].authors == (
        "周海",
    )


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        (
            "（本报记者 周海 通讯员 吴江）《青河日报》2019年8月6日第3版",
            "青河日报",
            ("周海", "吴江"),
        ),
        ("（记者 周海） 青河日报 2019-08-06", "青河日报", ("周海",)),
        ("(通讯员 吴江、王立民)《青河周报》2019年8月6日", "青河周报", ("吴江", "王立民")),
    ],
)
def test_writers_in_brackets_may_stand_before_the_paper(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    said, left = read_line(line)
    assert (said.published, said.publisher, said.authors) == ("2019-08-06", publisher, authors)
    assert not left


def test_writers_before_a_text_with_a_day_are_no_masthead() -> None:
    assert read_line("（记者 周海）8月5日，青河县修成第一条水渠。")[0].is_empty


@pytest.mark.parametrize("head", ["背景", "引言：为什么要改", "缘起"])
def test_a_bare_heading_with_its_text_stands_beside_numbers_of_other_themes(head: str) -> None:
    made = article_of("村民议事修水渠", head, FIRST, "一、主要做法", SECOND, "二、取得成效", THIRD)
    themes = [section.theme for section in made.sections]
    assert themes == [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]


@pytest.mark.parametrize(
    "lines",
    [
        ("主要做法", SECOND, "一、村民自己议", FIRST, "二、干部来验收", THIRD),
        ("主要做法", SECOND, "一、取得成效", FIRST, "二、村民议", THIRD, "三、村民建", SECOND),
    ],
)
def test_a_bare_heading_stays_above_numbers_of_which_few_name_a_theme(
    lines: tuple[str, ...],
) -> None:
    made = article_of("村民议事修水渠", *lines)
    assert [section.heading for section in made.sections] == ["主要做法"]
