"""The figures of cases on their pages: drawn beside a paragraph, and listed in a table.

``{case:changes} slug paragraph`` draws what a paragraph says of from how much to how much;
``{case:figures} slug …`` draws the series of cases and lists every figure with its sentence.
The pages write no table themselves: one of five hundred figures would be costly to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from casebook.charts import Chart, change_charts, series_charts, svg, title_of
from casebook.knowledge.excerpts import contents, sentence_of
from casebook.knowledge.regions import own_name
from casebook.records import Case, Script
from casebook.site.snapshot import printer_of, snapshot_of
from casebook.text import labels
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

Row = tuple[str, str, str, str, str, str]
"""Slug, paragraph, thing measured, words, time and sentence of a figure, as they are printed."""

_HEADS = (N_("指標"), N_("數值"), N_("時間"), N_("案例"), N_("原句"))


class FiguresNode(nodes.General, nodes.Element):
    """Charts and rows, in the script of the edition; ``cases`` are titles by slug."""


class ChartsNode(nodes.General, nodes.Element):
    """Charts beside a paragraph."""


class Changes(SphinxDirective):
    """``{case:changes} slug paragraph``."""

    required_arguments = 2
    option_spec: ClassVar[dict[str, Any]] = {"state": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the charts of a paragraph."""
        slug, paragraph = self.arguments
        printer = printer_of(self.config)
        case = snapshot_of(self.config).casebook.case(slug)
        charts = [chart for chart in change_charts(case, printer) if chart.paragraph == paragraph]
        drawn = [(title_of(chart, printer), chart) for chart in charts]
        return [ChartsNode(charts=drawn)] if drawn else []


class Figures(SphinxDirective):
    """``{case:figures} slug …``."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "state": directives.unchanged,
        "across": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the series and the table of the figures of cases."""
        snapshot, printer = snapshot_of(self.config), printer_of(self.config)
        cases = [snapshot.casebook.case(slug) for slug in self.arguments[0].split()]
        changes = snapshot.corrections.series
        charts = [chart for case in cases for chart in series_charts(case, changes, printer)]
        across = "across" in self.options
        if across:
            charts += [chart for case in cases for chart in change_charts(case, printer)]
        return [
            FiguresNode(
                charts=[(title_of(chart, printer), chart) for chart in charts],
                rows=[row for case in cases for row in figure_rows(case, printer)],
                cases={case.slug: _about(case, printer) for case in cases} if across else {},
                words=[printer.interface(word) for word in _HEADS],
            )
        ]


def figure_rows(case: Case, printer: Printer) -> Iterator[Row]:
    """Yield the figures of a case in reading order."""
    texts = contents(case.article)
    print_ = printer.article(case.article)
    printed: dict[str, str] = {}
    for indicator in case.indicators:
        sentence = sentence_of(texts, indicator.mention)
        if sentence not in printed:
            printed[sentence] = print_(sentence)
        yield (
            case.slug,
            indicator.paragraph,
            printer.noted(indicator.label, case.slug),
            print_(indicator.printed),
            printer.interface(labels.when(indicator)),
            printed[sentence],
        )


def _about(case: Case, printer: Printer) -> tuple[str, str]:
    """Return the title of a case and the name of its place."""
    place = printer.text(own_name(case.lineage[-1]), Script.HANS) if case.lineage else ""
    return printer.article(case.article)(case.article.title), place


# --- writing ----------------------------------------------------------------------------


