"""The faces of the book: the system's Noto CJK, or the ones that pip installed.

The face follows the edition: the same character is drawn in the form of
Taiwan in the Traditional edition and in that of the mainland in the other.
"""

from __future__ import annotations

import importlib.util
from array import array
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from casebook.records import Edition

_FACES = ("TC", "SC")
"""Suffixes of the families that must be there for the system's fonts to be used."""
_PACKAGES = ("pylopdf_fonts_zh_tw", "pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")
_SANS = ("Noto Sans CJK {}", "Noto Sans {}")
_SERIF = ("Noto Serif CJK {}", "Noto Serif {}")
_SYSTEM = frozenset(stem.format(face) for stem in (_SANS[0], _SERIF[0]) for face in _FACES)
# Both come with Typst itself: what the Chinese faces lack (Greek, signs, Latin).
_EMBEDDED = ("Libertinus Serif", "New Computer Modern")


@dataclass(frozen=True, slots=True)
class Faces:
    """The families of one edition, in the order in which they are tried."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    drawn: frozenset[int]
    """Code points for which one of the serif families has a glyph."""


@cache
def installed(*, system: bool = True) -> typst.Fonts:
    """Return the system's fonts where they draw Chinese, otherwise those that pip installed.

    Never both: where a family is there twice, Typst may take either.

    :param system: whether the system's fonts may be used.
    """
    if system:
        result = typst.Fonts(include_system_fonts=True)
        if _SYSTEM.issubset(result.families()):
            return result
    return typst.Fonts(include_system_fonts=False, font_paths=[str(p) for p in _folders()])


@cache
def faces(edition: Edition, *, system: bool = True) -> Faces | None:
    """Return the faces of an edition, ``None`` where there is no Chinese font.

    :param system: whether the system's fonts may be used.
    """
    fonts = installed(system=system)
    families = frozenset(fonts.families())
    serif = _family(_SERIF, edition, families)
    sans = _family(_SANS, edition, families)
    if not serif or not sans:
        return None
    # What the serif faces draw is never missing from a heading.
    return Faces(serif, tuple(dict.fromkeys((*sans, *serif))), _drawn(fonts, serif))


def with_fallbacks(result: Faces, missing: Iterable[int], *, system: bool = True) -> Faces:
    """Return faces to which families are added that draw more of what is missing.

    The family that draws most comes first; where several draw as many, the first by name.

    :param missing: code points that ``found`` does not draw.
    """
    wanted = frozenset(missing)
    if not wanted:
        return result
    drawn = {
        family: wanted.intersection(points) for family, points in _coverage(system=system).items()
    }
    added: list[str] = []
    while drawn and (best := min(drawn, key=lambda name: (-len(drawn[name]), name))):
        if not drawn[best]:
            break
        got = drawn.pop(best)
        added.append(best)
        drawn = {family: points - got for family, points in drawn.items()}
        wanted -= got
    return Faces(
        (*result.serif, *added),
        (*result.sans, *added),
        result.drawn | (frozenset(missing) - wanted),
    )


@cache
def drawn_by_others(*, system: bool = True) -> frozenset[int]:
    """Return the code points that any installed family draws."""
    return frozenset().union(*_coverage(system=system).values())


@cache
def _coverage(*, system: bool) -> dict[str, array[int]]:
    """Return the code points that each installed family draws.

    As arrays: sets of all families together took 300 MiB.
    """
    fonts = installed(system=system)
    families = frozenset(font.family for font in fonts.fonts() if font.path)
    return {family: array("I", _drawn(fonts, (family,))) for family in sorted(families)}


def _family(stems: Iterable[str], edition: Edition, families: AbstractSet[str]) -> tuple[str, ...]:
    """Return the first family that draws the edition, with what helps it out.

    Where the face of its region is not installed, the next that its file names serves.
    """
    for first, stem in product(edition.typefaces, stems):
        if stem.format(first) in families:
            names = (stem.format(face) for face in edition.typefaces)
            return tuple(name for name in (*names, *_EMBEDDED) if name in families)
    return ()


def _folders() -> list[Path]:
    """Return the folders of the fonts that pip installed, without importing anything."""
    specs = (importlib.util.find_spec(name) for name in _PACKAGES)
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]


def _drawn(fonts: typst.Fonts, families: tuple[str, ...]) -> frozenset[int]:
    drawn: set[int] = set()
    seen: set[str] = set()
    for font in fonts.fonts():
        if font.family in families and font.path and font.family not in seen:
            seen.add(font.family)
            with TTFont(font.path, fontNumber=font.index, lazy=True) as file:
                drawn |= file.getBestCmap().keys()
    return frozenset(drawn)
