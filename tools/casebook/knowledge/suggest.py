"""What a page does not say is suggested by tables, and marked as suggested."""

from __future__ import annotations

from dataclasses import replace

from casebook.knowledge.fields import suggest_field
from casebook.knowledge.regions import lineage, suggest_region
from casebook.records import Article, Script, Section, block_texts, walk
from casebook.text.editions import standard
from casebook.text.printer import Printer


def suggest(article: Article) -> Article:
    """Fill in field, region and level where they are empty.

    :returns: the article with ``suggested`` naming every key that was filled.
    """
    added: list[str] = []
    if not article.field and (field := suggest_field(article)):
        article = replace(article, field=field.name)
        added.append("field")
    if not article.region and (region := suggest_region(_text(article))):
        print_ = Printer(standard(article.script)).text
        region = replace(region, name=print_(region.name, Script.HANS))
        article = replace(article, region=region)
        added.append("region")
        if not article.level:
            article = replace(article, level=lineage(region.code)[-1].level)
            added.append("level")
    new = tuple(key for key in added if key not in article.suggested)
    return replace(article, suggested=article.suggested + new)


def _text(article: Article) -> str:
    lines = [article.title]
    for place in walk(article):
        if isinstance(place.content, Section):
            lines.append(place.content.heading)
        else:
            lines.extend(block_texts(place.content))
    return "\n".join(lines)
