"""What stopped newcomers: each is answered with what to do, in the same way by every verb."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import Base

from casebook.cli import main
from casebook.library import read_article
from casebook.messages import say_detail
from casebook.problems import Code
from casebook.project import Project, load
from casebook.records import Paragraph, Region, Script, Section, Theme
from casebook.settings import read_settings

LONG = "重点" * 50


def _run(*words: object) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def test_python_itself_runs_the_program() -> None:
    words = [sys.executable, "-m", "casebook", "--version"]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("casebook, version ")


# --- outside a knowledge base -----------------------------------------------------------

OUTSIDE = (
    *(("check",), ("build",), ("convert",), ("tidy",), ("undo",), ("bodies",), ("proofread",)),
    *(("edit",), ("serve",), ("reread",), ("confirm", "a"), ("withdraw", "a"), ("merge", "a", "b")),
    *(("rename", "a", "b"), ("join", "a", "b"), ("split", "a", "b", "c"), ("add", "page.html")),
)


@pytest.mark.parametrize("words", OUTSIDE, ids=" ".join)
def test_every_verb_says_the_same_outside_a_knowledge_base(base: Base, words: tuple[str]) -> None:
    result = _run(*words)
    assert result.exit_code == 1
    first, remedy = result.stderr.splitlines()
    assert first.startswith(f"{base.folder.as_posix()}:1: G020 ")
    assert remedy == f"        → {Code.NO_BASE.remedy}"
    assert list(base.folder.iterdir()) == []


def test_lines_are_explained_outside_a_knowledge_base(base: Base) -> None:
    page = base.page("page.html")
    result = _run("add", "--explain", page)
    assert result.exit_code == 0, result.output
    assert "某镇一窗受理改革" in result.stdout
    assert list(base.folder.iterdir()) == [page.parent]


@pytest.mark.parametrize(
    ("here", "where"), [("", "my-cases"), ("my-cases/docs", ".."), ("my-cases/data/clean", "../..")]
)
def test_the_knowledge_base_that_is_near_is_named(
    base: Base, here: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run("new", "my-cases")
    (base.folder / here).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(base.folder / here)
    assert f"There is one in {where}." in _run("check").stderr


def test_a_folder_that_was_named_is_another_matter(base: Base) -> None:
    assert " F015 " in _run("build", "--articles", base.articles).stderr


# --- what to do ---------------------------------------------------------------------------


def test_the_remedy_stands_below_the_first_problem_of_its_code(base: Base) -> None:
    for name in ("a.doc", "b.doc"):
        path = base.folder / name
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    result = base.run("add", base.folder / "a.doc", base.folder / "b.doc")
    lines = [line for line in result.stderr.splitlines() if "→" not in line]
    assert [line.split()[1] for line in lines] == ["D001", "D001"]
    assert result.stderr.count(Code.OLD_OFFICE.remedy) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anji-bambo", "anji-bamboo"),
        ("bamboo", "anji-bamboo"),
        ("ANJI-BAMBOO", "anji-bamboo"),
        ("竹林", "anji-bamboo"),
        ("竹林改革", "anji-bamboo"),
    ],
)
@pytest.mark.parametrize("verb", ["confirm", "withdraw", "proofread", "bodies"])
def test_the_article_that_was_meant_is_named(base: Base, verb: str, typed: str, meant: str) -> None:
    base.article("anji-bamboo", title="安吉竹林改革", script=Script.HANT)
    base.article("other")
    result = _run(verb, typed, "--articles", base.articles)
    assert result.exit_code == 1
    assert f"E006 {Code.NO_ARTICLE.meaning} Did you mean {meant}?" in result.stderr


def test_an_address_is_shown_as_it_was_typed(base: Base) -> None:
    base.article("one")
    result = _run("confirm", "https://example.org/a", "--articles", base.articles)
    assert result.exit_code == 1
    assert result.stderr.startswith("https://example.org/a")


@pytest.mark.parametrize("typed", ["one.md", "articles/one.md", r"articles\one.md"])
def test_the_file_of_an_article_names_it(base: Base, typed: str) -> None:
    path = base.article("one", suggested=("field",))
    assert _run("confirm", typed, "--articles", base.articles).exit_code == 0
    article, _ = read_article(path)
    assert article
    assert article.suggested == ()


def test_a_case_that_is_not_there_is_no_other_problem(base: Base) -> None:
    base.article("one")
    result = _run(
        "build", "--case", "on", "--articles", base.articles, "--build", base.folder / "b"
    )
    assert result.exit_code == 1
    assert " E006 " in result.stderr
    assert "Did you mean one?" in result.stderr


def test_fields_that_there_are_are_named_in_the_script_of_the_article(base: Base) -> None:
    base.article("one", field="水利", script=Script.HANS)
    result = base.run("check", "--format", "lines").stdout
    assert "L001" in result
    assert "政务服务、基层治理" in result


def test_a_field_is_suggested_in_the_script_of_the_article(base: Base) -> None:
    page = base.page("one.html", "某镇政务服务一窗受理改革")
    base.run("add", page, "--slug", "one")
    article, _ = read_article(base.articles / "one.md")
    assert article
    assert article.field == "政务服务"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (f"这是**{LONG}**内容，{LONG}。", LONG),
        (f"見[{LONG}](https://a.cn/1)。{LONG}", LONG),
        (f"甲__重点__乙{LONG}", "重点"),
        ("这是**重点**内容。", "这是重点内容。"),
    ],
)
def test_what_to_type_is_never_cut(base: Base, text: str, typed: str) -> None:
    base.article("one", sections=(Section(Theme.RESULTS, "實踐成效", (Paragraph(text),)),))
    result = base.run("check", "--format", "lines").stdout
    assert f"type `{typed}`." in result


# --- files in another encoding ------------------------------------------------------------

TEXTS = {
    "casebook.toml": 'title = "某省改革案例库"\n',
    "data/fields.toml": '[[field]]\nkey = "water"\nname = "水利"\nhints = ["灌溉"]\n',
    "articles/overrules/one.txt": "- 本文由机器人转发\n",
    "articles/corrections.toml": (
        '# 不是机构的名称\n[[body]]\ncase = "one"\nparagraph = "background-p1"\n'
        'text = "县政务办公室"\ndrop = true\n'
    ),
    "docs/about.md": "# 关于本案例库\n\n这里收集各地的改革做法。\n",
}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_another_encoding_is_read_and_tidied(
    base: Base, name: str, encoding: str
) -> None:
    base.article("one")
    _ = [(base.folder / folder).mkdir(exist_ok=True) for folder in ("data", "docs")]
    (base.folder / "casebook.toml").write_text(TEXTS["casebook.toml"], "utf-8")
    path = base.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(TEXTS[name].encode(encoding))
    snapshot = load(Project.of(base.articles))
    assert snapshot.settings.title == "某省改革案例库"
    named = [item for item in snapshot.problems if item.code is Code.OTHER_ENCODING]
    assert [item.file for item in named] == [path.as_posix()]
    assert _run("tidy").exit_code == 0
    assert path.read_text("utf-8") == TEXTS[name]
    again = load(Project.of(base.articles)).problems
    assert Code.OTHER_ENCODING not in {item.code for item in again}


def test_an_article_in_gbk_is_not_spoiled_by_confirming_it(base: Base) -> None:
    path = base.article("one", suggested=("field",))
    before = path.read_text("utf-8")
    path.write_bytes(before.encode("gb18030"))
    assert _run("confirm", "one", "--articles", base.articles).exit_code == 0
    assert path.read_text("utf-8") == before.replace("suggested:\n- field\n", "")


def test_a_broken_byte_is_never_written_back(base: Base) -> None:
    path = base.article("one", suggested=("field",))
    path.write_bytes(path.read_bytes().replace("五個窗口".encode(), b"\xff\xfe", 1))
    before = path.read_bytes()
    result = _run("confirm", "one", "--articles", base.articles)
    assert result.exit_code == 1
    assert " F001 " in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("title = “某省”", 'title = "某省"'),
        ("title：某省案例", 'title = "某省案例"'),
        ("title = 某省", 'title = "某省"'),
        ('"title": "某省",', 'title = "某省"'),
        ("editions = zh-Hans-CN、zh-Hant-TW", 'editions = ["zh-Hans-CN", "zh-Hant-TW"]'),
        ("theme_page_characters = 20，000", "theme_page_characters = 20_000"),
    ],
)
def test_a_line_of_the_settings_is_shown_as_it_must_be_typed(
    tmp_path: Path, line: str, typed: str
) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text(f'licence = "某"\n{line}\n', "utf-8")
    _, (problem,) = read_settings(path)
    assert (problem.code, problem.line) == (Code.CONFIG_BROKEN, 2)
    assert re.match(r"Character \d+: [A-Z].*\. Type: ", problem.detail), problem.detail
    assert problem.detail.endswith(f" Type: {typed}")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title = \n", 1, "Character 9: A value must be text in quotation marks"),
        ('a = "x"\ntitle "某"\n', 2, "Character 7: After the name there must be an equals sign."),
        ('title = "某" 省\n', 1, "Character 13: The value ends before the line does"),
        ('title = "某\nlead = "乙"\n', 1, "Character 11: The text has no quotation mark"),
        ('lead = "某\x01"\n', 1, "Character 10: A character is not allowed there."),
        ('a = "1"\neditions = ["zh-Hans-CN"\n\n\n', 2, "Line 2: The list is not closed"),
        ("[table\na = 1\n", 1, "Character 7: The name of a table is not closed"),
        ("a = {b = 1\n", 1, "The table is not closed"),
        ('title = "甲"\ntitle = "乙"\n', 2, "The name stands there twice"),
        ("、title = 1\n", 1, "Character 1: A line must begin with a name"),
        ('logo = "C:\\pictures"\n', 1, "A backslash in a text must be typed twice."),
        ("book_date = 2024-02-31\n", 1, "Character 13: A date must stand in quotation marks."),
        (f"a = 1\nb = {'[' * 5000}{']' * 5000}\n", 2, "Lists or tables stand in each other"),
        (f"a = 1\nb = {'{a=' * 5000}1{'}' * 5000}\n", 2, "Lists or tables stand in each other"),
        (f"a = 1\nb = {'9' * 4301}\n", 2, "The number has too many digits."),
        (f"a = 1\nb{'.a' * 100} = 1\n", 2, "The name has too many parts"),
        ("a = 1\n[b" + '."a"' * 100 + "]\n", 2, "The name has too many parts"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_with_its_place(
    tmp_path: Path, text: str, line: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text(text, "utf-8")
    _, (problem,) = read_settings(path)
    assert (problem.code, problem.line) == (Code.CONFIG_BROKEN, line)
    assert said in problem.detail
    assert "(at " not in problem.detail
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = re.split("`|写成：", say_detail(problem.detail))[0]
    assert re.match("第 [0-9]+ [字行]：", chinese)
    assert set(re.findall("[A-Za-z]{2,}", chinese)) <= {"true", "false"}


def test_a_setting_of_a_similar_name_is_named(tmp_path: Path) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text('titel = "某"\n', "utf-8")
    _, (problem,) = read_settings(path)
    assert problem.detail == "`titel` is unknown; did you mean `title`?"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('theme_page_characters = "20000"', "Type: theme_page_characters = 20000"),
        ("book_date = 2024", 'Type: book_date = "2024"'),
        ('editions = "zh-Hans-CN"', 'Type: editions = ["zh-Hans-CN"]'),
        ('publish = "al"', ""),
        ("publish = 3", ""),
        ('editions = "zh-Hans"', ""),
        ("book_volume_pages = true", ""),
        ('title = ["甲"]', ""),
    ],
)
def test_a_wrong_value_is_shown_with_the_line_to_type(
    tmp_path: Path, line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text(f"# 設定\n{line}\n", "utf-8")
    _, (problem,) = read_settings(path)
    assert (problem.code, problem.line) == (Code.CONFIG_KEY, 2)
    assert problem.detail.startswith(f"`{line}`: ")
    assert problem.detail.endswith(said)
    assert ("Type: " in problem.detail) is bool(said)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "Type: " not in say_detail(problem.detail)


@pytest.mark.parametrize("again", ['title = "乙"', "title = '乙'"])
def test_a_setting_that_stands_twice_is_not_to_be_typed_anew(tmp_path: Path, again: str) -> None:
    path = tmp_path / "casebook.toml"
    path.write_text(f'title = "甲"\n{again}\n', "utf-8")
    _, (problem,) = read_settings(path)
    assert problem.detail.endswith(f"delete one of them. `{again}`")


# --- what is only suggested ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("field: 政务服务", "field: 基层治理"),
        ("years: '2021'", "years: 2019-2021"),
        ("level: township", "level: county"),
    ],
)
def test_a_value_that_a_person_corrects_is_suggested_no_longer(
    base: Base, old: str, new: str
) -> None:
    page = base.page("one.html", "某镇政务服务一窗受理改革")
    html = page.read_text("utf-8").replace("到年底", "到2021年底")
    page.write_text(html, "utf-8")
    base.run("add", page, "--slug", "one")
    path = base.articles / "one.md"
    text = path.read_text("utf-8")
    assert old in text, text
    key = old.partition(":")[0]
    (whole,) = load(Project.of(base.articles)).whole
    assert key in whole.suggested
    path.write_text(text.replace(old, new), "utf-8")
    (whole,) = load(Project.of(base.articles)).whole
    assert key not in whole.suggested
    assert set(whole.suggested) == {"field", "years", "level"} - {key}
    assert f"`{key}`" not in base.run("check", "--format", "lines").stdout
    base.run("tidy")
    assert f"- {key}\n" not in path.read_text("utf-8")


def test_the_parts_of_an_article_have_years_of_their_own(base: Base) -> None:
    sections = (
        Section(Theme.MEASURES, "甲縣做法", (Paragraph("甲縣2012年建窗口。"),)),
        Section(Theme.MEASURES, "乙縣做法", (Paragraph("乙縣2015年建窗口。"),)),
    )
    base.article("two", years="2012-2015", suggested=("years",), sections=sections)
    result = _run("split", "two", "measures2", "second", "--articles", base.articles)
    assert result.exit_code == 0, result.output
    first, _ = read_article(base.articles / "two.md")
    second, _ = read_article(base.articles / "second.md")
    assert first
    assert second
    assert (first.years, second.years) == ("2012", "2015")
    assert second.region == Region("四川省成都市", "510100")
    assert {"years", "region"} <= set(second.suggested)
    assert "region" not in first.suggested


# --- one line, one thing to do ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全縣1200\ufffd\ufffd\ufffd戶。", "R008"),
        ("鍒颁細鐨勪唬琛紝鍏ㄤ綋鐨勫共閮紝閮芥槸銆\ufffd", "R009"),
    ],
)
def test_a_broken_line_has_one_code(base: Base, text: str, code: str) -> None:
    base.article("one", sections=(Section(Theme.RESULTS, "實踐成效", (Paragraph(text),)),))
    result = base.run("check", "--format", "lines").stdout
    assert [item for item in ("R008", "R009") if item in result] == [code]


@pytest.mark.parametrize("title", ["学校", "住房", "枚一枚"])
def test_a_file_too_short_to_show_its_encoding_is_named_and_not_rewritten(
    base: Base, title: str
) -> None:
    base.article("one")
    path = base.folder / "casebook.toml"
    content = f'title = "{title}"\n'.encode("gb18030")
    path.write_bytes(content)
    problems = load(Project.of(base.articles)).problems
    assert [item.file for item in problems if item.code is Code.ENCODING_DOUBTFUL]
    assert " F034 " in _run("tidy").stderr
    assert path.read_bytes() == content
