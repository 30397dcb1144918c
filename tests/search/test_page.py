"""The search page and the marks, from a folder: nothing is fetched but scripts of files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.search.conftest import search_address
from tests.search.demo import HANS, HANT, both, build_site

from casebook.search import EntryKind, SearchCase, SearchEntry, fold

pytestmark = pytest.mark.browser

_DONE = "#casebook-search[data-state=done]"


def _case(number: int, text: str, **more: object) -> SearchCase:
    entries = tuple(
        SearchEntry(f"{theme}-p1", EntryKind.PARAGRAPH, both(words), theme)
        for theme, words in (("background", text), ("measures", f"舉措{number}，{text}"))
    )
    field = both("農村土地" if number % 2 else "政務服務")
    term = SearchEntry("measures-p1", EntryKind.TERM, both("一窗受理"), "measures")
    return SearchCase(
        f"case-{number:02}",
        f"cases/case-{number:02}.html",
        both(f"第{number}個案例"),
        (*entries, term),
        field=field,
        regions=(both("福建省"), both("福建省武平縣")) if number == 1 else (),
        years=(2014, 2014 + number % 3),
        sources=(both("縣報"),),
        published=f"2020-01-{number:02}",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of cases of known text."""
    site = tmp_path_factory.mktemp("known")
    texts = {1: "推進「放管服」改革，促進羌曆年文化。", 2: "<b>改革</b>&amp;開放"}
    build_site([_case(n, texts.get(n, f"深化改革{n}")) for n in range(1, 26)], site)
    return site


def _search(page: Page, folder: Path, query: str, edition: str = HANT, more: str = "") -> None:
    page.goto(f"{search_address(folder, edition)}?q={quote(query)}{more}")
    page.wait_for_selector(_DONE)


def _cases(page: Page) -> list[str | None]:
    heads = page.locator(".casebook-results h3 a").all()
    return [head.get_attribute("data-case") for head in heads]


def test_only_files_are_loaded(page: Page, folder: Path) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    _search(page, folder, "羌历年")
    assert all(address.startswith("file:") for address in addresses)
    assert _cases(page) == ["case-01"]


def test_every_passage_links_to_its_paragraph(page: Page, folder: Path) -> None:
    _search(page, folder, "放管服")
    links = page.locator("[data-case=case-01][data-paragraph]:not([data-paragraph=''])")
    ids = [link.get_attribute("data-paragraph") for link in links.all()]
    assert ids == ["background-p1", "measures-p1"]
    expect(links.first.locator("mark")).to_have_text("放管服")
    expect(page.get_by_role("status")).to_have_text("找到 1 個案例，共 2 段")


def test_text_is_data(page: Page, folder: Path) -> None:
    _search(page, folder, "<b>")
    assert _cases(page) == ["case-02"]
    assert page.locator("#casebook-search b").count() == 0
    _search(page, folder, "<img src=x>&quot;")
    expect(page.get_by_role("status")).to_contain_text("<img src=x>&quot;")


@pytest.mark.parametrize(
    ("edition", "query"),
    [(HANT, "推進“放管服”改革"), (HANS, "推進「放管服」改革"), (HANT, "促进羌历年")],
)
def test_a_result_opens_at_its_paragraph_with_all_matches_marked(
    page: Page, folder: Path, edition: str, query: str
) -> None:
    _search(page, folder, query, edition)
    page.locator("[data-paragraph=measures-p1]").first.click()
    bar = page.locator(".casebook-marks")
    bar.wait_for()
    assert page.url.partition("?")[0].endswith("/cases/case-01.html")
    assert page.url.endswith("#measures-p1")
    for paragraph in ("background-p1", "measures-p1"):
        marks = page.locator(f"#{paragraph} mark")
        assert marks.count() > 1  # the words stand across inline tags
        assert fold("".join(marks.all_inner_texts())) == fold(query)
    assert page.locator("nav mark").count() == 0
    text = page.locator("main").inner_text()
    bar.get_by_role("button").click()
    assert page.locator("mark").count() == 0
    assert page.locator("main").inner_text() == text
    assert "mark=" not in page.url
    page.go_back()
    page.wait_for_selector(_DONE)
    assert page.locator("input[name=q]").input_value() == query
    assert _cases(page) == ["case-01"]


