"""Forms of the files of a knowledge base at their boundaries, and what is said of a wrong one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests import small

from casebook.library import article_text, dump, load_articles, parse, read_article, tidy
from casebook.library.body import body_lines, read_body, write_body
from casebook.library.front_matter import (
    FORMAT_VERSION,
    ISO_DATE,
    FrontMatterError,
    front_matter_lines,
    read_front_matter,
    write_front_matter,
)
from casebook.library.handwritten import handwritten, has_mark
from casebook.library.ids import (
    changed_ids,
    dump_ids,
    ids_name,
    ids_path,
    load_ids,
    parse_ids,
    remember_ids,
    renewed_ids,
    with_ids,
)
from casebook.library.layout import (
    SLUG,
    STATE,
    article_files,
    article_name,
    ledger_name,
    picture_name,
)
from casebook.library.ledger import (
    LoadedLedgers,
    dump_ledger,
    load_ledgers,
    parse_ledger,
    read_ledger,
)
from casebook.library.line_numbers import places
from casebook.library.matching import Known, Lost, Memory, match
from casebook.library.redirects import (
    KINDS,
    Redirect,
    Redirects,
    dump_redirects,
    from_former_slugs,
    load_redirects,
    redirects_path,
)
from casebook.problems import Code, Problem
from casebook.records import (
    Article,
    Gone,
    Kind,
    Ledger,
    Level,
    Paragraph,
    Picture,
    Region,
    Removal,
    Repair,
    Script,
    Section,
    Source,
    Table,
    Theme,
)
from casebook.text.slugs import name_slug


def _said(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[Code, int]]:
    return [(problem.code, problem.line) for problem in problems]


# --- names ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a", "a-1", "0", "index-1", "indexes", "a-index"])
def test_slugs(name: str) -> None:
    assert SLUG.fullmatch(name)


@pytest.mark.parametrize("name", ["", "A", "a--b", "-a", "a-", "index", "a_b", "a.b", "ä", "a\n"])
def test_what_is_no_slug(name: str) -> None:
    assert not SLUG.fullmatch(name)


def test_where_files_lie() -> None:
    assert article_name("a") == "a.md"
    assert ledger_name("a") == "ledger/a.json"
    assert picture_name("a", "b.jpg") == "pictures/a/b.jpg"
    assert ids_name("a") == "ids/a.json"
    assert ids_path(Path("x"), "a") == Path("x/ids/a.json")
    assert redirects_path(Path("x")) == Path("x/redirects.tsv")
    assert STATE == ".casebook"


def test_which_files_are_articles(tmp_path: Path) -> None:
    for name in (
        *(
            "b.md",
            "a.md",
            "c.txt",
            "notes",
            ".hidden.md",
            "~$a.md",
            "d.md~",
            "B.md",
            "e f.md",
            "g.MD",
        ),
        *("README.md", "license.md", "Licence.md", "CHANGELOG.md", "Contributing.md", "index.md"),
    ):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    files, problems = article_files(tmp_path)
    assert [path.name for path in files] == ["a.md", "b.md", "gone.md"]
    assert [(item.code, Path(item.file).name) for item in problems] == [
        (Code.SLUG_INVALID, "B.md"),
        (Code.SLUG_INVALID, "e f.md"),
        (Code.NO_ARTICLE_FILE, "folder.md"),
        (Code.SLUG_INVALID, "g.MD"),
        (Code.SLUG_INVALID, "index.md"),
    ]
    missing = article_files(tmp_path / "none")
    assert missing == ((), (Problem(Code.FOLDER_MISSING, (tmp_path / "none").as_posix()),))
    no_folder = tmp_path / "a.md"
    (problem,) = article_files(no_folder)[1]
    assert (problem.code, problem.file) == (Code.FILE_UNREADABLE, no_folder.as_posix())
    assert problem.detail == f"({os.strerror(20)})"


def test_which_pages_people_wrote(tmp_path: Path) -> None:
    for name, content in {
        "b.md": b"# b\n",
        "a.md": b"---\ncasebook: x\n---\n",
        "made.md": b'---\ncasebook_script: "Hant"\n---\n',
        "README.md": b"",
        ".x.md": b"",
        "c.txt": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.md").mkdir()
    assert handwritten(tmp_path) == (("a", "b"), ())
    assert has_mark(tmp_path / "made.md")
    assert not has_mark(tmp_path / "a.md")
    assert not has_mark(tmp_path / "README.md")
    assert handwritten(tmp_path / "none") == ((), ())
    (tmp_path / "b.md").write_bytes("# 关于本案例库\n".encode("gb18030"))
    _, (problem,) = handwritten(tmp_path)
    assert (problem.code, problem.file) == (Code.OTHER_ENCODING, (tmp_path / "b.md").as_posix())


# --- front matter -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "date",
    [
        *("2024", "2024-01", "2024-09", "2024-10", "2024-12", "2024-07-01", "2024-07-10"),
        *("2024-07-29", "2024-07-30", "2024-07-31", "2024-07-30T15:36", "2024-07-30T15:36:01"),
        *("2024-07-30T15:36Z", "2024-07-30T15:36+08:00", "2024-07-30T15:36:01-05:30"),
    ],
)
def test_dates(date: str) -> None:
    assert ISO_DATE.fullmatch(date)


@pytest.mark.parametrize(
    "date",
    [
        *("", "24", "20245", "2024-0", "2024-00", "2024-13", "2024-20", "2024-07-00", "2024-07-32"),
        *("2024-07-40", "2024/07", "2024-07-30 15:36", "2024-07T15:36", "2024-07-30T1:36"),
        *("2024-07-30T15:36+8", "2024-07-30T15:36:01Z+", "2024-07-30T15"),
    ],
)
def test_what_is_no_date(date: str) -> None:
    assert not ISO_DATE.fullmatch(date)


_MINIMUM = "title: 題\nscript: Hant\n"


def _front(more: str) -> dict[str, object]:
    return read_front_matter(_MINIMUM + more, 2)


def _wrong(text: str) -> list[tuple[Code, int, str]]:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text, 2)
    return [(item.code, item.line, item.detail) for item in caught.value.wrong]


def test_front_matter_is_text() -> None:
    values = _front(
        "kicker: no\nsubtitle: 2024-01-01\nkind: digest\nlevel: county\nyears: 2014-2014\n"
        "region: 某地\nregion_code: '330782'\nsuggested: [field]\nkeep: ''\n"
        "sources:\n- title: 甲\n  authors: [乙, 丙]\n  published: 2024\n"
    )
    assert values == {
        "title": "題",
        "script": Script.HANT,
        "kicker": "no",
        "subtitle": "2024-01-01",
        "kind": Kind.DIGEST,
        "level": Level.COUNTY,
        "years": "2014-2014",
        "region": Region("某地", "330782"),
        "suggested": ("field",),
        "keep": (),
        "sources": (Source(title="甲", authors=("乙", "丙"), published="2024"),),
    }
    assert _front("region_code: '330782'\n")["region"] == Region("", "330782")
    assert _front("region: 某地\n")["region"] == Region("某地", "")
    assert "region" not in _front("region: ''\n")
    for date in ("2024", "2024-01", "2024-12", "2024-07-01", "2024-07-31"):
        assert _front(f"compiled: {date}\n")["compiled"] == date
    assert _front("version: 1\n") == _front("")
    assert FORMAT_VERSION == 1


@pytest.mark.parametrize(
    ("line", "code", "detail"),
    [
        ("years: 2022-2014", Code.FRONT_MATTER_VALUE, "`years` must be a year or two"),
        ("years: 14", Code.FRONT_MATTER_VALUE, "`years` must be a year or two, as 2014 or"),
        ("region_code: 33078", Code.FRONT_MATTER_VALUE, "`region_code` must be six digits."),
        ("region_code: 3307821", Code.FRONT_MATTER_VALUE, "`region_code` must be six digits."),
        ("level: planet", Code.FRONT_MATTER_VALUE, "`level` must be one of nation, province, "),
        ("kind: other", Code.FRONT_MATTER_VALUE, "`kind` must be one of original, digest."),
        ("keep: {a: 詞}", Code.FRONT_MATTER_VALUE, "`keep` must be a list of text."),
        ("keep: [[詞]]", Code.FRONT_MATTER_VALUE, "`keep` must be text."),
        ("field: [x]", Code.FRONT_MATTER_VALUE, "`field` must be text."),
        ('field: "a\\nb"', Code.FRONT_MATTER_VALUE, "`field` must be one line of text without"),
        ("sources: x", Code.FRONT_MATTER_VALUE, "`sources` must be a list of sources."),
        ("sources: [x]", Code.FRONT_MATTER_VALUE, "`sources` must be a list in which each"),
        ("sources: [{saved: x}]", Code.FRONT_MATTER_VALUE, "`saved` must be an ISO 8601 date, as "),
        *(
            (f"compiled: '{date}'", Code.FRONT_MATTER_VALUE, "`compiled` must be a date, as 2024, ")
            for date in ("24", "2024-00", "2024-13", "2024-07-00", "2024-07-32", "2024-07-30T15:36")
        ),
        ("title: 又", Code.FRONT_MATTER_KEY, "`title` stands twice."),
        ("version: two", Code.FRONT_MATTER_VALUE, "`version` must be a number."),
        ("version: 0", Code.FRONT_MATTER_VALUE, "`version` must be a number."),
        ("version: 2", Code.FORMAT_NEWER, "(version 2)"),
        ("version: 999999", Code.FORMAT_NEWER, "(version 999999)"),
        ("version: 1000000", Code.FRONT_MATTER_VALUE, "`version` must be a number."),
        ("field: *x", Code.FRONT_MATTER_BROKEN, "Aliases (*name) are not allowed; quote a value"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(line: str, code: Code, detail: str) -> None:
    ((results, number, said),) = _wrong(f"{_MINIMUM}{line}\n")
    assert (results, number) == (code, 4)
    assert said.startswith(detail)


def test_all_that_is_wrong_is_said_at_once_by_line() -> None:
    said = _wrong("level: x\nsources:\n- a: b\n- saved: c\nfield: [y]\n")
    assert [entry[:2] for entry in said] == [
        (Code.FRONT_MATTER_REQUIRED, 2),
        (Code.FRONT_MATTER_REQUIRED, 2),
        (Code.FRONT_MATTER_VALUE, 2),
        (Code.FRONT_MATTER_VALUE, 5),
        (Code.FRONT_MATTER_VALUE, 6),
    ]
    details = {item[2] for item in _wrong("title: ' '\n")}
    assert details == {"Add `title:`.", "Add `script:`."}


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ("x", 2, "It holds no `key: value`."),
        ("- x", 2, "It holds no `key: value`."),
        ("", 2, "It holds no `key: value`."),
        (
            "title: 'x\nfield: y\n",
            2,
            "Character 8: The text has no quotation mark at its end.",
        ),
        ("title: x\nfield: [y\nyears: z\n", 3, ""),
        ("title: x\n\tother: y\n", 3, "Character 1: A line begins with spaces, not with a tab."),
        ("title: x\nother\nyears: y\n", 3, "Character 1: The line is no 'key: value'. `other`"),
        ("other: x: y\n", 2, "Character 9: A value that holds a colon and a space must"),
        ("other: 'x' y\n", 2, "Character 12: The line does not begin below those above it"),
        ("title: |x\n", 2, "Character 8: A value that begins with this character must stand"),
        ("other: ]\n", 2, "Character 8: A value that begins with this character must stand"),
        ("other: - x\n", 2, "Character 8: A list begins on a line of its own."),
        ('other: "\\q"\n', 2, "Character 10: A backslash in a text must be typed twice."),
        ("title: x\na: \x01\n", 3, "Character 4: A character is not allowed there."),
        ("other: {x\n", 2, "Character 8: The table is not closed: } is missing."),
        ("%title", 2, "Character 7: The program that reads it says “expected '<document"),
    ],
)
def test_broken_yaml_is_named_with_its_line(text: str, line: int, detail: str) -> None:
    ((code, number, said),) = _wrong(text)
    assert (code, number) == (Code.FRONT_MATTER_BROKEN, line)
    assert said.startswith(detail)


def test_lines_of_keys() -> None:
    text = "title: x\nsources:\n- url: a\n  authors:\n  - 甲\n- url: b\nsuggested:\n- field\n"
    assert front_matter_lines(text, 2) == {
        "title": 2,
        "sources": 3,
        "sources.0": 4,
        "sources.0.url": 4,
        "sources.0.authors": 5,
        "sources.0.authors.甲": 6,
        "sources.1": 7,
        "sources.1.url": 7,
        "suggested": 8,
        "suggested.field": 9,
    }


def test_front_matter_has_a_fixed_order_and_nothing_empty() -> None:
    article = Article(
        "a",
        "題" * 200,
        Script.HANT,
        (),
        kicker="眉",
        subtitle="副",
        field="政務服務",
        region=Region("某地", "330782"),
        level=Level.COUNTY,
        years="2014",
        compiled="2024-07",
        sources=(Source(title="甲", authors=("乙",)),),
        suggested=("field",),
        keep=("詞",),
    )
    text = write_front_matter(article)
    assert text == (
        f"title: {'題' * 200}\nkicker: 眉\nsubtitle: 副\nkind: original\nscript: Hant\n"
        "field: 政務服務\nregion: 某地\nregion_code: '330782'\nlevel: county\nyears: '2014'\n"
        "compiled: 2024-07\nsources:\n- title: 甲\n  authors:\n  - 乙\n"
        "suggested:\n- field\nkeep:\n- 詞\n"
    )
    bare = write_front_matter(Article("a", "題", Script.HANS, ()))
    assert bare == "title: 題\nkind: original\nscript: Hans\n"


# --- body -------------------------------------------------------------------------------


def test_body_in_every_form() -> None:
    sections = (
        Section(Theme.BODY, "", (Paragraph("開頭"), Paragraph("- 一"), Paragraph("# 一"))),
        Section(
            Theme.MEASURES,
            "創新舉措",
            (
                *(Paragraph(text) for text in ("\\一", "| 一", "![一", "Table: 一", "## 一", "##")),
                *(Paragraph("甲", 1), Paragraph("乙", 2), Paragraph("丙", 3)),
                Picture("圖]\\", '供"圖', 'a b"(1).jpg'),
                Picture("圖", "", ""),
                Picture("", "供圖", ""),
                Table((("甲|", "---"), ("乙", "")), header=True, caption="表"),
                Table((("丙",),), header=False),
            ),
            (Section(Theme.MEASURES, "一、", ()),),
        ),
        Section(Theme.RESULTS, "別的", (Paragraph("果"),)),
        Section(Theme.BODY, "雜", ()),
        Section(Theme.RESULTS, "說 {measures}", ()),
    )
    text = write_body(sections)
    assert text == "\n".join(
        [
            *("開頭", "", "\\- 一", "", "# 一", "", "## 創新舉措", ""),
            *("\\\\一", "", "\\| 一", "", "\\![一", "", "\\Table: 一", "", "\\## 一", "", "\\##"),
            *("", "- 甲", "  - 乙", "    - 丙", ""),
            r'![圖\]\\](a\ b\"(1\).jpg "供\"圖")',
            *("", "![圖]()", "", '![]("供圖")', ""),
            *("Table: 表", r"| 甲\| | \--- |", "| --- | --- |", "| 乙 |  |", "", "| 丙 |", ""),
            *("### 一、", "", "## 別的 {results}", "", "果", "", "## 雜", ""),
            *("## 說 {measures} {results}", ""),
        ]
    )
    assert read_body(text, "a.md", 1) == (sections, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 一\n#### 二\n### 三", [(Code.HEADING_LEVEL, 11)]),
        ("### 一", [(Code.HEADING_LEVEL, 10)]),
        ("一\n![二", [(Code.PICTURE_FORM, 11)]),
        ("| 一 | 二 |\n| 三 |", [(Code.TABLE_RAGGED, 10)]),
        ("一\n\n二\x07三", [(Code.CONTROL_CHARACTER, 12)]),
        ("一\n##### \n", [(Code.HEADING_LEVEL, 11)]),
        ("####### 一", []),
        ("##一", []),
    ],
)
def test_what_is_wrong_in_a_body_has_its_line(text: str, said: list[tuple[Code, int]]) -> None:
    assert _said(read_body(text, "a.md", 10)[1]) == said


@pytest.mark.parametrize("line", ["\\", "  \\", "\\\\"])
def test_a_backslash_alone_is_text(line: str) -> None:
    """Found by ``bench.laws article-files-by-hand``: it was a paragraph without text."""
    (section,) = read_body(f"## 創新舉措\n{line}\n", "", 1)[0]
    assert section.blocks == (Paragraph("\\"),)
    assert read_body(write_body((section,)), "", 1)[0] == (section,)


@pytest.mark.parametrize("text", ["!", "!!", "-", "#", "Table:"])
@pytest.mark.parametrize("depth", [0, 1])
def test_signs_before_the_numbers_of_sources_are_text(text: str, depth: int) -> None:
    """Found by ``bench.laws article-files``: ``![^2]`` was a picture that is none."""
    section = Section(Theme.MEASURES, "創新舉措", (Paragraph(text, depth, (2, 3)),))
    sections, problems = read_body(write_body((section,)), "", 1)
    assert (sections, list(problems)) == ((section,), [])


def test_a_key_without_a_value_in_a_source_is_a_clean_note() -> None:
    """Found by ``bench.laws article-files``: the note ended with a space."""
    head = "---\ntitle: 甲\nscript: Hant\nsources:\n- title: 乙\n  mine:\n---\n"
    article, _ = parse(f"{head}\n## 創新舉措\n\n丙\n", "a", "a.md")
    assert article is not None
    assert article.sources[0].note == "mine:"
    assert parse(dump(article), "a", "a.md")[0] == article


def test_a_heading_that_is_too_deep_is_put_up() -> None:
    (section,) = read_body("## 創新舉措\n#### 二\n##### 三\n### 四", "", 1)[0]
    assert [item.heading for item in section.sections] == ["二", "四"]
    assert [entry.heading for entry in section.sections[0].sections] == ["三"]


def test_tables_and_points_as_people_write_them() -> None:
    text = (
        "|一|二\n|:---|---:|\n| 三 | 四 |\n五\n |六|\n   - 七\n-八\n"
        "Table: 九\n\nTable: 十\n| a\\\\|"
    )
    (section,) = read_body(text, "", 1)[0]
    assert section.blocks[0] == Table((("一", "二"), ("三", "四")), header=True)
    assert section.blocks[1] == Paragraph("五")
    assert section.blocks[3:] == (
        Paragraph("七", 2),
        Paragraph("-八"),
        Paragraph("Table: 九"),
        Table((("a\\",),), header=False, caption="十"),
    )
    (ragged,) = read_body("| 一 | 二 |\n| 三 |", "", 1)[0][0].blocks
    assert ragged == Table((("一", "二"), ("三", "")), header=False)
    assert read_body("| --- |\n| --- |", "", 1)[0][0].blocks == (Table((("---",),), header=True),)
    assert read_body("| 一 |\n| -- |", "", 1)[0][0].blocks == (
        Table((("一",), ("--",)), header=False),
    )


def test_lines_of_a_body() -> None:
    text = "\n一\n\n## 創新舉措\n- 二\n- 三\n\nTable: 表\n| 四 |\n| 五 |\n六"
    # The section without a heading has the line of its first block.
    assert body_lines(text, 5) == (6, 6, 8, 9, 10, 12, 15)


def test_lines_of_a_file() -> None:
    article = Article(
        "a", "題", Script.HANT, (Section(Theme.MEASURES, "舉措", (Paragraph("一"),)),)
    )
    text = "\ufeff" + dump(article).replace("\n", "\r\n")
    assert places(text, article) == {
        "title": 2,
        "kind": 3,
        "script": 4,
        "measures": 7,
        "measures-p1": 9,
    }


# --- article files ----------------------------------------------------------------------


_TORN = "---\ntitle: 清河鎮網格化治理\nscript: Hans\n---\n全镇把五个窗口合成一个窗口，群众"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_that_is_torn_in_a_character_names_the_place(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    content = (mark + _TORN).encode(encoding)
    start = len((mark + _TORN[:-1]).encode(encoding))
    rest = "" if encoding == "utf-8" else f"; all before it is {encoding}"
    _, (problem,) = article_text(content[: start + 1], "a.md")
    assert (problem.line, problem.detail) == (5, f"Byte {start} is broken{rest}.")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", Code.FRONT_MATTER_MISSING, 1),
        (b"x\n---\n---\n", Code.FRONT_MATTER_MISSING, 1),
        (b"---\ntitle: x\n", Code.FRONT_MATTER_MISSING, 1),
        (b"---\ntitle: x\nscript: Hant\n---\n", Code.BODY_EMPTY, 4),
        (b"---\ntitle: x\nscript: Hant\n---\n## a\n", Code.BODY_EMPTY, 4),
        (b"---\ntitle: \xff\n---\n", Code.ARTICLE_NOT_UTF8, 2),
    ],
)
def test_broken_article_files(tmp_path: Path, content: bytes, code: Code, line: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    article, problems = read_article(path)
    assert article is None
    assert _said(problems) == [(code, line)]
    assert all(problem.file == path.as_posix() for problem in problems)


def test_files_that_are_no_article(tmp_path: Path) -> None:
    assert _said(read_article(tmp_path / "a.md")[1]) == [(Code.FILE_MISSING, 0)]
    assert _said(read_article(tmp_path / "A.md")[1]) == [(Code.SLUG_INVALID, 0)]
    (tmp_path / "b.md").write_bytes(b"---\ntitle: \xff")
    (problem,) = read_article(tmp_path / "b.md")[1]
    assert problem.detail == "Byte 11 is broken."


def test_the_small_knowledge_base_is_read_whole() -> None:
    articles, problems = load_articles(small.HERE / "articles")
    assert problems == ()
    assert [item.slug for item in articles] == ["digest", "hall", "land", "late"]
    by_slug = {article.slug: article for article in articles}
    assert by_slug["hall"].gone == (
        Gone("lessons-p2", ""),
        Gone("lessons-p3", "lessons-p5"),
        Gone("lessons-p4", "lessons-p5"),
    )
    assert by_slug["land"].ids == ()


# --- redirects --------------------------------------------------------------------------


def test_redirects(tmp_path: Path) -> None:
    assert load_redirects(tmp_path) == (Redirects(), ())
    assert KINDS == ("case", "organisation", "paragraph", "policy", "term")
    path = redirects_path(tmp_path)
    path.write_text(
        "# comment\n\ncase\told\tnew\nterm\told\tnew-2\ncase\told\tother\ncase\tx\n"
        "place\tx\ty\ncase\tX\ty\ncase\tx\ty\tz\ncase\tolder\tnew\n",
        "utf-8",
    )
    redirects, problems = load_redirects(tmp_path)
    assert _said(problems) == [(Code.REDIRECT_BROKEN, line) for line in (5, 6, 7, 8, 9)]
    assert [problem.detail for problem in problems][:2] == ["old stands twice", "case\tx"]
    assert problems[0].file == path.as_posix()
    assert redirects.present == {
        ("case", "old"): "new",
        ("case", "older"): "new",
        ("term", "old"): "new-2",
    }
    assert redirects.former == {("case", "new"): ["old", "older"], ("term", "new-2"): ["old"]}
    assert dump_redirects(redirects).decode() == (
        "# Casebook redirects, version 1\n# kind\tformer slug\tpresent slug\n"
        "case\told\tnew\ncase\tolder\tnew\nterm\told\tnew-2\n"
    )
    assert list(from_former_slugs("term", ["三变"])) == [
        Redirect("term", "san-bian", name_slug("三变"))
    ]


# --- ledgers ----------------------------------------------------------------------------


def test_the_form_of_a_ledger() -> None:
    ledger = Ledger((Removal(3, "廣告", "chrome", "x"),), (Repair(4, ",", "，", "p", "y"),), ("p",))
    assert dump_ledger(ledger, {"b.md": "1", "a.md": "0"}) == (
        '{\n"version": 2,\n"files": {\n  "a.md": "0",\n  "b.md": "1"\n},\n"removals": [\n'
        '  {"line": 3, "text": "廣告", "step": "chrome", "reason": "x"}\n],\n"repairs": [\n'
        '  {"line": 4, "before": ",", "after": "，", "step": "p", "reason": "y"}\n],\n'
        '"steps": [\n  "p"\n]\n}\n'
    )
    assert dump_ledger(Ledger(), {}) == (
        '{\n"version": 2,\n"files": {},\n"removals": [],\n"repairs": [],\n"steps": []\n}\n'
    )
    old = parse_ledger('{"removals": [], "repairs": [], "steps": []}', "a")
    assert (old.version, old.files) == (1, {"a.md": ""})


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        (b"{", Code.LEDGER_BROKEN, ""),
        (b"[]", Code.LEDGER_BROKEN, ""),
        (b"{}", Code.LEDGER_BROKEN, "'removals'"),
        (b'{"version": 2}', Code.LEDGER_BROKEN, "'files'"),
        (b'{"version": "x"}', Code.LEDGER_BROKEN, ""),
        (b'{"version": 3}', Code.FORMAT_NEWER, "(version 3)"),
        (b"\xff", Code.LEDGER_BROKEN, ""),
    ],
)
def test_broken_ledgers(tmp_path: Path, content: bytes, code: Code, detail: str) -> None:
    path = tmp_path / "ledger" / "a.json"
    path.parent.mkdir()
    path.write_bytes(content)
    ledger, kept, (problem,) = read_ledger(tmp_path, "a")
    assert (ledger, kept) == (None, b"")
    assert (problem.code, problem.file, problem.line) == (code, path.as_posix(), 0)
    assert detail in problem.detail
    whole = dump_ledger(Ledger(), {}).encode()
    (tmp_path / "ledger" / "b.json").write_bytes(whole)
    loaded = LoadedLedgers({"b": whole}, {})
    assert load_ledgers(tmp_path, ["a", "b", "c"]) == (loaded, (problem,))


# --- ids --------------------------------------------------------------------------------

_ARTICLE = Article(
    "a",
    "題",
    Script.HANT,
    (Section(Theme.MEASURES, "舉措", (Paragraph("一二三四五六七"), Picture("圖", "", "a.jpg"))),),
)


def test_the_form_of_the_ids() -> None:
    memory = Memory(
        (Known("measures", 1, "h", "舉措"), Known("measures-f1", 0, "f", "圖", "a.jpg")),
        (Lost("measures-p1", "measures", "abc"),),
    )
    text = (
        '{\n"version": 1,\n"known": [\n  ["measures", 1, "h", "舉措", ""],\n'
        '  ["measures-f1", 0, "f", "圖", "a.jpg"]\n],\n"lost": [\n'
        '  ["measures-p1", "measures", "abc"]\n]\n}\n'
    )
    assert dump_ids(memory).decode() == text
    assert parse_ids(text.encode()) == memory
    assert dump_ids(Memory()).decode() == '{\n"version": 1,\n"known": [],\n"lost": []\n}\n'
    assert memory.gone == (Gone("measures-p1", "measures"),)
    assert memory.ids == ("measures", "measures-f1")


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 1, "known": [["1a", 1, "h", "", ""]], "lost": []}',
        '{"version": 1, "known": [["a_b", 1, "h", "", ""]], "lost": []}',
        '{"version": 1, "known": [["a", 1, "h", "", ""], ["a", 1, "h", "", ""]], "lost": []}',
        '{"version": 1, "known": [["a", 1, "h", "", ""]], "lost": [["a", "", ""]]}',
        '{"version": 0, "known": [], "lost": []}',
        '{"version": 2, "known": [], "lost": []}',
        '{"version": 1, "known": [], "lost": [], "more": 1}',
        '{"known": [], "lost": []}',
        "",
    ],
)
def test_broken_ids_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_ids(text.encode())
    if text:  # an empty file is none
        assert renewed_ids(text.encode(), _ARTICLE) is None


def test_what_is_wrong_with_ids_is_said(tmp_path: Path) -> None:
    path = ids_path(tmp_path, "a")
    path.parent.mkdir()
    path.write_bytes(b'{"version": 1, "known": [["a_b", 1, "h", "", ""]], "lost": []}')
    (problem,) = load_ids(tmp_path, [_ARTICLE])[1]
    assert (problem.code, problem.file) == (Code.IDS_BROKEN, path.as_posix())
    assert problem.detail == "'a_b' is no id, or there twice"


def test_ids_are_remembered_and_said_to_have_changed(tmp_path: Path) -> None:
    files, problems = changed_ids(tmp_path, [_ARTICLE], create=False)
    assert (files, problems) == ({}, ())
    assert remember_ids(tmp_path, [_ARTICLE]) == ()
    first = ids_path(tmp_path, "a").read_bytes()
    assert parse_ids(first).ids == ("measures", "measures-p1", "measures-f1")
    assert changed_ids(tmp_path, [_ARTICLE]) == ({}, ())
    blocks = (Paragraph("一二三四五六八"), Paragraph("全新的一段文字"))
    edited = Article("a", "題", Script.HANT, (Section(Theme.MEASURES, "舉措", blocks),))
    (problem,) = remember_ids(tmp_path, [edited])
    assert (problem.code, problem.line) == (Code.IDS_CHANGED, 0)
    assert problem.file == (tmp_path / "a.md").as_posix()
    assert problem.detail == ("measures-p2 is new, measures-f1 is gone, measures-p1 was edited")
    (back,) = remember_ids(tmp_path, [_ARTICLE])
    assert "measures-f1 is back" in back.detail
    assert "measures-p2 is gone" in back.detail
    assert with_ids(_ARTICLE, Memory()).ids == ()
    renewed = renewed_ids(first, edited)
    assert renewed
    assert parse_ids(renewed).ids == ("measures", "measures-p1", "measures-p2")


def test_what_is_new_gets_the_number_after_the_highest() -> None:
    known = (Known("measures", 1, "h", "舉措"), Known("measures-p9", 0, "p", "一二三"))
    lost = (Lost("measures-p12", "", "x"), Lost("results", "", "y"), Lost("measures-p2x", "", "z"))
    sections = (
        Section(Theme.MEASURES, "舉措", (Paragraph("一二三"), Paragraph("別的"))),
        Section(Theme.RESULTS, "成效", (Paragraph("果"),)),
    )
    now = match(Memory(known, lost), Article("a", "題", Script.HANT, sections))
    assert now.ids == ("measures", "measures-p9", "measures-p13", "results2", "results2-p1")
    assert now.lost == lost


# --- tidy -------------------------------------------------------------------------------


def test_a_comment_in_the_front_matter_stays() -> None:
    text = "---\nscript: Hant\ntitle: 題 # 註\n---\n\n一\n"
    article, _ = parse(text, "a", "")
    assert article
    assert tidy.canonical(article, text) == text
    plain = "---\nscript: Hant\ntitle: '題#1 #'\n---\n一\n"
    article, _ = parse(plain, "a", "")
    assert article
    assert tidy.canonical(article, plain) == dump(article) != plain


def test_tidy_says_what_it_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nscript: Hant\ntitle: 題\n---\n一\n", "utf-8")
    (tmp_path / "b.md").write_text("", "utf-8")
    (tmp_path / "C.md").write_text("", "utf-8")
    folder, first, second = tidy.tidy_folder(tmp_path)
    assert (folder.slug, _said(folder.problems)) == ("", [(Code.SLUG_INVALID, 0)])
    assert folder.problems[0].detail == "It is no article that can be read."
    assert (first.slug, first.upgraded, first.problems) == ("a", 0, ())
    assert [line for line in first.changed if not line.startswith("@@")] == [
        *("+title: 題", "+kind: original", "-title: 題", "+"),
    ]
    assert (second.slug, _said(second.problems)) == ("b", [(Code.FRONT_MATTER_MISSING, 1)])
    again = list(tidy.tidy_folder(tmp_path))[1]
    assert again == tidy.Tidied("a")
