"""Which pages are looked at as those of one site."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.test_reread import TOWNS, save_site

from casebook.cli import site_pages
from casebook.cli.site_pages import lines_of_page, shared_of_sites
from casebook.ingest import first_look
from casebook.pool import Limits

LARGE = 1_000_000


def test_pages_that_name_another_site_are_of_another(tmp_path: Path) -> None:
    pages = save_site(tmp_path / "site", TOWNS)
    assert shared_of_sites(pages, LARGE, Limits(60)).keys() == set(pages)
    text = pages[0].read_text("utf-8")
    pages[0].write_text(f"url: https://hewan.example/a\n{text}", "utf-8")
    assert not shared_of_sites(pages, LARGE, Limits(60))


@pytest.mark.parametrize(("most", "looked"), [(2, 2), (3, 3)])
def test_of_many_pages_some_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, looked: int
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(first_look, "_MOST", most)
    monkeypatch.setattr(site_pages, "in_order", lambda _, jobs, *__: iter(seen.extend(jobs) or ()))
    pages = save_site(tmp_path / "site", TOWNS)
    shared_of_sites(pages[::-1], LARGE, Limits(60))
    assert len(seen) == looked
    assert seen == sorted(seen)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", b"", b"\x00\x01\x02" * 90])
def test_what_is_no_page_says_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)
    assert lines_of_page(LARGE, path) == ()
    assert lines_of_page(LARGE, tmp_path / "missing") == ()
