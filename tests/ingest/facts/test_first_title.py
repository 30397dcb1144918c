"""A line that says under which title a text was first published."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.first_title import first_title, title_stated

PAGE = """<html><head><title>五个窗口变一个，这个镇怎么做到的_某网</title></head><body>
<h1>五个窗口变一个，这个镇怎么做到的</h1><p>2023-05-06 来源：某县人民政府</p><div>
<p>一、改革背景</p><p>某镇过去办一件事要跑五个窗口，平均用时十二天，群众意见很多。</p>
<p>二、主要做法</p><p>全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复。</p>
<p>三、改革成效</p><p>到年底，某镇平均用时降到三天，窗口排队的人少了一半。</p>
<p>{line}</p></div></body></html>"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("（原标题：某镇一窗受理的做法）", "原标题：某镇一窗受理的做法"),
        ("本文原标题：《某镇一窗受理的做法》", "本文原标题：《某镇一窗受理的做法》"),
        (
            "（本文原标题《某镇一窗受理的做法》，标题为编者所加）",
            "本文原标题《某镇一窗受理的做法》，标题为编者所加",
        ),
        ("原題：某鎮一窗受理的做法。", "原題：某鎮一窗受理的做法"),
        (
            "此文原题为“某镇一窗受理的做法”，载《某报》。",
            "此文原题为“某镇一窗受理的做法”，载《某报》",
        ),
        ("原标题党的做法已经改掉。", ""),
        ("文件原标题：应当写明。其余从略。", ""),
        ("原标题", ""),
        ("原标题：某镇一窗受理 本报讯（记者周海）为方便办事，某镇合并窗口", ""),
        ("原标题：某镇一窗受理，群众少跑腿，干部多跑路", ""),
    ],
)
def test_lines(line: str, said: str) -> None:
    assert first_title(line) == said
    title = "某鎮一窗受理的做法" if "鎮" in said else "某镇一窗受理的做法"
    assert title_stated(said) == (title if said else "")


def test_it_leaves_the_text_for_the_source_and_the_ledger() -> None:
    line = "（原标题：某镇一窗受理的做法与成效）"
    done = casebook.clean_bytes(PAGE.format(line=line).encode(), name="a.html")
    assert done.article
    assert done.article.title == "五个窗口变一个，这个镇怎么做到的"
    assert done.article.sources[0].note == "原标题：某镇一窗受理的做法与成效"
    assert line in [removal.text for removal in done.ledger.removals]
    assert not done.ledger.alarms
