"""Marks, days and titles of official documents: announcements, citations, answers, decisions."""

from __future__ import annotations

import pytest
from tests.ingest.read.test_official import BODY, NUMBER, TITLE, TO
from tests.ingest.read.test_official_kinds import LETTER, RULED, gone, official

from casebook.ingest.read.official_forms import begins_alone, ends_alone, is_mark

ANSWER = "对第123号提案的答复"
DAY = "（2024年5月6日）"


@pytest.mark.parametrize("mark", ["类别：A", "办理结果：A类", "是否公开：是", "公开类别：主动公开"])
def test_an_answer_is_marked_with_its_class_above_its_title(mark: str) -> None:
    lines = (BODY, NUMBER, mark, ANSWER, TO, RULED, BODY, "2024年5月6日")
    found = official(*lines, middle=(ANSWER,))
    assert (found.titles, gone(found, *lines)) == ((3,), [BODY, NUMBER, mark])


@pytest.mark.parametrize(
    ("text", "marks"),
    [("类别：" + "甲" * 12, True), ("类别：" + "甲" * 13, False), ("类别：甲，乙", False)],
)
def test_a_class_is_short(text: str, *, marks: bool) -> None:
    assert is_mark(text) == marks


@pytest.mark.parametrize("day", [DAY, "（2024年5月6日青河州人民代表大会第四次会议通过）"])
def test_a_day_in_brackets_below_the_title_is_none_of_it(day: str) -> None:
    lines = (f"{BODY}文件", NUMBER, TITLE, day, TO, RULED, BODY, "2024年5月6日")
    found = official(*lines, middle=(TITLE, day))
    assert found.titles == (2,)
    assert gone(found, *lines) == [f"{BODY}文件", NUMBER]
    assert (begins_alone(day), ends_alone(day)) == (True, True)


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("（联系人：王平，电话：0571-5550199）", True),
        ("联系人及电话：高远 5550123", True),
        ("咨询电话：123456。", True),
        ("咨询电话：12345", False),
        ("联系人：王平", False),
        ("请与王平联系，电话5550123", False),
        ("联系人：王平。他管着6个村，电话5550123", False),
    ],
)
def test_whom_to_ask_stands_at_the_foot(line: str, *, out: bool) -> None:
    lines = (*LETTER, line)
    assert (line in gone(official(*lines), *lines)) == out


@pytest.mark.parametrize(
    ("number", "title", "titles"),
    [
        ("第8号", "关于公布取消证明目录的公告", (2,)),
        ("2024年第8号", "关于公布取消证明目录的公告", (2,)),
        # What stands in the middle is no announcement: the head is the title.
        ("第8号", "取消证明目录", (0,)),
    ],
)
def test_an_announcement_may_have_a_title(number: str, title: str, titles: tuple[int, ...]) -> None:
    head = "白水市市场监督管理局公告"
    lines = (head, number, title, "决定取消下列证明，现予公告。", "2024年4月10日")
    found = official(*lines, middle=lines[:3])
    assert (found.titles, found.number, found.body) == (titles, number, head[:-2])


@pytest.mark.parametrize("head", ["嘉奖令", "命令", "令"])
def test_a_citation_is_of_the_body_that_signs_it(head: str) -> None:
    lines = (f"白水市人民政府{head}", NUMBER, TITLE, TO, RULED, "白水市人民政府", "2022年10月26日")
    assert official(*lines).body == "白水市人民政府"


@pytest.mark.parametrize(
    ("names", "body"),
    [
        (("中共白水市委", "白水市人民政府"), "中共白水市委、白水市人民政府"),
        # One name that is broken over two lines.
        (("白水市深化改革", "委员会办公室"), "白水市深化改革委员会办公室"),
    ],
)
def test_lines_of_a_head_that_are_bodies_are_several(names: tuple[str, ...], body: str) -> None:
    title = "".join(names) + TITLE
    lines = (names[0], f"{names[1]}文件", NUMBER, title, TO, RULED, "2024年5月6日")
    assert official(*lines, middle=(title,)).body == body
