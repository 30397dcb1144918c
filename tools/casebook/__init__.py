"""Casebook turns saved pages of Chinese reform cases into a site and a book."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casebook.ingest.pipeline import Cleaned, clean_bytes, clean_page
    from casebook.text import to_edition

__all__ = ["Cleaned", "clean_bytes", "clean_page", "to_edition"]

_HOMES = {
    "Cleaned": "casebook.ingest.pipeline",
    "clean_bytes": "casebook.ingest.pipeline",
    "clean_page": "casebook.ingest.pipeline",
    "to_edition": "casebook.text",
}


def __getattr__(name: str) -> Any:
    """Load public functions when they are first used, so that importing a room stays cheap."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
