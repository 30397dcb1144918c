"""Pages of offices and papers: sentences that rule, what closes a text, titles, and who wrote."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from saved_text import ONE, THREE, TWO
from saved_text import headings as all_headings

import casebook
from casebook.ingest.clean.headline import _printed_again
from casebook.ingest.clean.signed import signed
from casebook.ingest.facts.lead import read_alone, read_end, read_lead
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.people import names_in, read_byline
from casebook.ingest.facts.publisher import SOURCED, clean_publisher
from casebook.ingest.headings.forms import forms
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.headings.title import is_document_number, says
from casebook.ingest.parse.closing import closing_lines
from casebook.ingest.read.title import _shown_part, bare_title
from casebook.problems import Code
from casebook.records import Article, Line, Role

TITLE = "青河县关于用好闲置校舍的通知"


def cleaned(body: str, title: str = TITLE, named: str = "") -> casebook.Cleaned:
    head = f"<html><head><meta charset=utf-8><title>{named or title}</title></head><body>"
    markup = f"{head}<h1>{title}</h1><p>2024-05-06 来源：青河日报</p><div>{body}</div>"
    return casebook.clean_bytes(markup.encode(), media_type="text/html")


def article_in(*lines: str, title: str = TITLE) -> Article:
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    article = cleaned(body, title).article
    assert article is not None
    return article


def headings(article: Article) -> list[str]:
    return [heading for heading in all_headings(article) if heading]


@pytest.mark.parametrize(
    "sentence",
    [
        "租用校舍的，由镇政府统一招租。",
        "本通知自印发之日起施行。",
        "租金以评估价为准。",
        "承租人须为本县企业。",
        "本办法由县教育局负责解释。",
        "租期不超过十年。",
        "租金按照原合同执行。",
        "承租人應當交納押金。",
    ],
)
def test_a_sentence_that_rules_heads_nothing(sentence: str) -> None:
    assert forms().is_rule(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "加强校舍管理。",
        "用好应急资金。",
        "提升响应速度。",
        "取消不得转租的限制。",
        "明确必须遵守的原则。",
        "自力更生一起干",
    ],
)
def test_what_names_a_deed_or_a_thing_does_not_rule(sentence: str) -> None:
    assert not forms().is_rule(sentence)


@pytest.mark.parametrize(
    ("noun", "rules"), [("事", False), ("限制和规定吧", False), ("限制和规定吧呢", True)]
)
def test_a_noun_at_the_end_of_a_ruling_clause_is_short(noun: str, rules: bool) -> None:
    assert forms().is_rule(f"取消不得转租的{noun}。") is rules


def test_numbers_of_which_half_rule_are_points() -> None:
    one = "一、空置一年以上的校舍，可以出租给村集体。租金归学校所有，每年公布一次收支。"
    two = "二、租期从签约之日算满五年。期满以后再评估一次，评估结果报县教育局备案。"
    assert headings(article_in(one, two)) == []
    assert headings(article_in("一、加强管理。" + ONE, two)) == [
        "一、加强管理。",
        "二、租期从签约之日算满五年。",
    ]


def test_the_last_numbers_of_a_text_rule_and_the_others_are_headings() -> None:
    lines = ("一、摸清家底", ONE, "二、公开招租", TWO, "三、本通知自印发之日起施行。", THREE)
    assert headings(article_in(*lines)) == ["一、摸清家底", "二、公开招租"]


@pytest.mark.parametrize(
    "printed",
    [
        f"<h2>{TITLE}</h2>",
        f"<p><b>{TITLE}</b></p>",
        f"<p>{TITLE}</p>",
        f"<p>{TITLE[:6]}</p><p>{TITLE[6:]}</p>",
        f"<p>{TITLE[:4]}</p><p>{TITLE[4:8]}</p><p>{TITLE[8:]}</p>",
    ],
)
def test_a_title_printed_again_below_the_number_of_its_text_leaves(printed: str) -> None:
    article = article_in("青政发〔2024〕6号", printed, "各镇人民政府：", ONE, TWO)
    texts = [block.text for block in article.sections[0].blocks if hasattr(block, "text")]
    assert texts == ["青政发〔2024〕6号", "各镇人民政府：", ONE, TWO]
    assert headings(article) == []


@pytest.mark.parametrize(("size", "again"), [(7, True), (5, True), (4, False)])
def test_a_copy_of_a_title_is_broken_over_three_lines_at_most(size: int, again: bool) -> None:
    parts = [TITLE[at : at + size] for at in range(0, len(TITLE), size)]
    made = [
        Line(at, text, Role.TEXT) for at, text in enumerate((TITLE, "青政发〔2024〕6号", *parts))
    ]
    assert bool(_printed_again(made, 0, {})) is again


def test_a_title_broken_over_four_lines_goes_and_below_a_sentence_stays() -> None:
    parts = [f"<p>{TITLE[at : at + 4]}</p>" for at in range(0, len(TITLE), 4)]
    assert len(parts) == 4
    goes = article_in("青政发〔2024〕6号", *parts, ONE, TWO)
    assert sum(len(section.blocks) for section in goes.sections) == 3
    below = article_in(ONE, f"<h2>{TITLE}</h2>", TWO)
    assert headings(below) == [TITLE]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("青河县用好闲置校舍的通知 （ 2021年07月23日 ）", "2021-07-23"),
        ("青河县用好闲置校舍的通知 (2021-07-23)", "2021-07-23"),
        ("青河县用好闲置校舍的讲话（2021年7月3日）", ""),
    ],
)
def test_a_day_that_a_program_sets_behind_a_title_is_none_of_it(title: str, day: str) -> None:
    body = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
    markup = f"{body}<div><p>{ONE}</p><p>{TWO}</p></div>"
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert ("2021" in article.title) is not bool(day)
    assert not day or article.sources[0].published == day


def test_what_signs_a_text_is_no_heading() -> None:
    signed = "<h3>青河县教育局 青河县财政局</h3><h3>2024年5月6日</h3><h3>（此件公开发布）</h3>"
    article = article_in("一、摸清家底", ONE, "二、公开招租", TWO, signed)
    assert headings(article) == ["一、摸清家底", "二、公开招租"]


def test_an_office_whose_name_is_that_of_a_theme_signs_a_text() -> None:
    article = article_in(
        "一、摸清家底", ONE, "二、公开招租", TWO, "青河市发展规划局", "2024年5月6日"
    )
    assert headings(article) == ["一、摸清家底", "二、公开招租"]


def test_closing_lines_are_offices_above_a_day_and_a_remark_below_it() -> None:
    texts = ("特此通知。", "青河县教育局", "青河县财政局", "2024年5月6日", "（此件公开）", ONE)
    lines = tuple(Line(at, text, Role.TEXT) for at, text in enumerate(texts))
    assert closing_lines(lines) == {1, 2, 3, 4}
    assert closing_lines(lines[:1] + lines[3:4]) == {1}
    assert closing_lines(lines[:3]) == frozenset()


def test_a_source_line_heads_no_theme_and_names_the_publisher() -> None:
    assert theme_of("来源：青河晨报") is None
    assert theme_of("改革的由来") is not None
    body = f"<p>{ONE}</p><p>来源：青河晨报</p><p>{TWO}</p><p>{THREE}</p>"
    done = cleaned(body)
    assert done.article is not None
    assert headings(done.article) == []
    collected = casebook.clean_bytes(
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<p>2024-05-06 来源：青河网综合</p><div>{body}</div>".encode(),
        media_type="text/html",
    ).article
    assert collected is not None
    assert collected.sources[0].publisher == "青河晨报"


@pytest.mark.parametrize(("size", "named"), [(1, False), (2, True), (20, True), (21, False)])
def test_the_name_behind_the_label_of_a_source_has_a_length(size: int, named: bool) -> None:
    assert (SOURCED.match("来源：" + "青" * size) is not None) is named


def test_several_sources_of_a_digest_stay_in_it() -> None:
    def gone(*texts: str) -> set[int]:
        lines = tuple(Line(at, text, Role.TEXT) for at, text in enumerate(texts))
        return set(signed(lines, 0, len(lines) - 1, {})[0])

    assert gone(ONE, "来源：青河晨报", TWO, THREE, ONE, TWO) == {1}
    assert gone(ONE, "来源：青河晨报", TWO, "来源：东岭晨报", ONE, TWO) == set()


def test_a_label_in_the_markup_and_a_name_said_twice_are_no_publisher() -> None:
    assert clean_publisher("来源：青河网-青河日报")[0] == "青河网-青河日报"
    assert clean_publisher("青河县教育局 青河县教育局")[0] == "青河县教育局"
    assert read_line("2019-06-16 更新 投诉举报")[0].publisher == ""


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("2022年04月08日 15:49 青河经济报道 财经APP 周海", ("周海",)),
        ("2022-04-08 15:49:02 青河观察 周海 吴江", ("周海", "吴江")),
    ],
)
def test_writers_stand_last_behind_a_day_with_its_hour(line: str, authors: tuple[str, ...]) -> None:
    assert is_masthead_line(line)
    assert read_line(line)[0].authors == authors


def test_without_an_hour_such_a_line_may_be_anything() -> None:
    assert read_line("2022-04-08 青河观察 长文 周海")[0].authors == ()


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("青河观察网 周海", ("周海",), "青河观察网"),
        ("周海 / 青河晚报", ("周海",), "青河晚报"),
        ("青河社 周海 吴江", ("周海", "吴江"), "青河社"),
        ("周海/文", ("周海",), ""),
        ("⊙记者 周海 ○编辑 吴江", ("周海",), ""),
    ],
)
def test_writers_beside_a_paper_or_behind_a_mark(
    line: str, authors: tuple[str, ...], publisher: str
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.publisher) == (authors, publisher)


@pytest.mark.parametrize(("size", "read"), [(1, False), (2, True), (19, True), (24, False)])
def test_the_name_of_a_paper_beside_its_writer_has_a_length(size: int, read: bool) -> None:
    byline = read_byline("河" * size + "报 周海")
    assert bool(byline and byline.publisher) is read


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("青河日报讯（记者周海 通讯员吴江 王立民）5月6日，县教育局公布闲置校舍名单", 3),
        ("青河网讯 （周海/文）5月6日，县教育局公布闲置校舍名单，共有六十处。", 1),
        ("青河经济报道记者周海、吴江北京报道县教育局公布闲置校舍名单，共有六十处。", 2),
    ],
)
def test_all_writers_at_the_head_of_a_text_are_read(text: str, authors: int) -> None:
    assert read_lead((text,)).authors == ("周海", "吴江", "王立民")[:authors]


def test_names_alone_below_a_text_are_those_of_its_writers() -> None:
    assert read_end((ONE, TWO, "周海 吴江 王立民")).authors == ("周海", "吴江", "王立民")
    assert read_end((ONE, "出席座谈的有：", "周海 吴江")).authors == ()
    assert read_end((ONE, TWO, "周海")).authors == ()


def test_places_before_that_of_a_report_are_no_names() -> None:
    assert names_in("周海 吴江 北京 上海报道") == ("周海", "吴江")
    assert names_in("周海 制表") == ("周海",)


def test_bold_type_that_names_writers_or_sources_is_no_heading() -> None:
    article = article_in(ONE, "<p><b>周海/文</b></p>", TWO, "<p><b>公开招租</b></p>", THREE)
    assert headings(article) == ["公开招租"]


def test_a_line_alone_that_names_a_source_is_read() -> None:
    assert read_alone("来源：青河晨报").publisher == "青河晨报"
    assert read_alone("来源：一位老乡").is_empty


def test_two_likely_lines_are_headings_of_a_page_that_marks_none() -> None:
    one, two = "校舍空了谁来管", "租金归学校所有"
    long_one = f"{ONE}校舍空了以后，{TWO}"
    long_two = f"{THREE}租金归学校，{ONE}"
    assert headings(article_in(ONE, one, long_one, two, long_two)) == [one, two]
    assert headings(article_in(ONE, one, long_one, THREE, long_two)) == []


def test_the_number_of_a_document_is_no_heading() -> None:
    assert is_document_number("青政发〔2024〕6号")
    assert not is_document_number("青政发〔2024〕6号文件解读")


COLUMN = "闲置校舍文件"


@pytest.mark.parametrize(
    ("column", "links", "second", "doubtful"),
    [
        (COLUMN, 5, "关于用好闲置校舍的通知", True),
        (COLUMN, 4, "关于用好闲置校舍的通知", False),
        (COLUMN + "汇编", 5, "关于用好闲置校舍的通知", True),
        (COLUMN + "汇编集", 5, "关于用好闲置校舍的通知", False),
        (COLUMN, 5, "更多精彩内容请看", False),
        (COLUMN, 5, "公布闲置校舍", True),
        (COLUMN, 5, "公布校舍要点", False),
    ],
)
def test_a_page_named_after_its_column_is_in_doubt(
    column: str, links: int, second: str, doubtful: bool
) -> None:
    menu = "".join(f"<li><a href=x>栏目{n}</a></li>" for n in "甲乙丙丁戊己"[:links])
    text = "".join(f"<p>闲置校舍要用好。{line}</p>" for line in (ONE, TWO, THREE))
    markup = (
        f"<html><head><meta charset=utf-8><title>{column} - 青河网</title></head><body>"
        f"<div>{column}</div><ul>{menu}</ul><div>{second}</div><div>{text}</div>"
    )
    done = casebook.clean_bytes(markup.encode(), media_type="text/html")
    assert (Code.TITLE_IN_DOUBT in {item.code for item in done.problems}) is doubtful


@pytest.mark.parametrize(
    ("part", "title"), [("一二三四五六七八", "校舍的故事"), ("一二三四五六七八九", "")]
)
def test_a_short_part_behind_a_bar_is_a_channel(part: str, title: str) -> None:
    whole = f"校舍的故事_{part}"
    assert bare_title(whole) == (title or whole)


@pytest.mark.parametrize(("size", "cut"), [(8, True), (7, False)])
def test_a_part_of_a_title_shown_alone_is_long_enough(size: int, cut: bool) -> None:
    part = "青河县的校舍名单"[:size]
    shown: Any = [SimpleNamespace(text=part, role=Role.TEXT, linked=0)]
    assert (_shown_part(f"{part}-校舍一览", shown) == part) is cut


def test_one_helper_says_whether_a_text_says_its_title() -> None:
    assert says("青河县用好校舍", "青河县用好校舍")
    assert not says("东岭乡修路", "青河县用好校舍")
    assert not says("青河县", "ABC")


def test_whom_a_text_speaks_to_is_no_value_of_a_button() -> None:
    markup = (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        "<p>2024-05-06 来源：青河日报</p><p>分享：</p>"
        f"<div><p>各镇（街道）人民政府，县直各单位：</p><p>{ONE}</p><p>{TWO}</p></div>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert "各镇（街道）人民政府，县直各单位：" in str(article.sections)


@pytest.mark.parametrize("name", ["青河网综合", "青河滚动", "青河"])
def test_desks_and_the_name_of_the_site_are_no_writers(name: str) -> None:
    markup = (
        f"<html><head><meta charset=utf-8><meta name=author content={name}>"
        f"<title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<p>2024-05-06 来源：青河网</p><div><p>{ONE}</p><p>{TWO}</p></div>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert article.sources[0].authors == ()


def test_offices_that_issue_a_text_together_are_no_writers() -> None:
    article = article_in("青河县教育委员会", "青河县财政委员会", "各镇人民政府：", ONE, TWO)
    assert article.sources[0].authors == ()
