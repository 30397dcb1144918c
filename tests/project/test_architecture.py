"""The architecture is kept: order of packages, sizes, pins, and documents that say what is so."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.conftest import ROOT
from tests.source_code import nodes

from casebook.cli import main
from casebook.cli.problems import code_page
from casebook.problems import Code
from casebook.settings_text import settings_page

PACKAGE = ROOT / "tools" / "casebook"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_NAMES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in MODULES
}
# "About 400": a file may run a little over.
MAX_LINES = 440
# One list of all codes: it grows with them and has one reason to change.
LISTS = {"problems.py"}

# Only these packages may know what a page or a book is made with.
RENDERERS = {"site", "book"}
RENDERING = {"sphinx", "docutils", "myst_parser"}
# Packages and modules in the order of the data: each may import those before it, no other.
ORDER = (
    "resources",
    "problems",
    "files",
    "checksums",
    "memory",
    "processes",
    "pool",
    "records",
    "sphinx_runs",
    "output",
    "kept_file",
    "kept",
    "themes",
    "policy",
    "toml_faults",
    "colours",
    "text",
    "messages",
    "ingest",
    "library",
    "settings",
    "settings_text",
    "overlays",
    "knowledge",
    "charts",
    "saved_articles",
    "project",
    "saved_choices",
    "addresses",
    "figure_checks",
    "originals",
    "reread",
    "checks",
    "worklist",
    "search",
    "exports",
    "data_access",
    "pages",
    "starter",
    "site",
    "book",
    "unchanged",
    "build",
    "edit",
    "crawl",
    "cli",
    "__main__",
)
# Every part of the program may import these; the table of architecture.md leaves them out.
COMMON = {"resources", "problems", "records"}


def _imports(path: Path, found: Iterable[ast.AST] | None = None) -> Iterator[str]:
    """Yield the modules that a file imports; of a package only what is imported from it.

    :param found: the parts of it that are looked at; all where it is ``None``.
    """
    for node in nodes(path) if found is None else found:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(PACKAGE.parent).parts[: -node.level] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            names = {f"{module}.{name.name}" for name in node.names}
            below = {name for name in names if name in MODULE_NAMES}
            yield from sorted(below)
            if below != names:
                yield module


def _part(path: Path) -> str:
    """Return the package, or the module outside all packages, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported() -> dict[str, dict[str, str]]:
    """Return, for each part of the program, the parts it imports, each with an example."""
    result: dict[str, dict[str, str]] = {}
    for path in MODULES:
        part = _part(path)
        if part == "__init__":
            continue  # the public names of the whole
        imported = result.setdefault(part, {})
        for name in _imports(path):
            parts = name.split(".")
            if parts[0] == "casebook" and len(parts) > 1 and parts[1] != part:
                imported.setdefault(parts[1], f"{path.relative_to(PACKAGE)} imports {name}")
    return result


def test_only_the_renderers_know_sphinx() -> None:
    knowing = set()
    for path in MODULES:
        for name in _imports(path):
            if name.split(".")[0] in RENDERING:
                knowing.add(_part(path))
    assert "site" in knowing
    assert knowing <= RENDERERS


def test_the_dictionary_of_jieba_is_loaded_when_it_is_first_asked() -> None:
    """It takes longer than all else that a short command loads."""
    (user,) = (path for path in MODULES if "rjieba" in _imports(path))
    whole = ast.parse(user.read_text("utf-8"))
    assert not [node for node in whole.body if isinstance(node, ast.Import)]


def test_a_build_loads_nothing_that_cleans_pages() -> None:
    """It takes two thirds as long to load as all that a build does need."""
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES}
    rest, loaded = ["casebook.cli.build"], set[str]()
    while rest:
        name = rest.pop()
        if name in loaded or not name.startswith("casebook."):
            continue
        loaded.add(name)
        rest.append(name.rpartition(".")[0])
        file = PACKAGE.parent.joinpath(*name.split("."))
        path = file.with_suffix(".py") if name in names else file / "__init__.py"
        # What is imported within a function, or for its type alone, is not loaded with it.
        rest += _imports(path, ast.parse(path.read_text("utf-8")).body)
    cleaning = {f"casebook.ingest.{part}" for part in ("clean.step", "clean.run", "facts.masthead")}
    assert "casebook.ingest.clean.overrules" in loaded
    assert cleaning <= names
    assert not cleaning & loaded


def test_no_part_imports_one_that_comes_later() -> None:
    imported = _imported()
    assert set(imported) == set(ORDER)
    for part, others in imported.items():
        earlier = ORDER[: ORDER.index(part)]
        wrong = [example for other, example in others.items() if other not in earlier]
        assert wrong == [], f"{part} comes before what it imports"


