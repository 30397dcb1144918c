"""Headings and the parts of a case that they open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook import resources
from casebook.ingest.headings.themes import theme_of
from casebook.records import Script, Theme
from casebook.text import to_edition

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("改革背景", Theme.BACKGROUND),
        ("一、實施背景", Theme.BACKGROUND),
        ("（一）案例背景：", Theme.BACKGROUND),
        ("二、总体思路", Theme.APPROACH),
        ("【主要做法】", Theme.MEASURES),
        ("3. 具體做法。", Theme.MEASURES),
        ("創新舉措：三個轉變", Theme.MEASURES),
        ("創新舉措——三個轉變", Theme.MEASURES),
        ("实践 成效", Theme.RESULTS),
        ("改革成效", Theme.RESULTS),
        ("四、启示与思考", Theme.LESSONS),
        ("經驗啟示", Theme.LESSONS),
        ("二、结果", Theme.RESULTS),
        ("參、推動結果", Theme.RESULTS),
        ("案例概要", Theme.BACKGROUND),
        ("一、聚焦痛点，为何改", Theme.BACKGROUND),
        ("直面老难题，为什么改？", Theme.BACKGROUND),
        ("二、聚焦堵点，怎么改", Theme.MEASURES),
        ("緊盯關鍵處，如何幹", Theme.MEASURES),
        ("三、聚焦实效，改得如何", Theme.RESULTS),
        ("改得如何", Theme.RESULTS),
        ("回看这一年，管得怎样", Theme.RESULTS),
    ],
)
def test_variants_of_a_heading(heading: str, theme: Theme) -> None:
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    "heading",
    [
        *("", "一、", "结语了然", "改革背景下的新農村", "：", "做法律援助"),
        *("耳鸣怎么治疗最快", "这种病怎么治愈"),
        *("回看过去这一年，改得如何", "聚焦痛点，为何改又为何难", "聚焦群众，谁来改"),
        *("面对高温天，怎么治疗", "街长说，怎么看都好"),
        *("评审结果公示", "记录任务结果", "考核结果运用"),
    ],
)
def test_other_headings_open_no_theme(heading: str) -> None:
    assert theme_of(heading) is None


def _wordings(file: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [(row[0], row[1]) for row in rows]


def _share_read(rows: list[tuple[str, str]]) -> float:
    return sum(str(theme_of(heading) or "none") == theme for heading, theme in rows) / len(rows)


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("wordings*.tsv")))
def test_usual_wordings(file: str) -> None:
    """Headings written down before the grammar had read them, with their themes."""
    assert _share_read(_wordings(HERE / file)) >= 0.95


def test_usual_wordings_of_public_cases(shared: Path) -> None:
    assert _share_read(_wordings(shared / "cases" / "pages" / "headings.tsv")) >= 0.95


def test_a_heading_opens_the_same_theme_in_both_scripts() -> None:
    rows = _wordings(Path(__file__).parent / "wordings.tsv")
    for heading, _ in rows:
        theme = theme_of(to_edition(heading, SIMPLIFIED, script=Script.HANT))
        assert theme_of(to_edition(heading, TRADITIONAL, script=Script.HANS)) is theme_of(
            heading
        ), heading
        assert theme is theme_of(heading), heading


@pytest.mark.parametrize(
    "heading",
    [
        "坚持改革创新",
        "优化服务",
        "完善机制",
        "一是完善工作机制",
        "推行电子证照",
        "三个转变",
        "企业发展",
        "一个平台管到底",
        "服务企业发展",
    ],
)
def test_what_was_done_opens_no_theme(heading: str) -> None:
    """A point of the measures is no heading of the measures."""
    assert theme_of(heading) is None


def test_a_knowledge_base_adds_wordings() -> None:
    own = resources.Overlay((("themes.toml", '[results]\nheadings = ["看得见的甜头"]\n'),))
    assert theme_of("看得见的甜头") is None
    with resources.use(own):
        assert theme_of("三、看得見的甜頭") is Theme.RESULTS


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("二、村级办事点建设滞后", Theme.BACKGROUND),
        ("窗口设置与人员配备不足", Theme.BACKGROUND),
        ("材料重复与信息不共享问题", Theme.BACKGROUND),
        ("街面治理的制度性障碍", Theme.BACKGROUND),
        ("街长队伍的适配短板", Theme.BACKGROUND),
        ("街面秩序难题的深度剖析", Theme.BACKGROUND),
        ("街长制度建设的现状", Theme.BACKGROUND),
        ("占道经营的形成原因", Theme.BACKGROUND),
        ("1—6月推进情况", Theme.MEASURES),
        ("2023年度工作情况", Theme.MEASURES),
        ("便民效益持续释放", Theme.RESULTS),
        ("几个值得思考的问题", Theme.LESSONS),
        ("破除部门之间的数据壁垒与体制障碍", None),
        ("打破条块藩篱", None),
        ("补齐人才短缺与资金不足", None),
        ("防止人手与资金不足", None),
        ("编者按：街长制推行三年，街面有了新样子。本报今起讲述。", None),
    ],
)
def test_kinds_of_headings_of_reports(heading: str, theme: Theme | None) -> None:
    """What lacks without a noun for it, times before nouns, the head after the last 的."""
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    "heading",
    [
        "街长是街面的第一责任人",
        "从路长到街长的演变",
        "关于街长编制的问题",
        "街面巡查必须坚持每日两次",
        "如何看待街长的作用和问题",
        "三年来街面管理取得了显著成效。",
    ],
)
def test_a_heading_that_states_something_names_no_theme(heading: str) -> None:
    assert theme_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("街面改革的背景与街长的任务", Theme.BACKGROUND),
        ("街面改革的背景与要回答的几个街长难点", Theme.BACKGROUND),
        ("沿街门面及后巷摊点管理现状", Theme.BACKGROUND),
        ("街长巡查与商户自治的成效", Theme.RESULTS),
    ],
)
def test_of_joined_parts_the_first_head_decides(heading: str, theme: Theme) -> None:
    assert theme_of(heading) is theme


def test_the_last_clause_of_a_headline_names_no_theme() -> None:
    """From six characters each on these are two clauses, not one heading that was spaced."""
    assert theme_of("菜价普遍下跌 摊主调高目标") is None
    assert theme_of("菜价普遍跌 摊主调高目标") is Theme.APPROACH
    assert theme_of("菜价普遍下跌 摊主调目标") is Theme.APPROACH


def test_a_long_noun_phrase_is_read_by_a_sure_last_word_only() -> None:
    longer = "街面门前后巷摊点秩序"
    assert theme_of(longer[1:] + "滞后性") is Theme.BACKGROUND  # twelve characters: any last word
    assert theme_of(longer + "滞后性") is None
    assert theme_of(longer + "现状") is Theme.BACKGROUND


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("采取疏堵结合的方针", None),
        ("采取的措施", Theme.MEASURES),
        ("规范夜市摊点的措施", Theme.MEASURES),
        ("坚持商户自愿的原则", None),
        ("街长工作的原则", Theme.APPROACH),
        ("统筹门面与后巷的经验", Theme.LESSONS),
    ],
)
def test_an_object_after_its_verb_is_no_head(heading: str, theme: Theme | None) -> None:
    """采取…的方针 says what was done; 规范…的措施 names with what."""
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("夜市积分制推行情况", Theme.MEASURES),
        ("后巷整治落实情形", Theme.MEASURES),
        ("夜市基本情况", Theme.BACKGROUND),
        ("街长目标达成情况", Theme.RESULTS),
        ("任务的动因", Theme.BACKGROUND),
    ],
)
def test_what_stands_at_the_end_decides(heading: str, theme: Theme) -> None:
    """情况 tells of the deed before it; a few nouns decide whatever stands before them."""
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("实施策略", Theme.APPROACH),
        ("实施策略与具体做法", Theme.MEASURES),
        ("实施策略与目标", Theme.APPROACH),
        ("改革目的", Theme.APPROACH),
        ("改革目的和现实背景", Theme.BACKGROUND),
        ("改革内容", Theme.APPROACH),
        ("改革内容与做法", Theme.MEASURES),
        ("总体布局与思路", Theme.APPROACH),
        ("总体布局与做法", Theme.MEASURES),
    ],
)
def test_a_noun_of_two_minds_yields_to_what_is_joined(heading: str, theme: Theme) -> None:
    assert theme_of(heading) is theme


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("摊位编号缺失制约日常巡查", Theme.BACKGROUND),
        ("商户参与度偏低", Theme.BACKGROUND),
        ("参与度与自治不足", Theme.BACKGROUND),
        ("成效与不足", Theme.RESULTS),
        ("街长制化解摊位矛盾", None),
        ("联合巡街打通门面管理壁垒", None),
        ("困难群众摊位帮扶机制", Theme.MEASURES),
        ("困难群众救助窗口", None),
        ("困难户面临的问题", Theme.BACKGROUND),
        ("商户最头疼的几件事", Theme.BACKGROUND),
        ("从一摞罚单谈起", Theme.BACKGROUND),
        ("老规矩为什么不灵", Theme.BACKGROUND),
        ("现行摊位办法的检讨", Theme.BACKGROUND),
        ("摊贩罢市严重影响出行", None),
        ("制度演变", Theme.BACKGROUND),
        ("取得的突破性进展", Theme.RESULTS),
        ("工作进展", Theme.MEASURES),
        ("好处体现在哪里", None),
        ("变化体现在哪里", Theme.RESULTS),
        ("三项机制促规范", Theme.MEASURES),
        ("推广条件与适用范围", Theme.LESSONS),
        ("夜市改革永远在路上", Theme.LESSONS),
        ("改革要实现哪些目标", Theme.APPROACH),
        ("秉持什么理念", Theme.APPROACH),
        ("夜市管理的实证研究", None),
        ("让改革红利惠及商户", None),
        ("改革红利惠及商户", Theme.RESULTS),
        ("重摊位轻后巷", Theme.BACKGROUND),
        ("摊位新规落地受阻", Theme.BACKGROUND),
        ("原有摊位管理的局限", Theme.BACKGROUND),
        ("摊位改革的局限", Theme.LESSONS),
        ("面临的挑战与下一步打算", Theme.LESSONS),
        ("社会组织参与困境", Theme.BACKGROUND),
        ("小摊要素支撑路径", Theme.MEASURES),
        ("要撑起一条路径", None),
        ("112年未來規畫", Theme.LESSONS),
        ("改革取得的突破", Theme.RESULTS),
        ("带来了哪些变化", Theme.RESULTS),
    ],
)
def test_clauses_that_name_a_part(heading: str, theme: Theme | None) -> None:
    """What lacks and what comes of it, where a story starts, what came of it, what is open."""
    assert theme_of(heading) is theme
