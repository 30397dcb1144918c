"""What stands between the lines of a masthead, days below a release, titles and sources."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.breadcrumb import publisher_of, read_breadcrumb
from casebook.ingest.facts.labels import is_labelled
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.publisher import clean_publisher
from casebook.ingest.headings.title import is_no_title
from casebook.ingest.parse.blocks import split_credit
from casebook.ingest.read.dom import DomLine
from casebook.ingest.read.html import parse
from casebook.ingest.read.title import _broken
from casebook.problems import Code
from casebook.records import Article

TITLE = "青河县推行街长制"
TEXT = (
    "青河县二〇二三年起推行街长制，每条街巷由一名街长负责，居民有事可以直接找到他。",
    "街长每周巡街两次，发现的问题当天报到街道办事处，三个工作日内必须答复。",
)


def cleaned(body: str, title: str = TITLE, head: str = "") -> casebook.Cleaned:
    markup = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return casebook.clean_bytes(markup.encode(), media_type="text/html")


def article_in(body: str, title: str = TITLE, head: str = "") -> Article:
    article = cleaned(body, title, head).article
    assert article is not None
    return article


def text_of(article: Article) -> str:
    return str(article.sections)


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT)


def listed(*lines: str) -> str:
    labels = "".join(f"<li>{line}</li>" for line in lines)
    return f"<div><h1>{TITLE}</h1><ul>{labels}</ul>{PARAGRAPHS}</div>"


DAY, OFFICE, COUNT = "發布日期：112年9月18日", "發布單位：社會局", "點閱數：1,208"


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        ((DAY, OFFICE, "聯絡人：王江科長", COUNT), True),
        ((DAY, OFFICE, "聯絡人：王江科長", "電話：02-2345-6789", COUNT), True),
        ((DAY, "聯絡人：王江科長", OFFICE), False),
        ((DAY, OFFICE, "聯絡人：王江科長", "電話：02-2345", "傳真：02-2345", COUNT), False),
        ((DAY, OFFICE, "聯絡人：王江科長"), False),
        ((DAY, OFFICE, "聯絡人：王江，黃石", COUNT), False),
        ((DAY, OFFICE, "聯絡人：" + "王" * 17, COUNT), False),
        ((DAY, OFFICE, "聯絡人的名字：王江", COUNT), True),
        ((DAY, OFFICE, "人：王江", COUNT), False),
        ((DAY, OFFICE, "聯絡人的名字的：王江", COUNT), False),
        ((DAY, OFFICE, "聯絡人：" + "王" * 16, COUNT), True),
        ((DAY, OFFICE, "社會局：街長今年上路", COUNT), False),
    ],
)
def test_labels_among_those_of_a_masthead_go(lines: tuple[str, ...], *, gone: bool) -> None:
    kept = text_of(article_in(listed(*lines)))
    assert ("王" not in kept and "今年上路" not in kept) is gone


def test_an_agency_between_two_lines_of_a_masthead_is_the_source() -> None:
    head = f"<h1>{TITLE}</h1><p>2024-05-06 10:51 星期三</p><p>青河社</p><p>责编 周海</p>"
    article = article_in(f"<div>{head}{PARAGRAPHS}</div>")
    assert article.sources[0].publisher == "青河社"
    assert "青河社" not in text_of(article)


def test_a_release_of_hong_kong_has_its_day_below_it() -> None:
    said = "房屋局今日公布，首批約二千個單位將於明年三月入伙，分布於兩區，居民可於網上申請。"
    end = "<p>完</p><p>2024年6月14日（星期五）</p><p>香港時間15時30分</p>"
    body = f"<h1>首批單位明年入伙</h1><p>＊＊＊＊＊＊</p><p>{said}</p><p>{said[::-1]}</p>"
    article = article_in(body + end, "首批單位明年入伙")
    assert article.sources[0].published == "2024-06-14T15:30+08:00"
    assert "＊" not in text_of(article)


@pytest.mark.parametrize(
    "line",
    [
        "文/周海 图/吴江 《青河周刊》2021年第14期 2021/5/9",
        "文/周海 《青河周刊》2021第1429期 图/吴江 2021/5/9",
    ],
)
def test_a_magazine_between_labels_is_the_source(line: str) -> None:
    head, rest = read_line(line)
    assert (head.publisher, head.authors, head.photographers, rest) == (
        "青河周刊",
        ("周海",),
        ("吴江",),
        "",
    )
    assert is_masthead_line(line)
    assert is_labelled(line)


@pytest.mark.parametrize("line", ["文/周海 《青河周刊》", "文/周海 《青河周刊》第14292期"])
def test_what_is_no_issue_of_a_magazine_is_no_source(line: str) -> None:
    assert read_line(line)[0].publisher == ""


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("青河日报\ue60a\ue60b", "青河日报"),
        ("本网青河县教育局", "青河县教育局"),
        ("本网青河报", "本网青河报"),
        ("本网站", "本网站"),
    ],
)
def test_icons_and_own_site_are_no_part_of_a_source(said: str, name: str) -> None:
    assert clean_publisher(said)[0] == name


@pytest.mark.parametrize(
    ("crumbs", "channel"),
    [
        ("首页 > 政策文件 > 行政规范性文件 > 有效", "行政规范性文件"),
        ("首页 > 要闻 > 更多", "要闻"),
        ("网易 > 正文申请入驻", ""),
    ],
)
def test_the_last_useful_step_is_the_channel(crumbs: str, channel: str) -> None:
    assert publisher_of(read_breadcrumb(crumbs))[1] == channel


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("主动公开文件", "青河县教育局"),
        ("QHfaguiku", "青河县教育局"),
        ("青河日报", "青河日报"),
        ("BBC", "BBC"),
    ],
)
def test_a_title_or_a_login_is_no_source(source: str, publisher: str) -> None:
    head = (
        '<meta name="ArticleTitle" content="主动公开文件">'
        f'<meta name="ContentSource" content="{source}">'
        '<meta name="SiteName" content="青河县教育局">'
    )
    body = f"<h1>{TITLE}</h1>{PARAGRAPHS}<p>街长一事，BBC也有报道。</p>"
    assert article_in(body, "主动公开文件", head).sources[0].publisher == publisher


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("青河县人民政府文件", True),
        ("青河市发展和改革委员会行政规范性文件", True),
        ("青河府文件", False),
        ("青河县府文件", True),
        ("青" * 40 + "府文件", True),
        ("青" * 41 + "府文件", False),
        ("青河县出台街长文件", False),
    ],
)
def test_the_red_head_of_a_document_is_no_title(text: str, *, none: bool) -> None:
    assert is_no_title(text) is none


@pytest.mark.parametrize(("count", "joined"), [(12, True), (13, False)])
def test_a_title_may_be_broken_into_a_line_for_each_body(count: int, *, joined: bool) -> None:
    parts = [f"第{number}街道" for number in "一二三四五六七八九十甲乙"][: count - 1]
    parts.append("关于推行街长制的通知")
    block = parse("<p>x</p>")
    assert block is not None
    lines = [DomLine(part, block) for part in parts]
    assert bool(_broken(lines, len(lines), "".join(parts))) is joined


def test_a_title_that_stands_whole_goes_where_it_is_broken_below() -> None:
    whole = "青河县人民政府办公室关于推行街长制的通知"
    head = f"<div>{whole}</div><div>发布日期：2024-05-08 14:18</div>"
    rows = "<tr><td>索引号</td><td>000014</td></tr><tr><td>文号</td><td>1</td></tr>"
    filed = f"<table border=1>{rows}</table>"
    again = filed + "<p>青河县人民政府办公室</p><p>关于推行街长制的通知</p>"
    article = article_in(f"{head}<div class=c>{again}{PARAGRAPHS}<p>2024年5月6日</p></div>", whole)
    assert article.title == whole
    assert article.sources[0].published == "2024-05-08T14:18+08:00"
    assert "青河县人民政府办公室" not in text_of(article)
    assert "000014" not in text_of(article)


def test_a_title_that_the_page_calls_otherwise_is_in_doubt() -> None:
    done = cleaned(f"<h1>老街有了新管家</h1>{PARAGRAPHS}", "青河县每条街巷由一名街长负责_青河日报")
    assert any(problem.code is Code.TITLE_IN_DOUBT for problem in done.problems)
    sure = cleaned(f"<h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p>{PARAGRAPHS}")
    assert not any(problem.code is Code.TITLE_IN_DOUBT for problem in sure.problems)


@pytest.mark.parametrize(
    ("column", "goes"),
    [
        ("新闻中心", True),
        ("基层改革动态要闻", True),
        ("基层改革动态要闻录", False),  # as long as a heading
        ("街长来信", False),  # speaks of what the text speaks of
    ],
)
def test_a_heading_above_the_title_that_names_a_column_goes(column: str, *, goes: bool) -> None:
    page = f"<h1>{column}</h1><p>2024-05-06</p><h2>{TITLE}</h2>{PARAGRAPHS}"
    article = article_in(f"<div>{page}</div>", TITLE)
    assert (article.title, article.sources[0].published) == (TITLE, "2024-05-06")
    assert (column not in f"{article.kicker}{text_of(article)}") is goes


TEASER = "5月1日，全市召开防汛抗旱工作电视电话会议，会议要求各地压实责任，确保度汛。"
TEASED = (
    "<div><h3>要闻推荐</h3><ul><li><a href='1'>全市召开防汛会议</a><span>2024-05-01</span>"
    f"<p>{TEASER}</p></li></ul></div>"
)
DATED = "<p>2024-05-06 来源：青河日报</p>"
STORY = f"<h1>{TITLE}</h1>{DATED}{PARAGRAPHS}"


@pytest.mark.parametrize(
    "above",
    [
        TEASED,
        TEASED.replace("<h3>要闻推荐</h3>", ""),
        f"<h2><a href='1'>防汛会议</a></h2><time>2024-05-01</time><p>{TEASER}</p>",
        f"<dl><dt><a href='1'>防汛会议</a></dt><dd>2024-05-01</dd><dd>{TEASER}</dd></dl>",
        f"<h2>今日头条</h2><p><b>防汛会议召开</b></p><p>{TEASER}</p><p>2024-05-01</p>",
    ],
)
@pytest.mark.parametrize("named", ["要闻", "", "青河新闻网"])
def test_an_article_below_teasers_is_known_by_its_heading_with_the_day(
    above: str, named: str
) -> None:
    article = article_in(f"{above}<div>{STORY}</div>", named)
    assert (article.title, article.sources[0].published) == (TITLE, "2024-05-06")
    assert article.sources[0].publisher == "青河日报"
    assert TEASER not in text_of(article)


@pytest.mark.parametrize(
    "page",
    [
        STORY.replace(DATED, ""),  # no day below the heading
        f"{STORY}<h1>街长制二三事</h1>{DATED}<p>{TEXT[1]}</p>",  # another one has one, too
        STORY.replace(TITLE, "春天里的一封信"),  # says nothing of what the text says
        f"<h1>{TITLE}</h1>{DATED}<p>{TEXT[1]}</p>",  # less text than above
        STORY.replace(DATED, f"<p>{TEXT[1]}</p><p>街长说</p>{DATED}"),  # the day stands below text
    ],
)
def test_what_stands_below_other_text_needs_all_signs_of_an_article(page: str) -> None:
    article = article_in(f"{TEASED}<div>{page}</div>", "要闻")
    assert article.title != TITLE
    assert TEASER in text_of(article)


@pytest.mark.parametrize(
    ("named", "menu", "doubtful"),
    [
        (
            "街长动态 - 居民有事 - 青河县街道办事处",
            "<a href='1'>街长动态</a><a href='2'>居民有事</a>",
            False,
        ),
        ("街长动态 - 居民有事 - 青河县街道办事处", "<p>首页 > 街长动态 > 居民有事</p>", False),
        ("街长动态 - 居民有事 - 青河县街道办事处", "<a href='1'>街长动态</a>", True),
        ("街长动态 - 居民有事每周两次答复各问题", "<a href='1'>街长动态</a>", True),
        ("街长每周巡街两次居民有事直接找", "", True),
    ],
    ids=["menu", "crumbs", "not shown", "long", "no steps"],
)
def test_the_way_to_a_page_in_its_title_is_no_other_title(
    named: str, menu: str, *, doubtful: bool
) -> None:
    done = cleaned(f"<div>{menu}</div><div><h1>老街有了新管家</h1>{DATED}{PARAGRAPHS}</div>", named)
    assert any(problem.code is Code.TITLE_IN_DOUBT for problem in done.problems) is doubtful


@pytest.mark.parametrize(
    ("named", "day", "doubtful"),
    [
        ("居民有事。街长负责答复工作", "", False),  # as short as the name of a site
        ("居民有事。街长负责答复工作日", "", True),
        ("居民有事。街长负责答复工作日", "<p>2024-05-06</p>", False),
        ("居民有急难。到平台反映与咨询", "", False),  # has two pairs of the text
        ("居民有急难。到平台反映各类街巷", "", True),
        ("政务公开", "", False),
        ("Renewal of a town - Qinghe Daily", "", False),
    ],
)
def test_a_title_that_a_page_without_a_day_does_not_name_is_in_doubt(
    named: str, day: str, *, doubtful: bool
) -> None:
    done = cleaned(f"<div><h1>{TITLE}</h1>{day}{PARAGRAPHS}</div>", named)
    assert any(problem.code is Code.TITLE_IN_DOUBT for problem in done.problems) is doubtful


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ("青河县盘活街巷的探索与成效", "青河县盘活街巷的探索与成效"),
        ("探索与成效", ""),
        ("青河县街长制的主要做法", "青河县街长制的主要做法"),
    ],
)
@pytest.mark.parametrize("box", ["", "</div><div class=main>"])
def test_a_line_above_the_title_that_speaks_of_the_text_is_its_kicker(
    above: str, kicker: str, box: str
) -> None:
    head = f"<p class=yinti>{above}</p><h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p>"
    assert article_in(f"<div>{head}{box}{PARAGRAPHS}</div>").kicker == kicker


def test_a_line_above_the_title_that_shares_nothing_with_the_text_is_no_kicker() -> None:
    head = f"<p>别处的新闻一则</p><h1>{TITLE}</h1><p>2024-05-06 来源：青河日报</p>"
    assert article_in(f"<div>{head}{PARAGRAPHS}</div>").kicker == ""


@pytest.mark.parametrize("line", ["青政发〔2023〕12号", "青河县人民政府关于推行街长制"])
def test_number_and_title_below_a_red_line_are_no_captions(line: str) -> None:
    body = f"<h1>{TITLE}</h1><img src=red.png><p style='text-align:center'>{line}</p>{PARAGRAPHS}"
    assert line in {made.text for made in cleaned(body).kept if made.role.value != "caption"}


def test_a_credit_in_brackets_may_have_two_names() -> None:
    assert split_credit("活动现场（青河网发 主办方供图）") == (
        "活动现场",
        "（青河网发 主办方供图）",
    )


def test_what_is_broken_in_no_text_is_not_reported() -> None:
    font = "<style>p{font-family:寰蒋闆呴粦锛屽畫浣擄紝妤蜂綋}</style>"
    page = (
        f"<html><head><title>{TITLE}</title>{font}</head><body><h1>{TITLE}</h1>{PARAGRAPHS}</body>"
    )
    codes = {problem.code for problem in casebook.clean_bytes(page.encode()).problems}
    assert Code.MOJIBAKE not in codes
    icons = f"<div class=nav><a href=1>\ue60a首页</a></div><h1>{TITLE}</h1>{PARAGRAPHS}"
    assert Code.PRIVATE_USE not in {problem.code for problem in cleaned(icons).problems}
    inside = f"<h1>{TITLE}</h1>{PARAGRAPHS}<p>街长\ue60a的电话已经公布，居民可以查询。</p>"
    assert Code.PRIVATE_USE in {problem.code for problem in cleaned(inside).problems}


def test_a_line_of_a_broken_title_is_no_heading_that_was_lost() -> None:
    whole = "青河县推行街长制的主要做法"
    again = "<p>青河县推行街长制</p><p>的主要做法</p>"
    body = f"<div>{whole}</div><div>2024-05-08 来源：青河日报</div><div>{again}{PARAGRAPHS}</div>"
    done = cleaned(body, whole)
    assert done.article is not None
    assert done.article.title == whole
    assert not done.ledger.alarms


def test_a_lead_between_masthead_and_text_is_its_first_paragraph() -> None:
    lead = "青河县今年推行街长制，每条街巷由一名街长负责，街长每周巡街两次。"
    head = (
        f"<div class=t>{TITLE}</div><div class=m><span>2024-05-08</span> <a href=1>要闻</a></div>"
    )
    menu = "<div>" + "<a href=2>各地的新闻和通知</a><br>" * 6 + "</div>"
    text = "".join(f"<p>{line}</p>" for line in TEXT * 3)
    article = article_in(
        f"<div class=w>{head}<pre>{lead}</pre>{menu}<div><div>{text}</div></div></div>"
    )
    assert lead in text_of(article)
