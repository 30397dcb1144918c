"""Laws 1, 2, 5, 6 and 8 on articles: files, pages, data, addresses, the word of a person."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.lawtrials.determinism import checksums, elsewhere
from bench.lawtrials.parts import Parts
from bench.lawtrials.trial import UnfitError, trial
from tests.held import held
from tests.site import test_laws as whole
from tests.site.build import snapshot_of
from tests.strategies import has_text

from casebook.exports.beside import beside_files
from casebook.knowledge import build
from casebook.library import dump, parse
from casebook.library.ids import parse_ids, renewed_ids
from casebook.pages import myst
from casebook.pages.site import site_files
from casebook.problems import Code, Severity
from casebook.project import Snapshot
from casebook.records import Article, Paragraph, Script, Section, Theme, block_texts, walk
from casebook.text.overrides import Overrides, Ruling

NOWHERE = Path("none/articles")

# --- 1: conservation ----------------------------------------------------------------

_Edit = tuple[str, int, str]
_EDITS = ("cut", "twice", "swap", "put", "join", "indent")
_MARKS = ("", "#", "## 改革背景", "### 一", "- ", "---", "| 一 |", "  x")


def _edited(parts: Parts) -> tuple[Article, list[_Edit]]:
    pick = parts.random
    edits = [
        (
            pick.choice(_EDITS),
            pick.randint(0, 80),
            pick.choice(_MARKS) if pick.random() < 0.3 else parts.line(),
        )
        for _ in range(pick.randint(1, 6))
    ]
    return parts.article(), edits


@trial(1, case="an article file, as written and changed by a person", draw=_edited, cases=5000)
def article_files(case: tuple[Article, list[_Edit]]) -> None:
    """The file gives back the record; whatever a person makes of it is written and read alike."""
    article, edits = case
    if not any(map(has_text, article.sections)):
        return  # what failed may be made smaller than an article can be
    text = dump(article)
    back, problems = parse(text, article.slug, "x.md")
    assert (back, dump(article)) == (article, text)
    assert {problem.code for problem in problems} <= {Code.KEY_UNKNOWN}
    rows = text.split("\n")
    for what, where, line in edits:
        at = where % len(rows)
        before, other = rows[at], rows[at - 1]
        rows[at : at + 1] = {
            "cut": [],
            "twice": [before, before],
            "swap": [other, before],
            "put": [before, line],
            "join": [before + line],
            "indent": [f"  {before}"],
        }[what] or [""]
    read, _ = parse("\n".join(rows), article.slug, "x.md")
    if read is not None:
        again, problems = parse(dump(read), article.slug, "x.md")
        assert [p for p in problems if p.code.severity is Severity.ERROR] == []
        assert again == read


# --- 2, 5, 6: pages -----------------------------------------------------------------


@trial(
    2,
    case="an article on a built site",
    draw=Parts.article,
    together=100,
    cases=500,
    shrinks=False,
)
def built_sites(articles: Sequence[Article]) -> None:
    """Every paragraph on its page, whole, in order, once; nothing became markup.

    A site for each script, so that each article is built once, in the edition of its own.
    """
    check = whole.test_case_pages_hold_every_paragraph_as_it_is
    for script in Script:
        own = [article for article in articles if article.script is script]
        if own:
            check.hypothesis.inner_test(own)


# What is found in one article alone is found once for all sites that it stands on.
_scanned = functools.cache(vars(build)["_scan"])
vars(build)["_scan"] = _scanned

_STABLE = ("cases/", "terms/", "policies/", "organisations/", "places/")


@trial(
    2,
    5,
    6,
    case="an article among others",
    draw=Parts.article,
    together=100,
    cases=5000,
)
def pages_of_articles(articles: Sequence[Article]) -> None:
    """Texts in order on their page; addresses as without the others; the same elsewhere."""
    _scanned.cache_clear()
    snapshot = snapshot_of(articles, NOWHERE)
    pages = site_files(snapshot)
    for article in articles:
        _check_text(article, pages[f"cases/{article.slug}.md"].decode("utf-8"))
    half = len(articles) // 2
    for few in (articles[:half], articles[half:]):
        _check_addresses(few, site_files(snapshot_of(few, NOWHERE)), pages)
    here, there = checksums(snapshot, pages), elsewhere(articles)
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == []


def _check_addresses(
    few: Sequence[Article], before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """Case pages and pages of names are there still, and ids of cases are those of before."""
    assert {name for name in before if name.startswith(_STABLE)} <= after.keys()
    for article in few:
        name = f"cases/{article.slug}.md"
        for placed in walk(article):
            mark = f"{{#{placed.id}".encode()
            assert (mark in before[name]) == (mark in after[name])


_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])+)\]\(#[^)\s]+\)")


def _check_text(article: Article, page: str) -> None:
    """Every text of an article stands in the source of its case page, in order."""
    # What a term or a document is called is linked in the text: the name is the text.
    page = _LINK.sub(r"\1", page)
    at = 0
    for placed in walk(article):
        content = placed.content
        if isinstance(content, Section) and not content.heading:
            continue
        marks = (f"{{#{placed.id}}}\n", f"{{#{placed.id} ", f"\n:name: {placed.id}\n")
        at = _first(page, marks, at)
        if page.startswith(marks[-1], at):  # what a directive begins with stands before it
            at = page.rindex("\n:::::{", 0, at)
        texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
        for text in filter(None, texts):
            at = _first(page, (myst.line(text), myst.inline(text)), at)


def _first(page: str, forms: tuple[str, ...], start: int) -> int:
    """Return where the first of some forms stands.

    :raises ValueError: none of them is there.
    """
    return min(at for form in forms if (at := page.find(form, start)) >= 0)


# --- 6: stable addresses ------------------------------------------------------------


def _with_more(parts: Parts) -> tuple[Article, str, int]:
    return parts.article(), parts.line(), parts.random.randint(0, 20)


@trial(6, case="an article that a paragraph is put into", draw=_with_more, cases=5000)
def ids_when_a_paragraph_comes(case: tuple[Article, str, int]) -> None:
    """Ids of paragraphs that stay, stay with their text when another is put among them."""
    article, text, at = case
    texts = [p.content.text for p in walk(article) if isinstance(p.content, Paragraph)]
    if len(set(texts)) < len(texts) or text in texts:
        raise UnfitError
    first = renewed_ids(None, article)
    section = article.sections[0]
    place = at % (len(section.blocks) + 1)
    blocks = (*section.blocks[:place], Paragraph(text), *section.blocks[place:])
    edited = replace(article, sections=(replace(section, blocks=blocks), *article.sections[1:]))
    second = renewed_ids(first, edited)
    if first is None or second is None:
        return
    assert _named(first, texts).items() <= _named(second, texts).items()


def _named(content: bytes, texts: list[str]) -> dict[str, str]:
    """The ids of the paragraphs of these texts, in a file of ids."""
    return {item.id: item.text for item in parse_ids(content).known if item.text in texts}


# --- 8: the word of a person --------------------------------------------------------

# No character of these is another one in another script.
_WORDS, _RULED = "甲乙丙丁戊己庚辛壬", "子丑寅卯辰巳午未申"
_KEPT = ("干里云后", "系松只里", "於裏鬱餘", "瞭著徵覆")


@dataclass(frozen=True)
class Said:
    """What a person lays down: a word that one edition prints as another, and one that all keep."""

    article: Article
    ruling: Ruling


def _said(parts: Parts) -> Said:
    pick = parts.random
    script = pick.choice(list(Script))
    word, ruled = (
        parts.fresh(lambda chars=chars: "".join(pick.sample(chars, 4)))  # type: ignore[misc]
        for chars in (_WORDS, _RULED)
    )
    keep = pick.choice(_KEPT)
    around = [parts.line() for _ in range(pick.randint(0, 3))]
    strange = set(_WORDS + _RULED + "".join(_KEPT))
    around = [text for text in around if not strange & set(text)]
    paragraphs = tuple(Paragraph(f"{text}{word}{keep}{text}") for text in (*around, ""))
    section = Section(Theme.MEASURES, f"做法{word}", paragraphs)
    slug = parts.slug()
    article = Article(slug, f"題目{word}", script, (section,), keep=(keep,))
    target = "zh-Hans-CN" if script is Script.HANT else "zh-Hant-TW"
    where = pick.choice((slug, "*"))
    return Said(article, Ruling(target, where, word, ruled))


@trial(8, case="an article with a ruling and a kept word", draw=_said, together=100, cases=2000)
def rulings_reach_every_file(cases: Sequence[Said]) -> None:
    """They are obeyed by pages, data, search and citations."""
    base = snapshot_of([said.article for said in cases], NOWHERE)
    overrides = Overrides(frozenset(said.ruling for said in cases))
    snapshot = Snapshot(base.project, base.rules, base.articles, overrides=overrides)
    folders = {edition.tag: edition.folder for edition in base.editions}
    texts = {
        tag: [
            (name, content.decode("utf-8-sig"))
            for name, content in held(beside_files(snapshot)).items()
            if name.startswith(f"{folder}/")
            and name.endswith((".csv", ".json", ".bib", ".ris"))
            and "/compare/" not in name  # they show both
            and "/differences/" not in name
        ]
        for tag, folder in folders.items()
    }
    for said in cases:
        ruling = said.ruling
        of_edition = texts[ruling.edition]
        assert [name for name, text in of_edition if ruling.before in text] == []
        assert sum(ruling.after in text for _, text in of_edition) > 3
        for of_one in texts.values():
            assert any(said.article.keep[0] in text for _, text in of_one)
