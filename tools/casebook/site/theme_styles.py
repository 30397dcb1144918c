"""The fonts of each edition, the colour of each theme wherever it stands, and the logo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from casebook.colours import on_dark
from casebook.output import write_whole
from casebook.records import Edition
from casebook.settings import Settings
from casebook.site.snapshot import snapshot_of
from casebook.themes import ThemePage, theme_pages

STYLES = "themes.css"


def write_theme_styles(app: Sphinx) -> None:
    """Put ``themes.css`` beside the other static files of a web site."""
    snapshot = snapshot_of(app.config)  # themes may be those of the knowledge base
    if app.builder.format == "html":
        app.add_css_file(STYLES)
        styles = theme_styles(snapshot.editions, snapshot.settings.colour)
        write_whole(Path(app.outdir, "_static", STYLES), styles.encode("utf-8"))
        if name := logo_name(snapshot.settings):
            content = Path(snapshot.settings.logo).read_bytes()
            write_whole(Path(app.outdir, "_static", name), content)


def logo_name(settings: Settings) -> str:
    """Return the name that the logo has beside the other static files, ``""`` without one."""
    return f"logo{Path(settings.logo).suffix.lower()}" if settings.logo else ""


def theme_styles(editions: Iterable[Edition], colour: str = "") -> str:
    """Return the style sheet that follows from editions, themes and the colour of the site.

    :param colour: ``#rrggbb``; ``""`` for that of the program.
    """
    return "\n".join([*map(_fonts, editions), *_rules(theme_pages()), *_links(colour)]) + "\n"


def _links(colour: str) -> Iterator[str]:
    """Yield the rules of a colour; they go before those of the look, which name one element."""
    if colour:
        for root, value in (("light", colour), ("dark", on_dark(colour))):
            names = ("primary", "link", "link-hover")
            values = " ".join(f"--pst-color-{name}: {value};" for name in names)
            yield f'@media screen {{ html[data-theme="{root}"]:root {{ {values} }} }}'


def _fonts(edition: Edition) -> str:
    """Return the rule of the fonts; it stands above that of the style sheet of all editions."""
    fonts = (
        ("sans", edition.sans, "system-ui, sans-serif"),
        ("serif", edition.serif, "serif"),
    )
    values = (
        f"  --casebook-{name}: {', '.join([*map(json.dumps, families), generic])};"
        for name, families, generic in fonts
    )
    return "\n".join([f'html[lang="{edition.tag}"] {{', *values, "}"])


def _rules(pages: tuple[ThemePage, ...]) -> Iterator[str]:
    yield "/* Made from data/themes.toml. */"
    for root, name in (("html", "colour"), ('html[data-theme="dark"]', "dark")):
        colours = (f"  --casebook-{page.theme}: {getattr(page, name)};" for page in pages)
        yield "\n".join([f"{root} {{", *colours, "}"])
    for page in pages:
        selectors = (
            *(f"section#{theme}" for theme in page.taken),
            f".about.{page.theme}",
            f'[data-theme-page="{page.theme}"]',
            f".bd-article ul.themes > li:has(.{page.theme})",
        )
        yield f"{', '.join(selectors)} {{ --casebook-theme: var(--casebook-{page.theme}); }}"
