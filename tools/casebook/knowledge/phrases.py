"""Noun phrases right after and before a figure."""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.mask import is_quoted_name
from casebook.knowledge.tagging import Token, any_of, longest_first, tokens, words

Span = tuple[int, int]

_LENGTH_OF = re.compile("[长宽高深]的")
_FAR_FROM = re.compile("(?:远|外|以外|之外)的")
"""After a distance: 7公里远的牧民家 is not what is measured."""
_WITH_QUALITY = re.compile("(?:[一-鿿]{2,8}?[好强广高大多优低差小][、]?){1,4}的(?=[一-鿿])")
"""13个基础条件好、能力强的|县医院: what the things counted are like."""
_ROW = re.compile("等(?:各类|各种|多种|一批|多个|各|)")
"""Between examples and their head: 燃气等各类管道."""

_LONGEST = 24
"""A longer run of nouns is no phrase but a mistake of the tagger."""
_CLAUSE_WORDS = 6
"""How many words a relative clause after a counter may have."""


def phrase_after(
    folded: str, start: int, end: int, *, counter: bool = True, agents: bool = False
) -> Span | None:
    """Return the noun phrase that begins at ``start``, of a clause that ends at ``end``.

    :param counter: whether a counter stands before (617 個), which only the
        thing itself can follow, rather than a measure (80%).
    :param agents: whether the counter counts who acts (個, 名, 家), of whom something may be said.
    """
    if length := _LENGTH_OF.match(folded, start, end):  # 30多公里长的管网
        start, counter = length.end(), False
    elif _FAR_FROM.match(folded, start, end):
        return None
    elif counter and (quality := _WITH_QUALITY.match(folded, start, end)):
        start = quality.end()
    results = _named(folded, tokens(folded, start, end))
    if results and (results[0].word == "的" or results[0].word in any_of("equals", "of_all_kinds")):
        results = results[1:]
    elif counter and results and results[0].tag in ("v", "ug"):
        results = _whole_compound(results) or _after_clause(results) or _after_quote(results)
    kept = _without_object(_without_measure(_run(_head_of_row(folded, results))))
    kept = _without_cut_quotation(_without_motto(kept, results))
    if len(kept) == 1 and kept[0].word.endswith(("”", "」")):
        kept += _after_quoted(results[1:])
    if agents:
        kept = _without_predicate(kept)
    if not kept or kept[0].word in any_of("change_verbs", "not_thing"):
        return None
    within = counter and len(kept) > 1 and kept[0].word in words("verbs_in_names")  # 67个培训工种
    if folded.startswith(longest_first("leading_verbs"), kept[0].start) and not within:
        return None
    span = _span(kept)
    return _without_locative(folded, span) if span else None


def _after_quoted(after: list[Token]) -> list[Token]:
    """Return the verb and the noun that a quoted name qualifies: 2417名“组团式”|援藏|专家."""
    pair = after[:_PAIR]
    return pair if [token.tag for token in pair] in (["v", "n"], ["vn", "n"]) else []


def _without_motto(kept: list[Token], results: list[Token]) -> list[Token]:
    """Leave out a quotation that is said of those who are counted: 13个乡镇“一林一警”全覆盖."""
    if len(kept) < _PAIR or kept[-1].word not in "”」" or kept[0].word in "“「":
        return kept
    after = next((item for item in results if item.start == kept[-1].end), None)
    opening = next((at for at, item in enumerate(kept) if item.word in "“「"), 0)
    said = after is not None and after.tag in ("a", "v", "d", "ad")
    return kept[:opening] if said and opening and _is_agent(kept[opening - 1]) else kept


def _without_cut_quotation(kept: list[Token]) -> list[Token]:
    """Leave out a quotation that a phrase has the beginning of: 街道|建设“老幼(之家”)."""
    marks = [at for at, item in enumerate(kept) if item.word in "“「”」"]
    if not marks or kept[marks[-1]].word in "”」":
        return kept
    return _without_predicate(_run(kept[: marks[-1]]))


def _without_measure(kept: list[Token]) -> list[Token]:
    """Keep what is counted of a phrase that goes on with what is measured of it.

    4个贫困县|贫困发生率, 20个村|集体收入: the next figure says that.
    """
    if len(kept) < 2 or not kept[-1].word.endswith(longest_first("measures")):
        return kept
    ends = longest_first("counted_endings")
    result = next((at for at, item in enumerate(kept[:-1], 1) if item.word.endswith(ends)), None)
    return kept[:result] if result else kept


