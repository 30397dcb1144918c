"""The editor in a real browser: by keyboard alone, in both scripts, without a script of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import serious
from tests.cli.conftest import article
from tests.edit.conftest import TOKEN, serving, write

from casebook.edit.editor import Editor
from casebook.library import read_article
from casebook.project import Project
from casebook.records import Article, Paragraph, Script, Section, Table, Theme

pytestmark = pytest.mark.browser

LOOKS = {"light": 1280, "dark": 375}
PAGES = ("", "/article/bad", "/article/bad/proofread", "/article/bad/links", "/article/bad/text")


def _bad(script: Script) -> Article:
    """An article as cleaning leaves a page that it did not understand."""
    body = (
        Paragraph("一、基本情况"),
        Paragraph("某镇过去办一件事要跑五个窗口，老范的谷堆在后面，胡里干了。"),
        Paragraph("二、怎么改"),
        Paragraph("五个窗口合成一个。"),
        Paragraph("点击关注我们的公众号"),
        Paragraph("三、现在"),
        Paragraph("平均用时从十二天降到3天，节省120万元。"),
        Table(
            (("年份", "件数"), ("2015", "一万")),
        ),
    )
    return article(
        "bad",
        title="某镇改革--某网",
        script=script,
        sections=(Section(Theme.BODY, "", body),),
        suggested=("field", "region", "years"),
    )


@dataclass
class Desk:
    """A browser at the editor."""

    page: Page
    port: int
    articles: Path
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"http://127.0.0.1:{self.port}{path}")
        return self.page

    def read(self) -> Article:
        item, problems = read_article(self.articles / "bad.md")
        assert item, problems
        return item

    def tab_to(self, selector: str) -> None:
        """Press the tabulator until an element has the focus; every stop must be visible."""
        for _ in range(300):
            self.page.keyboard.press("Tab")
            seen = self.page.evaluate(
                """() => {
                    const one = document.activeElement, box = one.getBoundingClientRect();
                    const style = getComputedStyle(one);
                    return one === document.body
                        || box.width > 0 && box.height > 0 && style.outlineStyle !== "none";
                }"""
            )
            assert seen, self.page.evaluate("document.activeElement.outerHTML")
            if self.page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"the tabulator never reaches {selector}")

    def press(self, selector: str) -> None:
        """Go to an element by the tabulator and press it."""
        self.tab_to(selector)
        self.enter()

    def enter(self) -> None:
        """Press what has the focus, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def edit(self, own: str) -> None:
        """Open the form of a paragraph by keyboard and go into its text."""
        self.tab_to(f"[id='{own}'] summary")
        self.page.keyboard.press("Enter")
        self.tab_to(f"[id='t-{own}']")


@pytest.fixture(params=["zh-TW", "zh-CN"])
def desk(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    locale: str = request.param
    articles = tmp_path / "articles"
    write(articles, _bad(Script.HANS))
    context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 800})
    with serving(Editor(Project.of(articles))) as port:
        item = Desk(context.new_page(), port, articles)
        item.page.on("console", lambda message: item.wrong.append(message.text))
        item.page.on("pageerror", lambda error: item.wrong.append(str(error)))
        own = f"http://127.0.0.1:{port}/"
        item.page.on(
            "request",
            lambda sent: (
                None if sent.url.startswith((own, "data:")) else item.wrong.append(sent.url)
            ),
        )
        item.open(f"/?token={TOKEN}")
        yield item
        context.close()


