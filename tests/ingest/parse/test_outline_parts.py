"""Parts of a text above its numbers, a second document in it, contents, and what is no heading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casebook import clean_bytes
from casebook.ingest.headings.themes import theme_of
from casebook.ingest.parse.attached import attached_titles, handed_on
from casebook.ingest.parse.blocks import Heading, items
from casebook.ingest.parse.chains import find_chains
from casebook.ingest.parse.marks import before_numbers, unmarked
from casebook.ingest.parse.outline import outline
from casebook.ingest.parse.siblings import signed, single_words
from casebook.ingest.read.lone_numbers import join_numbers
from casebook.ingest.read.page import Page
from casebook.problems import Code
from casebook.records import Line, Role, Section, Theme

TEXT = "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。"


def lines_of(*texts: str) -> tuple[Line, ...]:
    """Make lines; what stands between ** is bold, behind # a heading by its tag."""
    return tuple(
        Line(number, text.strip("*#"), Role.BOLD if text[0] == "*" else Role.TEXT)
        for number, text in enumerate(texts, 1)
    )


def tree(*texts: str, title: str = "") -> list[str]:
    def walk(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
        for section in sections:
            if section.heading:
                yield f"{depth} {section.heading}"
            yield from walk(section.sections, depth + 1)

    return list(walk(outline(items(lines_of(*texts), title)), 0))


def headings(*texts: str, title: str = "") -> list[str]:
    return [x.text for x in items(lines_of(*texts), title) if isinstance(x, Heading)]


@pytest.mark.parametrize("number", [("一、", "二、"), ("1. ", "2. "), ("第一章 ", "第二章 ")])
def test_bold_headings_stand_above_numbers_that_begin_again(number: tuple[str, str]) -> None:
    first, second = number
    part = (f"{first}活动时间", TEXT, f"{second}活动对象", TEXT)
    made = tree(TEXT, "*河口区*", TEXT, *part, "*东屋县*", TEXT, *part)
    assert [line[0] for line in made] == list("011011")


def test_bold_headings_below_numbers_stay_below_them() -> None:
    made = tree("一、巡街", TEXT, "*早巡*", "1. 看路面", TEXT, "2. 看门店", TEXT, "二、议事", TEXT)
    assert [line[0] for line in made] == list("0120" if len(made) == 4 else "01220")
    assert made[-1] == "0 二、议事"


def test_one_bold_heading_before_the_numbers_is_no_part() -> None:
    assert (
        tree(TEXT, "*各地的做法不同*", TEXT, "一、巡街", TEXT, "二、议事", TEXT)[1] == "0 一、巡街"
    )


def test_a_bold_heading_right_above_the_numbers_holds_them() -> None:
    made = tree(TEXT, "*青河县街长工作细则*", "一、巡街", TEXT, "二、议事", TEXT)
    assert made[1:] == ["1 一、巡街", "1 二、议事"]


NOTICE = "现将《青河县街长管理办法（试行）》印发给你们，请认真执行。"


@pytest.mark.parametrize(
    "name",
    [
        "青河县街长管理办法",
        "青河县街长管理办法（试行）",
        "街长管理办法",
        "中共河口市青河县街长管理办法",
    ],
)
def test_the_title_of_a_document_below_a_notice_is_a_heading(name: str) -> None:
    made = tree(NOTICE, "2024年5月6日", name, TEXT, "第一章 总则", TEXT, "第二章 街长", TEXT)
    assert made == [f"0 {name}", "1 第一章 总则", "1 第二章 街长"]


@pytest.mark.parametrize(
    "name",
    [
        "《青河县街长管理办法》",
        "附件：青河县街长管理办法",
        "1. 青河县街长管理办法",
        "青河县街长管理办法，",
        "青河县街长登记表",
        "河口市村务公开办法",
        "一二三四五六七八九十一二三四五青河县街长管理办法",
    ],
)
def test_what_lists_or_names_another_document_is_no_title(name: str) -> None:
    notice = NOTICE + "附《青河县街长登记表》。"
    assert not attached_titles(lines_of(notice, "2024年5月6日", name, TEXT), "")


def test_a_title_names_the_document_as_the_text_does() -> None:
    lines = lines_of(TEXT, "青河县街长管理办法", TEXT)
    assert attached_titles(lines, "关于印发《青河县街长管理办法》的通知") == {1}
    assert (
        attached_titles(lines_of(TEXT + "：", "青河县街长管理办法", TEXT), "《青河县街长管理办法》")
        == set()
    )


@pytest.mark.parametrize(("before", "found"), [(14, True), (15, False)])
def test_an_office_of_some_length_may_stand_before_the_name(before: int, *, found: bool) -> None:
    name = "青" * before + "街长的管理办法"
    lines = lines_of("现印发《街长的管理办法》。" * 2, name + "（试行）", TEXT)
    assert bool(attached_titles(lines, "")) is False
    lines = lines_of("现印发《县的街长的管理办法》。", "青" * before + "县的街长的管理办法", TEXT)
    assert bool(attached_titles(lines, "")) is found


@pytest.mark.parametrize(("size", "found"), [(80, True), (81, False)])
def test_titles_of_documents_have_a_longest(size: int, *, found: bool) -> None:
    name = "青" * (size - 2) + "办法"
    lines = lines_of(f"现印发《{name}》。", name, TEXT)
    assert bool(attached_titles(lines, "")) is found


CONTENTS = ("第一章 总则", "第二章 街长", "第三章 附则")


@pytest.mark.parametrize("count", [2, 3])
def test_a_table_of_contents_heads_nothing(count: int) -> None:
    below = [line for name in CONTENTS[:count] for line in (name, TEXT)]
    found = headings(TEXT, "*目 录*", *CONTENTS[:count], *below)
    assert found.count(CONTENTS[0]) == (1 if count == 3 else 2)


def test_one_entry_of_the_contents_may_be_worded_otherwise() -> None:
    below = [line for name in CONTENTS for line in (name, TEXT)]
    entries = (CONTENTS[0], "第二章 街长和巷长", CONTENTS[2])
    assert headings(TEXT, *entries, *below) == list(CONTENTS)


def test_headings_that_each_part_has_are_no_contents() -> None:
    part = ("一、时间", TEXT, "二、对象", TEXT, "三、电话", "（一）咨询电话：12345", TEXT)
    assert headings(TEXT, *part, *part).count("二、对象") == 2


RUN_IN = "街长每周巡街两次，当天报告。"
RULE = "街长应当公开电话，接受居民监督。"
LONG = "街长" + "和巷长" * 22 + "每周巡街两次。"


def _points(*texts: str) -> int:
    return len(find_chains(lines_of(*texts)).points)


def test_sentences_alike_are_all_points() -> None:
    # Two of four rule, one is longer than any heading: one sentence more is like them.
    texts = (f"一、{RUN_IN}{TEXT}", f"二、{RULE}", f"三、{LONG}", f"四、{RULE}")
    assert _points(*texts) == 4
    assert _points(f"一、{RUN_IN}{TEXT}", f"二、{RUN_IN}{TEXT}", f"三、{RULE}", TEXT) == 1


def test_among_headings_a_sentence_that_heads_nothing_is_a_point() -> None:
    texts = ("一、巡街", TEXT, "二、议事", TEXT, "三、其他规定不变。", "四、公开", TEXT)
    chains = find_chains(lines_of(*texts))
    assert chains.points == {4}


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("青河周刊：为什么改？", "青河周刊：怎么改？", 0),
        ("青河周刊：为什么改？", "周海：不改不行。", 1),
    ],
)
def test_questions_of_who_asks_several_are_no_headings(first: str, second: str, asked: int) -> None:
    assert len(headings(TEXT, first, TEXT, second, TEXT)) == asked


