"""Which line is the title: what counts for a candidate and how much, and when it is in doubt."""

from __future__ import annotations

from typing import Any

import pytest

import casebook
from casebook.ingest.headings.title import (
    Candidate,
    agreement,
    bare,
    bigrams,
    choose_title,
    is_no_title,
    repeated_lines,
    score,
)

TITLE = "青河市推行街长制改革"
PAIRS = bigrams("青河市去年推行街长制，沿街商户推选街长。")


def points(text: str = TITLE, **known: Any) -> float:
    return score(Candidate(0, text, **known), PAIRS)


@pytest.mark.parametrize(
    ("known", "more"),
    [
        ({"named": 1.0}, 6.0),
        ({"named": 0.5}, 1.5),
        ({"rank": 6}, 3.0),
        ({"rank": 5}, 2.0),
        ({"rank": 4}, 1.5),
        ({"rank": 3}, 1.0),
        ({"rank": 2}, 0.5),
        ({"repeated": True}, 2.0),
        ({"above": True}, 2.0),
        ({"first": True}, 1.0),
        ({"centred": True}, 0.5),
        ({"linked": True}, -2.0),
    ],
)
def test_what_a_sign_counts(known: dict[str, Any], more: float) -> None:
    assert points(**known) - points() == pytest.approx(more)


@pytest.mark.parametrize(
    ("text", "less"),
    [
        (f"{TITLE}：", -1.5),
        (f"{TITLE}，", -1.5),
        ("青河市，推行，街长制，改革", -1.0),
    ],
)
def test_signs_in_the_words(text: str, less: float) -> None:
    assert points(text) - points() == pytest.approx(less)


def test_words_of_the_text_count() -> None:
    assert points("邻县办好一件实事") == pytest.approx(1.0 - 1.0)
    assert points("邻县办好一件实事", above=True) == pytest.approx(1.0 + 2.0)
    assert points("邻县办好一件实事", first=True) == pytest.approx(1.0 + 1.0)
    assert points("青河办好一件实事") == pytest.approx(1.0 + 1.0)
    assert points(TITLE) == pytest.approx(1.0 + 2.0)


@pytest.mark.parametrize(("size", "item"), [(7, 0.0), (8, 1.0), (45, 1.0), (46, 0.0)])
def test_the_usual_length_counts(size: int, item: float) -> None:
    assert points("青河街长" + "甲" * (size - 4)) == pytest.approx(1.0 + item)


def test_a_short_line_counts_less() -> None:
    assert points("青河街长制") == pytest.approx(1.5)
    assert points("青河街长制改") == pytest.approx(2.0)


def test_the_best_wins_and_the_next_is_named() -> None:
    other = Candidate(1, "邻县办好一件实事", rank=3)
    choice = choose_title([other, Candidate(0, TITLE, rank=6, named=1.0)], "青河市推行街长制。")
    assert (choice.at, choice.runner_up, choice.doubtful) == (0, other.text, False)


def test_the_earlier_of_equals_wins() -> None:
    same = [Candidate(at, TITLE, rank=6) for at in (5, 2, 9)]
    choice = choose_title(same, "")
    assert (choice.at, choice.runner_up) == (2, "")


def test_two_that_are_close_are_in_doubt() -> None:
    texts = ("青河市推行街长制改革", "青河市推行网格制改革")
    pair = [Candidate(at, text, rank=2) for at, text in enumerate(texts)]
    assert choose_title(pair, "青河市推行改革").doubtful
    assert not choose_title([Candidate(0, texts[0], rank=6, named=1.0), pair[1]], "").doubtful


def test_no_candidate() -> None:
    assert choose_title([], "").at == -1
    assert choose_title([Candidate(0, "来源：青河日报")], "").at == -1


def test_what_the_page_calls_its_title_may_have_any_words() -> None:
    brief = "街长制简介"
    assert is_no_title("改革背景")
    assert choose_title([Candidate(0, "改革背景", rank=4, named=0.8)], "").at == 0
    assert choose_title([Candidate(0, "改革背景", rank=3, named=1.0)], "").at == -1
    assert choose_title([Candidate(0, "改革背景", rank=4, named=0.7)], "").at == -1
    assert choose_title([Candidate(0, "二十三、感赞青河", named=1.0)], "").at == 0
    assert choose_title([Candidate(0, "二十三、感赞青河", named=0.9)], "").at == -1
    assert choose_title([Candidate(0, brief, rank=6, named=1.0)], "").at == 0