def write_charts(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the charts beside a paragraph.

    :raises docutils.nodes.SkipNode: always.
    """
    drawn = "".join(_figure(title, chart, "") for title, chart in node["charts"])
    translator.body.append(f'<div class="charts beside">{drawn}</div>\n')
    raise nodes.SkipNode


def write_figures(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the series of cases, and the table of their figures.

    :raises docutils.nodes.SkipNode: always.
    """
    page = translator.docnames[0]

    def address(slug: str, own: str) -> str:
        name = f"cases/{slug}"
        uri = "" if name == page else translator.builder.get_relative_uri(page, name)
        return f"{uri}#{own}" if own else uri

    if node["charts"]:
        drawn = "".join(
            _figure(title, chart, address(chart.case, chart.paragraph), node["cases"])
            for title, chart in node["charts"]
        )
        translator.body.append(f'<div class="charts">{drawn}</div>\n')
    write_table(translator, node)


def write_table(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the table of figures alone, as for a book that draws nothing.

    In a table of several cases each has a body of its own, and the column of cases is hidden:
    the program of the page fills it where a reader sorts all rows (``casebook.js``).

    :raises docutils.nodes.SkipNode: always.
    """
    page = translator.docnames[0]
    measured, value, time, case, sentence = node["words"]
    cases: dict[str, tuple[str, str]] = node["cases"]
    heads = [measured, value, time, *([case] if cases else []), sentence]
    bodies = []
    for slug, rows in groupby(node["rows"], itemgetter(0)):
        name = f"cases/{slug}"
        link = "" if name == page else escape(translator.builder.get_relative_uri(page, name))
        # The ends of cells and rows go without saying (HTML, "Optional tags").
        lines = [_case_head(link, *cases[slug], span=len(heads) - 1)] if cases else []
        lines += [_row(link, row) for row in rows]
        bodies.append(f"<tbody>\n{''.join(lines)}</tbody>")
    head = "".join(
        f'<th class="head" scope="col"{" hidden" if word is case else ""}>{escape(word)}</th>'
        for word in heads
    )
    translator.body.append(
        '<div class="pst-scrollable-table-container">'
        f'<table class="filterable figures table" style="{labels_of(heads)}">'
        f"<thead><tr>{head}</tr></thead>\n{''.join(bodies)}</table></div>\n"
    )
    raise nodes.SkipNode


def _case_head(link: str, title: str, place: str, span: int) -> str:
    """Return the row above the figures of a case, which says once what each would repeat."""
    shown = f' <span class="facts">{escape(place)}</span>' if place else ""
    return (
        f'<tr class="of-case"><th colspan="{span}" scope="rowgroup">'
        f'<a href="{link}">{escape(title)}</a>{shown}</th>'
    )


def _row(link: str, row: Row) -> str:
    _, own, thing, words, when, around = row
    value = f'<a href="{link}#{escape(own)}">{escape(words)}</a>'
    cells = (escape(thing), value, escape(when), _marked(around, words))
    # What is not known is an empty cell: the style draws a line there, a card leaves it out.
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells)


def labels_of(heads: Iterable[str]) -> str:
    """Return the style of a table that names its columns: a phone shows a row as a card.

    :param heads: words of the interface, without quotation marks.
    """
    return ";".join(f"--h{at}:'{escape(head)}'" for at, head in enumerate(heads, 1))


def leave_out(translator: object, node: nodes.Element) -> None:  # noqa: ARG001
    """Write nothing.

    :raises docutils.nodes.SkipNode: always.
    """
    raise nodes.SkipNode


def _figure(
    title: str, chart: Chart, address: str, cases: dict[str, tuple[str, str]] | None = None
) -> str:
    """Return a drawing with its caption; a series of several dates also as a table to read."""
    shown = f'<a href="{escape(address)}">{escape(title)}</a>' if address else escape(title)
    if cases:
        shown += f' <span class="facts">{escape(cases[chart.case][0])}</span>'
    return (
        f'<figure class="chart"><figcaption>{shown}</figcaption>{svg(chart)}'
        f"{_table(chart) if chart.is_series else ''}</figure>"
    )


def _table(chart: Chart) -> str:
    """Return the figures of a series as a table that only screen readers are shown."""
    rows: Iterable[str] = (
        f'<tr><th scope="row">{escape(bar.label)}</th><td>{escape(bar.words)}</td></tr>'
        for bar in chart.bars
    )
    return f'<table class="chart-table"><tbody>{"".join(rows)}</tbody></table>'


def _marked(sentence: str, words: str) -> str:
    """Return a sentence in which the words of its figure stand out."""
    before, match, after = sentence.partition(words)
    return f"{escape(before)}<b>{escape(match)}</b>{escape(after)}" if match else escape(sentence)