@pytest.mark.parametrize("line", ["*数据来源：青河县统计局*", "*图片来源：青河视觉*"])
def test_where_numbers_are_from_is_no_heading(line: str) -> None:
    assert headings(TEXT, line, TEXT) == []


@pytest.mark.parametrize(
    "name", ["青河县住房租赁补贴实施细则", "青河县个人住房征收房产税改革试点的暂行办法"]
)
def test_the_name_of_a_document_names_no_theme(name: str) -> None:
    assert headings(TEXT, name, TEXT) == []


REGULATION = (
    "第二条 本办法适用于全市街巷，由街长执行。",
    "第三条 有下列情形之一的，由街长处理：",
    "（一）占道经营的。经劝告不改的，由城管部门处理并在三日内公布。",
    "（二）门前堆物的。经劝告不改的，由城管部门处理并在三日内公布。",
    "1.堆物在三日以上的，由街长记录。",
    "2.堆物挡住消防通道的，由街长报告。",
)
PART = ("（一）路段", TEXT, "（二）人员", TEXT)


@pytest.mark.parametrize(
    ("first", "more", "headed"),
    [
        ("第一条 为管好街巷，制定本办法。", (), 0),
        ("第一条例子。", (), 2),  # two articles are no regulation
        ("第一条 为管好街巷，制定本办法。", ("附件", *PART), 2),
        ("第一条 为管好街巷，制定本办法。", ("第二章 罚则", *PART), 3),
        ("第一条 为管好街巷，制定本办法。", ("第四条 路段如下：", *PART), 0),
    ],
)
def test_items_of_articles_head_nothing(first: str, more: tuple[str, ...], headed: int) -> None:
    assert len(headings(first, *REGULATION, *more)) == headed


