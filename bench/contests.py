"""Let programs work on one folder at the same time, and look for what is lost or torn.

Usage: python -m bench.contests [CONTESTS] [BUILDS]

Both programs of a contest are forked and wait for the same signal.  Two ``add`` bring two
pages under one name, or under two; ``add`` runs beside ``convert``; and, BUILDS times, beside
``build html``.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.cli.conftest import PAGE, article

from casebook.cli import main
from casebook.library import dump, parse

_TOWNS = ("甲镇", "乙镇")


def _page(folder: Path, town: str) -> Path:
    path = folder / "saved" / f"{town}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=f"{town}一窗受理改革", town=town), "utf-8")
    return path


def _start(arguments: Sequence[str], start: int, said: Path) -> int:
    """Fork a program that waits for the end of a pipe; return its process id."""
    pid = os.fork()
    if pid:
        return pid
    os.read(start, 1)
    status = 70
    file = said.open("w", encoding="utf-8")
    with file, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(file):
        try:
            main(list(arguments))
        except SystemExit as error:
            status = int(error.code or 0)
        except BaseException as error:  # noqa: BLE001 - a traceback is what is sought
            file.write(repr(error))
    os._exit(status)


def _contest(folder: Path, programs: Sequence[Sequence[str]]) -> list[int]:
    """Run programs at the same time; return their exit statuses."""
    read, write = os.pipe()
    pids = [
        _start(program, read, folder / f"said-{number}") for number, program in enumerate(programs)
    ]
    os.write(write, b"x" * len(pids))
    statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    os.close(read)
    os.close(write)
    return statuses


def _add(folder: Path, town: str, slug: str) -> list[str]:
    page = str(_page(folder, town))
    return ["add", "--articles", str(folder / "articles"), page, "--slug", slug]


def _towns(folder: Path) -> list[str]:
    """Return whose articles stand in the folder, each whole and with its ledger."""
    towns = []
    for path in sorted((folder / "articles").glob("*.md")):
        made, _ = parse(path.read_text("utf-8"), path.stem, path.name)
        assert made, path
        ledger = folder / "articles" / "ledger" / f"{path.stem}.json"
        if made.title.endswith("一窗受理改革"):
            assert ledger.is_file(), path
            towns.append(made.title[:2])
    return towns


def _same_name(folder: Path) -> str:
    statuses = _contest(folder, [_add(folder, town, "case") for town in _TOWNS])
    assert sorted(statuses) == [0, 1], statuses
    assert _towns(folder) == [_TOWNS[statuses.index(0)]]
    return "one is kept, the other is refused"


def _two_names(folder: Path) -> str:
    programs = [_add(folder, town, f"case-{at}") for at, town in enumerate(_TOWNS)]
    statuses = _contest(folder, programs)
    assert statuses == [0, 0], (statuses, (folder / "said-0").read_text("utf-8"))
    assert _towns(folder) == list(_TOWNS)
    return "both are kept"


def _beside(folder: Path, verb: Sequence[str]) -> str:
    articles = folder / "articles"
    articles.mkdir()
    (articles / "good.md").write_text(dump(article("good")), "utf-8")
    options = ["--articles", str(articles), "--docs", str(folder / "docs")]
    statuses = _contest(folder, [_add(folder, "甲镇", "case"), [*verb, *options]])
    assert statuses == [0, 0], (statuses, (folder / "said-1").read_text("utf-8"))
    assert _towns(folder) == ["甲镇"]
    return "with it" if (folder / "docs" / "cases" / "case.md").is_file() else "without it"


def _convert(folder: Path) -> str:
    return _beside(folder, ["convert"])


def _build(folder: Path) -> str:
    return _beside(folder, ["build", "html", "--build", str(folder / "build")])


def main_() -> int:
    """Run the contests; 1 where something was lost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    builds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    lost = 0
    for name, act, times in (
        ("two `add`, one name", _same_name, count),
        ("two `add`, two names", _two_names, count),
        ("`add` beside `convert`", _convert, count),
        ("`add` beside `build html`", _build, builds),
    ):
        ends: Counter[str] = Counter()
        for _ in range(times):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    ends[act(Path(folder))] += 1
                except AssertionError as error:
                    lost += 1
                    ends[f"FAILED {error}"] += 1
        said = "; ".join(f"{end}: {number}" for end, number in ends.most_common())
        print(f"| {name} | {times} | {said} |", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main_())
