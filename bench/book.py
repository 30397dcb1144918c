"""Sets generated articles as a book: time, peak memory, pages and size.

    python bench/book.py 300

Articles are made of the paragraphs of articles/, in an order that the number
of the article decides, so that the text is real and every run is the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2

from casebook.annotate.build import annotate
from casebook.config import Config
from casebook.model import Article
from casebook.script.exceptions import Exceptions
from casebook.store import dump, load_articles
from casebook.write.site import site_files
from casebook.write.sync import sync

ROOT = Path(__file__).resolve().parent.parent


def generated(count: int) -> list[Article]:
    """Return articles whose sections come from different articles of the sample."""
    sample, _ = load_articles(ROOT / "articles")
    made = []
    for number in range(count):
        first = sample[number % len(sample)]
        others = [one for one in sample if one.script is first.script]
        second = others[number // len(sample) % len(others)]
        made.append(
            replace(
                first,
                slug=f"generated-{number:04}",
                title=f"{first.title}（{number}）",
                sections=first.sections[:1] + second.sections[1:],
            )
        )
    return made


def memory(root: int) -> tuple[int, int]:
    """Return the resident memory of a process and those below it: the largest, and all, in KiB."""
    parents, sizes = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        found = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        pid = int(status.parent.name)
        parents[pid] = int(found["PPid"])
        sizes[pid] = int(found.get("VmRSS", "0 kB").split()[0])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    own = [sizes.get(pid, 0) for pid in family]
    return max(own), sum(own)


def watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Keep the highest memory of a running process in ``peak``, four times a second."""
    while process.poll() is None:
        peak[:] = map(max, peak, memory(process.pid))
        time.sleep(0.25)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = generated(count)
        (folder / "articles").mkdir()
        for one in articles:
            (folder / f"articles/{one.slug}.md").write_text(dump(one), encoding="utf-8")
        files = site_files(
            annotate(articles),
            Config(),
            pictures={},
            ledgers={},
            handwritten=(),
            exceptions=Exceptions(),
        )
        sync(files, folder / "docs")
        for step in ("dummy", "typst"):
            run(step, folder)
        volumes = sorted((folder / "out").glob("casebook-zh-Hant*.pdf"))
        pages = []
        for pdf in volumes:
            with pypdfium2.PdfDocument(str(pdf)) as document:
                pages.append(len(document))
        size = sum(pdf.stat().st_size for pdf in volumes) / 2**20
        print(f"{sum(pages)} pages in volumes of {pages}, {size:.1f} MiB")


def run(step: str, folder: Path) -> None:
    """Run one Sphinx builder: ``dummy`` reads the pages, ``typst`` makes the book of them."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "sphinx", "-q", "-b", step, "-c", str(ROOT)),
            *("-D", f"casebook_articles={folder}/articles"),
            *("-d", str(folder / "doctrees"), str(folder / "docs"), str(folder / "out")),
        ],
        stderr=subprocess.DEVNULL if step == "dummy" else None,
    )
    peak = [0, 0]
    watcher = threading.Thread(target=watch, args=(process, peak))
    watcher.start()
    process.wait()
    watcher.join()
    took = time.perf_counter() - began
    largest, whole = (kib / 1024 for kib in peak)
    print(f"{step}: {took:.0f} s, {largest:.0f} MiB the largest process, {whole:.0f} MiB together")
    if process.returncode:
        raise SystemExit(process.returncode)


if __name__ == "__main__":
    main(int(sys.argv[1]))
