"""The share of the search index in the building of a site.

    python bench/search_build.py 300

Builds a site of that many generated articles (those of bench/book.py) as `make html`
does, and prints the CPU time of every step.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from book import generated
from casebook.exports.search_records import search_cases, search_themes
from casebook.library import dump
from casebook.project import Project, load
from casebook.search import build_index

_CASEBOOK = ("-c", "from casebook.cli import main; main()")


def cpu(command: list[str]) -> float:
    """Run a step of the build; seconds of CPU time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # A generated article may be reported (status 1); the site is built all the same.
    done = subprocess.run([sys.executable, *command], env=environment, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{command} ended with {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(count: int) -> None:
    """Build, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles, docs = folder / "articles", folder / "docs"
        articles.mkdir()
        for item in generated(count):
            (articles / f"{item.slug}.md").write_text(dump(item), encoding="utf-8")
        steps = {}
        steps["convert"] = cpu(
            [*_CASEBOOK, "convert", "--articles", str(articles), "--docs", str(docs)]
        )
        steps["build html"] = cpu(
            [
                *(*_CASEBOOK, "build", "html", "--articles", str(articles)),
                *("--docs", str(docs), "--build", str(folder / "build")),
            ]
        )
        snapshot = load(Project.of(articles))
        start = time.process_time()
        cases = search_cases(snapshot.casebook, snapshot.printers)
        texts = time.process_time()
        build_index(cases, folder / "search", search_themes(snapshot.printers))
        end = time.process_time()
    whole = sum(steps.values())
    print("| step | CPU time | share |\n| --- | --- | --- |")
    index = {"of it: texts of the search": texts - start, "of it: index": end - texts}
    for step, seconds in {**steps, **index, "all": whole}.items():
        print(f"| {step} | {seconds:.1f} s | {seconds / whole:.1%} |")


if __name__ == "__main__":
    main(int(sys.argv[1]))