FIRST = "粮站过去只收不管，农户卖粮要排队三天，仓库也旧了，群众多有怨言。"
SECOND = "县里把粮站交给合作社经营，农户打一个电话就有人上门，当场结清货款。"
THIRD = "一年收粮两千吨，霉变率降到百分之零点三，农户每亩多收入八十元。"


@pytest.mark.parametrize(
    "form",
    ["【{}】", "◆{}◆", "★ {}", "▎{}", "「{}」", "#{}#", "PART 0{n} {}", "■ {}"],
)
def test_headings_of_one_layout_are_of_one_level(form: str) -> None:
    signs = [form.format(word, n=n) for n, word in enumerate(("由来", "开方", "秋后"), 1)]
    texts = (signs[0], FIRST, signs[1], SECOND, signs[2], THIRD)
    lines = tuple(Line(number, text) for number, text in enumerate(texts))
    made = [x for x in items(lines, plain=True) if isinstance(x, Heading)]
    assert [(x.text, x.kind) for x in made] == [(x, "theme") for x in signs]
    assert [x.theme for x in made] == [Theme.BACKGROUND, None, None]


def test_signs_of_layout_of_which_none_names_a_theme_are_not_siblings() -> None:
    assert not signed(lines_of("▎开方", FIRST, "▎秋后", SECOND))
    assert not signed(lines_of("▎由来", FIRST, "★秋后", SECOND))


def test_headings_in_brackets_before_their_text_are_parted_from_it() -> None:
    made = items(lines_of(f"【由来】{FIRST}", f"【开方】{SECOND}"))
    assert [x.text for x in made] == ["【由来】", FIRST, "【开方】", SECOND]
    assert not headings(f"【开方】{FIRST}", f"【秋后】{SECOND}")
    assert headings(TEXT, f"【主要做法】{FIRST}", SECOND) == ["【主要做法】"]
    assert not headings(TEXT, f"【内容提要】{FIRST}", SECOND)
    assert headings(f"【由来】：{FIRST}", f"【开方】：{SECOND}") == ["【由来】：", "【开方】："]


@pytest.mark.parametrize(
    "line", ["[日期]到[地点]收粮。", "【日期】，合作社收粮。", "【甲】【乙】两种粮。"]
)
def test_brackets_within_a_sentence_are_no_heading_before_it(line: str) -> None:
    assert headings(f"【由来】{FIRST}", f"【开方】{SECOND}", line) == ["【由来】", "【开方】"]


