"""The rows of the data of a casebook, in the script of an edition.

The fields are documented in ``docs/project/data.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    SourceTableRow,
    TermRow,
)
from casebook.knowledge.excerpts import Content, content_text, contents, sentence_of
from casebook.knowledge.families import family_of
from casebook.knowledge.fields import printed_field
from casebook.knowledge.names import Names, shared_names
from casebook.knowledge.regions import full_name
from casebook.records import (
    Article,
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


def tables(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    """Return the rows of every table of :data:`~casebook.exports.data_rows.TABLES`."""
    names = shared_names(casebook)
    return {
        "cases": [
            with_similar(
                case_row(case, printer, printer.article(case.article)), case, names, printer
            )
            for case in casebook.cases
        ],
        "indicators": [row for case in casebook.cases for row in indicator_rows(case, printer)],
        **tables_across(casebook, printer),
    }


def tables_across(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    """Return the rows of those of these tables whose rows are of no single case."""
    return {
        "policies": [
            PolicyRow(
                slug=policy.slug,
                title=printer.quoted(policy.title, policy.cases[0]),
                kind=policy.kind.value,
                issuer=printer.noted(policy.issuer, policy.cases[0]),
                number=printer.noted(policy.number, policy.cases[0]),
                date=policy.date,
                cases=policy.cases,
                mentions=len(policy.mentions),
            )
            for policy in casebook.policies
        ],
        "terms": [
            TermRow(
                slug=term.slug,
                term=printer.quoted(term.text, term.first.case),
                definition=printer.noted(term.definition, (term.defined or term.first).case),
                first_case=term.first.case,
                first_paragraph=term.first.paragraph,
                cases=term.cases,
                mentions=len(term.mentions),
            )
            for term in casebook.terms
        ],
        "places": [
            PlaceRow(
                code=place.code,
                name=printer.text(place.name, Script.HANS),
                full_name=printer.text(full_name(place.code), Script.HANS),
                parent=place.parent,
                cases=place.cases,
                mentions=len(place.mentions),
            )
            for place in casebook.places
        ],
        "organisations": [
            OrganisationRow(
                slug=organisation.slug,
                name=printer.text(organisation.name, organisation.script, organisation.cases[0]),
                kind=organisation.kind,
                cases=organisation.cases,
                mentions=len(organisation.mentions),
            )
            for organisation in casebook.organisations
        ],
        "timeline": [
            EventRow(year=item.year, date=item.date, kind=item.kind.value, slug=item.slug)
            for item in casebook.timeline
        ],
    }


def indicator_rows(case: Case, printer: Printer) -> list[IndicatorRow]:
    """Return the rows of the figures of a case."""
    article, texts, print_ = case.article, contents(case.article), printer.article(case.article)
    of_case = {
        "case_title": print_(article.title),
        "field": case.field,
        "field_name": printed_field(article, printer),
        "region": case.lineage[-1] if case.lineage else "",
        "region_name": print_(article.region.name) if article.region else "",
    }
    return [_indicator(each, of_case, texts, printer, print_) for each in case.indicators]


def case_row(case: Case, printer: Printer, print_: Callable[[str], str]) -> CaseRow:
    """Return the row of a case, without those that are like it.

    :param print_: prints the texts of its article.
    """
    article = case.article

    def reasons(results: Sequence[Reason]) -> tuple[ReasonRow, ...]:
        return tuple(
            ReasonRow(
                ground=entry.ground.value, shared=tuple(print_(text) for text in entry.shared)
            )
            for entry in results
        )

    years = article.year_range
    return CaseRow(
        slug=article.slug,
        title=print_(article.title),
        kind=article.kind.value,
        script=article.script.value,
        field=case.field,
        field_name=printed_field(article, printer),
        region=article.region.code if article.region else "",
        region_name=print_(article.region.name) if article.region else "",
        regions=case.lineage,
        level=article.level.value if article.level else "",
        first_year=years[0] if years else None,
        last_year=years[1] if years else None,
        published=article.published,
        sources=tuple(_sources(article, printer)),
        paragraphs=tuple(_paragraphs(case, print_)),
        policies=case.policies,
        terms=case.terms,
        places=case.places,
        organisations=case.organisations,
        answers=tuple(
            AnswerRow(
                result=answer.result,
                measure=answer.measure,
                confirmed=answer.confirmed,
                reasons=reasons(answer.reasons),
            )
            for answer in case.answers
        ),
        similar=(),
    )


def with_similar(row: CaseRow, case: Case, names: Names, printer: Printer) -> CaseRow:
    """Return the row of a case with the cases that are like it.

    :param row: as :func:`case_row` gives it.
    :param names: what reasons of likeness refer to.
    """

    def named(ground: Ground, key: str) -> str:
        name = names[ground, key]
        return printer.text(name.text, name.script, name.case)

    def reason(item: Reason) -> ReasonRow:
        shared = tuple(named(item.ground, key) for key in item.shared)
        return ReasonRow(ground=item.ground.value, shared=shared)

    similar = (
        SimilarRow(case=other.case, reasons=tuple(map(reason, other.reasons)))
        for other in case.similar
    )
    return msgspec.structs.replace(row, similar=tuple(similar))


def _sources(article: Article, printer: Printer) -> Iterator[SourceRow]:
    for source in article.sources:
        yield SourceRow(
            title=printer.source(source.title, article),
            publisher=printer.source(source.publisher, article),
            published=source.published,
            url=source.url,
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
                sources=getattr(placed.content, "sources", ()),
            )
        )
    return rows


def _indicator(
    indicator: Indicator,
    of_case: Mapping[str, str],
    texts: Mapping[str, Content],
    printer: Printer,
    print_: Callable[[str], str],
) -> IndicatorRow:
    return IndicatorRow(
        id=indicator.id,
        case=indicator.case,
        paragraph=indicator.paragraph,
        theme=indicator.theme.value,
        **of_case,
        measured=printer.noted(indicator.measured, indicator.case),
        direction=print_(indicator.direction),
        value=_number(indicator.value),
        high=None if indicator.high is None else _number(indicator.high),
        base=None if indicator.base is None else _number(indicator.base),
        unit=printer.noted(indicator.unit, indicator.case),
        family=family.key if (family := family_of(indicator)) else "",
        kind=indicator.kind.value,
        approximation=indicator.approx.value,
        date=indicator.date,
        date_derived=indicator.date_derived,
        year=indicator.year,
        text=print_(indicator.text),
        start=indicator.mention.start,
        end=indicator.mention.end,
        sentence=print_(sentence_of(texts, indicator.mention)),
    )


def _number(value: Decimal) -> int | float:
    """Print a whole number as one: 12000, not 12000.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def flat_tables(casebook: Casebook, printer: Printer) -> dict[str, Sequence[Row]]:
    """Return the rows of every table of :data:`~casebook.exports.data_rows.FLAT_TABLES`."""
    return flattened(tables(casebook, printer), casebook, printer)


