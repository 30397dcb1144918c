"""The parts of an official document (公文), and the rows of its PDF."""

from __future__ import annotations

import pytest

from casebook.ingest.read.official import Official, official
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import edges_of, gutter_of

NUMBER, TO = "青建发〔2024〕12号", "各县建设局："
TITLE = "关于推行街长制的通知"
BODY = "青河自治州住房和城乡建设局"


def read(*above: str, title: str = TITLE, signer: str = "州局") -> Official:
    texts = [*above, NUMBER, title, TO, "现通知如下，请遵照执行。", signer, "2024年5月6日"]
    found = official(texts, [text == title for text in texts])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("above", "title", "signer", "body"),
    [
        # A head in two lines, which who signs or the title confirms.
        ((BODY[:8], f"{BODY[8:]}文件"), TITLE, BODY, BODY),
        ((BODY[:8], f"{BODY[8:]}文件"), f"{BODY}{TITLE}", "州局", BODY),
        ((BODY[:-1], "局文件"), TITLE, BODY, BODY),
        # One that does not end in 文件.
        ((BODY,), TITLE, BODY, BODY),
        (("000012", "特急", BODY), f"{BODY}{TITLE}", "州局", BODY),
        # Nothing confirms it: alone it is believed, beside another line it may be a part.
        ((f"{BODY}文件",), TITLE, "州局", BODY),
        ((BODY[:8], f"{BODY[8:]}文件"), TITLE, "州局", ""),
        ((BODY,), TITLE, "州局", ""),
        # Bodies of one place on one line, and one whose name says its place once.
        (("江北省财政厅江北省农业农村厅", "文件"), TITLE, "省厅", "江北省财政厅、江北省农业农村厅"),
        (("江北市教育局江北县财政局", "文件"), TITLE, "省厅", "江北市教育局江北县财政局"),
    ],
)
def test_the_body_that_issues_it(
    above: tuple[str, ...], title: str, signer: str, body: str
) -> None:
    assert read(*above, title=title, signer=signer).body == body


JOINT = ("江北省民政厅", "江北省住房和城乡建设厅", "江北省教育厅")


def read_signed(above: tuple[str, ...], *foot: str, title: str = TITLE) -> Official:
    texts = [*above, NUMBER, title, TO, "现通知如下，请遵照执行。", *foot]
    found = official(texts, [text == title for text in texts])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("above", "foot"),
    [
        # The rows of a head in two columns mix; names are broken and 文件 stands among them.
        ((JOINT[0], "江北省住房和城乡", "建设厅", "文件", JOINT[2]), JOINT),
        ((JOINT[0], "江北省住房和城乡", "建 设 厅文　件", JOINT[2]), JOINT),
        ((*JOINT[:2], f"{JOINT[2]}　　文件"), (f"{JOINT[0]}　　{JOINT[1]}", JOINT[2])),
        # In another order, and with what goes before the names.
        ((JOINT[0], JOINT[2], f"{JOINT[1]}文件"), ("特此通知", *JOINT)),
        ((JOINT[0], JOINT[2], f"{JOINT[1]}文件"), ("江 北 省 民 政 厅", *JOINT[1:])),
        # Rows of a PDF that were joined.
        ((*JOINT[:2], f"{JOINT[2]}文件"), (f"{JOINT[0]}　　{JOINT[1]}{JOINT[2]}",)),
        (("".join(JOINT),), ("".join(JOINT),)),
    ],
)
def test_bodies_that_share_a_head_are_those_who_sign(
    above: tuple[str, ...], foot: tuple[str, ...]
) -> None:
    made = read_signed(above, *foot, "2024年5月6日", "江北省民政厅办公室　2024年5月8日印发")
    assert (made.body, made.signed) == ("、".join(JOINT), "2024-05-06")


