"""Lines inside a text that name its writers: where they may stand."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.clean.comments import comments
from casebook.ingest.clean.end_credit import end_credit
from casebook.ingest.clean.signed import beside_editors, signed
from casebook.problems import Code
from casebook.records import Line, Role


@pytest.mark.parametrize(
    ("at", "leaves"), [(0, False), (1, True), (7, True), (8, False), (16, False), (17, True)]
)
def test_writers_are_named_among_the_first_eight_or_the_last_three_lines(
    at: int, *, leaves: bool
) -> None:
    texts = [f"第{number}句话讲到水价。" for number in range(20)]
    texts[at] = "■记者周海"
    lines = tuple(Line(number, text, Role.TEXT) for number, text in enumerate(texts, 1))
    causes, said = signed(lines, 0, len(lines) - 1, {})
    assert list(causes) == ([at] if leaves else [])
    assert said.authors == (("周海",) if leaves else ())


def test_brackets_and_a_portrait_leave_with_a_line_of_editors() -> None:
    lines = (
        Line(1, "［"),
        Line(2, "责任编辑：周海"),
        Line(3, "］"),
        Line(4, "责任编辑：周海"),
        Line(5, "周海", Role.PICTURE, src="a.jpg"),
        Line(6, "责任编辑：李文明"),
    )
    assert [list(beside_editors(lines, at)) for at in (1, 3, 5)] == [[0, 2], [2, 4], []]


@pytest.mark.parametrize(
    ("credit", "authors", "photographers"),
    [
        ("（周 海）", ("周海",), ()),
        ("(青河日报记者 周海 文/图) |", ("周海",), ("周海",)),
        ("（图文：周海明 李文）", ("周海明", "李文"), ("周海明", "李文")),
        ("本报记者 周海 摄影 李文明", ("周海",), ("李文明",)),
        ("（来源：青河日报 记者：周海）", ("周海",), ()),
        ("文字：周海 图片：李文", ("周海",), ("李文",)),
        ("（供稿：周海明、吴江）", ("周海明", "吴江"), ()),
        ("（完） 【记者：周海】", ("周海",), ()),
        (" （周海）", ("周海",), ()),
        ("（青河县融媒体中心 周海 吴江）", ("周海", "吴江"), ()),
        ("（青河县委党校 周海）", ("周海",), ()),
    ],
)
def test_a_credit_behind_the_last_sentence_leaves_it(
    credit: str, authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    text = "水价由村民定。"
    done = end_credit((Line(1, text, Role.TEXT), Line(2, text + credit, Role.TEXT)))
    assert [line.text for line in done.lines] == [text, text]
    assert (done.foot.authors, done.foot.photographers) == (authors, photographers)
    assert [(x.line, x.before, x.after) for x in done.repairs] == [(2, f"。{credit}", "。")]


@pytest.mark.parametrize(
    "end",
    [
        "（周海）",  # may be who was quoted
        "（江苏 吉林）",
        " （完）",
        "（完）",
        "（记者问：下一步呢）",
        "记者又到了窗口",
        "记者：周海和李文都来了",
        "联系人：周海",
        "（来源：今年新增的税款 记者：周海）",
        "（见附件：周海明来信）",
        "（青河县委改革办）",
        "（青河县委党校、周海）",
        "（漫画/周海）",  # who drew took no picture
    ],
)
def test_what_may_be_text_stays_behind_the_last_sentence(end: str) -> None:
    lines = (Line(1, f"水价由村民定。{end}", Role.TEXT),)
    assert end_credit(lines).lines == lines


@pytest.mark.parametrize(
    ("name", "length", "authors"),
    [
        ("（秦晴）", 200, ("秦晴",)),
        ("(林晓)", 200, ("林晓",)),
        ("（秦晴）", 199, ()),
        ("（罗雪梅）", 120, ("罗雪梅",)),
        ("（罗雪梅）", 119, ()),
        ("（孟河）", 200, ()),  # told of above
        ("（黄河）", 200, ()),  # another word
        ("”（秦晴）", 200, ()),  # said by her
    ],
)
def test_a_name_alone_behind_a_text_of_some_length(
    name: str, length: int, authors: tuple[str, ...]
) -> None:
    last = f"水价由村民定。{name}"
    first = f"孟河说了算。{'水' * (length - len(last) - 6)}"
    done = end_credit((Line(1, first, Role.TEXT), Line(2, last, Role.TEXT)))
    assert done.foot.authors == authors
    assert done.lines[1].text == ("水价由村民定。" if authors else last)


def test_a_credit_stays_on_its_own_line_and_above_the_last_paragraph() -> None:
    own = (Line(1, "水价由村民定。"), Line(2, "（图文：周海明 李文）"))
    assert end_credit(own).lines == own
    assert end_credit(own).foot.authors == ("周海明", "李文")
    heading = (Line(1, "水价小组："), Line(2, "（周海明 李文）"))
    assert end_credit(heading).foot.authors == ()
    above = (Line(1, "水价由村民定。（记者 周海）"), Line(2, "水管也换了。"))
    assert end_credit(above).lines == above


CLOCK = "发表于 2022-4-5 16:48"


@pytest.mark.parametrize(
    ("below", "cut"),
    [
        ((f"说得在理！ 路人 {CLOCK}", "再看两年", "[1]"), 3),
        (("回复 2楼 老李 的帖子", "我看行", "真的", f"{CLOCK} | 只看该作者"), 4),
        (("沙发", "我看行", "真的", "好", f"路人 {CLOCK}"), 0),  # too far above
        ((f"路人 {CLOCK}", "好", f"老李 {CLOCK}"), 3),
        ((f"周海 {CLOCK}",), 0),  # the day of the text itself
        ((f"说得在理！ 路人 {CLOCK}", "水" * 79), 2),
        ((f"说得在理！ 路人 {CLOCK}", "水" * 80), 0),
    ],
)
def test_comments_of_a_forum_leave_from_the_first_on(below: tuple[str, ...], cut: int) -> None:
    lines = tuple(Line(at, text) for at, text in enumerate(("水价由村民定。" * 20, *below), 1))
    assert [x.line for x in comments(lines).removals] == list(range(2, 2 + cut))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("好久没去那边钓鱼了，天气真是不错，改天约老王一起。", False),
        ("水价由村民定是好事，水管也换了，村民都说水价由村民定公道。", True),
    ],
)
def test_a_comment_that_speaks_of_the_text_is_told(said: str, *, told: bool) -> None:
    text = "水价由村民定，水管也换了，村民都说公道，邻村也来学，全县今年推广。"
    more = "村里每季度公布一次账目，谁都可以查，查账的人比去年多一倍，账本放在村口的小屋里。"
    page = (
        "水价由村民定",
        "",
        text,
        more,
        "水渠由十二户轮流看管，哪一段漏水，三天里修好，费用从水费里出，剩下的年底分给各户。",
    )
    below = (f"{said} 路人 {CLOCK}", f"好 老李 {CLOCK}")
    done = casebook.clean_bytes("\n".join((*page, *below)).encode())
    assert (Code.TEXT_CUT in {problem.code for problem in done.problems}) is told


@pytest.mark.parametrize(("size", "cut"), [(45, True), (44, False)])
def test_most_of_a_page_stands_above_its_comments(size: int, *, cut: bool) -> None:
    said = f"说得在理！ 路人 {CLOCK}"
    lines = (Line(1, "水" * size), Line(2, said), Line(3, "好" * (44 - len(said))))
    assert bool(comments(lines).removals) is cut


@pytest.mark.parametrize(
    ("line", "authors", "leaves"),
    [
        ("作者：周海", ("周海",), True),
        ("文/青河县委党校 周海 吴江", ("周海", "吴江"), True),
        ("作者：青河县委改革办", ("青河县委改革办",), True),
        ("作者：周海 他走遍了全镇", (), False),
        ("编辑：周海", (), False),
    ],
)
def test_one_label_of_writers_between_title_and_text_leaves(
    line: str, authors: tuple[str, ...], *, leaves: bool
) -> None:
    told = "青河县把村里的小型工程交给村民商量，由村民会议定下项目，工钱和料钱都写在墙上给人看。"
    more = "到年底，青河县办成了三百件小事，平均每件花费不到一万元，坏了的当月就由管护员修好。"
    page = f"青河县小事由村民自己办\n{line}\n{told}\n{more}"
    done = casebook.clean_bytes(page.encode(), name="x.txt")
    assert done.article is not None
    assert [item.text for item in done.ledger.removals] == ([line] if leaves else [])
    if authors:
        assert done.article.sources[0].authors == authors
