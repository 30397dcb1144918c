"""What blogs print around a text: pen names, categories, counts; five members of each kind."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.people import names_in
from casebook.ingest.read.dom import dom_lines
from casebook.ingest.read.html import joined_title, parse, read_html
from casebook.ingest.read.replies import are_replies
from casebook.ingest.read.writers import pen_name
from casebook.records import Article, Role, Source

TITLE = "集市上的办事窗口"
TEXT = (
    "青河县把办事窗口搬到集市上，群众赶集时就能办证，不用再跑三十里路到县城。",
    "第一天来了四十人，办成三十一件，其余九件约好下一个集日再来，窗口派人上门收材料。",
    "县里准备把做法推广到八个乡镇，每个集市每月开两次，由镇里的干部轮流值班。",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)


def read(above: str = "", below: str = "", head: str = "", title: str = TITLE) -> Article:
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><div id=nav><a href=/>首页</a> "
        f"<a href=/a>文章</a></div><div class=post><h1>{title}</h1>{above}{BODY}{below}</div>"
        "</body></html>"
    )
    article = casebook.clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    return article


def source(above: str = "", below: str = "", head: str = "") -> Source:
    return read(above, below, head).sources[0]


# ---------------------------------------------------------------- writers


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("贤民", "<span class=who>贤民</span>"),
        ("Kevin Li", "<p>Posted by <span>Kevin Li</span></p>"),
        ("HeJin", "<strong> HeJin </strong>"),
        ("三饭", "<p>文章作者：三饭</p>"),
        ("wzy", "<p>Author: wzy</p>"),
    ],
)
def test_a_pen_name_that_the_markup_declares_and_the_page_shows(name: str, shown: str) -> None:
    head = f'<meta name="author" content="{name}">'
    assert source(shown, head=head).authors == (name,)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("贤民", ""),
        ("Qinghe Team", "<span>Qinghe Team</span>"),
        ("青河区", "<span>青河区</span>"),
        ("青河日报", "<span>青河日报</span>"),
        ("HeJin", "<p>© 2020 Customized by <a>HeJin</a></p>"),
    ],
)
def test_a_declared_name_with_one_sign_only_is_no_writer(name: str, shown: str) -> None:
    head = f'<meta name="author" content="{name}">'
    assert source(below=shown, head=head).authors == ()


def test_linked_data_may_declare_the_writer() -> None:
    data = '{"@type":"BlogPosting","author":{"@type":"Person","name":"HeJin"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert source("<span>HeJin</span>", head=head).authors == ("HeJin",)


def test_what_a_writer_says_of_the_day_is_no_name() -> None:
    assert names_in("周海，写于2007年夏") == ("周海",)
    assert names_in("青河管理员") == ()
    assert names_in("CHRIS LEE 译者：HeJin") == ("CHRIS LEE",)


def test_a_post_in_english_forms() -> None:
    head, rest = read_line("Posted by Bode • Published on October 31, 2012")
    assert (head.authors, head.published, rest) == (("Bode",), "2012-10-31", "")


# ---------------------------------------------------------------- the row below a title


@pytest.mark.parametrize(
    "row",
    [
        "2025年05月01日 网络资料 约114字 预计需要1分钟",
        "发表于 2015-11-05 | 分类于 新闻 |",
        "2018-05-06 本文字数：1.3k字 阅读时长 ≈ 4 分钟",
        "June 21, 2026 · 7 min read",
        "发表于 2020-02-03 · 分类于随笔 · 900 words",
    ],
)
def test_counts_and_categories_belong_to_the_row_of_the_day(row: str) -> None:
    assert is_masthead_line(row)
    made = read(f"<div>{row}</div>")
    assert made.sources[0].published
    assert made.sources[0].publisher == ""
    assert [block.text for block in made.sections[0].blocks if hasattr(block, "text")] == [*TEXT]


def test_a_step_of_the_menu_beside_the_day_is_no_publisher() -> None:
    assert source("<div>2024/11/18 文章</div>").publisher == ""


def test_the_last_step_of_a_breadcrumb_is_no_text_whatever_it_names() -> None:
    page = read_html(
        f"<html><head><title>{TITLE}</title></head><body><div class=article>"
        "<ol class=breadcrumb><li><a href=/>首页</a><li><a href=/z>资讯</a><li>内容</ol>"
        f"<h1>{TITLE}</h1>{BODY}</div></body></html>"
    )
    kept = [line.text for line in page.lines if line.role not in {Role.OUTSIDE, Role.TITLE}]
    assert kept == [*TEXT]


@pytest.mark.parametrize(
    "below",
    [
        "本博客所有文章除特别声明外，均采用 CC0 1.0 协议 。",
        "本站文章采用知识共享署名 4.0 国际许可协议进行许可",
        "本作品採用 CC BY-SA 4.0 國際授權條款",
    ],
)
def test_the_licence_of_a_blog_is_none_of_its_text(below: str) -> None:
    made = read(below=f"<p>{below}</p>")
    assert [block.text for block in made.sections[0].blocks if hasattr(block, "text")] == [*TEXT]


# ---------------------------------------------------------------- titles


def test_no_title_stands_below_the_text() -> None:
    page = (
        "<html><head><title>最新资讯|青河县集市改革实验室</title></head><body>"
        f"<div><h4>{TITLE}</h4><p>2016-12-26 10:00</p>{BODY}</div>"
        "<footer><h4>青河县集市改革实验室</h4></footer></body></html>"
    )
    article = casebook.clean_bytes(page.encode(), media_type="text/html").article
    assert article is not None
    assert article.title == TITLE


def test_the_part_of_a_title_that_a_heading_shows_may_hold_a_dash() -> None:
    made = read_html(
        "<html><head><title>窗口 - 第一回 | Qinghe Studio</title></head><body>"
        f"<h1>窗口 - 第一回</h1>{BODY}</body></html>"
    )
    assert [line.text for line in made.lines if line.role is Role.TITLE] == ["窗口 - 第一回"]


def test_lines_of_a_title_are_joined_with_the_stop_that_the_page_gives() -> None:
    whole = "县城开窗，集市办证"
    assert joined_title(["县城开窗", "集市办证"], f"{whole}_青河网") == whole
    assert joined_title(["县城开窗", "集市办证"], "县城开窗集市办证") == "县城开窗集市办证"


def test_the_day_of_the_title_is_no_day_of_publishing() -> None:
    title = "青河县集市数据 2021-08-04"
    made = read(below=f"<p>{title}</p>", title=title)
    assert made.sources[0].published == ""


# ---------------------------------------------------------------- texts of short lines


@pytest.mark.parametrize("name", ["js_content", "article-content", "post_content"])
def test_a_poem_is_found_by_the_name_of_its_element(name: str) -> None:
    verses = [
        "河水往东流",
        "集市在村头",
        "办证不用走",
        "干部坐在柳树下",
        "老人笑着点头",
        "一桌一凳",
        "一本章程",
        "一壶清茶",
    ]
    poem = "".join(f"<p>{verse}</p>" for verse in verses)
    page = (
        f"<html><head><title>集市</title></head><body><h1>集市谣曲</h1><div id={name}>{poem}</div>"
        "<p>受规定影响，本功能已关闭，可通过其他方式支持。</p></body></html>"
    )
    lines = read_html(page).lines
    assert [x.text for x in lines if x.role not in {Role.OUTSIDE, Role.TITLE}] == verses


def test_a_remark_after_a_point_makes_no_heading_of_it() -> None:
    point = "三、對集市窗口的經費，特發表聲明予以支持。（如附件）"
    made = read(below=f"<p>{point}</p>")
    assert all(section.heading == "" for section in made.sections)


@pytest.mark.parametrize(("size", "kept"), [(59, False), (60, True)])
def test_a_text_of_short_lines_goes_before_less_running_text_elsewhere(
    size: int, *, kept: bool
) -> None:
    verses = [*("河水往东流" for _ in range(10)), "集" * (size - 50)]
    poem = "".join(f"<p>{verse}</p>" for verse in verses)
    other = f"<div><p>{'县' * 57}，。</p></div>"
    lines = read_html(f"<body><h1>集市谣曲</h1><div id=js_content>{poem}</div>{other}</body>").lines
    assert (lines[-1].role is Role.OUTSIDE) is kept


@pytest.mark.parametrize(("size", "named"), [(20, True), (21, False)])
def test_a_pen_name_has_twenty_characters_at_most(size: int, *, named: bool) -> None:
    name = "K" * size
    assert (pen_name(name, f"<body><i>{name}</i></body>", ()) == name) is named


# ---------------------------------------------------------------- comments below the text

SAID = "我们镇也想这样办，请问轮班的补贴从哪里来，每月开几次？"


@pytest.mark.parametrize(
    "comments",
    [
        f"<p>评论(2)</p><div><span>山里人</span> 2024-05-07 09:10:22<p>{SAID}</p><a>回复</a></div>",
        f"<h4>网友评论</h4><dl><dt>山里人 3天前</dt><dd>{SAID}</dd></dl>",
        f"<div>2条留言</div><div>山里人 2024年5月7日 09:10<p>{SAID}</p></div>",
        f'<div id="disqus_thread"><p>shanli 3天前</p><p>{SAID}</p><p>赞 回复</p></div>',
        f"<div class=SG_revert><p>发评论</p><div>山里人 2024-05-07 09:10<p>{SAID}</p></div></div>",
        f'<div id="respond"><p>{SAID}</p></div>',
    ],
)
def test_comments_in_the_element_of_the_text_are_none_of_it(comments: str) -> None:
    article = read('<p class="date">2024-05-06 10:21</p>', comments)
    assert [block.text for part in article.sections for block in part.blocks] == [*TEXT]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("between", "writer", "ends"),
    [(3, "", True), (4, "", False), (0, "山" * 43, True), (0, "山" * 44, False)],
)
def test_who_wrote_a_comment_stands_near_its_heading_on_a_short_line(
    between: int,
    writer: str,
    ends: bool,
) -> None:
    body = f"<h3>评论(2)</h3>{'<p>山里人说</p>' * between}<p>{writer} 2024-05-07 09:10</p>"
    root = parse(f"<html><body>{body}</body></html>")
    assert root is not None
    assert are_replies(dom_lines(root), 0) is ends


@pytest.mark.parametrize(
    "below",
    [
        f"<p>记者：{SAID}</p><p>周海：县里按件补助，每月开两次。</p>",
        f"<h4>评论</h4><p>{SAID}</p><p>周海：县里按件补助，每月开两次。</p>",
    ],
)
def test_questions_of_an_interview_are_no_comments(below: str) -> None:
    article = read('<p class="date">2024-05-06 10:21</p>', below)
    said = [block.text for part in article.sections for block in part.blocks]  # type: ignore[union-attr]
    assert any(SAID in text for text in said)


@pytest.mark.parametrize(
    ("shown", "authors"), [("沙洲水务", ()), ("云溪水利局", ()), ("周海 吴江", ("周海", "吴江"))]
)
def test_an_account_that_the_markup_calls_author_is_no_two_names(
    shown: str, authors: tuple[str, ...]
) -> None:
    row = f"<div><span class=author>{shown}</span></div><div>2024-05-06 10:21</div>"
    assert source(row).authors == authors
