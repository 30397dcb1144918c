"""Pages saved as text and small HTML pages, kind by kind: one sentence of behaviour each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, headings

import casebook
from casebook.ingest.clean.causes import Cause
from casebook.ingest.read.clipping import is_clipping, read_clipping
from casebook.ingest.read.text import read_text
from casebook.ingest.read.title import bare_title
from casebook.problems import Code
from casebook.records import Article, Paragraph, Role, walk


def paragraphs(article: Article) -> Iterator[str]:
    return (p.content.text for p in walk(article) if isinstance(p.content, Paragraph))


# ---------------------------------------------------------------- titles


def test_the_mark_of_a_note_leaves_the_title_and_is_in_the_ledger() -> None:
    done = cleaned("河口镇推行街长制三年[1]", "2024-05-06 来源：青河日报", ONE, TWO)
    assert done.article is not None
    assert done.article.title == "河口镇推行街长制三年"
    assert Cause.NOTE_MARK in {repair.reason for repair in done.ledger.repairs}


@pytest.mark.parametrize(
    "above", ["跳过导航", "青河市人民政府官网", "首页 新闻 公告", "地方中心∕青河報導"]
)
def test_what_a_site_puts_above_a_title_is_none(above: str) -> None:
    assert article_of(above, "", "街长制让街面更有序", "", ONE, TWO).title == "街长制让街面更有序"


def test_what_ends_like_an_office_and_says_what_was_done_is_a_title() -> None:
    title = "河口镇设立街长办公室"
    article = article_of(title, "", ONE, TWO)
    assert (article.title, article.sources[0].authors) == (title, ())
    office = cleaned("河口镇街长办公室", "", ONE, TWO)
    assert "P002" in {problem.code.code for problem in office.problems}


def test_half_a_sentence_is_no_title() -> None:
    done = cleaned(",两市市长签署四项备忘录", ONE, TWO)
    assert "P002" in {problem.code.code for problem in done.problems}


def test_a_title_that_runs_into_the_first_heading_is_doubted() -> None:
    done = cleaned(
        "街长制实施方案一、街长制背景", "", "1.1街道现状", "", ONE, "", "二、街长职责", "", TWO
    )
    assert "P007" in {problem.code.code for problem in done.problems}


def test_of_a_title_with_a_tail_after_a_bar_the_line_without_it_is_taken() -> None:
    lines = ("街长制让街面更有序", "1. 打印", "街长制让街面更有序_青河在线", ONE, TWO)
    assert article_of(*lines).title == "街长制让街面更有序"


def test_a_subtitle_that_stands_twice_is_there_once() -> None:
    title = ("河口镇推行街长制", "——以青河市为例")
    lines = (*title, "2024-05-06 来源：青河日报", *title, ONE, TWO)
    assert article_of(*lines).subtitle == "——以青河市为例"


# ---------------------------------------------------------------- people


def test_names_right_below_a_title_leave_the_text() -> None:
    article = article_of("河口镇推行街长制三年", "周海", ONE, TWO)
    assert article.sources[0].authors == ("周海",)
    assert list(paragraphs(article)) == [ONE, TWO]


def test_names_above_a_text_without_title_leave_it_where_they_are_two() -> None:
    article = article_of("周海 吴江", ONE, TWO)
    assert article.sources[0].authors == ("周海", "吴江")
    assert list(paragraphs(article)) == [ONE, TWO]


def test_names_with_space_between_go_before_the_same_ones_without() -> None:
    lines = ("河口镇推行街长制", "2024-05-06 王忠李滔杜文", "王忠 李滔 杜文", ONE, TWO)
    assert article_of(*lines).sources[0].authors == ("王忠", "李滔", "杜文")


def test_a_button_takes_no_byline_and_no_heading_for_its_value() -> None:
    lines = (
        "河口镇推行街长制",
        "2024-05-06 来源：青河日报",
        "分享到：",
        "青河报记者 周海",
        ONE,
        TWO,
    )
    assert article_of(*lines).sources[0].authors == ("周海",)
    lines = (
        "河口镇推行街长制",
        "2024-05-06 来源：青河日报",
        "分享到：",
        "一、街长制背景",
        ONE,
        TWO,
    )
    assert headings(article_of(*lines)) == ["一、街长制背景"]


# ---------------------------------------------------------------- outlines


def test_headings_without_number_may_stand_one_above_another_or_above_a_list() -> None:
    lines = (
        *("河口镇推行街长制", "", "街长的来历", ONE, "街长的职责", TWO, "街长的考核", THREE),
        *("推行办法", "选人要求", ONE, "巡查范围", "• 沿街门面", "• 背街小巷"),
    )
    found = headings(article_of(*lines))
    assert [name for name in ("推行办法", "选人要求", "巡查范围") if name in found] == [
        *("推行办法", "选人要求", "巡查范围")
    ]


def test_one_short_line_between_two_paragraphs_is_no_reason_to_take_others() -> None:
    lines = ("河口镇推行街长制", "", ONE, "沿街商户", TWO, "门面", "后巷", "河边", THREE)
    assert not {"门面", "后巷", "河边"} & set(headings(article_of(*lines)))


def test_a_number_without_sign_heads_the_part_of_an_opening() -> None:
    lines = ("河口镇推行街长制", "2024-05-06 来源：青河日报", "一 街长由来已久", ONE, TWO)
    assert headings(article_of(*lines)) == ["一 街长由来已久"]
    lines = ("河口镇推行街长制", "2024-05-06 来源：青河日报", "一 街长由来已久。", ONE, TWO)
    assert headings(article_of(*lines)) == [""]


def test_a_numbered_line_that_ends_in_a_colon_or_stop_stands_for_no_heading_alone() -> None:
    for end in ("，", "；", "："):
        lines = ("河口镇推行街长制", "2024-05-06 来源：青河日报", f"（一）巡查街面{end}", ONE, TWO)
        assert f"（一）巡查街面{end}" not in headings(article_of(*lines)), end


# ---------------------------------------------------------------- dirt


def test_a_sentence_torn_apart_by_keywords_is_whole_again_and_the_keywords_are_gone() -> None:
    torn = ("4日上午,", "电动车推荐", ",在两市市长见证下,", "夜市推荐", ",两市签署备忘录。")
    done = cleaned("河口镇推行街长制", "2024-05-06 来源：青河日报", *torn, ONE)
    assert done.article is not None
    assert "4日上午，在两市市长见证下，两市签署备忘录。" in list(paragraphs(done.article))
    reasons = {removal.text: removal.reason for removal in done.ledger.removals}
    assert reasons["电动车推荐"] == reasons["夜市推荐"] == Cause.PLANTED


@pytest.mark.parametrize(
    "lines",
    [
        ("4日上午。", "电动车推荐", ",在两市市长见证下。"),
        ("4日上午,", "电动车推荐", "在两市市长见证下。"),
        ("4日上午,", "电动车、自行车推荐", ",在两市市长见证下。"),
        ("4日上午,", "电" * 25, ",在两市市长见证下。"),
    ],
)
def test_only_a_short_line_inside_a_sentence_is_planted(lines: tuple[str, ...]) -> None:
    done = cleaned("河口镇推行街长制", "2024-05-06 来源：青河日报", *lines, ONE)
    assert Cause.PLANTED not in {removal.reason for removal in done.ledger.removals}


def test_a_program_left_after_a_sentence_goes_and_the_sentence_stays() -> None:
    junk = "(function(){try{if(document.cookie)return;var a=1;}catch(e){}})();"
    assert list(paragraphs(article_of("河口镇推行街长制", ONE, TWO + junk))) == [ONE, TWO]


def test_addresses_in_a_text_are_no_furniture() -> None:
    line = "网址：https://example.org/portal/index"
    article = article_of("办事指南汇总", "2024-05-06 来源：青河日报", ONE, line, TWO)
    assert line in list(paragraphs(article))


@pytest.mark.parametrize(
    "line",
    [
        *("原文链接：https://example.org/a", "廣告 廣告", "没有相关文章", "本题链接:"),
        *("本文由 Notion 导出", "*本文檔由語雀匯出。*"),
    ],
)
def test_furniture_below_a_text_goes(line: str) -> None:
    lines = ("河口镇推行街长制", "2024-05-06 来源：青河日报", ONE, TWO, THREE, line)
    assert list(paragraphs(article_of(*lines))) == [ONE, TWO, THREE]


def test_a_text_that_many_pictures_have_is_no_caption() -> None:
    pictures = "".join(f'<p><img src="{n}.jpg" alt="街长制图说">{ONE}</p>' for n in range(3))
    for count, reasons in ((3, {Cause.NO_CAPTION}), (2, set())):
        shown = pictures[: pictures.index('src="2') - 8] if count == 2 else pictures
        markup = f"<html><body><article><h1>河口镇推行街长制</h1>{shown}</article></body></html>"
        ledger = casebook.clean_bytes(markup.encode(), media_type="text/html").ledger
        assert {r.reason for r in ledger.removals if r.text == "街长制图说"} == reasons


def test_numbered_links_to_documents_are_part_of_a_text() -> None:
    links = "".join(
        f'<p><a href="{n}.docx">{n}.街长申请表.docx</a></p><p><a href="x">更多街景</a></p>'
        for n in (1, 2)
    )
    markup = (
        "<html><body><div><h1>街长制实施方案</h1>"
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{links}</div></body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert [text for text in paragraphs(article) if text.endswith("docx")] == [
        *("1.街长申请表.docx", "2.街长申请表.docx")
    ]
    assert "更多街景" not in list(paragraphs(article))


# ---------------------------------------------------------------- boundaries of reading


def test_latin_words_of_wrapped_lines_keep_a_space_and_han_characters_none() -> None:
    lines = (
        "青河市去年推行街长制度沿街商户推选街长六",
        "百名投诉减少四成群众满意度明显提高街道办",
        "给街长配了手机应用以后由 Street Keeper P",
        "Edition 把照片交给网格员核实处理结果当天",
        "向全体居民公开三个月里没有再发生任何冲突",
        "群众满意。",
    )
    (line,) = read_text("\n".join(lines)).lines
    assert "街长六百名" in line.text
    assert "Keeper P Edition" in line.text


def test_a_row_of_cells_holds_no_sentence() -> None:
    rows = read_text("镇 | 街长\n河口 | 六十\n青河 | 七十").lines
    assert [line.role for line in rows] == [Role.ROW] * 3
    sentences = read_text("镇 | 街长。\n河口 | 六十。").lines
    assert Role.ROW not in {line.role for line in sentences}


def test_the_heading_of_a_clipping_has_the_level_of_its_signs() -> None:
    page = read_clipping(f"---\ntitle: 街长制\n---\n\n### 街长的来历\n\n{ONE}\n")
    assert page is not None
    assert [line.depth for line in page.lines if line.role is Role.HEADING] == [3]


NOTE = f"""# 河口镇推行街长制

