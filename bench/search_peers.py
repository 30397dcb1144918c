"""This search beside Sphinx's own (with jieba) and Pagefind, on the same probes.

``python bench/search_peers.py PYTHON ARTICLES`` builds the same articles with each
and asks each the same in Chromium.  ARTICLES is a number of generated articles,
or a folder of article files; PYTHON an interpreter of an environment with
``bench/search_peers.txt`` in it, whose Pagefind another program replaces with
``--pagefind PROGRAM`` (that of npm is newer).  What is not installed is left out.

A probe is a run of characters of a paragraph, in the script of the pages or in
the other one.  It is found where the results have its article; a result is
false where its article does not hold the probe in either script.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import random
import re
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from corpus import HANS, HANT, THEMES, Writer
from playwright.sync_api import Error, Page, sync_playwright
from site_pages import browser, write_site

from casebook.exports.search_records import search_cases
from casebook.project import Project, load
from casebook.search import EntryKind, SearchCase, build_index
from casebook.text.fold import Level, fold

_LENGTH = 5_000
_WAIT = 20_000


@dataclass(frozen=True)
class Probe:
    """A query, the article that it is from, and all articles that hold it."""

    query: str
    slug: str
    holders: frozenset[str]


@dataclass(frozen=True)
class Contender:
    """A built site: where it is, and how a page of it answers a query with slugs."""

    name: str
    folder: Path
    index: tuple[Path, ...]
    cpu: float
    ask: Callable[[Page, str, str], list[str]]
    served: bool


def probes(cases: Sequence[SearchCase], edition: str, count: int) -> list[Probe]:
    """Probes of 2 to 12 characters; the same for every contender."""
    chance = random.Random(7)
    folded = {
        case.slug: [fold(t, Level.SEARCH) for e in case.all_entries for t in e.text.values()]
        for case in cases
    }
    result: list[Probe] = []
    while len(result) < count:
        case = chance.choice(cases)
        entry = chance.choice(case.entries)
        length = chance.randrange(2, 13)
        text = entry.text[edition]
        if entry.kind is not EntryKind.PARAGRAPH or len(text) <= length:
            continue
        start = chance.randrange(len(text) - length)
        query = text[start : start + length]
        wanted = fold(query, Level.SEARCH)
        holders = frozenset(s for s, texts in folded.items() if any(wanted in t for t in texts))
        result.append(Probe(query, case.slug, holders))
    return result


# --- the contenders --------------------------------------------------------------------


def casebook(cases: Sequence[SearchCase], folder: Path) -> Contender:
    """This search, from the folder itself."""
    write_site(cases, folder)
    start = time.process_time()
    build_index(cases, folder / "search", THEMES)
    cpu = time.process_time() - start
    # The packs of the other edition are not of this site.
    index = tuple(
        path for path in (folder / "search").rglob("*") if path.is_file() and HANS not in str(path)
    )

    def ask(page: Page, base: str, query: str) -> list[str]:
        page.goto(f"{base}/search.html?q={quote(query)}")
        page.wait_for_selector("#casebook-search[data-state=done]")
        # Neighbours are labelled as such: they are no results.
        more = page.locator(".casebook-more")
        while more.is_visible():
            more.click()
        # The first link of a result leads to its case, whatever level its heading has.
        results = page.locator(".casebook-results > li:not([data-nearest])")
        return results.evaluate_all(
            "all => all.map((one) => one.querySelector('a[data-case]').dataset.case)"
        )

    return Contender("this search", folder, index, cpu, ask, served=False)


def sphinx(cases: Sequence[SearchCase], folder: Path, python: str, version: str) -> Contender:
    """Sphinx's own search with jieba."""
    source, site = folder / "source", folder / "site"
    (source / "cases").mkdir(parents=True)
    (source / "conf.py").write_text("language = 'zh_CN'\nhtml_theme = 'basic'\n", "utf-8")
    (source / "index.rst").write_text(
        "目錄\n====\n\n.. toctree::\n   :glob:\n\n   cases/*\n", "utf-8"
    )
    for case in cases:
        lines = [_rst(case.title[HANT]), "=" * 120]
        for entry in case.entries:
            if entry.kind is EntryKind.HEADING:
                lines += ["", _rst(entry.text[HANT]), "-" * 240]
            elif entry.kind is EntryKind.PARAGRAPH:
                lines += ["", _rst(entry.text[HANT])]
        (source / "cases" / f"{case.slug}.rst").write_text("\n".join(lines) + "\n", "utf-8")
    cpu = _cpu([python, "-m", "sphinx", "-q", "-b", "html", str(source), str(site)])

    def ask(page: Page, base: str, query: str) -> list[str]:
        page.goto(f"{base}/search.html?q={quote(query)}")
        page.wait_for_function(
            "() => Search.output && Search._pulse_status < 0 && Search.status.innerText",
            timeout=_WAIT,
        )
        links = page.locator("ul.search li a")
        # Links to headings of a page count as one result: the page.
        return links.evaluate_all(
            "all => [...new Set(all.map((a) => a.href.match(/cases\\/([^.]*)/)?.[1] ?? a.href))]"
        )

    index = tuple(
        path
        for path in site.rglob("*")
        if path.name in {"searchindex.js", "searchtools.js", "language_data.js"}
        or path.parent.name == "_sources"
    )
    return Contender(f"Sphinx {version} with jieba", site, index, cpu, ask, served=True)


