"""What a site prints of the page beside a saved text, text printed twice, and what is reported."""

from __future__ import annotations

import pytest

from casebook import Cleaned, clean_bytes
from casebook.problems import Code

TITLE = "旧粮站飘出饭菜香"
FACTS = "2023-05-18 来源：青河日报 记者：周海"
TEXT = (
    "青河县去年把村口的旧粮站改成了便民食堂，六十岁以上的老人一餐付三元。",
    "食堂由村集体出房子，县民政局补贴灶具，镇里的餐饮合作社派厨师掌勺，账目每月贴在门口。",
    "“以前中午就啃馒头，现在有热汤热菜。”七十八岁的陈桂兰说，她每天十一点半准时来排队。",
    "半年下来，食堂平均每天接待九十二人，收支大体相抵，邻近的三个村也来参观，打算照着办。",
)
OTHER = "南岭隧道提前三天贯通，施工队连夜清运石渣，预计国庆前通车，届时到省城只要两小时。"
NEWS = "本报讯（记者王立民）南岭隧道提前三天贯通，施工队连夜清运石渣，预计国庆前通车..."


def cleaned(
    above: tuple[str, ...] = (), below: tuple[str, ...] = (), text: tuple[str, ...] = TEXT
) -> Cleaned:
    """Clean a saved text with lines between its masthead and its first sentence, and below it."""
    page = "\n\n".join((TITLE, FACTS, *above, *text, *below))
    return clean_bytes(page.encode(), name="x.txt")


def beside(cleaned: Cleaned) -> tuple[str, ...]:
    """Return the kept lines that are neither title nor text."""
    return tuple(x.text for x in cleaned.kept if x.text != TITLE and x.text not in TEXT)


@pytest.mark.parametrize(
    ("below", "stay"),
    [
        # A count in brackets, or of nothing.
        (("(12)",), ()),
        (("收藏（0）",), ()),
        (("附件（2）",), ("附件（2）",)),
        # Labels of the page with its title or address; others lead to something else.
        (("本页网址：www.example.cn/a/1.html",), ()),
        (("转载请注明网址：http://example.cn/12",), ()),
        (("文章标题：旧粮站飘出饭菜香", "文章地址："), ()),
        (("报名网址：http://example.cn/12",), ("报名网址：http://example.cn/12",)),
        (("文章标题：南岭隧道贯通在即",), ("文章标题：南岭隧道贯通在即",)),
        # A rule with a word in it; one that heads a part stays.
        (("———— 分割线 ————",), ()),
        (("----背景----",), ("----背景----",)),
        # Words of the text, a line for each: five of them.
        (("便民食堂", "旧粮站", "老人", "村集体", "合作社"), ()),
        (("便民食堂", "旧粮站", "老人", "村集体"), ("便民食堂", "旧粮站", "老人", "村集体")),
        (
            ("食堂如下：", "便民食堂", "旧粮站", "老人", "村集体", "合作社"),
            ("食堂如下：", "便民食堂", "旧粮站", "老人", "村集体", "合作社"),
        ),
        # Five accounts, most of them named as such.
        (("青河发布 柳州日报 云溪在线 江北频道 晚报网",), ()),
        (("青河发布 柳州日报 云溪在线 江北频道",), ("青河发布 柳州日报 云溪在线 江北频道",)),
        # A box of facts: two labels of a masthead with their values.
        (("- 撰稿人", "周海", "- 发布日期", "2023/05/18", "- 来源", "青河日报"), ()),
        # The fields of a form, beside furniture.
        (("- 姓名", "- 电话", "- 内容", "版权所有 青河网"), ()),
        (("- 姓名", "- 电话", "- 内容"), ("姓名", "电话", "内容")),
        # What heads nothing but furniture.
        (("发表看法", "返回顶部", "打印本页"), ()),
    ],
)
def test_what_a_site_prints_of_the_page_goes(below: tuple[str, ...], stay: tuple[str, ...]) -> None:
    done = cleaned(below=below)
    assert beside(done) == stay
    assert [x.text for x in done.kept if x.text in TEXT] == [*TEXT]


