"""Plants advertising into real pages, at five places, to count what survives cleaning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement
from scoring import Sample, article_of, bare, text_of

PLACES = ("head", "tail", "title", "between paragraphs", "hidden")
_LIST = Path(__file__).parent / "planted.toml"
_UNSEEN = Path(__file__).parent / "unseen.toml"


@dataclass(frozen=True, slots=True)
class Planted:
    """A page with one phrase planted at one place, as a link or as plain text."""

    sample: Sample
    place: str
    phrase: str
    markup: str


def planted_pages(sample: Sample, index: int, phrases: int) -> Iterator[Planted]:
    """Plant phrases of the list into a page, each at every place.

    :param index: of the page; the next page goes on in the list where this one ends.
    :param phrases: how many phrases to plant.
    """
    listed = tomllib.loads(_LIST.read_text("utf-8"))
    known = (*listed["phrases"], *listed["lists"])
    for number in range(index * phrases, (index + 1) * phrases):
        phrase = known[number % len(known)]
        for place in PLACES:
            root = parsed(sample)
            if _plant(root, sample, place, phrase, linked=number % 2 == 0):
                yield Planted(sample, place, phrase, html.tostring(root, encoding="unicode"))


def unseen_pages(sample: Sample, index: int, phrases: int) -> Iterator[Planted]:
    """Plant phrases that no list was made from, as plain text, where only the text shows it.

    Parameters are those of :func:`planted_pages`.
    """
    known = tomllib.loads(_UNSEEN.read_text("utf-8"))["phrases"]
    for number in range(index * phrases, (index + 1) * phrases):
        phrase = known[number % len(known)]
        for place in ("title", "between paragraphs"):
            root = parsed(sample)
            if _plant(root, sample, place, phrase, linked=False):
                yield Planted(sample, place, phrase, html.tostring(root, encoding="unicode"))


def survives(planted: Planted) -> bool:
    """Whether the phrase stands in what the project makes of the page, title or text."""
    article = article_of(planted.markup)
    text = text_of(article) + (article.title if article else "")
    return bare(planted.phrase) in bare(text)


def parsed(sample: Sample) -> HtmlElement:
    """Parse a page as UTF-8, as all pages of the material are."""
    parser = html.HTMLParser(encoding="utf-8")
    return html.document_fromstring(sample.data, parser=parser)


def _plant(root: HtmlElement, sample: Sample, place: str, phrase: str, *, linked: bool) -> bool:
    body = root.find("body")
    element = _element(phrase, linked=linked)
    match place:
        case "head":
            body.insert(0, element)
        case "tail":
            body.append(element)
        case "title":
            return _into_title(root, phrase)
        case "hidden":
            element.set("style", "position:absolute;left:-9999px")
            return _beside_paragraph(root, sample, element)
        case _:
            return _beside_paragraph(root, sample, element)
    return True


def _element(phrase: str, *, linked: bool) -> HtmlElement:
    made = html.Element("p")
    if linked:
        link = html.Element("a", href="http://example.invalid/")
        link.text = phrase
        made.append(link)
    else:
        made.text = phrase
    return made


def _into_title(root: HtmlElement, phrase: str) -> bool:
    titles = [element for element in root.iter("title", "h1") if element.text]
    for element in titles:
        element.text = f"{element.text.rstrip()} {phrase}"
    return bool(titles)


def _beside_paragraph(root: HtmlElement, sample: Sample, element: HtmlElement) -> bool:
    """Plant after a paragraph that the reference text holds, as near its middle as there is."""
    reference = bare(sample.reference)
    results = []
    for paragraph in root.iter("p", "div"):
        text = bare(paragraph.text_content())
        if len(text) >= 30 and text in reference and paragraph.getparent() is not None:
            results.append((abs(reference.find(text) - len(reference) / 2), paragraph))
    if not results:
        return False
    paragraph = min(results, key=lambda pair: pair[0])[1]
    element.tail, paragraph.tail = paragraph.tail, None
    paragraph.addnext(element)
    return True
