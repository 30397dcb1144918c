"""What writers are and where they work, behind their names: 周海 某大学公共管理学院教授."""

from __future__ import annotations

import re
from collections.abc import Callable

from casebook.ingest.lexicon import words
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_HAN = "\u3400-\u9fff"
_POSTS = (
    "教授|研究员|研究員|主任|书记|書記|委员|委員|常委|代表|博士|学者|主席|召集人|秘[书書][长長]|理事[长長]"
    "|[院所校局處处市县縣会會省州区區镇鎮乡鄉村部厅廳科站队隊][长長]"
    "|[讲講][师師]|律[师師]|[总總]裁|[总總][监監]|[顾顧][问問]|议员|議員"
)
"""How the post of a writer ends."""
_POST_ALONE = re.compile(rf"[{_HAN}·“”\"]{{0,40}}(?:{_POSTS})")
"""A post with nobody who holds it: 市委书记, 李副书记."""
_HELD = re.compile(
    rf"[{_HAN}·“”\"]{{0,40}}(?:{_POSTS}|文[书書]|[干幹][事部]|[员員])(?P<name>[{_HAN}]{{2,3}})"
)
"""A post with who holds it and nothing between them: 某村党支部书记周海."""
HOLDER = re.compile(
    rf"(?P<name>[{_HAN}](?:\s?[{_HAN}]){{1,3}})[\s　／/]+[{_HAN}·]{{2,40}}(?:{_POSTS})"
)
"""A writer with the post that he or she holds: 张三 某大学公共管理学院院长."""
_POST = re.compile(rf"[{_HAN}·]{{3,40}}(?:{_POSTS}|[导導][师師])")
"""A post with where it is held; a shorter word may be a name with a post: 王教授."""
_INSTITUTION = re.compile(
    rf"[{_HAN}·]{{2,30}}(?:大[学學]|[学學]院|研究[院所]|[党黨]校)(?:[{_HAN}]{{0,14}}(?:院|系|所|部|中心))?"
)
"""An institution at which a writer works; a group of it (课题组) writes itself."""
_WORKPLACE = re.compile(
    rf"(?=[{_HAN}]{{4}})[{_HAN}]{{2,24}}(?:大[学學]|[学學]院|研究[院所]|[党黨]校|中心|政府|[协協学學]会|公司"
    r"|[局委办辦厅廳室处處部站社报報网網台院])"
)
"""Where a writer works, before the name: 某县委改革办 周海; a group of writers (课题组) is none."""
_PLACE = re.compile(rf"[{_HAN}]{{2,14}}[镇鎮乡鄉村]|[{_HAN}]{{2,14}}(?:街道|社[区區])")
"""A place by its kind; one of two characters (李村) may be a name."""
_OWN = re.compile(
    rf"(?:{_PLACE.pattern}|[{_HAN}]{{2,24}}(?:[县縣市区區州盟旗]|中心|政府|[协協学學]会|公司|[医醫]院|[银銀]行"
    r"|[支大]队|[党黨][组組委]|[局委办辦厅廳室處处部站社报報网網台院所校]))"
)
"""A place or an organ behind a writer, which is no other one."""
OF_SENTENCE = {"v", "r", "d", "p", "c", "ul", "uj"}
"""What words of a sentence are, and none of a place or an organ."""
_DOING, _SAYING = {"vn", "a", "ad"}, 4
"""What else stands in what is done at a step (材料齐全), and how many characters it has."""
_SHOWN = tuple("桥橋街路巷村镇鎮乡鄉庄莊城河湖山湾灣园園景")
"""How the four characters of a place end that a caption shows."""
_LABELS = 2
"""Labels that show that a line with a day is of the masthead."""
_GAP = re.compile(r"([\s　，,、;；]+)")


def without_posts(value: str, is_name: Callable[[str], bool]) -> str:
    """Take posts and institutions out that stand right behind a name: 周海 某研究院研究员 吴江.

    :param value: what stands after the label of writers.
    :param is_name: whether a word has the form of a name.
    """
    first, *rest = _GAP.split(value)
    kept, held = [first], is_name(first)
    for gap, word in zip(rest[::2], rest[1::2], strict=True):
        if held and (_POST.fullmatch(word) or _INSTITUTION.fullmatch(word)):
            continue
        if held and gap.isspace() and is_of_place(word, is_name):
            continue
        held = is_name(word)
        kept += [gap, word]
    return "".join(kept)


def holder(text: str, is_name: Callable[[str], bool]) -> str:
    """Return who holds the post right before the name (某村文书周海); ``""`` where nobody does."""
    held = _HELD.fullmatch(text)
    return held["name"] if held and is_name(held["name"]) else ""


def without_post(word: str, is_name: Callable[[str], bool]) -> str:
    """Take the post off the name behind it; ``""`` for a post that nobody holds: 市委书记.

    What has the form of a name stays, though somebody may be called so (王教授), and so does a
    name that the post at an institution follows with nothing between them.
    """
    glued = _INSTITUTION.match(word) and (is_name(word[:2]) or is_name(word[:3]))
    if is_name(word) or glued:
        return word
    if held := holder(word, is_name):
        return held
    return "" if _POST_ALONE.fullmatch(word) else word