@pytest.mark.parametrize(
    ("line", "named", "full", "degree"),
    [
        ("青河推行街长制", "青河推行街长制", "青河推行街长制青河网", 1.0),
        ("青河推行街长制青河网", "青河推行街长制", "青河推行街长制青河网", 1.0),
        ("青河推行街", "青河推行街长制", "青河推行街长制青河网", 0.9),
        ("青河推", "青河推行街长制", "青河推行街长制青河网", 0.0),
        ("青河推行街长制改革全记录", "青河推行街长制度", "青河推行街长制度青河网", 0.0),
        ("青河推行街长制度全记录", "青河推行街长制度", "青河推行街长制度青河网", 0.8),
        ("推行街长", "青河推行街长制", "青河推行街长制青河网", 0.6),
        ("行街长", "青河推行街长制", "青河推行街长制青河网", 0.0),
        ("青河推行街长制", "", "", 0.0),
    ],
)
def test_how_far_a_line_is_what_the_page_is_called(
    line: str, named: str, full: str, degree: float
) -> None:
    assert agreement(line, named, full) == degree


def test_bare_repeated_and_pairs() -> None:
    assert bare("“青河”—街長制 2024") == "青河街长制2024"
    assert repeated_lines(["甲", "乙", "甲"]) == {"甲"}
    assert bigrams("青河a街長制") == {"青河", "街长", "长制"}
    assert bigrams("青") == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        *("青河市推行街长制。", "一、街长制", "各位代表：", "摘要：青河街长制", "甲|乙|丙|丁"),
        *(
            "作者：周海",
            "【青河日报讯】街长制",
            "联系我们",
            "相关阅读",
            "青" * 91,
            "青",
            "记者 周海",
        ),
        *("京政办发〔2016〕26号", "——记青河街长", "首页 > 新闻 > 街长制", "推荐阅读："),
    ],
)
def test_what_no_title_is(line: str) -> None:
    assert is_no_title(line)


@pytest.mark.parametrize("line", ["青" * 90, "青河", "街长说：“这条街变了。”", TITLE])
def test_what_a_title_may_be(line: str) -> None:
    assert not is_no_title(line)


@pytest.mark.parametrize(
    "line", ["2020年度", "（2021年）", "2023年", "2024年6月", "二〇二二年十月"]
)
def test_a_year_alone_is_no_title(line: str) -> None:
    assert is_no_title(line)
    assert not is_no_title(f"{line}街长制改革")


def test_the_title_above_a_year_and_an_office_is_one() -> None:
    title, text = "街长制的青河经验", "青河每条街巷由一名街长负责，居民有事可以直接找到他。"
    lines = (title, "2020年度", "青河县委改革办", "一、改革背景", text, "二、主要做法", text)
    made = casebook.clean_bytes("\n".join(lines).encode(), media_type="text/plain")
    assert made.article is not None
    assert made.article.title == title
    assert [section.heading for section in made.article.sections][1:] == [lines[3], lines[5]]


@pytest.mark.parametrize(
    "office",
    [
        "中共青河市委社会工作部",
        "青河市农业农村局、青河市财政局",
        "青河市总工会",
        "东岭省青河市人民法院",
    ],
)
def test_an_office_below_the_first_line_is_hardly_a_title(office: str) -> None:
    assert points(office) < points(f"{office}的街长") - 3
    assert points(office, first=True) >= points(office) + 4


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("数字报首页 版面导航 上一期 下一期", True),
        ("收藏 打印 改革 公开", True),
        ("收藏 改革 公开 透明", False),
        ("收藏 打印", True),
        ("饮水 农村水电 山塘账目 堰口见闻 渠长故事 闸门图录 井泉名册 水车旧影", True),
        ("饮水 农村水电 山塘账目 堰口见闻 渠长故事 闸门图录 井泉名册", False),
        ("用 农村水电 山塘账目 堰口见闻 渠长故事 闸门图录 井泉名册 水车旧影", False),
        ("饮水 农村水电站办 山塘账目 堰口见闻 渠长故事 闸门图录 井泉名册 水车旧影", True),
        ("饮水 农村水电站办事 山塘账目 堰口见闻 渠长故事 闸门图录 井泉名册 水车旧影", False),
        ("土地 入股 分红", False),
        ("商業", True),
        ("政务公开 办事服务 互动交流", True),
        ("商業街的一年", False),
        ("青河县人民政府 要闻动态", True),
        ("青河市政府新聞稿", True),
        ("青河县人民政府推动改革动态", False),
        ("改革简报", False),  # alone it names a list, too
        ("青河县人民政府 改革简报", True),
        ("让改革动态可查", False),
        ("第36期（总第128期）", True),
        ("（第十二期）", True),
        ("第36期学员的账本", False),
        ("《改革内参》专栏", True),
        ("《民法典》专栏进村", False),
        ("今天是2018年7月12日 星期四 青河 晴", True),
        ("2018年7月12日 星期四 青河 26～34℃", True),
        ("水温26℃的改革", False),
        ("热门搜索：土地 医保", True),
        ("大家都在搜：土地 医保", True),
        ("人工智能青河日报", True),
        ("人工智能写青河日报", False),
    ],
)
def test_what_stands_above_the_texts_of_a_site_is_no_title(line: str, stands: bool) -> None:
    assert is_no_title(line) is stands
