"""All indicators as one classic script, for the page on which they are searched through.

A page opened from a folder may not fetch JSON, so the rows come as a script
that sets ``casebookIndicators``; ``site/static/indicators.js`` shows them.
"""

from __future__ import annotations

import msgspec

from casebook.knowledge.fields import field_by_name
from casebook.knowledge.regions import name_in
from casebook.records import Case, Casebook, Indicator, Script
from casebook.text import labels
from casebook.text.printer import Printer
from casebook.themes import page_of, theme_pages

INDICATOR_SCRIPT = "indicators.js"

_LABELS = {
    "words": "篩選",
    "placeholder": "指標、案例、地名，繁簡不拘",
    "theme": "主題",
    "field": "領域",
    "region": "地區",
    "year": "年份",
    "unit": "單位",
    "all": "不限",
    "none": "沒有符合條件的數字。",
    "count": "{shown} / {all} 個數字",
    "more": "再顯示一些",
    "reset": "清除條件",
    "caption": "全部數字",
    "measured": "指標",
    "value": "數值",
    "date": "時間",
    "place": "地區",
    "case": "案例",
}


def indicator_script(casebook: Casebook, printer: Printer) -> bytes:
    """Return ``indicators.js``: every indicator with what it can be narrowed by."""
    cases = [case for case in casebook.cases if case.indicators]
    own = printer.interface
    content = {
        "labels": {key: own(text) for key, text in _LABELS.items()},
        "themes": [own(page.short) for page in theme_pages()],
        "cases": [_case(case, printer) for case in cases],
        "rows": [
            _row(place, one, case, printer)
            for place, case in enumerate(cases)
            for one in case.indicators
        ],
    }
    return b"globalThis.casebookIndicators = " + msgspec.json.encode(content) + b";\n"


def _case(case: Case, printer: Printer) -> list[str]:
    """Return slug, title, field, province and own place."""
    article = case.article
    field = field_by_name(article.field)
    own = [printer.interface(name_in(code, Script.HANT)) for code in case.lineage]
    return [
        case.slug,
        printer.article(article)(article.title),
        printer.interface(field.name) if field else "",
        own[0] if own else "",
        own[-1] if own else "",
    ]


def _row(
    place: int, one: Indicator, case: Case, printer: Printer
) -> list[str | int | float | None]:
    """Return case, paragraph, theme, thing measured, words, unit, number, date, year."""
    page = page_of(one.theme)
    print_ = printer.article(case.article)
    return [
        place,
        one.paragraph,
        theme_pages().index(page) if page else None,
        print_(one.label),
        print_(one.text),
        print_(one.unit),
        float(one.value),
        printer.interface(labels.when(one)),
        one.year,
    ]
