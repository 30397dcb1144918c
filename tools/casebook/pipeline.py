"""The way of a saved page to an article: read, clean, parse."""

from __future__ import annotations

import hashlib
from pathlib import Path

from casebook.clean.run import clean
from casebook.model import Article, Ledger
from casebook.parse.article import Saved, parse
from casebook.problems import Code, Problem
from casebook.read.decode import decode, is_binary
from casebook.read.html import is_html, read_html
from casebook.read.page import Page
from casebook.read.source import MAX_PAGE_BYTES, read_bytes
from casebook.read.text import read_text

Cleaned = tuple[Article | None, Ledger, tuple[Problem, ...]]


def clean_page(path: Path, *, url: str = "", max_bytes: int = MAX_PAGE_BYTES) -> Cleaned:
    """Read, clean and parse one saved page.

    :param path: an HTML page or a page saved as text, in any encoding.
    :param url: the address of the page, where it is known.
    :param max_bytes: size above which the file is refused.
    :returns: the article, the ledger of what cleaning removed and changed, and the
        problems met.  Where a problem is an error, the article is ``None``
        and the ledger tells how far cleaning came.  Nothing is raised for bad input.
    """
    path = Path(path)
    page, problems, sha256 = read_page(path, max_bytes)
    if page is None:
        return None, Ledger(), problems
    kept, ledger = clean(page.lines)
    ledger = Ledger(ledger.removals, page.repairs + ledger.repairs, ("read", *ledger.steps))
    article, found = parse(kept, ledger, page.facts, Saved(path.name, sha256, "", url))
    placed = tuple(Problem(p.code, str(path), p.line, p.detail) for p in found)
    return article, ledger, problems + placed


def read_page(
    path: Path, max_bytes: int = MAX_PAGE_BYTES
) -> tuple[Page | None, tuple[Problem, ...], str]:
    """Read a saved page into lines.

    :returns: the page (``None`` where it cannot be read), the problems met, and the
        SHA-256 checksum of the file in hexadecimal.
    """
    data, problems = read_bytes(path, max_bytes)
    if data is None:
        return None, problems, ""
    sha256 = hashlib.sha256(data).hexdigest()
    if is_binary(data):
        return None, (Problem(Code.FILE_BINARY, str(path)),), sha256
    decoded = decode(data)
    if decoded is None:
        return None, (Problem(Code.UNDECODABLE, str(path)),), sha256
    if decoded.broken:
        detail = f"({decoded.broken} in {decoded.encoding})"
        problems = (Problem(Code.BROKEN_BYTES, str(path), 0, detail),)
    if not decoded.text.strip():
        return None, (Problem(Code.FILE_EMPTY, str(path)),), sha256
    page = read_html(decoded.text) if is_html(decoded.text) else read_text(decoded.text)
    return page, problems, sha256
