"""Makes a book of generated articles: CPU time, time, peak memory, pages and size.

    python bench/book.py 300
    python bench/book.py 300 zh-Hant-TW

One run of ``casebook build pdf epub`` makes both editions, or those that are named. Where
XeLaTeX and latexmk are installed, the pages of the cases alone are set by them in the same run.
Articles are those of ``varied.py``: they differ as real ones do, and are the same in every run.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pypdfium2
from varied import varied

from casebook.library import dump
from casebook.text.editions import editions_of

ROOT = Path(__file__).resolve().parent.parent


def memory(root: int) -> tuple[int, int]:
    """Return the resident memory of a process and those below it: the largest, and all, in KiB."""
    parents, sizes = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        results = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        pid = int(status.parent.name)
        parents[pid] = int(results["PPid"])
        sizes[pid] = int(results.get("VmRSS", "0 kB").split()[0])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    own = [sizes.get(pid, 0) for pid in family]
    return max(own), sum(own)


def watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Keep the highest memory of a running process in ``peak``, four times a second."""
    while process.poll() is None:
        peak[:] = map(max, peak, memory(process.pid))
        time.sleep(0.25)


def children() -> float:
    """Return the CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(name: str, command: list[str], folder: Path | None = None) -> float:
    """Run a command and print what it took; return its CPU seconds."""
    began, before = time.perf_counter(), children()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = [0, 0]
    watcher = threading.Thread(target=watch, args=(process, peak))
    watcher.start()
    process.wait()
    watcher.join()
    took, used = time.perf_counter() - began, children() - before
    largest, whole = (kib / 1024 for kib in peak)
    print(
        f"{name}: {used:.0f} CPU s, {took:.0f} s, "
        f"{largest:.0f} MiB the largest process, {whole:.0f} MiB together"
    )
    if process.returncode:
        raise SystemExit(f"{name} ended with status {process.returncode}")
    return used


def sphinx(builder: str, folder: Path, docs: str, **settings: str) -> list[str]:
    """Return the command that builds the Traditional edition of a folder's pages."""
    known = {"casebook_articles": f"{folder}/articles"} | settings
    return [
        *(sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", str(ROOT)),
        *(part for name, value in known.items() for part in ("-D", f"{name}={value}")),
        *("-d", str(folder / f"doctrees-{builder}")),
        *(str(folder / docs), str(folder / builder)),
    ]


def pages(pdf: Path) -> int:
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return len(document)


def with_xelatex(folder: Path) -> float:
    """Set the pages of the cases by Sphinx's LaTeX builder and XeLaTeX, without anything else."""
    docs = folder / "latex-docs"
    shutil.copytree(folder / "docs", docs)
    for path in docs.iterdir():
        if path.name != "cases":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (docs / "cases/index.md").unlink()
    names = sorted(path.stem for path in (docs / "cases").glob("*.md"))
    listed = "".join(f"cases/{name}\n" for name in names)
    (docs / "index.md").write_text(f"# 案例\n\n```{{toctree}}\n{listed}```\n", encoding="utf-8")
    fonts = (
        r"\setmainfont{Noto Serif CJK TC}\setCJKmainfont{Noto Serif CJK TC}"
        r"\setCJKsansfont{Noto Sans CJK TC}\setCJKmonofont{Noto Sans CJK TC}"
    )
    settings = {"latex_engine": "xelatex", "latex_elements.fontpkg": fonts}
    took = measured("Sphinx, LaTeX", sphinx("latex", folder, "latex-docs", **settings))
    out = folder / "latex"
    (tex,) = out.glob("*.tex")
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-f", tex.name]
    took += measured("XeLaTeX", command, out)
    pdf = tex.with_suffix(".pdf")
    print(f"{pages(pdf)} pages, {pdf.stat().st_size / 2**20:.1f} MiB")
    return took


def main(count: int, tags: list[str]) -> None:
    editions = editions_of(tags)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        for item in varied(count):
            (folder / f"articles/{item.slug}.md").write_text(dump(item), encoding="utf-8")
        (folder / "casebook.toml").write_text(f"editions = {tags}\n", encoding="utf-8")
        (folder / "docs").mkdir()
        for page in ("about.md", "glossary.md"):
            shutil.copy(ROOT / "docs" / page, folder / "docs")
        casebook = [sys.executable, "-c", "from casebook.cli import main; main()"]
        places = [f"--{name}={folder / name}" for name in ("articles", "docs", "build")]
        took = measured("book and EPUB", [*casebook, "build", "pdf", "epub", *places])
        for edition in editions:
            pdfs = sorted((folder / "build/pdf").glob(f"casebook-{edition.folder}*.pdf"))
            size = sum(pdf.stat().st_size for pdf in pdfs) / 2**20
            many = sum(map(pages, pdfs))
            print(f"{edition.folder}: {many} pages in {len(pdfs)} volumes, {size:.1f} MiB")
        if shutil.which("xelatex") and shutil.which("latexmk"):
            share = took / len(editions) / with_xelatex(folder)
            print(f"one edition takes {share:.2f} of the time of XeLaTeX")
        else:
            print("XeLaTeX: not installed")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or ["zh-Hant-TW", "zh-Hans-CN"])
