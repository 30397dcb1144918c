"""What stands on several pages of one site goes, whatever words it has; the text stays."""

from __future__ import annotations

from itertools import permutations

import pytest

from casebook import clean_bytes
from casebook.ingest.clean.elsewhere import SharedLines, elsewhere, known_lines, shared_lines
from casebook.ingest.clean.overrules import Overrules
from casebook.records import Line, Role, block_texts

PLACES = ("東灣", "西嶺", "南坪", "北塘", "上河", "下渡", "石橋", "松林", "雲溪", "白沙", "青崗")
HEAD = ("河網頻道", "文化長廊", "影像河灣", "讀者俱樂部")
TAIL = ("印製本頁", "河灣影城上映表", "週末市集攤位圖", "掌上河灣")


def page(at: int, *, head: tuple[str, ...] = HEAD, tail: tuple[str, ...] = TAIL) -> list[str]:
    place = PLACES[at]
    return [
        *head,
        f"{place}鎮小事由村民自己辦",
        f"2023年3月{at + 1}日",
        f"{place}鎮把村裡的小型工程交給村民商量，由村民會議定下項目，工錢和料錢都寫在牆上給人看。",
        f"到年底，{place}鎮辦成了{at + 20}件小事，平均每件花費不到一萬元，壞了當月就由管護員修好。",
        f"{place}鎮的村民說，路通了，水也不漏了，夜裡有燈，孩子上學不用繞遠路。",
        *tail,
    ]


def lines_of(texts: list[str]) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


def kept(texts: list[str], shared: SharedLines) -> list[str]:
    return [line.text for line in elsewhere(lines_of(texts), shared).lines]


OWN = page(0, head=(), tail=())
SITE = shared_lines([page(at) for at in range(4)])


def test_what_every_page_has_above_and_below_the_text_goes() -> None:
    outcome = elsewhere(lines_of(page(0)), SITE)
    # The first line below the text may sign it: it is cut for one that says nothing of it.
    assert [line.text for line in outcome.lines] == OWN
    assert [removal.text for removal in outcome.removals] == [*HEAD, *TAIL]
    assert {str(removal.reason) for removal in outcome.removals} == {"on several pages of the site"}


@pytest.mark.parametrize(("pages", "goes"), [(2, False), (3, True)])
def test_three_pages_say_what_is_of_the_site(pages: int, goes: bool) -> None:
    shared = shared_lines([page(at) for at in range(pages)])
    assert (kept(page(0), shared) == OWN) is goes


@pytest.mark.parametrize(("others", "goes"), [(6, True), (7, False)])
def test_it_stands_on_a_third_of_the_pages(others: int, goes: bool) -> None:
    foreign = [[f"{PLACES[at]}題目", f"{PLACES[at]}的另一件事，寫在別處。"] for at in range(others)]
    shared = shared_lines([*(page(at) for at in range(3)), *foreign])
    assert (kept(page(0), shared) == OWN) is goes


def test_copies_of_one_article_count_once() -> None:
    copies = [page(0, head=(name,), tail=()) for name in ("甲站", "乙站", "丙站", "丁站")]
    assert not shared_lines(copies).pairs
    assert not shared_lines([*copies, page(1, head=(), tail=())]).pairs


def test_the_order_of_the_pages_means_nothing() -> None:
    pages = [page(at) for at in range(3)]
    assert len({shared_lines(order) for order in permutations(pages)}) == 1


@pytest.mark.parametrize("text", ["改革背景", "一、先行一步", "各村委會：", "來源：河灣日報"])
def test_what_may_be_of_the_text_stays_on_every_page(text: str) -> None:
    pages = [page(at, head=(*HEAD, text, "掌上河灣")) for at in range(4)]
    assert text in kept(pages[0], shared_lines(pages))


def test_what_stands_within_the_text_stays() -> None:
    pages = []
    for at in range(4):
        texts = page(at)
        pages.append([*texts[:7], "河灣手記", "燈下", "巷口", *texts[7:]])
    left = kept(pages[0], shared_lines(pages))
    assert left == [*OWN[:3], "河灣手記", "燈下", "巷口", *OWN[3:]]


def test_a_title_by_its_tag_stays() -> None:
    lines = tuple(
        Line(line.number, line.text, Role.TITLE if line.number == 2 else Role.TEXT)
        for line in lines_of(page(0))
    )
    assert HEAD[1] in [line.text for line in elsewhere(lines, SITE).lines]


@pytest.mark.parametrize(
    ("sentence", "goes"),
    [
        ("訂閱者每逢週四可憑券到影城櫃檯領取贈票兩張，逾期作廢。", True),
        ("村民商量工程，由村民會議定下項目，錢寫在牆上。", False),
    ],
)
def test_a_sentence_goes_where_it_is_foreign_to_the_text(sentence: str, goes: bool) -> None:
    pages = [page(at, tail=(*TAIL, sentence, "掌上河灣")) for at in range(4)]
    assert (sentence in kept(pages[0], shared_lines(pages))) is not goes


def test_the_signature_beside_the_furniture_stays() -> None:
    signature = "小事村民自己辦聯絡組"
    pages = [page(at, tail=(signature, *TAIL)) for at in range(4)]
    assert kept(pages[0], shared_lines(pages)) == [*OWN, signature]


@pytest.mark.parametrize(("size", "goes"), [(99, False), (100, True)])
def test_a_page_that_has_hardly_a_text_is_left_as_it_is(size: int, goes: bool) -> None:
    texts = [*HEAD, f"{'村' * (size - 1)}。", *TAIL]
    assert (len(kept(texts, SITE)) < len(texts)) is goes


def test_pages_together_say_of_the_text_what_each_says_alone() -> None:
    data = ["\n".join(page(at)).encode() for at in range(4)]
    for at, content in enumerate(data):
        alone = clean_bytes(content, name="seite.txt")
        beside = clean_bytes(content, name="seite.txt", overrules=Overrules(shared=SITE))
        assert alone.article
        assert beside.article
        texts = [
            [
                text
                for section in made.sections
                for block in section.blocks
                for text in block_texts(block)
            ]
            for made in (alone.article, beside.article)
        ]
        assert texts[1] == page(at, head=(), tail=())[2:]
        assert [text for text in texts[0] if text in texts[1]] == texts[1]
        numbers = {line.number for line in beside.kept}
        assert numbers.isdisjoint(item.line for item in beside.ledger.removals)


def test_what_was_found_is_found_again_by_the_ledger_alone() -> None:
    content = "\n".join(page(0)).encode()
    beside = clean_bytes(content, name="seite.txt", overrules=Overrules(shared=SITE))
    known = known_lines(beside.ledger.removals)
    again = clean_bytes(content, name="seite.txt", overrules=Overrules(shared=known))
    assert again.article == beside.article
    assert known_lines(()) is None


def test_a_line_that_a_person_keeps_stays() -> None:
    content = "\n".join(page(0)).encode()
    rules = Overrules(keep=frozenset({TAIL[1]}), shared=SITE)
    made = clean_bytes(content, name="seite.txt", overrules=rules)
    assert TAIL[1] in [line.text for line in made.kept]
