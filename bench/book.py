"""Sets generated articles as a book: time, peak memory, pages and size.

    python bench/book.py 300

Articles are made of the paragraphs of articles/, in an order that the number
of the article decides, so that the text is real and every run is the same.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2

from casebook.config import Config
from casebook.model import Article
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


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = generated(count)
        (folder / "articles").mkdir()
        for one in articles:
            (folder / f"articles/{one.slug}.md").write_text(dump(one), encoding="utf-8")
        sync(
            site_files(articles, Config(), pictures={}, ledgers={}, handwritten=()),
            folder / "docs",
        )
        began = time.perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-m", "sphinx", "-q", "-b", "typst", "-c", str(ROOT)),
                *("-D", f"casebook_articles={folder}/articles"),
                *("-d", str(folder / "doctrees"), str(folder / "docs"), str(folder / "out")),
            ],
            check=True,
        )
        took = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        pdf = folder / "out/casebook-zh-Hant.pdf"
        with pypdfium2.PdfDocument(str(pdf)) as document:
            pages = len(document)
        print(
            f"{count} articles: {took:.0f} s, {memory:.0f} MiB, {pages} pages, "
            f"{pdf.stat().st_size / 2**20:.1f} MiB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
