"""Addresses stay when other articles come and go (law 6): every page, id and object."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from sphinx.util.inventory import InventoryFile
from tests.site.build import build, page, snapshot_of, write_snapshot

from casebook.library.redirects import Redirect, Redirects
from casebook.records import Article, Gone, Paragraph, Region, Script, Section, Table, Theme, walk
from casebook.settings import Settings

# So few characters that a field of two cases is divided by year.
_SETTINGS = Settings(theme_page_characters=150)


def _article(slug: str, years: str, text: str, region: str = "510100") -> Article:
    """Return an article with the same title and headings as all others."""
    blocks = (Paragraph(text), Table((("項目", "數量"), ("窗口", "120個")), caption="服務情況"))
    inner = Section(Theme.MEASURES, "（一）窗口合併", blocks)
    return Article(
        slug=slug,
        title="一窗受理改革",
        script=Script.HANT,
        sections=(
            Section(Theme.BACKGROUND, "改革背景", (Paragraph("過去辦一件事要跑五個窗口。"),)),
            Section(Theme.MEASURES, "主要做法", (), (inner,)),
            Section(Theme.RESULTS, "改革成效", (Paragraph("平均用時降到3天，下降75%。"),)),
        ),
        field="政務服務",
        region=Region("成都市", region),
        years=years,
    )


_TERM = "所謂「{}」改革，就是把所有權、承包權和經營權分開。推行「{}」模式。"
KEPT = (
    _article(
        "alpha",
        "2014",
        _TERM.format("三權分置", "三權分置") + "依照《關於推進改革的意見》，成都市財政局設立專項。",
    ),
    _article("gamma", "2019", "成都市公安局印發《關於一窗受理的辦法》，合併窗口12個。"),
)
# Of the same field, older and newer; homophones of terms, documents and bodies; the same names.
COMING = (
    _article(
        "beta",
        "2016",
        _TERM.format("三圈分治", "三圈分治") + "依照《關於推進蓋閣的意見》，成都市財政局設立專項。",
    ),
    _article("alpha-2", "2024", _TERM.format("三權分置", "三權分治") + "成都市公安局參加。"),
    _article("aardvark", "1999", "浙江省財政廳印發《關於推進改革的意見》。", "330100"),
    replace(_article("other", "2014", "全市推進。"), field="農村土地"),
    _article("zulu", "", "全市推進改革。"),
)


class Site:
    """A built site: its pages with their ids, where they lead on to, and its inventory."""

    def __init__(self, folder: Path, articles: tuple[Article, ...], **changes: object) -> None:
        snapshot = snapshot_of(articles, folder / "articles")
        rules = replace(snapshot.rules, settings=_SETTINGS)
        snapshot = replace(snapshot, rules=rules, **changes)  # type: ignore[arg-type]
        write_snapshot(snapshot, folder / "docs")
        warnings = build(folder / "docs", folder, Script.HANT)
        assert warnings == "", warnings
        self.out = folder
        self.root = folder / Script.HANT.value
        self.ids: dict[str, set[str]] = {}
        self.leads_to: dict[str, str] = {}
        for path in sorted(self.root.rglob("*.html")):
            if "_static" in path.parts:
                continue
            name = path.relative_to(self.root).as_posix()
            tree = html.document_fromstring(path.read_bytes())
            ids = tree.xpath("//@id")
            assert len(ids) == len(set(ids)), name
            self.ids[name] = set(ids)
            for target in tree.xpath("//body[@data-redirect]/p/a/@href"):
                present = (path.parent / target).resolve().relative_to(self.root.resolve())
                self.leads_to[name] = present.as_posix()
                assert tree.xpath("//a/@href") == [target]
        with (self.root / "objects.inv").open("rb") as file:
            results = InventoryFile.load(file, "", lambda base, name: f"{base}{name}")
        self.objects = {
            (kind, name): item.uri
            for kind, items in results.items()
            for name, item in items.items()
            if not kind.startswith("std:")
        }

    def leads(self, name: str, own: str) -> bool:
        """Whether an address leads to something, on its page or where that leads on to."""
        return own in self.ids.get(self.leads_to.get(name, name), ())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("small"), KEPT)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("large"), KEPT + COMING)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("alone"), KEPT[:1])


def test_objects_have_the_same_addresses_whatever_else_there_is(
    alone: Site, small: Site, large: Site
) -> None:
    assert {kind for kind, _ in alone.objects} == {
        f"case:{kind}"
        for kind in (
            "case",
            "section",
            "paragraph",
            "part",
            "term",
            "policy",
            "organisation",
            "place",
        )
    }
    assert alone.objects.items() <= small.objects.items() <= large.objects.items()


def test_all_addresses_lead_somewhere_when_articles_come(
    alone: Site, small: Site, large: Site
) -> None:
    for before, after in ((alone, small), (small, large), (alone, large)):
        assert before.ids.keys() <= after.ids.keys()
        lost = [
            f"{name}#{own}"
            for name, ids in before.ids.items()
            for own in ids
            if name not in before.leads_to and not after.leads(name, own)
        ]
        assert lost == []


def test_all_addresses_of_what_stays_lead_somewhere_when_articles_go(
    alone: Site, small: Site, large: Site
) -> None:
    divided = [name for name in large.ids if name.startswith("measures/") and "-20" in name]
    assert divided
    for before, after, gone in ((large, small, COMING), (large, alone, (*COMING, KEPT[1]))):
        slugs = {item.slug for item in gone}
        for (kind, name), uri in before.objects.items():
            slug = re.split("[/:]", name)[-1 if kind == "case:part" else 0]
            if kind in {"case:case", "case:section", "case:paragraph", "case:part"}:
                assert (slug in slugs) or after.objects[kind, name] == uri
    # The page of a year on which a part stood leads to where it stands now, with its id.
    part = "case-alpha"
    (stood,) = (n for n in divided if n not in large.leads_to and part in large.ids[n])
    assert stood == "measures/government-services-2014.html"
    assert alone.leads_to[stood] == "measures/government-services.html"
    assert alone.leads(stood, part)
    # And on the page of the field it always had its place.
    assert all(part in entry.ids["measures/government-services.html"] for entry in (alone, large))


def test_no_id_is_counted(large: Site) -> None:
    """Sphinx counts what has no id of its own: `id1` would be another's after the next edit."""
    counted = {
        name: own for name, ids in large.ids.items() for own in ids if re.match(r"id\d", own)
    }
    assert counted == {}


