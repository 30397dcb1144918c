"""Lines that name the staff of a paper by their posts: 每日报记者 周海 吴江 每日报编辑 王立民.

Each word of such a line is a post, alone or behind the name of the paper or before a name, a
name, the paper at its beginning, or the place of the report at its end; so that no colon and no
order of posts is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from casebook import resources
from casebook.ingest.facts.posts import tells
from casebook.ingest.lexicon import words

_HAN = "\u3400-\u9fff"
_SPLIT = re.compile(r"[\s　、|｜/／○⊙◎●□■◇◆]+")
_PLACED = re.compile(
    rf"[\s　]+(?:[发發]自[{_HAN}、]{{2,14}}(?:[报報][道導导])?|[{_HAN}、]{{0,14}}[报報][道導导])$"
)
"""Where from, at the end: 北京报道, 深圳、北京报道, 发自广州."""
_MOST, _MOST_WORDS, _MOST_PAPER = 60, 14, 12
"""Characters and words of such a line, and characters of its paper."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is named with which post, and for which paper."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    paper: str = ""


@resources.cached
def _posts() -> re.Pattern[str]:
    writers = "|".join(sorted(map(re.escape, words("people", "ranks")), key=len, reverse=True))
    return re.compile(
        rf"(?P<paper>[\w《》·]{{0,14}}?)(?:(?P<photographer>[摄攝]影(?:[记記]者)?)|(?P<author>{writers})"
        rf"|(?P<editor>(?:[责責]任|[执執]行)?[编編][辑輯]|[责責][编編]|[审審][核校]|校[对對]))"
        rf"[:：]?(?P<name>[{_HAN}]{{2,3}})?"
    )


def read_staff(text: str, is_name: Callable[[str], bool]) -> Staff | None:
    """Read a line that holds posts and names and nothing else; ``None`` where it is none.

    :param is_name: whether a word has the form of a name.
    """
    parts = [part for part in _SPLIT.split(_PLACED.sub("", text.strip())) if part]
    if not 2 <= len(parts) <= _MOST_WORDS or len(text) > _MOST or text.endswith(("摄", "攝")):
        return None
    named: dict[str, list[str]] = {"author": [], "editor": [], "photographer": []}
    paper = post = ""
    led = any(part.startswith("本") for part in parts[1:])  # 周莉 本报记者 吴江
    for at, part in enumerate(parts):
        found = _posts().fullmatch(part)
        if found:
            post = next(key for key in named if found[key])
            paper = paper or found["paper"]
            named[post] += [found["name"]] if found["name"] else []
        elif post and re.fullmatch(rf"[{_HAN}]{{2,4}}", part):
            named[post].append(part)
        elif led and not post and is_name(part):
            named["author"].append(part)
        elif not at and len(part) <= _MOST_PAPER and not tells(part):
            paper = part
        else:
            return None
    names = [name for listed in named.values() for name in listed]
    if not names or not all(map(is_name, names)):
        return None
    own = paper.startswith(("本", "全", "首席", "特约", "见习", "实习"))
    return Staff(
        tuple(named["author"]),
        tuple(named["editor"]),
        tuple(named["photographer"]),
        "" if own else paper,
    )
