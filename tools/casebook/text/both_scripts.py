"""A name as each script prints it: what a person typed in one is found in the other."""

from __future__ import annotations

from casebook.records import Script
from casebook.text.conversion import to_edition
from casebook.text.editions import standard


def in_both_scripts(name: str) -> tuple[str, str]:
    """Return a name as the standard editions print it: Simplified, then Traditional.

    :param name: in either script: 计划, 計劃 and 計畫 give the same two.
    """
    simplified = to_edition(name, standard(Script.HANS), script=Script.HANT)
    return simplified, to_edition(simplified, standard(Script.HANT), script=Script.HANS)
