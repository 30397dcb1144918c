"""What is measured of cleaning: texts against references, mastheads, planted advertising."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

import casebook
from casebook.ingest.clean.run import clean
from casebook.ingest.read.decode import decode
from casebook.ingest.read.text import read_text
from casebook.records import Article, Section, block_texts, walk

_MASTHEADS = Path(__file__).parent / "mastheads.toml"
_MOVED = {"masthead"}
"""Steps whose lines are no loss: what they say stands in the front matter of the article."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall over characters, white space removed."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of the measuring material."""

    id: str
    url: str
    data: bytes
    reference: str


def bare(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def score(text: str, reference: str) -> Score:
    """Compare by the longest common subsequence of characters."""
    ours, theirs = bare(text), bare(reference)
    if not ours or not theirs:
        return Score(0.0, 0.0)
    shared = LCSseq.similarity(ours, theirs)
    return Score(shared / len(ours), shared / len(theirs))


def samples(folder: Path) -> Iterator[Sample]:
    """Read the pages that ``index.json`` lists."""
    for entry in json.loads((folder / "index.json").read_text("utf-8")):
        yield Sample(
            entry["id"],
            entry["url"],
            (folder / entry["html"]).read_bytes(),
            (folder / entry["text"]).read_text("utf-8"),
        )


def decoded(sample: Sample) -> str:
    """Decode the markup of a page as the project does; all extractors are given this."""
    result = decode(sample.data)
    return result.text if result else ""


def article_of(markup: str, url: str = "") -> Article | None:
    """Run the whole way from decoded markup to an article."""
    return casebook.clean_bytes(markup.encode("utf-8", "replace"), url=url).article


def text_of(article: Article | None) -> str:
    """All text of an article except its title."""
    parts: list[str] = []
    for placed in walk(article) if article else ():
        content = placed.content
        parts += [content.heading] if isinstance(content, Section) else block_texts(content)
    return "\n".join(parts)


def ours(markup: str) -> str:
    """Extract as the project does."""
    return text_of(article_of(markup))


def cut_lines(reference: str) -> list[str]:
    """Lines of a clean text that cleaning cuts: false alarms."""
    ledger = clean(read_text(reference).lines).ledger
    return [removal.text for removal in ledger.removals if removal.step not in _MOVED]


def masthead_marks(sample: Sample) -> dict[str, bool]:
    """Whether title, date, publisher and editors of a page are read right."""
    truth = tomllib.loads(_MASTHEADS.read_text("utf-8"))[sample.id]
    article = article_of(decoded(sample), sample.url)
    if article is None:
        return dict.fromkeys(("title", "date", "source", "editors"), False)
    source = article.sources[0]
    title = hashlib.sha256(bare(article.title).encode()).hexdigest()[:16]
    return {
        "title": title == truth["title"],
        "date": source.published == truth["published"],
        "source": source.publisher == truth["publisher"],
        "editors": list(source.editors) == truth["editors"],
    }
