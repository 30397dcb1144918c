"""Citations on built pages: the address of the site, and text that stays text."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from tests.editions import TRADITIONAL
from tests.site.build import build, page, write_docs
from tests.strategies import HOSTILE

from casebook.exports.citations import apa, gbt, reference
from casebook.records import Article, Kind, Paragraph, Script, Section, Source, Theme
from casebook.settings import Settings
from casebook.text.printer import Printer

BASE = "https://example.org/knowledge/"


def _article(number: int, title: str) -> Article:
    source = Source(title, title, published="2024-07", url="https://example.com/?a=1&b=2")
    return Article(
        slug=f"case-{number}",
        title=title,
        script=Script.HANT,
        sections=(Section(Theme.MEASURES, "創新舉措", (Paragraph("設立了大廳。"),)),),
        kind=list(Kind)[number % 2],
        sources=(source, Source(title)),
    )


def test_pages_cite_themselves_whatever_their_titles(tmp_path: Path) -> None:
    articles = [_article(number, title) for number, title in enumerate(HOSTILE)]
    write_docs(articles, tmp_path / "docs")
    warnings = build(tmp_path / "docs", tmp_path, Script.HANT, casebook_base_url=BASE)
    assert warnings == ""
    for article in articles:
        cited = reference(article, Settings().title, Printer(TRADITIONAL), BASE)
        own = f"{BASE}zh-Hant/cases/{article.slug}.html"
        assert own in {cited.url, cited.copy}
        body = page(tmp_path, Script.HANT, f"cases/{article.slug}")
        printed = [result.text_content() for result in body.cssselect("#cite .cite-text")]
        assert printed == [gbt(cited), apa(cited)]
        path = tmp_path / "Hant" / "cases" / f"{article.slug}.html"
        tree = html.document_fromstring(path.read_text("utf-8"))
        tags = {tag.get("name"): tag.get("content") for tag in tree.xpath("//head/meta[@name]")}
        assert tags["citation_title"] == article.title
        assert tags["citation_public_url"] == cited.url
        assert tree.xpath("//head/link[@rel='canonical']/@href") == [own]
