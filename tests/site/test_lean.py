"""What is left out while pages are read and written changes nothing on them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.addnodes import pending_xref
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.references import SphinxDanglingReferences
from tests.conftest import ROOT
from tests.site.build import build, write_docs
from tests.strategies import articles as any_articles

from casebook.library import dump
from casebook.pages.site import site_pages
from casebook.pages.sync import sync
from casebook.project import Project, load
from casebook.records import (
    Article,
    Kind,
    Paragraph,
    Region,
    Script,
    Section,
    Source,
    Table,
    Theme,
)
from casebook.site.lean import (
    FEW,
    LOOKED_FOR,
    UNTRANSLATED,
    LeanReading,
    Neighbours,
    kinds_of,
    prefer_neighbours,
    where_found,
)
from casebook.site.lean_references import LeanReferences
from casebook.site.listings import Listing
from casebook.sphinx_runs import environment

_BY_HAND = """\
# 說明

一個註[^a]，又一個註[^b]。

[^a]: 甲
[^b]: 乙

```python
>>> print(1)
```

***

(target)=
[連結](#target) 和 [](https://example.org)，<https://github.com/甲/乙/issues/1>。
"""


def _article() -> Article:
    text = "2019年設立窗口120個，辦理時間縮短了30%。見《放管服改革意見》。"
    table = Table((("年份", "窗口"), ("2019", "120個")), "窗口數")
    section = Section(Theme.MEASURES, "主要做法", (Paragraph(text, sources=(1,)), table))
    source = Source(title="報導", url="https://example.org/a")
    return Article("hall", "政務大廳", Script.HANT, (section,), years="2019", sources=(source,))


def _pages(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")
    }


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=st.lists(any_articles, max_size=3, unique_by=lambda item: item.slug))
def test_pages_are_the_same_without_what_is_left_out(
    articles: list[Article],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path_factory.mktemp("lean")
    write_docs([_article(), *(item for item in articles if item.slug != "hall")], folder / "docs")
    (folder / "docs/notes.md").write_text(_BY_HAND, "utf-8")
    lean = build(folder / "docs", folder / "lean", Script.HANT)
    with monkeypatch.context() as context:
        context.setattr(LeanReading, "apply", lambda *_: None)
        whole = build(folder / "docs", folder / "whole", Script.HANT)
    assert lean.replace("/lean/", "/whole/") == whole
    assert _pages(folder / "lean") == _pages(folder / "whole")


def test_a_build_writes_what_sphinx_alone_would(tmp_path: Path) -> None:
    """Settings, titles, lists, front matter and code are made once or otherwise in a build."""
    articles, docs = tmp_path / "articles", tmp_path / "docs"
    articles.mkdir()
    desk = replace(_article(), slug="desk", title="服务<窗口>_一_", script=Script.HANS)
    desk = replace(desk, kind=Kind.DIGEST, region=Region("杭州市", "330100"))
    for article in (_article(), desk):
        (articles / f"{article.slug}.md").write_text(dump(article), "utf-8")
    sync(site_pages(load(Project.of(articles))), docs)
    (docs / "notes.md").write_text(_BY_HAND, "utf-8")
    for name, inputs in (("alone", ""), ("build", "x")):
        options = ["-D", "extensions=casebook.site", "-D", f"casebook_inputs={inputs}"]
        options += ["-D", f"casebook_articles={articles}", "-D", "casebook_search=1"]
        command = [sys.executable, "-m", "sphinx", "-q", "-C", *options]
        run = [*command, "-d", str(tmp_path / f"{name}-read"), str(docs), str(tmp_path / name)]
        subprocess.run(run, check=True, env=environment(), cwd=ROOT)
    assert len(_pages(tmp_path / "alone")) > 10
    assert _pages(tmp_path / "build") == _pages(tmp_path / "alone")
    # A list of all cases is one node in a build, and leads to the same.
    for page in ("cases/index", "measures/index", "regions/index", "policies/index"):
        trees = [
            pickle.loads((tmp_path / f"{name}-read/{page}.doctree").read_bytes())
            for name in ("alone", "build")
        ]
        many, listings = (
            [len(list(tree.findall(kind))) for tree in trees]
            for kind in (lambda node: isinstance(node, nodes.list_item | nodes.entry), Listing)
        )
        assert many[0] > many[1] == 0
        assert listings[1] > listings[0] == 0
    read = {name: _environment(tmp_path / f"{name}-read") for name in ("alone", "build")}
    targets = [made.domaindata["case"]["targets"] for made in read.values()]
    assert targets[0] == targets[1]
    # Sphinx keeps the contents of pages as trees; a build keeps those of pages by hand alone.
    kept = {
        name: [page for page, tree in made.tocs.items() if tree.children]
        for name, made in read.items()
    }
    assert len(kept["alone"]) > 10
    assert kept["build"] == ["notes"]


def _environment(folder: Path) -> BuildEnvironment:
    made = pickle.loads((folder / "environment.pickle").read_bytes())
    assert isinstance(made, BuildEnvironment)
    return made


def test_each_transform_that_is_left_out_is_one_that_sphinx_would_apply(tmp_path: Path) -> None:
    """A name that an upgrade takes away would leave nothing out, and say nothing."""
    seen: set[type] = set()

    class Noting(LeanReading):
        def apply(self, **_: object) -> None:
            seen.update(entry[1] for entry in self.document.transformer.transforms)

    write_docs([_article()], tmp_path / "docs")
    with pytest.MonkeyPatch.context() as context:
        context.setattr("casebook.site.LeanReading", Noting)
        build(tmp_path / "docs", tmp_path / "out", Script.HANT)
    known = {*LOOKED_FOR, *UNTRANSLATED, SphinxDanglingReferences}
    assert known - seen == set()


@pytest.mark.parametrize(
    ("metadata", "inside", "times"),
    [
        ({"casebook_case": "hall"}, nodes.paragraph("", "一"), 0),
        ({"casebook_case": "hall"}, nodes.image(uri="a.png"), 1),
        ({"casebook_case": "hall"}, nodes.figure("", nodes.image(uri="a.png")), 1),
        ({"by": "hand"}, nodes.paragraph("", "一"), 1),
    ],
)
def test_a_transform_is_applied_to_pages_with_what_it_looks_for(
    metadata: dict[str, str], inside: nodes.Node, times: int
) -> None:
    applied = []

    class Pictures(SphinxTransform):
        default_priority = 1

        def apply(self, **_: object) -> None:
            applied.append(self.document)

    document = new_document("page")
    document += inside
    document.settings.env = SimpleNamespace(docname="page", metadata={"page": metadata})
    where_found(Pictures, (nodes.image,))(document).apply()
    assert len(applied) == times


def test_a_page_is_looked_through_once_for_all_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    walks = []
    document = new_document("page")
    document += nodes.paragraph("", "一")
    whole = nodes.document.findall
    monkeypatch.setattr(
        nodes.document, "findall", lambda *args, **rest: walks.append(1) or whole(*args, **rest)
    )
    for _ in range(5):
        assert nodes.paragraph in kinds_of(document)
        assert nodes.image not in kinds_of(document)
    assert len(walks) == 1


_ASKED = "casebook.site.lean_references.MystReferenceResolver.resolve_myst_ref_any"


@pytest.mark.parametrize(
    ("page", "target", "found", "asks_all"),
    [
        ("ours", "case:hall", 1, False),
        ("ours", "case:label", 1, True),  # a person named a place of a page so
        ("ours", "case:none", 0, True),
        ("ours", "case:two", 2, True),
        ("ours", "hall", 1, True),
        ("theirs", "case:hall", 1, True),
    ],
)
def test_other_domains_are_asked_where_a_reference_may_be_theirs(
    page: str, target: str, found: int, asks_all: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = [
        ("case:case", nodes.reference("", "", nodes.inline("", "一", classes=["hant"])))
        for _ in range(found)
    ]
    domain = SimpleNamespace(resolve_any_xref=lambda *_: results)
    labels = SimpleNamespace(anonlabels={"case:label": ()}, labels={})
    document = new_document("page")
    document.settings.env = SimpleNamespace(
        metadata={"ours": {"casebook_case": "hall"}, "theirs": {}},
        get_domain=lambda _: domain,
        domains=SimpleNamespace(standard_domain=labels),
        _app=SimpleNamespace(builder=None),
    )
    monkeypatch.setattr(_ASKED, lambda *_: None)
    node = pending_xref(reftarget=target)
    result = LeanReferences(document).resolve_myst_ref_any(page, node, nodes.inline(), None)
    assert (result is None) == asks_all
    if result is not None:
        assert result[0]["classes"] == ["hant", "case", "case-case"]  # type: ignore[index]


def test_a_page_with_notes_keeps_what_sorts_them(tmp_path: Path) -> None:
    write_docs([_article()], tmp_path / "docs")
    (tmp_path / "docs/notes.md").write_text(f"---\ncasebook_x: y\n---\n{_BY_HAND}", "utf-8")
    build(tmp_path / "docs", tmp_path / "out", Script.HANT)
    text = (tmp_path / "out/Hant/notes.html").read_text("utf-8")
    assert text.count('role="doc-footnote"') == 2


def test_a_title_is_rendered_once_for_all_pages_that_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    whole = StandaloneHTMLBuilder.render_partial

    def noted(builder: StandaloneHTMLBuilder, node: nodes.Node | None) -> dict[str, str]:
        rendered.append(str(node))
        return whole(builder, node)

    monkeypatch.setattr(StandaloneHTMLBuilder, "render_partial", noted)
    write_docs([replace(_article(), slug=f"hall-{at}") for at in range(4)], tmp_path / "docs")
    build(tmp_path / "docs", tmp_path / "out", Script.HANT)
    assert len(_pages(tmp_path / "out")) > 20
    assert len(rendered) == len({*rendered})


class _Compared(nodes.inline):
    """Counts how often it is compared."""

    times = 0

    def __eq__(self, other: object) -> bool:
        _Compared.times += 1
        return self is other

    __hash__ = nodes.inline.__hash__


def test_children_replaced_in_their_order_are_not_searched_from_the_first() -> None:
    _Compared.times = 0
    paragraph = nodes.paragraph("", "", *(_Compared() for _ in range(400)))
    paragraph.children = Neighbours(paragraph.children)
    for _ in range(2):
        for child in list(paragraph.children):
            child.replace_self(_Compared())
    # Once each, and once past the end where a pass begins anew; from the first on: 160,000.
    assert _Compared.times < 4 * 400


def test_neighbours_are_found_as_in_a_list() -> None:
    children = [nodes.inline() if at % 3 else nodes.Text("甲") for at in range(FEW)]
    found = pickle.loads(pickle.dumps(Neighbours(children)))
    assert type(found) is Neighbours
    plain = list(found)
    for child in (*plain[::-1], *plain, plain[7]):
        assert found.index(child) == plain.index(child)
    last = found.pop()
    assert found.index(found[-3]) == plain.index(plain[-4])
    with pytest.raises(ValueError, match="not in list"):
        found.index(last)


@pytest.mark.parametrize(("many", "kind"), [(FEW, list), (FEW + 1, Neighbours)])
def test_many_children_become_neighbours(many: int, kind: type) -> None:
    paragraph = nodes.paragraph("", "", *(nodes.inline() for _ in range(many)))
    prefer_neighbours(paragraph)
    assert type(paragraph.children) is kind
