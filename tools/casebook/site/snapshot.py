"""The knowledge base that Sphinx builds, loaded once for each configuration."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.config import Config

from casebook.project import Project, Snapshot, load
from casebook.text.printer import Printer

_loaded: WeakKeyDictionary[Config, Snapshot] = WeakKeyDictionary()


_at_hand: list[Snapshot] = []


def have_at_hand(snapshot: Snapshot) -> None:
    """Let Sphinx build a knowledge base that is loaded already, whatever its configuration."""
    _at_hand[:] = [snapshot]


def provide(config: Config, snapshot: Snapshot) -> None:
    """Let Sphinx build a knowledge base that is loaded already."""
    _loaded[config] = snapshot


def project_of(config: Config) -> Project:
    """Return where the knowledge base of ``casebook_articles`` lies."""
    settings = Path(config.casebook_settings) if config.casebook_settings else None
    return Project.of(Path(config.casebook_articles), settings)


def snapshot_of(config: Config) -> Snapshot:
    """Return the knowledge base of ``casebook_articles``."""
    if config not in _loaded:
        cache = Path(config.casebook_cache) if config.casebook_cache else None
        _loaded[config] = _at_hand[0] if _at_hand else load(project_of(config), cache, texts=False)
    return _loaded[config]


def printer_of(config: Config) -> Printer:
    """Return what prints text in the edition that is being built."""
    return snapshot_of(config).printer(config.casebook_edition)
