"""What a page does not say is suggested from its text, and marked as suggested."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook import resources
from casebook.knowledge.fields import field_name, suggest_field
from casebook.knowledge.only_mentioned import is_only_mentioned
from casebook.knowledge.own_place import own_kinds
from casebook.knowledge.passages import passages, texts_of
from casebook.knowledge.regions import WITHOUT_DIVISIONS, divisions, full_name, lineage
from casebook.knowledge.suggested_level import Scope, own_level, scope, suggest_level
from casebook.knowledge.suggested_region import region_of_title, suggest_region
from casebook.knowledge.suggested_years import suggest_years
from casebook.knowledge.taiwan import TAIWAN
from casebook.records import Article, Level, Region, Script, first_words
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer


@resources.one_text()
def suggest(article: Article) -> Article:
    """Fill in field, region, level and years where they are empty.

    :returns: the article with ``suggested`` naming every key that was filled.
    """
    added: list[str] = []
    texts = tuple(passages(article))
    running = "\n".join(text.text for text in texts)
    if not article.field and (field := suggest_field(article)):
        article = replace(article, field=field_name(field, article.script))
        added.append("field")
    named = named_in(article)
    reach = Scope.PLACE if article.region else scope(named, running)
    about_place = not article.region and reach is Scope.PLACE
    published_by = {source.publisher for source in article.sources if source.publisher}
    region = suggest_region(named, running, published_by) if about_place else None
    region = _of_own(region, named, running)
    if region and is_only_mentioned(region.code, named, running, article.script):
        region = None
    if region and not _is_above(region, named, running):
        print_ = Printer(standard(article.script)).text
        article = replace(article, region=replace(region, name=print_(region.name, Script.HANS)))
        added.append("region")
    if not article.level:
        code = article.region.code if article.region else ""
        level = Level.NATION if reach is Scope.NATION else None
        if reach is Scope.PLACE:
            level = suggest_level(named, running, code)
            if article.region and level in (Level.CITY, Level.COUNTY) and _is_whole(article.region):
                level = None  # 臺灣（地級）: which city it is of is not known
        if level:
            article = replace(article, level=level)
            added.append("level")
    if not article.years and (
        years := suggest_years(texts, of_nation=article.level is Level.NATION)
    ):
        article = replace(article, years=years)
        added.append("years")
    new = tuple(key for key in added if key not in article.suggested)
    return replace(article, suggested=article.suggested + new)


def _is_whole(region: Region) -> bool:
    """Whether a region is all of Taiwan, whose counties the table does not have."""
    return region.code == TAIWAN and fold(region.name).removesuffix("省") in ("台湾", "")


def _is_above(region: Region, title: str, text: str) -> bool:
    """Whether a text of a county or town names only what lies above it: then that is no region."""
    division = divisions().get(region.code)
    if region_of_title(title, text) or not division or region.code in WITHOUT_DIVISIONS:
        return False
    own = own_level(title, text)
    if division.level is Level.PROVINCE:
        ours = own is Level.CITY and "市" in own_kinds(f"{title}\n{text}")
        if ours and not division.name.endswith("市"):
            return True  # 我市, of a province that the text names
        own = suggest_level(title, text, region.code) if own is not Level.COUNTY else own
    return division.level is not Level.COUNTY and own in (Level.COUNTY, Level.TOWNSHIP)


def _of_own(region: Region | None, title: str, text: str) -> Region | None:
    """Return the city of a district that a text of a city (我市) names as one of its own."""
    division = divisions().get(region.code) if region else None
    if not division or division.level is not Level.COUNTY or division.name.endswith("市"):
        return region
    if region_of_title(title, text) or own_level(title, text) is not Level.CITY:
        return region
    above = lineage(division.code)[-2]
    return Region(full_name(above.code), above.code)


_PASSED_ON = re.compile("(?<=[转轉][发發])《[^《》]*》")
"""关于转发《安徽省…指引》的通知: what is passed on is of another place."""


def named_in(article: Article) -> str:
    """Return the title with a subtitle that names whose case it is (——某县改革典型经验).

    The first words of a text that stand for a title (P002) say nothing of their own.
    """
    first = next((text for _, text in texts_of(article) if text), "")
    title = "" if article.title == first_words(first) else article.title
    title = _PASSED_ON.sub("", title)
    example = re.search("[为為]例", article.subtitle)
    return title if example else f"{title} {article.subtitle}".strip()
