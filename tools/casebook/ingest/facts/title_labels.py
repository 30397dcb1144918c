"""Labels before a title and before the lines beside it: 报告名称：, 副标题：."""

from __future__ import annotations

from casebook.ingest.facts.masthead import BRACKETS
from casebook.ingest.lexicon import words
from casebook.records import Role


def without_label(text: str) -> str:
    """Take the label of a title off it (报告名称：); ``""`` where none stands before it."""
    return _value(text, "title_labels") or named_in_index(text)


def named_in_index(text: str) -> str:
    """Read the title behind its label in the table of what an office filed: 名称：…."""
    return _value(text, "index_titles")


def _value(text: str, key: str) -> str:
    label, colon, value = text.partition("：" if "：" in text else ":")
    known = colon and label.strip(BRACKETS) in words("masthead", key)
    return value.strip() if known else ""


def headline_label(text: str) -> tuple[Role | None, str]:
    """Read a kicker or subtitle behind its label: 副标题：街长来敲门.

    :returns: what it is, and its text without the label; ``None`` and ``""`` for neither.
    """
    label, colon, value = text.partition("：" if "：" in text else ":")
    for role in (Role.KICKER, Role.SUBTITLE):
        if colon and value.strip() and label.strip(BRACKETS) in words("title", f"{role}_labels"):
            return role, value.strip()
    return None, ""
