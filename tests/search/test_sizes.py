"""The limits on what a reader loads, on generated articles with the statistics of real text."""

from __future__ import annotations

import importlib.util
import random
import re
from collections import Counter
from operator import add
from pathlib import Path
from types import ModuleType
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Page
from tests.conftest import ROOT
from tests.search.demo import HANT, search_page

from casebook.search import SearchCase, build_index, index_files
from casebook.search.index import PROGRAM
from casebook.search.postings import BIN_BYTES
from casebook.text.fold import Level, fold

_ARTICLES = 80
_LENGTH = 5_000
#: The aim: 8 MB of bins for 10 million characters in one edition.
_BYTES_A_CHARACTER = 0.8
#: Fewer articles have fewer characters for each of the keys, which cost the same in any index:
#: measured 0.93 bytes a character at 80 articles, 0.87 at 300, 0.76 at 2,000.
_MORE_IN_A_SMALL_INDEX = 1.2
_BEFORE_VERIFICATION = 150_000
#: What a query may load in a page that is opened anew, without the program: data and texts.
_LOADED = 200_000


def _corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_corpus", ROOT / "bench" / "corpus.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cases() -> list[SearchCase]:
    made: list[SearchCase] = _corpus().Writer(3).articles(_ARTICLES, _LENGTH)
    return made


@pytest.fixture(scope="module")
def files(cases: list[SearchCase]) -> dict[str, bytes]:
    return dict(index_files(cases))


def _bins(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith("bins/")}


def test_bins_stay_within_their_bytes_a_character(
    cases: list[SearchCase], files: dict[str, bytes]
) -> None:
    characters = sum(len(next(iter(e.text.values()))) for c in cases for e in c.all_entries)
    assert characters > _ARTICLES * _LENGTH
    bins = sum(map(len, _bins(files).values()))
    assert bins / characters <= _BYTES_A_CHARACTER * _MORE_IN_A_SMALL_INDEX


def test_postings_take_about_a_byte_each(cases: list[SearchCase], files: dict[str, bytes]) -> None:
    """What grows with the corpus is the postings: their codes, not their keys."""
    pairs = 0
    for case in cases:
        text = "\n".join({fold(t, Level.SEARCH) for e in case.all_entries for t in e.text.values()})
        pairs += len({text[at : at + 2] for at in range(len(text))})
    codes = sum(len(re.sub(rb"[^\x21-\x7e]", b"", each)) for each in _bins(files).values())
    assert codes <= 1.1 * pairs


def test_four_characters_load_little_before_verification(files: dict[str, bytes]) -> None:
    """Three pairs of characters: at most three bins, whichever they are."""
    sizes = sorted(map(len, _bins(files).values()))
    # The last posting of a bin may run over, by as much as all cases take.
    assert sizes[-1] <= BIN_BYTES + 4 * _ARTICLES + 100
    always = sum(len(files[name]) for name in ("index.js", "fold.js", "stamp.js"))
    assert always + sum(sizes[-3:]) <= _BEFORE_VERIFICATION


def test_texts_of_all_editions_take_half_of_those_of_one(
    cases: list[SearchCase], files: dict[str, bytes]
) -> None:
    edition = random.Random(1).choice(sorted(cases[0].title))
    texts = sum(len(e.text[edition].encode()) for c in cases for e in c.all_entries)
    packs = sum(len(content) for name, content in files.items() if name.startswith("texts/"))
    assert packs <= 0.55 * texts


@pytest.mark.browser
def test_a_query_loads_little_however_many_cases_answer(
    page: Page, cases: list[SearchCase], tmp_path: Path
) -> None:
    """Texts only of what is shown, and of suggestions those that are shown."""
    build_index(cases, tmp_path / "search")
    (tmp_path / "zh-Hant").mkdir()
    (tmp_path / "zh-Hant/search.html").write_text(search_page(HANT), "utf-8")
    texts = [" ".join(e.text[HANT] for e in case.all_entries) for case in cases]
    runs = Counter(run for text in texts for run in {*map(add, text, text[1:])} if run.isalpha())
    pair, count = max(runs.items(), key=lambda item: (item[1], item[0]))
    assert count > _ARTICLES / 2
    title = cases[0].title[HANT][:4]
    loaded: list[Path] = []
    page.on("request", lambda item: loaded.append(Path(unquote(urlsplit(item.url).path))))
    for query in (pair, title):
        loaded.clear()
        page.goto(f"{(tmp_path / 'zh-Hant/search.html').as_uri()}?q={quote(query)}")
        page.wait_for_selector("#casebook-search[data-state=done]")
        shown = page.locator(".casebook-results > li").count()
        of_texts = [path for path in loaded if path.parent == tmp_path / "search/texts"]
        assert 0 < len(of_texts) <= max(shown, 24)
        assert query != pair or len(of_texts) == shown == 8
        page.locator("input[name=q]").fill(title)
        page.get_by_role("option").first.wait_for()
        # Texts that the reader has not asked for yet are no more than are shown first.
        page.wait_for_timeout(150)
        ahead = [path for path in loaded if path.parent == tmp_path / "search/texts"]
        assert len(ahead) <= len(of_texts) + 8
        data = [path for path in loaded if path.suffix == ".js" and path.name not in PROGRAM]
        assert len(set(data)) == len(data)
        assert sum(path.stat().st_size for path in data) <= _LOADED