def flattened(
    nested: Mapping[str, Sequence[Row]], casebook: Casebook, printer: Printer
) -> dict[str, Sequence[Row]]:
    """Return the flat tables, made of those that :func:`tables` returned."""
    rows = [row for row in nested["cases"] if isinstance(row, CaseRow)]
    cited = citations_by_case(casebook)
    flat: dict[str, list[Row]] = {name: [] for name in ("cases", "paragraphs", "sources")}
    citations: list[Row] = []
    for case, row in zip(casebook.cases, rows, strict=True):
        for name, some in flat_rows(case, row).items():
            flat[name] += some
        citations += citation_rows(case, cited.get(case.slug, ()), printer)
    return {**nested, **flat, "citations": citations}


def flat_rows(case: Case, row: CaseRow) -> dict[str, Sequence[Row]]:
    """Return the flat rows of a case, by table."""
    return {
        "cases": [_flat_case(case, row)],
        "paragraphs": list(_flat_paragraphs(row)),
        "sources": list(_flat_sources(row)),
    }


def _flat_case(case: Case, row: CaseRow) -> CaseTableRow:
    return CaseTableRow(
        **{
            name: getattr(row, name)
            for name in CaseTableRow.__struct_fields__
            if hasattr(row, name)
        },
        publishers=tuple(dict.fromkeys(item.publisher for item in row.sources if item.publisher)),
        urls=tuple(source.url for source in row.sources if source.url),
        characters=sum(len(content_text(placed.content)) for placed in walk(case.article)),
    )


def _flat_paragraphs(case: CaseRow) -> Iterator[ParagraphTableRow]:
    for number, row in enumerate(case.paragraphs, 1):
        yield ParagraphTableRow(
            case=case.slug, case_title=case.title, number=number, **msgspec.structs.asdict(row)
        )


def _flat_sources(case: CaseRow) -> Iterator[SourceTableRow]:
    for number, row in enumerate(case.sources, 1):
        yield SourceTableRow(
            case=case.slug, number=number, case_title=case.title, **msgspec.structs.asdict(row)
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a policy document: the slug of the document, its title, and whose words it has.

    :param case: the slug of the case whose words the title has.
    """

    mention: Mention
    policy: str
    title: str
    case: str
    script: Script


def citations_by_case(casebook: Casebook) -> Mapping[str, Sequence[Citation]]:
    """Return the mentions of policy documents in each case, by its slug."""
    scripts = {case.slug: case.article.script for case in casebook.cases}
    result: defaultdict[str, list[Citation]] = defaultdict(list)
    for policy in casebook.policies:
        first = policy.mentions[0].case if policy.mentions else ""
        for mention in policy.mentions:
            item = Citation(mention, policy.slug, policy.title, first, scripts[first])
            result[mention.case].append(item)
    return result


def citation_rows(case: Case, citations: Iterable[Citation], printer: Printer) -> list[CitationRow]:
    """Return the rows of the mentions of policy documents in a case, in reading order."""
    article = case.article
    print_ = printer.article(article)
    years = article.year_range
    texts = contents(article)
    places = {placed.id: (at, placed.theme) for at, placed in enumerate(walk(article))}

    def reading_order(item: Citation) -> tuple[object, ...]:
        return (places[item.mention.paragraph], item.mention.start)

    return [
        CitationRow(
            policy=item.policy,
            policy_title=printer.text(item.title, item.script, item.case),
            case=case.slug,
            case_title=print_(article.title),
            paragraph=item.mention.paragraph,
            theme=places[item.mention.paragraph][1].value,
            region=case.lineage[-1] if case.lineage else "",
            region_name=print_(article.region.name) if article.region else "",
            first_year=years[0] if years else None,
            start=item.mention.start,
            end=item.mention.end,
            sentence=print_(sentence_of(texts, item.mention)),
        )
        for item in sorted(citations, key=reading_order)
    ]