def _run(results: list[Token]) -> list[Token]:
    """Return the words that make one phrase from the first on."""
    kept: list[Token] = []
    for place, token in enumerate(results):
        if not _goes_on(kept, token, results[place + 1 :]):
            if (token.tag == "ul" or token.word == "于") and kept and kept[-1].tag == "vn":
                kept.pop()  # 社区调整了边界, 住宅建设于1990年: a verb, not a part of the name.
            break
        kept.append(token)
    while kept and not _can_end(kept[-1]):
        kept.pop()
    return kept


def _without_object(kept: list[Token]) -> list[Token]:
    """Leave out what somebody does with another thing: 53个社区|设置|综合窗口."""
    sets_up, acts = words("sets_up"), words("acts")
    return kept[
        : next(
            (
                at
                for at, item in enumerate(kept)
                if at and (item.word in sets_up or (item.word in acts and _are_agents(kept[:at])))
            ),
            None,
        )
    ]


def _without_predicate(kept: list[Token]) -> list[Token]:
    """Leave out what is said of those who are counted: 3个乡镇试点, 120名长辈住宿."""
    while len(kept) > 1 and (kept[-1].word in words("said_of") or kept[-1].tag == "vn"):
        if not any(_is_agent(token) for token in kept[:-1]):
            break
        kept = kept[:-1]
    return kept


def _is_agent(token: Token) -> bool:
    """Whether a word names who acts or where: 企业, 乡镇, 长辈."""
    return token.word.endswith(_endings_of_agents())


def _are_agents(name: list[Token]) -> bool:
    """The same of a name that the tagger cuts: 网格|员."""
    return "".join(token.word for token in name).endswith(_endings_of_agents())


@resources.cached
def _endings_of_agents() -> tuple[str, ...]:
    kinds = ("agent_endings", "counted_endings", "people_endings")
    return tuple(ending for kind in kinds for ending in longest_first(kind))


def _named(folded: str, result: list[Token]) -> list[Token]:
    """Take a quoted name that the words begin with for one noun: 200个“一件事”事项."""
    if not result or result[0].word not in "“「":
        return result
    closing = next((at for at, item in enumerate(result) if item.word in "”」"), 0)
    last = result[closing].end
    if not closing or not is_quoted_name(folded[result[0].end : result[closing].start]):
        return result
    return [Token(folded[result[0].start : last], "n", result[0].start), *result[closing + 1 :]]


def _head_of_row(folded: str, result: list[Token]) -> list[Token]:
    """Skip examples before the head of a row (燃气等各类管道)."""
    for place, token in enumerate(result[1:_CLAUSE_WORDS], 1):
        if token.word == "等" and (row := _ROW.match(folded, token.start)):
            after = [item for item in result[place + 1 :] if item.start >= row.end()]
            return after if after and after[0].tag in words("inside_tags") else result
        if token.tag not in words("inside_tags") and token.word != "、":
            break
    return result


def _goes_on(kept: list[Token], token: Token, after: list[Token]) -> bool:
    """Whether a phrase goes on with a token."""
    if token.word == "以上" and kept and kept[-1].word.endswith(("级", "规模")):
        return True  # 县级以上龙头企业
    how = token.word in any_of("where_words", "manner") or token.tag == "l"
    if kept and how:  # 50家单位|现场剖析问题, 14台提升机|高速运转
        return False
    if token.tag in words("inside_tags") or token.tag == "quote":
        return token.word not in words("adverbs")
    if token.tag == "uj":  # 贫穷的渔村
        return bool(kept) and all(item.tag == "a" for item in kept)
    if token.tag == "v":  # 县级派驻机构
        qualified = bool(kept) and kept[-1].tag == "b" and bool(after) and after[0].tag == "n"
        return qualified or (bool(kept) and _is_inside(kept[-1], token, after))
    return False


def _is_inside(before: Token, verb: Token, after: list[Token]) -> bool:
    """Whether a verb stands inside of a name: 雨污|分离|管网, but not 企业|参与|项目."""
    if _is_agent(before) or not after:
        return False
    headed = after[0].word in words("compound_heads")
    if headed and verb.word in words("verbs_in_names"):
        return True
    # 产业|就业|培训基地
    longer = after[0].word.endswith(longest_first("compound_heads")) and not headed
    return _qualifies(verb, after, longer=longer)


