"""Whether a build would make again what the last good one made.

A product is a function of files: articles and what lies beside them, settings, data files,
pages, ``conf.py`` with the files beside it, and the program.  After a good build their
checksums are kept in the build folder, with the state of every file that was made.  Where
nothing of that differs at the next build, there is nothing to do.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.checksums import Checksums
from casebook.kept import whole_program
from casebook.library.handwritten import MARK
from casebook.library.ids import ids_path
from casebook.library.layout import STATE
from casebook.library.redirects import redirects_path
from casebook.output import Output, write_whole
from casebook.pages.registry import page_kinds
from casebook.problems import Code, Problem, Severity
from casebook.project import Project, Snapshot

FORMAT = 1
"""Version of the file that :func:`keep` writes."""

CACHE = "cache"
"""The folder below the build folder that saves work between builds."""
_NAME, _SUMS = "built.json", "files.msgpack"
# What the product depends on besides files: it is printed, or changes how Sphinx works.
_VARIABLES = ("SOURCE_DATE_EPOCH",)
# The other file may go, and then this build would make something else.
_PASSING = frozenset({Code.NOT_GENERATED, Code.LAST_BUILD_STANDS})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build was made of.

    :param files: the checksum of each file by its path; what a build writes itself begins
        with a star.
    :param rest: everything else but the options: the program, its packages.
    """

    files: Mapping[str, str]
    rest: str

    def is_same_work(self, later: Inputs) -> bool:
        """Whether only what a build itself writes differs in ``later``: nobody else wrote."""
        paths = self.files.keys() | later.files.keys()
        changed = (path for path in paths if self.files.get(path) != later.files.get(path))
        return self.rest == later.rest and all(
            f"{self.files.get(path, '*')[0]}{later.files.get(path, '*')[0]}" == "**"
            for path in changed
        )

    def checksum(self, options: Sequence[str]) -> str:
        """Return a checksum of all of it, and of the options of a product."""
        basis = repr((sorted(self.files.items()), self.rest, tuple(options)))
        return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()


def inputs_of(project: Project, sums: Checksums) -> Inputs:
    """Return what a build of a knowledge base is made of now.

    :param sums: what is known of files.
    :raises OSError: where a file cannot be read.
    """
    docs, articles = project.docs.absolute(), project.articles.absolute()
    remembered = f"{ids_path(articles, '').parent}{os.sep}"
    redirects = str(redirects_path(articles))
    files: dict[str, str] = {}
    for path in _files(articles):
        is_made = path.startswith(remembered) or path == redirects
        files[path] = _checksum(path, sums, is_made=is_made)
    made = tuple(f"{docs / kind.key}{os.sep}" for kind in page_kinds() if kind.files)
    for path in _files(docs):
        files[path] = _checksum(path, sums, is_made=path.startswith(made))
    for path in (*_files(project.data.absolute()), *own_configuration(project)):
        files[path] = _checksum(path, sums)
    for file in (project.settings_file, project.logo()):
        if file and file.is_file():
            files[str(file.absolute())] = _checksum(str(file), sums)
    rest = (whole_program(), *(os.environ.get(name, "") for name in _VARIABLES))
    return Inputs(files, repr(rest))


