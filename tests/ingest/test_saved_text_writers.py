"""Writers, editors and papers of saved texts as the credits name them; our wording."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, outline_of, paragraphs_of

from casebook.ingest.facts.line_kinds import names_reporters
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in, read_byline
from casebook.ingest.facts.posts import without_workplace
from casebook.ingest.lexicon import is_furniture
from casebook.problems import Code
from casebook.records import Loss, Role

TITLE = "街长制让街面更有序"
MASTHEAD = "2024-05-06 来源：青河日报"


@pytest.mark.parametrize(
    ("line", "authors", "photographers"),
    [
        ("周海明 李文杰 採訪報導", ("周海明", "李文杰"), ()),
        ("周海明、李文杰 采写", ("周海明", "李文杰"), ()),
        ("周海明／採訪撰文", ("周海明",), ()),
        ("周海明 李文杰 摄影报道", ("周海明", "李文杰"), ("周海明", "李文杰")),
        ("■ 芦伟华/文", ("芦伟华",), ()),
        ("記者：陳美鳳／台中 報導。", ("陳美鳳",), ()),
        ("新青河-青河日报记者 周海明", ("周海明",), ()),
    ],
)
def test_a_line_of_writers(
    line: str, authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    said = read_byline(line)
    assert said is not None
    assert (said.authors, said.photographers, said.strong) == (authors, photographers, True)


@pytest.mark.parametrize("line", ["周海明 采写", "街长 街道 采写报道", "芦伟华/文", "街长见闻/文"])
def test_one_name_without_a_sign_is_no_line_of_writers(line: str) -> None:
    said = read_byline(line)
    assert said is None or not said.strong


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("来源：周海明 2024-05-06", "", ("周海明",)),
        ("来源：周海明 作者：李文 2024-05-06", "", ("李文",)),
        ("2024-05-06 来源：周海", "", ()),  # may be a paper's as well
        ("2024-05-06 来源：江阴", "江阴", ()),
        ("2024-05-06 来源：百家号", "", ()),
        ("作者：周海 吴江明来源青河日报）", "青河日报", ("周海", "吴江明")),
        ("（记者：周海明 来源青河观察网）", "青河观察网", ("周海明",)),
        ("来源：青河报业集团全媒体记者 陈和洲 赵亮", "青河报业集团", ("陈和洲", "赵亮")),
        ("来源：青河融媒记者 陈和洲", "青河融媒", ("陈和洲",)),
        ("来源：青河法制报  签发日期：2024-05-06", "青河法制报", ()),
        ("2024-05-06 来源：青河日报 作者： -标准+", "青河日报", ()),
        ("2024-05-06 来源：青河日报 作者：周海明 评论(0)", "青河日报", ("周海明",)),
        (
            "2024-05-06 来源：青河日报 共享联盟·石桥 周海明 通讯员 李文",
            "青河日报",
            ("周海明", "李文"),
        ),
    ],
)
def test_a_source_is_no_person_and_stands_apart_from_its_writers(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    said, _ = read_line(line)
    assert (said.publisher, said.authors) == (publisher, authors)


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("审核：县民政局", ()),
        ("责任编辑：东岗镇政府", ()),
        ("编辑：周海明 终审：青石镇人民政府", ("周海明",)),
        ("编辑：信息公开科", ("信息公开科",)),
    ],
)
def test_an_office_that_checks_a_text_is_no_editor(line: str, editors: tuple[str, ...]) -> None:
    assert read_line(line)[0].editors == editors


@pytest.mark.parametrize(
    ("line", "authors", "photographers"),
    [
        ("文/何宜嬨 人物攝影/吳尚鴻", ("何宜嬨",), ("吳尚鴻",)),
        ("撰文／周海明　空拍攝影／李文杰", ("周海明",), ("李文杰",)),
    ],
)
def test_what_a_photographer_took_stands_in_the_label(
    line: str, authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    source = article_of(TITLE, ONE, TWO, THREE, line).sources[0]
    assert (source.authors, source.photographers) == (authors, photographers)


def test_writers_with_their_offices_on_several_lines() -> None:
    lines = ("文/ 青河市农业局 杨兰英", "/ 石桥县农业局 周海明", "／青石县委党校 李文")
    done = cleaned(TITLE, *lines, ONE, TWO, THREE)
    assert done.article is not None
    assert done.article.sources[0].authors == ("杨兰英", "周海明", "李文")
    assert len(done.ledger.repairs) == len(lines) - 1
    assert paragraphs_of(TITLE, lines[0], "/ 石桥县的老街", ONE, TWO)[0] != ONE


def test_an_office_before_each_writer_is_none() -> None:
    assert without_workplace("青河县民政局 周海明、石桥县司法局 李文", is_name) == "周海明、李文"
    assert without_workplace("青河县民政局 周海明 慰问老人", is_name).startswith("青河县")


@pytest.mark.parametrize(
    ("value", "names"),
    [("周立镇", ("周立镇",)), ("河口镇", ()), ("周海明 石桥镇", ("周海明",))],
)
def test_a_town_is_no_writer_where_no_surname_begins_it(value: str, names: tuple[str, ...]) -> None:
    assert names_in(value) == names


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("作者：hongye 来源：青河日报 2024-05-06", True),
        ("作者：周海明 王小村 2024-05-06", True),
        ("来源：周海明 作者：李文 2024-05-06", True),
        ("作者：admin 来源：青河日报 2024-05-06", False),
        ("作者：hkxbwb 来源：青河日报 2024-05-06", False),
    ],
)
def test_a_name_that_was_not_taken_is_reported(line: str, *, told: bool) -> None:
    alarms = cleaned(TITLE, line, ONE, TWO, THREE).ledger.alarms
    assert ([x.text for x in alarms if x.loss is Loss.NAMES] == [line]) is told


def test_a_town_of_which_the_text_speaks_is_not_reported() -> None:
    alarms = cleaned(TITLE, "作者：周海明 石桥镇 2024-05-06", f"石桥镇说，{ONE}", TWO).ledger.alarms
    assert Loss.NAMES not in {alarm.loss for alarm in alarms}


@pytest.mark.parametrize("line", ["記者周海明／青河報導", "撰文／陳美鳳 攝影／許銘輝"])
def test_writers_in_the_other_script_are_no_advertising(line: str) -> None:
    assert names_reporters(line)
    assert article_of(TITLE, line, ONE, TWO, THREE).sources[0].authors


def test_what_a_text_tells_of_is_not_its_writer() -> None:
    texts = [f"石虎{text}" for text in (ONE, TWO, THREE)]
    assert article_of(TITLE, "石虎", MASTHEAD, *texts).sources[0].authors == ()
    assert article_of(TITLE, "石虎", MASTHEAD, *texts[:2], THREE).sources[0].authors == ("石虎",)


@pytest.mark.parametrize(
    ("end", "authors"), [("青公宣", ("青公宣",)), ("大力宣", ()), ("街巷天天宣", ())]
)
def test_an_office_in_short_is_no_word(end: str, authors: tuple[str, ...]) -> None:
    assert article_of(TITLE, ONE, TWO, f"{THREE}（{end}）").sources[0].authors == authors


def test_editors_above_a_text_without_a_title() -> None:
    article = article_of("初审编辑：魏振彬", "责任编辑：邓梦娇", ONE, TWO, THREE)
    assert article.sources[0].editors == ("魏振彬", "邓梦娇")


def test_the_writer_of_a_dispatch_below_captions() -> None:
    captions = (
        "街长走在老街的巷子里，查看两边的路灯。李信君摄",
        "街长走在老街的巷子里，查看两边的路灯。",
    )
    source = article_of(TITLE, *captions, f"人民网威海9月16日电(刘祺){ONE}", TWO).sources[0]
    assert source.authors == ("刘祺",)


def test_what_leads_back_to_a_portal_leaves() -> None:
    assert paragraphs_of(TITLE, ONE, TWO, f"{THREE} 返回搜狐") == [ONE, TWO, THREE]
    said = "问他去哪里，他说：“回家。”返回凤凰"  # a county
    assert paragraphs_of(TITLE, ONE, TWO, THREE, said) == [ONE, TWO, THREE, said]


@pytest.mark.parametrize(
    ("above", "title", "sure"),
    [
        ("实现街长全覆盖", "青河市街长推行占道劝导制", True),
        ("近600名商户选上街长", "青河市“街长”管起街面投诉", False),
        ("主动上门劝导 当天核实公开", "青河市街长管起街面投诉", False),
    ],
)
def test_a_line_that_says_what_for_or_how_many_is_a_kicker(
    above: str, title: str, *, sure: bool
) -> None:
    done = cleaned(above, title, "周海 李文 王立民", ONE, TWO, THREE)
    assert done.article is not None
    said = {problem.code for problem in done.problems}
    assert done.article.title == title or Code.TITLE_IN_DOUBT in said
    assert (Code.TITLE_IN_DOUBT not in said) is sure


def test_a_title_behind_its_label_in_a_row_of_an_index() -> None:
    rows = ("索 引 号: 004298/2020-61", "发布机构: 县城管局 发布日期: 2020年06月20日")
    lines = (*rows, "标 题: 街长巡查劝导情况 文 号:", "内容概述: 街长巡查劝导情况")
    done = cleaned(*lines, "街长巡查劝导情况", ONE, TWO, THREE)
    assert [line.text for line in done.kept if line.role is Role.TITLE] == ["街长巡查劝导情况"]


def test_a_caption_of_a_word_is_reported_as_title() -> None:
    done = cleaned(
        "相册", "街长每天巡查两次，劝导占道经营的商户", "分享", "292", "沿街商户", ONE, TWO, THREE
    )
    assert Code.TITLE_IN_DOUBT in {problem.code for problem in done.problems}


@pytest.mark.parametrize("line", ["青河市老城街道街长工作站", "▲街长在巷口登记"])
def test_a_line_alone_right_below_the_masthead_heads_nothing(line: str) -> None:
    assert outline_of(TITLE, MASTHEAD, line, ONE, TWO, THREE) == []


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("老街手记｜周海明", "老街手记", ("周海明",)),
        ("沿街评论 | 王立民", "沿街评论", ("王立民",)),
        ("街长手记丨陈美凤", "街长手记", ("陈美凤",)),
        ("关注街长｜安置房", "关注街长｜安置房", ()),
        ("街长手记｜网格员", "街长手记｜网格员", ()),  # of whom the text tells
    ],
)
def test_a_column_with_its_writer_is_in_doubt_as_a_title(
    line: str, title: str, authors: tuple[str, ...]
) -> None:
    done = cleaned(line, ONE, TWO, THREE)
    assert done.article is not None
    assert (done.article.title, done.article.sources[0].authors) == (title, authors)
    assert (Code.TITLE_IN_DOUBT in {x.code for x in done.problems}) is bool(authors)


@pytest.mark.parametrize(
    "heading", ["点亮夜归人的路", "点赞身边的老街长", "點亮鄉村夜生活", "点亮心灯", "点亮爱心驿站"]
)
def test_a_heading_may_begin_as_a_button_does(heading: str) -> None:
    assert not is_furniture(heading)


@pytest.mark.parametrize(
    "button", ["点赞", "点赞 在看", "点亮“在看”", "点亮小红心吧", "点赞收藏转发", "點讚12"]
)
def test_buttons_that_such_a_heading_begins_with_go(button: str) -> None:
    assert is_furniture(button)


def test_a_writer_behind_the_last_sentence_is_read_though_links_of_the_site_stand_below() -> None:
    text = [ONE, TWO, THREE, ONE.replace("六百", "七百") + "（罗雪梅）"]
    done = cleaned(
        "河口镇街长制让街面更有序", "来源：青河日报", *text, "• 河口便民服务", "• 河口云超市"
    )
    assert done.article is not None
    assert done.article.sources[0].authors == ("罗雪梅",)
    assert not any("罗雪梅" in line.text for line in done.kept)


def test_who_speaks_last_is_no_writer_but_a_name_behind_what_another_says_is() -> None:
    def authors(said: str) -> tuple[str, ...]:
        done = cleaned("河口镇街长制让街面更有序", "来源：青河日报", ONE, TWO, THREE, TWO, said)
        assert done.article is not None
        return done.article.sources[0].authors

    assert authors("村支书王立民说：“如今街面整齐，大家心里也敞亮。”（罗雪梅）") == ("罗雪梅",)
    assert authors("“如今街面整齐，大家心里也敞亮。”（罗雪梅）") == ()


def test_an_empty_label_does_not_part_writers_from_their_text() -> None:
    done = cleaned("河口鎮街長制讓街面更有序", "撰文：周海明", "出版：更新：", ONE, TWO, THREE)
    assert done.article is not None
    assert done.article.sources[0].authors == ("周海明",)
    assert "撰文" not in "".join(line.text for line in done.kept)
