"""Whether a text names a place and is, by its script and its other words, not of it."""

from __future__ import annotations

import re

from casebook.knowledge.regions import WITHOUT_DIVISIONS, divisions, full_name, lineage
from casebook.knowledge.suggested_region import region_of_title
from casebook.knowledge.taiwan import counties_of_taiwan, words_of
from casebook.records import Level, Script
from casebook.text.fold import fold

_SHORT = 2
"""Characters of the short name of a province: 辽宁."""
_MAINLAND = re.compile("[省市县区镇乡村]委|党[委组支员建]|中共|党中央|国务院|人民政府|人大|政协")
"""What a text of the mainland calls its offices."""


def is_only_mentioned(code: str, title: str, text: str, script: Script) -> bool:
    """Whether a text names a division of the other side and is, by what else it says, not of it.

    A text in Simplified script that names Hong Kong, Macao or Taiwan needs the title or a word
    that only they have; one in Traditional script that names a county (東港市), its province or
    a word of the mainland, or its full name in the title and no word of the other side.
    """
    if code in WITHOUT_DIVISIONS:
        # 行政长官 and 立法会 are of two of them.
        words = {fold(x) for of in WITHOUT_DIVISIONS for x in words_of(title, text, of)}
        said = words - {fold(full_name(of)[:2]) for of in WITHOUT_DIVISIONS}
        return script is Script.HANS and not said and region_of_title(title, "") != code
    item = divisions().get(code)
    if script is not Script.HANT or item is None or item.level is not Level.COUNTY:
        return False
    if item.name in counties_of_taiwan():
        return False  # 金門縣, which the table has
    folded = fold(f"{title}\n{text}")
    province = fold(lineage(code)[0].name)[:_SHORT]
    titled = fold(item.name) in fold(title)  # 城固縣 in a title, and nothing of the other side
    if titled and not any(words_of(title, text, of) for of in WITHOUT_DIVISIONS):
        return False
    return province not in folded and not _MAINLAND.search(folded)
