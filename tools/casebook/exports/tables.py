"""The rows of the data of a casebook, in the script of an edition.

The fields are documented in ``docs/project/data.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from casebook.exports.data_rows import (
    AnswerRow,
    CaseRow,
    CaseTableRow,
    CitationRow,
    EventRow,
    IndicatorRow,
    OrganisationRow,
    ParagraphRow,
    ParagraphTableRow,
    PlaceRow,
    PolicyRow,
    ReasonRow,
    Row,
    SimilarRow,
    SourceRow,
    TermRow,
)
from casebook.knowledge.names import Names, shared_names
from casebook.knowledge.regions import full_name
from casebook.records import (
    Block,
    Case,
    Casebook,
    Ground,
    Indicator,
    Mention,
    Picture,
    Reason,
    Script,
    Section,
    Table,
    block_texts,
    walk,
)
from casebook.text.printer import Printer

Content = Block | Section

_END = re.compile("[。！？；!?][”’」』）)]*|\n")


def tables(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    """Return the rows of every table of :data:`~casebook.exports.data_rows.TABLES`."""
    texts = _texts(casebook)
    names = shared_names(casebook)
    return {
        "cases": [_case(case, names, printer) for case in casebook.cases],
        "indicators": [
            _indicator(one, case, texts[case.slug], printer)
            for case in casebook.cases
            for one in case.indicators
        ],
        "policies": [
            PolicyRow(
                slug=one.slug,
                title=printer.quoted(one.title, one.cases[0]),
                kind=one.kind.value,
                issuer=printer.noted(one.issuer, one.cases[0]),
                number=printer.noted(one.number, one.cases[0]),
                date=one.date,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.policies
        ],
        "terms": [
            TermRow(
                slug=one.slug,
                term=printer.quoted(one.text, one.first.case),
                definition=printer.noted(one.definition, (one.defined or one.first).case),
                first_case=one.first.case,
                first_paragraph=one.first.paragraph,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.terms
        ],
        "places": [
            PlaceRow(
                code=one.code,
                name=printer.text(one.name, Script.HANS),
                full_name=printer.text(full_name(one.code), Script.HANS),
                parent=one.parent,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.places
        ],
        "organisations": [
            OrganisationRow(
                slug=one.slug,
                name=printer.text(one.name, one.script, one.cases[0]),
                kind=one.kind,
                cases=one.cases,
                mentions=len(one.mentions),
            )
            for one in casebook.organisations
        ],
        "timeline": [
            EventRow(year=one.year, date=one.date, kind=one.kind.value, slug=one.slug)
            for one in casebook.timeline
        ],
    }


def _case(case: Case, names: Names, printer: Printer) -> CaseRow:
    article = case.article
    print_ = printer.article(article)

    def likeness(found: Sequence[Reason]) -> tuple[ReasonRow, ...]:
        return tuple(
            ReasonRow(
                ground=one.ground.value,
                shared=tuple(named(one.ground, key) for key in one.shared),
            )
            for one in found
        )

    def named(ground: Ground, key: str) -> str:
        name = names[ground, key]
        return printer.text(name.text, name.script, name.case)

    def reasons(found: Sequence[Reason]) -> tuple[ReasonRow, ...]:
        return tuple(
            ReasonRow(ground=one.ground.value, shared=tuple(print_(text) for text in one.shared))
            for one in found
        )

    years = article.year_range
    return CaseRow(
        slug=article.slug,
        title=print_(article.title),
        kind=article.kind.value,
        script=article.script.value,
        field=case.field,
        field_name=printer.interface(article.field),
        region=article.region.code if article.region else "",
        region_name=print_(article.region.name) if article.region else "",
        regions=case.lineage,
        level=article.level.value if article.level else "",
        first_year=years[0] if years else None,
        last_year=years[1] if years else None,
        published=article.published,
        sources=tuple(
            SourceRow(
                title=printer.source(one.title, article),
                publisher=printer.source(one.publisher, article),
                published=one.published,
                url=one.url,
            )
            for one in article.sources
        ),
        paragraphs=tuple(_paragraphs(case, print_)),
        policies=case.policies,
        terms=case.terms,
        places=case.places,
        organisations=case.organisations,
        answers=tuple(
            AnswerRow(
                result=one.result,
                measure=one.measure,
                confirmed=one.confirmed,
                reasons=reasons(one.reasons),
            )
            for one in case.answers
        ),
        similar=tuple(
            SimilarRow(case=one.case, reasons=likeness(one.reasons)) for one in case.similar
        ),
    )


def _paragraphs(case: Case, print_: Callable[[str], str]) -> list[ParagraphRow]:
    rows = []
    for placed in walk(case.article):
        match placed.content:
            case Section(heading=heading):
                kind, text = "heading", heading
            case Picture():
                kind, text = "picture", "\n".join(block_texts(placed.content))
            case Table():
                kind, text = "table", "\n".join(block_texts(placed.content))
            case paragraph:
                kind, text = "paragraph", paragraph.text
        rows.append(
            ParagraphRow(
                id=placed.id,
                theme=placed.theme.value,
                section=placed.section,
                kind=kind,
                text=print_(text),
            )
        )
    return rows


def _indicator(
    one: Indicator, case: Case, texts: Mapping[str, Content], printer: Printer
) -> IndicatorRow:
    article = case.article
    print_ = printer.article(article)
    return IndicatorRow(
        id=one.id,
        case=one.case,
        paragraph=one.paragraph,
        theme=one.theme.value,
        case_title=print_(article.title),
        field=case.field,
        field_name=printer.interface(article.field),
        region=case.lineage[-1] if case.lineage else "",
        region_name=print_(article.region.name) if article.region else "",
        measured=printer.noted(one.measured, one.case),
        direction=print_(one.direction),
        value=_number(one.value),
        high=None if one.high is None else _number(one.high),
        base=None if one.base is None else _number(one.base),
        unit=printer.noted(one.unit, one.case),
        kind=one.kind.value,
        approximation=one.approx.value,
        date=one.date,
        date_derived=one.date_derived,
        year=one.year,
        text=print_(one.text),
        start=one.mention.start,
        end=one.mention.end,
        sentence=print_(_sentence(texts, one.mention)),
    )


def _number(value: Decimal) -> int | float:
    """Print a whole number as one: 12000, not 12000.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def flat_tables(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    """Return the rows of every table of :data:`~casebook.exports.data_rows.FLAT_TABLES`."""
    nested = tables(casebook, printer)
    names = shared_names(casebook)
    return nested | {
        "cases": [_flat_case(case, names, printer) for case in casebook.cases],
        "paragraphs": [row for case in casebook.cases for row in _flat_paragraphs(case, printer)],
        "citations": list(_citations(casebook, printer)),
    }


def _flat_case(case: Case, names: Names, printer: Printer) -> CaseTableRow:
    article, row = case.article, _case(case, names, printer)
    return CaseTableRow(
        **{
            name: getattr(row, name)
            for name in CaseTableRow.__struct_fields__
            if hasattr(row, name)
        },
        publishers=tuple(dict.fromkeys(one.publisher for one in row.sources if one.publisher)),
        urls=tuple(one.url for one in row.sources if one.url),
        characters=sum(len(_text(placed.content)) for placed in walk(article)),
    )


def _flat_paragraphs(case: Case, printer: Printer) -> Iterator[ParagraphTableRow]:
    print_ = printer.article(case.article)
    title = print_(case.article.title)
    for number, row in enumerate(_paragraphs(case, print_), 1):
        yield ParagraphTableRow(
            case=case.slug, case_title=title, number=number, **msgspec.structs.asdict(row)
        )


def _citations(casebook: Casebook, printer: Printer) -> Iterator[CitationRow]:
    """Yield every mention of a policy document, by case, in reading order."""
    texts = _texts(casebook)
    found = [(mention, policy) for policy in casebook.policies for mention in policy.mentions]
    places = {
        (case.slug, placed.id): (number, placed.theme)
        for case in casebook.cases
        for number, placed in enumerate(walk(case.article))
    }
    found.sort(key=lambda one: (one[0].case, places[one[0].case, one[0].paragraph], one[0].start))
    for mention, policy in found:
        case = casebook.case(mention.case)
        article = case.article
        print_ = printer.article(article)
        years = article.year_range
        yield CitationRow(
            policy=policy.slug,
            policy_title=printer.quoted(policy.title, policy.cases[0]),
            case=case.slug,
            case_title=print_(article.title),
            paragraph=mention.paragraph,
            theme=places[mention.case, mention.paragraph][1].value,
            region=case.lineage[-1] if case.lineage else "",
            region_name=print_(article.region.name) if article.region else "",
            first_year=years[0] if years else None,
            start=mention.start,
            end=mention.end,
            sentence=print_(_sentence(texts[case.slug], mention)),
        )


def _texts(casebook: Casebook) -> dict[str, dict[str, Content]]:
    """Return the blocks and headings of each article by their ids."""
    return {
        case.slug: {placed.id: placed.content for placed in walk(case.article)}
        for case in casebook.cases
    }


def _text(content: Content) -> str:
    return content.heading if isinstance(content, Section) else "\n".join(block_texts(content))


def _sentence(texts: Mapping[str, Content], mention: Mention) -> str:
    """Return the sentence around a mention; in a table its row, in a caption its line.

    A sentence ends with its stop and the quotation marks and brackets after it.
    """
    content = texts[mention.paragraph]
    if isinstance(content, Table):
        return _row_around(content, mention.start)
    text = _text(content)
    start = max((end.end() for end in _END.finditer(text, 0, mention.start)), default=0)
    stop = _END.search(text, mention.end)
    return text[start : stop.end() if stop else len(text)].strip()


def _row_around(table: Table, offset: int) -> str:
    """Return the row, cells joined by ``｜``, that an offset into the text of a table lies in."""
    end = len(table.caption) + 1 if table.caption else 0
    if offset < end:
        return table.caption
    for row in table.rows:
        cells = [cell for cell in row if cell]
        end += sum(len(cell) + 1 for cell in cells)
        if offset < end:
            return "｜".join(cells)
    raise ValueError(f"offset {offset} lies behind the table")
