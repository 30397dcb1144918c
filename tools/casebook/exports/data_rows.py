"""The rows of the machine-readable data: one record a kind of thing, flat where it goes to CSV.

The JSON Schema (``casebook/data/data.schema.json``) and the documentation are
made from these records: a field's description stands here and nowhere else.
"""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin

import msgspec
from msgspec import Meta

from casebook.themes import themes

Number = int | float
Slug = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Address = Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
Date = Annotated[str, Meta(pattern=r"^(\d{4}(-\d{2}){0,2}(/(\d{4}(-\d{2}){0,2}|\.\.))?)?$")]
DivisionCode = Annotated[str, Meta(pattern=r"^\d{6}$")]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of data: every field is always there."""


def plain_type(hint: Any) -> tuple[tuple[type, ...], bool]:
    """Return the plain types that the annotation of a field allows, and whether ``None`` is one.

    A list is ``(tuple,)``; of numbers the widest comes last.
    """
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if isinstance(hint, UnionType):
        results = [plain_type(arg)[0] for arg in get_args(hint)]
        types = tuple(
            dict.fromkeys(item for group in results for item in group if item is not NoneType)
        )
        return types, NoneType in get_args(hint)
    origin = get_origin(hint)
    return (origin or hint,), False


class SourceRow(Row, frozen=True):
    """Where a text comes from."""

    title: Annotated[str, Meta(description="Title of the source page")]
    publisher: Annotated[str, Meta(description="Who published it")]
    published: Annotated[str, Meta(description="ISO 8601 date, as exact as known; empty if not")]
    url: Annotated[str, Meta(description="Address; empty where there is none to cite")]


class ParagraphRow(Row, frozen=True):
    """A heading, paragraph, picture or table of an article."""

    id: Annotated[Address, Meta(description="The id of the HTML element on the case page")]
    theme: Annotated[str, Meta(description=", ".join(themes()))]
    section: Annotated[Address, Meta(description="Id of the section that it stands in")]
    kind: Annotated[str, Meta(description="heading, paragraph, picture or table")]
    text: Annotated[str, Meta(description="Its text; captions and cells one a line")]
    sources: Annotated[
        tuple[int, ...],
        Meta(description="Numbers of the sources of the case that it is drawn from, where named"),
    ]


class ReasonRow(Row, frozen=True):
    """Why two things are thought to belong together."""

    ground: Annotated[
        str, Meta(description="person, indicator, term, policy, words, field or region")
    ]
    shared: Annotated[tuple[str, ...], Meta(description="What both have")]


class AnswerRow(Row, frozen=True):
    """A measure that a result plausibly answers: a suggestion, unless a person confirmed it."""

    result: Annotated[Address, Meta(description="Id of the result")]
    measure: Annotated[Address, Meta(description="Id of the measure")]
    confirmed: Annotated[bool, Meta(description="Whether a person said so")]
    reasons: Annotated[tuple[ReasonRow, ...], Meta(description="The grounds")]


class SimilarRow(Row, frozen=True):
    """Another case that is like this one."""

    case: Annotated[Slug, Meta(description="Slug of the other case")]
    reasons: Annotated[tuple[ReasonRow, ...], Meta(description="The grounds")]


class CaseHead(Row, frozen=True):
    """The head of one case."""

    slug: Annotated[Slug, Meta(description="Name of the case in addresses: cases/SLUG")]
    title: Annotated[str, Meta(description="Title of the article")]
    kind: Annotated[str, Meta(description="original, or digest: compiled from several sources")]
    script: Annotated[str, Meta(description="Script of the article as stored: Hant or Hans")]
    field: Annotated[str, Meta(description="Key of the field of reform; empty if unknown")]
    field_name: Annotated[str, Meta(description="Name of the field")]
    region: Annotated[str, Meta(description="Six-digit code of GB/T 2260; empty if unknown")]
    region_name: Annotated[str, Meta(description="Full name of the region")]
    level: Annotated[str, Meta(description="nation, province, city, county or township")]
    first_year: Annotated[int | None, Meta(description="First year that the case covers")]
    last_year: Annotated[int | None, Meta(description="Last year that the case covers")]
    published: Annotated[str, Meta(description="Date of the newest source")]


class CaseRow(CaseHead, frozen=True):
    """One case: its head, its text with the ids of the pages, and what was found in it."""

    regions: Annotated[
        tuple[DivisionCode, ...], Meta(description="Codes from the province down to the region")
    ]
    sources: Annotated[tuple[SourceRow, ...], Meta(description="Where the text comes from")]
    paragraphs: Annotated[tuple[ParagraphRow, ...], Meta(description="The text in reading order")]
    policies: Annotated[tuple[Slug, ...], Meta(description="Slugs of the documents it cites")]
    terms: Annotated[tuple[Slug, ...], Meta(description="Slugs of the coined terms it uses")]
    places: Annotated[tuple[DivisionCode, ...], Meta(description="Codes of the places it names")]
    organisations: Annotated[tuple[Slug, ...], Meta(description="Slugs of the bodies it names")]
    answers: Annotated[tuple[AnswerRow, ...], Meta(description="Results and measures")]
    similar: Annotated[tuple[SimilarRow, ...], Meta(description="Similar cases, the best first")]


class IndicatorRow(Row, frozen=True):
    """One figure of one paragraph."""

    id: Annotated[Address, Meta(description="Unique in its case")]
    case: Annotated[Slug, Meta(description="Slug of the case")]
    paragraph: Annotated[Address, Meta(description="Id of the paragraph")]
    theme: Annotated[str, Meta(description="Theme of the paragraph")]
    case_title: Annotated[str, Meta(description="Title of the case")]
    field: Annotated[str, Meta(description="Key of the field of the case")]
    field_name: Annotated[str, Meta(description="Name of the field")]
    region: Annotated[str, Meta(description="Code of the region of the case")]
    region_name: Annotated[str, Meta(description="Full name of the region")]
    measured: Annotated[str, Meta(description="The thing measured; empty where none was found")]
    direction: Annotated[str, Meta(description="Verb of more or less (增長, 縮短); or empty")]
    value: Annotated[Number, Meta(description="The number, 萬 and 億 multiplied out")]
    high: Annotated[Number | None, Meta(description="Upper end of a range")]
    base: Annotated[Number | None, Meta(description="Earlier figure of a change")]
    unit: Annotated[str, Meta(description="The unit; empty for a bare number")]
    family: Annotated[
        str,
        Meta(description="Family of the unit: time, money, people, area or share; or empty"),
    ]
    kind: Annotated[
        str,
        Meta(
            description="level, range, change, increase, decrease, increase-to (up to the value) "
            "or decrease-to"
        ),
    ]
    approximation: Annotated[str, Meta(description="about, over, under; empty if exact")]
    date: Annotated[Date, Meta(description="Date or interval that the sentence says; or empty")]
    date_derived: Annotated[
        bool, Meta(description="Whether the date of publication resolved it (去年, 截至目前)")
    ]
    year: Annotated[int | None, Meta(description="The (last) year of the date")]
    text: Annotated[str, Meta(description="The words of the text")]
    start: Annotated[int, Meta(ge=0, description="Where the words begin in the paragraph")]
    end: Annotated[int, Meta(ge=0, description="Where they end, in code points")]
    sentence: Annotated[str, Meta(description="The sentence, or the line of a table, around them")]


class PolicyRow(Row, frozen=True):
    """One policy document."""

    slug: Annotated[Slug, Meta(description="Name in addresses")]
    title: Annotated[str, Meta(description="Title without 《》")]
    kind: Annotated[str, Meta(description="policy, agreement or report")]
    issuer: Annotated[str, Meta(description="Issuing body, where an article says it")]
    number: Annotated[str, Meta(description="Document number, where said")]
    date: Annotated[Date, Meta(description="Date, where said")]
    cases: Annotated[tuple[Slug, ...], Meta(description="Cases that cite it")]
    mentions: Annotated[int, Meta(ge=1, description="How often it is named")]


class TermRow(Row, frozen=True):
    """One coined term (提法)."""

    slug: Annotated[Slug, Meta(description="Name in addresses")]
    term: Annotated[str, Meta(description="The term")]
    definition: Annotated[str, Meta(description="The sentence that defines it, if any")]
    first_case: Annotated[Slug, Meta(description="Case with the earliest year that uses it")]
    first_paragraph: Annotated[Address, Meta(description="Paragraph of its first use")]
    cases: Annotated[tuple[Slug, ...], Meta(description="Cases that use it")]
    mentions: Annotated[int, Meta(ge=1, description="How often it is used")]


class PlaceRow(Row, frozen=True):
    """One administrative division."""

    code: Annotated[DivisionCode, Meta(description="Six digits of GB/T 2260")]
    name: Annotated[str, Meta(description="Its own name")]
    full_name: Annotated[str, Meta(description="With all that it lies in")]
    parent: Annotated[str, Meta(description="Code of the next above; empty for a province")]
    cases: Annotated[tuple[Slug, ...], Meta(description="Cases of it or of a place in it")]
    mentions: Annotated[int, Meta(ge=0, description="How often articles name it")]


class OrganisationRow(Row, frozen=True):
    """One body."""

    slug: Annotated[Slug, Meta(description="Name in addresses")]
    name: Annotated[str, Meta(description="Name of the body")]
    kind: Annotated[
        str,
        Meta(description="government, party, legislature, court, school, hospital or company"),
    ]
    cases: Annotated[tuple[Slug, ...], Meta(description="Cases that name it")]
    mentions: Annotated[int, Meta(ge=1, description="How often it is named")]


class EventRow(Row, frozen=True):
    """One entry of the timeline."""

    year: Annotated[int, Meta(description="The year")]
    date: Annotated[Date, Meta(description="As exact as known")]
    kind: Annotated[str, Meta(description="case-begins, case-ends or policy")]
    slug: Annotated[Slug, Meta(description="Slug of the case or of the policy document")]


class CitationRow(Row, frozen=True):
    """One place at which a case names a policy document."""

    policy: Annotated[Slug, Meta(description="Slug of the document")]
    policy_title: Annotated[str, Meta(description="Title without 《》")]
    case: Annotated[Slug, Meta(description="Slug of the case")]
    case_title: Annotated[str, Meta(description="Title of the case")]
    paragraph: Annotated[Address, Meta(description="Id of the paragraph")]
    theme: Annotated[str, Meta(description="Theme of the paragraph")]
    region: Annotated[str, Meta(description="Code of the region of the case")]
    region_name: Annotated[str, Meta(description="Full name of the region")]
    first_year: Annotated[int | None, Meta(description="First year that the case covers")]
    start: Annotated[int, Meta(ge=0, description="Where the title begins in the paragraph")]
    end: Annotated[int, Meta(ge=0, description="Where it ends, in code points")]
    sentence: Annotated[str, Meta(description="The sentence, or the line of a table, around it")]


class CaseTableRow(CaseHead, frozen=True):
    """The head of one case, without its text."""

    publishers: Annotated[tuple[str, ...], Meta(description="Publishers of the sources")]
    urls: Annotated[tuple[str, ...], Meta(description="Addresses of the sources")]
    characters: Annotated[int, Meta(ge=0, description="Length of the text in code points")]


class ParagraphTableRow(Row, frozen=True):
    """One heading, paragraph, picture or table, with the case that it stands in."""

    case: Annotated[Slug, Meta(description="Slug of the case")]
    id: Annotated[Address, Meta(description="The id of the HTML element on the case page")]
    number: Annotated[int, Meta(ge=1, description="Place in the reading order of the case")]
    case_title: Annotated[str, Meta(description="Title of the case")]
    theme: Annotated[
        str, Meta(description="background, approach, measures, results, lessons, body")
    ]
    section: Annotated[Address, Meta(description="Id of the section that it stands in")]
    kind: Annotated[str, Meta(description="heading, paragraph, picture or table")]
    text: Annotated[str, Meta(description="Its text; captions and cells one a line")]
    sources: Annotated[
        tuple[int, ...],
        Meta(description="Numbers of the sources of the case that it is drawn from, where named"),
    ]


class SourceTableRow(SourceRow, frozen=True):
    """One source of one case."""

    case: Annotated[Slug, Meta(description="Slug of the case")]
    number: Annotated[int, Meta(ge=1, description="Its number in the case: [2] in the text")]
    case_title: Annotated[str, Meta(description="Title of the case")]


TABLES: dict[str, type[Row]] = {
    "cases": CaseRow,
    "indicators": IndicatorRow,
    "policies": PolicyRow,
    "terms": TermRow,
    "places": PlaceRow,
    "organisations": OrganisationRow,
    "timeline": EventRow,
}
"""Every table of the data by its name; ``NAME.json`` holds a list of its rows."""

FLAT_TABLES: dict[str, type[Row]] = {
    "cases": CaseTableRow,
    "paragraphs": ParagraphTableRow,
    "sources": SourceTableRow,
    "indicators": IndicatorRow,
    "citations": CitationRow,
    "policies": PolicyRow,
    "terms": TermRow,
    "places": PlaceRow,
    "organisations": OrganisationRow,
    "timeline": EventRow,
}
"""The tables of the CSV files and of the database: no row holds other rows."""

KEYS: dict[str, tuple[str, ...]] = {
    "cases": ("slug",),
    "paragraphs": ("case", "id"),
    "sources": ("case", "number"),
    "indicators": ("case", "id"),
    "citations": ("case", "paragraph", "start"),
    "policies": ("slug",),
    "terms": ("slug",),
    "places": ("code",),
    "organisations": ("slug",),
    "timeline": ("date", "kind", "slug"),
}
"""The fields that together identify a row of a flat table."""

REFERENCES: dict[str, tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]] = {
    "paragraphs": ((("case",), "cases", ("slug",)),),
    "sources": ((("case",), "cases", ("slug",)),),
    "indicators": (
        (("case",), "cases", ("slug",)),
        (("case", "paragraph"), "paragraphs", ("case", "id")),
    ),
    "citations": (
        (("case", "paragraph"), "paragraphs", ("case", "id")),
        (("policy",), "policies", ("slug",)),
    ),
    "terms": ((("first_case",), "cases", ("slug",)),),
}
"""Fields of a flat table that name a row of another: fields, table, fields there."""