@pytest.mark.parametrize(("open_", "told"), [(0, ""), (5, "开方5)"), (6, "开方5; …)")])
def test_headings_without_a_theme_beside_one_with_it_are_told(open_: int, told: str) -> None:
    parts = [f"{at}. 开方{at - 1}\n\n{SECOND}" for at in range(2, open_ + 2)]
    page = "\n\n".join(["粮站交给合作社", f"1. 由来\n\n{FIRST}", *parts])
    problems = clean_bytes(page.encode()).problems
    said = [x.detail for x in problems if x.code is Code.HEADING_WITHOUT_THEME]
    assert [x.endswith(told) for x in said] == [True] * (open_ > 0)


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ((), [Code.HEADING_WITHOUT_THEME]),
        ((SECOND,), [Code.TEXT_BEFORE_THEME, Code.HEADING_WITHOUT_THEME]),
    ],
)
def test_headings_without_a_theme_above_the_first_with_one_are_told_by_name(
    lead: tuple[str, ...], told: list[Code]
) -> None:
    parts = ("1. 开方", FIRST, "2. 秋后", SECOND, "3. 改革成效", FIRST)
    problems = clean_bytes("\n\n".join(("粮站交给合作社", *lead, *parts)).encode()).problems
    said = {Code.HEADING_WITHOUT_THEME, Code.TEXT_BEFORE_THEME}
    assert [x.code for x in problems if x.code in said] == told
    assert "(1. 开方; 2. 秋后)" in [x.detail for x in problems]


@pytest.mark.parametrize(
    ("more", "level"),
    [
        (("二、取得成效",), 0),
        (("二、取得成效", "三、装新灯"), 0),
        (("二、换新灯",), 0),
        (("二、换新灯", "三、装新灯"), 1),
        (("二、取得成效", "一、主要做法"), 1),  # numbers of two parts
    ],
)
def test_a_theme_without_a_number_stands_beside_numbers_that_begin_once(
    more: tuple[str, ...], level: int
) -> None:
    heads = ("一、主要做法", *more)
    texts = [line for head in heads for line in (head, TEXT)]
    assert tree("背景", TEXT, *texts) == ["0 背景", *(f"{level} {head}" for head in heads)]


@pytest.mark.parametrize("number", ["一、", "（一）"])
@pytest.mark.parametrize(("size", "headed"), [(40, True), (39, False)])
def test_a_first_number_without_a_second_heads_a_long_text_on_its_line(
    number: str, size: int, *, headed: bool
) -> None:
    text = (FIRST + SECOND + FIRST)[: size - 1] + "。"
    assert headings(TEXT, f"{number}议事。{text}", SECOND) == [f"{number}议事。"] * headed


@pytest.mark.parametrize(("last", "level"), [("结语", 0), ("小结", 0), ("余下的话", 1)])
def test_what_closes_a_text_stands_beside_its_numbered_parts(last: str, level: int) -> None:
    made = tree("一、合窗口", TEXT, "二、减材料", TEXT, f"*{last}", TEXT)
    assert made == ["0 一、合窗口", "0 二、减材料", f"{level} {last}"]


def test_a_stop_within_quotation_marks_ends_no_heading_before_its_text() -> None:
    made = headings(f"一、定下“一街一长。一户一档”的规矩。{FIRST}", f"二、议事。{SECOND}")
    assert made == ["一、定下“一街一长。一户一档”的规矩。", "二、议事。"]


def test_labels_of_themes_before_their_text_head_it_where_nothing_else_does() -> None:
    labelled = (f"背景：{FIRST}", f"做法：{SECOND}", "成效：霉变少了。")
    assert headings(*labelled) == ["背景：", "做法：", "成效："]
    assert headings(*labelled[:1], f"背景：{SECOND}") == []
    assert headings("一、粮站", *labelled, "二、社员", FIRST) == ["一、粮站", "二、社员"]


@pytest.mark.parametrize(
    ("last", "level"), [("改得怎样", 0), ("农户们都说好呢", 0), ("农户们都说真的好呢", 1)]
)
def test_an_only_heading_below_one_of_a_theme_stands_beside_it(last: str, level: int) -> None:
    texts = ("为什么要改", FIRST, "怎么改", SECOND, last, THIRD)
    made = items(lines_of(*texts), plain=True)
    assert [len(top.sections) for top in outline(made)][1] == level


