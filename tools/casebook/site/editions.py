"""Pages are read into the script of the edition that is being built.

Each piece of text has the script of the nearest element around it with a class
``hant`` or ``hans``; without one, that of its page (``casebook_script`` in the
front matter, Traditional where there is none).  It has the words of the case that
the nearest class ``of-SLUG``, section, link or page names; the note of a link may have
its own (``note-hans``, ``note-of-SLUG``).  Text of no case is the program's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from casebook.pages.lists import PART_PREFIX
from casebook.pages.myst import CASE_PREFIX, NOTE_PREFIX
from casebook.records import Script
from casebook.site.addresses import page_metadata
from casebook.site.printed import Asked, remembered
from casebook.site.snapshot import printer_of
from casebook.text.detect import detect_script
from casebook.themes import themes

_CLASSES = {"hant": Script.HANT, "hans": Script.HANS}
AS_IS = "as-is"
"""The class of characters that are themselves the subject, as on the page for proofreaders."""
MARKS = (CASE_PREFIX, NOTE_PREFIX)
"""How the classes begin that only say how text is read."""
_UNREAD = (nodes.raw, nodes.comment)
# Attributes that readers see; all others are addresses.
_ATTRIBUTES = ("alt", "caption", "rawcaption", "reftitle")


@dataclass(frozen=True, slots=True)
class Reading:
    """The script that a piece of text is in, and the case that it belongs to."""

    script: Script
    case: str

    def inside(self, classes: Iterable[str]) -> Reading:
        """Return how text is read in an element with these classes."""
        reading = self
        for name in classes:
            if name in _CLASSES:
                reading = Reading(_CLASSES[name], reading.case)
            elif name.startswith(CASE_PREFIX):
                reading = Reading(reading.script, name.removeprefix(CASE_PREFIX))
        return reading

    def linked(self, target: str) -> Reading:
        """Return how the label of a link is read.

        :param target: what it leads to, such as ``case:slug``.
        """
        kind, _, name = target.partition(":")
        slug = name.split("/")[0]
        is_of_case = slug and (kind == "case" or kind in themes())
        return Reading(self.script, slug) if is_of_case else self


Shown = Callable[[str, Reading], str]
"""Prints text in the edition."""


class OwnText(nodes.Element):
    """An element that holds its text otherwise than as nodes."""

    def print(self, reading: Reading, shown: Shown) -> None:
        """Take the text into the edition."""
        raise NotImplementedError


class EditionText(SphinxTransform):
    """Convert all text of a page."""

    # After MyST and Sphinx have built the page, before titles are collected (880).
    default_priority = 830

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is docutils'
        """Replace text nodes and visible attributes in place."""
        metadata = page_metadata(self.document)
        script = Script(metadata.get("casebook_script") or _script_of(metadata, self.document))
        reading = Reading(script, metadata.get("casebook_case", ""))
        printer = printer_of(self.config)

        def made(asked: Asked) -> str:
            text, script, case = asked
            if script == Script.HANT and not case:
                return printer.interface(text)
            return printer.text(text, Script(script), case)

        with remembered(self.env, metadata, made) as known:

            def shown(text: str, where: Reading) -> str:
                if where.script is printer.edition.script and where.case:
                    return text  # as Printer.text does
                return known((text, where.script.value, where.case))

            for node, at, where in _read_parts(self.document, reading):
                _print(node, at, where, shown)


def _print(node: nodes.Element | nodes.Text, at: int, where: Reading, shown: Shown) -> None:
    if isinstance(node, nodes.Text):
        new = shown(str(node), where)
        if new != node:
            node.parent[at] = nodes.Text(new)
        return
    if isinstance(node, OwnText):
        node.print(where, shown)
    _print_attributes(node, where, shown)
    # The marks that said how to read are not for the page.
    if classes := node.get("classes"):
        node["classes"] = [item for item in classes if not item.startswith(MARKS)]


def _print_attributes(node: nodes.Element, where: Reading, shown: Shown) -> None:
    said = where.inside(_notes(node))
    for name in _ATTRIBUTES:
        value = node.get(name)
        if isinstance(value, str):
            node[name] = shown(value, said)
    if isinstance(node, addnodes.toctree):
        node["entries"] = [
            (shown(title, where) if title else title, ref) for title, ref in node["entries"]
        ]


def _script_of(metadata: Mapping[str, Any], document: nodes.document) -> Script:
    """Return the script of a page that does not say it: a person may have written it in either."""
    is_generated = any(key.startswith("casebook_") for key in metadata)
    return (not is_generated and detect_script(document.astext())) or Script.HANT


_Part = tuple[nodes.Element | nodes.Text, int, Reading]


def _read_parts(node: nodes.Element, reading: Reading) -> list[_Part]:
    """Return every element and text with where it stands in its parent and how it is read."""
    parts: list[_Part] = []

    def walk(node: nodes.Element, at: int, reading: Reading) -> None:
        classes: list[str] = node.get("classes", [])
        if AS_IS in classes:
            return
        reading = _of_case(node, reading).inside(classes)
        parts.append((node, at, reading))
        for place, child in enumerate(node.children):
            if isinstance(child, nodes.Text):
                parts.append((child, place, reading))
            elif isinstance(child, nodes.Element) and not isinstance(child, _UNREAD):
                walk(child, place, reading)

    walk(node, 0, reading)
    return parts


def _notes(node: nodes.Element) -> Iterator[str]:
    classes: list[str] = node.get("classes", [])
    return (item.removeprefix(NOTE_PREFIX) for item in classes if item.startswith(NOTE_PREFIX))


def _of_case(node: nodes.Element, reading: Reading) -> Reading:
    """Return how a part of a page is read that may be of a case: of a theme page, a link."""
    if isinstance(node, nodes.section):
        ids: list[str] = node.get("ids", [])
        for own in ids:
            if own.startswith(PART_PREFIX):
                return Reading(reading.script, own.removeprefix(PART_PREFIX))
    # MyST finds out later what `[label](#case:slug)` leads to.
    if isinstance(node, nodes.reference):
        return reading.linked(str(node.get("refuri", "")).removeprefix("#"))
    return reading
