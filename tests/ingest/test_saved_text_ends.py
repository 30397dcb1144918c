"""How saved texts end and begin: 完 and its day, bars, wraps, titles that name a theme."""

from __future__ import annotations

import pytest
from tests.ingest import saved_text

import casebook
from casebook.ingest.clean.ended import ended
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.headings.themes import is_of_subject
from casebook.ingest.lexicon import is_furniture
from casebook.ingest.pipeline import Cleaned
from casebook.ingest.read.text import read_text
from casebook.problems import Code
from casebook.records import Article, Line, Theme

TEXT = (
    "房屋局今日公布，首批約二千個簡約公屋單位將於明年三月入伙，分布於兩區，歡迎市民申請。",
    "發言人表示：「目前輪候公屋逾三年的家庭約有八萬戶，簡約公屋可以先讓他們離開劣質居所。」",
)
RELEASE = ("房屋局公布簡約公屋申請數字", "＊＊＊＊＊＊＊＊＊＊", *TEXT)
DAY, HOUR = "2024年6月14日（星期五）", "香港時間15時30分"


def cleaned(*lines: str) -> Cleaned:
    return casebook.clean_bytes("\n".join(lines).encode())


def article(*lines: str) -> Article:
    made = cleaned(*lines).article
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        (("完", DAY, HOUR, "即日新聞"), "2024-06-14T15:30+08:00"),
        (("（完）", DAY + HOUR, "重要告示 | 私隱政策"), "2024-06-14T15:30+08:00"),
        (("－－完－－", "二零二四年六月十四日（星期五）", "即日新聞"), "2024-06-14"),
        (("完" + DAY, "即日新聞"), "2024-06-14"),
        (("完", DAY, "即日新聞", "新聞公報"), "2024-06-14"),
    ],
)
def test_the_day_below_the_end_is_that_of_publishing(tail: tuple[str, ...], said: str) -> None:
    done = cleaned(*RELEASE, *tail)
    assert done.article
    assert done.article.sources[0].published == said
    assert [line.text for line in done.kept] == [RELEASE[0], *TEXT]
    assert Code.NO_DATE not in {problem.code for problem in done.problems}


def test_an_end_without_a_day_says_none_and_a_sentence_below_stays() -> None:
    assert article(*RELEASE, "完", "即日新聞").sources[0].published == ""
    done = cleaned(
        *RELEASE, "完", DAY, "即日新聞", "局方會為住戶提供社區支援服務，並於入伙半年後檢討。"
    )
    assert "局方會為住戶提供社區支援服務" in "".join(line.text for line in done.kept)


def test_day_and_hour_stand_on_two_lines_below_the_end() -> None:
    lines = tuple(Line(at, text) for at, text in enumerate((*TEXT, "完", DAY, HOUR, "頁"), 1))
    causes, said = ended(lines, 1)
    assert {at: x.published for at, x in said.items()} == dict.fromkeys(
        (3, 4), "2024-06-14T15:30+08:00"
    )
    assert sorted(causes) == [2, 3, 4, 5]
    spread = (*lines[:3], Line(9, ""), *lines[3:])
    assert ended(spread, 1)[1][4].published == "2024-06-14"


def test_a_day_alone_may_say_its_weekday_and_whose_hour_it_is() -> None:
    assert day_alone(f"完{DAY}{HOUR}") == "2024-06-14T15:30+08:00"
    assert day_alone("2024年6月14日起施行") == ""


@pytest.mark.parametrize("bar", "丨｜│┃∣❘|")
def test_a_bar_of_any_form_stands_for_the_colon_of_a_label(bar: str) -> None:
    said, rest = read_line(f"来源{bar}青河观察 编辑{bar}周海")
    assert (said.publisher, said.editors, rest) == ("青河观察", ("周海",), "")


WRAPPED = (
    "青河市医疗集团改革",
    "青河市常住人口三十一万。过去县级医院人满为患，卫生院门可罗雀，基层就",
    "诊率只有四成二，患者外流率高达三成五。市里组建医疗集团，把十四家乡镇卫生",
    "院人财物统一管理。",
    "市委书记任医管委主任，九个部门参加，一季一调度。",
)


