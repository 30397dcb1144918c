"""The engine in Chromium: everything is found, nothing false is shown."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from tests.conftest import ROOT
from tests.search.conftest import search_address
from tests.search.demo import HANS, HANT, THEMES, both, build_site

from casebook.search import EntryKind, SearchCase, SearchEntry
from casebook.search.packs import Wordings
from casebook.search.wordings import form
from casebook.text.fold import Level, fold, fold_classes

pytestmark = pytest.mark.browser

_SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_TO_TRADITIONAL = opencc.OpenCC("s2t")
_TO_SIMPLIFIED = opencc.OpenCC("t2s")

# Every passage that a query finds: [slug, id, kind, text, number of marks].
_FIND = """async ([edition, queries]) => {
  const index = await casebookSearch.open(edition);
  const facets = await index.facets();
  const found = {};
  for (const query of queries) {
    found[query] = [];
    for await (const {results, ways} of index.search(query)) {
      for (const result of casebookSearch.rank(results, facets, {})) {
        for (const {id, kind, text, ranges} of await index.passages(result, ways)) {
          found[query].push([result.slug, id, kind, text, ranges.length]);
        }
      }
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def engine(browser: Browser, site: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(search_address(site))
    page.wait_for_selector("#casebook-search[data-state=done]", state="attached")
    yield page
    page.close()


def find(engine: Page, edition: str, *queries: str) -> dict[str, list[list[Any]]]:
    result: dict[str, list[list[Any]]] = engine.evaluate(_FIND, [edition, queries])
    return result


def _mixed(text: str, chance: random.Random) -> str:
    """Each character in either script."""
    converters = (_TO_TRADITIONAL.convert, _TO_SIMPLIFIED.convert, str)
    return "".join(chance.choice(converters)(char) for char in text)


#: Of each entry its case, id and kind, and every wording that it is found by.
_Entries = list[tuple[tuple[str, str, str], Wordings]]


@pytest.fixture(scope="module")
def entries(cases: tuple[SearchCase, ...]) -> _Entries:
    return [
        (
            (case.slug, entry.id, entry.kind.value),
            Wordings.of(entry),
        )
        for case in cases
        for entry in case.all_entries
    ]


def _check(entries: _Entries, query: str, results: list[list[Any]]) -> None:
    """What is found is all that holds the query as it stands, and little else."""
    wanted = fold(query.strip(), Level.SEARCH)
    expected = {
        entry for entry, each in entries if any(wanted in text for text in each.folded.values())
    }
    shown = {(slug, id_, kind) for slug, id_, kind, _, _ in results}
    assert expected
    assert expected <= shown
    if not any(char.isspace() for char in query.strip()) and query[0] not in '-－"“”「『':
        forms = {wanted, form(query.strip())} - {""}
        other = {e for e, each in entries if any(f in text for f in forms for text in each.all)}
        assert shown == other


@pytest.mark.parametrize("edition", [HANT, HANS])
@pytest.mark.parametrize("kind", EntryKind)
def test_every_length_of_every_kind_in_either_script(
    engine: Page,
    cases: tuple[SearchCase, ...],
    entries: _Entries,
    kind: EntryKind,
    edition: str,
) -> None:
    """A title as a caption, a term as a paragraph: 1 to 40 characters of it are found."""
    chance = random.Random(kind)
    texts = [
        e.text[tag]
        for case in cases
        for e in case.all_entries
        if e.kind is kind
        for tag in (HANT, HANS)
    ]
    queries = set()
    for length in range(1, min(40, max(map(len, texts))) + 1):
        for _ in range(3):
            text = chance.choice([text for text in texts if len(text) >= length])
            start = chance.randrange(len(text) - length + 1)
            piece = text[start : start + length]
            queries |= {each for each in (piece, _mixed(piece, chance)) if each.strip()}
    for query, results in find(engine, edition, *sorted(queries)).items():
        _check(entries, query, results)


@_SETTINGS
@given(data=st.data())
def test_every_substring_is_found_and_nothing_else(
    engine: Page, cases: tuple[SearchCase, ...], entries: _Entries, data: st.DataObject
) -> None:
    edition = data.draw(st.sampled_from([HANT, HANS]))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    queries = []
    for length in chance.sample(range(1, 41), 10):
        case = chance.choice(cases)
        entry = chance.choice(case.all_entries)
        text = entry.text[chance.choice([HANT, HANS])]
        start = chance.randrange(max(1, len(text) - length + 1))
        piece = text[start : start + length]
        query = chance.choice([str, lambda t: _mixed(t, chance)])(piece)
        if query.strip():
            queries.append(query)
    for query, results in find(engine, edition, *queries).items():
        _check(entries, query, results)


def test_fold_is_the_same_in_both_languages(engine: Page) -> None:
    fixture = json.loads((ROOT / "tests" / "text" / "fold.json").read_text("utf-8"))
    result = engine.evaluate(
        """([classes, texts]) => {
          casebookSearch.setClasses(classes);
          return texts.map(casebookSearch.fold);
        }""",
        ["\n".join(fold_classes()), [each["text"] for each in fixture]],
    )
    assert result == [each["search"] for each in fixture]


# --- the language of the query, on cases of known text ---------------------------------


def _case(slug: str, title: str, published: str, *texts: str, **more: Any) -> SearchCase:
    entries = tuple(
        SearchEntry(f"{theme.key}-p1", EntryKind.PARAGRAPH, both(text), theme.key)
        for theme, text in zip(THEMES, texts, strict=False)
    )
    return SearchCase(slug, f"cases/{slug}.html", both(title), entries, published=published, **more)


_KNOWN = (
    _case("title", "林權改革", "2001", "甲", "乙"),
    _case("in-title", "武平林權改革記", "2002", "甲", "乙"),
    _case("dense", "題一", "2003", "林權改革，林權改革。"),
    _case("thin", "題二", "2004", "林權改革。" + "其他的話。" * 9),
    _case("thin-new", "題三", "2005", "林權改革。" + "其他的話。" * 9),
    _case("apart", "題四", "2006", "林權", "改革", "林 權"),
    _case("both", "題五", "2007", "改革 -林權 試點"),
    _case("letters", "題七", "2000", "見 xiaogang.example"),
    _case("answer", "題六", "2008", "此件已答覆群眾", "採用軟體記錄"),
)


@pytest.fixture(scope="module")
def known(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("known")
    build_site(_KNOWN, folder)
    page = browser.new_page()
    page.goto(search_address(folder))
    page.wait_for_selector("#casebook-search[data-state=done]", state="attached")
    yield page
    page.close()


def _slugs(page: Page, query: str, edition: str = HANT) -> list[str]:
    return list(dict.fromkeys(row[0] for row in find(page, edition, query)[query]))


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("林權改革", ["title", "in-title", "dense", "thin-new", "thin"]),
        ("“林權改革”", ["title", "in-title", "dense", "thin-new", "thin"]),
        ("「林权改革」 其他", ["thin-new", "thin"]),
        ("林權改革 -其他", ["title", "in-title", "dense"]),
        ("林權改革 －其他 -甲", ["dense"]),
        ("林權改革 -“林權改革，”", ["title", "in-title", "thin-new", "thin"]),
        ("林權 改革 -林權改革", ["both", "apart"]),
        ("改革 -林權", ["both"]),
        ("-林權", ["both"]),
        ("林 權", ["apart", "title", "in-title", "dense", "both", "thin-new", "thin"]),
        ("　答覆　", ["answer"]),
        ("答复", ["answer"]),
        ("软件", ["answer"]),
        ("無此詞", []),
        ("   ", []),
        ("-", ["both"]),
        ("“”", []),
    ],
)
def test_query(known: Page, query: str, slugs: list[str]) -> None:
    assert _slugs(known, query) == slugs
    assert _slugs(known, query, HANS) == slugs


def test_a_word_of_the_other_edition_is_marked_on_what_stands_for_it(known: Page) -> None:
    for query, edition, shown in (("软件", HANT, "軟體"), ("軟體", HANS, "软件")):
        marks = known.evaluate(
            """async ([edition, query]) => {
              const index = await casebookSearch.open(edition);
              for await (const {results, ways} of index.search(query)) {
                const [graded] = casebookSearch.rank(results, [], {});
                const passages = await index.passages(graded, ways);
                const [{text, ranges}] = passages;
                return [ranges.map(([a, b]) => text.slice(a, b)),
                        index.marks(ways, graded.way, passages)];
              }
            }""",
            [edition, query],
        )
        assert marks == [[shown], [query, shown]]


def test_what_is_not_found_has_neighbours_that_say_what_they_are(known: Page) -> None:
    known.goto(known.url.partition("?")[0] + "?q=集體林權改制")
    known.wait_for_selector("#casebook-search[data-state=done]")
    items = known.locator(".casebook-results > li[data-nearest]")
    assert items.count() == known.locator(".casebook-results > li").count() > 0
    assert "集體林權改制" in known.locator("[role=status]").inner_text()
    assert known.locator("mark").count() == 0


@pytest.mark.parametrize(("query", "slug"), [("其他武平", "in-title"), ("武平其他", "in-title")])
def test_a_rare_word_makes_a_nearer_neighbour_than_a_common_one(
    known: Page, query: str, slug: str
) -> None:
    near = "async (query) => (await casebookSearch.open('zh-Hant-TW')).nearest(query)"
    assert known.evaluate(near, query)[0]["slug"] == slug


def test_letters_of_an_alphabet_make_no_neighbours(known: Page) -> None:
    near = "async (query) => (await casebookSearch.open('zh-Hant-TW')).nearest(query)"
    assert known.evaluate(near, "gangxiao") == []


def test_suggestions_begin_with_what_begins_with_the_query(known: Page) -> None:
    names = known.evaluate(
        """async () => {
          const index = await casebookSearch.open("zh-Hant-TW");
          return (await index.suggest("林权", 8)).map(({kind, name}) => [kind, name]);
        }"""
    )
    assert names == [["title", "林權改革"], ["title", "武平林權改革記"]]
