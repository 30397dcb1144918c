"""The front matter of an article file: YAML in which every value is text.

Values are never interpreted (``2024`` and ``no`` stay text), so that reading
back gives what was written.  Every error names the line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import yaml

from casebook.model import Article, Kind, Level, Region, Script, Source, is_clean_line
from casebook.problems import Code

Value = str | list["Value"] | dict[str, "Value"]

ISO_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?"
)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_CODE = re.compile(r"\d{6}")
_LISTS_OF_SOURCE = {"authors", "editors", "photographers"}
_SOURCE_KEYS = tuple(field.name for field in fields(Source))


class FrontMatterError(Exception):
    """A value that cannot be used; carries a code, a line and a detail."""

    def __init__(self, code: Code, line: int, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.line = line
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Node:
    """A YAML value with the line that it stands on."""

    line: int
    value: str | list[_Node] | dict[str, _Node]


def _from_yaml(node: yaml.Node, offset: int) -> _Node:
    line = node.start_mark.line + offset
    if isinstance(node, yaml.ScalarNode):
        return _Node(line, str(node.value))
    if isinstance(node, yaml.SequenceNode):
        return _Node(line, [_from_yaml(item, offset) for item in node.value])
    assert isinstance(node, yaml.MappingNode)
    result: dict[str, _Node] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + offset
        key = str(key_node.value)
        if key in result:
            raise FrontMatterError(Code.FRONT_MATTER_KEY, key_line, f"`{key}` stands twice.")
        below = _from_yaml(value_node, offset)
        result[key] = _Node(key_line, below.value)
    return _Node(line, result)


def _compose(text: str, offset: int) -> dict[str, _Node]:
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                assert event.start_mark is not None
                raise FrontMatterError(
                    Code.FRONT_MATTER_BROKEN,
                    event.start_mark.line + offset,
                    "Aliases (*name) are not allowed; quote a value that begins with *.",
                )
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + offset
        raise FrontMatterError(
            Code.FRONT_MATTER_BROKEN, line, str(error.problem or error.context)
        ) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(
            Code.FRONT_MATTER_BROKEN, offset, str(error).split("\n")[0]
        ) from error
    except RecursionError as error:
        raise FrontMatterError(Code.FRONT_MATTER_BROKEN, offset, "It nests too deeply.") from error
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(Code.FRONT_MATTER_BROKEN, offset, "It holds no `key: value`.")
    result = _from_yaml(node, offset).value
    assert isinstance(result, dict)
    return result


def _wrong(node: _Node, key: str, expected: str) -> FrontMatterError:
    return FrontMatterError(Code.FRONT_MATTER_VALUE, node.line, f"`{key}` must be {expected}.")


def _text(node: _Node, key: str) -> str:
    if not isinstance(node.value, str):
        raise _wrong(node, key, "text")
    text = node.value.strip()
    if not is_clean_line(text):
        raise _wrong(node, key, "one line of text without control characters")
    return text


def _texts(node: _Node, key: str) -> tuple[str, ...]:
    if node.value == "":
        return ()
    if not isinstance(node.value, list):
        raise _wrong(node, key, "a list of text")
    return tuple(_text(item, key) for item in node.value)


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[_Node, str], str]:
    def read(node: _Node, key: str) -> str:
        text = _text(node, key)
        if text and not pattern.fullmatch(text):
            raise _wrong(node, key, expected)
        return text

    return read


def _years(node: _Node, key: str) -> str:
    text = _text(node, key)
    found = _YEARS.fullmatch(text)
    if text and (not found or int(found[2] or found[1]) < int(found[1])):
        raise _wrong(node, key, "a year or two, as 2014 or 2014-2022")
    return text


def _source(node: _Node) -> Source:
    if not isinstance(node.value, dict):
        raise _wrong(node, "sources", "a list in which each source has `key: value` lines")
    values: dict[str, Any] = {}
    for key, item in node.value.items():
        if key not in _SOURCE_KEYS:
            raise FrontMatterError(
                Code.FRONT_MATTER_KEY, item.line, f"A source has no key `{key}`."
            )
        if key in _LISTS_OF_SOURCE:
            values[key] = _texts(item, key)
        elif key in {"published", "saved"}:
            values[key] = _matching(ISO_DATE, "an ISO 8601 date, as 2024-07-30")(item, key)
        else:
            values[key] = _text(item, key)
    return Source(**values)


def _sources(node: _Node, key: str) -> tuple[Source, ...]:
    if not isinstance(node.value, list):
        raise _wrong(node, key, "a list of sources")
    return tuple(_source(item) for item in node.value)


def _one_of(kind: type[Script | Kind | Level]) -> Callable[[_Node, str], Any]:
    def read(node: _Node, key: str) -> Script | Kind | Level:
        text = _text(node, key)
        try:
            return kind(text)
        except ValueError:
            raise _wrong(node, key, "one of " + ", ".join(kind)) from None

    return read


_READERS: Mapping[str, Callable[[_Node, str], Any]] = {
    "title": _text,
    "kicker": _text,
    "subtitle": _text,
    "kind": _one_of(Kind),
    "script": _one_of(Script),
    "field": _text,
    "region": _text,
    "region_code": _matching(_CODE, "six digits"),
    "level": _one_of(Level),
    "years": _years,
    "sources": _sources,
    "suggested": _texts,
    "keep": _texts,
}
_REQUIRED = ("title", "script")


def read_front_matter(text: str, first_line: int) -> dict[str, Any]:
    """Read front matter into keyword arguments of :class:`Article`.

    :param text: the YAML between the two ``---`` lines.
    :param first_line: the line of the file that ``text`` begins on, from 1.
    :raises FrontMatterError: at the first value that cannot be used.
    """
    nodes = _compose(text, first_line)
    values: dict[str, Any] = {}
    for key, node in nodes.items():
        if key not in _READERS:
            raise FrontMatterError(Code.FRONT_MATTER_KEY, node.line, f"`{key}` is unknown.")
        values[key] = _READERS[key](node, key)
    for key in _REQUIRED:
        if not values.get(key):
            raise FrontMatterError(Code.FRONT_MATTER_REQUIRED, first_line, f"Add `{key}:`.")
    name, code = values.pop("region", ""), values.pop("region_code", "")
    if name or code:
        values["region"] = Region(name, code)
    return values


def front_matter_lines(text: str, first_line: int) -> dict[str, int]:
    """Return the line of every key, and of every text of a list.

    They are named from the top: ``field``, ``sources.0.url``, ``suggested.region``.
    Parameters are those of :func:`read_front_matter`, and so is what is raised.
    """
    return dict(_key_lines(_Node(first_line, _compose(text, first_line)), ""))


def _key_lines(node: _Node, above: str) -> Iterator[tuple[str, int]]:
    below: list[tuple[str, _Node]] = []
    if isinstance(node.value, dict):
        below = list(node.value.items())
    elif isinstance(node.value, list):
        below = [
            (item.value if isinstance(item.value, str) else str(at), item)
            for at, item in enumerate(node.value)
        ]
    for key, item in below:
        yield above + key, item.line
        yield from _key_lines(item, f"{above}{key}.")


def write_front_matter(article: Article) -> str:
    """Return the YAML of an article, keys in a fixed order, empty ones left out."""
    region = article.region or Region("")
    entries: dict[str, Any] = {
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "kind": article.kind.value,
        "script": article.script.value,
        "field": article.field,
        "region": region.name,
        "region_code": region.code,
        "level": article.level.value if article.level else "",
        "years": article.years,
        "sources": [_source_entries(source) for source in article.sources],
        "suggested": list(article.suggested),
        "keep": list(article.keep),
    }
    return yaml.safe_dump(
        {key: value for key, value in entries.items() if value},
        allow_unicode=True,
        sort_keys=False,
        width=2**31,
    )


def _source_entries(source: Source) -> dict[str, Any]:
    values = {key: getattr(source, key) for key in _SOURCE_KEYS}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value
    }
