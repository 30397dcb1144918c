"""Lists of articles and messages of web servers are refused; short articles are not."""

from __future__ import annotations

import pytest

from casebook.ingest.pipeline import clean_bytes
from casebook.ingest.refusal import (
    LEAST_ROWS,
    LEAST_TITLES,
    MOST_OF_COLUMN,
    _is_scrap,
    _listed,
    is_list_without_text,
    is_navigation,
    list_rows,
)
from casebook.records import Line, Role

HEAD = "<html><head><meta charset=utf-8><title>{}</title></head><body>"
ROWS = [f"某县推进第{n}项改革试点取得进展" for n in "一二三四五六七八九十"]


def _rows(row: str, around: str = "{}") -> str:
    return around.format("".join(row.format(name, at) for at, name in enumerate(ROWS)))


LISTS = {
    "dates in spans": _rows("<li><a href=x>{}</a><span>2024-05-1{}</span></li>"),
    "dates before": _rows("<p>[2024-05-1{1}] <a href=x>{0}</a></p>"),
    "a table": _rows("<tr><td><a href=x>{}</a></td><td>2024/5/1{}</td></tr>", "<table>{}</table>"),
    "dates below": _rows("<div><h3>{}</h3><p>2024年5月1{}日</p></div>"),
    "a pager alone": "<h1>改革动态</h1><p>首页 上一页 1 2 3 下一页 尾页 共 12 页</p>",
}
MESSAGES = {
    "404": "<h1>404 Not Found</h1><hr><center>nginx/1.18.0</center>",
    "deleted": "<h2>提示</h2><p>您访问的内容已被删除或者不存在。</p>",
    "login": "<p>请先登录后再查看全文</p>",
    "wechat": "<p>该内容已被发布者删除</p>",
    "captcha": "<h1>安全验证</h1><p>请完成下方的安全验证后继续访问</p>",
    "busy": "<p>系统繁忙，请稍后再试。</p>",
    "script": "<p>请开启JavaScript并刷新该页。</p>",
}
BODY = (
    "<p>二、主要做法</p><p>全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复。</p>"
    "<p>三、改革成效</p><p>平均用时降到三天，窗口排队的人少了一半，群众评价明显好转。</p>"
)
PLAIN = "<p>全镇把五个窗口合成一个窗口，统一收件、分类办理。</p><p>平均用时降到三天，群众满意。</p>"
ARTICLES = {
    "with links below": BODY + LISTS["dates in spans"],
    "without headings, with links below": PLAIN * 2 + LISTS["dates in spans"],
    "about dates": "<p>2024年5月起推行一窗受理。</p><p>2024年6月，首批12项事项进窗。</p>" + BODY,
    "about a page that is gone": "<p>网站“页面不存在”一类问题少了九成，逐条回访。</p>" + BODY * 3,
    "login as a measure": "<p>统一认证，一次登录、全网通办，请登录后查看进度。</p>" + BODY * 3,
}


def _codes(body: str, title: str = "某县改革") -> list[str]:
    done = clean_bytes((HEAD.format(title) + body + "</body></html>").encode())
    return [problem.code.code for problem in done.problems]


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    assert {"P020", "P001"} & set(_codes(LISTS[name]))


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str) -> None:
    assert {"P021", "P001"} & set(_codes(MESSAGES[name], "提示"))


@pytest.mark.parametrize("name", ARTICLES)
def test_articles(name: str) -> None:
    assert not {"P020", "P021", "P001"} & set(_codes(ARTICLES[name]))


PAGER = "<div>上一页 1 2 3 4 5 下一页 共 12 页</div>"
CRUMBS = "<div>当前位置：首页 &gt; 经验做法</div>"
LINKS = _rows("<li><a href=x{1}>{0}</a></li>", "<ul>{}</ul>")
NOTHING_ELSE = {
    "dates without a space, a theme as title": CRUMBS
    + _rows("<li><a href=x>{}</a><span>2024-05-1{}</span></li>", "<ul>{}</ul>")
    + PAGER,
    "a theme as heading": "<h2>经验做法</h2>"
    + LINKS
    + "<p>首页 上页 [1] 2 3 下页 尾页 转到第 页 GO</p>",
    "links without dates": "<h2>改革动态</h2>" + LINKS,
    "links with a count": CRUMBS + LINKS + "<p>共 128 条记录 每页 20 条 第 1/7 页</p>",
    "dates and no pager": _rows(
        "<li><a href=x>{}</a> <span>2024-05-1{}</span></li>", "<ul>{}</ul>"
    ),
}


@pytest.mark.parametrize("name", NOTHING_ELSE)
def test_a_page_of_titles_and_a_pager_is_a_list(name: str) -> None:
    codes = _codes(NOTHING_ELSE[name], "经验做法_某县人民政府")
    assert "P020" in codes
    assert "P001" not in codes


