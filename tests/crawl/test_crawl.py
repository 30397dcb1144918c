"""A crawl from archives to articles: each case once, each page with what became of it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.conftest import ROOT
from tests.crawl.conftest import TOWNS, case_page, casebook, crawl, other_page
from tests.ingest.read.test_archives import record, web

from casebook.crawl import run as running
from casebook.crawl import steps
from casebook.crawl.picks import COLUMNS, Case, dump_picks
from casebook.crawl.rows import Found, case_schema, page_schema, row_of
from casebook.crawl.run import Plan
from casebook.crawl.sources import archives_at, pages_at
from casebook.ingest.arrow import from_row, version_of
from casebook.ingest.read.archives.member import Member
from casebook.library import load_articles
from casebook.problems import Code, Problem
from casebook.text import jieba

fsspec = pytest.importorskip("fsspec")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def rows(folder: Path, pattern: str) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob(pattern)) for row in pq.read_table(path).to_pylist()]


def pick(out: Path, *addresses: str) -> None:
    path = out / "picks.tsv"
    lines = path.read_text("utf-8").splitlines()
    marked = ["x" + line if line.split("\t")[6] in addresses else line for line in lines]
    path.write_text("\n".join(marked) + "\n", "utf-8")


def test_from_archives_to_articles(
    crawled_once: tuple[Path, Result], found: Path, tmp_path: Path
) -> None:
    out, done = found, crawled_once[1]
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "pages 12: cases 8 (kept 6), other articles 3, cut off 0, errors 1",
        "  R003 1",
    ]
    cases = rows(out, "cases-*.parquet")
    assert {row["address"] for row in cases} == {
        "http://m.example/0.html",
        *(f"http://a.example/{x}.html" for x in (1, 2)),
        *(f"http://b.example/{x}.html" for x in (3, 4, 5)),
    }
    kept = next(row for row in cases if row["mirrors"])
    assert kept["published"] == "2024-05-01"
    others = sorted(mirror["address"] for mirror in kept["mirrors"])
    assert others == ["http://a.example/0.html", "http://n.example/0.html"]
    assert {row["language"] for row in cases} == {"zh"}
    assert all({"background", "measures", "results"} <= set(row["themes"]) for row in cases)
    for path in out.glob("*.parquet"):
        assert pq.read_schema(path).names == case_schema().names
        assert pq.read_schema(path).metadata == case_schema().metadata

    listed = casebook("review", out)
    assert listed.exit_code == 0
    assert "cases 6, picked 0" in listed.output
    first = listed.output.splitlines()[1].split(", ")
    assert [float(reason.split()[1]) > 0 for reason in first] == [True] * 4
    pick(out, "http://m.example/0.html", "http://b.example/4.html")
    assert "cases 6, picked 2" in casebook("review", out).output

    articles = tmp_path / "articles"
    articles.mkdir()
    call = ("add", *out.glob("*.parquet"), "--articles", articles)
    assert casebook(*call, "--slug", "mine").exit_code == 2  # of two articles
    added = casebook(*call)
    assert added.exit_code == 0, added.output
    made, problems = load_articles(articles)
    assert not problems
    assert {article.title for article in made} == {f"{TOWNS[x]}一窗受理改革" for x in (0, 4)}
    several = next(article for article in made if len(article.sources) > 1)
    assert [source.url for source in several.sources] == [
        "http://m.example/0.html",
        "http://a.example/0.html",
        "http://n.example/0.html",
    ]
    assert several.sources[0].saved == "2024-06-07"
    again = casebook("add", *out.glob("*.parquet"), "--articles", articles)
    assert again.exit_code == 0
    assert "taken 0" in again.output or again.output.count("H005") == 2
    assert load_articles(articles)[0] == made


def test_every_page_has_a_row_with_its_record(found: Path) -> None:
    pages = rows(found, "pages/*.parquet")
    assert [(row["archive"].rpartition("/")[2], row["position"]) for row in pages] == [
        *(("a.warc.gz", at) for at in range(7)),
        *(("b.warc.gz", at) for at in range(5)),
    ]
    for row in pages:
        is_case = row["outcome"] == "case"
        assert (row["page"] is not None) == (row["article"] is not None) == is_case
        assert bool(row["code"]) == (row["outcome"] == "error")
        assert (row["score"] >= running.LEAST) == is_case
    schema = pq.read_schema(found / "pages" / "00000.parquet")
    assert schema.names == page_schema().names
    assert schema.metadata == page_schema().metadata
    record_of = from_row(pages[0], version_of(schema))
    assert record_of.article is not None
    assert record_of.article.title == pages[0]["title"]


def test_a_crawl_goes_on_where_it_was_stopped(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    assert crawl(archives, whole).exit_code == 0
    read: list[str] = []
    original = steps.pages_at

    def failing(address: str) -> Any:
        read.append(address)
        for page in original(address):
            yield page
            if address.endswith("b.warc.gz") and len(read) == 2:
                raise RuntimeError("the machine is gone")

    monkeypatch.setattr(steps, "pages_at", failing)
    done = crawl(archives, stopped)
    assert done.exit_code == 1
    assert "X003" in done.stderr
    assert "the machine is gone" in done.stderr
    assert [path.name for path in (stopped / "pages").iterdir()] == ["00000.parquet"]
    assert not list(stopped.glob("*.parquet"))
    assert crawl(archives, stopped).exit_code == 0
    assert [Path(name).name for name in read] == ["a.warc.gz", "b.warc.gz", "b.warc.gz"]
    for path in (*whole.glob("*.parquet"), *(whole / "pages").iterdir()):
        assert (stopped / path.relative_to(whole)).read_bytes() == path.read_bytes()
    assert crawl(archives, stopped).exit_code == 0
    assert len(read) == 3


def test_another_crawl_does_not_go_into_the_same_folder(found: Path, tmp_path: Path) -> None:
    archives = tuple(json.loads((found / "crawl.json").read_text("utf-8"))["archives"])
    assert running.begin(Plan(archives, found)) == ()
    for other in (Plan(archives[:1], found), Plan(archives, found, least=0.9)):
        assert [problem.code for problem in running.begin(other)] == [Code.CRAWL_OTHER]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", "utf-8")
    (problem,) = running.begin(Plan(archives, tmp_path / "mine"))
    assert problem.code is Code.CRAWL_OTHER


@pytest.mark.parametrize("least", [0.0, 1.0])
def test_the_score_is_set_by_a_person(least: float) -> None:
    for page in (case_page(TOWNS[0]), other_page(1)):
        row = row_of(Found("a", 0, Member(page, "x", "http://a.example/x")), least)
        assert (row["outcome"] == "case") == (least == 0.0)
        exactly = row_of(Found("a", 0, Member(page, "x", "http://a.example/x")), row["score"])
        assert exactly["outcome"] == "case"


def test_what_cannot_be_read_has_a_row_and_the_others_are_done(tmp_path: Path) -> None:
    whole = web(record("http://a.example/1", case_page("青河县")))
    cut = web(record("http://a.example/2", other_page(1)), record("http://a.example/3", whole))
    folder = tmp_path / "archives"
    folder.mkdir()
    (folder / "1.warc.gz").write_bytes(whole)
    (folder / "2.warc.gz").write_bytes(cut[:-200])
    (folder / "3.warc").write_bytes(b"no archive")
    (folder / "4.wacz").write_bytes(b"PK\x03\x04" + b"x" * 99)
    (folder / "5.parquet").write_bytes(b"PAR1")
    (folder / "6.warc.gz").write_bytes(b"")
    pq.write_table(pa.table({"html": [b"x"]}), folder / "7.parquet")
    done = crawl(tmp_path / "no.warc", tmp_path / "found", folder, "nowhere://x")
    assert done.exit_code == 1, done.output
    absent = [line for line in done.stderr.splitlines() if "no.warc" in line or "nowhere:" in line]
    assert all(": X001 " in line for line in absent)
    assert len(absent) == 2
    assert "(no column address or url) (pages before: 0)" in done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("/")]
    named = [line.split(": ") for line in said if line not in absent]
    assert [(where.rpartition("/")[2], what[:4]) for where, what, *_ in named] == [
        ("2.warc.gz:1", "D003"),
        ("3.warc:1", "X001"),
        ("4.wacz:1", "D003"),
        ("5.parquet:1", "D003"),
        ("6.warc.gz:1", "X001"),
        ("7.parquet:1", "X001"),
    ]
    said = {
        row["archive"].rpartition("/")[2]: row["code"]
        for row in rows(tmp_path / "found", "pages/*.parquet")
        if row["outcome"] == "error"
    }
    assert said == {
        "2.warc.gz": "D003",
        "3.warc": "X001",
        "4.wacz": "D003",
        "5.parquet": "D003",
        "6.warc.gz": "X001",
        "7.parquet": "X001",
    }
    assert "cases 1 (kept 1), other articles 1, cut off 0, errors 6" in done.output


def test_sources_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "no.warc", tmp_path / "empty", tmp_path / "*.warc", "nowhere://x"):
        done = crawl(source, tmp_path / "found")
        assert done.exit_code == 1
        assert "X001" in done.stderr
        assert not (tmp_path / "found").exists()


def test_review_and_add_say_what_is_missing(found: Path, tmp_path: Path) -> None:
    done = casebook("review", tmp_path)
    assert (done.exit_code, "X004" in done.stderr) == (1, True)
    out = found
    articles = tmp_path / "articles"
    articles.mkdir()
    file = out / "cases-000.parquet"
    for name in ("none", "unmarked"):
        if name == "unmarked":
            casebook("review", out)
        done = casebook("add", file, "--articles", articles)
        assert (done.exit_code, "X005" in done.stderr) == (1, True), name
    done = casebook("add", out / "pages" / "00000.parquet", "--articles", articles)
    assert (done.exit_code, "X004" in done.stderr) == (1, True)
    (tmp_path / "cut.parquet").write_bytes(file.read_bytes()[:-50])
    done = casebook("add", tmp_path / "cut.parquet", "--articles", articles)
    assert (done.exit_code, "D003" in done.stderr) == (1, True)
    assert not list(articles.glob("*.md"))


def test_marks_stay_when_the_list_is_written_anew(found: Path) -> None:
    out = found
    casebook("review", out)
    pick(out, "http://b.example/3.html")
    before = (out / "picks.tsv").read_text("utf-8")
    casebook("review", out)
    assert (out / "picks.tsv").read_text("utf-8") == before
    (out / "picks.tsv").write_text(before + "x\tbroken\n", "utf-8")
    done = casebook("review", out)
    assert "picks.tsv:8: X006" in done.stderr
    assert (out / "picks.tsv").read_text("utf-8") == before + "x\tbroken\n"


def test_a_line_of_the_list_is_text_and_of_nine_columns() -> None:
    about = ('=HYPERLINK("//x")\t甲\n乙', "http://a.example/", "", "＠SUM(A1)")
    case = Case("0" * 64, 0.5, *about, reasons=("results +2.1", "document -0.8"))
    _, line = dump_picks([case], {}).splitlines()
    cells = line.split("\t")
    assert len(cells) == len(COLUMNS)
    assert cells[7] == "results +2.1, document -0.8"
    assert cells[3] == "'＠SUM(A1)"
    assert cells[5] == '\'=HYPERLINK("//x") 甲 乙'


def test_marks_of_a_list_without_reasons_are_read(found: Path) -> None:
    casebook("review", found)
    pick(found, "http://b.example/3.html")
    path = found / "picks.tsv"
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    path.write_text("\n".join("\t".join([*line[:7], line[8]]) for line in lines), "utf-8")
    assert "cases 6, picked 1" in casebook("review", found).output
    assert "\treasons\t" in path.read_text("utf-8")


def test_cases_of_a_crawl_of_version_1_are_listed_without_reasons(found: Path) -> None:
    (path,) = found.glob("cases-*.parquet")
    pq.write_table(pq.read_table(path).drop_columns(["reasons"]), path)
    assert "cases 6, picked 0" in casebook("review", found).output


def test_an_article_that_breaks_off_is_not_judged() -> None:
    whole = [
        "柳湾市推行联动审批机制，群众少跑路。",
        "记者在大厅看到，窗口前没有人排队，等候区空着。",
    ]
    for last, outcome in (
        ("", "other"),
        ("大厅负责人告诉记者，从前这里每天都要排起长队，最多的一天", "cut"),
        ("大厅负责人介绍说……", "cut"),
        ("记者 李某", "other"),
    ):
        texts = "".join(f"<p>{text}</p>" for text in (*whole, last))
        page = f"<html><body><h1>柳湾市政务大厅见闻</h1>{texts}</body></html>".encode()
        row = row_of(Found("a", 0, Member(page, "x", "http://a.example/x")), 0.9)
        assert row["outcome"] == outcome, last
    exactly = row_of(Found("a", 0, Member(page, "x", "http://a.example/x")), row["score"])
    assert exactly["outcome"] == "case"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_among_archives_is_named_and_never_opened(archives: Path) -> None:
    both = (f"{archives}/a.warc.gz", f"{archives}/b.warc.gz")
    pipe = archives / "c.warc.gz"
    os.mkfifo(pipe)
    for sources in ([str(archives)], [f"{archives}/*.gz"], [*both, str(pipe)]):
        assert archives_at(sources) == (both, (Problem(Code.FILE_SPECIAL, str(pipe)),))


def test_archives_at_addresses_and_in_folders(archives: Path) -> None:
    both = (f"{archives}/a.warc.gz", f"{archives}/b.warc.gz")
    for sources in ([str(archives)], [f"{archives}/*.gz"], [f"file://{both[0]}", *both]):
        assert archives_at(sources) == (both, ())
    memory = fsspec.filesystem("memory")
    memory.pipe("/crawl/a.warc.gz", (archives / "a.warc.gz").read_bytes())
    (address,), problems = archives_at(["memory://crawl/*.warc.gz"])
    assert not problems
    assert len(list(pages_at(address))) == 7
    memory.rm("/crawl", recursive=True)


def test_without_the_extra_its_name_is_said(
    tmp_path: Path, archives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "datatrove", None)
    done = crawl(archives, tmp_path / "found")
    assert done.exit_code == 1
    assert "D008" in done.stderr
    assert "casebook[crawl]" in done.stderr


def test_the_score_of_a_case_is_the_one_that_the_documentation_measured() -> None:
    told = (ROOT / "docs/project/crawl.md").read_text("utf-8")
    assert f"(default {running.LEAST})" in told
    assert f"| **{running.LEAST}** |" in told


def test_the_page_of_the_start_asks_for_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    original = jieba.cut
    monkeypatch.setattr(jieba, "cut", lambda text: asked.append(text) or original(text))
    # Another title than that of other tests, of which the places are remembered.
    other = steps._SAMPLE.replace("街长制", "楼长制")
    monkeypatch.setattr(steps, "_SAMPLE", other)
    steps._warm_up.__wrapped__()
    assert any("重大理论" in text for text in asked)
