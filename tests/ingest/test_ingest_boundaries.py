"""Constants of ingest at their boundaries."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.byline import byline
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.choosing import is_foreign
from casebook.ingest.clean.chrome import chrome
from casebook.ingest.clean.named import credits_below
from casebook.ingest.clean.signed import without_menu
from casebook.ingest.clean.spun import spun_reason
from casebook.ingest.clean.verses import end_of_stanza
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.headings.title import bigrams
from casebook.ingest.parse.formed import may_be_heading
from casebook.ingest.unread_names import unread_names
from casebook.records import Line, Removal, Role


def lines_of(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(("size", "is_caption"), [(60, True), (61, False)])
def test_a_caption_has_sixty_characters_at_most(size: int, *, is_caption: bool) -> None:
    text = "居民在小区广场上散步，"
    assert is_scene(text.ljust(size, "花")) is is_caption


@pytest.mark.parametrize(
    ("below", "size", "reason", "asked"),
    [
        (8, 5, Cause.FOOT, True),
        (9, 5, Cause.FOOT, False),
        (1, 160, Cause.FOOT, True),
        (1, 161, Cause.FOOT, False),
        (1, 5, Cause.TAIL, False),
    ],
)
def test_names_are_missed_among_credits_right_below_the_text(
    below: int, size: int, reason: Cause, *, asked: bool
) -> None:
    removal = Removal(20 + below, "剪辑：周海".rjust(size, "。"), "edges", reason)
    assert list(unread_names([removal], 20, EMPTY, "")) == [removal] * asked


@pytest.mark.parametrize(
    ("verses", "kept"), [(2, 0), (4, 4), (5, 0), (6, 6)], ids=["two", "four", "five", "six"]
)
def test_a_stanza_has_four_verses_and_an_even_number(verses: int, kept: int) -> None:
    lines = lines_of("他唱道：", *["河水往东流"] * verses, "相关新闻三条")
    assert end_of_stanza(lines, 0, {verses + 1}) == kept


@pytest.mark.parametrize(("menu", "is_writer"), [(4, True), (5, False)])
def test_a_name_in_a_column_of_five_words_is_a_button(menu: int, *, is_writer: bool) -> None:
    lines = lines_of(*["头条", "国际", "评论", "军事", "时政"][:menu], "周海明", "水价由村民定。")
    said = byline(lines, menu, menu + 1, -1)
    assert (said is not None and said.authors == ("周海明",)) is is_writer


@pytest.mark.parametrize(("link", "is_writer"), [("打开手机客户", False), ("打开手机客户端", True)])
def test_a_link_in_a_menu_has_six_characters_at_most(link: str, *, is_writer: bool) -> None:
    lines = lines_of(link, "周海明", "水价由村民定的办法")
    head, causes = without_menu(
        lines, [1], 2, {1: Cause.HEAD}, (Masthead(authors=("周海明",)), EMPTY)
    )
    assert (head.authors == ("周海明",)) is is_writer
    assert causes[1] is (Cause.HEAD if is_writer else Cause.ABOVE)


@pytest.mark.parametrize(
    ("last", "pairs", "is_news"), [("今年丰收在望", 40, True), ("今年丰收在", 39, False)]
)
def test_of_a_row_of_headlines_a_tenth_may_be_words_of_the_text(
    last: str, pairs: int, *, is_news: bool
) -> None:
    row = "水价由村民议！ 跨江大桥通车！ 谁来管树？ 秋粮入库！ 老街换上新灯！ "
    row += f"货运专列昨夜抵达口岸！ 古塔修缮完工！ {last}"
    text = "青河县的水价由村民定，一年省下二十万元。"
    assert (len(bigrams(row)), len(bigrams(row) & bigrams(text))) == (pairs, 4)
    assert is_foreign(lines_of(row, text), 0) is is_news


@pytest.mark.parametrize(("others", "stays"), [(1, False), (2, True)])
def test_a_heading_of_a_button_word_stays_beside_two_others(others: int, *, stays: bool) -> None:
    above = [Line(1, "青河县的水价由村民定，一年省下二十万元。")]
    for name in ("水源", "水渠")[:others]:
        above += [Line(2, name, Role.HEADING, 2), Line(3, "村民代表每月查账，一年查出十二处漏水。")]
    button = Line(4, "图片", Role.HEADING, 2)
    below = [Line(5, "每处漏水都拍照上传，三天以内有人去修，修好再拍一张。")]
    assert (button in chrome((*above, button, *below)).lines) is stays


@pytest.mark.parametrize(("at", "is_writer"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_writer_is_named_within_five_lines_below_the_first(at: int, *, is_writer: bool) -> None:
    texts = ["水价由村民定。"] * 8
    texts[at] = "作者：周海"
    said = credits_below(lines_of(*texts), 0)
    assert said == ({at: Masthead(authors=("周海",))} if is_writer else {})


@pytest.mark.parametrize(("han", "is_spun"), [(800, True), (801, False)])
def test_ten_emoji_in_eight_hundred_characters_are_all_over_a_text(
    han: int, *, is_spun: bool
) -> None:
    text = f"{'水' * han}。{'🌟' * 10}"
    assert bool(spun_reason(lines_of(text))) is is_spun
    assert not spun_reason(lines_of(text[:-1]))


@pytest.mark.parametrize(("text", "may_head"), [("20 城市先行", False), ("21 城市先行", True)])
def test_a_bare_number_above_twenty_counts_something(text: str, *, may_head: bool) -> None:
    assert may_be_heading(Line(1, text)) is may_head
