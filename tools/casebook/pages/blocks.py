"""Sections and blocks of an article become MyST, the same on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    sourced: bool = False,
    after: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the MyST of consecutive places of an article.

    :param top: level of the heading of a top-level section (2 for ``##``).
    :param own: gives the HTML id of a place, ``""`` for none.
    :param pictures: the paths (see :func:`picture_path`) whose file is there.
    :param links: from the text of running paragraphs and points.
    :param sourced: whether paragraphs name their sources by number.
    :param after: MyST that stands beside a block, by its id; what belongs to a point
        follows the whole list.
    """
    points: list[str] = []
    beside: list[str] = []
    depth = 0
    after = after or {}
    marked = article if sourced else None
    for place in places:
        content = place.content
        if isinstance(content, Paragraph) and content.depth:
            # A list may not begin, or go on, more than one level deeper.
            depth = min(content.depth, depth + 1)
            text = _text(place, content, links) + _marks(content, marked)
            points.append(_point(text, depth, own(place)))
            beside += [after[place.id]] if place.id in after else []
            continue
        if points:
            yield "\n".join(points)
            yield from beside
            points, beside, depth = [], [], 0
        if isinstance(content, Section):
            if content.heading:
                level = min(top + place.level - 1, 6)
                yield myst.heading(level, myst.inline(content.heading), own(place))
        else:
            path = picture_path(article, place) if isinstance(content, Picture) else ""
            name = own(place)
            if isinstance(content, Paragraph):
                text = _text(place, content, links) + _marks(content, marked)
                yield (f"{{#{name}}}\n" if name else "") + text
            else:
                yield _block(content, name, path if path in pictures else "")
                yield from _below(content, marked)
            yield from [after[place.id]] if place.id in after else ()
    if points:
        yield "\n".join(points)
        yield from beside


def _marks(block: Paragraph | Table, article: Article | None) -> str:
    """Return the numbers of the sources of a block, as links; none without an article.

    A number that the list of sources does not have is left out; `casebook check` reports it.
    """
    if article is None:
        return ""
    numbers = (number for number in block.sources if number <= len(article.sources))
    return "".join(f"{{case:source}}`{article.slug}/{number}`" for number in numbers)


def _below(block: Picture | Table, article: Article | None) -> Iterator[str]:
    """Yield the sources of a table, which follow it."""
    if isinstance(block, Table) and (marks := _marks(block, article)):
        yield f"{{.table-sources .hant}}\n來源：{marks}"


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
