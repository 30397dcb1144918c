"""Credits, days and headlines of saved texts as papers and counties print them; our wording."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.facts.breadcrumb import read_breadcrumb
from casebook.ingest.facts.filed import filed_by
from casebook.ingest.facts.labels import field_of
from casebook.ingest.facts.people import names_in
from casebook.ingest.facts.title_labels import headline_label, without_label
from casebook.records import Loss, Role
from casebook.text.dates import find_day

TITLE = "街长制让街面更有序"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("周海 石桥镇", ("周海",)),
        ("周海 李文 青河县城管局", ("周海", "李文")),
        ("石桥镇 周海", ("周海",)),
        ("青河编辑", ()),
        ("青河发布官方", ()),
        ("（周海）", ("周海",)),
        ("周海 签发人：李文", ("周海",)),
        ("周海 走遍了全镇", ("周海", "走遍了全镇")),
    ],
)
def test_places_organs_and_accounts_beside_writers_are_none(
    value: str, names: tuple[str, ...]
) -> None:
    assert names_in(value) == names


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("终审核发", "editor"),
        ("编审校", "editor"),
        ("三审发布", "editor"),
        ("審核簽發", "editor"),
        ("採訪．撰文", "author"),
        ("採訪整理", "author"),
        ("撰寫", "author"),
        ("航拍", "photographer"),
        ("签发人", ""),
        ("核发证照", ""),
    ],
)
def test_labels_of_checkers_and_labels_joined_by_any_sign(label: str, field: str) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("东河青石网5月6日讯（石桥台周海 李文）", ("周海", "李文")),
        ("青石新闻网5月6日讯（区融媒体中心周海）", ("周海",)),
        ("青石网5月6日讯（石桥台的同志）", ()),
    ],
)
def test_a_unit_glued_to_writers_of_a_dispatch(head: str, names: tuple[str, ...]) -> None:
    assert filed_by(head) == names


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("26-02-2024", "2024-02-26"),
        ("02.26.2024", "2024-02-26"),
        ("12-12-2024", ""),
        ("26-02.2024", ""),
        ("2024·2·26", "2024-02-26"),
        ("2024/2/26(一) 09:10", "2024-02-26T09:10+08:00"),
        ("020-26-02-2024", ""),
    ],
)
def test_days_whose_order_is_sure(text: str, iso: str) -> None:
    day = find_day(text)
    assert (day.iso if day else "") == iso


@pytest.mark.parametrize("row", ["113-02-26", "民國113.02.26", "民國一一三年二月廿六日"])
def test_a_day_of_the_republic_alone_is_of_the_masthead(row: str) -> None:
    article = article_of(TITLE, "", row, "", ONE, TWO, THREE)
    assert article.sources[0].published == "2024-02-26"


def test_a_menu_above_the_title_names_nobody() -> None:
    done = cleaned("繁中", "簡中", "時評", "通識", "文匯", TITLE, "2024-05-06", "", ONE, TWO, THREE)
    assert done.article is not None
    assert done.article.sources[0].authors == ()
    assert "通識" in {removal.text for removal in done.ledger.removals}


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("街面归谁管（引题）", Role.KICKER, "街面归谁管"),
        ("【肩题】街面归谁管", Role.KICKER, "街面归谁管"),
        ("原标题：街面归谁管（引题）", Role.KICKER, "街面归谁管"),
        ("街长制让街面更有序（主题）", Role.TITLE, TITLE),
        ("三百名街长上岗（副題）", Role.SUBTITLE, "三百名街长上岗"),
        ("主题：街面归谁管", None, ""),
        ("（主题）", None, ""),
    ],
)
def test_marks_of_the_parts_of_a_headline(line: str, role: Role | None, value: str) -> None:
    assert headline_label(line) == (role, value)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("详情街长制让街面更有序", TITLE),
        ("內容詳情 街长制让街面更有序", TITLE),
        ("内容创新让街面更有序", ""),
        ("正文风改会风让街面更有序", ""),
        ("正文街长制让街面更有序", TITLE),
    ],
)
def test_a_word_of_the_frame_before_a_title(line: str, title: str) -> None:
    assert without_label(line) == title


def test_the_kicker_that_a_page_calls_first_title() -> None:
    article = article_of(
        "原标题：街面归谁管（引题）", "", f"{TITLE}（主题）", "", "2024-05-06", "", ONE, TWO, THREE
    )
    assert (article.kicker, article.title) == ("街面归谁管", TITLE)


@pytest.mark.parametrize("end", ["——", "—", "……"])
def test_a_line_that_leads_over_to_the_title_is_its_kicker(end: str) -> None:
    lead = f"街长每天巡街两次{end}"
    article = article_of(lead, "", TITLE, "", "2024-05-06", "", ONE, TWO, THREE)
    assert (article.kicker, article.title) == (lead, TITLE)


@pytest.mark.parametrize("last", ["新聞內文", "文章正文", "详情", "内容页", "全文"])
def test_the_last_step_that_is_the_page_itself_is_no_column(last: str) -> None:
    assert read_breadcrumb(f"首页 > 市政建设 > {last}")[-1] == "市政建设"


def test_labels_of_people_right_above_a_text_are_read_together() -> None:
    article = article_of(TITLE, "", "采写丨周海", "编辑丨李文", "", ONE, TWO, THREE)
    source = article.sources[0]
    assert (source.authors, source.editors) == (("周海",), ("李文",))


@pytest.mark.parametrize("lines", [("剪影：周海", "2024-05-06"), ("2024-05-06", "剪影：周海")])
def test_a_name_behind_an_unknown_label_is_reported(lines: tuple[str, ...]) -> None:
    done = cleaned(TITLE, "", *lines, "", ONE, TWO, THREE)
    cut = [removal.text for removal in done.ledger.removals]
    assert [x.text for x in done.ledger.alarms if x.loss is Loss.NAMES] == [
        text for text in cut if text == "剪影：周海"
    ]


def test_whom_to_ask_and_who_was_read_is_not_reported() -> None:
    rows = ("作者：周海 编辑：李文 联系人：王立民", "2024-05-06")
    done = cleaned(TITLE, "", *rows, "", ONE, TWO, THREE)
    assert Loss.NAMES not in {alarm.loss for alarm in done.ledger.alarms}


def test_an_unknown_place_above_the_title_is_reported() -> None:
    done = cleaned("东河市青石县", "", TITLE, "", "2024-05-06", "", ONE, TWO, THREE)
    assert done.article is not None
    assert done.article.title == TITLE
    (doubt,) = (x.detail for x in done.problems if x.code.code == "P007")
    assert "东河市青石县" in doubt


@pytest.mark.parametrize(
    ("lines", "stays"),
    [
        (("前期：调研摸底", "后期：巩固提升"), True),
        (("受理：窗口登记", "核发：当日发证"), True),
        (("审核：乡镇把关", "签发：限时办结"), True),
        (("安居 乐业",), True),
        (("航拍：青河大桥",), True),
        (("配图：青河老街",), True),
        (("（高铁 青河 青河中心站 报道）",), True),
        (("航拍：周海",), False),
        (("审核：青石老农", "签发：周海"), False),
        (("后期：欧阳大文",), False),
        (("周海 王立民",), False),
    ],
)
def test_what_is_done_is_nobody_who_edits_or_writes(lines: tuple[str, ...], *, stays: bool) -> None:
    done = cleaned(TITLE, "", "2024-05-06", "", ONE, TWO, THREE, *lines)
    gone = [removal.text for removal in done.ledger.removals if removal.text in lines]
    assert gone == ([] if stays else list(lines))
    assert done.article is not None
    source = done.article.sources[0]
    assert not (stays and (source.editors or source.authors))


@pytest.mark.parametrize("last", ["全文完", "任务单", "毕业季", "驻村队员方便", "统计人员金额"])
def test_words_in_brackets_behind_a_text_are_no_writer(last: str) -> None:
    article = article_of(TITLE, "", "2024-05-06", "", ONE, TWO, THREE * 4, f"{THREE}（{last}）")
    assert article.sources[0].authors == ()
