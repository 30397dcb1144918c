"""Measure bodies, facts, outlines and themes on pages whose right reading was written down.

Usage: python bench/pages.py FOLDER [--peers] [--show] [--speed] [--floors FILE]

FOLDER holds what was collected and judged by hand, all of it optional:

- ``dumps.txt``: pages saved as text.  Each begins with ``=== name``, then lines
  ``key: value`` (title, subtitle, publisher, channel, date, authors, editors,
  outline, themes, dirt, wrapped), then ``---`` and the text of the page.  A
  title ``-`` means that the page has none, which is to be reported.  Headings of
  the outline are joined by ``|`` and one below another by ``>``; an empty one says
  that the page has no heading, and without the key it is not judged.
- ``html/*.html`` with ``html.tsv`` (name, titles, publishers; ``||`` between
  what is equally right, ``?`` where it is not judged), ``meta.json`` (author and
  date by name) and ``text/<name>.txt``, the body as a person copied it.

Printed is, for each measure, how many pages are right of those judged.  ``--speed``
compares the processor time with trafilatura in precision mode, page by page in turn, the
least of several rounds for each.  ``--floors`` names a TOML file of the least share of each
measure (``[html]`` and ``[dumps]``, ``f1`` and ``worst`` for bodies, ``speed`` at most); a
share below its floor ends with status 1.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from peers import peers
from scoring import Score, score, text_of

import casebook
from casebook.records import Article, Section
from casebook.text.simplified import to_simplified

_OR = "||"
_REPORTED = {"P002", "P007"}
"""Codes that say that a title is missing or in doubt."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what is right for it; ``None`` stands for what is not judged."""

    name: str
    data: bytes
    media_type: str
    right: dict[str, str]
    body: str = ""


@dataclass(slots=True)
class Tally:
    """How many pages were right of how many judged, and which were wrong."""

    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, page: Page, measure: str, *, right: bool, got: object = "") -> None:
        """Count one judgement."""
        self.judged[measure] += 1
        self.right[measure] += right
        if not right:
            self.wrong.append(f"{page.name}: {measure}: {got}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true", help="compare bodies with other extractors")
    parser.add_argument("--show", action="store_true", help="print what was wrong")
    parser.add_argument("--speed", action="store_true", help="compare the processor time")
    parser.add_argument("--floors", type=Path, help="the least that must be reached")
    options = parser.parse_args()
    floors = tomllib.loads(options.floors.read_text("utf-8")) if options.floors else {}
    below: list[str] = []
    for kind, pages in (("dumps", _dumps(options.folder)), ("html", _html(options.folder))):
        tally = Tally()
        listed = list(pages)
        for page in listed:
            judge(page, tally)
        if not listed:
            continue
        print(f"{kind}: {len(listed)} pages")
        for measure in sorted(tally.judged):
            right, judged = tally.right[measure], tally.judged[measure]
            print(f"  {measure:12}{right:4} of {judged:3}  {right / judged:.2f}")
        if options.show:
            print(*tally.wrong, sep="\n")
        shares = {name: tally.right[name] / count for name, count in tally.judged.items()}
        if kind == "html" and any(page.body for page in listed):
            shares |= _print_bodies(listed, others=options.peers)
        least = dict(floors.get(kind, {}))
        if kind == "html" and options.speed:
            ratio, most = _print_speed(listed), least.pop("speed", None)
            below += [f"html: speed {ratio:.2f} above {most}"] if most and ratio > most else []
        least.pop("speed", None)
        below += [
            f"{kind}: {name} {shares.get(name, 0):.3f} below {floor}"
            for name, floor in least.items()
            if shares.get(name, 0) < floor
        ]
    if below:
        sys.exit("\n".join(below))


def _dumps(folder: Path) -> Iterator[Page]:
    file = folder / "dumps.txt"
    if not file.is_file():
        return
    for chunk in re.split(r"(?m)^=== ", file.read_text("utf-8"))[1:]:
        head, _, text = chunk.partition("\n---\n")
        name, *lines = head.split("\n")
        right = {key: said.strip() for key, mark, said in (x.partition(":") for x in lines) if mark}
        yield Page(name, text.encode(), "text/plain", right)


