"""What a knowledge base costs as it grows: the table of docs/project/performance.md.

    python bench/scale.py 100 1000

For each number of generated articles (``bench/varied.py``) it prints, as a table in
Markdown, the CPU seconds of every step with all processes below it, the largest process,
the bytes on disk, and the bytes that a search loads; then how each grows between the sizes.
MkDocs-Material and the theme ``basic`` of Sphinx read the same pages as plain Markdown, and
the search needs Playwright and Chromium: what is not installed is left out.
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
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from varied import varied

from casebook.library import dump, load_articles
from casebook.records import Article, Paragraph, Section

_CASEBOOK = [sys.executable, "-c", "from casebook.cli import main; main()"]
_EDITIONS = ("zh-Hant-TW", "zh-Hans-CN")
_QUERY = "行政審批"
_PAGE = "html/zh-Hant/search.html"
Step = Callable[[], tuple[float, float]]
"""Does something; returns CPU seconds and the largest process in MiB."""


def cost(command: list[str], log: Path) -> tuple[float, float]:
    """Run a command; return its CPU seconds and its largest process in MiB.

    :raises SystemExit: where the command ends otherwise than well, or with problems of content.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}\n{log.read_text()[-3000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Base:
    """A knowledge base of generated articles in a folder of its own."""

    def __init__(self, folder: Path, count: int, editions: int) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.articles.mkdir(parents=True)
        tags = ", ".join(f'"{tag}"' for tag in _EDITIONS[:editions])
        (folder / "casebook.toml").write_text(
            f'title = "案例庫"\nbook_date = "2026-01-01"\neditions = [{tags}]\n', "utf-8"
        )
        *made, self.added = varied(count + 1)
        for article in made:
            self.write(article)

    def write(self, article: Article) -> None:
        (self.articles / f"{article.slug}.md").write_text(dump(article), "utf-8")

    def run(self, verb: str, *arguments: str) -> tuple[float, float]:
        options = ["--articles", str(self.articles), "--docs", str(self.folder / "docs")]
        if verb == "build":
            options += ["--build", str(self.folder / "build")]
        return cost([*_CASEBOOK, verb, *arguments, *options], self.folder / "log")

    def edit(self) -> None:
        """Let one paragraph of one article have a sentence more."""
        articles, _ = load_articles(self.articles)
        article = articles[len(articles) // 2]
        self.write(replace(article, sections=_longer(article.sections)))

    def add(self) -> None:
        self.write(self.added)

    def delete(self) -> None:
        (self.articles / f"{self.added.slug}.md").unlink()


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


def search_bytes(build: Path) -> int | None:
    """Return the bytes of data that a query of four characters loads in a fresh browser."""
    chromium = shutil.which("chromium")
    if not chromium or not importlib.util.find_spec("playwright"):
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - need not be installed

    loaded: set[Path] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda item: loaded.add(Path(unquote(urlsplit(item.url).path))))
        page.goto(f"{(build / _PAGE).as_uri()}?q={quote(_QUERY)}")
        page.wait_for_selector("#casebook-search[data-state=done]", timeout=120_000)
        page.fill("#casebook-search input[type=search]", _QUERY)
        page.wait_for_timeout(500)
        browser.close()
    data = (build / "html/search").resolve()
    return sum(path.stat().st_size for path in loaded if path.is_relative_to(data))


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


def peers(base: Base) -> dict[str, Step]:
    """Return what builds the same pages as plain Markdown, by name."""
    docs, log = base.folder / "plain", base.folder / "log"
    plain(base.folder / "docs", docs)
    (docs / "index.md").touch()
    known: dict[str, Step] = {}
    if importlib.util.find_spec("mkdocs") and importlib.util.find_spec("material"):
        settings = base.folder / "mkdocs.yml"
        settings.write_text("site_name: x\ndocs_dir: plain\ntheme: {name: material}\n")
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
        known["MkDocs-Material"] = lambda: cost([*mkdocs, "-d", str(base.folder / "m")], log)
    sphinx = [
        *(sys.executable, "-m", "sphinx", "-q", "-a", "-E", "-C", "-D", "extensions=myst_parser"),
        *("-D", "html_theme=basic", "-D", "suppress_warnings=*", str(docs)),
    ]
    known["Sphinx, basic"] = lambda: cost([*sphinx, str(base.folder / "s")], log)
    return known


def measure(count: int, editions: int) -> dict[str, float]:
    """Return every figure of a knowledge base of so many articles, by its name."""
    with tempfile.TemporaryDirectory() as name:
        base = Base(Path(name), count, editions)
        build, html = base.folder / "build", base.folder / "build/html"
        figures: dict[str, float] = {}

        def take(step: str, run: Step) -> float:
            seconds, memory = run()
            figures[f"{step}, CPU s"] = seconds
            print(f"{count}: {step}: {seconds:.1f} s, {memory:.0f} MiB", file=sys.stderr)
            figures["largest process, MiB"] = max(memory, figures.get("largest process, MiB", 0))
            return seconds

        full = take("build", lambda: base.run("build", "html"))
        figures["build, CPU s an article and edition"] = full / count / editions
        shares = {"nothing changed": lambda: None, "one paragraph edited": base.edit}
        shares |= {"one article added": base.add, "one article deleted": base.delete}
        for step, change in shares.items():
            change()
            figures[f"{step}, of a build"] = take(step, lambda: base.run("build", "html")) / full
        pages = size(html, ("data", "search", "_static"))
        figures["on disk, kB an article and edition"] = pages / 1000 / count / editions
        figures["search index, kB"] = size(html / "search") / 1000
        if (loaded := search_bytes(build)) is not None:
            figures["search, four characters, cold, kB"] = loaded / 1000
        for peer, run in peers(base).items():
            seconds = run()[0]
            figures[f"{peer}, CPU s"] = seconds
            figures[f"build against {peer}"] = full / editions / seconds
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", metavar="ARTICLES")
    parser.add_argument("--editions", type=int, default=1, choices=(1, 2))
    order = parser.parse_args()
    results = {count: measure(count, order.editions) for count in sorted(order.sizes)}
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}, editions: {order.editions}\n")
    print(f"| measure | {' | '.join(map(str, results))} |\n|{' --- |' * (len(results) + 1)}")
    for name in dict.fromkeys(key for figures in results.values() for key in figures):
        cells = (_shown(name, figures.get(name)) for figures in results.values())
        print(f"| {name} | {' | '.join(cells)} |")


def _shown(name: str, figure: float | None) -> str:
    if figure is None:
        return "–"
    if name.endswith("of a build"):
        return f"{figure:.1%}"
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"


if __name__ == "__main__":
    main()
