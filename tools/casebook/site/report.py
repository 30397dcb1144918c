"""``{case:report} slug``: what a reader who finds a mistake needs to report it.

It is text to copy, so that it works without a network; where ``edit_url`` is set, a link
leads to the file.  ``assets/report.js`` fills in the paragraph that the reader names.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text.catalogue import N_
from casebook.text.urls import web_address

_LEAD = N_(
    "這一篇的文字在檔案 {file} 裡。請寫明哪一段、現在的文字、應該怎樣改和依據，交給本庫的編者。"
)
_EDIT = N_("線上修改這個檔案")
_LABEL = N_("勘誤單")
_LINES = (
    *(N_("案例："), N_("檔案："), N_("段落："), N_("現在的文字："), N_("應該是：")),
    *(N_("依據："), N_("網頁：")),
)
SCRIPT_WORDS = {
    "choose": N_("哪一段"),
    "whole": N_("（整篇，或不確定）"),
    "copy": N_("複製勘誤單"),
    "copied": N_("勘誤單已複製。"),
    "failed": N_("無法寫入剪貼簿，請自行選取複製。"),
}
"""What the script says that fills the report in."""


class ReportNode(nodes.General, nodes.Element):
    """Lead, labels of the report, its file and title."""


class Report(SphinxDirective):
    """``{case:report} slug``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the report of a case, to be filled in."""
        slug = self.arguments[0]
        snapshot, printer = snapshot_of(self.config), printer_of(self.config)
        here = printer.interface
        article = snapshot.casebook.case(slug).article
        file = f"articles/{slug}.md"
        edit = web_address(snapshot.settings.edit_url.replace("{slug}", slug))
        page = f"{printer.edition.folder}/cases/{slug}.html"
        return [
            ReportNode(
                lead=here(_LEAD).format(file=file),
                edit=(edit, here(_EDIT)) if edit else None,
                label=here(_LABEL),
                lines=[here(line) for line in _LINES],
                known=[printer.article(article)(article.title), file, "", "", "", "", page],
            )
        ]


def write_report(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the report as text that can be copied, with or without scripts.

    :raises docutils.nodes.SkipNode: always.
    """
    lines = "\n".join(
        f"{label}{known}" for label, known in zip(node["lines"], node["known"], strict=True)
    )
    edit = ""
    if node["edit"]:
        address, words = node["edit"]
        edit = f'<p><a class="report-edit" href="{escape(address)}">{escape(words)}</a></p>'
    translator.body.append(
        '<div class="case-report">'
        f"<p>{escape(node['lead'])}</p>{edit}"
        f'<textarea rows="{len(node["lines"]) + 3}" aria-label="{escape(node["label"])}">'
        f"{escape(lines)}</textarea></div>\n"
    )
    raise nodes.SkipNode