def test_two_headings_below_one_of_a_theme_stay_below_it() -> None:
    texts = ("为什么改", FIRST, "怎么改", SECOND, "打一个电话", THIRD, "交给合作社", FIRST)
    assert [len(top.sections) for top in outline(items(lines_of(*texts), plain=True))] == [0, 2]


@pytest.mark.parametrize(("third", "headed"), [("余音", 3), ("余音绕", 3), ("说", 2)])
def test_one_word_beside_two_that_name_themes_is_a_heading(third: str, headed: int) -> None:
    made = items(lines_of("起因", FIRST, "招法", SECOND, third, THIRD), plain=True)
    assert sum(isinstance(x, Heading) for x in made) == headed
    assert not single_words(lines_of("起因", FIRST, "秋后", SECOND, "余音", THIRD))


@pytest.mark.parametrize("line", ["必须坚持问题导向。", "点评：小账本管住了大权力。"])
def test_a_short_sentence_is_no_heading(line: str) -> None:
    assert headings("一、启示", line, "二、主要做法", FIRST) == ["一、启示", "二、主要做法"]
    assert theme_of("具体做法。") is Theme.MEASURES


@pytest.mark.parametrize("form", ["{n}", "0{n}", "{han}", "{capital}"])
@pytest.mark.parametrize("tag", ["", "strong"])
def test_a_number_on_a_line_of_its_own_is_that_of_its_heading(form: str, tag: str) -> None:
    numbers = [form.format(n=n, han="一二三"[n - 1], capital="壹贰叁"[n - 1]) for n in (1, 2, 3)]
    texts: list[str] = []
    for number, word, text in zip(
        numbers, ("卖粮排长队", "合作社上门", "霉变少了"), (FIRST, SECOND, THIRD), strict=True
    ):
        texts += [number, word, text]
    page = "\n".join(["粮站交给合作社", *texts])
    if tag:
        body = [f"<p><{tag}>{x}</{tag}></p>" if len(x) < 10 else f"<p>{x}</p>" for x in texts]
        page = f"<html><body><h1>粮站交给合作社</h1><div>{''.join(body)}</div></body></html>"
    made = clean_bytes(page.encode()).article
    assert made is not None
    heads = [x.heading for x in made.sections]
    assert heads == [
        f"{numbers[0]} 卖粮排长队",
        f"{numbers[1]} 合作社上门",
        f"{numbers[2]} 霉变少了",
    ]


def test_a_sign_between_a_part_and_its_words_goes_and_themes_are_read() -> None:
    texts = ("PART 01", "▌ 背景：卖粮排长队", FIRST, "PART 02", "▌ 做法：交给合作社")
    page = "\n".join(("粮站交给合作社", *texts, f"一是上门收，{SECOND[:-1]}；", THIRD))
    made = clean_bytes(page.encode()).article
    assert made is not None
    heads = [(x.heading, x.theme) for x in made.sections]
    assert heads == [
        ("PART 01 背景：卖粮排长队", Theme.BACKGROUND),
        ("PART 02 做法：交给合作社", Theme.MEASURES),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("01", FIRST, "02", SECOND),  # the text itself is numbered
        ("01", "卖粮排长队", FIRST, "03", "合作社上门", SECOND),  # they do not count on
        ("01", "卖粮排长队", FIRST, "二", "合作社上门", SECOND),
        ("01", "卖粮排长队", FIRST),  # one
        ("01", "卖粮排长队。", FIRST, "02", "合作社上门。", SECOND),
        ("01", "卖粮排长队", "粮站", "02", "合作社上门", SECOND),
    ],
)
def test_other_lone_numbers_stay_apart(texts: tuple[str, ...]) -> None:
    page = Page(lines_of(*texts))
    assert join_numbers(page) is page


