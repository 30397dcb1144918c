"""The record of cleaning says of each line what is true of it by itself."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.line_causes import cause_of, is_affiliation
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.pipeline import clean_bytes
from casebook.records import Line

PAGE = (
    "<html><meta charset=utf-8><h1>某市推进医保支付改革</h1><p>来源：市医保局 2022-03-09</p>"
    "<p>2021年，某市启动医保支付方式改革，覆盖医院36家，参保群众212万人。</p>"
    "<p>推行按病种付费，制定病组分值862个，月度预付资金3.2亿元。</p>"
    "<p>分享到：微信 微博</p><p>责任编辑：王某</p></html>"
)


def told_of(cause: Cause, *texts: str) -> Cause:
    """Return the cause of the last of some lines, with what it says by itself."""
    lines = tuple(Line(at, text) for at, text in enumerate(texts, 1))
    return cause_of(lines, len(lines) - 1, cause, read_line(texts[-1])[0])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("分享到：微信 微博", Cause.CHROME),
        ("字号：[大 中 小]", Cause.CHROME),
        ("浏览次数：1234", Cause.CHROME),
        ("(武汉大学 法学院,湖北 武汉 430072)", Cause.AFFILIATION),
        ("（青河学院经济系，青河 610000）", Cause.AFFILIATION),
        ("责任编辑：王某", Cause.FOOT),
        ("（编辑：王某 校对：李某）", Cause.FOOT),
        ("来源：青河日报", Cause.HEAD),
        ("作者：周海", Cause.HEAD),
    ],
)
def test_the_cause_of_a_line_beside_the_editors(text: str, cause: Cause) -> None:
    assert told_of(Cause.FOOT, text) is cause


def test_other_causes_stay() -> None:
    assert told_of(Cause.BELOW, "分享到：微信 微博") is Cause.BELOW
    assert told_of(Cause.HEAD, "来源：市局 字号：大 中 小") is Cause.HEAD
    assert told_of(Cause.HEAD, "来源：市局 索引号：430072") is Cause.HEAD
    assert told_of(Cause.HEAD, "分享到：", "微信") is Cause.CHROME
    assert not is_affiliation("全市推行按病种付费。")


def test_buttons_before_the_editors_are_no_editors() -> None:
    done = clean_bytes(PAGE.encode())
    said = {removal.text: removal.reason for removal in done.ledger.removals}
    assert said["分享到：微信 微博"] == Cause.CHROME
    assert said["责任编辑：王某"] == Cause.FOOT
