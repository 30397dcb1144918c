"""Sizes, times and memory of the search at 2,000 generated articles.

``python bench/search.py [ARTICLES]`` builds the index of that many articles of
5,000 characters in a temporary folder, opens its search page from there in
Chromium, and prints what it measured as a table in Markdown.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from corpus import HANT, THEMES, Writer
from playwright.sync_api import Page, sync_playwright
from site_pages import browser, write_site

from casebook.search import EntryKind, SearchCase, build_index
from casebook.search.index import PROGRAM

_LENGTH = 5_000
_PROBES = 30
_DATA = {"fold.js", "index.js", "stamp.js"}

# Ask the page itself again when all is loaded: until its first results are drawn, and from
# there until every case is verified, ranked and shown.
_ASK = """async (query) => {
  const place = document.querySelector("#casebook-search");
  const drawn = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  place.querySelector("input").value = query;
  const start = performance.now();
  place.querySelector("form").requestSubmit();
  while (!place.querySelector(".casebook-results > li")) await drawn();
  return performance.now() - start;
}"""
_REST = """async () => {
  const place = document.querySelector("#casebook-search");
  const start = performance.now();
  while (place.dataset.state !== "done") await new Promise((resume) => setTimeout(resume));
  return performance.now() - start;
}"""
_TURNS = 5


@dataclass
class Loaded:
    """Bytes that a page loaded, by what they are for."""

    program: int = 0
    before: int = 0
    texts: int = 0
    rest: int = 0

    def add(self, address: str) -> None:
        path = Path(unquote(urlsplit(address).path))
        size = path.stat().st_size
        if path.name in PROGRAM:
            self.program += size
        elif path.parent.name == "texts":
            self.texts += size
        elif path.parent.name in {"bins", "units"} or path.name in _DATA:
            self.before += size
        else:
            self.rest += size


@dataclass
class Query:
    """One query in a fresh page."""

    loaded: Loaded = field(default_factory=Loaded)
    seconds: float = 0.0
    first: float = 0.0
    again: float = 0.0
    first_cpu: float = 0.0
    again_cpu: float = 0.0
    heap: int = 0
    cases: int = 0


def ask(page: Page, folder: Path, query: str) -> Query:
    """Open the search page with a query, and run it again when all is loaded."""
    asked = Query()

    def count(request: object) -> None:
        asked.loaded.add(request.url)  # type: ignore[attr-defined]

    page.on("request", count)
    start = time.perf_counter()
    page.goto(f"{(folder / 'search.html').as_uri()}?q={quote(query)}")
    page.wait_for_selector("#casebook-search[data-state=done]")
    asked.seconds = time.perf_counter() - start
    page.remove_listener("request", count)
    asked.cases = page.evaluate(
        "() => Number(document.querySelector('[role=status]').textContent.match(/\\d+/)?.[0] ?? 0)"
    )
    turns = [_again(page, query) for _ in range(_TURNS)]
    asked.first, asked.again, asked.first_cpu, asked.again_cpu = map(min, zip(*turns, strict=True))
    asked.heap = heap(page)
    return asked


def _again(page: Page, query: str) -> tuple[float, float, float, float]:
    """Milliseconds until the first results and until the end, by the clock and of CPU time."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def cpu() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return sum(each["value"] for each in metrics if each["name"] == "TaskDuration") * 1e3

    before = cpu()
    first = page.evaluate(_ASK, query)
    between = cpu()
    rest = page.evaluate(_REST)
    after = cpu()
    session.detach()
    return first, first + rest, between - before, after - before


def probes(cases: list[SearchCase], length: int, count: int) -> list[str]:
    """Random runs of characters of paragraphs."""
    chance = random.Random(length)
    result = []
    while len(result) < count:
        entry = chance.choice(chance.choice(cases).entries)
        text = entry.text[HANT]
        if entry.kind is EntryKind.PARAGRAPH and len(text) > length:
            start = chance.randrange(len(text) - length)
            result.append(text[start : start + length])
    return result


def heap(page: Page) -> int:
    """Bytes of the page's JavaScript heap after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    return int(session.send("Runtime.getHeapUsage")["usedSize"])


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    cases = Writer().articles(articles, _LENGTH)
    characters = sum(len(e.text[HANT]) for case in cases for e in case.all_entries)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.process_time()
        size = build_index(cases, folder / "search", THEMES)
        rows = [
            ("articles", f"{articles:,}"),
            ("characters in one edition", f"{characters:,}"),
            ("building (CPU)", f"{time.process_time() - start:.1f} s"),
            ("all bins", f"{size.bin_bytes / 1e6:.2f} MB in {size.bins} files"),
            ("all texts, for both editions", f"{size.text_bytes / 1e6:.1f} MB"),
        ]
        write_site(cases[:1], folder)
        with sync_playwright() as playwright, browser(playwright) as chromium:
            page = chromium.new_page()
            for length in (1, 2, 4, 8, 20):
                asked = [
                    ask(page, folder, query)
                    for query in probes(cases, length, 3 if length == 1 else _PROBES)
                ]
                rows += table(length, asked)
    print("| | |\n| --- | --- |")
    for row in rows:
        print(f"| {row[0]} | {row[1]} |")


def table(length: int, asked: list[Query]) -> list[tuple[str, str]]:
    """What the queries of one length cost."""
    before = [each.loaded.before / 1e3 for each in asked]
    texts = [each.loaded.texts / 1e3 for each in asked]
    first = [each.first for each in asked]
    again = [each.again for each in asked]
    cpu = [each.first_cpu for each in asked]
    whole_cpu = [each.again_cpu for each in asked]
    cold = [each.seconds * 1e3 for each in asked]
    median = statistics.median
    return [
        (
            f"{length} characters: cases found, median / most",
            f"{median(each.cases for each in asked):.0f} / {max(each.cases for each in asked)}",
        ),
        (
            f"{length} characters: loaded before verification, median / most",
            f"{median(before):.0f} / {max(before):.0f} kB",
        ),
        (
            f"{length} characters: text loaded, median / most",
            f"{median(texts):.0f} / {max(texts):.0f} kB",
        ),
        (
            f"{length} characters: first results drawn, all loaded, median / most",
            f"{median(first):.0f} / {max(first):.0f} ms",
        ),
        (
            f"{length} characters: the same, CPU time of the page's thread",
            f"{median(cpu):.0f} / {max(cpu):.0f} ms",
        ),
        (
            f"{length} characters: all that is loaded at first verified and shown, median / most",
            f"{median(again):.0f} / {max(again):.0f} ms",
        ),
        (
            f"{length} characters: the same, CPU time of the page's thread",
            f"{median(whole_cpu):.0f} / {max(whole_cpu):.0f} ms",
        ),
        (
            f"{length} characters: page opened until done, median / most",
            f"{median(cold):.0f} / {max(cold):.0f} ms",
        ),
        (
            f"{length} characters: JavaScript heap of the page, most",
            f"{max(each.heap for each in asked) / 1e6:.0f} MB",
        ),
    ]


if __name__ == "__main__":
    main()
