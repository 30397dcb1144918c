"""The editions that there are: one file ``data/editions/<tag>.toml`` each.

Beside the fields of :class:`~casebook.records.Edition` a file may have tables
``[[group]]``: words of its region, in the form of the files of ``data/script``.
"""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from casebook import resources
from casebook.records import Edition, Script

DEFAULT_TAGS = ("zh-Hant-TW", "zh-Hans-CN")
"""The editions of a knowledge base that chooses none."""


@functools.cache
def known_tags() -> tuple[str, ...]:
    """Return the tags of all editions that the program knows, sorted."""
    names = (entry.name for entry in resources.path("editions").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@functools.cache
def edition_of(tag: str) -> Edition:
    """Return an edition by its language tag.

    :raises ValueError: there is no such edition.
    """
    if tag not in known_tags():
        raise ValueError(f"{tag!r} is not an edition: choose from {', '.join(known_tags())}")
    values = _file(tag)
    values.pop("group", None)
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Edition(tag=tag, **(values | lists | {"script": Script(values["script"])}))


def own_groups(edition: Edition) -> list[dict[str, str]]:
    """Return the tables ``[[group]]`` of the file of an edition."""
    result: list[dict[str, str]] = _file(edition.tag).get("group", [])
    return result


def _file(tag: str) -> dict[str, Any]:
    return tomllib.loads(resources.text(f"editions/{tag}.toml"))


def standard(script: Script) -> Edition:
    """Return the edition whose forms the project's words for a script are written in.

    Text is also repaired in its own script by the words of this edition.
    """
    return next(item for item in editions_of() if item.script is script)


def editions_of(tags: tuple[str, ...] = DEFAULT_TAGS) -> tuple[Edition, ...]:
    """Return editions by their tags, in that order."""
    return tuple(map(edition_of, tags))