def test_former_addresses_lead_on(tmp_path: Path, alone: Site) -> None:
    present = {
        kind: next(name for item, name in alone.objects if item == f"case:{kind}")
        for kind in ("term", "policy", "organisation")
    }
    rows = [Redirect(kind, f"{slug[:-9]}", slug) for kind, slug in present.items()]
    rows.append(Redirect("case", "before", "alpha"))
    rows.append(Redirect("policy", "of-nothing", "not-there"))
    site = Site(tmp_path, KEPT[:1], redirects=Redirects(tuple(rows)))
    policy = f"policies/{present['policy'][:-9]}.html"
    assert site.leads_to[policy] == f"policies/{present['policy']}.html"
    assert site.leads_to["cases/before.html"] == "cases/alpha.html"
    assert site.leads("cases/before.html", "measures-1-p1")
    for kind in ("term", "organisation"):
        former = f"{kind}-{present[kind][:-9]}"
        assert f"{kind}s/{former.removeprefix(f'{kind}-')[0]}.html" in site.ids
        assert any(former in ids for ids in site.ids.values())
    assert "case-before" in site.ids["measures/government-services.html"]
    assert "policies/of-nothing.html" not in site.ids
    # Names in the inventory stay too, and nothing else changed.
    assert alone.objects.items() <= site.objects.items()
    assert site.objects["case:policy", present["policy"][:-9]].startswith(policy[:-5])


def test_what_is_gone_says_so_on_its_page(tmp_path: Path) -> None:
    article = KEPT[0]
    ids = tuple(placed.id for placed in walk(article))
    assert "results-p1" in ids
    renamed = tuple("results-p4" if own == "results-p1" else own for own in ids)
    gone = (Gone("results-p1"), Gone("results-p2", "results-p4"), Gone("results-p3", "results-p2"))
    site = Site(tmp_path, (replace(article, ids=renamed, gone=gone),))
    body = page(site.out, Script.HANT, "cases/alpha")
    for item, shown in zip(gone, ("已刪去", "已併入這一段", "已併入這一段"), strict=True):
        (note,) = body.cssselect(f"#{item.id}")
        assert note.text_content().strip() == f"{item.id}：{shown}"
        assert [link.get("href") for link in note.cssselect("a")] == [
            f"#{target}" for target in [item.into] if target
        ]
    (paragraph,) = body.cssselect("#results-p4")
    assert paragraph.text_content() == "平均用時降到3天，下降75%。"
