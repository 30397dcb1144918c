"""The search page and the marks, from a folder: nothing is fetched but scripts of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from tests.search.conftest import search_address
from tests.search.demo import HANS, HANT, both, build_site

from casebook.search import EntryKind, SearchCase, SearchEntry
from casebook.text.fold import Level, fold

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
    heads = page.locator(".casebook-results h2 a").all()
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
    expect(page.get_by_role("status")).to_have_text("找到 1 個案例，共 2 處（含標題）")


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
        assert fold("".join(marks.all_inner_texts()), Level.SEARCH) == fold(query, Level.SEARCH)
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


def _asked(page: Page, folder: Path) -> list[str]:
    """Open the search with its clock at rest; return the files that it asks for from then on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/search/")[2]))
    page.clock.install(time=0)
    page.goto(search_address(folder))
    page.wait_for_selector(_DONE, state="attached")
    page.clock.pause_at(3_600)
    asked.clear()
    return asked


def test_names_are_suggested_in_a_pause(page: Page, folder: Path) -> None:
    """What is typed on or sent loads none, and no late list lies on the results.

    What is then searched waits for nothing: bins are asked for at once, texts after the names.
    """
    asked = _asked(page, folder)
    field = page.locator("input[name=q]")
    field.fill("一")
    page.clock.run_for(149)
    assert asked == []
    with page.expect_request("**/search/bins/*"):
        field.fill("一窗")
    page.clock.run_for(149)
    assert all(name.startswith("bins/") for name in asked)
    with page.expect_request("**/search/texts/*"):
        page.clock.run_for(1)
    expect(page.get_by_role("option")).to_have_text(["一窗受理提法"])
    first_text = next(at for at, name in enumerate(asked) if name.startswith("texts/"))
    assert asked[first_text - 1].startswith("names/")
    asked.clear()
    field.press("Enter")
    page.wait_for_selector(".casebook-results > li")
    assert asked == []
    field.fill("一窗受")
    field.press("Enter")
    page.wait_for_selector(".casebook-results > li")
    page.clock.run_for(10_000)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_letters_that_become_han_load_nothing_until_they_have(page: Page, folder: Path) -> None:
    asked = _asked(page, folder)
    page.locator("input[name=q]").evaluate("""field => {
      field.value = "改ge";
      field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    }""")
    assert asked == []
    with page.expect_request("**/search/bins/*"):
        page.locator("input[name=q]").evaluate("""field => {
          field.value = "改革";
          field.dispatchEvent(new CompositionEvent("compositionend"));
        }""")


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
    assert field.locator("option").all_inner_texts() == ["不限", "農村土地（13）", "政務服務（12）"]
    field.select_option("農村土地")
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 26 處（含標題）")
    years = page.locator("select[name=year] option").all_inner_texts()
    assert years == ["不限", "2016（4）", "2015（9）", "2014（13）"]
    page.locator("select[name=theme]").select_option("measures")
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 13 處（含標題）")
    assert {
        link.get_attribute("data-paragraph")
        for link in page.locator(".casebook-results ul a").all()
    } == {"measures-p1"}
    address = page.url
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 26 處（含標題）")
    page.goto(address)
    page.wait_for_selector(_DONE)
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 13 處（含標題）")
    page.locator("input[name=q]").fill("改")
    page.locator("input[name=q]").press("Enter")
    page.wait_for_selector(_DONE)
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 13 處（含標題）")
    page.get_by_role("button", name="清除條件").click()
    expect(page.get_by_role("status")).to_have_text("找到 25 個案例，共 50 處（含標題）")


def test_very_many_cases_are_shown_on_demand(page: Page, tmp_path: Path) -> None:
    build_site([_case(n, "改革") for n in range(1, 131)], tmp_path)
    _search(page, tmp_path, "改")
    assert len(_cases(page)) == 100
    expect(page.get_by_role("status")).to_have_text("找到 130 個案例，共 260 處（含標題）")
    # The keyboard reaches what is laid out only when it comes near.
    links = page.locator(".casebook-results a:not(details *)")
    page.locator("input[name=q]").focus()
    for _ in range(24):
        page.keyboard.press("ArrowDown")
    assert links.nth(23).evaluate("link => link === document.activeElement")
    expect(links.nth(23)).to_be_in_viewport()
    more = page.get_by_role("button", name="顯示更多案例")
    more.click()
    expect(page.locator(".casebook-results h2")).to_have_count(120)
    assert page.evaluate("document.activeElement.dataset.case") == _cases(page)[100]
    more.click()
    expect(page.locator(".casebook-results h2")).to_have_count(130)
    expect(more).to_be_hidden()
    assert len(set(_cases(page))) == 130


