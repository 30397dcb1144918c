"""What lines, scripts and markup say of a page, form by form, and the boundaries of the rules."""

from __future__ import annotations

import pytest

from casebook.ingest.facts.breadcrumb import publisher_of, read_breadcrumb
from casebook.ingest.facts.dates import from_meta, from_url, join_date
from casebook.ingest.facts.labels import is_bare_label
from casebook.ingest.facts.lead import read_end, read_lead
from casebook.ingest.facts.line_kinds import names_people
from casebook.ingest.facts.masthead import (
    Masthead,
    is_masthead_line,
    read_line,
)
from casebook.ingest.facts.names import glued_names, is_name, is_office
from casebook.ingest.facts.people import names_in, read_byline
from casebook.ingest.facts.publisher import clean_publisher, is_publisher, journal_of
from casebook.ingest.read.facts import page_facts
from casebook.ingest.read.html import joined_title, parse
from casebook.ingest.read.page import Facts

TEXT = "青河市去年推行街长制，沿街商户推选街长六百名，投诉减少四成，群众满意度明显提高。"


def facts(head: str, body: str = "<p>x</p>") -> Facts:
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    root = parse(markup)
    assert root is not None
    return page_facts(root, markup)


# ---------------------------------------------------------------- the head of a text


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        (f"（中央社記者周海明台北19日電）{TEXT}", ("周海明",), "中央社"),
        (f"本报讯（记者 周海 通讯员 吴江）{TEXT}", ("周海", "吴江"), ""),
        (f"【明報專訊】{TEXT}", (), "明報"),
        # without brackets, before the text
        (f"记者 周海 近来{TEXT}", ("周海",), ""),
        (f"□本报通讯员 周海 吴江 报道 10月14日，{TEXT}", ("周海", "吴江"), ""),
        (f"记者 周海 通讯员 吴江 报道：{TEXT}", ("周海", "吴江"), ""),
        (f"见习记者 周海、吴江，通讯员 王一 {TEXT}", ("周海", "吴江", "王一"), ""),
        (f"记者 近日 从{TEXT}", (), ""),
        (f"记者周海近日在东岭 {TEXT}", (), ""),
        (f"【本报讯】{TEXT}", (), ""),
        (f"【青河訊】{TEXT}", (), ""),
        (f"（中央社記者周海台北7日電）{TEXT}", ("周海",), "中央社"),
        (f"記者周海/青河報導 {TEXT}", ("周海",), ""),
        (f"記者周海/青河指出 {TEXT}", (), ""),
        (f"周海、吴江（青河大学法学院，青河 430000） {TEXT}", ("周海", "吴江"), ""),
        (f"本报讯 记者周海报道 {TEXT}", ("周海",), ""),
        (f"青河日报讯　通讯员周海 吴江报道：{TEXT}", ("周海", "吴江"), "青河日报"),
        (f"本报讯（记者周海报道）{TEXT}", ("周海",), ""),
        (f"（记者周海霞通讯员吴江）{TEXT}", ("周海霞", "吴江"), ""),
        (f"红网青河频道7月1日东岭讯（通讯员 周海）{TEXT}", ("周海",), "红网"),
        (f"香港文匯報訊（記者 周海）{TEXT}", ("周海",), "香港文匯報"),
        (f"据青河社东岭8月25日电 {TEXT}", (), "青河社"),
        (f"我们填报8月25日电子材料。{TEXT}", (), ""),
        (f"青河日报讯息公开以来，{TEXT}", (), ""),
        (TEXT, (), ""),
        ("【明報專訊】短", (), ""),
    ],
)
def test_the_head_of_a_text(line: str, authors: tuple[str, ...], publisher: str) -> None:
    assert read_lead((line,)) == Masthead(authors=authors, publisher=publisher)


def test_only_the_first_two_lines_of_running_text_are_its_head() -> None:
    reported = f"（记者 周海）{TEXT}"
    assert read_lead(("短行", TEXT, reported)).authors == ("周海",)
    assert read_lead((TEXT, TEXT, reported)).authors == ()


