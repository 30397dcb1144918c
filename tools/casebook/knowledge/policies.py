"""Find policy documents in 《》, with issuing body, number and date where said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook import resources
from casebook.knowledge.article_bodies import bodies_of
from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.mask import DOCUMENT_NUMBER, TITLE
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.passages import Passage
from casebook.knowledge.sentences import Span, sentence_start
from casebook.records import Mention, PolicyKind
from casebook.text.dates import Dated, find_dates
from casebook.text.fold import fold

_BRACKET = re.compile(r"[（(][^（）()]*[)）]$")
_ADVERBS = re.compile(
    "(?:又|先后|联合|率先|也|还|正式|专门|共同|及时|相继|随后|再次|首次|等[国省市]?.{0,4}(?:部[门委]|单位|委办局)"
    "|陆续|名义|牵头|研究|专题|于?(?:日前|近日|近期|此前|最近|今年|去年|同年|当日)|在?全[国省市县区](?:范围内)?"
    "|(?:会同|联合)(?:相关|有关|其他|多个?|.{1,2}个)(?:部[门委]|单位))+$"
)
_CALLED = re.compile(
    r"[（(，,][^《》（()）。]{0,24}?(?:以下|下|后|之后)?(?:统|简)?(?:简称|称|统称)(?:为)?[:：]?"
)
"""Between a title and its short form: （国发〔2019〕15号，以下简称."""
_REACH = 120
"""How far before a title its issuer and date may stand."""
_LONGEST_KIND = 12
"""Characters of a title that is only a word of kind: 三年行动实施方案."""
_SHORT = 3
"""A body named in so few characters (国办) is given with its full name."""
_QUOTED = re.compile("「([^「」《》]{4,40})」")
_AGAIN = re.compile("(?:又|再次|还|随后|其后|并)(?:先后|联合|正式|专门)?$")
"""The body of the title before issued this one too: 2022年又发布《…》."""
_BY = re.compile("[，]?(?:已经?|近日|日前)?[由经]|[（(]")
"""After a title, before who issued it: 《…》由省民政厅印发, 《…》（国务院令第9号）."""
_ISSUED = re.compile(
    "(?:等[^，。；]{0,4}部门|联合|共同|正式|表决|审议|牵头)*(?:印发|发布|公布|下发|出台|制定|颁布|通过|令第?\\d)"
)
_OF_AUTHORITY = re.compile(
    "[^，。；]{0,40}?(?:补助|辅导|奖励|办理|推动|受理|审查|委托|核发)[^，。；]*(?:要点|须知|注意事项|原则|计画|办法)"
)
"""In Taiwan the title of a rule begins with who issues it: 经济部补助…作业要点."""
_PASSED_ON = re.compile("^(?:已|经|业经|于)+")
"""After a title, before the date on which it was passed: 《…》已经2016年10月7日…通过."""
_PASSES = re.compile("[^，。；]{0,40}?(?:通过|批准|施行|印发)")
_NUMBER_REACH = 4
"""Brackets and commas that may stand between a title and its number."""


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy document named once: its folded title and what is said of it here."""

    key: str
    title: str
    mention: Mention
    issuer: str = ""
    number: str = ""
    date: str = ""
    kind: PolicyKind = PolicyKind.POLICY


