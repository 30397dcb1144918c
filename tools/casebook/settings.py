"""Settings of a knowledge base: one validated record, read from casebook.toml.

Every setting is declared once: type, default, meaning and check in one field.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from casebook.colours import is_legible
from casebook.library.plain_text import read_text_file
from casebook.problems import Code, Problem
from casebook.text.catalogue import N_
from casebook.text.editions import DEFAULT_TAGS, known_tags
from casebook.toml_faults import fault, loads, shown

UNLICENSED = N_("本庫未聲明授權；原文的權利屬於原發布者。")
"""What is printed where nobody chose a licence."""


def _setting(default: Any, meaning: str, check: Callable[[Any], bool] | None = None) -> Any:
    return field(default=default, metadata={"meaning": meaning, "check": check})


_MOST = 10**12
"""Above it a number is a slip: no system reads so many bytes at once."""
_MOST_SECONDS = 10**6
"""Eleven days: poll(2) waits for at most 2³¹ milliseconds."""


def _positive(value: int) -> bool:
    return 0 < value <= _MOST


def _seconds(value: int) -> bool:
    return 0 < value <= _MOST_SECONDS


def _web_folder(value: str) -> bool:
    return value == "" or (value.startswith(("https://", "http://")) and value.endswith("/"))


def _edit_address(value: str) -> bool:
    return value == "" or (value.startswith(("https://", "http://")) and "{slug}" in value)


def _folder(value: str) -> bool:
    """Whether a name can be that of a folder: 255 bytes are what file systems take."""
    return value.isprintable() and all(len(part.encode()) <= 255 for part in value.split("/"))


def _are_editions(value: tuple[str, ...]) -> bool:
    return bool(value) and len(set(value)) == len(value) and set(value) <= set(known_tags())


def _is_date(value: str) -> bool:
    return (
        not value or re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?", value) is not None
    )


def _is_isbn(value: str) -> bool:
    """Whether a text is empty or an ISBN whose check digit is right (ISO 2108)."""
    digits = value.replace("-", "")
    if not value:
        return True
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return False
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return weighed % 10 == 0


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; each field's metadata says what it means.

    ``logo`` is the whole path of its file.
    """

    title: str = _setting(
        "改革案例庫", "Title of the site and the book, in Traditional or Simplified Chinese."
    )
    lead: str = _setting(
        "各地改革案例，按背景、舉措、成效編排：可以通讀、比較、引用，每段文字都有固定的網址。",
        "Text below the title on the home page, in either script; empty for none.",
    )
    licence: str = _setting(
        "",
        "Line on rights in the footer, the data and the imprint, in either script, as "
        "本庫編寫的文字以 CC BY 4.0 授權。 Without one they say that no licence was declared.",
    )
    colour: str = _setting(
        "",
        "Colour of links and marks of the site, as #1f4e79: dark enough to be read on paper; "
        "on dark ground it is lightened. Empty for cinnabar. Books are printed in black.",
        is_legible,
    )
    logo: str = _setting(
        "",
        "Picture (SVG, PNG, JPEG) before the title of the site and on the cover of the book, by "
        "its name from the folder of the knowledge base; empty for the seal of Casebook.",
    )
    base_url: str = _setting(
        "",
        "Web address of build/html/, ending in a slash; empty where it is not known. "
        "It is needed for canonical addresses, hreflang, sitemap.xml, robots.txt and 404.html.",
        _web_folder,
    )
    edit_url: str = _setting(
        "",
        "Web address at which the file of an article can be edited, `{slug}` for its name; "
        "case pages then lead there.",
        _edit_address,
    )
    editions: tuple[str, ...] = _setting(
        DEFAULT_TAGS,
        f"List of editions to build, by language tag, of {', '.join(known_tags())}, as "
        '["zh-Hans-CN"]; the first is the default of the entrance page.',
        _are_editions,
    )
    publish: str = _setting(
        "full",
        "How much is printed of texts of publishers that have no line `publish:`: `full`, "
        "`excerpt` (of each part the heading and the first paragraph), or `private` (nothing).",
        {"full", "excerpt", "private"}.__contains__,
    )
    theme_page_characters: int = _setting(
        20_000, "A theme page with more characters of text is split by year.", _positive
    )
    book_paper: str = _setting(
        "a4", "Paper of the book: `a4`, or `16k` (16开, 184 by 260 mm).", {"a4", "16k"}.__contains__
    )
    book_order: str = _setting(
        "stroke",
        "Order of the index of the Traditional book: `stroke` or `zhuyin`.",
        {"stroke", "zhuyin"}.__contains__,
    )
    book_date: str = _setting(
        "",
        "Date in the imprint, as 2024, 2024-07 or 2024-07-30; empty for that of the newest source. "
        "Digests without a date of their own are cited with it.",
        _is_date,
    )
    book_editor: str = _setting(
        "", "Who compiled the book, in either script; empty for the title of the site."
    )
    book_publisher: str = _setting("", "Publisher of the book, in either script.")
    book_place: str = _setting("", "Place of publication of the book, in either script.")
    book_edition: str = _setting(
        "", "Edition and printing in the imprint: 2026年1月第1版　2026年1月第1次印刷."
    )
    book_isbn: str = _setting(
        "", "ISBN of the book, of 13 digits, with or without hyphens.", _is_isbn
    )
    book_cip: str = _setting(
        "", "The CIP record of the book (GB/T 12451), as it is to be printed; lines stay lines."
    )
    book_volume_pages: int = _setting(
        400,
        "A longer book is divided into volumes, where possible by field; tables count twice.",
        _positive,
    )
    originals: str = _setting(
        "originals",
        "Folder in which `casebook add` keeps the saved pages, from the folder of the knowledge "
        "base or anywhere else; empty to keep none. `casebook reread` cleans them anew.",
        _folder,
    )
    max_page_bytes: int = _setting(
        20_000_000, "A saved page larger than this many bytes is refused.", _positive
    )
    max_page_seconds: int = _setting(
        300, "A saved page that takes longer than this many seconds is given up.", _seconds
    )

    @property
    def rights(self) -> str:
        """The line on rights that is printed: the licence, or that none was declared."""
        return self.licence or UNLICENSED


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Read ``casebook.toml``; without the file every setting has its default.

    :returns: the settings (defaults where a value is wrong) and the problems.
    """
    file = path.as_posix()
    text, unreadable = read_text_file(path)
    if text is None:
        # The defaults are not what was meant: nothing may be built with them.
        return Settings(), tuple(
            Problem(Code.CONFIG_UNREADABLE, file, 0, item.detail)
            if item.code is Code.FILE_UNREADABLE
            else Problem(Code.CONFIG_BROKEN, file, 0, f"{item.code.meaning} {item.detail}".strip())
            for item in unreadable
        )
    known: dict[str, Field[Any]] = {entry.name: entry for entry in fields(Settings)}
    try:
        values = loads(text)
    except tomllib.TOMLDecodeError as error:
        found = fault(error, text)
        wrong = text.split("\n")[found.line - 1] if found.line else ""
        typed = _line_to_type(wrong, known)
        remedy = f"Type: {typed}" if typed else f"`{shown(wrong)}`"
        detail = f"{found} {remedy}"
        return Settings(), (Problem(Code.CONFIG_BROKEN, file, found.line, detail),)
    problems: list[Problem] = list(unreadable)
    good: dict[str, Any] = {}
    for key, value in values.items():
        line = _line_with(text, key)
        if key not in known:
            near = get_close_matches(key, known, 1)
            detail = f"`{key}` is unknown" + (f"; did you mean `{near[0]}`?" if near else ".")
            problems.append(Problem(Code.CONFIG_KEY, file, line, detail))
            continue
        entry = known[key]
        if isinstance(value, list):
            value = tuple(value)  # noqa: PLW2901 - the record is immutable
        check = entry.metadata["check"]
        if type(value) is not type(entry.default) or (check and not check(value)):
            wrong = text.split("\n")[line - 1] if line else key
            detail = f"`{shown(wrong)}`: {entry.metadata['meaning']}"
            typed = _line_to_type(wrong, known) if type(value) is not type(entry.default) else ""
            detail += f" Type: {typed}" if typed else ""
            problems.append(Problem(Code.CONFIG_KEY, file, line, detail))
            continue
        good[key] = value
    if (logo := good.get("logo")) and (reason := _no_logo(path.parent / logo)):
        line = _line_with(text, "logo")
        problems.append(Problem(Code.CONFIG_KEY, file, line, f"`logo`: {reason}"))
        del good["logo"]
    elif logo:
        good["logo"] = str((path.parent / logo).absolute())
    return Settings(**good), tuple(problems)


_LOGOS = {".svg", ".png", ".jpg", ".jpeg"}


def _no_logo(path: Path) -> str:
    """Return why a file can be no logo, ``""`` where it can."""
    if path.suffix.lower() not in _LOGOS:
        return "It is no SVG, PNG or JPEG picture."
    # Of a name that is longer than the system takes pathlib raises an error.
    return "" if os.path.isfile(path) else "The file does not exist."  # noqa: PTH113


_TYPED = re.compile(r"\s*[\"'“”‘’]?(?P<key>\w+)[\"'“”‘’]?\s*[=＝:：]\s*(?P<value>.*?)\s*")
_QUOTES = "\"'“”‘’＂「」『』"


def _line_to_type(line: str, known: Mapping[str, Field[Any]]) -> str:
    """Return a wrong line as it must be typed; ``""`` where that is not known.

    People type the signs of a Chinese keyboard, leave quotation marks out, or write a colon.
    """
    match = _TYPED.fullmatch(line)
    entry = known.get(match["key"]) if match else None
    if match is None or entry is None:
        return ""
    value = match["value"].rstrip(",，;； ")
    if isinstance(entry.default, tuple):
        parts = re.split(r"[\s,，、;；]+", value.strip("[]［］【】 "))
        shown = json.dumps([part.strip(_QUOTES) for part in parts if part], ensure_ascii=False)
    elif isinstance(entry.default, int):
        shown = unicodedata.normalize("NFKC", value).strip(_QUOTES).replace(",", "_")
    else:
        shown = json.dumps(value.strip(_QUOTES), ensure_ascii=False)
    typed = f"{entry.name} = {shown}"
    # A line that is right alone says the same thing twice.
    is_list = isinstance(entry.default, str) and value.startswith("[")
    wrong = not _holds(line, entry) and not is_list
    return typed if wrong and _holds(typed, entry) else ""


def _holds(line: str, entry: Field[Any]) -> bool:
    """Whether a line is TOML and gives a setting a value that it may have."""
    try:
        value = loads(line).get(entry.name)
    except tomllib.TOMLDecodeError:
        return False
    value = tuple(value) if isinstance(value, list) else value
    check = entry.metadata["check"]
    return type(value) is type(entry.default) and not (check and not check(value))


def _line_with(text: str, key: str) -> int:
    """Return the line that a key or the table of its name stands on, 0 where it is not seen."""
    mark = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if mark.match(line)), 0)
