"""The passages in which cases mention a thing."""

from __future__ import annotations

import re

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.records import Article, Mention, Paragraph, Section, block_texts, walk
from casebook.text import labels

_NUMBER = re.compile(r"[\d.,%]{2}")
"""Two signs of one number, which is shown whole."""
_AROUND = 30
"""Characters shown on each side of what is mentioned."""


def quotes(mentions: tuple[Mention, ...], catalogue: Catalogue) -> str:
    """Return each case that mentions something, with the passage of its first mention.

    :returns: a list in MyST; each title leads to the paragraph.
    """
    lines = []
    for slug in dict.fromkeys(mention.case for mention in mentions):
        first = next(mention for mention in mentions if mention.case == slug)
        article = catalogue.cases[slug].article
        link = myst.link(article.title, f"#case:{slug}/{first.paragraph}", article.script)
        lines.append(f"- {link}：{myst.span(_passage(first, catalogue), article.script, slug)}")
    return "\n".join(lines)


def said(text: str, article: Article) -> str:
    """Return words of an article, or of a person about it, which may be in another script."""
    return myst.span(text, labels.script_of(text, article), article.slug)


def _passage(mention: Mention, catalogue: Catalogue) -> str:
    article = catalogue.cases[mention.case].article
    for place in walk(article):
        if place.id == mention.paragraph:
            content = place.content
            if isinstance(content, Section):
                text = content.heading
            elif isinstance(content, Paragraph):
                text = content.text
            else:
                text = "\n".join(block_texts(content))
            start, end = max(0, mention.start - _AROUND), min(len(text), mention.end + _AROUND)
            while start and _NUMBER.fullmatch(text[start - 1 : start + 1]):
                start -= 1
            while end < len(text) and _NUMBER.fullmatch(text[end - 1 : end + 1]):
                end += 1
            head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
            return head + text[start:end].strip().replace("\n", "；") + tail
    raise KeyError(mention.paragraph)
