"""What a knowledge base costs as it grows: the table of docs/project/performance.md.

    python bench/scale.py 100 1000 --peers PYTHON

For each number of generated articles (``bench/varied.py``) it prints, as a table in
Markdown, the CPU seconds of every step with all processes below it, the largest process,
the bytes on disk, and what a search loads; then what each article more costs between the
sizes.  With ``--editions 2`` both are built, and one alone beside them for the time that
passes.  MkDocs-Material and the theme ``basic`` of Sphinx build the same pages as plain
Markdown where PYTHON has them (``bench/scale_peers.txt``), and the search needs Playwright
and Chromium: what is not installed is left out.  ``--only build`` measures the first build
and the search alone, for large sizes.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from varied import varied

from casebook.library import dump, load_articles
from casebook.library.ids import ids_path
from casebook.records import Article, Paragraph, Section

# The program, which says at its end what it cost without the processes of Sphinx below it.
_CASEBOOK = """
import atexit, resource, sys
def say():
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("itself", used.ru_utime + used.ru_stime)
atexit.register(say)
from casebook.cli import main
main()
"""
_ITSELF = re.compile(r"^itself ([0-9.]+)$", re.MULTILINE)
_EDITIONS = ("zh-Hant-TW", "zh-Hans-CN")
_QUERY = "行政審批"
_PAGE = "html/zh-Hant/search.html"
# How long a reader looks before the key that sends the query, in milliseconds.
_PAUSES = {"first results, sent at once": 0, "first results, sent after .5 s": 500}
# By the clock of the page, from the key that sends the query until first results are drawn: what
# drives the browser takes as long as the page does.
_CLOCK = """
globalThis.drawn = new Promise((resolve) => {
  let sent = 0;
  addEventListener("keydown", () => (sent = performance.now()), true);
  addEventListener("DOMContentLoaded", () => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(".casebook-results > li")) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - sent)));
    });
    watch.observe(document, { subtree: true, childList: true });
  });
});
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    :param cpu: seconds, of all its processes.
    :param itself: seconds of the process of the command alone, where it says so.
    :param wall: seconds that passed.
    :param memory: MiB of the largest process.
    """

    cpu: float
    itself: float
    wall: float
    memory: float


Step = Callable[[], Cost]


def cost(command: list[str], log: Path) -> Cost:
    """Run a command; return what it cost.

    :raises SystemExit: where the command ends otherwise than well, or with problems of content.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    if command[0] != sys.executable:
        del environment["PYTHONPATH"]
    begin = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    said = log.read_text("utf-8", "replace")
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}\n{said[-3000:]}")
    itself = _ITSELF.search(said)
    used = usage.ru_utime + usage.ru_stime
    return Cost(used, float(itself[1]) if itself else used, wall, usage.ru_maxrss / 1024)


