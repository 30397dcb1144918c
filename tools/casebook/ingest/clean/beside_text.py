"""Paragraphs at the edges of saved text that are none of it.

A site prints the first words of a text once more behind a label (摘要：…), and an account speaks
to its readers of itself (欢迎您的到来，我们专注于分享…，欢迎您关注我).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.ingest.clean.step import Lines
from casebook.ingest.headings.title import bare
from casebook.records import Role
from casebook.text.simplified import to_simplified

_LABEL = re.compile(
    r"[【\[]?(?:摘要|(?:[内內]容)?提要|核心提示|[导導](?:[读讀]|[语語])|[简簡]介)[】\]]?\s*[：:]?\s*"
)
_LEAST, _NEAR = 20, 10
"""Characters of the words that stand again, at least, and lines below the label among which."""
_INVITES = re.compile("欢迎|感谢|期待|关注|点赞|转发|收藏|订阅|分享|加入|留言|评论|阅读")
_OFFERS = re.compile(
    r"关注(?:我们?(?=\W|$|的?(?:公众|账|帐|视频)?号)|本(?:公众|账|帐|视频)?号|一下(?=\W|$))"
    r"|(?:[请求帮]|记得|别忘了?|[随顺]手)我?(?:点|按)个?赞|订阅(?:我|本[号报刊])|加入我们的?.{0,3}群"
)
"""What only an account asks of its readers, for itself; 关注我县改革 is none."""
_SPOKEN = re.compile("[您你]|大家|各位|朋友们")
_WAYS, _LONGEST = 3, 240
"""Different words of inviting in such a paragraph, at least, and its characters, at most."""


def summaries(lines: Lines) -> Iterator[int]:
    """Find lines that say behind a label what a line below says again, word by word."""
    for at, line in enumerate(lines):
        label = _LABEL.match(line.text) if line.role is Role.TEXT else None
        said = bare(line.text[label.end() :]) if label else ""
        below = lines[at + 1 : at + 1 + _NEAR]
        if len(said) >= _LEAST and any(said in bare(other.text) for other in below):
            yield at


def welcomes(lines: Lines, first: int, last: int) -> Iterator[int]:
    """Find the first or last sentence of a text where an account speaks to its readers.

    Two signs: it stands at the edge, and it asks for itself in several words of inviting.

    :param first: position of the first sentence.
    :param last: position of the last one.
    """
    for at in {first, last} if first < last else ():
        text = to_simplified(lines[at].text)
        asks = _OFFERS.search(text) and _SPOKEN.search(text) and len(text) <= _LONGEST
        if asks and lines[at].role is Role.TEXT and len(set(_INVITES.findall(text))) >= _WAYS:
            yield at
