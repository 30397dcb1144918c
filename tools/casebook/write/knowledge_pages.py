"""Pages across cases: figures, policy documents, terms, organisations, timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casebook.annotate.regions import lineage, name_in
from casebook.knowledge import Event, EventKind, Mention
from casebook.model import Article, Paragraph, Script, Section, block_texts, walk
from casebook.write import labels, myst
from casebook.write.catalogue import Catalogue
from casebook.write.findings import date, indicator_table
from casebook.write.index_pages import toctree

_SHORT = 60


def knowledge_pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield address and MyST of every page of this kind that has something to show."""
    yield from _indicators(catalogue)
    yield _policies(catalogue)
    yield _terms(catalogue)
    yield _organisations(catalogue)
    yield _timeline(catalogue)


def _page(blocks: list[str], **metadata: str) -> str:
    return myst.page(metadata | {"casebook_script": "Hant"}, blocks)


def _indicators(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    index = [
        myst.heading(1, "數字", "top"),
        "各案例文中的數字，按領域列出；每一行都連到它所在的段落。",
    ]
    lines: list[str] = []
    names: list[str] = []
    for field, articles in catalogue.by_field:
        rows = []
        for article in articles:
            for one in catalogue.cases[article.slug].indicators:
                page = labels.theme_page_of(one.theme)
                rows.append(
                    [
                        myst.span(one.measured, article.script) if one.measured else "—",
                        myst.link(
                            one.text, f"#case:{article.slug}/{one.paragraph}", article.script
                        ),
                        myst.span(one.unit, article.script) if one.unit else "—",
                        date(one) or "—",
                        _place(article),
                        labels.THEME_SHORT[page] if page else "—",
                        myst.link(article.title, f"#case:{article.slug}", article.script),
                    ]
                )
        if not rows:
            continue
        names.append(field.key)
        lines.append(f"- {myst.link(field.name, f'{field.key}.md')} [{len(rows)} 個數字]{{.facts}}")
        head = ("指標", "數值", "單位", "時間", "地區", "主題", "案例")
        blocks = [myst.heading(1, f"數字：{field.name}", "top"), indicator_table(head, rows)]
        yield f"indicators/{field.key}.md", _page(blocks)
    index += ["\n".join(lines) or "還沒有數字。", toctree(names)]
    yield "indicators/index.md", _page(index)


def _place(article: Article) -> str:
    """Return the short name of a case's region: its own division, without those above."""
    if not article.region:
        return "—"
    way = lineage(article.region.code)
    return (
        name_in(way[-1].code, Script.HANT)
        if way
        else myst.span(article.region.name, article.script)
    )


def _cases(slugs: tuple[str, ...]) -> str:
    return "\n".join(f"- [](#case:{slug})" for slug in slugs)


def _policies(catalogue: Catalogue) -> tuple[str, str]:
    blocks = [
        myst.heading(1, "政策文件", "top"),
        f"案例引用的政策文件，共 {len(catalogue.casebook.policies)} 份。",
    ]
    for policy in catalogue.casebook.policies:
        script = catalogue.cases[policy.mentions[0].case].article.script
        blocks.append(
            myst.heading(2, myst.inline(f"《{policy.title}》"), f"policy-{policy.slug}", script)
        )
        facts = [myst.span(part, script) for part in (policy.issuer, policy.number) if part] + (
            [f"[{labels.date(policy.date)}]{{.hant}}"] if policy.date else []
        )
        if facts:
            blocks.append(" · ".join(facts))
        blocks.append(_quotes(policy.mentions, catalogue))
    return "policies/index.md", _page(blocks, casebook_objects="policy")


def _terms(catalogue: Catalogue) -> tuple[str, str]:
    blocks = [
        myst.heading(1, "提法", "top"),
        f"案例中有特定含義的說法，共 {len(catalogue.casebook.terms)} 條；由程式找出，可以更正。",
    ]
    for term in catalogue.casebook.terms:
        script = catalogue.cases[term.first.case].article.script
        blocks.append(myst.heading(2, myst.inline(term.text), f"term-{term.slug}", script))
        if term.definition:
            where = (
                f" {myst.link('出處', f'#case:{term.defined.case}/{term.defined.paragraph}')}"
                if term.defined
                else ""
            )
            blocks.append(myst.span(term.definition, script) + where)
        blocks.append(_quotes(term.mentions, catalogue))
    return "terms/index.md", _page(blocks, casebook_objects="term")


def _organisations(catalogue: Catalogue) -> tuple[str, str]:
    blocks = [
        myst.heading(1, "機構", "top"),
        f"案例中出現的機構，共 {len(catalogue.casebook.organisations)} 個。",
    ]
    for body in catalogue.casebook.organisations:
        script = catalogue.cases[body.mentions[0].case].article.script
        blocks.append(myst.heading(2, myst.inline(body.name), f"organisation-{body.slug}", script))
        blocks.append(_cases(body.cases))
    return "organisations/index.md", _page(blocks, casebook_objects="organisation")


def _quotes(mentions: tuple[Mention, ...], catalogue: Catalogue) -> str:
    """Return each case that mentions something, with the passage of its first mention."""
    lines = []
    for slug in dict.fromkeys(mention.case for mention in mentions):
        first = next(mention for mention in mentions if mention.case == slug)
        article = catalogue.cases[slug].article
        link = myst.link(article.title, f"#case:{slug}/{first.paragraph}", article.script)
        passage = myst.span(_passage(first, catalogue), article.script)
        lines.append(f"- {link}：{passage}")
    return "\n".join(lines)


def _passage(mention: Mention, catalogue: Catalogue) -> str:
    article = catalogue.cases[mention.case].article
    for place in walk(article):
        if place.id == mention.paragraph:
            content = place.content
            if isinstance(content, Section):
                text = content.heading
            elif isinstance(content, Paragraph):
                text = content.text
            else:
                text = " ".join(block_texts(content))
            start = max(0, mention.start - _SHORT // 2)
            end = min(len(text), mention.end + _SHORT // 2)
            head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
            return head + text[start:end].strip() + tail
    raise KeyError(mention.paragraph)


def _timeline(catalogue: Catalogue) -> tuple[str, str]:
    years: dict[int, list[Event]] = defaultdict(list)
    for event in catalogue.casebook.timeline:
        years[event.year].append(event)
    blocks = [
        myst.heading(1, "年表", "top"),
        "案例開始和告一段落的年份，以及政策文件的年份。",
    ]
    for year in sorted(years):
        blocks.append(myst.heading(2, f"{year} 年", f"y{year}"))
        blocks.append("\n".join(_event(event) for event in years[year]))
    return "timeline/index.md", _page(blocks)


_EVENTS = {
    EventKind.CASE_BEGINS: "開始",
    EventKind.CASE_ENDS: "告一段落",
    EventKind.POLICY: "文件",
}


def _event(event: Event) -> str:
    target = "policy" if event.kind is EventKind.POLICY else "case"
    return f"- [{_EVENTS[event.kind]}]{{.facts}} [](#{target}:{event.slug})"
