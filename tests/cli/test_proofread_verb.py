"""A person's rulings on conversion are kept and obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.editions import TRADITIONAL

from casebook.cli import main
from casebook.cli.proofread import lines
from casebook.messages import speaking
from casebook.project import Project, load
from casebook.text.article_scripts import PlacedChoice, ordered
from casebook.text.choices import Choice

ARTICLE = "---\ntitle: 试点\nscript: Hans\n---\n\n## 改革背景\n\n据材料，镇里看得见问题。\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "shi-dian.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["proofread", *arguments])
    return result.exit_code, result.output


def test_a_ruling_is_kept_and_reaches_the_printer(articles: Path) -> None:
    status, output = _run("--articles", str(articles), "--all")
    assert status == 0
    listed = [line for line in output.splitlines() if "background-p1" in line]
    (wanted,) = [number for number, line in enumerate(listed, 1) if "[里→裡]" in line]
    place = f"shi-dian#background-p1:{wanted}"
    status, _ = _run("--articles", str(articles), "--all", "--reject", place, "里")
    assert status == 0
    status, output = _run("--articles", str(articles), "--all")
    assert "[里→裡]" not in output
    printer = load(Project.of(articles)).printer(TRADITIONAL.tag)
    (ruled,) = printer.wording.overrides.rulings
    assert printer.quoted(ruled.before, "shi-dian") == ruled.after
    assert "里" in ruled.after


def test_editions_with_lines_of_their_own_are_named(articles: Path) -> None:
    (articles / "shi-dian.md").write_text(ARTICLE + "\n山路长12里。\n", encoding="utf-8")
    (articles.parent / "casebook.toml").write_text('editions = ["zh-Hans-CN", "zh-Hant-TW"]\n')
    _, output = _run("--articles", str(articles))
    assert "casebook proofread --edition zh-Hant-TW" in output
    _, listed = _run("--articles", str(articles), "--edition", "zh-Hant-TW")
    assert f"({len(listed.splitlines())})" in output
    assert "--edition" not in listed


def test_lines_name_what_no_word_decided_first() -> None:
    decided = PlacedChoice("a", "p1", Choice(2, "干", "幹", ("乾", "干"), "好", "部", "群組"))
    ruled = PlacedChoice("a", "p1", Choice(2, "干", "幹", ("乾",), "好", "部", "exception"))
    opened = PlacedChoice("a", "p2", Choice(0, "后", "后", (), "", "", ""))
    assert [*lines([decided, ruled, opened])] == [
        "a#p2: [后] (no word decides)",
        "a#p1: 好[干→幹]部 (or 乾 干; 群組)",
        "a#p1: 好[干→幹]部 (or 乾; a ruling)",
    ]
    assert ordered([decided, opened, decided]) == (opened, decided, decided)


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh-TW", "(或 裡 哩；沒有詞可以判斷)"), ("zh-CN", "(或 裡 哩；没有词可以判断)")],
)
def test_lines_are_in_the_language_of_the_person(articles: Path, language: str, told: str) -> None:
    (articles / "shi-dian.md").write_text(f"{ARTICLE}\n山路长12里。\n", encoding="utf-8")
    with speaking(language):
        _, output = _run("--articles", str(articles), "--edition", "zh-Hant-TW")
    assert f"shi-dian#background-p2: 山路长12[里]。 {told}" in output.splitlines()


@pytest.mark.parametrize(
    ("place", "file", "line", "code"),
    [
        ("shi-dian#background-p1:99", "/shi-dian.md", 8, "E007"),
        ("shi-dian#background-p1:0", "/shi-dian.md", 8, "E007"),
        ("shi-dian#nowhere:1", "/shi-dian.md", 1, "E007"),
        ("nobody#background-p1:1", "/nobody.md", 1, "E006"),
        ("shi-dian#background-p1", "", 1, "E007"),
        ("x", "", 1, "E007"),
    ],
)
def test_a_place_that_is_not_there_is_an_error(
    articles: Path, place: str, file: str, line: int, code: str
) -> None:
    status, output = _run("--articles", str(articles), "--accept", place)
    assert status == 1
    assert output.startswith(f"{articles.as_posix()}{file}:{line}: {code} ")
    assert not (articles / "exceptions.tsv").exists()


def test_an_article_that_is_not_there_is_an_error(articles: Path) -> None:
    status, output = _run("nobody", "shi-dian", "none", "--articles", str(articles))
    assert status == 1
    reported = [line.split(" ")[:2] for line in output.splitlines() if "E006" in line]
    assert reported == [
        [f"{articles.as_posix()}/{name}.md:1:", "E006"] for name in ("nobody", "none")
    ]
    assert "shi-dian#background-p1: " in output


def test_a_character_that_stands_alone_is_not_ruled_on(articles: Path) -> None:
    path = articles / "shi-dian.md"
    path.write_text(ARTICLE.replace("据材料，镇里看得见问题。", "里"), encoding="utf-8")
    status, output = _run(
        "--articles", str(articles), "--all", "--accept", "shi-dian#background-p1:1"
    )
    assert status == 1
    assert output.startswith(f"{path.as_posix()}:8: E007 ")
    assert not (articles / "exceptions.tsv").exists()


def test_kept_words_hold_for_their_article_only(articles: Path) -> None:
    kept = ARTICLE.replace("script: Hans", "script: Hans\nkeep:\n- 里看")
    (articles / "shi-dian.md").write_text(kept, encoding="utf-8")
    wording = load(Project.of(articles)).wording
    assert wording.fixed("shi-dian", TRADITIONAL) == (("里看", "里看"),)
    assert wording.fixed("", TRADITIONAL) == ()


def test_only_a_chinese_character_can_be_printed_instead(articles: Path) -> None:
    place = "shi-dian#background-p1:1"
    for wrong in ("Q", "里里", "<"):
        status, output = _run("--articles", str(articles), "--all", "--reject", place, wrong)
        assert status == 2
        assert "not one Chinese character" in output
    assert not (articles / "exceptions.tsv").exists()


def test_the_first_edition_of_the_knowledge_base_is_proofread_where_none_is_named(
    articles: Path,
) -> None:
    settings = articles.parent / "casebook.toml"
    settings.write_text('editions = ["zh-Hant-HK", "zh-Hans-CN"]\n', encoding="utf-8")
    status, output = _run("--articles", str(articles), "--all")
    assert status == 0
    assert "[里→裏]" in output
    assert "[里→裡]" not in output
