"""What grows with the articles is divided; what is divided stays whole and in its place."""

from __future__ import annotations

import io
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.conftest import ROOT
from tests.site.build import snapshot_of, write_docs
from tests.strategies import lines

from casebook.knowledge.fields import Field
from casebook.pages import myst
from casebook.pages.findings import filterable_table
from casebook.pages.split import by_letter, by_year
from casebook.records import Article, Paragraph, Script, Section, Theme
from casebook.site.snapshot import provide


def _article(slug: str, years: str = "2019") -> Article:
    text = "服務大廳設立了窗口120個，辦理時間縮短了30%。"
    return Article(
        slug=slug,
        title=f"改革 {slug}",
        script=Script.HANT,
        years=years,
        sections=(Section(Theme.MEASURES, "創新舉措", (Paragraph(text),)),),
    )


FIELD = Field("health", "醫療衛生")


@given(
    st.lists(st.tuples(st.sampled_from(["", "1999", "2019", "2020—2021"]), st.integers(1, 9))),
    st.integers(0, 30),
)
def test_every_article_stands_on_one_page_of_its_field(
    made: list[tuple[str, int]], limit: int
) -> None:
    sizes = {f"case-{number}": size for number, (_, size) in enumerate(made)}
    articles = [_article(f"case-{number}", years) for number, (years, _) in enumerate(made)]
    sheets = list(by_year(FIELD, articles, lambda item: sizes[item.slug], limit))
    reported = [article.slug for sheet in sheets for article in sheet.articles]
    assert sorted(reported) == sorted(sizes)
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    for sheet in sheets:
        small = sum(sizes[entry.slug] for entry in sheet.articles) <= limit
        assert small or len({element.years[:4] for element in sheet.articles}) == 1
    if sheets:
        assert sheets[0].name == FIELD.key


@given(st.lists(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), unique=True))
def test_page_of_a_name_does_not_depend_on_other_names(slugs: list[str]) -> None:
    letters = by_letter(slugs, str)
    assert sorted(slug for own in letters.values() for slug in own) == sorted(slugs)
    for letter, own in letters.items():
        assert all(by_letter([slug], str) == {letter: [slug]} for slug in own)


@settings(deadline=None)
@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=3))
def test_cells_print_as_themselves(rows: list[tuple[str, str]]) -> None:
    cells = [[myst.inline(item), myst.span(two, Script.HANS)] for item, two in rows]
    table = filterable_table(("甲", "乙"), cells)
    tree = publish_doctree(
        table,
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": ["attrs_block", "attrs_inline", "colon_fence"],
            "report_level": 5,
        },
    )
    (matches,) = tree.findall(nodes.table)
    assert "filterable" in matches["classes"]
    (body,) = matches.findall(nodes.tbody)
    shown = [[cell.astext() for cell in row.children] for row in body.children]
    assert shown == [list(row) for row in rows]


def test_a_build_keeps_no_trees_of_pages(tmp_path: Path) -> None:
    articles = [_article("one"), _article("two")]
    write_docs(articles, tmp_path / "docs")
    with patch_docutils(str(ROOT)), docutils_namespace():
        app = Sphinx(
            *(str(tmp_path / "docs"), str(ROOT), str(tmp_path / "out"), str(tmp_path / "trees")),
            "html",
            status=None,
            warning=io.StringIO(),
        )
        provide(app.config, snapshot_of(articles, tmp_path / "articles"))
        app.builder.read()
        app.env.get_doctree("index")
    kept = [
        name
        for name, value in vars(app.env).items()
        if isinstance(value, dict)
        and any(isinstance(item, nodes.document | bytes) for item in value.values())
    ]
    assert app.env.all_docs
    assert kept == []
