"""The words of the scripts of every page: in one file of each edition, not on each page."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.locale import _

from casebook.site import cite, compare, differences, excerpts, report
from casebook.site.snapshot import printer_of
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

_SHELL = {
    "colours": N_("配色"),
    "auto": N_("跟隨系統"),
    "light": N_("淺色"),
    "dark": N_("深色"),
    "filter": N_("篩選"),
    "printed": N_("列印日期："),
}
_OF_SCRIPTS: Mapping[str, Mapping[str, str]] = {
    "shell": _SHELL,
    "tray": compare.SCRIPT_WORDS,
    "cite": cite.SCRIPT_WORDS,
    "excerpts": excerpts.SCRIPT_WORDS,
    "differences": differences.SCRIPT_WORDS,
    "report": report.SCRIPT_WORDS,
}


def words_name(printer: Printer) -> str:
    """Return the name of the file of an edition; what reads it is loaded after it."""
    return f"words-{printer.edition.tag}.js"


def load_words(app: Sphinx) -> None:
    """Let every page load the words of its edition, before the scripts that say them."""
    app.add_js_file(words_name(printer_of(app.config)), priority=400, loading_method="defer")


def words_script(printer: Printer) -> bytes:
    """Return a script that sets ``casebookWords``: what each script says, by its name."""
    words = {
        script: {name: printer.interface(text) for name, text in texts.items()}
        for script, texts in _OF_SCRIPTS.items()
    }
    words["shell"] |= {"heading": _("Link to this heading"), "table": _("Link to this table")}
    return f"globalThis.casebookWords = {json.dumps(words, ensure_ascii=False)};\n".encode()
