"""An id that was given to a text never comes to mean another one (law 6)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.knowledge.test_work import MOST, calls
from tests.strategies import articles as any_articles

from casebook.library import dump, load_articles
from casebook.library.ids import dump_ids, ids_path, parse_ids, remember_ids, with_ids
from casebook.library.matching import Lost, Memory, match
from casebook.problems import Code
from casebook.records import (
    Article,
    Gone,
    Paragraph,
    Picture,
    Script,
    Section,
    Table,
    Theme,
    walk,
    walk_anew,
)

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Words that every paragraph of such an article has, between words of its own.
_COMMON = ("改革", "政務服務", "全市", "推進", "建立", "機制", "羣眾", "辦理", "部門", "，", "的")


class Writer:
    """Makes sentences that differ as sentences of one article do: common words, and rare ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def sentence(self) -> str:
        chars = [chr(self._random.randrange(0x4E00, 0x9FA5)) for _ in range(16)]
        words = [*self._random.sample(_COMMON, 4), "".join(chars[:9]), "".join(chars[9:])]
        self._random.shuffle(words)
        return "".join(words) + "。"

    def paragraph(self, least: int = 1) -> list[str]:
        return [self.sentence() for _ in range(self._random.randint(least, 4))]


# An article as sections of paragraphs of sentences.
Draft = list[tuple[str, list[list[str]]]]


def _draft(writer: Writer) -> Draft:
    return [
        (f"（{number}）{writer.sentence()[:9]}", [writer.paragraph(2) for _ in range(3)])
        for number in "一二三"
    ]


def _article(draft: Draft) -> Article:
    sections = tuple(
        Section(Theme.MEASURES, heading, tuple(Paragraph("".join(item)) for item in paragraphs))
        for heading, paragraphs in draft
    )
    return Article(
        "some", "題目", Script.HANT, (Section(Theme.MEASURES, "主要做法", (), sections),)
    )


def _texts(memory: Memory) -> dict[str, str]:
    return {item.id: item.text for item in memory.known}


def _sentences(text: str) -> set[str]:
    return set(text.split("。")) - {""}


# --- edits: each changes the draft and says what must be true afterwards --------------------

Edit = Callable[[Draft, random.Random, Writer], None]