@pytest.mark.parametrize(
    ("below", "stay"),
    [
        (("推荐视频", OTHER), ()),
        (("新闻推荐", NEWS, OTHER), ()),
        (("热点图片", "最新专题", OTHER), ()),
        # Without the heading of a box it may be of the text; so may what has its words.
        ((OTHER,), (OTHER,)),
        (("下一步打算", OTHER), ("下一步打算", OTHER)),
    ],
)
def test_sentences_of_something_else_below_a_heading_of_links(
    below: tuple[str, ...], stay: tuple[str, ...]
) -> None:
    assert beside(cleaned(below=below)) == stay


@pytest.mark.parametrize(
    "line", ["预计阅读时间：3分钟", "本文约1200字，阅读需3分钟", "全文共 860 字", "·4 分鐘文章"]
)
def test_how_long_a_text_is_to_read(line: str) -> None:
    assert beside(cleaned((line,))) == ()
    assert beside(cleaned(("阅读时间由各村自定，一般是三十分钟。",))) != ()


def test_an_excerpt_of_several_lines_above_a_text_goes() -> None:
    cut = TEXT[1][:30]
    assert beside(cleaned((TEXT[0], cut))) == ()
    done = cleaned((f"简介：{TEXT[0]}{TEXT[1][:36]}...",))
    assert beside(done) == ()
    # A sentence of the text with another end is no excerpt.
    other = TEXT[0][:-3] + "五元，账目每月贴在食堂的门口，欢迎大家监督，有意见可以当面提出。"
    assert beside(cleaned((other,))) == (other,)


@pytest.mark.parametrize(
    ("line", "stay"),
    [
        ("老人们用餐的情景图老人们用餐的情景图", "老人们用餐的情景图"),
        ("老人们用餐的情景图 老人们用餐的情景图", "老人们用餐的情景图"),
        ("慢些走，慢些走，慢些走，慢些走，", "慢些走，慢些走，慢些走，慢些走，"),
        ("饭菜虽小情意重重。饭菜虽小情意重重。", "饭菜虽小情意重重。饭菜虽小情意重重。"),
    ],
)
def test_a_line_that_says_the_same_twice_is_halved(line: str, stay: str) -> None:
    done = cleaned(text=(*TEXT[:2], line, *TEXT[2:]))
    assert stay in beside(done)
    assert len(beside(done)) == 1


def test_a_sentence_right_below_itself_stands_once() -> None:
    shown = "食堂里的老人们正在排队打饭，墙上贴着本月的账目。"
    assert beside(cleaned((shown, shown))) == (shown,)
    apart = (TEXT[0], shown, TEXT[1], shown, *TEXT[2:])
    assert beside(cleaned(text=apart)) == (shown, shown)


def test_the_title_above_a_caption_is_the_text_of_a_picture() -> None:
    caption = "老人们在食堂用餐。（周海摄）"
    text = (*TEXT[:3], TITLE, caption, TEXT[3])
    assert [x.text for x in cleaned(text=text).kept].count(TITLE) == 1
    alone = (*TEXT[:3], TITLE, TEXT[3])
    # As a heading it stays: the title has eight characters, and nothing shows a picture.
    assert [x.text for x in cleaned(text=alone).kept].count(TITLE) == 2


def test_a_page_that_shows_its_tags_is_parted() -> None:
    shown = "".join(f'<p class="a">{line}</p> ' for line in TEXT[:3])
    done = cleaned(text=(shown, TEXT[3]))
    assert [x.text for x in done.kept if x.text in TEXT] == [*TEXT]
    once = f"模板里写着<p>{TEXT[0]}</p><p>二字</p>，大家看不懂。"
    assert once in beside(cleaned(text=(*TEXT, once)))


@pytest.mark.parametrize(
    ("above", "below", "named"),
    [
        (("冲绳月",), (), "冲绳月"),
        ((), ("石虎",), ""),  # the page may have been cut there
        ((), ("石虎", OTHER), ""),
        ((), ("申报房屋税 便利又安全",), "申报房屋税 便利又安全"),
        ((), ("联系人：赵长顺",), ""),
        ((), ("（完）",), ""),
    ],
)
def test_a_line_that_looks_like_the_site_is_reported(
    above: tuple[str, ...], below: tuple[str, ...], named: str
) -> None:
    long = (*TEXT, "村里的年轻人轮流当志愿者，给腿脚不便的九位老人送餐上门，路上不超过十分钟。")
    long = (*long, "今年春天又添了早餐，豆浆油条一元五角，剩下的饭菜交给养猪户，厨余一点也不浪费。")
    long = (*long, "县里把这种做法写进文件，准备每年选二十个村推广，资金由三级分担，年底公布结果。")
    problems = cleaned(above, below, long).problems
    told = [x.detail for x in problems if x.code is Code.LINES_OF_SITE]
    assert told == ([f"({named})"] if named else [])


