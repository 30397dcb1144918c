"""Generated pages are read without a parser for everything that Markdown can say.

A page that Casebook wrote has few forms: headings, paragraphs and lists, in which text, links,
spans and roles stand, and everything else escaped (:mod:`casebook.pages.myst`).  These are
recognised here, a block at a time, and given to MyST to render as its own parser gives them.  A
block of any other form, directives among them, is read by that parser: what comes out is the
same (a test reads pages both ways).  Pages that people wrote are read by MyST alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from casebook.site.listings import Listing, is_listing

_OURS = "---\ncasebook_"
_END_OF_FRONT = "\n---\n"

_FENCE = re.compile(r":{3,}")
_CLOSED = ":::::"
_CONTAINER = re.compile(r":::::\{container\} ([a-z][a-z-]*(?: [a-z][a-z-]*)*)")
_ATTRIBUTES = re.compile(r"\{((?:[.#][\w-]+)(?: [.#][\w-]+)*)\}")
_HEADING = re.compile(r"(#{1,6}) (\S.*)")
_POINT = re.compile(r"((?:  )*)- (\S.*)")
_RULED = re.compile(r"\|(?: --- \|)+")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
# What may begin a block of another kind; what is escaped begins none.
_BEGINS_OTHER = re.compile(r"[\s#+\-=:%.()/;,?|<>*_~`$^!@&]|\d+[.)]|\{(?!case:)")

# Text, a character that is escaped, the one entity that is written, a role.
_TEXT = re.compile(r"[^\\\[\]{}&<>*_`!$~^|@\n]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = "&#9;"
_ROLE = re.compile(r"\{([a-z:]+)\}`([^`\\\n]+)`")
# A target that needs no encoding; a note without quotation marks, or with escaped ones.
_TARGET = re.compile(r'\(([#/\w.:-]+)(?: "((?:[^"\\&]|\\[!-/:-@\[-`{-~])*)")?\)', re.ASCII)


@dataclass(slots=True)
class _Token:
    """What MyST asks of a token of its parser when it renders it."""

    type: str
    content: str = ""
    children: list[_Token] = field(default_factory=list)
    attrs: dict[str, str] = field(default_factory=dict)
    map: tuple[int, int] = (0, 0)
    tag: str = ""
    markup: str = ""
    info: str = ""
    meta: dict[str, Any] = field(default_factory=dict)

    def attrGet(self, name: str) -> str | None:  # noqa: N802 - the name is markdown-it's
        return self.attrs.get(name)


class _Other(Exception):  # noqa: N818 - no error
    """A block of a form that is not recognised here."""


class PageParser(MystParser):
    """MyST, with a shorter way for the pages that Casebook wrote."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a page into its tree."""
        head, mark, body = inputstring.partition(_END_OF_FRONT)
        if not (inputstring.startswith(_OURS) and mark):
            super().parse(inputstring, document)
            return
        machine = _machine(_Config(document.settings.env.myst_config))
        renderer = machine.renderer
        assert isinstance(renderer, SphinxRenderer)
        machine.options["document"] = document
        renderer.setup_render(cast("dict[str, Any]", machine.options), {})
        renderer._render_initialise()  # noqa: SLF001 - there is no smaller public step
        renderer._render_tokens(machine.parse(head + mark, renderer.md_env))  # noqa: SLF001
        _render(renderer, body.split("\n"), head.count("\n") + 2)
        renderer._render_finalise()  # noqa: SLF001


