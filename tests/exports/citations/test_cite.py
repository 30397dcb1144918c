"""What is cited, and that every file gives back what was put in, whatever the text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from tests.editions import EDITIONS, SIMPLIFIED, TRADITIONAL
from tests.strategies import HOSTILE, articles, lines

from casebook.exports.citations import (
    FORMATS,
    Reference,
    apa,
    case_citations,
    cited,
    collected_citations,
    gbt,
    head_tags,
    reference,
)
from casebook.exports.citations.files import bibtex, csl, ris
from casebook.exports.citations.reference import Words
from casebook.records import Article, Edition, Kind, Paragraph, Script, Section, Source, Theme
from casebook.text import to_edition
from casebook.text.printer import Printer

SITE = "改革案例庫"
BASE = "https://example.org/cases/"
_UNTIMED = settings(deadline=None)
NO_WORDS: dict[Script, dict[str, str]] = {script: {} for script in Script}
BODY = (Section(Theme.BACKGROUND, "改革背景", (Paragraph("當地原來沒有大廳。"),)),)
SOURCE = Source(
    title="大廳的故事",
    publisher="某日報",
    channel="要聞",
    published="2024-07-30T15:36+08:00",
    url="https://example.com/a?b=1&c=2",
    authors=("王小明", "李四"),
    saved="2024-08-02",
)
ORIGINAL = Article("hall", "大廳的故事", Script.HANT, BODY, sources=(SOURCE,))
DIGEST = replace(ORIGINAL, kind=Kind.DIGEST, title="大廳：從無到有")


def _of(article: Article, edition: Edition = TRADITIONAL, base: str = BASE) -> Reference:
    return reference(article, SITE, Printer(edition), base)


# --- what is cited ---------------------------------------------------------------


def test_an_original_is_cited_by_its_source() -> None:
    assert gbt(_of(ORIGINAL)) == (
        "王小明, 李四. 大廳的故事[EB/OL]. 某日報 要聞, 2024(2024-07-30)[2024-08-02]. "
        "https://example.com/a?b=1&c=2."
    )
    assert apa(_of(ORIGINAL)) == (
        "王小明、李四（2024年7月30日）。大廳的故事。某日報 要聞。https://example.com/a?b=1&c=2"
    )


def test_a_digest_is_cited_as_written_here_with_its_sources() -> None:
    assert gbt(_of(DIGEST)) == (
        "改革案例庫. 大廳：從無到有[EB/OL]. https://example.org/cases/zh-Hant/cases/hall.html."
    )
    (entry,) = json.loads(csl([_of(DIGEST)]))
    assert "issued" not in entry
    assert "王小明, 李四. 大廳的故事[EB/OL]" in entry["note"]
    assert entry["note"].startswith("編寫所據來源：")


def test_without_an_address_of_the_site_there_is_none_in_the_citation() -> None:
    assert gbt(_of(DIGEST, base="")) == "改革案例庫. 大廳：從無到有[EB/OL]."
    assert _of(ORIGINAL, base="").copy == ""
    assert _of(ORIGINAL).copy == f"{BASE}zh-Hant/cases/hall.html"


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (Source(), "大廳的故事[EB/OL]."),
        (Source(publisher="某日報", published="2024"), "某日報. 大廳的故事[EB/OL]. (2024)."),
        (
            Source(authors=("甲", "乙", "丙", "丁"), publisher="某日報", published="2024"),
            "甲, 乙, 丙, 等. 大廳的故事[EB/OL]. 某日報, 2024.",
        ),
    ],
)
def test_what_is_not_known_is_left_out(source: Source, printed: str) -> None:
    assert gbt(_of(replace(ORIGINAL, sources=(source,)), base="")) == printed


def test_each_edition_cites_in_its_own_script() -> None:
    results = _of(DIGEST, SIMPLIFIED)
    assert results.authors == ("改革案例库",)
    assert results.title == "大厅：从无到有"
    for _, content in case_citations({"case": cited(results)}):
        text = content.decode("utf-8")
        assert to_edition(text, SIMPLIFIED, script=Script.HANT) == text


def test_only_web_addresses_are_cited() -> None:
    source = replace(SOURCE, url="javascript:alert(1)")
    assert _of(replace(ORIGINAL, sources=(source,)), base="").url == ""


# --- files -------------------------------------------------------------------------

WORDS = Words(undated="無日期", sources="編寫所據來源", copy="本站存本", retrieved="檢索自")
found_references = st.builds(
    Reference,
    slug=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True),
    words=st.just(WORDS),
    title=lines,
    language=st.sampled_from([edition.tag for edition in EDITIONS]),
    authors=st.lists(lines, max_size=3).map(tuple),
    publisher=st.just("") | lines,
    date=st.sampled_from(("", "2024", "2024-07", "2024-07-30")),
    accessed=st.sampled_from(("", "2024-08-02")),
    url=st.sampled_from(("", "https://example.org/a_b?c=1&d=%7B#e")),
)
_HOSTILE = Reference(
    slug="all",
    words=WORDS,
    title=" ".join(HOSTILE) + " { \\ } %",
    language="zh-Hant-TW",
    authors=tuple(HOSTILE),
    publisher="} and {ER  - ",
)
_NAMES = {
    r"\textbackslash": "\\",
    r"\textbraceleft": "{",
    r"\textbraceright": "}",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
}


def _plain(latex: str) -> str:
    """Return the text that LaTeX prints for what :func:`bibtex` may write."""
    return re.sub(
        r"(\\text[a-z]+)\{\}|\\([#$%&_])",
        lambda result: _NAMES[result[1]] if result[1] else result[2],
        latex,
    )


def _squeezed(text: str) -> str:
    """White space as BibTeX sees it: any run of it is one space."""
    return re.sub(r"\s+", " ", text).strip()


@_UNTIMED
@given(st.lists(found_references, max_size=3, unique_by=lambda one: one.slug))
@example([_HOSTILE])
def test_bibtex_gives_back_every_text(cited: list[Reference]) -> None:
    entries = parse_string(bibtex(cited), "bibtex").entries
    assert list(entries) == [element.slug for element in cited]
    for item in cited:
        entry: Entry = entries[item.slug]
        assert entry.type == "online"
        assert _squeezed(_plain(entry.fields["title"])) == _squeezed(item.title)
        assert entry.fields.get("url", "") == item.url
        assert entry.fields.get("date", "") == item.date
        publisher = _squeezed(_plain(entry.fields.get("organization", "")))
        assert publisher == _squeezed(item.publisher)
        people = [_plain(str(name)[1:-1]) for name in entry.persons.get("author", [])]
        assert list(map(_squeezed, people)) == list(map(_squeezed, item.authors))


@_UNTIMED
@given(st.lists(found_references, max_size=3))
@example([_HOSTILE])
def test_ris_gives_back_every_text(cited: list[Reference]) -> None:
    text = ris(cited)
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])
    read = rispy.loads(text.replace("\r\n", "\n"))
    assert len(read) == len(cited)
    for entry, item in zip(read, cited, strict=True):
        assert entry["type_of_reference"] == "ELEC"
        assert entry["title"] == item.title.strip()
        assert entry.get("authors", []) == [name.strip() for name in item.authors]
        assert entry.get("urls", []) == ([item.url] if item.url else [])
        assert entry.get("date", "") == item.date.replace("-", "/")


@_UNTIMED
@given(st.lists(found_references, max_size=3))
@example([_HOSTILE])
def test_csl_gives_back_every_text(cited: list[Reference]) -> None:
    for entry, item in zip(json.loads(csl(cited)), cited, strict=True):
        assert entry["id"] == item.slug
        assert entry["title"] == item.title
        assert [name["literal"] for name in entry.get("author", [])] == list(item.authors)
        parts = entry.get("issued", {"date-parts": [[]]})["date-parts"][0]
        assert parts == [int(part) for part in item.date.split("-") if part]


@_UNTIMED
@given(articles)
def test_references_are_in_the_edition_and_the_same_every_time(article: Article) -> None:
    for edition in EDITIONS:
        results = _of(article, edition, "")
        assert results == _of(article, edition, "")
        assert results.title == article.title or article.script is not edition.script


def test_the_collection_holds_every_case() -> None:
    references = [_of(ORIGINAL), replace_slug(_of(DIGEST), "other")]
    files = collected_citations({item.slug: cited(item) for item in references})
    written = [write(references).encode("utf-8") for write in FORMATS.values()]
    assert list(files.values()) == written
    assert set(files) == {"cases.bib", "cases.ris", "cases.csl.json"}
    assert len(parse_string(files["cases.bib"].decode(), "bibtex").entries) == 2
    assert len(rispy.loads(files["cases.ris"].decode().replace("\r\n", "\n"))) == 2
    assert [load["id"] for load in json.loads(files["cases.csl.json"])] == ["hall", "other"]


def replace_slug(results: Reference, slug: str) -> Reference:
    values = {name: getattr(results, name) for name in results.__struct_fields__}
    return Reference(**values | {"slug": slug})


def test_the_head_says_what_zotero_reads() -> None:
    tags = list(head_tags(_of(ORIGINAL)))
    assert ("DC.type", "webpage") in tags
    assert [value for name, value in tags if name == "citation_author"] == ["王小明", "李四"]
    assert dict(tags)["citation_publication_date"] == "2024/07/30"
    assert dict(tags)["citation_public_url"] == "https://example.com/a?b=1&c=2"
