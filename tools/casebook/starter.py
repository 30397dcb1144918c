"""The files of a new knowledge base."""

from __future__ import annotations

from casebook import resources
from casebook.pages import myst
from casebook.settings_text import commented_settings

_TEMPLATES = {
    "README.md": "README.md",
    "docs/about.md": "about.md",
    ".gitignore": "gitignore",
    "articles/.gitkeep": "",
    "data/README.md": "data.md",
}


def starter_files(title: str) -> dict[str, bytes]:
    """Return the files of a new knowledge base by their address in its folder.

    :param title: of the knowledge base, in Traditional Chinese, one line.
    """
    files = {"casebook.toml": commented_settings(title)}
    for address, name in _TEMPLATES.items():
        text = resources.text(f"new/{name}") if name else ""
        files[address] = text.replace("{title}", myst.inline(title))
    return {address: text.encode("utf-8") for address, text in sorted(files.items())}
