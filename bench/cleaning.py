"""Measure cleaning on real pages, the public extractors beside it in the same run.

Usage: python bench/cleaning.py PAGES_DIR [--text-dump FILE]

PAGES_DIR holds index.json, html/ and text/.  Printed are character precision,
recall and F1 against the reference texts, the seconds that each extractor
took, what survives of planted advertising, false alarms on the reference
texts, and how many mastheads are read right.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from peers import Extract, peers
from plant import PLACES, planted_pages, survives, unseen_pages
from scoring import (
    Sample,
    bare,
    cut_lines,
    decoded,
    masthead_marks,
    ours,
    samples,
    score,
)

from casebook.ingest.pipeline import clean_page

_PHRASES = 3
"""Phrases planted into each page at each place; every phrase of the list has its turn."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument(
        "--text-dump", type=Path, help="a further page saved as text, for its speed"
    )
    options = parser.parse_args()
    pages = list(samples(options.pages))
    extractors = {"casebook": ours, **peers()}
    _print_scores(pages, extractors)
    _print_planted(pages, extractors)
    _print_unseen(pages)
    _print_alarms(pages)
    _print_mastheads(pages)
    _print_speed(pages, extractors, options.text_dump)


def _print_scores(pages: list[Sample], extractors: dict[str, Extract]) -> None:
    print(f"{'extractor':24}precision  recall     F1  worst  ms/page")
    for name, extract in extractors.items():
        extract(decoded(pages[0]))
        start = time.process_time()
        texts = [extract(decoded(page)) for page in pages]
        spent = (time.process_time() - start) * 1000 / len(pages)
        scores = [score(text, page.reference) for text, page in zip(texts, pages, strict=True)]
        mean = [
            sum(values) / len(values)
            for values in zip(*((s.precision, s.recall, s.f1) for s in scores), strict=True)
        ]
        worst = min(s.f1 for s in scores)
        print(
            f"{name:24}{mean[0]:9.4f}{mean[1]:8.4f}{mean[2]:7.4f}{worst:7.3f}{spent:9.1f}",
            flush=True,
        )


def _print_planted(pages: list[Sample], extractors: dict[str, Extract]) -> None:
    print(f"\nplanted phrases that survive, of each place\n{'extractor':24}", *PLACES, sep="  ")
    planted = [
        plant for index, page in enumerate(pages) for plant in planted_pages(page, index, _PHRASES)
    ]
    total = Counter(plant.place for plant in planted)
    for name, extract in extractors.items():
        survived: Counter[str] = Counter()
        for plant in planted:
            if name == "casebook":
                survived[plant.place] += survives(plant)
            else:
                survived[plant.place] += bare(plant.phrase) in bare(extract(plant.markup))
        print(
            f"{name:24}",
            *(f"{survived[place]}/{total[place]}" for place in PLACES),
            sep="  ",
            flush=True,
        )


def _print_unseen(pages: list[Sample]) -> None:
    """Of words that no list knows, only casebook is asked: the others judge no words."""
    planted = [plant for index, page in enumerate(pages) for plant in unseen_pages(page, index, 4)]
    total = Counter(plant.place for plant in planted)
    survived = Counter(plant.place for plant in planted if survives(plant))
    reported = (f"{place} {survived[place]}/{total[place]}" for place in total)
    print("\nunseen words that survive:", *reported, sep="  ")


def _print_alarms(pages: list[Sample]) -> None:
    lines = sum(len(page.reference.split("\n")) for page in pages)
    cut = [line for page in pages for line in cut_lines(page.reference)]
    print(f"\nfalse alarms: {len(cut)} of {lines} lines of the reference texts cut", *cut, sep="\n")


def _print_mastheads(pages: list[Sample]) -> None:
    marks = [masthead_marks(page) for page in pages]
    print("mastheads read right:", end="")
    for key in marks[0]:
        print(f"  {key} {sum(mark[key] for mark in marks)}/{len(marks)}", end="")
    print()


def _print_speed(pages: list[Sample], extractors: dict[str, Extract], dump: Path | None) -> None:
    """Compare processor time: of a page as HTML, and of its text saved as a dump."""
    with tempfile.TemporaryDirectory() as name:
        dumps = [Path(name) / f"{page.id}.txt" for page in pages]
        for path, page in zip(dumps, pages, strict=True):
            path.write_text(page.reference, "utf-8")
        markup = [decoded(page) for page in pages]
        of_dump = _least(lambda: [clean_page(path) for path in dumps]) / len(pages)
        times = {
            name: _least(lambda extract=extract: [extract(text) for text in markup]) / len(pages)
            for name, extract in extractors.items()
            if name in {"casebook", "trafilatura"}
        }
        of_other = _least(lambda: clean_page(dump)) if dump else 0.0
    print("\nprocessor time a page, least of five passes")
    for name, spent in times.items():
        print(f"{name:24}{spent:7.2f} ms")
    print(f"{'text dump of a page':24}{of_dump:7.2f} ms, 1/{times['trafilatura'] / of_dump:.1f}")
    if dump:
        print(f"{dump.name:24}{of_other:7.2f} ms, 1/{times['trafilatura'] / of_other:.1f}")


def _least(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the best of five passes, the first not counted."""
    work()
    passes = []
    for _ in range(5):
        start = time.process_time()
        work()
        passes.append(time.process_time() - start)
    return min(passes) * 1000


if __name__ == "__main__":
    main()