def test_a_few_wrapped_lines_are_joined_where_a_word_goes_across() -> None:
    texts = [line.text for line in cleaned(*WRAPPED).kept]
    assert texts[1] == "".join(WRAPPED[1:4])
    assert texts[2] == WRAPPED[4]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "青河市常住人口三十一万，过去县级医院人满为患，卫生院门可罗雀，群众很着急",
            "诊所少，药也不全。",
        ),
        ("青河市常住人口三十一万，过去县级医院人满为患，卫生院门可罗雀，基层就", "诊率只有四成二"),
        ("县级医院人满为患，基层就", "诊率只有四成二，患者外流率高达三成五。"),
        ("青河市常住人口三十一万过去县级医院人满为患卫生院门可罗雀的基层就", "诊率只有四成二。"),
    ],
    ids=["no word across", "no sentence below", "short", "no clause"],
)
def test_other_lines_stay_apart(first: str, second: str) -> None:
    texts = [line.text for line in cleaned("青河市医疗集团改革", first, second, *HEADED).kept]
    assert first in texts


ORCHARD = "近年来，石桥镇围绕老果园改造，针对树龄偏大"


@pytest.mark.parametrize(
    "lines",
    [
        (ORCHARD, "品种混杂、销路不畅的问题，组织果农更新苗木", "取得了成效。"),
        # The sure joint is the last one, a word goes across it.
        (ORCHARD, "品种混杂、销路不畅的问题，组织果农更新苗", "木两万株，亩产增加三成。"),
        ("按：现将石桥镇老果园改造的主要做法和经", "验印发，供各村结合实际参考。"),
        ("石桥镇2019年更新苗木2万株。2020年起，全镇水果收入有了明显的", "一二三四五六七八九。"),
    ],
    ids=["end", "word", "note", "ten"],
)
def test_a_paragraph_is_joined_from_the_joint_that_is_sure(lines: tuple[str, ...]) -> None:
    texts = [line.text for line in cleaned("石桥镇老果园改造", "2021年5月6日", *lines).kept]
    assert "".join(lines) in texts


@pytest.mark.parametrize(
    "lines",
    [
        ("石桥镇2019年更新苗木2万株。2020年起，全镇水果收入有了明显的", "一二三四五六七八九十。"),
        # A title may be as wide as the lines of its text.
        (
            "石桥镇改造老果园，果农收入三年翻了一番",
            ORCHARD,
            "取得了成效。",
        ),
        # A line of another width is no line of the paragraph.
        (
            "石桥镇老果园改造的主要做法，以及几点体会和点滴打算",
            "今天的石桥镇围绕老果园改造，针对树龄偏大",
            "取得了成效。",
        ),
    ],
    ids=["eleven", "title", "width"],
)
def test_what_is_not_of_the_paragraph_stays_apart(lines: tuple[str, ...]) -> None:
    texts = [line.text for line in read_text("\n".join(("青河改革", *lines))).lines]
    assert lines[0] in texts


RAGGED = (
    "青河市农贸市场改革",
    "2021年5月6日 来源：青河市商务局",
    "改革背景",
    "市场摊位老旧，通道狭窄，消防隐患多，周边居民多次反",
    "映，商户也不愿意投入整修，空置率一度接",
    "近三成，管理费收不上来。",
    "主要做法",
    "把市场产权收归国有公司，统一设计、分期施工，施工期间设临",
    "时摊点，保证商户不停业。",
    "摊位费按位置分三档，收支每月公示，",
    "由商户代表审核签字后才能入账。",
)


def test_a_text_wrapped_at_no_one_width_is_joined_to_paragraphs() -> None:
    made = article(*RAGGED)
    assert made.title == RAGGED[0]
    texts = [block.text for part in made.sections for block in part.blocks]
    assert texts == ["".join(RAGGED[at:end]) for at, end in ((3, 6), (7, 9), (9, 11))]


