"""The labels of a masthead (來源：, 責編：), and where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook import resources
from casebook.ingest.facts.credit_words import CHECKED, CHECKING
from casebook.ingest.facts.names import is_name, is_office
from casebook.ingest.facts.people import read_byline
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.lexicon import words
from casebook.text.simplified import to_simplified

_TELLING = {"source", "author", "photographer", "both", "editor", "artist"}
_FIELDS = ("source", "author", "photographer", "both", "editor", "date", "artist", "noise")
_EDITED = re.compile(
    r"^([\[［【（(]?(?:(?:[责責]任|[执執]行)?[编編][辑輯]|[责責][编編]|[审審][核校]|校[对對]))"
    r"(?=[\s　]+[\u3400-\u9fff]{2})"
)
"""A label of editors without its colon at the head of a line: 责编 周海."""
_TAGGED = re.compile(r"【([\u3400-\u9fff/]{2,6})】[\s　]*(?=\S)")
"""A label in brackets: 【记者】周海【编辑】吴江."""
_VALUE = 30
"""Characters behind such a label of which the first word is looked at."""
_DASHED = re.compile(
    r"^((?:[网網]站)?(?:[责責]任)?[编編][辑輯]|[责責][编編])\s?[-－–—]\s?(?=[\u3400-\u9fff]{2,4}$)"
)
"""A label of editors with a dash for its colon: 网站编辑 - 周海."""
_STOPPED = re.compile(r"([\u3400-\u9fff]{2,4})\s?[;；]\s?([\u3400-\u9fff ]{2,5})")
"""A label with a semicolon for its colon, and a name: 一审；周海."""
_JOINED = r"[/／、．・‧·&＆+＋及和与與]"
"""What stands between the two parts of a label: 撰文／摄影, 采写、摄影, 採訪．撰文."""
_SAID = re.compile("[:：。]")
_SPACE = re.compile(r"\s")
_OF_PICTURE = "(?!(?<=[图片照])来[\\s　]{0,4}源)"
"""What is the label of no text: where a picture is from, 首图来源：…."""
_GLUED = 4
"""Characters of such a label at most: 共同採訪."""
_DONE = 4
"""Characters of a label that says what was done on a day: 更新日期; 时间 may be of an event."""
_DIGITS = re.compile(r"[\d年月日/.:\s-]{8,20}")
"""A day in digits, with its hour."""
_DATED = (
    "(?:(?:文章|本文|新闻|稿件|信息|消息|资讯|网页|页面|内容|公告|发文)?"
    "(?:首次)?(?:发布|发表|发佈|刊登|刊出|刊载|登载|公布|更新|上传|上稿|上版|录入|张贴)"
    "|文章|新闻|稿件|页面|网页)(?:日期|时间)"
)
"""Labels of the day of a text: what it is, what was done with it, and the word for day or time."""
_LOST = re.compile(r"\?+(?=[\u3400-\u9fff]{2,4}[:：])")
"""A space that another encoding did not have, before a label: 09:49:52?作者：周海?来源：…."""
_UNPARTED = re.compile(
    r"^(?P<by>[（(]?(?:作\s?者|[记記]者|通[讯訊][员員]|撰[文稿]|文)\s?[:：]\s?[\u3400-\u9fff、，,\s]{2,24}?)"
    r"\s?[，,;；]?\s?(?P<label>[来來]源)(?:[于於])?\s?(?=[\u3400-\u9fff]{3,20}[）)]?$)"
)
"""A source behind its writers, whose label lost its colon: 作者：周海 吴江明来源青河日报）."""
_TAKEN_FROM = re.compile(
    r"[（(]?(?P<label>(?:本文)?(?:[转轉][载載自发發]自?|摘自)|(?:本文|稿件|文章|信息)[来來](?:源[于於]?|自))"
    r"\s?(?P<name>[\u3400-\u9fff]{3,16})[）)]?"
)
"""Where a text was taken from, without a colon: 轉載自青河日報, 稿件来源 青河县委办."""
_GIVEN = re.compile(r"[（(](?P<name>[\u3400-\u9fff]{4,20}?)\s?(?P<label>供稿)[）)]")
"""Who gave a text, in brackets: （青河县民政局供稿）."""
_AREA = re.compile("[\u3400-\u9fff]{2,10}(?:[县縣市区區镇鎮乡鄉]|街道|[党黨]委)")
_PARTS = re.compile("[、，,【\\s]+")
_CHANGED = 2
_BAR = re.compile("[│┃∣ㅣ❘︱￨▏▎▍▌▋▊❙]")
_BARS = str.maketrans(dict.fromkeys(_BAR.pattern[1:-1], "｜"))
"""Bars that posts of WeChat set for a colon, as the one that is read: 来源┃青河观察."""


@resources.cached
def known_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern that finds a label, and which fact each of them names."""
    known = {to_simplified(label): field for field in _FIELDS for label in words("masthead", field)}
    ordered = sorted(known, key=lambda label: (-len(label), label))
    spread = ("[\\s　]{0,4}".join(map(re.escape, label)) for label in ordered)
    joined = "|".join((*(label.replace("/", _JOINED) for label in spread), CHECKED, _DATED))
    heads = re.escape("".join(sorted({label[0] for label in ordered})) + CHECKING)
    # A label that is spread (发布 时间：) begins a word: 来源：青河发布 时间：….
    pattern = (
        rf"(?=[{heads}])(?:(?<!\w)|(?<=\w)(?=\w\w)(?![^\s:：]{{2}}\s+[^\s:：\d])){_OF_PICTURE}(?P<label>{joined})\s*"
        rf"(?:(?:Date|Source|Author)\s*)?(?:[:：丨|｜/／=＝]|(?<=[来來]源[于於])|(?<=本文[转轉摘选選]自)|(?<=本文[转轉][载載]自)|(?:(?<=[转摘选]自)|(?<=转载自))(?=[《“「])|(?<=[图圖文摄攝][/／][图圖文摄攝])(?=\s)|(?:(?<=[时時][间間])|(?<=日期))(?=\s\d{{4}})|(?:(?<=更新)|(?<=上[稿架])|(?<=[发發][布佈]))(?=\s?(?:\x1f|\d{{4}}[-/.年]\d))|(?<=[辑改新布][于於])(?=\s?(?:\x1f|\d{{4}}[-/.年]\d|\d\d?月\d)))\s*"
    )
    return re.compile(pattern), known


