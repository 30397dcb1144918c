"""The forms of names that say that they are no coined terms: complaints, counts, tasks, honours.

The words stand in ``terms.toml``; everything is in folded Simplified text.
"""

from __future__ import annotations

import re

from casebook import resources
from casebook.knowledge.term_forms import IDIOM, either, is_ordinary, is_sum, slogan, words
from casebook.text import jieba

_HOTLINE = re.compile(r"\d{4,}")
_WEAK = re.compile("(?:[一-鿿]{2,6}[散多弱难少低慢差乱小贵]、?){2,}")
"""产业散、留守多、技能弱 is what a reform answers."""
_COMPLAINT = re.compile("(?![清治整查破解除消]?[一二三四五六七八九十百])[一-鿿]{1,3}[难贵慢繁乱]")
"""办事难, 看病贵: what a reform answers; but 五难 is a name, and so is 清四乱."""
_COUNT_OF = re.compile(
    "[一二三四五六七八九十两百\\d]+(?:[项类种][^\\d]{2,}|个[^\\d]{1,4}(?:目标|理念|机制|体系|平台|清单|原则|思路)"
    "|大?(?:类型|板块|环节|方面|领域|层面|维度|基础|片区|阶段|步骤|法宝|举措|抓手|优势|支柱|亮点|难题|任务|重点|体系))"
)
"""八项制度创新, 三个工作理念, 三大类型 only count."""
_LAND = re.compile("[一二三四五六七八九十半两]+分?山.*[水田].*")
"""七山一水二分田 describes a country."""
_CANNOT = re.compile("[一-鿿]不[起了着到来动住上下]")
"""等不起, 管不着: what somebody cannot do."""
_OPPOSITES = re.compile("[一-鿿][与和][一-鿿]")
"""分与统: what a text weighs."""
_EVILS = re.compile("[一二三四五六七八九十两][乱违污霸黑散]")
"""四乱, 两违: what a reform does away with; but 清四乱 is a name."""
_EACH_TIME = re.compile("一个[一-鿿]{1,4}一个[一-鿿]{1,4}|一[天日月年]一个[一-鿿]{1,3}")
"""一天一个价, 一个井台一个辘轳: what somebody sees."""
_GEOGRAPHY = re.compile("(?:[一二三四五六七八九十两百]+[江河湖山海岛岭川沟峡]){2,}")
"""两江十八河 counts what the land has."""
_PARK = re.compile("(?![一二两三四五六七八九十])[一-鿿]+园区")
"""民雄航太園區 is a place; 一基地两园区 is how an industry is laid out."""
_FIRST = re.compile("[一-鿿]*(?:第一|首)[一-鿿]")
"""西部第一乡, 全国第一村: an honour."""
_PLACE_BY_NUMBER = re.compile(
    "[一-鿿]*\\d+元|\\d+号[一-鿿]{1,4}|\\d+倍增?|(?:19|20)\\d\\d[一-鿿]{2,6}"
)
"""两荤一素10元, 99号公路, 9倍增, 2050净零碳排: a price, a road, a figure, a vision."""
_METAPHOR = re.compile("[一-鿿]{2}[桥路树果花碗丸]")
"""致富桥, 摇钱树: a figure of speech."""
_TRAINS = re.compile("[^“”]*\\d+[班列趟辆次][^“”]*")
"""去程12班、回程7班 only counts."""
_PEOPLE = re.compile("[一-鿿]+们")
_SAID_OF = re.compile("[一-鿿]+的[一-鿿]+")
"""挂在悬崖上的古村 describes."""
_LACKS = re.compile("[不没难][一-鿿]{1,2}")
"""不敢贷 is what a reform answers."""
_DAY = re.compile("(?:世界|国际|全国|全民|中国)[一-鿿]+[日周月节]")
"""世界粮食日."""
_QUESTION = re.compile(".*(?:什么|怎么|如何|是否|哪[里些个]|([一-鿿])不\\1).*")
"""改不改, 改什么."""
_NUMERAL = re.compile("[一二两三四五六七八九十][选比]?[一二三四五六七八九十]$")
"""三选一 counts nothing that has a name."""
_LIKE_A_STEP = re.compile("第[一二三四五六七八九十][步站关课枪炮棒]|最后一[步关课棒米]")
"""回家的“最后一步”: a figure of speech, which says when and is no name."""
_CLAUSES = re.compile("[、， ]")
_OF_QUALITY = re.compile("高[质水效标品颜规][一-鿿]{1,2}")
"""高质效, 高水平: how well something is done."""
_LEVELS = re.compile(
    "(?:[省市县区镇乡村]|街道|社区|自治区)(?:（[^）]+）)?(?:[、—-]+(?:[省市县区镇乡村]|街道|社区)(?:（[^）]+）)?){2,}"
)
"""市、县、镇（街道）: the levels of government."""
_FEE = re.compile("[一-鿿]{2}(?<![退免减])费")
"""检查费, 诊疗费."""
_ARTICLES = re.compile("条[、及和]第?[一二三四五六七八九十百\\d]+条$")
"""Articles of a law: 五十一条、五十三条."""
_OF_WORKS = re.compile("[改重新扩兴]建|拓宽|延伸|护岸|疏通|排水|征收|检讨|委托|采购")
"""What is done in a work or a file."""


