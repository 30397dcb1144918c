"""Casebook turns saved pages of Chinese reform cases into a site and a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casebook.pipeline import clean_page

__all__ = ["clean_page"]


def __getattr__(name: str) -> Any:
    """Load public functions when they are first used, so that importing a room stays cheap."""
    if name == "clean_page":
        from casebook.pipeline import clean_page  # noqa: PLC0415

        return clean_page
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
