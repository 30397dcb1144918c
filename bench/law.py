"""Count by class what cleaning cuts of clean text, and what it leaves of planted advertising.

Usage: python bench/law.py [PAGES]

Pages saved as text and as HTML are put together from words of reform cases that are words of
advertising, too (贷款, 平台, 预约, 彩票公益金).  Each class of lines is counted on its own:
headings by kind of number, headings of themes, points, rows of tables, questions of an
interview, paragraphs.  The same pages with a phrase of ``planted.toml`` between paragraphs
say what survives.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import casebook
from casebook.records import Article, Paragraph, Picture, Section, Table, walk

_VERBS = ("优化", "推广", "办理", "预约", "整合", "开放", "代办", "推行", "改造", "清退", "发放")
_THINGS = (
    "政务服务平台",
    "小额贷款贴息",
    "招商引资项目",
    "网上预约挂号",
    "体育彩票公益金",
    "公司开办流程",
    "公立医院药品采购",
    "农村产权抵押贷款",
    "上门办证服务",
    "发票申领",
    "二手车交易登记",
    "投资项目在线审批",
    "微信公众号办事",
    "24小时自助终端",
)
_PLACES = ("青河县", "东岭镇", "石桥街道", "柳湾村", "南屏区")
_THEMES = ("改革背景", "总体思路", "主要做法", "改革成效", "经验启示")
_NUMBERED = {
    "一、": ("一、", "二、", "三、"),
    "（一）": ("（一）", "（二）", "（三）"),
    "1.": ("1.", "2.", "3."),
    "1.1": ("1.1 ", "1.2 ", "1.3 "),
    "①": ("①", "②", "③"),
}


def _sentence(dice: random.Random) -> str:
    place, other = dice.sample(_PLACES, 2)
    verb, thing = dice.choice(_VERBS), dice.choice(_THINGS)
    count = dice.randrange(3, 900)
    return (
        f"{place}把{thing}列为重点，{verb}{dice.choice(_THINGS)}{count}件，"
        f"{other}随后跟进，群众办事少跑了{dice.randrange(2, 9)}趟。"
    )


def _phrase(dice: random.Random) -> str:
    return f"{dice.choice(_VERBS)}{dice.choice(_THINGS)}"


def page(dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the lines of a page with their class."""
    yield "title", f"{dice.choice(_PLACES)}{_phrase(dice)} {_phrase(dice)}"
    yield "masthead", "2023-05-06 来源：青河日报"
    for theme in _THEMES:
        yield "theme", theme
        yield "paragraph", _sentence(dice)
        kind = dice.choice(tuple(_NUMBERED))
        for number in _NUMBERED[kind]:
            yield kind, f"{number}{_phrase(dice)}"
            yield "paragraph", _sentence(dice)
        extra = dice.randrange(3)
        for _ in range(3):
            if extra == 0:
                yield "point", _phrase(dice)
            elif extra == 1:
                yield "row", f"{dice.choice(_PLACES)} | {_phrase(dice)} | {dice.randrange(900)}"
            else:
                yield "question", f"记者：{dice.choice(_PLACES)}为什么要{_phrase(dice)}？"
                yield "paragraph", _sentence(dice)


def as_text(lines: list[tuple[str, str]]) -> str:
    """Write a page as a browser saves it as text."""
    return "\n".join(f"  • {text}" if kind == "point" else text for kind, text in lines)


def as_html(lines: list[tuple[str, str]]) -> str:
    """Write a page as HTML with headings, lists and tables."""
    parts = []
    for kind, text in lines:
        if kind == "title":
            parts.append(f"<h1>{text}</h1>")
        elif kind == "theme":
            parts.append(f"<h2>{text}</h2>")
        elif kind == "point":
            parts.append(f"<ul><li>{text}</li></ul>")
        elif kind == "row":
            cells = "".join(f"<td>{cell}</td>" for cell in text.split(" | "))
            parts.append(f"<tr>{cells}</tr>")
        else:
            parts.append(f"<p>{text}</p>")
    body = re.sub(r"(?:<tr>.*?</tr>)+", r"<table>\g<0></table>", "".join(parts))
    return f"<html><body><div>{body}</div></body></html>"


def _kept(article: Article | None) -> str:
    parts = []
    for placed in walk(article) if article else ():
        match placed.content:
            case Section(heading=text) | Paragraph(text=text) | Picture(caption=text):
                parts.append(text)
            case Table(rows=rows):
                parts += ["".join(row) for row in rows]
    return _bare("".join(parts) + (article.title if article else ""))


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    phrases = tomllib.loads((Path(__file__).parent / "planted.toml").read_text("utf-8"))["phrases"]
    seen: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    planted, survived = 0, 0
    for seed in range(pages):
        lines = list(page(random.Random(seed)))
        for write in (as_text, as_html):
            kept = _kept(casebook.clean_bytes(write(lines).encode()).article)
            for kind, text in lines:
                if kind == "masthead":
                    continue
                seen[kind] += 1
                if _bare(text) not in kept:
                    cut[kind] += 1
                    if cut[kind] <= 3:
                        print(f"cut: {kind}: {text}")
            phrase = phrases[seed % len(phrases)]
            at = next(n for n, (kind, _) in enumerate(lines) if kind == "paragraph") + 1
            spoiled = [*lines[:at], ("paragraph", phrase), *lines[at:]]
            planted += 1
            if _bare(phrase) in _kept(casebook.clean_bytes(write(spoiled).encode()).article):
                survived += 1
                print(f"survived: {phrase}")
    for kind in sorted(seen):
        print(f"{kind:10} cut {cut[kind]:4} of {seen[kind]}")
    print(f"planted    left {survived} of {planted}")


if __name__ == "__main__":
    main()