URL: https://example.org/a
Published: 2024年3月5日

## 主要做法

{ONE}[^1]

| 年份 | 户数 |
|:---|---:|
| 2023 | 1\\|200 |

> [!note] 编者按
> **另见**[街长的来历](https://example.org/b "注")。

[^1]: 到三月底。
"""
UNDERLINED = f"""河口镇推行街长制
====

主要做法
---

{ONE}

* * *

**完**
"""


READ_HEAD = """Title: {title}

URL Source: https://example.org/a

Published Time: {day}

Markdown Content:
{above}
{mark}河口镇推行街长制

来源：青河日报

{text}
"""


@pytest.mark.parametrize("day", ["2024-05-06T09:12:00+08:00", "Mon, 06 May 2024 01:12:00 GMT"])
@pytest.mark.parametrize(
    ("title", "above", "mark"),
    [
        ("河口镇推行街长制", "", "# "),
        ("河口镇推行街长制_青河网", "青河网\n", ""),
        ("河口镇推行街长制-青河网", "河口镇推行街长制-青河网\n=====\n", "# "),
        ("青河县人民政府门户网站", "* [要闻](https://example.org/b)\n", "# "),
    ],
)
def test_the_head_of_a_program_that_reads_pages_is_no_text(
    title: str, above: str, mark: str, day: str
) -> None:
    raw = READ_HEAD.format(title=title, day=day, above=above, mark=mark, text=ONE)
    made = casebook.clean_bytes(raw.encode(), name="a.txt")
    assert made.article
    source = made.article.sources[0]
    assert (made.article.title, source.url) == ("河口镇推行街长制", "https://example.org/a")
    assert source.published.startswith("2024-05-06")
    assert source.publisher == "青河日报"
    texts = [line.text for line in made.kept if line.role is not Role.TITLE]
    assert texts == [ONE]


def test_lines_with_labels_are_no_such_head_without_its_last_line() -> None:
    assert not is_clipping("Title: 河口镇推行街长制\n\nURL Source: https://example.org/a\n\n" + ONE)


def test_markdown_without_front_matter() -> None:
    assert is_clipping(NOTE)
    page = read_clipping(NOTE)
    assert (page.facts.title, page.facts.url) == ("河口镇推行街长制", "https://example.org/a")
    assert page.facts.published == "2024年3月5日"
    shown = [(line.role, line.text) for line in page.lines if line.role is not Role.OUTSIDE]
    assert shown == [
        (Role.TITLE, "河口镇推行街长制"),
        (Role.HEADING, "主要做法"),
        (Role.TEXT, f"{ONE}[1]"),
        (Role.ROW, "年份 户数"),
        (Role.ROW, "2023 1|200"),
        (Role.NUMBERED, "编者按"),
        (Role.TEXT, "另见街长的来历。"),
        (Role.TEXT, "[1] 到三月底。"),
    ]
    rows = [line for line in page.lines if line.role is Role.ROW]
    assert [(row.cells, row.depth) for row in rows] == [
        (("年份", "户数"), 1),
        (("2023", "1|200"), 0),
    ]


@pytest.mark.parametrize(
    ("properties", "published", "saved"),
    [
        ("Created: 2023年3月1日 下午2:11\nPublished: 2022-12-08", "2022-12-08", "2023-03-01"),
        ("Published: 2022-12-08\nClipped: 2023-03-01 14:11", "2022-12-08", "2023-03-01"),
        (
            "Last Edited Time: March 1, 2023 2:11 PM\nEdited by: 王五\nPublished: 2022-12-08",
            "2022-12-08",
            "",
        ),
        ("创建时间: 2023年3月1日 14:11\n发布时间: 2022年12月8日", "2022-12-08", ""),
        # The day on which a page became a note is no day of its publication.
        ("URL: https://a.example/1\nCreated time: 2023-03-01 14:11", "", "2023-03-01"),
    ],
)
def test_the_day_of_a_note_is_not_that_of_its_page(
    properties: str, published: str, saved: str
) -> None:
    text = f"# 河口镇推行街长制\n\n{properties}\n\n{ONE}\n\n## 主要做法\n\n{ONE}\n"
    done = casebook.clean_bytes(text.encode(), name="a.md")
    assert done.article is not None
    source = done.article.sources[0]
    assert (source.published, source.saved) == (published, saved)
    gone = {removal.text for removal in done.ledger.removals}
    assert set(properties.split("\n")) <= gone


def test_front_matter_without_a_day_of_publication() -> None:
    front = (
        "---\ntitle: 街长制\nsource: https://a.example/1\npublished:\ncreated: 2023-03-01\n---\n"
    )
    facts = read_clipping(f"{front}{ONE}\n").facts
    assert (facts.published, facts.saved) == ("", "2023-03-01")


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("1. 甲事\n2. 乙事", ["1. 甲事", "2. 乙事"]),
        # A list counts on from its first number.
        ("3. 甲事\n3. 乙事\n\n7. 丙事", ["3. 甲事", "4. 乙事", "5. 丙事"]),
        ("1) 甲事\n   - 细节\n2) 乙事", ["1) 甲事", "2) 乙事"]),
        ("1. 甲事\n   1. 细节\n   2. 又一\n2. 乙事", ["1. 甲事", "1. 细节", "2. 又一", "2. 乙事"]),
        (
            "1. 甲事\n2. 乙事\n\n一段话\n\n7. 丙事\n8. 丁事",
            ["1. 甲事", "2. 乙事", "7. 丙事", "8. 丁事"],
        ),
        # A number that stands alone may be that of a heading.
        ("1. 主要做法\n\n一段话\n\n2. 成效\n\n一段话", []),
        # A point that has a number of its own.
        ("1. （一）甲事\n2. （二）乙事", []),
    ],
)
def test_the_numbers_of_points(text: str, numbered: list[str]) -> None:
    page = read_clipping(f"---\ntitle: 街长制\ndate: 2024\n---\n{text}\n")
    assert [line.text for line in page.lines if line.role is Role.NUMBERED] == numbered
    assert len(page.lines) == 1 + len([line for line in text.split("\n") if line])


FRONT = "---\ntitle: 街长制\nurl: https://a.example/1\n---\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("每斤~~18~~22元，==6,800户==", (Role.TEXT, "每斤22元，6,800户")),
        ("代办点<del>31</del>33个<br>占地10<sup>5</sup>", (Role.TEXT, "代办点33个 占地10⁵")),
        ("升到<mark>92%</mark>。<br/>又<u>并入</u>", (Role.TEXT, "升到92%。又并入")),
        ("- [[代办员|代办]]由[[村里]]选", (Role.ITEM, "代办由村里选")),
        ("~~旧的一条。~~", (Role.DELETED, "旧的一条。")),
        ("- <s>已废止。</s>", (Role.DELETED, "已废止。")),
        ("%% 私人批注 %%", (Role.HIDDEN, "私人批注")),
        ("%%\n要核实，\n再写\n%%", (Role.HIDDEN, "要核实，再写")),
        ("<!--\n转载\n-->", (Role.HIDDEN, "转载")),
        ('<p align="center"><img src="a.png" alt="现场"></p>', (Role.PICTURE, "现场")),
        ("![[现场.jpg|300]]", (Role.PICTURE, "")),
        # What only looks like a mark stays.
        ("10~20度，a~~b", (Role.TEXT, "10~20度，a~~b")),
        # Within code the signs mark nothing.
        ('外链`<img src="a">`会被吞', (Role.TEXT, '外链<img src="a">会被吞')),
        ("写作`~~18~~`，**不是`<s>`**", (Role.TEXT, "写作~~18~~，不是<s>")),
        ("键`a_b*c*`和``x`y``、`[1](2)`", (Role.TEXT, "键a_b*c*和``x`y``、[1](2)")),
        ("`C:\\_甲`，==`==8==`==秒", (Role.TEXT, "C:\\_甲，==8==秒")),
        ("\\`原样\\`和`半个", (Role.TEXT, "`原样`和`半个")),
        ("1==1，2==2", (Role.TEXT, "1==1，2==2")),
        ("增5%%，又降3%%", (Role.TEXT, "增5%%，又降3%%")),
        ("x <5 且 <未知> y> 3", (Role.TEXT, "x <5 且 <未知> y> 3")),
        ("<!-- 未完", (Role.TEXT, "<!-- 未完")),
    ],
)
def test_the_marks_of_programs_for_notes(text: str, read: tuple[Role, str]) -> None:
    page = read_clipping(f"{FRONT}{text}\n\n{ONE}\n")
    _, line, last = page.lines
    assert (line.role, line.text) == read
    assert (last.text, last.number) == (ONE, 7 + text.count("\n"))


def test_a_mark_at_the_end_of_a_line_breaks_it_and_is_no_text() -> None:
    page = read_clipping(f"{FRONT}{ONE}\\\n- 街长六百名\\\n{ONE}\\\n\n甲\\乙\nls \\\n-l\n")
    assert [line.text for line in page.lines[1:]] == [
        ONE,
        "街长六百名",
        f"{ONE}\\",
        "甲\\乙",
        "ls \\",
        "-l",
    ]
    assert sum(item.reason == "marks of Markdown" for item in page.repairs) == 2


def test_what_is_struck_out_and_comments_within_a_line_are_on_record() -> None:
    page = read_clipping(f"{FRONT}每斤~~18~~22元%%要核实%%，<!-- 待查 -->以后<s>不</s>再涨\n")
    assert page.lines[-1].text == "每斤22元，以后再涨"
    gone = [(item.before, item.reason) for item in page.repairs if not item.after]
    struck, comment = "struck out", "comment"
    assert gone == [("18", struck), ("不", struck), ("要核实 待查", comment)]


def test_a_note_within_a_note_is_named() -> None:
    text = f"{FRONT}![[现场.jpg]]\n\n{ONE}\n\n![[调研笔记]]\n\n{ONE}\n"
    problems = casebook.clean_bytes(text.encode(), name="a.md").problems
    said = [(item.line, item.detail) for item in problems if item.code is Code.PARTS_UNREAD]
    assert said == [(9, "(embedded files: 调研笔记)")]


@pytest.mark.parametrize("title", ["", "\n河口镇推行街长制\n====\n"])
def test_the_title_block_of_pandoc(title: str) -> None:
    text = f"% 河口镇推行街长制\n% 周晓明; 李小红\n% 2022-05-16\n{title}\n## 做法\n\n**甲**{ONE}\n"
    done = casebook.clean_bytes(text.encode(), name="a.md")
    assert done.article is not None
    assert (done.article.title, done.article.kicker) == ("河口镇推行街长制", "")
    source = done.article.sources[0]
    assert (source.authors, source.published) == (("周晓明", "李小红"), "2022-05-16")


@pytest.mark.parametrize(
    ("block", "title", "authors", "day"),
    [
        ("% 街长制三年\n% 周海\n% 2019年11月", ("街长制三年", ""), ("周海",), "2019-11"),
        (
            "% 街长制三年\n  ——以北街为例\n% 周海\n  吴江\n% 2019-11-06",
            ("街长制三年", "——以北街为例"),
            ("周海", "吴江"),
            "2019-11-06",
        ),
        ("% 街长制三年\n%\n% 2019年11月", ("街长制三年", ""), (), "2019-11"),
        ("% 街长制\n  三年\n% 周海（河口镇政府）", ("街长制三年", ""), ("周海",), ""),
    ],
)
def test_the_title_block_of_pandoc_is_read_without_other_marks(
    block: str, title: tuple[str, str], authors: tuple[str, ...], day: str
) -> None:
    done = casebook.clean_bytes(f"{block}\n\n{ONE}\n\n{TWO}\n".encode(), name="a.md")
    assert done.article is not None
    source = done.article.sources[0]
    assert (done.article.title, done.article.subtitle) == title
    assert (source.authors, source.published) == (authors, day)
    assert list(paragraphs(done.article)) == [ONE, TWO]


def test_one_line_behind_a_sign_of_percent_is_no_title_block() -> None:
    assert not is_clipping(f"% 六十\n{ONE}\n")
    assert not is_clipping(f"%六十\n%七十\n{ONE}\n")


ROWS = [("街道", "件数"), ("北街", "12"), ("南街", "30")]


@pytest.mark.parametrize(
    ("table", "rows", "others"),
    [
        (
            (
                "<table><tr><th>街道</th><th>件数</th></tr><tr><td>北街</td><td>12</td></tr>"
                "<tr><td>南街</td><td>30</td></tr></table>"
            ),
            ROWS,
            [],
        ),
        (
            (
                "<div>\n<table>\n<caption>表1 办结</caption>\n\n<tr><td>**街道**</td>"
                "<td>件数</td></tr>\n<tr><td>[北街](https://a.example/1)</td><td>12</td></tr>\n\n<tr>\n<td>南街</td>\n"
                "<td>30</td></tr>\n</table>\n</div>"
            ),
            ROWS,
            ["表1 办结"],
        ),
        (
            (
                '<table>\n<tr><td rowspan="2">北街</td><td>门面</td><td>12</td></tr>\n'
                '<tr><td>后巷|河边</td><td>30</td></tr>\n<tr><td colspan="2">合计</td>'
                "<td>42</td></tr>\n"
                "</table>"
            ),
            [("北街", "门面", "12"), ("北街", "后巷|河边", "30"), ("合计", "合计", "42")],
            [],
        ),
        (
            "> <table><tr><td>北街</td><td>12</td>\n> <tr><td>南街</td><td>30</td></table>",
            ROWS[1:],
            [],
        ),
        # Two tables, below each other and on one line.
        ("<table><tr><td>a<td>1<tr><td>b<td>2</table>\n" * 2, [("a", "1"), ("b", "2")] * 2, []),
        ("<table><tr><td>a<td>1<tr><td>b<td>2</table>" * 2, [("a", "1"), ("b", "2")] * 2, []),
        (
            (
                "<figure>\n<table><tr><td>a<td>1<tr><td>b<td>2</table>\n"
                "<figcaption>表2 站点</figcaption>\n</figure>"
            ),
            [("a", "1"), ("b", "2")],
            ["表2 站点"],
        ),
        # It is never closed; it lays out text; it stands in code.
        ("<table>\n<tr><td>北街</td><td>12</td></tr>\n<tr><td>南街</td><td>30</td>", ROWS[1:], []),
        (f"<table><tr><td>{ONE}</td></tr></table>", [], [ONE]),
        ("```\n<table>\n<tr><td>\n```", [], ["<table>", "<tr><td>"]),
        ("写成`<table><tr><td>`一行", [], ["写成<table><tr><td>一行"]),
        ("| | |\n|---|---|\n| 北街 | 12 |\n| 南街 | 30 |", ROWS[1:], []),
    ],
)
def test_tables_of_html_in_markdown(
    table: str, rows: list[tuple[str, ...]], others: list[str]
) -> None:
    lines = read_clipping(f"{FRONT}{TWO}\n\n{table}\n\n{TWO}\n").lines[1:]
    assert [line.cells for line in lines if line.role is Role.ROW] == rows
    assert [line.text for line in lines if line.role is not Role.ROW] == [TWO, *others, TWO]
    assert len({line.number for line in lines}) == len(lines)


@pytest.mark.parametrize(
    ("box", "read"),
    [
        ("> [!my-box|wide]- 编者按\n> 甲事。", [(Role.NUMBERED, "编者按"), (Role.TEXT, "甲事。")]),
        ("> [!WARNING]\n> 甲事。", [(Role.TEXT, "甲事。")]),
        (
            "> [!info]+ 街长\n> - 甲事\n> > [!tip] 提示\n> > 1. 乙事\n> > 2. 丙事",
            [
                (Role.NUMBERED, "街长"),
                (Role.ITEM, "甲事"),
                (Role.NUMBERED, "提示"),
                (Role.NUMBERED, "1. 乙事"),
                (Role.NUMBERED, "2. 丙事"),
            ],
        ),
        (
            "> ### 来历\n> | 街 | 件 |\n> |---|---|\n> | 北 | 12 |\n> ![现场](a.png)",
            [
                (Role.NUMBERED, "来历"),
                (Role.ROW, "街 件"),
                (Role.ROW, "北 12"),
                (Role.PICTURE, "现场"),
            ],
        ),
        ("> **甲事**", [(Role.TEXT, "甲事")]),
    ],
)
def test_what_stands_in_a_quotation_is_read(box: str, read: list[tuple[Role, str]]) -> None:
    lines = read_clipping(f"{FRONT}## 做法\n\n{box}\n").lines[2:]
    assert [(line.role, line.text) for line in lines] == read


def test_where_all_is_a_quotation_its_headings_are_those_of_the_text() -> None:
    lines = read_clipping(f"{FRONT}> ## 做法\n> {ONE}\n").lines[1:]
    assert [(line.role, line.text) for line in lines] == [(Role.HEADING, "做法"), (Role.TEXT, ONE)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a ",
        "==a ",
        "~~a ",
        "<del>",
        "![[a ",
        "[[a|",
        "%%a ",
        "%%\n",
        "<p ",
        "<sup>",
        "<table>\n<td>",
        "> ",
    ],
)
def test_marks_without_end_cost_no_time(text: str) -> None:
    start = process_time()
    read_clipping(FRONT + text * 5000)
    assert process_time() - start < 1


def test_what_a_box_is_called_is_no_heading() -> None:
    text = f"---\ntitle: 街长制\ndate: 2024\n---\n## 主要做法\n{ONE}\n> [!note] 经验\n> {ONE}\n"
    done = casebook.clean_bytes(text.encode(), name="a.md")
    assert done.article is not None
    assert [section.heading for section in done.article.sections] == ["主要做法"]


def test_headings_that_are_underlined() -> None:
    assert is_clipping(UNDERLINED)
    page = read_clipping(UNDERLINED)
    assert [(line.role, line.text, line.depth) for line in page.lines] == [
        (Role.TITLE, "河口镇推行街长制", 0),
        (Role.HEADING, "主要做法", 2),
        (Role.TEXT, ONE, 0),
        (Role.BOLD, "完", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# 1\n{ONE}",
        f"#街长制#\n#河口镇#\n{ONE}",
        f"河口镇推行街长制\n---\n{ONE}",
        f"| 年份 | 户数 |\n|---|---|\n{ONE}",
        f"**另见**[街长](https://example.org/b)\n{ONE}",
        f"---\n街长制\n---\n## 甲\n{ONE}",
        f"---\naliases:\n---\n{ONE}",
    ],
)
def test_text_with_one_mark_is_no_markdown(text: str) -> None:
    assert not is_clipping(text)


@pytest.mark.parametrize("front", ["aliases:", "cssclass: wide", "题: 街长制", "标签:\r"])
@pytest.mark.parametrize("mark", [f"### 主要做法\n{ONE}", f"**完** {ONE}"])
def test_any_property_and_one_mark_are_markdown(front: str, mark: str) -> None:
    text = f"---\n{front}\n---\n{mark}"
    assert is_clipping(text)
    assert not any("#" in line.text or "*" in line.text for line in read_clipping(text).lines)


RULED = f"<center>=====</center>\n\n{ONE}\n\n{TWO}\n"
MARKED = f'{ONE}\n\n{TWO[:8]}<span style="background:#ff0">{TWO[8:]}</span>\n'
BOLD = f"{ONE[:6]}**{ONE[6:]}**\n\n{TWO}\n"
CALLED = f"---\naliases:\n  - 河口镇推行街长制\n---\n\n{ONE}\n\n{TWO}\n"
SHOWN = f"# 街长制页面\n\n{ONE}\n\n```html\n<html><head><title>甲</title>\n```\n\n{TWO}\n"


@pytest.mark.parametrize("text", [RULED, MARKED, BOLD, CALLED, SHOWN])
def test_the_name_of_a_note_and_one_mark_are_markdown(text: str) -> None:
    done = casebook.clean_bytes(text.encode(), name="街长.MD")
    assert done.article is not None
    made = list(paragraphs(done.article))
    assert made[0] == ONE
    assert made[-1] == TWO
    assert not any(mark in line for line in made[:1] + made[-1:] for mark in "<*-")


@pytest.mark.parametrize("text", [RULED, MARKED, BOLD, CALLED])
def test_one_mark_in_a_file_of_another_name_is_no_markdown(text: str) -> None:
    assert not is_clipping(text)
    done = casebook.clean_bytes(text.encode(), name="街长.txt")
    assert done.article is not None
    assert list(paragraphs(done.article)) != [ONE, TWO]


def test_a_page_is_one_whatever_its_file_is_called() -> None:
    page = f"\n<html><body><h1>河口镇推行街长制</h1><p>{ONE}</p><p>{TWO}</p></body></html>"
    for name in ("街长.md", "街长.html"):
        article = casebook.clean_bytes(page.encode(), name=name).article
        assert article is not None
        assert list(paragraphs(article)) == [ONE, TWO]


def test_a_point_of_a_list_above_headings_ends_no_text() -> None:
    head = "# 街长制平台\n\n## 功能\n\n- 街长名录\n- 关联功能\n  - 相关文章推荐\n  - 主题聚类\n"
    article = casebook.clean_bytes(f"{head}\n## 技术方案\n\n- 数据库\n".encode()).article
    assert article is not None
    assert [x.heading for x in article.sections] == ["功能", "技术方案"]
    assert list(paragraphs(article))[-3:] == ["相关文章推荐", "主题聚类", "数据库"]


def test_what_a_note_is_called_by_is_its_title() -> None:
    front = "aliases:\n  - 河口镇推行街长制\n  - 街长\n网址: https://example.org/a"
    facts = read_clipping(f"---\n{front}\n---\n## 主要做法\n{ONE}").facts
    assert (facts.title, facts.url) == ("河口镇推行街长制", "https://example.org/a")


@pytest.mark.parametrize("rule", ["|:-:|-:|", "|-|-|", "-|-", ":- | :-:", "| --- | :--- |"])
def test_the_rule_of_a_table_has_one_dash_at_least(rule: str) -> None:
    text = f"# 河口镇推行街长制\n\n| 村 | 户 |\n{rule}\n| 东 | - |\n| - | - |\n\n{ONE}\n"
    rows = [line for line in read_clipping(text).lines if line.role is Role.ROW]
    # Below the head a row of dashes says that nothing is known.
    assert [row.cells for row in rows] == [("村", "户"), ("东", "-"), ("-", "-")]
    assert [row.depth for row in rows] == [1, 0, 0]


@pytest.mark.parametrize("rule", ["| | |", "|a|-|", "|:|:|", "- -", "--"])
def test_what_is_no_rule_makes_no_table(rule: str) -> None:
    text = f"# 河口镇推行街长制\n\n甲|乙\n{rule}\n丙|丁\n\n{ONE}\n"
    assert Role.ROW not in {line.role for line in read_clipping(text).lines}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("|村|户|\n|--|--|\n|东|3|\n\nTable: 各村户数", True),
        ("|村|户|\n|--|--|\n|东|3|\n: 各村户数", True),
        ("Table: 各村户数\n\n|村|户|\n|--|--|\n|东|3|", True),
        ("|村|户|\n|--|--|\n|东|3|\n\n\nTable: 各村户数", False),
        (f"|村|户|\n|--|--|\n|东|3|\n\n{ONE}\n\nTable: 各村户数", False),
    ],
)
def test_the_caption_of_a_table_of_pandoc(text: str, *, named: bool) -> None:
    found = [x.text for x in read_clipping(f"# 甲\n\n{text}\n").lines]
    assert ("各村户数" in found) == named
    assert any(x.endswith("各村户数") for x in found)


def test_a_rule_below_a_paragraph_makes_no_heading() -> None:
    page = read_clipping(f"# 甲\n\n{ONE}\n---\n\n## 乙\n")
    assert [line.role for line in page.lines] == [Role.TITLE, Role.TEXT, Role.HEADING]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("青河网 - 河口镇推行街长制成效明显", "河口镇推行街长制成效明显"),
        ("河口镇推行街长制 - 青河网", "河口镇推行街长制"),
        (
            "青河市河口镇的新闻网站 - 河口镇推行街长制成效明显",
            "青河市河口镇的新闻网站 - 河口镇推行街长制成效明显",
        ),
    ],
)
def test_the_name_of_a_site_before_or_after_a_title(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_the_name_of_a_file_that_no_record_may_hold_is_made_clean() -> None:
    page = casebook.clean_bytes(
        f"街长制\n{ONE}\n{TWO}".encode(), media_type="text/plain", name="a\x07b.txt"
    )
    assert page.article is not None
    assert page.article.sources[0].file == "a\ufffdb.txt"


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "is-a-folder.txt"
    folder.mkdir()
    article, _, problems = casebook.clean_page(folder)
    assert article is None
    assert {problem.file for problem in problems} == {str(folder)}


@pytest.mark.parametrize(("count", "mended"), [(2, False), (3, True)])
def test_doubled_stops_are_mended_from_the_third_on(count: int, *, mended: bool) -> None:
    lines = [f"{ONE}街长，，居民都满意。" for _ in range(count)]
    done = cleaned("河口镇推行街长制", "2024-05-06 来源：青河日报", *lines)
    reasons = {repair.reason for repair in done.ledger.repairs}
    assert (Cause.DOUBLED_STOP in reasons) is mended


@pytest.mark.parametrize(("size", "headed"), [(64, True), (65, False)])
def test_the_longest_heading_by_tag(size: int, *, headed: bool) -> None:
    line = ("街长巡查发现占道先劝导" * 6)[:size]
    markup = (
        f"<html><body><article><h1>河口镇推行街长制</h1><p>{ONE}</p><h2>{line}</h2>"
        f"<p>{TWO}</p><p>{THREE}</p></article></body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert (line in headings(article)) is headed


@pytest.mark.parametrize(
    ("below", "editors"),
    [
        (("编辑：周海",), ("周海",)),
        (("记者：吴江",), ()),
        (("记者：吴江", "编辑：周海"), ("周海",)),
    ],
)
def test_names_below_a_text_without_masthead(below: tuple[str, ...], editors: tuple[str]) -> None:
    article = article_of("河口镇推行街长制", ONE, TWO, THREE, *below)
    assert article.sources[0].editors == editors
    assert article.sources[0].authors == (("吴江",) if "记者：吴江" in below else ())
    assert below[0] not in list(paragraphs(article))


@pytest.mark.parametrize(
    ("heading", "excerpt", "gone"),
    [
        ("Excerpt", ONE, 2),
        ("Excerpt", f"{ONE[:12]}...", 2),
        ("摘要", f"{ONE[:12]}……", 2),
        ("Excerpt", f"{ONE[:8]}…", 2),
        ("Excerpt", f"{ONE[:7]}…", 1),  # too short to be known again
        ("Excerpt", "河口镇的另一件事情。", 1),
        ("摘要", "河口镇的另一件事情。", 0),
        ("名词", ONE, 0),
    ],
)
def test_an_excerpt_above_a_clipping_is_not_told_twice(
    heading: str, excerpt: str, gone: int
) -> None:
    front = "---\ntitle: 街长制\nsource: https://example.org/a\n---\n\n# 街长制\n\n"
    page = read_clipping(f"{front}> ## {heading}\n> {excerpt}\n\n---\n{ONE}\n")
    outside = [line.text for line in page.lines if line.role is Role.OUTSIDE]
    assert len(outside) == gone
    assert page.lines[-1].text == ONE
