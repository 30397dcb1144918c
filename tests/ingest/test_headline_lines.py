"""The headline of saved text: broken over lines, below its kicker, below its lead."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.problems import Code
from casebook.records import Loss

MASTHEAD = "来源：青河日报 2024-05-06"


@pytest.mark.parametrize(
    ("lines", "title", "subtitle"),
    [
        # right above the masthead stands no heading, whatever its words
        (("一条街的账本", "——青河市街长制", "改革观察", MASTHEAD), "", "——青河市街长制改革观察"),
        (("一条街的账本", "——青河市街长制", "经验做法", MASTHEAD), "", "——青河市街长制经验做法"),
        # above the text one more sign: the kind of text, 的, a word that goes across
        (("一条街的账本", "——青河市街长制", "改革纪实"), "", "——青河市街长制改革纪实"),
        (("一条街的账本", "——青河市街长制", "的探索"), "", "——青河市街长制的探索"),
        (("一条街的账本", "——青河市街巷治理一体", "化观察"), "", "——青河市街巷治理一体化观察"),
        # a title, with its place above it
        (
            ("青河市：", "一本账连起六百名街长", "的治理之路", MASTHEAD),
            "青河市：一本账连起六百名街长的治理之路",
            "",
        ),
        # its place without its kind, three names at most
        (("浙江青田：", "一条街的账本", MASTHEAD), "浙江青田：一条街的账本", ""),
        (("广东佛山顺德：", "一条街的账本", MASTHEAD), "广东佛山顺德：一条街的账本", ""),
        (("广东佛山顺德青田：", "一条街的账本", MASTHEAD), "", ""),
        # a line of a dash stands below both
        (
            ("街长制让老街换新颜之后", "商户自己当家管街面", "——青河市推行街长制的调查"),
            "街长制让老街换新颜之后 商户自己当家管街面",
            "——青河市推行街长制的调查",
        ),
        # half a couplet above the masthead; a shorter line may be anything, an office is none
        (("一条街的账本", "荒坡变成聚宝盆", MASTHEAD), "", "荒坡变成聚宝盆"),
        (("一条街的账本", "荒坡变聚宝盆", MASTHEAD), "", ""),
        (("一条街的账本", "青河市城市管理局", MASTHEAD), "", ""),
        # what is no continuation
        (("一条街的账本", "——青河市街长制", "街巷之困"), "", "——青河市街长制"),
        (("一条街的账本", "——青河市街长制", "青河市城管局", MASTHEAD), "", "——青河市街长制"),
        (("一条街的账本", "——青河市街长制", "周海", MASTHEAD), "", "——青河市街长制"),
        (("一条街的账本", "——青河市街长制", "改革背景"), "", "——青河市街长制"),
        (("一条街的账本", "——青河市街长制，", "改革纪实"), "", "——青河市街长制，改革纪实"),
    ],
)
def test_a_headline_that_is_broken_over_lines(
    lines: tuple[str, ...], title: str, subtitle: str
) -> None:
    made = article_of(*lines, ONE, TWO)
    assert (made.title, made.subtitle) == (title or "一条街的账本", subtitle)


@pytest.mark.parametrize(("size", "joined"), [(20, True), (21, False)])
def test_the_end_of_a_subtitle_has_a_longest(size: int, *, joined: bool) -> None:
    last = "街长管街巷" * 3 + "街" * (size - 17) + "纪实"
    made = article_of("一条街的账本", "——青河市街长制", last, MASTHEAD, ONE, TWO)
    assert made.subtitle.endswith(last) is joined


TITLE = "青河市推行街长制"


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        (f"{TITLE}，去年投入资金三百万元，选出街长600名，主要做法是：", True),
        (f"{TITLE}：2021年以来选出街长600名", True),
        (f"“{TITLE}”全面铺开，覆盖58个社区", True),
        (f"{TITLE} 建成58个站", True),
        (f"{TITLE}强调", True),  # only a bold line may go on so
        (f"【{TITLE}】", False),
        (f"{TITLE}_青河新闻网", False),
        (f"{TITLE}（2024-05-06）", False),
        (f"{TITLE} 1203", False),
    ],
)
def test_a_line_that_begins_as_the_title_and_tells_more_is_text(line: str, *, stays: bool) -> None:
    done = cleaned(TITLE, MASTHEAD, line, f"一是{ONE}", TWO)
    assert (line in {removal.text for removal in done.ledger.removals}) is not stays
    assert done.article is not None
    assert done.article.title == TITLE


@pytest.mark.parametrize(("word", "subtitle"), [("强调", True), ("再强调", False)])
def test_a_bold_copy_of_the_title_may_lead_to_the_subtitle(word: str, *, subtitle: bool) -> None:
    bold = f"<p><b>{TITLE}{word}</b></p><p><b>把街巷的事管到家门口</b></p>"
    page = f"<h1>{TITLE}</h1><p>{MASTHEAD}</p>{bold}<p>{ONE}</p><p>{TWO}</p>"
    made = casebook.clean_bytes(page.encode(), media_type="text/html").article
    assert made is not None
    assert bool(made.subtitle) is subtitle


@pytest.mark.parametrize(("line", "told"), [("街长制新探索：", True), ("新闻观察：", False)])
def test_what_may_be_the_first_half_of_a_title_is_told(line: str, *, told: bool) -> None:
    done = cleaned(line, "", "一条街的账本", MASTHEAD, ONE, TWO)
    assert done.article is not None
    assert done.article.title == "一条街的账本"
    assert [alarm.text for alarm in done.ledger.alarms] == [line] * told


def test_a_joined_line_is_no_loss() -> None:
    done = cleaned("一条街的账本", "——青河市街长制", "经验做法", MASTHEAD, ONE, TWO)
    assert [x.reason for x in done.ledger.removals if x.text == "经验做法"] == [Cause.JOINED]
    assert done.ledger.alarms == ()


@pytest.mark.parametrize(
    ("lines", "kicker", "title"),
    [
        (
            ("促进街巷文明", "青河市六百名街长上岗", MASTHEAD),
            "促进街巷文明",
            "青河市六百名街长上岗",
        ),
        (("促进街巷文明", "青河市六百名街长上岗"), "促进街巷文明", "青河市六百名街长上岗"),
        # two that begin with a verb, or none; a subtitle by its kind; a heading of a theme
        (("促进街巷文明", "推行街长制 群众更满意", MASTHEAD), "", ""),
        (("街巷更文明了", "青河市六百名街长上岗", MASTHEAD), "", ""),
        (("促进街巷文明", "青河市推行街长制纪实", MASTHEAD), "", ""),
    ],
)
def test_a_kicker_begins_with_its_verb(lines: tuple[str, ...], kicker: str, title: str) -> None:
    made = article_of(*lines, ONE, TWO, THREE)
    assert made.kicker == kicker
    assert made.title == (title or made.title)


@pytest.mark.parametrize(("heading", "doubted"), [((), False), (("街长会议",), True)])
def test_a_kicker_without_a_masthead_is_sure_where_no_heading_stands_below(
    heading: tuple[str, ...], *, doubted: bool
) -> None:
    done = cleaned("促进居民交流", "青河市街长制让老街换新颜", ONE, *heading, TWO, THREE)
    assert done.article is not None
    assert done.article.kicker == "促进居民交流"
    assert (Code.TITLE_IN_DOUBT in {problem.code for problem in done.problems}) is doubted


def test_a_kicker_above_what_may_be_the_first_heading_is_reported() -> None:
    lines = ("促进街巷文明", "青河市六百名街长上岗", ONE, "街长手里有应用", TWO, THREE)
    done = cleaned(*lines)
    assert Code.TITLE_IN_DOUBT in {problem.code for problem in done.problems}


@pytest.mark.parametrize(
    ("above", "row", "title"),
    [
        ((), "2024-05-06 来源：青河日报", True),
        ((), "青河日报", False),  # no masthead
        (("青河街长上岗记",), "2024-05-06 来源：青河日报", False),  # that is the title
    ],
)
def test_a_lead_may_stand_above_the_title(above: tuple[str, ...], row: str, *, title: bool) -> None:
    lead = "青河市推行街长制三年，投诉减少四成。本报记者走访了三条街，听商户讲街长的故事。"
    done = cleaned(*above, lead, "青河：街长制减少投诉", row, ONE, TWO)
    assert done.article is not None
    assert (done.article.title == "青河：街长制减少投诉") is title
    assert lead in {line.text for line in done.kept}


@pytest.mark.parametrize(("leads", "found"), [(2, True), (3, False)])
def test_a_lead_has_two_sentences_at_most(leads: int, *, found: bool) -> None:
    lead = ["青河市推行街长制三年，投诉减少四成，本报记者走访了三条街听故事。"] * leads
    lead = [f"{text[:-1]}{number}。" for number, text in enumerate(lead)]
    made = article_of(*lead, "青河：街长制减少投诉", MASTHEAD, ONE, TWO)
    assert (made.title == "青河：街长制减少投诉") is found


def test_whom_an_interview_is_with_is_a_subtitle_below_the_masthead_too() -> None:
    made = article_of("街长的一天", MASTHEAD, "访青河市城管局局长 周海", ONE, TWO)
    assert (made.title, made.subtitle) == ("街长的一天", "访青河市城管局局长 周海")


@pytest.mark.parametrize(
    ("line", "published"),
    [("2016 年 7 月", "2016-07"), ("二〇一六年七月", "2016-07"), ("2016年", ""), ("7月", "")],
)
def test_a_month_alone_above_a_text_is_its_day(line: str, published: str) -> None:
    made = article_of("街长制的经验", "青河大学公共管理学院 周海", line, "一、背景", ONE, TWO)
    assert made.sources[0].published == published
    assert (made.title, made.sources[0].authors) == ("街长制的经验", ("周海",))


def test_a_line_with_a_day_is_no_subtitle() -> None:
    row = "2024-05-06 10:48来信照登某某某某某某"
    made = article_of("街长制的经验与启示", row, MASTHEAD, ONE, TWO)
    assert (made.title, made.subtitle) == ("街长制的经验与启示", "")


def test_months_of_a_chronicle_are_none() -> None:
    made = article_of("街长制大事记", "2016年7月", ONE, "2017年3月", TWO)
    assert made.sources[0].published == ""


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        (("青河市街长制减少投诉", "街长手里的应用"), []),
        (("项目背景", "实施成效", "街长手里的应用"), ["项目背景", "实施成效"]),
    ],
)
def test_headings_of_several_themes_above_the_title_are_told(
    lines: tuple[str, ...], lost: list[str]
) -> None:
    done = cleaned(*lines, "2024-05-06 青河日报", ONE, TWO, THREE)
    told = [alarm.text for alarm in done.ledger.alarms if alarm.loss is Loss.THEME]
    kept = headings(done.article) if done.article else []
    assert told == [text for text in lost if text not in kept]


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("按：现将青河市推行街长制的做法印发，供各地学习参考。", True),
        ("按：现将青河市的做法印发。", True),
        ("编者按：一条街怎么管？请看青河市。", True),
        ("【按】：现将青河市的做法印发。", True),
        ("按月公布投诉。", False),
    ],
)
def test_an_editors_note_above_the_title_stays(note: str, *, kept: bool) -> None:
    made = cleaned("改革简报", "2024年5月6日", note, "青河市推行街长制", ONE, TWO)
    assert made.article is not None
    assert made.article.title == "青河市推行街长制"
    assert (note in [line.text for line in made.kept]) is kept


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("青河市街长制投诉减少。", True),
        ("青河市街长，", False),
        ("欢迎来到县里的主页。", False),
    ],
)
def test_a_short_sentence_cut_above_the_title_is_told(above: str, *, told: bool) -> None:
    """Where it shares four pairs of characters with the text, and ends with a stop."""
    made = cleaned(above, "2024年5月6日", "青河市的街长账本", ONE, TWO, THREE)
    said = [problem.detail for problem in made.problems if problem.code is Code.TEXT_CUT]
    assert any(above in detail for detail in said) is told


RULED = "为了管好沿街商户，结合我市实际，特制定本实施办法，各区街道遵照执行，不得走样。"
STREETS = "青河市以街长制破解"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        # a quotation alone, which no other line is
        ((STREETS, "“占道难”", ONE), f"{STREETS}“占道难”"),
        ((STREETS, "「占道」", MASTHEAD, ONE), f"{STREETS}「占道」"),
        ((STREETS, "“" + "街" * 12 + "”", ONE), f"{STREETS}“{'街' * 12}”"),
        ((STREETS, "“" + "街" * 13 + "”", ONE), STREETS),
        ((STREETS, "“占道难”", ONE, "“停车难”", THREE), STREETS),
        ((STREETS[2:], "“占道难”", MASTHEAD, ONE), STREETS[2:]),
        ((STREETS[1:], "“占道难”", MASTHEAD, ONE), f"{STREETS[1:]}“占道难”"),
        # the kind at its end only, by which the text calls itself
        (("青河市全面推行街长制", "沿街商户管理实施办法", RULED), ""),
        (("青河市全面推行街长制", "沿街商户管理实施方案", RULED), "青河市全面推行街长制"),
        (("青河市街长制管理办法", "沿街商户管理实施办法", RULED), "青河市街长制管理办法"),
        (("青河市城市管理局", "沿街商户管理实施办法", RULED), "沿街商户管理实施办法"),
    ],
)
def test_the_second_line_of_a_title(lines: tuple[str, ...], title: str) -> None:
    assert article_of(*lines, TWO).title == (title or "".join(lines[:2]))


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        ("街巷与治理　2021年第4期　第37卷　总第212期", "街巷与治理"),
        ("《街巷研究》2021年第4期", "街巷研究"),
        ("街巷观察 2019年 第12期（总第88期）", "街巷观察"),
    ],
)
def test_a_journal_with_its_issue_is_no_title(above: str, publisher: str) -> None:
    made = article_of(above, "一条街的账本", MASTHEAD.split()[1], ONE, TWO)
    assert made.title == "一条街的账本"
    assert made.sources[0].publisher == publisher


@pytest.mark.parametrize("above", ["改革简报", "青河市委全面深化改革专报", "改革內參"])
def test_the_name_of_a_bulletin_is_no_title(above: str) -> None:
    assert article_of(above, "2024年5月6日", "一条街的账本", ONE, TWO).title == "一条街的账本"


def test_a_bulletin_alone_above_its_day_keeps_its_name() -> None:
    assert article_of("改革简报", "2024年5月6日", ONE, TWO).title == "改革简报"


@pytest.mark.parametrize(
    ("line", "title", "cause"),
    [
        ("【转载】一条街的账本", "一条街的账本", Cause.LABEL_BEFORE_TITLE),
        ("（轉載）一条街的账本", "一条街的账本", Cause.LABEL_BEFORE_TITLE),
        ("[转] 一条街的账本", "一条街的账本", Cause.LABEL_BEFORE_TITLE),
        ("一条街的账本（转载）", "一条街的账本", Cause.NOTE_MARK),
        ("【转型】一条街的账本", "【转型】一条街的账本", None),
        ("一条街（转）成的账本", "一条街（转）成的账本", None),
    ],
)
def test_the_mark_of_a_reprint_is_none_of_the_title(
    line: str, title: str, cause: Cause | None
) -> None:
    done = cleaned(line, MASTHEAD, ONE, TWO)
    assert done.article is not None
    assert done.article.title == title
    assert [x.reason for x in done.ledger.repairs if x.before == line] == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("青河县水务局　2024年5月", "青河县水务局", "2024-05"),
        ("青河县水务局 二〇二四年五月", "青河县水务局", "2024-05"),
        ("青河职业技术学院 （2024年5月）", "青河职业技术学院", "2024-05"),
        ("青河港务集团 2024年5月6日", "青河港务集团", "2024-05-06"),
        ("青河县水务局 2024年", "", ""),
        ("青河县水务局 2024年5月起", "", ""),
        ("全县试点学校 2024年5月", "", ""),
    ],
)
def test_a_body_with_a_month_below_the_title(line: str, publisher: str, published: str) -> None:
    source = article_of("一条街的账本", line, "一、背景", ONE, TWO).sources[0]
    assert (source.publisher, source.published) == (publisher, published)


def test_bodies_with_months_of_a_chronicle_are_none() -> None:
    lines = ("青河县水务局 2024年5月", ONE, "青河县民政局 2024年6月", TWO)
    assert article_of("街长制大事记", *lines).sources[0].published == ""