@pytest.mark.parametrize(
    ("above", "foot", "body"),
    [
        # Who signs is fewer than the head, or more: nobody is named.
        ((JOINT[0], "江北省住房和城乡", "建设厅", "文件", JOINT[2]), JOINT[1:], ""),
        ((JOINT[0], JOINT[1][:8], "文件"), JOINT, ""),
        # The names of a head that cannot be read, as in a picture.
        (("文件",), JOINT[:1], ""),
        # Without a head, the only one who signs issues it.
        ((), JOINT[:1], JOINT[0]),
        ((), JOINT[:2], ""),
    ],
)
def test_no_body_is_named_on_one_sign(
    above: tuple[str, ...], foot: tuple[str, ...], body: str
) -> None:
    assert read_signed(above, *foot, "2024年5月6日").body == body


FIVE = (*JOINT, "江北省财政厅", "江北省水利厅")


@pytest.mark.parametrize(
    ("foot", "body"),
    [
        (JOINT[:2], "、".join(JOINT[:2])),
        ((f"{JOINT[0]}　　{JOINT[1]}",), "、".join(JOINT[:2])),
        (("特此通知", *JOINT[:2]), "、".join(JOINT[:2])),
        ((JOINT[0], "厅长　王小明"), JOINT[0]),
        (JOINT[1:], JOINT[0]),  # the head signs with none of them
        ((JOINT[0], JOINT[0]), JOINT[0]),
        (FIVE[:4], "、".join(FIVE[:4])),
        (FIVE, JOINT[0]),  # a list above who signs
        (("".join(JOINT[:2]),), "、".join(JOINT[:2])),
        # What begins again is no body, or the place is another.
        ((f"{JOINT[0]}江北省驻地",), JOINT[0]),
        ((f"{JOINT[0]}江南省教育厅",), JOINT[0]),
    ],
)
def test_who_signs_with_the_body_of_the_head(foot: tuple[str, ...], body: str) -> None:
    made = read_signed((f"{JOINT[0]}文件",), *foot, "2024年5月6日")
    assert (made.body, made.signed) == (body, "2024-05-06")


def test_bodies_that_share_a_head_begin_the_title() -> None:
    title = f"{JOINT[0]} {JOINT[2]} 关于合并受理的通知"
    made = read_signed((JOINT[0], "文件", JOINT[2]), "省厅", "2024年5月6日", title=title)
    assert made.body == f"{JOINT[0]}、{JOINT[2]}"


def test_the_number_may_stand_below_the_title_and_the_day_above_an_annex() -> None:
    texts = [
        f"关于印发《{TITLE}》和《街长考核办法》、进一步明确各方责任的通知",
        "发布时间：2024-05-07 阅读次数：12",
        NUMBER,
        TO,
        "现将办法印发给你们，请遵照执行。",
        BODY,
        "2024年5月6日",
        "街长考核办法",
        *(f"第{at}条 街长每周巡查两次，问题当天上报。" for at in "一二三四五六七八九"),
    ]
    found = official(texts, [False] * len(texts))
    assert found is not None
    assert (found.number, found.body, found.signed) == (NUMBER, BODY, "2024-05-06")
    assert found.beside == {2}


def row(text: str, base: float, left: float, right: float = 400) -> Row:
    return Row(text, left, base - 16, right, base, 16, bold=False, page=0, em=16, last=400)


@pytest.mark.parametrize(
    ("text", "left", "right", "count"),
    [
        ("二〇二四年五月六日", 160, 400, 1),
        ("二〇二四年五月六日", 161, 400, 2),
        ("二〇二四年五月六日起施行", 161, 400, 1),
        ("二〇二四年五月六日", 120, 280, 2),
        ("二〇二四年五月办理", 120, 280, 1),
    ],
)
def test_the_day_below_two_who_sign_is_no_part_of_their_line(
    text: str, left: float, right: float, count: int
) -> None:
    """To the right, or in the middle where those who sign stand so, too."""
    edges = (120.0, 400.0) if right == 400 else (60.0, 340.0)
    signed = row("青河县水利局 青河县财政局", 100, *edges)
    assert len(paragraphs([signed, row(text, 128, left, right)])) == count


