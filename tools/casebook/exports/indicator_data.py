"""All indicators as one classic script, for the page on which they are searched through.

A page opened from a folder may not fetch JSON, so the rows come as a script
that sets ``casebookIndicators``; ``site/static/indicators.js`` shows them.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import msgspec

from casebook.kept import Kept
from casebook.knowledge.excerpts import contents, sentence_of
from casebook.knowledge.families import comparable, families, family_of
from casebook.knowledge.fields import field_by_name
from casebook.knowledge.regions import own_name
from casebook.records import Case, Casebook, Indicator, Script
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.printer import Printer
from casebook.themes import page_of, theme_pages

INDICATOR_SCRIPT = "indicators.js"

_LABELS = {
    "words": N_("篩選"),
    "placeholder": N_("指標、案例、地名，繁簡不拘"),
    "theme": N_("主題"),
    "field": N_("領域"),
    "region": N_("地區"),
    "year": N_("年份"),
    "family": N_("量"),
    "change": N_("增減"),
    "unit": N_("單位"),
    "all": N_("不限"),
    "none": N_("沒有符合條件的數字。"),
    "count": N_("{shown} / {all} 個數字"),
    "more": N_("再顯示一些"),
    "reset": N_("清除條件"),
    "caption": N_("全部數字"),
    "measured": N_("指標"),
    "value": N_("數值"),
    "date": N_("時間"),
    "place": N_("地區"),
    "case": N_("案例"),
    "sentence": N_("原句"),
    "download": N_("下載這 {count} 個數字（CSV）"),
    "file": N_("數字"),
    "presets": N_("常看："),
    "more_": N_("增加"),
    "less_": N_("減少"),
    "time_less": N_("省下的時間"),
    "money_more": N_("增加的金額"),
    "people_level": N_("多少人"),
}

_CHANGES = {1: "more", -1: "less"}


_Row = list[str | int | float | None]


class _Figures(NamedTuple):
    """What a case brings to the script; its rows count cases and sentences from 0."""

    case: list[str]
    sentences: list[str]
    rows: list[_Row]


def indicator_script(casebook: Casebook, printer: Printer, kept: Kept | None = None) -> bytes:
    """Return ``indicators.js``: every indicator with what it can be narrowed by.

    :param kept: what earlier runs made of the same cases.
    """
    kept, group = kept or Kept(), f"figures-{printer.edition.tag}"
    words = printer.interface
    cases: list[list[str]] = []
    sentences: list[str] = []
    rows: list[_Row] = []
    for case in casebook.cases:
        if case.indicators:
            state, make = kept.checksum(case.slug, case.alone), partial(_figures, case, printer)
            made = kept.of(group, case.slug, state, _Figures, make)
            for row in made.rows:
                number = row[_SENTENCE]
                assert isinstance(number, int)
                row[0], row[_SENTENCE] = len(cases), number + len(sentences)
            cases.append(made.case)
            sentences += made.sentences
            rows += made.rows
    content = {
        "labels": {key: words(text) for key, text in _LABELS.items()},
        "themes": [words(page.short) for page in theme_pages()],
        "families": {family.key: words(family.title) for family in families()},
        "cases": cases,
        "sentences": sentences,
        "rows": rows,
    }
    return b"globalThis.casebookIndicators = " + msgspec.json.encode(content) + b";\n"


def _figures(case: Case, printer: Printer) -> _Figures:
    texts = contents(case.article)
    numbers: dict[str, int] = {}
    rows = []
    for indicator in case.indicators:
        sentence = sentence_of(texts, indicator.mention)
        number = numbers.setdefault(sentence, len(numbers))
        rows.append(_row(indicator, case, printer, number))
    print_ = printer.article(case.article)
    return _Figures(_case(case, printer), list(map(print_, numbers)), rows)


def _case(case: Case, printer: Printer) -> list[str]:
    """Return slug, title, field, province and own place."""
    article = case.article
    field = field_by_name(article.field)
    names = [printer.text(own_name(code), Script.HANS) for code in case.lineage]
    return [
        case.slug,
        printer.article(article)(article.title),
        printer.interface(field.name) if field else "",
        names[0] if names else "",
        names[-1] if names else "",
    ]


# The place of the number of the sentence in a row.
_SENTENCE = 12


def _row(indicator: Indicator, case: Case, printer: Printer, sentence: int) -> _Row:
    """Return what the page shows of a figure.

    Case, paragraph, theme, thing measured, words, unit, number, date, year, family of the
    unit, number to sort by, more or less, sentence, base and upper end.
    """
    page = page_of(indicator.theme)
    print_ = printer.article(case.article)
    family = family_of(indicator)
    return [
        0,
        indicator.paragraph,
        theme_pages().index(page) if page else None,
        printer.noted(indicator.label, indicator.case),
        print_(indicator.printed),
        printer.noted(indicator.unit, indicator.case),
        float(indicator.value),
        printer.interface(labels.when(indicator)),
        indicator.year,
        family.key if family else "",
        float(comparable(indicator)),
        _CHANGES.get(indicator.sign, ""),
        sentence,
        None if indicator.base is None else float(indicator.base),
        None if indicator.high is None else float(indicator.high),
    ]