def own_configuration(project: Project) -> Iterator[str]:
    """Yield the path of ``conf.py`` above the articles, and what is likely to belong to it.

    That are the files beside it, and those in folders whose names begin with ``_``.
    """
    root = project.articles.absolute().parent
    if (root / "conf.py").is_file():
        for path in sorted(root.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                yield str(path)
            elif path.is_dir() and path.name.startswith("_"):
                yield from _files(path)


def basis_of_pages(snapshot: Snapshot) -> str:
    """Return a checksum of what decides on words of pages whose sources stay the same."""
    project = snapshot.project
    kept = [(article.slug, article.keep) for article in snapshot.articles if article.keep]
    basis = (kept, snapshot.overlay, whole_program())
    checksum = hashlib.sha256(repr(basis).encode("utf-8", "backslashreplace"))
    own = map(Path, own_configuration(project))
    for path in (project.settings_file, project.overrides_file, *own):
        checksum.update(_content(path))
        checksum.update(b"\0")
    return checksum.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of the files below a folder in their order, through links, but hidden ones.

    A folder that a link leads to twice is looked through once.
    """
    seen: set[str] = set()
    for name, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(name)
        hidden = real in seen
        seen.add(real)
        folders[:] = (
            []
            if hidden
            else sorted(item for item in folders if item[0] != "." and item != "__pycache__")
        )
        if not hidden:
            # As strings: there are thousands.
            yield from (os.path.join(name, item) for item in sorted(files) if item[0] != ".")  # noqa: PTH118


def _checksum(path: str, sums: Checksums, *, is_made: bool = False) -> str:
    """Return the checksum of a file; of one that cannot be read, which loading reports, ``-``."""
    try:
        known = sums.of(path)
    except OSError:
        return "-"
    is_made = is_made or (path.endswith(".md") and known.beginning.startswith(MARK))
    return f"{'*' if is_made else ''}{known.sha256}"


def _content(path: Path) -> bytes:
    """Return the content of a file; nothing where it cannot be read, which loading reports."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@dataclass(frozen=True, slots=True)
class Last:
    """What the last good build of a product reported, besides what it made."""

    problems: tuple[Problem, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of the last good build of each product, in a folder.

    :param folder: one of :meth:`casebook.output.Output.scratch`.
    """

    output: Output
    folder: Path

    def last(self, product: str, checksum: str) -> Last | None:
        """Return what was reported of a product, where nothing differs since; else ``None``."""
        try:
            entry = self._products()[product]
            # Every file of the product is looked at only where nothing else differs.
            if entry["inputs"] != checksum or not self._stands(product, entry["made"]):
                return None
            rows = entry["problems"]
            problems = (Problem(Code[code], file, line, note) for code, file, line, note in rows)
            return Last(tuple(problems), tuple(entry["messages"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def _stands(self, product: str, made: str) -> bool:
        return bool(made) and self._made(product) == made

    def keep(self, product: str, checksum: str, last: Last) -> None:
        """Keep what a product was made of, and made, where the next build may rely on it.

        :raises OSError: where the folder cannot be written.
        """
        codes = {problem.code for problem in last.problems}
        if codes & _PASSING or any(code.severity is Severity.ERROR for code in codes):
            return
        entry = {
            "inputs": checksum,
            "made": self._made(product),
            "problems": [
                [item.code.name, item.file, item.line, item.detail] for item in last.problems
            ],
            "messages": last.messages,
        }
        self._write({**self._products(), product: entry})

    def forget(self, product: str) -> None:
        """Forget what was kept of a product: it is being made anew.

        :raises OSError: where the folder cannot be written.
        """
        products = self._products()
        if products.pop(product, None) is not None:
            self._write(products)

    def _products(self) -> dict[str, Any]:
        try:
            kept = json.loads((self.folder / _NAME).read_text("utf-8"))
            return dict(kept["products"]) if kept["format"] == FORMAT else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def _write(self, products: Mapping[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, "products": products})
        write_whole(self.folder / _NAME, text.encode())

    def _made(self, product: str) -> str:
        """Return a checksum of the state of every file of a product: its size and its time."""
        checksum = hashlib.sha256()
        folder = str(self.output.folder / product)
        for name in sorted(self.output.files(product)):
            try:
                state = os.lstat(f"{folder}/{name}")
            except OSError:
                return ""
            checksum.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
        return checksum.hexdigest()


def remembered(build: Path) -> Checksums:
    """Return what the last build in a folder knew of files."""
    return Checksums(_content(build / CACHE / _SUMS))


def remember(sums: Checksums, memory: Callable[[], Path]) -> None:
    """Let the next build know what this one knew of files."""
    with suppress(OSError):
        write_whole(memory() / _SUMS, sums.dump())


class Unchanged:
    """Compares a knowledge base with what the last good build of its products was made of.

    :param products: those that are to be made.
    :param options: what else decides on what is made.
    :param sums: what is known of files.
    """

    def __init__(
        self,
        project: Project,
        build: Path,
        products: Sequence[str],
        options: Sequence[str],
        sums: Checksums,
    ) -> None:
        self._project, self._products, self._options = project, products, options
        self._sums = sums
        self._output = Output(build)
        self._inputs = self._read()

    def standing(self, memory: Callable[[], Path]) -> Last | None:
        """Return what the last good build reported, where this one would make the same."""
        if self._inputs is None or not self._output.manifest.is_file() or self._output.load():
            return None
        try:
            kept = Memory(self._output, memory())
            checksum = self._inputs.checksum(self._options)
            result = [kept.last(product, checksum) for product in self._products]
            if result and all(result):
                return result[0]
            for product in self._products:
                kept.forget(product)
        except OSError:
            return None
        return None

    def keep(self, products: Iterable[str], last: Last, memory: Callable[[], Path]) -> None:
        """Keep what products were made of, unless somebody changed it meanwhile."""
        now = self._read()
        if now is None or self._inputs is None or not self._inputs.is_same_work(now):
            return
        if self._output.load():
            return
        try:
            kept = Memory(self._output, memory())
            for product in products:
                kept.keep(product, now.checksum(self._options), last)
        except OSError:
            return  # the next build does the same work again

    def _read(self) -> Inputs | None:
        folder = self._project.articles
        if not folder.is_dir() or os.path.lexists(folder / STATE / "transaction"):
            return None
        try:
            return inputs_of(self._project, self._sums)
        except OSError:  # the build says what cannot be read
            return None
