"""A case that fails, made smaller as long as it fails in the same way."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterator
from typing import Any


def smaller(case: Any, fails: Callable[[Any], bool], tries: int = 3000) -> Any:
    """Return the smallest case that was found.

    :param fails: whether a case fails as the first did.
    :param tries: how many cases are looked at.
    """
    found = True
    while found:
        found = False
        for candidate in _smaller(case):
            tries -= 1
            if tries < 0:
                return case
            if fails(candidate):
                case, found = candidate, True
                break
    return case


def _smaller(value: Any) -> Iterator[Any]:
    """Yield values that are a little smaller, the smallest first."""
    if isinstance(value, enum.Enum):
        return
    if isinstance(value, int):  # a bool is one
        numbers = dict.fromkeys(item for item in (0, value // 2, value - 1) if item < value)
        yield from map(type(value), numbers)
    if isinstance(value, (str, bytes, list, tuple)):
        yield from _shorter(value)
    if isinstance(value, (list, tuple)):
        for at, item in enumerate(value):
            for less in _smaller(item):
                yield type(value)([*value[:at], less, *value[at + 1 :]])
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            for less in _smaller(getattr(value, field.name)):
                yield dataclasses.replace(value, **{field.name: less})  # type: ignore[type-var]


def _shorter(value: Any) -> Iterator[Any]:
    """Yield a sequence without some of it: halves, quarters … single elements."""
    size = (len(value) + 1) // 2
    while size and len(value) > 1:
        for start in range(0, len(value), size):
            less = value[:start] + value[start + size :]
            if len(less):
                yield less
        size //= 2
    if len(value) == 1 and not isinstance(value, (str, bytes)):
        yield value[:0]