def _html(folder: Path) -> Iterator[Page]:
    file = folder / "html.tsv"
    if not file.is_file():
        return
    facts = folder / "meta.json"
    meta = json.loads(facts.read_text("utf-8")) if facts.is_file() else {}
    for line in file.read_text("utf-8").splitlines():
        name, title, publisher = line.split("\t")
        known = meta.get(name, {})
        right = {"title": title}
        if publisher != "?":
            right["publisher"] = publisher
        right |= {key: known[key] for key in ("date", "author") if known.get(key, "?") != "?"}
        body = folder / "text" / f"{name}.txt"
        yield Page(
            name,
            (folder / "html" / f"{name}.html").read_bytes(),
            "text/html",
            right,
            body.read_text("utf-8", "replace") if body.is_file() else "",
        )


def judge(page: Page, tally: Tally) -> None:
    """Clean one page and compare what came with what is right."""
    done = casebook.clean_bytes(page.data, media_type=page.media_type, name=page.name)
    article, right = done.article, page.right
    codes = {problem.code.code for problem in done.problems}
    if article is None:
        tally.note(page, "article", right=False, got=codes)
        for measure in ("title", "whole"):
            tally.note(page, measure, right=False, got="no article")
        return
    tally.note(page, "article", right=True)
    source = article.sources[0]
    reported = bool(codes & _REPORTED)
    title = _same(article.title, right["title"])
    tally.note(page, "title", right=title or reported, got=article.title)
    if right["title"] != "-":
        tally.note(page, "title itself", right=title, got=article.title)
    if "subtitle" in right:
        tally.note(page, "subtitle", right=_same(article.subtitle, right["subtitle"]))
    if page.media_type == "text/plain" or "publisher" in right:
        wanted = right.get("publisher", "")
        got = source.publisher
        tally.note(
            page,
            "publisher",
            right=_same(got, wanted) or (not got and "" in wanted.split(_OR)),
            got=got,
        )
    if page.media_type == "text/plain" or "date" in right:
        wanted = {_date(part)[:10] for part in right.get("date", "").split(_OR)}
        got = source.published
        tally.note(page, "date", right=got[:10] in wanted, got=f"{got} not {wanted}")
    people = (*source.authors, *source.editors, *source.photographers)
    if page.media_type == "text/plain":
        names = _names(right.get("authors", "") + "," + right.get("editors", ""))
        tally.note(page, "people", right=set(map(_plain, people)) == names, got=people)
        _judge_parts(page, article, tally)
    elif "author" in right:
        names = _names(right["author"].replace("UNKNOWN", ""))
        tally.note(page, "people", right=names <= set(map(_plain, people)), got=people)
        # Whoever is named although nobody should be is wrong in print; captions name others.
        writers = set(map(_plain, (*source.authors, *source.editors)))
        tally.note(page, "people only", right=writers <= names, got=people)
    if page.media_type == "text/plain":
        kept = _plain(article.title + article.subtitle + article.kicker + text_of(article))
        lost = [line for line in _sentences(page) if _plain(line) not in kept]
        tally.note(page, "whole", right=not lost, got=lost[:1])


def _judge_parts(page: Page, article: Article, tally: Tally) -> None:
    right = page.right
    text = text_of(article)
    if "outline" in right:
        wanted = [
            _plain(part) for top in right["outline"].split("|") for part in top.split(">") if part
        ]
        headings = [_plain(heading) for heading in _headings(article)]
        missing = [item for item in wanted if item not in headings]
        false = [item for item in headings if item not in wanted]
        tally.note(page, "outline", right=not (missing or false), got=(missing, false))
    if "themes" in right:
        themes = [s.theme.value for s in article.sections if s.heading]
        wanted = right["themes"].split(",")
        tally.note(page, "themes", right=themes == wanted, got=themes)
    if right.get("dirt"):
        # Cleaning widens what stands next to Han characters; a label has it as the page does.
        kept = (article.title + text).translate(_FOLD)
        left = [d for d in right["dirt"].split("|") if d and d.translate(_FOLD) in kept]
        tally.note(page, "dirt out", right=not left, got=left)
    if "wrapped" in right:
        joined = _plain(right["wrapped"])
        lines = [_plain(line) for line in text.split("\n")]
        tally.note(page, "joined", right=any(joined in line for line in lines))


def _headings(article: Article) -> Iterator[str]:
    stack: list[Section] = list(reversed(article.sections))
    while stack:
        section = stack.pop()
        if section.heading:
            yield section.heading
        stack.extend(reversed(section.sections))


