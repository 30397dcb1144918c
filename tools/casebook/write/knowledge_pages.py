"""Pages across cases: policy documents, terms, organisations, timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casebook.knowledge import Event, EventKind
from casebook.write import labels, myst
from casebook.write.catalogue import Catalogue
from casebook.write.findings import filterable_table
from casebook.write.index_pages import toctree
from casebook.write.quotes import quotes


def knowledge_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of every page of this kind that has something to show."""
    yield from _policies(catalogue)
    yield _terms(catalogue)
    yield _organisations(catalogue)
    yield _timeline(catalogue)


def _page(blocks: list[str], **metadata: str) -> str:
    return myst.page(metadata | labels.PAGE, blocks)


def _cases(slugs: tuple[str, ...]) -> str:
    return "\n".join(f"- [](#case:{slug})" for slug in slugs)


def _policies(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    policies = catalogue.casebook.policies
    rows = []
    for policy in policies:
        script = catalogue.cases[policy.mentions[0].case].article.script
        told = [myst.span(part, script) if part else "—" for part in (policy.issuer, policy.number)]
        when = labels.date(policy.date) or "—"
        rows.append([f"[](#policy:{policy.slug})", *told, when, str(len(policy.cases))])
        facts = [
            f":{name}: {shown}"
            for name, shown in zip(("發文機關", "文號", "時間"), (*told, when), strict=True)
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
        head = ("文件", "發文機關", "文號", "時間", "引用案例")
        told_of = [at for at in range(len(head)) if any(row[at] != "—" for row in rows)]
        narrowed = [[row[at] for at in told_of] for row in rows]
        blocks.append(filterable_table([head[at] for at in told_of], narrowed))
    blocks.append(toctree(policy.slug for policy in policies))
    yield "policies/index.md", _page(blocks)


def _terms(catalogue: Catalogue) -> tuple[str, str]:
    blocks = [
        myst.heading(1, "提法", "top"),
        f"案例中有特定含義的說法，共 {len(catalogue.casebook.terms)} 條，由電腦從文中找出。",
    ]
    for term in catalogue.casebook.terms:
        first = catalogue.cases[term.first.case].article
        blocks.append(myst.heading(2, myst.span(term.text, first.script), f"term-{term.slug}"))
        if term.definition:
            where = (
                f" {myst.link('出處', f'#case:{term.defined.case}/{term.defined.paragraph}')}"
                if term.defined
                else ""
            )
            script = labels.script_of(term.definition, first)
            blocks.append(myst.span(term.definition, script) + where)
        if len(term.cases) > 1:
            link = myst.link(
                first.title, f"#case:{first.slug}/{term.first.paragraph}", first.script
            )
            blocks.append(f"本站所收案例中，最早見於{link}。")
        blocks.append(quotes(term.mentions, catalogue))
    return "terms/index.md", _page(blocks, casebook_objects="term")


def _organisations(catalogue: Catalogue) -> tuple[str, str]:
    blocks = [
        myst.heading(1, "機構", "top"),
        f"案例中出現的機構，共 {len(catalogue.casebook.organisations)} 個。",
    ]
    for body in catalogue.casebook.organisations:
        script = catalogue.cases[body.mentions[0].case].article.script
        blocks.append(myst.heading(2, myst.span(body.name, script), f"organisation-{body.slug}"))
        blocks.append(_cases(body.cases))
    return "organisations/index.md", _page(blocks, casebook_objects="organisation")


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