def test_an_article_whose_text_is_missing_is_no_list() -> None:
    title = "某县推进医保支付方式改革的实践与探索"
    assert _codes(f"<h1>{title}</h1>" + LINKS, title)[-1] == "P001"
    assert "P020" not in _codes(f"<h1>{title}</h1>" + PLAIN + LINKS + PAGER, title)


def test_links_that_make_a_list_without_dates() -> None:
    assert (LEAST_TITLES, MOST_OF_COLUMN) == (10, 12)
    rows = [Line(n, row, Role.OUTSIDE) for n, row in enumerate(ROWS)]
    assert is_list_without_text(rows, (), "改革动态" * 3, "a.html")
    assert not is_list_without_text(rows, (), "改革动态" * 3 + "栏", "a.html")
    assert not is_list_without_text(rows[:9], (), "改革动态", "a.html")
    menu = [Line(n, "政务公开", Role.OUTSIDE) for n in range(11)]
    assert not is_list_without_text([*rows, *menu], (), "改革动态", "a.html")
    assert not is_list_without_text(rows, [Line(1, "", Role.PICTURE)], "改革动态", "a.html")


@pytest.mark.parametrize(
    "text",
    [
        "上一页 1 2 3 4 5 下一页 共 12 页",
        "首頁 上一頁 下一頁 尾頁",
        "共128条",
        "第 1/7 页",
        "<< 上一页 1 2 … 9 下一页 >>",
    ],
)
def test_navigation(text: str) -> None:
    assert is_navigation(text)


@pytest.mark.parametrize("text", ["全镇共12页台账，逐页核对。", "1 2 3", "首页办理率达到九成", ""])
def test_no_navigation(text: str) -> None:
    assert not is_navigation(text)


def test_how_many_titles_make_a_list() -> None:
    assert LEAST_ROWS == 6
    rows = [f"{row} 2024-05-10" for row in ROWS]
    assert list_rows(rows[:6]) == 6
    assert list_rows(["2024-05-10", "短", "一句话说完了。"]) == 0


TEASER = "某县推行一窗受理第{}步，群众办事不再来回跑，平均用时降到…… [阅读全文]"


@pytest.mark.parametrize(
    ("teasers", "others", "listed"), [(1, 0, False), (2, 0, True), (2, 2, True), (2, 3, False)]
)
def test_a_page_of_teasers_is_a_list(teasers: int, others: int, *, listed: bool) -> None:
    lines = [TEASER.format(number) for number in range(teasers)]
    lines += [
        f"某县改革把{number}个窗口合成一个窗口，统一收件、分类办理。" for number in range(others)
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert ("P020" in _codes(f"<h1>某县改革</h1><div>{body}</div>")) is listed


@pytest.mark.parametrize(("others", "listed"), [(2, True), (3, False)])
def test_a_body_of_titles_with_their_days_is_a_list(others: int, *, listed: bool) -> None:
    titles = [f"某县推进第{n}项改革取得进展！ 2024-05-0{n}" for n in range(1, 7)]
    body = [*titles, *["改革背景", "某县改革从这里开始，一年来进展明显。", "再说一句。"][:others]]
    assert bool(_listed(body)) is listed
    assert not _listed(titles[:5])
    assert not _listed([*titles, titles[0], "改革背景", "一年来进展明显。", "再说一句。"])
    assert not _listed([f"2024-05-0{n} 某县推进改革取得进展" for n in range(1, 7)])


@pytest.mark.parametrize(
    ("body", "title", "scrap"),
    [
        ("办件公示", "办件公示_某县住房局", True),
        ("某县某区办件结果公示情况", "某县某区办件结果公示情况", True),
        ("某县某区办件结果公示情况表", "某县某区办件结果公示情况表", False),
        ("外" * 60, "青河县推行街长", True),
        ("外" * 61, "青河县推行街长", False),
        ("外" * 60, "青河县推行街", False),
        ("外" * 56 + "青河来人", "青河县推行街长", False),
        ("外" * 20 + "。", "青河县推行街长", False),
    ],
)
def test_a_scrap_is_no_text(body: str, title: str, *, scrap: bool) -> None:
    assert _is_scrap(body, title) is scrap


def test_a_page_whose_text_is_a_picture_is_refused() -> None:
    left = (
        "<h1>一图读懂某县改革方案</h1><img src=a.png><p>您访问的链接即将离开本网站，是否继续？</p>"
    )
    assert "P001" in _codes(left, "一图读懂某县改革方案")
    assert "P021" in _codes("<h1>请完成拼图验证</h1><p>拖动拼图块到正确位置以继续访问</p>", "验证")
