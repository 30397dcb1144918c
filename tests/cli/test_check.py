"""`casebook check`: one line a problem, in a form that editors understand."""

from __future__ import annotations

import re

import pytest
from tests.cli.conftest import Base

from casebook.problems import Code
from casebook.records import Paragraph, Picture, Region, Section, Source, Theme

DOUBTFUL = {
    "L001": {"field": "沒有這個領域"},
    "L002": {"field": ""},
    "L003": {"suggested": ("field",)},
    "L004": {"sections": (Section(Theme.BODY, "", (Paragraph("一段。"),)),)},
    "L005": {"sources": ()},
    "L006": {"sources": (Source(publisher="某報", url="javascript:alert(1)"),)},
    "L007": {"region": Region("某地", "999999")},
    "L008": {"region": None},
    "L009": {"years": ""},
    "L010": {"region": Region("某地", "")},
    "L011": {"region": Region("福建省福州市鼓楼区", "440308")},
}


OTHER = (Section(Theme.MEASURES, "主要做法", (Paragraph("別的一段文字。"),)),)

# How the line begins that each of them names; what is missing is asked for at the top.
SHOWN = {
    "L001": "field: ",
    "L002": "---",
    "L003": "- field",
    "L004": "一段。",
    "L005": "---",
    "L006": "  url: ",
    "L007": "region_code: ",
    "L008": "---",
    "L009": "---",
    "L010": "region: ",
    "L011": "region_code: ",
}


def test_nothing_to_say(base: Base) -> None:
    base.article("one")
    base.article("two", sections=OTHER)
    result = base.run("check", "--strict")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2 articles")


def test_every_code_of_lint_is_tried() -> None:
    assert set(DOUBTFUL) == {code.code for code in Code if code.code.startswith("L")}


@pytest.mark.parametrize("code", DOUBTFUL)
def test_a_doubtful_article_is_told(base: Base, code: str) -> None:
    base.article("good", sections=OTHER)
    path = base.article("doubtful", **DOUBTFUL[code])
    result = base.run("check", "--format", "lines", "--strict")
    assert result.exit_code == (0 if code == "L003" else 1)
    assert base.run("check").exit_code == 0  # nothing of this keeps an article out
    lines = result.stdout.splitlines()
    (reported,) = (line for line in lines if f": {code} " in line)
    number = int(reported.removeprefix(f"{path.as_posix()}:").partition(":")[0])
    assert path.read_text("utf-8").splitlines()[number - 1].startswith(SHOWN[code])
    assert all(re.fullmatch(r"\S+:\d+: [A-Z]\d{3} .+", line) for line in lines)
    assert not any("good.md" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("应城", "`应城` → 420981 湖北省孝感市应城市"),
        ("應城", "`應城` → 420981 湖北省孝感市应城市"),
        ("湖北省应城市", "`湖北省应城市` → 420981 湖北省孝感市应城市"),
        ("浙江", "`浙江` → 330000 浙江省"),
    ],
)
def test_a_region_without_a_code_is_shown_with_that_of_its_name(
    base: Base, name: str, shown: str
) -> None:
    base.article("one", region=Region(name, ""))
    (line,) = base.run("check", "--format", "lines").stdout.splitlines()
    assert line.endswith(f" {shown}")


def test_a_region_whose_name_several_have_is_shown_with_three(base: Base) -> None:
    base.article("one", region=Region("鼓楼区", ""))
    (line,) = base.run("check", "--format", "lines").stdout.splitlines()
    assert line.endswith("、350102 福建省福州市鼓楼区")
    assert line.count("、") == 2


def test_broken_articles_stand_beside_doubtful_ones(base: Base) -> None:
    base.article("doubtful", years="")
    (base.articles / "broken.md").write_text("---\ntitle: 題目\n", "utf-8")
    result = base.run("check", "--format", "lines")
    assert result.exit_code == 1
    assert [re.search(r": ([A-Z]\d{3}) ", line)[1] for line in result.stdout.splitlines()] == [  # type: ignore[index]
        "F002",
        "L009",
    ]


def test_the_line_of_a_character_is_told(base: Base) -> None:
    sections = (
        Section(Theme.BACKGROUND, "改革背景", (Paragraph("第一段。"), Paragraph("先進示范單位。"))),
    )
    path = base.article("one", sections=sections)
    (reported,) = base.run("check", "--format", "lines").stdout.splitlines()
    number = int(reported.removeprefix(f"{path.as_posix()}:").partition(":")[0])
    assert " E004 " in reported
    assert path.read_text("utf-8").splitlines()[number - 1] == "先進示范單位。"


