"""How much of a text comes back from Word and PDF files that were made from it.

    python bench/doors.py [ARTICLES]      # default: the sample, articles/

Each article is set by Typst in one and in two columns, printed by Chromium (where there is
one), and written as a Word document; each with a running head and page numbers where the
maker has them.  It is read again, and its text held against the article.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from html import escape
from pathlib import Path

import docx
import typst
from playwright.sync_api import sync_playwright

import casebook
from casebook.library import load_articles
from casebook.records import Article, Paragraph, Section, Table, walk

HEAD = "青河市改革案例匯編"


def items(article: Article) -> list[tuple[str, object]]:
    made: list[tuple[str, object]] = [("title", article.title)]
    for placed in walk(article):
        match placed.content:
            case Section(heading=heading):
                if heading:
                    made.append((f"h{placed.level}", heading))
            case Paragraph(text=text):
                made.append(("p", text))
            case Table(rows=rows):
                made.append(("table", rows))
    return made


def words(made: list[tuple[str, object]]) -> list[str]:
    result = []
    for kind, value in made:
        if kind == "table":
            result += [cell for row in value for cell in row if cell]  # type: ignore[attr-defined]
        else:
            result.append(str(value))
    return result


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


SPACED = """#set page(paper: "a5", footer: context [第 #counter(page).display() 頁])
#set text(font: "Noto Sans CJK SC", size: 9.5pt, lang: "zh")
#set par(justify: false, spacing: 1.4em)"""
"""Another form: paragraphs told apart by space, ragged lines, a footer in words."""


def as_typst(made: list[tuple[str, object]], columns: int, form: str = "") -> bytes:
    out = (
        [form]
        if form
        else [
            f'#set page(paper: "a4", columns: {columns}, header: [{HEAD}], numbering: "— 1 —")',
            '#set text(font: "Noto Serif CJK SC", size: 11pt, lang: "zh")',
            "#set par(justify: true, first-line-indent: (amount: 2em, all: true))",
        ]
    )
    for kind, value in made:
        if kind == "title":
            place = '#place(top, scope: "parent", float: true)' if columns > 1 else "#"
            call = f'align(center, text(size: 18pt, weight: "bold", {quoted(str(value))}))'
            out.append(f"{place}[#{call}]" if columns > 1 else place + call)
        elif kind.startswith("h"):
            out.append(f"#heading(level: {min(int(kind[1:]), 5)}, {quoted(str(value))})")
        elif kind == "p":
            out.append(f"#par({quoted(str(value))})")
        else:
            rows = value
            wide = len(rows[0])  # type: ignore[index]
            cells = ", ".join(quoted(c) for row in rows for c in row)  # type: ignore[attr-defined]
            out.append(f"#table(columns: {wide}, {cells})")
    return typst.compile("\n".join(out).encode())


def as_html(made: list[tuple[str, object]]) -> str:
    style = "table,td{border:1px solid;border-collapse:collapse}"
    out = [f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>"]
    for kind, value in made:
        if kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>"
                for row in value  # type: ignore[attr-defined]
            )
            out.append(f"<table>{rows}</table>")
        else:
            name = {"title": "h1", "p": "p"}.get(kind) or f"h{min(int(kind[1:]) + 1, 6)}"
            out.append(f"<{name}>{escape(str(value))}</{name}>")
    return "".join(out)


def as_docx(made: list[tuple[str, object]]) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    for kind, value in made:
        if kind == "table":
            rows = value
            table = document.add_table(len(rows), len(rows[0]))  # type: ignore[arg-type,index]
            for y, row in enumerate(rows):  # type: ignore[arg-type,var-annotated]
                for x, cell in enumerate(row):
                    table.cell(y, x).text = cell
        elif kind == "p":
            document.add_paragraph(str(value))
        else:
            document.add_heading(str(value), 0 if kind == "title" else min(int(kind[1:]), 9))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def f1(right: list[str], got: list[str]) -> float:
    """Compare pairs of characters."""

    def pairs(texts: list[str]) -> Counter[str]:
        text = "".join("".join(t.split()) for t in texts)
        return Counter(text[at : at + 2] for at in range(len(text) - 1))

    item, other = pairs(right), pairs(got)
    shared = sum((item & other).values())
    return 2 * shared / ((sum(item.values()) + sum(other.values())) or 1)


def whole(right: list[str], got: list[str]) -> float:
    """Share of paragraphs, headings and cells that come back whole and in order."""
    wanted = ["".join(t.split()) for t in right]
    result = 0
    rest = ["".join(text.split()) for text in got]
    at = 0
    for text in wanted:
        try:
            at = rest.index(text, at) + 1
            result += 1
        except ValueError:
            continue
    return result / len(wanted)


def main() -> None:
    folder = Path(next((x for x in sys.argv[1:] if x != "-v"), "articles"))
    articles = [(article.slug, items(article)) for article in load_articles(folder)[0]]
    makers = {
        "Word": as_docx,
        "Typst": lambda made: as_typst(made, 1),
        "Typst, spaced": lambda made: as_typst(made, 1, SPACED),
        "Typst, two columns": lambda made: as_typst(made, 2),
    }
    scores: dict[str, list[tuple[float, float, str]]] = {}
    for name, made in articles:
        for maker, make in makers.items():
            measure(scores, maker, name, made, make(made))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page()
        for name, made in articles:
            page.set_content(as_html(made))
            data = page.pdf(
                display_header_footer=True,
                header_template=f"<span style='font-size:9px'>{HEAD}</span>",
                footer_template="<span style='font-size:9px' class=pageNumber></span>",
                margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"),
            )
            measure(scores, "Chromium", name, made, data)
            page.add_style_tag(
                content="body{columns:2;font:11pt 'Noto Serif CJK SC'}p{text-indent:2em;margin:0}"
            )
            data = page.pdf(format="A4", margin=dict.fromkeys(("top", "left"), "1.5cm"))
            measure(scores, "Chromium, two columns", name, made, data)
        browser.close()
    for maker, rows in scores.items():
        worst = min(rows)
        mean = sum(row[0] for row in rows) / len(rows)
        entire = sum(row[1] for row in rows) / len(rows)
        print(f"{maker}: F1 {mean:.4f} (least {worst[0]:.4f} {worst[2]}), whole {entire:.3f}")


def measure(scores, maker, name, made, data) -> None:  # type: ignore[no-untyped-def]
    done = casebook.clean_bytes(data, name=f"{name} {maker}")
    right = words(made)
    got = words(items(done.article)) if done.article else []
    scores.setdefault(maker, []).append((f1(right, got), whole(right, got), name))
    if "-v" in sys.argv:
        print(maker, name, round(scores[maker][-1][0], 4), round(scores[maker][-1][1], 3))


if __name__ == "__main__":
    main()
