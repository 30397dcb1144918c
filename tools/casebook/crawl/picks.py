"""What a person picked of the cases of a crawl: a plain file, ``picks.tsv``, beside them.

One case a line, the best first; a mark in the first column picks it.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from casebook.crawl.rows import VERSION, VERSION_KEY
from casebook.crawl.run import case_files
from casebook.files import read_file
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.page import Facts
from casebook.problems import Code, Problem
from casebook.records import Source
from casebook.text.spreadsheet import cell

PICKS = "picks.tsv"
COLUMNS = (
    "pick",
    "score",
    "published",
    "publisher",
    "mirrors",
    "title",
    "address",
    "reasons",
    "sha256",
)
_FORMER = len(COLUMNS) - 1
"""Columns of a file of version 1, which had no reasons."""
MARK = "x"
"""Written before a case that is picked; any other mark is read as well."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a crawl, as it is listed."""

    sha256: str
    score: float
    title: str
    address: str
    published: str = ""
    publisher: str = ""
    mirrors: int = 0
    reasons: tuple[str, ...] = ()
    """What its score was made of (``results +2.1``), the weightiest first."""

    def line(self, mark: str) -> str:
        """Return its line of the file, in which no text is a formula or parts a column."""
        texts = (self.published, self.publisher, str(self.mirrors), self.title, self.address)
        shown = (cell(" ".join(text.split())) for text in (*texts, ", ".join(self.reasons)))
        return "\t".join((mark, f"{self.score:.3f}", *shown, self.sha256))


def listed(out: Path) -> tuple[Case, ...]:
    """Return the cases of a crawl, the best first.

    :raises ArrowException: a file is damaged.
    """
    parquet: Any = import_module("pyarrow.parquet")
    names = ["sha256", "score", "title", "address", "published", "publisher", "mirrors", "reasons"]
    cases = [
        Case(
            **row
            | {
                "mirrors": len(row["mirrors"] or ()),
                "reasons": tuple(row.get("reasons") or ()),
            }
        )
        for path in case_files(out)
        for row in parquet.read_table(path, columns=_there(path, names)).to_pylist()
    ]
    return tuple(sorted(cases, key=lambda case: (-case.score, case.address, case.sha256)))


def _there(path: Path, names: list[str]) -> list[str]:
    """Return those of some columns that a file has; version 1 has no reasons."""
    schema = import_module("pyarrow.parquet").read_schema(path)
    return [name for name in names if name in schema.names or name != "reasons"]


def dump_picks(cases: Iterable[Case], marks: dict[str, str]) -> str:
    """Return the text of the file, with the marks that were made before."""
    lines = ["\t".join(COLUMNS), *(case.line(marks.get(case.sha256, "")) for case in cases)]
    return "\n".join(lines) + "\n"


def load_marks(folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the marks that a person made, by the checksum of the page.

    Spreadsheets may have put columns in quotation marks or left off empty ones.

    :returns: marks, and a problem for each line that is of no form that can be read.
    """
    path = folder / PICKS
    content, problems = read_file(path)
    if content is None:
        return {}, problems
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")  # "Unicode text" of spreadsheets
    else:
        text = content.decode("utf-8-sig", "replace")
    marks: dict[str, str] = {}
    wrong: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip().strip('"') for cell in line.split("\t")]
        if not line.strip() or cells[0] == COLUMNS[0]:
            continue
        sha256 = cells[-1]
        if len(cells) not in (len(COLUMNS), _FORMER) or len(sha256) != 64:
            wrong.append(Problem(Code.PICKS_BROKEN, path.as_posix(), number))
        elif cells[0]:
            marks[sha256] = cells[0]
    return marks, tuple(wrong)


def picked_rows(path: Path) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Return which rows of a file of cases a person picked.

    :returns: their numbers from 0, and a problem where there are none.
    """
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        return (), (Problem(Code.EXTRA_MISSING, path.as_posix(), 0, "(pyarrow: casebook[crawl])"),)
    try:
        with parquet.ParquetFile(path) as file:
            said = (file.schema_arrow.metadata or {}).get(VERSION_KEY, b"0")
            version = int(said) if said.isdigit() else 0
            if not version or "mirrors" not in file.schema_arrow.names:
                return (), (Problem(Code.CRAWL_FOLDER, path.as_posix()),)
            if version > VERSION:
                return (), (Problem(Code.FORMAT_NEWER, path.as_posix()),)
            sums = file.read(columns=["sha256"])["sha256"].to_pylist()
    except (arrow.ArrowException, OSError) as error:
        return (), (Problem(Code.DOCUMENT_BROKEN, path.as_posix(), 0, f"({error})"),)
    marks, problems = load_marks(path.parent)
    rows = tuple(at for at, sha256 in enumerate(sums) if sha256 in marks)
    if not rows:
        problems += (Problem(Code.NOTHING_PICKED, path.as_posix()),)
    return rows, problems


def page_of(path: Path, row: int) -> Member:
    """Return the page of a case as it was crawled, with its mirrors.

    :param row: one of :func:`picked_rows`.
    :raises ArrowException: the file was changed since.
    """
    parquet: Any = import_module("pyarrow.parquet")
    names = ["address", "saved", "media_type", "page", "mirrors"]
    with parquet.ParquetFile(path) as file:
        before = 0
        for group in range(file.num_row_groups):
            here = file.metadata.row_group(group).num_rows
            if row < before + here:
                break
            before += here
        (made,) = file.read_row_group(group, columns=names).slice(row - before, 1).to_pylist()
    facts = Facts(url=made["address"], saved=made["saved"])
    mirrors = tuple(_source(mirror) for mirror in made["mirrors"] or ())
    return Member(
        made["page"],
        made["address"],
        made["address"],
        made["media_type"],
        facts=facts,
        mirrors=mirrors,
    ).named(f"{path.as_posix()}/{made['address']}")


def _source(mirror: dict[str, Any]) -> Source:
    return Source(
        title=mirror["title"],
        publisher=mirror["publisher"],
        published=mirror["published"],
        url=mirror["address"],
        saved=mirror["saved"],
        sha256=mirror["sha256"],
    )
