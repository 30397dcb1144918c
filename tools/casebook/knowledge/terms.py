"""Find coined terms (提法): quoted names that the text treats as such, and known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casebook import resources
from casebook.knowledge import term_counts, term_forms
from casebook.knowledge.mask import HIDDEN, QUOTED, TITLE, hide, is_quoted_name
from casebook.knowledge.passages import Passage
from casebook.knowledge.term_bars import is_alias, is_barred, names, of_figures
from casebook.knowledge.term_forms import ENOUGH, either, term_key, words
from casebook.records import Mention
from casebook.text.fold import fold

_SAYS_WHICH = re.compile("[，（(]?(?:即(?![将可使日刻便时])|是指|指的是)")
_GOES_ON = re.compile(r"[一-鿿\d]")
SHORTEST_UNQUOTED = 4
"""A shorter term (三变, 惠林) is found only in quotation marks: it may be part of a word."""
_EXPLAINED = "(?:[（(][^（）()“”「」]{1,48}[）)])?"
"""“两山”（…）、“三维”（…）: what a name of a row means."""
_ROW_BEFORE = re.compile(f"(?:[“「][^”」]*[”」]{_EXPLAINED}[、和与及的]?)+$")
_ROW_JOIN = re.compile(f"[”」]{_EXPLAINED}[、和与及]?[“「]")
_ROW_AFTER = re.compile(f"^(?:{_EXPLAINED}[、和与及]?[“「][^”」]*[”」])+{_EXPLAINED}")
_OFTEN = 2
"""A name with one sign that is quoted oftener is a term."""
LONGEST_NAME = 24
"""Characters of a name that is longer than others, and that words on both sides make one."""
_LONG_NAME = re.compile(r"[一-鿿\d]+(?:[、，][一-鿿\d]+)+")
_COUNTING = re.compile(r"(?:\d[一-鿿]){2,}")
"""3不2会."""
REACH = 120
"""How far around a quotation the words are read that speak for it, over others of its row."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted name: its folded inside, and where the inside stands.

    :param signs: how many signs of a term it has; see :data:`ENOUGH`.
    :param barred: whether something says that it is none.
    """

    key: str
    mention: Mention
    signs: int
    barred: bool

    @property
    def likely(self) -> bool:
        """Whether it has signs enough of a term."""
        return self.signs >= ENOUGH


def quotations(passage: Passage, titled: frozenset[str] = frozenset()) -> tuple[Quotation, ...]:
    """Every quoted name of a text, with what its context speaks for.

    :param titled: keys of the names that title and text share and that their form makes terms.
    """
    folded = searched(passage)
    matches = [match for match in _quoted(folded) if _may_be_name(_inside(match))]
    contexts = [_around(folded, match) for match in matches]
    alike = _alike(folded, matches, contexts)
    result = []
    for match, (before, after) in zip(matches, contexts, strict=True):
        inside = _inside(match)
        start, end = match.start() + 1, match.start() + 1 + len(inside)
        key = term_key(inside)
        # In Taiwan 推動「零剩食餐桌」 names, where 推动“转型升级” only says what is done.
        pushed = match[0][0] == "「" and before.endswith(words("pushes"))
        made = ENOUGH * (inside in alike or key in titled) + pushed
        mates = _mates(folded, match)
        known = not mates.isdisjoint(words("known"))
        signs = _signs(inside, before, after, made=made, mates=known)
        ordinary = signs < ENOUGH and not made and term_forms.is_ordinary(inside)
        # “土专家”“田秀才”“村里能”: one that is none speaks against those beside it.
        ordinary = ordinary or not (known or mates.isdisjoint(words("not_terms")))
        result.append(
            Quotation(
                key,
                Mention(passage.case, passage.id, start, end),
                signs,
                is_barred(inside, before, after, treated=_is_treated(before, after)) or ordinary,
            )
        )
    return (*_in_one_row(folded, result), *_unquoted(passage, folded, titled))


def _around(folded: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the words around a quotation; in a row (“甲”“乙”“丙”) those around the row."""
    before = folded[max(0, match.start() - REACH) : match.start()].rstrip(" ")
    after = folded[match.end() : match.end() + REACH].lstrip(" ")
    return _ROW_BEFORE.sub("", before), _ROW_AFTER.sub("", after)