@pytest.mark.parametrize(
    ("last", "authors", "publisher"),
    [
        ("（本文来源：青河日报）", (), "青河日报"),
        (f"{TEXT}（记者 周海 吴江）", ("周海", "吴江"), ""),
        (f"{TEXT}（周海 吴江）", ("周海", "吴江"), ""),
        (f"{TEXT} (周海 吴江)", ("周海", "吴江"), ""),
        (f"{TEXT}  (周海 吴江)", (), ""),
        (f"{TEXT}（周海）", (), ""),
        (f"{TEXT}（周海 与吴江）", (), ""),
        ("■周海", ("周海",), ""),
        ("（作者：方明，青河大学教授）", ("方明",), ""),
        (f"{TEXT}（王大文／台中報導）", ("王大文",), ""),
        ("（周海）", ("周海",), ""),
        ("（附表）", (), ""),
        (f"{TEXT}更多新聞請看《青河報》", (), "青河報"),
        (TEXT, (), ""),
    ],
)
def test_the_end_of_a_text(last: str, authors: tuple[str, ...], publisher: str) -> None:
    end = read_end((TEXT, TEXT, last))
    assert (end.authors, end.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    ("last", "editors"),
    [
        ("（編輯：周海）1150129", ("周海",)),
        ("（责任编辑：周海、校对：吴江）", ("周海", "吴江")),
        ("（譯者：周海／核稿：吴江）1120221", ("吴江",)),
        ("（编辑工作见附表）", ()),
        ("（編輯：周海）以下", ()),
    ],
)
def test_editors_in_brackets_below_the_last_sentence(last: str, editors: tuple[str, ...]) -> None:
    assert read_end((TEXT, f"{TEXT}{last}")).editors == editors


def test_a_name_in_brackets_is_that_of_the_writer_on_the_last_line_only() -> None:
    assert read_end((TEXT, "（周海）", TEXT)).authors == ()


def test_photographers_in_the_brackets_of_reporters_stay_apart() -> None:
    lead = read_lead((f"本报讯（记者 周海 吴江 王立 摄影 何山 林清）{TEXT}",))
    assert (lead.authors, lead.photographers) == (("周海", "吴江", "王立"), ("何山", "林清"))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("陈多 1, 李芬 1, 朱碧帆 2", ("陈多", "李芬", "朱碧帆")),
        ("陈多1*李芬1朱碧帆2", ("陈多", "李芬", "朱碧帆")),
        ("陈多1,2 李芬3", ("陈多", "李芬")),
        ("陈多 1", None),
        ("方案 1, 方法 2, 通知 3", None),
        ("、".join(["陈多", "李芬"] * 5), ("陈多", "李芬") * 5),
        ("、".join(["陈多", "李芬"] * 5 + ["王立"]), None),
        ("关于设立办公室", None),
        ("青河市改革办公室", ("青河市改革办公室",)),
    ],
)
def test_names_with_the_numbers_of_their_institutions(
    line: str, names: tuple[str, ...] | None
) -> None:
    byline = read_byline(line)
    assert (byline.authors if byline else None) == names


@pytest.mark.parametrize(
    ("line", "want"),
    [
        (
            "青河快報／周海 2020年3月12日 20:19",
            Masthead("2020-03-12T20:19+08:00", "青河快報", authors=("周海",)),
        ),
        ("地方版／周海 2020年3月12日", Masthead("2020-03-12", authors=("周海",))),
        ("更新时间 2012年12月10日, 格林尼治标准时间10:41", Masthead("2012-12-10")),
        ("2018年8月17日23:55:20河口镇街长制三年已关闭评论", Masthead("2018-08-17T23:55+08:00")),
        ("2019-03-04 10:20 河口镇街长制三年 评论已关闭", Masthead("2019-03-04T10:20+08:00")),
        ("2024-05-06 河口鎮街長制三年已關閉迴響", Masthead("2024-05-06")),
        ("2018年8月17日 " + "河" * 40 + "已关闭评论", Masthead("2018-08-17")),
        (
            "本文来源：青河网 。内部来源 责任编辑：周海_AB12",
            Masthead("", "青河网", "", (), ("周海",)),
        ),
        ("來源：青河報 記者：周海 / 青河市 報導", Masthead("", "青河報", "", ("周海",))),
        ("来源： 青河教育报20241129 第二版", Masthead(publisher="青河教育报")),
        ("收稿日期：2019-09-26", Masthead()),
        ("当前位置:青河日报 第2018-03-30期 第A3版:经济", Masthead("2018-03-30", "青河日报")),
        ("您的位置：青河晚报 2020年05月06日 第03版：民生", Masthead("2020-05-06", "青河晚报")),
        ("您现在所在的位置：青河日报 2020-05-06", Masthead("2020-05-06", "青河日报")),
        ("所在位置：青河日报 2020-05-06", Masthead("2020-05-06", "青河日报")),
        ("位置：青河路 2020-05-06", Masthead("2020-05-06")),
        (
            "时间：2019-06-20 来源：青河学刊 作者：周海 青河大学2018级研究生",
            Masthead("2019-06-20", "青河学刊", authors=("周海",)),
        ),
    ],
)
def test_forms_of_a_masthead_that_newspapers_use(line: str, want: Masthead) -> None:
    assert read_line(line)[0] == want


