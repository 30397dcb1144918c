"""The records of what is computed from the articles: the knowledge of a casebook.

Everything here follows from the articles (and the corrections beside them) by
:func:`casebook.knowledge.annotate`; nothing here is rendered.  Records that
stand at a place of an article name it by a :class:`Mention`.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal

from casebook.records.article import Article, Script, Theme


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    r"""A span of the text of one placed block or heading of one article.

    ``case`` is the slug, ``paragraph`` an id from :func:`casebook.records.walk`.
    ``start`` and ``end`` are offsets in code points into the text as it stands:
    a paragraph's text, a section's heading; for pictures and tables the lines
    of :func:`casebook.records.block_texts`, joined by ``"\n"``.
    """

    case: str
    paragraph: str
    start: int
    end: int


class IndicatorKind(enum.StrEnum):
    """What a number says of the thing measured."""

    LEVEL = "level"
    """A state or an amount: 617 個, 由 … 增至 … without the first figure."""
    RANGE = "range"
    """From ``value`` to ``high``: 3 至 5 天."""
    CHANGE = "change"
    """From ``base`` to ``value``: 由 30 天縮短至 3 天."""
    INCREASE = "increase"
    """More by ``value``: 增長 8%; a negative value is less: 同比 -3.5%."""
    DECREASE = "decrease"
    """Less by ``value``: 下降 60%, 減少 16 項, 負增長 3.5%."""
    INCREASE_TO = "increase-to"
    """Up to ``value``: 提升到 96.7%."""
    DECREASE_TO = "decrease-to"
    """Down to ``value``: 壓縮至 3 天."""


class Approximation(enum.StrEnum):
    """How exact the text says that its number is."""

    EXACT = ""
    ABOUT = "about"
    """約, 左右, 上下."""
    OVER = "over"
    """逾, 超過, 多, 餘, 以上, 至少."""
    UNDER = "under"
    """近, 不足, 以內, 不超過, 至多."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure with its unit and the thing that it measures.

    :param id: the paragraph's id with ``-n1``, ``-n2`` … in reading order.
    :param text: the span of :attr:`mention`: approximators, number and unit; in a table with the
        unit in the head of a row or column that of both (86 under 產量（萬噸） is 86萬噸).
    :param value: multiplied out (59.87 萬 is 598700); a percentage is its
        number (80% and 百分之八十 and 八成 are 80 of unit ``%``).
    :param unit: in the script of the article, without 萬 and 億.
    :param unit_key: the unit folded (Simplified): equal for both scripts.
    :param high: the upper end of a range.
    :param base: the earlier figure of a change.
    :param measured: the words of the text that name the thing measured, in
        the script of the article; ``""`` where none was found.
    :param direction: the verb of more or less of an increase or a decrease
        (縮短, 提升到), in the script of the article; else ``""``.
    :param date: ISO 8601 of any precision (``2014``, ``2014-07``,
        ``2014-07-30``), an interval ``2014/2022`` or one without an end
        ``2014/..`` (2014年以來), where the sentence says one; ``""`` where not.
    :param date_derived: whether the sentence says the date in words that the
        date of publication resolves (去年, 截至目前).
    :param said: number and unit as a person corrected them; ``""`` where
        nobody did, and :attr:`text` says them.
    """

    id: str
    mention: Mention
    theme: Theme
    text: str
    value: Decimal
    unit: str
    unit_key: str
    kind: IndicatorKind = IndicatorKind.LEVEL
    approx: Approximation = Approximation.EXACT
    high: Decimal | None = None
    base: Decimal | None = None
    measured: str = ""
    date: str = ""
    direction: str = ""
    date_derived: bool = False
    said: str = ""

    @property
    def printed(self) -> str:
        """The figure as tables and charts print it: the words of the text, or a person's."""
        return self.said or self.text

    @property
    def case(self) -> str:
        """The slug of the case."""
        return self.mention.case

    @property
    def paragraph(self) -> str:
        """The id of the block or heading."""
        return self.mention.paragraph

    @property
    def label(self) -> str:
        """The thing measured with its direction, 辦理時間（縮短）; either alone, or ``""``."""
        if self.measured and self.direction and self.direction not in self.measured:
            return f"{self.measured}（{self.direction}）"
        return self.measured or self.direction

    @property
    def sign(self) -> int:
        """1 for more, -1 for less, 0 for neither."""
        match self.kind:
            case IndicatorKind.INCREASE:
                return -1 if self.value < 0 else 1
            case IndicatorKind.INCREASE_TO:
                return 1
            case IndicatorKind.DECREASE | IndicatorKind.DECREASE_TO:
                return -1
            case IndicatorKind.CHANGE if self.base is not None:
                return (self.value > self.base) - (self.value < self.base)
            case _:
                return 0

    @property
    def year(self) -> int | None:
        """The (last) year of :attr:`date`; ``None`` where it has no end (2014年以來)."""
        last = self.date.rsplit("/", 1)[-1]
        return int(last[:4]) if last[:1].isdigit() else None


