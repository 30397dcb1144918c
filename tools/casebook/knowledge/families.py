"""Families of units (``data/unit_families.toml``): 天, 個工作日 and 分鐘 are all time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from casebook import resources
from casebook.records import Indicator
from casebook.text.fold import fold


@dataclass(frozen=True, slots=True)
class Family:
    """A family of units.

    :param key: ASCII name: ``time``, ``money``, ``people``, ``area``, ``share``.
    :param title: in Traditional Chinese.
    :param units: the size of each folded unit, in the unit that the family is sorted by.
    """

    key: str
    title: str
    units: Mapping[str, Decimal]


@resources.cached
def families() -> tuple[Family, ...]:
    """Return all families in the order of the data file."""
    return tuple(
        Family(
            key,
            table["title"],
            {fold(unit): Decimal(str(size)) for unit, size in table["units"].items()},
        )
        for key, table in resources.toml("unit_families.toml").items()
    )


def family_of(indicator: Indicator) -> Family | None:
    """Return the family of the unit of an indicator, ``None`` where it is in none."""
    return next((item for item in families() if indicator.unit_key in item.units), None)


def comparable(indicator: Indicator) -> Decimal:
    """Return the value of an indicator in the unit that its family is sorted by."""
    family = family_of(indicator)
    return indicator.value * family.units[indicator.unit_key] if family else indicator.value