def test_the_journal_of_a_line_and_its_volume() -> None:
    assert journal_of("青河治理研究  2019, Vol. 22 Issue (6): 415-419") == "青河治理研究"
    assert journal_of("治理研究 2020年3期") == "治理研究"
    assert journal_of("治理研究 2020年3期 周海") == ""


@pytest.mark.parametrize(
    ("title", "body", "publisher"),
    [
        ("河口镇推行街长制 - 青河日报", "<p>青河日报讯</p>", "青河日报"),
        ("河口镇推行街长制 - 青河日报", "<p>x</p>", ""),
        ("河口镇推行街长制_2024年第3号", "<p>2024年第3号</p>", ""),
        ("河口镇推行街长制 - 网易新闻", "<p>网易新闻</p>", ""),
        ("河口镇推行街长制 - 青河历史网", "<p>青河历史网</p>", ""),
        ("河口镇推行街长制 - 青河新闻网", "<p>青河新闻网</p>", "青河新闻网"),
        ("河口镇推行街长制", "<p>河口镇推行街长制</p>", ""),
    ],
)
def test_the_site_that_a_title_ends_in(title: str, body: str, publisher: str) -> None:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    root = parse(markup)
    assert root is not None
    assert page_facts(root, markup).site == publisher


def test_the_source_is_named_in_the_last_three_lines() -> None:
    reported = "（本文来源：青河日报）"
    assert read_end((reported, TEXT, TEXT)).publisher == "青河日报"
    assert read_end((reported, TEXT, TEXT, TEXT)).publisher == ""