def test_no_circle_between_modules() -> None:
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        name = name.removesuffix(".__init__")
        graph[name] = {item for item in _imports(path) if item.startswith("casebook.")}
    done: set[str] = set()

    def follow(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name in graph and name not in done:
            for other in graph[name]:
                follow(other, (*way, name))
            done.add(name)

    for name in graph:
        follow(name, ())


def test_table_of_the_architecture_is_that_of_the_code() -> None:
    page = (ROOT / "docs" / "project" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `([\w.]+)/?` \| [^|]+ \| ([^|]*) \|$", page)
    shown = {name.removesuffix(".py"): cell for name, cell in rows}
    assert list(shown) == list(ORDER), "the table lists the parts in their order"
    for part, others in _imported().items():
        wanted = ", ".join(other for other in ORDER if other in others.keys() - COMMON) or "–"
        assert shown[part] == wanted, f"{part}: the last cell must be: {wanted}"


def test_no_file_of_the_program_is_too_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted((ROOT / "tools").rglob("*"))
        if path.suffix in {".py", ".js", ".css", ".html", ".typ"} and path.name not in LISTS
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


_PIN = (
    r"([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^\s;*]+)(?: *;[^-]*)?"
    r"((?: +--hash=sha256:[0-9a-f]{64})+) *"
)


def _locked(name: str) -> dict[str, list[str]]:
    """Return the versions of every package of a lock; every one must have hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    result: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            pin = re.fullmatch(_PIN, line)
            assert pin, line
            result.setdefault(pin[1], []).append(pin[2])
    return result


def test_locks_hold_every_dependency_and_agree() -> None:
    run, dev = _locked("requirements.txt"), _locked("requirements-dev.txt")
    assert {name: dev.get(name) for name in run} == run
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in (
        (run, [*project["dependencies"], *extras["book"], *extras["fonts"]]),
        (dev, extras["test"]),
    ):
        for requirement in map(Requirement, wanted):
            versions = lock[canonicalize_name(requirement.name)]
            assert all(map(requirement.specifier.contains, versions)), requirement


def test_page_of_codes_is_that_of_the_program() -> None:
    page = (ROOT / "docs" / "project" / "problems.md").read_text("utf-8")
    assert page == code_page(), "run: casebook problems > docs/project/problems.md"


def test_codes_are_unique_and_every_one_is_used() -> None:
    codes = [code.code for code in Code]
    assert len(codes) == len(set(codes))
    for code in Code:
        assert re.fullmatch(r"[A-Z]\d{3}", code.code)
        assert code.meaning.endswith(".")
        assert code.remedy
    program = "\n".join(path.read_text("utf-8") for path in MODULES)
    unused = [code.name for code in Code if f"Code.{code.name}" not in program]
    assert unused == []


def test_page_of_settings_is_that_of_the_program() -> None:
    page = (ROOT / "docs" / "project" / "settings.md").read_text("utf-8")
    assert page == settings_page(), "run: casebook settings > docs/project/settings.md"
    assert "`casebook settings`" in Code.CONFIG_KEY.remedy


# What reads the files of a knowledge base, or annotates it; and where it may be called.
LOADING = {
    "annotate",
    "load_article_files",
    "load_articles",
    "load_ledgers",
    "parse_overrides",
    "read_corrections",
    "read_glossary",
    "read_overlay",
    "read_overrules",
    "read_settings",
}
# The library reads what stands where an article is to be written.
LOADERS = {"project", "library"}


def test_only_the_project_loads_a_knowledge_base() -> None:
    called = set()
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.Call):
                function = node.func
                name = getattr(function, "attr", "") or getattr(function, "id", "")
                if name in LOADING:
                    called.add(name)
                    assert _part(path) in LOADERS, f"{path}: {name}"
    assert called == LOADING - {"load_articles"}


def _commands(name: str) -> Iterator[list[str]]:
    """Yield the commands that a document shows in its sh blocks."""
    text = (ROOT / name).read_text("utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                yield words


def test_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = re.findall(r"^([a-z][a-z -]*):(?!=)", makefile, re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    shown = list(_commands("README.md"))
    assert ["make", "html"] in shown
    assert ["make", "test"] in shown
    for words in shown:
        if words[0] == "make":
            assert set(words[1:]) <= targets, words
        elif Path(words[0]).name == "casebook":
            assert words[1] in main.commands, words
            known = CliRunner().invoke(main, [words[1], "--help"]).output
            for option in (word for word in words[2:] if word.startswith("-")):
                assert option in known, words


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs" / "project").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if target.strip('"'):
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def _lists(data: object, path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of words in a file of data, each with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _lists(value, f"{path}/{key}")
    elif isinstance(data, list) and all(isinstance(word, str) for word in data):
        yield path, data


def test_no_list_of_words_has_one_twice() -> None:
    for file in sorted((PACKAGE / "data").rglob("*.toml")):
        for path, words in _lists(tomllib.loads(file.read_text("utf-8")), file.name):
            assert not [word for word, times in Counter(words).items() if times > 1], path