def _render(renderer: SphinxRenderer, lines: Sequence[str], first: int) -> None:
    """Render lines of a page.

    :param first: the number of the first of them, from 0.
    """
    for block, line in _blocks(lines, first):
        if (match := _CONTAINER.fullmatch(block[0])) and block[1] == "" and block[-1] == _CLOSED:
            container = nodes.container("\n".join(block[2:-1]))
            container["classes"] += match[1].split(" ")
            container.source, container.line = renderer.document["source"], line + 1
            with renderer.current_node_context(container, append=True):
                _render(renderer, block[2:-1], line + 2)
            continue
        try:
            token = _block(block, line + 1)
        except _Other:
            # The first line of a text may be taken for front matter, within a list, too.
            renderer.nested_render_text("\n".join(["", *block]), line - 1)
        else:
            if renderer.sphinx_env.config.casebook_inputs and is_listing(token):
                renderer.current_node.append(Listing(token=token))
            else:
                renderer.rules[f"render_{token.type}"](token)


@dataclass(frozen=True)
class _Config:
    """The configuration of MyST, which is the same for all generated pages of a build."""

    of: MdParserConfig

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Config) and self.of is other.of


@lru_cache(maxsize=1)
def _machine(config: _Config) -> MarkdownIt:
    """Return the parser of MyST, made once."""
    return create_md_parser(config.of, SphinxRenderer)


def _blocks(lines: Sequence[str], first: int) -> Iterator[tuple[list[str], int]]:
    """Yield the blocks of a page as lines, each with the number of its first line from 0.

    Where a list may go on after an empty line, or attributes wait for what they are of, it is
    one block with what follows.
    """
    held: list[str] = []
    start = at = 0
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = _end(lines, at)
        if held and _goes_on(held, lines[at]):
            held += ["", *lines[at:end]]
        else:
            if held:
                yield held, first + start
            held, start = list(lines[at:end]), at
        at = end
    if held:
        yield held, first + start


def _goes_on(block: Sequence[str], line: str) -> bool:
    """Whether a line below an empty one may belong to the block above."""
    has_marks = _ATTRIBUTES.fullmatch(block[0])
    if has_marks and len(block) == 1:
        return True
    return block[1 if has_marks else 0].startswith("- ") and line.startswith((" ", "- "))


def _end(lines: Sequence[str], start: int) -> int:
    """Return where a block ends: at an empty line, a directive below its closing fence."""
    end = start
    if fence := _FENCE.match(lines[start]):
        end += 1
        while end < len(lines) and lines[end] != fence[0]:
            end += 1
    while end < len(lines) and lines[end]:
        end += 1
    return end


def _block(lines: list[str], line: int) -> _Token:
    """Read a block.

    :param line: the number of its first line, from 1.
    :raises _Other: it is of no form that is known here.
    """
    attrs: dict[str, str] = {}
    if len(lines) > 1 and (match := _ATTRIBUTES.fullmatch(lines[0])):
        attrs, lines, line = _attributes(match[1]), lines[1:], line + 1
    if lines[0].startswith("- "):
        return _list(lines, attrs, line)
    if len(lines) > 1 and _RULED.fullmatch(lines[1]):
        return _table(lines, attrs, line)
    if len(lines) != 1:
        raise _Other
    if match := _HEADING.fullmatch(lines[0]):
        if match[2].endswith("#"):
            raise _Other
        token = _line("heading", match[2], attrs, line)
        token.tag = f"h{len(match[1])}"
        return token
    if _BEGINS_OTHER.match(lines[0]):
        raise _Other
    return _line("paragraph", lines[0], attrs, line)


def _list(lines: Sequence[str], attrs: dict[str, str], line: int) -> _Token:
    """Read a list of points, some below others."""
    above: list[_Token] = []
    at = 0
    while at < len(lines):
        match = _POINT.fullmatch(lines[at])
        if match is None:
            raise _Other
        depth, content, own = len(match[1]) // 2, match[2], line + at
        if depth > len(above):
            raise _Other
        at += 1
        marks: dict[str, str] = {}
        if (named := _ATTRIBUTES.fullmatch(content)) and at < len(lines):
            indent = f"{match[1]}  "
            content = lines[at].removeprefix(indent)
            if len(content) != len(lines[at]) - len(indent):
                raise _Other
            marks, at = _attributes(named[1]), at + 1
        if _BEGINS_OTHER.match(content):
            raise _Other
        item = _Token("list_item", map=(own, own + 1))
        item.children.append(_line("paragraph", content, marks, line + at - 1))
        del above[depth + 1 :]
        if depth == len(above):
            # The first of its list.
            made = _Token("bullet_list", markup="-", map=(own, own + 1))
            if depth:
                above[-1].children[-1].children.append(made)
            else:
                made.attrs = attrs
            above.append(made)
        above[depth].children.append(item)
    return above[0]


