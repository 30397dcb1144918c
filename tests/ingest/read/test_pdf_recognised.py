"""PDF pages whose text was recognised from a picture; rows, heads, titles of letters; forms."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from tests.ingest.read.test_pdf import TEXT, file_of, pdf, read, texts
from tests.ingest.read.test_pdf_joints import EM, OPEN, points, row
from tests.ingest.read.test_word import SECOND, THIRD

from casebook.ingest.read.pdf import marks
from casebook.ingest.read.pdf.binding import binding_of
from casebook.ingest.read.pdf.furniture import furniture
from casebook.ingest.read.pdf.marks import Char
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.recognised import with_full_stops, without_blanks
from casebook.ingest.read.pdf.row import Row
from casebook.ingest.read.pdf.rows import in_order
from casebook.ingest.read.themed_rows import Told, merged, themed_rows
from casebook.problems import Code

IMAGE = b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"


def scan(first: bytes, *, text: bytes = b"How a county reformed", ink: int = 3, rest: int = 0,
         tall: int = 720) -> bytes:  # fmt: skip
    """A page of some text, with and without ink, and a picture that covers a part of it."""
    shown = b"BT %d Tr /F 10 Tf 50 700 Td (%s) Tj ET " % (ink, text)
    shown += b"BT 0 Tr /F 10 Tf 50 600 Td (its offices) Tj ET " * rest
    picture = b"q 600 0 0 %d 0 0 cm /X Do Q " % tall
    content = picture + shown if first == b"picture" else shown + picture
    return file_of(content, IMAGE, b"\x80")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (scan(b"picture"), True),
        (scan(b"picture", ink=0), False),  # text on a ground
        (scan(b"picture", tall=400), True),
        (scan(b"picture", tall=399), False),
        (scan(b"picture", text=b"reformed its "), False),  # eleven letters and two blanks
        (scan(b"picture", text=b"reformed its o"), True),
        (scan(b"picture", rest=1), False),  # as much is seen
        (scan(b"text", ink=0), True),  # text under the picture
        (scan(b"text", ink=0, tall=719), False),
    ],
)
def test_text_that_a_program_recognised_is_named(data: bytes, *, found: bool) -> None:
    problems = read(data).problems
    named = [x.detail for x in problems if x.code is Code.RECOGNISED_TEXT]
    assert named == (["(pages: 1)"] if found else [])
    # The picture of such a page is what was read.
    others = {Code.PARTS_UNREAD, Code.PICTURE_PAGES} & {x.code for x in problems}
    assert bool(others) != found


@pytest.mark.parametrize(("ink", "tall", "shown"), [(0, 100, "123¹"), (3, 720, "1231")])
def test_a_digit_that_was_recognised_off_its_line_is_not_raised(
    ink: int, tall: int, shown: str
) -> None:
    """A program guesses sizes and lines; what draws a PDF knows them."""
    raised = b"offices: 123) Tj /F 6 Tf 4 Ts (1) Tj 0 Ts /F 10 Tf ( in a county"
    done = read(scan(b"picture", text=raised, ink=ink, tall=tall))
    assert f"offices: {shown} in" in "".join(line.text for line in done.lines)


def test_more_without_ink_than_with_it() -> None:
    (sheet,), _ = marks.sheets_of(scan(b"picture", rest=1))
    assert (sheet.written, sheet.unseen) == (2, 1)


def chars(text: str) -> list[Char]:
    return [Char(sign, EM * at, 0, EM * (at + 1), EM, EM) for at, sign in enumerate(text)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("過 去 ， 縣", "過去，縣"),
        ("in a county", "in a county"),
        ("用 APP 辦", "用APP辦"),
        (" 縣", "縣"),
        ("縣 ", "縣"),
        ("a ", "a "),
    ],
)
def test_blanks_of_a_text_recognition(text: str, left: str) -> None:
    assert "".join(char.text for char in without_blanks(chars(text))) == left


def piece(text: str, left: float, right: float) -> Row:
    return Row(text, left, 0, right, EM, EM, bold=False, page=0, em=EM)


@pytest.mark.parametrize(
    ("pieces", "spread"),
    [
        ([piece("縣財政局", 0, 100), piece("縣審計局", 140, 300)], True),
        ([piece("縣財政局", 0, 100), piece("縣審計局", 139, 300)], False),
        ([piece("縣政發〔2024〕9號", 0, 100), piece("劉　敏", 140, 300)], True),
        ([piece("縣改革辦公室", 0, 100), piece("2024年4月18日", 140, 300)], True),
        ([piece("王凱", 0, 100), piece("劉敏", 140, 300)], False),
        ([piece("請將問題遞交至", 0, 100), piece("縣審計局", 140, 300)], False),
        (
            [piece("縣財政局", 0, 50), piece("縣審計局", 100, 150), piece("縣民政局", 200, 250)],
            False,
        ),
        ([piece("縣財政局", 0, 100)], False),
    ],
)
def test_two_names_set_far_apart(pieces: list[Row], *, spread: bool) -> None:
    (made,), _ = in_order([pieces], 0, 300)
    assert made.spread == spread


def test_nothing_goes_on_with_two_names() -> None:
    names, below = replace(row(OPEN), spread=True), row("再由鎮辦理", 2)
    assert points(OPEN) == 5
    assert len(paragraphs([row(OPEN), below])) == 1
    assert len(paragraphs([names, below])) == 2
    assert len(paragraphs([row(OPEN), replace(below, spread=True)])) == 2


@pytest.mark.parametrize(("size", "out"), [(10.0, 2), (16.6, 2), (16.7, 0)])
def test_a_head_and_who_signs_are_no_running_head(size: float, out: int) -> None:
    """They have the same words on two pages, in two types."""
    head = replace(row("青河市人民政府", 2, slack=20), size=size)
    pages = [[head, row(OPEN, 20)], [row("青河市人民政府", 2, slack=20), row(OPEN + "字", 20)]]
    assert len(furniture(pages, [800.0, 800.0])) == out


@pytest.mark.parametrize(
    ("title", "headings", "right"),
    [
        ("青河市推行街长制的做法", "", True),
        ("街长制的主要做法", "", True),
        ("街长制主要做法", "", False),  # seven characters
        ("青河市推行街长制的做法", "#text(size: 18pt)[青河市推行街长制的成效]\n\n", False),
    ],
)
def test_a_title_may_end_as_a_heading_does(title: str, headings: str, *, right: bool) -> None:
    done = read(pdf(f"{SECOND}{THIRD}\n\n{headings}{THIRD}{SECOND}", title=title))
    assert done.article is not None
    assert (Code.NO_TITLE not in [x.code for x in done.problems]) == right
    assert (title in texts(done)) != right


def test_properties_of_a_pdf_are_no_facts() -> None:
    data = pdf(f'#set document(author: "王小明", title: "x")\n{SECOND}{THIRD}')
    done = read(data)
    assert done.article is not None
    assert done.article.sources[0].authors == ()
    assert any("王小明" in removal.text for removal in done.ledger.removals)


def signs(*placed: tuple[str, float, float]) -> list[Char]:
    """Return signs at their left edges and tops."""
    return [Char(sign, left, top, left + EM, top + EM, top + EM) for sign, left, top in placed]


LINE = (("装", 20, 100), ("订", 20, 200), ("线", 20, 300))
DRAWN = (("┊", 22, 150), ("…", 19, 250), ("○", 20, 350))


@pytest.mark.parametrize(
    ("placed", "taken"),
    [
        (LINE, "装订线"),
        ((("裝", 20, 100), ("訂", 23, 200), ("線", 20, 300)), "裝訂線"),
        ((*LINE, *DRAWN), "装┊订…线○"),
        # Elsewhere, in another order, with text in their column, or not all of them.
        ((("裝", 20, 100), ("訂", 23.05, 200), ("線", 20, 300)), ""),
        ((("装", 20, 200), ("订", 20, 100), ("线", 20, 300)), ""),
        ((*LINE, ("县", 20, 400)), ""),
        ((*LINE, ("县", 32.9, 400)), ""),
        ((*LINE, ("县", 33.05, 400)), "装订线"),
        ((*LINE, ("县", 6.95, 400)), "装订线"),
        ((*LINE, (" ", 20, 400)), "装订线"),
        (LINE[:2], ""),
    ],
)
def test_the_line_of_binding(placed: tuple[tuple[str, float, float], ...], taken: str) -> None:
    assert "".join(char.text for char in binding_of(signs(*placed))) == taken


def test_the_line_of_binding_parts_no_text() -> None:
    marks = "".join(
        f"#place(top + left, dx: 4mm, dy: {at * 9}mm)[{'装┊订┊线┊'[at % 6]}]" for at in range(6)
    )
    done = read(
        pdf(f"#set page(background: [#v(2cm) {marks}])\n{SECOND}{THIRD}\n\n{THIRD}{SECOND}")
    )
    assert texts(done) == [SECOND + THIRD, THIRD + SECOND]
    assert "装┊订┊线┊" in [removal.text for removal in done.ledger.removals]


def form(drawn: bytes = b"", **more: object) -> bytes:
    """A page of text with one field on it, and how a viewer draws it."""
    with pikepdf.open(io.BytesIO(file_of(TEXT))) as made:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("unit"),
            V=pikepdf.String("Qinghe county"),
            DA=pikepdf.String("/Helv 10 Tf 0 g"),
            Rect=[50, 600, 400, 620],
            F=4,
        )
        for key, value in more.items():
            note[f"/{key}"] = value
        if note.Subtype != pikepdf.Name.Widget:
            del note["/FT"]
        if drawn:
            shown = made.make_stream(b"BT /F 10 Tf 2 4 Td (%s) Tj ET" % drawn)
            shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            shown.BBox, shown.Resources = [0, 0, 350, 20], made.pages[0].Resources
            note.AP = pikepdf.Dictionary(N=shown)
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])
        fields = made.pages[0].Annots if note.Subtype == pikepdf.Name.Widget else pikepdf.Array()
        made.Root.AcroForm = pikepdf.Dictionary(Fields=fields, NeedAppearances=not drawn)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "filled"),
    [
        (form(), "Qinghe county"),
        (form(V=pikepdf.String("")), ""),
        (form(F=2), ""),  # hidden
        (form(b"drawn"), "drawn"),
        (form(b"signed", FT=pikepdf.Name.Sig), ""),
        (form(b"Send", FT=pikepdf.Name.Btn, Ff=1 << 16), ""),
        (form(b"a note", Subtype=pikepdf.Name.FreeText), ""),  # of a reader
        (form(FT=pikepdf.Name.Ch, Ff=1 << 17, Opt=["Qinghe county", "Liuwan"]), "Qinghe county"),
    ],
)
def test_what_is_filled_in_is_text(data: bytes, filled: str) -> None:
    (sheet,), _ = marks.sheets_of(data)
    said = "".join(char.text for char in sheet.chars)
    assert said == "How a county reformed its offices" + filled


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (("县" * 40, "县" * 40, "县"), (True, True, False)),
        (("县" * 40, "县" * 39, "县。"), (False, False, False)),  # one text makes no form
        (("县。", "县。", "县。"), (True, True, True)),  # three sentences do
        (("县。", "县。", "县"), (False, False, False)),
        (("县" * 40, "县" * 40, "县。"), (True, True, True)),
    ],
)
def test_rows_of_a_form_are_parts_of_its_text(
    beside: tuple[str, ...], told: tuple[bool, ...]
) -> None:
    rows = list(zip(("改革背景", "主要做法", "改革成效"), beside, strict=True))
    tells = [Told.BOTH if x else Told.NOTHING for x in told]
    assert themed_rows(rows) == tells
    others = [("推荐单位", "县。" * 40), ("改革背景", "县。" * 40, ""), ("县" * 40,)]
    assert themed_rows([*others, *rows]) == [Told.NOTHING] * 3 + tells
    # What several rows share may stand left of them; more cells than three are a table.
    assert themed_rows([("内容", *row) for row in rows]) == tells
    assert themed_rows([("内容", "一", *row) for row in rows]) == [Told.NOTHING] * 3


def test_one_theme_told_three_times_makes_no_form() -> None:
    assert themed_rows([("主要做法", "县。")] * 3) == [Told.NOTHING] * 3


def test_a_theme_that_fills_its_row_heads_the_row_below() -> None:
    rows = [("改革背景",), ("县" * 40,), ("主要做法",), ("县" * 40,), ("主要做法",)]
    both = [Told.NAME, Told.TEXT]
    assert themed_rows(rows) == [*both, *both, Told.NOTHING]
    assert merged(("主要做法", "县", "县", "", "县")) == ("主要做法", "县", "", "县")


def test_a_form_of_four_columns_tells_its_themes_title_and_facts() -> None:
    rows = (
        "[案例名称], wide[云溪镇“一窗通办”改革], [申报单位], [云溪镇人民政府], [申报时间],"
        f"[2021年10月], [案例类别], wide[农村], [改革背景], wide[1．{SECOND}\n\n2．{THIRD}],"
        f"[主要做法], wide[{THIRD}]"
    )
    wide = "#let wide(it) = table.cell(colspan: 3, it)\n"
    columns = "columns: (20mm, 1fr, 20mm, 1fr)"
    done = read(pdf(f"{wide}全镇改革创新案例申报表\n#table({columns}, {rows})"))
    assert done.article is not None
    assert done.article.title == "云溪镇“一窗通办”改革"
    source = done.article.sources[0]
    assert (source.publisher, source.published) == ("云溪镇人民政府", "2021-10")
    assert [x.theme.value for x in done.article.sections if x.heading] == ["background", "measures"]
    assert texts(done)[-5:] == ["改革背景", f"1．{SECOND}", f"2．{THIRD}", "主要做法", THIRD]


def test_a_form_with_lines_between_its_rows_tells_its_themes() -> None:
    rows = f"[推荐单位], [青河县], [改革背景], [{SECOND}{THIRD}], [主要做法], [{THIRD}]"
    done = read(pdf(f"#table(columns: (20mm, 1fr), {rows})"))
    assert done.article is not None
    assert [x.theme.value for x in done.article.sections if x.heading] == ["background", "measures"]
    assert texts(done)[-4:] == ["改革背景", SECOND + THIRD, "主要做法", THIRD]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("办结.", "办结。"),
        ("办结.每月", "办结。每月"),
        ("（每月）.“县", "（每月）。“县"),
        ("费用3.5元", "费用3.5元"),
        ("办结.5次", "办结.5次"),
        ("一.主要做法", "一.主要做法"),
        ("其一.主要", "其一。主要"),
        (".县里", ".县里"),
    ],
)
def test_stops_of_half_width_between_letters(text: str, read_as: str) -> None:
    assert "".join(x.text for x in with_full_stops(chars(text))) == read_as


def test_a_stop_at_the_end_of_a_row_above_a_number() -> None:
    below = [replace(x, base=3 * EM) for x in chars("1.县")]
    made = with_full_stops([*chars("办结."), *below])
    assert "".join(x.text for x in made) == "办结。1.县"
