"""Let programs work on one folder at the same time, and look for what is lost or torn.

Usage: python -m bench.contests [--contests N] [--builds N] [--sphinx N] [--seed N]

All programs of a contest are forked from one process that has done each of them before, and
wait for the same signal.  Before each change of the disk a program sleeps for a moment drawn
by chance, so that the others come between; how often the turn went from one to another is
counted, and the mean printed.  A build beside others begins before their changes, at one of
them or after: where it began, and what of theirs it read, is printed.  Two ``add`` bring two
pages under one name, or under two; ``add`` runs beside ``edit``, beside ``edit`` and
``rename``, and beside ``convert``; two
``build html`` run side by side, and ``add`` beside ``edit`` beside ``build html``.  In these
two a page of one line stands for what Sphinx makes of each page; ``--sphinx`` of them run it.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from tests.cli.conftest import PAGE, article

from casebook import build, files, sphinx_runs
from casebook.cli import main
from casebook.edit.editor import Editor, Opened
from casebook.library import dump, parse
from casebook.library.changes import read_changes
from casebook.project import Project
from casebook.sphinx_runs import Progress, Ran, Run, Sphinx

Program = Sequence[str] | Callable[[], int]
"""A command with its arguments, or a function that returns an exit status."""

_TOWNS = ("甲镇", "乙镇")


def _page(folder: Path, town: str) -> Path:
    path = folder / "saved" / f"{town}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=f"{town}一窗受理改革", town=town), "utf-8")
    return path


_PAUSE = 0.002
"""Seconds at most before a change."""
_LATE = (0.01, 0.05, 0.2)
"""Seconds at most before a program begins, one by chance: they meet early, late or hardly."""
_LOOK = 0.001
"""Seconds between two looks at what the others have done."""
_ALL = 10**9
"""More changes than programs make."""
_END, _BEGIN = b".", b"("
"""In the log of turns: a program has ended; one that waited for the others begins."""


class _Turns:
    """Lets programs that were forked take turns at changing the disk, and counts how often."""

    def __init__(self) -> None:
        self._log = -1
        self.reset(1)

    def reset(self, seed: int) -> None:
        """Begin again with another kind of contest."""
        self._chance = random.Random(seed)
        self.contests = self.changed = self.others = 0
        """Contests, changes of the turn, and changes of the others in the contest before."""

    def begin(self, folder: Path) -> None:
        self._log = os.open(folder / "turns", os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def join(self, number: int) -> random.Random:
        """Take part as the program with a number; return its chances."""
        chance = random.Random(self._chance.random() + number)

        def step(_operation: str, _path: Path) -> None:
            time.sleep(chance.random() * _PAUSE)
            os.write(self._log, b"%d" % number)

        files.before_change = step
        return chance

    def wait(self, chance: random.Random, beside: int) -> None:
        """Wait before a program begins, for a moment or for changes of the others.

        :param beside: how many others it waits for.
        """
        if not beside:
            time.sleep(chance.random() * chance.choice(_LATE))
            return
        at_one = chance.randint(0, self.others)
        awaited = chance.choice((0, at_one, at_one, _ALL))
        while True:
            turns = self._turns()
            ended = turns.count(_END)
            if len(turns) - ended >= awaited or ended == beside:
                break
            time.sleep(_LOOK)
        os.write(self._log, _BEGIN)

    def _turns(self) -> bytes:
        return os.pread(self._log, 10**6, 0)

    def ended(self) -> None:
        os.write(self._log, _END)

    def end(self) -> str:
        """End a contest; return where the last program began, if it waited for the others."""
        turns = self._turns().replace(_END, b"")
        os.close(self._log)
        self._chance.random()  # another draw for the next contest
        self.contests += 1
        before, begin, after = turns.partition(_BEGIN)
        self.changed += sum(one != other for one, other in pairwise(before + after))
        if not begin:
            return ""
        own = max(before + after)
        later = len(after) - after.count(own)
        self.others = len(before) + later
        return "before" if not before else "during" if later else "after"


_turns = _Turns()


def _start(program: Program, start: int, said: Path, number: int, beside: int) -> int:
    """Fork a program that waits for a pipe; return its process id.

    :param beside: for how many others it waits, too, to make some of their changes.
    """
    pid = os.fork()
    if pid:
        return pid
    chance = _turns.join(number)
    os.read(start, 1)
    _turns.wait(chance, beside)
    status = 70
    file = said.open("w", encoding="utf-8")
    with file, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(file):
        try:
            if callable(program):
                status = program()
            else:
                main(list(program))
        except SystemExit as error:
            status = int(error.code or 0)
        except BaseException as error:  # noqa: BLE001 - a traceback is what is sought
            file.write(repr(error))
    _turns.ended()
    os._exit(status)


def _contest(folder: Path, programs: Sequence[Program]) -> list[int]:
    """Run programs at the same time; return their exit statuses."""
    return _spread(folder, programs, waits=False)[0]


def _spread(
    folder: Path, programs: Sequence[Program], *, waits: bool = True
) -> tuple[list[int], str]:
    """Run programs at the same time, the last of them from some change of the others on.

    :returns: their exit statuses, and where the last one began.
    """
    read, write = os.pipe()
    _turns.begin(folder)
    last = len(programs) - 1
    pids = [
        _start(program, read, folder / f"said-{at}", at, last if waits and at == last else 0)
        for at, program in enumerate(programs)
    ]
    os.write(write, b"x" * len(pids))
    statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    os.close(read)
    os.close(write)
    return statuses, _turns.end()


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


def _edit(folder: Path) -> Callable[[], int]:
    """Return a person who adds a line to an article, and goes on until it is written."""

    def act() -> int:
        editor = Editor(Project.of(folder / "articles"))

        def longer(item: Opened) -> dict[str, bytes | None]:
            return dict(editor.text_changes(item, f"{item.text}\n由人加上的一段。\n"))

        editor.change("article", "good", editor.stamp("article", "good"), longer)
        return 0

    return act


def _with_good(folder: Path) -> list[str]:
    """Put an article into the folder; return the options that name it and the pages."""
    (folder / "articles").mkdir()
    (folder / "articles" / "good.md").write_text(dump(article("good")), "utf-8")
    return ["--articles", str(folder / "articles"), "--docs", str(folder / "docs")]


def _is_edited(folder: Path, slug: str = "good") -> bool:
    return "由人加上的一段。" in (folder / "articles" / f"{slug}.md").read_text("utf-8")


def _listed(folder: Path) -> list[tuple[str, str]]:
    changes, problems = read_changes(folder / "articles")
    assert not problems
    return sorted((change.kind.value, change.case) for change in changes)


def _add_and_edit(folder: Path) -> str:
    _with_good(folder)
    statuses = _contest(folder, [_add(folder, "甲镇", "case"), _edit(folder)])
    assert statuses == [0, 0], (statuses, (folder / "said-1").read_text("utf-8"))
    assert _towns(folder) == ["甲镇"]
    assert _is_edited(folder)
    assert _listed(folder) == [("added", "case"), ("changed", "good")]
    return "both are kept and listed"


def _add_edit_and_rename(folder: Path) -> str:
    options = _with_good(folder)[:2]
    programs = [_add(folder, "甲镇", "case"), _edit(folder), ["rename", "good", "new", *options]]
    statuses = _contest(folder, programs)
    assert (statuses[0], statuses[2]) == (0, 0), statuses
    assert _towns(folder) == ["甲镇"]
    assert not (folder / "articles" / "good.md").exists()
    # The person is told where the article was gone, and else what they wrote stands.
    assert (statuses[1] == 0) == _is_edited(folder, "new"), statuses
    expected = [("added", "case"), ("renamed", "new")]
    assert _listed(folder) == sorted([*expected, *[("changed", "good")] * (statuses[1] == 0)])
    return "the edit was kept" if statuses[1] == 0 else "the edit was refused"


def _convert(folder: Path) -> str:
    return _beside(folder, ["convert"])


def _two_builds(folder: Path) -> str:
    options = _with_good(folder)
    command = ["build", "html", "--build", str(folder / "build"), *options]
    statuses = _contest(folder, [command, command])
    assert set(statuses) <= {0, 1}, statuses
    assert 0 in statuses, (folder / "said-0").read_text("utf-8")
    for tag in ("zh-Hant", "zh-Hans"):
        page = folder / "build" / "html" / tag / "cases" / "good.html"
        assert page.read_text("utf-8").rstrip().endswith("</html>")
    return "both were done" if statuses == [0, 0] else "one was refused"


def _add_edit_and_build(folder: Path) -> str:
    options = _with_good(folder)
    build = ["build", "html", "--build", str(folder / "build"), *options]
    programs = [_add(folder, "甲镇", "case"), _edit(folder), build]
    statuses, began = _spread(folder, programs)
    assert statuses == [0, 0, 0], (statuses, (folder / "said-2").read_text("utf-8"))
    assert _towns(folder) == ["甲镇"]
    assert _is_edited(folder)
    cases = folder / "docs" / "cases"
    read = {
        "the new article": (cases / "case.md").is_file(),
        "the edit": "由人加上的一段。" in (cases / "good.md").read_text("utf-8"),
    }
    said = " and ".join(name for name, is_read in read.items() if is_read) or "neither"
    return f"began {began}, read {said}"


def _pages_alone(
    runs: Sequence[Sequence[Run]], _progress: Progress, meanwhile: Callable[[], None], _: Sphinx
) -> list[Ran]:
    """Stand for Sphinx, which takes seconds: a line for each page."""
    meanwhile()
    made = []
    for run in itertools.chain(*runs):
        for page in sorted(run.docs.rglob("*.md")):
            path = (run.out / page.relative_to(run.docs)).with_suffix(".html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<html>{page.stem}</html>", "utf-8")
        made.append(Ran(run, good=True, warnings=""))
    return made


def _with_sphinx(act: Callable[[Path], str]) -> Callable[[Path], str]:
    """Return a contest in which Sphinx itself runs."""

    def run(folder: Path) -> str:
        alone, build.run_all = build.run_all, sphinx_runs.run_all
        try:
            return act(folder)
        finally:
            build.run_all = alone

    return run


def _warm_up() -> None:
    """Do everything once in this process, so that those that are forked need not read its data."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
        folder = Path(name)
        options = _with_good(folder)
        build_folder = ["--build", str(folder / "build")]
        for command in (
            _add(folder, "甲镇", "case"),
            ["convert", *options],
            ["build", "html", *build_folder, *options],
            ["rename", "good", "new", *options[:2]],
        ):
            with contextlib.suppress(SystemExit):
                main(command)


