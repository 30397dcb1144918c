"""What a page does not say is suggested from its text, and marked as suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.knowledge.fields import suggest_field
from casebook.knowledge.figure_dates import Calendar
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.regions import lineage
from casebook.knowledge.suggested_region import suggest_region
from casebook.records import Article, Level, Script, Theme
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer

_NATION = re.compile("我国|全国|中国(?!特色)")
_NATIONAL_BODY = re.compile(
    "国务院|中共中央|党中央|中办|国办|中央一号文件|国家[一-鿿]{2,8}(?:局|委|总局)"
)
_OWN = re.compile("[我本全](?:省|市|县|区|镇)|(?<![一-鿿])[省市县区](?:委|政府)")
"""A text of one place, though it does not name it: 我市, 县委."""
_TOWNSHIP = re.compile(
    "[一-鿿]{1,3}(?<![乡城村小])(?:镇|街道|(?<!新农|中国)(?:(?<![农山美])村|乡(?!村|镇)))(?![改撤并和与])"
)
"""The name of a township or village in a title: 左店乡, 刘堡子村."""
_LEAST_NATION = 2
"""How often a text without a region must speak of the nation."""
_OLDEST = 60
"""An article covers at most so many years before it was published."""


def suggest(article: Article) -> Article:
    """Fill in field, region, level and years where they are empty.

    :returns: the article with ``suggested`` naming every key that was filled.
    """
    added: list[str] = []
    texts = tuple(passages(article))
    running = "\n".join(text.text for text in texts)
    if not article.field and (field := suggest_field(article)):
        article = replace(article, field=field.name)
        added.append("field")
    if not article.region and (region := suggest_region(_named_in(article), running)):
        print_ = Printer(standard(article.script)).text
        region = replace(region, name=print_(region.name, Script.HANS))
        article = replace(article, region=region)
        added.append("region")
        if not article.level:
            level = lineage(region.code)[-1].level
            if level is Level.COUNTY and _TOWNSHIP.search(fold(article.title)):
                level = Level.TOWNSHIP
            article = replace(article, level=level)
            added.append("level")
    if not article.region and not article.level and _is_national(article.title, running):
        article = replace(article, level=Level.NATION)
        added.append("level")
    if not article.years and (years := suggest_years(texts)):
        article = replace(article, years=years)
        added.append("years")
    new = tuple(key for key in added if key not in article.suggested)
    return replace(article, suggested=article.suggested + new)


def _named_in(article: Article) -> str:
    """Return the title with a subtitle that names whose case it is (——某县改革典型经验)."""
    example = re.search("[为為]例", article.subtitle)
    return article.title if example else f"{article.title} {article.subtitle}".strip()


def _is_national(title: str, text: str) -> bool:
    if _NATION.search(fold(title)):
        return True
    folded = fold(text)
    if len(_NATION.findall(folded)) >= _LEAST_NATION:
        return True
    return _NATIONAL_BODY.search(folded) is not None and not _OWN.search(folded)


def suggest_years(texts: tuple[Passage, ...]) -> str:
    """Return the first and last year in measures and results (``2014-2022``).

    An article without these themes is read whole.  Dates of reports do not count, nor years
    after its publication, which are aims.

    :returns: ``""`` where no year is said.
    """
    themes = (Theme.MEASURES, Theme.RESULTS)
    relevant = [text for text in texts if text.theme in themes] or list(texts)
    years = sorted(set(_years(relevant)))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"


def _years(texts: list[Passage]) -> Iterator[int]:
    for text in texts:
        last = int(text.published[:4]) if text.published else None
        for iso in Calendar(fold(text.text), text.published).said():
            for part in iso.split("/"):
                year = int(part[:4]) if part[:1].isdigit() else None
                if year and (last is None or last - _OLDEST <= year <= last):
                    yield year
