"""Sphinx configuration of the site and the book.

``sphinx-build`` builds the Traditional edition; ``-t hans`` the Simplified one.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from casebook.settings import read_settings
from casebook.text.editions import edition_of
from casebook.text.printer import Printer

if TYPE_CHECKING:
    from sphinx.util.tags import Tags

    tags: Tags

settings, problems = read_settings(Path(__file__).parent / "casebook.toml")
for problem in problems:
    print(problem, file=sys.stderr)
if problems:
    raise SystemExit(1)

edition = edition_of("zh-Hans-CN" if tags.has("hans") else "zh-Hant-TW")
printer = Printer(edition)

project = printer.interface(settings.title)
copyright = printer.interface(settings.licence)
language = edition.locale
extensions = ["myst_parser", "casebook.site", "casebook.book.extension"]
# docs/project/ is about the program and in English; it is read in the repository.
exclude_patterns = ["project/**", "README.md"]

casebook_edition = edition.tag
casebook_base_url = settings.base_url
casebook_title = settings.title
casebook_licence = settings.licence
casebook_paper = settings.book_paper
casebook_order = settings.book_order
casebook_date = settings.book_date
casebook_volume_pages = settings.book_volume_pages

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "fieldlist"]
# `[…](#…)` is looked up where it may lead, not in the domains of C++ and its like.
myst_ref_domains = ["std", "case"]
# Text is data: nothing but what the extensions above need may mean anything.
smartquotes = False

html_theme = "sphinx_book_theme"
html_title = project
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_domain_indices = False
html_static_path: list[str] = []
templates_path: list[str] = []
html_sidebars = {"**": ["casebook-sidebar.html"]}
html_context = {"default_mode": "light"}
html_theme_options = {
    "primary_sidebar_end": [],
    "footer_content_items": ["casebook-footer.html"],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "disable_search": True,
    "back_to_top_button": False,
    "toc_title": "本页目录" if edition.script == "Hans" else "本頁目次",
    "show_toc_level": 2,
}

epub_basename = f"casebook-{edition.folder}"
epub_language = edition.tag
epub_title = epub_author = epub_publisher = project
epub_copyright = copyright
# One name for the same edition of the same knowledge base, in a form that XML takes as an id.
epub_identifier = epub_uid = f"casebook-{uuid5(NAMESPACE_URL, settings.base_url + epub_basename)}"
# All pages are listed; the builder puts them into the order of the book.
epub_tocscope = "includehidden"
# EPUB asks for a version; the book has a date at most.
version = settings.book_date or "1"
epub_show_urls = "no"
