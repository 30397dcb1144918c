"""The knowledge base that Sphinx builds, loaded once for each configuration."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config

from casebook.project import Project, Snapshot, load
from casebook.text.printer import Printer

_loaded: WeakKeyDictionary[Config, Snapshot] = WeakKeyDictionary()


def set_paths(app: Sphinx, config: Config) -> None:
    """Make the paths of the knowledge base absolute; they are relative to ``conf.py``."""
    for name in ("casebook_articles", "casebook_settings"):
        if config[name]:
            config[name] = str(Path(app.confdir, config[name]))


def provide(config: Config, snapshot: Snapshot) -> None:
    """Let Sphinx build a knowledge base that is loaded already."""
    _loaded[config] = snapshot


def snapshot_of(config: Config) -> Snapshot:
    """Return the knowledge base of ``casebook_articles``; without the folder an empty one."""
    if config not in _loaded:
        settings = Path(config.casebook_settings) if config.casebook_settings else None
        _loaded[config] = load(Project.of(Path(config.casebook_articles), settings))
    return _loaded[config]


def printer_of(config: Config) -> Printer:
    """Return what prints text in the edition that is being built."""
    return snapshot_of(config).printer(config.casebook_edition)
