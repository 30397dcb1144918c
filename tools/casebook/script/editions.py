"""Text of one script becomes the text of an edition."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import opencc

from ..model import Edition, Script
from .detect import detect_script


@functools.cache
def _converter(script: Script) -> opencc.OpenCC:
    return opencc.OpenCC("s2tw" if script is Script.HANT else "tw2s")


def to_edition(
    text: str, edition: Edition | str, *, script: Script | None = None, keep: Iterable[str] = ()
) -> str:
    """Return ``text`` as ``edition`` prints it.

    :param edition: an :class:`Edition` or its language tag (``zh-Hant-TW``, ``zh-Hans-CN``).
    :param script: the script that ``text`` is in; found from the text where it is ``None``.
    :param keep: words that stay character for character as they are.
    :returns: text already in the script of the edition comes back unchanged.
    :raises ValueError: ``edition`` is no edition.
    """
    target = Edition(edition).script
    source = script or detect_script(text)
    if source is None or source is target:
        return text
    return _converter(target).convert(text)
