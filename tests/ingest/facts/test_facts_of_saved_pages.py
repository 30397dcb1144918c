"""Writers, editors, dates and columns as sites print them around an article."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.breadcrumb import publisher_of, read_breadcrumb
from casebook.ingest.facts.lead import read_end, read_lead
from casebook.problems import Code
from casebook.records import Source

TITLE = "青河县推进街长制改革"
TEXT = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
)


def cleaned(
    inner: str, head: str = "", masthead: str = "2024-05-06 来源：青河日报"
) -> casebook.Cleaned:
    made = f"<html><head><title>{TITLE}_青河日报</title>{head}</head><body>"
    body = f"<h1>{TITLE}</h1><div>{masthead}</div><div class=text>{inner}</div>"
    return casebook.clean_bytes(f"{made}{body}</body></html>".encode())


def source(inner: str, head: str = "", masthead: str = "2024-05-06 来源：青河日报") -> Source:
    article = cleaned(inner, head, masthead).article
    assert article
    return article.sources[0]


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT)


def test_editors_stand_below_pictures_with_captions() -> None:
    picture = "<p><img src=a.png></p><p style='text-align: center'>街长在巡街</p>"
    found = source(f"{PARAGRAPHS}{picture * 6}<p>【责任编辑：周海】</p>")
    assert found.editors == ("周海",)


@pytest.mark.parametrize("cut", ["...", "…"])
def test_a_name_that_the_page_cuts_short_is_none(cut: str) -> None:
    shown = f"2024-05-06 来源：青河日报、青河电视台{cut}"
    whole = '<meta name="ContentSource" content="青河日报、青河电视台、青河网">'
    assert source(PARAGRAPHS, whole, shown).publisher == "青河日报、青河电视台、青河网"
    other = cleaned(PARAGRAPHS, masthead=shown)
    assert other.article
    assert cut not in other.article.sources[0].publisher


def test_where_pictures_come_from_is_no_editor() -> None:
    found = source(f"{PARAGRAPHS}<p>（责任编辑：周海 / 编发：吴江 / 图片来源：宣传部）</p>")
    assert found.editors == ("周海", "吴江")


def test_the_editor_whom_markup_calls_author_is_no_writer() -> None:
    head = '<meta name="Author" content="周海">'
    assert source(f"{PARAGRAPHS}<p>责任编辑：周海</p>", head).authors == ()
    assert source(PARAGRAPHS, head).authors == ("周海",)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("青河科技讯 北京时间5月6日，街长制推行一年。", "居民满意率提高。”(周海)", ("周海",)),
        ("青河日报消息，街长制推行一年有余，居民说好。", "居民满意率提高。（周海）", ("周海",)),
        ("街长制在青河县推行一年有余，居民都说好。", "居民满意率提高。（东街）", ()),
        ("街长制在青河县推行一年有余，居民都说好。", "居民满意率提高。（周海）", ()),
        ("街长制在青河县推行一年有余，居民都说好。", "满意率提高。青河时事讯（周海）", ("周海",)),
        (
            "街长制在青河县推行一年有余，居民都说好。",
            "满意率提高。本报讯（周海 吴江）",
            ("周海", "吴江"),
        ),
        ("街长制在青河县推行一年有余，居民都说好。", "满意率提高。本报讯（全文）", ()),
        ("青河科技讯 北京时间5月6日，街长制推行一年。", "居民满意率提高（周海）", ()),
    ],
)
def test_one_name_in_brackets_signs_a_dispatch(
    first: str, last: str, names: tuple[str, ...]
) -> None:
    assert read_end((first, last)).authors == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者周海报道 6月10日，青河县的街长制推行一年，居民都说好。", ("周海",)),
        ("晨报首席记者周海报道 青河县的街长制推行一年，居民都说好。", ("周海",)),
        ("青河日报记者 周海、吴江报道：青河县的街长制推行一年有余。", ("周海", "吴江")),
        ("见习记者周海报道，青河县的街长制推行一年，居民都说好。", ("周海",)),
        ("记者到现场报道 青河县的街长制推行一年，居民都说好。", ()),
    ],
)
def test_writers_at_the_head_of_a_text(text: str, names: tuple[str, ...]) -> None:
    assert read_lead((text,)).authors == names


def test_the_day_of_an_event_is_not_that_of_publishing() -> None:
    head = '<meta name="PubDate" content="2024-03-01 16:39">'
    shown = "<p>开始时间：2024-05-08</p><p>结束时间：2024-05-10</p>"
    assert source(PARAGRAPHS, head, shown).published[:10] == "2024-03-01"


@pytest.mark.parametrize(
    ("crumbs", "channel"),
    [
        ("首页 > 信息公开 > 工作动态工作动态", "工作动态"),
        ("网站首页 > 详情页", ""),
        ("首页 > 要闻", "要闻"),
    ],
)
def test_the_column_of_a_breadcrumb(crumbs: str, channel: str) -> None:
    assert publisher_of(read_breadcrumb(crumbs))[1] == channel


@pytest.mark.parametrize("place", [0, 1])
def test_editors_above_the_text_end_nothing(place: int) -> None:
    lines = [f"<p>{line}</p>" for line in (*TEXT, *(f"{n}月{TEXT[0]}" for n in (3, 4, 5)))]
    lines.insert(place + 1, "<p>编辑：周海</p>")
    done = cleaned("".join(lines))
    kept = {line.text for line in done.kept}
    assert {*TEXT, f"5月{TEXT[0]}"} <= kept


def test_editors_below_the_text_end_it() -> None:
    after = "<p>编辑：周海</p><p>青河日报社版权部热线电话每天早上八点开通，欢迎来电。</p>"
    more = "".join(f"<p>{n}月{TEXT[0]}</p>" for n in (3, 4, 5))
    kept = {line.text for line in cleaned(PARAGRAPHS + more + after).kept}
    assert not any("热线" in text for text in kept)


@pytest.mark.parametrize("label", ["附件：", "相关文档：", "关联文件：", "文件下载"])
def test_labels_at_the_end_that_nothing_follows_go(label: str) -> None:
    kept = {line.text for line in cleaned(f"{PARAGRAPHS}<p><b>{label}</b></p>").kept}
    assert label not in kept
    listed = cleaned(f"{PARAGRAPHS}<p>{label}</p><p>1.青河县街长名单</p>")
    assert "1.青河县街长名单" in {line.text for line in listed.kept}


def test_labels_with_values_in_the_text_are_no_prompts() -> None:
    listed = "<p>账号：报名时填写的手机号码</p><p>密码：手机验证码登录</p>"
    kept = {line.text for line in cleaned(f"<p>{TEXT[0]}</p>{listed}<p>{TEXT[1]}</p>").kept}
    assert "密码：手机验证码登录" in kept


def test_the_button_of_a_language_is_no_title() -> None:
    made = (
        f"<html><head><title>{TITLE}</title></head><body><h1>中文</h1><div>2024-05-06</div>"
        f"<div>{PARAGRAPHS}</div></body></html>"
    )
    done = casebook.clean_bytes(made.encode())
    assert done.article
    reported = {problem.code for problem in done.problems} & {Code.NO_TITLE, Code.TITLE_IN_DOUBT}
    assert done.article.title == TITLE or reported
    assert done.article.title != "中文"


@pytest.mark.parametrize(
    "masthead",
    [
        " 2023-08-19 来源：青河日报",
        "（2023-08-19）来源：青河日报",
        " 2023年8月19日 来源：青河日报",
        " 2023-08-19 10:08 来源：青河日报",
        " 发布时间：2023-08-19 来源：青河日报",
    ],
)
def test_a_masthead_on_the_line_of_the_title(masthead: str) -> None:
    made = (
        f"<html><head><title>{TITLE}</title></head><body><h2>{TITLE}{masthead}</h2>"
        f"<div>{PARAGRAPHS}</div></body></html>"
    )
    article = casebook.clean_bytes(made.encode()).article
    assert article
    assert article.title == TITLE
    assert article.sources[0].published[:10] == "2023-08-19"
    assert article.sources[0].publisher == "青河日报"


@pytest.mark.parametrize("first", ["附件：1.街长名单", "附件1：街长名单", "附件: 1、街长名单"])
def test_attachments_stay_whatever_their_links_are_called(first: str) -> None:
    listed = f"<p><a href=1>{first}</a></p><p><a href=2>2.巡查办法</a></p><p>青河县民政局</p>"
    kept = {line.text.replace("：", ":") for line in cleaned(PARAGRAPHS + listed).kept}
    assert {first.replace("：", ":"), "2.巡查办法", "青河县民政局"} <= kept


@pytest.mark.parametrize("button", ["打印【字体：大中小】", "【 打印 】【 扫一扫 】", "打印 收藏"])
def test_buttons_below_a_title_are_no_subtitle(button: str) -> None:
    made = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><h3>{button}</h3>"
        f"<div>2024-05-06 来源：青河日报</div><div>{PARAGRAPHS}</div></body></html>"
    )
    article = casebook.clean_bytes(made.encode()).article
    assert article
    assert (article.title, article.subtitle) == (TITLE, "")


def test_a_title_that_stands_again_below_buttons_is_said_once() -> None:
    text = f"{TITLE}\n发布日期：2024-05-06 来源：青河日报\n【打印】 【字体：大 中 小】\n{TITLE}\n"
    done = casebook.clean_bytes(f"{text}{TEXT[0]}\n{TEXT[1]}\n".encode())
    assert done.article
    assert (done.article.title, done.article.subtitle) == (TITLE, "")
    assert [line.text for line in done.kept].count(TITLE) == 1