def _alike(
    folded: str, matches: Sequence[re.Match[str]], contexts: Sequence[tuple[str, str]]
) -> frozenset[str]:
    """Return the names that have a form together: 组织链, 责任链, 服务链."""
    kept = [  # 告别“望天水”“苦咸水”, 吃上“放心水”
        (_inside(match), context)
        for match, context in zip(matches, contexts, strict=True)
        if not folded.endswith(words("not_before"), 0, match.start())
        and not _STEP_ON.search(folded, max(0, match.start() - REACH), match.start())
    ]
    great = [(inside, context) for inside, context in kept if inside[0] in term_forms.QUALITIES]
    named = {inside for inside, context in great if _is_named(*context)}
    return term_forms.alike([inside for inside, _ in kept], named)


_STEP_ON = re.compile("[”」]再?[向到]$")
"""由“群众跑”向“干部跑”再向“数据跑”: how something went on."""


def _is_named(before: str, after: str) -> bool:
    """Whether words on one side treat a quotation as a name: 推行“…”, “…”机制."""
    return names().search(before) is not None or _after().match(after) is not None


def _inside(match: re.Match[str]) -> str:
    """Return the name of a quotation, without what explains it: “三品一标（…）”."""
    return _EXPLAINS.sub("", match[0][1:-1])


_EXPLAINS = re.compile("(?<=[一-鿿]{2})[（(][^（()）]+[)）]$")


def _in_one_row(folded: str, results: list[Quotation]) -> Iterator[Quotation]:
    """Yield names with that of their row which is a term: “一趟不用跑”和“最多跑一趟”.

    What speaks against a name, or a word of the dictionary, stays as it is.
    """
    for at, item in enumerate(results):
        beside = results[max(0, at - 1) : at] + results[at + 1 : at + 2]
        inside = folded[item.mention.start : item.mention.end]
        joined = any(
            other.likely and not other.barred and _is_joined(folded, item, other)
            for other in beside
        )
        own = not term_forms.is_ordinary(inside) and not term_forms.is_speech(inside)
        in_row = joined and own and is_quoted_name(inside)
        yield replace(item, signs=ENOUGH) if in_row and not item.likely else item


def _is_joined(folded: str, one: Quotation, other: Quotation) -> bool:
    first, last = sorted((one.mention, other.mention), key=lambda mention: mention.start)
    return _ROW_JOIN.fullmatch(folded, first.end, last.start) is not None


def _quoted(folded: str) -> Iterator[re.Match[str]]:
    """Yield every quotation, and those inside of what is said: “我们推行‘一码通’机制。”."""
    for match in QUOTED.finditer(folded):
        yield match
        if not is_quoted_name(match[0][1:-1]):
            yield from QUOTED.finditer(folded, match.start() + 1, match.end() - 1)


def _may_be_name(inside: str) -> bool:
    if HIDDEN in inside or (inside.startswith("@") and " " in inside):
        return False  # “读懂《…》的道理” holds a title, “@楼长 水管坏了” is a message
    if term_forms.is_made(inside) or term_forms.slogan(inside) or term_forms.is_sum(inside):
        return True
    if not is_quoted_name(inside) and not _is_long_name(inside):
        return False
    named = re.search(r"[一-鿿]{2}", inside) or _COUNTING.fullmatch(inside)
    return named is not None or term_counts.is_figures(inside) or term_forms.is_latin(inside)


def _is_long_name(inside: str) -> bool:
    """Whether a quotation is longer than a name, which words on both sides may still make it."""
    return len(inside) <= LONGEST_NAME and _LONG_NAME.fullmatch(inside) is not None


