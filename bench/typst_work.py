"""Count what Typst does for one article of more and more paragraphs, rows, headings.

Usage: python -m bench.typst_work [SHAPE …] [--sizes N …]

One case is set as a book of its own.  The instructions that the process takes are counted by
valgrind, so that other work on the machine changes nothing; what Typst takes for its fonts is
the same in every run and falls out of the differences.  For sizes that double, what is added
must at most grow 2.3 times.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from tests.project.test_work_of_stages import SHAPES as MADE
from tests.site.build import snapshot_of

from casebook.book.compose import book_of, compose_case
from casebook.book.front import front_of
from casebook.book.manuscript import SUFFIX, texts_of, write_manuscript
from casebook.book.pictures import Pictures
from casebook.book.texts import TextsWriter
from casebook.book.typeset import ManuscriptWriter, typefaces, write_template
from casebook.book.writing import write_book
from casebook.records import Article, Script

ROOT = Path(__file__).resolve().parent.parent
MOST = 2.3
SHAPES = {shape.__name__.strip("_"): shape for shape in MADE}
_SET = """
import sys
from pathlib import Path
from casebook.book import edition, press, setting
times = 0
def here(job, *, settle=True):
    global times
    times += 1
    return press.set_here(job, settle=settle)
edition.work = here  # in this process, so that its work is counted
made, problems = setting.set_books([Path(sys.argv[1])], lambda text: None)
print(times, *(made[0].pdfs if made else problems))
"""


def manuscript(shape: str, size: int, folder: Path) -> Path:
    """Write the manuscript of an article of a size."""
    article = Article("case", "甲縣改革", Script.HANT, (SHAPES[shape](size),))
    snapshot = snapshot_of([article], Path("none/articles"))
    printer = snapshot.printers[0]
    chapter = compose_case(snapshot, printer, "case")
    book = book_of(chapter)
    front = front_of(snapshot.settings, printer, (article,), typefaces(printer.edition))
    named = replace(front, title=chapter.title)
    pictures = Pictures(folder)
    file = folder / f"case{SUFFIX}"
    with TextsWriter(texts_of(file)) as texts:
        settings = snapshot.settings
        writer = ManuscriptWriter(
            named, book.addresses, printer, settings, pictures, texts, plain=True
        )
        write_book(book, writer)
    write_template(folder)
    write_manuscript(writer.made(), file)
    return file


def counted(shape: str, size: int) -> tuple[int, int, int, int]:
    """Return instructions, bytes of the manuscript, pages, and how often the book was set."""
    with tempfile.TemporaryDirectory() as name:
        file = manuscript(shape, size, Path(name))
        length = sum(path.stat().st_size for path in Path(name).rglob("*") if path.is_file())
        command = ["valgrind", "--tool=cachegrind", "--cache-sim=no"]
        command += [f"--cachegrind-out-file={os.devnull}", sys.executable, "-c", _SET, str(file)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "RAYON_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
        )
        found = re.search(r"I +refs: +([\d,]+)", done.stderr)
        if done.returncode or not found:
            raise SystemExit(done.stderr[-2000:])
        passes, *paths = done.stdout.split()
        with contextlib.closing(pypdfium2.PdfDocument(paths[0])) as document:
            pages = len(document)
    return int(found[1].replace(",", "")), length, pages, int(passes)


def main() -> int:
    """Print a row for each shape and size; 1 where doubling costs too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=f"of {', '.join(SHAPES)}")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 200, 400])
    given = parser.parse_args()
    print("| shape | size | 10⁹ instructions | bytes of source | pages | set | ratio |")
    print("|---|---|---|---|---|---|---|")
    good = True
    for shape in given.shapes or SHAPES:
        before: list[int] = []
        for size in given.sizes:
            work, length, pages, passes = counted(shape, size)
            added = work - before[-1] if before else 0
            former = before[-1] - before[-2] if len(before) > 1 else 0
            ratio = f"{added / former:.2f}" if former else ""
            good = good and not (former and added > MOST * former)
            shown = f"{work / 1e9:.2f} | {length} | {pages} | {passes}"
            print(f"| {shape} | {size} | {shown} | {ratio} |", flush=True)
            before.append(work)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
