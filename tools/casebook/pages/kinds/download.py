"""The page of what can be carried away, and the page about the data."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.exports.questions import QUESTIONS
from casebook.pages import myst
from casebook.pages.contents import Contents
from casebook.pages.lists import toctree
from casebook.pages.registry import Group, PageKind
from casebook.records import Script


def kinds() -> tuple[PageKind, ...]:
    """Declare the pages."""
    return (PageKind(key="download", title="帶走", order=10, build=_pages, group=Group.TOOLS),)


def _pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the pages; ``casebook build`` puts the list of files into the first."""
    address = contents.snapshot.settings.base_url
    blocks = [
        myst.heading(1, "帶走", "top"),
        "整個案例庫可以存到自己的電腦或隨身碟裡，不連網也能讀。",
        *([myst.web_link(address, address, Script.HANT)] if address else []),
        "\n".join(myst.fence("case:downloads", [])),
        "{.screen-only}\n資料怎樣打開、可以問什麼，見" + myst.link("資料怎麼用", "data.md") + "。",
        toctree(["data"]),
    ]
    yield "download/index.md", myst.page(myst.PAGE, blocks)
    yield "download/data.md", myst.page(myst.PAGE, _data())


def _data() -> Iterator[str]:
    yield myst.heading(1, "資料怎麼用", "top")
    yield (
        "每個版本的網站都帶著同一批資料，文字用該版的字。CSV 可以用試算表打開；"
        "casebook.sqlite 是一個資料庫檔，用任何能開 SQLite 的軟體（例如 DB Browser for SQLite、"
        "Datasette）都可以直接提問。段落、來源、數字的編號與網頁上的一致。"
    )
    yield "{.screen-only}\n檔案和大小列在" + myst.link("帶走", "index.md") + "。"
    yield myst.heading(2, "五個值得問的問題", "questions")
    yield "下面的程式碼是 SQL，整段複製到上述軟體裡執行，就會得到答案。"
    for number, question in enumerate(QUESTIONS, 1):
        yield myst.heading(3, myst.inline(question.asked), f"question-{number}")
        yield "{.sql}\n" + "\n".join(map(myst.line, question.sql.split("\n")))
