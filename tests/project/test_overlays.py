"""A knowledge base adds to the word lists, end to end; what is malformed is said and left out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import PAGE, article

from casebook import overlays, resources
from casebook.cli import main
from casebook.ingest.clean import installed
from casebook.ingest.pipeline import clean_page
from casebook.library import dump, read_article
from casebook.problems import Code
from casebook.project import Project, load
from casebook.records import Theme
from casebook.resources import Overlay

FIELD = '[[field]]\nkey = "water"\nname = "水利"\nhints = ["水庫", "灌溉"]\n'
THEME = '[measures]\nheadings = ["老杨的账本"]\n'
SITES = 'sites = ["某网"]\n'
ADVERTISING = 'strong = ["老王优选"]\n'


@pytest.fixture(autouse=True)
def _clean_context() -> Iterator[None]:
    with resources.use(resources.EMPTY):
        yield
    installed.installed_steps.cache_clear()


def _base(folder: Path, **data: str) -> Path:
    """Make a knowledge base; a name as ``clean__advertising`` stands for a file in a folder."""
    (folder / "articles").mkdir(parents=True)
    (folder / "casebook.toml").write_text("", "utf-8")
    for name, text in data.items():
        path = folder / "data" / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _run(verb: str, folder: Path, *arguments: object) -> Result:
    words = [verb, "--articles", str(folder / "articles"), *map(str, arguments)]
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _page(folder: Path, town: str, **words: str) -> Path:
    path = folder / f"{town}.html"
    text = PAGE.format(title=f"{town}一窗受理改革", town=town)
    for before, after in words.items():
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    return path


def _articles(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((folder / "articles").glob("*.md"))]


def test_a_field_is_added(tmp_path: Path) -> None:
    base, other = _base(tmp_path / "one", fields=FIELD), _base(tmp_path / "two")
    for folder in (base, other):
        text = dump(article("dam", field="水利"))
        (folder / "articles" / "dam.md").write_text(text, "utf-8")
        assert _run("convert", folder).exit_code == 0
    page = (base / "docs" / "fields" / "water.md").read_text("utf-8")
    assert "水利" in page
    assert "dam" in page
    assert " L001 " not in _run("check", base, "--format", "lines").stdout
    assert not (other / "docs" / "fields" / "water.md").exists()
    assert " L001 " in _run("check", other, "--format", "lines").stdout


def test_a_field_is_suggested(tmp_path: Path) -> None:
    base = _base(tmp_path / "one", fields=FIELD)
    page = _page(tmp_path, "某镇", 一窗受理="水库灌溉", 窗口="水库灌溉")
    assert _run("add", base, page).exit_code == 0
    (path,) = (base / "articles").glob("*.md")
    loaded, _ = read_article(path)
    assert loaded is not None
    assert loaded.field == "水利"


def test_a_wording_of_a_theme_is_added_also_for_workers(tmp_path: Path) -> None:
    base, other = _base(tmp_path / "one", themes=THEME), _base(tmp_path / "two")
    pages = [_page(tmp_path, town, 主要做法="老杨的账本") for town in ("甲镇", "乙镇", "丙镇")]
    for folder, themes in ((base, {Theme.MEASURES}), (other, {Theme.BODY})):
        _run("add", folder, *pages)
        files = sorted((folder / "articles").glob("*.md"))
        assert len(files) == len(pages)
        for path in files:
            loaded, _ = read_article(path)
            assert loaded is not None
            results = {
                section.theme for section in loaded.sections if "老杨的账本" in section.heading
            }
            assert results == themes


def test_an_advertising_word_is_added(tmp_path: Path) -> None:
    base = _base(tmp_path / "one", clean__advertising=ADVERTISING)
    other = _base(tmp_path / "two")
    planted = "<p>老王优选 今天送到全县各个镇村</p>\n<p>二、主要做法</p>"
    page = _page(tmp_path, "某镇", **{"<p>二、主要做法</p>": planted})
    for folder in (base, other):
        _run("add", folder, page)
    assert ["老王" in text for text in (*_articles(base), *_articles(other))] == [False, True]
    (record,) = (base / "articles" / "ledger").glob("*.json")
    removals = json.loads(record.read_text("utf-8"))["removals"]
    assert [removal["step"] for removal in removals if "老王" in removal["text"]] == ["advertising"]


BROKEN = {
    "no toml": ("fields.toml", "= 一\n", 1),
    "unknown table": ("fields.toml", "\n[[feild]]\nkey = 'a'\n", 2),
    "key that leads out": (
        "fields.toml",
        '[[field]]\nkey = "../x"\nname = "水利"\nhints = ["水"]\n',
        1,
    ),
    "key of a page": ("fields.toml", '[[field]]\nkey = "index"\nname = "水"\nhints = ["水"]\n', 1),
    "key that is there": (
        "fields.toml",
        '[[field]]\nkey = "government-services"\nname = "水"\nhints = ["水"]\n',
        1,
    ),
    "missing key": ("fields.toml", '[[field]]\nkey = "water"\nhints = ["水"]\n', 1),
    "unknown key": ("fields.toml", f'{FIELD}colour = "blue"\n', 1),
    "text for a list": ("fields.toml", '[[field]]\nkey = "w"\nname = "水"\nhints = "水"\n', 1),
    "two lines": ("fields.toml", '[[field]]\nkey = "w"\nname = "水\\n利"\nhints = ["水"]\n', 1),
    "a list of numbers": ("clean/advertising.toml", "strong = [1]\n", 1),
    "an empty word": ("clean/advertising.toml", '# 註\nstrong = [""]\n', 2),
    "no pattern": ("clean/chrome.toml", 'lines = ["(一"]\n', 1),
    "half a theme": ("themes.toml", '\n[safeguards]\nheadings = ["保障"]\n', 2),
    "a page that is not there": (
        "themes.toml",
        '[safeguards]\norder = 45\npage = "nothing"\nheadings = ["保障"]\n',
        1,
    ),
    "a theme with a word of no use": (
        "themes.toml",
        '[safeguards]\norder = 45\npage = "measures"\nheadings = ["保障"]\nx = "y"\n',
        1,
    ),
    "an order that is text": (
        "themes.toml",
        '[safeguards]\norder = "45"\npage = "measures"\nheadings = ["保障"]\n',
        1,
    ),
    "unknown key of a theme": ("themes.toml", '[measures]\nheading = ["保障"]\n', 1),
    "table for a list": ("terms.toml", '[known]\na = "b"\n', 1),
    "value of another kind": ("places.toml", '[short]\n"蓉城" = 510100\n', 1),
    "rows without a head": ("regions.tsv", "510198\t某区\n", 1),
    "a short row": ("regions.tsv", "code\tname\n510198\n", 2),
    "no code": ("regions.tsv", "code\tname\n../../x\t某区\n", 2),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_malformed_file_is_a_problem_and_left_out(tmp_path: Path, kind: str) -> None:
    name, text, line = BROKEN[kind]
    base = _base(tmp_path / "one", clean__title=SITES)
    path = base / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    (base / "articles" / "dam.md").write_text(dump(article("dam")), "utf-8")
    snapshot = load(Project.of(base / "articles"))
    (problem,) = snapshot.problems
    assert (problem.code, problem.file) == (Code.DATA_FILE_BROKEN, path.as_posix())
    assert problem.line == line
    assert snapshot.overlay == Overlay((("clean/title.toml", SITES),))
    result = _run("convert", base)
    assert result.exit_code == 1
    assert f"{path.as_posix()}:{line}: G003 " in result.stderr
    assert (base / "docs" / "cases" / "dam.md").exists()


def test_a_file_that_adds_to_nothing_is_said(tmp_path: Path) -> None:
    base = _base(tmp_path / "one", feilds=FIELD, script__repair="x = 1\n")
    snapshot = load(Project.of(base / "articles"))
    assert [problem.code for problem in snapshot.problems] == [Code.DATA_FILE_UNKNOWN] * 2
    assert "fields.toml" in snapshot.problems[0].detail
    assert snapshot.overlay == resources.EMPTY


@pytest.mark.parametrize("name", overlays.names())
def test_what_the_program_says_has_the_form_that_is_asked_for(name: str) -> None:
    wrong = [reason for _, reason in overlays._wrong(name, resources.text(name))]
    assert [reason for reason in wrong if "is there already" not in reason] == []


def test_no_data_file_is_read_when_the_program_is_loaded() -> None:
    """A constant made while a module is loaded would not know of the overlay."""
    program = """
