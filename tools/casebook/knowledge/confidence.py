"""Which labels of figures are too doubtful to be shown: a wrong label is worse than none.

Every rule can be stated in a sentence and looks at the label, the unit and the
words between the two; the word lists stand in ``data/measured.toml``.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.mask import HIDDEN
from casebook.knowledge.phrases import Span
from casebook.knowledge.regions import divisions, short_names
from casebook.knowledge.tagging import Token, any_of, longest_first, tokens, words
from casebook.text.fold import fold

_AGE = "岁"
_WHOLE = re.compile("占(?!比|地|有|道|用)")
"""占原总数 says what a share is a share of."""
_PEOPLE = ("人", "名", "位", "户")
_TOWNS = ("村", "镇", "乡")
_MACHINES = ("部", "台", "套", "辆", "盏", "棵", "株", "条")
"""Units that count no village and no community."""
_TIME = ("时间", "期限", "时限")
_PASSED = (
    "between",
    "change_verbs",
    "copulas",
    "adverbs",
    "not_thing",
    "leading_verbs",
    "lasting",
    "pass_between",
)
_LONGEST_VERB = 2
"""The tagger takes 试点单位 for a verb."""
_IN_BRACKETS = re.compile(f"{HIDDEN}{{3,8}}(?=[一-鿿])")
_GOES_ON_WITH_HOURS = re.compile(r"\d+小时[一-鿿]")
"""8个政府|24小时自助服务中心."""
_HAS_QUALITY = re.compile("[好强广高大多优低差小][、的]")
"""13个条件|好的医院: what the things counted are like."""
_SAYS = "只都也"
"""Before one word these make it a verb: 每平方公里只|生活1人."""
_NOUNS = frozenset({"n", "nz", "b", "vn", "an", "j"})
"""Tags of what a name may go on with: 公共|服务|中心."""
_AFTER = 8
"""Characters that are read after brackets."""
_DIVISION_ENDING = re.compile("(?:省|市|县|区|州|地区|自治区)$")


@resources.cached
def _divisions() -> frozenset[str]:
    """Names of divisions, full and without their last word (龙港市, 龙港), and 黔西南州."""
    names = {fold(division.name) for division in divisions().values()}
    cut = {_DIVISION_ENDING.sub("", name) for name in names if len(name) > 2}
    return frozenset(names | cut | {name for name in short_names() if name.endswith("州")})


def is_doubtful_name(label: str, unit: str, *, time: bool, share: bool) -> bool:
    """Whether a label cannot be the thing measured, whatever the sentence says.

    :param label: the folded words.
    :param unit: the folded unit of the figure.
    :param time: whether the unit is one of time.
    :param share: whether it is a share or a multiple.
    """
    # 41家|区六类企业
    cut = label in words("named_by_unit") and unit not in ("个", "")
    if cut or label in words("weak_labels") or label in _divisions() or _WHOLE.match(label):
        return True
    # 社区|11部电梯 says where they are, 分红30万元（甲村15万元、乙村15万元） whose it is.
    where = unit in _MACHINES and label in words("counted_endings")
    if where or (unit == "元" and label.endswith(_TOWNS)):
        return True
    if time and unit != _AGE:
        return not label.endswith(longest_first("duration_endings"))
    if unit in _PEOPLE and label.endswith((*longest_first("measures"), *_TIME)):
        return True  # 延长服务时间，1人留任
    if label.endswith(longest_first("agent_endings")):
        # 座席 / 7天, 牧户 / 21600元: what acts is counted, and is not measured.
        return not (share or unit in words("agent_units"))
    return False


def is_doubtful(
    hidden: str, span: Span, figure: Span, unit: str, *, time: bool, share: bool
) -> bool:
    """Whether the words found for a figure are better left out.

    :param hidden: the folded text, with dates hidden.
    :param figure: the span of the figure.
    """
    start, end = span
    label = hidden[start:end]
    lasts = time and hidden[end : figure[0]].startswith(longest_first("lasting"))
    if not lasts and is_doubtful_name(label, unit, time=time, share=share):
        return True
    if label.endswith(longest_first("cut_endings")):
        return True
    results = tokens(hidden, start, end)
    # 中央在|川单位, 西部|地区
    cut = hidden.endswith("在", 0, start) and len(results[0].word) == 1
    cut = cut or (label == "地区" and hidden.endswith("部", 0, start))
    where = results[-1].word in _divisions() and len(results) > 1 and not share  # 设籍|金门县
    if (
        cut
        or where
        or (len(results) == 1 and not share and _is_said(hidden, span, figure))
        or _is_bare_verb(results)
        or any(word in label for word in words("clause_words"))
    ):
        return True
    if end <= figure[0]:
        return _is_far(hidden, span, figure[0], share=share)
    if start >= figure[1]:
        more = _GOES_ON_WITH_HOURS.match(hidden, end) or _HAS_QUALITY.match(hidden, end)
        return (share and label in words("attributes")) or bool(more) or _goes_on(hidden, end)
    return False


def _is_said(hidden: str, span: Span, figure: Span) -> bool:
    """Whether what stands before a figure is what somebody does: 只生活1人, not 90只羊."""
    return span[1] <= figure[0] and hidden.endswith(tuple(_SAYS), 0, span[0])


def _goes_on(hidden: str, end: int) -> bool:
    """Whether a thing goes on after brackets: 179个街道（乡镇）公共服务中心."""
    brackets = _IN_BRACKETS.match(hidden, end)
    after = tokens(hidden, brackets.end(), brackets.end() + _AFTER) if brackets else []
    return bool(after) and after[0].tag in _NOUNS


def _is_bare_verb(results: list[Token]) -> bool:
    """跑, 接入, 完成: a verb that is no noun too, or one character that names nothing alone."""
    if len(results) != 1 or len(results[0].word) > _LONGEST_VERB:
        return False
    token = results[0]
    if token.word in any_of("verbs_as_things", "self_named"):
        return False
    return token.tag == "v" or (len(token.word) == 1 and token.word not in words("short_things"))


def _is_far(hidden: str, span: Span, start: int, *, share: bool) -> bool:
    """Whether words of their own stand between the label and its figure (家里谈了4小时)."""
    between = tokens(hidden, span[1], start)
    if share:
        between = _without_whole(between)
    between = _without_compared(between)
    if between and between[-1].word in words("prepositions"):
        return True
    return any(not _is_passed(token, hidden) for token in between)


def _without_whole(between: list[Token]) -> list[Token]:
    """Leave out what a share is a share of: 占全省的, 为利润的, and 的 alone (收入的一半)."""
    if [token.word for token in between] == ["的"]:
        return []
    ends = any_of("takes_up", "copulas")
    places = (place for place, token in enumerate(between) if token.word in ends)
    return between[: next(places, len(between))]


def _without_compared(between: list[Token]) -> list[Token]:
    """Leave out what is compared with: 比改革前增长."""
    start = next((at for at, token in enumerate(between) if token.word in ("比", "较")), None)
    if start is None:
        return between
    verbs = words("change_verbs")
    end = next((at for at in range(start, len(between)) if between[at].word in verbs), start)
    return between[:start] + between[end:]


def _is_passed(token: Token, hidden: str) -> bool:
    if token.word == "的":  # 从未讨过饭的有2户: the head is not there; 2015年的7522元: it is.
        return hidden[token.start - 1] == HIDDEN
    if token.word in any_of(*_PASSED):
        return True
    return token.tag != "v" and token.tag not in words("inside_tags")
