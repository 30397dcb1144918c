"""The steps that the engine runs; each is a function of the rows before it, for one task.

They are plain callables, which datatrove takes beside its own steps: ``(rows, rank, tasks)``.
A task reads every archive whose number is its rank, and writes one file, whole or not at all;
so a task that was killed is done again, and one that was done is never done twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from casebook.crawl.rows import Found, failed_row, page_schema, row_of
from casebook.crawl.sources import pages_at
from casebook.files import new_beside
from casebook.ingest.read.archives.member import Member
from casebook.ingest.read.package import UnreadableError
from casebook.pool import Failure, Limits, in_order
from casebook.problems import Code

Row = dict[str, Any]
_GROUP = 200
"""Rows that are written at once; what a reader of one of them reads with it."""
_SAMPLE = """<html><head><title>重大理论宣讲街长制试点_青河日报网</title></head><body>
<div><a href="/">首页</a><a href="/a">新闻</a></div><div><h1>重大理论宣讲街长制试点</h1>
<p>2024-05-06 08:09 来源：青河日报 作者：王小明</p><h2>改革背景</h2>
<p>新华社青河5月6日电（记者王小明）长期以来，群众办一件事要跑9个窗口，材料要交12份。</p>
<h2>主要做法</h2><p>建立联动审批机制，把分散在9个部门的审批事项整合到一个窗口。</p>
<p>2023年，青河县推行“街长制”试点，由12名干部分片负责，下放审批权限。</p>
<h2>改革成效</h2><p>办事时间由9天缩短到3天，累計辦理1200件，群众满意度达到98%以上。</p>
<p>责任编辑：王小明</p></div><div><a href="/b">上一篇：青河音乐节</a><a>分享到微信</a></div>
<p>版权所有 青河日报社</p></body></html>"""
"""A page that asks for what most pages ask for, so that all of it is loaded."""
_FAILURES = {
    Failure.MISTAKE: Code.FILE_FAILED,
    Failure.TIMEOUT: Code.FILE_TIMEOUT,
    Failure.MEMORY: Code.FILE_MEMORY,
}


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Read the pages of the archives of a task; what cannot be read is handed on as such."""

    archives: tuple[str, ...]

    def __call__(self, _rows: object, rank: int, tasks: int) -> Iterator[Found]:
        """Yield the pages in order."""
        for archive in self.archives[rank::tasks]:
            position = 0
            try:
                for page in pages_at(archive):
                    if isinstance(page, UnreadableError):
                        yield Found.failed(archive, position, page)
                    else:
                        yield Found(archive, position, page)
                    position += 1
            except UnreadableError as error:
                yield Found.failed(archive, position, error)


@dataclass(frozen=True, slots=True)
class CleanPages:
    """Clean each page in a process that may be given up, and make a row of it.

    :param least: the score from which on a page is a case.
    :param seconds: that one page may take.
    """

    least: float
    seconds: float

    def __call__(self, pages: Iterable[Found], _rank: int, _tasks: int) -> Iterator[Row]:
        """Yield a row for each page, in order."""
        _warm_up()
        work = partial(row_of, least=self.least)
        return in_order(work, pages, _failed, Limits(self.seconds), workers=1)


@cache
def _warm_up() -> None:
    """Load the tables of cleaning before processes are forked, so that none loads them anew."""
    row_of(Found("", 0, Member(_SAMPLE.encode(), "")), 0)


def _failed(found: Found, failure: Failure, reason: str) -> Row:
    return failed_row(found, _FAILURES[failure], reason)


@dataclass(frozen=True, slots=True)
class WriteRows:
    """Write the rows of a task as one Parquet file, named by its rank."""

    folder: Path

    def __call__(self, rows: Iterable[Row], rank: int, _tasks: int) -> Iterator[Row]:
        """Yield nothing; the file is there when the rows have come to their end."""
        write_parquet(page_file(self.folder, rank), rows, page_schema())
        return iter(())


def page_file(folder: Path, rank: int) -> Path:
    """Return where the rows of a task are."""
    return folder / f"{rank:05}.parquet"


def write_parquet(path: Path, rows: Iterable[Row], schema: Any) -> None:
    """Write rows as a Parquet file, whole or not at all."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    handle, made = new_beside(path)
    os.close(handle)
    try:
        with parquet.ParquetWriter(made, schema, compression="zstd") as writer:
            group: list[Row] = []
            for row in rows:
                group.append(row)
                if len(group) == _GROUP:
                    writer.write_table(arrow.Table.from_pylist(group, schema))
                    group = []
            if group:
                writer.write_table(arrow.Table.from_pylist(group, schema))
        made.chmod(0o644)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
