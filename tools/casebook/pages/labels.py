"""The words that pages use for what records say, in Traditional Chinese."""

from __future__ import annotations

from casebook.records import Article, Kind, Level, Script, Source, Theme
from casebook.text import detect_script

# The front matter of a generated page that is not one article's.
PAGE = {"casebook_script": Script.HANT.value}

# The three themes that pages are sorted by, and what each takes in.
THEME_PAGES: dict[Theme, tuple[Theme, ...]] = {
    Theme.BACKGROUND: (Theme.BACKGROUND, Theme.APPROACH),
    Theme.MEASURES: (Theme.MEASURES,),
    Theme.RESULTS: (Theme.RESULTS, Theme.LESSONS),
}
THEME_TITLES = {
    Theme.BACKGROUND: "改革背景",
    Theme.MEASURES: "創新舉措",
    Theme.RESULTS: "實踐成效",
}
THEME_SHORT = {
    Theme.BACKGROUND: "背景",
    Theme.MEASURES: "舉措",
    Theme.RESULTS: "成效",
}
THEME_LEADS = {
    Theme.BACKGROUND: "各地為什麼改、想怎麼改：改革背景與改革思路，按領域排列。",
    Theme.MEASURES: "各地具體做了什麼：創新舉措，按領域排列。",
    Theme.RESULTS: "改革之後有什麼變化：實踐成效與經驗啟示，按領域排列。",
}
LEVELS = {
    Level.NATION: "全國",
    Level.PROVINCE: "省級",
    Level.CITY: "地級",
    Level.COUNTY: "縣級",
    Level.TOWNSHIP: "鄉鎮、村級",
}
KINDS = {Kind.ORIGINAL: "原文", Kind.DIGEST: "編寫"}
SCRIPTS = {Script.HANT: "繁體", Script.HANS: "簡體"}


def theme_page_of(theme: Theme) -> Theme | None:
    """Return the theme whose pages take in a section, ``None`` for ``BODY``."""
    return next((page for page, taken in THEME_PAGES.items() if theme in taken), None)


def years(article: Article) -> str:
    """Return the years of a case as printed: ``2014—2022``."""
    return article.years.replace("-", "—")


def date(iso: str) -> str:
    """Return an ISO 8601 date as printed: ``2024年7月30日 15:36``."""
    day, _, time = iso.partition("T")
    parts = [int(part) for part in day.split("-") if part]
    printed = "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))
    return f"{printed} {time[:5]}".strip()


def publisher(source: Source) -> str:
    """Return publisher and channel of a source, or ``""``."""
    return " ".join(part for part in (source.publisher, source.channel) if part)


def script_of(text: str, article: Article) -> Script:
    """Return the script of a source's own words, which may not be its article's."""
    return detect_script(text) or article.script
