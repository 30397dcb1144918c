"""The shell of the pages: one style sheet, one script, and the contents of each page.

The templates are the project's own.  Of the static files of sphinx-book-theme, of
pydata-sphinx-theme and of Sphinx none is copied: ``assets/theme.css`` has the rules that
the pages use (``tools/reduce_styles.py`` makes it), and ``assets/shell.js`` does what their
scripts did.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import getLogger

from casebook.files import all_below
from casebook.output import SHARED, STATIC, write_whole
from casebook.pages.myst import WIDE
from casebook.search.lean import lean
from casebook.site.domain import CaseDomain
from casebook.site.lean import kinds_of
from casebook.site.markup import LeanTranslator, set_up_templates
from casebook.site.redirects import REDIRECT
from casebook.site.similar import with_list
from casebook.site.snapshot import printer_of
from casebook.site.theme_styles import STYLES
from casebook.site.words import words_name, words_script
from casebook.site.written import Written, address_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_HERE = Path(__file__).parent

logger = getLogger(__name__)

BUNDLES = {
    "casebook.css": (
        *("theme.css", "casebook.css", "look.css", "tray.css", "cite.css", "data.css"),
        "print.css",
    ),
    # cite.js and report.js take from tray.js how text is copied.
    "casebook.js": (
        *("shell.js", "reading.js", "casebook.js", "tray.js", "cite.js"),
        "report.js",
    ),
}
"""Files that every page loads, each made of files of ``assets/`` in this order."""

# What Sphinx and the theme would load on every page.
_STOCK = frozenset(
    {
        *("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"),
        *("scripts/sphinx-book-theme.js", "styles/sphinx-book-theme.css"),
        *("basic.css", "pygments.css", "pygments_dark.css"),
    }
)


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder ``html``, with the static files of this shell for those of the theme."""

    default_translator_class = LeanTranslator

    def add_js_file(self, filename: str, **kwargs: Any) -> None:
        """Add a script to every page, unless it is one that the shell does without."""
        # The theme sets options of Sphinx's scripts on every page, as a script without a file.
        if filename not in _STOCK and "DOCUMENTATION_OPTIONS" not in str(kwargs.get("body")):
            super().add_js_file(filename, **kwargs)

    def add_css_file(self, filename: str, **kwargs: Any) -> None:
        """Add a style sheet to every page, unless it is one that the shell does without."""
        if filename not in _STOCK:
            super().add_css_file(filename, **kwargs)

    def init(self) -> None:
        """Begin without a page that was made."""
        super().init()
        set_up_templates(self.templates)
        self._made: set[str] = set()
        self._titles: dict[str, dict[str, str]] = {}
        self._written: Written | None = None

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages; in a build by Casebook those of them that would be different now."""
        if self.config.casebook_inputs:
            self._written = Written(self)
        if self._written:
            docnames = self._written.outdated(docnames)
            docnames |= self._with_old_lists(docnames)
        logger.info("pages to write: %d", len(docnames))
        super().write_documents(docnames)

    def _with_old_lists(self, docnames: AbstractSet[str]) -> set[str]:
        """Put new lists of similar cases into pages that stay as they are otherwise.

        :param docnames: the pages that are written in any case.
        :returns: the pages into which none can be put.
        """
        assert self._written
        domain = self.env.get_domain("case")
        assert isinstance(domain, CaseDomain)
        left = set()
        for page, slug in self._written.relisted().items():
            if page in docnames:
                continue
            self.current_docname = page
            listed = super().render_partial(domain.similar_list(page, self, slug))["fragment"]
            path = Path(address_of(self, page))
            made = with_list(path.read_text("utf-8"), listed)
            if made is None:
                left.add(page)
            else:
                write_whole(path, made.encode())
        return left

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        **keywords: Any,
    ) -> None:
        """Write a page, and note that it was made; one that only leads on where it is new."""
        self._made.add(address_of(self, pagename))
        if self._written and templatename == REDIRECT and self._written.is_same(pagename, addctx):
            return
        super().handle_page(pagename, addctx, templatename, **keywords)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Render a title once for all pages that name it; contents not at all: the shell does."""
        if isinstance(node, nodes.bullet_list):
            return {"fragment": ""}
        key = str(node)
        if key not in self._titles:
            self._titles[key] = super().render_partial(node)
        return self._titles[key]

    def finish(self) -> None:
        """Delete the pages and the pictures of sources that are gone."""
        super().finish()
        if not self._written:
            return
        self._made |= {address_of(self, page) for page in self.env.found_docs}
        pictures = f"{self._images_dir}{os.sep}"
        self._made |= {f"{pictures}{name}" for _, name in self.env.images.values()}
        for path in list(all_below(self.outdir)):
            is_ours = path.endswith(".html") or path.startswith(pictures)
            if is_ours and path not in self._made:
                Path(path).unlink()
        self._written.keep()

    def dump_inventory(self) -> None:
        """Write the list of all addresses where it is another one."""
        if not self._written or not self._written.is_listed():
            super().dump_inventory()

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Choose the files of the pictures of a page, where it has any."""
        assert isinstance(doctree, nodes.document)
        if nodes.image in kinds_of(doctree):
            super().post_process_images(doctree)

    def copy_translation_js(self) -> None:
        """Copy nothing: the words of the scripts stand in the pages."""

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the files of the shell instead of those of the theme."""
        for name, content in static_files():
            write_whole(self._static_dir / name, content)
        printer = printer_of(self.config)
        write_whole(self._static_dir / words_name(printer), words_script(printer))


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield the static files of the shell: those of every page, then those of single pages."""
    for name, parts in BUNDLES.items():
        text = "\n".join((_HERE / "assets" / part).read_text("utf-8") for part in parts)
        yield name, lean(name, text)
    for path in sorted((_HERE / "static").iterdir()):
        yield path.name, lean(path.name, path.read_text("utf-8"))


@cache
def shared_names() -> frozenset[str]:
    """Return the names of the static files that are the same in every edition."""
    return frozenset((*(name for name, _ in static_files()), STYLES, "pygments.css"))


def share_static(app: Sphinx, exception: Exception | None) -> None:
    """Move the files of the shell to where they lie once for all editions.

    At the very end: the theme writes one of them when everything else is done.
    """
    if exception or app.builder.name != "html" or not app.config.casebook_search:
        return
    folder = Path(app.outdir, SHARED)
    folder.mkdir(exist_ok=True)
    logo = app.config.html_context.get("casebook_logo", "")
    words = words_name(printer_of(app.config))
    for name in (*shared_names(), words, *([logo] if logo else [])):
        Path(app.outdir, STATIC, name).replace(folder / name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents of its page, with those below it."""

    title: str
    href: str
    below: tuple[Entry, ...]


