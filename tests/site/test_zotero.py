"""Zotero's own translators read the case pages and the RIS files of every edition.

Two engines: the package ``zotero-translators`` of npm, which holds translators and engine of
early 2019, is never skipped in CI.  Those of today are public, under the AGPL, and in no
package registry: ``CASEBOOK_ZOTERO`` (or ``zotero`` in the folder of measuring material) names
a folder with clones of the repositories in :data:`SERVER`; the commits named there are taken
from them.  Neither is ever part of this repository.

What those of today read is kept in ``zotero/read.json`` beside what they made of it.  Where
they are not there, a test holds that pages and files still say what was read then.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests import npm
from tests.conftest import ROOT
from tests.held import held
from tests.site.build import build, write_snapshot

from casebook.exports.beside import beside_files
from casebook.exports.citations import Reference, reference
from casebook.project import Project, Rules, Snapshot
from casebook.records import Article, Kind, Paragraph, Script, Section, Source, Theme
from casebook.settings import Settings

HERE = Path(__file__).with_name("zotero")
READ = HERE / "read.json"

SERVER = {
    ".": ("translation-server", "d88a8d5384456439962edfef129b14841b09af6d"),
    "modules/translate": ("translate", "017253c17c94f722057a652e8741d68515656a8b"),
    "modules/translators": ("translators", "2814370161d05d799086825fac8d499db3a33aa3"),
    "modules/utilities": ("utilities", "4051881d59c6c12d34417d4c226f37218051be90"),
    "modules/zotero-schema": ("zotero-schema", "5eedf4402ea6e7393eaf16902b63f572f48707a7"),
}
"""Repositories of https://github.com/zotero with their commits, by the folder they lie in."""

BASE = "https://example.org/knowledge/"
SETTINGS = Settings(base_url=BASE, editions=("zh-Hant-TW", "zh-Hans-CN", "zh-Hant-HK"))
_SOURCE = Source(
    title="大廳的故事",
    publisher="某日報",
    channel="要聞",
    published="2024-07-30",
    url="https://example.com/a?b=1&c=2",
    authors=("王小明", "李四"),
    saved="2024-08-02",
)
_SECTIONS = (Section(Theme.MEASURES, "創新舉措", (Paragraph("設立了「大廳」。"),)),)
_SOURCES = (_SOURCE, Source("問答", "某市政府"))
ARTICLES = (
    Article(
        slug="digest",
        title="大廳：從無到有",
        script=Script.HANT,
        sections=_SECTIONS,
        kind=Kind.DIGEST,
        sources=_SOURCES,
        compiled="2026-01-02",
    ),
    Article("original", "大廳的故事", Script.HANT, _SECTIONS, sources=_SOURCES[:1]),
)
_HEAD = ("citation_", "DC.", "prism.", "og:")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    project = Project.of(tmp_path_factory.mktemp("base") / "articles")
    return Snapshot(project, Rules(settings=SETTINGS), ARTICLES)


@pytest.fixture(scope="module")
def files(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the editions; return the pages and RIS files by ``edition/slug.ending``."""
    folder = tmp_path_factory.mktemp("site")
    write_snapshot(snapshot, folder / "docs")
    settings = folder / "casebook.toml"
    settings.write_text(f'base_url = "{BASE}"\neditions = {list(SETTINGS.editions)}\n', "utf-8")
    beside = held(beside_files(snapshot))
    made = {}
    for edition in snapshot.editions:
        out = folder / edition.tag
        build(
            folder / "docs",
            out,
            edition.script,
            casebook_edition=edition.tag,
            casebook_settings=str(settings),
        )
        for article in ARTICLES:
            name = f"{edition.folder}/{article.slug}"
            made[f"{name}.html"] = out / edition.script.value / "cases" / f"{article.slug}.html"
            made[f"{name}.ris"] = out / f"{article.slug}.ris"
            made[f"{name}.ris"].write_bytes(beside[f"{edition.folder}/cite/{article.slug}.ris"])
    return made


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what npm brings for both engines."""
    return npm.install(HERE, tmp_path_factory.mktemp("zotero"))


@pytest.fixture(scope="module")
def server(modules: Path) -> Path:
    """Return the folder of Zotero's translation server of today, or skip."""
    shared = os.environ.get("CASEBOOK_SHARED", ROOT.parent / "shared")
    clones = Path(os.environ.get("CASEBOOK_ZOTERO", Path(shared) / "zotero"))
    if not clones.is_dir():
        pytest.skip(f"no clones of Zotero's repositories at {clones}: no registry has them")
    folder = modules.parent / "server"
    for place, (name, commit) in SERVER.items():
        packed = _run("git", "-C", str(clones / name), "archive", commit)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder / place, filter="data")
    return folder


