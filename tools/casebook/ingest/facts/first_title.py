"""The title under which a text was first published, where a page says so in a line of its own."""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.facts.title_labels import headline_label
from casebook.ingest.lexicon import words

_LONGEST = 120
_RUNS_ON = re.compile("[讯訊电電][（(]|[，,][^《》]*[，,][^《》]*$")
"""Text that goes on behind the title on its line: 原标题：某县修路 本报讯（记者周海）…."""
_QUOTED = re.compile('[《“「『"]([^》”」』"]+)')
_BRACKETS = "（）()【】[]〔〕"


@resources.cached
def _statement() -> re.Pattern[str]:
    named = "|".join(map(re.escape, words("masthead", "first_title")))
    of_text = "|".join(map(re.escape, words("masthead", "this_text")))
    return re.compile(
        rf"(?:(?:{of_text})的?)?(?:{named})\s*(?:[:：]\s*|[为為是]?\s*(?=[《“「『\"]))(?P<title>\S[^。]{{3,}})"
    )


def first_title(text: str) -> str:
    """Return what a line says of the first title (本文原标题：《…》); ``""`` where it does not."""
    if len(text) > _LONGEST or _RUNS_ON.search(text) or headline_label(text)[0]:
        return ""
    bare = text.strip().rstrip("。").strip(_BRACKETS).strip().rstrip("。")
    return bare if _statement().fullmatch(bare) else ""


def title_stated(statement: str) -> str:
    """Return the title that such a line states; ``""`` where it states none.

    :param statement: what :func:`first_title` returned.
    """
    found = _statement().fullmatch(statement)
    stated = found["title"].strip() if found else ""
    quoted = _QUOTED.match(stated)
    return quoted[1] if quoted else stated