def is_none(inside: str, *, named: bool, treated: bool = False) -> bool:
    """Whether the form of a name says that it is no term: a complaint, a count, a task.

    :param named: whether the words after it make figures a name (“12812”工作体系).
    :param treated: whether the words on both sides treat it as a name.
    """
    hotline = _HOTLINE.fullmatch(inside) is not None and not named
    of_form = (_COMPLAINT, _LACKS, _COUNT_OF, _task(), _WEAK, _LAND)
    of_form += (
        *(() if treated else (_SAID_OF, _EACH_TIME, _OPPOSITES)),
        _CANNOT,
        _EVILS,
        _GEOGRAPHY,
        _PARK,
        _FIRST,
        _PLACE_BY_NUMBER,
        _TRAINS,
        _PEOPLE,
        _DAY,
        _QUESTION,
        *(() if named else (_METAPHOR,)),
    )
    if (
        _is_slogan_of_none(slogan(inside))
        or _is_row_of_tasks(inside)
        or _LEVELS.fullmatch(inside)
        or _LIKE_A_STEP.fullmatch(inside)
        or any(form.fullmatch(inside) for form in of_form)
        or hotline
        or _NUMERAL.search(inside)
        or _ARTICLES.search(inside)
        or _FEE.fullmatch(inside)
        or is_idiom(inside)
        or "暨" in inside  # 老人活动中心暨日间照顾中心: houses and meetings
        or _is_described(inside)
    ):
        return True
    if is_sum(inside):  # 企业+农户+合作社: its last part is none of its own
        return all(part in words("technologies") for part in inside.split("+"))
    return (inside.endswith(words("not_endings")) and not inside.endswith("分类")) or (
        inside.endswith(words("works")) and _OF_WORKS.search(inside) is not None
    )


@resources.cached
def _task() -> re.Pattern[str]:
    """A task is what a document says: 完善诉源治理机制."""
    return re.compile(f"{either('tasks')}[^、，]+")


@resources.cached
def _complaint_end() -> re.Pattern[str]:
    """看不见, 办证难, but not 渠道不乱."""
    return re.compile(f"{either('complaint_ends')}$(?<!不[难贵慢繁乱差散弱])")


def _is_slogan_of_none(parts: list[str]) -> bool:
    """Whether the parts of a slogan complain, or are no terms by themselves."""
    if any(_complaint_end().search(part) for part in parts):
        return True
    return bool(parts) and all(part in words("not_terms") for part in parts)  # 多头跑、反复跑


def _is_row_of_tasks(inside: str) -> bool:
    """Whether a name is tasks in a row: 深化经济体制改革，推进中国式现代化."""
    parts = _CLAUSES.split(inside)
    return len(parts) > 1 and all(part.startswith(words("tasks")) for part in parts)


def is_idiom(inside: str) -> bool:
    """Whether a name is a saying of four characters (百花齐放), and no known term."""
    return len(inside) >= IDIOM and is_ordinary(inside) and jieba.tag(inside)[0][1] == "i"


def _is_described(inside: str) -> bool:
    """Whether a name only says what something is like: 最直接有效, 更严格."""
    if _OF_QUALITY.fullmatch(inside):
        return True
    if not inside.startswith(("最", "更", "很", "十分", "非常")):
        return False
    return all(tag[0] in "ad" for _, tag in jieba.tag(inside))
