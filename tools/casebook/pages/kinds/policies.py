"""One page a policy document, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.findings import filterable_table
from casebook.pages.lists import toctree
from casebook.pages.quotes import quotes, said
from casebook.pages.registry import PageKind
from casebook.records import PolicyKind
from casebook.text import labels

_KINDS = {PolicyKind.AGREEMENT: "協議", PolicyKind.REPORT: "報告"}
"""What stands beside a document that is no policy."""


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (
        PageKind(
            key="policies",
            title="政策文件",
            order=70,
            build=_pages,
            home=lambda casebook: len(casebook.policies),
        ),
    )


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the page of each document, and their index."""
    catalogue = contents.catalogue
    policies = catalogue.casebook.policies
    rows = []
    for policy in policies:
        first = catalogue.cases[policy.cases[0]].article
        reported = [said(part, first) if part else "—" for part in (policy.issuer, policy.number)]
        when = labels.date(policy.date) or "—"
        kind = _KINDS.get(policy.kind, "—")
        rows.append([f"[](#policy:{policy.slug})", kind, *reported, when, str(len(policy.cases))])
        facts = [
            f":{name}: {shown}"
            for name, shown in zip(
                ("類別", "發文機關", "文號", "時間"), (kind, *reported, when), strict=True
            )
            if shown != "—"
        ]
        title = myst.span(f"《{policy.title}》", first.script, first.slug)
        blocks = [myst.heading(1, title, "top")]
        if facts:
            blocks.append("\n".join(myst.fence("container", facts, "case-record hant")))
        blocks.append(f"引用這份文件的案例，共 {len(policy.cases)} 個。")
        blocks.append(quotes(policy.mentions, catalogue))
        about = {"casebook_object": f"policy:{policy.slug}"}
        yield f"policies/{policy.slug}.md", myst.page(about | myst.PAGE, blocks)
    blocks = [
        myst.heading(1, "政策文件", "top"),
        f"案例引用的政策文件，共 {len(policies)} 份。發文機關、文號和時間，只在文中寫明時列出。",
    ]
    if rows:
        head = ("文件", "類別", "發文機關", "文號", "時間", "引用案例")
        told_of = [at for at in range(len(head)) if any(row[at] != "—" for row in rows)]
        narrowed = [[row[at] for at in told_of] for row in rows]
        blocks.append(filterable_table([head[at] for at in told_of], narrowed))
    blocks.append(toctree(policy.slug for policy in policies))
    yield "policies/index.md", myst.page(myst.PAGE, blocks)
