"""Pages that hold several cases: recognised, and taken apart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Base

from casebook.ingest.parse.cases import cases_in
from casebook.ingest.pipeline import Cleaned, clean_articles, clean_files
from casebook.knowledge.suggest import suggest
from casebook.library import load_articles
from casebook.library.changes import HISTORY
from casebook.library.ledger import read_ledger
from casebook.library.life import read_redirects
from casebook.problems import Code
from casebook.records import Line, Loss, Role

TEXT = "过去群众办事要跑三个部门、交十一份材料，最长等二十天；现在由街道统一收件，五天内答复。"

BY_SUBTITLE = f"""\
全省改革典型经验汇编
编者按：各地积极探索，形成一批好的做法，现选编两地经验，供各地学习参考。
窗口围着群众转
——长兴县改革典型经验
2019年，长兴县推进窗口改革，把分散的窗口并在一处，群众少跑了路。
一、事项下沉。{TEXT}
二、流程再造。{TEXT}
一本清单管到底
——浏阳市改革典型经验
2021年，浏阳市推进清单改革，把权力写进清单，清单之外不设门槛。
一、清单统一。{TEXT}
二、平台整合。{TEXT}
"""
BY_NUMBER = f"""\
基层治理创新案例选登
案例一：院坝里的议事会
2018年起，米易县的村庄变了样，米易县把议事会开到院坝里，大事小事都由村民自己商量着办。{TEXT}
案例二：楼道里的红管家
2022年，成都市郫都区楼道乱堆物多，郫都区在楼道里选出红管家，为居民代办一百多个事项。{TEXT}
案例三：集市上的流动窗口
2023年，剑阁县山高路远，剑阁县把办事窗口搬到赶场的集市上，群众赶场办事两不误。{TEXT}
"""
BY_ROUND = f"""\
乡村治理优秀做法

把积分存进银行
一、改革背景
2017年以前，安吉县的垃圾分类没有人管，投放点常常堆满，村民意见很大。
二、主要做法
{TEXT}
三、改革成效
2020年，参加分类的农户由三成升到九成，垃圾清运的费用省下一半。

一把尺子量到底
一、改革背景
2016年以前，德清县各村自己定标准，同样的房子在不同的村里结果不一样。
二、主要做法
{TEXT}
三、改革成效
2021年，因建房引起的纠纷由每年八十起减到六起，村民心里都有数了。
"""
COLLECTIONS = {
    "subtitle": (BY_SUBTITLE, ["窗口围着群众转", "一本清单管到底"]),
    "number": (BY_NUMBER, ["院坝里的议事会", "楼道里的红管家", "集市上的流动窗口"]),
    "round": (BY_ROUND, ["把积分存进银行", "一把尺子量到底"]),
}
ONE = f"""\
长兴县把窗口搬到村口
2021-05-06 来源：长兴日报
一、改革背景
{TEXT}
二、主要做法
（一）事项下沉。{TEXT}
（二）流程再造。{TEXT}
三、改革成效
{TEXT}
"""
CHAPTERS = f"""\
长兴县改革的三个阶段
2021-05-06 来源：长兴日报
起步阶段的探索
一、事项下沉。{TEXT}
二、流程再造。{TEXT}
全面铺开以后
一、清单统一。{TEXT}
二、平台整合。{TEXT}
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("form", COLLECTIONS)
def test_a_collection_is_reported(tmp_path: Path, form: str) -> None:
    text, titles = COLLECTIONS[form]
    problems = clean_files([saved(tmp_path, text)]).problems
    (reported,) = (item.detail for item in problems if item.code is Code.SEVERAL_CASES)
    assert reported == f"({', '.join(titles)})"


@pytest.mark.parametrize("text", [ONE, CHAPTERS], ids=["themes", "chapters"])
def test_an_article_is_no_collection(tmp_path: Path, text: str) -> None:
    (done,) = clean_articles([saved(tmp_path, text)], divide=True)
    codes = {item.code for item in done.problems}
    assert Code.SEVERAL_CASES not in codes
    assert Code.ONE_CASE in codes
    assert done.article is not None
    assert done.article.sources[0].part == ""


