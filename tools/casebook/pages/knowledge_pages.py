"""Pages across cases: policy documents, terms, organisations, timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casebook.pages import labels, myst
from casebook.pages.catalogue import Catalogue
from casebook.pages.findings import filterable_table
from casebook.pages.index_pages import toctree
from casebook.pages.quotes import quotes
from casebook.pages.split import by_letter
from casebook.records import Event, EventKind, PolicyKind, Script, Term


def knowledge_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of every page of this kind that has something to show."""
    yield from _policies(catalogue)
    yield from _terms(catalogue)
    yield from _organisations(catalogue)
    yield _timeline(catalogue)


_KINDS = {PolicyKind.AGREEMENT: "協議", PolicyKind.REPORT: "報告"}
"""What stands beside a document that is no policy."""


def _page(blocks: list[str], **metadata: str) -> str:
    return myst.page(metadata | labels.PAGE, blocks)


def _policies(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    policies = catalogue.casebook.policies
    rows = []
    for policy in policies:
        script = catalogue.cases[policy.mentions[0].case].article.script
        told = [myst.span(part, script) if part else "—" for part in (policy.issuer, policy.number)]
        when = labels.date(policy.date) or "—"
        kind = _KINDS.get(policy.kind, "—")
        rows.append([f"[](#policy:{policy.slug})", kind, *told, when, str(len(policy.cases))])
        facts = [
            f":{name}: {shown}"
            for name, shown in zip(
                ("類別", "發文機關", "文號", "時間"), (kind, *told, when), strict=True
            )
            if shown != "—"
        ]
        blocks = [myst.heading(1, myst.span(f"《{policy.title}》", script), "top")]
        if facts:
            blocks.append("\n".join(myst.fence("container", facts, "case-record hant")))
        blocks.append(f"引用這份文件的案例，共 {len(policy.cases)} 個。")
        blocks.append(quotes(policy.mentions, catalogue))
        yield f"policies/{policy.slug}.md", _page(blocks, casebook_object=f"policy:{policy.slug}")
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
    yield "policies/index.md", _page(blocks)


def _terms(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    terms = catalogue.casebook.terms
    lead = f"案例中有特定含義的說法，共 {len(terms)} 條，由電腦從文中找出。"

    def told(term: Term) -> Iterator[str]:
        first = catalogue.cases[term.first.case].article
        if term.definition:
            where = (
                f" {myst.link('出處', f'#case:{term.defined.case}/{term.defined.paragraph}')}"
                if term.defined
                else ""
            )
            script = labels.script_of(term.definition, first)
            yield myst.span(term.definition, script) + where
        if len(term.cases) > 1:
            target = f"#case:{first.slug}/{term.first.paragraph}"
            yield f"本站所收案例中，最早見於{myst.link(first.title, target, first.script)}。"
        yield quotes(term.mentions, catalogue)

    entries = (
        _Entry(term.slug, term.text, catalogue.cases[term.first.case].article.script, told(term))
        for term in terms
    )
    return _lettered("term", "提法", lead, entries)


def _organisations(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    bodies = catalogue.casebook.organisations
    entries = (
        _Entry(
            body.slug,
            body.name,
            catalogue.cases[body.mentions[0].case].article.script,
            ("\n".join(f"- [](#case:{slug})" for slug in body.cases),),
        )
        for body in bodies
    )
    return _lettered("organisation", "機構", f"案例中出現的機構，共 {len(bodies)} 個。", entries)


class _Entry(NamedTuple):
    """What is told of one name, on the page of its letter."""

    slug: str
    name: str
    script: Script
    blocks: Iterable[str]


def _lettered(
    kind: str, title: str, lead: str, entries: Iterable[_Entry]
) -> Iterator[tuple[str, str]]:
    """Yield a page for each letter of the alphabet and the list of all names."""
    index = [myst.heading(1, title, "top"), lead]
    letters = by_letter(entries, lambda one: one.slug)
    for letter, here in letters.items():
        shown = "0–9" if letter == "0" else letter.upper()
        names = [f"- {myst.link(one.name, f'#{kind}:{one.slug}', one.script)}" for one in here]
        index += [myst.heading(2, shown, f"letter-{letter}"), "\n".join(["{.names}", *names])]
        blocks = [myst.heading(1, f"{title}：{shown}", "top")]
        for one in here:
            blocks.append(myst.heading(2, myst.span(one.name, one.script), f"{kind}-{one.slug}"))
            blocks += one.blocks
        yield f"{kind}s/{letter}.md", _page(blocks, casebook_objects=kind)
    yield f"{kind}s/index.md", _page([*index, toctree(letters)])


def _timeline(catalogue: Catalogue) -> tuple[str, str]:
    years: dict[int, list[Event]] = defaultdict(list)
    for event in catalogue.casebook.timeline:
        years[event.year].append(event)
    blocks = [
        myst.heading(1, "年表", "top"),
        "案例所講述年份的起止，以及政策文件的年份；講述到哪一年，不等於改革到那一年為止。",
    ]
    for year in sorted(years):
        blocks.append(myst.heading(2, f"{year} 年", f"y{year}"))
        blocks.append("\n".join(_event(event) for event in years[year]))
    return "timeline/index.md", _page(blocks)


_EVENTS = {
    EventKind.CASE_BEGINS: "所述起",
    EventKind.CASE_ENDS: "所述止",
    EventKind.POLICY: "文件",
}


def _event(event: Event) -> str:
    target = "policy" if event.kind is EventKind.POLICY else "case"
    return f"- [{_EVENTS[event.kind]}]{{.facts}} [](#{target}:{event.slug})"
