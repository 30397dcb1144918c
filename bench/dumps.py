"""Measure `casebook add` on many text dumps: time, memory, and what a bad file does.

Usage: python bench/dumps.py [COUNT] [--bad N]

The dumps are made from a seed (bench/corpus.py), of about 1,500 characters
each: masthead, three themes with numbered headings, buttons, advertising and
characters left in the other script.  Every Nth file is bad: empty, binary, or
without text.  Memory is the peak of the program and of each of its workers
(Linux only), read while it runs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpus import Writer

_BAD = (b"", b"\x00\x01\x02\xff" * 200, "返回頂部\n分享到\n".encode())
_LEFT = str.maketrans("發來時國後", "发来时国后")
_LOOK = 0.1
"""Seconds between two looks at the memory."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--bad", type=int, default=1000, help="one bad file among so many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = list(write_dumps(folder / "saved", options.count, options.bad))
        size = sum(file.stat().st_size for file in files)
        print(f"{len(files)} dumps, {size / 1e6:.1f} MB")
        _measure(files, folder / "articles")


def write_dumps(folder: Path, count: int, bad: int) -> Iterator[Path]:
    """Write dumps into a folder, one bad file among every ``bad``."""
    folder.mkdir(parents=True)
    writer = Writer(seed=7)
    for number in range(1, count + 1):
        path = folder / f"{number:05}.txt"
        wrong = bad and number % bad == bad // 2
        path.write_bytes(_BAD[number // bad % len(_BAD)] if wrong else dump(writer, number))
        yield path


def dump(writer: Writer, number: int) -> bytes:
    """One article as a browser saves it as text, its head and foot with it."""
    own = [writer.word() for _ in range(30)]
    title = f"{number}號改革" + re.sub(r"[。，]", "", writer.paragraph(14, own))
    lines = [
        title,
        f"2021年{number % 12 + 1}月{number % 28 + 1}日10:00 來源：青川日報",
        "分享到微信",
    ]
    for heading in ("改革背景", "創新舉措", "實踐成效"):
        lines.append(heading)
        for at, numeral in enumerate("一二三"):
            lines.append(f"{numeral}、{writer.paragraph(8, own)}")
            lines.append(writer.paragraph(150, own))
            if at == 1 and number % 3 == 0:
                lines.append("澳門葡京真人荷官在線投注")
    text = "\n".join([writer.to_traditional("\n".join(lines)), "(責編：林一帆)", "返回頂部"])
    return (text.translate(_LEFT) if number % 5 == 0 else text).encode()


def _measure(files: list[Path], articles: Path) -> None:
    start = time.perf_counter()
    program = "import sys; from casebook.cli import main; main(sys.argv[1:])"
    arguments = [
        sys.executable,
        "-c",
        program,
        "add",
        "--articles",
        str(articles),
        *map(str, files),
    ]
    with tempfile.TemporaryFile() as reported, tempfile.TemporaryFile() as wrong:
        running = subprocess.Popen(arguments, stdout=reported, stderr=wrong)
        peaks: dict[int, int] = {}
        while running.poll() is None:
            for process in [running.pid, *_children(running.pid)]:
                peaks[process] = max(peaks.get(process, 0), _peak(process))
            time.sleep(_LOOK)
        wrong.seek(0)
        problems = wrong.read().decode().splitlines()
    spent = time.perf_counter() - start
    written = sum(1 for _ in articles.glob("*.md"))
    errors = [line for line in problems if any(f" {code} " in line for code in _CODES)]
    print(f"{spent:.1f} s, {len(files) / spent:.0f} files a second on {os.cpu_count()} cores")
    print(f"exit status {running.returncode}, {written} written, {len(errors)} refused")
    main_peak = peaks.pop(running.pid)
    print(f"peak memory: program {main_peak / 1024:.0f} MB, workers", end="")
    print("".join(f" {peak / 1024:.0f} MB" for peak in peaks.values() if peak))


_CODES = ("R003", "R004", "P001")


def _children(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return []
    return list(map(int, text.split()))


def _peak(process: int) -> int:
    """Peak resident memory of a process in KiB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
