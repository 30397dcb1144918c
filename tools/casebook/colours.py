"""Colours of text on the two grounds of the site: whether they can be read, and a lighter one.

Contrast is that of WCAG 2.2 (relative luminance); 4.5 is what its level AA asks of text.
"""

from __future__ import annotations

import re

_FORM = re.compile(r"#[0-9a-fA-F]{6}")
_LIGHT, _DARK = "#f6f1e5", "#221f1b"
"""The grounds of the site on which text has the least contrast (``site/assets/look.css``)."""
_LEAST = 4.5
_STEPS = 20


def is_legible(colour: str) -> bool:
    """Whether a setting is empty, or a colour as #1f4e79 that can be read on the light ground."""
    return not colour or (
        _FORM.fullmatch(colour) is not None and contrast(colour, _LIGHT) >= _LEAST
    )


def on_dark(colour: str) -> str:
    """Return the nearest mixture of a colour with white that can be read on the dark ground."""
    for step in range(_STEPS + 1):
        parts = (round(part + (255 - part) * step / _STEPS) for part in _parts(colour))
        lighter = "#" + "".join(f"{part:02x}" for part in parts)
        if contrast(lighter, _DARK) >= _LEAST:
            break
    return lighter


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
