"""What the program says to the person at the terminal, in her language.

The words are English in the source; these are the message ids of gettext catalogues,
``data/locale/<locale>/LC_MESSAGES/command.po``.  The language is that of the environment,
as for every program: ``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``, in this order, and
where none is set that of the system.  Codes of problems are the same in all languages.
"""

from __future__ import annotations

import contextlib
import errno
import locale
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar

from casebook import resources
from casebook.problems import Problem
from casebook.text.catalogue import N_, messages

DOMAIN = "command"
LOCALES = ("zh_TW", "zh_CN")
"""The languages that there are catalogues of; all others read English."""

_TRADITIONAL = re.compile(r"zh[_-](?:hant|tw|hk|mo)|chinese \(traditional\)", re.IGNORECASE)
_CHINESE = re.compile(r"zh\b|zh[_-]|chinese", re.IGNORECASE)


def locale_of(names: Iterator[str] | list[str]) -> str:
    """Return the catalogue of the first name of a language, ``""`` for English.

    :param names: names of locales (``zh_TW.UTF-8``), or of languages with colons between.
    """
    first = next((part for name in names for part in name.split(":") if part), "")
    if _TRADITIONAL.match(first):
        return LOCALES[0]
    return LOCALES[1] if _CHINESE.match(first) else ""


_SPEAKING: ContextVar[str | None] = ContextVar("speaking", default=None)


@contextlib.contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Say everything in one language in this context, whatever that of the environment is.

    :param tag: language tag of a page on which problems are shown, ``zh-Hant-HK``.
    """
    token = _SPEAKING.set(locale_of([tag]))
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def current() -> str:
    """Return the locale of the catalogue that is in use, ``""`` for English."""
    if (name := _SPEAKING.get()) is not None:
        return name
    plain = next(
        (value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(key))), ""
    )
    if plain.split(".")[0] in {"C", "POSIX"}:
        return ""  # as gettext has it: LANGUAGE means nothing then
    names = [os.environ.get("LANGUAGE", ""), plain]
    if not any(names):
        names = [locale.getlocale()[0] or ""]
    return locale_of(names)


def language() -> str:
    """Return the language tag of what :func:`say` returns: ``en``, ``zh-TW`` or ``zh-CN``."""
    return current().replace("_", "-") or "en"


def say(message: str, **values: object) -> str:
    """Return a message in the language of the person, its ``{names}`` filled in."""
    text = messages(current(), DOMAIN).get(message, message) if current() else message
    return text.format(**values) if values else text


def counted(number: int, one: str, many: str) -> str:
    """Return how many there are of something, in the language of the person.

    :param one: the message for one, with ``{number}``.
    :param many: that for any other number.
    """
    return say(one if number == 1 else many, number=number)


def say_problem(problem: Problem) -> str:
    """Return a problem as :meth:`Problem.__str__` does, in the language of the person."""
    if not current():
        return str(problem)
    return problem.printed(say(problem.code.meaning), say_detail(problem.detail))


def say_detail(detail: str) -> str:
    """Return the detail of a problem in the language of the person.

    Details are sentences with values in them: they are found by the message id whose
    ``{}`` stand where the values do.  What the system says is found by its words alone
    (:func:`say_reason`).
    """
    if not detail or not current():
        return detail
    known = messages(current(), DOMAIN)
    if detail in known:
        return known[detail]
    parts = [_said(part) for part in detail.split(", ")]
    if len(parts) > 1 and all(parts):  # what became of several ids, one part each
        return "，".join(parts)
    if said := _said(detail):
        return said
    if detail.startswith("(") and detail.endswith(")") and (inner := detail[1:-1]):
        said = say_detail(inner)
        return detail if said == inner else f"（{said}）"
    return _REFUSALS.sub(lambda match: say_reason(match["said"]), detail)


_REASONS = {
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EFBIG: N_("File too large"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENOENT: N_("No such file or directory"),
    errno.EEXIST: N_("File exists"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.ENOTEMPTY: N_("Directory not empty"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.EMFILE: N_("Too many open files"),
    errno.ENFILE: N_("Too many open files in system"),
    errno.EIO: N_("Input/output error"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.ENOMEM: N_("Cannot allocate memory"),
    errno.EADDRINUSE: N_("Address already in use"),
}
"""What the system refuses, by its number: each system has words of its own."""
_BY_WORDS = {os.strerror(number): message for number, message in _REASONS.items()}
_ANY = "|".join(map(re.escape, sorted(_BY_WORDS, key=len, reverse=True)))
_REFUSALS = re.compile(rf"(?:\[Errno \d+\] |(?<=: )|^)(?P<said>{_ANY})(?=$|:)")


def say_reason(words: str) -> str:
    """Return the words in which the system refuses something in the language of the person.

    :param words: as ``OSError.strerror`` has them.
    """
    return say(_BY_WORDS.get(words, words))


def _said(detail: str) -> str:
    """Return a sentence with values in the language of the person, ``""`` if it is not known."""
    for pattern, text in _patterns(current()):
        if match := pattern.fullmatch(detail):
            return text.format(*(say_reason(value) for value in match.groups()))
    return ""


def listed(items: Iterable[str]) -> str:
    """Return words in a row, as the language of the person divides them."""
    return ("、" if current() else ", ").join(items)


def named(kind: str, key: str) -> str:
    """Return the name of what a file calls by a key, and the key, for who has to type it.

    :param kind: what it is a key of: ``theme``, ``key`` (of the front matter).
    :returns: the key alone where the language of the person has no name for it.
    """
    name = say(f"{kind} {key}")
    return key if name == f"{kind} {key}" else f"{name} {key}"


@resources.cached
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the messages that have ``{}`` for a value, the longest first."""
    known: Mapping[str, str] = messages(name, DOMAIN)
    withs = sorted((item for item in known if "{}" in item), key=len, reverse=True)
    return tuple(
        (re.compile(re.escape(entry).replace(r"\{\}", "(.+?)"), re.DOTALL), known[entry])
        for entry in withs
    )
