"""The data of the sample opens at once: described, valid, with a database."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from frictionless import Package
from tests.conftest import ROOT
from tests.editions import SIMPLIFIED, TRADITIONAL, printer
from tests.held import held

import casebook
from casebook.data_access import KnowledgeBase
from casebook.exports import data
from casebook.exports.data import DATA_FILES, data_files, described
from casebook.exports.data_rows import FLAT_TABLES, KEYS, Row
from casebook.exports.database import DATABASE, Values, database
from casebook.exports.package import PACKAGE, Description, Sum, data_package
from casebook.exports.questions import QUESTIONS, in_both_scripts
from casebook.exports.tables import flat_tables
from casebook.kept import Kept
from casebook.knowledge.build import annotate
from casebook.knowledge.families import family_of
from casebook.knowledge.regions import divisions, own_name
from casebook.project import Rules
from casebook.records import Article, Casebook, Edition, Paragraph, Script, Section, Table, Theme
from casebook.settings import Settings
from casebook.text.printer import Printer


@pytest.fixture(scope="module")
def opened() -> KnowledgeBase:
    return casebook.open(ROOT)


def test_an_open_base_is_shown_in_a_line(opened: KnowledgeBase) -> None:
    shown = repr(opened)
    assert "\n" not in shown
    assert len(shown) < 200
    assert f"{len(opened.articles)} articles" in shown


@pytest.fixture(scope="module")
def folder(opened: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of the Traditional edition."""
    return _written(opened, TRADITIONAL, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def simplified(opened: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of the Simplified edition."""
    return _written(opened, SIMPLIFIED, tmp_path_factory.mktemp("simplified"))


def _written(opened: KnowledgeBase, edition: Edition, out: Path) -> Path:
    snapshot = opened.snapshot
    files = held(data_files(opened.casebook, snapshot.printer(edition.tag), described(snapshot)))
    assert set(files) == DATA_FILES
    for name, content in files.items():
        (out / name).write_bytes(content)
    return out


def test_data_package_is_valid(folder: Path) -> None:
    report = Package(str(folder / PACKAGE)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert [task.name for task in report.tasks] == list(FLAT_TABLES)


def test_data_package_names_title_rights_version_and_files(
    folder: Path, opened: KnowledgeBase
) -> None:
    package = json.loads((folder / PACKAGE).read_text("utf-8"))
    settings = opened.snapshot.settings
    assert (package["title"], package["description"]) == (settings.title, settings.licence)
    assert package["licenses"] == [{"name": "other", "title": settings.licence}]
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize(("date", "said"), [("2024-07-30", True), ("2024-07", False), ("", False)])
def test_package_is_created_on_a_whole_day_or_says_none(date: str, said: bool) -> None:
    sums = {name: Sum(0, "") for name in FLAT_TABLES}
    empty = annotate([])
    content = data_package(sums, printer(empty, TRADITIONAL), Description(date=date))
    assert ("created" in json.loads(content)) is said


def test_keys_tell_rows_apart_and_references_lead_somewhere(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name, key in KEYS.items():
        fields = ", ".join(f'"{field}"' for field in key)
        (rows,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        (apart,) = connection.execute(
            f'SELECT count(*) FROM (SELECT DISTINCT {fields} FROM "{name}")'
        ).fetchone()
        assert rows == apart > 0, name
    connection.close()


def test_database_finds_phrases(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    query = "SELECT count(*) FROM paragraphs_text WHERE paragraphs_text MATCH ?"
    (results,) = connection.execute(query, ('"吹哨報到"',)).fetchone()
    like = "SELECT count(*) FROM paragraphs WHERE text LIKE '%吹哨報到%'"
    assert (results,) == connection.execute(like).fetchone()
    assert results > 0
    connection.close()


@pytest.mark.parametrize(("texts", "least", "most"), [(4, 1, 1), (60, 7, 12)])
def test_the_parts_of_the_full_text_index_stay_apart(
    tmp_path: Path, texts: int, least: int, most: int
) -> None:
    """One is what two megabytes of memory hold: 30,000 to 40,000 runs that stand nowhere else.

    As SQLite comes, half of that is one, and four are merged.
    """
    fields, runs = FLAT_TABLES["paragraphs"].__struct_fields__, Random(1)
    tables: dict[str, list[Values]] = {name: [] for name in FLAT_TABLES}
    for at in range(texts):
        text = "".join(map(chr, runs.choices(range(0x4E00, 0x9E00), k=5_000)))
        tables["paragraphs"].append([text if field == "text" else str(at) for field in fields])
    database(tables, tmp_path / DATABASE)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        count = "SELECT count(DISTINCT segid) FROM paragraphs_text_idx"
        ((parts,),) = connection.execute(count).fetchall()
        settings = dict(connection.execute("SELECT k, v FROM paragraphs_text_config"))
    assert least <= parts <= most
    assert settings["crisismerge"] == 1999  # FTS5 can have 2,000


def _questions() -> list[str]:
    text = (ROOT / "docs" / "project" / "data.md").read_text("utf-8")
    return re.findall(r"```sql\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("question", _questions())
def test_questions_of_the_documentation_have_answers_in_both_scripts(
    folder: Path, simplified: Path, question: str
) -> None:
    counts = []
    for edition in (folder, simplified):
        connection = sqlite3.connect(edition / DATABASE)
        counts.append(len(connection.execute(question).fetchall()))
        connection.close()
    assert counts[0] == counts[1] > 0


def test_words_of_a_question_stand_in_both_scripts_and_nothing_else_changes() -> None:
    asked = "SELECT a FROM t WHERE name = '農村土地' AND kind = 'paragraph' AND b = ''"
    assert in_both_scripts(asked) == (
        "SELECT a FROM t WHERE name IN ('農村土地', '农村土地') AND kind = 'paragraph' AND b = ''"
    )
    assert in_both_scripts("x MATCH '\"實施意見\"'") == 'x MATCH \'"實施意見" OR "实施意见"\''
    unchanged = [item.sql for item in QUESTIONS if item.sql.isascii()]
    assert [in_both_scripts(sql) for sql in unchanged] == unchanged != []


def test_there_are_five_questions() -> None:
    assert len(_questions()) == 5


def test_the_same_articles_give_the_same_bytes(opened: KnowledgeBase, folder: Path) -> None:
    snapshot = casebook.open(ROOT).snapshot
    again = held(
        data_files(snapshot.casebook, snapshot.printer(TRADITIONAL.tag), described(snapshot))
    )
    assert {name: (folder / name).read_bytes() for name in again} == again


def test_rows_and_frames_are_those_of_the_files(opened: KnowledgeBase, folder: Path) -> None:
    for name, kind in FLAT_TABLES.items():
        rows = opened.rows(name, edition=TRADITIONAL.tag)
        table = list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8-sig"))))
        assert len(rows) == len(table)
        frame = opened.frame(name)
        assert list(frame.columns) == list(kind.__struct_fields__)
        assert len(frame) == len(rows)
    assert opened.rows("cases") is opened.rows("cases", edition=TRADITIONAL.tag)


def test_what_is_not_there_is_said(opened: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="'zh-CN' is no edition of this base: choose from zh-Han"):
        opened.rows("cases", edition="zh-CN")
    with pytest.raises(KeyError, match="choose from cases"):
        opened.rows("nothing")
    with pytest.raises(KeyError):
        opened.rows("cases", edition="zh")
    with pytest.raises(FileNotFoundError, match="articles"):
        casebook.open(tmp_path)


def test_a_person_is_obeyed(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("yiwu-trade-reform.md",):
        (tmp_path / "articles" / name).write_bytes((ROOT / "articles" / name).read_bytes())
    plain = casebook.open(tmp_path).rows("indicators")
    first = plain[0]
    (tmp_path / "articles" / "corrections.toml").write_text(
        f'[[indicator]]\ncase = "{first.case}"\nparagraph = "{first.paragraph}"\n'
        f'text = "{first.text}"\nmeasured = "人工改正"\n',
        "utf-8",
    )
    assert casebook.open(tmp_path).rows("indicators")[0].measured == "人工改正"


def _article(*blocks: Paragraph | Table) -> Article:
    return Article("x", "題", Script.HANT, (Section(Theme.MEASURES, "舉措", blocks),))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("先說一句。服務窗口有617個。再說一句。", "服務窗口有617個。"),
        ("服務窗口有617個", "服務窗口有617個"),
        ("他說：「服務窗口有617個。」後來又增加。", "他說：「服務窗口有617個。」"),
        ("為什麼？服務窗口有617個！好；", "服務窗口有617個！"),
        ("第一；服務窗口有617個；第三。", "服務窗口有617個；"),
    ],
)
def test_a_figure_stands_with_its_sentence(text: str, sentence: str) -> None:
    known = annotate([_article(Paragraph(text))])
    (row,) = flat_tables(known, printer(known, TRADITIONAL))["indicators"]
    assert row.sentence == sentence
    assert row.case_title == "題"


@pytest.mark.parametrize("caption", ["", "有5個窗口的表"])
def test_a_figure_of_a_table_stands_with_its_row(caption: str) -> None:
    rows = (("項目", "數量"), ("服務窗口", "617個"), ("電話", "12部"))
    known = annotate([_article(Table(rows, caption=caption))])
    results = flat_tables(known, printer(known, TRADITIONAL))["indicators"]
    around = {row.text: row.sentence for row in results}
    assert around.pop("5個", caption) == caption
    assert around == {"617個": "服務窗口｜617個", "12部": "電話｜12部"}


def test_no_licence_is_claimed_that_nobody_chose(opened: KnowledgeBase) -> None:
    snapshot = replace(opened.snapshot, rules=Rules(settings=Settings()))
    about = described(snapshot)
    sums = {name: Sum(0, "") for name in FLAT_TABLES}
    package = json.loads(data_package(sums, snapshot.printers[0], about))
    assert package["description"] == "本庫未聲明授權；原文的權利屬於原發布者。"
    assert "licenses" not in package


def test_the_sample_says_what_its_articles_are_licensed_under(opened: KnowledgeBase) -> None:
    assert "CC BY 4.0" in opened.snapshot.settings.licence
    assert "CC BY 4.0" in (ROOT / "articles" / "LICENSE.md").read_text("utf-8")
    assert Settings().licence == ""


def test_the_questions_are_answered_with_names_and_as_the_page_of_figures(
    folder: Path, opened: KnowledgeBase
) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    answers = [connection.execute(question.sql).fetchall() for question in QUESTIONS]
    connection.close()
    assert all(answers)
    saved = [
        indicator
        for case in opened.casebook.cases
        for indicator in case.indicators
        if (family := family_of(indicator)) and family.key == "time" and indicator.sign < 0
    ]
    assert len(answers[0]) == len(saved) > 0
    provinces = {printed(own_name(code)) for code in divisions() if code.endswith("0000")}
    assert {row[0] for row in answers[3]} <= provinces
    titles = {row.title for row in opened.rows("cases")}
    assert {row[1] for row in answers[1]} | {row[0] for row in answers[4]} <= titles


def printed(name: str) -> str:
    """Return the name of a division as the Traditional edition prints it."""
    return Printer(TRADITIONAL).text(name, Script.HANS)


def test_of_a_case_that_is_like_others_now_only_its_row_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: KnowledgeBase
) -> None:
    casebook = opened.casebook
    alone = replace(casebook, cases=tuple(case.alone for case in casebook.cases))
    assert alone != casebook
    prints, made = opened.snapshot.printer(TRADITIONAL.tag), list[str]()
    for function in ("case_row", "indicator_rows", "citation_rows", "with_similar"):
        whole = getattr(data, function)
        monkeypatch.setattr(
            data, function, lambda *args, f=function, w=whole: (made.append(f), w(*args))[1]
        )
    first = held(data_files(alone, prints, kept=Kept(tmp_path)))
    assert {*made} == {"case_row", "indicator_rows", "citation_rows", "with_similar"}
    made.clear()
    second = held(data_files(casebook, prints, kept=Kept(tmp_path)))
    assert made == ["with_similar"] * sum(bool(case.similar) for case in casebook.cases)
    assert second == held(data_files(casebook, prints))
    assert {name for name in first if first[name] != second[name]} == {"cases.json"}


def test_names_across_cases_are_printed_again_only_where_one_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: KnowledgeBase
) -> None:
    casebook, printed_ = opened.casebook, list[str]()
    whole = data.tables_across

    def counted(some: Casebook, prints: Printer) -> dict[str, Sequence[Row]]:
        printed_.extend(["printed"] if type(prints) is Printer else [])
        return whole(some, prints)

    monkeypatch.setattr(data, "tables_across", counted)
    first, *others = casebook.terms
    moved = replace(first, first=replace(first.first, start=first.first.start + 1))
    other = replace(first, text=f"{first.text}新")
    prints, kept = opened.snapshot.printer(TRADITIONAL.tag), tmp_path / "kept"
    for term, times in ((first, 1), (moved, 1), (other, 2)):
        now = replace(casebook, terms=(term, *others))
        made = held(data_files(now, prints, kept=Kept(kept)))
        assert len(printed_) == times
        before, after = f'"{first.text}"', f'"{other.text}"'
        assert (after if term is other else before) in made["terms.json"].decode()
