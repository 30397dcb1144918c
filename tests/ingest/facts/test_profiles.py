"""Writers whom a paper introduces."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.facts.profiles import writers_introduced

TEXT = "老楼装梯难在意见不一，楼上盼着装，楼下怕采光受影响，区里先算账再请居民签字。"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("【作者简介】周海，青河大学文学院教授。", ("周海",)),
        ("作者简介：周海（1975—），男，青河大学教授；吴江，青河大学博士研究生。", ("周海", "吴江")),
        ("[作者簡介]王大文（1980-），女，研究員", ("王大文",)),
        ("作者介绍：周 海，副研究员，研究方向为基层治理。", ("周海",)),
        ("（作者系青河大学公共管理学院教授周海）", ("周海",)),
        ("（作者：青河县委党校讲师 吴江）", ("吴江",)),
        ("作者简介：本文由课题组撰写，文责自负。", ()),
        ("作者简介在文末，请读者参看。", ()),
        ("周海，青河大学文学院教授。", ()),
        ("（作者单位：青河大学公共管理学院）", ()),
    ],
)
def test_writers_introduced(line: str, names: tuple[str, ...]) -> None:
    assert writers_introduced(("作者认为，" + TEXT, line)) == names


def test_who_is_introduced_wrote_the_article_unless_others_are_named() -> None:
    line = "【作者简介】周海，青河大学教授。"
    for above, names in (((), ("周海",)), (("作者：吴江",), ("吴江",))):
        lines = ("老楼装梯研究", "2024-05-06 来源：青河学刊", *above, TEXT, TEXT[5:], line)
        article = clean_bytes("\n".join(lines).encode()).article
        assert article
        assert article.sources[0].authors == names


def test_who_is_introduced_beside_the_article_did_not_write_it() -> None:
    text = f"<h1>老楼装梯研究</h1><p>2024-05-06 来源：青河学刊</p><p>{TEXT}</p><p>{TEXT[5:]}</p>"
    other = "<p>【作者简介】吴江，青河大学教授。</p>"
    for page, names in (
        (f"<article>{text}{other}</article>", ("吴江",)),
        (f"<article>{text}</article><aside><h3>相关阅读</h3>{other}</aside>", ()),
    ):
        article = clean_bytes(f"<html><body>{page}</body></html>".encode()).article
        assert article
        assert article.sources[0].authors == names
