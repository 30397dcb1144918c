"""Measure `casebook crawl`: pages a core-second, resumption, mirrors, and what is called a case.

    python bench/crawl.py make FOLDER [PAGES]      # web archives of made pages, and truth.json
    python bench/crawl.py speed FOLDER [TURNS]     # CPU seconds, beside trafilatura in the engine
    python bench/crawl.py kill FOLDER [TIMES]      # killed at random, taken up again, compared
    python bench/crawl.py mirrors FOLDER           # mirrors that were found, and false ones
    python bench/crawl.py cases LABELS...          # precision and recall, by score

Made pages have the markup of real pages in the folder `shared` beside the checkout (where there
are none, a plain page), text made by bench/corpus.py, mirrors of every fifth case, and one bad
page in fifty.  LABELS are files of lines `0|1<tab>path of a page`; a third column, if there is
one, is the weight of the page, else 1.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
from corpus import Writer

import casebook
from casebook.crawl.run import LEAST, Plan, begin, run
from casebook.crawl.score import evidence_of
from casebook.records import Article

SHARED = Path(os.environ.get("CASEBOOK_SHARED", Path(__file__).parents[2] / "shared"))
_FILES = 16
_PROBE = "一句探路的話"
_BODY = re.compile(rb"<p[^>]*>[^<]{20,}.*?</p>", re.DOTALL)


def shapes() -> list[tuple[bytes, bytes]]:
    """Return what stands before and after the text on real pages."""
    result = []
    for path in sorted(SHARED.glob("pages*/html/*.html")):
        data = path.read_bytes()
        try:
            data = data.decode("utf-8").encode()
        except UnicodeDecodeError:
            continue
        found = list(_BODY.finditer(data))
        if len(found) >= 4:
            shape = (data[: found[0].start()], data[found[-1].end() :])
            if is_shown(page(shape, [("", [_PROBE])])):
                result.append(shape)
    return result or [(b"<!DOCTYPE html><html><body>", b"</body></html>")]


def is_shown(data: bytes) -> bool:
    """Whether the text stands in the page, and not in a script of it."""
    tree = lxml.html.fromstring(data.decode())
    return any(_PROBE in (paragraph.text or "") for paragraph in tree.iter("p"))


def page(shape: tuple[bytes, bytes], parts: list[tuple[str, list[str]]]) -> bytes:
    body = "".join(
        (f"<h2>{heading}</h2>" if heading else "") + "".join(f"<p>{text}</p>" for text in texts)
        for heading, texts in parts
    )
    return shape[0] + body.encode() + shape[1]


def case_parts(writer: Writer, number: int) -> list[tuple[str, list[str]]]:
    own = [writer.word() for _ in range(30)]

    def said(lead: str) -> str:
        return lead + writer.paragraph(140, own)

    return [
        ("", [f"{number}號縣推行“一窗受理”改革，{writer.paragraph(60, own)}"]),
        ("改革背景", [said("長期以來，群眾辦事要跑多個部門，"), said("為破解這一難題，")]),
        ("主要做法", [said("建立聯動審批機制，") for _ in range(4)]),
        ("改革成效", [said(f"截至目前，累計辦理{number}件，"), said("辦事時間縮短到3天，")]),
    ]


def other_parts(writer: Writer) -> list[tuple[str, list[str]]]:
    own = [writer.word() for _ in range(30)]
    return [("", [writer.paragraph(150, own) for _ in range(8)])]


def warc(address: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2024-06-07T08:09:10Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", 1, mtime=0)


def make(folder: Path, count: int, files: int = _FILES) -> None:
    """Write archives of about ``count`` pages: cases one in twenty, mirrors of them, bad ones."""
    folder.mkdir(parents=True)
    chance = random.Random(11)
    writer = Writer(seed=11)
    looks = shapes()
    truth: dict[str, str] = {}
    written: list[str] = []
    archives = [(folder / f"{number:02}.warc.gz").open("wb") for number in range(files)]

    def put(address: str, body: bytes) -> None:
        chance.choice(archives).write(warc(address, body))
        written.append(address)

    number = 0
    while len(written) < count:
        number += 1
        address = f"http://site{number % 90}.example/{number}.html"
        if number % 50 == 0:
            put(address, chance.choice([b" ", b"\0\1\2\xff" * 400, b"<html><p></p>"]))
        elif number % 20 == 7:
            parts = case_parts(writer, number)
            put(address, page(chance.choice(looks), parts))
            truth[address] = str(number)
            for mirror in range(chance.choice([0, 0, 1, 2, 4])):
                changed = mirrored(parts, chance)
                at = f"http://mirror{mirror}.example/{number}.html"
                put(at, page(chance.choice(looks), changed))
                truth[at] = str(number)
        else:
            put(address, page(chance.choice(looks), other_parts(writer)))
    for archive in archives:
        archive.close()
    (folder / "addresses.txt").write_text("\n".join(written), "utf-8")
    (folder / "truth.json").write_text(json.dumps(truth, indent=0), "utf-8")
    size = sum(path.stat().st_size for path in folder.glob("*.gz"))
    print(f"{len(written)} pages, {len(truth)} of cases, {len(looks)} shapes, {size / 1e6:.0f} MB")


def mirrored(
    parts: list[tuple[str, list[str]]], chance: random.Random
) -> list[tuple[str, list[str]]]:
    """Return what a mirror makes of a text: the other script, a paragraph lost, words changed."""
    import opencc  # noqa: PLC0415

    convert = opencc.OpenCC("t2s").convert
    result = []
    for heading, texts in parts:
        kept = [text for text in texts if chance.random() > 0.06] or texts
        changed = [text.replace("，", "、", 1) if chance.random() < 0.1 else text for text in kept]
        result.append((heading, changed))
    if chance.random() < 0.4:
        return [(convert(heading), [convert(text) for text in texts]) for heading, texts in result]
    return result


def plan_of(folder: Path, out: Path) -> Plan:
    return Plan(tuple(str(path) for path in sorted(folder.glob("*.gz"))), out)


class Extracted:
    """The step of trafilatura, in the same engine, on the same pages."""

    def __call__(self, pages: Any, _rank: int, _tasks: int) -> Iterator[Any]:
        import trafilatura  # noqa: PLC0415

        from casebook.ingest.read.decode import decode  # noqa: PLC0415

        for found in pages:
            decoded = decode(found.page.data, "utf-8") if found.page else None
            text = trafilatura.extract(decoded.text, favor_precision=True) if decoded else ""
            yield len(text or "")


class Counted:
    """The end of a pipeline: what came is counted."""

    def __call__(self, rows: Any, _rank: int, _tasks: int) -> Iterator[Any]:
        print(sum(1 for _ in rows), "pages", flush=True)
        return iter(())


def _engine(pipeline: list[Any], tasks: int, workers: int, log: Path) -> float:
    """Run a pipeline, and return its CPU seconds, those of its processes with it."""
    from datatrove.executor.local import LocalPipelineExecutor  # noqa: PLC0415

    before = _cpu()
    LocalPipelineExecutor(
        pipeline=pipeline,
        tasks=tasks,
        workers=workers,
        logging_dir=str(log),
        start_method="fork",
    ).run()
    return _cpu() - before


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def speed(folder: Path, turns: int) -> None:
    from casebook.crawl.steps import CleanPages, ReadPages, WriteRows  # noqa: PLC0415

    out = folder / "speed"
    shutil.rmtree(out, ignore_errors=True)
    plan = plan_of(folder, out)
    tasks = len(plan.archives)
    read = ReadPages(plan.archives)
    clean = [read, CleanPages(plan.least, plan.seconds), WriteRows(plan.pages)]
    spent: dict[str, list[float]] = {}
    for turn in range(turns):
        for name, steps, workers in (
            ("reading", [read, Counted()], 1),
            ("trafilatura", [read, Extracted(), Counted()], 1),
            ("casebook, one worker", clean, 1),
            ("casebook, two workers", clean, 2),
        ):
            start = time.perf_counter()
            used = _engine(steps, tasks, workers, out / "log" / f"{name}{turn}")
            spent.setdefault(name, []).append(used)
            print(f"{name}: CPU {used:.1f} s, {time.perf_counter() - start:.1f} s passed")
    least = {name: min(values) for name, values in spent.items()}
    print({name: round(value, 1) for name, value in least.items()})
    print(f"trafilatura / casebook: {least['trafilatura'] / least['casebook, one worker']:.2f}")
    cost = least["casebook, two workers"] / least["casebook, one worker"]
    print(f"two workers, by the CPU they use: {2 / cost:.2f} x one")


def kill(folder: Path, times: int) -> None:
    """Kill a crawl at random moments, take it up again, and compare it with one that was not."""
    whole, killed = folder / "whole", folder / "killed"
    for out in (whole, killed):
        shutil.rmtree(out, ignore_errors=True)
    names = [str(path) for path in sorted(folder.glob("*.gz"))]
    call = [sys.executable, "-c", "from casebook.cli import main; main()", "crawl", *names]
    start = time.perf_counter()
    subprocess.run([*call, "--out", str(whole), "--workers", "2"], check=True)
    passed = time.perf_counter() - start
    chance = random.Random(3)
    for _ in range(times):
        running = subprocess.Popen(
            [*call, "--out", str(killed), "--workers", "2"], start_new_session=True
        )
        try:
            running.wait(chance.random() * passed / 2)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            print("killed with", len(list(killed.glob("pages/*.parquet"))), "archives done")
    subprocess.run([*call, "--out", str(killed), "--workers", "2"], check=True)
    files = [*whole.glob("*.parquet"), *whole.glob("pages/*.parquet")]
    same = sum((killed / x.relative_to(whole)).read_bytes() == x.read_bytes() for x in files)
    others = [x for x in killed.rglob("*.parquet") if not (whole / x.relative_to(killed)).exists()]
    print(f"{same} of {len(files)} files the same, {len(others)} others")


def mirrors(folder: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    out = folder / "whole"
    if not list(out.glob("cases-*.parquet")):
        plan = plan_of(folder, out)
        problems = begin(plan) or run(plan, 2)
        assert not problems
    groups: dict[str, str] = {}
    wrong = 0
    for path in out.glob("cases-*.parquet"):
        for row in pq.read_table(path, columns=["address", "mirrors"]).to_pylist():
            for mirror in [row, *row["mirrors"]]:
                groups[mirror["address"]] = row["address"]
                wrong += truth.get(mirror["address"]) != truth.get(row["address"])
    of_case: dict[str, list[str]] = {}
    for address, number in truth.items():
        of_case.setdefault(number, []).append(address)
    pairs = hit = missed = 0
    for addresses in of_case.values():
        missed += sum(address not in groups for address in addresses)
        there = [address for address in addresses if address in groups]
        for at, first in enumerate(there):
            for second in there[at + 1 :]:
                pairs += 1
                hit += groups[first] == groups[second]
    print(f"pairs of mirrors found {hit} of {pairs}: {hit / max(pairs, 1):.4f}; false {wrong}")
    print(f"pages of cases that were not called a case: {missed} of {len(truth)}")


@dataclass(frozen=True)
class Labelled:
    """A page of which a person said whether it is a case."""

    name: str
    is_case: bool
    weight: float
    article: Article | None
    beside: tuple[str, ...] = ()


def labelled(labels: list[Path]) -> list[Labelled]:
    result = []
    for line in (line for path in labels for line in path.read_text("utf-8").splitlines()):
        label, name, *rest = line.split("\t")
        cleaned = casebook.clean_bytes(Path(name).read_bytes(), name=name)
        beside = tuple(removal.text for removal in cleaned.ledger.removals)
        weight = float(rest[0]) if rest else 1.0
        result.append(Labelled(name, label == "1", weight, cleaned.article, beside))
    return result


def cases(labels: list[Path]) -> None:
    pages = labelled(labels)
    scores = [
        evidence_of(page.article, page.beside).score if page.article else 0.0 for page in pages
    ]
    for page, score in zip(pages, scores, strict=True):
        if (score >= LEAST) != page.is_case:
            title = page.article.title if page.article else ""
            print(f"{page.is_case:d} {score:.2f} {page.name} {title}")
    print(f"{len(pages)} pages, {sum(page.is_case for page in pages)} cases")
    print_curve(pages, scores)


def print_curve(pages: list[Labelled], scores: list[float]) -> None:
    wanted = sum(page.is_case for page in pages)
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        called = [page for page, score in zip(pages, scores, strict=True) if score >= least]
        right = sum(page.is_case for page in called)
        print(f"from {least}: precision {right}/{len(called)}, recall {right}/{wanted}")


def main() -> None:
    match sys.argv[1:]:
        case ["make", folder, *count]:
            make(Path(folder), int(count[0]) if count else 5000)
        case ["speed", folder, *turns]:
            speed(Path(folder), int(turns[0]) if turns else 2)
        case ["kill", folder, *times]:
            kill(Path(folder), int(times[0]) if times else 6)
        case ["mirrors", folder]:
            mirrors(Path(folder))
        case ["cases", *labels] if labels:
            cases([Path(label) for label in labels])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
