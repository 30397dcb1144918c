"""Whether a line with words of prompts tells something: text of an article has such words, too.

Lists of words find prompts (扫描二维码，关注我们) and sentences of a case alike
(扫描车位上的二维码，道闸自动抬起；).
What decides is what a line says besides those words, and whether the text speaks of it.
"""

from __future__ import annotations

import re

from casebook.ingest.clean.step import Lines
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import any_word, furniture_in, is_furniture
from casebook.records import Role
from casebook.text.simplified import to_simplified

_HAN = re.compile("[\u3400-\u9fff]")
_OWN = 5
"""Characters that a line has besides the words of prompts, at least, and at least half of it."""
_UNENDED, _SEVERAL = 10, 3
"""Such characters of a line that ends as no sentence, and pairs of them that the text has, too."""
_ENDS = re.compile("[。；！？…，、：;!?,][”’」』）)]*$|[^.]\\.\\.\\.$")
"""How a line ends that is text; the last one may be where the page was cut."""
_CLAUSES = re.compile("[。；！？…，、;!?,]|\\.\\.\\.$")
_BROKEN = re.compile("(?:[…，、；,;]|[^.]\\.\\.\\.)[”’」』]?$")
"""How a line ends after which a text goes on."""
_DOTS = re.compile("[^.]\\.\\.\\.")
"""The dots of a teaser."""
_DOTTED = "….”’」』"
"""What a teaser ends in, too."""
_LABEL = re.compile("[^。；！？，]{1,10}[:：]|[【\\[〔(（]|(?:关键词|關鍵詞|摘要)")
"""A label, behind which stand words of the text: 关键词：, 下一篇：."""
_ROW = re.compile("[\u3400-\u9fff]\\s+[\u3400-\u9fff]|[|｜]")
"""What stands between buttons: 关于我们 网站地图 联系我们."""
_QUOTED = re.compile("[“「『][^”」』]*[”」』]")
_ITSELF = re.compile(
    "您|本[文站号號]|本[报報刊社][将將保]|本公[众眾]|本[网網](?![络絡格])|小[编編]|[转轉][载載]|侵[权權]|版[权權](?:所有(?![者人权權])|均[属屬归歸])|©|Copyright|ICP",
    re.IGNORECASE,
)
"""Whom a notice speaks to, and of what: itself."""
_READ = re.compile(
    "[您你]|[请請](?![示假求客])|我[们們]|[欢歡]迎|[关關]注|[订訂][阅閱]|[长長]按|[识識][别別]|[全原]文"
    "|更多|精彩|[阅閱][读讀]|[浏瀏][览覽]|公[众眾][号號]|[点點][赞贊]|在看|分享|[转轉][发發]|朋友圈|投稿|爆料"
)
"""How a prompt speaks to its reader, or of reading on, following, passing on."""


def is_of_the_site(text: str) -> bool:
    """Whether a site speaks of itself or to its reader; what is quoted does not count."""
    return _ITSELF.search(_QUOTED.sub("", text)) is not None


def speaks_to_reader(text: str) -> bool:
    """Whether a line speaks of its site or to the reader: 登录后即可打印证照。 does not."""
    return _READ.search(text) is not None or is_of_the_site(text)


def has_own(text: str) -> bool:
    """Whether a line says more than a prompt does, and not of the site to its reader."""
    return bool(_own(text))


def is_telling(text: str) -> bool:
    """Whether a line says more than a prompt, in clauses or, with words of prompts, at length."""
    own = "" if _LABEL.match(text) and is_furniture(text) else _own(text)
    if not own or _CLAUSES.search(text):
        return bool(own)
    return _is_long(text, own) and furniture_in("prompts", text) is not None


def is_worded(text: str) -> bool:
    """Whether a line has words of furniture, whatever else it says."""
    return is_furniture(text) or any(
        furniture_in(key, text) for key in ("prompts", "below", "follow")
    )


def ends_as_text(text: str) -> bool:
    """Whether a line ends as a sentence does, or where one breaks off."""
    return _ENDS.search(text) is not None


def tells_of(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line tells something of what a text speaks of.

    :param pairs: the pairs of characters of the text without the line.
    """
    own = _own(text)
    if not own or _LABEL.match(text):
        return False
    shared = len(bigrams(own) & pairs)
    if ends_as_text(text):
        return shared > 0
    return shared >= _SEVERAL and _is_long(text, own)


def breaks_off(below: Lines, pairs: frozenset[str]) -> bool:
    """Whether the first line below the last sentence of a text goes on with it and breaks off.

    It is no teaser: it has clauses or the page ends with it, it has a pair of characters of the
    text, and no other line that dots cut short stands below it.

    :param pairs: the pairs of characters of the text above.
    """
    if not below or below[0].role is not Role.TEXT or not _BROKEN.search(below[0].text):
        return False
    text = below[0].text
    alone = not any(_DOTS.search(line.text) for line in below[1:])
    goes_on = _CLAUSES.search(text.rstrip(_DOTTED)) is not None
    return alone and (len(below) == 1 or goes_on) and not bigrams(text).isdisjoint(pairs)


def is_nothing_but_asking(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line says little besides the words of prompts, and nothing of a text.

    :param pairs: the pairs of characters of the text without the line.
    """
    besides = _besides(text)
    return len(_HAN.findall(besides)) < _OWN and bigrams(besides).isdisjoint(pairs)


def is_row(text: str) -> bool:
    """Whether a line is a row of words with spaces or bars between them, as buttons are."""
    return _ROW.search(text) is not None and not _CLAUSES.search(text)


def is_shared(text: str, pairs: frozenset[str]) -> bool:
    """Whether a line shares a pair of characters with a text besides the words of prompts."""
    return not bigrams(_besides(text)).isdisjoint(pairs)


def _own(text: str) -> str:
    """Return what a line says besides the words of prompts; nothing where that is little."""
    if is_of_the_site(text):
        return ""
    own = _besides(text)
    said = len(_HAN.findall(own))
    return own if said >= _OWN and said * 2 >= len(_HAN.findall(text)) else ""


def _is_long(text: str, own: str) -> bool:
    """Whether a line says so much of its own that it is no row of buttons."""
    return len(_HAN.findall(own)) >= _UNENDED and not _ROW.search(text)


def _besides(text: str) -> str:
    """Take the words of prompts out of a line."""
    return any_word("chrome", "asking").sub("\n", to_simplified(text).lower())
