"""The ledger says of a line that it is recorded only where the source has what it says."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.clean.causes import Cause
from casebook.ingest.pipeline import clean_bytes

TITLE = "河口镇街长制让街面更有序"


def reason_of(text: str, *lines: str) -> str:
    return next(item.reason for item in cleaned(*lines).ledger.removals if item.text == text)


@pytest.mark.parametrize(
    "line", ["来源：青河日报", "2024-05-06", "来源：青河日报 作者：周海", "2024年5月6日 08:30"]
)
def test_what_the_source_has_is_recorded(line: str) -> None:
    head = dict.fromkeys((line, "来源：青河日报", "2024-05-06"))
    assert reason_of(line, TITLE, *head, ONE, TWO, THREE) == Cause.HEAD


@pytest.mark.parametrize("line", ["来源：河口区委改革办", "成文日期：2023-10-30"])
def test_a_second_publisher_or_day_is_said_not_to_be_recorded(line: str) -> None:
    page = (TITLE, "来源：青河日报", "发布日期：2024-05-06", line, ONE, TWO, THREE)
    source = article_of(*page).sources[0]
    assert (source.publisher, source.published) == ("青河日报", "2024-05-06")
    assert reason_of(line, *page) == Cause.RIVAL


def test_a_button_beside_the_day_has_nothing_to_record() -> None:
    page = (TITLE, "来源：青河日报", "小字号", "2024-05-06", ONE, TWO, THREE)
    assert reason_of("小字号", *page) == Cause.UNSAID


@pytest.mark.parametrize("label", ["原文链接：", "来源网址:", "文章来源："])
def test_the_address_that_a_line_of_the_frame_gives_is_that_of_the_source(label: str) -> None:
    line = f"{label}http://www.example.cn/a.html"
    page = (TITLE, "2024-05-06 来源：青河日报", ONE, TWO, THREE)
    assert article_of(*page, line).sources[0].url == "http://www.example.cn/a.html"
    assert article_of(*page).sources[0].url == ""


def test_a_button_between_labels_is_no_publisher() -> None:
    page = (TITLE, "作者：周海", "小字号", "2024-05-06", ONE, TWO, THREE)
    assert article_of(*page).sources[0].publisher == ""


def test_a_credit_that_the_source_does_not_take_is_said_not_to_be_recorded() -> None:
    def reason(*head: str) -> str:
        done = cleaned(TITLE, *head, ONE, TWO, f"{THREE}（青河日报记者 吴江）")
        return next(item.reason for item in done.ledger.repairs if "吴江" in item.before)

    assert reason("来源：青河日报", "2024-05-06") == Cause.CREDIT
    assert reason("来源：青河日报 作者：周海", "2024-05-06") == Cause.RIVAL


def test_of_a_label_and_its_value_below_the_value_is_recorded() -> None:
    page = (TITLE, "来源：", "青河日报", "发布时间：", "2024-05-06", ONE, TWO, THREE)
    reasons = {item.text: item.reason for item in cleaned(*page).ledger.removals}
    assert [reasons[text] for text in page[1:5]] == [
        *(Cause.UNSAID, Cause.HEAD, Cause.UNSAID, Cause.HEAD)
    ]


def test_the_portrait_of_an_editor_is_recorded_as_the_editor() -> None:
    portrait = "<p><img src='a.jpg' alt='李文明'></p><p>责任编辑：李文明</p>"
    html = f"<h1>{TITLE}</h1><p>来源：青河日报</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{portrait}"
    done = clean_bytes(html.encode(), media_type="text/html")
    assert {x.reason for x in done.ledger.removals if "李文明" in x.text} == {Cause.FOOT}
