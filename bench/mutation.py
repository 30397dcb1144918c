"""How many small faults in a package its tests notice: mutation testing on a random sample.

    python bench/mutation.py text --sample 60 --seed 1

A mutant is the program with one small change: a number one larger, ``<`` instead of
``<=``, an argument gone, a word spoilt.  It is killed where a test fails, and survives
where all pass; a mutant in a line that no test runs survives too.

The changes are those of mutmut (``mutmut.mutation.mutators``).  Its runner is not used:
it changes only the bodies of undecorated functions, so that no constant of a module and
no cached function would ever be tried.  This one writes a changed module into a copy of
the checkout, and forks: the libraries are imported once, ``casebook`` anew for each
mutant.  First all tests of the package run once, and it is written down which test runs
which line; then each mutant meets the files of tests that run its line, the likeliest and
quickest first, and one of a constant of a module meets all tests.

Exit status: 0; 2 where the tests fail without any change.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import gc
import importlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst as cst
import libcst.matchers as m
import pytest
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "tools/casebook"
TESTS = {
    "ingest": ("tests/ingest",),
    "text": ("tests/text", "tests/project/test_printer_alone.py"),
    "library": ("tests/library", "tests/cli/test_tidy.py"),
    "pages": ("tests/pages", "tests/project/test_page_kinds.py", "tests/cli/test_convert.py"),
    "search": ("tests/search",),
    "knowledge": ("tests/knowledge", "tests/cli/test_bodies_verb.py"),
    "exports": ("tests/exports", "tests/site/test_compare_data.py"),
}
"""The tests that a package meets: its own, and those of others that are cheap."""

_MEMORY = 4 << 30
"""Bytes of data that a mutant may use: one that never ends must not take the machine with it."""
_SLOWER = 20
"""A mutant may use so many times the processor time that its tests need, and a minute."""
_LONGEST = 900
"""Seconds after which a mutant that waits for something is ended."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change.

    :param lines: the lines of the statement that is changed.
    :param everywhere: whether the change is outside all functions.
    """

    file: str
    lines: range
    everywhere: bool
    before: str
    code: str
    diff: str


# ---------------------------------------------------------------- what can be changed


class _Changes(cst.CSTVisitor):
    """All changes of one module: the node, what takes its place, the lines, whether outside."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, range, bool]] = []
        self._statements: list[range] = []
        self._depth = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        # Annotations are not run, decorators and imports are no behaviour.
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            return False
        if m.matches(node, m.Call(func=m.Name("cast") | m.Name("TypeVar"))):
            return False
        place: CodeRange = self.get_metadata(PositionProvider, node)
        if isinstance(node, cst.BaseCompoundStatement):
            self._statements.append(range(place.start.line, place.start.line + 1))
        elif isinstance(node, cst.SimpleStatementLine):
            self._statements.append(range(place.start.line, place.end.line + 1))
        if self._statements:
            near = self._statements[-1]
            lines = range(min(near.start, place.start.line), max(near.stop, place.end.line + 1))
            if isinstance(node, cst.BaseCompoundStatement):
                lines = near
            for kind, operator in mutation_operators:
                if isinstance(node, kind):
                    self.found += [
                        (node, new, lines, not self._depth) for new in _made(operator, node)
                    ]
        self._depth += isinstance(node, cst.FunctionDef | cst.Lambda)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.BaseCompoundStatement | cst.SimpleStatementLine):
            self._statements.pop()
        self._depth -= isinstance(original_node, cst.FunctionDef | cst.Lambda)


def _made(operator: Callable[[Any], Any], node: cst.CSTNode) -> list[cst.CSTNode]:
    try:
        return list(operator(node))
    except (TypeError, ValueError):  # an operator of mutmut that does not know such a node
        return []


def changes(file: str) -> list[Callable[[], Mutant | None]]:
    """Return a function for each mutant of a file, ``None`` where it is no Python."""
    text = (ROOT / file).read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text))
    visitor = _Changes()
    wrapper.visit(visitor)

    def made(node: cst.CSTNode, new: cst.CSTNode, lines: range, outside: bool) -> Mutant | None:
        code = wrapper.module.deep_replace(node, new).code  # type: ignore[arg-type]
        try:
            compile(code, file, "exec")
        except SyntaxError:
            return None
        diff = list(difflib.unified_diff(text.splitlines(), code.splitlines(), n=0, lineterm=""))
        return Mutant(file, lines, outside, text, code, "\n".join(diff[3:])) if diff else None

    return [functools.partial(made, *change) for change in visitor.found]