import pkgutil, importlib, casebook
from casebook import overlays, resources
read = resources.text
def refuse(name):
    assert name not in overlays.names(), name
    return read(name)
resources.text = refuse
for module in pkgutil.walk_packages(casebook.__path__, "casebook."):
    importlib.import_module(module.name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


# --- cleaning steps of other packages -------------------------------------------

STEP = """
from casebook.ingest.clean.step import without

def share_bar(lines):
    reasons = {at: "a bar for sharing" for at, x in enumerate(lines) if "转发到朋友圈" in x.text}
    return without(lines, reasons, "share-bar")

def loses(lines):
    return without(lines[1:], {}, "loses")

def wrong_name(lines):
    return without(lines, {0: "first"}, "another")

def none(lines):
    return None

value = 3
"""


def _install(folder: Path, monkeypatch: pytest.MonkeyPatch, points: str) -> None:
    """Put a distribution with entry points where Python looks for packages."""
    (folder / "share_steps.py").write_text(STEP, "utf-8")
    metadata = folder / "share_steps-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: share-steps\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[casebook.cleaning_steps]\n{points}\n")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "share_steps", raising=False)
    installed.installed_steps.cache_clear()


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()
    return folder


_BAR = {"<p>二、主要做法</p>": "<p>请转发到朋友圈让更多人看到这次改革。</p>\n<p>二、主要做法</p>"}


