"""Pictures in cells of tables and beside text stay, and code of Markdown heads nothing."""

from __future__ import annotations

import pytest

from casebook.ingest.read.clipping import read_clipping
from casebook.ingest.read.html import parse, read_html
from casebook.ingest.read.normal import normalize
from casebook.ingest.read.tables import pictures_of
from casebook.records import Line, Role

CASE = (
    "# 河湾县村级小事自己办\n\n县里拿出三百万元，每个村按人口分得两万元。\n\n{}\n\n"
    "## 取得成效\n\n一年办成三百件。\n"
)


def pictures(lines: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(line.text, line.src) for line in lines if line.role is Role.PICTURE]


def captions(rows: str) -> list[str]:
    table = parse(f"<table>{rows}</table>").find(".//table")
    return [picture.caption.text for picture in pictures_of(table)]


IMAGE = '<td><img src="a.jpg" alt="村口"></td>'


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (f"<tr><td>东湾</td>{IMAGE}</tr><tr><td>西湾</td><td>铺路</td></tr>", ["村口"]),
        (f"<tr>{IMAGE}{IMAGE}</tr><tr><td>新桥</td><td>旧路</td></tr>", ["新桥", "旧路"]),
        (f"<tr>{IMAGE}{IMAGE}</tr><tr><td>新桥</td></tr>", ["村口", "村口"]),
        (f"<tr>{IMAGE}<td>说明</td></tr><tr><td>新桥</td><td>旧路</td></tr>", ["村口"]),
        (f"<tr>{IMAGE}{IMAGE}</tr><tr><td>新桥</td>{IMAGE}</tr>", ["村口"] * 3),
        (f"<tr>{IMAGE}</tr><tr><td>{'桥' * 40}</td></tr>", ["桥" * 40]),
        (f"<tr>{IMAGE}</tr><tr><td>{'桥' * 41}</td></tr>", ["村口"]),
    ],
)
def test_a_row_of_short_texts_below_a_row_of_pictures_is_their_captions(
    rows: str, said: list[str]
) -> None:
    assert captions(rows) == said


def test_pictures_of_a_table_stand_below_it_and_its_row_of_captions_says_nothing_twice() -> None:
    told = "<p>县里拿出三百万元，每个村按人口分得两万元，项目由村民代表会议定。</p>" * 3
    rows = f"<tr>{IMAGE}{IMAGE}</tr><tr><td>新桥</td><td>旧路</td></tr>"
    rest = "<tr><td>东湾</td><td>三件</td></tr><tr><td>西湾</td><td>四件</td></tr>"
    lines = read_html(
        f"<div><h1>小事自己办</h1>{told}<table>{rows}{rest}</table>{told}</div>"
    ).lines
    assert pictures(lines) == [("新桥", "a.jpg"), ("旧路", "a.jpg")]
    assert [line.cells for line in lines if line.cells] == [("东湾", "三件"), ("西湾", "四件")]
    assert sum("新桥" in line.text for line in lines) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("| 村 | 照片 |\n| --- | --- |\n| 东湾 | ![桥](a.jpg) |\n| 西湾 | ![路](b.jpg) |", "桥路"),
        ("<table><tr><td>东湾</td><td><img src='a.jpg' alt='桥'></td></tr></table>", "桥"),
        ("村口有了新桥 ![桥](a.jpg) 和路灯。", "桥"),
        ("- 新桥 <img src='a.jpg' alt='桥'> 通车", "桥"),
        ("[![徽章](a.svg)](https://hewan.example/) 构建通过", ""),
        ("写作 `![桥](a.jpg)` 的一行", ""),
        ("![桥](a.jpg)", "桥"),
    ],
)
def test_pictures_beside_text_are_lines_of_their_own(body: str, said: str) -> None:
    assert [text for text, _ in pictures(read_clipping(CASE.format(body)).lines)] == [*said]


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("```\n# 安装\n```", 0),
        ("~~~ sh\n## 一、建站\n~~~", 0),
        ("````\n```\n# 内层\n```\n## 外层\n````", 0),
        ("- 第一步\n\n  ```sh\n  # 取数\n  ```", 0),
        ("> ```\n> # 引文里\n> ```", 0),
        ("```\n## 没有收尾", 1),
        ("`` ` ``\n## 行内\n`` ` ``", 1),
    ],
)
def test_code_heads_nothing_and_a_stray_fence_costs_no_heading(body: str, headings: int) -> None:
    lines = read_clipping(CASE.format(body)).lines
    found = [line for line in lines if line.role is Role.HEADING]
    assert len(found) == 1 + headings
    assert found[-1].text == "取得成效"


def test_no_sign_marks_anything_in_code() -> None:
    page = read_clipping(CASE.format("```\n**kwargs | <b>x</b> ~~y~~\n```"))
    (line,) = (line for line in page.lines if line.role is Role.NUMBERED)
    assert line.text == "**kwargs | <b>x</b> ~~y~~"
    assert not any(repair.line == line.number for repair in page.repairs)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("二Ο二二年三月", "二〇二二年三月"),
        ("二00八年", "二〇〇八年"),
        ("一九九O年", "一九九〇年"),
        ("于二о一八年九月", "于二〇一八年九月"),
        ("二零二二年", "二零二二年"),
        ("第2二00八年", "第2二00八年"),
        ("二OA系统", "二OA系统"),
        ("二00八件", "二00八件"),
    ],
)
def test_letters_and_digits_for_the_zeros_of_a_year(text: str, normal: str) -> None:
    assert normalize(text)[0] == normal
