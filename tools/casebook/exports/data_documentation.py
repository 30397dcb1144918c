"""The documentation of the data, made from the records of its rows."""

from __future__ import annotations

import types
import typing

from msgspec import Meta

from casebook.exports.data_rows import FLAT_TABLES, TABLES, Row
from casebook.exports.questions import QUESTIONS, in_both_scripts

_HEAD = """\
# Data

Beside the pages of each edition lies `data/`, made by `casebook.exports.data.data_files`:

- `cases.json`, `indicators.json` …: each table as a JSON list of rows, a case with all its text;
  described by `schema.json` (JSON Schema).
- `cases.csv`, `paragraphs.csv`, `sources.csv`, `indicators.csv`, `citations.csv` …: flat tables
  with names beside codes; described by `datapackage.json` (Frictionless Data Package 1: types,
  keys, references).
- `casebook.sqlite`: the same flat tables in one SQLite file; `paragraphs_text` is a full-text index
  of the paragraphs (FTS5, runs of three characters).
- `paragraphs.jsonl`: the rows of `paragraphs.csv`, one JSON object a line.

The paragraph ids are those of the pages.
This page is made by `casebook.exports.data_documentation.documentation` from the records in
`casebook/exports/data_rows.py`; a test compares them.

- Text is in the script of the edition; offsets (`start`, `end`) count in the text as stored in
  the article.
- CSV is UTF-8 with a byte order mark and CRLF line ends; lists are joined by `;`. A cell that a
  spreadsheet would take for a formula starts with an apostrophe.
- The same articles give the same bytes (of the database: with the same version of SQLite).
- `version` in `datapackage.json` and `schema.json` is raised where a field is added, renamed or
  changes its meaning.

In Python the same rows come without a build, with all corrections applied:

```python
import casebook

data = casebook.open("my-cases")  # the folder of a knowledge base
data.rows("indicators")  # a list of records
data.frame("citations", edition="zh-Hans-CN")  # a DataFrame, where pandas is installed
```

## Five questions

Asked of `casebook.sqlite`; any program that opens SQLite can ask them. Here their words stand
in both scripts, so that the database of every edition has an answer: text that is sought in
the other script has no rows, and SQLite says nothing. The page 資料怎麼用 of each site has the
questions too, with their words in the script of its edition alone.

{questions}

## Citations

Beside the tables lie the citations of all cases (`casebook.exports.citations`), one entry
a case, its name the slug: `cases.bib` (BibTeX, `@online`), `cases.ris` (RIS, `ELEC`, CRLF) and
`cases.csl.json` (CSL-JSON, `webpage`). The same of a single case are `cite/SLUG.bib` and so on.

- An original is cited by its source, with the date of the source; the day of access is the day
  its page was saved. A digest is cited as written by the knowledge base, with the date in its
  article file (`compiled`), else `book_date` of `casebook.toml`, else without one: the date of a
  source is never taken for it. Its sources are in the note. The case page says which date it is.
- Read on the web, the case page adds to its citations what only a reader knows: the day and,
  without `base_url`, the address. The files stay as they are.
- With `base_url` in `casebook.toml` a citation carries the address of the case page; of an
  original that has an address of its own, the note does.

`compare/list.js` and `compare/cases/SLUG.js` are what the page for comparing loads
(`casebook.exports.comparison`). They are no interface: their form may change.
"""


def documentation() -> str:
    """Make ``docs/project/data.md``: every table and every kind of row, field by field."""
    questions = "\n\n".join(
        f"{item.english}\n\n```sql\n{in_both_scripts(item.sql)}\n```" for item in QUESTIONS
    )
    parts = [_HEAD.replace("{questions}", questions)]
    below: dict[str, type[Row]] = {}
    for name, kind in TABLES.items():
        parts.append(_section(_title(name, kind), kind, below))
    for name, kind in FLAT_TABLES.items():
        if kind is not TABLES.get(name):
            parts.append(_section(f"`{name}.csv`", kind, below))
    written: set[str] = set()
    while waiting := [name for name in below if name not in written]:
        parts += [_section(f"Rows inside a case: {name}", below[name], below) for name in waiting]
        written.update(waiting)
    return "\n".join(parts)


def _title(name: str, kind: type[Row]) -> str:
    flat = kind is FLAT_TABLES.get(name)
    return f"`{name}.json`, `{name}.csv`" if flat else f"`{name}.json`"


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
        return " or ".join(dict.fromkeys(_type(arg, below) for arg in typing.get_args(plain)))
    if typing.get_origin(plain) is tuple:
        return f"list of {_type(typing.get_args(plain)[0], below)}"
    if typing.get_origin(plain) is typing.Annotated:
        return _type(typing.get_args(plain)[0], below)
    if isinstance(plain, type) and issubclass(plain, Row):
        below[plain.__name__.removesuffix("Row").lower()] = plain
        return plain.__name__.removesuffix("Row").lower()
    names = {str: "text", int: "number", float: "number", bool: "true or false"}
    return names.get(plain, "null")
