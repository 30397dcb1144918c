"""Print how well knowledge is found in labelled texts, with 95 % intervals.

    PYTHONPATH=tools python bench/knowledge.py LABELS.txt [--differences]

The texts are other people's and stay outside the repository.  A text begins with a
line ``# id|script|published|region|field|years|level|publisher`` and a line ``= title``; every
other line is a paragraph.  Where a reader would take either of two regions, fields, levels or
years, both stand there (``a/b``).
A label stands around the words that it is of, and labels may be nested:

``{f 2.1万件|21000|件|事项~办理的事项|+|2024}``
    a figure: value (``3..5`` a range, ``5>3`` a change), unit, thing measured, ``+`` more or
    ``-`` less, date.  The thing measured is right when it holds one of the words before ``~``
    (``/`` between them) and does not reach beyond one of those after it, but for whose it is
    (某县林地面积 where 林地面积 is asked for).
``{p title|issuer|number|date}``  a policy document
``{o words|full name}``           a body
``{l words|name}``                a division
``{t words}``                     a coined term
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from casebook.knowledge import annotate
from casebook.knowledge.fields import field_by_name
from casebook.knowledge.regions import divisions
from casebook.knowledge.suggest import suggest
from casebook.knowledge.term_forms import term_key
from casebook.records import (
    Article,
    Casebook,
    Indicator,
    Paragraph,
    Region,
    Script,
    Section,
    Source,
    Theme,
)
from casebook.text.fold import fold

Z = 1.96
"""Of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its span in a paragraph (``-1``: the title)."""

    kind: str
    paragraph: int
    start: int
    end: int
    text: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text with its labels."""

    id: str
    script: Script
    published: str
    region: str
    field: str
    years: str
    level: str
    publisher: str
    title: str
    paragraphs: tuple[str, ...]
    labels: tuple[Label, ...]

    @property
    def bare(self) -> Article:
        """The article as `casebook add` has it before anything is suggested."""
        return Article(
            slug=self.id,
            title=self.title,
            script=self.script,
            sections=(Section(Theme.BODY, "", tuple(map(Paragraph, self.paragraphs))),),
            sources=(Source(publisher=self.publisher, published=self.published),),
        )

    @property
    def article(self) -> Article:
        """The article with the region that a person has confirmed."""
        name = self.region.partition("/")[0]
        code = code_of(name)
        return replace(self.bare, region=Region(name, code) if code else None)


def code_of(name: str) -> str:
    """The code of a division by its name, with a name above it where it is not alone."""
    result = [
        code
        for code, item in divisions().items()
        if name == item.name or name.endswith(f" {item.name}")
    ]
    above = name.split(" ", maxsplit=1)[0]
    return next((c for c in result if above in _above(c)), "") if result else ""


def _above(code: str) -> set[str]:
    names = set()
    while code:
        names.add(divisions()[code].name)
        code = divisions()[code].parent
    return names


def read(file: Path) -> list[Labelled]:
    """Read labelled texts.

    :raises ValueError: where a label is not closed.
    """
    texts = []
    for part in re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, title, *lines = part.rstrip("\n").split("\n")
        id_, script, published, region, name, years, level, by = (head.split("|") + [""] * 7)[:8]
        labels: list[Label] = []
        plain = [
            _plain(line, number, labels) for number, line in enumerate([title[2:], *lines], -1)
        ]
        texts.append(
            Labelled(
                id_, Script(script), published, region, name, years, level, by, plain[0],
                tuple(plain[1:]), tuple(labels),
            )
        )  # fmt: skip
    return texts


