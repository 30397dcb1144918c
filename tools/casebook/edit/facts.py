"""What an article says of itself, as fields that a person fills in.

Values are checked by the reader of the article file, so that whatever it takes is taken here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from casebook.edit.outline import one_line
from casebook.edit.refused import RefusedError
from casebook.knowledge.fields import field_by_name, field_name
from casebook.knowledge.regions import divisions, full_name, lineage
from casebook.library.front_matter import read_front_matter
from casebook.library.yaml_text import FrontMatterError
from casebook.records import Article, Region, Script, Source
from casebook.text.catalogue import N_
from casebook.text.editions import standard
from casebook.text.fold import fold
from casebook.text.printer import Printer

_NAMES = re.compile("[、，,;；\n]+")
_SHOWN = 6
"""Divisions of one name that a message lists."""

PLAIN = {
    "title": N_("題名"),
    "kicker": N_("引題"),
    "subtitle": N_("副題"),
    "field": N_("領域"),
    "region": N_("地區"),
    "region_code": N_("區劃代碼"),
    "level": N_("層級"),
    "years": N_("年份"),
}
"""The keys of an article that have a field, with their names, in the order of the form."""

OF_SOURCE = {
    "title": N_("來源題名"),
    "publisher": N_("發布者"),
    "channel": N_("欄目或帳號"),
    "published": N_("發布日期"),
    "url": N_("網址"),
    "authors": N_("作者"),
    "editors": N_("編輯"),
    "photographers": N_("攝影"),
    "note": N_("備註"),
}
"""The same for each source of an article."""

LISTS = frozenset({"authors", "editors", "photographers"})
"""Keys whose value is a list of names."""

HINTS = {
    "region": N_("寫全名，如「浙江省溫州市龍港市」；代碼由程式查表填上"),
    "region_code": N_("六位數字；不知道就留空"),
    "years": N_("如 2014 或 2014-2022"),
    "published": N_("如 2024-07-30、2024-07 或 2024"),
    "authors": N_("多人以頓號分開"),
}
"""The message below a field."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form.

    :param name: of the form: ``title``, ``source-0-url``.
    :param key: of the article file.
    :param suggested: whether a table guessed the value and no person has confirmed it.
    """

    name: str
    key: str
    label: str
    value: str
    hint: str = ""
    suggested: bool = False


def fields_of(article: Article) -> tuple[Field, ...]:
    """Return the fields of an article without its sources."""
    region = article.region or Region("")
    values = {
        key: str(getattr(article, key) or "") for key in PLAIN if key not in {"region"} | _CODE
    }
    known = field_by_name(article.field)
    if known:  # it may stand there in the other script
        values["field"] = field_name(known, article.script)
    values |= {"region": region.name, "region_code": region.code}
    return tuple(
        Field(key, key, label, values[key], HINTS.get(key, ""), key in article.suggested)
        for key, label in PLAIN.items()
    )


_CODE = {"region_code"}


def fields_of_source(source: Source, number: int) -> tuple[Field, ...]:
    """Return the fields of one source, which counts from 0."""
    return tuple(
        Field(f"source-{number}-{key}", key, label, _shown(source, key), HINTS.get(key, ""))
        for key, label in OF_SOURCE.items()
    )


def _shown(source: Source, key: str) -> str:
    value = getattr(source, key)
    return "、".join(value) if isinstance(value, tuple) else str(value)


def with_facts(article: Article, form: Mapping[str, str]) -> Article:
    """Return an article with what a person filled in.

    A key whose value changed is suggested no longer.  The code of a region follows from its
    name where the name changed and the code did not, and where the code was emptied and only
    one division has the name.

    :raises RefusedError: a value is not of the form that its key asks for; it names the field.
    """
    before = {field.name: field.value for field in fields_of(article)}
    typed = {name: one_line(form.get(name, value)) for name, value in before.items()}
    changed = {name: value for name, value in typed.items() if value != before[name]}
    if "title" in changed and not changed["title"]:
        raise RefusedError(N_("題名不能是空的。"))
    named = "region" in changed and "region_code" not in changed
    emptied = "region_code" in changed and not typed["region_code"]
    if named or (emptied and len(tuple(_named(typed["region"]))) == 1):
        name, code = _region(typed["region"], article.script)
        typed |= {"region": name, "region_code": code}
        changed |= {"region": name, "region_code": code}
        if code and not typed["level"]:
            typed["level"] = changed["level"] = lineage(code)[-1].level.value
    values: dict[str, Any] = {}
    for key in changed:
        values |= _read({key: typed[key]}, PLAIN[key]) if typed[key] else {key: _EMPTY.get(key, "")}
    if {"region", "region_code"} & changed.keys():
        values.pop("region_code", None)
        name, code = typed["region"], typed["region_code"]
        if code and not name:
            name = Printer(standard(article.script)).text(full_name(code), Script.HANS)
        values["region"] = Region(name, code) if name or code else None
    settled = {"region" if key == "region_code" else key for key in changed}
    suggested = tuple(key for key in article.suggested if key not in settled)
    sources = tuple(_source(source, at, form) for at, source in enumerate(article.sources))
    return replace(article, **values, suggested=suggested, sources=sources)


_EMPTY: Mapping[str, Any] = {"level": None}


def _source(source: Source, number: int, form: Mapping[str, str]) -> Source:
    values: dict[str, Any] = {}
    for field in fields_of_source(source, number):
        text = form.get(field.name, field.value)
        if one_line(text) == field.value:
            continue  # a name may hold what stands between names
        typed = one_line(_NAMES.sub("、", text).strip("、") if field.key in LISTS else text)
        if field.key in LISTS:
            values[field.key] = tuple(filter(None, map(str.strip, typed.split("、"))))
        elif typed:
            read = _read({"sources": [{field.key: typed}]}, field.label)
            values[field.key] = getattr(read["sources"][0], field.key)
        else:
            values[field.key] = ""
    return replace(source, **values)


def confirmed(article: Article, key: str) -> Article:
    """Take a key off the list of what is only suggested; ``""`` for all of them."""
    rest = tuple(item for item in article.suggested if key and item != key)
    return replace(article, suggested=rest)


def _read(entries: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Read values as the article file is read."""
    whole = {"title": "x", "script": Script.HANT.value, **entries}
    try:
        values = read_front_matter(yaml.safe_dump(whole, allow_unicode=True, width=2**31), 1)
    except FrontMatterError as error:
        problem = error.wrong[0]
        raise RefusedError(
            N_("「{label}」的寫法不對：{detail}"), label=label, detail=problem.detail
        ) from error
    return {key: values[key] for key in entries if key in values}


def _region(name: str, script: Script) -> tuple[str, str]:
    """Return the full name of a division in a script and its code, where only one has the name.

    :returns: the name as it was typed and no code where no division of the table has it.
    :raises RefusedError: several have it; it names them.
    """
    result = tuple(_named(name))
    if len(result) > 1:
        listed = "、".join(f"{full_name(code)}（{code}）" for code in result[:_SHOWN])
        raise RefusedError(
            N_("有幾個地方叫「{name}」，請寫全名或代碼：{listed}"), name=name, listed=listed
        )
    if not result:
        return name, ""
    return Printer(standard(script)).text(full_name(result[0]), Script.HANS), result[0]


def _named(name: str) -> Iterator[str]:
    """Yield the codes of the divisions that a name may mean; a full name means one."""
    folded = fold(name)
    if not folded:
        return
    for code, division in divisions().items():
        whole = full_name(code)
        if folded == whole:
            yield code
            return
        if whole.endswith(folded) and (folded == division.name or folded.endswith(division.name)):
            yield code
