"""Generated pages read the short way give the tree that MyST gives of them (law 2)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.util import docutils as sphinx_docutils
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.writers.html5 import HTML5Translator
from tests.conftest import ROOT
from tests.site.build import snapshot_of, write_docs
from tests.strategies import articles as any_articles
from tests.strategies import lines

from casebook.library import load_articles
from casebook.pages import myst
from casebook.pages.findings import filterable_table
from casebook.pages.site import site_files
from casebook.project import Snapshot
from casebook.records import Article, Script
from casebook.site import reading
from casebook.site.domain import CaseDomain
from casebook.site.listings import Listing
from casebook.site.reading import PageParser
from casebook.site.shell import SiteBuilder
from casebook.site.snapshot import provide

_FRONT = '---\ncasebook_script: "Hant"\n---\n\n'


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """Sphinx with the pages of no article yet."""
    folder = tmp_path_factory.mktemp("reading")
    articles = [Article("a", "甲", Script.HANT, ())]
    write_docs(articles, folder / "docs")
    with patch_docutils(str(ROOT)), docutils_namespace():
        made = Sphinx(
            *(str(folder / "docs"), str(ROOT), str(folder / "out"), str(folder / "trees")),
            "html",
            status=None,
            warning=io.StringIO(),
        )
        provide(made.config, snapshot_of(articles, folder / "articles"))
        made.builder.read()
        yield made


def tree(app: Sphinx, parser: type[MystParser], text: str) -> nodes.document:
    """Return what a parser makes of a page."""
    page = "cases/index"
    app.env.prepare_settings(page)
    made = parser()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Sphinx, for its own parsers
        made.set_application(app)
    return sphinx_docutils._parse_str_to_doctree(
        text,
        filename=app.env.doc2path(page),
        default_settings={**app.env.settings, "env": app.env},
        env=app.env,
        parser=made,
    )


def seen(document: nodes.document) -> tuple[str, dict[str, object], list[int | None]]:
    """Return a tree as text, its names, and the lines that messages would name."""
    references = list(document.findall(nodes.reference))
    return (
        document.pformat(),
        dict(document.nameids) | dict(document.nametypes),
        [node.line for node in references],
    )


def _pages(snapshot: Snapshot) -> list[tuple[str, str]]:
    files = site_files(snapshot).items()
    return [(name, content.decode("utf-8")) for name, content in files if name.endswith(".md")]


def same(app: Sphinx, text: str) -> None:
    short = seen(tree(app, PageParser, text))
    assert short == seen(tree(app, MystParser, text))


def test_pages_of_the_sample_are_read_the_same(app: Sphinx) -> None:
    articles, problems = load_articles(ROOT / "articles")
    assert not problems
    snapshot = snapshot_of(articles, ROOT / "articles")
    provide(app.config, snapshot)
    pages = _pages(snapshot)
    assert len(pages) > 50
    for _, text in pages:
        same(app, text)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(any_articles, min_size=1, max_size=2, unique_by=lambda item: item.slug))
def test_pages_of_any_article_are_read_the_same(app: Sphinx, made: list[Article]) -> None:
    snapshot = snapshot_of(made, Path("articles"))
    provide(app.config, snapshot)
    for name, text in _pages(snapshot):
        if name.startswith(("cases/", "measures/", "terms/")):
            same(app, text)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(lines, min_size=1, max_size=4), st.sampled_from(["", "{#a-p1}\n", "{.b .c}\n"]))
def test_text_is_read_the_same_wherever_it_stands(
    app: Sphinx, texts: list[str], marks: str
) -> None:
    first = texts[0]
    blocks = [
        *(marks + myst.line(text) for text in texts),
        *(myst.heading(2, myst.inline(text), f"h-{at}") for at, text in enumerate(texts)),
        "\n".join(f"- {myst.line(text)}" for text in texts),
        filterable_table([myst.inline(first), "甲"], [[myst.inline(text), ""] for text in texts]),
        f"- {myst.line(first)}\n  - {{#b-p1}}\n    {myst.line(first)}\n- {myst.line(first)}",
        f"{myst.link(first, '#case:a', Script.HANS)} {myst.span(first, Script.HANT, 'a')}",
        f'[{myst.inline(first)}](#term:b "{myst.inline(first)}"){{.note-hans}}',
    ]
    same(app, _FRONT + "# 題\n\n" + "\n\n".join(blocks) + "\n")


def read_whole(app: Sphinx, text: str, inputs: str) -> nodes.document:
    """Return the tree of a page after all that is done to it when it is read.

    :param inputs: ``casebook_inputs``; where there are some, it is a build by Casebook.
    """
    (Path(app.srcdir) / "cases/index.md").write_text(text, "utf-8")
    app.env.clear_doc("cases/index")
    with pytest.MonkeyPatch.context() as context:
        context.setattr(app.config, "casebook_inputs", inputs)
        app.builder.read_doc("cases/index")
    document = app.env.get_doctree("cases/index")
    assert any(document.findall(Listing)) == bool(inputs)
    return document


def written(app: Sphinx, text: str, inputs: str) -> tuple[str, set[str]]:
    """Return the HTML of a page, and what was warned of."""
    builder = app.builder
    assert isinstance(builder, SiteBuilder)
    document = read_whole(app, text, inputs)
    warned = app._warning
    warned.truncate(0)
    app.env.apply_post_transforms(document, "cases/index")
    document.settings, builder.current_docname = builder._settings, "cases/index"
    builder.secnumbers, builder.fignumbers = {}, {}
    translator = builder.create_translator(document, builder)
    document.walkabout(translator)
    assert isinstance(translator, HTML5Translator)
    # It is said once for each line, not for each reference.
    said = {line.partition("WARNING: ")[2] for line in warned.getvalue().splitlines()}
    return "".join(translator.fragment), said


_ATTRIBUTES = ("", "{.cases}\n", "{.cases .hans}\n", "{.b .of-a}\n")
_FOUND = "case:a"
_TARGETS = (_FOUND, "place:110000", "measures:none", "case:a/none", "policy:none")


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    st.lists(lines, min_size=1, max_size=3),
    st.sampled_from(_ATTRIBUTES),
    st.sampled_from(_TARGETS),
)
def test_a_listing_is_written_as_its_tree_would_be(
    app: Sphinx, texts: list[str], marks: str, target: str
) -> None:
    first, last = texts[0], texts[-1]
    link = myst.link(first, f"#{target}", Script.HANS)
    line = f"{link} [{myst.span(last, Script.HANS, 'a')} · 甲]{{.facts .hant}} [](#{target})"
    as_is = f"[{myst.inline(last)}[开]{{.hans}}]{{.as-is}}"
    blocks = [
        marks + "\n".join([f"- {line}", f"  - {line}", f"    - {as_is}", f"- {myst.line(last)}"]),
        filterable_table(["甲", myst.inline(first)], [[line, ""], [as_is, myst.inline(last)]]),
    ]
    text = _FRONT + "# 題\n\n" + "\n\n".join(blocks) + "\n"
    (listed, warned), (plain, said) = (written(app, text, inputs) for inputs in ("x", ""))
    assert warned == said
    assert bool(said) == (target != _FOUND)
    assert listed == plain or said


@pytest.mark.parametrize(
    "block",
    [
        *("{.names}\n- [甲](#case:a)", "- [甲](/index.md)", "- [甲](#data:cases.json)"),
        *("- [甲](#label)", "- [甲](#case:a){.here}", '- [甲](#case:a "乙")', "{#a}\n- 甲"),
        *("- {#a}\n  甲", "- {case:case}`a`", "- 甲[]{#b}", "甲"),
    ],
)
def test_a_list_of_anything_else_stays_a_tree(app: Sphinx, block: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(app.config, "casebook_inputs", "x")
        document = tree(app, PageParser, f"{_FRONT}# 題\n\n{block}\n")
    assert not any(document.findall(Listing))


@pytest.mark.parametrize("inputs", ["x", ""])
def test_a_page_refers_to_the_same_with_a_listing(app: Sphinx, inputs: str) -> None:
    block = "- [甲](#case:a) [](#case:a) [甲](#place:110000)"
    read_whole(app, f"{_FRONT}# 題\n\n{block}\n\n甲[乙](#term:b)\n", inputs)
    domain = app.env.get_domain("case")
    assert isinstance(domain, CaseDomain)
    labelled = [("", "labelled", name, "") for name in ("case:a", "place:110000", "term:b")]
    assert domain.targets["cases/index"] == (*labelled, ("", "titled", "case:a", ""))


@pytest.mark.parametrize(
    "block",
    [
        *(
            "*甲* **乙**",
            "`甲`",
            "<https://example.org>",
            "[甲](https://example.org)",
            "![甲](a.png)",
        ),
        *("> 甲", "1. 甲\n2. 乙", "| 甲 |\n|---|\n| 乙 |", "甲\n乙", "    甲", "***"),
        *("- 甲\n\n- 乙", "- 甲\n\n  乙", "- 甲\n- \n- 乙", "+ 甲", "- - 甲", "- # 甲", "## 甲 ##"),
        *(
            ":::::{container} a\n\n甲\n\n- 乙\n:::::",
            ":甲: 乙",
            "[甲][乙]",
            "[甲](#a 'b')",
            "&amp;",
        ),
        *(
            "[甲](#a){#b .c d=1}",
            "[甲]{.a}{.b}",
            "甲 {.a}",
            "{.a}",
            "{.a}\n{.b}\n甲",
            "甲\\",
            "a  \nb",
        ),
        *(r"- \---" + "\n\n- 乙", "- 甲--\n\n- 乙"),
        *("[[甲](#a) · [乙](#b)]{.parts}", "{case:case}`a`", "{.a}\n- 甲\n  - 乙\n    - 丙\n- 丁"),
    ],
)
def test_other_forms_are_left_to_myst(app: Sphinx, block: str) -> None:
    same(app, f"{_FRONT}# 題\n\n{block}\n\n後文\n\n{block}\n")


def test_nearly_all_of_a_case_is_read_the_short_way(
    app: Sphinx, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, _ = load_articles(ROOT / "articles")
    snapshot = snapshot_of(articles, ROOT / "articles")
    provide(app.config, snapshot)
    read = {True: 0, False: 0}
    block = reading._block

    def counted(lines: list[str], line: int) -> reading._Token:
        # Directives are of MyST; their content is read as the rest of the page.
        is_directive = lines[0].startswith(":::")
        try:
            token = block(lines, line)
        except reading._Other:
            read[False] += not is_directive
            raise
        read[True] += 1
        return token

    monkeypatch.setattr(reading, "_block", counted)
    for name, text in _pages(snapshot):
        if name.startswith("cases/"):
            tree(app, PageParser, text)
    assert read[True] > 500
    assert read[False] < read[True] / 10
