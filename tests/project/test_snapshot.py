"""One snapshot: every file of a knowledge base is read by it, and none can break it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import article

from casebook import resources
from casebook.cli import main
from casebook.files import sha256_of
from casebook.knowledge import build
from casebook.library import dump
from casebook.problems import Code, Severity
from casebook.project import Project, load, load_rules
from casebook.records import Picture, Section, Theme


@pytest.fixture(autouse=True)
def _no_overlay() -> Iterator[None]:
    """Leave no data files of one test to the next."""
    with resources.use(resources.EMPTY):
        yield


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the folder of a knowledge base with one article."""
    folder = tmp_path / "my cases"
    (folder / "articles").mkdir(parents=True)
    (folder / "casebook.toml").write_text('title = "我的案例"\n', "utf-8")
    (folder / "articles" / "one.md").write_text(dump(article("one")), "utf-8")
    return folder


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nothing-there")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _not_utf8(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\xfd")


def _nonsense(path: Path) -> None:
    path.write_text("= 一 [\n", "utf-8")


SIDE_FILES = (
    "casebook.toml",
    "articles/corrections.toml",
    "articles/glossary.toml",
    "articles/exceptions.tsv",
    "articles/ledger/one.json",
    "articles/overrules/one.txt",
    "articles/two.md",
    "data/fields.toml",
    "data/clean/advertising.toml",
)
DAMAGE = (_folder, _dangling, _pipe, _not_utf8, _nonsense)
# A folder where a folder of files is walked is no file of it.
FINE = {("articles/overrules/one.txt", _folder), ("data/fields.toml", _folder)}
FINE |= {("data/clean/advertising.toml", _folder)}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", SIDE_FILES)
def test_a_file_that_cannot_be_read_is_a_problem_with_its_name(
    base: Path, name: str, damage: Callable[[Path], None]
) -> None:
    path = base / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    damage(path)
    snapshot = load(Project.of(base / "articles"))
    results = [problem for problem in snapshot.problems if problem.file == path.as_posix()]
    assert results or (name, damage) in FINE
    # Without its ledger an article is whole; what is no file is no article.
    light = {item.code for item in results if item.code.severity is not Severity.ERROR}
    assert light <= {Code.LEDGER_BROKEN, Code.NO_ARTICLE_FILE}
    assert [entry.slug for entry in snapshot.articles] == ["one"]
    assert len(snapshot.casebook.cases) == 1
    for verb in (["check"], ["proofread"], ["convert"], ["add", str(base / "missing.html")]):
        result = CliRunner().invoke(main, [*verb, "--articles", str(base / "articles")])
        assert result.exception is None or isinstance(result.exception, SystemExit), verb
        if results and verb[0] in ("check", "proofread", "convert"):
            assert result.exit_code == (0 if light else 1)
            said = result.stdout if verb[0] == "check" else result.stderr
            assert path.as_posix() in said, verb


def test_everything_is_in_the_snapshot(base: Path) -> None:
    articles = base / "articles"
    shown = Section(Theme.MEASURES, "創新舉措", (Picture("圖", file="tree.jpg"),))
    text = dump(replace(article("one"), sections=(shown,)))
    (articles / "one.md").write_text(text, "utf-8")
    files = {
        "corrections.toml": '[terms]\nadd = ["圖"]\n',
        "glossary.toml": '[[term]]\nterm = "圖"\ndefinition = "一張圖。"\n',
        "exceptions.tsv": "zh-Hans-CN\tone\t圖\t圖\n",
        "overrules/one.txt": "+ 留下\n- 刪去\n",
        "ledger/one.json": (
            '{"article_sha256": "", "removals": [], "repairs": [], "steps": ["read"]}'
        ),
        "pictures/one/tree.jpg": "tree",
        "../docs/about.md": "# 關於\n",
        "../docs/cases/made.md": "---\ncasebook_script: Hant\n---\n",
        "../docs/made.md": "---\ncasebook_script: Hant\n---\n",
        "../data/fields.toml": '[[field]]\nkey = "water"\nname = "水利"\nhints = ["水庫"]\n',
    }
    for name, content in files.items():
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text(content, "utf-8")
    snapshot = load(Project.of(articles))
    assert snapshot.problems == ()
    assert snapshot.settings.title == "我的案例"
    assert snapshot.texts == {"one": text}
    assert snapshot.sums == {"one": sha256_of(text.encode())}
    assert snapshot.corrections.terms.add == ("圖",)
    assert snapshot.glossary.term[0].definition == "一張圖。"
    assert [ruling.after for ruling in snapshot.overrides.rulings] == ["圖"]
    assert snapshot.rules.overrules["one"].keep == {"留下"}
    assert b'"steps"' in snapshot.ledgers["one"]
    assert snapshot.pictures == {("one", "tree.jpg"): articles / "pictures" / "one" / "tree.jpg"}
    light = load(Project.of(articles), texts=False)
    assert light.texts == {}  # they are a fourth of what an article takes in memory
    assert (light.sums, light.pictures) == (snapshot.sums, snapshot.pictures)
    assert snapshot.handwritten == ("about",)
    assert snapshot.overlay.get("fields.toml") == files["../data/fields.toml"]
    assert [term.text for term in snapshot.casebook.terms] == ["圖"]