@resources.cached
def _later() -> dict[str, int]:
    """Rank the labels of days that are not that of publishing: when written, when changed."""
    ranked = enumerate(("written", "changed"), 1)
    return {to_simplified(x): rank for rank, key in ranked for x in words("masthead", key)}


def field_of(label: str) -> str:
    """Return which fact a label names, in either script and however spread; ``""`` for none."""
    plain = re.sub(_JOINED, "/", to_simplified(bare_label(label)))
    if known := known_labels()[1].get(plain):
        return known
    if re.fullmatch(_DATED, plain):
        return "date"
    return "editor" if re.fullmatch(CHECKED, plain) else ""


def day_rank(label: str) -> int:
    """Return how far the day of a label is from that of publishing: 0, 1 (written), 2 (changed)."""
    plain = to_simplified(bare_label(label))
    return _later().get(plain, _CHANGED if "更新" in plain else 0)


TAKEN, SOURCE, BARE, SITE = range(4)
"""Ranks of who is named as publisher: the text was taken from there; its source; no label says;
the site on which it stands, or the platform."""


@resources.cached
def _sources() -> dict[str, int]:
    ranked = ((TAKEN, "taken_from"), (BARE, "givers"))
    return {to_simplified(x): rank for rank, key in ranked for x in words("masthead", key)}


def source_rank(label: str) -> int:
    """Return what a label says of a source: whether the text was taken from there."""
    return _sources().get(to_simplified(bare_label(label)), SOURCE)