def _cpu(command: Sequence[str]) -> float:
    """Run a command; return the CPU seconds of its processes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _said(*command: str) -> str:
    """Return what a program says, ``""`` where it is not there or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _rst(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def mended(broken: Contender) -> Contender:
    """Give Sphinx's search page the stemmer that it lacks."""
    data = broken.folder / "_static" / "language_data.js"
    data.write_text(data.read_text("utf-8").replace("ChineseStemmer", "EnglishStemmer"))
    return replace(broken, name=f"{broken.name}, its page mended")


def pagefind(
    cases: Sequence[SearchCase], folder: Path, program: Sequence[str], version: str
) -> Contender:
    """Pagefind through its own API, over a local server; the probe as it stands."""
    write_site(cases, folder)
    cpu = _cpu([*program, "--site", str(folder), "--silent"])

    def ask(page: Page, base: str, query: str) -> list[str]:
        page.goto(f"{base}/search.html")
        return list(
            page.evaluate(
                """async (query) => {
                  const pagefind = await import("/pagefind/pagefind.js");
                  const {results} = await pagefind.search(query);
                  const pages = await Promise.all(results.map((each) => each.data()));
                  return pages.map(({url}) => url.match(/cases\\/([^.]*)/)?.[1] ?? url);
                }""",
                query,
            )
        )

    # Its own texts for display are in fragments: all of the folder is its index.
    index = tuple(path for path in (folder / "pagefind").rglob("*") if path.is_file())
    return Contender(version.capitalize(), folder, index, cpu, ask, served=True)


def quoted(plain: Contender) -> Contender:
    """Ask for the probe as an exact phrase."""

    def ask(page: Page, base: str, query: str) -> list[str]:
        return plain.ask(page, base, f'"{query}"')

    return replace(plain, name=f"{plain.name}, probe in quotation marks", ask=ask)


# --- the comparison ----------------------------------------------------------------------


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def base_of(contender: Contender) -> Iterator[str]:
    """The address of a site: a folder, or a local server where it needs one."""
    if not contender.served:
        yield contender.folder.as_uri()
        return
    handler = functools.partial(_Quiet, directory=str(contender.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def measure(
    contender: Contender, page: Page, own: Sequence[Probe], other: Sequence[Probe]
) -> tuple[str, ...]:
    """One row of the table."""
    loaded, times, result, false, shown = [], [], [0, 0], 0, 0
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with base_of(contender) as base:
        for place, asked in enumerate((own, other)):
            for probe in asked:
                addresses: set[str] = set()

                def note(request: object, seen: set[str] = addresses) -> None:
                    seen.add(request.url)  # type: ignore[attr-defined]

                page.on("request", note)
                start = time.perf_counter()
                try:
                    slugs = contender.ask(page, base, probe.query)
                except Error:
                    slugs = []
                times.append(time.perf_counter() - start)
                page.remove_listener("request", note)
                loaded.append(sum(_size(contender.folder, address) for address in addresses))
                result[place] += probe.slug in slugs
                shown += len(slugs)
                false += sum(slug not in probe.holders for slug in slugs)
                if errors and place == 0 and not result[0] and len(times) > 2:
                    return (contender.name, f"throws: {errors[0].splitlines()[0]}", *["–"] * 6)
    size = sum(path.stat().st_size for path in contender.index)
    return (
        contender.name,
        f"{result[0] / len(own):.0%}",
        f"{result[1] / len(other):.0%}",
        f"{false / shown:.0%} of {shown}" if shown else "–",
        f"{size / 1e6:.1f} MB",
        f"{statistics.median(loaded) / 1e3:.0f} kB",
        f"{statistics.median(times) * 1e3:.0f} ms",
        f"{contender.cpu:.1f} s",
    )


def _size(folder: Path, address: str) -> int:
    parts = urlsplit(address)
    path = Path(unquote(parts.path))
    path = path if parts.scheme == "file" else folder / str(path).lstrip("/")
    return path.stat().st_size if path.is_file() else 0


def sample(folder: Path) -> Sequence[SearchCase]:
    """The articles of a folder, as `casebook build` gives them to the search."""
    snapshot = load(Project.of(folder))
    return search_cases(snapshot.casebook, snapshot.printers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", metavar="PYTHON")
    parser.add_argument("articles", metavar="ARTICLES")
    parser.add_argument("--pagefind", default="", metavar="PROGRAM")
    parser.add_argument("--probes", type=int, default=40, help="in each script (default: 40)")
    order = parser.parse_args()
    what = order.articles
    cases = Writer().articles(int(what), _LENGTH) if what.isdigit() else sample(Path(what))
    own, other = (probes(cases, edition, order.probes) for edition in (HANT, HANS))
    program = [order.pagefind] if order.pagefind else [order.python, "-m", "pagefind"]
    head = (
        "", "found, own script", "found, other script", "false results", "index",
        "loaded a query", "time a query", "building, CPU",
    )  # fmt: skip
    print(f"{len(cases)} articles, {order.probes} probes in each script\n")
    print("| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        browser(playwright) as chromium,
    ):
        for contender in contenders(cases, Path(name), order.python, program):
            page = chromium.new_context().new_page()
            print("| " + " | ".join(measure(contender, page, own, other)) + " |", flush=True)
            page.context.close()


def contenders(
    cases: Sequence[SearchCase], folder: Path, python: str, program: Sequence[str]
) -> Iterator[Contender]:
    """Build one site after the other."""
    yield casebook(cases, folder / "casebook")
    version = _said(python, "-c", "import jieba, sphinx; print(sphinx.__version__)")
    if version:
        broken = sphinx(cases, folder / "sphinx", python, version)
        yield broken
        yield mended(broken)
    version = _said(*program, "--version")
    if version:
        plain = pagefind(cases, folder / "pagefind", program, version)
        yield plain
        yield quoted(plain)


if __name__ == "__main__":
    main()