def sample(package: str, size: int, seed: int) -> tuple[list[Mutant], int]:
    """Draw mutants of a package, and count all there are."""
    files = sorted((ROOT / PROGRAM / package).rglob("*.py"))
    pool = [change for path in files for change in changes(path.relative_to(ROOT).as_posix())]
    every = len(pool)
    random.Random(seed).shuffle(pool)
    drawn: list[Mutant] = []
    while pool and len(drawn) < size:
        if mutant := pool.pop()():
            drawn.append(mutant)
    return drawn, every


# ---------------------------------------------------------------- one run of tests


class _Chosen:
    """A pytest plugin that runs chosen tests in a given order."""

    def __init__(self, order: dict[str, int]) -> None:
        self.order = order

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid]) or items


class _Recorder:
    """A pytest plugin that writes down which test runs which line, and how long it takes.

    Caches are emptied before each file of tests, so that what its tests need is run in it.
    """

    def __init__(self) -> None:
        import coverage  # noqa: PLC0415 -- its tracer belongs to the child process

        self.coverage = coverage.Coverage(
            data_file=None, source=[str(Path.cwd() / PROGRAM)], config_file=False
        )
        self.seconds: Counter[str] = Counter()
        self.file = ""
        self.coverage.start()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        file, self.file = self.file, item.nodeid.partition("::")[0]
        self.coverage.switch_context(self.file)
        if file == self.file:
            return
        kind = functools._lru_cache_wrapper  # noqa: SLF001
        for cached in [entry for entry in gc.get_objects() if isinstance(entry, kind)]:
            if cached.__module__.startswith("casebook"):
                cached.cache_clear()

    def pytest_runtest_call(self, item: pytest.Item) -> None:
        self.coverage.switch_context(item.nodeid)

    def pytest_runtest_teardown(self) -> None:
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration

    def result(self) -> dict[str, Any]:
        self.coverage.stop()
        data = self.coverage.get_data()
        below = Path.cwd()
        lines = {
            Path(file).relative_to(below).as_posix(): {
                line: sorted(set(names)) for line, names in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        libraries = [
            name
            for name, module in sys.modules.items()
            if name.partition(".")[0] not in {"casebook", "tests", "conftest", "__main__"}
            and "site-packages" in str(getattr(module, "__file__", ""))
        ]
        return {"lines": lines, "seconds": dict(self.seconds), "libraries": libraries}


def _child(
    copy: Path, tests: Sequence[str], plugins: Callable[[], list[Any]], seconds: float
) -> int:
    """Fork a process that runs tests in a copy of the checkout, and return its id."""
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        os.setsid()
        os.chdir(copy)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        limit = int(60 + seconds * _SLOWER)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        with (copy / "output.txt").open("w") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        sys.path[:] = [str(copy / "tools"), *(p for p in sys.path if not p.endswith("/tools"))]
        os.environ["PYTHONPATH"] = str(copy / "tools")
        made = plugins()
        options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser", "--tb=no"]
        code = int(pytest.main([*options, f"--rootdir={copy}", *tests], plugins=made))
        for plugin in made:
            if isinstance(plugin, _Recorder):
                (copy / "result.json").write_text(json.dumps(plugin.result()))
        sys.stdout.flush()
    finally:
        os._exit(code)


def _copy(folder: Path) -> Path:
    """Copy the files of the checkout, with compiled modules that are checked by content."""
    git = shutil.which("git") or "git"
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    options = ["-q", "--invalidation-mode", "checked-hash"]
    subprocess.run([sys.executable, "-m", "compileall", *options, folder / PROGRAM], check=True)
    return folder


# ---------------------------------------------------------------- the whole run


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the unchanged program did: tests of each line, and seconds of each test."""

    lines: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Return the tests that could notice a mutant, the likeliest and quickest first.

        These are the tests that run its line, then the others of their files: what a fixture
        or a cached function did serves all of them.
        """
        known = self.lines.get(mutant.file, {})
        lines = list(known) if mutant.everywhere else list(map(str, mutant.lines))
        near = {name for line in lines for name in known.get(line, ())}
        # What runs while modules are imported and tests collected may show in any test.
        everywhere = mutant.everywhere or "" in near
        files = {name.partition("::")[0] for name in near}
        chosen = [test for test in self.seconds if everywhere or test.partition("::")[0] in files]
        return sorted(chosen, key=lambda test: (test not in near, self.seconds[test]))


def baseline(copy: Path, tests: Sequence[str]) -> Baseline:
    """Run all tests on the unchanged program; import what libraries they need.

    :raises SystemExit: a test fails.
    """
    pid = _child(copy, tests, lambda: [_Recorder()], 600)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        print((copy / "output.txt").read_text()[-3000:])
        print("The tests fail without any change.")
        raise SystemExit(2)
    result = json.loads((copy / "result.json").read_text())
    for name in result["libraries"]:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 -- a plug-in that only its host can import
            continue
    return Baseline(result["lines"], result["seconds"])


def killed(
    mutants: Sequence[Mutant], known: Baseline, copies: Sequence[Path]
) -> Iterator[tuple[Mutant, str]]:
    """Try each mutant, in as many processes as there are copies; say what became of it."""
    waiting, free = list(reversed(mutants)), list(copies)
    running: dict[int, tuple[Mutant, Path, float]] = {}
    while waiting or running:
        while waiting and free:
            mutant = waiting.pop()
            tests = known.tests_of(mutant)
            if not tests:
                yield mutant, "no test"
                continue
            copy = free.pop()
            (copy / mutant.file).write_text(mutant.code, encoding="utf-8")
            order = {test: at for at, test in enumerate(tests)}
            files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
            seconds = sum(known.seconds[test] for test in tests)
            plugins = functools.partial(lambda order: [_Chosen(order)], order)
            running[_child(copy, files, plugins, seconds)] = mutant, copy, time.monotonic()
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            for late, (_, _, began) in running.items():
                if time.monotonic() - began > _LONGEST:
                    os.killpg(late, signal.SIGKILL)
            time.sleep(0.05)
            continue
        mutant, copy, _ = running.pop(pid)
        (copy / mutant.file).write_text(mutant.before, encoding="utf-8")
        free.append(copy)
        yield mutant, "killed" if os.waitstatus_to_exitcode(status) else "survived"


def report(results: Sequence[tuple[Mutant, str]]) -> Iterator[str]:
    """Return the table by module, and the survivors."""
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, verdict in results:
        by_module[mutant.file.removeprefix(f"{PROGRAM}/")][verdict] += 1
    yield f"{'module':<40} mutants  killed  survived  of these without test"
    total: Counter[str] = Counter()
    for module, counted in [*sorted(by_module.items()), ("all", total)]:
        survived = counted["survived"] + counted["no test"]
        row = f"{counted.total():>7} {counted['killed']:>7} {survived:>9} {counted['no test']:>9}"
        yield f"{module:<40} {row}"
        if counted is not total:
            total.update(counted)
    yield f"killed: {100 * total['killed'] / max(1, total.total()):.0f} %"
    for mutant, verdict in results:
        if verdict != "killed":
            yield f"\n{mutant.file}:{mutant.lines.start}: {verdict}\n{mutant.diff}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", choices=TESTS, help="package of tools/casebook")
    parser.add_argument("--sample", type=int, default=60, help="how many mutants to draw")
    parser.add_argument("--seed", type=int, default=1, help="of the random draw")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    options = parser.parse_args()
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ["CASEBOOK_HYPOTHESIS"] = "mutation"
    os.environ.setdefault("CASEBOOK_SHARED", str(ROOT.parent / "shared"))
    mutants, every = sample(options.package, options.sample, options.seed)
    print(f"{options.package}: {len(mutants)} of {every} mutants, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copies = [_copy(Path(folder, str(job))) for job in range(max(1, options.jobs))]
        tests = [name for name in TESTS[options.package] if (ROOT / name).exists()]
        known = baseline(copies[0], tests)
        print(f"{len(known.seconds)} tests pass without a change", flush=True)
        results: list[tuple[Mutant, str]] = []
        for mutant, verdict in killed(mutants, known, copies):
            results.append((mutant, verdict))
            if sys.stderr.isatty():
                print(f"\r{len(results)} of {len(mutants)}", end="", file=sys.stderr)
    print("\n".join(report(results)))


if __name__ == "__main__":
    main()
