"""The page on which readers keep the passages that they gather across cases (摘錄本)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from casebook.site.cite import NOWHERE
from casebook.site.compare import has_page
from casebook.site.snapshot import printer_of
from casebook.text.catalogue import N_

PAGE = "excerpts"
TITLE = N_("摘錄本")


def excerpts_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page; what stands on it lies in the browser of its reader alone."""
    if has_page(app):
        show = printer_of(app.config).interface
        words = {name: show(text) for name, text in _WORDS.items()}
        context = {"title": words["title"], "casebook_words": words}
        yield PAGE, context, "casebook-excerpts.html"


SCRIPT_WORDS = {
    "add": N_("收入摘錄本"),
    "added": N_("已收入摘錄本，共 {count} 段。"),
    "there": N_("這一段已在摘錄本裡。"),
    "failed": N_("瀏覽器不允許本站保存，無法摘錄。"),
}
"""What the button at each paragraph says."""

_WORDS = {
    "title": TITLE,
    "intro": N_(
        "在案例頁上，每段末尾有「＋」（滑鼠移到段落上，或用 Tab 鍵，就會出現），按它收入這一段。"
        "摘錄只存在這個瀏覽器裡，不會上傳；清除瀏覽資料以前請先匯出。"
    ),
    "empty": N_("還沒有摘錄。"),
    "count": N_("共 {count} 段，來自 {cases} 個案例。"),
    "note": N_("批註"),
    "up": N_("上移"),
    "down": N_("下移"),
    "remove": N_("移除"),
    "undo": N_("復原"),
    "removed": N_("已移除一段。"),
    "clear": N_("清除"),
    "sure": N_("確定清除全部摘錄？"),
    "copy": N_("複製文字"),
    "copied": N_("已複製。"),
    "failed": N_("無法寫入剪貼簿，請改用下載。"),
    "text": N_("下載文字（.txt）"),
    "word": N_("下載 Word 可開的網頁（.html）"),
    "ris": N_("下載書目（.ris）"),
    "print": N_("列印"),
    "item": N_("第 {number} 段，共 {count} 段：{title}"),
    "file": N_("摘錄"),
    "nowhere": NOWHERE,
}
