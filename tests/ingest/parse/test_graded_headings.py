"""Markup that grades the headings of a text itself, and tags that are not to be believed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casebook.ingest.parse.blocks import Heading, items
from casebook.ingest.parse.graded import marked_ranks
from casebook.ingest.parse.outline import outline
from casebook.records import Line, Role, Section, block_texts

TEXT = "石桥镇二〇二二年起改办老年食堂，一年里开了二十一家，老人一顿饭只花五元钱。"
_MARKS = {"#": Role.HEADING, "*": Role.BOLD, "-": Role.ITEM}


def lines_of(text: str) -> tuple[Line, ...]:
    """Make lines: ## marks a heading by its tag, * bold type, - a point, a dot text."""
    made = []
    for number, line in enumerate(text.split("\n"), 1):
        marks, _, words = line.strip().partition(" ")
        role = _MARKS.get(marks[0], Role.TEXT)
        depth = len(marks) if role in {Role.HEADING, Role.ITEM} else 0
        made.append(Line(number, words or TEXT, role, depth))
    return tuple(made)


def tree(text: str) -> str:
    def walk(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
        for section in sections:
            if section.heading:
                yield f"{depth}{section.heading}"
            yield from walk(section.sections, depth + 1)

    lines = lines_of(text)
    return " ".join(walk(outline(items(lines), lines), 0))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "## 试点经过\n### 为什么要改\n.\n* 问题\n.\n### 怎么改\n.\n* 措施\n.\n## 留下的话\n.",
            "0试点经过 1为什么要改 2问题 1怎么改 2措施 0留下的话",
        ),
        (
            "## 第一编 总\n### 第一章 基础\n#### 第一节 成效\n.\n## 第二编 分\n### 第二章 举措\n.",
            "0第一编 总 1第一章 基础 2第一节 成效 0第二编 分 1第二章 举措",
        ),
        (
            "## 1. 缘起\n.\n### 1. 老账\n.\n### 2. 新账\n.\n## 2. 改法\n.\n### 1. 上墙\n.",
            "01. 缘起 11. 老账 12. 新账 02. 改法 11. 上墙",
        ),
        (
            "## 一、背景\n.\n## 二、做法\n### （一）合窗口\n.\n### （二）减材料\n.\n## 三、成效\n.",
            "0一、背景 0二、做法 1（一）合窗口 1（二）减材料 0三、成效",
        ),
        ("## 办起来\n### 缘起\n.\n#### 账目\n.\n## 管下去\n.", "0办起来 1缘起 2账目 0管下去"),
    ],
)
def test_ranks_of_the_markup_say_what_stands_below_what(text: str, made: str) -> None:
    assert tree(text) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        # The second tag of 一、 is another; a number below counts what is higher.
        ("### 一、背景\n.\n## 二、做法\n.\n### 三、成效\n.", "0一、背景 0二、做法 0三、成效"),
        ("## （一）水\n.\n### 一、背景\n.\n### 二、做法\n.", "0（一）水 0一、背景 0二、做法"),
        ("## 一、背景\n.\n### 二、做法\n.\n## 三、成效\n.", "0一、背景 0二、做法 0三、成效"),
        # Two headings say nothing of ranks.
        ("## 石桥镇\n.\n### 一、改革背景\n.\n一、 .\n.", "0石桥镇 1一、改革背景"),
        # Only lines without a tag name themes.
        (
            "## 石桥镇\n.\n* 改革背景\n.\n* 主要做法\n.\n### 食堂\n.\n## 账目\n.",
            "0石桥镇 0改革背景 0主要做法 1食堂 1账目",
        ),
        # Numbers of two kinds have one tag.
        (
            "## 一、水\n.\n## 1. 电\n.\n## 二、风\n.\n### （一）账\n.",
            "0一、水 11. 电 0二、风 1（一）账",
        ),
    ],
)
def test_tags_that_their_numbers_contradict_say_nothing(text: str, made: str) -> None:
    assert tree(text) == made


def test_text_above_the_first_heading_of_a_graded_text_has_a_section() -> None:
    lines = lines_of(".\n## 水\n.\n### 账\n.\n## 路\n.")
    assert [part.heading for part in outline(items(lines), lines)] == ["", "水", "路"]


def test_titles_of_attached_documents_have_no_rank() -> None:
    lines = lines_of("## 水\n.\n### 账\n.\n## 路\n.")
    row = items(lines)
    assert marked_ranks(row, lines) == {1: 2, 3: 3, 5: 2}
    assert marked_ranks((*row, Heading("章程", "part", None, 0, 9)), lines) == {}


def test_words_of_a_point_head_nothing_in_a_graded_text() -> None:
    lines = lines_of("## 试点\n.\n### 怎么改\n- 各类成效\n- 账本上墙\n### 后来\n.\n## 编后\n.")
    made = outline(items(lines), lines)
    assert [section.heading for section in made] == ["试点", "编后"]
    below = made[0].sections[0]
    assert [text for block in below.blocks for text in block_texts(block)] == [
        "各类成效",
        "账本上墙",
    ]
