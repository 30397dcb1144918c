"""Where constants of ingest end: what is just within each of them, and what is just beyond."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.byline import byline
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.choosing import is_foreign
from casebook.ingest.clean.chrome import chrome
from casebook.ingest.clean.signed import without_menu
from casebook.ingest.clean.verses import end_of_stanza
from casebook.ingest.facts.masthead import EMPTY, Masthead
from casebook.ingest.headings.scenes import is_scene
from casebook.ingest.parse.bare import bare_headings
from casebook.ingest.read.torn_stop import mended
from casebook.ingest.unread_names import unread_names
from casebook.records import Line, Removal, Role

SENTENCE = "街长每天巡查两次，发现占道经营先劝导，劝导不成再报执法队。"
MANY = "".join(map(chr, range(0x4E00, 0x4F00)))
"""Different characters, which make pairs that no text has."""


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text, Role.TEXT) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(("link", "leaves"), [("港澳国际新闻", True), ("港澳国际新闻网", False)])
def test_a_link_of_a_menu_has_six_characters(link: str, *, leaves: bool) -> None:
    said = (Masthead(authors=("周说",)), EMPTY)
    head, causes = without_menu(_lines(link, "周说", "标题"), [1], 2, {}, said)
    assert (causes, head.authors) == (({1: Cause.ABOVE}, ()) if leaves else ({}, ("周说",)))


@pytest.mark.parametrize(("words", "read"), [(4, True), (5, False)])
def test_five_words_one_a_line_are_a_menu(words: int, *, read: bool) -> None:
    menu = ("头条", "国际", "财经", "评论", "体育")[:words]
    lines = _lines(*menu, "周海", SENTENCE)
    said = byline(lines, words, words + 1, -1)
    assert (said is not None and said.authors == ("周海",)) is read


@pytest.mark.parametrize(("verses", "stays"), [(2, False), (3, False), (4, True), (5, False)])
def test_a_stanza_has_four_verses_at_least(verses: int, *, stays: bool) -> None:
    lines = _lines(SENTENCE, *["一盏路灯照小巷"] * verses)
    assert end_of_stanza(lines, 0, ()) == (verses if stays else 0)


@pytest.mark.parametrize(
    ("line", "size", "found"), [(18, 6, 1), (19, 6, 0), (3, 160, 1), (3, 161, 0)]
)
def test_a_credit_stands_within_eight_lines_and_is_no_longer_than_160(
    line: int, size: int, found: int
) -> None:
    removal = Removal(line, "编辑：周海明".ljust(size, "　"), "masthead", Cause.FOOT)
    assert len([*unread_names([removal], 10, EMPTY, "")]) == found


@pytest.mark.parametrize(("size", "shown"), [(60, True), (61, False)])
def test_a_caption_has_sixty_characters(size: int, *, shown: bool) -> None:
    assert is_scene("居民在小区广场上散步".ljust(size, "走")) is shown


@pytest.mark.parametrize(("others", "foreign"), [(27, True), (26, False)])
def test_a_tenth_of_a_row_of_headlines_may_be_of_the_text(others: int, *, foreign: bool) -> None:
    runs = (MANY[:10], MANY[20:30], MANY[40 : 40 + others - 17])
    lines = _lines(f"街长巡查！ {runs[0]}！ {runs[1]}！ {runs[2]}", "街长巡查的事" + SENTENCE)
    assert is_foreign(lines, 0) is foreign


@pytest.mark.parametrize(("size", "count"), [(48, 3), (49, 0)])
def test_headings_that_are_built_alike_have_48_characters(size: int, count: int) -> None:
    heads = [
        f"{name}管好街面的小事，办好店家的难事，" + "记好" * 9 for name in ("街长", "店长", "巷长")
    ]
    texts = [text for head in heads for text in (SENTENCE, head.ljust(48, "账")[:48])]
    texts[-1] = texts[-1].ljust(size, "账")
    assert len(bare_headings(_lines(*texts, SENTENCE), themed=False)) == count


@pytest.mark.parametrize(("others", "stays"), [(1, False), (2, True)])
def test_two_headings_of_a_level_show_how_a_text_is_parted(others: int, *, stays: bool) -> None:
    heads = ["评论", *["街长的账本", "街长的手机"][:others]]
    lines = [Line(1, SENTENCE)]
    for head in heads:
        lines += [Line(len(lines) + 1, head, Role.HEADING, 2), Line(len(lines) + 2, SENTENCE)]
    kept = [line.text for line in chrome(tuple(lines)).lines]
    assert ("评论" in kept) is stays


@pytest.mark.parametrize(("size", "right"), [(61, True), (62, False)])
def test_sixty_characters_out_of_step_are_put_right(size: int, *, right: bool) -> None:
    text = "。" + "我们的街长".ljust(size - 2, "好") + "出現"
    torn = "?" + text.encode("gbk")[1:].decode("gbk")
    assert (mended(torn) == text) is right
