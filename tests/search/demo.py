"""A small site of generated cases, in two editions, without Sphinx."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import opencc

from casebook.search import (
    EntryKind,
    SearchCase,
    SearchEntry,
    SearchTheme,
    Texts,
    build_index,
)
from casebook.search.units import ESCAPE, ONE, PARTER, TWO

HANT, HANS = "zh-Hant-TW", "zh-Hans-CN"
EDITIONS = {HANT: "zh-Hant", HANS: "zh-Hans"}
WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()
THEMES = (
    SearchTheme("background", {HANT: "背景", HANS: "背景"}),
    SearchTheme("measures", {HANT: "舉措", HANS: "举措"}),
    SearchTheme("results", {HANT: "成效", HANS: "成效"}),
)
_FIELDS = ("政務服務", "農村土地", "醫藥衛生")
_PROVINCES = ("福建省", "四川省")

# Taiwan's words become the mainland's (軟體, 软件; 網際網路, 互联网), so that some texts
# differ between editions in more than their characters, and in length.
_SIMPLIFY = opencc.OpenCC("tw2sp")
_QUOTES = str.maketrans("「」『』", "“”‘’")


def both(traditional: str) -> Texts:
    """A text in both editions."""
    return {HANT: traditional, HANS: _SIMPLIFY.convert(traditional).translate(_QUOTES)}


def text(chance: random.Random, words: int) -> str:
    """A run of words that begins and ends with none of white space."""
    return "".join(chance.choices(WORDS, k=words)).strip() or "改革"


def case(number: int, chance: random.Random) -> SearchCase:
    """A case with every kind of entry."""
    entries = []
    for theme in THEMES:
        heading = SearchEntry(theme.key, EntryKind.HEADING, both(text(chance, 3)), theme.key)
        entries.append(heading)
        for place in range(1, 4):
            kind = EntryKind.CAPTION if place == 3 else EntryKind.PARAGRAPH
            words = both(text(chance, chance.randrange(1, 40)))
            entries.append(SearchEntry(f"{theme.key}-p{place}", kind, words, theme.key))
    entries.append(SearchEntry("background-p1", EntryKind.TERM, both(text(chance, 1))))
    entries.append(SearchEntry("background-p2", EntryKind.POLICY, both("《" + text(chance, 2))))
    entries.append(SearchEntry("", EntryKind.PLACE, both(text(chance, 2))))
    first = chance.randrange(2010, 2020)
    return SearchCase(
        slug=f"case-{number}",
        path=f"cases/case-{number}.html",
        title=both(text(chance, 4)),
        entries=tuple(entries),
        field=both(chance.choice(_FIELDS)),
        regions=(both(chance.choice(_PROVINCES)),),
        years=(first, first + chance.randrange(4)),
        sources=(both(text(chance, 1)),),
        published=f"{first + 4}-05-{number % 28 + 1:02}",
    )


def generated(count: int, seed: int) -> tuple[SearchCase, ...]:
    """Cases of hostile text; the same seed gives the same cases."""
    chance = random.Random(seed)
    return tuple(case(number, chance) for number in range(count))


def read_units(written: str, listed: str) -> str:
    """Read a text in units as ``docs/project/search.md`` describes them."""
    units = listed.split(PARTER)
    codes = dict(zip(ONE + TWO, units, strict=False))
    text, chars = "", iter(written)
    for char in chars:
        if char == ESCAPE:
            text += next(chars)
        elif "\ue000" <= char < ESCAPE:
            text += chr(ord(char) - 0xE000)
        else:
            text += codes[char] if char < "\u0800" else char
    return text


def read_texts(folder: Path, edition: str, place: int) -> list[str]:
    """Read the texts of an edition from the packs of a built search.

    :param folder: ``search/`` of the site.
    :param place: of the edition among all, from 0.
    """
    reading = put(folder / "units" / f"{edition}.js")
    listed, pairs = reading["units"], reading["changed"]
    others = str.maketrans(dict(zip(pairs[::2], pairs[1::2], strict=True)))
    texts = []
    for path in sorted((folder / "texts").iterdir()):
        for row in put(path):
            entries = [read_units(part.translate(others), listed) for part in row[4].split(" ")]
            changes = row[5][place][0] if len(row) > 5 else []
            for number, start, end, new in reversed(list(batched(changes, 4))):
                text = entries[number].encode("utf-16-le")
                parts = (text[: start * 2], new.encode("utf-16-le"), text[end * 2 :])
                entries[number] = b"".join(parts).decode("utf-16-le")
            texts += entries
    return texts


def batched(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def put(path: Path) -> Any:
    """Return what a file of the search hands to the program: the rest of ``put(name, …)``."""
    call = path.read_text("utf-8").strip()
    return json.loads("[" + call[call.index("(") + 1 : call.rindex(")")] + "]")[1]


def _inline(shown: str) -> str:
    """The text with an inline tag around every other run of three characters."""
    runs = [html.escape(shown[at : at + 3]) for at in range(0, len(shown), 3)]
    return "".join(f"<em>{run}</em>" if at % 2 else run for at, run in enumerate(runs))


def _page(edition: str, up: str, title: str, body: str, more: str = "") -> str:
    return f"""<!doctype html>
<html lang="{edition}">
<head><meta charset="utf-8"><title>{html.escape(title)}</title>
<link rel="stylesheet" href="{up}../search/search.css">
<script defer src="{up}../search/search.js" data-edition="{edition}"
 data-page="{up}search.html"></script>{more}</head>
<body><nav>改革 <a href="{up}search.html">搜尋</a></nav><main>{body}</main></body></html>
"""


def case_page(shown: SearchCase, edition: str) -> str:
    """The page of a case, its text broken up by inline tags."""
    parts = [f"<h1>{_inline(shown.title[edition])}</h1>"]
    for entry in shown.entries:
        if entry.kind in {EntryKind.HEADING, EntryKind.PARAGRAPH, EntryKind.CAPTION}:
            tag = "h2" if entry.kind is EntryKind.HEADING else "p"
            parts.append(f'<{tag} id="{entry.id}">{_inline(entry.text[edition])}</{tag}>')
    return _page(edition, "../", shown.title[edition], "\n".join(parts))


def search_page(edition: str) -> str:
    """The search page of an edition."""
    mount = (
        f'<div id="casebook-search" data-edition="{edition}" data-root="">'
        '<noscript><p>No JavaScript: <a href="regions.html">regions</a></p></noscript></div>'
    )
    rest = '<script defer src="../search/search-page.js"></script>'
    return _page(edition, "", "search", mount, rest)


def build_site(cases: Sequence[SearchCase], folder: Path) -> None:
    """Write index, search pages and case pages to ``folder``."""
    build_index(cases, folder / "search", THEMES)
    for edition, name in EDITIONS.items():
        pages = folder / name / "cases"
        pages.mkdir(parents=True)
        (folder / name / "search.html").write_text(search_page(edition), "utf-8")
        for each in cases:
            (folder / name / each.path).write_text(case_page(each, edition), "utf-8")
