"""Measure cleaning on real pages, the public extractors beside it in the same run.

Usage: python bench/cleaning.py PAGES_DIR [--text-dump FILE]

PAGES_DIR holds index.json, html/ and text/.  Printed are character precision,
recall and F1 against the reference texts, the seconds that each extractor
took, what survives of planted advertising, false alarms on the reference
texts, and how many mastheads are read right.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from peers import Extract, peers
from plant import PLACES, planted_pages, survives, unseen_pages
from scoring import (
    Sample,
    article_of,
    bare,
    cut_lines,
    decoded,
    masthead_marks,
    ours,
    samples,
    score,
)

from casebook.pipeline import clean_page

_PHRASES = 3
"""Phrases planted into each page at each place; every phrase of the list has its turn."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--text-dump", type=Path, help="a page saved as text, for its speed")
    options = parser.parse_args()
    pages = list(samples(options.pages))
    extractors = {"casebook": ours, **peers()}
    _print_scores(pages, extractors)
    _print_planted(pages, extractors)
    _print_unseen(pages)
    _print_alarms(pages)
    _print_mastheads(pages)
    if options.text_dump:
        _print_dump(pages, options.text_dump)


def _print_scores(pages: list[Sample], extractors: dict[str, Extract]) -> None:
    print(f"{'extractor':24}precision  recall     F1  worst  ms/page")
    for name, extract in extractors.items():
        extract(decoded(pages[0]))
        start = time.perf_counter()
        texts = [extract(decoded(page)) for page in pages]
        spent = (time.perf_counter() - start) * 1000 / len(pages)
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
    told = (f"{place} {survived[place]}/{total[place]}" for place in total)
    print("\nunseen words that survive:", *told, sep="  ")


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


def _print_dump(pages: list[Sample], dump: Path) -> None:
    start = time.perf_counter()
    for page in pages:
        article_of(decoded(page))
    of_page = (time.perf_counter() - start) / len(pages)
    clean_page(dump)
    start = time.perf_counter()
    for _ in pages:
        clean_page(dump)
    of_dump = (time.perf_counter() - start) / len(pages)
    print(f"one HTML page {of_page * 1000:.1f} ms, one text dump {of_dump * 1000:.1f} ms")


if __name__ == "__main__":
    main()
