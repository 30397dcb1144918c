"""What a trial is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.lawtrials.parts import Parts


class UnfitError(Exception):
    """A case that the law says nothing of; it is not counted."""


@dataclass(frozen=True)
class Trial:
    """What of one or more laws is tried.

    :param laws: their numbers in the design.
    :param case: what one case is.
    :param draw: makes one case.
    :param check: raises an exception where a law does not hold; of a list of cases where they
        are tried together.  Where one stands for many, it returns how many.
    :param together: how many cases are tried at once; ``0`` for one after the other.
    :param cases: how many a seed gives.
    :param shrinks: whether a failure is made small; not where trying it takes seconds.
    """

    laws: tuple[int, ...]
    name: str
    case: str
    draw: Callable[[Parts], Any]
    check: Callable[[Any], int | None]
    together: int
    cases: int
    shrinks: bool


TRIALS: dict[str, Trial] = {}
Check = Callable[[Any], int | None]


def trial(
    *laws: int,
    case: str,
    draw: Callable[[Parts], Any],
    together: int = 0,
    cases: int = 2000,
    shrinks: bool = True,
) -> Callable[[Check], Check]:
    """Register a function as a trial of laws."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        TRIALS[name] = Trial(laws, name, case, draw, check, together, cases, shrinks)
        return check

    return register
