"""The package is whole: a wheel alone makes, builds and cleans, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.project.base import FIRST, base_in


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a wheel of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    # In a copy: setuptools leaves its own files beside the source.
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    kept = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "tools", source / "tools", ignore=kept)
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--wheel-dir", str(folder), str(source)),
        ],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site-packages")
    return folder / "site-packages"


def test_the_wheel_holds_every_file_of_the_package(unpacked: Path) -> None:
    def names(folder: Path) -> set[str]:
        results = (path for path in folder.rglob("*") if path.is_file())
        kept = (path for path in results if "__pycache__" not in path.parts)
        return {path.relative_to(folder).as_posix() for path in kept}

    source = {name for name in names(ROOT / "tools/casebook") if not name.endswith(".gitkeep")}
    assert source - names(unpacked / "casebook") == set()
    assert "py.typed" in source


def test_the_installed_package_builds_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    others = [path for path in sys.path if not Path(path).is_relative_to(ROOT / "tools")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(unpacked), *others])}
    code = "import casebook; print(casebook.__file__); from casebook.cli import main; main()"
    for verb in ("build", "clean"):
        done = subprocess.run(
            [sys.executable, "-c", code, verb, *base.options(verb)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(str(unpacked))


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("", "needs a folder of articles"),
        ("casebook_articles = '{articles}'", "casebook convert --articles"),
        ("casebook_articles = '{articles}'\nhtml_theme = 'alabaster'", "sphinx_book_theme"),
        ("casebook_edition = 'xx'", "zh-Hant-TW"),
    ],
)
def test_a_foreign_project_is_told_what_the_extension_needs(
    tmp_path: Path, conf: str, said: str
) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    source = tmp_path / "source"
    if "alabaster" in conf:
        done = base.run("convert")
        assert done.exit_code == 0, done.output
        source = base.folder / "docs"
    source.mkdir(exist_ok=True)
    text = conf.format(articles=(base.folder / "articles").as_posix())
    (source / "conf.py").write_text(f'extensions = ["casebook.site"]\n{text}\n', "utf-8")
    (source / "index.md").touch()
    assert said in _sphinx(source, tmp_path / "out").stderr


def test_a_foreign_project_keeps_what_it_sets_and_its_search(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    assert base.run("convert").exit_code == 0
    source = base.folder / "docs"
    conf = f"""
extensions = ["casebook.site"]
project = "A project of its own"
html_title = project
casebook_articles = "{(base.folder / "articles").as_posix()}"
"""
    (source / "conf.py").write_text(conf, "utf-8")
    done = _sphinx(source, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out/cases/one.html").read_text("utf-8")
    assert "A project of its own" in page
    assert "one 的改革" in page
    assert "../zh-Hans/" not in page
    assert (tmp_path / "out/searchindex.js").is_file()
    assert not (tmp_path / "out/compare.html").exists()


def _sphinx(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", str(source), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