def _plain(line: str, paragraph: int, labels: list[Label]) -> str:
    out: list[str] = []
    open_: list[tuple[str, int]] = []
    at = 0
    while at < len(line):
        if match := re.match(r"\{([fpolt]) ", line[at:]):
            open_.append((match[1], len(out)))
            at += match.end()
        elif open_ and line[at] in "|}":
            kind, start = open_.pop()
            end = line.index("}", at)
            labels.append(
                Label(kind, paragraph, start, len(out), "".join(out[start:]),
                      tuple(line[at + 1 : end].split("|")) if line[at] == "|" else ())
            )  # fmt: skip
            at = end + 1
        else:
            out.append(line[at])
            at += 1
    if open_:
        raise ValueError(line)
    return "".join(out)


@dataclass(slots=True)
class Tally:
    """Right and all of one measure, and what differed."""

    right: int = 0
    all: int = 0
    differences: list[str] = field(default_factory=list)

    def count(self, *, right: bool, difference: str = "") -> None:
        """Count one more."""
        self.right += right
        self.all += 1
        if not right and difference:
            self.differences.append(difference)

    def __str__(self) -> str:
        if not self.all:
            return "–"
        low, high = interval(self.right, self.all)
        share = self.right / self.all
        return f"{share:.3f}  {self.right}/{self.all}  [{low:.3f}, {high:.3f}]"


def interval(right: int, all_: int) -> tuple[float, float]:
    """Return Wilson's interval of a share."""
    share, square = right / all_, Z * Z
    middle = (share + square / (2 * all_)) / (1 + square / all_)
    spread = math.sqrt(share * (1 - share) / all_ + square / (4 * all_ * all_))
    spread *= Z / (1 + square / all_)
    return max(0.0, middle - spread), min(1.0, middle + spread)


