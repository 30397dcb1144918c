"""The pages for proofreaders: every place where no word decided a conversion."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.findings import filterable_table
from casebook.pages.lists import toctree
from casebook.pages.registry import PageKind
from casebook.pages.split import by_year
from casebook.project import Snapshot
from casebook.records import Article, Edition
from casebook.saved_choices import choices_of, forget_others, printed_once
from casebook.text.article_scripts import texts
from casebook.text.proofread import is_open

_TITLE = "待校對的字"
_LEAD = "轉換時有多個可能、又沒有詞語可以判斷的字，供校對者逐條確認或改正。"
# A table of as many rows takes Sphinx about a second.
_ROWS = 500
_HEAD = ("位置", "上文", "印作", "原作", "也可能是", "下文")


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="proofreading",
            title=_TITLE,
            order=100,
            build=_pages,
            navigation=False,
            divided=True,
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of the pages of each field, and of their index."""
    catalogue, snapshot = contents.catalogue, contents.snapshot
    editions = snapshot.editions
    rows = {
        (article.slug, edition): _kept_rows(snapshot, article, edition)
        for article in catalogue.articles
        for edition in editions
    }

    forget_others(snapshot)

    def many(article: Article) -> int:
        return sum(len(rows[article.slug, edition]) for edition in editions)

    lines: list[str] = []
    names: list[str] = []
    for field, articles in catalogue.by_field:
        for name, note, part in by_year(field, filter(many, articles), many, _ROWS):
            names.append(name)
            link = myst.link(f"{field.name}{note}", f"{name}.md")
            lines.append(f"- {link} [{sum(map(many, part))} 處]{{.facts}}")
            blocks = [myst.heading(1, f"{_TITLE}：{field.name}{note}", "top")]
            for edition in editions:
                listed = [row for article in part for row in rows[article.slug, edition]]
                if listed:
                    blocks.append(
                        myst.heading(2, f"[{edition.title}]{{.as-is}}", edition.folder.lower())
                    )
                    blocks.append(filterable_table(_HEAD, listed))
            yield f"proofreading/{name}.md", myst.page(myst.PAGE, blocks)
    blocks = [myst.heading(1, _TITLE, "top"), _LEAD, "\n".join(lines) or "沒有待校對的字。"]
    yield "proofreading/index.md", myst.page(myst.PAGE, [*blocks, toctree(names)])


def _kept_rows(snapshot: Snapshot, article: Article, edition: Edition) -> list[list[str]]:
    slug, kept = article.slug, snapshot.kept
    state = snapshot.digests[slug]

    def make() -> list[list[str]]:
        rows = list(_rows(snapshot, article, edition))
        printed_once(article, snapshot.printer(edition.tag), kept, state)  # while it is at hand
        return rows

    return kept.of(f"proofreading-{edition.tag}", slug, state, list[list[str]], make)


def _rows(snapshot: Snapshot, article: Article, edition: Edition) -> Iterator[list[str]]:
    choices = choices_of(snapshot, article, edition)
    for (place, _), of_text in zip(texts(article), choices, strict=True):
        for item in filter(is_open, of_text):
            anchor = "" if place in _HEADS else f"/{place}"
            listed = (item.left, item.after, item.before, " ".join(item.alternatives), item.right)
            # The characters are the subject: they are shown as they are.
            shown = (f"[{myst.inline(text)}]{{.as-is}}" if text else "—" for text in listed)
            yield [f"[{article.slug}](#case:{article.slug}{anchor})", *shown]


_HEADS = {"title", "kicker", "subtitle"}
