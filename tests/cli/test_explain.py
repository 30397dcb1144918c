"""What became of each line is said in the words of the editor, in the language of the person."""

from __future__ import annotations

import pytest

from casebook.cli.explain import print_lines
from casebook.ingest.pipeline import clean_bytes

PAGE = (
    "<html><meta charset=utf-8><p>当前位置：首页 &gt; 经验做法</p><h1>某市推进医保支付改革</h1>"
    "<p>来源：市医保局 2022-03-09</p><p>2021年，某市启动医保支付方式改革，参保群众212万人。</p>"
    "<p>推行按病种付费，制定病组分值862个，月度预付资金3.2亿元。</p></html>"
)


@pytest.mark.parametrize(
    ("locale", "crumbs", "head"),
    [
        ("zh_CN.UTF-8", "报头: 页面路径", "报头: 日期、来源和姓名，已记入来源"),
        ("zh_TW.UTF-8", "報頭: 頁面路徑", "報頭: 日期、來源和姓名，已記入來源"),
        ("en_US.UTF-8", "masthead: breadcrumb", "masthead: date, source and names"),
    ],
)
def test_the_reasons_are_in_the_language_of_the_terminal(
    locale: str,
    crumbs: str,
    head: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.delenv("LANGUAGE", raising=False)
    print_lines(clean_bytes(PAGE.encode()))
    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert crumbs in printed
    assert head in printed