def test_a_missing_folder_is_told(base: Base) -> None:
    result = base.run("check", "--format", "lines")
    assert result.exit_code == 1
    assert " F015 " in result.stdout


def test_check_writes_nothing(base: Base) -> None:
    base.article("one", years="")
    before = sorted(base.folder.rglob("*"))
    base.run("check", "--format", "lines")
    assert sorted(base.folder.rglob("*")) == before


def test_what_reading_left_broken_is_told_at_its_line(base: Base) -> None:
    sections = (
        Section(
            Theme.BACKGROUND,
            "改革背景",
            (
                Paragraph("第一段。"),
                Paragraph("第二\ufffd段。"),
                Paragraph("ä¸ºäº†æ”¹é\x9d©ã€‚"),
                Picture(caption="大廳", file="lost.png"),
            ),
        ),
    )
    path = base.article("one", sections=sections)
    result = base.run("check", "--format", "lines")
    assert result.exit_code == 0
    lines = path.read_text("utf-8").splitlines()
    reported = [
        re.fullmatch(r".*/one\.md:(\d+): ([A-Z]\d{3}) .*", line)
        for line in result.stdout.splitlines()
    ]
    results = {item[2]: lines[int(item[1]) - 1] for item in reported if item}
    assert results["R008"] == "第二\ufffd段。"
    assert results["R009"].startswith("ä¸º")
    assert "lost.png" in results["F016"]


@pytest.mark.parametrize(
    "name",
    [
        *("长三角", "長三角地區", "京津冀", "粤港澳大湾区", "成渝地区双城经济圈", "東北三省"),
        *("陕甘宁", "川渝", "江苏、浙江和上海", "江苏省苏州市、浙江省嘉兴市", "西部地区"),
    ],
)
def test_a_region_of_several_places_needs_no_code(base: Base, name: str) -> None:
    base.article("one", region=Region(name, ""))
    result = base.run("check", "--strict")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["某地", "四川省成都市", "青川", "西部陸海新通道", "苏州"])
def test_another_region_without_a_code_is_a_warning(base: Base, name: str) -> None:
    base.article("one", region=Region(name, ""))
    result = base.run("check", "--strict", "--format", "lines")
    assert (result.exit_code, " L010 " in result.stdout) == (1, True)


@pytest.mark.parametrize(
    ("name", "code", "other"),
    [
        ("福建省福州市鼓楼区", "440308", True),
        ("福州市鼓樓區", "350100", True),
        ("浙江省", "330100", True),
        ("廣東省深圳市", "810000", True),
        ("福建省福州市鼓楼区五凤街道", "350103", True),
        ("鼓楼区", "440308", True),
        ("鼓楼区", "350102", False),
        ("鼓樓區", "320106", False),
        ("杭州", "330100", False),
        ("福建省福州市鼓楼区五凤街道", "350102", False),
        ("浙江省乌有乡", "330100", False),
        ("海南洋浦", "460400", False),
        ("臺灣新北市", "710000", False),
        ("臺北市大安區", "710000", False),
        ("某地", "350102", False),
        ("襄樊市", "420600", False),
    ],
)
def test_a_region_whose_code_is_that_of_another_place_is_told(
    base: Base, name: str, code: str, other: bool
) -> None:
    base.article("one", region=Region(name, code))
    result = base.run("check", "--strict", "--format", "lines")
    assert (" L011 " in result.stdout) is other


def test_without_a_licence_check_says_where_to_set_it(base: Base) -> None:
    base.article("one")
    (base.folder / "casebook.toml").write_text("", "utf-8")
    result = base.run("check", "--strict")
    assert result.exit_code == 0
    assert "G007" in result.stdout
    assert "`licence` in casebook.toml" in result.stdout
    (base.folder / "casebook.toml").write_text('licence = "某館授權。"\n', "utf-8")
    assert "G007" not in base.run("check").stdout


def test_one_is_said_in_the_singular(base: Base) -> None:
    base.article("one", suggested=("field",))
    assert base.run("check").stdout.endswith("1 article: 0 errors, 0 warnings, 1 note\n")
    base.article("one")
    assert base.run("check").stdout == "1 article, no problems\n"