# ---------------------------------------------------------------- lines of a masthead


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("2024-05-06 10:20 来源：青河日报", Masthead("2024-05-06T10:20+08:00", "青河日报")),
        ("归档时间：2019-05-30 发布时间：2019-05-06", Masthead("2019-05-06")),
        ("来源：青河网-文化频道", Masthead(publisher="青河网", channel="文化频道")),
        ("文/图 周海", Masthead(authors=("周海",), photographers=("周海",))),
        ("摄影：周海 编辑：吴江", Masthead(editors=("吴江",), photographers=("周海",))),
        ("（治理研究 2020年3期）2020-06-17", Masthead("2020-06-17", "治理研究")),
        ("2020-06-17 周海吴江", Masthead("2020-06-17", authors=("周海", "吴江"))),
        ("青河日报 2024年7月30日 第04版", Masthead("2024-07-30", "青河日报")),
        ("来源：青河网 记者 周海", Masthead(publisher="青河网", authors=("周海",))),
        ("青政办发〔2019〕112号　2019-05-16", Masthead("2019-05-16")),
        ("青河县政务号 2019-05-16", Masthead("2019-05-16", "青河县政务号")),
        ("案例申报单位：青河县司法局　申报时间：2021年10月", Masthead("2021-10", "青河县司法局")),
        ("报送单位：青河县民政局 填报日期：2021年10月", Masthead("2021-10", "青河县民政局")),
        ("中共青河县委改革办　2021年12月1日", Masthead("2021-12-01", "中共青河县委改革办")),
        ("来源：青河日报 2021-12-01 青河县委改革办", Masthead("2021-12-01", "青河日报")),
        ("周海 2021-12-01 记者 吴江明", Masthead("2021-12-01", authors=("周海",))),
        ("青河县委宣传部 2021年12月1日", Masthead("2021-12-01", "青河县委宣传部")),
        ("青河县委课题组 2021年12月1日", Masthead("2021-12-01", authors=("青河县委课题组",))),
        ("编辑：周海　核稿：吴江　共印120份", Masthead(editors=("周海", "吴江"))),
        ("编辑：周海 印八十份", Masthead(editors=("周海",))),
    ],
)
def test_a_line_of_the_masthead(line: str, want: Masthead) -> None:
    assert read_line(line)[0] == want


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("2024-05-06 来源：青河日报", True),
        (f"来源：{'青' * 28}日报", True),
        (f"2024-05-06 {'青河' * 6}", True),
        (f"2024-05-06 {'青河' * 6}一", False),
        ("编辑：周海 某某", True),
        ("编辑：周海 某某某某某", False),
        ("来源：青河日报。", False),
        ("编辑：周海？", False),
        ("来源：青河日报，有改动", False),
        ("时间：每周一上午", False),
        ("青河日报", False),
        (f"来源：青河日报 {'2024-05-06 ' * 14}", False),
        ("2019-06-20 来源：青河学刊 作者：周海 青河大学2018级研究生", True),
        ("2019-06-20 作者：周海 青河大学2018级研究生", False),
        ("2019-06-20 来源：青河学刊 作者：东街 青河大学2018级研究生", False),
        ("2019-06-20 来源：青河学刊 作者：周海 " + "东岭" * 13, False),
        # two counts, each a word and its number, beside a day with its hour
        ("admin admin 发表于2024-07-25 15:53:51 浏览103 评论0", True),
        ("admin admin 发表于2024-07-25 15:53:51 浏览103", True),
        ("admin admin 发表于2024-07-25 浏览103 评论0", True),
        ("2024-05-01 08:00 青河站全天 发车12趟 运客300人", False),
    ],
)
def test_what_is_a_line_of_the_masthead(line: str, is_one: bool) -> None:
    assert is_masthead_line(line) is is_one


def test_labels_alone_and_lines_of_editors() -> None:
    assert is_bare_label("发文机构：")
    assert not is_bare_label("发文机构：青河市")
    assert names_people("责任编辑：周海")
    assert not names_people("作者：周海")
    assert not names_people("审核：由分管领导把关内容。")


@pytest.mark.parametrize(
    ("line", "steps", "publisher", "channel"),
    [
        ("首页 > 新闻 > 时政 > 正文", ("新闻", "时政"), "", "时政"),
        ("青河网>>四川频道>>正文", ("青河网", "四川频道"), "青河网", "四川频道"),
        ("当前位置：首页 > 街长制", ("街长制",), "", "街长制"),
        ("首頁/地方新聞/街長今年上路", ("地方新聞", "街長今年上路"), "", "街長今年上路"),
        ("當前位置：首頁 / 市政新聞 / 新聞稿", ("市政新聞", "新聞稿"), "", "新聞稿"),
        ("首页／政务公开／典型案例", ("政务公开", "典型案例"), "", "典型案例"),
        ("街长/巡查/劝导", (), "", ""),
        ("首页图片/文字由街道办提供", (), "", ""),
        ("街长制改革", (), "", ""),
        ("街长制。 > 正文", (), "", ""),
        ("办证时限20天→5天", (), "", ""),
        ("查看原文 →", ("查看原文",), "", ""),
        ("好评率 91% > 99%", (), "", ""),
        ("首页 > 2024年 > 9月", ("2024年", "9月"), "", "9月"),
        ("专题 > 2024年 > 街长制 > 第3期", ("专题", "2024年", "街长制", "第3期"), "", "街长制"),
    ],
)
def test_breadcrumbs(line: str, steps: tuple[str, ...], publisher: str, channel: str) -> None:
    assert read_breadcrumb(line) == steps
    assert publisher_of(steps) == (publisher, channel)


