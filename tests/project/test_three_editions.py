"""One word of a person reaches everywhere: every product of a knowledge base in three editions.

``three_editions`` has a word to keep (于家村), rulings (平台 in Taiwan's edition, 里面 in that of
Hong Kong, 著手 in the Simplified one), an indicator and a document corrected by hand, and a
term of the glossary.  Two articles, one in each script, share a term and a document.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from tests.search.demo import put, read_texts, read_units

from casebook.cli import main
from casebook.records import Edition
from casebook.text.editions import edition_of

pytestmark = pytest.mark.usefixtures("forked_sphinx")

TAGS = ("zh-Hant-TW", "zh-Hans-CN", "zh-Hant-HK")
EVERY = pytest.mark.parametrize("edition", [edition_of(tag) for tag in TAGS], ids=str)

# What no file of an edition may print.
WRONG = {
    "zh-Hant-TW": ("於家村", "平臺", "裏面"),
    "zh-Hans-CN": ("於家村", "平臺", "着手", "裡面", "裏面"),
    "zh-Hant-HK": ("於家村", "平臺", "裏面"),
}
# Of the one that each edition must print: as it is written in the Traditional and the Simplified.
TRADITIONAL = {
    "title": "于家村的平台改革",
    "kicker": "于家村見聞",
    "publisher": "于家村平台報",
    "author": "于家村平台組",
    "policy": "關於于家村平台建設的意見",
    "issuer": "于家村平台辦",
    "term": "于家村平台裡面經驗",
    "heading": "于家村建平台",
    "point": "于家村在裡面設點",
    "cell": "于家村平台",
    "caption": "于家村平台開通",
    "table": "于家村平台數",
    "indicator": "人工改正的指標",
    "glossary": "到村聯絡員",
    "definition": "人寫的釋義：在于家村平台裡面聯絡的人",
    "other": "著手整理",
    "unit": "500萬元",
}
SIMPLIFIED = {
    "title": "于家村的平台改革",
    "kicker": "于家村见闻",
    "publisher": "于家村平台报",
    "author": "于家村平台组",
    "policy": "关于于家村平台建设的意见",
    "issuer": "于家村平台办",
    "term": "于家村平台里面经验",
    "heading": "于家村建平台",
    "point": "于家村在里面设点",
    "cell": "于家村平台",
    "caption": "于家村平台开通",
    "table": "于家村平台数",
    "indicator": "人工改正的指标",
    "glossary": "到村联络员",
    "definition": "人写的释义：在于家村平台里面联络的人",
    "other": "著手整理",
    "unit": "500万元",
}
ALL = tuple(TRADITIONAL)
# What is not of every product: the book has no hover notes, a citation no text.
OF_PRODUCT = {
    "pages": ALL,
    "data": tuple(name for name in ALL if name not in {"kicker", "author"}),
    "search": tuple(
        name for name in ALL if name not in {"author", "issuer", "indicator", "definition"}
    ),
    "compare": tuple(
        name for name in ALL if name not in {"kicker", "author", "issuer", "definition"}
    ),
    "cite": ("title", "publisher", "author"),
    "pdf": tuple(name for name in ALL if name != "definition"),
    "epub": tuple(name for name in ALL if name != "definition"),
}


def forms(edition: Edition) -> dict[str, str]:
    return SIMPLIFIED if edition.tag == "zh-Hans-CN" else TRADITIONAL


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge base as every product, in every edition."""
    folder = tmp_path_factory.mktemp("three") / "kb"
    shutil.copytree(Path(__file__).with_name("three_editions"), folder)
    return build(folder, "html", "pdf", "epub")


def build(folder: Path, *products: str) -> Path:
    arguments = ["build", *products, "--articles", str(folder / "articles")]
    arguments += ["--docs", str(folder / "docs"), "--build", str(folder / "build")]
    done = CliRunner().invoke(main, [*arguments, "--config", str(folder / "casebook.toml")])
    assert done.exit_code == 0, done.output
    return folder / "build"


def _bare(text: str) -> str:
    return re.sub(r"\s|￾|\u00ad", "", text)


