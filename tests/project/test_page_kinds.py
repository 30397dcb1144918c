"""Kinds of pages are declared once: what lists them follows from the registry."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from tests.cli.conftest import article
from tests.conftest import ROOT
from tests.site.build import snapshot_of

from casebook import resources
from casebook.pages import kinds, sync
from casebook.pages.contents import Contents
from casebook.pages.kinds import cases, themes, years
from casebook.pages.registry import Group, PageKind, listed, page_kinds
from casebook.pages.site import site_files
from casebook.resources import Overlay
from casebook.themes import theme_pages


def _contents(folder: Path, *handwritten: str) -> Contents:
    return Contents(snapshot_of([article("one"), article("two")], folder), handwritten)


def test_every_module_is_found() -> None:
    modules = {path.stem for path in Path(kinds.__file__).parent.glob("*.py")} - {"__init__"}
    keys = {kind.key.removesuffix(".md") for kind in page_kinds()}
    pages = {page.theme.value for page in theme_pages()}
    assert {kind.key for kind in themes.kinds()} == pages
    assert keys == (modules - {"home", "themes"}) | {"index"} | pages


def test_kinds_are_listed_by_group_and_order() -> None:
    for group in Group:
        orders = [kind.order for kind in listed(group)]
        assert orders == sorted(orders)
        assert len(set(orders)) == len(orders), "two kinds have the same place"
    groups = [kind.group for kind in page_kinds()]
    assert groups == sorted(groups, key=[None, *Group].index)


def test_every_kind_writes_into_its_own_folder_and_has_an_index(tmp_path: Path) -> None:
    contents = _contents(tmp_path)
    for kind in page_kinds():
        addresses = [address for address, _ in kind.build(contents)]
        if kind.group is None and not kind.files:
            assert addresses == [kind.key]
            continue
        assert all(address.startswith(f"{kind.key}/") for address in addresses)
        if kind.group:
            assert f"{kind.index}.md" in addresses
        assert kind.files == all(not address.endswith(".md") for address in addresses)


def test_the_home_page_leads_to_every_kind_and_every_written_page(tmp_path: Path) -> None:
    snapshot = replace(snapshot_of([article("one")], tmp_path), handwritten=("about", "glossary"))
    home = site_files(snapshot)["index.md"].decode()
    for kind in page_kinds():
        assert (f"\n{kind.index}\n" in home) == (kind.group is not None)
        if kind.group is not Group.THEMES:
            counted = f"[{kind.title}]({kind.index}.md) [" in home
            assert counted == (kind.home is not None), kind.key
    assert "\nabout\nglossary\n" in home


def test_two_kinds_may_not_have_one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(_module: ModuleType = cases) -> tuple[PageKind, ...]:
        return (PageKind(key="cases", build=lambda _: ()),)

    monkeypatch.setattr(years, "kinds", twice)
    # An overlay of its own, so that nothing cached is seen or left.
    with (
        resources.use(Overlay((("unused.toml", ""),))),
        pytest.raises(ValueError, match="folder cases"),
    ):
        page_kinds()


def test_a_theme_may_not_have_the_folder_of_a_kind_of_page() -> None:
    text = (ROOT / "tools" / "casebook" / "data" / "themes.toml").read_text("utf-8")
    table = text[text.index("[measures]") : text.index("[results]")]
    own = table.replace("[measures]", "[terms]").replace('page = "measures"', 'page = "terms"')
    with (
        resources.use(Overlay((("themes.toml", own),))),
        pytest.raises(ValueError, match="folder terms"),
    ):
        page_kinds()


def test_files_in_the_folders_of_file_kinds_are_generated(tmp_path: Path) -> None:
    folders = [kind.key for kind in page_kinds() if kind.files]
    assert sorted(folders) == ["ledgers", "pictures"]
    for name in (*(f"{folder}/x.bin" for folder in folders), "other/x.bin"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"x")
    assert sorted(sync.generated(tmp_path)) == ["ledgers/x.bin", "pictures/x.bin"]


@pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="this is no checkout of git"
)
def test_git_ignores_what_is_generated_and_nothing_that_people_write() -> None:
    def is_ignored(name: str) -> bool:
        command = ["git", "-C", str(ROOT), "check-ignore", "-q", f"docs/{name}"]
        return subprocess.run(command, check=False).returncode == 0

    for kind in page_kinds():
        assert is_ignored(kind.key if kind.key.endswith(".md") else f"{kind.key}/x.md")
    assert not any(map(is_ignored, ["about.md", "new.md", "project/architecture.md"]))
