"""The only place that loads a knowledge base.

A :class:`Project` says where the files of a knowledge base lie; :func:`load` reads them
all into one immutable :class:`Snapshot`, from which pages, book, data, search and checks
are made.  Nothing else opens these files or annotates articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from casebook import resources
from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import (
    Corrections,
    Glossary,
    check_corrections,
    read_corrections,
    read_glossary,
)
from casebook.library import load_articles
from casebook.library.ledger import load_ledgers
from casebook.problems import Code, Problem
from casebook.records import Article, Casebook, Edition, Picture, walk
from casebook.resources import Overlay
from casebook.settings import Settings, read_settings
from casebook.text.editions import editions_of
from casebook.text.overrides import Overrides, parse_overrides
from casebook.text.printer import Printer, Wording

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """Where a knowledge base lies.

    :param articles: folder of the articles, with what people decided beside them.
    :param settings_file: ``casebook.toml``.
    :param data: folder of data files that are laid over those of the program.
    """

    articles: Path
    settings_file: Path
    data: Path

    @classmethod
    def of(cls, articles: Path, settings_file: Path | None = None) -> Project:
        """Return the project that a folder of articles belongs to: the folder above it.

        :param settings_file: where its settings are another file than ``casebook.toml`` there.
        """
        root = articles.parent
        return cls(articles, settings_file or root / "casebook.toml", root / "data")

    @property
    def overrides_file(self) -> Path:
        """The file of the rulings on conversion."""
        return self.articles / "exceptions.tsv"


@dataclass(frozen=True)
class Snapshot:
    """A knowledge base as it was when it was loaded.

    :param ledgers: content of the ledger files, by slug.
    :param pictures: the picture files that articles name, by slug and file name.
    :param problems: everything that is wrong with the files; what is broken is left out.
    """

    project: Project
    settings: Settings
    editions: tuple[Edition, ...]
    casebook: Casebook
    overrides: Overrides = field(default_factory=Overrides)
    ledgers: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    overlay: Overlay = resources.EMPTY
    problems: Problems = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles that could be read, by slug."""
        return tuple(case.article for case in self.casebook.cases)

    @cached_property
    def wording(self) -> Wording:
        """What articles and rulings lay down about words."""
        return Wording.of(self.articles, self.overrides)

    @cached_property
    def printers(self) -> tuple[Printer, ...]:
        """What prints text in each edition, in the order of :attr:`editions`."""
        return tuple(Printer(edition, self.wording) for edition in self.editions)

    def printer(self, tag: str) -> Printer:
        """Return what prints text in the edition of a language tag.

        :raises KeyError: the knowledge base does not have this edition.
        """
        return {printer.edition.tag: printer for printer in self.printers}[tag]


def load(project: Project) -> Snapshot:
    """Load a knowledge base, and lay its data files over those of the program.

    Every failure is a problem of the snapshot; what is broken is left out.
    """
    settings, problems = read_settings(project.settings_file)
    overlay = resources.read_overlay(project.data)
    resources.activate(overlay)
    articles, found = load_articles(project.articles)
    problems += found
    pictures, found = _pictures(articles, project.articles)
    problems += found
    corrections, glossary, found = _decisions(articles, project.articles)
    problems += found
    overrides, found = load_overrides(project)
    problems += found
    ledgers, found = load_ledgers(project.articles, (article.slug for article in articles))
    problems += found
    return Snapshot(
        project=project,
        settings=settings,
        editions=editions_of(settings.editions),
        casebook=annotate(articles, corrections, glossary),
        overrides=overrides,
        ledgers=ledgers,
        pictures=pictures,
        overlay=overlay,
        problems=problems,
    )


def _decisions(articles: Iterable[Article], folder: Path) -> tuple[Corrections, Glossary, Problems]:
    """Read ``corrections.toml`` and ``glossary.toml`` beside the articles."""
    corrections, glossary = Corrections(), Glossary()
    problems: Problems = ()
    path = folder / "corrections.toml"
    if path.is_file():
        corrections, found = read_corrections(path.read_bytes(), path.as_posix())
        problems += found + check_corrections(corrections, tuple(articles), path.as_posix())
    path = folder / "glossary.toml"
    if path.is_file():
        glossary, found = read_glossary(path.read_bytes(), path.as_posix())
        problems += found
    return corrections, glossary, problems


def load_overrides(project: Project) -> tuple[Overrides, Problems]:
    """Read the rulings on conversion alone; without the file there are none."""
    path = project.overrides_file
    if not path.is_file():
        return Overrides(), ()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return Overrides(), (Problem(Code.UNDECODABLE, path.as_posix()),)
    return parse_overrides(text, path.as_posix())


def _pictures(
    articles: Iterable[Article], folder: Path
) -> tuple[dict[tuple[str, str], Path], Problems]:
    """Find the picture files that articles name."""
    found: dict[tuple[str, str], Path] = {}
    problems: list[Problem] = []
    for article in articles:
        for name in _picture_names(article):
            path = folder / "pictures" / article.slug / name
            if _is_bare(name) and _is_file(path):
                found[article.slug, name] = path
            else:
                file = (folder / f"{article.slug}.md").as_posix()
                problems.append(Problem(Code.PICTURE_FILE_MISSING, file, 0, repr(name)))
    return found, tuple(problems)


def _picture_names(article: Article) -> Iterator[str]:
    for placed in walk(article):
        if isinstance(placed.content, Picture) and placed.content.file:
            yield placed.content.file


def _is_bare(name: str) -> bool:
    """Whether a name is that of a file: nothing in an article may lead out of its folder."""
    return name not in {".", ".."} and Path(name).name == name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is longer than the system allows
        return False
