"""The only place that loads a knowledge base.

A :class:`Project` says where the files of a knowledge base lie; :func:`load` reads them
all into one immutable :class:`Snapshot`, from which pages, book, data, search and checks
are made.  Nothing else opens these files or annotates articles.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from casebook import resources
from casebook.files import files_below
from casebook.ingest.clean.overrules import Overrules, read_overrules
from casebook.ingest.open_alarms import still_open
from casebook.kept import Kept, digest, whole_program
from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import (
    Corrections,
    Glossary,
    read_corrections,
    read_glossary,
    settled,
    without_missing,
)
from casebook.knowledge.names import Names, shared_names
from casebook.library import load_article_files, parse
from casebook.library.changes import Change, read_changes, shown_changes
from casebook.library.handwritten import handwritten
from casebook.library.ids import matched
from casebook.library.layout import article_name
from casebook.library.ledger import load_ledgers, parse_ledger
from casebook.library.lock import FolderError
from casebook.library.picture_files import has_pictures, picture_files
from casebook.library.plain_text import read_text_file
from casebook.library.published import printed
from casebook.library.redirects import Redirects, load_redirects
from casebook.library.suggested import without_corrected
from casebook.library.transaction import consistent
from casebook.library.withdrawn import NAME as WITHDRAWN
from casebook.library.withdrawn import Withdrawn, load_withdrawn
from casebook.overlays import read_overlay
from casebook.problems import Code, Problem
from casebook.records import Article, Casebook, Edition, Ledger, Publish
from casebook.resources import Overlay
from casebook.saved_articles import SavedArticles, forget_others
from casebook.settings import Settings, read_settings
from casebook.text.editions import editions_of
from casebook.text.overrides import Overrides, parse_overrides
from casebook.text.printer import Printer, Wording

Problems = tuple[Problem, ...]

SETTINGS = "casebook.toml"


@dataclass(frozen=True, slots=True)
class Project:
    """Where a knowledge base lies.

    :param articles: folder of the articles, with what people decided beside them.
    :param settings_file: ``casebook.toml``.
    :param data: folder of data files that are laid over those of the program.
    :param docs: folder of the pages that people wrote.
    """

    articles: Path
    settings_file: Path
    data: Path
    docs: Path

    @classmethod
    def of(
        cls, articles: Path, settings_file: Path | None = None, docs: Path | None = None
    ) -> Project:
        """Return the knowledge base that a folder of articles belongs to.

        It is the folder above the articles.  Where ``casebook.toml`` does not lie there,
        settings and pages are those of the current folder, unless that is a knowledge base
        with articles of its own: what is declared for them (title, licence) is theirs alone.

        :param settings_file: its settings, where they are not in ``casebook.toml``.
        :param docs: its pages, where they are in another folder than ``docs``.
        """
        above = articles.parent
        has_own = os.path.lexists(SETTINGS) and Path("articles").is_dir()
        root = above if has_own or os.path.lexists(above / SETTINGS) else Path()
        return cls(
            articles, settings_file or root / SETTINGS, above / "data", docs or root / "docs"
        )

    def texts(self) -> tuple[Path, ...]:
        """Return the text files of the knowledge base that are no articles, as they are now."""
        beside = [self.articles / name for name in ("exceptions.tsv", "redirects.tsv", WITHDRAWN)]
        beside += [self.articles / name for name in ("corrections.toml", "glossary.toml")]
        folders = ((self.articles / "overrules", ".txt"), (self.data, ".toml"), (self.data, ".tsv"))
        below = [path for folder, suffix in folders for path in files_below(folder, suffix)[0]]
        pages = [self.docs / f"{name}.md" for name in handwritten(self.docs)[0]]
        return tuple(
            path for path in (self.settings_file, *beside, *below, *pages) if path.is_file()
        )

    def logo(self) -> Path | None:
        """Return the file of its logo, as its settings say now."""
        logo = read_settings(self.settings_file)[0].logo
        return Path(logo) if logo else None

    @property
    def overrides_file(self) -> Path:
        """The file of the rulings on conversion."""
        return self.articles / "exceptions.tsv"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a knowledge base lays down for every page that is added to it.

    :param overrules: words of people on single lines of pages, by slug.
    :param problems: what is wrong with these files; what is broken is left out.
    """

    settings: Settings = field(default_factory=Settings)
    overlay: Overlay = resources.EMPTY
    overrules: Mapping[str, Overrules] = field(default_factory=dict)
    problems: Problems = ()


