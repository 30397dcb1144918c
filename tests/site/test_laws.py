"""Fidelity, text is data, own script, determinism: on whole built sites."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html
from tests.site.build import build, page, write_docs
from tests.strategies import HOSTILE, articles

from casebook.records import (
    Article,
    Kind,
    Paragraph,
    Picture,
    Region,
    Script,
    Section,
    Source,
    Table,
    Theme,
    block_texts,
    walk,
)
from casebook.themes import themes

_ADDED = ".headerlink, .missing, .part-links, .source-mark"
_SETTINGS = settings(
    max_examples=2,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a build takes seconds: no shrinking
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_corpora = st.lists(articles, min_size=1, max_size=4, unique_by=lambda article: article.slug)


# Slugs that YAML, docutils or a shell of theirs could take for something else.
_SLUGS = ("005", "null", "no", "1e5", "0x1f", "2014-05-01", "id1", "top", "genindex")


def _full_of(text: str, number: int, script: Script) -> Article:
    """Return an article with the same text in every place that holds text."""
    blocks = (
        Paragraph(text),
        Paragraph(text, 1),
        Paragraph(text, 2),
        Paragraph(text),
        Picture(text, text, text),
        Picture(text),
        Table(((text, "", text), (text, text, text)), number % 2 == 0, text),
    )
    source = Source(text, text, text, "2024", text, (text,), (text,), (text,), text, text)
    return Article(
        slug=_SLUGS[number] if number < len(_SLUGS) else f"{number}-id{number}",
        title=text,
        script=script,
        sections=(
            Section(Theme.BODY, "", blocks),
            *(Section(theme, text, (), (Section(theme, text, blocks[:1]),)) for theme in themes()),
        ),
        kicker=text,
        subtitle=text,
        kind=list(Kind)[number % 2],
        field=text,
        region=Region(text, "510100"),
        years="2014",
        sources=(source, source),
        keep=(text,),
    )


# Half of them in each script, so that each is built once.
_EVERYWHERE = {
    script: [_full_of(text, number, script) for number, text in enumerate(HOSTILE[start::2])]
    for start, script in enumerate(Script)
}


def _text(element: html.HtmlElement) -> str:
    for added in element.cssselect(_ADDED):
        added.drop_tree()
    return str(element.text_content())


def _expected(content: object) -> str:
    """All text of a place; white space between cells and captions is layout."""
    if isinstance(content, Section):
        return content.heading
    if isinstance(content, Table | Picture):
        return "".join("".join(block_texts(content)).split())
    assert not isinstance(content, str)
    return "".join(block_texts(content))  # type: ignore[arg-type]


def _check_case_page(article: Article, out: Path) -> None:
    body = page(out, article.script, f"cases/{article.slug}")
    (title,) = body.cssselect("h1")
    assert _text(title) == article.title
    seen = []
    for place in walk(article):
        if isinstance(place.content, Section) and not place.content.heading:
            continue
        (element,) = body.cssselect(f'[id="{place.id}"]')
        seen.append(element)
        if isinstance(place.content, Section):
            (element, *_) = [child for child in element if child.tag.startswith("h")]
        text = _text(element)
        if isinstance(place.content, Table | Picture):
            text = "".join(text.split())
        assert text == _expected(place.content), place
    order = list(body.iter())
    positions = [order.index(element) for element in seen]
    assert positions == sorted(positions)


def _check_nothing_became_markup(out: Path, script: Script) -> None:
    for path in sorted((out / script.value).rglob("*.html")):
        if "_static" in path.parts:
            continue
        tree = html.document_fromstring(path.read_text("utf-8"))
        if tree.xpath("//body/@data-redirect"):
            assert [item.tag for item in tree.cssselect("body *")] == ["p", "a", "script"]
            continue
        (body,) = tree.cssselect("article.bd-article")
        assert not body.cssselect("script, iframe, style, math, code, pre, em, strong, blockquote")
        for link in body.cssselect("a[href]"):
            assert link.get("href").split(":")[0].lower() not in {"javascript", "data", "file"}
        for image in body.cssselect("img"):
            assert image.get("src").startswith("../_images/")


@_SETTINGS
@example(_EVERYWHERE[Script.HANT])
@example(_EVERYWHERE[Script.HANS])
@given(_corpora)
def test_case_pages_hold_every_paragraph_as_it_is(corpus: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs, out = Path(folder, "docs"), Path(folder, "out")
        write_docs(corpus, docs)
        for script in sorted({article.script for article in corpus}):
            warnings = build(docs, out, script)
            assert warnings == "", warnings
            _check_nothing_became_markup(out, script)
        for article in corpus:
            _check_case_page(article, out)
