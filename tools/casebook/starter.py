"""The files of a new knowledge base."""

from __future__ import annotations

from typing import Any

from casebook import resources
from casebook.pages import myst
from casebook.records import Script
from casebook.settings import Settings
from casebook.settings_text import commented_settings
from casebook.text.editions import edition_of

_TEMPLATES = {
    "README.md": "README.md",
    "docs/about.md": "about.md",
    ".gitignore": "gitignore",
    "articles/.gitkeep": "",
    "data/README.md": "data.md",
}


_SIMPLIFIED = {"README.md", "about.md", "data.md"}
"""Templates that there are in Simplified script, too."""


def starter_files(title: str, script: Script = Script.HANT) -> dict[str, bytes]:
    """Return the files of a new knowledge base by their address in its folder.

    :param title: of the knowledge base, in either script, one line.
    :param script: that its keeper writes; what the site prints in it comes first.
    """
    tags = sorted(Settings().editions, key=lambda tag: edition_of(tag).script is not script)
    values: dict[str, Any] = {"title": title}
    if tuple(tags) != Settings().editions:
        values["editions"] = tuple(tags)
    files = {"casebook.toml": commented_settings(values)}
    for address, name in _TEMPLATES.items():
        folder = "new/zh-Hans" if script is Script.HANS and name in _SIMPLIFIED else "new"
        text = resources.text(f"{folder}/{name}") if name else ""
        files[address] = text.replace("{title}", myst.inline(title))
    return {address: text.encode("utf-8") for address, text in sorted(files.items())}