@pytest.mark.parametrize(
    "line",
    [
        "12/10/2025",  # the tenth of December, or the twelfth of October
        "2021 / / 01/06",
        "2021 年 / 01-06",
    ],
)
def test_a_day_that_nobody_can_read_is_no_paragraph(line: str) -> None:
    done = cleaned((line,))
    assert not beside(done)
    assert done.article is not None
    assert done.article.sources[0].published == "2023-05-18"


@pytest.mark.parametrize(
    "facts",
    [
        "【發佈日期】2018-07-16 00:44:36 【我要列印】 【我要評論】",
        "【更新日期】2018-07-16 【打印】 【关闭】 【收藏】",
        "【日期】2018-07-16 00:44 【來源】青河日報 【字體 大 中 小】",
    ],
)
def test_labels_of_days_may_stand_in_brackets(facts: str) -> None:
    done = clean_bytes("\n\n".join((TITLE, facts, *TEXT)).encode(), name="x.txt")
    assert done.article is not None
    assert done.article.sources[0].published.startswith("2018-07-16")
    assert not beside(done)


@pytest.mark.parametrize(
    "below",
    [
        # Votes are counted, too.
        ("同意48票", "弃权票0"),
        # The address of an office beside its other ways.
        ("网址：www.example.cn", "地址：青河县人民路8号", "电话：0123-4567890"),
        # The data of a case have a day and a source.
        ("地点", "青河县石家堡", "时间", "2022年6月", "来源", "村集体自筹"),
        # The points of a list, and the same duty of two bodies.
        ("- 垂钓协会", "- 护水队", "- 宣讲团", "版权所有 青河网"),
        ("镇里的人", "- 每月查账", "- 组织试菜", "村里的人", "- 每月查账", "- 组织试菜"),
    ],
)
def test_what_a_text_ends_with_stays(below: tuple[str, ...]) -> None:
    text = {x.text for x in cleaned(below=below).kept}
    assert not [x for x in below if x.removeprefix("- ") not in text and "版权" not in x]


def test_fields_that_a_text_announces_are_its_own() -> None:
    fields = ("- 姓名", "- 日期", "- 问题")
    led = "食堂给每位老人发一张卡片，卡片上只有下面几栏。"
    assert len(beside(cleaned(below=(led, *fields, "版权所有 青河网")))) == 1 + len(fields)


@pytest.mark.parametrize("head", ["相关链接", "延伸阅读", "新闻链接"])
def test_a_box_that_explains_a_word_stays(head: str) -> None:
    assert OTHER in beside(cleaned(below=(head, OTHER)))
    assert NEWS not in beside(cleaned(below=(head, NEWS)))


@pytest.mark.parametrize("line", ["关注农村电网", "关注两会新闻"])
def test_headings_that_begin_as_buttons_do_stay(line: str) -> None:
    assert line in beside(cleaned(text=(*TEXT[:2], line, *TEXT[2:])))


def test_what_may_be_meant_twice_is_named() -> None:
    said = "老人吃好了，睡好了，儿女才能放心出门去打工挣钱。"
    other = "灶台一热，人心就热。"

    def named(*below: str) -> list[str]:
        alarms = cleaned(below=below).ledger.alarms
        return [x.text for x in alarms if x.text in {said, *TEXT}]

    # A refrain, and a part with the words of another one below its own heading.
    assert named(said, said, other) == [said]
    assert named("河口镇的食堂", *TEXT) == [TEXT[0]]
    shown = "老人们正在食堂排队打饭，志愿者在一旁端菜。"
    assert not named(shown, shown, other)


def test_tags_behind_words_are_of_the_text() -> None:
    line = f"课上的例子是<p>{TEXT[0]}</p><p>二字</p><p>三字</p>，大家一看就懂。"
    assert line in beside(cleaned(text=(*TEXT, line)))
