"""Fit what `casebook crawl` scores by: the weights of the signs, and those of words.

    python bench/crawl_fit.py check LABELS...      # each page judged by weights from the others
    python bench/crawl_fit.py write LABELS...      # data/crawl_words.tsv; weights for crawl.toml

LABELS are files of lines `0|1<tab>path of a page[<tab>weight]`; the pages are not part of the
repository.  The articles of the sample are cases at three times the weight.  What the files in
the repository were fitted to is said in docs/project/crawl.md.

The model is a logistic regression on the signs of casebook/crawl/score.py and on runs of two and
three characters.  A run is taken up if at least eight of the articles have it, and at most two
in five, and if its weight is among the 6,000 that do most in a first fit with all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from casebook import resources
from casebook.crawl.score import most_of_others, runs_of, signs_of, tells_reform
from casebook.library import load_articles
from crawl import Labelled, labelled, print_curve

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "tools/casebook/data/crawl_words.tsv"
SCALE = {"title_place": 1.0, "title_against": 1.0, "headings": 1.0}
"""How far a sign goes: shares of sentences are small, and would be held back more than others."""
OF_SENTENCES = 3.0
OF_WORDS = 60.0
"""How far words go together, squared, beside the signs; 30 and 120 were no better."""
LEAST, MOST, KEPT = 8, 0.4, 6000
SAMPLE = 3.0
PARTS = 10


@dataclass(frozen=True)
class Data:
    """Articles as numbers: signs, and which of the runs each has."""

    names: list[str]
    signs: Any
    runs: list[str]
    has: Any
    labels: Any
    weights: Any
    may_be: Any
    """Whether an article tells of two themes and has a word of reforms: else it is no case."""


def data_of(labels: list[Path]) -> Data:
    pages = [(page.article, page.is_case, page.weight) for page in labelled(labels) if page.article]
    sample = load_articles(ROOT / "articles")[0]
    every = [*pages, *((article, True, SAMPLE) for article in sample)]
    found = [signs_of(article) for article, _, _ in every]
    texts = [runs_of(article) for article, _, _ in every]
    counts = Counter(run for text in texts for run in text)
    runs = sorted(x for x, n in counts.items() if LEAST <= n <= MOST * len(every))
    at = {run: place for place, run in enumerate(runs)}
    has = np.zeros((len(every), len(runs)), np.float32)
    for row, text in enumerate(texts):
        has[row, [at[run] for run in text if run in at]] = 1
    names = [name for name in found[0][0] if not name.startswith("words_")]
    scale = np.array([SCALE.get(name, OF_SENTENCES) for name in names])
    return Data(
        names,
        np.array([[row[name] for name in names] for row, _ in found]) * scale,
        runs,
        has,
        np.array([float(is_case) for _, is_case, _ in every]),
        np.array([weight for _, _, weight in every]),
        np.array(
            [
                len(themes) > 1 and tells_reform(article)
                for (article, _, _), (_, themes) in zip(every, found, strict=True)
            ]
        ),
    )


def even(has: Any) -> Any:
    """Divide by the root of how many runs an article has."""
    return has / np.maximum(np.sqrt(has.sum(1, keepdims=True)), 1)


def solve(data: Data, words: Any, which: Any) -> tuple[Any, Any, float]:
    """Return the weights of signs and of runs, and the constant, by Newton's method.

    There are more runs than articles, so a weight is kept for each article; penalty 1.
    """
    signs, words = data.signs[which], words[which]
    kernel = signs @ signs.T + OF_WORDS * (words @ words.T) + 1
    labels, counts = data.labels[which], data.weights[which]
    dual = np.zeros(len(labels))
    for _ in range(12):
        said = 1 / (1 + np.exp(-kernel @ dual))
        bend = counts * said * (1 - said) + 1e-6
        aim = kernel @ dual + counts * (labels - said) / bend
        dual = np.linalg.solve(kernel + np.diag(1 / bend), aim)
    return signs.T @ dual, OF_WORDS * (words.T @ dual), float(dual.sum())


def fitted(data: Data, which: Any) -> tuple[Any, Any, float, Any]:
    """Choose the runs that do most, and fit again with these alone."""
    weights = solve(data, even(data.has), which)[1]
    power = np.abs(weights) * np.sqrt(data.has[which].sum(0))
    kept = np.sort(np.argsort(-power)[:KEPT])
    return (*solve(data, even(data.has[:, kept]), which), kept)


def check(data: Data) -> None:
    """Print the curve of pages that were judged by weights from others."""
    parts = np.random.RandomState(0).permutation(len(data.labels)) % PARTS
    scores = np.zeros(len(data.labels))
    for part in range(PARTS):
        signs, words, constant, kept = fitted(data, np.flatnonzero(parts != part))
        rows = np.flatnonzero(parts == part)
        total = data.signs[rows] @ signs + even(data.has[rows][:, kept]) @ words + constant
        scores[rows] = 1 / (1 + np.exp(-total))
    scores = np.where(data.may_be, scores, np.minimum(scores, most_of_others()))
    whole = np.flatnonzero(data.weights == 1.0)
    pages = [Labelled("", bool(data.labels[row]), 1.0, None) for row in whole]
    print_curve(pages, list(scores[whole]))


def write(data: Data) -> None:
    signs, words, constant, kept = fitted(data, np.arange(len(data.labels)))
    unit = float(np.abs(even(data.has[:, kept]) @ words).max())
    head = [line for line in resources.text("crawl_words.tsv").splitlines() if line[:1] == "#"]
    rows = sorted(zip(words / unit, (data.runs[at] for at in kept), strict=True), reverse=True)
    lines = [*head, "run\tweight", *(f"{run}\t{value:.3g}" for value, run in rows)]
    WORDS.write_text("\n".join(lines) + "\n", "utf-8")
    for name, value in zip(data.names, signs, strict=True):
        print(f"{name} = {value * SCALE.get(name, OF_SENTENCES):.2f}")
    print(f"words_for = {unit:.2f}\nwords_against = {-unit:.2f}\nconstant = {constant:.2f}")


def main() -> None:
    match sys.argv[1:]:
        case ["check", *labels] if labels:
            check(data_of([Path(label) for label in labels]))
        case ["write", *labels] if labels:
            write(data_of([Path(label) for label in labels]))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