# ---------------------------------------------------------------- people and publishers


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("周海、吴江", ("周海", "吴江")),
        ("周 海 吴 江", ("周海", "吴江")),
        ("周海（青河大学）、吴江", ("周海", "吴江")),
        ("记者 周海 通讯员 吴江", ("周海", "吴江")),
        ("周海_NF5982", ("周海",)),
        ("周海翻攝", ("周海",)),
        ("石泉融媒", ("石泉融媒",)),
        ("安康文旅", ("安康文旅",)),
        ("周海摄", ("周海",)),
        ("管理员", ()),
        ("风轻云淡", ("风轻云淡",)),
        ("青报 周海", ("周海",)),
        ("周海 台北報導", ("周海",)),
        ("欧阳明日", ("欧阳明日",)),
        ("周海，周海", ("周海",)),
        ("记者 周海 通讯员 吴江 分享到 微信 微博", ("周海", "吴江")),
        ("周海 青河大学公共管理学院教授", ("周海",)),
        ("周海 青河研究院农村所研究员 吴江", ("周海", "吴江")),
        ("周 海 青河大学教授 博士生导师 吴江 青河党校", ("周海", "吴江")),
        ("周海，青河局局长", ("周海",)),
        ("周海 王教授", ("周海", "王教授")),
        ("周海 青河大学课题组", ("周海", "青河大学课题组")),
        ("东街 青河大学教授", ("东街",)),
        ("青河县委改革办 周海、吴江", ("周海", "吴江")),
        ("青河党校 周海 吴江", ("周海", "吴江")),
        ("青河镇融媒体中心　周海", ("周海",)),
        ("青河党校、周海、吴江", ("青河党校", "周海", "吴江")),
        ("青河县课题组 周海 吴江", ("青河县课题组", "周海", "吴江")),
        ("青河县委改革办 周海 街长们", ("青河县委改革办", "周海", "街长们")),
        ("大路局 周海 吴江", ("大路局", "周海", "吴江")),
        ("周海吴江李文明摄影", ("周海", "吴江", "李文明")),
        ("周海明整理", ("周海明",)),
        ("周海撰文", ("周海",)),
        ("周海、吴江供圖", ("周海", "吴江")),
        ("李整理", ("李整理",)),  # a name
        ("周海（青河大学）、李文明等", ("周海", "李文明")),
        ("周海、李文明等5人", ("周海", "李文明")),
        ("周海、李文明等同志", ("周海", "李文明")),
    ],
)
def test_names(value: str, names: tuple[str, ...]) -> None:
    assert names_in(value) == names


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("周海", True),
        ("周海明", True),
        ("周海明月", False),
        ("欧阳明月", True),
        ("周", False),
        ("阿卜杜拉·买买提", True),
        ("青河日报", False),
        ("小编", False),
        ("周报", False),
    ],
)
def test_forms_of_a_name(text: str, is_one: bool) -> None:
    assert is_name(text) is is_one


def test_offices_and_glued_names() -> None:
    assert is_office("青河市委政法委课题组")
    assert not is_office("课题组")
    assert not is_office("青" * 28 + "课题组")
    assert glued_names("张公望朱明芬") == ("张公望", "朱明芬")
    assert glued_names("周海吴江") == ("周海", "吴江")
    assert glued_names("街长制改革") == ()


@pytest.mark.parametrize(
    ("line", "authors", "photographers", "publisher"),
    [
        ("□青河日报记者 周海 通讯员 吴江 文/图", ("周海", "吴江"), ("周海", "吴江"), "青河日报"),
        ("本报记者 周海", ("周海",), (), ""),
        ("记者周海霞通讯员李晓明王小波", ("周海霞", "李晓明", "王小波"), (), ""),
        ("青河日报记者吴江特约通讯员周海", ("吴江", "周海"), (), "青河日报"),
        ("记者周海霞摄影李晓明", ("周海霞",), ("李晓明",), ""),
        ("周海（青河大学）、吴江（研究院）", ("周海", "吴江"), (), ""),
        ("【新春走基层】本报记者 周海", ("周海",), (), ""),
        ("青报·街长新闻记者 周海", ("周海",), (), "青报·街长新闻"),
        ("〔記者周海／青河報導〕", ("周海",), (), ""),
        ("青河市委课题组", ("青河市委课题组",), (), ""),
        ("山间一叟/文", ("山间一叟",), (), ""),
    ],
)
def test_bylines(
    line: str, authors: tuple[str, ...], photographers: tuple[str, ...], publisher: str
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.photographers, byline.publisher) == (
        authors,
        photographers,
        publisher,
    )


