"""The style sheet of the themes: each has its colour wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from casebook.output import write_whole
from casebook.site.snapshot import snapshot_of
from casebook.themes import ThemePage, theme_pages

STYLES = "themes.css"


def write_theme_styles(app: Sphinx) -> None:
    """Put ``themes.css`` beside the other static files of a web site."""
    snapshot_of(app.config)  # themes may be those of the knowledge base
    if app.builder.format == "html":
        app.add_css_file(STYLES)
        write_whole(Path(app.outdir, "_static", STYLES), theme_styles().encode("utf-8"))


def theme_styles() -> str:
    """Return the style sheet that follows from the table of themes."""
    return "\n".join(_rules(theme_pages())) + "\n"


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
