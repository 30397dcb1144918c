"""Sections and blocks of an article become MyST, the same on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from casebook.pages import myst
from casebook.pages.links import Links
from casebook.pages.links import line as links_line
from casebook.records import Article, Paragraph, Picture, Placed, Section, Table

# What browsers and the book can show; a file of another kind keeps its caption only.
PICTURE_KINDS = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"}


def picture_path(article: Article, place: Placed) -> str:
    """Return the address of a picture under docs/, or ``""`` where there is none.

    It is made of slug and id alone, so that no file name of a saved page ever
    becomes a path.
    """
    assert isinstance(place.content, Picture)
    kind = PurePosixPath(place.content.file).suffix.lower()
    if kind not in PICTURE_KINDS:
        return ""
    return f"pictures/{article.slug}/{place.id}{kind}"


def render(
    article: Article,
    places: list[Placed],
    *,
    top: int,
    own: Callable[[Placed], str],
    pictures: frozenset[str],
    links: Links,
) -> Iterator[str]:
    """Yield the MyST of consecutive places of an article.

    :param top: level of the heading of a top-level section (2 for ``##``).
    :param own: gives the HTML id of a place, ``""`` for none.
    :param pictures: the paths (see :func:`picture_path`) whose file is there.
    :param links: from the text of running paragraphs and points.
    """
    points: list[str] = []
    depth = 0
    for place in places:
        content = place.content
        if isinstance(content, Paragraph) and content.depth:
            # A list may not begin, or go on, more than one level deeper.
            depth = min(content.depth, depth + 1)
            points.append(_point(_text(place, content, links), depth, own(place)))
            continue
        if points:
            yield "\n".join(points)
            points, depth = [], 0
        if isinstance(content, Section):
            if content.heading:
                level = min(top + place.level - 1, 6)
                yield myst.heading(level, myst.inline(content.heading), own(place))
        else:
            path = picture_path(article, place) if isinstance(content, Picture) else ""
            shown = path if path in pictures else ""
            name = own(place)
            if isinstance(content, Paragraph):
                yield (f"{{#{name}}}\n" if name else "") + _text(place, content, links)
            else:
                yield _block(content, name, shown)
    if points:
        yield "\n".join(points)


def _point(text: str, depth: int, own: str) -> str:
    indent = "  " * (depth - 1)
    mark = f"{{#{own}}}\n{indent}  " if own else ""
    return f"{indent}- {mark}{text}"


def _text(place: Placed, paragraph: Paragraph, links: Links) -> str:
    return links_line(paragraph.text, links.get(place.id, ()))


def _block(block: Picture | Table, own: str, picture: str) -> str:
    name = {"name": own} if own else {}
    match block:
        case Picture(caption=caption, credit=credit):
            text = myst.line(caption) if caption else ""
            if credit:
                text += f"[{myst.inline(credit)}]{{.credit}}"
            lines = [text] if text else []
            if picture:
                return "\n".join(myst.fence("figure", lines, f"/{picture}", **name, alt="圖片"))
            note = "[（圖片未隨文保存）]{.hant .missing}"
            return "\n".join(myst.fence("container", [text + note], "picture-missing", **name))
        case Table():
            return "\n".join(_table(block, name))


def _table(table: Table, name: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for row in table.rows:
        for column, cell in enumerate(row):
            lead = "* - " if column == 0 else "  - "
            lines.append((lead + myst.line(cell)).rstrip())
    options = {**name, "header-rows": str(int(table.header and len(table.rows) > 1))}
    caption = myst.line(table.caption) if table.caption else ""
    return myst.fence("list-table", lines, caption, **options)
