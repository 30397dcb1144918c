"""The words that the program prints for what records say, in Traditional Chinese."""

from __future__ import annotations

from casebook.records import Article, Ground, Indicator, Kind, Level, Loss, Script, Source
from casebook.text.catalogue import N_
from casebook.text.detect import detect_script

LEVELS = {
    Level.NATION: "全國",
    Level.PROVINCE: "省級",
    Level.CITY: "地級",
    Level.COUNTY: "縣級",
    Level.TOWNSHIP: "鄉鎮、村級",
}
KINDS = {Kind.ORIGINAL: "原文", Kind.DIGEST: "編寫"}
SCRIPTS = {Script.HANT: "繁體", Script.HANS: "簡體"}
GROUNDS = {
    Ground.PERSON: N_("經人確認"),
    Ground.INDICATOR: N_("數字相同"),
    Ground.TERM: N_("提法相同"),
    Ground.POLICY: N_("同引一份文件"),
    Ground.WORDS: N_("用詞相近"),
    Ground.FIELD: N_("同一領域"),
    Ground.REGION: N_("同一省區"),
}
STEPS = {
    "read": N_("讀取"),
    "comments": N_("讀者評論"),
    "masthead": N_("報頭"),
    "residue": N_("標籤殘留"),
    "elsewhere": N_("同站頁面共有"),
    "torn": N_("斷開的句子"),
    "advertising": N_("廣告"),
    "chrome": N_("網頁框架"),
    "captions": N_("重複的圖說"),
    "end-credit": N_("文末署名"),
    "outside": N_("正文以外"),
    "punctuation": N_("標點"),
    "stops": N_("重複的標點"),
    "pinyin": N_("夾注的拼音"),
    "script": N_("字形"),
    "hidden": N_("隱藏內容"),
    "pictures": N_("圖片"),
    "overrules": N_("人工指定"),
    "split": N_("拆分案例"),
    "headings": N_("標題前後的記號"),
    "edit": N_("編輯"),
}
"""Names of the steps of cleaning, by the step that the ledger names."""
LOSSES = {
    Loss.SENTENCES: N_("正文之間的句子"),
    Loss.THEME: N_("主題標題"),
    Loss.WORDS: N_("依詞語刪去的文字"),
    Loss.LEAD_IN: N_("後文缺失的引導句"),
    Loss.HIDDEN: N_("隱藏的句子"),
    Loss.PREFACE: N_("各案例之前的文字"),
    Loss.HEADLINE: N_("標題旁的文字"),
    Loss.NAMES: N_("未讀出的署名"),
}


def years(article: Article) -> str:
    """Return the years of a case as printed: ``2014—2022``."""
    return article.years.replace("-", "—")


def date(iso: str) -> str:
    """Return an ISO 8601 date as printed: ``2024年7月30日 15:36``."""
    day, _, time = iso.partition("T")
    parts = [int(part) for part in day.split("-") if part]
    printed = "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))
    return f"{printed} {time[:5]}".strip()


def interval(iso: str) -> str:
    """Return an ISO 8601 date or interval as printed: ``2014年—2022年``, or ``""``.

    A year is said once (``2025年1月—6月``).  An interval without an end (``2014/..``) is
    ``2014年起``.
    """
    first, _, last = iso.partition("/")
    if last == "..":
        return f"{date(first)}起"
    begin, end = date(first), date(last)
    if last[4:] and last[:4] == first[:4]:
        end = end.partition("年")[2]
    return "—".join(part for part in (begin, end) if part)


def when(indicator: Indicator) -> str:
    """Return the time of an indicator as printed, or ``""``.

    推算 marks a date that the text says in words (去年), which the date of publication resolves.
    """
    printed = interval(indicator.date)
    return f"{printed}（推算）" if printed and indicator.date_derived else printed


def publisher(source: Source) -> str:
    """Return publisher and channel of a source, or ``""``."""
    return " ".join(part for part in (source.publisher, source.channel) if part)


def script_of(text: str, article: Article) -> Script:
    """Return the script of a source's own words, which may not be its article's."""
    return detect_script(text) or article.script