def _qualifies(verb: Token, after: list[Token], *, longer: bool = False) -> bool:
    """Whether a verb qualifies the head right after it: 共配|中心, 制造|企业.

    :param longer: whether the word after it ends in a head.
    """
    if not after or len(verb.word) != _PAIR:
        return False
    if not (longer or after[0].word in words("compound_heads")):
        return False
    return verb.word not in any_of(
        *("governing_verbs", "governs_object", "leading_verbs", "change_verbs"),
        *("between", "copulas"),
    )


def _whole_compound(result: list[Token]) -> list[Token]:
    """Take 保护站 and 试点单位 for names though the tagger finds verbs in them."""
    first = result[0]
    if first.word == "无" and [item.tag for item in result[1:3]] == ["n", "n"]:  # 无电梯居民区
        return [Token(first.word + result[1].word, "n", first.start), *result[2:]]
    if len(first.word) > 2:
        return [Token(first.word, "n", first.start), *result[1:]]
    if len(result) == 2 and result[1].tag == "n" and len(result[1].word) == 1:
        return [Token(first.word + result[1].word, "n", first.start)]
    if _qualifies(first, result[1:]):  # 13家制造企业
        return [Token(first.word, "vn", first.start), *result[1:]]
    return []


def _after_clause(result: list[Token]) -> list[Token]:
    """Skip a short relative clause (1 万名办过事的受访者)."""
    for place, token in enumerate(result[:_CLAUSE_WORDS]):
        if token.tag == "uj":
            return result[place + 1 :]
    return []


def _after_quote(result: list[Token]) -> list[Token]:
    """Skip a clause with a quotation that qualifies a noun (53项解决“办事难”|举措)."""
    if result[0].word not in words("governing_verbs"):
        return []
    closing = next((at for at, item in enumerate(result) if item.word in "”」"), 0)
    after = result[closing + 1 :] if closing else []
    return after if after and after[0].tag in words("inside_tags") else []


def _without_locative(folded: str, span: Span) -> Span:
    start, end = span
    word = next((w for w in longest_first("locatives") if folded.endswith(w, start + 1, end)), "")
    return start, end - len(word)


def object_after(folded: str, start: int, end: int) -> Span | None:
    """Return the object of the verb after a figure (按五倍放大貸款規模), else the verb."""
    results = tokens(folded, start, end)
    if not results or results[0].tag not in ("v", "vn"):
        return None
    if span := phrase_after(folded, results[0].end, end, counter=False):
        return span
    last = results[1] if len(results) > 1 and results[1].tag in ("v", "vn") else results[0]
    return last.start, last.end


def phrase_before(folded: str, start: int, end: int, *, share: bool = False) -> Span | None:
    """Return the last noun phrase of ``start`` to ``end`` that can be what is measured.

    :param share: whether the figure is a share or a multiple: then what stands
        after 占, or between 为 and 的, is what it is a share of.
    """
    results = _without_comparison(tokens(folded, start, end))
    if share:
        results = _without_whole(results)
    if results and results[-1].word in words("prepositions"):
        return None
    results = _with_noun_at_end(_without_object_marker(results))
    while results and not (_can_end(results[-1]) or _is_carried_out(results)):
        last = results.pop()
        if last.word == "、" or last.word in words("saying"):
            return None
    kept: list[Token] = []
    for place in range(len(results) - 1, -1, -1):
        if not _extends(results, place):
            if results[place].word in ("每", "平均每"):  # 平均每名管护员两万元
                return None
            recipient = results[place].word.endswith("给")
            if recipient and kept[-1].word.endswith(longest_first("named_by_unit")):
                return None  # 拨给某县8000万元
            break
        kept.insert(0, results[place])
    span = _span(kept) if kept else None
    return _without_leading_verb(folded, span) if span else None


def _without_object_marker(results: list[Token]) -> list[Token]:
    """Cut off who does something to what is counted: 工坊|将|全村 (17户), but not 收入|将|超过."""
    for place, token in enumerate(results):
        after = results[place + 1 :]
        if token.word in ("将", "把") and all(item.tag not in ("v", "d") for item in after):
            return after
    return results