class Score:
    """All measures over all texts."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}

    def __getitem__(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def add(self, text: Labelled, book: Casebook) -> None:
        """Compare what was found in one text with its labels."""
        self._figures(text, book)
        self._documents(text, book)
        self._bodies(text, book)
        self._places(text, book)
        self._terms(text, book)
        self._suggested(text)

    def _figures(self, text: Labelled, book: Casebook) -> None:
        results = list(book.case(text.id).indicators)
        for label in (entry for entry in text.labels if entry.kind == "f"):
            here = [result for result in results if _overlaps(result, label)]
            item = next((element for element in here if _same_figure(element, label)), None)
            got = [f"{x.base or ''}>{x.value}..{x.high or ''} {x.unit}" for x in here]
            self["figures recall"].count(
                right=item is not None, difference=f"{_near(text, label)} {got}"
            )
            if item:
                results.remove(item)
                self["figures precision"].count(right=True)
                self._label(text, label, item)
        for item in results:
            self["figures precision"].count(
                right=False, difference=f"{text.id} {_around(text, item)}"
            )

    def _label(self, text: Labelled, label: Label, indicator: Indicator) -> None:
        _, _, thing, sign, date = label.says
        near = _near(text, label)
        if thing:
            self["label coverage"].count(
                right=bool(indicator.measured), difference=f"{near} ← {thing}"
            )
        if indicator.measured:
            strict, lenient = _fits(fold(indicator.measured), fold(thing))
            wrong = f"{near} {indicator.measured!r} for {thing}"
            self["label right, strict"].count(right=strict, difference=wrong)
            self["label right, lenient"].count(right=lenient)

        way = _way(indicator)
        if sign:
            self["direction recall"].count(right=way == sign, difference=f"{near} {indicator.kind}")
        if way:
            self["direction precision"].count(
                right=way == sign, difference=f"{near} {indicator.kind}"
            )
        if indicator.date:
            self["date precision"].count(
                right=indicator.date == date, difference=f"{near} {indicator.date} for {date}"
            )
        if date:
            self["date recall"].count(
                right=indicator.date == date, difference=f"{near} {indicator.date} for {date}"
            )

    def _documents(self, text: Labelled, book: Casebook) -> None:
        mine = {
            (mention.paragraph, mention.start): policy
            for policy in book.policies for mention in policy.mentions if mention.case == text.id
        }  # fmt: skip
        wanted = {(_id(label), label.start): label for label in text.labels if label.kind == "p"}
        for key, label in wanted.items():
            self["documents recall"].count(right=key in mine, difference=label.text)
            if item := mine.get(key):
                given = (item.issuer, item.number, item.date)
                names = ("issuer", "number", "document date")
                for name, says, got in zip(names, label.says, given, strict=True):
                    right = _named(says) == _named(got)
                    if says:
                        self[f"{name} recall"].count(
                            right=right, difference=f"{got!r} for {says}: {label.text}"
                        )
                    if got:
                        self[f"{name} precision"].count(
                            right=right, difference=f"{got!r} for {says}: {label.text}"
                        )
        for key, item in mine.items():
            self["documents precision"].count(right=key in wanted, difference=item.title)

    def _bodies(self, text: Labelled, book: Casebook) -> None:
        mine = {
            (mention.paragraph, mention.start, mention.end): organisation.name
            for organisation in book.organisations
            for mention in organisation.mentions
            if mention.case == text.id
        }
        wanted = {
            (_id(x), x.start, x.end): x for x in text.labels if x.kind == "o" and x.paragraph >= 0
        }
        for key, label in wanted.items():
            self["bodies recall"].count(right=key in mine, difference=_near(text, label))
            if key in mine:
                right = fold(mine[key]) == fold(label.says[0])
                said = f"{mine[key]} for {label.says[0]}"
                self["bodies full name"].count(right=right, difference=said)
        for key, name in mine.items():
            if key in wanted or not _in_title(text, key):
                self["bodies precision"].count(
                    right=key in wanted, difference=f"{text.id} {name} {key}"
                )

    def _places(self, text: Labelled, book: Casebook) -> None:
        spans = [(_id(x), x.start, x.end) for x in text.labels if x.kind in "op"]
        mine = {
            (mention.paragraph, mention.start, mention.end): place.name
            for place in book.places for mention in place.mentions if mention.case == text.id
        }  # fmt: skip
        wanted = {
            (_id(x), x.start, x.end): x.says[0]
            for x in text.labels
            if x.kind == "l" and x.paragraph >= 0
        }
        for key, name in wanted.items():
            self["divisions recall"].count(
                right=mine.get(key) == name, difference=f"{text.id} {name} {key}"
            )
        spans += [
            (f"body-p{number}", *match.span())
            for number, line in enumerate(text.paragraphs, 1)
            for match in re.finditer("《[^《》]*》", line)
        ]
        for key, name in mine.items():
            inside = any(p == key[0] and s <= key[1] and key[2] <= e for p, s, e in spans)
            if key in wanted or not inside:
                right = wanted.get(key) == name
                self["divisions precision"].count(right=right, difference=f"{text.id} {name} {key}")

    def _terms(self, text: Labelled, book: Casebook) -> None:
        mine = {term_key(term.text) for term in book.terms if text.id in term.cases}
        wanted = {term_key(label.text) for label in text.labels if label.kind == "t"}
        for key in sorted(wanted):
            self["terms recall"].count(right=key in mine, difference=f"{text.id} {key}")
        for key in sorted(mine):
            self["terms precision"].count(right=key in wanted, difference=f"{text.id} {key}")

    def _said(self, name: str, got: str, wanted: str, difference: str) -> None:
        """Count what is suggested; an empty cell is not right, but it is no wrong word either."""
        right = got == wanted or (got != "" and got in wanted.split("/"))
        self[name].count(right=right, difference=difference)
        if got:
            self[f"{name} right, of those given"].count(right=right)

    def _suggested(self, text: Labelled) -> None:
        got = suggest(text.bare)
        if text.field:
            named = field_by_name(got.field)
            key = named.key if named else ""
            self._said("field", key, text.field, f"{text.id} {key} for {text.field}")
        code = got.region.code if got.region else ""
        wanted = "/".join(map(code_of, text.region.split("/")))
        self._said("region", code, wanted, f"{text.id} {code} for {text.region}")
        if text.level:
            level = got.level.value if got.level else ""
            self._said("level", level, text.level, f"{text.id} {level} for {text.level}")
        if text.years:
            self["years given"].count(right=bool(got.years), difference=text.id)
            if got.years:
                self["years right"].count(
                    right=got.years in text.years.split("/"),
                    difference=f"{text.id} {got.years} for {text.years}",
                )


def _in_title(text: Labelled, key: tuple[str, int, int]) -> bool:
    """Whether a mention stands in the title of a document, where bodies are not labelled."""
    paragraph, start, end = key
    line = text.paragraphs[int(paragraph.rsplit("-p", 1)[1]) - 1]
    return any(m.start() < start and end < m.end() for m in re.finditer("《[^《》]*》", line))


def _id(label: Label) -> str:
    return f"body-p{label.paragraph + 1}"


def _near(text: Labelled, label: Label) -> str:
    line = text.title if label.paragraph < 0 else text.paragraphs[label.paragraph]
    before, after = line[max(0, label.start - 14) : label.start], line[label.end : label.end + 10]
    return f"{text.id}: …{before}[{label.text}]{after}"


def _around(text: Labelled, indicator: Indicator) -> str:
    line = text.paragraphs[int(indicator.paragraph.rsplit("-p", 1)[1]) - 1]
    at = indicator.mention
    before, after = line[max(0, at.start - 14) : at.start], line[at.end : at.end + 10]
    return f"…{before}[{indicator.text}]{after} {indicator.value} {indicator.unit}"


def _overlaps(indicator: Indicator, label: Label) -> bool:
    at = indicator.mention
    return at.paragraph == _id(label) and at.start < label.end and label.start < at.end


def _same_figure(indicator: Indicator, label: Label) -> bool:
    value, unit = label.says[0], fold(label.says[1])
    base, _, rest = value.rpartition(">")
    low, _, high = rest.partition("..")
    return (
        indicator.value == Decimal(low)
        and indicator.unit_key == unit
        and indicator.high == (Decimal(high) if high else None)
        and indicator.base == (Decimal(base) if base else None)
    )


def _fits(results: str, thing: str) -> tuple[bool, bool]:
    if not thing:
        return False, False
    cores, _, wide = thing.partition("~")
    heads = cores.split("/")
    widest = [*wide.split("/"), *heads] if wide else heads
    within = any(results in item or results.endswith(item) for item in widest)
    strict = any(head in results for head in heads) and within
    lenient = (
        strict
        or any(head in results for head in heads)
        or any(results in entry for entry in widest)
    )
    return strict, lenient


def _way(indicator: Indicator) -> str:
    return {1: "+", -1: "-", 0: ""}[indicator.sign]


def _named(words: str) -> str:
    """What two spellings of an issuer, number or date share."""
    return re.sub(r"[、和与\s]|^中共", "", fold(words))


def main() -> None:
    """Read, annotate together as a knowledge base does, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--differences", action="store_true", help="print what differed")
    parser.add_argument("--only", default="", help="print only the measures that begin so")
    options = parser.parse_args()
    texts = [text for file in options.labels for text in read(file)]
    book = annotate(text.article for text in texts)
    score = Score()
    for text in texts:
        score.add(text, book)
    kinds = Counter(label.kind for text in texts for label in text.labels)
    size = sum(len(line) for text in texts for line in text.paragraphs)
    print(f"{len(texts)} texts, {size} characters, labels: {dict(kinds)}")
    for name, tally in score.tallies.items():
        if name.startswith(options.only):
            print(f"{name:22} {tally}")
            for line in _shown(tally, options):
                print(f"      {line}")


def _shown(tally: Tally, options: argparse.Namespace) -> Iterator[str]:
    if options.differences:
        yield from tally.differences


if __name__ == "__main__":
    main()
