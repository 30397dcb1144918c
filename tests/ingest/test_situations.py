"""Situations that real pages bring, each as a small page of our own wording, and what is right.

Every file of ``situations/`` stands for a kind.  ``pages`` and ``keeper`` were made from
pages that were read wrongly, ``markup`` from public bug reports of other programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import casebook
from casebook.ingest.pipeline import Cleaned, clean_files
from casebook.records import Article, Paragraph, Picture, Section, Table, Theme, walk

HERE = Path(__file__).parent / "situations"


def read(name: str) -> Cleaned:
    return clean_files([HERE / name])


def article(name: str) -> Article:
    made = read(name).article
    assert made is not None, name
    return made


def text(name: str) -> str:
    parts: list[str] = []
    for placed in walk(article(name)):
        match placed.content:
            case Section(heading=heading):
                parts.append(heading)
            case Paragraph(text=paragraph):
                parts.append(paragraph)
            case Table(rows=rows):
                parts += [" | ".join(row) for row in rows]
            case Picture(caption=caption):
                parts.append(caption)
    return "\n".join(parts)


def codes(name: str) -> set[str]:
    return {problem.code.code for problem in read(name).problems}


def themes(name: str) -> list[Theme]:
    return [section.theme for section in article(name).sections if section.heading]


def headings(sections: tuple[Section, ...], depth: int = 0) -> Iterator[tuple[int, str]]:
    for section in sections:
        if section.heading:
            yield depth, section.heading
        yield from headings(section.sections, depth + 1)


THREE = [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("pages/ad-title.html", "热线电话整合 群众诉求一号受理"),
        ("pages/casino-head.txt", "青河市街长制改革实践"),
        ("pages/pinyin-space.txt", "青河“街長制”與基層社會治理"),
        ("pages/site-name-title.txt", "青河市推行“街长制”破解沿街治理难题"),
        ("pages/title-column-author.txt", "“青河60”对工程审批改革的启示"),
        ("pages/two-line-title.txt", "立足窗口职能 深耕源头治理"),
        ("pages/site-prompts.txt", "青河市街长制改革实践"),
        ("pages/tw-numbering.txt", "青河縣推動街長制"),
        ("pages/gov-short.html", "青河市人民政府关于批准设立街长制试点的决定"),
        ("pages/gov-early-html-end.html", "青河市人民政府关于批准设立街长制试点的决定"),
        ("pages/wechat.html", "改革案例｜青河市推行“街长制”"),
        ("keeper/title-1.html", "深化“放管服”改革 优化营商环境"),
        ("keeper/title-2.html", "坚持党建引领 激发内生动力"),
        ("keeper/title-3.html", "聚焦群众急难愁盼 绘就幸福底色"),
        ("keeper/title-tail.html", "深化“放管服”改革 优化营商环境"),
        ("markup/86-full-width-space-title.html", "云岭县推行一窗受理改革"),
        ("markup/03-utf8-as-latin1.html", "云岭县推行一窗受理改革"),
        ("markup/03c-utf8-as-whatwg1252.html", "云岭县推行一窗受理改革"),
        ("markup/84-obsidian.md", "云岭县推行一窗受理改革"),
    ],
)
def test_titles(name: str, title: str) -> None:
    assert article(name).title == title
    assert "P002" not in codes(name)


@pytest.mark.parametrize("half", ["优化营商环境", "提供上门服务", "搭建招商平台", "推广网上办理"])
@pytest.mark.parametrize("first", ["深化“放管服”改革", "坚持党建引领", "一枚印章管到底"])
def test_a_title_keeps_both_halves(first: str, half: str) -> None:
    """What stands in h1 and title alike is the title, whatever its words."""
    title = f"{first} {half}"
    body = (
        "<p>过去群众要跑三个部门、交十一份材料，最长等二十天；现在由街道收件，五天内答复。</p>" * 4
    )
    page = f"<html><title>{title}</title><body><h1>{title}</h1><div>{body}</div></body></html>"
    made = casebook.clean_bytes(page.encode()).article
    assert made is not None
    assert made.title == title


def test_a_page_without_title_says_so() -> None:
    assert "P002" in codes("pages/byline-first.txt")


@pytest.mark.parametrize(
    ("name", "published"),
    [
        *((f"markup/08{kind}.html", "2024-07-30") for kind in ("a-hanzi", "b-circle", "d-minguo")),
        ("markup/08g-fullwidth.html", "2024-07-30"),
        ("markup/08h-glued.html", "2024-07-30T10:05+08:00"),
        ("markup/08j-nian-space.html", "2024-07-30T10:05+08:00"),
        ("markup/08n-noyear.html", ""),
        ("markup/09-date-in-title.html", "2024-07-30T10:05+08:00"),
        ("markup/06b-wechat-long.html", "2024-07-30T10:05+08:00"),
        ("pages/gov-short.html", "2024-03-05"),
        ("pages/gov-early-html-end.html", "2024-03-05"),
        ("pages/wechat.html", "2024-03-05T17:00+08:00"),
        ("pages/date-author-glued.txt", "2020-06-17"),
        ("pages/date-slash-paren.txt", "2026-02-09"),
        ("pages/tw-numbering.txt", "2024-05-12"),
        ("pages/title-column-author.txt", "2018-10-25"),
        ("markup/78-hr-date-end.html", "2024-07-30"),
        ("keeper/微信.html", "2023-08-11T18:02+08:00"),
    ],
)
def test_dates(name: str, published: str) -> None:
    assert article(name).sources[0].published == published


@pytest.mark.parametrize(
    ("name", "publisher", "authors"),
    [
        ("pages/publisher-bracket.html", "青河时报", ()),
        ("pages/gov-short.html", "青河市人民政府", ()),
        ("pages/wechat.html", "青河改革", ("周海",)),
        ("pages/byline-first.txt", "青河日报", ("周海", "吴江")),
        ("pages/date-author-glued.txt", "治理研究", ("张明",)),
        ("pages/date-slash-paren.txt", "青河月刊", ("吳明", "顏青")),
        ("pages/title-column-author.txt", "", ("张明", "李华")),
        ("pages/two-line-title.txt", "", ("王立民",)),
        ("pages/tw-numbering.txt", "青河縣政府", ()),
        ("markup/06b-wechat-long.html", "云岭发布", ("李小田",)),
        ("keeper/interview.html", "浙江日报", ()),
        ("keeper/微信.html", "灌云发布", ()),
    ],
)
def test_who_wrote_and_published(name: str, publisher: str, authors: tuple[str, ...]) -> None:
    source = article(name).sources[0]
    assert source.publisher == publisher
    assert source.authors == authors


def test_the_channel_is_the_last_useful_step() -> None:
    assert article("pages/gov-short.html").sources[0].channel == "政府公报"


@pytest.mark.parametrize(
    "name",
    [
        "pages/wechat.html",
        "pages/casino-head.txt",
        "pages/site-prompts.txt",
        *(
            f"markup/{stem}.html"
            for stem in (
                *("02-utf8-labelled-gb2312", "03-utf8-as-latin1", "03c-utf8-as-whatwg1252"),
                *("04-big5-eten", "05-utf16le-bom", "06-wechat", "06b-wechat-long", "08a-hanzi"),
                *("11-footnotes", "12-merged-table", "13-list-in-table", "14-nested-lists"),
                *("15-ruby", "16-soft-wrap", "20-kangxi", "23-vs", "63-shen", "65-readmore"),
                *("65b-folded", "66-br-only", "67-layout-table", "69-shadow-template"),
                *("69b-details", "73-strike", "74-blockquote-pre", "76-inline-links"),
                *("76b-inline-links-long", "77-comments-in-text", "79-xml-decl"),
            )
        ),
        "markup/17-wrapped.txt",
        "markup/84-obsidian.md",
    ],
)
def test_three_themes(name: str) -> None:
    assert themes(name) == THREE


def test_wordings_of_taiwan_open_their_themes() -> None:
    name = "pages/tw-numbering.txt"
    assert themes(name) == [Theme.BACKGROUND, Theme.APPROACH, Theme.RESULTS, Theme.LESSONS]


@pytest.mark.parametrize(
    ("name", "outline"),
    [
        (
            "pages/ad-headings.txt",
            [
                (0, "改革背景"),
                (0, "改革举措"),
                (1, "一、深化改革"),
                (2, "1. 优化政务服务流程"),
                (2, "2. 推广电子证照"),
                (2, "3. 搭建招商服务平台"),
                (2, "4. 开通咨询热线"),
                (1, "二、强化保障"),
                (2, "1. 加强预约服务"),
                (2, "2. 完善信用监管"),
                (0, "改革成效"),
            ],
        ),
        (
            "pages/sub-theme.txt",
            [
                (0, "一、总体要求"),
                (1, "（一）指导思想"),
                (1, "（二）工作目标"),
                (0, "二、主要任务"),
                (1, "（一）推选街长"),
                (1, "（二）建立清单"),
            ],
        ),
        (
            "pages/inner-lead.txt",
            [(0, "一、精准定位：明确发展方向"), (0, "二、改革成效"), (0, "三、改革背景")],
        ),
        (
            "pages/decimal-numbering.txt",
            [
                (0, "一、改革背景"),
                (1, "1.1 沿街问题突出"),
                (1, "1.2 部门职责不清"),
                (0, "二、改革举措"),
                (1, "2.1 推选街长"),
                (1, "2.2 建立清单"),
            ],
        ),
        ("faults/01-no-theme-heading.txt", [(0, "一、先试点"), (0, "二、再推开")]),
        ("keeper/paren-headings.html", [(0, "（一）缘何要退"), (0, "（二）怎么去退")]),
    ],
)
def test_outlines(name: str, outline: list[tuple[int, str]]) -> None:
    assert list(headings(article(name).sections)) == outline


def test_points_after_hyphens() -> None:
    (measures, _) = article("pages/dash-bullets.txt").sections
    points = [b.text for b in measures.blocks if isinstance(b, Paragraph) and b.depth]
    assert points == [
        "推选街长，每条街一名。",
        "建立清单，每月更新。",
        "严格考核，末位退出。",
    ]


def tables(name: str) -> list[Table]:
    return [p.content for p in walk(article(name)) if isinstance(p.content, Table)]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "pages/ad-table-row.html",
            (
                ("单位", "案例"),
                ("东湖区", "一枚印章管到底"),
                ("西岭县", "优化公交服务 打造便民平台"),
                ("南坪镇", "稻渔综合种养富农家"),
                ("北关街道", "老小区自己管自己"),
            ),
        ),
        (
            "pages/pipe-table.txt",
            (
                ("单 位", "案 例"),
                ("东湖区", "一枚印章管到底"),
                ("西岭县", "街长制管好一条街"),
                ("南坪镇", "稻渔种养富农家"),
            ),
        ),
        (
            "markup/12-merged-table.html",
            (
                ("事项", "办理天数·改革前", "办理天数·改革后"),
                ("水利", "30", "7"),
                ("水利", "25", "5"),
                ("林业", "未改", "未改"),
            ),
        ),
        (
            "markup/12b-table-textcells.html",
            (
                ("序号", "事项", "2019年", "2023年"),
                ("1", "水利许可", "30天", "7天"),
                ("2", "林业许可（并入水利）", "林业许可（并入水利）", "5天"),
            ),
        ),
        (
            "markup/13-list-in-table.html",
            (
                ("部门", "做法"),
                ("水利局", "统一受理 并联审批"),
                ("林业局", "分两步 先勘查，后发证"),
            ),
        ),
        (
            "keeper/span-table.html",
            (("类别", "资金（万元）·2019年", "资金（万元）·2021年"), ("教育", "1,200", "1,850")),
        ),
    ],
)
def test_tables(name: str, rows: tuple[tuple[str, ...], ...]) -> None:
    (table,) = tables(name)
    assert table.rows == rows


def test_a_table_keeps_its_name() -> None:
    (table,) = tables("markup/12-merged-table.html")
    assert table.caption == "表1 办理时间"
    assert table.header


@pytest.mark.parametrize(
    ("name", "results"),
    [
        ("markup/73-strike.html", "缩短到七天，面积500m²，CO₂减排10⁵吨，共2³项。"),
        ("markup/15-ruby.html", "鄠邑区与涡阳县结对。"),
        ("markup/16-soft-wrap.html", "办理一项水利许可要跑五个窗口，材料重复提交"),
        ("markup/16-soft-wrap.html", "引入 GIS 平台"),
        (
            "markup/17-wrapped.txt",
            "材料重复提交，群众反映强烈。县里决定从流程入手，重新梳理办事环节。",
        ),
        ("markup/18-invisible.html", "云岭县办理一项水利许可要跑五个窗口"),
        ("markup/19-entities.html", "云岭县“五个窗口”问题突出——材料重复提交"),
        ("markup/20-kangxi.html", "立足山区实际，水利方面的人民群众意见最大，老百姓办事难。"),
        ("markup/23-vs.html", "葛根产业与辻口村，榊木合作社。"),
        ("markup/24-width.html", "GDP增长5.2%"),
        ("markup/25-zero.html", "二〇一四年启动，二〇一五年试点"),
        ("markup/85-inner-numbers.html", "由30天缩短到7天，满意率达98.5%，节约资金1,200万元"),
        ("markup/14-nested-lists.html", "3. 送达"),
        ("markup/14-nested-lists.html", "b. 编号"),
        ("markup/63-shen.html", "终审：由分管领导签发许可证件。"),
        ("markup/69-shadow-template.html", "由一名工作人员统一受理"),
        ("markup/76-inline-links.html", "县里依据《行政许可法》和《云岭县一窗受理办法》"),
        ("keeper/interview.html", "记者：为什么要改？"),
        ("keeper/interview.html", "记者：具体怎么做？"),
        ("pages/mojibake-mixed.txt", "张兴旺表示，今年将鼓励有条件的县市"),
        ("pages/doubled-commas.txt", "青河市位于平原，人口八十万，是老工业城市。"),
        ("pages/doubled-commas.txt", "油烟，噪音多头管理，商户反映强烈。"),
    ],
)
def test_text(name: str, results: str) -> None:
    assert results in text(name)


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("pages/pinyin-space.txt", "（"),
        ("pages/casino-head.txt", "赌场"),
        ("pages/wechat.html", "蓝字"),
        ("pages/wechat.html", "END"),
        ("pages/wechat.html", "▲"),
        ("markup/06b-wechat-long.html", "蓝字"),
        ("markup/06b-wechat-long.html", "扫一扫"),
        ("markup/65-readmore.html", "Notice"),
        ("markup/65-readmore.html", "特别声明"),
        ("markup/71-short-long-footer.html", "版权"),
        ("markup/71-short-long-footer.html", "举报"),
        ("markup/81-two-articles.html", "林权"),
        ("markup/73-strike.html", "到十天"),
        ("pages/date-author-glued.txt", "法学院"),
        ("pages/date-author-glued.txt", "关键词"),
        ("pages/date-author-glued.txt", "2020年3期"),
        *(
            ("pages/site-prompts.txt", dirt)
            for dirt in ("登录", "下载", "版权说明", "注册", "侵删", "文档简介", "继续免费阅读")
        ),
    ],
)
def test_dirt_is_gone(name: str, gone: str) -> None:
    assert gone not in text(name)
    assert gone not in article(name).title


def test_several_cases_on_a_page_are_reported() -> None:
    assert "P008" in codes("pages/multi-case.txt")


def test_characters_of_private_use_are_reported() -> None:
    assert "R015" in codes("markup/26-pua.html")


@pytest.mark.parametrize("name", ["pages/ad-headings.txt", "keeper/interview.html"])
def test_no_alarm_where_nothing_is_lost(name: str) -> None:
    assert "C005" not in codes(name)


def test_late_pictures_are_found() -> None:
    pictures = [p.content for p in walk(article("markup/07-lazy.html"))]
    files = [picture.file for picture in pictures if isinstance(picture, Picture)]
    assert files == ["a.png", "b.png", "c.png", "d.png", "e.png"]


@pytest.mark.parametrize("at", [1, 40, 61, 100, 155])
def test_a_dropped_byte_costs_a_few_characters(at: int) -> None:
    encoding = "gb18030"
    sentence = "过去办理一项许可要跑五个窗口，材料重复提交，群众反映强烈。县里决定从流程入手。"
    data = (sentence * 4).encode(encoding)
    page = b"<html><body><h1>1</h1><p>" + data[:at] + data[at + 1 :] + b"</p></body></html>"
    done = casebook.clean_bytes(page)
    assert done.article is not None
    assert "R008" in {problem.code.code for problem in done.problems}
    results = "".join(
        placed.content.text
        for placed in walk(done.article)
        if isinstance(placed.content, Paragraph)
    )
    whole = sentence * 4
    before = next(
        n for n, pair in enumerate(zip(results, whole, strict=False)) if len(set(pair)) > 1
    )
    after = next(
        n
        for n, pair in enumerate(zip(results[::-1], whole[::-1], strict=False))
        if len(set(pair)) > 1
    )
    assert before + after >= len(whole) - 8