@pytest.mark.parametrize(("size", "joined"), [(30, True), (31, False)])
def test_the_heading_of_a_lone_number_has_a_longest(size: int, *, joined: bool) -> None:
    page = Page(lines_of("1", "粮" * size, FIRST, "2", "合作社上门", SECOND))
    assert (len(join_numbers(page).lines) == 4) is joined


@pytest.mark.parametrize("label", ["【摘要】", "【作者简介】", "【基金项目】", "〔关键词〕"])
def test_labels_of_a_paper_in_brackets_head_nothing(label: str) -> None:
    assert headings(f"【由来】{FIRST}", f"{label}{SECOND}", f"【开方】{THIRD}") == [
        "【由来】",
        "【开方】",
    ]


@pytest.mark.parametrize(
    ("title", "case"),
    [
        ("关于印发《青河县“街长制”改革经验》的通知", "青河县“街长制”改革经验"),
        ("青河市委改革办关于转发《东街镇街长典型案例》的通知", "东街镇街长典型案例"),
        ("关于学习《东岭县街长制探索》的通知", "东岭县街长制探索"),
        ("关于推广《青河县街长做法》的通知", ""),
        ("关于印发《青河县街长管理办法》的通知", ""),
        ("青河县推行街长制的经验", ""),
    ],
)
def test_a_notice_that_hands_on_a_case_is_in_doubt_as_its_title(title: str, case: str) -> None:
    below = case or "青河县街长管理办法"
    assert handed_on(title, lines_of("各镇政府：", TEXT, below, TEXT)) == case
    text = f"{title}\n2021-11-23 来源：青河日报\n各镇政府：\n{TEXT}\n{below}\n{TEXT}"
    doubts = [
        x.detail for x in clean_bytes(text.encode()).problems if x.code is Code.TITLE_IN_DOUBT
    ]
    assert doubts == ([f"({title}; perhaps: {case})"] if case else [])


POINTS = (
    "（一）统一补贴标准，每年八十元；",
    "（二）设立指标，每季探访",
    "（三）推出转介机制。",
)


@pytest.mark.parametrize("last", ["；及", "；以及", "；和", "；并", ";"])
def test_what_a_semicolon_parts_are_points_of_one_sentence(last: str) -> None:
    first, second, third = POINTS
    assert headings(TEXT, "报告列出三项：", first, second + last, third, TEXT) == []


@pytest.mark.parametrize(
    ("lead", "heading"),
    [
        ("平台有三項作法：", False),
        ("全市采取了以下三项措施：", False),
        ("主要有三点做法：", True),
        ("改革的做法：", True),
    ],
)
@pytest.mark.parametrize(("first", "begins"), [("（一）每天巡查两次。", True), (TEXT, False)])
def test_a_sentence_that_counts_what_follows_heads_nothing(
    lead: str, first: str, *, heading: bool, begins: bool
) -> None:
    assert (lead in headings(TEXT, lead, first, TEXT)) is (heading or not begins)


@pytest.mark.parametrize(
    ("title", "parts", "opened"),
    [
        ("青河县街长制改革经验做法", ("背景", "主要做法", "成效"), True),
        ("青河县街长制改革成效", ("背景", "工作举措", "效果"), True),
        # What is below names one theme, or none.
        ("青河县街长制改革经验做法", ("定人", "定责", "定时"), False),
        ("青河县街长制改革经验做法", ("主要做法", "工作举措", "办法"), False),
    ],
)
@pytest.mark.parametrize("mark", ["附件", "附件1", "附"])
def test_the_title_of_an_annex_takes_no_theme_from_the_parts_below_it(
    mark: str, title: str, parts: tuple[str, ...], *, opened: bool
) -> None:
    numbered = [x for n, part in zip("一二三", parts, strict=True) for x in (f"*{n}、{part}", TEXT)]
    made = outline(items(lines_of(TEXT, f"*{mark}", f"*{title}", *numbered), ""))
    _, above, annex, *others = made
    assert (above.heading, annex.heading) == (mark, title)
    assert (annex.theme is Theme.BODY, len(others)) == ((True, 3) if opened else (False, 0))


