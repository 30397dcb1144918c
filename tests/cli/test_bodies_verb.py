"""Names that may be bodies are listed, never printed as facts, until a person decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from casebook.cli import main
from casebook.project import Project, load

ARTICLE = (
    "---\ntitle: 试点\nscript: Hans\nregion: 武平县\nregion_code: '350824'\n---\n\n## 改革背景\n\n"
    "卫生局派人调研，专案监督办公室和滨海发展促进中心参加。\n"
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "shi-dian.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["bodies", *arguments])
    return result.exit_code, result.output


def _names(articles: Path) -> list[str]:
    return [body.name for body in load(Project.of(articles)).casebook.organisations]


def _listed(articles: Path) -> list[str]:
    status, output = _run("--articles", str(articles))
    assert status == 0
    return [line.split("[")[1] for line in output.splitlines() if line.startswith("shi-dian#")]


def test_names_are_listed_with_the_full_name_and_are_no_facts(articles: Path) -> None:
    assert _listed(articles) == [
        "卫生局]派人调研，专案监 → 武平县卫生局",
        "专案监督办公室]和滨海发展促进中 → 专案监督办公室",
        "滨海发展促进中心]参加。 → 滨海发展促进中心",
    ]
    assert _names(articles) == []


def test_a_name_that_is_accepted_becomes_a_body_and_is_listed_no_more(articles: Path) -> None:
    status, _ = _run("--articles", str(articles), "--accept", "shi-dian#background-p1:1")
    assert status == 0
    assert _names(articles) == ["武平县卫生局"]
    assert len(_listed(articles)) == 2


def test_a_person_may_give_another_full_name(articles: Path) -> None:
    place = "shi-dian#background-p1:2"
    status, _ = _run("--articles", str(articles), "--accept", place, "--name", "北部专案办公室")
    assert status == 0
    assert _names(articles) == ["北部专案办公室"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中共武平县委办公室", "party"),
        ("武平县人民法院", "court"),
        ("北部专案办公室", "government"),
    ],
)
def test_the_kind_of_body_is_that_of_its_full_name(articles: Path, name: str, kind: str) -> None:
    place = "shi-dian#background-p1:2"
    _run("--articles", str(articles), "--accept", place, "--name", name)
    assert [body.kind for body in load(Project.of(articles)).casebook.organisations] == [kind]


def test_a_name_that_is_rejected_is_listed_no_more(articles: Path) -> None:
    assert _run("--articles", str(articles), "--reject", "shi-dian#background-p1:3")[0] == 0
    assert len(_listed(articles)) == 2
    assert _names(articles) == []


def test_what_stands_in_the_corrections_stays(articles: Path) -> None:
    file = articles / "corrections.toml"
    file.write_text("# Mine.\n[terms]\ndrop = ['某词']\n", encoding="utf-8")
    _run("--articles", str(articles), "--accept", "shi-dian#background-p1:1")
    assert file.read_text(encoding="utf-8") == (
        "# Mine.\n[terms]\ndrop = ['某词']\n\n[[body]]\ncase = \"shi-dian\"\n"
        'paragraph = "background-p1"\ntext = "卫生局"\nname = "武平县卫生局"\n'
        'kind = "government"\n'
    )


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("shi-dian#background-p1:9", "A003"),
        ("shi-dian#background-p1:0", "A003"),
        ("shi-dian#nowhere:1", "A003"),
        ("x", "A003"),
        ("nobody#background-p1:1", "E006"),
    ],
)
def test_a_place_that_is_not_listed_is_an_error(articles: Path, place: str, code: str) -> None:
    status, output = _run("--articles", str(articles), "--accept", place)
    assert status == 1
    assert f" {code} " in output
    assert not (articles / "corrections.toml").exists()


def test_a_broken_file_of_corrections_is_left_alone(articles: Path) -> None:
    (articles / "corrections.toml").write_text("[terms\n", encoding="utf-8")
    status, output = _run("--articles", str(articles), "--accept", "shi-dian#background-p1:1")
    assert status == 1
    assert " A003 " in output
    assert (articles / "corrections.toml").read_text(encoding="utf-8") == "[terms\n"


def test_options_that_do_not_go_together_are_refused(articles: Path) -> None:
    assert _run("--articles", str(articles), "--accept", "x", "--reject", "y")[0] == 2
    assert _run("--articles", str(articles), "--name", "甲局")[0] == 2