class Base:
    """A knowledge base of generated articles in a folder of its own."""

    def __init__(self, folder: Path, count: int, editions: int) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        # As `casebook add` leaves it: without remembered ids it would be a base of before
        # November 2026, which has a page more for each name that had another address then.
        ids_path(self.articles, "").parent.mkdir(parents=True)
        _settings(folder / "casebook.toml", editions)
        *made, self.added = varied(count + 1)
        for article in made:
            self.write(article)

    def write(self, article: Article) -> None:
        (self.articles / f"{article.slug}.md").write_text(dump(article), "utf-8")

    def build(self) -> Cost:
        """Build the site, all editions."""
        return self._build("docs", "build")

    def build_first_edition(self) -> Cost:
        """Build the first edition alone, from nothing, beside all of them."""
        settings = self.folder / "casebook.toml"
        whole = settings.read_text("utf-8")
        _settings(settings, 1)
        try:
            return self._build("docs-of-one", "build-of-one")
        finally:
            settings.write_text(whole, "utf-8")

    def _build(self, docs: str, build: str) -> Cost:
        folders = {"--articles": self.articles, "--docs": docs, "--build": build}
        options = [
            part for name, path in folders.items() for part in (name, str(self.folder / path))
        ]
        command = [sys.executable, "-c", _CASEBOOK, "build", "html", *options]
        return cost(command, self.folder / "log")

    def edit(self) -> None:
        """Let one paragraph of one article have a sentence more."""
        articles, _ = load_articles(self.articles)
        article = articles[len(articles) // 2]
        self.write(replace(article, sections=_longer(article.sections)))

    def add(self) -> None:
        self.write(self.added)

    def delete(self) -> None:
        (self.articles / f"{self.added.slug}.md").unlink()


def _settings(path: Path, editions: int) -> None:
    tags = ", ".join(f'"{tag}"' for tag in _EDITIONS[:editions])
    text = f'title = "案例庫"\nbook_date = "2026-01-01"\neditions = [{tags}]\n'
    path.write_text(text, "utf-8")


def _longer(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    for place, section in enumerate(sections):
        for at, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                text = replace(block, text=f"{block.text}本句是後來補上的。")
                blocks = (*section.blocks[:at], text, *section.blocks[at + 1 :])
                changed = replace(section, blocks=blocks)
                return (*sections[:place], changed, *sections[place + 1 :])
    raise SystemExit("the article has no paragraph")


def size(folder: Path, left_out: tuple[str, ...] = ()) -> int:
    """Return the bytes of the files below a folder, but those in folders of these names."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not {*path.relative_to(folder).parts} & {*left_out}
    )


def search(build: Path) -> dict[str, float]:
    """Return what a query of four characters loads in a fresh browser, and how long it takes."""
    chromium = shutil.which("chromium")
    if not chromium or not importlib.util.find_spec("playwright"):
        return {}
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - need not be installed

    loaded: set[Path] = set()
    field, done = "#casebook-search input[type=search]", "#casebook-search[data-state=done]"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda item: loaded.add(Path(unquote(urlsplit(item.url).path))))
        page.goto(f"{(build / _PAGE).as_uri()}?q={quote(_QUERY)}")
        page.wait_for_selector(done, timeout=120_000)
        page.fill(field, _QUERY)
        page.wait_for_timeout(500)
        figures = {}
        for name, pause in _PAUSES.items():
            fresh = browser.new_context().new_page()
            fresh.add_init_script(_CLOCK)
            fresh.goto((build / _PAGE).as_uri())
            fresh.wait_for_selector(field)
            fresh.wait_for_timeout(500)
            fresh.fill(field, _QUERY)
            fresh.wait_for_timeout(pause)
            fresh.keyboard.press("Enter")  # typing alone makes suggestions
            figures[f"search, four characters, {name}, ms"] = fresh.evaluate("drawn")
        browser.close()
    data = (build / "html/search").resolve()
    size_ = sum(path.stat().st_size for path in loaded if path.is_relative_to(data))
    return {"search, four characters, cold, kB": size_ / 1000, **figures}


def plain(docs: Path, out: Path) -> None:
    """Write generated pages as plain Markdown, without directives, ids and roles."""
    for path in docs.rglob("*.md"):
        text = path.read_text("utf-8")
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        text = re.sub(r"^```\{toctree\}.*?^```\n?", "", text, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"^\s*(:{3,}|`{3,}).*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^(\s*-? ?)\{[#.][^}]*\}\n\s*", r"\1", text, flags=re.MULTILINE)
        text = re.sub(r"\{[#.][^}]*\}", "", text)
        text = re.sub(r"\]\(#[^)]*\)", "](index.md)", text)
        target = out / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("](/", "](../"), "utf-8")


def peers(base: Base, python: str) -> dict[str, Step]:
    """Return what builds the same pages as plain Markdown, by name.

    :param python: the interpreter of the environment that has them.
    """
    docs, log = base.folder / "plain", base.folder / "log"
    plain(base.folder / "docs", docs)
    (docs / "index.md").touch()
    known: dict[str, Step] = {}
    if _has(python, "mkdocs", "material"):
        settings = base.folder / "mkdocs.yml"
        settings.write_text("site_name: x\ndocs_dir: plain\ntheme: {name: material}\n")
        mkdocs = [python, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
        known["MkDocs-Material"] = lambda: cost([*mkdocs, "-d", str(base.folder / "m")], log)
    if _has(python, "sphinx", "myst_parser"):
        options = ["-q", "-a", "-E", "-C", "-D", "extensions=myst_parser"]
        options += ["-D", "html_theme=basic", "-D", "suppress_warnings=*", str(docs)]
        sphinx = [python, "-m", "sphinx", *options]
        known["Sphinx, basic"] = lambda: cost([*sphinx, str(base.folder / "s")], log)
    return known


def _has(python: str, *modules: str) -> bool:
    run = [python, "-c", f"import {', '.join(modules)}"]
    return subprocess.run(run, capture_output=True, check=False).returncode == 0


def measure(count: int, editions: int, python: str, only: str) -> dict[str, float]:
    """Return every figure of a knowledge base of so many articles, by its name."""
    with tempfile.TemporaryDirectory() as name:
        base = Base(Path(name), count, editions)
        html = base.folder / "build/html"
        figures: dict[str, float] = {}

        def take(step: str, run: Step) -> Cost:
            made = run()
            figures[f"{step}, CPU s"] = made.cpu
            print(
                f"{count}: {step}: {made.cpu:.1f} CPU s, of it {made.itself:.1f} outside Sphinx; "
                f"{made.wall:.0f} s, {made.memory:.0f} MiB",
                file=sys.stderr,
            )
            return made

        def ours(step: str, run: Step) -> Cost:
            made = take(step, run)
            largest = max(made.memory, figures.get("largest process, MiB", 0))
            figures["largest process, MiB"] = largest
            return made

        full = ours("build", base.build)
        figures["HTML, CPU s an article and edition"] = (full.cpu - full.itself) / count / editions
        figures["convert and exports, CPU s an article"] = full.itself / count
        if only != "build":
            shares = {"nothing changed": lambda: None, "one paragraph edited": base.edit}
            shares |= {"one article added": base.add, "one article deleted": base.delete}
            for step, change in shares.items():
                change()
                took = ours(step, base.build)
                figures[f"{step}, of a build"] = took.cpu / full.cpu
                figures[f"{step}, s"] = took.wall
        if editions > 1:
            one = ours("one edition", base.build_first_edition)
            figures["all editions against one, wall"] = full.wall / one.wall
        pages = size(html, ("data", "search", "_static"))
        figures["on disk, kB an article and edition"] = pages / 1000 / count / editions
        for folder in ("bins", "texts"):
            figures[f"search, {folder}, kB"] = size(html / "search" / folder) / 1000
        figures["search index, kB"] = size(html / "search") / 1000
        figures |= search(base.folder / "build")
        for peer, run in peers(base, python).items() if only != "build" else ():
            took = take(peer, run)
            figures[f"build against {peer}"] = full.cpu / editions / took.cpu
    return figures


def growth(results: Mapping[int, Mapping[str, float]]) -> dict[str, list[float | None]]:
    """Return what each article more costs between one size and the next, by the name of a cost."""
    made: dict[str, list[float | None]] = {}
    for name in dict.fromkeys(key for figures in results.values() for key in figures):
        if name.endswith(("CPU s", "MiB")):
            made[name] = []
            for (small, less), (large, more) in pairwise(results.items()):
                both = name in less and name in more
                slope = (more[name] - less[name]) / (large - small) if both else None
                made[name].append(slope)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", metavar="ARTICLES")
    parser.add_argument("--editions", type=int, default=1, choices=(1, 2))
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--only", default="", choices=("build",))
    order = parser.parse_args()
    results = {
        count: measure(count, order.editions, order.peers, order.only)
        for count in sorted(order.sizes)
    }
    load = ""
    with suppress(OSError):
        load = f", load {os.getloadavg()[2]:.1f}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}, editions: {order.editions}{load}\n")
    _print("measure", list(map(str, results)), _rows(results))
    if len(results) > 1:
        steps = [f"{small}–{large}" for small, large in pairwise(results)]
        print("\nEach article more:\n")
        _print("measure", steps, growth(results))


def _rows(results: Mapping[int, Mapping[str, float]]) -> dict[str, list[float | None]]:
    names = dict.fromkeys(key for figures in results.values() for key in figures)
    return {name: [figures.get(name) for figures in results.values()] for name in names}


def _print(head: str, columns: list[str], rows: Mapping[str, list[float | None]]) -> None:
    print(f"| {head} | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}")
    for name, figures in rows.items():
        print(f"| {name} | {' | '.join(_shown(name, figure) for figure in figures)} |")


def _shown(name: str, figure: float | None) -> str:
    if figure is None:
        return "–"
    if name.endswith("of a build"):
        return f"{figure:.1%}"
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


if __name__ == "__main__":
    main()
