"""A crawl: its stages in order, each resumed where it stopped, and what came of it."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from casebook.crawl.duplicates import BUCKETS, HASHES, SHINGLE, Characters, ReadTexts, WriteCases
from casebook.crawl.rows import VERSION
from casebook.crawl.steps import CleanPages, ReadPages, WriteRows, page_file
from casebook.files import read_file
from casebook.output import write_whole
from casebook.problems import Code, Problem

PLAN = "crawl.json"
"""What is crawled: written first, and compared when a crawl is taken up again."""
LEAST = 0.25
"""The score from which on a page is a case, unless a person sets another: there precision and
recall together were best on labelled pages (docs/project/crawl.md)."""
_OF_ARCHIVES = {
    code.code: code
    for code in (
        Code.CRAWL_SOURCE,
        Code.DOCUMENT_BROKEN,
        Code.DOCUMENT_ENCRYPTED,
        Code.PACKAGE_TOO_LARGE,
        Code.ARCHIVE_WITHOUT_PAGE,
        Code.EXTRA_MISSING,
    )
}
"""Why the reading of an archive ends before its end; its last row says so, without an address."""
_PACKAGES = ("datatrove", "pyarrow", "tokenizers", "fsspec")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is crawled, into which folder, and how."""

    archives: tuple[str, ...]
    out: Path
    least: float = LEAST
    seconds: float = 60

    @property
    def pages(self) -> Path:
        """The folder of the rows of all pages."""
        return self.out / "pages"

    @property
    def work(self) -> Path:
        """The folder of what is written down on the way."""
        return self.out / "work"

    def text(self) -> bytes:
        """Return the plan as it is kept in the folder."""
        plan = {"version": VERSION, "least": self.least, "archives": list(self.archives)}
        return (json.dumps(plan, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a crawl that is done for all pages before the next begins.

    :param steps: of a task, for any executor of datatrove.
    """

    name: str
    tasks: int
    steps: list[Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a crawl: pages by outcome, errors by code, and cases that were kept."""

    pages: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    archives: tuple[Problem, ...] = ()
    """What is wrong with an archive as a whole, and cost all that stands behind it."""


def missing_packages() -> tuple[str, ...]:
    """Return the packages of the extra ``crawl`` that are not installed."""
    missing = []
    for name in _PACKAGES:
        try:
            import_module(name)
        except ImportError:
            missing.append(name)
    return tuple(missing)


def begin(plan: Plan) -> tuple[Problem, ...]:
    """Write the plan into the folder of the crawl, or say why it cannot be done there."""
    path = plan.out / PLAN
    there, problems = read_file(path)
    if problems:
        return problems
    if there is None and plan.out.is_dir() and any(plan.out.iterdir()):
        return (Problem(Code.CRAWL_OTHER, plan.out.as_posix()),)
    if there is not None and there != plan.text():
        return (Problem(Code.CRAWL_OTHER, path.as_posix()),)
    try:
        write_whole(path, plan.text())
    except OSError as error:
        return (Problem(Code.NOT_WRITTEN, path.as_posix(), 0, error.strerror or ""),)
    return ()


def stages(plan: Plan) -> Iterator[Stage]:
    """Yield the stages of a crawl in order, for whatever executor runs them."""
    minhash: Any = import_module("datatrove.pipeline.dedup.minhash")
    hashing: Any = import_module("datatrove.utils.hashing")
    config = minhash.MinhashConfig(
        n_grams=SHINGLE,
        num_buckets=BUCKETS,
        hashes_per_bucket=HASHES,
        hash_config=hashing.HashConfig(hash_fc="sha1"),
    )
    tasks = len(plan.archives)
    signatures, pairs = str(plan.work / "signatures"), str(plan.work / "pairs")
    clean = [ReadPages(plan.archives), CleanPages(plan.least, plan.seconds), WriteRows(plan.pages)]
    yield Stage("pages", tasks, clean)
    sign = minhash.MinhashDedupSignature(signatures, config, language=_tokenizer())
    yield Stage("signatures", tasks, [ReadTexts(plan.pages), sign])
    find = minhash.MinhashDedupBuckets(signatures, pairs, config=config)
    yield Stage("pairs", BUCKETS, [find])
    yield Stage("cases", 1, [WriteCases(plan.out, plan.pages, Path(pairs), tasks)])


def _tokenizer() -> Any:
    """Return :class:`Characters` as datatrove knows tokenizers, by their class."""
    base: Any = import_module("datatrove.utils.word_tokenizers").WordTokenizer
    base.register(Characters)
    return Characters()


def run(plan: Plan, workers: int) -> tuple[Problem, ...]:
    """Do what is not yet done of a crawl, on this machine.

    :param workers: processes at once.
    :returns: a problem where a task failed; what other tasks did is there, and is not done again.
    """
    import_module("loguru").logger.disable("datatrove")
    executor: Any = import_module("datatrove.executor.local").LocalPipelineExecutor
    # A process for each worker: forked from a clean one, or started anew where there is no fork.
    method = "forkserver" if hasattr(os, "fork") else "spawn"
    log = plan.work / "log"
    log.mkdir(parents=True, exist_ok=True)
    with _errors_in(log / "engine.log"):
        for stage in stages(plan):
            try:
                executor(
                    pipeline=stage.steps,
                    tasks=stage.tasks,
                    workers=min(workers, stage.tasks),
                    logging_dir=str(log / stage.name),
                    start_method=method,
                ).run()
            except Exception as error:  # noqa: BLE001  what a task raises is said, with its stage
                detail = f"({stage.name}: {type(error).__name__}: {error})"
                return (Problem(Code.CRAWL_STOPPED, plan.out.as_posix(), 0, detail),)
    return ()


@contextlib.contextmanager
def _errors_in(path: Path) -> Iterator[None]:
    """Let processes that are started write into a file what they would say at the terminal.

    Each process of the engine logs every task there; a person has no use for it.
    """
    before = os.dup(2)
    with path.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def report(plan: Plan) -> Report:
    """Count what came of a crawl that is done."""
    parquet: Any = import_module("pyarrow.parquet")
    pages, codes = Counter[str](), Counter[str]()
    wrong: list[Problem] = []
    for rank, archive in enumerate(plan.archives):
        columns = ["outcome", "code", "address", "position", "problems"]
        table = parquet.read_table(page_file(plan.pages, rank), columns=columns)
        pages.update(table["outcome"].to_pylist())
        codes.update(filter(None, table["code"].to_pylist()))
        # Only the last row as a record: of the others their outcomes are counted.
        for row in table.slice(max(0, table.num_rows - 1)).to_pylist():
            if row["code"] in _OF_ARCHIVES and not row["address"]:
                why = next((x["detail"] for x in row["problems"] if x["detail"]), "")
                detail = f"{why} (pages before: {row['position']})".strip()
                wrong.append(Problem(_OF_ARCHIVES[row["code"]], archive, 0, detail))
    kept = sum(parquet.read_metadata(path).num_rows for path in case_files(plan.out))
    return Report(pages, codes, kept, tuple(wrong))


def case_files(out: Path) -> Sequence[Path]:
    """Return the files of the cases of a crawl."""
    return sorted(out.glob("cases-*.parquet"))
