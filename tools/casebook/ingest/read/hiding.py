"""What a browser would not show: by the markup of an element itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from casebook import resources
from casebook.ingest.lexicon import words

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\s*\d{3,}"
    r"|font-size\s*:\s*0(?:px|pt|em|;|$)|opacity\s*:\s*0(?:;|$)",
    re.IGNORECASE,
)
_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\s*(?:!|;|$)", re.IGNORECASE)
"""A style that sets an element on lines of its own, whatever its tag (CSS Display, 2)."""
_GOES_ON = re.compile(r"\s*[，。；、：？！）”」]")
_UNFOLD = re.compile(
    r"(?:展开|展開|阅读|閱讀|查看|點擊展開|点击展开)(?:剩余|剩餘|余下|餘下|更多|全部)?(?:\d{1,3}[%％])?(?:全文|内容|內容)"
    r"|^\W*(?:(?:余下|餘下|剩余|剩餘)全文|(?:继续|繼續)(?:阅读|閱讀))\W*$"
)
_BUTTON = 40
"""Characters of a line that is such a button, and hardly anything else."""
_TEXT = 30
"""Characters, a full stop among them, that a folded part holds which is text of the article."""

_OPENED = {"show", "in", "open", "opened", "active", "is-open", "is-active"}
"""Classes of a dialogue that a button has opened."""
_STYLES = 1024
"""Styles that are remembered."""

Hides = Callable[[HtmlElement], bool]


@resources.cached
def skipped() -> frozenset[str]:
    """Return the elements whose text no reader sees as text of the page."""
    return frozenset(words("markup", "skipped"))


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element's own markup keeps it from being shown."""
    if element.get("hidden") is not None or _is_closed_dialogue(element):
        return True
    style = element.get("style")
    return bool(style) and _hides(style)


def _is_closed_dialogue(element: HtmlElement) -> bool:
    """Whether an element is a dialogue (WAI-ARIA) that no button has opened yet.

    Its own class, or that it is hidden from readers of screens, says so: Bootstrap's ``modal``.
    """
    if element.get("role") != "dialog":
        return False
    named = set((element.get("class") or "").lower().split())
    return (element.get("aria-hidden") == "true" or "modal" in named) and named.isdisjoint(_OPENED)


@functools.lru_cache(maxsize=_STYLES)
def _hides(style: str) -> bool:
    """Whether a style hides; editors of WeChat give every element the same few long ones."""
    return _HIDING.search(style) is not None


def sets_apart(element: HtmlElement) -> bool:
    """Whether the element's own style sets it on lines of its own, as a paragraph is.

    A word behind which its sentence goes on with a stop stays in it.
    """
    style = element.get("style")
    return bool(style) and _is_apart(style) and not _GOES_ON.match(element.tail or "")


@functools.lru_cache(maxsize=_STYLES)
def _is_apart(style: str) -> bool:
    return _APART.search(style) is not None


def is_hidden_within(element: HtmlElement, hides: Hides, depth: int) -> bool:
    """Whether an element is hidden within others that are, which a script shows.

    At first one that holds no text of an article stays hidden, too: a script shows no dialogue of
    the site.  Where most of the text is hidden even so, it stands in pieces, which are shown.

    :param depth: of how many others at least.
    """
    if not hides(element):
        return False
    if depth == 1 and not _holds_text(element):
        return True
    return sum(map(is_hidden, element.iterancestors())) >= depth


def hides_but_folded(element: HtmlElement) -> bool:
    """Whether an element is hidden, and not only folded: what a button unfolds is text."""
    return is_hidden(element) and not _holds_text(element)


def _holds_text(element: HtmlElement) -> bool:
    """Whether an element holds text of an article, hidden or not."""
    text = "".join(visible(element, lambda _: False))
    return "。" in text and len(text.strip()) >= _TEXT


def unfolds(text: str) -> bool:
    """Whether a line is a button that unfolds the rest of its article."""
    return len(text) <= _BUTTON and bool(_UNFOLD.search(text))


def visible(element: HtmlElement, hides: Hides = is_hidden) -> Iterator[str]:
    """Text of an element without scripts and hidden parts, piece by piece."""
    unseen, skips = 0, skipped()
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(inner.tag, str):
            continue
        if inner.tag in skips or (inner is not element and hides(inner)):
            unseen += 1 if event == "start" else -1
        text = inner.text if event == "start" else inner.tail
        if text and not unseen and not (event == "end" and inner is element):
            yield text
