"""Where a masthead ends, how an article names its staff, and what is no heading of it."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.clean.outlined import goes_on
from casebook.ingest.facts.breadcrumb import publisher_of, read_breadcrumb
from casebook.ingest.facts.dates import is_enactment
from casebook.ingest.facts.lead import read_alone, read_end, read_lead
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import names_in, read_byline
from casebook.ingest.facts.publisher import clean_publisher
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.html import parse
from casebook.ingest.read.title import _shown_part
from casebook.records import Article, Line, Role, Section
from casebook.text.dates import find_day

TITLE = "青河县街长服务采购项目结果公告"
TEXT = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
)
DAY = "<p>发布日期：2024-05-06</p>"


def article_in(body: str, title: str = TITLE) -> Article:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    return article


def headings_of(sections: tuple[Section, ...]) -> list[str]:
    return [
        heading
        for section in sections
        for heading in (section.heading, *headings_of(section.sections))
        if heading
    ]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


NOTICE = (
    "一、项目概况",
    "名 称：青河县政府",
    "首次公告日期：2024年04月30日",
    "周海、吴江、王立民（采购人代表）",
    "二、其他事项",
    *TEXT,
    "三、联系方式",
    "1.采购人信息",
    "名 称：青河县民政局",
    "地 址：青河路1号",
    "联系方式：周海",
)


def test_labels_below_the_first_number_of_a_text_are_no_masthead() -> None:
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{paragraphs(*NOTICE)}</div>")
    text = str(article.sections)
    for line in (*NOTICE[1:4], *NOTICE[8:]):
        assert line.split("、")[0] in text, line
    (source,) = article.sources
    assert (source.published, source.authors) == ("2024-05-06", ())


def test_a_single_number_begins_no_outline() -> None:
    lines = ("一、项目概况", "发布单位：青河县政府", *TEXT)
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{paragraphs(*lines)}</div>")
    assert article.sources[0].publisher == "青河县政府"


@pytest.mark.parametrize(
    ("label", "text"),
    [("地址", True), ("某某街道办公地址处", True), ("某某街道的办公地址处", False), ("址", False)],
)
def test_text_goes_on_where_a_label_follows_below_a_number(label: str, *, text: bool) -> None:
    lines = (*TEXT, "1.采购人信息", "名称：青河县民政局", f"{label}：青河路1号")
    rows = tuple(Line(number, line, Role.TEXT) for number, line in enumerate(lines, 1))
    assert goes_on(rows, 1, 3) is text


def test_a_label_below_an_attachment_is_furniture_still() -> None:
    lines = (*TEXT, "附件：1.街长名单", "公开方式：主动公开")
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{paragraphs(*lines)}</div>")
    assert "公开方式" not in str(article.sections)


@pytest.mark.parametrize(
    ("text", "enacted"),
    [
        ("（2004年6月22日青河县人大常委会通过）", True),
        ("(青河县委员会2004年6月22日第一次全体会议讨论通过)", True),
        ("（2019年3月1日起施行）", True),
        ("（青河县人大常委会通过）", False),
        ("（2004年6月22日）", False),
        ("（2004年6月22日发布）", False),
        ("2004年6月22日通过", False),
    ],
)
def test_a_note_of_enactment_is_text(text: str, *, enacted: bool) -> None:
    assert is_enactment(text) is enacted
    assert not (enacted and is_masthead_line(text))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("今天 < 2014年 6月 >", ()),
        ("通知公告 更多 >>", ()),
        ("> 政务公开", ("政务公开",)),
        ("新闻公告 »", ("新闻公告",)),
        ("青河大学 >> 综合新闻", ("青河大学", "综合新闻")),
        ("政务公开 > 更多", ("政务公开",)),
    ],
)
def test_a_box_of_links_and_a_calendar_are_no_breadcrumb(text: str, steps: tuple[str, ...]) -> None:
    assert read_breadcrumb(text) == steps


def test_the_title_is_no_channel() -> None:
    assert publisher_of(("学院概况", "学院简介"), "学院简介") == ("", "学院概况")
    assert publisher_of(("学院简介",), "学院简介") == ("", "")


@pytest.mark.parametrize(
    ("value", "publisher"),
    [
        ("青河晚报10月30日13版", "青河晚报"),
        ("青河晚报3月5日", "青河晚报"),
        ("青河日报2024072", "青河日报"),
        ("青河日报20240729", "青河日报"),
        ("青河日报202407", "青河日报202407"),
        ("青河日报202407291", "青河日报202407291"),
        ("青河晚报123月5日", "青河晚报123月5日"),
        ("青河晚报3月123日", "青河晚报3月123日"),
    ],
)
def test_the_day_of_an_issue_is_no_part_of_its_paper(value: str, publisher: str) -> None:
    assert clean_publisher(value)[0] == publisher


@pytest.mark.parametrize("taker", ["摄影", "攝影", "摄像", "摄影记者"])
def test_who_took_the_pictures_stands_among_the_writers(taker: str) -> None:
    said = read_end((f"{TEXT[0]}（记者 周海 吴江 {taker} 王立民）",))
    assert (said.authors, said.photographers) == (("周海", "吴江"), ("王立民",))


def test_a_camera_before_the_text_names_who_took_pictures() -> None:
    said = read_lead((f"青河网讯（记者 周海 摄像 吴江）{TEXT[0]}",))
    assert (said.authors, said.photographers) == (("周海",), ("吴江",))


def test_labels_and_agencies_are_no_names() -> None:
    assert names_in("周海 责编 吴江") == ("周海", "吴江")
    assert names_in("周海 新华社记者吴江") == ("周海", "吴江")


@pytest.mark.parametrize("word", ["法学院", "陈列馆", "陳列館", "贺院系"])
def test_a_place_of_work_is_no_name(word: str) -> None:
    assert not is_name(word)


def test_a_label_with_an_office_is_no_office() -> None:
    assert is_office("青河县人民政府")
    assert not is_office("办公地址：青河县人民政府")
    assert read_byline("办公地址：青河县办公室") is None


def test_one_writer_of_several_may_have_a_rare_surname() -> None:
    assert read_alone("青河网记者 周海 通讯员 木琳 吴江").authors == ("周海", "木琳", "吴江")
    assert not read_alone("青河网记者 周海 通讯员 木琳").authors
    assert not read_alone("青河网记者 周海 通讯员 木琳 弥清 吴江").authors
    assert read_alone("青河网记者 周海 通讯员 木琳琳 吴江").authors == ("周海", "木琳琳", "吴江")
    assert not read_alone("青河网记者 周海 通讯员 木琳琳琳 吴江").authors


def test_an_office_alone_heads_what_it_does() -> None:
    body = paragraphs("奖励办公室", *TEXT)
    without = article_in(f"<div><h1>{TITLE}</h1>{body}</div>")
    assert without.sources[0].authors == ()
    assert "奖励办公室" in str(without.sections)
    dated = article_in(f"<div><h1>{TITLE}</h1>{DAY}{body}</div>")
    assert dated.sources[0].authors == ("奖励办公室",)


def test_editors_stand_at_the_end_below_a_long_row_of_captions() -> None:
    captions = [f"第{number}条街巷的街长正在巡街" for number in "一二三四五六七八九十"]
    lines = (*TEXT, *captions, "审核：周海", "编辑：吴江")
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{paragraphs(*lines)}</div>")
    assert article.sources[0].editors == ("周海", "吴江")
    assert "编辑" not in str(article.sections)


def test_writers_stand_between_a_caption_and_the_first_paragraph() -> None:
    body = f"<p>{TEXT[0]}</p><p>青河网记者 周海</p><p>{TEXT[1]}</p>"
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{body}</div>")
    assert article.sources[0].authors == ("周海",)
    assert "记者" not in str(article.sections)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("一朝归来-街长故事-青河大学", "一朝归来"),
        ("一朝归来-别的-青河大学", "一朝归来-别的-青河大学"),
        ("某一天-街长故事-青河大学", "某一天-街长故事-青河大学"),
    ],
)
def test_a_short_title_ends_where_the_page_shows_its_column(said: str, title: str) -> None:
    shown = ("您当前的位置 ： 青河 >> 街长故事", said.split("-", maxsplit=1)[0], *TEXT)
    block = parse("<p>青河</p>")
    assert block is not None
    lines = [DomLine(text, block) for text in shown]
    assert _shown_part(said, lines) == title


def test_two_months_are_no_day() -> None:
    assert find_day("1998.7-12，青河大学") is None
    assert find_day("1998/7-12") is None
    assert find_day("1998.10-12") is None
    assert find_day("1998.7.12") is not None
    assert find_day("1998-7-12") is not None


REACHED = "电话：0351-2345678"


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (("巡街办法", REACHED), ["巡街办法"]),
        (("办公地址：青河路1号", REACHED), []),
        ((REACHED, "办公地址：青河路1号"), []),
        (("邮箱：hai@qinghe.cn",), []),
        (("手机：13812345678",), []),
        (("水表1381234567890号",), ["水表1381234567890号"]),
        (("热线 0351-234567",), ["热线 0351-234567"]),
        (("热线 0351-234567890",), ["热线 0351-234567890"]),
        (("热线 0351-23456789",), []),
        (("热线 010-23456789",), []),
        (("热线 01-23456789",), ["热线 01-23456789"]),
        (("热线 03511-2345678",), ["热线 03511-2345678"]),
        (("热线 0351--2345678",), []),
        (("热线 0351---2345678",), ["热线 0351---2345678"]),
        (("热线 138123456789",), ["热线 138123456789"]),
        (("热线 1381234567",), ["热线 1381234567"]),
        (("一、联系电话 0351-2345678",), ["一、联系电话 0351-2345678"]),
        (("（图片由受访者供）",), []),
        (("（本版图片均提供）",), []),
        (("（这是五个字）",), ["（这是五个字）"]),
        (("（这里是六个字）",), []),
    ],
)
def test_how_somebody_is_reached_and_remarks_are_no_headings(
    lines: tuple[str, ...], headings: list[str]
) -> None:
    bold = "".join(f"<p><b>{line}</b></p>" for line in lines)
    body = f"<div><h1>{TITLE}</h1>{DAY}<p>{TEXT[0]}</p>{bold}<p>{TEXT[1]}</p></div>"
    assert headings_of(article_in(body).sections) == headings


@pytest.mark.parametrize(
    ("text", "masthead"),
    [
        ("毕业时间：2024年7月1日", False),
        ("成交日期：2024-05-06", False),
        ("公司成交日期：2024-05-06", False),
        ("时间：2024-05-06", True),
        ("个时间：2024-05-06", True),
        ("最后更新：2024-05-06", True),
        ("公司项目成交日期：2024-05-06", False),
        ("青公司项目成交日期：2024-05-06", True),
        ("信息发布日期：2024-05-06", True),
        ("毕业时间：2024-05-06 来源：青河日报", True),
    ],
)
def test_a_longer_label_that_ends_in_time_is_of_the_matter(text: str, *, masthead: bool) -> None:
    assert is_masthead_line(text) is masthead


def test_who_wrote_the_words_of_a_post_is_its_writer() -> None:
    assert read_line("文案：周海 吴江")[0].authors == ("周海", "吴江")


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("二、评审专家名单：", True),
        ("二、" + "评" * 61 + "：", True),
        ("二、" + "评" * 62 + "：", False),
        ("二、街长补贴对象为青河县城区范围内符合以下条件的人员：", False),
    ],
)
def test_a_numbered_section_may_end_in_a_colon(text: str, *, heads: bool) -> None:
    lines = ("一、基本情况", TEXT[0], text, "周海（组长）、吴江", "三、公告期限", TEXT[1])
    article = article_in(f"<div><h1>{TITLE}</h1>{DAY}{paragraphs(*lines)}</div>")
    assert (text in headings_of(article.sections)) is heads


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("why-street (2)", False),
        ("why-street(12)", False),
        ("why-street (123)", False),
        ("why-street (1234)", True),
        ("why street (2)", True),
        ("街长 (2)", True),
    ],
)
def test_the_numbered_name_of_a_file_is_no_caption(alt: str, *, kept: bool) -> None:
    picture = f'<p><img src="a/b.jpg" alt="{alt}"></p>'
    body = f"<div><h1>{TITLE}</h1>{DAY}<p>{TEXT[0]}</p>{picture}<p>{TEXT[1]}</p></div>"
    assert (f"caption='{alt}'" in str(article_in(body).sections)) is kept


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("来源：青河发布 时间：2024-05-06", "青河发布"),
        ("来源：青河县发布　日期：2024-05-06", "青河县发布"),
        ("来源：青河日报 发布 时间：2024-05-06", "青河日报"),
        ("来源：青河日报发布时间：2024-05-06", "青河日报"),
        ("来源：青河日报发布时 间：2024-05-06", "青河日报"),
    ],
)
def test_an_account_keeps_its_name_before_a_label(line: str, publisher: str) -> None:
    head, _ = read_line(line)
    assert (head.publisher, head.published) == (publisher, "2024-05-06")


@pytest.mark.parametrize(
    ("editor", "editors", "is_line"),
    [
        ("青河县政务服务网", (), True),
        ("周海 青河网", ("周海",), True),
        ("信息公开科", ("信息公开科",), True),
        ("街道网格化综合服务管理室", ("街道网格化综合服务管理室",), True),
        ("街道网格化综合服务管理一室", ("街道网格化综合服务管理一室",), False),
    ],
)
def test_a_site_or_a_desk_as_editor_costs_no_masthead(
    editor: str, editors: tuple[str, ...], *, is_line: bool
) -> None:
    line = f"2021-05-13 01:46 来源：青河日报 编辑：{editor}"
    said, _ = read_line(line)
    assert (said.published, said.publisher) == ("2021-05-13T01:46+08:00", "青河日报")
    assert said.editors == editors
    assert is_masthead_line(line) is is_line
    assert not is_masthead_line("编辑：信息公开科")
