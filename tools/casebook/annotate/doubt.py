"""A label that is probably no thing measured is worse than none.

What :mod:`casebook.annotate.measured` finds is judged here by its words and by
the unit of the figure; a label in doubt is left out.
"""

from __future__ import annotations

import re

from casebook.annotate.fold import fold
from casebook.annotate.tagging import tokens, words

# 部门数则, 小岗有: the tagger takes the last sign for a part of the name.
_TAIL = re.compile("[则就有仅才]$")
# 部门数比同类县市 (少约 60%): the thing stands before what it is compared with.
_COMPARED = re.compile("(?<=..)[比较](?!例|重|率|值|特|赛)(?=..)")
_BEGINS_WRONG = re.compile("[所指据]|这|那|该|此")
# 试点单位 is no verb, whatever the tagger says.
_NAME = 4
# 审批在 80 个工作日内, 行动持续 117 天: what takes time is done or goes on.
_DONE = frozenset({"v", "vn"})


def without_doubt(label: str, *, time: bool, things: bool, share: bool, money: bool) -> str:
    """Return a label without what does not belong to it, ``""`` where it is in doubt.

    :param time: whether the unit of the figure is one of duration.
    :param things: whether it counts things (项, 户), rather than what happened (次, 件, 笔).
    """
    folded = fold(label)
    if found := _COMPARED.search(folded):
        label, folded = label[: found.start()], folded[: found.start()]
    if len(folded) > 2 and _TAIL.search(folded):
        label, folded = label[:-1], folded[:-1]
    if folded in words("not_thing") or _BEGINS_WRONG.match(folded):
        return ""
    found_tokens = tokens(folded, 0, len(folded))
    tags = [token.tag for token in found_tokens]
    only_verb = tags in (["v"], ["vd"], ["vi"]) and len(folded) < _NAME
    if only_verb and (len(folded) == 1 or things):
        return ""
    if time and not _takes_time(folded, tags):
        return ""
    if (money or share) and found_tokens and all(tag in ("ns", "nr") for tag in tags):
        return ""
    return label


def _takes_time(folded: str, tags: list[str]) -> bool:
    if any(folded.endswith(word) for word in words("time_words")):
        return True
    return len(folded) > 1 and bool(tags) and tags[-1] in _DONE
