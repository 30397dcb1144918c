"""Cases are written from their records: what is printed, how tables and pictures are fitted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions import SIMPLIFIED, TRADITIONAL, printer

from casebook.book.blocks import (
    Blocks,
    ChapterText,
    Charts,
    Cited,
    Fields,
    Grid,
    Heading,
    Item,
    Para,
    Points,
    Web,
    plain,
)
from casebook.book.case import MOST_NAMES, ONE_LINE, CaseWriter, Shared, names_of, short_title
from casebook.book.context import Context, pieces
from casebook.book.fonts import Faces, faces, with_fallbacks
from casebook.book.source import JOINER, kept_together
from casebook.book.tables import MEASURE, SIZES, TURNED, fit, width
from casebook.book.typst_source import TypstWriter
from casebook.book.walks import keys_in, text_of
from casebook.knowledge.build import annotate
from casebook.knowledge.corrections import Corrections, read_corrections
from casebook.pages.catalogue import Catalogue
from casebook.records import (
    Answer,
    Article,
    Edition,
    Ground,
    Paragraph,
    Picture,
    Reason,
    Script,
    Section,
    Similar,
    Source,
    Table,
    Theme,
    block_texts,
    walk,
)

DRAWN = frozenset(range(0x20, 0x30000)) - {ord("₂"), ord("⁵"), ord("⅓"), 0x1F600}
ARTICLE = Article(
    "zhen",
    "甲鎮的改革",
    Script.HANT,
    (
        Section(Theme.BACKGROUND, "改革背景", (Paragraph("過去要跑30天。"),)),
        Section(
            Theme.MEASURES,
            "主要做法",
            (Paragraph("一是合併窗口。", 1), Paragraph("細則。", 3), Paragraph("二是下放。", 1)),
            (Section(Theme.MEASURES, "一、合併窗口", (Paragraph("三個窗口合為一個。"),)),),
        ),
        Section(Theme.RESULTS, "實踐成效", (Paragraph("三個窗口合為一個，時間由30天縮短至3天。"),)),
    ),
    sources=(
        Source(title="一門", publisher="鎮報", published="2015-02-03", url="https://e.org/a"),
    ),
)


def _writer(article: Article, corrections: Corrections | None = None) -> CaseWriter:
    book = annotate([article], corrections or Corrections())
    known = printer(book, TRADITIONAL)
    shared = Shared(Catalogue(book), known, {}, names_of(book, known))
    return CaseWriter(book.cases[0], shared, 2)


def _context(picture: str = "") -> Context:
    return Context(
        drawn=DRAWN,
        places=frozenset(),
        picture=lambda _: picture,
        words={"lost": "（圖片未隨文保存）", "broken": "（圖片無法讀取）", "continued": "（續）"},
    )


def _typst(blocks: Blocks, picture: str = "") -> str:
    return TypstWriter(_context(picture)).blocks(blocks)


def _strings(typst: str) -> str:
    return "".join(re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', typst)).replace(JOINER, "")


def test_every_block_is_written_once_and_in_order() -> None:
    written = _strings(_typst(_writer(ARTICLE).body()))
    at = 0
    for placed in walk(ARTICLE):
        content = placed.content
        texts = (content.heading,) if isinstance(content, Section) else block_texts(content)
        for text in texts:
            at = written.index(text, at) + len(text)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("甲" * ONE_LINE, ""),
        ("甲" * (ONE_LINE + 1), "甲" * (ONE_LINE - 1) + "…"),
        ("甲鎮的一門改革：" + "乙" * 30, "甲鎮的一門改革"),
        ("甲鎮一：" + "乙" * 30, "甲鎮一：" + "乙" * 25 + "…"),
        ("甲" * 31 + "：乙", "甲" * 29 + "…"),
    ],
)
def test_running_heads_have_one_line(title: str, short: str) -> None:
    assert short_title(title) == short
    assert len(short) <= ONE_LINE


def test_sections_of_a_theme_alone() -> None:
    writer = _writer(ARTICLE)
    measures = _typst(writer.body(Theme.MEASURES, whole=False))
    assert "合併窗口" in measures
    assert "改革背景" not in measures
    assert writer.body(None, whole=False) == ()


def test_a_point_stands_at_most_one_level_deeper() -> None:
    body = _typst(_writer(ARTICLE).body())
    assert body.count("#points(") == 2
    assert re.search(r"一是合併窗口。.*?#parbreak\(\);#points\(false, true, .*?細則。", body)


def test_what_the_program_supposes_is_not_printed() -> None:
    writer = _writer(ARTICLE)
    supposed = Answer("zhen", "results", "measures-1", (Reason(Ground.WORDS),))
    similar = Similar("other", (Reason(Ground.FIELD),))
    case = replace(writer.case, answers=(supposed,), similar=(similar,))
    rest = _typst(replace(writer, case=case).rest())
    assert "對應" not in rest
    assert "other" not in rest
    ruling = '[[answer]]\ncase = "zhen"\nresult = "results"\nmeasures = ["measures-1"]\n'
    corrections, problems = read_corrections(ruling.encode(), "corrections.toml")
    assert not problems
    assert "舉措與成效的對應" in _typst(_writer(ARTICLE, corrections).rest())


def test_no_paragraph_names_all_documents_of_a_long_case() -> None:
    """Typst takes the square of the pieces of a paragraph."""
    blocks = (Paragraph("依據《意見》辦理。"),)
    writer = _writer(replace(ARTICLE, sections=(Section(Theme.RESULTS, "成效", blocks),)))
    (title, more), comma = ("政策文件", "政策文件（續）"), "、"

    def rows(many: int) -> list[tuple[str, list[str]]]:
        slugs = tuple(map(str, range(many)))
        names = {("policy", slug): f"《第{slug}號》" for slug in slugs}
        shared, case = replace(writer.shared, names=names), replace(writer.case, policies=slugs)
        (fields,) = (
            block
            for block in replace(writer, shared=shared, case=case).rest()
            if isinstance(block, Fields) and plain(block.rows[0][0]) == title
        )
        return [(plain(name), text_of(value).split(comma)) for name, value in fields.rows]

    for many, lengths in (
        (MOST_NAMES, [MOST_NAMES]),
        (MOST_NAMES + 1, [MOST_NAMES, 1]),
        (2 * MOST_NAMES + 1, [MOST_NAMES, MOST_NAMES, 1]),
    ):
        made = rows(many)
        assert [name for name, _ in made] == [title, *[more] * (len(lengths) - 1)]
        assert [len(names) for _, names in made] == lengths
        assert [name for _, names in made for name in names] == [
            f"《第{n}號》" for n in range(many)
        ]


def test_only_web_addresses_are_links() -> None:
    assert '#web("https://e.org/a"' in _typst(_writer(ARTICLE).rest())
    unsafe = replace(ARTICLE, sources=(Source(title="一門", url="javascript:alert(1)"),))
    assert "#web(" not in _typst(_writer(unsafe).rest())
    assert "未註明來源" in _typst(_writer(replace(ARTICLE, sources=())).rest())


def test_missing_and_unreadable_pictures_say_which() -> None:
    blocks = (Picture("大廳", "本館供圖", "hall.jpg"),)
    article = replace(ARTICLE, sections=(Section(Theme.MEASURES, "做法", blocks),))
    writer = _writer(article)
    assert "（圖片未隨文保存）" in _typst(writer.body())
    there = replace(writer.shared, pictures={("zhen", "hall.jpg"): Path("hall.jpg")})
    body = replace(writer, shared=there).body()
    assert "（圖片無法讀取）" in _typst(body)
    drawn = _typst(body, "pictures/1.jpg")
    assert '#picture("pictures/1.jpg", [#"大廳";], [#"本館供圖";], "大廳");' in drawn


@pytest.mark.parametrize(("char", "call"), [("₂", '#sub([#"2";]);'), ("⁵", '#super([#"5";]);')])
def test_small_digits_that_no_face_has_are_set_small(char: str, call: str) -> None:
    context = _context()
    assert context.text(f"CO{char}吨", "x") == f'#"CO";{call}#"吨";'
    assert not context.problems


def test_what_no_face_draws_is_named_once_a_text() -> None:
    context = _context()
    context.text("⅓和⅓和\U0001f600", "cases/zhen#results")
    (problem,) = context.problems
    assert problem.file == "cases/zhen#results"
    assert problem.detail.startswith("U+2153, U+1F600 in ")
    assert context.missing == set()


def test_what_another_family_draws_is_printed_and_noted() -> None:
    context = replace(_context(), others=lambda: frozenset({0x2153}))
    assert context.text("⅓和\U0001f600", "x") == '#"⅓和";#undrawn("U+1F600", "");'
    assert context.missing == {0x2153}
    assert [problem.detail[:7] for problem in context.problems] == ["U+1F600"]


@pytest.mark.parametrize(("length", "breaks"), [(24, False), (25, True)])
def test_long_runs_may_break(length: int, breaks: bool) -> None:
    written = _context().text("甲" + "9" * length + "乙", "x")
    assert ("#breakable(" in written) is breaks
    assert _strings(written) == "甲" + "9" * length + "乙"


@pytest.mark.parametrize(
    ("text", "laid"),
    [
        ("在2019年5月。", f'#"在2019{JOINER}年5{JOINER}月。";'),
        ("2019年，「甲」", f'#"2019{JOINER}年，";#half("「");#"甲」";'),
        ("共500萬元；完", f'#"共500{JOINER}萬{JOINER}元；完";'),
        ("第3.5%的人", f'#"第3.5%{JOINER}的人";'),
        ("第3.5 的人", '#"第3.5 的人";'),
        ("「甲」，乙", '#"「甲";#half("」");#"，乙";'),
        ("他說：「《甲》", '#"他說：";#half("「");#half("《");#"甲》";'),
    ],
)
def test_numbers_stay_with_their_units_and_marks_that_meet_are_squeezed(
    text: str, laid: str
) -> None:
    context = replace(_context(), squeezed=True)
    assert context.text(text, "x") == laid
    assert "#half" not in _context().text(text, "x")


@pytest.mark.parametrize(
    ("text", "at"),
    [("甲" * 6 + "乙丙。", 7), ("甲" * 6 + "丙。」", -1), ("甲" * 14 + "3%。", -1)],
)
def test_a_last_line_has_two_characters(text: str, at: int) -> None:
    assert _typst((Para((text,)),)).find(JOINER) - len('#p([#"') == (at if at > 0 else -7)


def test_a_block_names_its_sources_by_number() -> None:
    blocks = (
        Paragraph("甲鎮合併了窗口。", sources=(1, 9)),
        Table((("年", "件"), ("2014", "5")), sources=(1,)),
        Table((("年", "件"), ("2015", "6")), caption="件數", sources=(1,)),
    )
    writer = _writer(replace(ARTICLE, sections=(Section(Theme.MEASURES, "做法", blocks),)))
    mark = Cited("cases/zhen#source-1", 1)
    _, paragraph, table, captioned = writer.body()
    # The list has one source: what it does not have is not named.
    assert isinstance(paragraph, Para)
    assert paragraph.inside == ("甲鎮合併了窗口。", mark)
    assert isinstance(table, Grid)
    assert table.caption == ("來源：", mark)
    assert isinstance(captioned, Grid)
    assert captioned.caption == ("件數", mark)
    assert mark.key in keys_in(*writer.rest())


def test_figures_are_drawn_after_the_block_that_tells_of_them() -> None:
    blocks = (
        Paragraph("一是許可由30項減少到5項。", 1),
        Paragraph("二是下放。", 1),
        Paragraph("三個窗口合為一個。"),
    )
    writer = _writer(replace(ARTICLE, sections=(Section(Theme.RESULTS, "成效", blocks),)))
    _, points, charts, after = writer.body()
    assert isinstance(points, Points)
    assert isinstance(charts, Charts)
    assert isinstance(after, Para)
    drawn = _typst((charts,))
    assert f'[#"原先";], 1.0000, [#"30{JOINER}項";]' in drawn
    assert f'[#"後來";], 0.1667, [#"5{JOINER}項";]' in drawn
    assert '"許可：原先：30項；後來：5項"' in drawn


@pytest.mark.parametrize("squeezed", [True, False])
def test_marks_that_meet_at_the_end_of_a_link_are_squeezed(squeezed: bool) -> None:
    """Typst sets a link apart from what stands beside it, in every edition."""
    writer = TypstWriter(replace(_context(), squeezed=squeezed))
    link = Web("https://e.org/a", ("《甲》",))
    assert (
        writer.line(("見，", link, "，乙"))
        == '#"見，";#web("https://e.org/a", [#half("《");#"甲";#half("》");]);#"，乙";'
    )
    plain = '#web("https://e.org/a", [#"《甲》";]);#"乙";'
    assert writer.line((link, "乙")) == plain
    assert writer.line((Web("https://e.org/a", ("甲",)), "，")).endswith('[#"甲";]);#"，";')
    # Typst sees to what meets within it, where the program does not.
    whole = writer.line((Web("https://e.org/a", ("《甲？》",)), "，"))
    assert ('#"《甲？》";' in whole) is not squeezed


@pytest.mark.parametrize(("many", "long"), [(12, "false"), (13, "true")])
def test_a_long_list_of_facts_may_go_on_to_another_page(many: int, long: str) -> None:
    rows = tuple(((f"第{n}項",), Item(("事實",))) for n in range(many))
    assert f", {long});" in _typst((Fields(rows),))
    # Its lines count, whatever its rows are.
    room = int(MEASURE / 0.9 - width("地名") - 1)
    names = Item(("名" * room * many,))
    assert f", {long});" in _typst((Fields(((("地名",), names),)),))


def test_room_is_never_made_right_below_a_heading() -> None:
    table = Grid(((Item(("甲",)),), (Item(("乙",)),)), 1)
    blocks = (Heading(3, ("做法",)), Heading(4, ("一",)), table, Para(("文",)), table)
    written = _typst(blocks)
    kinds = re.findall(r"#(room-above|heading|grid-table|p)\(", written)
    assert kinds == [
        *("room-above", "heading", "heading", "grid-table", "p", "room-above", "grid-table"),
    ]
    names = re.findall(r'#room-above\("(\d+)", (\d)\)', written)
    assert [level for _, level in names] == ["3", "0"]
    assert len({name for name, _ in names}) == 2


def test_a_title_may_stand_apart_from_the_facts_below_it() -> None:
    facts = Fields(((("領域",), Item(("政務",))),))
    chapter = ChapterText("x#", "題", 2, (facts, Heading(3, ("文中提到",)), facts))
    _, source = TypstWriter(_context()).chapter(chapter)
    kinds = re.findall(r"#(room-above|heading|fields)\(", source)
    assert kinds == ["room-above", "fields", "room-above", "heading", "fields"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("甲" * 14 + "「兩項改革」", "甲" * 14 + "「兩|項|改|革」"),
        ("甲" * 14 + "再加強監管", "甲" * 14 + "再加|強|監|管"),
        ("甲" * 14 + "改革2.0版", "甲" * 14 + "改革2.0|版"),
        ("甲" * 15, "甲" * 15),
        ("甲" * 16, "甲" * 15 + "|甲"),
    ],
)
def test_no_last_line_of_a_title_is_a_single_character(title: str, kept: str) -> None:
    shown = f'[#"{kept.replace("|", JOINER)}";]'
    assert shown in _typst((Heading(3, (title,)),))
    chapter = ChapterText("x#", title, 2, ())
    assert TypstWriter(_context()).chapter(chapter)[0] == shown


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_pieces_together_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(len(re.split("[/?&=#._%-]", piece)[0]) <= 4 for piece in pieces(text))


# --- faces ------------------------------------------------------------------------


def test_a_face_is_added_only_for_what_is_missing() -> None:
    results = faces(TRADITIONAL)
    assert results is not None
    assert with_fallbacks(results, ()) == results
    assert (
        with_fallbacks(results, [0xE000]) == results
        or 0xE000 in with_fallbacks(results, [0xE000]).drawn
    )
    bare = Faces((), (), frozenset())
    more = with_fallbacks(bare, [ord("甲"), ord("a")])
    assert {ord("甲"), ord("a")} <= more.drawn
    assert more.serif == more.sans


# --- tables ------------------------------------------------------------------------


def _total(rows: list[list[str]]) -> float:
    (item,) = fit(rows)
    return sum(item.widths)


def test_a_small_table_takes_what_it_needs() -> None:
    assert fit([["項目", "數量"], ["窗口", "23個"]]) == (fit([["甲", "乙"]])[0],)
    (item,) = fit([["項目", "數量"]])
    assert (item.widths, item.size, item.turned) == ((), SIZES[0], False)


def test_text_that_is_wider_than_the_page_shares_it() -> None:
    (item,) = fit([["一", "很長的說明" * 40], ["二", "短"]])
    assert item.widths[1] > item.widths[0]
    assert sum(item.widths) * item.size == pytest.approx(MEASURE, abs=0.1)


@pytest.mark.parametrize(
    ("digits", "size", "turned", "pieces_"),
    [
        (40, SIZES[0], False, 1),
        (50, SIZES[1], False, 1),
        (60, SIZES[2], False, 1),
        (70, SIZES[0], True, 1),
        (80, SIZES[1], True, 1),
        (90, SIZES[1], True, 1),
        (100, SIZES[2], True, 1),
        (110, SIZES[2], False, 2),
        (200, SIZES[2], False, 5),
    ],
)
def test_numbers_make_a_table_smaller_then_turn_it_then_divide_it(
    digits: int, size: float, turned: bool, pieces_: int
) -> None:
    columns = 10
    row = ["9" * (digits // columns)] * columns
    results = fit([row, row])
    assert len(results) == pieces_
    assert {(item.size, item.turned) for item in results} == {(size, turned)}
    assert all(entry.columns[0] == 0 for entry in results)
    assert sorted({column for element in results for column in element.columns}) == list(
        range(columns)
    )
    least = digits // columns * 0.58 + 1.25
    for result in results:
        assert len(result.columns) * least * result.size <= (TURNED if turned else MEASURE)


@pytest.mark.parametrize(
    ("rows", "breaks"),
    [
        ([["項目", "數量"], *([["窗口", "23個"]] * 12)], False),
        ([["項目", "數量"], *([["窗口", "23個"]] * 13)], True),
        ([["項目", "說明"], ["窗口", "說" * 300]], False),
        ([["項目", "說明"], ["窗口", "說" * 900]], True),
        ([["項目", "說明"], *([["窗口", "說" * 60]] * 8)], True),
    ],
)
def test_a_table_of_many_lines_may_break(rows: list[list[str]], breaks: bool) -> None:
    (item,) = fit(rows)
    assert item.breaks is breaks


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2019年", "2019|年"),
        ("增收12萬元，占76.3%的", "增收12|萬|元，占76.3%|的"),
        ("3.5亿元", "3.5|亿|元"),
        # Narrow columns have no room for a long figure and its unit.
        ("31898.5萬元", "31898.5萬|元"),
        ("約31898.5萬元", "約31898.5|萬|元"),
        ("第1條", "第1|條"),
        ("萬元", "萬元"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, kept: str) -> None:
    assert kept_together(text) == kept.replace("|", JOINER)


def test_a_column_has_room_for_what_does_not_break() -> None:
    """Without the room the unit would stand over the next column."""
    (item,) = fit([["約123萬戶", "說明" * 60]])
    assert item.widths[0] >= 1 + 0.25 + 3 * 0.5 + 2


def test_one_column_that_is_too_wide_is_set_all_the_same() -> None:
    (item,) = fit([["9" * 200]])
    assert item.columns == (0,)


def test_a_table_is_written_with_its_head_and_caption() -> None:
    rows = (("項目", "數量"), ("窗口", "23個"))
    blocks = (Table(rows, caption="規模"), Table(rows, header=False), Table((("獨行", "一"),)))
    article = replace(ARTICLE, sections=(Section(Theme.MEASURES, "做法", blocks),))
    first, second, third = re.findall(
        r"#grid-table\((.*?)\);(?=#grid-table|$)", _typst(_writer(article).body())
    )
    assert first.startswith('2, ([#"項目";], [#"數量";], ), ')
    assert "規模" in first
    assert second.startswith("2, (), ")
    assert third.startswith("2, (), ")


@pytest.mark.parametrize(
    ("edition", "names"),
    [
        (TRADITIONAL, {"臺南市政府經濟發展局", "崑山科技大學", "《臺南市攤商輔導計畫》"}),
        (SIMPLIFIED, {"台南市政府经济发展局", "昆山科技大学", "《台南市摊商辅导计划》"}),
    ],
)
def test_names_that_an_article_has_in_short_are_listed_in_the_script_of_the_edition(
    edition: Edition, names: set[str]
) -> None:
    said = Paragraph("臺南市經發局與崑山科技大學合作，訂定《臺南市攤商輔導計畫》。")
    article = replace(
        ARTICLE, title="臺南市攤商輔導", sections=(Section(Theme.RESULTS, "成效", (said,)),)
    )
    book = annotate([article], Corrections())
    listed = names_of(book, printer(book, edition))
    assert {name for (kind, _), name in listed.items() if kind in ("body", "policy")} == names