def _unquoted(passage: Passage, folded: str, titled: frozenset[str]) -> Iterator[Quotation]:
    """Yield what the title has and the text has without marks (只跑一次), sums, and slogans."""
    bare = hide(folded, QUOTED)
    for pattern in (term_forms.SUM_OF_NAMES, term_forms.DOUBLED):
        for match in pattern.finditer(bare):
            mention = Mention(passage.case, passage.id, *match.span(1))
            yield Quotation(term_key(match[1]), mention, ENOUGH, barred=False)
    each = (*term_forms.EACH_ONE.finditer(bare), *term_forms.one_for_each().finditer(bare))
    for match in each:
        if not (term_forms.is_ordinary(match[1]) or is_barred(match[1], "", "")):
            mention = Mention(passage.case, passage.id, *match.span(1))
            yield Quotation(term_key(match[1]), mention, ENOUGH, barred=False)
    every = [*term_forms.PARTS_OF_SLOGAN.finditer(bare)]
    principles = [*term_forms.PARTS_OF_PRINCIPLE.finditer(bare)]
    for match in (*every, *principles):
        first, second = match[0].split("、")[:2]
        start = match.start() + len(first) - min(len(first), len(second))
        parts = bare[start : match.end()]
        said = term_forms.is_parallel(parts) or (match in principles and term_forms.slogan(parts))
        if said and not is_barred(parts, "", ""):
            mention = Mention(passage.case, passage.id, start, match.end())
            # Prose runs so too: 生产增效、生活增收、生态增值; 按照科学规划、因地制宜的原则.
            way = match in principles or _after().match(bare, match.end())
            plain = bare.startswith("的原则", match.end()) and term_forms.grounds(parts) < ENOUGH
            signs = ENOUGH if way and not plain else 1
            yield Quotation(term_key(parts), mention, signs, barred=False)
    for key in sorted(titled):
        if (
            len(key) >= SHORTEST_UNQUOTED
            and not term_forms.is_ordinary(key)
            and not is_barred(key, "", "")
        ):
            for match in re.finditer(re.escape(key), folded):
                mention = Mention(passage.case, passage.id, *match.span())
                yield Quotation(key, mention, ENOUGH, barred=False)


def _mates(folded: str, match: re.Match[str]) -> frozenset[str]:
    """Return what stands in the row of a quotation: “一网通办” beside “只进一扇门”."""
    before = _ROW_BEFORE.search(folded, max(0, match.start() - REACH), match.start())
    after = _ROW_AFTER.match(folded[match.end() : match.end() + REACH])
    row = (before[0] if before else "") + (after[0] if after else "")
    return frozenset(entry[0][1:-1] for entry in QUOTED.finditer(row))


def _signs(inside: str, before: str, after: str, *, made: int, mates: bool) -> int:
    """Count the signs that a quotation is a term, in the words around it and in its form.

    :param made: the signs that it has from the title and from others of its form beside it.
    :param mates: whether a known term stands in its row.
    :returns: a term has :data:`ENOUGH` and more.
    """
    named = names().search(before) is not None or is_alias(before)
    surely = named and not before.endswith(words("hardly_names"))
    kind = before.endswith(words("kinds")) or _after().match(after) is not None
    weak_after = after.startswith(words("weak_after"))
    if term_forms.is_speech(inside):
        return ENOUGH * kind
    parts = term_forms.slogan(inside)
    if len(parts) > 1 and _NAMED_AFTER.match(after):
        return ENOUGH
    if not is_quoted_name(inside) and ("，" in inside or not parts):
        # 坚持“治理跟着就业走，服务跟着纠纷走”理念; 开展“走访代表、代表联系群众”活动
        own = term_forms.is_made(inside) or term_forms.is_sum(inside)
        weak = before.endswith(words("weak_before"))
        alike = term_forms.grounds(inside) >= ENOUGH  # 实现“数据多跑路，群众少跑腿”
        treated = (named and (kind or weak_after)) or (weak and (kind or alike))
        # “逢五议事，有事就议”制度
        treated = treated or (len(parts) > 1 and after.startswith(words("ways")))
        return ENOUGH if own or treated else int(named or kind)
    if term_forms.is_ordinary(inside):
        enough = (
            (kind and term_counts.is_numbered(inside))  # “三化”模式
            or (term_counts.is_numbered(inside) and _SAYS_WHICH.match(after))  # “三户”即
            or term_counts.is_spelt_out(inside, before, after)  # “三维”（…、…、…）
            or term_counts.sums_up(inside, before)
            or after.startswith(words("after_name"))  # “星火”计划
            or (surely and (kind or weak_after))
            or (kind and _NEW_IN_CLAUSE.search(before))  # 创新推行人大代表“家庭作业”制度
        )
        return ENOUGH if enough else int(named or kind)
    figures = term_counts.is_figures(inside) and of_figures().match(after) is not None
    spelt_out = term_counts.sums_up(inside, before) or term_counts.is_spelt_out(
        inside, before, after
    )
    if figures or spelt_out:
        return ENOUGH
    return (
        ENOUGH * (surely or kind or _is_framed(inside, before, after))
        + made
        + (
            named
            or before.endswith(words("weak_before"))
            or _offered().search(before) is not None
            or _OF_BODY.search(before) is not None
        )
        + (weak_after or _is_subject(before, after))
        + mates
        + term_counts.counts(inside)
        + term_forms.grounds(inside)
        # 青年局「返乡筑梦计画」: whose plan it is
        + (inside.endswith(("计划", "计画")) and before.endswith(words("body_endings")))
    )