@pytest.mark.parametrize(
    "lines",
    [
        # Headings of two clauses, and paragraphs below them, stop within running text, too.
        (
            "坚持问题导向，摸清市场底数和商户诉求",
            "县里派出六个小组，走访商户三百户，梳理问题四十条。",
            "坚持公开透明，建立收支每月公示的制度",
            "摊位费按位置分三档，由商户代表审核签字后入账。",
            "坚持长效管理，形成齐抓共管的良好局面",
            "一年后空置率降到百分之二，投诉下降七成以上。",
        ),
        # Two lines that go on are not enough.
        ("摊位老旧，", "空置率，接近三成。", "统一设计、分期施工，", "商户，不停业。"),
        # Nor are lines so short: they may be verse.
        ("摊位老旧，", "空置不少。", "分期施工，", "商户安心，", "保证，不停业。"),
        # Nor is a text with long paragraphs one that was wrapped.
        (*RAGGED[9:11], *RAGGED[3:6], *RAGGED[7:9], "村里修路，" * 20, "村里修渠，" * 20),
    ],
    ids=["headings", "two", "short", "long paragraphs"],
)
def test_lines_of_another_text_are_not_joined_for_their_form(lines: tuple[str, ...]) -> None:
    page = read_text("\n".join((*RAGGED[:2], *lines)))
    assert {lines[0], lines[-1]} <= {line.text for line in page.lines}


HEADED = (
    "一、背景",
    "全县有乡镇卫生院十四家，过去留不住医生，群众看病都往城里跑，意见很大。",
    "二、做法",
    "组建医疗集团，人财物统一管理，医保基金打包付费，结余留用。",
    "三、成效",
    "基层就诊率由四成升到六成七，患者外流率降到一成四。",
)
THEMES = [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]


@pytest.mark.parametrize(
    "head",
    [
        ("杨庄镇殡葬改革做法", "2021-06-01 来源：杨庄发布"),
        ("青河县医改举措", "2021-06-01 来源：青河发布"),
        ("河口镇殡葬改革成效", "来源：河口发布　　发布时间：2021-06-01"),
        ("南城区垃圾分类经验",),
    ],
)
def test_a_title_may_name_a_theme_of_what_it_tells_of(head: tuple[str, ...]) -> None:
    done = cleaned(*head, *HEADED)
    assert done.article
    assert done.article.title == head[0]
    assert [section.theme for section in done.article.sections] == THEMES
    assert {Code.NO_TITLE, Code.TITLE_IN_DOUBT}.isdisjoint({x.code for x in done.problems})


def test_words_of_headings_alone_are_no_title() -> None:
    assert not is_of_subject("主要做法")
    assert not is_of_subject("一、青河县医改举措")
    assert not is_of_subject("引言：乡村治理的数字化")
    assert not is_of_subject("青河县里的新鲜事")
    done = cleaned("主要做法", *HEADED[1:])
    assert Code.NO_TITLE in {problem.code for problem in done.problems}


def test_a_heading_without_text_above_several_themes_swallows_none() -> None:
    page = f"<h1>青河县医改</h1><h2>青河县医改举措</h2>{''.join(f'<p>{x}</p>' for x in HEADED)}"
    made = casebook.clean_bytes(f"<html><body>{page}</body></html>".encode()).article
    assert made is not None
    assert [x.theme for x in made.sections if x.theme is not Theme.BODY] == THEMES


KICKED = (
    "<p>来源：东港晚报 2021-10-10</p><p>龙湾区有闲置厂房六十二处，占地一千八百亩。</p>"
    "<p>区里成立专班，逐宗清查，以“腾笼换鸟”的方式引进项目四十七个。</p>"
)


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ("龙湾区盘活存量工业用地的探索与成效", True),
        ("龙湾区的探索与成效", True),
        ("闲置的探索与成效", False),
        ("龙湾区盘活存量工业用地的探索与成效。", False),
        ("一、龙湾区盘活存量工业用地的探索", False),
    ],
)
def test_what_stands_above_the_title_is_its_kicker(above: str, *, kicker: bool) -> None:
    page = f"<html><body><p>{above}</p><h1>老厂房里长出新产业</h1>{KICKED}</body></html>"
    made = casebook.clean_bytes(page.encode()).article
    assert made is not None
    assert (made.kicker == above) == kicker


NOTICE = "平台声明：该文观点仅代表作者本人，本号系信息发布平台，仅提供信息存储空间服务。"


