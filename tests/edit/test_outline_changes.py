"""Changes of the outline: nothing is lost, and what comes out can be written and read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.cli.conftest import article

from casebook.edit import outline
from casebook.edit.outline import DEEPEST, Entries, Heading, entries, sections
from casebook.edit.refused import RefusedError
from casebook.library import dump, parse
from casebook.records import Article, Paragraph, Theme

ONE = entries(article("one"))
# 0 背景 1 辦事 2 舉措 3 五個 4 一是 5 一、合併 6 picture 7 成效 8 平均


def _texts(listed: Entries) -> Counter[str]:
    result: Counter[str] = Counter()
    for item in listed:
        if isinstance(item, Heading):
            result[item.text] += 1
        else:
            result["\n".join(map(str, outline.block_texts(item)))] += 1
    del result[""]
    return result


@given(strategies.articles)
def test_the_list_stands_for_the_sections(item: Article) -> None:
    assert sections(entries(item)) == item.sections


_CHANGES: tuple[Callable[[Entries, int], outline.Changed], ...] = (
    outline.to_paragraph,
    lambda listed, at: outline.to_heading(listed, at, 1),
    lambda listed, at: outline.to_heading(listed, at, 3),
    lambda listed, at: outline.shifted(listed, at, 1),
    lambda listed, at: outline.shifted(listed, at, -1),
    lambda listed, at: outline.moved(listed, at, 1),
    lambda listed, at: outline.moved(listed, at, -1),
)


@given(strategies.articles, st.data())
def test_changes_lose_no_text_and_can_be_written(item: Article, data: st.DataObject) -> None:
    listed = entries(item)
    before = _texts(listed)
    for _ in range(4):
        change = data.draw(st.sampled_from(_CHANGES))
        at = data.draw(st.integers(0, len(listed) - 1))
        try:
            listed, place = change(listed, at)
        except RefusedError:
            continue
        assert 0 <= place < len(listed)
        after = replace(item, sections=sections(listed))
        again, _ = parse(dump(after), item.slug, "")
        assert again == after
        listed = entries(after)
        assert _texts(listed) == before


@given(strategies.articles, strategies.lines, st.data())
def test_what_is_cut_or_put_back_is_all_that_changes(
    item: Article, line: str, data: st.DataObject
) -> None:
    listed = entries(item)
    at = data.draw(st.integers(-1, len(listed) - 1))
    more, place = outline.put_back(listed, at, line)
    assert more[place] == Paragraph(line)
    assert _texts(more) - _texts(listed) == Counter([line])
    rest, _, lines = outline.cut(more, place)
    assert lines == (line,)
    assert sections(rest) == item.sections


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (outline.to_paragraph, 1),
        (lambda it, at: outline.to_heading(it, at, 1), 0),
        (lambda it, at: outline.to_heading(it, at, 0), 1),
        (lambda it, at: outline.to_heading(it, at, DEEPEST + 1), 1),
        (lambda it, at: outline.shifted(it, at, 1), 0),
        (lambda it, at: outline.shifted(it, at, -1), 0),
        (lambda it, at: outline.shifted(it, at, -1), 1),
        (lambda it, at: outline.shifted(it, at, 1), 6),
        (lambda it, at: outline.moved(it, at, -1), 0),
        (lambda it, at: outline.moved(it, at, -1), 1),
        (lambda it, at: outline.moved(it, at, 1), 8),
        (lambda it, at: outline.moved(it, at, 1), 5),
        (outline.joined, 1),
        (outline.joined, 0),
        (lambda it, at: outline.with_theme(it, at, Theme.RESULTS), 5),
        (lambda it, at: outline.with_text(it, at, " \n "), 1),
        (lambda it, at: outline.with_text(it, at, ""), 0),
        (lambda it, at: outline.with_text(it, at, "a\x00b"), 1),
    ],
)
def test_what_makes_no_sense_is_refused(
    change: Callable[[Entries, int], outline.Changed], at: int
) -> None:
    with pytest.raises(RefusedError):
        change(ONE, at)


def test_a_heading_may_be_as_deep_as_the_file_allows() -> None:
    listed, _ = outline.to_heading(ONE, 1, DEEPEST)
    assert listed[1] == Heading(DEEPEST, "辦事要跑五個窗口。", Theme.BODY)
    with pytest.raises(RefusedError):
        outline.shifted((*ONE[:5], Heading(DEEPEST, "深", Theme.BODY), *ONE[6:]), 5, 1)


def test_a_paragraph_becomes_a_theme_by_its_words() -> None:
    listed, at = outline.with_text(ONE, 3, "改革成效\n五個窗口合成一個。")
    listed, at = outline.to_heading(listed, at, 1)
    (_, _, made, _) = sections(listed)
    assert (made.theme, made.heading) == (Theme.RESULTS, "改革成效")
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)][:1] == [
        "五個窗口合成一個。"
    ]


def test_a_section_goes_down_with_all_that_it_has_and_takes_the_theme_above() -> None:
    listed, _ = outline.shifted(ONE, 2, 1)
    (first, last) = sections(listed)
    assert [section.heading for section in first.sections] == ["創新舉措"]
    assert first.sections[0].theme is Theme.BACKGROUND
    assert [item.heading for item in first.sections[0].sections] == ["一、合併"]
    assert last.theme is Theme.RESULTS
    again, _ = outline.shifted(entries(replace(article("one"), sections=(first, last))), 2, -1)
    assert sections(again) == article("one").sections


def test_a_section_moves_past_its_sibling_with_all_below_it() -> None:
    listed, at = outline.moved(ONE, 2, 1)
    assert [section.heading for section in sections(listed)] == ["改革背景", "實踐成效", "創新舉措"]
    assert listed[at] == ONE[2]
    back, at = outline.moved(listed, at, -1)
    assert (back, at) == (ONE, 2)


def test_paragraphs_are_joined_and_divided() -> None:
    listed, _ = outline.joined(ONE, 3)
    assert listed[3] == Paragraph("五個窗口合成一個。一是統一收件。")
    again, _ = outline.with_text(listed, 3, "五個窗口合成一個。\n\n一是統一收件。")
    assert again[3:5] == (Paragraph("五個窗口合成一個。"), Paragraph("一是統一收件。"))
    latin = (ONE[0], Paragraph("one"), Paragraph("two"))
    assert outline.joined(latin, 1)[0][1] == Paragraph("one two")


def test_the_last_text_of_an_article_is_not_cut() -> None:
    with pytest.raises(RefusedError):
        outline.cut(ONE[:2], 1)