def labels_in(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Find labels in a text of either script; they are written in Simplified characters."""
    return known_labels()[0].finditer(to_simplified(text), start)


@resources.cached
def _columns() -> re.Pattern[str]:
    """Find labels that stand before their values as cells of a table, without a colon."""
    fields = [label for field in ("source", "date", "noise") for label in words("masthead", field)]
    ordered = sorted((label for label in fields if len(label) > 1), key=lambda x: (-len(x), x))
    simple = dict.fromkeys(map(to_simplified, map(bare_label, ordered)))
    joined = "|".join("[\\s　]{0,4}".join(map(re.escape, label)) for label in simple)
    return re.compile(rf"(?:^|(?<=\s))(?:{joined})(?=\s|$)")


def with_colons(text: str) -> str:
    """Set colons after the labels of a row of a table: 索引号 … 发布机构 … 公开日 ….

    Two labels at least stand in a row, and no colon; of editors (责编 周海) one is enough.
    Every bar that stands for a colon is written in one form.
    """
    text = text.translate(_BARS) if _BAR.search(text) else text
    text = _LOST.sub(" ", text) if "?" in text else text
    glued = _UNPARTED.match(text)
    names = glued["by"].rpartition(":")[2].rpartition("：")[2] if glued else ""
    if glued and all(map(is_name, filter(None, _PARTS.split(names)))):
        return f"{glued['by'].lstrip('（(')} {glued['label']}：{text[glued.end() :].rstrip('）)')}"
    text = _DASHED.sub(r"\1：", text)
    stopped = _STOPPED.fullmatch(text)
    if stopped and field_of(stopped[1]) in _TELLING and is_name(stopped[2].strip()):
        text = f"{stopped[1]}：{stopped[2]}"
    text = _with_giver(text) or text
    if text.startswith("【"):
        text = _TAGGED.sub(_with_colon, text).lstrip()
    staff = read_byline(text) if _EDITED.match(text) else None
    if staff and staff.editors and not (staff.authors or staff.photographers):
        return _EDITED.sub(r"\1：", text)
    if _SAID.search(text) or not _SPACE.search(text.strip()):
        return text
    found = list(_columns().finditer(to_simplified(text)))
    for match in reversed(found if len(found) > 1 else []):
        text = f"{text[: match.end()]}：{text[match.end() :]}"
    return text


def _with_giver(text: str) -> str:
    """Set the colon of a line that says whose a text is: 转自青河日报, （青河县民政局供稿）.

    :returns: the line with it; ``""`` where it is anything else.
    """
    if len(text) > _VALUE:
        return ""
    found = _TAKEN_FROM.fullmatch(text) or _GIVEN.fullmatch(text)
    name = found["name"].strip() if found else ""
    ends = name.endswith(words("masthead", "after_titles")) or _AREA.fullmatch(name) is not None
    named = ends or is_publisher(name) or is_office(name)
    return f"{found['label']}：{name}" if found and named else ""


def _with_colon(tagged: re.Match[str]) -> str:
    """Set a colon for the brackets of a label whose kind what follows is: not 【照片】群众排队."""
    value = tagged.string[tagged.end() : tagged.end() + _VALUE]
    field, first = field_of(tagged[1]), _PARTS.split(value)[0]
    if field == "date":
        told = value[:1].isdigit()
    else:
        told = is_publisher(first) if field == "source" else field in _TELLING and is_name(first)
    return f" {tagged[1]}：" if told else tagged[0]


def parted_from_label(text: str) -> str:
    """Set the colon between a label of people and a name that is glued to it: 摄影周海.

    :returns: the line with it; ``""`` where it is anything else.
    """
    for size in range(2, _GLUED + 1):
        if field_of(text[:size]) in _TELLING - {"source"} and is_name(text[size:]):
            return f"{text[:size]}：{text[size:]}"
    return ""


def is_column(cell: str) -> bool:
    """Whether a cell of a table is a label and nothing else."""
    return _columns().fullmatch(to_simplified(bare_label(cell))) is not None


def bare_label(label: str) -> str:
    """Return a label without the spaces that spread it."""
    return _SPACE.sub("", label)


def is_labelled(text: str) -> bool:
    """Whether a line names what it says (來源：, 責編：)."""
    return any(True for _ in labels_in(with_colons(text)))


def is_labelled_day(text: str) -> bool:
    """Whether a line is a label that says day and what was done on it, with a day: 更新日期：…."""
    match = known_labels()[0].match(to_simplified(text.strip()))
    label = bare_label(match["label"]) if match else ""
    dated = field_of(label) == "date" and len(label) >= _DONE
    return bool(match and dated and _DIGITS.fullmatch(text.strip()[match.end() :]))


def count_labels(text: str) -> int:
    """Count the labels of a line: 时间：01-20 人气：27 作者：周海 has three."""
    return sum(1 for _ in labels_in(text))


def is_bare_label(text: str) -> bool:
    """Whether a line is a label whose value stands on the next line (发文机构：)."""
    match = known_labels()[0].fullmatch(to_simplified(text.strip("•· 　")))
    return bool(match)


def is_button(text: str) -> bool:
    """Whether a label is that of a button or a counter (分享到：), whose value names nobody."""
    return field_of(text.strip("•· 　:：")) == "noise"


def is_empty_label(text: str) -> bool:
    """Whether a line is labels and nothing else: 来源：, 出版:更新:."""
    plain = to_simplified(text.strip("•· 　"))
    return bool(plain) and not known_labels()[0].sub("", plain).strip()