@pytest.mark.parametrize("form", COLLECTIONS)
def test_each_case_is_an_article(tmp_path: Path, form: str) -> None:
    text, titles = COLLECTIONS[form]
    cases = clean_articles([saved(tmp_path, text)], divide=True)
    articles = [suggest(case.article) for case in cases if case.article]
    assert [article.title for article in articles] == titles
    assert [article.sources[0].part for article in articles] == [
        str(number + 1) for number in range(len(titles))
    ]
    assert len({article.slug for article in articles}) == len(titles)
    assert len({article.sources[0].sha256 for article in articles}) == 1
    assert Code.SEVERAL_CASES not in {item.code for case in cases for item in case.problems}


@pytest.mark.parametrize(
    ("form", "regions", "years"),
    [
        ("subtitle", ["330522", "430181"], ["2019", "2021"]),
        ("number", ["510421", "510117", "510823"], ["2018", "2022", "2023"]),
    ],
)
def test_region_and_years_are_of_the_case(
    tmp_path: Path, form: str, regions: list[str], years: list[str]
) -> None:
    cases = clean_articles([saved(tmp_path, COLLECTIONS[form][0])], divide=True)
    articles = [suggest(case.article) for case in cases if case.article]
    assert [article.region.code for article in articles if article.region] == regions
    assert [article.years for article in articles] == years


def lines_of(case: Cleaned) -> set[int]:
    kept = {line.number for line in case.kept}
    return kept | {removal.line for removal in case.ledger.removals}


@pytest.mark.parametrize("form", COLLECTIONS)
def test_no_line_of_a_collection_disappears(tmp_path: Path, form: str) -> None:
    page = saved(tmp_path, COLLECTIONS[form][0])
    cases = clean_articles([page], divide=True)
    everything = set().union(*map(lines_of, cases))
    assert everything == {line.number for line in clean_files([page]).lines}
    kept = [line.number for case in cases for line in case.kept]
    assert len(kept) == len(set(kept))


def test_a_preface_is_told_with_the_first_case(tmp_path: Path) -> None:
    first, second = clean_articles([saved(tmp_path, BY_SUBTITLE)], divide=True)
    assert [alarm.loss for alarm in first.ledger.alarms] == [Loss.PREFACE]
    assert second.ledger.alarms == ()


def test_the_title_above_the_cases_is_that_of_the_source(tmp_path: Path) -> None:
    for case in clean_articles([saved(tmp_path, BY_NUMBER)], divide=True):
        assert case.article is not None
        assert case.article.sources[0].title == "基层治理创新案例选登"