@pytest.mark.parametrize(
    "line", ["周海说要改。", "《周海》", "街长制的与和课题组", "改", "周" * 91]
)
def test_no_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("青河日报(成都) 举报", "青河日报"),
        ("青河縣政府交通局 - 新聞稿", "青河縣政府交通局"),
        ("青河縣新聞稿", "青河縣新聞稿"),
        ("[青河日报]", "青河日报"),
        ("《青河日报》2024年05月06日", "青河日报"),
        ("中国治理2020年05期,第20-25页", "中国治理"),
        ("青河网20240506", "青河网"),
        ("青河网分享", "青河网"),
        ("“青河日报”", "青河日报"),
        ("青河日报 分享到微博", "青河日报"),
        ("青河日报 下载青河客户端", "青河日报"),
        ("青河新闻网 河口网", "青河新闻网"),
        ("网络", ""),
        ("青" * 31, ""),
        ("青" * 30, "青" * 30),
    ],
)
def test_publishers(value: str, want: str) -> None:
    assert clean_publisher(value)[0] == want


def test_forms_of_a_publisher() -> None:
    assert is_publisher("青河日报")
    assert not is_publisher("青河的街")
    assert not is_publisher("网络")
    assert is_publisher("青" * 18 + "日报")
    assert not is_publisher("青" * 19 + "日报")
    assert not is_publisher("青政发〔2017〕12号")


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("21", "2024年02月", "2024-02-21"),
        ("2024-02", "21", "2024-02-21"),
        ("02-21", "2024", "2024-02-21"),
        ("２１", "２０２４．０２", "2024-02-21"),
        ("31", "2024年02月", ""),
        ("21", "2024", ""),
        ("第21期", "2024年02月", ""),
        ("21 " + " " * 13, "2024年02月", "2024-02-21"),
        ("21 " + " " * 14, "2024年02月", ""),
    ],
)
def test_a_day_in_two_lines(first: str, second: str, day: str) -> None:
    assert join_date(first, second) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-30T02:05:00Z", "2024-07-30T10:05+08:00"),
        ("2024-07-30T10:05:00+08:00", "2024-07-30T10:05+08:00"),
        ("1722305100", "2024-07-30T10:05+08:00"),
        ("1722305100000", "2024-07-30T10:05+08:00"),
        ("20240730", "2024-07-30"),
        ("202407301005", "2024-07-30T10:05+08:00"),
        ("2024年7月30日", "2024-07-30"),
        ("昨天", ""),
        ("20241330", ""),
        ("2024-02-31T10:05:00Z", ""),
    ],
)
def test_days_of_meta(text: str, day: str) -> None:
    assert from_meta(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.cn/2024/0730/c1-1.html", "2024-07-30"),
        ("https://a.cn/2024-07/30/x.html", "2024-07-30"),
        ("https://a.cn/t20240730_1.html", "2024-07-30"),
        ("https://a.cn/n/123456.html", ""),
        ("", ""),
    ],
)
def test_days_of_addresses(url: str, day: str) -> None:
    assert from_url(url) == day


# ---------------------------------------------------------------- scripts and markup


def test_meta_goes_before_linked_data_and_scripts() -> None:
    linked = '<script type="application/ld+json">{"datePublished": "2024-02-02"}</script>'
    script = '<script>var pubDate = "2024-03-03 10:00";</script>'
    meta = '<meta name="pubdate" content="2024-01-01">'
    assert facts(meta + linked + script).published == "2024-01-01"
    assert facts(linked + script).published == "2024-02-02"
    assert facts(script).published == "2024-03-03 10:00"
    assert facts('<meta name="pubdate" content="昨天">' + script).published == "2024-03-03 10:00"


def test_data_of_a_program_gives_day_and_source() -> None:
    data = '{"props": {"item": {"publishTime": "2024-05-06 10:00", "source": "青河日报"}}}'
    made = facts(f'<script id="__NEXT_DATA__" type="application/json">{data}</script>')
    assert (made.published, made.publisher) == ("2024-05-06 10:00", "青河日报")


@pytest.mark.parametrize(
    ("source", "publisher"),
    [("青报", "青报"), ("青", ""), ("青" * 30, "青" * 30), ("青" * 31, ""), ("a.cn/青报", "")],
)
def test_the_source_of_a_program_is_a_name(source: str, publisher: str) -> None:
    data = f'{{"source": "{source}"}}'
    assert facts(f'<script type="application/json">{data}</script>').publisher == publisher