def _insert(draft: Draft, chance: random.Random, writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    paragraphs.insert(chance.randint(0, len(paragraphs)), writer.paragraph())


def _delete(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    if paragraphs:
        del paragraphs[chance.randrange(len(paragraphs))]


def _split(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    long = [at for at, item in enumerate(paragraphs) if len(item) > 1]
    if long:
        at = chance.choice(long)
        cut = chance.randrange(1, len(paragraphs[at]))
        paragraphs[at : at + 1] = [paragraphs[at][:cut], paragraphs[at][cut:]]


def _join(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    if len(paragraphs) > 1:
        at = chance.randrange(len(paragraphs) - 1)
        paragraphs[at : at + 2] = [paragraphs[at] + paragraphs[at + 1]]


def _correct(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    if paragraphs:
        sentences = chance.choice(paragraphs)
        at = chance.randrange(len(sentences))
        sentences[at] = sentences[at].replace(sentences[at][3], "訂", 1)


def _move(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    paragraphs = chance.choice(draft)[1]
    if paragraphs:
        moved = paragraphs.pop(chance.randrange(len(paragraphs)))
        others = chance.choice(draft)[1]
        others.insert(chance.randint(0, len(others)), moved)


def _new_section(draft: Draft, chance: random.Random, writer: Writer) -> None:
    heading = f"（{chance.choice('一二三')}）{writer.sentence()[:9]}"
    draft.insert(chance.randint(0, len(draft)), (heading, [writer.paragraph(), writer.paragraph()]))


def _drop_section(draft: Draft, chance: random.Random, _writer: Writer) -> None:
    if len(draft) > 1:
        del draft[chance.randrange(len(draft))]


EDITS: tuple[Edit, ...] = (
    _insert,
    _delete,
    _split,
    _join,
    _correct,
    _move,
    _new_section,
    _drop_section,
)


@settings(deadline=None)
@given(st.integers(0, 2**32), st.lists(st.lists(st.sampled_from(EDITS), max_size=3), max_size=6))
def test_an_id_never_comes_to_mean_another_text(seed: int, rounds: list[list[Edit]]) -> None:
    chance, writer = random.Random(seed), Writer(seed)
    draft = _draft(writer)
    memory = match(Memory(), _article(draft))
    assert memory.ids == tuple(placed.id for placed in walk_anew(_article(draft)))
    given_out = set(memory.ids)
    for edits in rounds:
        for edit in edits:
            edit(draft, chance, writer)
        before, memory = memory, match(memory, _article(draft))
        old, new = _texts(before), _texts(memory)
        gone = {item.id for item in memory.gone}
        assert len(new) == len(memory.known)
        assert all(map(_ID.fullmatch, new))
        # What was given out leads to its text or says that it is gone.
        assert given_out <= new.keys() | gone
        assert not new.keys() & gone
        for own, text in new.items():
            if own in old:
                assert _alike(text, old[own]), (own, old[own], text)
            elif own not in old:
                assert own not in given_out or own in {entry.id for entry in before.lost}
        # What did not change has the id that it had.
        unchanged = {text: own for own, text in old.items()}
        for own, text in new.items():
            if text in unchanged:
                assert unchanged[text] == own
        given_out |= new.keys()
        assert match(memory, _article(draft)) == memory
        assert parse_ids(dump_ids(memory)) == memory


def _alike(item: str, other: str) -> bool:
    """Whether a sentence of the one, but for a few characters, stands in the other."""
    return any(
        sum(left == right for left, right in zip(mine, theirs, strict=False)) > len(mine) // 2
        for mine in _sentences(item)
        for theirs in _sentences(other)
    )


# --- each kind of edit by itself ---------------------------------------------------------------


def _edited(edit: Callable[[Draft], None], seed: int = 1) -> tuple[Memory, Memory]:
    draft = _draft(Writer(seed))
    before = match(Memory(), _article(draft))
    edit(draft)
    return before, match(before, _article(draft))


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_what_is_put_in_shifts_nothing(at: int) -> None:
    before, after = _edited(lambda draft: draft[1][1].insert(at, Writer(9).paragraph()))
    assert set(after.ids) - set(before.ids) == {"measures-2-p4"}
    assert _texts(before).items() <= _texts(after).items()
    assert after.gone == ()


def test_what_is_taken_out_is_gone_and_its_id_is_not_given_again() -> None:
    draft = _draft(Writer(1))
    first = match(Memory(), _article(draft))
    taken = draft[0][1].pop()
    second = match(first, _article(draft))
    assert second.gone == (Gone("measures-1-p3"),)
    draft[0][1].append(Writer(9).paragraph())
    third = match(second, _article(draft))
    assert third.ids[4] == "measures-1-p4"
    assert third.gone == second.gone
    # The same text comes back: so does its id.
    draft[0][1].insert(0, taken)
    fourth = match(third, _article(draft))
    assert fourth.ids[2] == "measures-1-p3"
    assert fourth.gone == ()


@pytest.mark.parametrize(("cut", "kept"), [(1, 1), (3, 0)])
def test_the_larger_part_of_what_is_split_keeps_the_id(cut: int, kept: int) -> None:
    writer = Writer(1)
    draft = _draft(writer)
    long = [writer.sentence() for _ in range(4)]
    draft[0][1][1] = long
    before = match(Memory(), _article(draft))
    draft[0][1][1:2] = [long[:cut], long[cut:]]
    after = match(before, _article(draft))
    ids = [item for item in after.ids if item.startswith("measures-1-p")]
    assert ids[1 + kept] == "measures-1-p2"
    assert ids[2 - kept] == "measures-1-p4"
    assert after.gone == ()


def test_what_is_joined_keeps_the_id_of_the_larger_part_and_says_so() -> None:
    writer = Writer(1)
    draft = _draft(writer)
    draft[0][1][:2] = [[writer.sentence()], [writer.sentence() for _ in range(3)]]
    before = match(Memory(), _article(draft))
    draft[0][1][:2] = [draft[0][1][0] + draft[0][1][1]]
    after = match(before, _article(draft))
    assert "measures-1-p2" in after.ids
    assert after.gone == (Gone("measures-1-p1", "measures-1-p2"),)


def test_a_paragraph_that_is_written_anew_is_another_one() -> None:
    def rewrite(draft: Draft) -> None:
        draft[0][1][0] = Writer(9).paragraph(2)

    before, after = _edited(rewrite)
    assert after.gone == (Gone("measures-1-p1"),)
    assert set(after.ids) - set(before.ids) == {"measures-1-p4"}


def test_what_moves_to_another_section_takes_its_id_along() -> None:
    before, after = _edited(lambda draft: draft[2][1].append(draft[0][1].pop(0)))
    assert _texts(before) == _texts(after)
    assert after.ids[-1] == "measures-1-p1"


@pytest.mark.parametrize("form", ["{}", "（{}）", "{}、"])
def test_sections_are_known_by_what_stands_in_them(form: str) -> None:
    """Headings that only count come to stand over other text."""
    headings = [form.format(number) for number in "一二三四"]
    draft = [(item, [Writer(at).paragraph()]) for at, item in enumerate(headings[:3])]
    before = match(Memory(), _article(draft))
    texts = [paragraphs for _, paragraphs in draft]
    draft = list(zip(headings, [[Writer(9).paragraph()], *texts], strict=True))
    after = match(before, _article(draft))
    sections = [own for own in after.ids if re.fullmatch(r"measures-\d", own)]
    assert sections == ["measures-4", "measures-1", "measures-2", "measures-3"]


def test_a_section_under_another_heading_is_the_same() -> None:
    def rename(draft: Draft) -> None:
        draft[1] = ("全然不同的標題", draft[1][1])

    before, after = _edited(rename)
    assert before.ids == after.ids
    assert after.gone == ()


def test_a_heading_that_is_deleted_leads_to_the_section_that_has_its_text() -> None:
    def melt(draft: Draft) -> None:
        draft[0:2] = [(draft[0][0], draft[0][1] + draft[1][1])]

    before, after = _edited(melt)
    assert after.gone == (Gone("measures-2", "measures-1"),)
    assert set(before.ids) - set(after.ids) == {"measures-2"}


def test_pictures_and_tables_keep_their_ids() -> None:
    table = Table((("項目", "數量"), ("窗口", "120個"), ("時間", "3天")))
    picture, other = Picture("服務大廳", "某報", "a.jpg"), Picture("", "", "b.jpg")
    blocks = (picture, table, other)
    before = match(Memory(), _of(*blocks))
    new_table = replace(table, rows=(*table.rows, ("材料", "2份")))
    after = match(
        before, _of(Picture("", "", "c.jpg"), replace(picture, caption="大廳"), new_table)
    )
    assert after.ids == ("results", "results-f3", "results-f1", "results-t1")
    assert after.gone == (Gone("results-f2"),)


def _of(*blocks: Paragraph | Picture | Table) -> Article:
    return Article("some", "題目", Script.HANT, (Section(Theme.RESULTS, "成效", blocks),))


# Twenty pairs of characters, and others: how many of the pairs must be the same.
_TEXT = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌"
_REST = "天地玄黃宇宙洪荒日月盈昃列張寒來暑往秋收冬藏"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (_TEXT, _TEXT[:13] + _REST[:8], True),  # twelve pairs of twenty are the same
        (_TEXT, _TEXT[:12] + _REST[:9], False),
        (_TEXT, _TEXT[:7], True),  # six of twenty are left
        (_TEXT, _TEXT[:6], False),
        (_TEXT[:7], _TEXT, True),
        (_TEXT[:6], _TEXT, False),
        (_TEXT[:20], _TEXT[:17] + _REST[:3], True),  # sixteen of nineteen
        (_TEXT[:20], _TEXT[:15] + _REST[:5], False),  # fourteen: too few of a short text
        (_TEXT, _TEXT[:15] + _REST[:6], True),  # fourteen of twenty
        ("成人票原价：279元", "成人票原价：30元", False),
    ],
)
def test_how_much_of_a_text_must_stay(before: str, after: str, *, same: bool) -> None:
    memory = match(Memory(), _of(Paragraph(before)))
    ids = match(memory, _of(Paragraph(after))).ids
    assert ids[1] == ("results-p1" if same else "results-p2")


@pytest.mark.parametrize(("kept", "same"), [(17, True), (16, False)])
def test_what_moves_and_is_edited_must_be_more_alike(kept: int, *, same: bool) -> None:
    anchor = Paragraph("這一段沒有改動，仍在原處。")
    memory = match(Memory(), _of(Paragraph(_TEXT), anchor))
    edited = Paragraph(_TEXT[:kept] + _REST[: 21 - kept])
    assert match(memory, _of(anchor, edited)).ids[2] == ("results-p1" if same else "results-p3")


# --- files ------------------------------------------------------------------------------------


@settings(deadline=None)
@given(any_articles, any_articles)
def test_any_article_can_follow_any_other(article: Article, other: Article) -> None:
    first = match(Memory(), article)
    assert first.ids == tuple(placed.id for placed in walk(article))
    assert with_ids(article, first) == article
    second = match(first, other)
    assert parse_ids(dump_ids(second)) == second
    assert match(second, other) == second
    placed = list(walk(with_ids(other, second)))
    assert [item.id for item in placed] == list(second.ids)
    assert len({entry.id for entry in placed}) == len(placed)
    assert set(first.ids) <= set(second.ids) | {gone.id for gone in second.gone}


def _store(folder: Path, article: Article) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{article.slug}.md").write_text(dump(article), encoding="utf-8")


def test_an_edit_is_seen_said_and_remembered(tmp_path: Path) -> None:
    _store(tmp_path, _of(Paragraph("第一段的文字在這裡。"), Paragraph("第二段說的是別的事。")))
    loaded, problems = load_articles(tmp_path)
    assert (remember_ids(tmp_path, loaded), problems) == ((), ())
    _store(tmp_path, _of(Paragraph("新來的一段，前所未有。"), Paragraph("第一段的文字在這裡！")))
    loaded, problems = load_articles(tmp_path)
    assert problems == ()
    assert [placed.id for placed in walk(loaded[0])] == ["results", "results-p3", "results-p1"]
    assert loaded[0].gone == (Gone("results-p2"),)
    (note,) = remember_ids(tmp_path, loaded)
    assert note.code is Code.IDS_CHANGED
    assert note.file.endswith("some.md")
    for said in ("results-p3 is new", "results-p2 is gone", "results-p1 was edited"):
        assert said in note.detail
    # Remembered: the same again says and changes nothing.
    content = ids_path(tmp_path, "some").read_bytes()
    assert load_articles(tmp_path) == (loaded, ())
    assert remember_ids(tmp_path, loaded) == ()
    assert ids_path(tmp_path, "some").read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"version": 0, "known": [], "lost": []}',
        b'{"version": 1, "known": [["a b", 1, "h", "", ""]], "lost": []}',
        b'{"version": 1, "known": [["a", 1, "h", "", ""]], "lost": [["a", "", ""]]}',
        b'{"version": 1, "known": []}',
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_left(tmp_path: Path, content: bytes) -> None:
    _store(tmp_path, _of(Paragraph("一段文字。")))
    path = ids_path(tmp_path, "some")
    path.parent.mkdir()
    path.write_bytes(content)
    (article,), (problem,) = load_articles(tmp_path)
    assert (problem.code, problem.file) == (Code.IDS_BROKEN, path.as_posix())
    assert article.ids == ()
    assert remember_ids(tmp_path, [article]) == ()
    assert path.read_bytes() == content


def test_a_file_of_a_newer_version_is_named_and_left(tmp_path: Path) -> None:
    _store(tmp_path, _of(Paragraph("一段文字。")))
    path = ids_path(tmp_path, "some")
    path.parent.mkdir()
    path.write_bytes(b'{"version": 2, "known": []}')
    (article,), (problem,) = load_articles(tmp_path)
    assert (problem.code, problem.file) == (Code.FORMAT_NEWER, path.as_posix())
    assert article.ids == ()
    assert remember_ids(tmp_path, [article]) == ()
    assert path.read_bytes() == b'{"version": 2, "known": []}'


def test_a_folder_that_cannot_be_written_costs_nothing_but_a_warning(tmp_path: Path) -> None:
    _store(tmp_path, _of(Paragraph("一段文字。")))
    (tmp_path / "ids").write_text("no folder")
    loaded, problems = load_articles(tmp_path)
    assert problems == ()
    (problem,) = remember_ids(tmp_path, loaded)
    assert problem.code is Code.IDS_NOT_WRITTEN


def _of_paragraphs(size: int, memory: Memory) -> Memory:
    blocks = tuple(Paragraph(f"第{at}段說第{at}件事。") for at in range(size))
    section = Section(Theme.MEASURES, "創新舉措", blocks)
    return match(memory, Article("case", "改革", Script.HANT, (section,)))


def test_ids_of_twice_the_paragraphs_are_twice_the_work() -> None:
    work = [calls(lambda size=size: _of_paragraphs(size, Memory())) for size in (50, 100, 200)]  # type: ignore[misc]
    assert work[2] - work[1] <= MOST * (work[1] - work[0])


@pytest.mark.parametrize(("digits", "own"), [(18, f"measures-p{10**17 + 1}"), (19, "measures-p1")])
def test_a_number_that_no_article_comes_to_is_no_number(digits: int, own: str) -> None:
    lost = Lost(f"measures-p{10 ** (digits - 1)}", "", "")
    assert _of_paragraphs(1, Memory((), (lost,))).known[1].id == own
