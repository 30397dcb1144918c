"""Casebook turns saved pages of Chinese reform cases into a site and a book."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casebook.data_access import KnowledgeBase
    from casebook.data_access import open_base as open  # noqa: A004 - read as casebook.open
    from casebook.ingest.pipeline import Cleaned, clean_archive, clean_bytes, clean_page
    from casebook.text import to_edition

__all__ = [
    "Cleaned",
    "KnowledgeBase",
    "clean_archive",
    "clean_bytes",
    "clean_page",
    "open",
    "to_edition",
]

_HOMES = {
    "KnowledgeBase": ("casebook.data_access", "KnowledgeBase"),
    "Cleaned": ("casebook.ingest.pipeline", "Cleaned"),
    "clean_archive": ("casebook.ingest.pipeline", "clean_archive"),
    "clean_bytes": ("casebook.ingest.pipeline", "clean_bytes"),
    "clean_page": ("casebook.ingest.pipeline", "clean_page"),
    "open": ("casebook.data_access", "open_base"),
    "to_edition": ("casebook.text", "to_edition"),
}


def __getattr__(name: str) -> Any:
    """Load public functions when they are first used, so that importing the package stays cheap."""
    if name in _HOMES:
        module, function = _HOMES[name]
        return getattr(import_module(module), function)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