@dataclass(frozen=True)
class Snapshot:
    """A knowledge base as it was when it was loaded.

    :param articles: what is printed of the articles that could be read, by slug.
    :param whole: these articles as they are, and those of which nothing is printed.
    :param withdrawn: what is remembered of the articles that were withdrawn.
    :param texts: the text of the file of each article, by slug, where it was asked for.
    :param sums: a checksum of each of these texts, always.
    :param redirects: former addresses that lead on.
    :param changes: what became of the cases and when: those of ``history.jsonl`` in its order,
        then what was withdrawn.
    :param ledgers: content of the ledger files, by slug.
    :param pictures: the picture files that articles name, by slug and file name.
    :param handwritten: names of the pages at the top of ``docs`` that people wrote.
    :param cache: folder in which annotation is saved, ``None`` for nowhere.
    :param new_ids: slugs of the articles whose ids are not remembered as they are now.
    :param problems: everything that is wrong with the files; what is broken is left out.
    """

    project: Project
    rules: Rules
    articles: tuple[Article, ...]
    whole: tuple[Article, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    glossary: Glossary = field(default_factory=Glossary)
    overrides: Overrides = field(default_factory=Overrides)
    redirects: Redirects = field(default_factory=Redirects)
    changes: tuple[Change, ...] = ()
    ledgers: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    handwritten: tuple[str, ...] = ()
    cache: Path | None = None
    new_ids: frozenset[str] = frozenset()
    problems: Problems = ()

    @property
    def settings(self) -> Settings:
        """The settings of the knowledge base."""
        return self.rules.settings

    @property
    def overlay(self) -> Overlay:
        """The data files that are laid over those of the program."""
        return self.rules.overlay

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that the knowledge base is printed in; the first is the default."""
        return editions_of(self.settings.editions)

    @cached_property
    def casebook(self) -> Casebook:
        """What is known across the articles; computed when it is first asked for."""
        with resources.use(self.overlay):
            return annotate(self.articles, self.corrections, self.glossary, self.cache)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """A checksum of each case with all that was found in it alone, by its slug."""
        return {
            case.slug: self.kept.checksum(case.slug, case.alone) for case in self.casebook.cases
        }

    @cached_property
    def names(self) -> Names:
        """The names that cases share."""
        return shared_names(self.casebook)

    @cached_property
    def kept(self) -> Kept:
        """Results of earlier builds, which depend on what is laid down for all articles."""
        if self.cache is None:
            return Kept()
        words = [(article.slug, article.keep) for article in self.articles if article.keep]
        rulings = [astuple(ruling) for ruling in sorted(self.overrides.rulings)]
        basis = (whole_program(), self.overlay.files, repr(self.settings), words, rulings)
        return Kept(self.cache / "kept", digest(basis))

    @cached_property
    def wording(self) -> Wording:
        """What articles and rulings lay down about words."""
        return Wording.of(self.articles, self.overrides)

    def ledger(self, article: Article) -> Ledger | None:
        """Return what was done to the page of an article, with the alarms that are still open.

        :returns: ``None`` where the article has no ledger.
        """
        content = self.ledgers.get(article.slug)
        if content is None:
            return None
        ledger = parse_ledger(content.decode("utf-8"), article.slug).ledger
        overrules = self.rules.overrules.get(article.slug)
        return replace(ledger, alarms=still_open(ledger.alarms, article, overrules))

    @cached_property
    def printers(self) -> tuple[Printer, ...]:
        """What prints text in each edition, in the order of :attr:`editions`."""
        return tuple(Printer(edition, self.wording) for edition in self.editions)

    def printer(self, tag: str) -> Printer:
        """Return what prints text in the edition of a language tag.

        :raises KeyError: the knowledge base does not have this edition.
        """
        return {printer.edition.tag: printer for printer in self.printers}[tag]


def wrong_settings(problems: Iterable[Problem]) -> Problems:
    """Return the problems with which nothing should be built.

    They are those of the settings, and those of a folder of articles that cannot be read now.
    """
    stopping = {
        *(Code.CONFIG_BROKEN, Code.CONFIG_UNREADABLE, Code.CONFIG_KEY),
        *(Code.FOLDER_LOCKED, Code.UNFINISHED),
    }
    return tuple(problem for problem in problems if problem.code in stopping)


def load_rules(project: Project) -> Rules:
    """Load what adding a page needs, and lay the data files over those of the program.

    Every failure is a problem; what is broken is left out.
    """
    settings, problems = read_settings(project.settings_file)
    problems += tuple(_published_originals(project, settings))
    overlay, results = read_overlay(project.data)
    problems += results
    resources.activate(overlay)
    overrules: dict[str, Overrules] = {}
    paths, results = files_below(project.articles / "overrules", ".txt")
    problems += results
    for path in paths:
        text, results = read_text_file(path)
        problems += results
        if text is not None:
            overrules[path.stem], results = read_overrules(text, path.as_posix())
            problems += results
    return Rules(settings, overlay, overrules, problems)


def originals_folder(project: Project, settings: Settings) -> Path | None:
    """Return where saved pages are kept, ``None`` where they are not."""
    if not settings.originals:
        return None
    # A name that begins with ~ and is no person's stays one; pathlib raises an error.
    return project.articles.parent / os.path.expanduser(settings.originals)  # noqa: PTH111


def _published_originals(project: Project, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where saved pages would be kept among those of the site, and published."""
    kept = originals_folder(project, settings)
    if kept and project.docs.resolve() in (kept.resolve(), *kept.resolve().parents):
        said = "Saved pages below the pages of the site would be published with it."
        yield Problem(Code.CONFIG_KEY, project.settings_file.as_posix(), 0, f"`originals`: {said}")


def load(project: Project, cache: Path | None = None, *, texts: bool = True) -> Snapshot:
    """Load a knowledge base, and lay its data files over those of the program.

    Every failure is a problem of the snapshot; what is broken is left out.

    :param cache: folder in which annotation is saved, so that the next run computes only
        what changed; what comes out is the same without it.
    :param texts: whether the texts of the files stay in memory: only who names lines asks.
    """
    rules = load_rules(project)
    try:
        return consistent(project.articles, lambda: _read(project, rules, cache, texts=texts))
    except FolderError as error:
        problems = (*rules.problems, error.problem)
        return Snapshot(project, rules, articles=(), cache=cache, problems=problems)


def _read(project: Project, rules: Rules, cache: Path | None, *, texts: bool) -> Snapshot:
    """Read the folder of articles while nobody changes it."""
    saved = SavedArticles(cache) if cache is not None else None
    known = (saved.parse, saved.matched) if saved else (parse, matched)
    loaded, problems = load_article_files(
        project.articles, *known, lambda article: texts or has_pictures(article)
    )
    forget_others(cache, (item.article.slug for item in loaded))
    withdrawn, results = load_withdrawn(project.articles)
    problems += results
    gone = {entry.slug for entry in withdrawn}
    read = tuple(item.article for item in loaded)
    there = (article for article in read if article.slug not in gone)
    whole = tuple(sorted(there, key=lambda item: item.slug))
    problems += tuple(
        Problem(
            Code.WITHDRAWN_THERE, (project.articles / article_name(item.article.slug)).as_posix()
        )
        for item in loaded
        if item.article.slug in gone
    )
    ledgers, results = load_ledgers(project.articles, (article.slug for article in whole))
    problems += results
    whole = tuple(
        without_corrected(article, ledgers.suggested.get(article.slug, {})) for article in whole
    )
    default = Publish(rules.settings.publish)
    articles = tuple(filter(None, (printed(article, default) for article in whole)))
    read_texts = {item.article.slug: item.text for item in loaded if item.text}
    pictures, results = picture_files(whole, read_texts, project.articles)
    problems += results
    corrections, glossary, results = _decisions(articles, whole, project.articles)
    problems += results
    overrides, results = load_overrides(project)
    problems += results
    changes, results = read_changes(project.articles)
    problems += results
    redirects, results = load_redirects(project.articles)
    problems += results
    pages, results = handwritten(project.docs)
    problems += results
    return Snapshot(
        project=project,
        rules=rules,
        articles=articles,
        whole=whole,
        withdrawn=withdrawn,
        texts=read_texts if texts else {},
        sums={item.article.slug: item.sum for item in loaded},
        corrections=corrections,
        glossary=glossary,
        overrides=overrides,
        redirects=redirects,
        changes=shown_changes(
            changes, withdrawn, (item.slug for item in articles), redirects.present
        ),
        ledgers=ledgers.contents,
        pictures=pictures,
        handwritten=pages,
        cache=cache,
        new_ids=frozenset(item.article.slug for item in loaded if not item.has_its_ids),
        problems=rules.problems + problems,
    )


def _decisions(
    articles: Sequence[Article], whole: Sequence[Article], folder: Path
) -> tuple[Corrections, Glossary, Problems]:
    """Read ``corrections.toml`` and ``glossary.toml`` beside the articles.

    :param articles: what is printed of the articles, which corrections are applied to.
    :param whole: the articles, which corrections are checked against.
    """
    corrections, glossary = Corrections(), Glossary()
    path = folder / "corrections.toml"
    text, problems = read_text_file(path)
    if text is not None:
        corrections, results = read_corrections(text.encode("utf-8"), path.as_posix())
        corrections, missing = settled(corrections, whole, path.as_posix())
        problems += results + missing
        corrections = without_missing(corrections, articles)
    path = folder / "glossary.toml"
    text, results = read_text_file(path)
    problems += results
    if text is not None:
        glossary, results = read_glossary(text.encode("utf-8"), path.as_posix())
        problems += results
    return corrections, glossary, problems


def load_overrides(project: Project) -> tuple[Overrides, Problems]:
    """Read the rulings on conversion; without the file there are none."""
    path = project.overrides_file
    text, problems = read_text_file(path)
    if text is None:
        return Overrides(), problems
    return parse_overrides(text, path.as_posix())
