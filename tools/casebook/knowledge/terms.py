"""Find coined terms (提法): quoted names that the text treats as such, and known ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import rjieba

from casebook import resources
from casebook.knowledge.mask import QUOTED, TITLE, hide, is_quoted_name
from casebook.knowledge.passages import Passage
from casebook.knowledge.sentences import sentence_around, sentence_start
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Mention
from casebook.text.dates import find_dates
from casebook.text.fold import fold

_NUMBERED = re.compile(r"(?:[一二两三四五六七八九十百双多\d]+[^\d\s“”、]{1,4}[、，]?){1,}")
_FIGURES = re.compile(r"\d[\d+＋NXnx]{2,}")
"""“1+3+N”治理体系, “1324”工作机制: a term where a word after says so."""
_COUNTED = re.compile("[一-鿿]{2}[一二三四五六七八九十两]+(?:[问难条化制项步联]|部曲|件套|字诀)$")
"""林改四问, 民生十条, 成果三部曲."""
_COUNT_OF = re.compile("[一二三四五六七八九十两百\\d]+[项类种][^\\d]{2,}")
"""八项制度创新 only counts."""
_FORMER = re.compile("(?:(?:整合|合并|简化|变更|改)[变成转]?|[变转])[为成]|[转变]向")
"""After what was so before: “多事多流程”整合为“一链一流程”."""
_NICKNAME = re.compile("被(?:当地|村民|群众|百姓|老百姓|外界|人们|网友)[^，。]{0,4}称[为作]?$")
_WEAK = re.compile("(?:[一-鿿]{2,4}[散多弱难少低慢差乱小贵]、?){2,}")
"""产业散、留守多、技能弱 is what a reform answers."""
_LAND = re.compile("[一二三四五六七八九十半两]+分?山.*[水田].*")
"""七山一水二分田 describes a country."""
_SAID_OF = re.compile("[一-鿿]+的[一-鿿]+")
"""挂在悬崖上的古村 describes."""
_TASK = re.compile("(?:完善|加强|推进|深化|提高|落实|健全|加快|强化|促进)[^、]+")
"""A task (完善诉源治理机制) is what a document says."""
_PARALLEL = range(4, 9)
_SLOGAN = range(3, 7)
"""Characters of each part of a slogan: 山定权、树定根、人定心."""
_HAN = re.compile("[一-鿿]+")
_IDIOM = 4
"""A numbered word of the dictionary so long (四位一体) may be the name of a measure."""
_LONGEST_SLOGAN = 30
_ROW = 3
_OFFERED = re.compile(
    "(?:推出|首创|创新|打造|开发|研发|上线|设立|建立|构建|搭建|推行|开设|开通|发布)[^，。；“”]{0,24}(?:的|种|类|类型|批|多功能)$"
)
"""推出具有支付功能的“林权支贷宝”."""
_SHORTEST_UNQUOTED = 4
"""A shorter term (三变, 惠林) is found only in quotation marks: it may be part of a word."""
_SHORTEST_KNOWN = 3
_ENOUGH = 2
"""One word that only terms have beside them, or two that ordinary words have too."""
_LONGEST_NUMBERED = 8
_ROW_BEFORE = re.compile(r"(?:[“「][^”」]*[”」][、和与及]?)+$")
_ROW_AFTER = re.compile(r"^(?:[、和与及]?[“「][^”」]*[”」])+")
_REACH = 120
"""How far around a quotation the words are read that speak for it, over others of its row."""
_CLOSING = '”」’』"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted name: its folded inside, and where the inside stands."""

    key: str
    mention: Mention
    likely: bool
    barred: bool


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("terms.toml")[name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def term_key(text: str) -> str:
    """Return what two prints of one term share: folded, without marks inside."""
    return re.sub(r"[\s·・—“”「」]", "", fold(text))


def quotations(passage: Passage, titled: frozenset[str] = frozenset()) -> tuple[Quotation, ...]:
    """Every quoted name of a text, with what its context speaks for.

    :param titled: keys of the names that the title of the article quotes.
    """
    folded = _searched(passage)
    matches = [match for match in QUOTED.finditer(folded) if _may_be_name(match[0][1:-1])]
    alike = _alike([match[0][1:-1] for match in matches])
    result = []
    for match in matches:
        start, end = match.start() + 1, match.end() - 1
        inside = folded[start:end]
        # In a row (“甲”“乙”“丙”) the words around the row speak for each.
        before = _ROW_BEFORE.sub("", folded[max(0, match.start() - _REACH) : match.start()])
        after = _ROW_AFTER.sub("", folded[match.end() : match.end() + _REACH])
        key = term_key(inside)
        made = key in titled or inside in alike
        result.append(
            Quotation(
                key,
                Mention(passage.case, passage.id, start, end),
                _is_likely(inside, before, after, made=made),
                _is_barred(inside, before, after)
                or (
                    _is_ordinary(inside)
                    and not made
                    and not _is_likely(inside, before, after, made=False)
                ),
            )
        )
    return (*result, *_unquoted(passage, folded, titled))


def _may_be_name(inside: str) -> bool:
    parts = inside.split("、")
    slogan = len(inside) <= _LONGEST_SLOGAN and len(parts) > 1
    if _MADE.fullmatch(inside) and len(inside) <= _LONGEST_SLOGAN:
        return True
    if not is_quoted_name(inside) and not (
        slogan and all(len(part) in _SLOGAN for part in parts) and _HAN.fullmatch("".join(parts))
    ):
        return False
    return re.search(r"[一-鿿]{2}", inside) is not None or _FIGURES.fullmatch(inside) is not None


def _alike(names: Sequence[str]) -> frozenset[str]:
    """Return names of one length with one character at one place: 组织链, 责任链, 服务链."""
    kept = dict.fromkeys(names)
    long = [name for name in kept if len(name) >= _ROW and not name.endswith(("式", "服务"))]
    groups: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for name in long:
        for at in (0, 1, -1):
            groups[len(name), at, name[at]].append(name)
    return frozenset(name for group in groups.values() if len(group) >= _ROW for name in group)


def _unquoted(passage: Passage, folded: str, titled: frozenset[str]) -> Iterator[Quotation]:
    """Yield what the title quotes and the text has without marks: 只跑一次."""
    for key in sorted(titled):
        if len(key) >= _SHORTEST_UNQUOTED and not _is_ordinary(key) and not _is_barred(key, "", ""):
            for match in re.finditer(re.escape(key), folded):
                mention = Mention(passage.case, passage.id, *match.span())
                yield Quotation(key, mention, likely=True, barred=False)


def quoted_in(title: str) -> frozenset[str]:
    """Return the keys of the names that a title quotes."""
    folded = hide(fold(title), TITLE)
    inside = (match[0][1:-1] for match in QUOTED.finditer(folded))
    return frozenset(term_key(name) for name in inside if is_quoted_name(name))


def _is_likely(inside: str, before: str, after: str, *, made: bool) -> bool:
    """Whether the words around a quotation, or its form, treat it as a term.

    :param made: whether the title quotes it too, or others of its form stand beside it.
    """
    named = bool(before.endswith(_words("before")) or _is_alias(before))
    kind = before.endswith(_words("kinds")) or _after().match(after) is not None
    numbered = len(inside) <= _LONGEST_NUMBERED and (
        _NUMBERED.fullmatch(inside) is not None or _COUNTED.search(inside) is not None
    )
    if _is_ordinary(inside):
        weak = after.startswith(_words("weak_after"))
        return (named and (kind or weak)) or (len(inside) >= _IDIOM and numbered)
    grounds = (
        _ENOUGH * (named or kind or made)
        + (before.endswith(_words("weak_before")) or _OFFERED.search(before) is not None)
        + (after.startswith(_words("weak_after")) or _is_subject(before, after))
        + _is_coined(inside)
        + _ENOUGH * bool(_MADE.fullmatch(inside))
    )
    figures = _FIGURES.fullmatch(inside) is not None and _of_figures().match(after) is not None
    return grounds >= _ENOUGH or numbered or figures


@resources.cached
def _is_ordinary(inside: str) -> bool:
    """Whether a name is one word of the dictionary (一刀切, 探路者), which nobody coined."""
    in_han = _HAN.fullmatch(inside) is not None
    return in_han and inside not in _words("known") and len(rjieba.cut(inside, False)) == 1


def _is_subject(before: str, after: str) -> bool:
    """Whether a name begins a clause that goes on after it: “惜食分享网”透过公私协力."""
    return not before.rstrip("“「").strip() or (
        before[-1] in "。；，：\n" and _HAN.match(after) is not None
    )


@resources.cached
def _after() -> re.Pattern[str]:
    """What stands after a term, with four characters before it at most: 共建模式."""
    return re.compile(f"[一-鿿]{{0,4}}?(?:{'|'.join(_words('after'))})")


@resources.cached
def _of_figures() -> re.Pattern[str]:
    """What stands after figures that are a name: “12812”工作体系, “155”产业奖补工程."""
    return re.compile(f"[一-鿿]{{0,6}}?(?:{'|'.join(_words('after_figures'))})")


def _is_coined(inside: str) -> bool:
    """Whether a name has a form that is made: 小山变大山, 林场+村集体, 市收区审, 惜食分享网."""
    if "+" in inside or "＋" in inside:
        return True
    if inside.startswith("零") and len(inside) in (3, 4):
        return True  # 零跑动
    half = len(inside) // 2
    if len(inside) in _PARALLEL and any(
        item == other for item, other in zip(inside, inside[half:], strict=False)
    ):
        return True  # 应进必进, 小事不出村
    if _OF_PLACE.fullmatch(inside) or inside.endswith(_words("products")):
        return True
    parts = inside.split("、")
    if len(parts) > 1 and len(set(map(len, parts))) == 1 and len(parts[0]) in _SLOGAN:
        return True  # 共享联办、全程免费
    return _OF_TWO.fullmatch(inside) is not None


_OF_TWO = re.compile("[市县区省镇村][一-鿿][市县区省镇村][一-鿿]|[一-鿿]([一-鿿])变[一-鿿]\\1")
_OF_PLACE = re.compile("[一-鿿]{2,4}(?:经验|模式|样本|样板|路径|答卷)")
"""玉门经验, 德清模式."""
_MADE = re.compile(
    "(?!传统|原有|一般|旧|老|单一|粗放)[一-鿿+A-Za-z\\d]{2,20}(?:工程|计[划画]|工作法|行动|示范区|驿站|超市|小屋|之家)"
)
"""A name with its kind inside: 雪亮工程, 跨机关整合示范计划."""
_COMPLAINT = re.compile("(?![一二三四五六七八九十百])[一-鿿]{1,3}[难贵慢繁乱]")
"""办事难, 看病贵: what a reform answers; but 五难 is a name."""
_HOTLINE = re.compile(r"\d{4,}")
_NUMERAL = re.compile("[一二两三四五六七八九十][选比]?[一二三四五六七八九十]$")
"""三选一 counts nothing that has a name."""
_ALIAS = re.compile("(?:以下简称|以下统称|下称|简称)为?[“「]?$")


def _is_alias(before: str) -> bool:
    """Whether a name is short for a thing named before it, which is no document and no body."""
    match = _ALIAS.search(before)
    return match is not None and not _is_of_other_kind(before[: match.start()])


def _is_of_other_kind(before: str) -> bool:
    return before.rstrip("（(，,").endswith(("》", "\ue000", *_words("body_endings")))


def _is_barred(inside: str, before: str, after: str) -> bool:
    """Whether a name is none: an award, speech, the short form of a document or a body."""
    if _ALIAS.search(before):
        other = not _is_alias(before) or inside.endswith(_words("document_endings"))
        return other or inside.endswith(_words("body_endings")) or inside.startswith("本")
    if before.endswith(_words("not_before")) or after.startswith(_words("not_after")):
        return True
    hotline = _HOTLINE.fullmatch(inside) and not _of_figures().match(after)
    if _NICKNAME.search(before) or _FORMER.match(after):
        return True
    of_form = (_COMPLAINT, _COUNT_OF, _TASK, _WEAK, _SAID_OF, _LAND)
    if any(form.fullmatch(inside) for form in of_form) or hotline or _NUMERAL.search(inside):
        return True
    return (
        term_key(inside) in _words("not_terms")
        or inside.endswith(_words("not_endings"))
        or bool(find_dates(inside))
    )


def term_keys(
    results: Iterable[Quotation], add: Iterable[str] = (), drop: Iterable[str] = ()
) -> frozenset[str]:
    """Which quotations are terms: a likely one, or one that stands twice, and is not barred.

    Known terms count too; ``add`` and ``drop`` are a person's word, which wins.
    """
    results = tuple(results)
    times = Counter(entry.key for entry in results if not entry.barred)
    barred = {result.key for result in results if result.barred}
    likely = {item.key for item in results if item.likely and not item.barred}
    keys = {key for key in times if key in likely or times[key] > 1} - (barred - likely)
    added = {term_key(text) for text in add}
    dropped = {term_key(text) for text in drop}
    return frozenset((keys | {term_key(word) for word in _words("known")} | added) - dropped)


def _searched(passage: Passage) -> str:
    """Return the text in which terms are found: folded, without titles in 《》."""
    return hide(fold(passage.text), TITLE)


def contains(passage: Passage, words: WordFinder) -> bool:
    """Whether any of some words stands where a term could be found."""
    return next(words.find(_searched(passage)), None) is not None


class TermFinder:
    """Finds the mentions of a set of terms, quoted or not."""

    def __init__(self, keys: frozenset[str], unquoted: Iterable[str] = ()) -> None:
        self._keys = keys
        always = {term_key(text) for text in unquoted} & keys
        known = {term_key(word) for word in _words("known") if len(word) >= _SHORTEST_KNOWN} & keys
        self.words = frozenset({k for k in keys if len(k) >= _SHORTEST_UNQUOTED} | known | always)
        """Those of the keys that are found without quotation marks."""
        self._finder = WordFinder(self.words)

    def find(self, passage: Passage) -> tuple[tuple[str, Mention], ...]:
        """Every mention of a term in a text as ``(key, mention)``, in order."""
        folded = _searched(passage)
        result = [
            (quotation.key, quotation.mention)
            for quotation in quotations(passage)
            if quotation.key in self._keys and not quotation.barred
        ]
        taken = {at for _, mention in result for at in range(mention.start, mention.end)}
        for start, end in self._finder.find(folded):
            if taken.isdisjoint(range(start, end)):
                result.append((folded[start:end], Mention(passage.case, passage.id, start, end)))
        return tuple(sorted(result, key=lambda item: (item[1].start, item[1].end)))


def definition(passage: Passage, mention: Mention) -> tuple[int, int] | None:
    """Return the span of the sentence around a mention, if that sentence defines the term."""
    text = passage.text
    after = fold(text[mention.end : mention.end + _REACH]).lstrip(_CLOSING)
    before = fold(text[max(0, mention.start - _REACH) : mention.start]).rstrip('“「‘『"')
    noun = next((word for word in _words("nouns_between") if after.startswith(word)), "")
    says = after[len(noun) :].startswith(_words("defines_after"))
    start, last = sentence_start(text, mention.start), sentence_around(text, mention.end)[1]
    named = before.endswith(_words("defines_before")) and not _ONLY_NAMES.match(fold(text[start:]))
    if not says and not named:
        return None
    while text[last : last + 1] and text[last] in _CLOSING:
        last += 1
    return start, last


_ONLY_NAMES = re.compile("(?:这|该|此|其)[^，。；]{0,12}称[为作之]")
"""这一办法后来称为“大包干”: what it is stands in the sentence before."""
