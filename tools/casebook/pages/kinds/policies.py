"""One page a policy document, and their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.pages import myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.contents import Contents
from casebook.pages.findings import filterable_table
from casebook.pages.lists import toctree
from casebook.pages.quotes import all_quotes, said
from casebook.pages.registry import PageKind
from casebook.pages.split import name_key
from casebook.pages.spread import spread
from casebook.records import Policy, PolicyKind, Script
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
    for policy in policies:
        yield f"policies/{policy.slug}.md", _page(policy, catalogue)
    blocks = [
        myst.heading(1, "政策文件", "top"),
        (
            f"案例引用的政策文件，共 {len(policies)} 份，時間近的在前。"
            "發文機關、文號和時間，只在文中寫明時列出。"
        ),
    ]
    if policies:
        rows = [_row(policy, catalogue) for policy in _newest_first(policies)]
        kept = [at for at in range(len(_HEAD)) if any(row[at] for row in rows)]
        cells = [[row[at] for at in kept] for row in rows]
        blocks.append(filterable_table([_HEAD[at] for at in kept], cells))
    blocks.append(toctree(policy.slug for policy in policies))
    yield "policies/index.md", myst.page(myst.PAGE, blocks)


_HEAD = ("文件", "發文機關與文號", "時間", "引用它的案例")


def _newest_first(policies: Iterable[Policy]) -> list[Policy]:
    """Return documents by date, to the day where it is known; those without a date come last."""
    named = sorted(policies, key=lambda policy: name_key(policy.title, policy.slug))
    return sorted(named, key=lambda policy: policy.date, reverse=True)


def _row(policy: Policy, catalogue: Catalogue) -> list[str]:
    kind = _KINDS.get(policy.kind)
    about = [
        *([f"（{kind}）"] if kind else []),
        *(_said(part, policy, catalogue) for part in (policy.issuer, policy.number) if part),
    ]
    cases = (catalogue.cases[slug].article for slug in policy.cases)
    links = (myst.link(case.title, f"#case:{case.slug}", case.script) for case in cases)
    name = f"[](#policy:{policy.slug})"
    when = f"[{date}]{{.when}}" if (date := labels.date(policy.date)) else ""
    return [name, " ".join(about), when, "；".join(links)]


def _said(text: str, policy: Policy, catalogue: Catalogue) -> str:
    return said(text, catalogue.cases[policy.cases[0]].article)


def _page(policy: Policy, catalogue: Catalogue) -> str:
    """Return the page of a document: what is known of it, where it is cited, every sentence."""
    first = catalogue.cases[policy.cases[0]].article
    blocks = [myst.heading(1, myst.span(f"《{policy.title}》", first.script, first.slug), "top")]
    shown = {
        "類別": _KINDS.get(policy.kind, ""),
        "發文機關": _said(policy.issuer, policy, catalogue) if policy.issuer else "",
        "文號": _said(policy.number, policy, catalogue) if policy.number else "",
        "時間": labels.date(policy.date),
        "官方網址": myst.web_link(policy.url, policy.url, Script.HANT) if policy.url else "",
    }
    if lines := [f":{name}: {text}" for name, text in shown.items() if text]:
        blocks.append("\n".join(myst.fence("container", lines, "case-record hant")))
    blocks += [
        f"引用這份文件的案例，共 {len(policy.cases)} 個；引用它的句子全部列出。",
        all_quotes(policy.mentions, catalogue),
    ]
    if maps := list(spread(catalogue.cases[slug].article for slug in policy.cases)):
        blocks += [myst.heading(2, "何時何地", "spread"), *maps]
    return myst.page({"casebook_object": f"policy:{policy.slug}"} | myst.WIDE_PAGE, blocks)
