"""The parts of an official document (公文), and the rows of its PDF."""

from __future__ import annotations

import pytest

from casebook.ingest.read.official import Official, official
from casebook.ingest.read.pdf.paragraphs import paragraphs
from casebook.ingest.read.pdf.row import Row

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


def row(text: str, base: float, left: float, right: float = 400) -> Row:
    return Row(text, left, base - 16, right, base, 16, bold=False, page=0, em=16, last=400)


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
