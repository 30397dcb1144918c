"""Staff named by their posts, and signs that agree on who published a page."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import article_of

import casebook
from casebook.ingest.facts.label_rows import read_pairs, read_plain_rows, read_rows
from casebook.ingest.facts.lead import read_lead
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import clean_publisher
from casebook.ingest.read.normal import normalize
from casebook.records import Article, Section

TEXT = (
    "青河县去年设立街长，每条街由一人负责，居民有事先找街长，街长当天答复。",
    "东街的街长陈多每天走两遍，他说路灯、垃圾和停车是居民问得最多的三件事。",
    "年底时县里统计，街长全年办结事项四千多件，其中九成在三天之内办完。",
)


def page(body: str, head: str = "") -> Article:
    """Clean a page with a title and a day above its text."""
    markup = (
        f"<html><head><title>青河县的街长制</title>{head}</head><body><div class=main>"
        f"<h1>青河县的街长制</h1><p>2024-05-06 09:30</p>{body}</div></body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    return article


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def shown(article: Article) -> str:
    """Return the text of an article without its source."""
    return str(article.sections)


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [text for s in sections for text in (s.heading, *headings(s.sections)) if text]


@pytest.mark.parametrize(
    ("line", "authors", "editors", "photographers"),
    [
        ("青报记者 周海 吴江 青报编辑 王立民", ("周海", "吴江"), ("王立民",), ()),
        ("21世纪青河报道 本报记者 周海 实习生 吴江 青河报道", ("周海", "吴江"), (), ()),
        ("本报记者 周海 吴江 青河、东岭报道", ("周海", "吴江"), (), ()),
        ("青河周报记者 周海 发自东岭", ("周海",), (), ()),
        ("記者 王大文 攝影 陳小明", ("王大文",), (), ("陳小明",)),
        ("责编 周海", (), ("周海",), ()),
    ],
)
def test_staff_is_read_by_posts(
    line: str, authors: tuple[str, ...], editors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.editors, byline.photographers) == (
        authors,
        editors,
        photographers,
    )


@pytest.mark.parametrize("line", ["编辑 出版", "街长巡查在青河老街铺开 青报记者 周海 摄"])
def test_what_names_no_staff_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_an_editor_needs_no_colon() -> None:
    assert is_masthead_line("责编 周海")
    assert read_line("责编 周海")[0].editors == ("周海",)
    assert not is_masthead_line("编辑 出版")


def test_staff_within_the_first_lines_is_read() -> None:
    article = page(paragraphs(*TEXT[:2], "青报记者 周海 青报编辑 王立民", TEXT[2]))
    source = article.sources[0]
    assert (source.authors, source.editors) == (("周海",), ("王立民",))


def test_a_writer_whom_a_bracket_presents_is_read() -> None:
    article = page(paragraphs("周海（作者系青河某研究所研究人员）", *TEXT))
    assert article.sources[0].authors == ("周海",)


def test_a_labelled_writer_below_the_summary_leaves_the_text() -> None:
    article = page(paragraphs("简介：" + TEXT[0], "作者：周海", *TEXT))
    assert article.sources[0].authors == ("周海",)
    assert "作者：周海" not in str(article)


def test_a_colon_of_vertical_text_is_a_colon() -> None:
    assert normalize("記者︰周海")[0] == "記者：周海"


def test_who_took_a_text_over_is_no_part_of_its_publisher() -> None:
    assert clean_publisher("青河日报 某站收集")[0] == "青河日报"


def test_a_record_in_a_script_names_the_publisher() -> None:
    record = '{"media": "青河日报", "pubtime": "2024-05-06 09:30:00"}'
    scripted = page(paragraphs(*TEXT), f"<script>window.DATA = {record}</script>")
    assert scripted.sources[0].publisher == "青河日报"
    undated = page(paragraphs(*TEXT), '<script>window.DATA = {"media": "青河日报"}</script>')
    assert undated.sources[0].publisher == ""


@pytest.mark.parametrize(
    ("author", "rights", "publisher"),
    [
        ("青河观察网", "Copyright © 青河观察网", "青河观察网"),
        ("", "Copyright © 青河观察网", ""),
        ("青河观察网", "去青河观察网看看", ""),
    ],
)
def test_a_site_publishes_where_three_signs_agree(author: str, rights: str, publisher: str) -> None:
    markup = (
        f"<html><head><title>青河县的街长制 - 青河观察网</title>"
        f'<meta name="author" content="{author}">'
        f"</head><body><div class=main><h1>青河县的街长制</h1><p>2024-05-06 09:30</p>"
        f"{paragraphs(*TEXT)}</div><div class=footer><a href=/>{rights}</a></div></body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), media_type="text/html").article
    assert article is not None
    assert article.sources[0].publisher == publisher


def test_writers_of_other_posts_are_not_those_of_the_page() -> None:
    other = (
        "<ul><li><a href=/1><span class=author>吴江：</span>"
        "今年春天哪些街道的梧桐又要修剪了</a></li></ul>"
    )
    assert page(paragraphs(*TEXT) + other).sources[0].authors == ()


SHORT = ("街长从哪里来", "街长管什么", "钱从哪里出")


def test_three_short_lines_between_paragraphs_are_headings() -> None:
    row = [text for pair in zip(TEXT, SHORT, strict=True) for text in pair]
    assert headings(page(paragraphs(*row, TEXT[0])).sections) == list(SHORT)


def test_two_short_lines_are_none_where_markup_could_say_so() -> None:
    row = (TEXT[0], SHORT[0], TEXT[1], SHORT[1], TEXT[2])
    assert headings(page(paragraphs(*row)).sections) == []


def test_parts_of_a_sentence_are_no_headings() -> None:
    parts = ("（一）街长的信息披露办法；", "（二）街长的考核办法；", "（三）其他文件。")
    assert headings(page(paragraphs(*TEXT, "应当提交以下材料：", *parts)).sections) == []


def test_bold_questions_among_bold_sentences_are_no_headings() -> None:
    bold = [f"<b>{text}</b>" for text in ("街长很忙。", "居民也认得他。", "钱从哪里出？")]
    row = [text for pair in zip(TEXT, bold, strict=True) for text in pair]
    assert headings(page(paragraphs(*row, TEXT[0])).sections) == []


def test_what_presents_a_speaker_is_no_heading() -> None:
    speaker = "<b>嘉宾：青河某研究所 周海</b>"
    assert headings(page(paragraphs(TEXT[0], speaker, *TEXT[1:])).sections) == []


@pytest.mark.parametrize(
    "notice",
    [
        "本文首发于公众号：青河观察。文章内容属作者个人观点，不代表本站立场。",
        "如需转载请与《青河日报》报社联系。",
        "未经《青河日报》报社授权，严禁转载或镜像，违者必究。",
    ],
)
def test_notices_of_rights_below_a_text_go(notice: str) -> None:
    article = page(paragraphs(*TEXT, *TEXT, notice))
    assert notice not in str(article)


def test_lines_broken_after_commas_stay() -> None:
    lines = ("街长说这条街有故事...", "他每天都走一遍，", "有时候也走两遍，", "居民都认得他。")
    shown = str(page("<br>".join((*TEXT, *lines))))
    assert all(line in shown for line in lines)


def test_staff_is_sought_among_the_first_eight_lines_of_a_text() -> None:
    line = "青报记者 周海 吴江 青报编辑 王立民"
    around = (*TEXT, *TEXT, TEXT[0])
    assert read_lead((*around, line)).authors == ("周海", "吴江")
    assert not read_lead((*around, TEXT[1], line)).authors


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("青报记者 周海 吴江 青报编辑 王立民", ("周海", "吴江"), ("王立民",)),
        ("青河时报记者 吴江 发自广州", ("吴江",), ()),
        ("周海（作者系青河研究所研究员）", ("周海",), ()),
        ("文 | 云中客", ("云中客",), ()),
        ("■记者周海", ("周海",), ()),
    ],
)
def test_a_line_that_only_names_its_writers_leaves_the_text(
    line: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = page(paragraphs(TEXT[0], line, *TEXT[1:], *TEXT))
    assert line not in shown(article)
    assert article.sources[0].authors == authors
    assert article.sources[0].editors == editors


@pytest.mark.parametrize(
    "line",
    [
        "记者调查",
        "实习生王金茹对此文亦有贡献",
        "周海 吴江",
        "本报记者 周海 摄",
    ],
)
def test_what_may_be_more_than_writers_stays(line: str) -> None:
    assert line in shown(page(paragraphs(TEXT[0], line, *TEXT[1:], *TEXT)))


def test_writers_in_brackets_close_a_text() -> None:
    article = page(paragraphs(*TEXT, *TEXT, "（青河社记者 周海 吴江）"))
    assert "（青河社记者 周海 吴江）" in shown(article)
    assert article.sources[0].authors == ("周海", "吴江")


def test_writers_leave_the_first_eight_and_last_three_lines_only() -> None:
    line = "青报记者 周海 吴江"
    text = [f"第{at}条街有一个故事，居民都认得它的街长，他每天走一遍。" for at in range(14)]
    for at in range(1, 14):
        made = shown(page(paragraphs(*text[:at], line, *text[at:])))
        assert (line in made) is (8 <= at < 12), at
    assert shown(page(paragraphs(text[0], line, text[1], line, *text[2:]))).count(line) == 2


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ("第一，街长每天走一遍。居民都认得。", "第二，街长要记账。账本公开。", True),
        ("第一，街长每天走一遍", "第二，街长要记账", False),
        ("1.街长每天走一遍。居民都认得。", "2.街长要记账。账本公开。", True),
        ("1.主要做法。街长每天走一遍。", "2.取得成效。居民都认得。", False),
        ("一、街长每天走一遍。居民都认得。", "二、街长要记账。账本公开。", False),
    ],
)
def test_numbered_sentences_of_a_row_are_points(first: str, second: str, points: bool) -> None:
    below = () if "。" in first else (TEXT[1],)
    made = headings(page(paragraphs(TEXT[0], first, *below, second, *TEXT)).sections)
    assert bool(made) is not points


def test_numbers_of_three_parts_head_the_parts_of_a_report() -> None:
    heads = (
        "1.1 街长的由来",
        "1.1.1 街长怎么选",
        "1.1.2 街长做什么",
        "1.2 APP怎么用",
        "1.3 日常怎么管",
    )
    body = paragraphs(*(line for head in heads for line in (head, TEXT[0])))
    assert headings(page(body).sections) == list(heads)


def test_a_row_of_labels_above_its_values_is_masthead() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (
            ("索引号", "发布机构", "文件编号"),
            ("K1/2024-7", "青河县民政局", "青民〔2024〕5号"),
        )
    )
    article = page(f"<table>{rows}</table>{paragraphs(*TEXT)}")
    assert article.sources[0].publisher == "青河县民政局"
    assert "K1" not in shown(article)


@pytest.mark.parametrize(
    ("labels", "values", "publisher"),
    [
        (("索引号", "发布机构"), ("K1", "青河县民政局"), "青河县民政局"),
        (
            ("索引号", "发布机构", "甲", "乙", "丙"),
            ("K1", "青河县民政局", "", "", ""),
            "青河县民政局",
        ),
        (
            ("索引号", "发布机构", "甲", "乙", "丙", "丁"),
            ("K1", "青河县民政局", "", "", "", ""),
            "",
        ),
        (("项目", "来源", "时间"), ("路灯", "自筹", "当年"), ""),
        (("发布机构", "数量"), ("青河县民政局", "3"), ""),
        (("索引号", "发布机构"), ("发布日期", "青河县民政局"), ""),
        (("索引号", "发布机构"), ("K1",), ""),
    ],
)
def test_rows_of_labels(labels: tuple[str, ...], values: tuple[str, ...], publisher: str) -> None:
    said = read_rows(labels, values)
    assert (said.publisher if said else "") == publisher


@pytest.mark.parametrize(
    ("cells", "said", "whole"),
    [
        (("申报单位", "青河县民政局", "申报时间", "2021年10月"), ("青河县民政局", "2021-10"), True),
        (("申报单位", "青河县民政局", "联系人", "周海"), ("青河县民政局", ""), False),
        (("申报时间", "2021年10月"), ("", "2021-10"), True),
        (("申报单位", "申报时间"), None, False),
        (("申报单位", "周海"), None, False),
        (("联系人", "青河县民政局"), None, False),
        (("申报单位", "青河县民政局", "申报时间"), None, False),
    ],
)
def test_a_row_of_a_form_has_each_label_before_its_value(
    cells: tuple[str, ...], said: tuple[str, str] | None, *, whole: bool
) -> None:
    read = read_pairs(cells)
    assert (read and (read.publisher, read.published)) == said
    assert (read_pairs(cells, whole=True) is not None) is whole
    # What stands below is none of it.
    assert not read or read_rows(cells, ("改革背景",) * len(cells)) is None


@pytest.mark.parametrize(
    ("labels", "values", "said"),
    [
        ("来源 作者 日期", "青河日报 周海 2024-05-06", ("青河日报", ("周海",), "2024-05-06")),
        ("来源 记者 时间", "青河社 周海 2024年5月6日", ("青河社", ("周海",), "2024-05-06")),
        ("作者 单位 日期", "周海 青河大学 2024-05-06", ("", ("周海",), "2024-05-06")),
        ("来源： 日期：", "青河日报 2024-05-06 10:30", ("青河日报", (), "2024-05-06T10:30+08:00")),
        ("来源 作者", "青河日报 周海", ("青河日报", ("周海",), "")),
        ("来源", "青河日报", None),  # one label
        ("作者 单位", "周海 青河大学", None),  # half of the words are labels
        ("标题 来源 日期", "街长的一天 青河日报 2024-05-06", None),  # it holds the title
        ("来源 作者", "日期 作者", None),
        ("来源 作者", "水库 溪流 泉眼", None),
    ],
)
def test_plain_rows_of_labels(
    labels: str, values: str, said: tuple[str, tuple[str, ...], str] | None
) -> None:
    read = read_plain_rows(labels, values)
    assert (read and (read.publisher, read.authors, read.published)) == said


@pytest.mark.parametrize(("size", "read"), [(40, True), (41, False)])
def test_a_plain_row_of_labels_has_a_longest(size: int, *, read: bool) -> None:
    labels = f"{'来源':<{size - 2}}日期"
    assert (read_plain_rows(labels, "青河日报 2024-05-06") is not None) is read


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("青河大学公共管理学院 周海", ("周海",)),
        ("國立青河大學地政學系　周海、吴江", ("周海", "吴江")),
        ("青河大学 建设高水平校园", ()),
        ("青河大学与 周海", ()),
        (f"周海 吴江（青河大学教授、{'青河大学乡村治理研究中心副' * 8}主任）", ("周海", "吴江")),
        ("改革 发展（青河大学研究中心主任论坛）", ()),
        ("甘肃 张掖", ()),
        ("吉林", ()),
    ],
)
def test_writers_with_their_institution(line: str, authors: tuple[str, ...]) -> None:
    byline = read_byline(line)
    assert (byline.authors if byline and byline.strong else ()) == authors


@pytest.mark.parametrize(("size", "read"), [(6, True), (7, False)])
def test_names_with_nothing_between_them(size: int, *, read: bool) -> None:
    row = "2024-05-06 10:48" + "".join(
        ("周小海", "吴大江", "王立民", "李小山")[n % 4] for n in range(size)
    )
    assert (len(read_line(row)[0].authors) == size) is read


@pytest.mark.parametrize("bar", "▏▎▍▌▋▊❙")
def test_a_bar_of_any_width_is_a_colon(bar: str) -> None:
    assert read_line(f"来源 {bar}青河观察")[0].publisher == "青河观察"


def test_the_row_that_turns_the_pages_of_a_paper_has_its_day() -> None:
    row = "3上一篇 下一篇4 2024年5月6日 星期一 放大 缩小 默认"
    assert is_masthead_line(row)
    assert read_line(row)[0].published == "2024-05-06"
    assert not is_masthead_line("上一篇 下一篇 2024年5月6日 街长上岗记")


@pytest.mark.parametrize(
    ("line", "photographers"),
    [
        ("图片丨李大山", ("李大山",)),
        ("圖｜周海", ("周海",)),
        ("摄影：周海 吴江", ("周海", "吴江")),
        ("供图 | 周海", ("周海",)),
        ("图片：街长巡查", ()),
    ],
)
def test_who_took_the_pictures_may_stand_alone_below_the_text(
    line: str, photographers: tuple[str, ...]
) -> None:
    article = article_of("河口镇推行街长制三年", "2024-05-06", *TEXT, line, "编辑丨王倩")
    assert article.sources[0].photographers == photographers
    assert article.sources[0].editors == ("王倩",)
    assert "李大山" not in str(article.sections)
