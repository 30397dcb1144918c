"""Fit how likely a line of saved text is to be a heading: the weights of its signs.

    python bench/line_fit.py check PAGES      # each site judged by weights from the other sites
    python bench/line_fit.py write PAGES      # the table of data/headings_likely.toml

PAGES is a folder of saved HTML pages, one folder for each site; the pages are not part of the
repository.  Each is read as HTML, which says what its headings are and where the article ends;
then its lines are read as text without a mark, twice: those of the article, and all of the page.
Lines that have the form of a heading and stay are the samples.  Only pages that mark a heading
without a number count, as others may have headings that nothing marks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from casebook.ingest.clean.run import clean
from casebook.ingest.headings.likely import Surroundings, signs_of
from casebook.ingest.parse.bare import asked
from casebook.ingest.parse.blocks import Heading, items
from casebook.ingest.read.formats import read_bytes_of_page
from casebook.ingest.read.text import read_text
from casebook.records import Line, Role
from casebook.text.numbering import number_of

PENALTY = 1.0
"""How far weights are held back; 0.3 and 3 were no better."""
OPENING = 1200
"""Characters of an opening, as search engines save it; each text counts whole and cut to it."""
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_HEADS = {Role.TITLE, Role.SUBTITLE, Role.KICKER}


@dataclass(frozen=True)
class Sample:
    """A line that has the form of a heading: its site, signs, and whether it is one."""

    site: str
    text: str
    signs: dict[str, float]
    right: bool


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _body(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.role not in _HEADS)


def samples_of(page: Path) -> Iterator[Sample]:
    """Read a page as HTML, then as text, and label the lines of the second reading."""
    read, _ = read_bytes_of_page(page.read_bytes(), page.name, "text/html")
    if read is None:
        return
    kept = clean(read.lines).lines
    marked = {
        _bare(item.text)
        for item in items(_body(kept))
        if isinstance(item, Heading) and item.kind in {"h", "bold"} and not number_of(item.text)
    }
    if not marked:
        return
    own = {_bare(line.text) for line in kept}
    whole = [line for line in read.lines if line.role not in {Role.HIDDEN, Role.PICTURE}]
    made: dict[str, Sample] = {}
    for chosen in ([line for line in whole if _bare(line.text) in own], whole):
        dump = "\n".join(line.text for line in chosen)
        body = _body(clean(read_text(dump).lines).lines)
        for part in (body, _opening(body)):
            for sample in _labelled(page.parent.name, part, marked):
                made.setdefault(sample.text, sample)
    yield from made.values()


def _opening(body: tuple[Line, ...]) -> tuple[Line, ...]:
    size, end = 0, 0
    while end < len(body) and size < OPENING:
        size += len(body[end].text)
        end += 1
    return body[:end]


def _labelled(site: str, body: tuple[Line, ...], marked: set[str]) -> Iterator[Sample]:
    texts = [line.text for line in body]
    candidates = asked(body)
    around = Surroundings(texts, candidates)
    for at in candidates:
        yield Sample(site, texts[at], signs_of(around, at), _bare(texts[at]) in marked)


def solve(rows: Any, labels: Any, counts: Any) -> Any:
    """Return the weights of a logistic regression (scikit-learn); the last is constant."""
    model = LogisticRegression(C=1 / PENALTY, max_iter=1000)
    model.fit(rows, labels, sample_weight=counts)
    return np.append(model.coef_[0], model.intercept_[0])


def _arrays(samples: list[Sample]) -> tuple[list[str], Any, Any, Any]:
    names = sorted({name for sample in samples for name in sample.signs})
    rows = np.array([[sample.signs.get(name, 0.0) for name in names] for sample in samples])
    labels = np.array([float(sample.right) for sample in samples])
    sites = np.array([sample.site for sample in samples])
    # A site with many pages counts as much as its root says.
    size = {site: float((sites == site).sum()) for site in set(sites)}
    counts = np.array([size[site] ** -0.5 for site in sites])
    return names, rows, labels, counts * len(counts) / counts.sum() / 4


def check(samples: list[Sample]) -> None:
    _, rows, labels, counts = _arrays(samples)
    sites = np.array([sample.site for sample in samples])
    scores = np.zeros(len(samples))
    for site in sorted(set(sites)):
        others = sites != site
        weights = solve(rows[others], labels[others], counts[others])
        scores[~others] = 1 / (1 + np.exp(-(rows[~others] @ weights[:-1] + weights[-1])))
    print(f"{len(set(sites))} sites, {len(samples)} lines, {int(labels.sum())} headings")
    for bound in THRESHOLDS:
        said = scores >= bound
        good = float((said * labels).sum())
        precision, recall = good / max(said.sum(), 1), good / labels.sum()
        print(f"{bound}: precision {precision:.3f}, recall {recall:.3f}")
    if "-v" in sys.argv:
        for at in np.argsort(-np.abs(scores - labels))[:120]:
            print(f"{scores[at]:.2f} {int(labels[at])} {samples[at].site} {samples[at].text[:40]}")


def write(samples: list[Sample]) -> None:
    names, rows, labels, counts = _arrays(samples)
    weights = solve(rows, labels, counts)
    for name, value in zip([*names, "constant"], weights, strict=True):
        print(f"{name} = {value:.2f}")


def main() -> None:
    """Fit or judge."""
    act = {"check": check, "write": write}[sys.argv[1]]
    found = [x for page in sorted(Path(sys.argv[2]).glob("*/*")) for x in samples_of(page)]
    # What stands on several pages of a site says no more than once.
    act(list({(sample.site, sample.text): sample for sample in reversed(found)}.values()))


if __name__ == "__main__":
    main()