@resources.cached
def _words(name: str) -> tuple[str, ...]:
    words = {fold(word) for word in resources.toml("policies.toml")[name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def title_key(title: str) -> str:
    """Return what two mentions of one document share: the folded title, without spaces."""
    return re.sub(r"\s", "", fold(title)).translate(str.maketrans("()·〈〉", "（）・《》"))


def find_policies(
    texts: Sequence[Passage],
    home: str = "",
    always: frozenset[str] = frozenset(),
    never: frozenset[str] = frozenset(),
    bodies: Sequence[tuple[FoundBody, ...]] = (),
) -> tuple[FoundPolicy, ...]:
    """Every policy document that the texts of one article name, in order.

    A short title (下称《意见》) leads to the document that it stands for in this article; one
    that is only a word of kind and stands for none is no document.

    :param home: the code of the article's region.
    :param always: keys of titles that a person has declared documents.
    :param never: keys of titles that a person has declared none.
    :param bodies: those of each text; found here where they are not given.
    """
    bodies = bodies or bodies_of(texts, home, "")
    every = zip(texts, bodies, strict=True)
    titles = [item for text, named in every for item in _titles(text, named)]
    signed = _signatures(texts, bodies)
    aliases = _aliases(titles, always)
    first = {entry.key: entry for entry in reversed(titles)}
    result: list[FoundPolicy] = []
    for title in titles:
        key = aliases.get(title.key, title.key)
        if key in never or title.key in never:
            continue
        if key != title.key:
            full = first[key]
            result.append(FoundPolicy(key, full.words, title.mention, kind=_kind(full.bare)))
        elif key in always or title.is_document:
            result.append(
                FoundPolicy(
                    key,
                    title.words,
                    title.mention,
                    title.issuer() or _issuer_before(title, result) or title.sender(signed),
                    (number := _number(title.text, title.folded, title.outer[1])),
                    _date(title.folded, title.outer, title.dates) or _year_of(number),
                    _kind(title.bare),
                )
            )
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in 《》 with the text that it stands in.

    ``outer`` spans its marks too; ``bare`` is the folded title without brackets at its end.
    """

    words: str
    key: str
    bare: str
    mention: Mention
    text: str
    folded: str
    outer: Span
    is_document: bool
    bodies: tuple[FoundBody, ...]
    dates: tuple[Dated, ...]

    def issuer(self) -> str:
        """Return the body or bodies that issued it, as the text or the title says."""
        return (
            _issuer(self.text, self.folded, self.outer[0], self.bodies)
            or _issuer_in_title(self.words, self.bodies, self.mention.start)
            or _issuer_after(self.text, self.folded, self.outer[1], self.bodies)
        )

    def sender(self, signed: dict[str, str]) -> str:
        """Return who signs the notice that sends it: 现将《…》印发给你们, and a line below."""
        sent = self.folded.endswith("现将", 0, self.outer[0]) or _SENT.match(
            self.folded, self.outer[1]
        )
        return signed.get(self.mention.paragraph, "") if sent else ""


_SENT = re.compile("[^。《》]*?现(?:予以?|将其)?(?:印发|发布|公布)")
"""After a title: 《…》已经市政府常务会议通过，现印发给你们."""
_LINES = 4
"""Lines below a notice in which its signature stands."""


def _signatures(
    texts: Sequence[Passage], bodies: Sequence[tuple[FoundBody, ...]]
) -> dict[str, str]:
    """Return the body that alone fills a line below each text that sends a document."""
    signed: dict[str, str] = {}
    for at, text in enumerate(texts):
        for later in range(at + 1, min(at + 1 + _LINES, len(texts)) if "》" in text.text else 0):
            line, named = texts[later].text.strip(), bodies[later]
            if len(named) == 1 and named[0].end - named[0].start == len(line):
                signed[text.id] = line
                break
    return signed


def _titles(passage: Passage, bodies: tuple[FoundBody, ...]) -> Iterator[_Title]:
    folded = fold(passage.text)
    matches = _marked(folded)
    dates = Calendar(folded, passage.published, republic=passage.republic).every if matches else ()
    for match in matches:
        group = match.lastindex or 1
        start, end = match.span(group)
        bare = _without_bracket(match[group])
        yield _Title(
            passage.text[start:end],
            title_key(passage.text[start:end]),
            bare,
            Mention(passage.case, passage.id, start, end),
            passage.text,
            folded,
            match.span(),
            folded[match.start()] == "「" or _is_document(folded, match.span(), bare),
            bodies,
            dates,
        )


def _marked(folded: str) -> list[re.Match[str]]:
    """Return titles in 《》, and laws in 「」 with what says so before or after them."""
    quoted = (m for m in _QUOTED.finditer(folded) if _is_law(folded, m))
    return sorted([*TITLE.finditer(folded), *quoted], key=lambda match: match.start())


def _is_law(folded: str, match: re.Match[str]) -> bool:
    if not _without_bracket(match[1]).endswith(_of_quoted("endings")):
        return False
    year = _YEAR_BEFORE.search(folded, 0, match.start())  # 依据107年「…行动计画」
    start = year.start() if year else match.start()
    before = folded.endswith(_of_quoted("before"), 0, start)
    after = folded.startswith(_of_quoted("after"), match.end())
    named = _COINED.search(folded, max(0, start - _COINED_REACH), start)
    law = not named and _LAW.fullmatch(_without_bracket(match[1]))
    return before or after or bool(law)


_LAW = re.compile(
    "[一-鿿]{4,}(?:(?:保[障护险存]|[促推]进|发展|管[理制]|服务|建设|防[治制救]|[救扶补]助|奖励|补偿|组织|教育|福利|安全"
    "|卫生|更新|基本|交易)法|(?<![一二三四五六七八九十])条例|施行细则)"
)
"""The name of a law in marks: 以「促進地方參與公共建設法」, and no 「五步議事法」."""
_COINED = re.compile(
    "(?:推行|推广|推出|探索|摸索|首创|独创|创新|创造|总结|运用|采[用取]|形成|打造|学会|称为|叫做)[出了]?$"
)
"""Right before a way of working that ends as a law does: 運用「積分兌換管理法」."""
_COINED_REACH = 3


@resources.cached
def _of_quoted(name: str) -> tuple[str, ...]:
    return tuple(map(fold, resources.toml("policies.toml")["quoted"][name]))


_YEAR_BEFORE = re.compile("(?:民国)?\\d{2,4}年度?$")


def _aliases(titles: Sequence[_Title], always: frozenset[str]) -> dict[str, str]:
    """Return which keys stand for which: 《甲》（下称《意见》）, and a lone 《意见》 of one."""
    aliases: dict[str, str] = {}
    for before, item in pairwise(titles):
        same = before.mention.paragraph == item.mention.paragraph
        between = item.folded[before.outer[1] : item.outer[0]] if same else ""
        if _CALLED.fullmatch(between) and item.key != before.key:
            aliases.setdefault(item.key, before.key)
    of_kind: dict[str, set[str]] = defaultdict(set)
    for item in titles:
        if item.is_document:
            for length in range(1, min(len(item.bare), _LONGEST_KIND) + 1):
                of_kind[item.bare[-length:]].add(item.key)
        elif item.key not in aliases and item.key not in always and is_kind_only(item.bare):
            full = of_kind[item.bare]
            if len(full) == 1:
                aliases[item.key] = next(iter(full))
    return aliases


@resources.cached
def _kind_word() -> re.Pattern[str]:
    kinds = [word for word in _words("endings") if word not in _words("names_of_laws")]
    return re.compile(f"(?:{'|'.join(_words('modifiers'))})*(?:{'|'.join(kinds)})")


def is_kind_only(title: str) -> bool:
    """Whether a folded title is only a word of kind (意见, 总体方案) and names nothing.

    So does 政府工作报告, which every government has every year.
    """
    return _kind_word().fullmatch(title) is not None or title in _words("yearly")


def _kind(bare: str) -> PolicyKind:
    if bare.endswith(_words("reports")):
        return PolicyKind.REPORT
    return PolicyKind.AGREEMENT if bare.endswith(_words("agreements")) else PolicyKind.POLICY


def _without_bracket(title: str) -> str:
    while stripped := _BRACKET.sub("", title):
        if stripped == title:
            break
        title = stripped
    return title


def _is_document(folded: str, outer: Span, bare: str) -> bool:
    if bare.endswith(_words("not_documents")) or is_kind_only(bare):
        return False
    floor = max(0, outer[0] - _ROW_REACH)
    if _PERMITS.search(folded, floor, outer[0]) or _PERMIT.match(folded, outer[1]):
        return False
    by_form = 2 * (bare.endswith(_words("endings")) or bare.startswith(_words("beginnings")))
    issued = folded.endswith((*_words("issuing"), *_words("for_document")), 0, outer[0])
    against = folded.endswith(_words("against_before"), 0, outer[0])
    against = against or folded.startswith(_words("against_after"), outer[1])
    return by_form + issued - 2 * against >= (1 if bare.startswith(_words("beginnings")) else 2)


_ROW_REACH = 24
_PERMITS = re.compile("(?:许可证|证书|[产权籍]证|执照)》[、和及与]?$")
_PERMIT = re.compile("[、和及与]?《[^《》]{2,20}(?:许可证|证书|[产权籍]证|执照)》")
"""Beside a title: a row of permits, none of which is a policy."""


def _issuer_before(title: _Title, results: Sequence[FoundPolicy]) -> str:
    """Return the issuer of the title before, where the text says that it issued this one too."""
    last = results[-1] if results else None
    if not last or last.mention.paragraph != title.mention.paragraph:
        return ""
    start = title.outer[0]
    verb = next((v for v in _words("issuing") if title.folded.endswith(v, 0, start)), "")
    clause = title.folded[: start - len(verb)]
    same = last.mention.end >= sentence_start(title.folded, start, _REACH)
    return last.issuer if verb and same and _AGAIN.search(clause) else ""


def _number(text: str, folded: str, end: int) -> str:
    match = DOCUMENT_NUMBER.search(folded, end, end + 40)
    if match and match.start() - end <= _NUMBER_REACH:
        return text[match.start() : match.end()].strip("（(，,")
    return ""


def _year_of(number: str) -> str:
    """Return the year of issue that the number of a document says: 国发〔2022〕2号."""
    match = re.search(r"[〔\[［（(]((?:19|20)\d\d)[〕\]］）)]", number)
    return match[1] if match else ""


_ROW_BEFORE = re.compile(
    "(?:《[^《》]{1,80}》(?:[（(][^（()）]{0,40}[)）])?[、，和与及]?(?:以及)?)+$"
)
"""Other titles of a row that one verb governs: 先后发布了《A》《B》."""


def _issuer(text: str, folded: str, start: int, bodies: Sequence[FoundBody]) -> str:
    """Return the body or bodies before a verb of issuing, or right before the title."""
    floor = sentence_start(folded, start, _REACH)
    row = _ROW_BEFORE.sub("", folded[floor:start]).removesuffix("的")
    verb = next((v for v in _words("issuing") if row.endswith(v)), "")
    verb = verb or ("通过" if row.endswith("通过") else "")  # 省人大常委会通过的《…》
    # Without a verb a body speaks for the title right after it only: 省委《A》和《B》.
    clause = row.removesuffix(verb) if verb else folded[floor:start]
    clause = clause.removesuffix("关于") if verb in _SENDS else clause  # 省政府办公厅关于印发《…》
    # 两年间先后、联合 may stand between the body and the verb, and a count of departments.
    limit = floor + len(_without_date(_ADVERBS.sub("", clause)))
    last = bisect_left(bodies, limit, key=lambda body: body.end)
    return "" if last == len(bodies) or bodies[last].end != limit else _row(text, bodies, last)[1]


_SENDS = frozenset({"印发", "下发", "发布", "公布"})


def _issuer_after(text: str, folded: str, end: int, bodies: Sequence[FoundBody]) -> str:
    """Return the body or bodies after a title that is said to be issued by them."""
    by = _BY.match(folded, end)
    last = bisect_left(bodies, by.end(), key=lambda body: body.start) if by else len(bodies)
    if not by or last == len(bodies) or bodies[last].start != by.end():
        return ""
    while last + 1 < len(bodies) and folded[bodies[last].end : bodies[last + 1].start] in _JOINS:
        last += 1
    if not _ISSUED.match(folded, bodies[last].end):
        return ""
    return _row(text, bodies, last)[1]


def _without_date(clause: str) -> str:
    """Leave out a date between the body and its verb: 国务院2016年|印发, 国务院于7月|印发."""
    dates = find_dates(clause)
    if not dates or dates[-1].end != len(clause):
        return clause
    return _ADVERBS.sub("", clause[: dates[-1].start].removesuffix("于").removesuffix("在"))


def _issuer_in_title(title: str, bodies: Sequence[FoundBody], start: int) -> str:
    """Return the bodies that a title begins with (国务院办公厅关于…的通知)."""
    head = re.match("([^〈〉<>]*?)[〈<]?(?=关于|印发)", fold(title))
    limit = head.end(1) if head else 0
    first = bisect_left(bodies, start, key=lambda body: body.start)
    if not head and first < len(bodies) and bodies[first].start == start:
        own = bodies[first]
        return own.name if _OF_AUTHORITY.fullmatch(fold(title), own.end - start) else ""
    if limit <= 0:
        return ""
    inside = bodies[first : bisect_right(bodies, start + limit, key=lambda item: item.end)]
    if inside and inside[-1].end == start + limit:
        begins, said = _row(title, inside, len(inside) - 1, start)
        if begins == start:
            return said
    # What stands before 关于 in a title is who issues it.
    said = title[:limit].strip()
    return said if fold(said).endswith(_words("issuer_endings")) else ""


_JOINS = frozenset({"", "、", "和", "与", "会同", "及", "以及"})


def _row(text: str, bodies: Sequence[FoundBody], last: int, offset: int = 0) -> tuple[int, str]:
    """Go back over bodies that 、 和 or a space joins; return where they begin, and their names."""
    first = last
    while first:
        between = text[bodies[first - 1].end - offset : bodies[first].start - offset]
        if fold(between).strip() not in _JOINS:
            break
        first -= 1
    row = bodies[first : last + 1]
    said = [text[item.start - offset : item.end - offset] for item in row]
    full = (len(one) > _SHORT and fold(one) == of.name for one, of in zip(said, row, strict=True))
    if all(full) and not any(item.relative for item in row):
        return row[0].start, text[row[0].start - offset : row[-1].end - offset]
    return row[0].start, "、".join(entry.name for entry in row)


def _date(folded: str, outer: Span, said: Sequence[Dated]) -> str:
    """Return the date before a verb of issuing in the sentence, or in brackets after."""
    floor = sentence_start(folded, outer[0], _REACH)
    before = folded[floor : outer[0]].removesuffix("的")
    # 2012年以来…先后出台 dates none of them.
    dates = [date for date in said if floor <= date.start and date.end <= outer[0]]
    dates = [date for date in dates if not date.iso.endswith("..")]
    issued = _ROW_BEFORE.sub("", before).endswith(_words("issuing"))
    if dates:
        between = folded[dates[-1].end : outer[0]]
        # 2018年，《…规划（2018—2022）》: the title has the year too.
        own_year = between == "，" and dates[-1].iso[:4] in folded[slice(*outer)]
        if issued or own_year or between in ("", "的"):
            return dates[-1].iso
    bracket = re.match(r"[（(][^（()）]*[)）]", folded[outer[1] : outer[1] + _REACH])
    inside = find_dates(bracket[0]) if bracket else ()
    if inside:
        return inside[0].iso
    passed = _PASSED_ON.match(folded[outer[1] : outer[1] + _NUMBER_REACH])
    at = outer[1] + passed.end() if passed else -1
    on = next((date for date in said if date.start == at), None)
    return on.iso if on and _PASSES.match(folded, on.end) else ""
