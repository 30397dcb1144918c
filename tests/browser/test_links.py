"""Every page of the built site, read as a file: links, language, navigation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from tests.browser.conftest import Watched
from tests.editions import EDITIONS
from tests.site.whole import FOLDERS, LANGUAGES

from casebook.records import Edition, Script
from casebook.text import to_edition
from casebook.text.detect import own_characters

_PLACES = "//@href | //@src"


@cache
def _tree(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes())


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(_tree(path).xpath("//@id"))


def _files(site: Path, edition: str) -> list[Path]:
    return [
        path for path in sorted((site / edition).rglob("*.html")) if "_static" not in path.parts
    ]


def _pages(site: Path, edition: str) -> list[Path]:
    """Return the pages that readers stay on: all but those that lead on to another."""
    pages = [path for path in _files(site, edition) if not _leads_to(path)]
    assert pages
    return pages


def _leads_to(path: Path) -> list[str]:
    result: list[str] = _tree(path).xpath("//body[@data-redirect]/p/a/@href")
    return result


@pytest.mark.parametrize("edition", FOLDERS)
def test_every_link_leads_somewhere(site: Path, edition: str) -> None:
    broken = []
    for path in [*_files(site, edition), site / "index.html"]:
        for link in _tree(path).xpath(_PLACES):
            address = urlsplit(link)
            # The icon of the page is in the page.
            if address.scheme in {"http", "https"} or link.startswith("data:image/svg+xml,"):
                continue
            assert not address.scheme, f"{path}: {link}"
            target = path.parent / unquote(address.path) if address.path else path
            target = target.resolve()
            if (
                site.resolve() not in target.parents
                or not target.is_file()
                or (address.fragment and unquote(address.fragment) not in _ids(target))
            ):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_both_editions_have_the_same_addresses(site: Path) -> None:
    """So the switch leads from every paragraph to the same one."""
    pages = {
        edition: {path.relative_to(site / edition): path for path in _pages(site, edition)}
        for edition in FOLDERS
    }
    first, second = (pages[edition] for edition in FOLDERS)
    assert first.keys() == second.keys()
    for name, path in first.items():
        assert _ids(path) == _ids(second[name]), name


@pytest.mark.parametrize("edition", FOLDERS)
def test_former_addresses_lead_to_pages(site: Path, edition: str) -> None:
    """Without a script too, in the language of the edition, and never to a page that leads on."""
    pages = set(_pages(site, edition))
    leading = [path for path in _files(site, edition) if path not in pages]
    assert leading
    for path in leading:
        (target,) = _leads_to(path)
        tree = _tree(path)
        assert (path.parent / target).resolve() in {page.resolve() for page in pages}
        assert tree.xpath("//a/@href") == [target]
        (refresh,) = tree.xpath("//noscript/meta[@http-equiv='refresh']/@content")
        assert refresh == f"0; url={target}"
        assert tree.get("lang") == LANGUAGES[edition]


FORMER = "policies/cheng-du-shi-she-qu-fa-zhan-zhi-li-cu-jin-tiao-li"


def test_a_former_address_opens_the_page_at_its_place(desktop: Watched) -> None:
    page = desktop.open(f"zh-Hans/{FORMER}.html#top")
    page.wait_for_url(f"**/{FORMER}-e43sohrc.html#top")
    assert "社区发展治理促进条例" in page.inner_text("h1:visible")
    assert desktop.wrong == []


@pytest.mark.parametrize("edition", FOLDERS)
def test_ids_stand_once(site: Path, edition: str) -> None:
    for path in _pages(site, edition):
        results = _tree(path).xpath("//@id")
        assert len(results) == len(set(results)), path


@pytest.mark.parametrize("edition", FOLDERS)
def test_every_page_says_its_language_and_switches(site: Path, edition: str) -> None:
    other = next(name for name in FOLDERS if name != edition)
    for path in _pages(site, edition):
        tree = _tree(path)
        assert tree.get("lang") == LANGUAGES[edition]
        (switch,) = tree.cssselect("a.edition-switch")
        target = (path.parent / switch.get("href")).resolve()
        assert target == (site / other / path.relative_to(site / edition)).resolve()


@pytest.mark.parametrize("edition", EDITIONS)
def test_interface_is_in_the_language_of_the_edition(site: Path, edition: Edition) -> None:
    folder = edition.folder
    other = Script.HANT if edition.script is Script.HANS else Script.HANS
    for path in _pages(site, folder):
        tree = _tree(path)
        # What a source says of itself stands beside the list of sources, in its own words.
        for mark in tree.cssselect("a.source-mark"):
            mark.attrib.pop("title", None)
        labels = tree.xpath("//body//@title | //body//@aria-label | //body//@alt")
        shown = tree.xpath(
            "//body//footer//text() | //body//button//text() | //*[@id='pst-skip-link']//text()"
        )
        for text in {*labels, *shown}:
            assert not re.search("[A-Za-z]", text) or re.search("[一-鿿]", text), f"{path}: {text}"
            assert to_edition(text, edition, script=other) == text, f"{path}: {text}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_text_is_in_the_script_of_the_edition(site: Path, edition: Edition) -> None:
    """On every page but the one on which the characters themselves are the matter."""
    folder = edition.folder
    other = Script.HANT if edition.script is Script.HANS else Script.HANS
    # OpenCC's Taiwan standard prints 汙; Traditional text has 污 as often.
    wrong = own_characters(other) - {"污"}
    seen = 0
    for path in _pages(site, folder):
        if path.parent.name == "proofreading":
            continue
        for element in _tree(path).xpath("//p | //h1 | //h2 | //h3 | //li | //td | //dt | //dd"):
            text = "".join(element.xpath(".//text()[not(ancestor::a[@rel='alternate'])]"))
            seen += len(text)
            assert not wrong.intersection(text), f"{path}: {text}"
    assert seen > 100_000


def test_sidebar_is_the_same_on_every_page(site: Path) -> None:
    for edition in FOLDERS:
        counts = {
            len(_tree(path).cssselect(".bd-sidebar-primary a")) for path in _pages(site, edition)
        }
        assert len(counts) == 1
        for path in _pages(site, edition):
            links = _tree(path).cssselect(".bd-sidebar-primary a[href]")
            hrefs = [link.get("href") for link in links if not link.get("href").startswith("#")]
            led = {(path.parent / href).resolve() for href in hrefs} - {path.resolve()}
            folder = (site / edition / "cases").resolve()
            assert {item.name for item in led if item.parent == folder} <= {"index.html"}, path


@pytest.mark.parametrize("edition", FOLDERS)
def test_every_page_offers_the_search_and_no_stock_one(site: Path, edition: str) -> None:
    for path in _pages(site, edition):
        tree = _tree(path)
        forms = tree.cssselect("form[role=search]")
        assert len(forms) == 1 + (path == site / edition / "index.html")
        for form in forms:
            assert (path.parent / form.get("action")).resolve() == site / edition / "search.html"
        assert "not set" not in " ".join(tree.xpath("//footer//text()"))
        assert not tree.cssselect(".search-button, .search-button-field")
        for script in tree.xpath("//script/@src"):
            assert "searchtools" not in script
            assert "searchindex" not in script
