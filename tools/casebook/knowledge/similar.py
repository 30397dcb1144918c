"""Similar cases, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from casebook.records import Case, Ground, Reason, Similar

_MOST = 5
_FIELD_WEIGHT, _REGION_WEIGHT = 3.0, 1.0
_RARITY = {Ground.TERM: 3.0, Ground.POLICY: 4.0}
"""What a shared term or document weighs where two cases have it; the more have it, the less."""


def similar_cases(cases: Sequence[Case]) -> dict[str, tuple[Similar, ...]]:
    """For each case the most similar others, at most five, the most alike first."""
    terms = Counter(slug for case in cases for slug in case.terms)
    policies = Counter(slug for case in cases for slug in case.policies)

    def reasons(case: Case, other: Case) -> tuple[float, tuple[Reason, ...]]:
        score, found = 0.0, []
        if case.field and case.field == other.field:
            score += _FIELD_WEIGHT
            found.append(Reason(Ground.FIELD, (case.field,)))
        for ground, own, others, spread in (
            (Ground.POLICY, case.policies, other.policies, policies),
            (Ground.TERM, case.terms, other.terms, terms),
        ):
            if shared := tuple(slug for slug in own if slug in others):
                score += sum(_RARITY[ground] * 2 / spread[slug] for slug in shared)
                found.append(Reason(ground, shared))
        if case.lineage and other.lineage and case.lineage[0] == other.lineage[0]:
            score += _REGION_WEIGHT
            found.append(Reason(Ground.REGION, (case.lineage[0],)))
        return score, tuple(found)

    return {case.slug: _best(case, cases, reasons) for case in cases}


def _best(
    case: Case,
    cases: Sequence[Case],
    reasons: Callable[[Case, Case], tuple[float, tuple[Reason, ...]]],
) -> tuple[Similar, ...]:
    scored = []
    for other in cases:
        if other.slug != case.slug:
            score, found = reasons(case, other)
            if found:
                scored.append((-score, other.slug, found))
    return tuple(Similar(slug, found) for _, slug, found in sorted(scored)[:_MOST])
