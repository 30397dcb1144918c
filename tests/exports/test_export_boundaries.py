"""Constants of the exports at their boundaries, and the plain behaviour of their parts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.editions import SIMPLIFIED, TRADITIONAL, printer
from tests.held import held
from tests.site.build import snapshot_of

from casebook.exports import citations
from casebook.exports.citations import (
    ADDRESS,
    DAY,
    Reference,
    apa,
    case_citations,
    cited,
    collected_citations,
    gbt,
    reference,
    to_fill,
)
from casebook.exports.citations.files import bibtex
from casebook.exports.citations.reference import Words
from casebook.exports.comparison import compare_files
from casebook.exports.data import data_files, described
from casebook.exports.data_rows import FLAT_TABLES, KEYS, REFERENCES, TABLES, plain_type
from casebook.exports.entrance import entrance
from casebook.exports.package import FORMAT_VERSION, Description, Sum, data_package
from casebook.exports.search_records import search_cases, search_themes
from casebook.exports.tables import flat_tables, tables
from casebook.knowledge.build import annotate
from casebook.records import Article, Kind, Paragraph, Region, Script, Section, Source, Table, Theme
from casebook.search import Units
from casebook.text.printer import Printer
from casebook.themes import theme_pages

WORDS = Words(undated="無日期", sources="來源", copy="存本", retrieved="取自")


def _cited(**values: object) -> Reference:
    given = {"slug": "a", "title": "題", "language": "zh-Hant-TW", "words": WORDS} | values
    return Reference(**given)  # type: ignore[arg-type]


def _article(*blocks: Paragraph | Table, **more: object) -> Article:
    sections = (Section(Theme.MEASURES, "舉措", blocks),)
    return Article("x", "題", Script.HANT, sections, **more)  # type: ignore[arg-type]


# --- citations --------------------------------------------------------------------------


def test_every_name_that_the_package_offers_is_there() -> None:
    assert all(getattr(citations, name) for name in citations.__all__)


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({}, "題[EB/OL]."),
        ({"authors": ("甲", "乙", "丙")}, "甲, 乙, 丙. 題[EB/OL]."),
        ({"authors": ("甲", "乙", "丙", "丁")}, "甲, 乙, 丙, 等. 題[EB/OL]."),
        ({"authors": ("甲",), "publisher": "報"}, "甲. 題[EB/OL]. 報."),
        ({"authors": ("甲",), "publisher": "報", "date": "2024"}, "甲. 題[EB/OL]. 報, 2024."),
        (
            {"authors": ("甲",), "publisher": "報", "date": "2024-07"},
            "甲. 題[EB/OL]. 報, 2024(2024-07).",
        ),
        ({"authors": ("甲",), "date": "2024"}, "甲. 題[EB/OL]. (2024)."),
        ({"publisher": "報", "date": "2024"}, "報. 題[EB/OL]. (2024)."),
        ({"publisher": "報", "title": ""}, "報[EB/OL]."),
        ({"accessed": "2024-08-02"}, "題[EB/OL]. [2024-08-02]."),
        ({"url": "https://a.cn"}, "題[EB/OL]. https://a.cn."),
    ],
)
def test_citations_after_gbt_7714(values: dict[str, object], printed: str) -> None:
    assert gbt(_cited(**values)) == printed


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({}, "題（無日期）。"),
        ({"authors": ("甲", "乙")}, "甲、乙（無日期）。題。"),
        ({"authors": ("甲",), "publisher": "報"}, "甲（無日期）。題。報。"),
        ({"publisher": "報", "date": "2024-07"}, "報（2024年7月）。題。"),
        ({"publisher": "報", "title": ""}, "報（無日期）。"),
        ({"authors": ("甲",), "publisher": "報", "title": ""}, "甲（無日期）。報。"),
        *(
            ({"authors": ("甲",), "title": f"題{stop}"}, f"甲（無日期）。題{stop}")
            for stop in "。？！?!"
        ),
        ({"url": "https://a.cn"}, "題（無日期）。https://a.cn"),
    ],
)
def test_citations_in_the_order_of_apa(values: dict[str, object], printed: str) -> None:
    assert apa(_cited(**values)) == printed


def test_a_reference_says_nothing_that_is_not_known() -> None:
    item = _cited()
    assert (item.digest, item.authors, item.sources) == (False, (), ())
    assert (item.publisher, item.date, item.accessed, item.url, item.copy) == ("",) * 5


@pytest.mark.parametrize(
    ("compiled", "book", "date", "dating"),
    [
        ("2024-07", "2025", "2024-07", "compiled"),
        ("2024-07", "", "2024-07", "compiled"),
        ("", "2025", "2025", "book"),
        ("", "", "", ""),
    ],
)
def test_a_digest_has_the_date_at_which_it_was_compiled_or_that_of_the_book(
    compiled: str, book: str, date: str, dating: str
) -> None:
    sources = (Source(title="源", published="2001"),)
    digest = _article(Paragraph("一"), kind=Kind.DIGEST, compiled=compiled, sources=sources)
    item = reference(digest, "庫", Printer(TRADITIONAL), "", book)
    assert (item.date, item.dating, item.site) == (date, dating, "庫")
    original = _article(Paragraph("一"), compiled=compiled, sources=sources)
    item = reference(original, "庫", Printer(TRADITIONAL), "", book)
    assert (item.date, item.dating) == ("2001", "source")


def test_the_day_on_which_a_digest_was_read_stands_before_its_address() -> None:
    known = {"digest": True, "accessed": "2024-08-02", "url": "https://a.cn"}
    assert apa(_cited(**known)) == "題（無日期）。2024年8月2日取自 https://a.cn"
    for left_out in known:
        item = _cited(**{name: value for name, value in known.items() if name != left_out})
        assert "取自" not in apa(item)
    filled = to_fill(_cited(digest=True))
    assert (filled.accessed, filled.url) == (DAY, ADDRESS)
    assert apa(filled) == f"題（無日期）。{DAY}取自 {ADDRESS}"
    kept = to_fill(_cited(**known))
    assert (kept.accessed, kept.url) == ("2024-08-02", "https://a.cn")


def test_bibtex_escapes_what_latex_reads() -> None:
    (line,) = (x for x in bibtex([_cited(title="\\{}~^#$%&_")]).split("\n") if "title" in x)
    assert line == (
        r"  title = {\textbackslash{}\textbraceleft{}\textbraceright{}\textasciitilde{}"
        r"\textasciicircum{}\#\$\%\&\_},"
    )


def test_files_of_citations_are_named_by_their_format() -> None:
    assert sorted(dict(case_citations({"a": cited(_cited())}))) == ["a.bib", "a.csl.json", "a.ris"]
    assert sorted(collected_citations({})) == ["cases.bib", "cases.csl.json", "cases.ris"]


# --- data -------------------------------------------------------------------------------


def test_tables_have_keys_and_references_of_their_fields() -> None:
    assert set(KEYS) == set(FLAT_TABLES) == set(TABLES) | {"paragraphs", "citations", "sources"}
    for name, key in KEYS.items():
        assert set(key) <= set(FLAT_TABLES[name].__struct_fields__)
    assert {name: len(result) for name, result in REFERENCES.items()} == {
        "paragraphs": 1,
        "sources": 1,
        "indicators": 2,
        "citations": 2,
        "terms": 1,
    }
    for name, results in REFERENCES.items():
        for fields, other, there in results:
            assert set(fields) <= set(FLAT_TABLES[name].__struct_fields__)
            assert set(there) <= set(FLAT_TABLES[other].__struct_fields__)
            assert there == KEYS[other]


def test_plain_types() -> None:
    assert plain_type(str) == ((str,), False)
    assert plain_type(int | None) == ((int,), True)
    assert plain_type(int | float) == ((int, float), False)
    assert plain_type(int | float | None) == ((int, float), True)
    assert plain_type(tuple[str, ...]) == ((tuple,), False)


def test_a_knowledge_base_without_sources_has_no_date(tmp_path: Path) -> None:
    assert described(snapshot_of([], tmp_path)).date == ""
    dated = [
        _article(sources=(Source(published=date),))
        for date in ("2024-07-30T15:36+08:00", "2024", "")
    ]
    assert described(snapshot_of(dated, tmp_path)).date == "2024-07-30"
    assert Description() == Description("", "", "", "")


@pytest.mark.parametrize(
    ("date", "created"),
    [("2024-07-30", "2024-07-30T00:00:00Z"), ("2024-07", None), ("2024-07-301", None)],
)
def test_the_day_of_a_package(date: str, created: str | None) -> None:
    sums = {name: Sum(0, "") for name in FLAT_TABLES}
    about = Description("小庫", "只供測試", "https://a.cn", date)
    package = json.loads(data_package(sums, printer(annotate([]), SIMPLIFIED), about))
    assert package.get("created") == created
    assert package["version"] == FORMAT_VERSION
    assert package["name"] == "casebook-zh-hans-cn"
    assert package["title"] == "小库"
    assert package["description"] == "只供测试"
    assert package["homepage"] == "https://a.cn"
    bare = json.loads(data_package(sums, printer(annotate([]), SIMPLIFIED), Description()))
    assert {"title", "description", "homepage", "created"}.isdisjoint(bare)


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "a", "'"])
def test_what_a_spreadsheet_takes_for_a_formula_is_hidden(sign: str) -> None:
    known = annotate([_article(Paragraph(f"{sign}一"))])
    content = held(data_files(known, printer(known, TRADITIONAL)))["paragraphs.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    hidden = "" if sign in "a'" else "'"
    assert rows[1]["text"] == f"{hidden}{sign}一"
    assert [row["number"] for row in rows] == ["1", "2"]


@pytest.mark.parametrize("stop", [*"。！？；!?", "\n"])
def test_a_sentence_ends_at(stop: str) -> None:
    table = Table((("甲", "乙"), ("丙", "")), caption="說明")
    known = annotate([_article(Paragraph("一"), table, Paragraph(f"甲{stop}窗口有617個{stop}乙"))])
    (row,) = flat_tables(known, printer(known, TRADITIONAL))["indicators"]
    assert row.sentence == f"窗口有617個{stop}".strip()


def test_whole_numbers_are_printed_as_such() -> None:
    known = annotate([_article(Paragraph("窗口有617個，面積3.5畝，存款1.2萬元。"))])
    rows = tables(known, printer(known, TRADITIONAL))["indicators"]
    results = [row.value for row in rows]
    assert [(type(result), result) for result in results] == [
        (int, 617),
        (float, 3.5),
        (int, 12000),
    ]


def test_a_case_without_head_has_empty_fields() -> None:
    known = annotate([_article(Paragraph("一"))])
    (row,) = tables(known, printer(known, TRADITIONAL))["cases"]
    assert (row.field, row.field_name, row.region, row.region_name, row.level) == ("",) * 5
    assert (row.first_year, row.last_year, row.published, row.sources) == (None, None, "", ())
    (flat,) = flat_tables(known, printer(known, TRADITIONAL))["cases"]
    assert (flat.publishers, flat.urls, flat.characters) == ((), (), len("舉措") + 1)


# --- comparison, search, entrance -------------------------------------------------------


def test_a_case_to_compare_may_lack_its_head() -> None:
    article = _article(Paragraph("一"), region=Region("", "510100"), field="別的")
    known = annotate([article])
    files = dict(compare_files(known, printer(known, TRADITIONAL), [], Units((), {})))
    made = json.loads(files["cases/x.js"].partition(b",")[2].rpartition(b")")[0])
    assert (made["region"], made["field"], made["years"]) == ("四川省成都市", "別的", "")
    assert (made["source"], made["kind"], made["indicators"]) == ("", "original", [])
    assert files["list.js"].endswith('"四川省成都市","",""]]);\n'.encode())


def test_the_place_of_a_case_is_found_by_its_code_too() -> None:
    known = annotate([_article(Paragraph("一"), region=Region("", "510100"))])
    (case,) = search_cases(known, [printer(known, TRADITIONAL)])
    assert [entry.text[TRADITIONAL.tag] for entry in case.entries][-1] == "四川省成都市"
    assert (case.path, case.field, case.years) == ("cases/x.html", {}, None)
    themes = search_themes([Printer(SIMPLIFIED)])
    assert [theme.key for theme in themes] == [page.theme for page in theme_pages()]
    (measures,) = (theme for theme in themes if theme.key == "measures")
    assert measures.name == {SIMPLIFIED.tag: "创新举措"}


@pytest.mark.parametrize(
    ("region", "found"),
    [
        (Region("京津冀", ""), ["北京市", "天津市", "河北省"]),
        (Region("長三角一體化示範區", ""), ["上海市", "江蘇省", "浙江省", "安徽省"]),
        (Region("粵港澳大灣區", ""), ["廣東省", "香港特別行政區", "澳門特別行政區"]),
        (Region("浙江省杭州市、宁波市", ""), ["浙江省", "杭州市", "寧波市"]),
        (Region("川渝", ""), ["四川省", "重慶市"]),
        (Region("京津冀", "999999"), ["北京市", "天津市", "河北省"]),
        # With a code the region is that division, whatever its name holds; 某地 is none.
        (Region("长三角", "330000"), ["浙江省"]),
        (Region("某地", ""), []),
    ],
)
def test_a_case_of_several_regions_is_found_under_each(region: Region, found: list[str]) -> None:
    known = annotate([_article(Paragraph("一"), region=region)])
    (case,) = search_cases(known, [printer(known, TRADITIONAL)])
    assert sorted(name[TRADITIONAL.tag] for name in case.regions) == sorted(found)


def test_the_entrance_names_its_knowledge_base_in_every_edition() -> None:
    page = entrance("小<庫>", [Printer(TRADITIONAL), Printer(SIMPLIFIED)]).decode()
    assert "小&lt;庫&gt;" in page
    assert "小&lt;库&gt;" in page
    assert "<庫>" not in page
    assert page.endswith("</html>\n")
    item = entrance("一", [Printer(TRADITIONAL)]).decode()
    assert "zh-Hans" not in item
