"""Kinds of saved pages, five different members of each, in our own wording."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.read.html import read_html
from casebook.records import Article, Paragraph, Picture, Role, Section, Table, Theme, walk

TITLE = "青河市推行“街长制”"
FIRST = "过去群众要跑三个部门、交十一份材料，最长等二十天；现在由街道收件，五天内答复。"
SECOND = "全市选出街长六百名，每条街一名，每周巡查两次，问题当天上报，七天内办结并回访。"
THIRD = "一年来投诉减少四成，沿街商户满意度由六成升到九成，街道协调会由每月一次改为每周一次。"
THREE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
ROW = 'class="rich_media_meta rich_media_meta_text"'
USER = '<a id="post-user">青河发布</a>'
MASTHEAD = f"<h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p>"
LINKS = "".join(f'<li><a href="/{at}">别处第{at}条新闻的标题在这里列出</a></li>' for at in range(6))


def page(body: str, head: str = "", title: str = TITLE) -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def read(body: str, head: str = "", title: str = TITLE) -> Article:
    article = casebook.clean_bytes(page(body, head, title)).article
    assert article is not None
    return article


def texts(article: Article) -> list[str]:
    result: list[str] = []
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                result += [heading] if heading else []
            case Paragraph(text=text):
                result.append(text)
            case Picture(caption=caption):
                result += [caption] if caption else []
            case Table(rows=rows):
                result += [cell for row in rows for cell in row]
    return result


# ---------------------------------------------------------------- text that stands apart


@pytest.mark.parametrize("word", ["相关报道", "延伸阅读", "热点资讯", "推荐阅读：", "编辑推荐"])
def test_a_box_of_links_inside_an_article_ends_nothing(word: str) -> None:
    made = read(
        f"<div class='article'><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
        f"<dl><dt>{word}</dt>{LINKS.replace('li>', 'dd>')}</dl>"
        f"<div class='text'><p>{THIRD}</p><p>{SECOND}改革还在推进。</p></div></div>"
    )
    assert texts(made) == [FIRST, SECOND, THIRD, f"{SECOND}改革还在推进。"]


@pytest.mark.parametrize("word", ["相关报道", "延伸阅读", "热点资讯", "推荐阅读：", "编辑推荐"])
def test_links_below_an_article_end_it(word: str) -> None:
    teasers = "".join(
        f"<div><a href='/{at}'>别处第{at}条新闻的标题在这里列出</a><p>{text}</p></div>"
        for at, text in enumerate(["别处的摘要，说的是另一件事，与这里无关，点开才看得到。"] * 4)
    )
    made = read(
        f"<div class='article'><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
        f"<h3>{word}</h3>{teasers}</div>"
    )
    assert texts(made) == [FIRST, SECOND]


@pytest.mark.parametrize("word", ["热点资讯", "本周要闻回顾", "最新消息", "今日导读", "更多内容"])
def test_the_same_words_may_head_a_part_of_the_text(word: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><div id='js_content'><p>{FIRST}</p><p>{SECOND}</p><p>{word}</p>"
        f"<p>{THIRD}</p><p>{FIRST}此事已办结。</p></div>"
    )
    assert texts(made)[-2:] == [THIRD, f"{FIRST}此事已办结。"]


@pytest.mark.parametrize(
    "name",
    [
        'itemprop="articleBody"',
        'id="js_content"',
        'class="TRS_Editor"',
        'class="x v_news_content"',
        'id="zoom"',
    ],
)
def test_what_names_itself_the_body_keeps_its_short_lines(name: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><div {name}><section><p>早上好</p><p>青河的早晨</p></section>"
        f"<section><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></section>"
        f"</div><div><p>客服电话在首页</p>{LINKS}</div>"
    )
    assert texts(made) == ["早上好", "青河的早晨", FIRST, SECOND, THIRD]


def test_furniture_by_name_in_an_article_is_none_of_it() -> None:
    rules = "发言不得涉及攻击、侮辱，违反规定的，本站有权删除，请在发言前先看规则。"
    made = read(
        f"<article><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p></div>"
        f"<h4>推薦閱讀</h4><ul>{LINKS}</ul>"
        f"<section><div class='comments'><p>{rules}</p><p>{rules}</p></div></section></article>"
    )
    assert texts(made) == [FIRST, SECOND]


# ---------------------------------------------------------------- facts


@pytest.mark.parametrize(
    "shown",
    [
        "<p>21</p><p>2024年02月</p>",
        "<div>2024-02</div><div>21</div>",
        "<span><i>02-21</i></span><div>2024</div>",
        "<div>2024年</div><div>2月21日</div>",
        "<b>21日</b><div>2024.02</div>",
    ],
)
def test_a_day_in_two_lines(shown: str) -> None:
    made = read(f"<h1>{TITLE}</h1><div>{shown}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert made.sources[0].published == "2024-02-21"
    assert texts(made) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "shown", ["<p>21</p><p>2024年13月</p>", "<p>21</p><p>2024</p>", "<p>3</p>"]
)
def test_two_numbers_are_no_day(shown: str) -> None:
    made = read(f"<h1>{TITLE}</h1>{shown}<p>{FIRST}</p><p>{SECOND}</p>")
    assert made.sources[0].published == ""


@pytest.mark.parametrize(
    ("line", "published", "publisher", "people"),
    [
        ("来源：青河日报发稿时间：2024-05-06 10:20", "2024-05-06T10:20+08:00", "青河日报", ()),
        (
            "来源： 青河日报 2024年5月6日 7版发布时间：2024-05-06 10:20",
            "2024-05-06T10:20+08:00",
            "青河日报",
            (),
        ),
        ("作者： 来源： 点击量：34 时间：2024-5-6", "2024-05-06", "", ()),
        ("来源：青河时报20240506发布时间：2024-05-07", "2024-05-07", "青河时报", ()),
        ("2024-05-06 文／王小明 圖／李大同", "2024-05-06", "", ("王小明", "李大同")),
        ("2024-05-06 文｜青报 周海", "2024-05-06", "", ("周海",)),
    ],
)
def test_mastheads(line: str, published: str, publisher: str, people: tuple[str, ...]) -> None:
    (source,) = read(f"<h1>{TITLE}</h1><p>{line}</p><p>{FIRST}</p><p>{SECOND}</p>").sources
    assert source.published == published
    assert source.publisher == publisher
    assert (*source.authors, *source.photographers) == people


@pytest.mark.parametrize(
    "mark",
    [
        '<a rel="author" href="/w">周海</a>',
        '<div class="author">周海</div>',
        '<span itemprop="author">记者 周海</span>',
        '<p class="byline">周海 青河报道</p>',
        '<a class="reporter link" href="/w">周海</a>',
    ],
)
def test_writers_whom_the_markup_marks(mark: str) -> None:
    made = read(f"<h1>{TITLE}</h1><div>{mark}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert made.sources[0].authors == ("周海",)


def test_many_marked_writers_are_those_of_other_articles() -> None:
    others = "".join(f'<p class="author">{name}</p>' for name in ("周海", "吴江", "王明", "李华"))
    made = read(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><div>{others}</div>")
    assert made.sources[0].authors == ()


@pytest.mark.parametrize(
    ("row", "account", "writer"),
    [
        (USER, "青河发布", ()),
        (f"<em {ROW}>周海</em>{USER}", "青河发布", ("周海",)),
        (
            f"<em id='post-date' {ROW}>2018-04-06</em><em {ROW}>🌏周海</em>{USER}",
            "青河发布",
            ("周海",),
        ),
        (
            '<strong id="js_name">青河发布</strong><i id="js_author_name">周海</i>',
            "青河发布",
            ("周海",),
        ),
        ('<script>var nickname = "青河发布";</script>', "青河发布", ()),
        # The mark of what an account wrote itself may stand in the row, too.
        (f"<em {ROW}>原创</em><em {ROW}>周海 王明</em>{USER}", "青河发布", ("周海", "王明")),
        (f"<em {ROW}>原创： 周海</em>{USER}", "青河发布", ("周海",)),
        (f"<em {ROW}>原创力量</em>{USER}", "青河发布", ("原创力量",)),
    ],
)
def test_rows_of_wechat(row: str, account: str, writer: tuple[str, ...]) -> None:
    made = read(
        f"<h2 id='activity-name'>{TITLE}</h2><div>{row}</div>"
        f"<div id='js_content'><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    assert made.sources[0].publisher == account
    assert made.sources[0].authors == writer


@pytest.mark.parametrize(
    "office", ["青河大学管理学院", "青河市城管局", "青河县乡村振兴办", "街长制工作专班", "青河大学"]
)
def test_a_heading_says_where_the_title_ends(office: str) -> None:
    made = read(
        f"<h2>办事指南</h2><h2>街长制简介</h2><p>{FIRST}</p><p>{SECOND}</p>",
        title=f"街长制简介-{office}",
    )
    assert made.title == "街长制简介"


@pytest.mark.parametrize(
    "paper", ["青河日报", "青河晚報", "青河新闻网", "青河电视台", "青河客户端"]
)
def test_a_paper_alone_below_the_title(paper: str) -> None:
    made = read(f"<h1>{TITLE}</h1><div>{paper}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert made.sources[0].publisher == paper
    assert texts(made) == [FIRST, SECOND]


def test_writers_below_the_text() -> None:
    made = read(
        f"<h1>{TITLE}</h1><p>2024-05-06 10:00 来源：青河日报</p><p>{FIRST}</p><p>{SECOND}</p>"
        "<p>作者：周海 吴江</p><p>[责任编辑：王明 PN054]</p>"
    )
    assert made.sources[0].authors == ("周海", "吴江")
    assert made.sources[0].editors == ("王明",)
    assert texts(made) == [FIRST, SECOND]


# ---------------------------------------------------------------- dirt


@pytest.mark.parametrize(
    "prompt",
    [
        "如你觉得文章不错，请识别图中二维码关注，并推荐给你的朋友。",
        "您所瀏覽的新聞已過查詢時效。建議您加入付費會員找尋您要的新聞。",
        "长按二维码关注青河发布，订阅后继续阅读更多。",
        "欢迎转发到朋友圈，感谢您的支持。",
        "本文共1500字，订阅后继续阅读。",
    ],
)
def test_prompts_below_a_text(prompt: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{prompt}</p></div>"
    )
    assert texts(made) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "sentence",
    [
        "微信扫一扫下方二维码，即可查看附近的业务办理网点。",
        "请广大市民及时关注天气变化。",
        "村民都觉得好，纷纷点赞。",
        "申请人登录后查看办理进度。",
        "下载“青河办”APP，在首页办理。",
    ],
)
def test_sentences_of_a_text_are_no_prompts(sentence: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{sentence}</p></div>"
    )
    assert texts(made)[-1] == sentence


@pytest.mark.parametrize("name", ["指引", "稿定设计-", "图", "未标题_", "step "])
def test_names_of_files_in_a_series_are_no_captions(name: str) -> None:
    pictures = "".join(
        f"<p><img src='a{at}.png' alt='{name}{at}'></p><p>{FIRST}</p>" for at in (1, 2, 3)
    )
    assert texts(read(f"<h1>{TITLE}</h1><div>{pictures}</div>")) == [FIRST] * 3


# ---------------------------------------------------------------- broken markup


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>单位</td><td>天数</td></tr><tr><td>水利</td><td>30</td></tr>",
        "<table><tr><td>单位<td>天数<tr><td>水利<td>30",
        "<table><tbody><tr><td>单位</td><td>天数</td></tr></tbody>",
        "<table><tr><td>单位</td><td><table><tr><td>天数</td></tr></td></tr></table>",
        "<div><table><tr><td>单位</td><td>天数</td></tr><tr><td>水利</td><td>30</div>",
    ],
)
def test_a_table_without_its_end_loses_no_heading(table: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><div><h2>改革背景</h2><p>{FIRST}</p><h2>改革举措</h2><p>{SECOND}</p>"
        f"{table}<h2>改革成效</h2><p>{THIRD}</p></div>"
    )
    themes = [section.theme for section in made.sections]
    assert themes == [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]
    assert {FIRST, SECOND, THIRD, "单位", "天数"} <= set(texts(made))


def _broken_at(text: str, width: int) -> str:
    return "<br>".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [14, 17, 20, 26, 33])
def test_lines_broken_at_a_width_are_joined(width: int) -> None:
    text = FIRST[:-1] + "，" + SECOND[:-1] + "，" + THIRD[:-1] + "，" + FIRST
    made = read(f"{MASTHEAD}<div><p>{_broken_at(text, width)}</p></div>")
    assert texts(made) == [text]


HEADED = "街长由谁来当"


@pytest.mark.parametrize(
    ("full", "heads", "joined"), [(9, 1, True), (9, 2, False), (17, 2, True), (17, 3, False)]
)
def test_a_few_short_lines_stand_between_those_broken_at_a_width(
    full: int, heads: int, *, joined: bool
) -> None:
    lines = [f"第{chr(0x4E00 + at)}条街的街长每天早晚都会到商铺里走一走看" for at in range(full)]
    lines[-1] = f"{lines[-1][:20]}。"
    breaks = "<br>".join((*[f"{HEADED}{at}" for at in range(heads)], *lines))
    made = read(f"{MASTHEAD}<div><p>{breaks}</p><p>{SECOND}</p></div>")
    assert (len(texts(made)) == heads + 2) is joined


@pytest.mark.parametrize(("first", "joined"), [("街" * 17, True), (f"{'街' * 16}a", False)])
def test_a_line_broken_at_a_width_lacks_eight_columns(first: str, *, joined: bool) -> None:
    """The first line of a paragraph has spaces before it."""
    lines = [f"第{chr(0x4E00 + at)}条街的街长每天早晚都会到商铺里走一走看" for at in range(6)]
    made = read(f"{MASTHEAD}<div><p>{'<br>'.join((first, *lines))}</p><p>{SECOND}</p></div>")
    assert (texts(made)[0] == "".join((first, *lines))) is joined


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, SECOND, THIRD, FIRST],
        ["街长每周巡查两次", "问题当天上报", "七天内办结", "一年内投诉减少四成。", FIRST],
        [
            "一、推选街长，每条街一名，由商户投票",
            "二、建立清单，每月更新一次，张贴上墙",
            "三、严格考核，末位退出，另行推选一",
            "四、定期回访，商户打分，结果公开晒",
            FIRST,
        ],
        [FIRST[:20], "短行", SECOND[:20], "又一短行", THIRD],
        ["联系人：周海", "地址：青河市中山路一号", "乘车：三路到街口", "时间：每周一上午", FIRST],
    ],
)
def test_other_lines_stay_apart(lines: list[str]) -> None:
    broken = "<br>".join(lines)
    made = read(f"{MASTHEAD}<div><p>{broken}</p><p>{SECOND}</p></div>")
    assert texts(made) == [*lines, SECOND]


CAPTIONED = "街长在查看路灯"


def _bold_below_pictures(heading: str, more: str = "") -> set[Role]:
    """Return the roles of bold centred lines below the pictures of a text."""
    picture = "<p align=center><img src=a.jpg></p>"
    parts = "".join(
        f"<p>{heading.format(name)}</p>{picture}"
        f"<p style='text-align:center'><b>{CAPTIONED}{name[0]}</b></p><p>{text}</p>"
        for name, text in (("一、选街长", SECOND), ("二、办实事", THIRD))
    )
    page = f"<h1>{TITLE}</h1><p>2024-05-06</p><div><p>{FIRST}</p>{parts}{more}</div>"
    return {line.role for line in read_html(page).lines if line.text.startswith(CAPTIONED)}


@pytest.mark.parametrize(
    ("heading", "more", "captions"),
    [
        ("<b>{}</b>", "", True),
        ("<span>{}</span>", "", False),  # no other form of headings
        ("<b>{}</b>", f"<p align=center><b>街上说</b></p><p>{FIRST}</p>", False),
    ],
    ids=["other headings", "none", "centred headings"],
)
def test_bold_lines_below_pictures_are_captions_where_headings_have_another_form(
    heading: str, more: str, *, captions: bool
) -> None:
    assert _bold_below_pictures(heading, more) == {Role.CAPTION if captions else Role.BOLD}


def test_a_title_below_the_picture_of_a_site_is_no_caption() -> None:
    logo = "<p><b>青河在线</b></p><p align=center><img src=a.jpg></p>"
    made = read(
        f"{logo}<p align=center><b>{TITLE}</b></p><p>2024-05-06</p><p>{FIRST}</p><p>{SECOND}</p>"
    )
    assert made.title == TITLE


RULES = "".join(f"<li>{text}</li>" for text in (THIRD,) * 4)


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ("class='modal fade' role='dialog' aria-hidden='true'", False),
        ("class='modal' role='dialog'", False),
        ("class='pop' role='dialog' aria-hidden='true'", False),
        ("class='modal show' role='dialog'", True),
        ("class='pop' role='dialog'", True),
    ],
)
def test_a_dialogue_is_shown_where_a_button_has_opened_it(attributes: str, *, shown: bool) -> None:
    dialogue = f"<div {attributes}><ol>{RULES}</ol></div>"
    body = f"<article><h1>{TITLE}</h1><p>2024-05-06</p><p>{FIRST}{SECOND}</p></article>"
    made = read(f"{body}{dialogue}")
    assert any(THIRD in text for text in texts(made)) is shown


# ---------------------------------------------------------------- what stands above the title


@pytest.mark.parametrize("other", ["实施日期", "失效日期", "印发日期", "截止日期", "会议时间"])
def test_days_of_other_things_are_not_that_of_publishing(other: str) -> None:
    made = read(
        f"<h1>{TITLE}</h1><p>{other}：2021年4月16日</p><p>{FIRST}</p><p>{SECOND}</p>",
        head='<meta name="PubDate" content="2021-04-19 23:04">',
    )
    assert made.sources[0].published == "2021-04-19T23:04+08:00"


@pytest.mark.parametrize("first", ["2018/05/20", "05-20 2018/05/20", "· 邻县的另一件事 2018/05/20"])
def test_a_list_above_the_title_gives_no_day(first: str) -> None:
    rows = f"<div><p>{first}</p><p>· 国学四人谈 2018/05/09</p></div>"
    made = read(
        f"{rows}<h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p><p>{FIRST}</p><p>{SECOND}</p>"
    )
    assert made.sources[0].published == "2024-05-06"
    assert made.sources[0].publisher == "青河日报"


def test_rows_of_a_list_are_no_first_lines_of_a_text() -> None:
    rows = "".join(
        f"<tr><td>· 邻县第{at}件事</td><td>2018/05/{at + 10}</td></tr>" for at in range(9)
    )
    made = read(
        f"<table>{rows}</table><table>{rows}</table><div>{TITLE}</div>"
        f"<p>2024-05-06 10:00 青河市委宣传部</p><p>{FIRST}</p><p>{SECOND}</p>",
        title=f"{TITLE}-青河学院",
    )
    assert made.title == TITLE
    assert made.sources[0].published == "2024-05-06T10:00+08:00"


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("（王大文／台中報導）", ("王大文",)),
        ("（王大文、李小明／连线报道）", ("王大文", "李小明")),
        ("（作者：方明青河大学经济学院教授）", ("方明",)),
        ("(作者系青河大学教授)", ()),
        ("（一年内／全市报道）", ()),
    ],
)
def test_writers_in_brackets_at_the_end(end: str, authors: tuple[str, ...]) -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{end}</p>"
    assert read(f"<h1>{TITLE}</h1><div>{body}</div>").sources[0].authors == authors


def test_names_between_bars_are_no_advertising() -> None:
    made = read(
        f"<h1>{TITLE}</h1><div>{THREE}"
        "<p>编辑|周海 制图|吴江 校读|王明 责编|李华 美编|张伟 排版|赵强</p></div>"
    )
    assert made.sources[0].editors[:4] == ("周海", "吴江", "王明", "李华")
    assert texts(made) == [FIRST, SECOND, THIRD]


def test_a_caption_that_is_a_sentence_does_not_begin_the_text() -> None:
    made = read(
        f"<h1>{TITLE}</h1><p>2024-05-06 10:00</p>"
        f"<p>▲街长在街口查看占道经营的情况，并与商户谈话。</p><p>记者周海／青河报道</p>{THREE}"
    )
    assert made.sources[0].authors == ("周海",)
    assert "记者周海／青河报道" not in texts(made)


@pytest.mark.parametrize("sign", ["▲", "▲▼", "▼▲ ", "△▽", "▲▲"])
def test_signs_that_point_from_a_caption_to_its_picture(sign: str) -> None:
    made = read(
        f'<h1>{TITLE}</h1><div>{THREE}<p><img src="a.jpg"></p>'
        f"<p>{sign}街口的值班亭。（图／青河市政府）</p><p>{FIRST[::-1]}</p></div>"
    )
    pictures = [block for block in made.sections[0].blocks if isinstance(block, Picture)]
    assert [picture.caption.partition("。")[0] for picture in pictures] == ["街口的值班亭"]
