"""What may have been lost is said when a page is added, by `check`, and on the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Base

import casebook
from casebook.ingest.alarm import alarms, problems_of
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.overrules import Overrules
from casebook.ingest.clean.run import Result
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.open_alarms import still_open
from casebook.ingest.pipeline import Cleaned
from casebook.library.ledger import dump_ledger, parse_ledger, read_ledger
from casebook.pages.record import record
from casebook.problems import Code
from casebook.records import Alarm, Ledger, Line, Loss, Paragraph, Removal, Role, Section, Theme

A = "全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复，群众少跑了很多路。"
B = "镇里投入二百万元，疏通沟渠十二公里，种下柳树三千棵，村民都来帮忙。"
C = "镇里还请来三位老师，教村民种菜养鱼，每月两次，来的人一次比一次多。"
HIDDEN = '<p style="display:none">'
TITLE = "河口镇整治村庄环境"
ADVERTISING = "澳门葡京真人荷官在线投注"


def page(*paragraphs: str) -> bytes:
    body = "".join(text if text.startswith("<p") else f"<p>{text}</p>" for text in paragraphs)
    return f"<html><body><h1>{TITLE}</h1><div>{body}</div></body></html>".encode()


LOST = {
    Loss.SENTENCES: (page(A, B, f"{HIDDEN}{C}</p>", A, B), C),
    Loss.THEME: (page(A, B, f"{HIDDEN}改革成效</p>", A, B), "改革成效"),
    Loss.WORDS: (page(A, B, ADVERTISING, A, B), ADVERTISING),
    Loss.LEAD_IN: (
        page(A, B, "出台的制度有：", ADVERTISING, A, B),
        "出台的制度有：",
    ),
    Loss.HIDDEN: (page(A, B, A, B, f"{HIDDEN}{B * 8}</p>"), B * 8),
}


def cleaned(loss: Loss) -> Cleaned:
    return casebook.clean_bytes(LOST[loss][0])


@pytest.mark.parametrize("loss", LOST)
def test_a_loss_is_on_the_ledger_with_its_line(loss: Loss) -> None:
    done = cleaned(loss)
    alarms = [alarm for alarm in done.ledger.alarms if alarm.loss is loss]
    assert [alarm.text for alarm in alarms] == [LOST[loss][1]]
    texts = {line.number: line.text for line in done.lines}
    assert all(texts[alarm.line] == alarm.text for alarm in alarms)
    (reported,) = (x.detail for x in done.problems if x.code is Code.TEXT_CUT and loss in x.detail)
    assert f"lines {alarms[0].line}:" in reported


def test_a_lead_in_that_ends_the_article() -> None:
    done = casebook.clean_bytes(page(A, B, "具体措施包括："))
    assert [alarm.loss for alarm in done.ledger.alarms] == [Loss.LEAD_IN]


def test_a_sentence_above_the_title_of_a_text(tmp_path: Path) -> None:
    text = f"{A}\n{TITLE}\n2024-05-06 来源：河口日报\n{B}\n{B}\n"
    done = casebook.clean_bytes(text.encode())
    if any(removal.text == A for removal in done.ledger.removals):
        assert Loss.SENTENCES in {alarm.loss for alarm in done.ledger.alarms}


def test_a_phrase_cut_out_of_the_title() -> None:
    data = page(A, B, A).replace(TITLE.encode(), f"{TITLE} {ADVERTISING}".encode())
    done = casebook.clean_bytes(data)
    assert done.article is not None
    assert done.article.title == TITLE
    assert Loss.WORDS in {alarm.loss for alarm in done.ledger.alarms}


@pytest.mark.parametrize("data", [page(A, B, A), page(A, "具体措施包括：", "<p>" + B, A)])
def test_clean_text_raises_no_alarm(data: bytes) -> None:
    assert casebook.clean_bytes(data).ledger.alarms == ()


ROW = "作者:周海 责任编辑:吴江 信息来源:《河口学刊》2020年第7期,第52-58页。 发布时间:2020-10-25"


@pytest.mark.parametrize(("row", "told"), [(ROW, 0), (f"{ROW} {B}", 1)])
def test_a_row_of_the_masthead_that_was_read_is_no_loss(row: str, told: int) -> None:
    lines = (Line(1, TITLE, Role.TITLE), Line(2, row), Line(3, A))
    removed = Removal(2, row, "masthead", Cause.HEAD)
    kept = Result((lines[0], lines[2]), Ledger(removals=(removed,)), head=read_line(ROW)[0])
    assert len(alarms(lines, kept)) == told


@pytest.mark.parametrize("loss", LOST)
def test_a_word_of_the_maintainer_ends_the_alarm(loss: Loss) -> None:
    data, text = LOST[loss]
    rules = Overrules(keep=frozenset({text}))
    found = casebook.clean_bytes(data, overrules=rules).ledger.alarms
    assert loss not in {alarm.loss for alarm in found}


@pytest.mark.parametrize("loss", LOST)
def test_the_ledger_file_holds_the_alarms(loss: Loss) -> None:
    ledger = cleaned(loss).ledger
    assert parse_ledger(dump_ledger(ledger, {}), "x").ledger == ledger


def test_a_ledger_without_alarms_is_written_as_before() -> None:
    assert "alarms" not in dump_ledger(Ledger(), {})
    assert parse_ledger(dump_ledger(Ledger(), {}), "x").ledger == Ledger()


def test_an_alarm_is_dealt_with_where_its_text_is_there_again() -> None:
    done = cleaned(Loss.SENTENCES)
    article = done.article
    assert article is not None
    gone = Alarm(3, "这一句话被删去了，后来由人补回文章里。", Loss.SENTENCES)
    assert still_open((gone,), article) == (gone,)
    section = Section(Theme.BODY, "", (Paragraph("这一句话被删去了,后来由人补回文章里。"),))
    healed = replace(article, sections=(*article.sections, section))
    assert still_open((gone,), healed) == ()
    assert still_open((gone,), article, Overrules(drop=frozenset({gone.text}))) == ()


def test_a_line_that_announces_is_dealt_with_where_it_is_gone() -> None:
    article = cleaned(Loss.LEAD_IN).article
    assert article is not None
    there = Alarm(4, "出台的制度有：", Loss.LEAD_IN)
    gone = Alarm(4, "主要做法有：", Loss.LEAD_IN)
    assert still_open((there, gone), article) == (there,)


def test_six_lines_are_named() -> None:
    alarms = [Alarm(number, "一句话。", Loss.WORDS) for number in range(1, 8)]
    (six,) = problems_of(alarms[:6], "page.html")
    assert "lines 1, 2, 3, 4, 5, 6:" in six.detail
    (seven,) = problems_of(alarms, "page.html")
    assert "lines 1, 2, 3, 4, 5, 6 …:" in seven.detail


def test_add_and_check_say_it_until_it_is_dealt_with(base: Base) -> None:
    data, text = LOST[Loss.WORDS]
    saved = base.folder / "page.html"
    saved.write_bytes(data)
    added = base.run("add", saved)
    assert added.exit_code == 0
    assert " C005 " in added.stderr
    assert f"to be looked at: {Loss.WORDS} (lines: 1)" in added.stdout
    (path,) = base.articles.glob("*.md")
    checked = base.run("check", "--format", "lines")
    (reported,) = (line for line in checked.stdout.splitlines() if " C005 " in line)
    assert reported.startswith(f"{path.as_posix()}:1: ")
    assert f"of page.html: {text}" in reported
    (base.articles / "overrules").mkdir()
    (base.articles / "overrules" / f"{path.stem}.txt").write_text(f"- {text}\n", "utf-8")
    assert " C005 " not in base.run("check", "--format", "lines").stdout


def test_the_record_on_the_page_says_it() -> None:
    done = cleaned(Loss.THEME)
    assert done.article is not None
    assert any("主題標題 1 處" in block for block in record(done.article, done.ledger))
    quiet = replace(done.ledger, alarms=())
    assert not any("待核對" in block for block in record(done.article, quiet))


def test_the_alarm_is_kept_beside_the_article(base: Base) -> None:
    saved = base.folder / "page.html"
    saved.write_bytes(LOST[Loss.THEME][0])
    base.run("add", saved)
    (path,) = base.articles.glob("*.md")
    written, _, _ = read_ledger(base.articles, path.stem)
    assert written is not None
    assert [alarm.loss for alarm in written.ledger.alarms] == [Loss.THEME]


@pytest.mark.parametrize(("kept", "expected"), [("无", 1), (B, 0)])
def test_sentences_outside_are_reported_where_the_article_has_none(
    kept: str, expected: int
) -> None:
    """Found by ``bench.laws saved-pages``: what was taken for the article was one character."""
    lines = (Line(1, TITLE, Role.TITLE), Line(2, kept), Line(3, A))
    removed = Removal(3, A, "outside", Cause.OUTSIDE)
    found = alarms(lines, Result(lines[:2], Ledger(removals=(removed,))))
    assert [alarm.loss for alarm in found] == [Loss.SENTENCES] * expected


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        (f"{A}{B}", 1),  # of the text
        (f"版权所有 江河网{A}{B}", 1),  # the same on the line of a footer
        (f"{A}{B}扫一扫在手机打开当前页", 1),  # the same before a button
        ("版权所有 江河网，未经书面许可不得转载本站内容，违者依法追究责任。", 0),  # a footer
        (A, 0),  # stands in it
        ("本市昨日举行马拉松比赛，三万名选手参加，冠军由一名学生夺得。", 0),  # of something else
    ],
)
@pytest.mark.parametrize(
    ("number", "reason"), [(1, Cause.OUTSIDE), (5, Cause.OUTSIDE), (5, Cause.CHROME)]
)
def test_sentences_outside_are_reported_where_they_are_of_the_text(
    outside: str, expected: int, number: int, reason: Cause
) -> None:
    """Found by ``bench.laws saved-pages``: a block after the editors, one before the text."""
    kept = (Line(2, TITLE, Role.TITLE), Line(3, B), Line(4, A))
    lines = tuple(sorted((*kept, Line(number, outside)), key=lambda line: line.number))
    removed = Removal(number, outside, "chrome", reason)
    found = alarms(lines, Result(kept, Ledger(removals=(removed,))))
    assert [alarm.loss for alarm in found] == [Loss.SENTENCES] * expected


EDITORS = "责任编辑：周海"
TEASED = ("河口镇一件旧事", "河口镇三年前也修过沟渠，村民说那时的路难走得多。", "2023-06-01 08:30")


def rung(*lines: str) -> list[tuple[Loss, str]]:
    ledger = casebook.clean_bytes(
        "\n".join((TITLE, "2024-06-14 来源：河口日报", *lines)).encode()
    ).ledger
    return [(alarm.loss, alarm.text) for alarm in ledger.alarms]


def removals(*texts: str, cause: Cause = Cause.BELOW, begins: int = 10) -> tuple[Removal, ...]:
    return tuple(
        Removal(line, text, "masthead", cause) for line, text in enumerate(texts, begins) if text
    )


def of(gone: tuple[Removal, ...], *kept: str) -> list[str]:
    """Return what rings where lines are kept from the first on and others went."""
    lines = tuple(Line(at, text) for at, text in enumerate(kept or (TITLE, A, B), 1))
    whole = tuple(Line(x.line, x.text) for x in gone)
    found = alarms((*lines, *whole), Result(lines, Ledger(gone)))
    return [x.text for x in found if x.loss is not Loss.WORDS]


SAID = "镇里投入二百万元，疏通沟渠十二公里，种下柳树三千棵，另有一笔开支。"


def test_a_heading_below_the_editors_heads_a_sentence() -> None:
    assert of(removals("改革成效", SAID)) == [SAID, "改革成效"]
    assert of(removals("改革成效", "图：街景", SAID)) == [SAID, "改革成效"]
    assert of(removals("改革成效", "图：街景", "图：河景", SAID)) == [SAID]
    assert of(removals("改革成效", "评论")) == []


def test_a_button_between_kept_lines_is_no_heading() -> None:
    gone = removals("评论", cause=Cause.CHROME, begins=5)
    lines = (*(Line(at, text) for at, text in enumerate((TITLE, A), 1)), Line(9, B))
    assert alarms(lines, Result(lines, Ledger(gone))) == ()


@pytest.mark.parametrize(
    ("gone", "rings"),
    [
        (("", *(SAID, "题", "日") * 3), 0),
        (("", *(SAID, "题", "日") * 2), 2),
        (("", *(SAID, "题") * 3), 3),
        (("", *(SAID, "2023-06-01 08:30", "题") * 2), 0),
        (("", *(SAID, "2023-06-01", "题") * 2), 2),
    ],
    ids=["three", "two", "near", "hours", "days"],
)
def test_teasers_are_no_text(gone: tuple[str, ...], rings: int) -> None:
    assert len(of(removals(*gone))) == rings


@pytest.mark.parametrize(
    ("pairs", "own", "count", "apart", "rings"),
    [
        (400, 1, 1, True, 0),
        (399, 1, 1, True, 1),  # too short a text to say what is foreign to it
        (400, 2, 1, True, 1),  # a tenth of its pairs are of the text
        (400, 1, 2, True, 0),
        (400, 1, 3, True, 3),  # another text
        (400, 1, 1, False, 1),  # right beside the text
    ],
)
def test_a_foreign_sentence_apart_from_a_text_is_a_notice(
    pairs: int, own: int, count: int, *, apart: bool, rings: int
) -> None:
    """The text is a row of characters, each once; the notice has a few pairs of them."""
    text = "".join(chr(0x4E00 + at) for at in range(pairs + 1))
    kept = (Line(1, f"{text[:300]}。"), Line(2, f"。{text[299:]}"))
    foreign = "".join(chr(0x7000 + at) for at in range(20 - own))
    gone = [f"{text[: own + 1]}{chr(0x8000 + at)}{foreign[1:]}。" for at in range(count)]
    between = (Line(3, "返回顶部", Role.OUTSIDE),) if apart else ()
    beside = tuple(
        Line(at, said, Role.OUTSIDE, unexplained=True) for at, said in enumerate(gone, 4)
    )
    removed = tuple(Removal(line.number, line.text, "outside", Cause.OUTSIDE) for line in beside)
    found = alarms((*kept, *between, *beside), Result(kept, Ledger(removed)))
    assert len(found) == rings


COMMENTED = ("热门评论", "周海 2024-05-06 09:30", SAID, "吴江 2024-05-07 10:31", SAID)


@pytest.mark.parametrize(
    ("gone", "rings"),
    [
        (COMMENTED, 0),
        (("街边的树", *COMMENTED[1:]), 2),
        ((*COMMENTED[:3], "吴江", SAID), 2),
        (("热门评论", SAID, *COMMENTED[1:]), 1),
    ],
    ids=["below their heading", "no heading", "one hour", "above the hours"],
)
def test_comments_are_no_text(gone: tuple[str, ...], rings: int) -> None:
    assert len(of(removals(*gone))) == rings


def test_a_line_above_the_title_is_named_once() -> None:
    gone = removals(SAID, cause=Cause.ABOVE, begins=0)
    assert len(of(gone)) == 1


@pytest.mark.parametrize(("size", "rings"), [(44, 0), (45, 1)])
def test_what_calls_out_below_the_text_is_a_title(size: int, rings: int) -> None:
    text = ("听说" + A + B).replace("。", "，")[: size - 1] + "！"
    assert len(of(removals(text))) == rings


def test_a_notice_to_the_reader_is_none_of_the_text() -> None:
    notice = "特别提醒：如果我们使用了您的图片，请作者与本站联系索取稿酬，也可以要求撤下作品。"
    within = Removal(2, notice, "chrome", Cause.CHROME)
    lines = (Line(1, TITLE), Line(3, A), Line(4, B))
    assert not [
        x for x in alarms(lines, Result(lines, Ledger((within,)))) if x.loss is Loss.SENTENCES
    ]


@pytest.mark.parametrize(
    ("above", "rings"),
    [
        ("為達最佳瀏覽效果，建議使用 Chrome、Firefox 或 Edge 的瀏覽器。", False),
        ("本網站使用相關技術，點這裡瞭解隱私權的規定，關閉此視窗代表您同意。", False),
        ("全镇把五个窗口合成一个窗口，统一收件、分类办理，群众用浏览器就能办。", True),
        ("市里昨天办了马拉松，三万名选手参加，冠军由一名学生夺得，掌声不断。", True),
    ],
)
def test_notices_above_the_title_are_none_of_the_text(above: str, *, rings: bool) -> None:
    gone = (Removal(1, above, "masthead", Cause.ABOVE),)
    lines = (Line(2, TITLE), Line(3, A), Line(4, B))
    assert bool(alarms(lines, Result(lines, Ledger(gone)))) == rings


def test_rows_of_buttons_ring_only_where_the_text_has_their_words() -> None:
    def words(text: str, times: int = 1) -> int:
        gone = (Removal(5 + x, text, "chrome", Cause.ADVERTISING) for x in range(times))
        lines = (*(Line(at, said) for at, said in enumerate((TITLE, A), 1)), Line(9, B))
        ledger = Ledger(tuple(gone))
        return sum(x.loss is Loss.WORDS for x in alarms(lines, Result(lines, ledger)))

    assert words("微博 微信 空间") == 0
    assert words("微博 微信 窗口") == 1
    assert words("种树种草更方便") == 1
    assert words("种下柳树更方便", times=2) == 2
    assert words("种下柳树更方便", times=3) == 0


@pytest.mark.parametrize(
    ("hidden", "rings"),
    [
        ((A, B, A, B, A), False),  # longer than what is shown, and all of it stands there
        ((f"{A}{B}{A}{B}", A), False),
        ((A, B, A, B, f"镇里还有一份说明。{B[1:]}"), False),
        ((A, B, "镇里还有一份说明。" * 20), True),
    ],
)
def test_a_hidden_copy_of_what_is_shown_rings_no_alarm(
    hidden: tuple[str, ...], rings: bool
) -> None:
    data = page(A, B, A, B, *(f"{HIDDEN}{text}</p>" for text in hidden))
    told = {problem.code for problem in casebook.clean_bytes(data).problems}
    assert (Code.TEXT_CUT in told) is rings


@pytest.mark.parametrize(
    "notice",
    [
        "免责声明：市场有风险，选择需谨慎！此文仅供参考，不作买卖依据。",
        "风险提示：市场有风险，投资须谨慎，以上内容不构成投资建议。",
        "（市场有风险，投资需谨慎）",
    ],
)
def test_a_notice_that_names_itself_below_the_text_rings_no_alarm(notice: str) -> None:
    done = casebook.clean_bytes(page(A, B, A, B, notice))
    assert Code.TEXT_CUT not in {problem.code for problem in done.problems}
    assert notice not in {line.text for line in done.kept}
    # Between paragraphs it is told.
    inside = casebook.clean_bytes(page(A, B, notice, A, B))
    assert notice in {line.text for line in inside.kept} or Code.TEXT_CUT in {
        problem.code for problem in inside.problems
    }


@pytest.mark.parametrize(
    ("hidden", "rings"),
    [
        (A, 0),
        (f"朗读：{A}{B}", 0),
        (f"{A}{B}全文", 0),
        (f"{B}{A}", 1),  # in another order
        (f"点击朗读：{A}{B}", 0),
        (f"点击此朗读：{A}{B}", 1),
        (f"{A}{C}", 1),
    ],
)
def test_a_hidden_copy_within_the_text_rings_no_alarm(hidden: str, rings: int) -> None:
    done = casebook.clean_bytes(page(A, f"{HIDDEN}{hidden}</p>", B))
    assert len([alarm for alarm in done.ledger.alarms if alarm.loss is Loss.SENTENCES]) == rings