def _table(lines: Sequence[str], attrs: dict[str, str], line: int) -> _Token:
    """Read a table with a head."""
    place = (line, line + len(lines))
    head, body = _Token("thead", map=(line, line + 1)), _Token("tbody", map=(line + 2, place[1]))
    for part, cell, rows, first in (
        (head, "th", lines[:1], line),
        (body, "td", lines[2:], line + 2),
    ):
        for at, row in enumerate(rows, first):
            before, *cells, after = _BETWEEN_CELLS.split(row)
            if before or after:
                raise _Other
            part.children.append(
                _Token("tr", "", [_line(cell, text, {}, at) for text in cells], map=(at, at + 1))
            )
    if {len(row.children) for row in (*head.children, *body.children)} != {
        lines[1].count("-") // 3
    }:
        raise _Other
    return _Token("table", "", [head, body] if lines[2:] else [head], attrs, place)


def _line(kind: str, text: str, attrs: dict[str, str], line: int) -> _Token:
    """Read a heading or a paragraph of one line."""
    text = text.strip()
    place = (line, line + 1)
    children, end = _inline(text, 0, place)
    if end != len(text):
        raise _Other
    inside = _Token("inline", text, children, map=place)
    return _Token(kind, text, [inside], attrs, place)


def _inline(text: str, at: int, place: tuple[int, int]) -> tuple[list[_Token], int]:
    """Read what stands in a line, up to its end or to the end of the brackets around it.

    :returns: tokens, and where they end.
    """
    result: list[_Token] = []
    said: list[str] = []

    def end_text() -> None:
        if said:
            result.append(_Token("text", "".join(said), map=place))
            said.clear()

    while at < len(text):
        if match := _TEXT.match(text, at):
            said.append(match[0])
            at = match.end()
        elif match := _ESCAPED.match(text, at):
            said.append(match[1])
            at = match.end()
        elif text.startswith(_ENTITY, at):
            said.append("\t")
            at += len(_ENTITY)
        elif text[at] == "[":
            end_text()
            token, at = _bracketed(text, at, place)
            result.append(token)
        elif match := _ROLE.match(text, at):
            end_text()
            result.append(_Token("myst_role", match[2], map=place, meta={"name": match[1]}))
            at = match.end()
        elif text[at] == "]":
            break
        else:
            raise _Other
    end_text()
    return result, at


def _bracketed(text: str, at: int, place: tuple[int, int]) -> tuple[_Token, int]:
    """Read a link or a span."""
    children, at = _inline(text, at + 1, place)
    if not text.startswith("]", at):
        raise _Other
    at += 1
    if match := _TARGET.match(text, at):
        attrs = {"href": match[1]}
        if match[2] is not None:
            attrs["title"] = _ESCAPED.sub(r"\1", match[2])
        token = _Token("link", "", children, attrs, place)
        at = match.end()
        if marks := _ATTRIBUTES.match(text, at):
            attrs |= _attributes(marks[1])
            at = marks.end()
        return token, at
    if marks := _ATTRIBUTES.match(text, at):
        return _Token("span", "", children, _attributes(marks[1]), place), marks.end()
    raise _Other


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes that ``#id .class .class`` stands for."""
    result: dict[str, str] = {}
    names: list[str] = []
    for mark in text.split(" "):
        if mark[0] == "#":
            result["id"] = mark[1:]
        else:
            names.append(mark[1:])
    return result | ({"class": " ".join(names)} if names else {})