def main_() -> int:
    """Run the contests; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, number in (("contests", 100), ("builds", 10), ("sphinx", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=number, metavar="N")
    chosen = parser.parse_args()
    count, builds, sphinx, seed = chosen.contests, chosen.builds, chosen.sphinx, chosen.seed
    build.run_all = _pages_alone
    _warm_up()
    lost = 0
    print(f"seed {seed}\n\n| programs | contests | turns | ends |\n|---|---|---|---|")
    for name, act, times in (
        ("two `add`, one name", _same_name, count),
        ("two `add`, two names", _two_names, count),
        ("`add` beside `edit`", _add_and_edit, count),
        ("`add` beside `edit` beside `rename`", _add_edit_and_rename, count),
        ("`add` beside `convert`", _convert, count),
        ("two `build html`", _two_builds, builds),
        ("`add` beside `edit` beside `build html`", _add_edit_and_build, builds),
        ("two `build html`, with Sphinx", _with_sphinx(_two_builds), sphinx),
        (
            "`add` beside `edit` beside `build html`, with Sphinx",
            _with_sphinx(_add_edit_and_build),
            sphinx,
        ),
    ):
        ends: Counter[str] = Counter()
        _turns.reset(seed)
        for _ in range(times):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    ends[act(Path(folder))] += 1
                except AssertionError as error:
                    lost += 1
                    ends[f"FAILED {error}"] += 1
        said = "; ".join(f"{end}: {number}" for end, number in ends.most_common())
        turns = _turns.changed / max(1, _turns.contests)
        print(f"| {name} | {times} | {turns:.1f} | {said} |", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main_())