class PolicyKind(enum.StrEnum):
    """What kind of document a title in 《》 names."""

    POLICY = "policy"
    AGREEMENT = "agreement"
    """協議, 備忘錄: between several."""
    REPORT = "report"
    """調研報告, 白皮書: it describes, and orders nothing."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document that articles name in 《》.

    Documents whose titles fold to the same characters are one document.

    :param title: as the first mention prints it, without 《》.
    :param slug: stable ASCII, made from the title alone.
    :param issuer: the body that issued it, ``""`` where no article says.
    :param number: the document's number, 國發〔2019〕15號 or 〔2019〕15號.
    :param date: ISO 8601 of any precision, where said.
    :param url: its official address, where a person gave one.
    :param mentions: in the order of cases and of the text; each spans the
        title, or the short form that stands for it in an article (下稱《意見》),
        without its 《》.
    """

    title: str
    slug: str
    issuer: str = ""
    number: str = ""
    date: str = ""
    mentions: tuple[Mention, ...] = ()
    kind: PolicyKind = PolicyKind.POLICY
    url: str = ""

    @property
    def cases(self) -> tuple[str, ...]:
        """Slugs of the cases that cite it, each once, in order."""
        return tuple(dict.fromkeys(mention.case for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Term:
    """A coined term (提法).

    :param text: as the first mention prints it, without quotation marks.
    :param first: the earliest use: in the case with the earliest year (then
        slug), the first in the text.
    :param definition: the sentence that says what it means, or ``""``.
    :param defined: where that sentence stands; ``None`` for a sentence of
        the hand-written glossary.
    """

    text: str
    slug: str
    first: Mention
    definition: str = ""
    defined: Mention | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """Slugs of the cases that use it, each once, in order."""
        return tuple(dict.fromkeys(mention.case for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division that articles are about or name.

    :param code: six digits of GB/T 2260.
    :param name: its own name (龙港市), Simplified, from the table.
    :param parent: code of the division that it lies in, ``""`` for a province.
    :param cases: slugs of the cases whose region it is or lies in it.
    :param own_cases: slugs of the cases whose region it is itself.
    :param shared_cases: slugs of the cases whose region is several divisions (长三角), of which
        it is one; they are not among ``cases``.
    """

    code: str
    name: str
    parent: str = ""
    cases: tuple[str, ...] = ()
    own_cases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    shared_cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that articles name: an office of government or party, a school, a firm.

    :param name: the full name, as the first mention prints it where it has it in full.
    :param script: the script that the name is in.
    :param kind: a key of ``data/organisations.toml``: ``government``,
        ``party``, ``court``, ``school``, ``hospital``, ``company`` …
    """

    name: str
    slug: str
    kind: str
    script: Script
    mentions: tuple[Mention, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """Slugs of the cases that name it, each once, in order."""
        return tuple(dict.fromkeys(mention.case for mention in self.mentions))


class Ground(enum.StrEnum):
    """Why two things are thought to belong together."""

    PERSON = "person"
    """A person said so, in the corrections."""
    INDICATOR = "indicator"
    """Both give the same number."""
    TERM = "term"
    """Both use the same coined term."""
    POLICY = "policy"
    """Both name the same policy document."""
    WORDS = "words"
    """Both use the same words, rare elsewhere."""
    FIELD = "field"
    """Both are of the same field."""
    REGION = "region"
    """Both are in the same province."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A ground with what is shared: ``Reason(Ground.INDICATOR, ("617個",))``.

    :param shared: words of the case; where two cases are alike, what names are looked up
        by (:func:`casebook.knowledge.names.shared_names`): key of the field, slugs of
        policy documents or terms, code of the province; words stand for themselves.
    """

    ground: Ground
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A result and a measure of the same case that it most plausibly answers.

    A suggestion, unless :attr:`confirmed`.  ``result`` and ``measure`` are ids
    of sections (or of paragraphs, where a theme has no sections below it).
    """

    case: str
    result: str
    measure: str
    reasons: tuple[Reason, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a person said it."""
        return any(reason.ground is Ground.PERSON for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Similar:
    """Another case that is like this one, and why; the most alike first."""

    case: str
    reasons: tuple[Reason, ...]


class EventKind(enum.StrEnum):
    """What happened in a year of the timeline."""

    CASE_BEGINS = "case-begins"
    CASE_ENDS = "case-ends"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A case (``slug`` of the case) or a policy document (its slug) in a year."""

    year: int
    date: str
    kind: EventKind
    slug: str


@dataclass(frozen=True, slots=True)
class Case:
    """One article with what was found in it, each in reading order.

    ``terms``, ``policies`` and ``organisations`` are slugs, ``places`` codes, by
    first mention.  ``lineage`` holds the codes of the region, from the province
    down to the region itself.  ``field`` is the ASCII key of the field.
    """

    article: Article
    field: str = ""
    lineage: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    policies: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    similar: tuple[Similar, ...] = ()

    @property
    def slug(self) -> str:
        """The slug of the article."""
        return self.article.slug

    @property
    def alone(self) -> Case:
        """The case without those that are like it, which change with any other article."""
        return replace(self, similar=())


@dataclass(frozen=True, slots=True)
class Casebook:
    """All cases with all that was found across them.

    Cases, policies, terms and organisations are sorted by slug, places by
    code, the timeline by year.
    """

    cases: tuple[Case, ...] = ()
    policies: tuple[Policy, ...] = ()
    terms: tuple[Term, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    timeline: tuple[Event, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, by case and reading order."""
        return tuple(indicator for case in self.cases for indicator in case.indicators)

    def case(self, slug: str) -> Case:
        """Return the case of a slug.

        :raises KeyError: where there is none.
        """
        at = bisect_left(self.cases, slug, key=lambda case: case.slug)
        if at == len(self.cases) or self.cases[at].slug != slug:
            raise KeyError(slug)
        return self.cases[at]
