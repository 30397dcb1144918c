"""What is said at the terminal is in the language of the person; codes are the same in all."""

from __future__ import annotations

import ast
import inspect
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from unicodedata import east_asian_width

import click
import pytest
from click.testing import CliRunner
from tests.cli.conftest import Base
from tests.conftest import ROOT
from tests.source_code import nodes

import casebook
from casebook.cli import main
from casebook.cli.confirm import KEYS
from casebook.ingest.alarm import problems_of
from casebook.knowledge import read_corrections
from casebook.library import front_matter, parse
from casebook.messages import (
    _REASONS,
    DOMAIN,
    LOCALES,
    current,
    locale_of,
    named,
    say_detail,
    say_problem,
    say_reason,
    speaking,
)
from casebook.problems import Code, Problem
from casebook.records import Alarm, Loss, Script
from casebook.settings import Settings
from casebook.settings_text import commented_settings
from casebook.starter import starter_files
from casebook.text.catalogue import messages
from casebook.text.detect import detect_script
from casebook.themes import themes

_NAMES = re.compile(r"\{\w*(?:!r)?\}|%\(\w+\)s")


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({}, ""),
        ({"LANG": "en_GB.UTF-8"}, ""),
        ({"LANG": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_HK"}, "zh_TW"),
        ({"LANG": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "zh_SG.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, ""),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh_TW"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_TW"}, ""),
    ],
)
def test_the_language_of_the_environment(
    environment: dict[str, str], locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert current() == locale


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("Chinese (Simplified)_China", "zh_CN"),
        ("Chinese (Traditional)_Taiwan", "zh_TW"),
        ("zh-Hant-HK", "zh_TW"),
        ("English_United States", ""),
        ("zhuang", ""),
    ],
)
def test_names_that_systems_give_to_languages(name: str, locale: str) -> None:
    assert locale_of([name]) == locale


def _said() -> Iterator[str]:
    """Yield every message that the program says."""
    for code in Code:
        yield from (code.meaning, code.remedy)
    yield from (entry.metadata["meaning"] for entry in fields(Settings))
    for verb in main.commands.values():
        yield from (inspect.cleandoc(verb.help or ""), verb.short_help or "")
        yield from (
            param.help for param in verb.params if isinstance(param, click.Option) and param.help
        )
    for path in sorted((ROOT / "tools" / "casebook").rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "counted"}:
                texts = [item.value for item in node.args if isinstance(item, ast.Constant)]
                yield from (text for text in texts if isinstance(text, str))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_in_every_catalogue(locale: str) -> None:
    there = messages(locale, DOMAIN)
    assert sorted(set(_said()) - there.keys()) == []


_KEYS: dict[str, Iterable[str]] = {
    "theme": themes(),
    "key": KEYS,
    "script": [script.value for script in Script],
    "argument": {
        part.strip("[].")
        for verb in main.commands.values()
        for param in verb.params
        for part in (
            param.metavar or ("" if isinstance(param, click.Option) else (param.name or "").upper())
        ).split()
        if not isinstance(param.type, click.Choice)
    },
    "value": {
        param.type.name
        for verb in main.commands.values()
        for param in verb.params
        if not isinstance(param.type, click.types.BoolParamType | click.Choice | click.DateTime)
    },
}
"""What a file calls by a key that has a name, by its kind."""

# What click says to those who program with it, or where Casebook asks for nothing of the kind.
_NOT_SAID = re.compile(
    r"DeprecationWarning|Did you mean to declare|Could not determine|Arguments take exactly|"
    r"defined twice|same flag|Value must be an iterable|Windows error|Editing failed|"
    r"shell completion|Shell completion|start character|standard stream|valid UUID|valid boolean|"
    r"not executable|Takes |values are required|values are|color|two entered values|"
    r"Do you want to continue|Confirm the action|Repeat for|Press any key|invalid input|"
    r"^d$|^Choice|^Missing parameter: |^Missing \{"
)


def _said_by_click() -> Iterator[str]:
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                texts = [item.value for item in node.args[:2] if isinstance(item, ast.Constant)]
                yield from (str(text) for text in texts if not _NOT_SAID.search(str(text)))


@pytest.mark.parametrize("locale", LOCALES)
def test_what_click_says_is_in_every_catalogue(locale: str) -> None:
    said = set(_said_by_click())
    assert len(said) > 30
    assert sorted(said - messages(locale, DOMAIN).keys()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["withdraw"], ["用法：", "錯誤：缺少參數", "查看說明"]),
        (["nonsense"], ["沒有 'nonsense' 這個命令。"]),
        (["add", "--nonsense", "x"], ["沒有 '--nonsense' 這個選項。"]),
        (["undo", "x"], ["多出一個參數（x）"]),
        (["undo", "x", "y"], ["多出幾個參數（x y）"]),
        (["edit", "--port", "x"], ["'--port' 的值不對：'x' 不是整數"]),
        (["add", "x", "--date", "1"], ["'--date' 的值不對：日期要寫成 2026-01-02"]),
        (["add", "x", "--date", "2026-02-30"], ["日期要寫成 2026-01-02"]),
        (["withdraw"], ["錯誤：缺少參數 '短名'。\n"]),
        (["add"], ["錯誤：缺少參數 '檔案...'。\n"]),
        (["chek"], ["沒有 'chek' 這個命令。是不是 'check'？"]),
        (["add", "--exlain", "x"], ["沒有 '--exlain' 這個選項。是不是 "]),
        (["add", "x", "--slug", "X"], ["的值不對：短名只用"]),
        (["--help"], ["用法：", "選項", "命令", "顯示版本。", "顯示這段說明。"]),
        (["convert", "--help"], ["預設：", "選項", "顯示這段說明。"]),
        (["bodies", "--name", "x"], ["錯誤：--name 要與 --accept 同用"]),
    ],
)
def test_a_wrong_call_is_answered_in_the_language_of_the_person(
    arguments: list[str], words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    english = CliRunner().invoke(main, arguments)
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    chinese = CliRunner().invoke(main, arguments)
    assert english.exit_code == chinese.exit_code == (0 if "--help" in arguments else 2)
    for word in words:
        assert word in chinese.output
    assert not re.search(r"[\u4e00-\u9fff]", english.output)


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_fill_in_the_same_names_and_are_in_their_script(locale: str) -> None:
    script = {"zh_TW": "Hant", "zh_CN": "Hans"}[locale]
    for message, text in messages(locale, DOMAIN).items():
        # Values of a detail may stand in another order: {1} is the second of its {}.
        in_order = re.sub(r"\{\d\}", "{}", text)
        assert sorted(_NAMES.findall(message)) == sorted(_NAMES.findall(in_order)), message
        # Commands and options are typed as they are.
        for typed in re.findall(r"`casebook [a-z]+", message):
            assert typed in text, message
        assert detect_script(text) in {None, script}, text


@pytest.mark.parametrize("locale", LOCALES)
def test_no_paragraph_of_help_is_broken_into_lines(locale: str) -> None:
    # click would join them with a space, in the middle of a sentence without spaces.
    helps = [
        messages(locale, DOMAIN)[inspect.cleandoc(v.help or "")] for v in main.commands.values()
    ]
    assert [text for text in helps if re.search(r"[^\n]\n[^\n]", text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_has_no_message_that_nothing_says(locale: str) -> None:
    said = {
        form
        for package in (casebook, click)
        for path in Path(package.__path__[0]).rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for form in (node.value, inspect.cleandoc(node.value))
    }
    # Details, and what is wrong with TOML, are put together with values and places.
    parts = re.compile(r"\{\}|\(at ")
    keys = {f"{kind} {key}" for kind, keys in _KEYS.items() for key in keys}
    whole = {message for message in messages(locale, DOMAIN) if not parts.search(message)}
    meanings = {item.metadata["meaning"] for item in fields(Settings)}
    assert whole <= said | meanings | keys


def test_a_problem_in_the_language_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(Code.FRONT_MATTER_REQUIRED, "a.md", 2, "Add `title:`.")
    assert say_problem(problem) == str(problem)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert say_problem(problem) == "a.md:2: F006 文件头缺少每篇文章必有的字段。请加上 `title:`。"
    assert say_detail("`years` must be six digits.") == "`years` 应为六位数字。"
    assert say_detail("words that nobody knows") == "words that nobody knows"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_system_refuses_is_said_by_its_number(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    for number in _REASONS:
        said = say_reason(os.strerror(number))
        assert not re.search("[a-z]", said), said
        for detail, whole in (
            (os.strerror(number), said),
            (f"({os.strerror(number)})", f"（{said}）"),
            (f"(NOT-CURRENT.txt: {os.strerror(number)})", f"（NOT-CURRENT.txt: {said}）"),
            (str(OSError(number, os.strerror(number), "甲.md")), f"{said}: '甲.md'"),
        ):
            assert say_detail(detail) == whole
    assert say_detail("What he said: Permission denied, and so on") == (
        "What he said: Permission denied, and so on"
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["corrections.toml", "front matter", "json"])
def test_what_libraries_say_is_a_quotation_at_most(
    name: str, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    details: list[str] = []
    if name == "corrections.toml":
        for content in (b"x = [1", b"[terms]\nadd = 3", b"other = 1", b'[[policy]]\nurl = "x"'):
            details += (item.detail for item in read_corrections(content, name)[1])
        assert len(details) == 4
    elif name == "front matter":
        lines = ("a: [1", "a: 'x", "a: b: c", 'a: "\\q"', "\ta: b", "- a\nb: 1", "%a", "a: >x")
        for line in lines:
            _, problems = parse(f"---\n{line}\n---\n\n字", "a", "a.md")
            details.append(problems[0].detail)
    else:
        details = ["(Expecting value: line 1 column 1 (char 0))"]
    for detail in details:
        said = say_detail(detail)
        assert re.sub("`[^`]*`|[「“][^」”]*[」”]", "", said) != detail
        left = re.sub("`[^`]*`|[「“].*?[」”]", "", said)
        assert not re.search("[A-Za-z]{2,}", left), said


_CALL = re.compile(r"`casebook ([a-z]+)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_OTHERS = {"--headless", "--convert-to"}
"""Options of another program, LibreOffice."""


@pytest.mark.parametrize("code", Code, ids=lambda code: code.code)
def test_what_to_do_can_be_done_in_any_knowledge_base(code: Code) -> None:
    """One that `casebook new` made has neither the pages about the program nor its Makefile."""
    known = {Path(name).name for name in starter_files("題目")}
    options = {name for verb in main.commands.values() for p in verb.params for name in p.opts}
    for text in (code.meaning, code.remedy):
        assert not re.search(r"\bdocs/|\bmake (html|pdf|serve|test)|[A-Z]{2,}=", text), text
        assert {*re.findall(r"[\w-]+\.md\b", text)} <= known, text
        assert {*_CALL.findall(text)} <= {*main.commands}, text
        assert {*_OPTION.findall(text)} <= options | _OTHERS, text
        for locale in LOCALES:
            said = messages(locale, DOMAIN)[text]
            assert {*_CALL.findall(said)} == {*_CALL.findall(text)}, said
            assert {*_OPTION.findall(said)} == {*_OPTION.findall(text)}, said


def _forms_of_values() -> Iterator[str]:
    """Yield what the reader of front matter says that a value must be."""
    source = inspect.getsource(front_matter)
    for node in ast.walk(ast.parse(source)):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and called in {"_wrong", "_matching"}:
            last = node.args[-1]
            if isinstance(last, ast.Constant):
                yield str(last.value)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_of_a_value_is_said_in_chinese(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = {*_forms_of_values()}
    assert {"six digits", "a number from 1"} <= forms
    assert sorted(forms - messages(locale, DOMAIN).keys()) == []
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    said = say_detail("`level` must be one of national, province.")
    assert re.fullmatch("`level` (应为|應為)其中之一：national, province。", said)


def test_a_page_has_its_language_whatever_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with speaking("zh-Hans-CN"):
        assert current() == "zh_CN"
        with speaking("zh-Hant-HK"):
            assert current() == "zh_TW"
        assert current() == "zh_CN"
    assert current() == ""


@pytest.mark.parametrize(
    ("locale", "script"), [("zh_CN", "Hans"), ("zh_TW", "Hant"), ("en_GB", "Hant")]
)
def test_defaults_in_chinese_are_in_the_script_of_the_person(
    locale: str, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    title = {"Hans": "改革案例库", "Hant": "改革案例庫"}[script]
    assert title in CliRunner().invoke(main, ["new", "--help"]).output
    table = CliRunner().invoke(main, ["settings"]).output
    assert f'`"{title}"`' in table
    for text in (table, commented_settings({"title": "某庫"})):
        leads = [line for line in text.splitlines() if "各地改革案例" in line]
        assert [detect_script(line.partition("各地")[2].partition('"')[0]) for line in leads] == [
            script
        ]
    assert 'title = "某庫"' in commented_settings({"title": "某庫"})


def test_what_became_of_paragraph_ids_is_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    said = say_detail("measures-p2 is new, body is back, a is part of b, c is gone, d was edited")
    assert said == "measures-p2 是新的，body 恢复，a 并入 b，c 不再有，d 改过"
    assert say_detail("body was edited") == "body 改过"
    assert say_detail("body was edited, words that nobody knows").startswith("body")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_theme_and_key_has_a_name(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    for kind, keys in _KEYS.items():
        for key in keys:
            assert re.fullmatch(rf"[\u4e00-\u9fff-]+ {key}", named(kind, key))
    assert named("theme", "unheard") == "unheard"


def test_verbs_speak_the_language_of_the_person(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.article("one", suggested=("field",))
    (base.articles / "broken.md").write_text("---\ntitle: 題目\n", "utf-8")
    english = base.run("check")
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    chinese = base.run("check")
    assert english.exit_code == chinese.exit_code == 1
    codes = re.compile(r"\b[A-Z]\d{3}\b")
    assert codes.findall(english.stdout) == codes.findall(chinese.stdout)
    assert chinese.stdout.splitlines()[-1] == "共 1 篇文章：1 處錯誤，0 處警告，1 處提示"
    shown = CliRunner().invoke(main, ["withdraw", "--help"]).output
    assert "撤下" in shown
    assert "casebook withdraw" in shown.replace("main", "casebook")


def test_a_cut_in_another_file_is_said_in_chinese_throughout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    alarms = [Alarm(285, "句子", loss) for loss in Loss]
    for problem in problems_of(alarms, "a.md", 1, "网页.html"):
        assert "行 285，见 网页.html：句子" in say_detail(problem.detail)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_to_nothing_is_said_in_chinese(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    assert not re.search("[A-Za-z]", say_detail("It is a link that leads nowhere."))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verb", main.commands)
def test_usage_is_in_the_language_of_the_person(
    verb: str, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = CliRunner().invoke(main, [verb, "--help"]).output
    assert "[OPTIONS]" in english
    assert not re.search(r"[\u4e00-\u9fff]", english.split("\n\n", maxsplit=1)[0])
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    chinese = CliRunner().invoke(main, [verb, "--help"]).output
    usage = " ".join(chinese.split("\n\n", maxsplit=1)[0].split())
    assert re.search(r" \[(選項|选项)\]", usage)
    # What is left in Latin letters is typed: the verb, the words that an argument may be.
    choices = {
        str(choice)
        for param in main.commands[verb].params
        if isinstance(param.type, click.Choice)
        for choice in param.type.choices
    }
    assert set(re.findall("[A-Za-z]+", usage)) <= {"main", verb} | choices
    taken = re.findall(r"^  (?:-\w, )?--[a-z-]+ (.+?)(?:  |$)", chinese, re.MULTILINE)
    names = [shown for shown in taken if not shown.startswith("[")]
    assert [name for name in names if re.search("[A-Z]", name)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_help_calls_arguments_as_the_usage_does(locale: str) -> None:
    for verb in main.commands.values():
        text = messages(locale, DOMAIN)[inspect.cleandoc(verb.help or "")]
        names = {
            (param.name or "").upper() for param in verb.params if isinstance(param, click.Argument)
        }
        assert names.isdisjoint(re.findall("[A-Z]+", text)), verb.name


@pytest.mark.parametrize("locale", LOCALES)
def test_what_options_do_stands_in_one_column(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}.UTF-8")
    shown = CliRunner().invoke(main, ["withdraw", "--help"]).output
    lines = [line for line in shown.splitlines() if re.match("  -", line)]
    heads = [re.match(r"  .*?\S  +(?=\S)", line) for line in lines]
    columns = {
        sum(2 if east_asian_width(char) in "WF" else 1 for char in head[0])
        for head in heads
        if head
    }
    assert len(lines) == len(heads) == 5
    assert len(columns) == 1
