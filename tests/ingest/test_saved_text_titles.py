"""Titles of saved text: what stands beside, above and below them, and what is glued to them."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.running import is_sentence
from casebook.ingest.facts.parted import part_from_day
from casebook.ingest.headings.title import is_no_title
from casebook.problems import Code

DAY = "2024-05-06 来源：青河网"
TITLE = "商户自己推选的街长"


def doubts(*lines: str) -> list[str]:
    """Return what is said of the titles in doubt."""
    made = cleaned(*lines).problems
    return [problem.detail for problem in made if problem.code is Code.TITLE_IN_DOUBT]


@pytest.mark.parametrize(
    ("lead", "point"),
    [
        (
            "按照年度考核计划，市里会同各街道抽查了六百个路段，经公示，现将先进路段公布如下：",
            "北街",
        ),
        (
            "今年以来，镇里组织街长逐户走访，建立了三张清单，现把四月份的巡查情况通报如下：",
            "老街口",
        ),
    ],
)
def test_a_paragraph_that_leads_on_is_text_and_no_point_below_it_the_title(
    lead: str, point: str
) -> None:
    long = f"从春天起，各社区的志愿者分成八个小组，轮流在街口值守，{lead}"
    made = cleaned(TITLE, DAY, long, point, ONE, TWO)
    assert made.article is not None
    assert made.article.title == TITLE
    assert {long, point} <= {line.text for line in made.kept}


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("甲" * 20 + "，" + "乙" * 11 + "，" + "丙" * 11 + "：", True),
        ("甲" * 20 + "，" + "乙" * 10 + "，" + "丙" * 11 + "：", False),
        ("甲" * 30 + "，" + "乙" * 20 + "：", False),
        ("a, " * 30 + "b:", False),
        ("老街换了新模样 沿街的商户还能留得住吗？", False),
        ("老街换了新模样，沿街的商户还能留得住吗？", True),
        ("商户当上了街长！投诉为什么少了四成多？", False),
    ],
)
def test_what_is_running_text(text: str, *, running: bool) -> None:
    assert is_sentence(text) is running


@pytest.mark.parametrize("caption", ["老街", "茶店子巷"])
def test_a_word_right_above_the_text_is_no_title_where_a_line_above_tells_more(
    caption: str,
) -> None:
    made = article_of("街面", "沿街商户推选街长", "分享", caption, ONE, TWO, THREE)
    assert made.title == "沿街商户推选街长"


@pytest.mark.parametrize("label", ["视力保护色：", "分享到：", "打印："])
def test_the_only_line_that_can_be_the_title_is_no_value_of_a_button(label: str) -> None:
    made = article_of("首页", label, TITLE, "日期：2024-05-06 访问次数：", ONE, TWO, THREE)
    assert made.title == TITLE


@pytest.mark.parametrize(("value", "taken"), [("甲" * 12, True), ("甲" * 13, False)])
def test_what_a_button_offers_is_short(value: str, *, taken: bool) -> None:
    lines = ("街面上的新鲜事", "字号：", value, TITLE, DAY, ONE, TWO, THREE)
    cut = [x.text for x in cleaned(*lines).ledger.removals if x.reason == Cause.CHROME]
    assert (value in cut) is taken


@pytest.mark.parametrize(
    ("line", "title", "day"),
    [
        ("街长撑起“平安伞”2024年5月6日", "街长撑起“平安伞”", "2024-05-06"),
        (
            "六百名街长上岗，投诉少了四成（观察） 2024年05月06日",
            "六百名街长上岗，投诉少了四成（观察）",
            "2024-05-06",
        ),
        ("关于公布街长名单的通知2024年5月6日", "关于公布街长名单的通知", "2024-05-06"),
        ("本文标题：商户自己推选的街长", TITLE, ""),
        ("中新网青河 青河新闻网 商户自己推选的街长", TITLE, ""),
        ("织密街面保障网 兜牢秩序底线", "织密街面保障网 兜牢秩序底线", ""),
    ],
)
def test_what_is_glued_to_a_title_is_taken_off(line: str, title: str, day: str) -> None:
    made = article_of(line, "来源：本站 点击：52", ONE, TWO, THREE)
    assert (made.title, str(made.sources[0].published)) == (title, day)


@pytest.mark.parametrize(
    "line", ["青河县人民政府2024年5月6日", "青河新闻网 2022年04月06日", "从2021年至2024年5月6日"]
)
def test_a_body_or_a_span_before_a_day_is_no_title(line: str) -> None:
    assert part_from_day(line) is None


@pytest.mark.parametrize("tail", [" - 知行", "--社会", "_城管", "|青河圈"])
def test_what_the_page_calls_itself_is_its_title_with_something_behind(tail: str) -> None:
    made = cleaned(TITLE + tail, "首页", "登录", TITLE, DAY, ONE, TWO, THREE)
    assert made.article is not None
    assert made.article.title == TITLE
    assert not any(tail in line.text for line in made.kept)


@pytest.mark.parametrize("title", ["改革案例｜沿街商户推选街长", "街面观察|商户当街长管街面"])
def test_a_title_with_a_bar_that_stands_twice_is_no_table(title: str) -> None:
    assert article_of(title, title, ONE, TWO, THREE).title == title


@pytest.mark.parametrize("row", [(DAY,), ()])
@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        ("青河市街长制让六百名商户管起了街面", "街面净起来 商户笑起来", True),
        ("青河市街长制让六百名商户管起了街面", "老街的旧事", False),
    ],
)
def test_a_line_of_two_parts_below_a_longer_one_may_be_the_title(
    first: str, second: str, row: tuple[str, ...], *, doubted: bool
) -> None:
    said = doubts(first, second, *row, ONE, TWO, THREE)
    assert [second in detail for detail in said] == [True] * doubted


def test_the_line_above_the_masthead_is_named_where_one_below_it_was_chosen() -> None:
    lines = ("青河市街长制的来龙去脉", DAY, "编辑部", "沿街商户推选街长六百名")
    made = article_of(*lines, ONE, TWO, THREE)
    named = any(lines[0] in detail for detail in doubts(*lines, ONE, TWO, THREE))
    assert made.title == lines[0] or named


def test_between_the_breadcrumb_and_the_masthead_stands_the_title() -> None:
    others = ("2024-01-25", "[青河日报]街长上门送清单", "2024-01-25", "[青河日报]商户换新招")
    crumbs = "当前位置：首页 > 新闻动态 > 媒体聚焦"
    made = article_of(*others, crumbs, TITLE, "来源：宣教中心 2024-05-06 14:59", ONE, TWO, THREE)
    assert made.title == TITLE


def test_lines_with_day_and_hour_behind_them_are_news() -> None:
    names = ("北街商户推选街长六百名", "街长巡查两次街面有序", "网格员核实照片当天公开")
    rows = tuple(f"最新消息{name} 2024-05-06 19:0{n}" for n, name in enumerate(names))
    row = "上報快訊／周海 2024年05月06日 20:19:00"
    assert article_of(*rows, "焦點", TITLE, row, ONE, TWO, THREE).title == TITLE


@pytest.mark.parametrize(("above", "found"), [(79, True), (80, False)])
def test_a_title_stands_at_the_head_of_a_page(above: int, *, found: bool) -> None:
    made = cleaned(*("更多" for _ in range(above)), TITLE, DAY, ONE, TWO, THREE)
    missing = any(problem.code is Code.NO_TITLE for problem in made.problems)
    assert missing is not found


@pytest.mark.parametrize(("word", "doubted"), [("企业邮箱", True), ("企业的邮箱", False)])
def test_a_word_below_other_lines_is_hardly_a_title(word: str, *, doubted: bool) -> None:
    lines = ("免费", "VIP专区", word, ONE.replace("满意", "企业邮箱"), TWO)
    assert bool(doubts(*lines)) is doubted


def test_in_a_page_without_masthead_a_line_below_a_caption_may_be_a_subtitle() -> None:
    line = "三年花費八千萬 街面投訴少四成"
    assert doubts("沿街商戶在登記名單。（河口區公所提供）", line, ONE, TWO, THREE)


@pytest.mark.parametrize(
    "line", ["本文共1520字，预计阅读4分钟", "原创周海青河改革", "上篇 街长从哪里来", "-青河历史网"]
)
def test_what_is_no_title(line: str) -> None:
    assert is_no_title(line)


@pytest.mark.parametrize("line", ["原创精品街面观察", "上篇下篇都是街长的故事"])
def test_what_may_be_one(line: str) -> None:
    assert not is_no_title(line)


def test_where_a_title_is_in_doubt_what_speaks_of_the_text_stays() -> None:
    told, other = "青河市街长制投诉减少。", "欢迎来到县里的主页。"
    lines = (other, told, "2024年5月6日", "一条街的账本", ONE, TWO, THREE)
    kept = {line.text for line in cleaned(*lines).kept}
    assert doubts(*lines)
    assert told in kept
    assert other not in kept


@pytest.mark.parametrize("mark", ["按语：", "编者按：", "【按语】"])
def test_the_title_stands_below_a_note(mark: str) -> None:
    note = f"{mark}去年十一月，市里召开街长工作会，十五位街长交流了做法，本刊选登一篇。"
    made = cleaned(note, "关于推行街长制的调研与思考", "青河市城管局 周海 王立新", ONE, TWO)
    assert made.article is not None
    assert made.article.title == "关于推行街长制的调研与思考"
    assert note in [line.text for line in made.kept]


def test_a_lead_behind_its_label_is_never_cut_above_a_title() -> None:
    lead = "核心提示：沿街商户推选街长六百名，三年里投诉少了四成"
    kept = cleaned(lead, DAY, TITLE, ONE, TWO, THREE).kept
    assert lead in [line.text for line in kept]


@pytest.mark.parametrize("kicker", ["青河市沿街商户推选街长：", "沿街商户推选的街长六百名："])
def test_a_line_with_a_colon_above_a_title_is_its_kicker(kicker: str) -> None:
    assert article_of(kicker, "街面的事商量着办", DAY, ONE, TWO, THREE).kicker == kicker


def test_a_copy_behind_the_mark_of_a_dispatch_is_no_subtitle_and_names_the_agency() -> None:
    again = f"中新网 青河5月6日电 题：{TITLE}"
    made = article_of(TITLE, "2024-05-06 16:08:58", again, "作者 周海", ONE, TWO, THREE)
    assert (made.subtitle, made.sources[0].publisher) == ("", "中新网")


def test_a_line_in_brackets_is_no_subtitle() -> None:
    made = article_of(TITLE, "（街面图片仅供参考）", DAY, ONE, TWO, THREE)
    assert made.subtitle == ""


def test_a_title_printed_again_without_its_column_goes() -> None:
    lines = ("【走街串巷】街长进了门——北街见闻", "[来源：青河在线] [作者：周海]", "街长进了门")
    made = cleaned(*lines, "——北街见闻", ONE, TWO, THREE)
    assert sum("街长进了门" in line.text for line in made.kept) == 1


def test_a_page_that_ends_with_a_paragraph_cut_short_keeps_what_is_above() -> None:
    above = ("带着这个问题", "我们去了老城", "看看那里的变化", "听听各家怎么讲")
    last = "占道经营少了以后，街长们的巡查并没有减少，他们把更多时间"
    kept = [line.text for line in cleaned(TITLE, DAY, ONE, TWO, THREE, *above, last).kept]
    assert {*above, last} <= {*kept}
