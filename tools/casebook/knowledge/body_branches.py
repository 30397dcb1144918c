"""What the name of a body goes on with: branches and stations, and 國立 before a school."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from casebook import resources
from casebook.knowledge.named_bodies import FoundBody
from casebook.text import jieba
from casebook.text.fold import fold

_BRANCHES = (
    (
        ("署", "局"),
        re.compile(
            "[一-鿿]{2,8}?(?:分[署局]|监理[所站]|稽征所|(?:税务|监管|管理|资源|国土)所|(?:林业|水利)站)"
        ),
    ),
    (("署",), re.compile("(?:管理|监察|[谘咨]询)委员会")),
    (("公安局", "分局"), re.compile("[一-鿿]{2,8}?(?:派出所|支队|大队|中队|检查站|警务站)")),
    (("人民法院",), re.compile("[一-鿿]{2,8}?(?:人民)?法庭")),
    (("银行",), re.compile("[一-鿿]{2,8}?(?:分行|支行)")),
    (
        ("局", "厅", "委员会", "法院", "检察院"),
        re.compile("机关(?:党委|党支部|党总支部?|工会|团支部|团委)"),
    ),
    (("集团",), re.compile("(?:股份|控股)?有限(?:责任)?公司")),
    (("立法会",), re.compile("[一-鿿]{2,6}?委员会")),
    (("国小", "国中", "小学", "中学"), re.compile("附设?(?:幼儿园|幼(?![一-鿿]园)|小(?!组))")),
)
"""What a body ends in, and what lies right after it: 公安局|南谯分局|黄泥岗派出所."""
_OF_POST = re.compile(
    "[一-鿿]{2,8}?(?:(?P<kind>[处科股司])(?=[副原]?(?P=kind)长|(?:有关|相关)?负责人|工作人员|[、，。]|$)|室(?=副?主任)|中心(?=副?主任))"
)
"""A part of a body, with the post of its head behind it: 省民政厅|养老服务处|副处长."""
_OFFICES = ("厅", "局", "委", "委员会", "署", "部", "发展中心")
_POSTS = re.compile("(?<![河湖林田湾链路警])长|[副兼任原]|主任|书记|委员|^公")
_NOT_INSIDE = re.compile("[各和与及的等下辖个在对将由向并但其该本局署所]")
_NO_NAME = ("v", "p", "c", "d", "r", "m", "q", "u", "f", "t")
"""Tags of words that the name of a branch does not hold: 公安局|组织各分局."""
FOUNDED = ("国立", "省立", "县立", "市立", "私立")
"""Before the name of a school: whose it is."""
_MOST = 2
"""Branches of branches: 公安局|南谯分局|黄泥岗派出所."""


def with_branches(folded: str, body: FoundBody) -> FoundBody:
    """Return a body with the branch that stands right after it, and what lies under that.

    :param folded: the folded text that names the body.
    """
    for _ in range(_MOST):
        for endings, pattern in _BRANCHES:
            match = pattern.match(folded, body.end) if body.name.endswith(endings) else None
            if match and _is_name(match[0]):
                name = body.name if body.name in _known_groups() else body.name + match[0]
                body = replace(body, name=name, end=match.end())
                break
    return body


@resources.cached
def _known_groups() -> frozenset[str]:
    """Known bodies whose name stays without its form: 招商局集团|有限公司."""
    known = resources.toml("organisations.toml")["known"]
    return frozenset(fold(item["name"]) for item in known if item["name"].endswith("集团"))


def with_part(folded: str, body: FoundBody) -> FoundBody:
    """Return a body with the part of it that the post behind says: 县住建局|住房科|科长."""
    match = _OF_POST.match(folded, body.end) if body.name.endswith(_OFFICES) else None
    if not match or _POSTS.search(match[0]) or not _is_part(match[0]):
        return body
    return replace(body, name=body.name + match[0], end=match.end())


def _is_part(part: str) -> bool:
    """Whether words say what a part of a body does (生态修复综合科), and none that it acts.

    A verb and what it is done to is no name: 住建局|组织质监科科长, 新设待遇保障科科长.
    """
    words = [(word, tag) for word, tag in jieba.tag(part[:-1]) if word != "自然"]
    # 保护|地 is one thing, 组织|质监 is done.
    acts = any(
        (tag, of) == ("v", "n") and len(thing) > 1 for (_, tag), (thing, of) in pairwise(words)
    )
    other = any(tag.startswith(_NO_NAME) and not tag.startswith("v") for _, tag in words)
    return not (acts or other or _NOT_INSIDE.search(part[:-1]))


def _is_name(branch: str) -> bool:
    core = branch[: -3 if branch.endswith(("派出所", "检查站", "警务站")) else -2]
    if _NUMBERED.fullmatch(core):  # 公安局|八台派出所
        return True
    return not _NOT_INSIDE.search(core) and not any(
        len(word) > 1 and tag.startswith(_NO_NAME) and tag != "vn" for word, tag in jieba.tag(core)
    )


_NUMBERED = re.compile("[一二三四五六七八九十百千万双两](?![个家处所座间名级类些批种])[一-鿿]")
"""A name of two characters that begins as a number does, and counts nothing."""


def with_founder(folded: str, body: FoundBody) -> FoundBody:
    """Return a school with the word before it that says whose it is: 國立|雲林科技大學."""
    before = folded[max(0, body.start - 2) : body.start]
    of_place = folded[max(0, body.start - 3) : body.start - 2] == "本"  # 本市|立臺中高工
    if body.kind != "school" or before not in FOUNDED or of_place:
        return body
    name = body.name if body.name.startswith(before) else before + body.name
    return replace(body, name=name, start=body.start - len(before))
