"""The front matter of an article file: YAML in which every value is text.

Values are never interpreted (``2024`` and ``no`` stay text), so that reading
back gives what was written.  Every error names the line of the file, and all
that is wrong is reported at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar

import yaml

from casebook.library.forms import canonical_value, is_remark, listed, looks_loose, put_right
from casebook.library.yaml_text import (
    FrontMatterError,
    Node,
    Wrong,
    as_json,
    as_text,
    compose,
)
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

Read = TypeVar("Read")

ISO_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?"
)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_A_YEAR = re.compile(r"\d{4}")
_CODE = re.compile(r"\d{6}")
_PART = re.compile(r"[1-9]\d{0,2}")
_PEOPLE = ("authors", "editors", "photographers")
_ROW_OF_PEOPLE = re.compile("[一-鿿·]{2,}(?: *、 *[一-鿿·]{2,})+")
_SOURCE_KEYS = tuple(field.name for field in fields(Source))


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


def _wrong(node: Node, key: str, expected: str) -> FrontMatterError:
    return FrontMatterError(
        Wrong(Code.FRONT_MATTER_VALUE, node.line, f"`{key}` must be {expected}.")
    )


def _text(node: Node, key: str) -> str:
    if not isinstance(node.value, str):
        raise _wrong(node, key, "text")
    text = node.value.strip()
    if not is_clean_line(text):
        raise _wrong(node, key, "one line of text without control characters")
    return text


def _texts(node: Node, key: str) -> tuple[str, ...]:
    if node.value == "":
        return ()
    if not isinstance(node.value, list):
        raise _wrong(node, key, "a list of text")
    return tuple(_each(partial(_text, item, key) for item in node.value))


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[Node, str], str]:
    def read(node: Node, key: str) -> str:
        text = _text(node, key)
        if text and not pattern.fullmatch(text):
            raise _wrong(node, key, expected)
        return text

    return read


def _years(node: Node, key: str) -> str:
    text = _text(node, key)
    match = _YEARS.fullmatch(text)
    if text and (not match or int(match[2] or match[1]) < int(match[1])):
        raise _wrong(node, key, "a year or two, as 2014 or 2014-2022")
    return text


def _source(node: Node) -> Source:
    if not isinstance(node.value, dict):
        raise _wrong(node, "sources", "a list in which each source has `key: value` lines")
    known = {key: item for key, item in node.value.items() if key in _SOURCE_READERS}
    source = Source(**_values(known, _SOURCE_READERS))
    # What a person noted under a key of her own is kept as a note.
    noted = [
        f"{key}: {as_text(node.value[key])}".rstrip() for key in node.value if key not in known
    ]
    return replace(source, note="; ".join(filter(None, (source.note, *noted)))) if noted else source


def _sources(node: Node, key: str) -> tuple[Source, ...]:
    if not isinstance(node.value, list):
        raise _wrong(node, key, "a list of sources")
    return tuple(_each(partial(_source, item) for item in node.value))


def _one_of(kind: type[Script | Kind | Level | Publish]) -> Callable[[Node, str], Any]:
    def read(node: Node, key: str) -> Script | Kind | Level | Publish:
        text = _text(node, key)
        try:
            return kind(text)
        except ValueError:
            raise _wrong(node, key, "one of " + ", ".join(kind)) from None

    return read


_Readers = Mapping[str, Callable[[Node, str], Any]]


def _values(nodes: Mapping[str, Node], readers: _Readers) -> dict[str, Any]:
    """Read the value of every key."""

    def value(key: str, node: Node) -> tuple[str, Any]:
        return key, readers[key](node, key)

    return dict(_each(partial(value, key, node) for key, node in nodes.items()))


_DATE = _matching(ISO_DATE, "an ISO 8601 date, as 2024-07-30")
_SOURCE_READERS: _Readers = {
    **dict.fromkeys(_SOURCE_KEYS, _text),
    **dict.fromkeys(_PEOPLE, _texts),
    **dict.fromkeys(("published", "saved"), _DATE),
    "part": _matching(_PART, "a number from 1"),
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
_LISTS = frozenset({*_PEOPLE, "suggested", "keep"})
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
    nodes = _canonical(nodes, noted, _year_written(nodes))
    for key, node in _unknown(nodes, extra):
        if is_remark(key):
            continue
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
        values["extra"] = tuple((key, as_json(node)) for key, node in extra.items())
    return values


def _read_loosely(
    text: str, offset: int, wrong: list[Wrong], noted: list[Wrong]
) -> dict[str, Node]:
    """Read YAML, and where that fails or may mean something else, with its lines put right."""
    if not looks_loose(text):
        try:
            return compose(text, offset, wrong)
        except FrontMatterError:
            wrong.clear()
    lines = list(put_right(text.split("\n"), _KNOWN))
    nodes = compose("\n".join(line for line, _ in lines), offset, wrong)
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
        compose(text, 0, [])
    except FrontMatterError:
        return "\n".join(line for line, _ in put_right(text.split("\n"), _KNOWN))
    return text


def _year_written(nodes: Mapping[str, Node]) -> str:
    """Return the last year in which a source was published or the article compiled."""
    sources = nodes["sources"].value if "sources" in nodes else ()
    dates = [nodes["compiled"]] if "compiled" in nodes else []
    dates += [
        source.value["published"]
        for source in (sources if isinstance(sources, list) else ())
        if isinstance(source.value, dict) and "published" in source.value
    ]
    years = (_A_YEAR.match(node.value.strip()) for node in dates if isinstance(node.value, str))
    return max((match[0] for match in years if match), default="")


def _canonical(nodes: Mapping[str, Node], noted: list[Wrong], written: str = "") -> dict[str, Node]:
    """Put values into the form of the program that can mean one thing only.

    :param written: the year in which the article was written, ``""`` where it is not known.
    """
    made: dict[str, Node] = {}
    for key, node in nodes.items():
        value = node.value
        made[key] = node
        if isinstance(value, str):
            new: str | list[Node] = canonical_value(key, value.strip(), written)
            if key in _LISTS and value.strip():
                new = [Node(node.line, part) for part in listed(value)]
            if new != value.strip():
                shown = new if isinstance(new, str) else f"[{', '.join(listed(value))}]"
                noted.append(Wrong(Code.FORM_READ, node.line, f"`{key}: {shown}`"))
                made[key] = Node(node.line, new)
        elif isinstance(value, list):
            items = [
                Node(item.line, _canonical(item.value, noted))
                if isinstance(item.value, dict)
                else item
                for item in value
            ]
            made[key] = Node(node.line, _parted(items, noted) if key in _PEOPLE else items)
    return made


def _parted(items: Iterable[Node], noted: list[Wrong]) -> list[Node]:
    """Part several people that stand as one of a list: `- 張三、李四`."""
    made: list[Node] = []
    for item in items:
        if isinstance(item.value, str) and _ROW_OF_PEOPLE.fullmatch(item.value.strip()):
            names = listed(item.value)
            noted.append(Wrong(Code.FORM_READ, item.line, f"`[{', '.join(names)}]`"))
            made += (Node(item.line, name) for name in names)
        else:
            made.append(item)
    return made


def _unknown(nodes: Mapping[str, Node], extra: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """Yield the keys that a person made up, those of sources too."""
    yield from extra.items()
    sources = nodes.get("sources")
    for source in sources.value if sources and isinstance(sources.value, list) else ():
        if isinstance(source.value, dict):
            yield from ((k, v) for k, v in source.value.items() if k not in _SOURCE_READERS)


def _check_version(node: Node | None) -> None:
    """Refuse a file of a newer version: what it means may differ from what it meant."""
    if node is None:
        return
    text = _matching(_VERSION, "a number")(node, "version")
    if text and int(text) > FORMAT_VERSION:
        raise FrontMatterError(Wrong(Code.FORMAT_NEWER, node.line, f"(version {text})"))


def _is_blank(node: Node) -> bool:
    return isinstance(node.value, str) and not node.value.strip()


def front_matter_lines(text: str, first_line: int) -> dict[str, int]:
    """Return the line of every key, and of every text of a list.

    They are named from the top: ``field``, ``sources.0.url``, ``suggested.region``.
    Parameters are those of :func:`read_front_matter`, and so is what is raised.
    """
    return dict(_key_lines(Node(first_line, _read_loosely(text, first_line, [], [])), ""))


def _key_lines(node: Node, above: str) -> Iterator[tuple[str, int]]:
    below: list[tuple[str, Node]] = []
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
