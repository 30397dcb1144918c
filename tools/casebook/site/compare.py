"""The page on which readers compare cases, and the tray that they gather them in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from casebook.exports.comparison import OTHER
from casebook.site.snapshot import printer_of
from casebook.text.catalogue import N_
from casebook.text.printer import Printer
from casebook.themes import theme_pages

PAGE = "compare"


def words(printer: Printer) -> dict[str, str]:
    """Return the words of the page in an edition, by what the program calls them."""
    return {key: printer.interface(text) for key, text in _WORDS.items()}


def has_page(app: Sphinx) -> bool:
    """Whether there is a page to compare on: its data is put beside a published site only."""
    return bool(app.config.casebook_search)


def compare_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page; the cases that it loads are put beside the site later, as the index is."""
    if has_page(app):
        labels = words(printer_of(app.config))
        show = printer_of(app.config).interface
        parts = [(page.theme.value, show(page.title)) for page in theme_pages()]
        shown = {**labels, "parts": [*parts, (OTHER, labels["other"])]}
        yield PAGE, {"title": labels["title"], "casebook_words": shown}, "casebook-compare.html"


SCRIPT_WORDS = {
    "add": N_("加入比較"),
    "added": N_("已加入比較"),
    "full": N_("一次最多比較四個案例"),
    "open": N_("比較已選的 {count} 個案例"),
    "one": N_("已選 1 個案例，再選一個即可比較"),
    "clear": N_("清除"),
    "pair": N_("與本案例比較"),
}
"""What the tray says."""

_WORDS = {
    "title": N_("比較案例"),
    "intro": N_("選兩到四個案例，按背景、舉措、成效並排對讀；每一段都連到它在案例頁上的原段。"),
    "cases": N_("所選案例"),
    "other": N_("未分主題的正文"),
    "figures": N_("數字對照"),
    "figuresNote": N_("由電腦從文中摘出，以連結的原段為準。先列兩個以上案例都有的指標。"),
    "measured": N_("指標"),
    "unit": N_("單位：{unit}"),
    "noUnit": N_("沒有單位的數"),
    "unnamed": N_("未說明指標"),
    "onlyShared": N_("只看兩個以上案例都有的指標"),
    "noFigures": N_("所選案例的文中沒有摘出數字。"),
    "none": N_("這個案例沒有這一部分。"),
    "field": N_("領域"),
    "region": N_("地區"),
    "years": N_("年份"),
    "kind": N_("性質"),
    "source": N_("來源"),
    "original": N_("原文"),
    "digest": N_("編寫"),
    "where": N_("到原段：{title}"),
    "picture": N_("（圖片見案例頁）"),
    "remove": N_("移除"),
    "removeCase": N_("移除：{title}"),
    "choose": N_("選擇案例"),
    "find": N_("按標題、領域、地區查找，繁簡不拘"),
    "found": N_("{count} 個案例"),
    "foundPart": N_("{count} 個案例，列出前 {shown} 個"),
    "foundNone": N_("沒有符合的案例。"),
    "comparing": N_("正在比較 {count} 個案例。"),
    "one": N_("再選一個案例就可以比較。"),
    "empty": N_("還沒有選案例。"),
    "full": N_("一次最多比較四個案例。"),
    "tooMany": N_("網址裡的案例超過四個，只取前四個。"),
    "missing": N_("沒有這個案例：{slug}"),
    "failed": N_("案例目錄無法載入。"),
    "loading": N_("正在載入……"),
    "copy": N_("複製網址"),
    "copied": N_("網址已複製。"),
    "notCopied": N_("無法寫入剪貼簿，請自行複製："),
    "print": N_("列印"),
    "jump": N_("本頁各部分"),
}