def _read(paths: Iterator[Path]) -> dict[str, str]:
    return {
        path.as_posix(): path.read_text(encoding="utf-8-sig", errors="replace")
        for path in paths
        if path.suffix in {".html", ".js", ".json", ".jsonl", ".csv", ".bib", ".ris"}
    }


def _site(build: Path, edition: Edition) -> Path:
    return build / "html" / edition.folder


def _pages(build: Path, edition: Edition) -> dict[str, str]:
    """Every page of the site but those for proofreaders, whose subject are the other forms."""
    site = _site(build, edition)
    folders = {"proofreading", "_static", "data", "cite", "compare"}
    result = (
        path for path in site.rglob("*.html") if path.relative_to(site).parts[0] not in folders
    )
    return _read(result)


def _data(build: Path, edition: Edition) -> dict[str, str]:
    return _read((_site(build, edition) / "data").iterdir())


def _search(build: Path, edition: Edition) -> dict[str, str]:
    """What the search shows in an edition; it also finds what the others print."""
    folder = build / "html" / "search"
    files = (path for path in folder.rglob(f"{edition.tag}.js") if path.parent.name != "units")
    texts = read_texts(folder, edition.tag, TAGS.index(edition.tag))
    return {**_read(files), "texts": "\n".join(texts)}


def _compare(build: Path, edition: Edition) -> dict[str, str]:
    """The cases; the list is also searched in the words of the other editions."""
    listed = put(build / "html" / "search" / "units" / f"{edition.tag}.js")["units"]
    cases = {}
    for name, script in _read((_site(build, edition) / "compare" / "cases").iterdir()).items():
        written = put(Path(name))["texts"].split(" ")
        cases[name] = "\n".join([script, *(read_units(text, listed) for text in written)])
    return cases


def _cite(build: Path, edition: Edition) -> dict[str, str]:
    return _read((_site(build, edition) / "cite").iterdir())


def _pdf(build: Path, edition: Edition) -> dict[str, str]:
    path = build / "pdf" / f"casebook-{edition.folder}.pdf"
    with pypdfium2.PdfDocument(str(path)) as book:
        text = "".join(page.get_textpage().get_text_range() for page in book)
    return {path.name: _bare(text)}


def _epub(build: Path, edition: Edition) -> dict[str, str]:
    path = build / "epub" / f"casebook-{edition.folder}.epub"
    with zipfile.ZipFile(path) as book:
        return {
            name: book.read(name).decode("utf-8")
            for name in book.namelist()
            if name.endswith((".xhtml", ".opf", ".ncx")) and "proofreading" not in name
        }


PRODUCTS: dict[str, Callable[[Path, Edition], dict[str, str]]] = {
    "pages": _pages,
    "data": _data,
    "search": _search,
    "compare": _compare,
    "cite": _cite,
    "pdf": _pdf,
    "epub": _epub,
}


@EVERY
@pytest.mark.parametrize("product", PRODUCTS)
def test_the_right_form_is_in_every_product_and_the_wrong_one_in_none(
    built: Path, edition: Edition, product: str
) -> None:
    results = PRODUCTS[product](built, edition)
    assert results
    text = "\n".join(results.values())
    right = forms(edition)
    assert [right[name] for name in OF_PRODUCT[product] if right[name] not in text] == []
    wrong = {
        (name, word)
        for name, item in results.items()
        for word in WRONG[edition.tag]
        if word in item
    }
    assert wrong == set()


@EVERY
def test_the_corrected_indicator_has_its_label_wherever_it_is_shown(
    built: Path, edition: Edition
) -> None:
    right = forms(edition)
    rows = json.loads((_site(built, edition) / "data" / "indicators.json").read_text("utf-8"))
    (row,) = [item for item in rows if item["text"] == right["unit"]]
    assert row["measured"] == right["indicator"]
    case = next(text for name, text in _compare(built, edition).items() if "yujia" in name)
    assert right["indicator"] in case.splitlines()
    page = (_site(built, edition) / "cases" / "yujia.html").read_text("utf-8")
    assert _bare(re.sub("<[^>]+>", "", page)).count(right["indicator"] + right["unit"]) == 1
    (book,) = _pdf(built, edition).values()
    assert book.count(right["indicator"] + right["unit"]) == 1


