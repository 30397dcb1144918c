"""A process of another folder, time zone, locale and hash seed that makes the same files."""

from __future__ import annotations

import functools
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from tests.held import held

from casebook.exports.beside import beside_files
from casebook.pages.site import site_files
from casebook.project import Snapshot
from casebook.records import Article

ROOT = Path(__file__).resolve().parents[2]

_WORK = """
import pickle, sys
from pathlib import Path
from bench.lawtrials.determinism import checksums
from tests.site.build import snapshot_of
while sys.stdin.buffer.peek(1):
    snapshot = snapshot_of(pickle.load(sys.stdin.buffer), Path("none/articles"))
    pickle.dump(checksums(snapshot), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""
_processes: list[subprocess.Popen[bytes]] = []


def checksums(snapshot: Snapshot, pages: Mapping[str, bytes] | None = None) -> dict[str, str]:
    """Return the checksum of every page and of every file beside the pages.

    :param pages: the pages, where they were made already.
    """
    made = {**(site_files(snapshot) if pages is None else pages), **held(beside_files(snapshot))}
    return {name: sha256(content).hexdigest() for name, content in made.items()}


def elsewhere(articles: Iterable[Article]) -> dict[str, str]:
    """Return the checksums that another process finds of the same articles."""
    process = _process()
    assert process.stdin
    assert process.stdout
    pickle.dump(list(articles), process.stdin)
    process.stdin.flush()
    found: dict[str, str] = pickle.load(process.stdout)
    return found


@functools.cache
def _process() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WORK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd="/",
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tools")]),
            "PYTHONHASHSEED": "1",
            "TZ": "Asia/Taipei",
            "LC_ALL": "C",
        },
    )
    _processes.append(process)
    return process


def end_processes() -> None:
    """End the processes of a trial; their time counts from then on."""
    for process in _processes:
        process.kill()
        process.wait()
    _processes.clear()
    _process.cache_clear()


def running_seconds() -> float:
    """Return the processor time of those that have not ended: the system does not count them."""
    ticks = 0
    for process in _processes:
        fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