def test_escape_clears_marks(page: Page, folder: Path) -> None:
    _search(page, folder, "放管服")
    page.locator("[data-paragraph=background-p1]").click()
    page.locator(".casebook-marks").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("mark, .casebook-marks").count() == 0


def test_search_by_keyboard_alone(page: Page, folder: Path) -> None:
    page.goto((folder / "zh-Hant" / "cases" / "case-03.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector(_DONE, state="attached")
    page.keyboard.type("第1個案")
    option = page.get_by_role("option")
    expect(option.first).to_have_text("第1個案例標題")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=q]").get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{_DONE} .casebook-results a")
    assert _cases(page) == ["case-01"]
    assert "q=" in page.url
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.case") == "case-01"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")


def test_suggestions_are_terms_places_and_titles(page: Page, folder: Path) -> None:
    page.goto(search_address(folder))
    page.wait_for_selector(_DONE, state="attached")
    for typed, wanted in (("一窗", "一窗受理提法"), ("武平县", "福建省武平縣地區")):
        page.locator("input[name=q]").fill(typed)
        expect(page.get_by_role("option")).to_have_text([wanted])
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_facets_narrow_and_count(page: Page, folder: Path) -> None:
    _search(page, folder, "改革")
    assert len(_cases(page)) == 25
    field = page.locator("select[name=field]")
    assert field.locator("option").all_inner_texts() == ["不限", "農村土地 (13)", "政務服務 (12)"]
    field.select_option("農村土地")
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 26 段")
    years = page.locator("select[name=year] option").all_inner_texts()
    assert years == ["不限", "2016 (4)", "2015 (9)", "2014 (13)"]
    page.locator("select[name=theme]").select_option("measures")
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 13 段")
    assert {
        link.get_attribute("data-paragraph")
        for link in page.locator(".casebook-results ul a").all()
    } == {"measures-p1"}
    address = page.url
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 26 段")
    page.goto(address)
    page.wait_for_selector(_DONE)
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 13 段")
    page.get_by_role("button", name="清除篩選").click()
    expect(page.get_by_role("status")).to_have_text("找到 25 個案例，共 50 段")


def test_very_many_cases_are_shown_on_demand(page: Page, tmp_path: Path) -> None:
    build_site([_case(n, "改革") for n in range(1, 131)], tmp_path)
    _search(page, tmp_path, "改")
    assert len(_cases(page)) == 100
    expect(page.get_by_role("status")).to_have_text("找到 130 個案例，共 260 段")
    more = page.get_by_role("button", name="顯示更多案例")
    more.click()
    expect(page.locator(".casebook-results h3")).to_have_count(120)
    assert page.evaluate("document.activeElement.dataset.case") == _cases(page)[100]
    more.click()
    expect(page.locator(".casebook-results h3")).to_have_count(130)
    expect(more).to_be_hidden()
    assert len(set(_cases(page))) == 130


def test_an_address_chooses_in_either_script(page: Page, folder: Path) -> None:
    _search(page, folder, "改革", HANS, f"&field={quote('農村土地')}&theme=background")
    expect(page.get_by_role("status")).to_have_text("找到 13 个案例，共 13 段")
    _search(page, folder, "改革", HANS, "&field=none")
    expect(page.get_by_role("status")).to_have_text("所选范围内没有结果，可放宽筛选条件。")


def test_without_javascript_the_page_leads_elsewhere(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(search_address(folder))
    expect(page.get_by_role("link", name="regions")).to_be_visible()
    context.close()


def test_a_missing_data_file_is_told(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/texts/**", lambda route: route.abort())
    page.goto(f"{search_address(folder)}?q={quote('改革')}")
    page.wait_for_selector("#casebook-search[data-state=failed]")
    expect(page.get_by_role("status")).to_have_text("搜尋資料無法載入，請改用目錄瀏覽。")
    context.close()
