"""The words of the button that marks where an edition differs from the original of a case."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from casebook.site.snapshot import printer_of
from casebook.text import contexts
from casebook.text.catalogue import N_
from casebook.text.repair import COMMON, EXCEPTION, OPENCC


def set_differences(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the signature is Sphinx's
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Put the slug into the template context of a case that is in another script.

    The places themselves (:mod:`casebook.exports.differences`) are put beside a published
    site only.
    """
    metadata = app.env.metadata.get(pagename, {})
    slug, script = metadata.get("casebook_case"), metadata.get("casebook_script")
    edition = printer_of(app.config).edition
    is_other = app.config.casebook_search and script != edition.script.value
    context["casebook_differences"] = slug if slug and is_other else ""


SCRIPT_WORDS = {
    "show": N_("標出用字的取捨"),
    "hide": N_("不標用字的取捨"),
    "legend": N_("本版用字與原稿不只字形不同的，共 {count} 處，已在文中標出："),
    "none": N_("本版用字與原稿只有字形不同。"),
    "all": N_("逐處列出"),
    "mark": N_("原稿作「{before}」，{ground}"),
    "": N_("沒有詞語可以判斷，取常用的字"),
    OPENCC: N_("依 OpenCC 詞典"),
    COMMON: N_("取這個字通常的寫法"),
    contexts.RULE: N_("由前後的字判斷"),
    EXCEPTION: N_("由人裁定"),
    "group": N_("依本庫詞表「{name}」"),
    "could": N_("；也可能是 {could}"),
    "failed": N_("無法載入。"),
}
"""What the button and its marks say, with what decided as the file of a case names it."""
