"""Other wordings that a reader may type: the form of a text, and what a search finds by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from tests.search.conftest import search_address
from tests.search.demo import HANS, HANT, build_site

from casebook import resources
from casebook.search import EntryKind, SearchCase, SearchEntry
from casebook.search.wordings import form
from casebook.text.fold import Level, fold

_FIXTURE = json.loads(Path(__file__).with_name("wordings.json").read_text("utf-8"))
_ALPHABET = st.sampled_from("二〇○零一四五年m²³㎡㈠①[1]〔2〕（hù）報導計畫像 改𠮷")


@pytest.mark.parametrize("each", _FIXTURE, ids=lambda each: each["text"])
def test_form(each: dict[str, str]) -> None:
    assert form(each["text"]) == each["form"]


@given(st.text(_ALPHABET, max_size=12))
def test_a_form_is_folded(text: str) -> None:
    assert fold(form(text), Level.SEARCH) == form(text)


def test_spellings_are_of_one_length_and_searched_as_another() -> None:
    for spelling, searched, *_ in resources.rows("search/spellings.tsv"):
        assert len(spelling) == len(searched)
        assert form(spelling) == form(searched) == fold(searched, Level.SEARCH)


# --- in the browser ---------------------------------------------------------------------

#: Text of a case, what is typed, and what is marked of the text.
_FOUND = [
    ("建成面積300㎡的大廳", "300m2", "300㎡"),
    ("建成面積300m2的大廳", "300㎡", "300m2"),
    ("里程達20㎞以上", "20km", "20㎞"),
    ("公布第㈠批名單", "第(一)批", "第㈠批"),
    ("到二○一五年底", "2015年", "二○一五年"),
    ("到2016年底", "二零一六年", "2016年"),
    ("推行一窗受理①改革", "一窗受理改革", "一窗受理①改革"),
    ("鄠（hù）邑區試點", "鄠邑區", "鄠（hù）邑區"),
    ("新聞報導稱", "报道", "報導"),
    ("按新聞報道", "報導", "報道"),
]
#: Text of a case, and what does not stand in it.
_NOT_FOUND = [
    ("年產10⁵噸", "105噸"),
    ("以情報導向警務", "報道"),
    ("國發〔2014〕12號", "國發12號"),
]


@pytest.mark.browser
def test_what_is_typed_otherwise_is_found_and_marked(page: Page, tmp_path: Path) -> None:
    texts = [text for text, *_ in _FOUND] + [text for text, _ in _NOT_FOUND]
    cases = [
        SearchCase(
            f"case-{number}",
            f"cases/case-{number}.html",
            dict.fromkeys((HANT, HANS), "題"),
            (SearchEntry("p1", EntryKind.PARAGRAPH, dict.fromkeys((HANT, HANS), text)),),
        )
        for number, text in enumerate(texts)
    ]
    build_site(cases, tmp_path)
    page.goto(search_address(tmp_path))
    page.wait_for_selector("#casebook-search[data-state=done]", state="attached")
    found = page.evaluate(
        """async (queries) => {
          const index = await casebookSearch.open("zh-Hant-TW");
          const found = {};
          for (const query of queries) {
            found[query] = [];
            for await (const {results, ways} of index.search(query)) {
              for (const result of casebookSearch.rank(results, [], {})) {
                const [{text, ranges}] = await index.passages(result, ways);
                found[query].push([text, ...ranges.map(([a, b]) => text.slice(a, b))]);
              }
            }
          }
          return found;
        }""",
        [query for _, query, *_ in (*_FOUND, *_NOT_FOUND)],
    )
    for text, query, shown in _FOUND:
        assert [text, shown] in found[query], query
    for text, query in _NOT_FOUND:
        assert text not in [each[0] for each in found[query]], query


@pytest.mark.browser
def test_forms_are_the_same_in_both_languages(page: Page, tmp_path: Path) -> None:
    cases = [
        SearchCase(
            f"c{number}", f"cases/c{number}.html", dict.fromkeys((HANT, HANS), each["text"]), ()
        )
        for number, each in enumerate(_FIXTURE[1:])
    ]
    build_site(cases, tmp_path)
    page.goto(search_address(tmp_path))
    page.wait_for_selector("#casebook-search[data-state=done]", state="attached")
    forms = page.evaluate(
        """async (texts) => {
          await casebookSearch.open("zh-Hant-TW");
          return texts.map(casebookSearch.form);
        }""",
        [each["text"] for each in _FIXTURE],
    )
    assert forms == [each["form"] for each in _FIXTURE]