def test_a_step_of_another_package_runs(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = _base(tmp_path / "one")
    page = _page(tmp_path, "某镇", **_BAR)
    assert _run("add", base, page).exit_code == 0
    assert "转发到朋友圈" in _articles(base)[0]
    _install(packages, monkeypatch, "share-bar = share_steps:share_bar")
    pages = [page, *(_page(tmp_path, town, **_BAR) for town in ("甲镇", "乙镇"))]
    assert _run("add", base, *pages).exit_code == 0
    assert not any("转发到朋友圈" in text for text in _articles(base))
    for record in (base / "articles" / "ledger").glob("*.json"):
        ledger = json.loads(record.read_text("utf-8"))
        assert "share-bar" in ledger["steps"]
        (removal,) = (item for item in ledger["removals"] if item["step"] == "share-bar")
        assert removal["reason"] == "a bar for sharing"
    assert _run("convert", base).exit_code == 0


@pytest.mark.parametrize("step", ["loses", "wrong_name", "none"])
def test_a_step_that_loses_text_is_refused(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    _install(packages, monkeypatch, f"{step.replace('_', '-')} = share_steps:{step}")
    base = _base(tmp_path / "one")
    result = _run("add", base, _page(tmp_path, "某镇"))
    assert result.exit_code == 1
    assert " R010 " in result.stderr
    assert step.replace("_", "-") in result.stderr
    assert _articles(base) == []


@pytest.mark.parametrize(
    "points",
    [
        "share-bar = share_steps:missing",
        "share-bar = no_such_module:share_bar",
        "share-bar = share_steps:value",
        "Share_Bar = share_steps:share_bar",
    ],
)
def test_a_step_that_cannot_be_loaded_is_said_and_the_page_is_done(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch, points: str
) -> None:
    _install(packages, monkeypatch, points)
    base = _base(tmp_path / "one")
    page = _page(tmp_path, "某镇")
    result = _run("add", base, page)
    assert result.exit_code == 1
    assert "share-steps:1: G005 " in result.stderr
    assert len(_articles(base)) == 1
    cleaned, _, problems = clean_page(page)
    assert cleaned is not None
    assert Code.STEP_BROKEN in [problem.code for problem in problems]
