"""The sentences in which cases mention a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.knowledge.sentences import sentence_around
from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.lists import facts
from casebook.records import Article, Mention, Paragraph, Section, block_texts
from casebook.text import labels

_CLOSING = "」』”’）》"
"""What closes after the mark of a sentence belongs to it."""


def quotes(mentions: tuple[Mention, ...], catalogue: Catalogue) -> str:
    """Return each case that mentions something, with the sentence of its first mention.

    :returns: a list in MyST; each title leads to the paragraph.
    """
    lines = []
    for slug, (first, *_) in _by_case(mentions).items():
        article = catalogue.cases[slug].article
        link = myst.link(article.title, f"#case:{slug}/{first.paragraph}", article.script)
        sentence = _sentence(first, catalogue)
        lines.append(f"- {link}：{myst.span(sentence, article.script, slug)}")
    return "\n".join(lines)


def all_quotes(mentions: tuple[Mention, ...], catalogue: Catalogue) -> str:
    """Return each case that mentions something, with every sentence that does, once.

    :returns: a list of lists in MyST; each sentence has the way to its paragraph.
    """
    return "\n".join(["{.cases .quoted}", *_all_lines(mentions, catalogue)])


def _all_lines(mentions: tuple[Mention, ...], catalogue: Catalogue) -> Iterator[str]:
    for slug, own in _by_case(mentions).items():
        article = catalogue.cases[slug].article
        link = myst.link(article.title, f"#case:{slug}", article.script)
        yield f"- {link} [{' · '.join(facts(article, kind=False))}]{{.facts}}"
        paragraphs: dict[str, str] = {}
        for mention in own:
            paragraphs.setdefault(_sentence(mention, catalogue), mention.paragraph)
        for sentence, paragraph in paragraphs.items():
            way = myst.link("原段", f"#case:{slug}/{paragraph}")
            yield f"  - {myst.span(sentence, article.script, slug)} {way}"


def said(text: str, article: Article) -> str:
    """Return words of an article, or of a person about it, which may be in another script."""
    return myst.span(text, labels.script_of(text, article), article.slug)


def _by_case(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    cases: dict[str, list[Mention]] = {}
    for mention in mentions:
        cases.setdefault(mention.case, []).append(mention)
    return cases


def _sentence(mention: Mention, catalogue: Catalogue) -> str:
    """Return the sentence of a mention, whole; a heading is one, and so is a cell."""
    content = catalogue.places(mention.case)[mention.paragraph].content
    if isinstance(content, Section):
        text = content.heading
    elif isinstance(content, Paragraph):
        text = content.text
    else:
        text = "\n".join(block_texts(content))
    start, _ = sentence_around(text, mention.start)
    _, end = sentence_around(text, max(mention.start, mention.end - 1))
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[start:end].lstrip(_CLOSING).strip().replace("\n", "；")
