"""A knowledge base whose every field, page, setting and file name is hostile, and its build.

Every field that a person or a page can fill holds text that some reader of some file would
take for a command: title, people, publisher, address, caption, cell, heading, names of files,
settings, rulings, corrections, glossary.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from casebook.cli import main
from casebook.library import dump
from casebook.library.changes import HISTORY, ChangeKind
from casebook.library.ledger import dump_ledger
from casebook.records import (
    Article,
    Ledger,
    Paragraph,
    Picture,
    Region,
    Removal,
    Repair,
    Script,
    Section,
    Source,
    Table,
    Theme,
)

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "--><iframe src=//evil.example>",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "&lt;img src=x onerror=alert(1)&gt;",
    '=HYPERLINK("http://evil.example/")',
    "＝1＋1",
    "＋1+1",
    "－1-1",
    "＠SUM(A1)",
    "-1+cmd|' /C calc'!A0",
    "{{7*7}} {include} /etc/passwd",
    "```{raw} html",
    '#eval("1") #read("/etc/passwd")',
    "\\input{x} $x$ \\\\",
    "}, title = {x}, x = {",
    "ER  - TY  - JOUR",
    "'; DROP TABLE cases; --",
    "../../etc/passwd",
    "\u202e反向\u202c\u200b",
    "__proto__ constructor ${alert(1)}",
)
FORMULA = tuple("=+-@＝＋－＠\t\r")
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _file_name(text: str) -> str:
    return text.replace("/", "_")[:40] + ".png"


def _article(number: int, text: str) -> Article:
    """Return an article with the same text in every field."""
    words = f"{text}，全縣辦理{number + 3}件，放管服"
    blocks = (
        Paragraph(text),
        Paragraph(f"《{text}》和「{text}」由{text}縣人民政府印發，增加{number}5%。"),
        Paragraph(text, 1),
        Picture(text, text, _file_name(text)),
        Table(((text, "年"), (words, text)), True, text),
    )
    script = list(Script)[number % 2]
    return Article(
        slug=f"case-{number}",
        title=text,
        script=script,
        sections=(
            Section(Theme.BACKGROUND, text, blocks[:2]),
            Section(Theme.MEASURES, text, blocks, (Section(Theme.MEASURES, text, blocks[:1]),)),
            Section(Theme.RESULTS, text, blocks[:2]),
        ),
        kicker=text,
        subtitle=text,
        field=("政務服務", text)[number % 2],
        region=Region(text, "510100"),
        years="2014",
        sources=(
            Source(
                *(text, text, text, "2024-01-02", text),
                *((text,), (text,), (text,)),
                *(text, text),
            ),
        ),
        keep=(text,),
    )


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(folder: Path) -> None:
    """Write the knowledge base."""
    articles = folder / "articles"
    for number, text in enumerate(PAYLOADS):
        made = _article(number, text)
        put(articles / f"{made.slug}.md", dump(made).encode())
        put(articles / "pictures" / made.slug / _file_name(text), _PNG)
        ledger = Ledger(
            (Removal(1, text, text, text),),
            (Repair(2, text, text + "。", text, text),),
            (text,),
        )
        put(articles / "ledger" / f"{made.slug}.json", dump_ledger(ledger, {}).encode())
    rulings = "".join(
        f"zh-Hans-CN\t*\t{text}{tail}\t{text}{tail}\n"
        for tail, text in (("甲", PAYLOADS[0]), ("乙", PAYLOADS[8]), ("丙", PAYLOADS[14]))
    )
    put(articles / "exceptions.tsv", rulings.encode())
    listed = ", ".join(map(_toml, PAYLOADS))
    policies = "".join(
        f"[[policy]]\ntitle = {_toml(text)}\nissuer = {_toml(text)}\nnumber = {_toml(text)}\n"
        f"url = {_toml(text)}\n"
        for text in PAYLOADS
    )
    decided = "".join(
        f'[[{kind}]]\ncase = "case-{number}"\nparagraph = "background-p2"\n'
        f"text = {_toml(words)}\n{key} = {_toml(text)}\n"
        for number, text in enumerate(PAYLOADS)
        for kind, words, key in (("body", text, "name"), ("indicator", f"{number}5%", "measured"))
    )
    put(
        articles / "corrections.toml",
        f"[terms]\nadd = [{listed}]\n[policies]\nadd = [{listed}]\n{policies}{decided}".encode(),
    )
    put(
        articles / "glossary.toml",
        "".join(
            f"[[term]]\nterm = {_toml(text)}\ndefinition = {_toml(text)}\n" for text in PAYLOADS
        ).encode(),
    )
    changes = (
        {"date": "2024-02-03", "kind": kind.value, "case": f"case-{number}", "note": text}
        for number, text in enumerate(PAYLOADS)
        for kind in (ChangeKind.ADDED, ChangeKind.CHANGED)
    )
    put(articles / HISTORY, "".join(f"{json.dumps(item)}\n" for item in changes).encode())
    _put_settings(folder)


def _put_settings(folder: Path) -> None:
    """Write every setting that takes any text, and addresses and a name of a file that do."""
    both = _toml(f"{PAYLOADS[0]} {PAYLOADS[1]} {PAYLOADS[16]}")
    texts = ("title", "lead", "licence")
    of_book = ("editor", "publisher", "place", "edition", "cip")
    named = "".join(f"{name} = {both}\n" for name in (*texts, *(f"book_{x}" for x in of_book)))
    logo = _file_name(PAYLOADS[1])
    put(folder / logo, _PNG)
    put(
        folder / "casebook.toml",
        f"{named}logo = {_toml(logo)}\n"
        f"edit_url = {_toml('https://example.org/{slug}' + PAYLOADS[1])}\n"
        f"base_url = {_toml('https://example.org/' + PAYLOADS[1] + '/')}\n".encode(),
    )


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _page(number: int, *, live: bool) -> str:
    """Return a saved page that holds payloads in every place.

    :param live: whether they stand in it as markup, or as text that shows them.
    """
    here = PAYLOADS[number]
    shown = here if live else html.escape(here)
    held = PAYLOADS if not live else PAYLOADS[::3]
    data = json.dumps({"@type": "NewsArticle", "headline": here, "author": here})
    text = "".join(
        f"<p>全縣把五個窗口合成一個窗口，{payload if live else html.escape(payload)}，"
        f"統一收件、分類辦理、限時答覆，群眾少跑了{at + 2}趟路。</p>"
        for at, payload in enumerate(held)
    )
    attribute = html.escape(here)
    return (
        f"<html><head><title>某鎮推進一窗受理改革</title><base href='//evil.example/'>"
        f"<meta name='author' content='{attribute}'>"
        f"<meta name='description' content='{attribute}'>"
        f"<link rel='canonical' href='javascript:alert(1)'>"
        f"<script type='application/ld+json'>{data.replace('<', chr(92) + 'u003c')}</script></head>"
        f"<body onload='alert(1)'><h1>某鎮推進一窗受理改革（{number}）</h1>"
        f"<p>2024-01-02 10:00 來源：{shown} 記者：{shown}</p>"
        f"<h2>一、改革背景</h2>{text}<h2>二、{shown}</h2><p>{shown * 2}，辦理了12件。</p>"
        f"<figure><img src='x' onerror='alert(1)' alt='{attribute}'>"
        f"<figcaption>{shown}</figcaption></figure>"
        f"<table><tr><td>{shown}</td><td>年</td></tr><tr><td>辦理{shown}</td><td>2</td></tr></table>"
        f"<h2>三、改革成效</h2><p>群眾滿意，第二年在全縣推開，此後沒有再增加人手。</p>"
        f"<p>（責任編輯：{shown}）</p></body></html>"
    )


SAVED = {
    "<script>alert(1)<_script>'\"&amp;.html": _page(0, live=False),
    "=1+1 $(touch x) `id` ..%2f..%2fx #{y}.html": _page(3, live=True),
}
"""Saved pages by their hostile file names."""
CASES = len(PAYLOADS) + len(SAVED)


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Hostile:
    """What was built.

    :param added: what ``add`` said of the saved pages.
    :param built: what ``build`` said.
    """

    out: Path
    added: Said
    built: Said


def build_hostile(folder: Path) -> Hostile:
    """Build all products of the hostile knowledge base."""
    base = folder / "kb"
    assert CliRunner().invoke(main, ["new", str(base)]).exit_code == 0
    for path in (base / "articles").rglob("*.md"):
        path.unlink()
    _write(base)
    for name, page in SAVED.items():
        put(folder / "saved" / name, page.encode())
    articles = ["--articles", str(base / "articles")]
    pages = [str(folder / "saved" / name) for name in SAVED]
    added = CliRunner().invoke(main, ["add", *articles, *pages])
    options = [*articles, "--build", str(folder / "out")]
    built = CliRunner().invoke(main, ["build", "html", "pdf", "epub", "zip", *options])
    return Hostile(folder / "out", _said(added), _said(built))


def _said(result: Result) -> Said:
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return Said(result.exit_code, result.stdout, result.stderr)
