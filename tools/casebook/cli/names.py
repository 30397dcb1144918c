"""How a person names an article at the terminal."""

from __future__ import annotations

import re
from typing import Any

import click

_FILE = re.compile(r"(?:.*[/\\])?(?P<slug>[^/\\]+)\.md", re.IGNORECASE)


class Slug(click.ParamType[str]):
    """The slug of an article; its file (``articles/anji-bamboo.md``) names it too."""

    name = "slug"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> str:
        """Return the slug that a person means."""
        match = _FILE.fullmatch(value)
        return match["slug"] if match else str(value)
