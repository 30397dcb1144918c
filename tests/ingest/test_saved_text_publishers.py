"""Who publishes a saved text that names several: by what each line says of it, else reported."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned

from casebook.ingest.facts.end_credit import read_lone_name
from casebook.ingest.facts.labels import BARE, SITE, SOURCE, TAKEN
from casebook.ingest.facts.masthead import Masthead, read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.posts import holder, without_post
from casebook.ingest.parse.article import rival_of

TITLE = "青河推行街长制"
DAY = "2024-05-06 09:12"


def publisher_of(head: tuple[str, ...], tail: tuple[str, ...] = (), first: str = ONE) -> str:
    return article_of(*head, first, TWO, THREE, *tail).sources[0].publisher


@pytest.mark.parametrize(
    ("head", "tail", "publisher"),
    [
        # from whom a text was taken goes before its source
        ((TITLE, f"{DAY} 来源：每日快看"), ("本文转自：青河日报",), "青河日报"),
        (("本文转自：青河日报", TITLE, f"{DAY} 来源：每日快看"), (), "青河日报"),
        # a source before a name without a label, a breadcrumb and a platform
        ((TITLE, f"{DAY} 发布：乡村网"), ("来源：青河日报",), "青河日报"),
        (("首页 > 青河在线 > 要闻", TITLE, DAY), ("来源：青河镇政府",), "青河镇政府"),
        ((TITLE, DAY, "来源：澎湃新闻·澎湃号·政务"), ("来源：青河县委改革办",), "青河县委改革办"),
        ((TITLE, DAY, "来源：澎湃新闻·澎湃号·政务"), (), "澎湃新闻·澎湃号·政务"),
        # a site that names itself gives way
        (
            ("青河在线 > 要闻 > 正文", TITLE, f"{DAY} 来源：青河在线"),
            ("来源：青河日报",),
            "青河日报",
        ),
        # the site above a title gives way to the paper alone below the text
        (("青河论坛", TITLE), ("东岭新闻报",), "东岭新闻报"),
        # who gave a text publishes where nobody else does
        ((TITLE, DAY), ("（青河县民政局供稿）",), "青河县民政局"),
        ((TITLE, f"{DAY} 来源：青河日报"), ("（青河县民政局供稿）",), "青河日报"),
        # without a colon, and with an account in quotation marks
        ((TITLE, DAY), ("转自青河日报",), "青河日报"),
        ((TITLE, DAY), ("稿件来源 青河县委办",), "青河县委办"),
        ((TITLE, DAY), ("来源：“青河水利”微信公众号",), "青河水利"),
        ((TITLE, DAY), ("转载自《青河改革》微信公众号",), "青河改革"),
        # the account alone above the day of a post
        ((TITLE, "青河日报乡村版", "2024-05-06 09:12:30"), (), "青河日报乡村版"),
        ((TITLE, "青河新闻", "2024-05-06 09:12:30"), (), "青河新闻"),
        ((TITLE, "新闻中心", "2024-05-06 09:12:30"), (), ""),
        ((TITLE, "青石一号", "2024-05-06 09:12:30"), (), ""),
        ((TITLE, "东岭号 发表于 2024-05-06 09:12 | 显示全部楼层"), (), ""),
        ((TITLE, "东岭号 发表于 2024-05-06 09:12"), (), "东岭号"),
        ((TITLE, f"{DAY} 来源：青河日报收集"), (), "青河日报"),
        (("青河文明网 东岭文明网", TITLE, DAY), (), ""),
        ((TITLE, "青河新闻", "2024-05-06"), (), ""),
    ],
)
def test_who_published(head: tuple[str, ...], tail: tuple[str, ...], publisher: str) -> None:
    assert publisher_of(head, tail) == publisher


@pytest.mark.parametrize(
    "line",
    [
        "部分内容来源：青河统计年鉴",
        "封面来源：青河视觉网",
        "视频来源：青河电视台",
        "信息来源：东岭镇石桥村文书周海明",
    ],
)
def test_what_is_no_source_of_the_text(line: str) -> None:
    assert publisher_of((TITLE, DAY), (line,)) == ""


@pytest.mark.parametrize(
    ("first", "publisher", "day", "authors"),
    [
        ("青河在线5月6日讯（周海明 通讯员 吴江）", "青河在线", "", ("周海明", "吴江")),
        (
            "【青元报2024年5月6日讯】（青元报记者周海明青河报道）",
            "青元报",
            "2024-05-06",
            ("周海明",),
        ),
        ("青河电视台报道（记者 周海明）", "青河电视台", "", ("周海明",)),
        ("青河网(青河日报网)讯（通讯员 周海明）", "青河网", "", ("周海明",)),
        ("本报东岭讯 通讯员 周海明 ", "", "", ("周海明",)),
        ("【記者周海明/高雄】", "", "", ("周海明",)),
    ],
)
def test_how_a_report_begins(
    first: str, publisher: str, day: str, authors: tuple[str, ...]
) -> None:
    source = article_of(TITLE, first + ONE, TWO, THREE).sources[0]
    assert (source.publisher, source.published, source.authors) == (publisher, day, authors)


def test_two_sources_are_reported() -> None:
    done = cleaned(TITLE, f"{DAY} 来源：每日快讯网", ONE, TWO, THREE, "来源：青河日报")
    assert done.article is not None
    assert done.article.sources[0].publisher == "每日快讯网"
    assert "(每日快讯网; 青河日报)" in [p.detail for p in done.problems if p.code.code == "P012"]


@pytest.mark.parametrize(
    ("one", "other", "rival"),
    [
        (("青河网", SOURCE), ("东岭日报", SOURCE), "东岭日报"),
        (("青河网", TAKEN), ("东岭日报", TAKEN), "东岭日报"),
        (("青河网", SOURCE), ("东岭日报", BARE), ""),
        (("青河网", BARE), ("东岭日报", BARE), ""),
        (("青河网", SITE), ("东岭日报", SITE), ""),
        (("青河日报", SOURCE), ("青河日报客户端", SOURCE), ""),
        (("市数据局", SOURCE), ("青河市数据资源局", SOURCE), ""),
        (("青河市数据资源局", SOURCE), ("市数据局", SOURCE), ""),
        (("", SOURCE), ("东岭日报", SOURCE), ""),
    ],
)
def test_rivals_are_of_one_rank(one: tuple[str, int], other: tuple[str, int], rival: str) -> None:
    first, second = (Masthead(publisher=name, publisher_rank=rank) for name, rank in (one, other))
    assert rival_of(first, second) == rival


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("文章日期：2024年5月6日", "2024-05-06"),
        ("稿件发布时间：2024-05-06 09:12", "2024-05-06T09:12+08:00"),
        ("刊出日期：113年5月6日", "2024-05-06"),
        ("發稿時間：113年5月6日9:12", "2024-05-06T09:12+08:00"),
        ("更新於 2024年05月06日09:12 • 發布於 2024年05月03日12:00", "2024-05-03T12:00+08:00"),
        ("活动时间：2024-05-06", ""),
    ],
)
def test_labels_of_days(line: str, day: str) -> None:
    assert read_line(line)[0].published == day


def test_a_day_of_a_visit_gives_way_to_a_label_without_a_year() -> None:
    lines = ("2026-01-31", TITLE, "日期：05-06", ONE, TWO, THREE)
    assert article_of(*lines).sources[0].published == ""
    same = ("2026-05-06", TITLE, "日期：05-06", ONE, TWO, THREE)
    assert article_of(*same).sources[0].published == "2026-05-06"


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("市委书记", ""),
        ("李副书记", ""),
        ("青河大学教授", ""),
        ("石桥村党支部书记周海明", "周海明"),
        ("主任吴江", "吴江"),
        ("王教授", "王教授"),
        ("方明青河大学经济学院教授", "方明青河大学经济学院教授"),
        ("周海明", "周海明"),
    ],
)
def test_a_post_is_no_writer(word: str, rest: str) -> None:
    assert without_post(word, is_name) == rest
    assert holder(word, is_name) == (rest if rest != word else "")


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("新闻·产经资讯", False),
        ("民生·基层观察", False),
        ("扎西·多吉", True),
        ("索南·旺堆", True),
        ("古丽·买买提", True),
        ("卡尔·马克思", True),
    ],
)
def test_a_column_with_a_dot_is_no_foreign_name(name: str, person: bool) -> None:
    assert is_name(name) is person


@pytest.mark.parametrize(
    ("head", "tail", "people"),
    [
        ((TITLE, f"{DAY} 作者：县长、县委副书记 来源：青河日报"), (), ()),
        ((TITLE, f"{DAY} 作者：乡村振兴 来源：青河日报"), (), ()),
        ((TITLE, f"{DAY} 作者：河边老树 来源：青河日报"), (), ("河边老树",)),
        ((TITLE, f"{DAY} 作者：周海明 录入：武夷青竹"), (), ("周海明",)),
        ((TITLE, f"{DAY} 作者：周海明 录入：吴江"), (), ("周海明", "吴江")),
        (("《青河之声》栏目官网", "首页 > 基层", TITLE, f"{DAY} 编辑：青河之声"), (), ()),
        ((TITLE, DAY), ("版权所有：青河网", "图片：周海明 技术支持：东岭公司"), ()),
        ((TITLE, DAY), ("图片：周海明", "版权所有：青河网"), ("周海明",)),
        (
            (TITLE, f"{DAY} 青河日报 周海明"),
            ("（青河日报记者 周海明 通讯员 吴江）",),
            ("周海明", "吴江"),
        ),
        ((TITLE, DAY), ("一审；周海明", "二审：吴江"), ("周海明", "吴江")),
        ((TITLE, "文ㅣ周海明 吴江"), (), ("周海明", "吴江")),
        ((TITLE, DAY, "采访及整理：本处主任 周海明"), (), ("周海明",)),
        ((TITLE, DAY, "文/周海明 Qinghe 记者"), (), ("周海明",)),
        ((TITLE, DAY, "发稿人：周海明 06-6322231#6082"), (), ("周海明",)),
        ((TITLE, DAY, "■记者 周海明 插画 吴江"), (), ("周海明",)),
        ((TITLE, DAY, "编辑：", "原标题：不收礼、不摆酒"), (), ()),
    ],
)
def test_who_wrote_and_edited(
    head: tuple[str, ...], tail: tuple[str, ...], people: tuple[str, ...]
) -> None:
    source = article_of(*head, ONE, TWO, THREE, *tail).sources[0]
    assert (*source.authors, *source.editors, *source.photographers) == people


def test_whose_portrait_stands_above_a_text_is_no_writer() -> None:
    speaks = TWO.replace("街长每天", "会长周海明表示，街长每天")
    assert article_of(TITLE, DAY, "周海明", ONE, speaks, THREE).sources[0].authors == ()
    assert article_of(TITLE, DAY, "周海明", ONE, TWO, THREE).sources[0].authors == ("周海明",)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        # the day of a page stands once
        ((TITLE, DAY, ONE, DAY, TWO, THREE), ()),
        ((TITLE, f"{DAY} 青河日报", ONE, TWO, THREE, "青河日报 |2024/05/06"), ()),
        # links below the editors, or with their text once more
        ((TITLE, ONE, TWO, THREE, "（责任编辑：周海明）", "• 青河手机报", "• 东岭微信"), ()),
        (
            (TITLE, DAY, ONE, TWO, THREE, "• 青河手机报", "青河手机报", "• 东岭微信", "东岭微信"),
            (),
        ),
        # between two lines of an imprint
        ((TITLE, ONE, TWO, THREE, "版权所有：青河网", "总编辑：周海明", "鄂ICP备12345678号"), ()),
        # a number of a picture; a telephone number, a figure in a column, a shorter number stay
        ((TITLE, ONE, "1045282", TWO, THREE), ()),
        ((TITLE, ONE, "12345", TWO, THREE), ("12345",)),
        ((TITLE, ONE, "1045282", "1045283", TWO, THREE), ("1045282", "1045283")),
        # words that stand for pictures
        ((TITLE, ONE, "照片", "照片", TWO, THREE), ()),
        ((TITLE, DAY, "关注青河日报", ONE, TWO, THREE), ()),
        ((TITLE, DAY, ONE, "打开青河新闻 查看精彩图片", TWO, THREE), ()),
    ],
)
def test_lines_of_the_site_leave(lines: tuple[str, ...], left: tuple[str, ...]) -> None:
    kept = [line.text for line in cleaned(*lines).kept]
    assert [text for text in kept if text not in {TITLE, ONE, TWO, THREE}] == list(left)


def test_the_name_of_the_site_above_a_title_leaves() -> None:
    report = f"青河新闻网讯 通讯员周海明 报道：{ONE}"
    kept = [line.text for line in cleaned("青河新闻网", "青河新闻网", TITLE, report, TWO).kept]
    assert kept[0] == TITLE


@pytest.mark.parametrize(
    "line", ["李青/文 王强/图", "李青 文/王强 图", "李青／文　王强／摄", "李青（文） 王强（图）"]
)
def test_a_role_behind_a_name_is_of_that_name(line: str) -> None:
    source = article_of(TITLE, line, ONE, TWO, THREE).sources[0]
    assert (source.authors, source.photographers) == (("李青",), ("王强",))


def test_where_it_cannot_be_told_whose_a_role_is_nobody_is_named() -> None:
    line = "李青 / 文 | 王强 / 图"
    source = article_of(TITLE, line, ONE, TWO, THREE).sources[0]
    assert not source.authors + source.photographers


@pytest.mark.parametrize(
    ("source", "publisher", "authors"),
    [
        ("來源：中央社　記者林小青／台北報導", "中央社", ("林小青",)),
        ("来源：青河日报 记者李青", "青河日报", ("李青",)),
        ("来源：青河日报 通讯员 李青 王强", "青河日报", ("李青", "王强")),
        ("来源：青河日报（记者 李青）", "青河日报", ("李青",)),
        ("来源：青河记者站", "青河记者站", ()),
    ],
)
def test_a_source_ends_before_the_post_of_its_reporter(
    source: str, publisher: str, authors: tuple[str, ...]
) -> None:
    said = article_of(TITLE, source, ONE, TWO, THREE).sources[0]
    assert (said.publisher, said.authors) == (publisher, authors)


@pytest.mark.parametrize("glued", [True, False])
def test_what_a_bracket_says_besides_its_credit_stays_in_brackets(glued: bool) -> None:
    tail = "（本文经受访者确认。责任编辑：李青）"
    below = (f"{THREE}{tail}",) if glued else (THREE, tail)
    made = cleaned(TITLE, DAY, ONE, TWO, *below)
    assert made.article is not None
    assert made.article.sources[0].editors == ("李青",)
    assert made.kept[-1].text.endswith("（本文经受访者确认。）")


@pytest.mark.parametrize(("name", "read"), [("周麟", True), ("柯语录", False)])
def test_behind_the_last_stop_only_a_person_of_the_dictionary_is_a_writer(
    name: str, read: bool
) -> None:
    found = read_lone_name([ONE, TWO, THREE, "村里的事情" * 40 + "。", f"办事快了。{name}"])
    assert (found is not None) is read


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("青河新闻网／综合报道", "青河新闻网", ()),
        ("青河新闻/综合报道", "青河新闻", ()),
        ("青河新闻／周海明报道", "青河新闻", ("周海明",)),
        ("（张佳琪报道）", "", ("张佳琪",)),
        ("生活中心／综合报道", "", ()),
        ("高标准报道", "", ()),
        ("长江日报报道", "", ()),
    ],
)
def test_a_paper_or_a_writer_with_the_word_that_it_reports(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    for above in ((DAY,), ()):
        said = article_of(TITLE, *above, line, ONE, TWO, THREE).sources[0]
        assert (said.publisher, said.authors) == (publisher, authors)


@pytest.mark.parametrize(
    ("behind", "parted"),
    [
        *(("[打印本页]", True), ("(列印)", True), ("[字号 大 中 小]", True), ("【分享】", True)),
        *(("（试行）", False), ("（三）", False), ("（图文）", False)),
    ],
)
def test_a_button_in_brackets_is_no_part_of_a_title(behind: str, parted: bool) -> None:
    title = "青河推行街长制让街面更有序"
    made = article_of(f"{title} {behind}", DAY, ONE, TWO, THREE)
    assert made.title == (title if parted else f"{title} {behind}")


@pytest.mark.parametrize(
    ("line", "published"), [("五月 6, 2023", "2023-05-06"), ("12 月 30, 2023", "2023-12-30")]
)
def test_the_day_of_a_blog_that_was_set_up_in_english(line: str, published: str) -> None:
    assert article_of(TITLE, line, ONE, TWO, THREE).sources[0].published == published


@pytest.mark.parametrize("line", ["IP属地：江苏", "IP屬地 浙江"])
def test_where_an_account_writes_from_is_no_publisher_and_no_text(line: str) -> None:
    made = cleaned(TITLE, line, DAY, ONE, TWO, THREE)
    assert made.article is not None
    assert made.article.sources[0].publisher == ""
    assert line not in [x.text for x in made.kept]
