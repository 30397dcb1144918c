"""Where each case first names what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from casebook.records import Mention, Policy, Term

T = TypeVar("T", Policy, Term)


def first_mentions(named: Iterable[T]) -> Mapping[str, Sequence[tuple[T, Mention]]]:
    """Return what each case names with its first mention there, in the order of ``named``.

    :returns: by the slug of the case; a case that names nothing is missing.
    """
    result: defaultdict[str, list[tuple[T, Mention]]] = defaultdict(list)
    for item in named:
        firsts: dict[str, Mention] = {}
        for mention in item.mentions:
            firsts.setdefault(mention.case, mention)
        for slug, mention in firsts.items():
            result[slug].append((item, mention))
    return dict(result)
