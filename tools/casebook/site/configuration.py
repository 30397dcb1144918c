"""The configuration of Sphinx, from the settings of the knowledge base.

What ``conf.py`` or the command line sets stays; everything else that the pages
need is set here, so that a ``conf.py`` of one line is enough, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from casebook.library.handwritten import handwritten
from casebook.pages.sync import generated
from casebook.project import load_overrides, load_rules, wrong_settings
from casebook.records import Edition
from casebook.settings import Settings
from casebook.site.markup import TEMPLATES
from casebook.site.snapshot import project_of
from casebook.site.theme_styles import logo_name
from casebook.text.editions import edition_of
from casebook.text.printer import Printer, Wording

_THEME = "sphinx_book_theme"
_MYST_EXTENSIONS = frozenset({"attrs_block", "attrs_inline", "colon_fence", "fieldlist"})
# Of the theme's components none is rendered.
_THEME_OPTIONS: dict[str, Any] = {
    "article_header_start": [],
    "article_header_end": [],
    "article_footer_items": [],
    "footer_content_items": [],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": [],
    "disable_search": True,
}
_PATHS = ("casebook_articles", "casebook_settings", "casebook_cache")


def configure(app: Sphinx, config: Config) -> None:
    """Fill in the configuration before Sphinx uses it.

    :raises ConfigError: what the extension needs is not there, or a setting is wrong.
    """
    for name in _PATHS:
        if config[name]:
            config[name] = str(Path(app.confdir, config[name]))
    rules = load_rules(project_of(config))
    settings = rules.settings
    if wrong := wrong_settings(rules.problems):
        raise ConfigError("\n".join(map(str, wrong)))
    edition = _edition(config, settings)
    _check(app, config)
    printer = Printer(edition, Wording.of((), load_overrides(project_of(config))[0]))
    for name, value in _values(settings, printer):
        _set(config, name, value)
    config.myst_enable_extensions = {*config.myst_enable_extensions, *_MYST_EXTENSIONS}
    config.html_theme_options = _THEME_OPTIONS | config.html_theme_options
    config.html_context = {
        "default_mode": "light",
        "casebook_logo": logo_name(settings),
    } | config.html_context
    config.casebook_appendix = list(handwritten(Path(app.srcdir))[0])
    config.templates_path.insert(0, str(TEMPLATES))
    if _set(config, "language", edition.sphinx):
        # Sphinx has loaded the words of its interface already, in English.
        app._init_i18n()  # noqa: SLF001 - there is no public way to load them later


def _edition(config: Config, settings: Settings) -> Edition:
    """Return the edition that is asked for; the first of the knowledge base where none is."""
    if not _is_set(config, "casebook_edition"):
        config.casebook_edition = settings.editions[0]
    elif config.casebook_edition not in settings.editions:
        known = ", ".join(settings.editions)
        raise ConfigError(
            f"casebook_edition = {config.casebook_edition!r}: choose from {known}, or add it to "
            "`editions` in casebook.toml"
        )
    return edition_of(config.casebook_edition)


def _check(app: Sphinx, config: Config) -> None:
    articles = Path(config.casebook_articles)
    if not articles.is_dir():
        raise ConfigError(
            f"casebook.site needs a folder of articles, and {articles} is none: "
            "set casebook_articles in conf.py"
        )
    if next(generated(Path(app.srcdir)), None) is None:
        raise ConfigError(
            f"casebook.site needs the pages of the articles, and there are none in {app.srcdir}: "
            f"run `casebook convert --articles {articles} --docs {app.srcdir}` first"
        )
    if _is_set(config, "html_theme") and config.html_theme != _THEME:
        raise ConfigError(
            f"the templates of casebook.site need html_theme = {_THEME!r}, not "
            f"{config.html_theme!r}"
        )


def _is_set(config: Config, name: str) -> bool:
    """Whether ``conf.py`` or the command line sets a value."""
    raw = config._raw_config  # noqa: SLF001 - nothing public distinguishes a value from a default
    return name in raw or name in config.overrides


def _set(config: Config, name: str, value: Any) -> bool:
    """Set a value that nobody else has set."""
    if _is_set(config, name):
        return False
    config[name] = value
    return True


def _values(settings: Settings, printer: Printer) -> Iterator[tuple[str, Any]]:
    here = printer.interface
    title = here(settings.title)
    yield "project", title
    yield "copyright", here(settings.rights)
    yield "html_title", title
    # docs/project/ and docs/guide/ of this repository are about the program, and read there.
    yield "exclude_patterns", ["project/**", "guide/**", "README.md"]
    for name in ("base_url", "title", "licence"):
        yield f"casebook_{name}", getattr(settings, name)
    for name in ("paper", "order", "date", "volume_pages"):
        yield f"casebook_{name}", getattr(settings, f"book_{name}")
    # `[…](#…)` is looked up where it may lead, not in the domains of C++ and its like.
    yield "myst_ref_domains", ["std", "case"]
    # Text is data: nothing but what the extensions need may mean anything.
    yield "smartquotes", False
    yield "html_theme", _THEME
    for name in (
        *("html_show_sphinx", "html_show_sourcelink", "html_copy_source"),
        *("html_use_index", "html_domain_indices"),
    ):
        yield name, False
    # The shell has its own places; what the theme would render for its own is never seen.
    yield "html_sidebars", {"**": []}