FULL = "为规范农村宅基地审批，方便群众办事，制定本方案并试行"


@pytest.mark.parametrize(("left", "count"), [(160, 1), (161, 2)])
def test_nothing_goes_on_from_a_row_that_is_set_to_the_right(left: float, count: int) -> None:
    rows = [row("二〇二四年五月六日", 100, left), row("联系人：周海，电话：一二三四", 128, 0)]
    assert len(paragraphs(rows)) == count


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (f"{FULL}。", 32, 2),  # both indented, and a sentence ends: two paragraphs
        (f"{FULL}。", 0, 1),
        (FULL, 32, 1),
        (f"一、{FULL}。", 32, 1),  # what is numbered may hang
    ],
)
def test_a_sentence_that_ends_at_the_edge_by_chance(first: str, second: float, count: int) -> None:
    rows = [row(first, 100, 32), row("由镇里统一组织实施", 128, second)]
    assert len(paragraphs(rows)) == count


@pytest.mark.parametrize(("drawn", "count"), [("━" * 4, 2), ("—" * 3, 1)])
def test_a_line_that_is_drawn_with_characters_stands_alone(drawn: str, count: int) -> None:
    assert len(paragraphs([row("青建发第十二号通知", 100, 0), row(drawn, 128, 0)])) == count


def lines(step: float, page: int, count: int) -> list[Row]:
    return [
        Row(FULL, 0, at * step - 16, 400, at * step, 16, bold=False, page=page, em=16, last=400)
        for at in range(1, count + 1)
    ]


@pytest.mark.parametrize(("count", "blocks"), [(3, 3), (4, 1)])
def test_each_page_and_type_has_its_distance_of_lines(count: int, blocks: int) -> None:
    """Three distances make one of them usual; of fewer, that of the whole document holds."""
    made = paragraphs([*lines(18, 0, 20), *lines(30, 1, count)])
    # The first row of the page goes on with the one before it.
    assert len(made) == blocks


@pytest.mark.parametrize(("count", "end"), [(2, 505), (3, 560)])
def test_the_text_ends_where_several_rows_end(count: int, end: float) -> None:
    rows = [piece(FULL, at * 20, 90, 505 - at) for at in range(8)]
    wide = [piece("注", 300 + at * 20, 500, 560) for at in range(count)]
    assert edges_of([*rows, *wide])[1] == end
    assert edges_of(rows[:2]) == (90, 505, False)
    assert edges_of([piece(FULL, 0, 90, 500 + x) for x in (0, 6, 12)]) == (90, 512, True)
    assert edges_of([piece(FULL, 0, 90, 500 + x) for x in (0, 6, 13)]) == (90, 513, False)


def test_the_translation_of_a_title_is_no_line_of_it() -> None:
    def centred(text: str, base: float) -> Row:
        return Row(text, 100, base - 20, 300, base, 20, bold=True, page=0, em=20, last=400)

    title = centred("遥感专业培养方案", 100)
    for text, count in (("Program of Sensing", 2), ("Remote Sensing", 1), ("of 遥感 and 测绘", 1)):
        assert len(paragraphs([title, centred(text, 125)])) == count


def piece(text: str, base: float, left: float, right: float) -> Row:
    return Row(text, left, base - 12, right, base, 12, bold=False, page=0, em=12)


@pytest.mark.parametrize(
    ("label", "columns"),
    [("第一百三十六条", False), ("适用对象：", False), ("街道收件五天内", True)],
)
def test_labels_of_a_text_are_no_column(label: str, *, columns: bool) -> None:
    held = [[piece(label, at * 20, 114, 200), piece(FULL, at * 20, 212, 505)] for at in range(1, 7)]
    assert (gutter_of(held, 90, 505) is not None) == columns