def _run(*command: str) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def _given(files: Mapping[str, Path]) -> dict[str, Any]:
    """Return what of pages and files speaks to reference managers."""
    given: dict[str, Any] = {}
    for name, path in files.items():
        if path.suffix == ".ris":
            given[name] = path.read_text("utf-8").splitlines()
            continue
        tags = html.document_fromstring(path.read_bytes()).xpath("//head/meta")
        named = ((tag.get("name") or tag.get("property") or "", tag.get("content")) for tag in tags)
        given[name] = [f"{key}: {value}" for key, value in named if key.startswith(_HEAD)]
    return given


def _read(modules: Path, server: Path | None, files: Mapping[str, Path]) -> dict[str, Any]:
    """Let the translators read everything; return the one item of each page and file."""
    entries = [
        {
            "name": name,
            "file": str(path),
            "url": f"{BASE}{name.replace('/', '/cases/')}" if path.suffix == ".html" else "",
        }
        for name, path in files.items()
    ]
    listed = modules / "list.json"
    listed.write_text(json.dumps(entries), "utf-8")
    _run("node", str(HERE / "read.cjs"), str(modules), str(server or ""), str(listed))
    results = json.loads(Path(f"{listed}.read").read_text("utf-8"))
    assert results.keys() == files.keys()
    for name, result in results.items():
        assert len(result["items"]) == 1, name
        assert result["translator"] == ("RIS" if name.endswith(".ris") else "Embedded Metadata")
    return {name: _fields(result["items"][0]) for name, result in results.items()}


@pytest.fixture(scope="module")
def items(modules: Path, server: Path, files: dict[str, Path]) -> dict[str, Any]:
    """What the translators of today make of everything."""
    return _read(modules, server, files)


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an item that a bibliography is made of, under one name each."""
    creators = [
        " ".join(filter(None, (one.get("firstName"), one["lastName"]))) for one in item["creators"]
    ]
    publication = item.get("websiteTitle") or item.get("publicationTitle")
    names = ("itemType", "title", "date", "publisher", "url", "language")
    return {
        **{name: item.get(name, "") for name in names},
        "publication": publication,
        "creators": creators,
    }


def test_zotero_takes_title_date_publisher_and_address(
    modules: Path, files: dict[str, Path], snapshot: Snapshot
) -> None:
    for name, item in _read(modules, None, files).items():
        assert item == _expected(_cited(snapshot, name)), name


def test_zotero_of_today_takes_the_same(items: dict[str, Any], snapshot: Snapshot) -> None:
    for name, item in items.items():
        assert item == _expected(_cited(snapshot, name)), name


def _cited(snapshot: Snapshot, name: str) -> Reference:
    folder, _, file = name.partition("/")
    article = next(item for item in ARTICLES if item.slug == file.partition(".")[0])
    edition = next(item for item in snapshot.editions if item.folder == folder)
    return reference(article, SETTINGS.title, snapshot.printer(edition.tag), BASE)


def _expected(cited: Reference) -> dict[str, Any]:
    where = cited.publisher or cited.site
    return {
        "itemType": "webpage",
        "title": cited.title,
        "date": cited.date,
        "publisher": where,
        "publication": where,
        "url": cited.url,
        "language": cited.language,
        "creators": list(cited.authors),
    }


def test_pages_say_what_zotero_read(
    files: dict[str, Path], snapshot: Snapshot, request: pytest.FixtureRequest
) -> None:
    """Without the translators: what they once read, and took rightly, is what there is."""
    given = _given(files)
    if request.config.getoption("--rewrite-goldens"):
        items = request.getfixturevalue("items")  # only what they have read is written
        kept = {name: {"given": given[name], "item": items[name]} for name in given}
        READ.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    kept = json.loads(READ.read_text("utf-8"))
    assert given == {name: entry["given"] for name, entry in kept.items()}
    for name, entry in kept.items():
        assert entry["item"] == _expected(_cited(snapshot, name)), name
