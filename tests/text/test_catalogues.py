"""The words of the interface: each is in the catalogue of an edition, or reads right converted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.text.interface import interface_words, literals

from casebook import resources
from casebook.knowledge.fields import fields
from casebook.records import Edition, Script
from casebook.text import engine, to_edition
from casebook.text.catalogue import N_, messages
from casebook.text.editions import edition_of, editions_of, known_tags
from casebook.text.printer import Printer

EVERY = pytest.mark.parametrize("edition", editions_of(known_tags()), ids=str)
# What Taiwan calls otherwise than the mainland; conversion changes the characters alone.
_TAIWAN = re.compile("搜尋|載入|列印|檔|剪貼簿|程式|設定|目次|資料|連到|滑鼠|螢幕|軟體|影片|視窗")

# What Hong Kong calls otherwise than Taiwan, beside the characters that it writes otherwise.
_NOT_HONG_KONG = re.compile("軟體|硬體|網路|數位|印表機|目次|線上")


def test_the_words_of_the_interface_are_found() -> None:
    results = interface_words()
    # One of each kind: a table, a call, a template, the book.
    assert {"一次最多比較四個案例。", "無日期", "上一頁", "指標表"} <= results.keys()
    assert N_("搜尋") == "搜尋"


def test_words_that_the_mainland_calls_otherwise_are_in_its_catalogue() -> None:
    results = messages("zh_CN")
    wanted = {word for word in interface_words() if _TAIWAN.search(word)}
    assert len(wanted) > 10
    assert wanted <= results.keys()


def test_words_that_hong_kong_writes_otherwise_are_in_its_catalogue() -> None:
    forms = engine.forms(edition_of("zh-Hant-HK"))
    words = {*interface_words(), *literals(), *(field.name for field in fields())}
    differing = {word for word in words if forms(word) != word}
    assert differing
    differing |= {word for word in words if _NOT_HONG_KONG.search(word)}
    assert differing <= messages("zh_HK").keys()
    assert not [said for said in messages("zh_HK").values() if _NOT_HONG_KONG.search(said)]


@EVERY
def test_a_catalogue_has_no_word_that_the_program_does_not_say(edition: Edition) -> None:
    said = {*interface_words(), *literals(), *(field.name for field in fields())}
    assert messages(edition.locale).keys() <= said


@EVERY
def test_a_translation_fills_in_the_same_names_and_is_in_the_script_of_the_edition(
    edition: Edition,
) -> None:
    names = re.compile(r"\{\w+\}")
    for word, said in messages(edition.locale).items():
        assert sorted(names.findall(word)) == sorted(names.findall(said))
        if edition.script is Script.HANS:
            assert to_edition(said, edition, script=Script.HANT) == said
            # What conversion says anyway needs no entry.
            assert to_edition(word, edition, script=Script.HANT) != said


def test_the_printer_takes_the_catalogue_and_converts_what_it_lacks() -> None:
    said = {item.tag: Printer(item).interface for item in editions_of(known_tags())}
    assert said["zh-Hans-CN"]("列印") == "打印"
    assert said["zh-Hans-CN"]("小標題") == "小标题"
    assert said["zh-Hant-HK"]("醫療衛生") == "醫療衞生"
    assert said["zh-Hant-HK"]("小標題") == "小標題"
    assert said["zh-Hant-TW"]("列印") == "列印"


def test_a_language_of_the_interface_is_added_by_adding_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "locale" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr ""\n\nmsgid "列印"\nmsgstr "Print"\n\nmsgid "搜尋"\nmsgstr ""\n'
    text += '\n#, fuzzy\nmsgid "移除"\nmsgstr "Remove"\n'
    (folder / "casebook.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    assert messages("xx") == {"列印": "Print"}


def test_no_code_and_no_template_says_a_word_for_one_script_alone() -> None:
    """Words are chosen by catalogues: nothing asks for the script to choose between two."""
    forbidden = re.compile(r"casebook_text\([^)]*,|simplified else|else simplified")
    for path in (ROOT / "tools" / "casebook").rglob("*"):
        if path.suffix in {".py", ".html"}:
            assert not forbidden.search(path.read_text(encoding="utf-8")), path