def _sentences(page: Page) -> Iterator[str]:
    """Lines of a dump that are running text and no dirt: none of them may be lost."""
    dirt = [part for part in page.right.get("dirt", "").split("|") if part]
    for line in page.data.decode().split("\n"):
        bare_line = re.sub(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,30}\s*[)）]", "", line)
        if "。" in line and len(line) > 25 and not any(d in bare_line for d in dirt):
            yield re.sub(r"^\s*[-•]\s*", "", bare_line)


_FOLD = str.maketrans("（），：；！？“”‘’「」『』", "(),:;!?\"\"''\"\"''")


def _plain(text: str) -> str:
    """Fold what two right readings may differ in: script, width, quotation marks, space."""
    folded = to_simplified(re.sub(r"\W", "", text.replace("○", "〇").translate(_FOLD)))
    return folded.replace("后", "後").replace("於", "于")


def _same(got: str, wanted: str) -> bool:
    return bool(got) and any(_plain(got) == _plain(part) for part in wanted.split(_OR))


def _names(text: str) -> set[str]:
    return {_plain(name) for name in re.split(r"[,，、\s]+", text) if name}


def _date(text: str) -> str:
    match = re.match(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    return "-".join(f"{int(part):02}" for part in match.groups() if part) if match else ""


_ROUNDS = 5


def _print_speed(pages: list[Page]) -> float:
    """Compare the processor time with trafilatura in precision mode, page by page in turn.

    Each round goes through all pages, so that no page is cleaned twice in a row: what is
    remembered of its lines (``resources.recalled``) would be found in the second round.
    """
    from casebook.ingest.read.decode import decode  # noqa: PLC0415

    precise = peers()["trafilatura precision"]
    texts = {page.name: decoded.text if (decoded := decode(page.data)) else "" for page in pages}
    ours, theirs = dict.fromkeys(texts, math.inf), dict.fromkeys(texts, math.inf)
    for _ in range(_ROUNDS):
        for page in pages:
            run = partial(casebook.clean_bytes, page.data, media_type="text/html")
            ours[page.name] = min(ours[page.name], _seconds(run))
            spent = _seconds(partial(precise, texts[page.name]))
            theirs[page.name] = min(theirs[page.name], spent)
    mine, other = sum(ours.values()), sum(theirs.values())
    each = 1000 / len(pages)
    print(
        f"  ms of CPU a page, in turn: casebook {mine * each:.1f},"
        f" trafilatura precision {other * each:.1f}; ratio {mine / other:.2f}"
    )
    return mine / other


def _seconds(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


def _print_bodies(pages: list[Page], *, others: bool) -> dict[str, float]:
    from casebook.ingest.read.decode import decode  # noqa: PLC0415

    judged = [page for page in pages if page.body]
    texts = {page.name: (decode(page.data) or decode(b" ")) for page in judged}
    known = {"casebook": None, **(peers() if others else {})}
    ours: dict[str, float] = {}
    print(f"  bodies of {len(judged)} pages: precision, recall, F1, worst, ms of CPU a page")
    for name, extract in known.items():
        scores: list[tuple[Score, str]] = []
        start = time.process_time()
        for page in judged:
            try:
                if extract is None:
                    text = text_of(casebook.clean_bytes(page.data, media_type="text/html").article)
                else:
                    results = texts[page.name]
                    text = extract(results.text if results else "")
            except Exception as error:  # noqa: BLE001 - a peer that fails is counted as empty
                print(f"    {name} failed on {page.name}: {type(error).__name__}")
                text = ""
            scores.append((score(text, page.body), page.name))
        spent = (time.process_time() - start) * 1000 / len(judged)
        worst = sorted((item.f1, page) for item, page in scores)[:8]
        mean = [
            sum(values) / len(judged)
            for values in zip(*((s.precision, s.recall, s.f1) for s, _ in scores), strict=True)
        ]
        print(
            f"  {name:24}{mean[0]:7.3f}{mean[1]:7.3f}{mean[2]:7.3f}{worst[0][0]:7.3f}{spent:8.1f}"
        )
        if extract is None:
            print("    worst:", ", ".join(f"{page} {f1:.2f}" for f1, page in worst))
            ours = {"f1": mean[2], "worst": worst[0][0]}
    return ours


if __name__ == "__main__":
    main()