def test_organisations_of_linked_data() -> None:
    entry = '{"@graph": [{"provider": {"@type": "Organization", "name": "青河日报"}}]}'
    assert facts(f'<script type="application/ld+json">{entry}</script>').publisher == "青河日报"
    person = '{"author": {"@type": "Person", "name": "周海"}}'
    assert facts(f'<script type="application/ld+json">{person}</script>').publisher == ""


def test_a_platform_is_no_publisher() -> None:
    assert facts('<meta property="og:site_name" content="网易号">').publisher == ""
    assert facts('<meta property="og:site_name" content="青河网">').publisher == "青河网"


def test_a_title_cut_at_a_quotation_mark_is_completed() -> None:
    whole = "青河推行“街长制”改革"
    made = facts(f'<meta property="og:title" content="青河推行“"><title>{whole}</title>')
    assert made.title == whole


@pytest.mark.parametrize(
    ("parts", "page", "title"),
    [
        (["推行街长制", "治好一条街"], "推行街长制 治好一条街-青河网", "推行街长制 治好一条街"),
        (["推行街长制", "治好一条街"], "推行街长制治好一条街", "推行街长制治好一条街"),
        (["全市推行街长制", "治好一条老街"], "青河网", "全市推行街长制 治好一条老街"),
        (["全市推行街长制", "治好一条街"], "青河网", "全市推行街长制治好一条街"),
        (["全市推行街长制的", "六百个日日夜夜"], "", "全市推行街长制的六百个日日夜夜"),
        (["街长制改革让老街", "的账本都能看懂"], "", "街长制改革让老街的账本都能看懂"),
        (["老街街巷治理一体", "化的六百个日夜"], "", "老街街巷治理一体化的六百个日夜"),
        (["关于全市推行街长制", "治理工作的意见"], "", "关于全市推行街长制治理工作的意见"),
        (["青河市人民政府", "关于推行街长制的意见"], "", "青河市人民政府关于推行街长制的意见"),
        (["推行“街长制”", "治好一条街"], "青河网", "推行“街长制” 治好一条街"),
        (['推行"街长制"', "治好一条街"], "青河网", '推行"街长制" 治好一条街'),
    ],
)
def test_lines_of_a_title(parts: list[str], page: str, title: str) -> None:
    assert joined_title(parts, page) == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("成文日期：2023-04-28 发布日期：2023-05-06", "2023-05-06"),
        ("更新日期：2023-08-01 发布日期：2023-05-06 来源：青河发布", "2023-05-06"),
        ("更新時間：2023-08-01 成文日期：2023-04-28", "2023-04-28"),
        ("发布日期：2023-05-06 成文日期：2023-04-28", "2023-05-06"),
        ("最後更新：2023-08-01", "2023-08-01"),
    ],
)
def test_of_several_days_that_of_publishing_is_read(line: str, day: str) -> None:
    assert read_line(line)[0].published == day
    assert is_masthead_line(line)


def test_the_day_of_publishing_goes_before_others_on_lines_above_it() -> None:
    written, published, changed = (
        read_line(f"{label}：2023-0{month}-01")[0]
        for month, label in ((4, "成文日期"), (5, "发布日期"), (8, "更新日期"))
    )
    assert written.filled_by(published).published == published.published
    assert published.filled_by(written).published == published.published
    assert changed.filled_by(written).published == written.published
    assert changed.filled_by(Masthead()) == changed


@pytest.mark.parametrize(
    ("bracket", "authors"),
    [
        ("（周海明李晓文）", ("周海明", "李晓文")),
        ("（记者周海明李晓文）", ("周海明", "李晓文")),
        ("（欧阳明李晓文）", ("欧阳明", "李晓文")),
        ("（周海明李文）", ()),  # who has two characters is open
        ("（高度重视项目）", ()),
    ],
)
def test_two_names_of_three_characters_need_nothing_between_them(
    bracket: str, authors: tuple[str, ...]
) -> None:
    assert read_lead((f"青河网青河7月25日电 {bracket}{TEXT}",)).authors == authors
