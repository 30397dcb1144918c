"""The archives of a site: whole, the same every time, and leading nowhere else."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.exports.archive import ALL, archive_name, write_archive, write_archives
from casebook.exports.downloads import MARK, completed, offered, size
from casebook.exports.passages import ATTRIBUTES, passage_files
from casebook.output import Content
from casebook.project import Project, Snapshot, load
from casebook.records import Paragraph, walk
from casebook.text.editions import edition_of

SMALL = ROOT / "tests" / "small"


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return load(Project.of(SMALL / "articles"))


SITE: dict[str, Content] = {
    "index.html": b"entrance of all",
    "robots.txt": b"for a server",
    "404.html": b"for a server",
    "search/search.js": b"search",
    "zh-Hant/index.html": (
        b'<nav><p class="casebook-switch"><a href="../zh-Hans/index.html">x</a></p>\n'
        b"<p>stays</p></nav>"
    ),
    "zh-Hans/index.html": b"simplified",
    "zh-Hant/_images/a.png": b"\x89PNG" * 100,
}


def test_one_archive_an_edition_and_one_of_all(small: Snapshot, tmp_path: Path) -> None:
    archives = write_archives(small, SITE, tmp_path / "zip")
    assert sorted(archives) == ["casebook-zh-Hans.zip", "casebook-zh-Hant.zip", ALL]
    with zipfile.ZipFile(tmp_path / "zip" / "casebook-zh-Hant.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert all(name.startswith("casebook-zh-Hant/") for name in names)
        inside = {name.removeprefix("casebook-zh-Hant/") for name in names}
        assert {"index.html", "README.txt", "search/search.js", "zh-Hant/index.html"} <= inside
        assert not [name for name in inside if name.startswith("zh-Hans/")]
        assert not inside & {"robots.txt", "404.html"}
        page = archive.read("casebook-zh-Hant/zh-Hant/index.html")
        assert page == b"<nav><p>stays</p></nav>"
        start = archive.read("casebook-zh-Hant/index.html").decode()
        assert "zh-Hant/index.html" in start
        assert "zh-Hans" not in start
        note = archive.read("casebook-zh-Hant/README.txt").decode("utf-8-sig")
        assert small.settings.title in note
        assert "zh-Hant/texts/" in note
    with zipfile.ZipFile(tmp_path / "zip" / ALL) as archive:
        names = archive.namelist()
        assert archive.read("casebook/zh-Hant/index.html") == SITE["zh-Hant/index.html"]
        assert "casebook/zh-Hans/index.html" in names
        assert "zh-Hans/index.html" in archive.read("casebook/index.html").decode()


def test_a_knowledge_base_of_one_edition_has_one_archive(tmp_path: Path) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "casebook.toml").write_text('editions = ["zh-Hant-TW"]\n', "utf-8")
    (folder / "articles").mkdir()
    snapshot = load(Project.of(folder / "articles"))
    archives = write_archives(snapshot, {"zh-Hant/index.html": b"x"}, tmp_path / "zip")
    assert list(archives) == ["casebook-zh-Hant.zip"]


def test_the_same_files_give_the_same_bytes(small: Snapshot, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        site: dict[str, Content] = {}
        for name, content in SITE.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            assert isinstance(content, bytes)
            path.write_bytes(content)
            site[name] = path if folder == "one" else content
        if folder == "two":
            site = dict(reversed(site.items()))
        write_archives(small, site, tmp_path / f"{folder}.zips")
    for name in (ALL, "casebook-zh-Hant.zip"):
        archives = [(tmp_path / f"{folder}.zips" / name).read_bytes() for folder in ("one", "two")]
        assert archives[0] == archives[1]


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a\\b"])
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write_archive(tmp_path / "a.zip", "top", {name: b""})


def test_every_paragraph_is_a_file_with_its_attributes(small: Snapshot) -> None:
    files = dict(passage_files(small.casebook, small.printer(SIMPLIFIED.tag)))
    table = list(csv.DictReader(io.StringIO(files.pop(ATTRIBUTES).decode("utf-8-sig"))))
    assert [row["file"] for row in table] == list(files)
    paragraphs = [
        (case.slug, placed.id)
        for case in small.casebook.cases
        for placed in walk(case.article)
        if isinstance(placed.content, Paragraph)
    ]
    assert [(row["case"], row["paragraph"]) for row in table] == paragraphs
    name = "3-measures/rural-land/land--measures-p1.txt"
    assert files[name].decode("utf-8-sig").startswith("2001年，全县把山林分到户")
    assert files[name].endswith(b"\r\n")
    (row,) = (row for row in table if row["file"] == name)
    assert (row["field_name"], row["first_year"]) == ("农村土地", "2001")


def test_an_edition_is_offered_its_own_books_and_archives() -> None:
    names = [
        *("casebook-zh-Hant.pdf", "casebook-zh-Hant-2.pdf", "casebook-zh-Hant.epub"),
        *("casebook-zh-Hant-HK.pdf", "casebook-zh-Hans.pdf", ALL),
        *(archive_name(TRADITIONAL), archive_name(SIMPLIFIED)),
    ]
    results = [name for name, _ in offered(names, TRADITIONAL)]
    assert results[0] == "casebook-zh-Hant.zip"
    assert set(results[1:]) == {
        *("casebook-zh-Hant.pdf", "casebook-zh-Hant-2.pdf", "casebook-zh-Hant.epub", ALL),
    }
    hongkong = edition_of("zh-Hant-HK")
    assert [name for name, _ in offered(names, hongkong)] == ["casebook-zh-Hant-HK.pdf", ALL]


def test_the_page_lists_what_there_is_with_sizes(small: Snapshot) -> None:
    printer = small.printer(SIMPLIFIED.tag)
    page = f"<p>前</p>{MARK}<p>後</p>".encode()
    done = completed(page, printer, {"casebook-zh-Hans.zip": 2_345_576}, {"cases.csv": 999})
    text = done.decode()
    assert MARK not in text
    assert '<a href="../../downloads/casebook-zh-Hans.zip">' in text
    assert "<td>2.3 MB</td>" in text
    assert '<a href="../data/cases.csv">' in text
    assert "indicators.csv" not in text
    # What an earlier command made would not be offered beside what this one makes.
    assert "casebook build html zip pdf epub" in text
    assert "离线版（ZIP）" not in text
    alone = completed(page, printer, {}, {}).decode()
    assert "这次没有制作的：离线版（ZIP）、书（PDF）、电子书（EPUB）。" in alone
    assert "casebook build html zip pdf epub" in alone
    kinds = ("zip", "pdf", "epub")
    whole = completed(page, printer, {f"casebook-zh-Hans.{kind}": 1 for kind in kinds}, {})
    assert "没有制作" not in whole.decode()
    # An archive does not say of itself that it was not made.
    carried = completed(page, printer, None, {}).decode()
    assert "这是离线版" in carried
    assert "没有制作" not in carried


@pytest.mark.parametrize(
    ("many", "shown"),
    [(0, "0 B"), (999, "999 B"), (1_000, "1 kB"), (999_499, "999 kB"), (1_000_000, "1.0 MB")],
)
def test_sizes_as_readers_know_them(many: int, shown: str) -> None:
    assert size(many) == shown
