"""What programs read in the head of a page, whatever the texts of articles are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from tests.editions import EDITIONS
from tests.site.build import build, write_docs
from tests.strategies import HOSTILE

from casebook.exports.root_files import root_files
from casebook.records import Article, Kind, Paragraph, Script, Section, Source, Theme
from casebook.site.head import DESCRIPTION, opening, script
from casebook.site.sitemap import sitemaps
from casebook.text.marks import set_marks
from casebook.text.overrides import Overrides
from casebook.text.printer import Printer, Wording

BASE = "https://example.org/knowledge/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_BREAKERS = ("</script><script>alert(1)</script>", '"/><meta name="x', "<!--", "]]>", "\u2028")


def _article(number: int, title: str) -> Article:
    return Article(
        slug=f"case-{number}",
        title=title,
        script=Script.HANT,
        sections=(Section(Theme.MEASURES, "創新舉措", (Paragraph(f"{title}設立了大廳。"),)),),
        kind=list(Kind)[number % 2],
        compiled="2024-08-01" if number % 4 == 1 else "",
        sources=(Source(title, title, published="2024-07", url="https://example.com/?a=1&b=2"),),
    )


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [_article(number, title) for number, title in enumerate((*HOSTILE, *_BREAKERS[:2]))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]) -> Path:
    out = tmp_path_factory.mktemp("head")
    write_docs(articles, out / "docs")
    assert build(out / "docs", out, Script.HANT, casebook_base_url=BASE) == ""
    return out / "Hant"


def _linked(page: html.HtmlElement) -> dict[str, dict[str, object]]:
    result = [
        json.loads(item.text) for item in page.cssselect('script[type="application/ld+json"]')
    ]
    return {str(entry["@type"]): entry for entry in result}


def test_a_case_says_what_it_is_whatever_its_title(site: Path, articles: list[Article]) -> None:
    for article in articles:
        address = f"{BASE}zh-Hant/cases/{article.slug}.html"
        page = html.parse(str(site / "cases" / f"{article.slug}.html")).getroot()
        (head,) = page.cssselect("head")
        graph = {item.get("property"): item.get("content") for item in head.cssselect("[property]")}
        assert graph["og:title"] == article.title
        assert graph["og:type"] == "article"
        assert graph["og:url"] == address
        assert graph["og:locale"] == "zh_TW"
        (description,) = head.xpath("meta[@name='description']/@content")
        assert graph["og:description"] == description
        assert description == opening(f"{article.title}設立了大廳。")
        linked = _linked(page)
        case = linked["Article"]
        assert case["headline"] == article.title
        assert case["url"] == address
        (basis,) = case["isBasedOn"]  # type: ignore[misc]
        assert basis["url"] == "https://example.com/?a=1&b=2"
        assert basis["name"] == set_marks(article.title)
        steps = linked["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == [1, 2, 3]  # type: ignore[attr-defined]
        assert steps[-1]["item"] == address  # type: ignore[index]
        # Nothing of a text became an element of the head.
        assert {entry.tag for entry in head} <= {
            "meta",
            "link",
            "title",
            "script",
            "style",
            "noscript",
        }
        assert all(
            element.get("src") or "alert" not in (element.text or "") or element.get("type")
            for element in head.cssselect("script")
        )


def test_a_case_is_dated_by_its_source_or_by_its_own_writing(
    site: Path, articles: list[Article]
) -> None:
    for article in articles:
        page = html.parse(str(site / "cases" / f"{article.slug}.html")).getroot()
        said = page.cssselect("#cite .cite-files")[0].text_content()
        date = _linked(page)["Article"].get("datePublished", "")
        expected = {
            (Kind.ORIGINAL, False): ("2024-07", "來源的發布日期"),
            (Kind.DIGEST, True): ("2024-08-01", "本文的編寫日期"),
            (Kind.DIGEST, False): ("", "日期未註明"),
        }[article.kind, bool(article.compiled)]
        assert date == expected[0]
        assert expected[1] in said


def test_every_page_of_an_edition_is_described_and_in_the_sitemap(site: Path) -> None:
    root = etree.parse(str(site / "sitemap.xml")).getroot()
    listed = {item.text for item in root.iter(SITEMAP)}
    for path in sorted(site.rglob("*.html")):
        page = html.parse(str(path)).getroot()
        if page.xpath("//meta[@name='robots']"):
            continue
        name = path.relative_to(site).as_posix()
        assert page.xpath("//meta[@name='description']/@content")[0].strip(), name
        assert page.xpath("//link[@rel='icon']"), name
        assert page.xpath("//link[@hreflang='x-default']/@href") == [f"{BASE}zh-Hant/{name}"]
        assert page.xpath("//head//meta[@name='viewport']"), name
        assert len(page.xpath("//meta[@name='viewport']")) == 1, name
        if name not in {"search.html", "compare.html", "excerpts.html"}:
            assert f"{BASE}zh-Hant/{name}" in listed
    for address in listed:
        assert (site / str(address).removeprefix(f"{BASE}zh-Hant/")).is_file()


@given(st.text() | st.sampled_from((*HOSTILE, *_BREAKERS)))
def test_linked_data_cannot_end_its_element(text: str) -> None:
    written = script({"@type": "Article", "headline": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == text


@given(st.text())
def test_a_description_is_one_line_of_the_text_and_short(text: str) -> None:
    said = opening(text)
    assert len(said) <= DESCRIPTION
    assert " ".join(text.split()).startswith(said.removesuffix("…"))


def test_a_description_has_whole_sentences_where_they_fit() -> None:
    sentence = "一" * 59 + "。"
    assert opening(sentence * 3) == sentence * 2
    assert opening("「" + "一" * 120 + "。」" + sentence) == "「" + "一" * 120 + "。」"
    assert opening("一" * DESCRIPTION) == "一" * DESCRIPTION
    assert opening("一" * (DESCRIPTION + 1)) == "一" * (DESCRIPTION - 1) + "…"


def test_a_long_sitemap_is_divided() -> None:
    addresses = [f"{BASE}zh-Hant/{number}.html?a&b" for number in range(5)]
    (single,) = dict(sitemaps(addresses, f"{BASE}zh-Hant/", most=5)).items()
    assert single[0] == "sitemap.xml"
    results = dict(sitemaps(addresses, f"{BASE}zh-Hant/", most=4))
    index = [item.text for item in etree.fromstring(results["sitemap.xml"].encode()).iter(SITEMAP)]
    assert index == [f"{BASE}zh-Hant/sitemap-1.xml", f"{BASE}zh-Hant/sitemap-2.xml"]
    inside = [
        entry.text
        for name in ("sitemap-1.xml", "sitemap-2.xml")
        for entry in etree.fromstring(results[name].encode()).iter(SITEMAP)
    ]
    assert inside == addresses


def test_the_root_of_a_site_with_an_address() -> None:
    printers = [Printer(edition, Wording.of((), Overrides())) for edition in EDITIONS]
    assert root_files("題", "", printers) == {}
    hostile = "</title><script>alert(1)</script>"
    results = root_files(hostile, BASE, printers)
    robots = results["robots.txt"].decode()
    assert f"Sitemap: {BASE}zh-Hant/sitemap.xml\n" in robots
    page = html.document_fromstring(results["404.html"])
    assert not page.cssselect("script")
    assert [item.get("href") for item in page.cssselect("a")][:2] == [
        f"{BASE}zh-Hant/index.html",
        f"{BASE}zh-Hant/search.html",
    ]
    assert hostile in page.cssselect("a")[0].text_content()


def test_nothing_is_asked_for_below_the_script_that_a_page_waits_for(site: Path) -> None:
    for name in ("index.html", "cases/case-1.html", "search.html"):
        head = html.parse(site / name).getroot().find("head")
        assert head is not None
        waits = [
            at
            for at, item in enumerate(head)
            if item.tag == "script" and item.get("src") and item.get("defer") is None
        ]
        asked = [at for at, item in enumerate(head) if item.get("href") or item.get("src")]
        assert [head[at].get("src", "").rpartition("/")[2] for at in waits] == ["mode.js"]
        assert asked[-1] == waits[0]


def test_the_home_page_is_called_by_the_name_of_the_site_once(site: Path) -> None:
    name = html.parse(site / "index.html").getroot().findtext("head/title")
    assert name == "改革案例庫"
    case = html.parse(site / "cases/index.html").getroot().findtext("head/title")
    assert case == "全部案例 — 改革案例庫"
