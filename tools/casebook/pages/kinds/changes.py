"""The page of what changed: cases that were added, corrected or withdrawn, by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from casebook.exports.feeds import feed_fields
from casebook.library.changes import Change, ChangeKind
from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.registry import Group, PageKind
from casebook.records import Script
from casebook.text import labels
from casebook.text.detect import detect_script

_MOST = 500
"""Changes on the page, the newest; all of them stand in ``articles/history.jsonl``."""

_KINDS = {
    ChangeKind.ADDED: "新增",
    ChangeKind.CHANGED: "修改",
    ChangeKind.RENAMED: "改網址",
    ChangeKind.MERGED: "合併",
    ChangeKind.WITHDRAWN: "撤下",
    ChangeKind.RESTORED: "恢復",
}


def kinds() -> tuple[PageKind, ...]:
    """Declare the page."""
    return (PageKind(key="changes", title="更新記錄", order=20, build=_pages, group=Group.TOOLS),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    yield "changes/index.md", myst.page(myst.PAGE, _blocks(contents))


def _blocks(contents: Contents) -> Iterator[str]:
    snapshot = contents.snapshot
    yield myst.heading(1, "更新記錄", "top")
    if not snapshot.changes:
        yield "還沒有記錄。"
        return
    yield "案例何時收入、修改、改網址或撤下。"
    feeds = [myst.link("全部案例", "#feed:all")]
    feeds += [myst.link(field.name, f"#feed:{field.key}") for field in feed_fields(snapshot)]
    yield f"{{.screen-only}}\n訂閱（Atom）：{'、'.join(feeds)}。"
    newest = sorted(snapshot.changes, key=lambda change: (change.date, change.case))
    newest = newest[: -_MOST - 1 : -1]
    for day, changes in groupby(newest, key=lambda change: change.date):
        iso = day.isoformat()
        yield myst.heading(2, labels.date(iso), f"day-{iso}")
        yield "\n".join(_line(change, contents) for change in sorted(changes, key=_order))


def _order(change: Change) -> tuple[str, str]:
    return change.kind.value, change.case


def _withdrawn_titles(contents: Contents) -> dict[str, str]:
    """Return the titles of withdrawn cases: of the table, else of the line that withdrew them."""
    snapshot = contents.snapshot
    listed = {
        change.case: change.title
        for change in snapshot.changes
        if change.kind is ChangeKind.WITHDRAWN
    }
    return {entry.slug: entry.title or listed.get(entry.slug, "") for entry in snapshot.withdrawn}


def _line(change: Change, contents: Contents) -> str:
    name = _name(change, contents)
    note = f"：{myst.span(change.note, Script.HANT)}" if change.note else ""
    former = f"（原網址 [{change.former}]{{.as-is}}）" if change.former else ""
    if change.kind is ChangeKind.MERGED and change.title:
        return f"- {_KINDS[change.kind]} {_title(change.title)}{former}，併入 {name}{note}"
    return f"- {_KINDS[change.kind]} {name}{former}{note}"


def _name(change: Change, contents: Contents) -> str:
    """Return the title of the case of a change, as a link to where it is now."""
    slug = contents.snapshot.redirects.present.get(("case", change.case), change.case)
    if case := contents.catalogue.cases.get(slug):
        return myst.link(case.article.title, f"#case:{slug}", case.article.script)
    if title := _withdrawn_titles(contents).get(slug):
        return myst.link(title, f"/cases/{slug}.md", detect_script(title) or Script.HANT)
    return _title(change.title) if change.title else f"[{change.case}]{{.as-is}}"


def _title(title: str) -> str:
    return myst.span(title, detect_script(title) or Script.HANT)
