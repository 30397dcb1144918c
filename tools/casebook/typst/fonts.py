"""The faces of the book: the system's Noto CJK, or the ones that pip installed.

The face follows the edition: the same character is drawn in the form of
Taiwan in the Traditional edition and in that of the mainland in the other.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

import typst
from casebook.model import Edition

_FACES = {Edition.TRADITIONAL: ("TC", "SC"), Edition.SIMPLIFIED: ("SC", "TC")}
_PACKAGES = ("pylopdf_fonts_zh_tw", "pylopdf_fonts_zh_cn")
# Both come with Typst itself: what the Chinese faces lack (Greek, signs, Latin).
_EMBEDDED = ("Libertinus Serif", "New Computer Modern")


@dataclass(frozen=True, slots=True)
class Faces:
    """The families of one edition, in the order in which they are tried."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    fonts: typst.Fonts
    drawn: frozenset[int]
    """Code points for which one of the serif families has a glyph."""


@cache
def faces(edition: Edition, *, system: bool = True) -> Faces | None:
    """Return the faces of an edition, ``None`` where there is no Chinese font.

    :param system: whether the system's fonts may be used.
    """
    installed = typst.Fonts(include_system_fonts=system, font_paths=[str(p) for p in _folders()])
    families = frozenset(installed.families())
    for stem in ("Noto {} CJK {}", "Noto {} {}"):
        serif = tuple(stem.format("Serif", face) for face in _FACES[edition])
        sans = tuple(stem.format("Sans", face) for face in _FACES[edition])
        if serif[0] in families and sans[0] in families:
            serif = tuple(name for name in (*serif, *_EMBEDDED) if name in families)
            sans = tuple(name for name in (*sans, *_EMBEDDED) if name in families)
            return Faces(serif, sans, installed, _drawn(installed, serif))
    return None


def _folders() -> list[Path]:
    """Return the folders of the fonts that pip installed, without importing anything."""
    specs = (importlib.util.find_spec(name) for name in _PACKAGES)
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]


def _drawn(installed: typst.Fonts, families: tuple[str, ...]) -> frozenset[int]:
    drawn: set[int] = set()
    seen: set[str] = set()
    for font in installed.fonts():
        if font.family in families and font.path and font.family not in seen:
            seen.add(font.family)
            with TTFont(font.path, fontNumber=font.index, lazy=True) as file:
                drawn |= file.getBestCmap().keys()
    return frozenset(drawn)