def _with_noun_at_end(results: list[Token]) -> list[Token]:
    """Take a verb that names what is counted for a noun after one: 集体经济|创收, 人员|就业."""
    between = any_of("between", "adverbs")
    last = len(results)
    while last and results[last - 1].word in between:
        last -= 1
    if last < _PAIR or results[last - 1].tag != "v":
        return results
    verb, noun = results[last - 1], results[last - 2]
    if verb.word not in words("verbs_as_things") or noun.tag not in ("n", "vn", "nz", "j"):
        return results
    return [*results[: last - 1], Token(verb.word, "vn", verb.start), *results[last:]]


_PAIR = 2


def _is_carried_out(results: list[Token]) -> bool:
    """Whether the last word is a verb used as a noun: 实施建筑节能改造."""
    *before, last = results
    if last.tag != "v" or not before or before[-1].tag not in ("n", "nz", "b", "vn"):
        return False
    nouns = [item.tag in words("inside_tags") for item in reversed(before)]
    first = nouns.index(False) if False in nouns else len(nouns)
    return first < len(before) and before[-1 - first].word in words("carrying_out")


def _can_end(token: Token) -> bool:
    if token.word in any_of("not_thing", "between", "change_verbs", "adverbs"):
        return False
    return token.tag in words("end_tags") or token.tag == "quote"


def _extends(results: list[Token], place: int) -> bool:
    token = results[place]
    if token.word in any_of("not_thing", "between", "adverbs"):
        return False
    if token.tag == "uj":
        before = results[place - 1] if place else None
        return bool(before and before.tag in ("n", "ns", "nt", "nz", "nr", "vn", "quote"))
    if token.tag == "v":  # 改造|分拣|中心3个
        return _qualifies(token, results[place + 1 :])
    return token.tag in words("inside_tags") or token.tag == "quote"


def _without_comparison(result: list[Token]) -> list[Token]:
    """Cut a clause at 比 or 较, where a verb of more or less follows: the thing stands before."""
    for place, token in enumerate(result):
        if token.word in ("比", "较", "对比", "相比"):
            rest = {other.word for other in result[place + 1 :]}
            if rest & words("change_verbs"):
                return result[:place]
    return result


def _without_whole(result: list[Token]) -> list[Token]:
    """Cut off what a share is a share of: 占全省…, 为农民投入的 (两倍)."""
    for place, token in enumerate(result):
        if token.word in words("takes_up"):
            rest = {other.word for other in result[place + 1 :]}
            if not rest & words("share_words"):
                return result[:place]
    if result and result[-1].word == "的":
        for place in range(len(result) - 1, -1, -1):
            if result[place].word in words("copulas"):
                return result[:place]
    return result


def _span(kept: list[Token]) -> Span | None:
    while kept and (kept[0].tag in ("uj", "k") or kept[0].word in "”」’』》"):
        kept = kept[1:]
    while kept and kept[-1].word in "“「‘『《":
        kept = kept[:-1]
    if not kept or kept[-1].end - kept[0].start > _LONGEST:
        return None
    if all(token.tag == "quote" for token in kept):
        return None
    return kept[0].start, kept[-1].end


_EACH = re.compile("每(?:个|一|户|人|名|家|村|亩|位){1,2}")


def _without_who_has(folded: str, span: Span) -> Span:
    """Cut off who has or gets what is counted: 每户|配套|食用菌, 村|共有|林地, 中心|设置|窗口."""
    start, end = span
    for word in words("has"):
        at = folded.find(word, start + 1, end - 1)
        start = at + len(word) if at > 0 else start
    each = _EACH.search(folded, max(0, start - _PAIR - 1), start + _PAIR + 1)
    for place, item in enumerate(tokens(folded, start, end)[:-1]):
        given = each and item.word in words("governing_verbs")
        if given or (place and item.word in words("sets_up")):
            start = item.end
    return start, end


def _without_leading_verb(folded: str, span: Span) -> Span:
    start, end = _without_who_has(folded, span)
    verbs = longest_first("leading_verbs")
    while verb := next((verb for verb in verbs if folded.startswith(verb, start)), ""):
        if end - start - len(verb) < 2 or folded[start + len(verb) : end] in words("verbal_heads"):
            break
        start += len(verb)
    return start, end