def test_a_knowledge_base_is_the_folder_above_its_articles(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "casebook.toml").write_text('title = "檢出"\n', "utf-8")
    monkeypatch.chdir(checkout)
    own = Project.of(base / "articles")
    assert (own.settings_file, own.data, own.docs) == (
        base / "casebook.toml",
        base / "data",
        base / "docs",
    )
    assert load_rules(own).settings.title == "我的案例"
    (base / "casebook.toml").unlink()
    other = Project.of(base / "articles")
    assert (other.settings_file, other.data, other.docs) == (
        Path("casebook.toml"),
        base / "data",
        Path("docs"),
    )
    assert load_rules(other).settings.title == "檢出"
    # Articles of its own have their licence and title for themselves.
    (checkout / "articles").mkdir()
    apart = Project.of(base / "articles")
    assert (apart.settings_file, apart.docs) == (base / "casebook.toml", base / "docs")
    assert load_rules(apart).settings.title != "檢出"
    assert Project.of(Path("articles")).settings_file == Path("casebook.toml")
    chosen = Project.of(base / "articles", tmp_path / "other.toml", tmp_path / "pages")
    assert (chosen.settings_file, chosen.docs) == (tmp_path / "other.toml", tmp_path / "pages")


def test_nothing_is_annotated_until_it_is_asked_for(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "scan", None)
    snapshot = load(Project.of(base / "articles"))
    assert len(snapshot.articles) == 1
    with pytest.raises(TypeError):
        _ = snapshot.casebook


def test_one_build_annotates_each_article_once(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of a build loads the knowledge base; only the first one computes."""
    scanned: list[str] = []
    scan = build.scan

    def counted(item: object, *others: object) -> object:
        scanned.append(item.slug)  # type: ignore[attr-defined]
        return scan(item, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "scan", counted)
    (base / "articles" / "two.md").write_text(dump(article("two")), "utf-8")
    cache = base / "build" / "cache" / "annotations"
    parts = [load(Project.of(base / "articles"), cache).casebook for _ in range(5)]
    assert scanned == ["one", "two"]
    assert parts == [load(Project.of(base / "articles")).casebook] * 5
    scanned.clear()
    (base / "articles" / "two.md").write_text(dump(article("two", title="改了")), "utf-8")
    edited = load(Project.of(base / "articles"), cache).casebook
    assert scanned == ["two"]
    assert edited == load(Project.of(base / "articles")).casebook


# What Python runs first in the processes of Sphinx: there nothing may be left to compute.
_NOTHING_TO_DO = """
from casebook.knowledge import build, links

def refuse(*arguments):
    raise SystemExit("computed twice")

build.scan = build._joined = links.find_answers = refuse
"""


def test_the_processes_of_one_build_compute_nothing_again(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program annotates; Sphinx, once for each edition and product, reads what it saved."""
    start = tmp_path / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(_NOTHING_TO_DO, "utf-8")
    path = os.pathsep.join([str(start), os.environ.get("PYTHONPATH", "")])
    joined: list[int] = []
    join = build._joined

    def counted(results: Sequence[object], *others: object) -> object:
        joined.append(len(results))
        return join(results, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "_joined", counted)
    monkeypatch.setenv("PYTHONPATH", path)
    words = ["--articles", str(base / "articles"), "--build", str(base / "build")]
    result = CliRunner().invoke(main, ["build", "html", "epub", *words])
    assert result.exit_code == 0, result.output
    assert joined == [1]
    assert (base / "build" / "cache" / "annotations" / "one.msgpack").is_file()
    # Without what was saved Sphinx must compute, which is refused there.
    monkeypatch.setattr("casebook.cli.build.annotations_cache", lambda _: None)
    result = CliRunner().invoke(main, ["build", "html", *words])
    assert result.exit_code == 1
    monkeypatch.undo()
    result = CliRunner().invoke(main, ["clean", "--build", str(base / "build")])
    assert result.exit_code == 0
    assert not (base / "build").exists()
