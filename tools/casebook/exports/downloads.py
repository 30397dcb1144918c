"""What of a knowledge base can be carried away, on the page that offers it.

The page is built before the files that it names; where it lists them there is a mark,
for which :func:`completed` puts the list when the files and their sizes are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from casebook.exports.archive import ALL, archive_name
from casebook.exports.data import DATA_FILES
from casebook.exports.data_rows import FLAT_TABLES
from casebook.exports.database import DATABASE
from casebook.exports.package import PACKAGE
from casebook.records import Edition
from casebook.text.catalogue import N_
from casebook.text.printer import Printer

PAGE = "download/index"
"""The page, in the folder of its edition."""
FOLDER = "downloads"
"""Where archives and books lie beside the editions of a site."""
MARK = "<!-- casebook: files to carry away -->"

_ARCHIVE = N_("本版的全部網頁，解壓縮後打開 index.html，不連網也能讀、能搜尋")
_ALL = N_("所有版本的全部網頁")
_PDF = N_("全書，可列印")
_EPUB = N_("全書，供電子書閱讀器和手機")
_MISSING = N_("這次沒有製作的：{missing}。維護者可以這樣製作：")
_APART = N_("這是離線版，其中沒有書和其他離線版；那些在原來的網站上。")
_KINDS = {"zip": N_("離線版（ZIP）"), "pdf": N_("書（PDF）"), "epub": N_("電子書（EPUB）")}
"""What can be made beside the pages, by the word with which `casebook build` makes it."""
_FILES = N_("離線版和書")
_DATA = N_("資料")
_FILE, _WHAT, _SIZE = N_("檔案"), N_("內容"), N_("大小")

_TABLES = {
    "cases": N_("案例：標題、領域、地區、年份、來源"),
    "paragraphs": N_("逐段的文字，每段有固定的編號"),
    "sources": N_("各案例的來源，編號與文中的標記一致"),
    "indicators": N_("文中的數字：指標、數值、單位、時間、原句"),
    "citations": N_("引用政策文件的地方：文件、案例、原句"),
    "policies": N_("政策文件"),
    "terms": N_("提法"),
    "places": N_("地區"),
    "organisations": N_("機構"),
    "timeline": N_("年表"),
}
_OTHERS = {
    DATABASE: N_("以上各表合成一個 SQLite 資料庫，帶全文索引"),
    "cases.json": N_("案例全文，JSON"),
    "paragraphs.jsonl": N_("逐段的文字，每行一個 JSON 物件"),
    PACKAGE: N_("各表欄位的說明（Frictionless Data Package）"),
    "schema.json": N_("JSON 檔案的說明（JSON Schema）"),
}


def offered(names: Iterable[str], edition: Edition) -> list[tuple[str, str]]:
    """Return the archives and books of an edition with what each is, in Traditional Chinese.

    :param names: of all files that were made; those of other editions are left out.
    """
    book = re.compile(rf"casebook-{re.escape(edition.folder)}(?:-\d+)?\.(?P<kind>pdf|epub)")
    results: list[tuple[str, str]] = []
    for name in sorted(names):
        if name == archive_name(edition):
            results.insert(0, (name, _ARCHIVE))
        elif match := book.fullmatch(name):
            results.append((name, _PDF if match["kind"] == "pdf" else _EPUB))
        elif name == ALL:
            results.append((name, _ALL))
    return results


def completed(
    page: bytes, printer: Printer, made: Mapping[str, int] | None, data: Mapping[str, int]
) -> bytes:
    """Return the page with the list in the place of its mark.

    :param page: ``download/index.html`` of an edition.
    :param made: bytes of the archives and books that lie in :data:`FOLDER`, by name; ``None``
        for the page in an archive, beside which none lie.
    :param data: bytes of the data files of the edition, by name.
    """
    here = printer.interface
    files = [
        (f"../../{FOLDER}/{name}", name, what, (made or {})[name])
        for name, what in offered(made or {}, printer.edition)
    ]
    tables = [(f"{name}.csv", _TABLES[name]) for name in FLAT_TABLES]
    rows = [
        (f"../data/{name}", name, what, data[name])
        for name, what in (*tables, *_OTHERS.items())
        if name in data and name in DATA_FILES
    ]
    listed = _table(here(_FILES), files, printer) if files else ""
    listed += f"<p>{escape(here(_APART))}</p>\n" if made is None else _missing(made, printer)
    return page.replace(MARK.encode(), (listed + _table(here(_DATA), rows, printer)).encode())


def _missing(made: Iterable[str], printer: Printer) -> str:
    """Return which kinds of files were not made, and what makes them; ``""`` for none."""
    here = printer.interface
    there = {name.rpartition(".")[2] for name, _ in offered(made, printer.edition)}
    lacking = [kind for kind in _KINDS if kind not in there]
    if not lacking:
        return ""
    missing = "、".join(here(_KINDS[kind]) for kind in lacking)
    command = f"casebook build html {' '.join(_KINDS)}"  # the page offers what is made with it
    return f"<p>{escape(here(_MISSING).format(missing=missing))}<code>{command}</code></p>\n"


def _table(caption: str, rows: Iterable[tuple[str, str, str, int]], printer: Printer) -> str:
    here = printer.interface
    head = "".join(f'<th scope="col">{escape(here(word))}</th>' for word in (_FILE, _WHAT, _SIZE))
    lines = [
        f'<tr><td><a href="{escape(address)}">{escape(name)}</a></td>'
        f"<td>{escape(here(what))}</td><td>{size(many)}</td></tr>"
        for address, name, what, many in rows
    ]
    body = "\n".join(lines)
    return (
        '<div class="pst-scrollable-table-container"><table class="table downloads">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></div>\n"
    )


def size(many: int) -> str:
    """Return a number of bytes as readers know it: ``12 kB``, ``3.4 MB``."""
    if many < 1_000:
        return f"{many} B"
    if many < 1_000_000:
        return f"{many / 1_000:.0f} kB"
    return f"{many / 1_000_000:.1f} MB"
