"""Fit what `casebook crawl` scores by: the weights of the signs, and those of words.

    python bench/crawl_fit.py check LABELS...      # each page judged by weights from the others
    python bench/crawl_fit.py write LABELS...      # data/crawl_words.tsv; weights for crawl.toml

LABELS are files of lines `0|1<tab>path of a page[<tab>weight]`; the pages are not part of the
repository.  The articles of the sample are cases at three times the weight.  What the files in
the repository were fitted to is said in docs/project/crawl.md.

The model is a logistic regression (scikit-learn) on the signs of casebook/crawl/score.py, on runs
of two and three characters, and on what the weights in the repository say: pages that were
labelled in earlier rounds are not kept, and what was learnt from them goes on in this way.  So
`check` is fair only to pages that the weights in the repository were not fitted to.  A run is
taken up if it has a weight, or if at least six of the articles that weigh more than 0.2 have it
and at most two in five; and if its weight is among the 12,000 that do most in a first fit with
all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from casebook import resources
from casebook.crawl.score import (
    folded_texts,
    is_ruled_out,
    most_of_others,
    runs_of,
    signs_of,
)
from casebook.library import load_articles
from crawl import Labelled, labelled, print_curve

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "tools/casebook/data/crawl_words.tsv"
SCALE = dict.fromkeys(
    ("title_place", "title_against", "headings", "few_themes", "no_reform", "study", "event"), 2.0
)
"""How far a sign goes: shares of sentences are small, and would be held back more than others.
Half as far, average precision was .967 in place of .969."""
OF_SENTENCES = 6.0
OF_WORDS = 4.0
"""How far words go beside the signs; 2 was no better.  A run goes as far as it is rare."""
LEAST, MOST, KEPT = 6, 0.4, 12000
PENALTY = 0.12
"""How little the weights are held back (`C` of scikit-learn); 0.25 and 0.06 were no better."""
COUNTED = 0.2
"""From which weight on an article counts for how many have a run: pages taken at random, at a
tenth of the weight, are of other kinds."""
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
    """Whether an article is not ruled out: else it is no case."""


@dataclass(frozen=True)
class Fitted:
    """Weights of signs, those of the runs that were kept, and the constant."""

    signs: Any
    words: Any
    constant: float
    kept: Any

    def says(self, data: Data, rows: Any) -> Any:
        """Return the logarithm of the odds of articles."""
        words = even(data.has[rows][:, self.kept]) @ self.words
        return data.signs[rows] @ self.signs + words + self.constant


def data_of(labels: list[Path]) -> Data:
    pages = [page for page in labelled(labels) if page.article]
    sample = load_articles(ROOT / "articles")[0]
    every = [
        *((page.article, page.is_case, page.weight) for page in pages if page.article),
        *((article, True, SAMPLE) for article in sample),
    ]
    beside = [*(page.beside for page in pages), *(() for _ in sample)]
    found = [signs_of(item[0], lines) for item, lines in zip(every, beside, strict=True)]
    texts = [runs_of(article) for article, _, _ in every]
    counted = [text for text, (_, _, weight) in zip(texts, every, strict=True) if weight > COUNTED]
    counts = Counter(run for text in counted for run in text)
    common = {run for run, n in counts.items() if LEAST <= n <= MOST * len(counted)}
    known = {run for run, _ in resources.rows("crawl_words.tsv")} & set().union(*texts)
    runs = sorted(common | known)
    at = {run: place for place, run in enumerate(runs)}
    columns = [[at[run] for run in text if run in at] for text in texts]
    has = sparse.csr_array(
        (
            np.ones(sum(map(len, columns))),
            np.concatenate(columns).astype(np.int32),
            np.cumsum([0, *map(len, columns)], dtype=np.int32),
        ),
        shape=(len(every), len(runs)),
    )
    names = [name for name in found[0][0] if not name.startswith("words_")]
    scale = np.array([SCALE.get(name, OF_SENTENCES) for name in names])
    return Data(
        names,
        np.array([[row[name] for name in names] for row, _ in found]) * scale,
        runs,
        has,
        np.array([int(is_case) for _, is_case, _ in every]),
        np.array([weight for _, _, weight in every]),
        np.array(
            [
                not is_ruled_out(folded_texts(article), signs)
                for (article, _, _), (signs, _) in zip(every, found, strict=True)
            ]
        ),
    )


def even(has: Any) -> Any:
    """Divide by the root of how many runs an article has."""
    return sparse.diags_array(1 / np.sqrt(np.maximum(has.sum(axis=1), 1))) @ has


def solve(data: Data, kept: Any, which: Any) -> tuple[Any, Any, float]:
    """Return the weights of signs and of runs, and the constant, of some articles."""
    before = resources.toml("crawl.toml")["weights"]
    words = {run: before["words_for"] * float(x) for run, x in resources.rows("crawl_words.tsv")}
    of_words = np.array([words.get(data.runs[at], 0.0) for at in kept])
    of_signs = np.array([before[name] / SCALE.get(name, OF_SENTENCES) for name in data.names])
    has = data.has[:, kept]
    rare = OF_WORDS * np.log(has.shape[0] / np.maximum((has > 0).sum(axis=0), 1))
    shares = even(has)
    said = (data.signs @ of_signs + shares @ of_words)[:, None]
    known = sparse.csr_array(np.hstack([said, data.signs]))
    every = sparse.hstack([known, shares @ sparse.diags_array(rare)]).tocsr()[which]
    model = LogisticRegression(C=PENALTY, solver="liblinear", intercept_scaling=10, tol=1e-2)
    model.fit(every, data.labels[which], sample_weight=data.weights[which])
    goes_on, rest = model.coef_[0][0], model.coef_[0][1:]
    signs, runs = np.split(rest, [len(data.names)])
    return goes_on * of_signs + signs, goes_on * of_words + runs * rare, float(model.intercept_[0])


def fitted(data: Data, which: Any) -> Fitted:
    """Choose the runs that do most, and fit again with these alone."""
    weights = solve(data, np.arange(len(data.runs)), which)[1]
    power = np.abs(weights) * np.sqrt(data.has[which].sum(axis=0))
    kept = np.sort(np.argsort(-power)[:KEPT])
    return Fitted(*solve(data, kept, which), kept)


def check(data: Data) -> None:
    """Print the curve of pages that were judged by weights from others."""
    parts = np.random.RandomState(0).permutation(len(data.labels)) % PARTS
    scores = np.zeros(len(data.labels))
    for part in range(PARTS):
        rows = np.flatnonzero(parts == part)
        total = fitted(data, np.flatnonzero(parts != part)).says(data, rows)
        scores[rows] = 1 / (1 + np.exp(-total))
    scores = np.where(data.may_be, scores, np.minimum(scores, most_of_others()))
    whole = np.flatnonzero((data.weights > COUNTED) & (data.weights <= 1.0))
    pages = [Labelled("", bool(data.labels[row]), 1.0, None) for row in whole]
    print_curve(pages, list(scores[whole]))


def write(data: Data) -> None:
    found = fitted(data, np.arange(len(data.labels)))
    unit = float(np.abs(even(data.has[:, found.kept]) @ found.words).max())
    head = [line for line in resources.text("crawl_words.tsv").splitlines() if line[:1] == "#"]
    runs = (data.runs[at] for at in found.kept)
    rows = sorted(zip(found.words / unit, runs, strict=True), reverse=True)
    lines = [*head, "run\tweight", *(f"{run}\t{value:.3g}" for value, run in rows)]
    WORDS.write_text("\n".join(lines) + "\n", "utf-8")
    for name, value in zip(data.names, found.signs, strict=True):
        print(f"{name} = {value * SCALE.get(name, OF_SENTENCES):.2f}")
    print(f"words_for = {unit:.2f}\nwords_against = {-unit:.2f}\nconstant = {found.constant:.2f}")


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
