"""What the words around a quotation say against its being a coined term, and what names it.

An award, speech, the short form of a document or of a body, what was before, and what the reform
answers have no name that the reform gave.  The words stand in ``terms.toml``.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge import term_counts, term_forms, term_none
from casebook.knowledge.term_forms import either, term_key, words
from casebook.text.dates import find_dates

_STEP = "第[一二三四五六七八九十]步"
"""A step of a way of working has a name: 第一步“预防在先”."""
_COUNT = r"[\d一二三四五六七八九十百千两]+[余多]?[个家处所座间支项条]"
_FROM, _TO = re.compile("从[“「]?$"), re.compile("[”」]?到[“「]")
_FROM_TO = re.compile("从[“「][^”」]*[”」]到[“「]?$")
"""从“两条线”到“一盘棋” says what was before and what is now."""
_INTO = re.compile("[将把从由][“「][^”」]*[”」](?:转化为|转变为|变为|变成)[“「]?$")
"""将“柔性约定”转化为“刚性约束”, too; but into “一生事”服务模式, which is new."""
_OF_KIND = re.compile("[”」]?[一-鿿]{0,3}(?:模式|机制|制度|品牌|平台|体系|工作法)")
_WAS = re.compile("[由变从][^，。；“”]{0,8}[“「]?$")
_BECOMES = re.compile("[”」]?(?:向|为|到|转向|变成|变为|转为|转变为|升级为)[^，。；“”]{0,4}[“「]")
"""变审批“一家办理”为“多元服务”, 由“多养”向“精养”转变: what was before has no new name."""


@resources.cached
def names() -> re.Pattern[str]:
    """What names, right before a term: 打造了, 构建起, 定为集中."""
    settled = f"{either('settled')}[一-鿿—]{{0,4}}"
    counted = f"{either('counted_before')}了?(?:约|近)?{_COUNT}"
    first = f"(?:[一-鿿]{{0,4}}(?:首|第一){either('firsts')}|新一代|新型|一[批支个座])?"
    made = f"{either('before')}{either('aspects')}?{first}"
    return re.compile(f"(?:{made}|{settled}|{_STEP}|{counted})$")


@resources.cached
def of_figures() -> re.Pattern[str]:
    """What stands after figures that are a name: “12812”工作体系, “155”产业奖补工程."""
    return re.compile(f"[一-鿿]{{0,6}}?{either('after_figures')}")


@resources.cached
def _alias() -> re.Pattern[str]:
    return re.compile(f"{either('aliases')}为?[“「]?$")


def is_alias(before: str) -> bool:
    """Whether a name is short for a thing named before it, which is no document and no body."""
    match = _alias().search(before)
    return match is not None and not _is_of_other_kind(before[: match.start()])


_KIND_OF_FIRM = re.compile("[（(][^（()），,]*[)）](?=[（(]?$)")
"""Between the name of a firm and its short form: …（有限合伙）（简称“…”）."""
_OF_SHARE = re.compile(r"[（(][A-Za-z]*\d+(?:\.[A-Za-z]+)?[，,]$")
"""The number of a share, before the short form of its firm: （000918.SZ，以下简称“…”）."""


def _is_of_other_kind(before: str) -> bool:
    if _OF_SHARE.search(before):
        return True
    before = _KIND_OF_FIRM.sub("", before)
    return before.rstrip("（(，,").endswith(("》", "\ue000", *words("body_endings")))


@resources.cached
def _former() -> re.Pattern[str]:
    """What stands after what was so before: “多事多流程”整合为“一链一流程”."""
    return re.compile(either("former"))


@resources.cached
def _nickname() -> re.Pattern[str]:
    return re.compile(f"被{either('people')}[^，。]{{0,4}}称[为作]?$")


_OF_CLAUSE = re.compile("[”」]?[)）]的")
"""报废并更新为新能源车（以下简称“报废更新”）的车主: short for what a clause says."""

_OF_QUOTED = re.compile("[”」][（(][^（()）]{2,6}$")
"""“绿水青山…”（以下简称“两山论”）的思想: short for what stands in marks."""


_COURSE = re.compile("(?:专班|学程)$")
_SCHOOL = re.compile("学年|学生|招生|毕业|就读|大学|高工|农工|高职|学校")
"""A class of a school or a course is none: 「智慧製造專班」."""
_EDITION = re.compile("第[\\d一二三四五六七八九十百]+[个届次期][“「]?$")
"""第二十届“鹏城金秋”: an event that comes again."""


@resources.cached
def _problem() -> re.Pattern[str]:
    """What stands after what a reform answers: 的结构性就业矛盾."""
    return re.compile(f"的?[^，。；]{{0,6}}?{either('problems')}")


def is_barred(inside: str, before: str, after: str, *, treated: bool = False) -> bool:
    """Whether a name is none: an award, speech, the short form of a document or a body.

    :param inside: the folded name, ``before`` and ``after`` the words around it and its row.
    :param treated: whether the words on both sides treat it as a name: 推出“家门口的课堂”机制.
    """
    if _alias().search(before):
        return _is_other_alias(inside, before, after)
    named = of_figures().match(after) is not None
    return (
        _is_answered(inside, before, after)
        or _is_of_other_use(inside, before, after)
        or is_former(before, after)
        or term_none.is_none(inside, named=named, treated=treated)
        or (term_forms.is_latin(inside) and not treated)  # 推行“EOD”模式, but no “APP”
        or term_key(inside) in words("not_terms")
        or bool(find_dates(inside))
    )


def _is_other_alias(inside: str, before: str, after: str) -> bool:
    """Whether a short form is that of a document, a body or a clause."""
    if not is_alias(before):
        return True
    if _OF_CLAUSE.match(after) and not _OF_QUOTED.search(before):
        return True
    endings = (*words("document_endings"), *words("body_endings"))
    return inside.endswith(endings) or inside.startswith("本")


def _is_answered(inside: str, before: str, after: str) -> bool:
    """Whether it is what a reform answers: 破解“职能交叉、数据壁垒”问题; but “五难” is a name.

    A numbered name is where something is done away with: 拆除“两违”, “三违”整治.
    """
    if term_counts.is_numbered(inside):
        # “三违”治理, but “一核两赋三融”治理模式
        removed = after.startswith(words("removed")) and not _OF_KIND.match(after)
        return before.endswith(words("removes")) or removed
    solved = after.startswith(words("problems")) and not names().search(before)
    return solved or (before.endswith(words("solves")) and _problem().match(after) is not None)


def _is_of_other_use(inside: str, before: str, after: str) -> bool:
    """Whether it is an honour, an event, a theme, a nickname, or only says what somebody is."""
    honour = after.startswith(words("not_after")) and not after.startswith(words("not_after_but"))
    described = term_forms.slogan(inside) and after.startswith(words("described"))
    return bool(
        honour
        or described
        or _PLIGHT.match(after)
        or _PLIGHT_BEFORE.search(before)
        or _HONOURS.match(after)
        or _BECAME.search(before)
        or (_AND_MORE.match(after) and term_forms.only_lists(inside))
        or before.endswith(words("not_before"))
        or _BROKEN.search(before)
        or _EDITION.search(before)
        or (_nickname().search(before) and not term_forms.is_made(inside))
        or "×" in inside
        or (_COURSE.search(inside) and _SCHOOL.search(before + after))
    )


_AND_MORE = re.compile("等(?![一-鿿]{0,4}(?:模式|机制|方式|工作法))")
"""宣传“门禁安装、保洁升级”等方案, but not 等发展模式."""
_PLIGHT = re.compile(
    "的[一-鿿]{0,4}(?:困境|困局|乱象|怪圈|弊端|窘境|真空|循环|僵局|顽疾|壁垒)|现象[：，。]"
    "|的?(?:路径依赖|惯性|定式|桎梏|藩篱|窠臼)"
)
"""呈现“三多三少”的治理困境, 存在“三多三少”现象：, 打破“就村论村”路径依赖."""


_PLIGHT_BEFORE = re.compile("(?:困境|弊端|乱象|通病|短板)(?:：[^，。；：]{0,8}|是|在于|表现为)$")
"""都有相似的困境：村干部“没钱办事、没人管事”."""
_BROKEN = re.compile("(?:打破|摆脱|破除|突破|跳出|告别)了?[^，。；：“”]{0,8}$")
"""打破村级党建“就村论村”: what is left behind."""
_BECAME = re.compile("(?:成[了为]|变[成为]|化身|筑牢|撑起)[^，。；：“”]{0,12}的$")
"""公园成了居民的“乐园”: what something is like."""
_HONOURS = re.compile("等[一-鿿]{0,6}(?:评选|评比|选树|表彰|节点|节日|媒体)")
"""“最美阳台”“巧手媳妇”等先进评选活动, “世界水日”“开集日”等时间节点."""


def is_former(before: str, after: str) -> bool:
    """Whether it is what was before: “多事多流程”整合为“一链一流程”."""
    changed = _FROM.search(before) and _TO.match(after)
    replaced = _WAS.search(before) and _BECOMES.match(after)
    new = _FROM_TO.search(before) or (_INTO.search(before) and not _OF_KIND.match(after))
    return bool(_former().match(after) or changed or new or replaced)
