"""The content security policy: the pages obey it, and what gets into a page does not run."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser
from tests.browser.conftest import Watched

from casebook.exports.root_files import root_files
from casebook.policy import POLICY
from casebook.problems import Code, Problem
from casebook.project import Project, load
from casebook.worklist.render import as_html

_RESULT = ".casebook-results h2 a[data-case]"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _serve(site: Path) -> Iterator[str]:
    """Serve the site below a path, as many servers do; its address."""
    handler = functools.partial(_Handler, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        server.shutdown()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with _serve(site) as address:
        yield address


def _pages(site: Path) -> list[str]:
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [name for name in names if "_static" not in name]


def _kinds(site: Path) -> list[str]:
    """Return a page of each kind: of each folder the index, another, and one that leads on."""
    kinds: dict[tuple[str, bool, bool], str] = {}
    for name in _pages(site):
        leads = "data-redirect" in (site / name).read_text("utf-8")
        folder, _, file = name.removeprefix("zh-Hant/").rpartition("/")
        if not name.startswith("zh-Hans/"):
            kinds.setdefault((folder or file, file == "index.html", leads), name)
    return list(kinds.values())


def test_every_page_states_the_policy_before_anything_that_it_loads(site: Path) -> None:
    names = _pages(site)
    assert len(names) > 100
    for name in names:
        head = html.document_fromstring((site / name).read_text("utf-8")).find("head")
        charset, policy = head[:2]
        assert charset.get("charset") == "utf-8", name
        assert policy.get("http-equiv") == "Content-Security-Policy", name
        assert policy.get("content") == POLICY, name


def test_no_script_and_no_style_stands_in_a_page(site: Path) -> None:
    for name in _pages(site):
        tree = html.document_fromstring((site / name).read_text("utf-8"))
        kinds = {element.get("type") for element in tree.xpath("//script[not(@src)]")}
        assert kinds <= {"application/ld+json", "application/json"}, name
        assert not tree.xpath("//style"), name
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), name


@pytest.mark.browser
# The scheme of colours and where pages come from do not act on each other.
@pytest.mark.parametrize(("way", "colours"), [("disk", "light"), ("server", "dark")])
def test_every_kind_of_page_obeys_it(
    way: str, colours: str, browser: Browser, site: Path, served: str
) -> None:
    """A violation is an error at the console."""
    context = browser.new_context(locale="zh-TW", color_scheme=colours)  # type: ignore[arg-type]
    watched = Watched(context, site, served if way == "server" else "")
    for name in _kinds(site):
        page = watched.open(name)
        page.wait_for_load_state("networkidle")
        if "data-redirect" not in (site / name).read_text("utf-8") and name != "index.html":
            assert page.evaluate("document.documentElement.dataset.theme") == colours, name
            assert page.evaluate("getComputedStyle(document.body).fontFamily.length") > 20, name
    page = watched.open("zh-Hant/search.html?q=%E6%94%B9%E9%9D%A9")
    page.locator(_RESULT).first.wait_for()
    page.locator("#casebook-search input[name=q]").press("Enter")
    page.locator(_RESULT).first.wait_for()
    assert watched.wrong == []
    context.close()


_INJECTED = """
<script>document.documentElement.dataset.ran = "script";</script>
<img src="data:," onerror="document.documentElement.dataset.ran = 'handler'">
<svg><script>document.documentElement.dataset.ran = "svg"</script></svg>
<iframe srcdoc="<script>parent.document.documentElement.dataset.ran = 'frame'</script>"></iframe>
<script src="data:text/javascript,document.documentElement.dataset.ran='data'"></script>
<base href="https://example.org/">
<style>h1 { display: none !important; }</style>
<a id="bad" href="javascript:void(document.documentElement.dataset.ran = 'address')">x</a>
"""


@pytest.mark.browser
@pytest.mark.parametrize("way", ["disk", "server"])
def test_what_gets_into_a_page_does_not_run(
    way: str, browser: Browser, site: Path, tmp_path: Path
) -> None:
    own = tmp_path / site.name
    shutil.copytree(site, own, copy_function=os.link)
    source = own / "zh-Hant" / "index.html"
    text = source.read_text("utf-8")
    start = re.search(r'<article class="bd-article">', text)
    assert start
    spoiled = f"{text[: start.end()]}{_INJECTED}{text[start.end() :]}"
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", spoiled)
    results = []
    with _serve(own) as served:
        root = served if way == "server" else own.as_uri()
        for name, content in (("spoiled", spoiled), ("without", without)):
            source.with_name(f"{name}.html").write_text(content, "utf-8")
            page = browser.new_page()
            page.goto(f"{root}/zh-Hant/{name}.html")
            page.wait_for_load_state("load")
            page.evaluate("document.getElementById('bad').click()")
            results.append(
                (
                    page.evaluate("document.documentElement.dataset.ran ?? ''"),
                    page.evaluate("document.baseURI.startsWith('https://example.org')"),
                    page.evaluate("getComputedStyle(document.querySelector('h1')).display"),
                )
            )
            page.close()
    (ran, base, shown), (would, other_base, hidden) = results
    assert (ran, base) == ("", False)
    assert shown != "none"
    # Without the policy all of that happens: the test would see it.
    assert would != ""
    assert (other_base, hidden) == (True, "none")


@pytest.mark.browser
def test_pages_with_their_style_in_them_obey_theirs(
    browser: Browser, tmp_path: Path, site: Path
) -> None:
    snapshot = load(Project.of(Path(__file__).parents[1] / "small" / "articles"))
    missing = root_files("題", "https://example.org/", snapshot.printers)["404.html"]
    (tmp_path / "404.html").write_bytes(missing)
    worklist = as_html((Problem(Code.NO_THEME, "a.md", 1),), {"a.md": "題"})
    (tmp_path / "worklist.html").write_text(worklist, "utf-8")
    watched = Watched(browser.new_context(), tmp_path)
    for name in ("404.html", "worklist.html"):
        page = watched.open(name)
        assert "system-ui" in page.evaluate("getComputedStyle(document.body).fontFamily")
        path = tmp_path / name
        script = "<script>document.body.dataset.ran = 1</script></body>"
        path.write_text(path.read_text("utf-8").replace("</body>", script), "utf-8")
    assert watched.wrong == []
    for name in ("404.html", "worklist.html"):
        page = watched.open(name)
        assert page.evaluate("document.body.dataset.ran ?? ''") == ""
    watched.page.context.close()
    shutil.rmtree(tmp_path)
