"""Front matter as people write it: read where it can mean one thing only.

Lines are put right before YAML reads them (a full-width colon, no space after the colon, a
colon in a title), and values after it (``2015年-2022年``, ``县级``, ``2022年9月5日``).  Each
of these is noted with its line; ``casebook tidy`` writes the canonical form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from casebook import resources
from casebook.library.yaml_text import PlainLoader

_LINE = re.compile(r"(?P<indent>[ \t]*(?:-[ \t]+)?)(?P<key>[^\W\d][\w-]*?)[ \t]*[:：](?P<value>.*)")
_DAY = re.compile(
    r"(\d{4})\s*[年/.\-]\s*(\d{1,2})(?:\s*[月/.\-]\s*(?:(\d{1,2})\s*[日号號]?)?)?"
    r"(?:[ T]\s*(\d{1,2}):(\d{2})(?::\d{2})?)?"
)
_YEAR = re.compile(r"(\d{4})\s*年")
_IN_FORM = re.compile(r"\d{4}(?:-\d{4})?")
_TIME = (
    r"(?:自|从|從)?\s*(\d{4})\s*(?:年\s*(?:(?:0?[1-9]|1[0-2])\s*月(?:份|[初中底末]|\s*\d{1,2}\s*[日号號])?"
    r"|[初中底末]|[上下]半年|[春夏秋冬]季?|第?[一二三四1-4]季度?)?|[./](?:0?[1-9]|1[0-2])(?:[./]\d{1,2})?)?"
)
_TO = r"\s*[-‐–—―~～至到]+\s*"
_ONCE = re.compile(_TIME)
_SPAN = re.compile(f"{_TIME}{_TO}{_TIME}")
_SINCE = re.compile(f"{_TIME}(?:{_TO}(?:今|现在|現在|目前)?|以[来來]|起|开始|開始)")
_MINGUO = re.compile(r"民[国國]\s*(\d{2,3})\s*(?=年)")
_FIRST_YEAR = 1911
"""What a year of the Republic (民國) adds to."""
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SPELT = re.compile("[〇零○一二三四五六七八九]{4}(?=年)")
_QUOTES = "'\""
_LISTED = re.compile(r"\s*[、，,;；]\s*")


def _words() -> Mapping[str, Any]:
    return resources.toml("front_matter.toml")


_LOOSE = re.compile(
    r"^[ \t]*(?:- )?[^\W\d][\w-]*[ \t]*(?:：|:(?=\S))|^[ ]*\t|^[ \t]*(?:- )?[\u4e00-\u9fff]+[ ]*:",
    re.MULTILINE,
)


def looks_loose(text: str) -> bool:
    """Whether YAML may read a line of front matter otherwise than it is meant."""
    return _LOOSE.search(text) is not None


def put_right(lines: Iterable[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Put the lines of front matter right that YAML reads otherwise than they are meant.

    :param lines: without their ends.
    :param known: the keys of the program, those of a source too.
    :returns: each line, and what was done to it (``""`` for nothing).
    """
    written = list(lines)
    is_good = _is_yaml("\n".join(written))
    inside = False
    for line in written:
        match = _LINE.fullmatch(line)
        key = _words()["keys"].get(match["key"], match["key"]) if match else ""
        if not match or (key not in known and not _is_key_of_a_person(match, line)):
            yield line, ""
            continue
        indent = match["indent"]
        if "\t" in indent:
            indent = indent.replace("\t", "  ") if inside or "-" in indent else ""
        if not indent:
            inside = key == "sources"
        new = f"{indent}{key}:"
        value = match["value"].strip()
        plain = line == line.rstrip() and line.startswith(f"{match['indent']}{match['key']}:")
        if value and (not is_good or not plain or line[len(new) : len(new) + 1] != " "):
            value = value if _is_yaml(f"k: {value}") or _goes_on(value) else _quoted(value)
        after = f"{new} {value}".rstrip()
        same = after == line.rstrip() or (is_good and _is_same(line, after))
        yield (line, "") if same else (after, after.strip())


def _is_key_of_a_person(match: re.Match[str], line: str) -> bool:
    """Whether a line that is no YAML has a key that the program does not know (備註：…)."""
    return not match["indent"] and "：" in line and ": " not in line


def _is_yaml(text: str) -> bool:
    try:
        node = yaml.compose(text, Loader=PlainLoader)
    except (yaml.YAMLError, RecursionError):
        return False
    return isinstance(node, yaml.MappingNode)


def _is_same(line: str, after: str) -> bool:
    return line.lstrip(" -") == after.lstrip(" -")


def _goes_on(value: str) -> bool:
    """Whether a value is of several lines: a quotation mark or bracket is not closed yet."""
    first = value[0]
    if first in _QUOTES:
        return value.count(first) < 2
    return first in "[{|>&*!"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def canonical_value(key: str, text: str, written: str = "") -> str:
    """Return a value in the form of the program, where it can mean one thing only.

    :param written: the year in which the article was written, up to which 至今 reaches.
    :returns: the text as it is where it is in that form, or in none that is known.
    """
    if key in {"kind", "script", "level", "publish"}:
        return str(_words()[key].get(text, text))
    plain = unicodedata.normalize("NFKC", text).strip()
    if key == "years":
        return text if _IN_FORM.fullmatch(text) else _years(plain, written) or text
    if key in {"published", "saved", "compiled"}:
        return _date(plain) or text
    if key == "region_code" and re.fullmatch(r"\d{6}0{6}", plain):
        return plain[:6]
    return text


def _years(plain: str, written: str) -> str:
    """Return a year or the first and the last, ``""`` where the text is none that is known."""
    plain = _MINGUO.sub(lambda year: str(int(year[1]) + _FIRST_YEAR), plain)
    plain = _SPELT.sub(lambda year: year[0].translate(_NUMERALS), plain)
    if match := _SPAN.fullmatch(plain):
        first, last = match[1], match[2]
    elif match := _ONCE.fullmatch(plain):
        first = last = match[1]
    elif match := _SINCE.fullmatch(plain):
        first, last = match[1], max(match[1], written)
    else:
        return ""
    return first if first == last else f"{first}-{last}"


def _date(plain: str) -> str:
    """Return an ISO 8601 date, ``""`` where the text is none that is known."""
    if match := _YEAR.fullmatch(plain):
        return match[1]
    match = _DAY.fullmatch(plain)
    if not match or re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", plain):
        return ""
    year, month, day, hour, minute = match.groups()
    iso = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return f"{iso}T{int(hour):02}:{minute}" if day and hour else iso


def is_remark(key: str) -> bool:
    """Whether a key says that its value is a remark of a person, which nothing is to be read of."""
    return key in _words()["remarks"]["keys"]


def listed(text: str) -> list[str]:
    """Return the parts of a text that should be a list (張三、李四)."""
    return [part for part in _LISTED.split(text.strip()) if part]