def test_a_bad_page_is_put_right_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    traditional = page.locator("html[lang='zh-Hant-TW']").count()
    save, saved = ("存檔", "已存檔。") if traditional else ("保存", "已保存。")
    assert "token" not in page.url
    desk.press("a[href='/article/bad']")
    desk.press("button[name=key][value=field]")
    assert "field" not in desk.read().suggested
    desk.tab_to("input[name=title]")
    page.keyboard.press("End")
    for _ in "--某网":
        page.keyboard.press("Backspace")
    desk.enter()
    assert desk.read().title == "某镇改革"
    assert page.locator("[role=status]").inner_text() == saved
    # Three paragraphs are headings of themes; one of them has no word of a theme.
    for own in ("body-p1", "body-p3", "body-p6"):
        desk.edit(own)
        desk.press("details[open] button[value=title]")
        assert page.evaluate("location.hash") == f"#{own}"
    desk.edit("body-p3")
    desk.tab_to("details[open] select[name=theme]")
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert page.locator("details[open] button.main").inner_text() == save
    desk.press("details[open] button.main")
    desk.edit("body-p6")
    desk.tab_to("details[open] select[name=theme]")
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    desk.press("details[open] button.main")
    desk.edit("body-p5")
    desk.press("details[open] button.danger")
    item = desk.read()
    assert [(top.theme, top.heading) for top in item.sections] == [
        (Theme.BACKGROUND, "一、基本情况"),
        (Theme.MEASURES, "二、怎么改"),
        (Theme.RESULTS, "三、现在"),
    ]
    assert "点击关注我们的公众号" in page.locator(".lines").inner_text()
    # One step back, then forward again, then what cleaning cut comes back too.
    desk.press(".undo button")
    assert "点击关注我们的公众号" in (desk.articles / "bad.md").read_text("utf-8")
    desk.press(".lines button[value='1']")
    assert "群眾評價明顯好轉。" in (desk.articles / "bad.md").read_text("utf-8")
    assert desk.wrong == []


def test_proofreading_and_links_by_keyboard(desk: Desk) -> None:
    page = desk.open("/article/bad/proofread")
    before = page.locator(".places li").count()
    assert before
    desk.press(".places button.main")
    assert page.locator(".places li").count() < before
    assert (desk.articles / "exceptions.tsv").read_text("utf-8").count("bad")
    page = desk.open("/article/bad/links")
    figures = page.locator(".figures li").count()
    desk.tab_to(".figures summary")
    page.keyboard.press("Enter")
    desk.press("details[open] button.danger")
    assert page.locator(".figures li").count() == figures - 1
    assert "drop = true" in (desk.articles / "corrections.toml").read_text("utf-8")
    desk.press(".dropped button")
    assert page.locator(".figures li").count() == figures
    assert desk.wrong == []


@pytest.mark.parametrize("scheme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    articles = tmp_path / "articles"
    write(articles, _bad(Script.HANS))
    context = browser.new_context(
        viewport={"width": LOOKS[scheme], "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="zh-TW",
    )
    page = context.new_page()
    results = []
    with serving(Editor(Project.of(articles))) as port:
        page.goto(f"http://127.0.0.1:{port}/?token={TOKEN}")
        for name in PAGES:
            page.goto(f"http://127.0.0.1:{port}{name}")
            if name == PAGES[1]:
                page.locator("#outline summary").nth(1).click()
            results += [f"{name}: {item}" for item in serious(page)]
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{name} is wider than {LOOKS[scheme]} pixels"
        context.close()
    assert results == []


def test_a_page_of_another_site_cannot_write(desk: Desk) -> None:
    """A form that another site sends arrives without the cookie, and with its own origin."""
    before = (desk.articles / "bad.md").read_bytes()
    with serving(Editor(Project.of(desk.articles))) as other:
        foreign = desk.page.context.new_page()
        answers: list[int] = []
        foreign.on("response", lambda answer: answers.append(answer.status))
        foreign.route(
            f"http://localhost:{other}/evil",
            lambda route: route.fulfill(
                content_type="text/html",
                body=f"<form method=post action='http://127.0.0.1:{desk.port}/article/bad/do/undo'>"
                "<button>x</button></form>",
            ),
        )
        foreign.goto(f"http://localhost:{other}/evil")
        foreign.click("button")
        foreign.wait_for_url("**/do/undo")
        assert answers[-1] == 403
    assert (desk.articles / "bad.md").read_bytes() == before