@EVERY
def test_the_term_of_the_glossary_is_explained_on_hover_and_stands_in_the_index_of_the_book(
    built: Path, edition: Edition
) -> None:
    right = forms(edition)
    for slug in ("yujia", "zhongxing"):
        page = (_site(built, edition) / "cases" / f"{slug}.html").read_text("utf-8")
        assert f'title="{right["definition"]}' in page
        # What tells the site how to read a piece of text does not reach the reader.
        assert "of-yujia" not in page
        assert "note-" not in page
    (book,) = _pdf(built, edition).values()
    index = book[book.rindex("索引") :]
    assert right["glossary"] in index
    assert right["term"] in index


@EVERY
def test_pages_know_their_edition_and_the_others(built: Path, edition: Edition) -> None:
    page = (_site(built, edition) / "cases" / "yujia.html").read_text("utf-8")
    assert f'lang="{edition.tag}"' in page
    assert set(re.findall(r'edition-switch"[^>]*data-edition="([^"]+)"', page)) == (
        set(TAGS) - {edition.tag}
    )
    assert set(re.findall(r'rel="alternate" hreflang="([^"]+)"', page)) >= set(TAGS)
    assert f'rel="canonical" href="https://example.org/{edition.folder}/cases/yujia.html"' in page
    assert "_static/themes.css" in page
    styles = (built / "html" / "_static" / "themes.css").read_text("utf-8")
    (fonts,) = re.findall(rf'html\[lang="{edition.tag}"\] {{([^}}]*)}}', styles)
    assert f'"{edition.sans[0]}"' in fonts


def test_the_proofreading_pages_have_a_table_for_each_edition(built: Path) -> None:
    folder = built / "html" / "zh-Hant" / "proofreading"
    pages = "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
    assert all(edition_of(tag).title in pages for tag in ("zh-Hant-TW", "zh-Hant-HK"))


def test_the_entrance_bears_the_title_in_every_edition_and_leads_to_each(built: Path) -> None:
    page = (built / "html" / "index.html").read_text("utf-8")
    assert "<title>于家村平台改革案例庫 · 于家村平台改革案例库</title>" in page
    for tag in TAGS:
        edition = edition_of(tag)
        assert f'href="{edition.folder}/index.html" lang="{tag}">{edition.title}</a>' in page


@pytest.mark.parametrize("tag", ["zh-Hans-CN", "zh-Hant-HK"])
def test_an_edition_alone_is_built_alone(tmp_path: Path, tag: str) -> None:
    folder, edition = tmp_path / "kb", edition_of(tag)
    shutil.copytree(Path(__file__).with_name("three_editions"), folder)
    settings = f'editions = ["{tag}"]\nbase_url = "https://example.org/"\n'
    (folder / "casebook.toml").write_text(settings, encoding="utf-8")
    site = build(folder, "html") / "html"
    assert sorted(path.name for path in site.iterdir()) == sorted(
        [
            *(".nojekyll", "404.html", "entrance.css", "entrance.js", "index.html", "robots.txt"),
            *("_static", "search", edition.folder),
        ]
    )
    text = "\n".join(_pages(folder / "build", edition).values())
    assert "edition-switch" not in text
    assert "hreflang" not in text
    assert 'rel="canonical"' in text
    listed = (site / edition.folder / "compare" / "list.js").read_text("utf-8")
    assert listed.count("平台改革") == 1
    assert {path.name for path in (site / "search" / "units").iterdir()} == {f"{tag}.js"}
    pack = (site / "search" / "texts" / "0000.js").read_text("utf-8")
    rows = json.loads(pack[pack.index(",") + 1 : pack.rindex(")")])
    # Without another edition no case has what turns its text into that of another.
    assert rows
    for *_, differences in (row for row in rows if len(row) == 6):
        ((changes, _),) = differences
        assert changes == []
    assert {len(row) for row in rows} <= {5, 6}
    assert (site / "index.html").read_text("utf-8").count("<a ") == 1
