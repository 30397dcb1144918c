"""The documentation of the data, made from the records of its rows."""

from __future__ import annotations

import types
import typing

from msgspec import Meta

from casebook.exports.data_rows import TABLES, Row

_HEAD = """\
# Data

Beside the pages of each edition lies `data/`, made by `casebook.exports.data.data_files`.
Each table is a JSON list of rows (`cases.json` …); all but the cases are CSV files too.
`schema.json` is the JSON Schema of every table; the paragraph ids are those of the pages.
This page is made by `casebook.pages.data_page.documentation` from the records in
`casebook/exports/data_rows.py`; a test compares them.

- Text is in the script of the edition; offsets (`start`, `end`) count in the text as stored in
  the article.
- CSV is UTF-8 with a byte order mark and CRLF line ends; lists are joined by `;`. A cell that a
  spreadsheet would take for a formula starts with an apostrophe.
- The same articles give the same bytes.

Beside the tables lie the citations of all cases (`casebook.exports.citations`), one entry
a case, its name the slug: `cases.bib` (BibTeX, `@online`), `cases.ris` (RIS, `ELEC`, CRLF) and
`cases.csl.json` (CSL-JSON, `webpage`). The same of a single case are `cite/SLUG.bib` and so on.

- An original is cited by its source, and the day of access is the day its page was saved. A
  digest is cited as written by the knowledge base, without a date; its sources are in the note.
- With `base_url` in `casebook.toml` a citation carries the address of the case page; of an
  original that has an address of its own, the note does.

`compare/list.js` and `compare/cases/SLUG.js` are what the page for comparing loads
(`casebook.exports.comparison`). They are no interface: their form may change.
"""


def documentation() -> str:
    """Make ``docs/project/data.md``: every table and every kind of row, field by field."""
    parts = [_HEAD]
    below: dict[str, type[Row]] = {}
    for name, kind in TABLES.items():
        parts.append(_section(f"`{name}`", kind, below))
    written: set[str] = set()
    while waiting := [name for name in below if name not in written]:
        parts += [_section(f"Rows inside a case: {name}", below[name], below) for name in waiting]
        written.update(waiting)
    return "\n".join(parts)


def _section(title: str, kind: type[Row], below: dict[str, type[Row]]) -> str:
    lines = [f"## {title}", "", (kind.__doc__ or "").strip(), ""]
    lines += ["| field | type | meaning |", "| --- | --- | --- |"]
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in kind.__struct_fields__:
        plain, *metas = typing.get_args(hints[field])
        meaning = next(m.description for m in reversed(metas) if isinstance(m, Meta))
        lines.append(f"| `{field}` | {_type(plain, below)} | {meaning} |")
    return "\n".join([*lines, ""])


def _type(plain: typing.Any, below: dict[str, type[Row]]) -> str:
    if isinstance(plain, types.UnionType):
        return " or ".join(dict.fromkeys(_type(one, below) for one in typing.get_args(plain)))
    if typing.get_origin(plain) is tuple:
        return f"list of {_type(typing.get_args(plain)[0], below)}"
    if typing.get_origin(plain) is typing.Annotated:
        return _type(typing.get_args(plain)[0], below)
    if isinstance(plain, type) and issubclass(plain, Row):
        below[plain.__name__.removesuffix("Row").lower()] = plain
        return plain.__name__.removesuffix("Row").lower()
    names = {str: "text", int: "number", float: "number", bool: "true or false"}
    return names.get(plain, "null")