POSTER = ("面临办事来回跑的难题", "青河县用三个月时间", "出台12条改革举措", "让数据多跑路")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((*POSTER, "办证由15天减到3天", "来办事的人笑了"), ()),
        ((*POSTER, "办证由15天减到3天"), (POSTER[0], POSTER[2])),  # five lines
        ((*POSTER, "办证由15天减到3天", TEXT), (POSTER[0], POSTER[2])),
        ((*POSTER, "存在的问题", "来办事的人笑了"), ("存在的问题",)),
        (
            (*POSTER, "一、改革举措", "来办事的人笑了", "二、取得成效"),
            ("一、改革举措", "二、取得成效"),
        ),
    ],
)
def test_lines_of_a_poster_head_nothing(lines: tuple[str, ...], found: tuple[str, ...]) -> None:
    made = headings(*lines)
    assert [text for text in made if text in {*found, *POSTER}] == list(found)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("▌背景", "背景"),
        ("◆ 实招 ◆", "实招"),
        ("〓主要做法〓", "主要做法"),
        ("☆☆一、背景", "一、背景"),
        ("★★★★背景", "背景"),
        ("★★★★★背景", "★背景"),
        ("【背景】", "【背景】"),
        ("❶背景", "❶背景"),
        ("❌ 不做的事", "❌ 不做的事"),
        ("◆5", "◆5"),
        ("背景 ◆", "背景 ◆"),
    ],
)
def test_signs_of_layout_are_no_part_of_a_heading(heading: str, words: str) -> None:
    assert unmarked(heading) == words


def test_signs_before_numbers_leave_them_as_the_numbers_of_headings() -> None:
    lines = lines_of(
        "▲ 一、街长进门", TEXT, "▲ 二、街坊议事", "◆（一）早议", TEXT, "◆（二）晚议", TEXT
    )
    made, repairs = before_numbers(lines)
    assert [x.text for x in made if x.text != TEXT][1:3] == ["二、街坊议事", "（一）早议"]
    assert [(x.line, x.before) for x in repairs][-1] == (6, "◆（二）晚议")
    assert before_numbers(lines[:2]) == (lines[:2], ())  # one line alone says nothing
    told = lines_of("★1. 街长每周巡街。", "★2. 街坊每月议事。")
    assert before_numbers(told) == (told, ())  # sentences keep their stars


def test_what_is_taken_off_a_heading_stands_in_the_ledger() -> None:
    page = "\n".join(("青河县街长制", "▌背景", TEXT, "▌街长进门", TEXT[:30] + "。", "▌成效", TEXT))
    done = clean_bytes(page.encode(), name="x.txt")
    assert done.article is not None
    shown = [(section.heading, section.theme) for section in done.article.sections]
    assert shown == [("背景", Theme.BACKGROUND), ("街长进门", Theme.BODY), ("成效", Theme.RESULTS)]
    signed = [x for x in done.ledger.repairs if x.step == "headings"]
    assert [(x.line, x.before, x.after) for x in signed] == [
        (2, "▌背景", "背景"),
        (4, "▌街长进门", "街长进门"),
        (6, "▌成效", "成效"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "headed"),
    [
        ("附件：1．巡护台账", "2．操作流程", False),
        ("附表: 1. 巡护台账", "*2. 下一步打算", False),
        ("附：（一）巡护台账", "（二）工作背景", False),
        ("附件：巡护台账", "2．操作流程", True),
        ("附件：1．巡护台账", "3．操作流程", True),
        ("附件：2．巡护台账", "3．操作流程", True),
        ("附件：1．巡护台账", "2．操作流程。由村里定。", True),
    ],
)
def test_further_entries_of_a_list_of_annexes_are_no_headings(
    first: str, second: str, *, headed: bool
) -> None:
    texts = ("一、改革背景", TEXT, "二、主要做法", "1．划段", TEXT, first, second, "青河县水利局")
    assert any("操作" in x or "背景" in x or "打算" in x for x in headings(*texts)[2:]) == headed
