"""How to cite a case: on its page, and in the head of the page for reference managers.

The files to download are put beside the pages by ``casebook build``.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from docutils import nodes
from jinja2.utils import htmlsafe_json_dumps
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from casebook.exports.citations import (
    ADDRESS,
    DAY,
    FORMATS,
    Dating,
    Reference,
    apa,
    gbt,
    head_tags,
    reference,
    to_fill,
)
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.catalogue import N_

FOLDER = "cite"
"""Folder of the files to download, in the folder of the edition."""

NOWHERE = N_("公開網址未知：{site}，案例 {case}，段落 {paragraph}（檔案 {page}）")
"""What stands for the address of a passage where neither the site nor its reader has one."""

_FORMAT_NAMES = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}


class Cite(SphinxDirective):
    """``{case:cite} slug``: the citation of a case in two forms, and its files."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the formatted citations and, in HTML, the way to the files."""
        slug = self.arguments[0]
        results = reference_of(self.config, slug)
        # Everything here is in the edition's script already.
        block = nodes.container("", classes=["cite", "as-is"])
        block += _line("GB/T 7714", gbt(results))
        # The book prints one form; what can only be clicked stays out of it.
        screen = addnodes.only(expr="html")
        block += screen
        screen += _line("APA", apa(results))
        screen += self._files(results)
        return [block]

    def _files(self, results: Reference) -> nodes.paragraph:
        here = _words(self.config)
        up = "../" * self.env.docname.count("/")
        line = nodes.paragraph("", "", classes=["cite-files"])
        line += nodes.Text(here["files"])
        for ending in FORMATS:
            if len(line) > 1:
                line += nodes.Text(" · ")
            uri = f"{up}{FOLDER}/{results.slug}.{ending}"
            line += nodes.reference("", _FORMAT_NAMES[ending], refuri=uri, internal=False)
        if results.sources:
            many = len(results.sources)
            line += nodes.Text(here["sources"].format(many=many))
        line += nodes.Text("。")
        line += nodes.Text(here[f"dated_{results.dating or 'not'}"])
        if not results.url:
            line += nodes.Text(here["nowhere"])
        return line


def _line(name: str, text: str) -> nodes.container:
    line = nodes.container("", classes=["cite-line"])
    line += nodes.paragraph("", name, classes=["cite-name"])
    line += nodes.paragraph("", text, classes=["cite-text"])
    return line


def _words(config: Config) -> dict[str, str]:
    return {name: printer_of(config).interface(text) for name, text in _WORDS.items()}


def reference_of(config: Config, slug: str) -> Reference:
    """Return what is cited for a case, in the edition that is being built."""
    snapshot = snapshot_of(config)
    article = snapshot.casebook.case(slug).article
    settings, base_url = snapshot.settings, config.casebook_base_url
    return reference(article, settings.title, printer_of(config), base_url, settings.book_date)


def set_head_tags(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Put into the template context what reference managers read from a case page."""
    context["casebook_head_tags"] = []
    slug = app.env.metadata.get(pagename, {}).get("casebook_case")
    if slug is None:
        return
    results = reference_of(app.config, slug)
    context["casebook_head_tags"] = list(head_tags(results))
    full = to_fill(results)
    # What a reader's browser completes with the day, and where it may with the address.
    forms = htmlsafe_json_dumps([gbt(full), apa(full)], partial(json.dumps, ensure_ascii=False))
    # The signs for them are no characters: they stand in no page as they are.
    context["casebook_citations"] = forms.replace(DAY, "\\ufdd0").replace(ADDRESS, "\\ufdd1")


_WORDS = {
    "files": N_("書目檔："),
    "sources": N_("。本文為編寫稿；可以引用的 {many} 種來源也列在檔中"),
    "nowhere": N_("本站未設定公開網址；在網站上閱讀時，引文會補上當頁的網址。"),
    f"dated_{Dating.SOURCE}": N_("所列日期為來源的發布日期。"),
    f"dated_{Dating.COMPILED}": N_("所列日期為本文的編寫日期。"),
    f"dated_{Dating.BOOK}": N_("所列日期為本案例庫的彙編日期。"),
    "dated_not": N_("日期未註明。"),
}

SCRIPT_WORDS = {
    "day": DAY,
    "address": ADDRESS,
    "copy": N_("複製"),
    "copied": N_("引文已複製。"),
    "take": N_("引用這一段"),
    "taken": N_("這一段和它的出處已複製。"),
    "failed": N_("無法寫入剪貼簿，請自行選取複製。"),
    "unknown": NOWHERE,
}
"""What the script says that copies citations and passages, and its signs for day and address."""
