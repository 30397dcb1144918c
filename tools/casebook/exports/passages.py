"""A text file for each paragraph, sorted by theme and field, for programs that code texts.

NVivo and its like take the folders over as they are; ``attributes.csv`` is what they call
a classification sheet: one row a file, with what can be compared.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from casebook.knowledge.fields import field_by_name
from casebook.records import Casebook, Paragraph, walk
from casebook.text.printer import Printer
from casebook.themes import themes

ATTRIBUTES = "attributes.csv"
_HEAD = (
    *("file", "case", "case_title", "paragraph", "theme", "field", "field_name"),
    *("region_name", "first_year", "last_year"),
)
_NO_FIELD = "other"


def passage_files(casebook: Casebook, printer: Printer) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every text file, and the table of their attributes.

    Texts are UTF-8 with a byte order mark, one line each, as Windows expects them.
    """
    order = {theme: place for place, theme in enumerate(themes(), 1)}
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for case in casebook.cases:
        article = case.article
        print_ = printer.article(article)
        field = field_by_name(article.field)
        key = field.key if field else _NO_FIELD
        years = article.year_range or ("", "")
        region = print_(article.region.name) if article.region else ""
        for placed in walk(article):
            if not isinstance(placed.content, Paragraph):
                continue
            theme = placed.theme
            name = f"{order[theme]}-{theme.value}/{key}/{case.slug}--{placed.id}.txt"
            yield name, f"{print_(placed.content.text)}\r\n".encode("utf-8-sig")
            writer.writerow(
                [
                    *(name, case.slug, print_(article.title), placed.id, theme.value, key),
                    *(printer.interface(field.name) if field else "", region, *years),
                ]
            )
    yield ATTRIBUTES, table.getvalue().encode("utf-8-sig")