def set_shell(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put into the template context what the shell needs: contents, whether there is code."""
    # Some pages say in their front matter that they take the whole width.
    is_wide = WIDE in app.env.metadata.get(pagename, {})
    context["casebook_contents"] = _contents(doctree) if doctree and not is_wide else ()
    context["casebook_has_code"] = 'class="highlight' in context.get("body", "")
    own = context["pathto"]("_static/", resource=True)
    below = f"{context.get('content_root', './')}../{STATIC}/"
    context["casebook_static"] = below if app.config.casebook_search else own
    context["casebook_shared"] = {
        f"_static/{name}" for name in (*shared_names(), words_name(printer_of(app.config)))
    }
    # docutils says again how wide a page is.
    context["metatags"] = re.sub(
        r'<meta [^>]*name="viewport"[^>]*>', "", context.get("metatags", "")
    ).strip()


def _contents(doctree: nodes.document) -> tuple[Entry, ...]:
    """Return the headings of a page below its title."""
    entries = tuple(_entries(doctree))
    return entries[0].below if len(entries) == 1 else entries


def _entries(node: nodes.Element) -> Iterator[Entry]:
    for section in node.children:
        if isinstance(section, nodes.section) and section["ids"]:
            title = "".join(map(str, section[0].findall(_is_said)))
            yield Entry(title, f"#{section['ids'][0]}", tuple(_entries(section)))


def _is_said(node: nodes.Node) -> bool:
    """Whether a piece of a heading is said in the contents too: the mark of a note is not."""
    notes = nodes.footnote_reference | nodes.citation_reference
    return isinstance(node, nodes.Text) and not isinstance(node.parent, notes)
