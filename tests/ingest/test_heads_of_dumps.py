"""The head of saved text: a title that stands alone, its place above it, whom it speaks with."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.clean.running import is_row_of_news
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.headings.title import is_placed_office
from casebook.library import dump
from casebook.problems import Code
from casebook.records import Article, Theme, block_texts

FIRST = "过去，村民修一条水渠要等两年，图纸改了又改，镇里决定换个办法。"
SECOND = "镇里让村民自己议、自己建，干部只管验收，三个月修好了十一条。"
THIRD = "两年下来，渠水到了每一块田，用水纠纷少了九成，亩产高了一成。"


def article_of(*lines: str) -> Article:
    made = clean_bytes("\n".join(lines).encode()).article
    assert made
    return made


@pytest.mark.parametrize("title", ["某县办证改革", "让信用卡住失信者", "某县山林抵押改革"])
def test_the_only_line_that_could_be_a_title_is_not_cut_for_a_word(title: str) -> None:
    made = article_of(title, "来源：青河网 2022-05-06", FIRST, "一、主要做法", SECOND)
    assert made.title == title


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (("村民议事修水渠",), "低息抵押 一天办证"),
        (("来源：青河网 2022-05-06",), "无抵押贷款 网上办证 加微信"),
    ],
)
def test_a_line_of_advertising_is_cut_beside_a_title_or_for_a_strong_word(
    above: tuple[str, ...], line: str
) -> None:
    made = clean_bytes("\n".join((line, *above, FIRST, SECOND, THIRD)).encode())
    assert line in {removal.text for removal in made.ledger.removals}


@pytest.mark.parametrize("place", ["青河县：", "青河省白水县:", "大桥镇："])
def test_the_place_above_a_title_is_a_part_of_it(place: str) -> None:
    made = article_of(place, "村民议事修水渠", "来源：青河网 2022-05-06", FIRST, SECOND)
    assert made.title == f"{place[:-1]}：村民议事修水渠"


def test_a_line_above_a_title_that_names_no_place_is_none_of_it() -> None:
    made = article_of("水利：", "村民议事修水渠", "来源：青河网 2022-05-06", FIRST, SECOND)
    assert made.title == "村民议事修水渠"


@pytest.mark.parametrize("line", ["访大桥镇党委书记 周海", "专访青河县水利局局长 周海"])
def test_who_is_spoken_with_is_no_writer(line: str) -> None:
    made = article_of("村民议事修水渠", "来源：青河网 2022-05-06", line, FIRST, SECOND)
    assert made.sources[0].authors == ()
    assert article_of("村民议事修水渠", "大桥镇党委书记 周海", FIRST).sources[0].authors == (
        "周海",
    )


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        (
            "（本报记者 周海 通讯员 吴江）《青河日报》2019年8月6日第3版",
            "青河日报",
            ("周海", "吴江"),
        ),
        ("（记者 周海） 青河日报 2019-08-06", "青河日报", ("周海",)),
        ("(通讯员 吴江、王立民)《青河周报》2019年8月6日", "青河周报", ("吴江", "王立民")),
    ],
)
def test_writers_in_brackets_may_stand_before_the_paper(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    said, left = read_line(line)
    assert (said.published, said.publisher, said.authors) == ("2019-08-06", publisher, authors)
    assert not left


def test_writers_before_a_text_with_a_day_are_no_masthead() -> None:
    assert read_line("（记者 周海）8月5日，青河县修成第一条水渠。")[0].is_empty


@pytest.mark.parametrize("head", ["背景", "引言：为什么要改", "缘起"])
def test_a_bare_heading_with_its_text_stands_beside_numbers_of_other_themes(head: str) -> None:
    made = article_of("村民议事修水渠", head, FIRST, "一、主要做法", SECOND, "二、取得成效", THIRD)
    themes = [section.theme for section in made.sections]
    assert themes == [Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS]


@pytest.mark.parametrize(
    "lines",
    [
        ("主要做法", SECOND, "一、村民自己议", FIRST, "二、干部来验收", THIRD),
        ("主要做法", SECOND, "一、取得成效", FIRST, "二、村民议", THIRD, "三、村民建", SECOND),
    ],
)
def test_a_bare_heading_stays_above_numbers_of_which_few_name_a_theme(
    lines: tuple[str, ...],
) -> None:
    made = article_of("村民议事修水渠", *lines)
    assert [section.heading for section in made.sections] == ["主要做法"]


DAY = "2022-05-06"


@pytest.mark.parametrize(
    ("lines", "people", "publisher"),
    [
        (("周海 特约撰稿人", DAY), (), ""),
        (("周海 青河县副县长", DAY), ("周海",), ""),
        (("周海 观察家", DAY), (), ""),
    ],
)
def test_what_stands_behind_a_name_above_the_day_is_no_account(
    lines: tuple[str, ...], people: tuple[str, ...], publisher: str
) -> None:
    source = article_of("村民议事修水渠", *lines, FIRST, SECOND).sources[0]
    assert (source.authors, source.publisher) == (people, publisher)


@pytest.mark.parametrize(
    ("line", "people", "publisher"),
    [
        ("【青河News/周海】", ("周海",), "青河News"),
        ("〔青河时报╱林大文〕", ("林大文",), "青河时报"),
        ("【修渠/周海】", (), ""),
    ],
)
def test_a_paper_and_its_writer_in_brackets(
    line: str, people: tuple[str, ...], publisher: str
) -> None:
    for lines in ((line, FIRST, SECOND), ("村民议事修水渠", line + FIRST, SECOND)):
        source = article_of(*lines).sources[0]
        assert (source.authors, source.publisher) == (people, publisher)


@pytest.mark.parametrize(
    ("tail", "others", "bare"),
    [
        ("-新华网", (), True),
        (" | 青河日报", (), True),
        ("_政务频道_青河网", (), True),
        ("_搜索教育_搜索网", (), True),
        ("_搜索教育天地园_搜索网", (), False),
        (" - 河口区人民政府", (), True),
        ("-青河在线", ("首页 > 青河在线 > 要闻",), True),
        ("-青河在线", (), False),
        ("-大桥镇试点", (), False),
        ("｜青河发布", (), True),
        ("_青河号·政务_青河新闻-Qinghe News", (), True),
        ("-Qinghe News", (), False),
        ("——青河日报", (), False),
    ],
)
def test_the_name_of_the_site_behind_a_title(
    tail: str, others: tuple[str, ...], *, bare: bool
) -> None:
    title = f"村民议事修水渠{tail}"
    made = article_of(title, *others, "2022-05-06 09:30", FIRST, SECOND, THIRD).title
    assert (made == "村民议事修水渠") is bare
    assert bare or made.startswith("村民议事修水渠" + tail[0])


@pytest.mark.parametrize(
    "line", ["周海①，吴江②", "周海①②，吴江①", "周 海1,2，吴 江1", "周海①、吴江①②"]
)
def test_the_numbers_of_institutions_behind_names(line: str) -> None:
    institutions = "（①临水大学公共管理学院，临水 310000；②青河县委党校，青河 310001）"
    made = article_of("村民议事修水渠", line, institutions, FIRST, SECOND)
    assert made.title == "村民议事修水渠"
    assert made.sources[0].authors == ("周海", "吴江")


@pytest.mark.parametrize("post", ["管理所副所长", "供水站站长", "党支部副书记", "护渠队队长"])
def test_a_writer_behind_a_post_below_the_masthead_is_no_title(post: str) -> None:
    line = f"青河县水务局大桥分局{post}  周小路"
    made = article_of("一组照片看修渠", "发布时间：2022-05-06", line, FIRST, SECOND)
    assert made.title == "一组照片看修渠"
    assert made.sources[0].authors == ("周小路",)


def test_a_caption_with_the_credit_of_its_picture_is_no_line_of_writers() -> None:
    line = "大桥村新修的水渠 记者周海 实习生吴江 摄"
    made = article_of("村民议事修水渠", "2022-05-06", line, FIRST, SECOND)
    assert made.sources[0].authors == ()
    texts = [text for block in made.sections[0].blocks for text in block_texts(block)]
    assert texts[:2] == ["大桥村新修的水渠", "记者周海 实习生吴江 摄"]


def test_a_day_from_which_something_holds_is_part_of_a_title() -> None:
    made = article_of("2025年1月1日起青河县一窗受理", FIRST, SECOND)
    assert (made.title, made.sources[0].published) == ("2025年1月1日起青河县一窗受理", "")


@pytest.mark.parametrize(
    ("line", "day"), [("2025 12/01 08:54:15", "2025-12-01T08:54+08:00"), ("2025 12/01", "")]
)
def test_the_year_apart_from_day_and_hour(line: str, day: str) -> None:
    assert article_of("村民议事修水渠", line, FIRST, SECOND).sources[0].published == day


def test_writers_are_read_below_the_long_lines_of_a_headline() -> None:
    long = "十五年久久为功，三百一十七个村庄的水渠得到有效整治——"
    lines = (
        long,
        long[:-2] + "（修渠记——新时代新作为新篇章）",
        f"本报青河5月6日电  (记者周海、吴江){FIRST}",
    )
    assert article_of(*lines, SECOND).sources[0].authors == ("周海", "吴江")


@pytest.mark.parametrize("names", ["李 艳通讯员 周海", "李艳 通讯员 周海"])
def test_a_post_glued_to_a_spaced_name(names: str) -> None:
    made = article_of("村民议事修水渠", f"本报讯（记者 {names}）{FIRST}", SECOND)
    assert made.sources[0].authors == ("李艳", "周海")


def test_a_name_above_an_abstract_is_that_of_the_writer() -> None:
    made = article_of("周 海", f"〔内容提要〕{FIRST}", SECOND, THIRD)
    assert made.sources[0].authors == ("周海",)
    assert made.title.startswith("〔内容提要〕")


@pytest.mark.parametrize(
    ("below", "people", "editors"),
    [
        (("见习记者 周小海 吴江",), ("周小海", "吴江"), ()),
        (("本报记者 周海", "本报通讯员 吴江"), ("周海", "吴江"), ()),
        (("作者：", "周海", "责任编辑：", "吴江"), ("周海",), ("吴江",)),
        (("［作者：周海］", "［责编：吴江］"), ("周海",), ("吴江",)),
        (("采写／摄影：周海", "［编辑：吴江］"), ("周海",), ("吴江",)),
    ],
)
def test_who_is_named_below_a_text_with_or_without_a_masthead(
    below: tuple[str, ...], people: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    for head in ((), ("2022-05-06",)):
        made = article_of("村民议事修水渠", *head, FIRST, SECOND, THIRD, *below)
        assert (made.sources[0].authors, made.sources[0].editors) == (people, editors), head
        texts = [text for block in made.sections[0].blocks for text in block_texts(block)]
        assert texts == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("word", ["人物", "对话人物", "访谈对象", "受访者"])
def test_who_is_presented_above_an_interview_heads_nothing(word: str) -> None:
    line = f"{word}：周海，青河县水利局局长"
    made = article_of("村民议事修水渠", "2022-05-06　来源：青河日报", line, FIRST, SECOND)
    assert [section.heading for section in made.sections] == [""]
    assert line in block_texts(made.sections[0].blocks[0])


@pytest.mark.parametrize(
    ("label", "both"),
    [
        ("撰文/供图", True),
        ("采写/摄影", True),
        ("撰文／摄影", True),
        ("文字、图片", True),
        ("供图", False),
    ],
)
def test_a_label_of_two_parts_names_who_wrote_and_took_the_pictures(
    label: str, *, both: bool
) -> None:
    made = article_of("村民议事修水渠", f"2022-05-06　{label}：周海　编辑：吴江", FIRST, SECOND)
    source = made.sources[0]
    assert source.photographers == ("周海",)
    assert source.authors == (("周海",) if both else ())
    assert source.editors == ("吴江",)


@pytest.mark.parametrize(
    ("line", "people", "publisher"),
    [
        ("©原创 2025-03-17 09:54 云上谷城", ("李小琪", "黄河"), "云上谷城"),
        ("2025-03-17 09:54 云上谷城", ("李小琪", "黄河"), ""),
        ("2025-03-17 09:54 周海吴小江", ("周海", "吴小江"), ""),
        ("2025-03-17 周海吴江", ("周海", "吴江"), ""),
    ],
)
def test_two_words_behind_an_hour_are_an_account(
    line: str, people: tuple[str, ...], publisher: str
) -> None:
    made = article_of("村民议事修水渠", line, FIRST, SECOND, THIRD, "通讯员：李小琪 黄河")
    assert (made.sources[0].authors, made.sources[0].publisher) == (people, publisher)


@pytest.mark.parametrize("labels", [("来源：",), ("作者:", "来源:"), ("初审编辑：", "责任编辑：")])
def test_an_empty_label_does_not_take_the_title_below_it(labels: tuple[str, ...]) -> None:
    made = article_of(*labels, "青河县减少报销材料", FIRST, SECOND, THIRD)
    assert (made.title, made.sources[0].publisher) == ("青河县减少报销材料", "")
    texts = [text for block in made.sections[0].blocks for text in block_texts(block)]
    assert texts == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("value", ["青河日报", "青河县医疗保障局"])
def test_a_label_takes_what_is_named_as_its_values_are(value: str) -> None:
    assert article_of("来源：", value, FIRST, SECOND, THIRD).sources[0].publisher == value


@pytest.mark.parametrize(
    ("line", "leaves"),
    [
        ("更新于 2天前 • 发布于 09月14日04:21 • 青河电台", True),
        ("3天前 发布于 青河", True),
        ("2小时前更新 阅读 123", True),
        ("3天前", True),
        ("出版:更新:", True),
        ("三天前村里还没有水", False),
        ("2小时前村里还没有水", False),
    ],
)
def test_how_long_ago_a_post_was_made(line: str, *, leaves: bool) -> None:
    made = article_of("村民议事修水渠", line, FIRST, SECOND, THIRD)
    assert made.title == "村民议事修水渠"
    assert any(line in text for text in (made.subtitle, dump(made))) is not leaves


def test_the_institution_and_the_post_below_a_writer_are_of_the_masthead() -> None:
    below = ("周海", "中国（青河）综合开发研究院", "区域发展研究所所长")
    made = article_of("村民议事修水渠", "2022-05-06 来源：青河日报", *below, FIRST, SECOND)
    assert made.sources[0].authors == ("周海",)
    texts = [text for block in made.sections[0].blocks for text in block_texts(block)]
    assert texts == [FIRST, SECOND]


@pytest.mark.parametrize("size", [119, 120])
def test_the_pages_before_and_after_below_a_text(size: int) -> None:
    line = f"上一篇：{'水' * size} 下一篇：{'渠' * 40}"
    made = article_of("村民议事修水渠", "2022-05-06 来源：青河日报", FIRST, SECOND, line)
    texts = [text for block in made.sections[0].blocks for text in block_texts(block)]
    assert (line in texts) is (size > 119)


def test_the_first_title_is_parted_from_the_report_on_its_line() -> None:
    report = f"本报讯（记者 周海）{FIRST}"
    made = clean_bytes(f"原标题：大桥镇修渠提速 首批完工 {report}\n{SECOND}\n{THIRD}".encode())
    assert made.article
    assert made.article.title == "大桥镇修渠提速 首批完工"
    assert Code.TITLE_IN_DOUBT in [problem.code for problem in made.problems]
    assert report in dump(made.article)
    whole = clean_bytes(f"原标题：大桥镇修渠提速 {FIRST}\n{SECOND}".encode()).article
    assert whole
    assert f"原标题：大桥镇修渠提速 {FIRST}" in dump(whole)


def test_an_office_that_wrote_a_text_may_stand_twice() -> None:
    office = "中共青河县委政法委课题组"
    made = article_of("修渠的调研报告", f"2023-01-08{office}", office, FIRST, SECOND, THIRD)
    assert made.sources[0].authors == (office,)
    assert office not in dump(made).split("---")[-1]


def test_the_whole_text_once_more_is_a_copy_though_it_is_one_sentence() -> None:
    long = FIRST[:-1] + "，" + SECOND
    made = article_of("村民议事修水渠", long, "相关报道：", long, "相关报道：")
    assert dump(made).count(FIRST[:-1]) == 1
    assert "相关报道" not in dump(made)


@pytest.mark.parametrize(
    ("above", "labels", "themes"),
    [
        ("主要举措：", ("改革成效：",), [Theme.MEASURES, Theme.RESULTS]),
        (
            "工作做法：",
            ("存在问题：", "取得成效："),
            [Theme.MEASURES, Theme.BACKGROUND, Theme.RESULTS],
        ),
        # the same theme, the same label twice, a heading without a colon
        ("主要举措：", ("主要做法：",), [Theme.MEASURES]),
        ("主要举措：", ("成效：", "成效："), [Theme.MEASURES]),
        ("主要举措", ("改革成效：",), [Theme.MEASURES]),
    ],
)
def test_a_label_before_its_text_stands_beside_one_above_a_list(
    above: str, labels: tuple[str, ...], themes: list[Theme]
) -> None:
    points = ("1、合并窗口。把九个窗口并成一个。", "2、公开时限。逾期的事都要问责。")
    after = (f"{label}{THIRD}" for label in labels)
    made = article_of("村民议事修水渠", "2022-05-06", FIRST, above, *points, *after)
    assert [section.theme for section in made.sections if section.heading] == themes


@pytest.mark.parametrize("lead", [True, False])
def test_question_and_answer_of_a_parliament_name_no_theme(*, lead: bool) -> None:
    above = "以下是今日在立法会会议上周海议员的提问和水务局局长吴江的书面答复：" if lead else FIRST
    made = article_of("立法会九题：修渠", above, "问题：", SECOND, "答复：", THIRD)
    assert (Theme.BACKGROUND in {section.theme for section in made.sections}) is not lead


@pytest.mark.parametrize("title", ["渠水归了谁", "村民议事修水渠 三个月通水"])
@pytest.mark.parametrize(
    "above",
    [
        ("青河日报", "2018年7月12日 第05版", "版面导航 上一期 下一期 返回目录"),
        ("青河县人民政府 要闻动态", "发布日期：2018-07-12 来源：青河县水利局"),
        ("青河市政府新聞稿", "發稿日期：112年8月21日"),
        ("村务通报", "第7期（总第31期）", "青河县委办公室 2018年7月12日"),
        ("今天是2018年7月12日 星期四 青河 晴 26-34℃",),
        ("热门搜索：水渠 医保 春耕",),
    ],
)
def test_a_title_stands_below_what_the_site_has_above_all(
    above: tuple[str, ...], title: str
) -> None:
    day = () if len(above) > 1 else ("2018-07-12 来源：青河县水利局",)
    made = article_of(*above, title, *day, FIRST, SECOND)
    assert (made.title, made.subtitle) == (title, "")


@pytest.mark.parametrize("label", ["标题", "题目", "題目"])
def test_the_label_of_a_title_is_none_of_it(label: str) -> None:
    assert (
        article_of(f"{label}：渠水归了谁", "来源：青河网 2022-05-06", FIRST).title == "渠水归了谁"
    )


@pytest.mark.parametrize(("above", "doubted"), [("大江东去", True), ("水渠两年", False)])
def test_a_line_below_a_title_that_says_nothing_of_the_text_stays_and_is_named(
    above: str, doubted: bool
) -> None:
    lines = (f"{above} {above} 关注", "春风吹又生", "2018-07-12 来源：青河网", FIRST, SECOND, THIRD)
    made = clean_bytes("\n".join(lines).encode())
    named = [problem for problem in made.problems if problem.code is Code.TITLE_IN_DOUBT]
    assert ["春风吹又生" in problem.detail for problem in named] == [True] * doubted
    assert any(line.text == "春风吹又生" for line in made.kept) is doubted


def test_labels_below_a_title_are_not_joined_to_it_in_a_wrapped_text() -> None:
    wrapped = (
        "  过去，村民修一条水渠要等两年，图纸改了又改，镇里决定",
        "换个办法，让村民自己议自己建，干部只管验收和付钱，三个",
        "月修好了十一条水渠，渠水到了每一块田，用水纠纷少了九成",
        "，亩产高了一成。",
    )
    title = "标题: 青河县村民议事修水渠 三个月修好十一条渠"
    made = article_of(title, "时间: 2020/4/9 10:12:55", "出处: 青河网", *wrapped)
    assert title.endswith(made.title)
    assert made.sources[0].published == "2020-04-09T10:12+08:00"


@pytest.mark.parametrize(
    "mark", ["青河网讯", "青河日报讯（记者周海）", "新华社青河5月6日电（记者 周海）"]
)
def test_the_mark_of_a_dispatch_on_its_own_line_is_joined_to_the_report(mark: str) -> None:
    made = article_of("村民议事修水渠", mark, FIRST, SECOND)
    gap = "" if mark.endswith("）") else " "
    assert next(iter(block_texts(made.sections[0].blocks[0]))) == f"{mark}{gap}{FIRST}"
    assert made.title == "村民议事修水渠"


@pytest.mark.parametrize("line", ["青河资讯", "村民通电", "本报讯员"])
def test_what_only_ends_like_the_mark_of_a_dispatch_is_none(line: str) -> None:
    made = clean_bytes(f"村民议事修水渠\n{line}\n{FIRST}\n{SECOND}".encode())
    assert not any(repair.reason.endswith("joined to its report") for repair in made.ledger.repairs)


def test_a_site_names_itself_before_its_report() -> None:
    assert (
        article_of("村民议事修水渠", f"青河网讯 {FIRST}", SECOND).sources[0].publisher == "青河网"
    )
    assert not article_of("村民议事修水渠", f"青河讯 {FIRST}", SECOND).sources[0].publisher


@pytest.mark.parametrize("day", ["2023年6月15日", "（二〇二三年六月）", "2023年6月"])
@pytest.mark.parametrize(
    ("line", "writers"),
    [("青河县水利局", ()), ("中共青河县委政策研究室", ()), ("青河县水利局 周海", ("周海",))],
)
def test_an_office_right_above_the_day_heads_its_report(
    line: str, writers: tuple[str, ...], day: str
) -> None:
    made = article_of("村民议事修水渠", line, day, FIRST, SECOND)
    source = made.sources[0]
    assert (made.title, made.subtitle) == ("村民议事修水渠", "")
    assert (source.publisher, source.authors) == (line.split(maxsplit=1)[0], writers)
    assert source.published[:7] == "2023-06"
    assert not made.sections[0].heading


def test_an_office_without_a_line_that_could_be_the_title_above_it_is_no_publisher() -> None:
    made = clean_bytes(f"青河县水利局\n2023年6月15日\n{FIRST}\n{SECOND}".encode())
    assert made.article
    assert not made.article.sources[0].publisher
    assert Code.TITLE_IN_DOUBT in {problem.code for problem in made.problems}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Winnie 編輯發佈、首次上稿 2023-4-7 16:53:29 | 瀏覽 204", "2023-04-07T16:53+08:00"),
        ("首次上架：2023/04/09 最後更新：2023/05/02", "2023-04-09"),
        ("更新 2023-4-7", "2023-04-07"),
        ("更新 2023 項", ""),
    ],
)
def test_the_day_of_a_label_without_its_colon(line: str, day: str) -> None:
    assert read_line(line)[0].published == day


INDEX = ("索引号：QH0-118", "发布机构：青河县水利局", "发布日期：2023-06-15")


@pytest.mark.parametrize("label", ["名称", "信息名称", "公文标题"])
def test_a_table_of_what_is_filed_names_the_title(label: str) -> None:
    rows = (*INDEX[:1], f"{label}：镇里让村民自己修水渠", *INDEX[1:])
    made = article_of(*rows, FIRST, SECOND)
    assert (made.title, made.sources[0].published) == ("镇里让村民自己修水渠", "2023-06-15")


@pytest.mark.parametrize(
    "rows",
    [
        (*INDEX[:2], "名称：大江东去浪淘尽"),
        (*INDEX[:1], "名称：镇里让村民自己修水渠"),
        (*INDEX[:2], "名称：镇里让村民自己修水渠", "村民议事修水渠"),
    ],
)
def test_a_row_with_a_name_is_no_title_with_one_sign(rows: tuple[str, ...]) -> None:
    made = article_of(*rows, FIRST, SECOND)
    assert made.title != "镇里让村民自己修水渠"


@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        ("村民的水村民自己管 村民的事村民自己议", "镇里让村民修十一条水渠", True),
        ("让村民自己议，让村民自己建！", "镇里让村民修十一条水渠", True),
        ("镇里让村民自己修水渠 干部只管验收", "青河两年", False),
        ("镇里让村民自己修水渠", "三个月修好十一条水渠", True),
        ("镇里让村民自己修水渠", "青河的旧事", False),
    ],
)
def test_two_clauses_above_a_line_that_says_more_leave_the_title_in_doubt(
    first: str, second: str, *, doubted: bool
) -> None:
    lines = (first, second, "2018-07-12 来源：青河网", FIRST, SECOND, THIRD)
    made = clean_bytes("\n".join(lines).encode())
    named = [problem for problem in made.problems if problem.code is Code.TITLE_IN_DOUBT]
    assert [second in problem.detail for problem in named] == [True] * doubted


@pytest.mark.parametrize("line", ["已认证", "+关注", "关注TA", "已收藏"])
def test_rows_of_buttons_of_a_post_leave(line: str) -> None:
    made = clean_bytes(f"村民议事修水渠\n2018-07-12 18:30\n{line}\n{FIRST}\n{SECOND}".encode())
    assert line in {removal.text for removal in made.ledger.removals}


@pytest.mark.parametrize("verb", ["包括", "有", "包含"])
def test_a_lead_in_is_no_heading(verb: str) -> None:
    made = article_of(
        "村民议事修水渠", "2018-07-12 来源：青河网", FIRST, f"主要措施{verb}：", SECOND, THIRD
    )
    assert not any(section.heading for section in made.sections)


def test_a_space_that_was_lost_before_a_label_parts_a_masthead() -> None:
    line = "2025-08-07 09:49:52?作者:周海?來源:青河日報  責任編輯:吴江   我來說兩句"
    source = article_of("村民议事修水渠", line, FIRST, SECOND).sources[0]
    assert (source.published, source.publisher) == ("2025-08-07T09:49+08:00", "青河日報")
    assert (source.authors, source.editors) == (("周海",), ("吴江",))


def test_a_question_before_a_label_is_no_masthead() -> None:
    assert not is_masthead_line("水渠归谁管？来源:青河日报")


def test_whom_to_ask_is_no_title() -> None:
    made = article_of("村民议事修水渠", "新聞連絡人：水利課林小美圖/文：陳怡", FIRST, SECOND)
    assert made.title == "村民议事修水渠"


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("青河县水利局", True),
        ("青河縣政府文化觀光處", True),
        ("省长访青河县便民中心", False),
    ],
)
def test_an_office_that_is_visited_is_no_office_alone(line: str, *, office: bool) -> None:
    assert is_placed_office(line) is office


STAGES = (
    "第一阶段（2022-03-01）",
    "摸底登记→村民申请→公示",
    "第二阶段（2022-06-15）",
    "达标率 35%→92%",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("受理 → 初审 → 发证", "核税 → 缴费 → 归档", "抵押登记 20天→5天", "所需材料 18件 → 6件"),
        STAGES,
        ("上报位置→派单→处置→反馈", "核税 → 缴费 → 归档"),
        ("一、流程", "村民申请 > 村里公示 > 镇里审核", "二、时限（2022-06-15）", "达标率 > 80%"),
    ],
)
def test_steps_and_stages_of_a_text_of_short_lines_stay(lines: tuple[str, ...]) -> None:
    last = "镇里每季度公布一次台账，接受群众查看"
    made = article_of("石桥镇改厕工作台账", "来源：石桥镇人民政府", "2022年11月", *lines, last)
    text = [x for part in made.sections for b in part.blocks for x in block_texts(b)]
    heads = [part.heading for part in made.sections]
    assert [line for line in lines if line not in {*text, *heads}] == []
    assert (made.sources[0].channel, made.sources[0].published) == ("", "2022-11")


@pytest.mark.parametrize(
    ("above", "channel"),
    [
        (("首页 > 镇村动态", "村民议事修水渠", "2022-05-06"), "镇村动态"),
        (("镇村动态 > 石桥", "村民议事修水渠", "2022-05-06"), "石桥"),
        (("村民议事修水渠", "当前位置：首页→镇村动态→正文", "2022-05-06"), "镇村动态"),
        (("村民议事修水渠", "镇村动态 > 石桥", "2022-05-06"), "石桥"),
        (("村民议事修水渠", "当前位置 → 镇村动态 → 石桥", "2022-05-06"), "石桥"),
        (("村民议事修水渠", "2022-05-06", "发现 > 上报 > 派单 > 处置"), ""),
        (("村民议事修水渠", "2022-05-06", "区政府→街道办公室"), ""),
    ],
)
def test_a_breadcrumb_says_so_or_stands_above_the_day(above: tuple[str, ...], channel: str) -> None:
    made = article_of(*above, FIRST, SECOND, THIRD)
    assert (made.title, made.sources[0].channel) == ("村民议事修水渠", channel)
    assert made.sources[0].published == "2022-05-06"


@pytest.mark.parametrize(
    "days", [("镇村动态 2022-05-06",), ("Day: 2022-05-06", "Seen: 2022-05-06")]
)
def test_a_day_alone_beside_other_words_is_that_of_publishing(days: tuple[str, ...]) -> None:
    made = article_of("村民议事修水渠", *days, FIRST, SECOND, THIRD)
    assert made.sources[0].published == "2022-05-06"


def test_three_headlines_in_a_line_are_a_row_of_news() -> None:
    assert is_row_of_news("夜市开张！ 老街翻新！ 谁来扫雪？ 井盖换新")
    assert not is_row_of_news("夜市开张！ 老街翻新！ 井盖换新")