def test_what_is_folded_away_is_there_too(page: Page, tmp_path: Path) -> None:
    """Every paragraph that has the word has its link, also where a case has many."""
    texts = [
        SearchEntry(f"background-p{n}", EntryKind.PARAGRAPH, both(f"第{n}項改革"), "background")
        for n in range(1, 41)
    ]
    build_site([SearchCase("long", "cases/long.html", both("長文"), tuple(texts))], tmp_path)
    _search(page, tmp_path, "改革")
    links = page.locator(".casebook-results ul a")
    ids = [link.get_attribute("data-paragraph") for link in links.all()]
    assert ids == [f"background-p{n}" for n in range(1, 41)]
    expect(links.nth(3)).to_be_hidden()
    page.get_by_text("其餘 37 處").click()
    expect(links.nth(39)).to_be_visible()
    links.nth(39).click()
    page.locator(".casebook-marks").wait_for()
    assert page.url.endswith("#background-p40")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cases in a pack each; that with most of the word comes last, being the oldest.

    Every case has the pairs of 改革試點, but only every other one these four characters.
    """
    site = tmp_path_factory.mktemp("many")
    filler = "其他的話說了又說。" * 800
    words = ["改革試點。" if number % 2 else "改革，革試，試點。" for number in range(58)]
    cases = [
        SearchCase(
            f"case-{number:02}",
            f"cases/case-{number:02}.html",
            both(f"第{number}個案例"),
            (SearchEntry("background-p1", EntryKind.PARAGRAPH, both(text + filler)),),
            field=both("農村土地" if number < 4 else "政務服務"),
            published=f"2020-01-{60 - number:02}",
        )
        for number, text in enumerate([*words, "改革試點。" * 8])
    ]
    build_site(cases, site)
    assert len(list((site / "search" / "texts").iterdir())) == 59
    return site


def _texts(page: Page) -> list[str]:
    """What texts the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/search/texts/" in request.url:
            asked.append(request.url.rpartition("/")[2].partition(".")[0])

    page.on("request", note)
    return asked


def _more(page: Page) -> None:
    page.get_by_role("button", name="顯示更多案例").click()
    page.wait_for_selector(_DONE)


def test_texts_are_loaded_only_for_what_is_shown(page: Page, many: Path) -> None:
    """What is proved by its postings is counted without its text."""
    asked = _texts(page)
    _search(page, many, "改革")
    assert len(asked) == len(_cases(page)) == 8
    expect(page.get_by_role("status")).to_have_text("找到 59 個案例，先列出 8 個")
    # The case that has the word most often comes first, though its text is the last of all.
    assert _cases(page)[0] == "case-58"
    before = _cases(page)
    _more(page)
    assert _cases(page)[:8] == before
    assert (len(_cases(page)), len(asked)) == (28, 32)
    _more(page)
    _more(page)
    expect(page.get_by_role("status")).to_have_text("找到 59 個案例，共 59 處（含標題）")
    assert len(set(asked)) == len(asked) == len(set(_cases(page))) == 59
    expect(page.get_by_role("button", name="顯示更多案例")).to_be_hidden()


def test_what_is_not_verified_is_not_shown_as_found(page: Page, many: Path) -> None:
    """Of 59 cases that have all pairs of the query, 29 do not have the query."""
    _search(page, many, "改革試點")
    shown = len(_cases(page))
    expect(page.get_by_role("status")).to_have_text(
        f"已核對 {shown} 個相符的案例；另有 {59 - 16} 個可能相符，列出前先核對"
    )
    field = page.locator("select[name=field] option").all_inner_texts()
    assert field == ["不限", "政務服務（≤49）", "農村土地（≤2）"]
    while page.get_by_role("button", name="顯示更多案例").is_visible():
        _more(page)
        assert all(int(str(case)[-2:]) % 2 or case == "case-58" for case in _cases(page))
    expect(page.get_by_role("status")).to_have_text("找到 30 個案例，共 30 處（含標題）")
    field = page.locator("select[name=field] option").all_inner_texts()
    assert field == ["不限", "政務服務（28）", "農村土地（2）"]


def test_what_is_chosen_is_verified_first(page: Page, many: Path) -> None:
    asked = _texts(page)
    _search(page, many, "改革試點", more=f"&field={quote('農村土地')}")
    assert _cases(page) == ["case-01", "case-03"]
    expect(page.get_by_role("status")).to_have_text("找到 2 個案例，共 2 處（含標題）")
    assert len(asked) == 8


def test_a_new_query_gives_up_the_one_before(page: Page, many: Path) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/texts/0020*", hold)
    _search(page, many, "改革")
    page.get_by_role("button", name="顯示更多案例").click()
    page.locator("input[name=q]").fill("第7個案例")
    page.keyboard.press("Enter")
    page.wait_for_selector(_DONE)
    assert _cases(page) == ["case-07"]
    for route in held:
        route.continue_()
    page.go_back()
    page.wait_for_selector(_DONE)
    expect(page.get_by_role("status")).to_have_text("找到 59 個案例，先列出 8 個")
    assert len(_cases(page)) == 8


def test_choosing_keeps_the_focus_where_it_was(page: Page, folder: Path) -> None:
    _search(page, folder, "改革")
    page.locator("select[name=field]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text("找到 13 個案例，共 26 處（含標題）")
    assert page.evaluate("document.activeElement.name") == "field"


def test_an_address_chooses_in_either_script(page: Page, folder: Path) -> None:
    _search(page, folder, "改革", HANS, f"&field={quote('農村土地')}&theme=background")
    expect(page.get_by_role("status")).to_have_text("找到 13 个案例，共 13 处（含标题）")
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


def test_many_sources_are_counted_and_publishers_come_before_domains(
    page: Page, tmp_path: Path
) -> None:
    names = ("example.org", "某日報", "某晚報", "某省政府")
    sources = tuple(dict.fromkeys(("zh-Hant-TW", "zh-Hans-CN"), name) for name in names)
    build_site([replace(_case(1, "改革"), sources=sources)], tmp_path)
    _search(page, tmp_path, "改革")
    expect(page.locator(".casebook-about")).to_contain_text("某日報、某晚報等 4 個來源")
    expect(page.locator(".casebook-about")).not_to_contain_text("example.org")
