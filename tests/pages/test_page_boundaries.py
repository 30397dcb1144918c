"""Constants of the pages at their boundaries, and the plain behaviour of their parts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.site.build import snapshot_of

from casebook.ingest.clean.run import STEPS
from casebook.knowledge.fields import Field, fields
from casebook.library.changes import Change, ChangeKind, shown_changes
from casebook.library.redirects import Redirect, Redirects
from casebook.library.withdrawn import Withdrawn
from casebook.pages import links, myst
from casebook.pages.blocks import PICTURE_KINDS, picture_path
from casebook.pages.catalogue import OTHER, Catalogue
from casebook.pages.links import Link
from casebook.pages.site import site_files
from casebook.pages.split import by_letter, by_year, name_key, year_page_names
from casebook.pages.sync import generated, is_generated, sync
from casebook.problems import Code
from casebook.records import (
    Article,
    Kind,
    Paragraph,
    Picture,
    Region,
    Script,
    Section,
    Source,
    Table,
    Theme,
    walk,
)
from casebook.text import labels
from casebook.text.slugs import name_slug

FIELD = Field("health", "醫療衛生")


def _article(
    slug: str, *texts: str, years: str = "2019", field: str = "醫療衛生", **more: object
) -> Article:
    blocks = tuple(map(Paragraph, texts or ("一段文字。",)))
    sections = (Section(Theme.MEASURES, "創新舉措", blocks),)
    return Article(
        slug=slug,
        title=f"題目 {slug}",
        script=Script.HANT,
        years=years,
        field=field,
        sections=sections,
        **more,  # type: ignore[arg-type]
    )


def _files(tmp_path: Path, *articles: Article) -> dict[str, str]:
    made = site_files(snapshot_of(articles, tmp_path))
    return {name: content.decode("utf-8", "replace") for name, content in made.items()}


# --- division ---------------------------------------------------------------------------


def test_a_field_is_divided_only_above_its_limit() -> None:
    articles = [_article("a", years="2019"), _article("b", years="2021-2022")]
    whole = list(by_year(FIELD, articles, lambda _: 5, 10))
    assert [(name, note) for name, note, _ in whole] == [("health", "")]
    divided = list(by_year(FIELD, [*articles, _article("c", years="")], lambda _: 5, 10))
    assert [(name, note, [item.slug for item in part]) for name, note, part in divided] == [
        ("health", "（2021）", ["b"]),
        ("health-2019", "（2019）", ["a"]),
        ("health-undated", "（年份不詳）", ["c"]),
    ]
    assert list(by_year(FIELD, [], lambda _: 5, 0)) == []
    assert year_page_names(FIELD, [*articles, _article("c", years="")]) == (
        *("health-undated", "health-2019", "health-2021"),
    )


def test_names_are_grouped_by_letter() -> None:
    assert by_letter(["z", "b", "a-2", "9", "a-1", "{"], str) == {
        "0": ["9", "{"],
        "a": ["a-1", "a-2"],
        "b": ["b"],
        "z": ["z"],
    }


@pytest.mark.parametrize(("count", "pages"), [(500, 1), (501, 2)])
def test_figures_are_divided_above_five_hundred(tmp_path: Path, count: int, pages: int) -> None:
    def figures(number: int) -> str:
        return "".join(f"窗口{item}個。" for item in range(1, number + 1))

    made = _files(
        tmp_path,
        _article("new", figures(250), years="2020"),
        _article("old", figures(count - 250), years="2019"),
    )
    key = next(field.key for field in fields() if field.name == "醫療衛生")
    results = sorted(name for name in made if name.startswith(f"indicators/{key}"))
    assert len(results) == pages
    slugs = [
        re.findall(r"^:::::\{case:figures\} (.*)$", made[name], re.MULTILINE) for name in results
    ]
    assert slugs == ([["old new"]] if pages == 1 else [["old"], ["new"]])
    listed = re.findall(r"\[(\d+) 個數字\]", made["indicators/index.md"])
    assert sum(map(int, listed)) == count


@pytest.mark.parametrize(("count", "pages"), [(500, 1), (501, 2)])
def test_characters_to_proofread_are_divided_above_five_hundred(
    tmp_path: Path, count: int, pages: int
) -> None:
    # In Simplified text 后 is a question where it stands alone.
    def questions(number: int) -> str:
        return "后，" * number

    articles = [
        _article("new", questions(250), years="2020"),
        _article("old", questions(count - 250), years="2019"),
    ]
    made = _files(tmp_path, *articles)
    key = next(field.key for field in fields() if field.name == "醫療衛生")
    results = sorted(name for name in made if name.startswith(f"proofreading/{key}"))
    assert len(results) == pages
    assert sum(
        made[name].count("\n| [new]") + made[name].count("\n| [old]") for name in results
    ) == (count)


# --- lists ------------------------------------------------------------------------------


def test_articles_are_read_by_field_year_and_slug(tmp_path: Path) -> None:
    first, second = fields()[0].name, fields()[1].name
    articles = [
        _article("f", field="", years="2001"),
        _article("e", field=second, years="2001"),
        _article("d", field=first, years=""),
        _article("c", field=first, years="2011-2015"),
        _article("b", field=first, years="2011-2013"),
        _article("g", field=first, years="2011-2013"),
        _article("a", field=first, years="2012"),
    ]
    catalogue = Catalogue(snapshot_of(articles, tmp_path).casebook)
    assert "".join(article.slug for article in catalogue.articles) == "bgcadef"
    assert [(item.name, len(results)) for item, results in catalogue.by_field] == [
        (first, 5),
        (second, 1),
        (OTHER.name, 1),
    ]
    by = {year: "".join(entry.slug for entry in result) for year, result in catalogue.by_year}
    assert list(by) == [2015, 2014, 2013, 2012, 2011, 2001]
    assert by[2012] == "bgca"
    assert by[2001] == "ef"
    assert (OTHER.key, OTHER.name) == ("other", "其他")
    assert catalogue.field_of(articles[0]) == OTHER
    for code, province in (("510100", "510000"), ("510000", "510000"), ("999999", ""), ("", "")):
        place = catalogue.province_of(_article("x", region=Region("某地", code)))
        assert (place.code if place else "") == province
    assert catalogue.province_of(_article("x")) is None


def test_an_empty_knowledge_base_says_so(tmp_path: Path) -> None:
    made = _files(tmp_path)
    assert made["index.md"].count("還沒有案例。") == 2
    assert "還沒有地區。" in made["index.md"]
    assert "[0]{.n} 個案例" in made["index.md"]
    assert "沒有待校對的字。" in made["proofreading/index.md"]
    assert "filterable" not in made["policies/index.md"]


def test_what_a_case_does_not_say_is_left_out_of_its_head(tmp_path: Path) -> None:
    field, key = fields()[0].name, fields()[0].key
    article = _article("a", years="", field=field, region=Region("", "999999"), sources=(Source(),))
    page = _files(tmp_path, article)["cases/a.md"]
    head = page[page.index("case-head hant") : page.index("{#measures}")]
    assert head.split("\n")[2:6] == [
        ":性質: 原文",
        f":領域: [{field}](/fields/{key}.md)",
        ":地區: [999999]{.hant}",
        ":原稿文字: 繁體",
    ]
    assert "1. {#source-1}\n   [未註明]{.hant}" in page
    none = _files(tmp_path, _article("b"))["cases/b.md"]
    assert "{.hant}\n未註明來源。" in none
    assert ":清理: 無記錄" in none


# --- passages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "頭一句。按照《關於改革的意見》，各地都改了。末一句。",
            "按照《關於改革的意見》，各地都改了。",
        ),
        ("他說：「依《關於改革的意見》辦！」沒有人反對。", "他說：「依《關於改革的意見》辦！」"),
        (
            "一" * 200 + "《關於改革的意見》" + "二" * 200,
            "一" * 200 + "《關於改革的意見》" + "二" * 200,
        ),
    ],
)
def test_a_document_is_shown_with_the_whole_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    made = _files(tmp_path, _article("a", text))
    (page,) = (text for name, text in made.items() if name.startswith("policies/guan-yu"))
    assert f"  - [{sentence}]{{.hant .of-a}} [原段](#case:a/measures-p1)" in page


def test_every_sentence_that_names_a_document_is_shown_once(tmp_path: Path) -> None:
    texts = ("先有《關於改革的意見》。又說《關於改革的意見》好。", "先有《關於改革的意見》。")
    made = _files(tmp_path, _article("a", *texts))
    (page,) = (text for name, text in made.items() if name.startswith("policies/guan-yu"))
    assert page.count("先有《關於改革的意見》。") == 1
    assert page.count("又說《關於改革的意見》好。") == 1
    assert "共 1 個；引用它的句子全部列出。" in page


# --- the way on, and what distinguishes ---------------------------------------------------


def test_a_part_leads_to_the_same_part_of_the_next_case_of_its_field(tmp_path: Path) -> None:
    field, key = fields()[0].name, fields()[0].key
    made = _files(
        tmp_path,
        _article("a", years="2001", field=field),
        _article("b", years="2002", field=field),
        _article("c", years="2003", field=fields()[1].name),
    )
    assert f"[連讀「{field}」的創新舉措](#measures:a)" in made["cases/a.md"]
    assert "下一個案例的創新舉措：[題目 b](#case:b/measures){.hant}" in made["cases/a.md"]
    assert f"[連讀「{field}」的創新舉措](#measures:b)" in made["cases/b.md"]
    assert "下一個案例" not in made["cases/b.md"]
    assert "part-links" not in made["cases/c.md"]
    assert f"fields/{key}.md" in made


def test_a_part_in_several_sections_leads_on_once_after_the_last(tmp_path: Path) -> None:
    sections = tuple(
        Section(theme, heading, (Paragraph(heading),))
        for theme, heading in (
            (Theme.BACKGROUND, "改革背景"),
            (Theme.MEASURES, "創新舉措"),
            (Theme.APPROACH, "改革思路"),
        )
    )
    both = [
        Article(slug=slug, title=slug, script=Script.HANT, field=FIELD.name, sections=sections)
        for slug in "ab"
    ]
    page = _files(tmp_path, *both)["cases/a.md"]
    assert page.count("的改革背景](#background:a)") == 1
    assert page.index("的創新舉措](#measures:a)") < page.index("的改革背景](#background:a)")


def test_lists_say_that_a_case_is_a_digest_only_where_others_are_none(tmp_path: Path) -> None:
    digest = _article("a", kind=Kind.DIGEST)
    assert "編寫" not in _files(tmp_path, digest)["cases/index.md"]
    mixed = _files(tmp_path, digest, _article("b"))["cases/index.md"]
    assert mixed.count("編寫") == 1


@pytest.mark.parametrize(("length", "cut"), [(30, False), (31, True)])
def test_a_paragraph_is_named_by_its_first_thirty_characters(
    tmp_path: Path, length: int, cut: bool
) -> None:
    text = "全縣設立窗口120個" + "，" * (length - 10)
    assert len(text) == length
    article = Article(
        slug="a",
        title="題",
        script=Script.HANT,
        sections=(
            Section(Theme.MEASURES, "創新舉措", (Paragraph("推行「一窗通辦」，設立窗口120個。"),)),
            Section(Theme.RESULTS, "實踐成效", (Paragraph(text), Paragraph("「一窗通辦」好。"))),
        ),
    )
    page = _files(tmp_path, article)["cases/a.md"]
    answers = page[page.index("{#answers") :]
    assert (f"[{text[:30]}…](" in answers) == cut
    assert (f"[{text}](" in answers) == (not cut)


@pytest.mark.parametrize(("caption", "named"), [("各鄉窗口", "各鄉窗口"), ("", "表格")])
def test_a_table_is_named_by_its_caption(tmp_path: Path, caption: str, named: str) -> None:
    table = Table((("鄉鎮", "推行「一窗通辦」的窗口"), ("甲鄉", "120個")), caption=caption)
    article = Article(
        slug="a",
        title="題",
        script=Script.HANT,
        sections=(
            Section(Theme.MEASURES, "創新舉措", (Paragraph("推行「一窗通辦」，設立窗口120個。"),)),
            Section(Theme.RESULTS, "實踐成效", (table, Paragraph("「一窗通辦」好。"))),
        ),
    )
    page = _files(tmp_path, article)["cases/a.md"]
    assert f"[{named}](#case:a/results-t1)" in page[page.index("{#answers") :]


# --- links ------------------------------------------------------------------------------


def test_text_with_links() -> None:
    own = (
        Link(0, 1, "#a"),
        Link(2, 4, "#b", 'x"y', Script.HANS, "hall"),
        Link(4, 5, "#c", "z"),
    )
    assert links.line("#一二三四五六", own) == (
        r"[#](#a)一"
        r'[二三](#b "x\"y"){.note-hans .note-of-hall}'
        r'[四](#c "z"){.note-hant}五六'
    )
    assert links.line("- 一", ()) == r"\- 一"
    assert links.line("- 一二", (Link(3, 4, "#a"),)) == r"\- 一[二](#a)"
    assert links.line("一- 二", (Link(0, 1, "#a"),)) == "[一](#a)- 二"


def test_of_two_links_that_overlap_the_longer_stays() -> None:
    long, short, beside = Link(2, 6, "#long"), Link(5, 8, "#short"), Link(6, 8, "#beside")
    apart = links._apart
    assert apart([short, long]) == (long,)
    assert apart([beside, long]) == (long, beside)
    assert apart([Link(0, 2, "#x"), long]) == (Link(0, 2, "#x"), long)
    assert apart([Link(1, 3, "#x"), long]) == (long,)
    first, second = Link(0, 2, "#first"), Link(1, 3, "#second")
    assert apart([second, first]) == (first,)


# --- MyST -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inline", "line"),
    [
        ("一", "一", "一"),
        ("a\tb", "a&#9;b", "a&#9;b"),
        ("\\`*_{}[]<>&$~^|!@\"'", "".join(f"\\{c}" for c in "\\`*_{}[]<>&$~^|!@\"'"), None),
        *((f"{mark}一", f"{mark}一", f"\\{mark}一") for mark in "#+-=:%.()/;,?"),
        ("1. 一", "1. 一", r"1\. 一"),
        ("12) 一", "12) 一", r"12\) 一"),
        ("1 一", "1 一", "1 一"),
        ("一. 二", "一. 二", "一. 二"),
    ],
)
def test_escapes(text: str, inline: str, line: str | None) -> None:
    assert myst.inline(text) == inline
    # What is escaped everywhere needs no second backslash.
    assert myst.line(text) == (inline if line is None else line)


def test_parts_of_myst() -> None:
    assert myst.heading(2, "題") == "## 題"
    assert myst.heading(3, "題", "own") == "{#own}\n### 題"
    assert myst.heading(1, "題", "", Script.HANS) == "{.hans}\n# 題"
    assert myst.heading(1, "題", "own", Script.HANT) == "{#own .hant}\n# 題"
    assert myst.anchors(["a", "b"]) == "[]{#a}[]{#b}"
    assert myst.link("a*", "#x") == r"[a\*](#x)"
    assert myst.link("a", "#x", Script.HANT) == "[a](#x){.hant}"
    assert myst.link("a", "#x", Script.HANS, "hall") == "[a](#x){.hans .of-hall}"
    assert myst.span("a*", Script.HANT) == r"[a\*]{.hant}"
    assert myst.span("a", Script.HANT, "hall") == "[a]{.hant .of-hall}"
    assert myst.span("", Script.HANS) == myst.span("", Script.HANT, "hall") == ""
    assert myst.web_link("", "javascript:x", Script.HANS) == ""
    assert myst.span("0", Script.HANS) == "[0]{.hans}"
    assert myst.web_link("a", "https://b.cn/?c&d", Script.HANS) == (
        r"[a](<https://b.cn/?c\&d>){.hans}"
    )
    assert myst.web_link("a", "javascript:x", Script.HANS) == "[a]{.hans}"
    assert myst.fence("name", ["x"]) == [":::::{name}", "", "x", ":::::"]
    assert myst.fence("name", [], "argument", key="value") == [
        *(":::::{name} argument", ":key: value", "", ":::::"),
    ]
    assert myst.page({"a": "1", "b": "x"}, ["甲", "乙"]) == (
        '---\na: "1"\nb: "x"\n---\n\n甲\n\n乙\n'
    )
    assert myst.PAGE == {"casebook_script": "Hant"}


# --- blocks -----------------------------------------------------------------------------


def _first(article: Article, kind: type) -> str:
    placed = next(item for item in walk(article) if isinstance(item.content, kind))
    return picture_path(article, placed)


@pytest.mark.parametrize(
    ("file", "ending"),
    [
        ("a.jpg", ".jpg"),
        ("../../A.JPEG", ".jpeg"),
        ("b.png", ".png"),
        ("b.x.gif", ".gif"),
        ("b.webp", ".webp"),
        ("b.svg", ".svg"),
        ("b.bmp", None),
        ("b.html", None),
        ("jpg", None),
        ("", None),
    ],
)
def test_address_of_a_picture(file: str, ending: str | None) -> None:
    section = Section(Theme.MEASURES, "舉措", (Picture("圖", "", file),))
    article = Article("hall", "題", Script.HANT, (section,))
    path = f"pictures/hall/measures-f1{ending}" if ending else ""
    assert _first(article, Picture) == path
    assert len(PICTURE_KINDS) == 6


def test_lists_go_one_level_deeper_at_a_time_and_headings_six_levels(tmp_path: Path) -> None:
    points = (Paragraph("甲", 3), Paragraph("乙", 3), Paragraph("丙", 1), Paragraph("丁"))
    section = Section(Theme.MEASURES, "最深", (*points, Paragraph("戊", 2)))
    for level in range(6):
        section = Section(Theme.MEASURES, f"第{level}層", (), (section,))
    article = Article("a", "題", Script.HANT, (section,))
    made = _files(tmp_path, article)
    page = made["measures/other.md"]
    assert "\n- 甲\n  - 乙\n- 丙\n\n丁\n\n- 戊\n" in page
    assert "\n### 第5層" in page
    assert "\n###### 第2層" in page
    assert "\n###### 最深" in page
    assert "#######" not in page
    assert "\n## 第5層" in made["cases/a.md"]


def test_a_table_of_one_row_has_no_head(tmp_path: Path) -> None:
    tables = (Table((("甲", ""), ("乙", "丙")), header=True), Table((("甲",),), header=True))
    article = Article("a", "題", Script.HANT, (Section(Theme.MEASURES, "舉措", tables),))
    page = _files(tmp_path, article)["cases/a.md"]
    assert ":header-rows: 1\n\n* - 甲\n  -\n* - 乙\n  - 丙\n:::::" in page
    assert ":header-rows: 0\n\n* - 甲\n:::::" in page


# --- files ------------------------------------------------------------------------------


def test_sync_makes_a_folder_be_what_is_generated(tmp_path: Path) -> None:
    page = b'---\ncasebook_script: "Hant"\n---\n'
    for name, content in {
        "about.md": b"# about\n",
        "README.md": b"# readme\n",
        "old/stale.md": page,
        "same.md": page,
        "pictures/a/x.jpg": b"x",
        "mine.md": b"mine",
        "own/x.txt": page,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert sorted(generated(tmp_path)) == ["old/stale.md", "pictures/a/x.jpg", "same.md"]
    done = sync({"same.md": page, "mine.md": page, "new/a.md": page + b"a"}.items(), tmp_path)
    assert done.written == ("new/a.md",)
    assert done.deleted == ("old/stale.md", "pictures/a/x.jpg")
    assert [(problem.code, problem.file) for problem in done.problems] == [
        (Code.NOT_GENERATED, (tmp_path / "mine.md").as_posix())
    ]
    assert (tmp_path / "mine.md").read_bytes() == b"mine"
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "own/x.txt").exists()
    assert is_generated(tmp_path / "new/a.md", tmp_path)
    assert is_generated(tmp_path / "pictures/b.png", tmp_path)
    assert not is_generated(tmp_path / "mine.md", tmp_path)
    assert not is_generated(tmp_path / "own/x.txt", tmp_path)
    assert not is_generated(tmp_path / "gone.md", tmp_path)
    again = sync({"same.md": page, "mine.md": b"mine", "new/a.md": page + b"a"}.items(), tmp_path)
    assert (again.written, again.deleted, again.problems) == ((), (), ())


def test_a_page_is_written_before_the_next_is_made(tmp_path: Path) -> None:
    there: list[list[str]] = []

    def pages() -> Iterator[tuple[str, bytes]]:
        for name in ("a.md", "b.md"):
            there.append(sorted(path.name for path in tmp_path.iterdir()))
            yield name, b"---\ncasebook_script: x\n---\n"

    assert sync(pages(), tmp_path).files == 2
    assert there == [[], ["a.md"]]


# --- the record -------------------------------------------------------------------------


def test_every_step_of_cleaning_has_its_word() -> None:
    names = {step.name for step in STEPS}
    words = set(labels.STEPS)
    # Reading, pictures, what people said of single lines or cut in the editor, the parting of a
    # page into its cases, what other pages of the site have, and signs around headings, are no
    # steps of this list.
    assert words - names == {
        "read",
        "pictures",
        "overrules",
        "split",
        "edit",
        "elsewhere",
        "headings",
    }
    assert names <= words


def test_every_value_that_can_be_suggested_has_its_word(tmp_path: Path) -> None:
    keys = ("field", "region", "level", "years", "slug")
    made = _files(tmp_path, _article("a", suggested=(*keys, "unknown")))["cases/a.md"]
    assert ":待確認: 領域、地區、層級、年份、網址名稱由電腦依文字推定，尚未經人確認" in made


# --- figures ----------------------------------------------------------------------------


def _state_of(page: str) -> str:
    match = re.search(r"\{case:figures\}.*\n:state: (\w{8})\n", page)
    assert match
    return match[1]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "另一個題目"},
        {"text": "窗口30個，群眾都說方便。"},
        {"text": "窗口31個，群眾都說好。"},
        {"script": Script.HANS},
    ],
)
def test_a_page_of_figures_is_another_where_what_it_shows_is(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    changed = _page_of_figures(tmp_path, **other)
    assert _state_of(_page_of_figures(tmp_path)) == _state_of(_page_of_figures(tmp_path))
    assert _state_of(changed) != _state_of(_page_of_figures(tmp_path))


def test_a_page_of_figures_is_the_same_where_another_paragraph_is_edited(tmp_path: Path) -> None:
    before, after = (_page_of_figures(tmp_path, beside=text) for text in ("群眾說好。", "都說好。"))
    assert before == after


def _page_of_figures(
    folder: Path,
    title: str = "題目",
    text: str = "窗口30個，群眾都說好。",
    script: Script = Script.HANT,
    beside: str = "群眾說好。",
) -> str:
    article = replace(_article("a", text, beside), title=title, script=script)
    made = _files(folder, article)
    (name,) = (name for name in made if re.fullmatch(r"indicators/(?!index).*", name))
    return made[name]


# --- lists in time ----------------------------------------------------------------------


def test_documents_are_listed_by_month_the_newest_first(tmp_path: Path) -> None:
    texts = (
        "2019年4月，某市印發《關於修橋的意見》。",
        "2019年10月，某市印發《關於鋪路的意見》。",
        "2021年，某市印發《關於種樹的意見》。",
        "某市還引用了《關於養魚的意見》。",
    )
    page = _files(tmp_path, _article("a", *texts))["policies/index.md"]
    dates = re.findall(r"\[(20[^\]]*)\]\{\.when\}", page)
    assert dates == ["2021年", "2019年10月", "2019年4月"]


def test_what_changed_names_a_withdrawn_case_by_its_title(tmp_path: Path) -> None:
    changes = tuple(
        Change(date=dt.date(2026, 5, day), kind=kind, case=case)
        for case in ("gone", "nameless")
        for day, kind in ((1, ChangeKind.ADDED), (2, ChangeKind.WITHDRAWN))
    )
    snapshot = replace(
        snapshot_of((_article("a"),), tmp_path),
        changes=changes,
        withdrawn=(Withdrawn("gone", title="撤下的題名"), Withdrawn("nameless")),
    )
    page = site_files(snapshot)["changes/index.md"].decode("utf-8")
    assert page.count("[撤下的題名](/cases/gone.md)") == 2
    assert page.count("[nameless]{.as-is}") == 2


def test_feeds_are_listed_in_the_order_of_the_fields(tmp_path: Path) -> None:
    names = [field.name for field in fields()]
    articles = [_article(f"a{at}", field=name) for at, name in enumerate(reversed(names))]
    changes = tuple(
        Change(date=dt.date(2026, 5, 1), kind=ChangeKind.ADDED, case=article.slug)
        for article in articles
    )
    snapshot = replace(snapshot_of(articles, tmp_path), changes=changes)
    page = site_files(snapshot)["changes/index.md"].decode("utf-8")
    assert re.findall(r"\[([^\]]+)\]\(#feed:(?!all)", page) == names


def test_what_changed_names_each_case_by_its_title_and_a_merged_one_once(tmp_path: Path) -> None:
    def change(kind: ChangeKind, case: str, **more: str) -> Change:
        return Change(date=dt.date(2026, 5, 1), kind=kind, case=case, **more)

    history = (
        change(ChangeKind.ADDED, "first"),
        change(ChangeKind.ADDED, "second"),
        change(ChangeKind.ADDED, "third"),
        change(ChangeKind.RENAMED, "river", former="first"),
        change(ChangeKind.RENAMED, "lake", former="second"),
        change(ChangeKind.MERGED, "river", former="lake", title="併入的"),
        change(ChangeKind.WITHDRAWN, "third", title="第三個題名"),
        change(ChangeKind.RESTORED, "third"),
        change(ChangeKind.ADDED, "fourth"),
        change(ChangeKind.RENAMED, "gone", former="fourth"),
        change(ChangeKind.WITHDRAWN, "gone", title="撤下的題名"),
    )
    rows = [("first", "river"), ("second", "lake"), ("lake", "river"), ("fourth", "gone")]
    redirects = Redirects(tuple(Redirect("case", old, new) for old, new in rows))
    withdrawn = (Withdrawn("gone"),)
    snapshot = snapshot_of((_article("river"), _article("third")), tmp_path)
    present = {**redirects.present, ("case", "second"): "river"}
    shown = shown_changes(history, withdrawn, ("river", "third"), present)
    snapshot = replace(snapshot, changes=shown, withdrawn=withdrawn, redirects=redirects)
    page = site_files(snapshot)["changes/index.md"].decode("utf-8")
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert lines == [
        "- 新增 [題目 river](#case:river){.hant}",
        "- 新增 [撤下的題名](/cases/gone.md){.hant}",
        "- 新增 [題目 third](#case:third){.hant}",
        "- 合併 [併入的]{.hant}（原網址 [lake]{.as-is}），併入 [題目 river](#case:river){.hant}",
        "- 改網址 [撤下的題名](/cases/gone.md){.hant}（原網址 [fourth]{.as-is}）",
        "- 改網址 [題目 river](#case:river){.hant}（原網址 [first]{.as-is}）",
        "- 恢復 [題目 third](#case:third){.hant}",
        "- 撤下 [撤下的題名](/cases/gone.md){.hant}",
        "- 撤下 [題目 third](#case:third){.hant}",
    ]


def test_a_slug_that_is_given_again_after_a_merger_is_another_case() -> None:
    def change(kind: ChangeKind, case: str, former: str = "") -> Change:
        return Change(date=dt.date(2026, 5, 1), kind=kind, case=case, former=former)

    history = (
        change(ChangeKind.ADDED, "a"),
        change(ChangeKind.ADDED, "b"),
        change(ChangeKind.MERGED, "a", "b"),
        change(ChangeKind.ADDED, "b"),
    )
    shown = shown_changes(history, (), ("a", "b"), {})
    assert shown == (history[0], history[2], history[3])


# --- names in their order ---------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ["國務院", "國務院辦公廳", "國務院參事室", "國務院發展研究中心"],
        ["財政部", "財政部辦公廳"],
        ["一窗", "一窗辦", "一窗受理"],
        ["安徽省", "安徽省委", "安徽省政府"],
        ["水利", "水利部", "水利局"],
    ],
)
def test_a_name_stands_before_those_that_begin_with_it(names: list[str]) -> None:
    # The hash of a slug (國務院-ui…) says nothing of where a name stands.
    def order(name: str) -> tuple[tuple[str, ...], str]:
        return name_key(name, name_slug(name))

    for given in (names, names[::-1]):
        assert list(by_letter(given, name_slug, order).values()) == [names]


# --- several places ---------------------------------------------------------------------


def test_cases_of_several_places_stand_together_with_their_provinces(tmp_path: Path) -> None:
    text = "上海市和江蘇省一起辦。"
    page = _files(
        tmp_path,
        _article("a", text, region=Region("長三角", "")),
        replace(_article("b", region=Region("长三角", "")), script=Script.HANS),
        _article("c", region=Region("某地", "")),
    )["regions/index.md"]
    several, unplaced = page.split("## 跨地區")[1].split("## 未標明地區")
    assert several.count("{.note}") == 1
    named = {"310000": "上海市", "320000": "江苏省", "330000": "浙江省", "340000": "安徽省"}
    places = (f"[{name}](#place:{code}){{.hans}}" for code, name in named.items())
    assert "、".join(places) in several
    assert "(#case:a)" in several
    assert "(#case:b)" in several
    assert "(#case:c)" in unplaced
    assert "(#case:a)" not in unplaced


def test_a_case_of_several_places_stands_on_the_page_of_each(tmp_path: Path) -> None:
    files = _files(
        tmp_path,
        _article("delta", "浙江省先辦。", region=Region("长三角一体化示范区", "")),
        _article("capital", region=Region("京津冀", "")),
        _article("cities", region=Region("江苏省苏州市、浙江省嘉兴市", "")),
        _article("hall", "浙江省也辦。", region=Region("浙江省", "330000")),
        _article("nowhere", region=Region("某地", "")),
    )
    of = {code: files[f"regions/{code}.md"] for code in ("110000", "310000", "320000", "330000")}
    has = {
        code: {slug for slug in ("delta", "capital", "cities", "hall", "nowhere") if slug in page}
        for code, page in of.items()
    }
    assert has["110000"] == {"capital"}
    assert has["310000"] == {"delta"}
    assert has["320000"] == {"delta", "cities"}
    assert has["330000"] == {"delta", "cities", "hall"}
    zhejiang = of["330000"]
    assert zhejiang.index("(#case:hall)") < zhejiang.index("跨地區的案例")
    assert zhejiang.index("跨地區的案例") < zhejiang.index("(#case:delta)")
    # What a case says of its own places is no passage of another case.
    assert "提到這裡" not in zhejiang
    assert zhejiang.index("place-330400") < zhejiang.index("(#case:cities)")
    index = files["regions/index.md"]
    assert "[浙江省](#place:330000){.hans} [1 個案例，1 個跨地區案例]{.facts}" in index
    assert "[浙江 1](/regions/330000.md)" in index
    assert "[上海](/regions/310000.md){.hans .tile" in index


def test_without_any_place_the_index_has_no_empty_tree(tmp_path: Path) -> None:
    several = _files(tmp_path / "a", _article("a", region=Region("京津冀", "")))
    assert "各地區" in several["regions/index.md"]
    assert "還沒有地區。" not in several["regions/index.md"]
    none = _files(tmp_path / "b", _article("b"))["regions/index.md"]
    assert "還沒有地區。" in none
    assert "各地區" not in none
