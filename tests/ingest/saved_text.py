"""A text of three sentences, and what Casebook makes of its lines."""

from __future__ import annotations

import casebook
from casebook.records import Article, Section, block_texts, walk

ONE = "青河市去年推行街长制，沿街商户推选街长六百名，投诉减少四成，群众满意度明显提高。"
TWO = "街长每天巡查两次，发现占道经营先劝导，劝导不成再报执法队，三个月没有发生冲突。"
THREE = "街道办给街长配了手机应用，照片上传以后由网格员核实，处理结果当天公开。"


def cleaned(*lines: str) -> casebook.Cleaned:
    return casebook.clean_bytes("\n".join(lines).encode(), media_type="text/plain")


def article_of(*lines: str) -> Article:
    article = cleaned(*lines).article
    assert article is not None
    return article


def headings(article: Article) -> list[str]:
    return [p.content.heading for p in walk(article) if isinstance(p.content, Section)]


def outline_of(*lines: str) -> list[str]:
    """Return the headings of a text, without the section above the first of them."""
    return [heading for heading in headings(article_of(*lines)) if heading]


def paragraphs_of(*lines: str) -> list[str]:
    """Return the texts of all blocks that stand in the sections of the first level."""
    blocks = [block for part in article_of(*lines).sections for block in part.blocks]
    return [text for block in blocks for text in block_texts(block)]
