"""The front matter of an article file: YAML in which every value is text.

Values are never interpreted (``2024`` and ``no`` stay text), so that reading
back gives what was written.  Every error names the line of the file, and all
that is wrong is reported at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, TypeVar

import yaml

from casebook.library.forms import canonical_value, listed, looks_loose, put_right
from casebook.problems import Code
from casebook.records import (
    Article,
    Kind,
    Level,
    Publish,
    Region,
    Script,
    Source,
    is_clean_line,
)

Value = str | list["Value"] | dict[str, "Value"]
Read = TypeVar("Read")

ISO_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?"
)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_CODE = re.compile(r"\d{6}")
_OPENED = re.compile("quoted scalar|flow")
_SOURCE_KEYS = tuple(field.name for field in fields(Source))


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with front matter, at a line of the file."""

    code: Code
    line: int
    detail: str


class FrontMatterError(Exception):
    """Front matter that cannot be used; carries all that is wrong with it."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__("; ".join(item.detail for item in wrong))
        self.wrong = wrong


def _each(jobs: Iterable[Callable[[], Read]]) -> list[Read]:
    """Do every job, and raise together what is wrong with any of them."""
    done: list[Read] = []
    wrong: list[Wrong] = []
    for job in jobs:
        try:
            done.append(job())
        except FrontMatterError as error:
            wrong += error.wrong
    if wrong:
        raise FrontMatterError(*wrong)
    return done


@dataclass(frozen=True, slots=True)
class _Node:
    """A YAML value with the line that it stands on."""

    line: int
    value: str | list[_Node] | dict[str, _Node]


def _from_yaml(node: yaml.Node, offset: int, twice: list[Wrong]) -> _Node:
    """Number the lines of a YAML value; keys that stand twice are put down in ``twice``."""
    line = node.start_mark.line + offset
    if isinstance(node, yaml.ScalarNode):
        return _Node(line, str(node.value))
    if isinstance(node, yaml.SequenceNode):
        return _Node(line, [_from_yaml(item, offset, twice) for item in node.value])
    assert isinstance(node, yaml.MappingNode)
    result: dict[str, _Node] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + offset
        key = str(key_node.value)
        if key in result:
            twice.append(Wrong(Code.FRONT_MATTER_KEY, key_line, f"`{key}` stands twice."))
        below = _from_yaml(value_node, offset, twice)
        result[key] = _Node(key_line, below.value)
    return _Node(line, result)


def _compose(text: str, offset: int, twice: list[Wrong]) -> dict[str, _Node]:
    def broken(line: int, detail: str) -> FrontMatterError:
        return FrontMatterError(Wrong(Code.FRONT_MATTER_BROKEN, line, detail))

    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                assert event.start_mark is not None
                raise broken(
                    event.start_mark.line + offset,
                    "Aliases (*name) are not allowed; quote a value that begins with *.",
                )
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise broken(*_told(error, offset)) from error
    except yaml.YAMLError as error:
        raise broken(offset, str(error).split("\n")[0]) from error
    except RecursionError as error:
        raise broken(offset, "It nests too deeply.") from error
    if not isinstance(node, yaml.MappingNode):
        raise broken(offset, "It holds no `key: value`.")
    result = _from_yaml(node, offset, twice).value
    assert isinstance(result, dict)
    return result


def _told(error: yaml.MarkedYAMLError, offset: int) -> tuple[int, str]:
    """Return the line of an error, and the message.

    Of a quotation mark or bracket that is never closed YAML names the line where it
    gave up; the line to correct is the one that opens it.
    """
    at, begun = error.problem_mark, error.context_mark
    message = str(error.problem or error.context)
    if at and begun and begun.line < at.line and _OPENED.search(error.context or ""):
        return begun.line + offset, f"{message} ({error.context}, up to line {at.line + offset})"
    mark = at or begun
    return (mark.line if mark else 0) + offset, message


def _wrong(node: _Node, key: str, expected: str) -> FrontMatterError:
    return FrontMatterError(
        Wrong(Code.FRONT_MATTER_VALUE, node.line, f"`{key}` must be {expected}.")
    )


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
    return tuple(_each(partial(_text, item, key) for item in node.value))


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[_Node, str], str]:
    def read(node: _Node, key: str) -> str:
        text = _text(node, key)
        if text and not pattern.fullmatch(text):
            raise _wrong(node, key, expected)
        return text

    return read


def _years(node: _Node, key: str) -> str:
    text = _text(node, key)
    match = _YEARS.fullmatch(text)
    if text and (not match or int(match[2] or match[1]) < int(match[1])):
        raise _wrong(node, key, "a year or two, as 2014 or 2014-2022")
    return text


def _source(node: _Node) -> Source:
    if not isinstance(node.value, dict):
        raise _wrong(node, "sources", "a list in which each source has `key: value` lines")
    known = {key: item for key, item in node.value.items() if key in _SOURCE_READERS}
    source = Source(**_values(known, _SOURCE_READERS))
    # What a person noted under a key of her own is kept as a note.
    noted = [f"{key}: {_as_text(node.value[key])}" for key in node.value if key not in known]
    return replace(source, note="; ".join(filter(None, (source.note, *noted)))) if noted else source


def _sources(node: _Node, key: str) -> tuple[Source, ...]:
    if not isinstance(node.value, list):
        raise _wrong(node, key, "a list of sources")
    return tuple(_each(partial(_source, item) for item in node.value))


def _one_of(kind: type[Script | Kind | Level | Publish]) -> Callable[[_Node, str], Any]:
    def read(node: _Node, key: str) -> Script | Kind | Level | Publish:
        text = _text(node, key)
        try:
            return kind(text)
        except ValueError:
            raise _wrong(node, key, "one of " + ", ".join(kind)) from None

    return read


_Readers = Mapping[str, Callable[[_Node, str], Any]]


def _values(nodes: Mapping[str, _Node], readers: _Readers) -> dict[str, Any]:
    """Read the value of every key."""

    def value(key: str, node: _Node) -> tuple[str, Any]:
        return key, readers[key](node, key)

    return dict(_each(partial(value, key, node) for key, node in nodes.items()))


_DATE = _matching(ISO_DATE, "an ISO 8601 date, as 2024-07-30")
_SOURCE_READERS: _Readers = {
    **dict.fromkeys(_SOURCE_KEYS, _text),
    **dict.fromkeys(("authors", "editors", "photographers"), _texts),
    **dict.fromkeys(("published", "saved"), _DATE),
}
_READERS: _Readers = {
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
    "compiled": _matching(_DAY, "a date, as 2024, 2024-07 or 2024-07-30"),
    "sources": _sources,
    "suggested": _texts,
    "keep": _texts,
    "rights": _text,
    "publish": _one_of(Publish),
}
_KNOWN = frozenset({*_READERS, *_SOURCE_READERS, "version"})
_LISTS = frozenset({"authors", "editors", "photographers", "suggested", "keep"})
_REQUIRED = ("title", "script")
FORMAT_VERSION = 1
"""Version of the article file.  It stands in the file, as ``version``, only where it is not 1."""
_VERSION = re.compile(r"[1-9][0-9]{0,5}")


def read_front_matter(
    text: str, first_line: int, noted: list[Wrong] | None = None
) -> dict[str, Any]:
    """Read front matter into keyword arguments of :class:`Article`.

    :param text: the YAML between the two ``---`` lines.
    :param first_line: the line of the file that ``text`` begins on, from 1.
    :param noted: gets what was read although it is not of the canonical form, and keys of a
        person's own, by line.
    :raises FrontMatterError: with all that is wrong, by line.
    """
    wrong: list[Wrong] = []
    noted = [] if noted is None else noted
    nodes = _read_loosely(text, first_line, wrong, noted)
    _check_version(nodes.pop("version", None))
    extra = {key: nodes.pop(key) for key in list(nodes) if key not in _READERS}
    nodes = _canonical(nodes, noted)
    for key, node in _unknown(nodes, extra):
        noted.append(Wrong(Code.KEY_UNKNOWN, node.line, f"`{key}`"))
    lacking = [key for key in _REQUIRED if key not in nodes or _is_blank(nodes[key])]
    wrong += (Wrong(Code.FRONT_MATTER_REQUIRED, first_line, f"Add `{key}:`.") for key in lacking)
    filled = {key: node for key, node in nodes.items() if key not in lacking}
    try:
        values = _values(filled, _READERS)
    except FrontMatterError as error:
        wrong += error.wrong
    if wrong:
        raise FrontMatterError(*sorted(wrong, key=lambda item: item.line))
    name, code = values.pop("region", ""), values.pop("region_code", "")
    if name or code:
        values["region"] = Region(name, code)
    if extra:
        values["extra"] = tuple((key, _as_json(node)) for key, node in extra.items())
    return values


def _read_loosely(
    text: str, offset: int, wrong: list[Wrong], noted: list[Wrong]
) -> dict[str, _Node]:
    """Read YAML, and where that fails or may mean something else, with its lines put right."""
    if not looks_loose(text):
        try:
            return _compose(text, offset, wrong)
        except FrontMatterError:
            wrong.clear()
    lines = list(put_right(text.split("\n"), _KNOWN))
    nodes = _compose("\n".join(line for line, _ in lines), offset, wrong)
    noted += (
        Wrong(Code.FORM_READ, number, f"`{done}`")
        for number, (_, done) in enumerate(lines, offset)
        if done
    )
    return nodes


def mended_lines(text: str) -> str:
    """Return front matter with those lines put right that YAML would read otherwise."""
    if looks_loose(text):
        return "\n".join(line for line, _ in put_right(text.split("\n"), _KNOWN))
    try:
        _compose(text, 0, [])
    except FrontMatterError:
        return "\n".join(line for line, _ in put_right(text.split("\n"), _KNOWN))
    return text


def _canonical(nodes: Mapping[str, _Node], noted: list[Wrong]) -> dict[str, _Node]:
    """Put values into the form of the program that can mean one thing only."""
    made: dict[str, _Node] = {}
    for key, node in nodes.items():
        value = node.value
        if isinstance(value, str):
            new: str | list[_Node] = canonical_value(key, value.strip())
            if key in _LISTS and value.strip():
                new = [_Node(node.line, part) for part in listed(value)]
            if new != value.strip():
                shown = new if isinstance(new, str) else f"[{', '.join(listed(value))}]"
                noted.append(Wrong(Code.FORM_READ, node.line, f"`{key}: {shown}`"))
                node = _Node(node.line, new)
        elif isinstance(value, list):
            items = [
                _Node(item.line, _canonical(item.value, noted))
                if isinstance(item.value, dict)
                else item
                for item in value
            ]
            node = _Node(node.line, items)
        made[key] = node
    return made


def _unknown(
    nodes: Mapping[str, _Node], extra: Mapping[str, _Node]
) -> Iterator[tuple[str, _Node]]:
    """Yield the keys that a person made up, those of sources too."""
    yield from extra.items()
    sources = nodes.get("sources")
    for source in sources.value if sources and isinstance(sources.value, list) else ():
        if isinstance(source.value, dict):
            yield from ((k, v) for k, v in source.value.items() if k not in _SOURCE_READERS)


def _plain(node: _Node) -> Value:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.value.items()}
    return node.value


def _as_json(node: _Node) -> str:
    return json.dumps(_plain(node), ensure_ascii=False)


def _as_text(node: _Node) -> str:
    return " ".join(node.value.split()) if isinstance(node.value, str) else _as_json(node)


def _check_version(node: _Node | None) -> None:
    """Refuse a file of a newer version: what it means may differ from what it meant."""
    if node is None:
        return
    text = _matching(_VERSION, "a number")(node, "version")
    if text and int(text) > FORMAT_VERSION:
        raise FrontMatterError(Wrong(Code.FORMAT_NEWER, node.line, f"(version {text})"))


def _is_blank(node: _Node) -> bool:
    return isinstance(node.value, str) and not node.value.strip()


def front_matter_lines(text: str, first_line: int) -> dict[str, int]:
    """Return the line of every key, and of every text of a list.

    They are named from the top: ``field``, ``sources.0.url``, ``suggested.region``.
    Parameters are those of :func:`read_front_matter`, and so is what is raised.
    """
    return dict(_key_lines(_Node(first_line, _read_loosely(text, first_line, [], [])), ""))


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
        "compiled": article.compiled,
        "sources": [_source_entries(source) for source in article.sources],
        "suggested": list(article.suggested),
        "keep": list(article.keep),
        "rights": article.rights,
        "publish": article.publish.value if article.publish else "",
    }
    extra = {key: json.loads(value) for key, value in article.extra}
    return yaml.safe_dump(
        {key: value for key, value in entries.items() if value} | extra,
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