_NEW_IN_CLAUSE = re.compile(
    "(?:创新|首创|独创|率先)(?:推行|推出|实行|实施|建立|设立|打造)[^，。；“”]{0,8}$"
)

_NAMED_AFTER = re.compile("[（(](?:以下)?简?称(?!为?[“「]?[本该])")
"""“定山权、定林权、定责任”（以下简称“三定”）."""


_OF_BODY = re.compile(
    "(?:[县区市镇乡村局院]|街道|社区|中心)的$|\\d[余多]?[个家处座间支条项]$|核心(?:内容|理念|要义)[是为]$"
)
"""Whose a thing is, how many there are, or what something is about: 甲社区的“零活小站”."""


def _is_treated(before: str, after: str) -> bool:
    """Whether words on both sides treat a quotation as a name: 推出“…”机制."""
    return names().search(before) is not None and _after().match(after) is not None


def _is_subject(before: str, after: str) -> bool:
    """Whether a name begins a clause that goes on after it: “惜食分享网”透过公私协力."""
    return not before.rstrip("“「").strip() or (
        before[-1] in "。；，：—\n" and _GOES_ON.match(after) is not None
    )


@resources.cached
def _offered() -> re.Pattern[str]:
    """What is offered, with words before its name: 推出具有支付功能的“林权支贷宝”."""
    return re.compile(f"{either('offered')}[^，。；“”]{{0,32}}{either('offered_ends')}$")


@resources.cached
def _after() -> re.Pattern[str]:
    """What stands after a term: 改革; 共建模式; 的目标; 全链条工作机制; 贷, but not 扶贫贷."""
    near = f"(?:(?![的之])[一-鿿]){{0,4}}?{either('after')}"
    far = f"(?:(?![是为在于由对了的之及和与并])[一-鿿]){{0,8}}?{either('after_far')}"
    right = f"{either('after_right')}(?![{''.join(words('not_after_right'))}])"
    # Of two and more kinds a text says what there is: “政府主导”“企业运作”两种模式.
    listed = "[一二两三四五六七八九十几多各]+[种类大]"
    of = f"的[一-鿿]{{0,4}}?{either('after_of')}"
    return re.compile(f"(?!{listed})(?:{near}|{far}|{right})|{of}")


def _is_framed(inside: str, before: str, after: str) -> bool:
    """Whether words on both sides together make a name of it: 以…为抓手, 将…与…相结合."""
    if len(inside) < SHORTEST_UNQUOTED:
        return False
    return any(before.endswith(one) and after.startswith(other) for one, other in _frames())


@resources.cached
def _frames() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words before a term, each with the words after it that make it one."""
    return tuple(
        (tuple(map(fold, frame["before"])), tuple(map(fold, frame["after"])))
        for frame in resources.toml("terms.toml")["frame"]
    )


def term_keys(
    results: Iterable[Quotation], add: Iterable[str] = (), drop: Iterable[str] = ()
) -> frozenset[str]:
    """Return the keys of the likely quotations, of those often quoted, and of known terms.

    A name with one sign that is quoted three times is one, but not what only counts (三网).

    :param add: and ``drop``: a person's word, which wins.
    """
    results = tuple(results)
    times = Counter(item.key for item in results)
    barred = {item.key for item in results if item.barred}
    likely = {item.key for item in results if item.likely and not item.barred}
    often = {
        item.key
        for item in results
        if times[item.key] > _OFTEN
        and item.signs
        and not (term_counts.counts(item.key) or term_forms.is_ordinary(item.key))
    }
    keys = likely | (often - barred)
    added = {term_key(text) for text in add}
    dropped = {term_key(text) for text in drop}
    return frozenset((keys | {term_key(word) for word in words("known")} | added) - dropped)


def searched(passage: Passage) -> str:
    """Return the text in which terms are found: folded, without titles in 《》."""
    return hide(fold(passage.text), TITLE)