def is_of_place(word: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a word beside a writer is a place or an organ: 周海 青石镇, 周海 青河县城管局.

    A place of three characters (石桥镇) begins like a name; it is hardly ever one.  What is said
    of the writer may end so, too: 周海 走遍了全镇.
    """
    placed = _PLACE.fullmatch(word) is not None
    if not placed and (_OWN.fullmatch(word) is None or is_name(word)):
        return False
    return all(tag not in OF_SENTENCE for _, tag in jieba.tag(to_simplified(word)))


def without_workplace(value: str, is_name: Callable[[str], bool]) -> str:
    """Take the office or institution off that stands before its writers: 某县委改革办 周海、吴江.

    So does the place that they write from (青石镇 周海).  A space parts it from the first of them,
    and each that follows has the form of a name, or is the office of the next.
    """
    words = _GAP.split(value.strip())
    gaps = [*words[1::2], ""]
    kept: list[str] = []
    for at, (word, gap) in enumerate(zip(words[::2], gaps, strict=True)):
        at_work = _WORKPLACE.fullmatch(word) or _PLACE.fullmatch(word)
        if gap.isspace() and at_work and is_name(words[2 * at + 2]):
            continue
        if not is_name(word):
            return value
        kept += [word, gap]
    return "".join(kept)


def names_person(word: str) -> bool:
    """Whether the dictionary takes a word as a whole for the name of a person: not 白天, 摄影."""
    folded = to_simplified(word)
    return jieba.tag(folded) in ([(folded, "nr")], [(folded, "nrt")])


_PLACED = tuple("村镇鎮乡鄉组組办辦局委站队隊室院部处處科厅廳会會所校店厂廠园園庄莊湾灣山河桥橋")
"""How words end that begin like a name and are that of a place or an office."""


def is_no_word(word: str) -> bool:
    """Whether the dictionary does not know three characters as a word, nor as a place: 许精海.

    A word of which one character is left (毕业季) is none, either.
    """
    folded = to_simplified(word)
    if len(folded) <= len("许海") or folded.endswith(_PLACED):
        return False
    first = jieba.tag(folded)[0][0]
    return len(first) == 1 or first in words("people", "double_surnames")


def is_no_word_in_short(word: str) -> bool:
    """Whether the dictionary knows no part of what stands for several words: 青公, not 大力."""
    return all(len(part) == 1 or tag == "nr" for part, tag in jieba.tag(to_simplified(word)))


def may_name_person(word: str) -> bool:
    """Whether the dictionary takes a word of the form of a name for one, or for no other word."""
    return names_person(word) or is_no_word(word)


def begins_phrase(word: str) -> bool:
    """Whether a word begins with one that names nothing, as no name does: 的一天, 在路上."""
    return jieba.tag(to_simplified(word))[0][1] in OF_SENTENCE - {"v"}


_DESKS = tuple("科股室组組办辦站所队隊局部处處委")


def is_desk_in_short(word: str) -> bool:
    """Whether a word of the form of a name is that of a desk by what it begins with: 宣传科."""
    return (
        len(word) == len("宣传科")
        and word.endswith(_DESKS)
        and jieba.has_word(to_simplified(word[:2]))
    )


def tells(word: str) -> bool:
    """Whether what stands before a post tells what a picture shows, and is no paper nor column.

    A verb may stand in the name of a column (新春走基层), and at the end of a paper's (青河报道).
    """
    tags = [tag for _, tag in jieba.tag(to_simplified(word))][:-1]
    particle = any(tag in OF_SENTENCE - {"v"} for tag in tags)
    return particle or ("v" in tags and len(word) > len("新春走基层"))


def says_what_is_done(word: str) -> bool:
    """Whether four characters are words of a sentence (限时办结) or show a place (青河老街).

    They are the name of nobody, though pen names may be as long.
    """
    if len(word) != _SAYING:
        return False
    if word.endswith(_SHOWN):
        return True
    return any(tag in OF_SENTENCE | _DOING for _, tag in jieba.tag(to_simplified(word)))


def _is_column(word: str) -> bool:
    """Whether four characters are a thing and what is done with it: 乡村振兴, not 河边老树."""
    tagged = jieba.tag(to_simplified(word)) if len(word) == _SAYING else []
    return len(tagged) == len("乡村振兴") // 2 and tagged[1][1] in {"v", "vn"}


def said_behind(
    writers: tuple[str, ...],
    labels: list[str],
    is_name: Callable[[str], bool],
    is_person: Callable[[str], bool],
) -> tuple[tuple[str, ...], list[str]]:
    """Part what no writer is called from the writers of a dated line with several labels.

    Behind the name stands who it is, in other words than a post: 周海 青河大学2018级研究生.

    :returns: the writers, and the rest; all are writers where the first has no form of a name.
    """
    if len(labels) < _LABELS or not writers:
        return writers, []
    if len(writers) == 1 and _is_column(writers[0]):
        return (), []  # the column of the site stands in its place: 作者：乡村振兴
    if not is_name(writers[0]):
        return writers, []
    return tuple(filter(is_person, writers)), [word for word in writers if not is_person(word)]
