"""An account alone above the day of a post, and what linked data say of who wrote."""

import pytest

import casebook
from casebook.records.article import Source

TEXT = "<p>河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。</p>" * 4


def source(head: str, middle: str) -> Source:
    markup = (
        f"<html><head>{head}</head><body><h1>河口镇整治村庄环境</h1>{middle}{TEXT}</body></html>"
    )
    article = casebook.clean_bytes(markup.encode(), name="a.html", media_type="text/html").article
    assert article is not None
    return article.sources[0]


def test_an_official_account_publishes() -> None:
    row = "<div>青河发布</div><div>2023-01-16 18:05 江西</div><div>关注</div>"
    assert source("", row).publisher == "青河发布"


@pytest.mark.parametrize(
    ("between", "authors"), [(("3分钟",), ("山里老树",)), (("3分钟", "九江"), ())]
)
def test_a_button_to_follow_stands_two_lines_below_the_day_at_most(
    between: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    rows = ("山里老树", "2023-01-16 18:05", *between, "关注")
    assert source("", "".join(f"<div>{row}</div>" for row in rows)).authors == authors


def test_any_other_account_writes() -> None:
    row = "<div>山里老树</div><div>2020.02.03 12:00:00 字数 1,204 阅读 356</div>"
    assert source("", row).authors == ("山里老树",)


def test_the_account_above_the_day_of_a_saved_text() -> None:
    running = ("河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落。",) * 3
    day = "2020.02.03 12:00:00字数 1,204阅读 356"
    for above, authors in ((("山里老树", day), ("山里老树",)), ((day,), ())):
        text = "\n\n".join(("河口镇整治村庄环境", *above, *running))
        article = casebook.clean_bytes(text.encode(), name="a.txt").article
        assert article is not None
        assert (article.title, article.sources[0].authors) == ("河口镇整治村庄环境", authors)


def test_a_line_above_a_day_is_no_account_without_a_second_sign() -> None:
    said = source("", "<div>山里老树</div><div>2020.02.03 12:00:00</div>")
    assert (said.publisher, said.authors) == ("", ())


def test_linked_writers_are_those_whom_the_page_shows() -> None:
    linked = (
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"author":[{"@type":"Person","name":"周海明"},{"@type":"Person","name":"吴江"}]}</script>'
    )
    shown = "<div>2023-01-16 周海明和同事到河口镇走访</div>"
    assert source(linked, shown).authors == ("周海明",)


def test_what_kind_of_post_it_is_is_no_part_of_the_title() -> None:
    body = f"<body><h1>[原创] 河口镇整治村庄环境</h1><p>青河论坛 2013-04-15</p>{TEXT}</body>"
    for head, title in (
        ("河口镇整治村庄环境 - 青河论坛", "河口镇整治村庄环境"),
        ("[原创] 河口镇整治村庄环境", "[原创] 河口镇整治村庄环境"),
        ("河口镇整治村庄环境的人", "[原创] 河口镇整治村庄环境"),
    ):
        markup = f"<html><head><title>{head}</title></head>{body}</html>"
        done = casebook.clean_bytes(markup.encode(), name="a.html", media_type="text/html")
        assert done.article is not None
        assert done.article.title == title