@pytest.mark.parametrize(("between", "stays"), [(0, False), (2, False), (3, True)])
def test_notices_of_a_platform_leave(between: int, *, stays: bool) -> None:
    more = ("责任编辑：", "周海", "吴江")[:between]
    tail = ("返回青狐，查看更多", *more, NOTICE, "阅读 (338)")
    texts = [line.text for line in cleaned("青河县医改举措", *HEADED, *tail).kept]
    assert {NOTICE, "阅读 (338)"}.isdisjoint(texts)
    assert ("返回青狐，查看更多" in texts) == stays


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("凡本报记者署名文字、图片，版权均属青河日报社所有。", False),
        ("凡本網註明來源青河網的作品，著作權均歸青河網。", False),
        ("凡县医院的新技术，版权均属研发的科室所有。", True),
        ("推荐进入青河数据库，查阅卫生院的医保基金。", True),  # it speaks of the text
        ("推荐进入远山数据库，查阅股票债券，财经尽在掌握。", False),
        ("推薦您進入青河頻道", False),
        ("推荐进入县医院名录的医生，每年考核一次。", True),
        ("点击进入专题：医改这一年", False),
        ("進入本專題>>", False),
        ("进入专题会议的议案，由县医改办起草。", True),
    ],
)
def test_whose_the_rights_are_and_where_a_site_leads_on_to(line: str, *, stays: bool) -> None:
    texts = [x.text for x in cleaned("青河县医改举措", *HEADED, line).kept]
    assert (line in texts) == stays
    assert stays or is_furniture(line)


def test_pictures_that_were_not_saved_are_told() -> None:
    far = "img/" + "a" * 80 + ".jpg"
    pictures = f"![兑换处](img/1.jpg)\n\n![村规]({far})"
    note = f"# 积分超市\n\n## 做法\n\n{HEADED[1]}\n\n{pictures}\n\n{HEADED[3]}"
    done = casebook.clean_bytes(note.encode())
    (told,) = (x for x in done.problems if x.code is Code.PICTURES_NOT_SAVED)
    assert (told.line, told.detail) == (7, "(pictures: 2; img/1.jpg)")
    done = casebook.clean_bytes(note.replace("img/1.jpg", far).encode())
    (told,) = (x for x in done.problems if x.code is Code.PICTURES_NOT_SAVED)
    assert told.detail == f"(pictures: 2; {far[:80]})"


@pytest.mark.parametrize(
    ("line", "heads"),
    [("社会治理；乡镇政府；创新实践", 0), ("社会治理；乡镇政府", 1), ("治理的新路（图1）", 0)],
)
def test_rows_of_terms_and_captions_are_no_headings(line: str, heads: int) -> None:
    more = ("社会治理要有人办", "乡镇政府要有钱", "创新实践要有章")
    lines = [x for pair in zip((line, *more), HEADED[1::2] * 2, strict=False) for x in pair]
    made = article("青河县医改见闻", "2021-06-01 来源：青河发布", HEADED[1], *lines)
    found = {section.heading for section in made.sections}
    assert (line in found) == bool(heads)
    assert set(more[:2]) <= found


def test_reporters_on_a_line_of_their_own_are_read() -> None:
    caption = (
        "縣府將石滬納入海岸慢旅規劃，結合自行車道與生態導覽，使它回到生活與地方記憶。（縣府提供）"
    )
    made = article(caption, "記者王大文／新竹報導", *TEXT)
    assert made.sources[0].authors == ("王大文",)


STREETS = (saved_text.ONE, saved_text.TWO, saved_text.THREE)
PLACES = ("东湾村", "街长由村民推选。", "2022年3月", "西湾村", "街长由商户轮值。", "2022年5月")


@pytest.mark.parametrize("between", [(), ("南湾村", "街长由党员担任。", "2022年7月")])
def test_short_sentences_of_the_text_and_their_months_stay_below_it(
    between: tuple[str, ...],
) -> None:
    page = saved_text.cleaned("青河市推行街长制", *STREETS, *PLACES, *between)
    texts = [line.text for line in page.kept]
    assert [text for text in texts if text in PLACES] == [*PLACES]


def test_a_short_sentence_that_shares_nothing_goes_with_the_buttons_around_it() -> None:
    done = saved_text.cleaned("青河市推行街长制", *STREETS, "分享", "你好棒呀。", "打印", "首页")
    assert "你好棒呀。" not in {line.text for line in done.kept}
