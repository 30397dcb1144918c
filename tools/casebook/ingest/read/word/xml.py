"""Names of WordprocessingML, in its transitional and its strict namespaces alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_FALSE = {"0", "false", "off", "none"}
_INITIALS = {"drop", "margin"}
_INITIAL = 2
"""Characters of an initial at most: a sign may stand before it."""


def tag(element: etree._Element) -> str:
    """Return the name of an element without its namespace; ``""`` of what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attr(element: etree._Element | None, name: str) -> str:
    """Return an attribute by its name in any namespace; ``""`` where there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: etree._Element | None, *way: str) -> etree._Element | None:
    """Return the first child of a name, then its first child of the next name, and so on."""
    for name in way:
        if element is None:
            return None
        element = next((below for below in element if tag(below) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of a name."""
    if element is not None:
        yield from (below for below in element if tag(below) == name)


def value(element: etree._Element | None, *way: str) -> str:
    """Return ``val`` of a descendant; ``""`` where there is none."""
    return attr(child(element, *way), "val")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """Read a property that is on or off; ``None`` where it is not said."""
    below = child(element, name)
    return None if below is None else attr(below, "val").lower() not in _FALSE


def number(text: str, default: int = 0) -> int:
    """Read a whole number; ``default`` where it is none."""
    text = text.strip()
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdigit() and len(bare) < 10 else default


def goes_on(paragraph: etree._Element) -> bool:
    """Whether a paragraph is an initial (首字下沉), which the next one goes on.

    Word holds it in a frame of its own; a frame with more characters is a text.
    """
    frame = child(paragraph, "pPr", "framePr")
    following = paragraph.getnext()
    if attr(frame, "dropCap") not in _INITIALS or following is None or tag(following) != "p":
        return False
    return 0 < len("".join(map(str, paragraph.itertext())).strip()) <= _INITIAL
