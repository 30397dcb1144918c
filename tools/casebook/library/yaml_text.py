"""Front matter as YAML whose values are text, each with its line."""

from __future__ import annotations

import functools
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from casebook.library.yaml_faults import said_of
from casebook.problems import Code

Value = str | list["Value"] | dict[str, "Value"]
_DEEPEST = 20


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


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with the line that it stands on."""

    line: int
    value: str | list[Node] | dict[str, Node]


class PlainLoader(yaml.SafeLoader):
    """Reads YAML that a person typed: brackets in brackets cost the square of their depth."""

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803 - PyYAML's name
        """Refuse brackets within more brackets than any list of texts has.

        :raises yaml.MarkedYAMLError: where they are.
        """
        if self.flow_level >= _DEEPEST:
            raise yaml.MarkedYAMLError(None, None, "It nests too deeply.", self.get_mark())
        super().fetch_flow_collection_start(TokenClass)


def _from_yaml(node: yaml.Node, offset: int, twice: list[Wrong]) -> Node:
    """Number the lines of a YAML value; keys that stand twice are put down in ``twice``."""
    line = node.start_mark.line + offset
    if isinstance(node, yaml.ScalarNode):
        return Node(line, str(node.value))
    if isinstance(node, yaml.SequenceNode):
        return Node(line, [_from_yaml(item, offset, twice) for item in node.value])
    assert isinstance(node, yaml.MappingNode)
    result: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + offset
        key = str(key_node.value)
        if key in result:
            twice.append(Wrong(Code.FRONT_MATTER_KEY, key_line, f"`{key}` stands twice."))
        below = _from_yaml(value_node, offset, twice)
        result[key] = Node(key_line, below.value)
    return Node(line, result)


_NEVER = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""What is no character of a line, or not for every reader of YAML."""
_WORD = (
    rf"(?![ -/:-@\[-`{{-~])[^{_NEVER}](?:[^{_NEVER}:#]|:(?![ \n]|\Z)|(?<! )#)*(?<! )"
    rf"|'[^{_NEVER}']*'|\"[^{_NEVER}\"\\]*\""
)


@functools.cache
def everyday() -> re.Pattern[str]:
    """Return a pattern of what every reader of YAML reads alike: keys, lists, a word a line."""
    line = rf" {{0,{_DEEPEST}}}(?:(?:- )?[a-z_]+:(?: (?:{_WORD}))?|- (?:{_WORD}))"
    return re.compile(rf"(?:{line}(?:\n|\Z))+")


def _composed(text: str) -> yaml.Node | None:
    """Read the nodes of YAML; in C where that cannot make a difference.

    :raises yaml.YAMLError: it is no YAML.
    """
    quick = getattr(yaml, "CSafeLoader", None)  # where PyYAML was built with libyaml
    if quick and everyday().fullmatch(text):
        with suppress(yaml.YAMLError):  # which the other one says better
            return yaml.compose(text, Loader=quick)
    return yaml.compose(text, Loader=PlainLoader)


def compose(text: str, offset: int, twice: list[Wrong]) -> dict[str, Node]:
    """Read YAML that holds ``key: value`` lines.

    :param offset: the line of the file that ``text`` begins on, from 1.
    :param twice: gets the keys that stand twice.
    :raises FrontMatterError: it is no such YAML.
    """

    def broken(line: int, detail: str) -> FrontMatterError:
        return FrontMatterError(Wrong(Code.FRONT_MATTER_BROKEN, line, detail))

    try:
        # Without a * there is no alias, and reading the events takes as long as the rest.
        for event in yaml.parse(text, Loader=PlainLoader) if "*" in text else ():
            if isinstance(event, yaml.AliasEvent):
                assert event.start_mark is not None
                raise broken(
                    event.start_mark.line + offset,
                    "Aliases (*name) are not allowed; quote a value that begins with *.",
                )
        node = _composed(text)
    except yaml.YAMLError as error:
        raise broken(*said_of(error, text, offset)) from error
    except RecursionError as error:
        raise broken(offset, "It nests too deeply.") from error
    if not isinstance(node, yaml.MappingNode):
        raise broken(offset, "It holds no `key: value`.")
    result = _from_yaml(node, offset, twice).value
    assert isinstance(result, dict)
    return result


def _plain(node: Node) -> Value:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.value.items()}
    return node.value


def as_json(node: Node) -> str:
    """Return a value as JSON, all of it text."""
    return json.dumps(_plain(node), ensure_ascii=False)


def as_text(node: Node) -> str:
    """Return a value on one line."""
    return " ".join(node.value.split()) if isinstance(node.value, str) else as_json(node)