def test_cases_of_one_name_have_addresses_of_their_own(tmp_path: Path) -> None:
    text = BY_NUMBER.replace("楼道里的红管家\n", "院坝里的议事会\n")
    slugs = [
        case.article.slug
        for case in clean_articles([saved(tmp_path, text)], divide=True)
        if case.article
    ]
    assert slugs == ["yuan-ba-li-de-yi-shi-hui", "yuan-ba-li-de-yi-shi-hui-2", slugs[2]]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".casebook" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_rerun_changes_nothing_with_and_without_split(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    assert base.run("add", page, "--split").exit_code == 0
    before = tree(base.articles)
    assert len(load_articles(base.articles)[0]) == 3
    for again in ([page, "--split"], [page]):
        result = base.run("add", *again)
        assert result.exit_code == 0, result.stderr
        assert tree(base.articles) == before


def test_cases_take_the_place_of_the_whole_page(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    base.run("add", page)
    (whole,) = load_articles(base.articles)[0]
    result = base.run("add", page, "--split")
    assert result.exit_code == 0, result.stderr
    slugs = [article.slug for article in load_articles(base.articles)[0]]
    assert len(slugs) == 3
    assert [name for name in tree(base.articles) if whole.slug in name] == []
    first = slugs[slugs.index("yuan-ba-li-de-yi-shi-hui")]
    assert read_redirects(base.articles).present == {("case", whole.slug): first}
    said = [json.loads(line) for line in (base.articles / HISTORY).read_text("utf-8").splitlines()]
    assert [x["case"] for x in said if x.get("former") == whole.slug] == [first]
    assert " K002 " not in base.run("check", "--format", "lines").stdout
    before = tree(base.articles)
    base.run("add", page, "--split")
    assert tree(base.articles) == before


def test_cases_do_not_take_the_place_of_what_a_person_edited(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    base.run("add", page)
    (whole,) = load_articles(base.articles)[0]
    path = base.articles / f"{whole.slug}.md"
    path.write_text(path.read_text("utf-8").replace("一百多个", "一百二十个"), "utf-8")
    before = tree(base.articles)
    result = base.run("add", page, "--split")
    assert result.exit_code == 1
    said = [line for line in result.stderr.splitlines() if " F018 " in line]
    assert len(said) == 1
    (article,) = load_articles(base.articles)[0]
    assert f"{article.slug}.md" in said[0]
    assert tree(base.articles) == before
    assert base.run("add", page, "--split", "--force").exit_code == 0
    assert whole.slug not in {article.slug for article in load_articles(base.articles)[0]}


def test_a_page_that_was_withdrawn_whole_does_not_come_back_in_parts(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    base.run("add", page)
    (article,) = load_articles(base.articles)[0]
    base.run("withdraw", article.slug)
    for again in ([page], [page, "--split"], [page, "--split", "--force"]):
        result = base.run("add", *again)
        assert re.findall(r" [A-Z]\d{3} ", result.stderr) == [" H001 "]
        assert load_articles(base.articles)[0] == ()


def test_cases_that_were_withdrawn_do_not_come_back_in_the_whole_page(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    base.run("add", page, "--split")
    first, *others = (article.slug for article in load_articles(base.articles)[0])
    base.run("withdraw", first)
    base.run("add", page, "--split")
    assert [article.slug for article in load_articles(base.articles)[0]] == others
    for slug in others:
        base.run("withdraw", slug)
    assert " H001 " in base.run("add", page).stderr
    said = [line for line in base.run("add", page, "--split").stderr.splitlines() if "H001" in line]
    assert len(said) == 1
    assert [slug for slug in (first, *others) if f"{slug}.md" not in said[0]] == []
    assert load_articles(base.articles)[0] == ()


def test_one_case_corrected_by_hand_keeps_the_others_going(base: Base) -> None:
    page = saved(base.folder, BY_NUMBER)
    base.run("add", page, "--split")
    path = base.articles / "lou-dao-li-de-hong-guan-jia.md"
    path.write_text(path.read_text("utf-8").replace("一百多个", "一百二十个"), "utf-8")
    result = base.run("add", page)
    assert result.exit_code == 0
    assert result.stderr.count(" H005 ") == 3
    assert "一百二十个" in path.read_text("utf-8")


def test_an_overrule_of_one_case_reaches_its_lines(base: Base) -> None:
    page = saved(base.folder, BY_SUBTITLE)
    folder = base.articles / "overrules"
    folder.mkdir(parents=True)
    line = "编者按：各地积极探索，形成一批好的做法，现选编两地经验，供各地学习参考。"
    (folder / "chuang-kou-wei-zhe-qun-zhong-zhuan.txt").write_text(f"- {line}\n", "utf-8")
    result = base.run("add", page, "--split")
    assert result.exit_code == 0, result.stderr
    written, _, _ = read_ledger(base.articles, "chuang-kou-wei-zhe-qun-zhong-zhuan")
    assert written is not None
    assert written.ledger.alarms == ()


def test_slug_goes_with_one_article(base: Base) -> None:
    result = base.run("add", saved(base.folder, BY_NUMBER), "--split", "--slug", "one")
    assert result.exit_code == 2


@pytest.mark.parametrize(("role", "found"), [(Role.ROW, 0), (Role.TEXT, 2)])
def test_rows_of_a_table_begin_no_case(role: Role, found: int) -> None:
    texts = ["井盖归谁来管", "背景", "井盖缺失。", "做法", "限时补齐。", "另一条街的井盖"]
    texts += ["背景", "井盖松动。", "做法", "换新。"]
    lines = tuple(
        Line(at, text, role if at == 7 else Role.TEXT) for at, text in enumerate(texts, 1)
    )
    assert len(cases_in(lines)) == found
