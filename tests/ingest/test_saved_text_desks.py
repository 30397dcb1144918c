"""Saved text: desks, accounts, places and menus around it, and what is glued to its end."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, article_of, cleaned, paragraphs_of

from casebook.ingest.facts.dispatch_line import read_dispatch_line
from casebook.ingest.facts.end_credit import read_end_credit, read_lone_name
from casebook.ingest.facts.people import names_in
from casebook.text.dates import find_day

TITLE = "青河市推行街长制"
MASTHEAD = "来源：青河日报 2024-05-06"


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("【大成报/云林县报导】", "大成报", ()),
        ("【民生報／青河訊】", "民生報", ()),
        ("（施志遠 青河 青河中心站 報道）", "", ("施志遠",)),
        ("【本报记者李文青河报导】", "", ("李文",)),
        ("（青河新聞網記者王文海報導）", "青河新聞網", ("王文海",)),
    ],
)
def test_a_dispatch_line_above_the_text_gives_paper_and_writer(
    line: str, publisher: str, authors: tuple[str, ...]
) -> None:
    source = article_of(TITLE, line, ONE, TWO).sources[0]
    assert (source.publisher, source.authors) == (publisher, authors)
    assert paragraphs_of(TITLE, line, ONE, TWO) == [ONE, TWO]


@pytest.mark.parametrize(
    "line", ["【青河/街长报导】", "（周海 青河 报道）街长说", "【街长的报导】"]
)
def test_other_brackets_are_no_dispatch_lines(line: str) -> None:
    assert read_dispatch_line(line) is None


@pytest.mark.parametrize("mark", ["●", "● ", "□ ", "■ "])
def test_an_office_behind_a_mark_below_the_title_writes(mark: str) -> None:
    article = article_of(TITLE, f"{mark}青河市委编办", ONE, TWO)
    assert article.sources[0].authors == ("青河市委编办",)
    assert paragraphs_of(TITLE, f"{mark}青河市委编办", ONE, TWO) == [ONE, TWO]


def test_of_several_points_an_office_is_one() -> None:
    said = paragraphs_of(TITLE, "● 青河市委编办", "● 青河市委改革办", ONE, TWO)
    assert said[:2] == ["青河市委编办", "青河市委改革办"]


def test_an_office_glued_behind_its_day_is_the_publisher() -> None:
    source = article_of(TITLE, "2023-01-08青河市委编办", ONE, TWO).sources[0]
    assert (source.publisher, source.published) == ("青河市委编办", "2023-01-08")


@pytest.mark.parametrize("account", ["hkxbwb", "user_01", "wenmi2020", "admin", "青河编辑"])
def test_accounts_are_no_writers(account: str) -> None:
    assert names_in(account) == ()


@pytest.mark.parametrize("name", ["Kevin", "Kevin Li", "周海", "ABC"])
def test_names_in_other_letters_are_writers(name: str) -> None:
    assert names_in(name) == (name,)


def test_an_account_behind_the_label_of_editors_leaves_with_it() -> None:
    assert paragraphs_of(TITLE, ONE, TWO, "责任编辑：hkxbwb") == [ONE, TWO]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("周海 枫林镇", ("周海",)),
        ("周海 李文 青河市", ("周海", "李文")),
        ("周海 他走遍了全镇", ("周海", "他走遍了全镇")),
    ],
)
def test_a_place_behind_a_writer_is_none(value: str, names: tuple[str, ...]) -> None:
    assert names_in(value) == names


@pytest.mark.parametrize(
    ("credit", "authors", "editors"),
    [
        ("（河口村第一书记周海）", ("周海",), ()),
        ("（林晓/文）", ("林晓",), ()),
        ("`（林晓/文）`", ("林晓",), ()),
        ("（青公宣）", ("青公宣",), ()),
        ("（周海） 网 编：李文 监 制：王立民", ("周海",), ("李文", "王立民")),
        ("编辑：李文", (), ("李文",)),
    ],
)
def test_a_credit_behind_the_last_sentence_is_read_and_leaves_it(
    credit: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    found = read_end_credit(ONE + credit)
    assert found is not None
    assert (found[0], found[1].authors, found[1].editors) == (len(ONE), authors, editors)


@pytest.mark.parametrize(
    "end",
    [
        "“街面干净了。”（河口村第一书记周海）",  # who said it
        "周海做得好。（河口村第一书记周海）",  # the text tells of him
        "街长都来了。（河口村便民服务点）",
        "街长都来了。办法：一起商量",
    ],
)
def test_other_ends_of_a_text_are_no_credit(end: str) -> None:
    assert read_end_credit(ONE + end) is None


@pytest.mark.parametrize(
    ("name", "read"), [("许精海", True), ("令狐冉", True), ("石桥村", False), ("高质量", False)]
)
def test_an_unknown_name_in_brackets_ends_a_text_of_some_length(name: str, *, read: bool) -> None:
    found = read_lone_name([ONE * 5, f"{TWO}（{name}）"])
    assert (found is not None) == read


@pytest.mark.parametrize(
    ("name", "size", "read"),
    [("罗雪梅", 120, True), ("罗雪梅", 119, False), ("张建设", 200, True), ("张建设", 199, False)],
)
def test_a_name_in_brackets_needs_less_text_where_it_is_known(
    name: str, size: int, *, read: bool
) -> None:
    end = f"。（{name}）"
    assert (read_lone_name(["街" * (size - len(end)) + end]) is not None) == read


def test_who_took_the_pictures_of_a_text_without_a_day_is_named() -> None:
    source = article_of(TITLE, "周海明 李文杰 摄影", ONE, TWO).sources[0]
    assert (source.authors, source.photographers) == ((), ("周海明", "李文杰"))


@pytest.mark.parametrize(
    ("desk", "publisher", "authors"),
    [
        ("【青河报／石桥县报道】", "青河报", ()),
        ("（周海明 青河 青河中心站 报道）", "", ("周海明",)),
    ],
)
def test_a_desk_in_front_of_the_first_sentence(
    desk: str, publisher: str, authors: tuple[str, ...]
) -> None:
    source = article_of(TITLE, desk + ONE, TWO).sources[0]
    assert (source.publisher, source.authors) == (publisher, authors)


@pytest.mark.parametrize("line", ["陈皮／新会", "万里行 报道"])
def test_goods_and_columns_between_paragraphs_are_no_writers(line: str) -> None:
    assert paragraphs_of(TITLE, ONE, TWO, line, THREE) == [ONE, TWO, line, THREE]
    assert article_of(TITLE, ONE, TWO, line, THREE).sources[0].authors == ()


def test_a_writer_with_a_place_below_the_title_is_read() -> None:
    assert article_of(TITLE, "周海明／新竹", ONE, TWO).sources[0].authors == ("周海明",)


def test_names_alone_below_the_last_sentence_are_writers() -> None:
    article = article_of(TITLE, ONE, TWO, "周海 李文 王立民")
    assert article.sources[0].authors == ("周海", "李文", "王立民")
    assert paragraphs_of(TITLE, ONE, TWO, "周海 李文 王立民") == [ONE, TWO]
    named = f"街长周海、李文说：{THREE}"
    assert paragraphs_of(TITLE, ONE, named, "周海 李文")[-1] == "周海 李文"


def test_a_source_right_above_the_writer_is_of_the_same_box() -> None:
    box = ("来源：青河时刻", "作者：周海", "编辑：李文")
    assert article_of(TITLE, ONE, TWO, *box).sources[0].publisher == "青河时刻"
    assert paragraphs_of(TITLE, ONE, TWO, *box) == [ONE, TWO]


def test_an_empty_label_beside_who_edited_leaves() -> None:
    assert paragraphs_of(TITLE, ONE, TWO, "来源：", "作者：周海", "编辑：李文") == [ONE, TWO]


@pytest.mark.parametrize(
    ("text", "day"),
    [("26-02-2024", "2024-02-26"), ("26.02.2024", "2024-02-26"), ("05-02-2024", "")],
)
def test_the_day_may_stand_first_where_it_can_be_no_month(text: str, day: str) -> None:
    found = find_day(text)
    assert (found.iso if found else "") == day


MENU = ("繁体", "简体", "头条", "港澳", "国际", "财经", "通说", "评论")


def test_words_of_a_menu_are_no_writers() -> None:
    page = (*MENU, TITLE, MASTHEAD, f"青河通讯社5月6日电 （记者 周海）{ONE}", TWO)
    assert article_of(*page).sources[0].authors == ("周海",)


def test_a_row_of_headlines_above_the_title_leaves() -> None:
    row = "新片《海风》今日上映！ 电竞椅开发商推出新品！ 毕业生就业排行公开！ 像素游戏重制版发售！"
    page = (row, "青河市街长制启动", ONE, TWO, THREE)
    assert (article_of(*page).title, paragraphs_of(*page)) == (page[1], [ONE, TWO, THREE])


def test_copies_of_the_subtitle_above_the_text_leave() -> None:
    again = ("——沿街商户推选六百名街长",) * 3
    assert paragraphs_of(TITLE, again[0], MASTHEAD, *again, ONE, TWO) == [ONE, TWO]


@pytest.mark.parametrize(
    ("kicker", "kept"),
    [
        ("沿街商户推选街长六百名——", True),
        ("安徽省合肥市肥西县", True),
        ("又是一年春来到——", False),  # says nothing of the text
    ],
)
def test_a_place_or_a_line_that_leads_on_is_a_kicker(kicker: str, *, kept: bool) -> None:
    article = article_of(kicker, "街长管街新招多", MASTHEAD, ONE, f"合肥市肥西县的{TWO}")
    assert (article.title, article.kicker) == ("街长管街新招多", kicker if kept else "")


@pytest.mark.parametrize(
    "prompt",
    [
        "（點擊閱讀全文）",
        "（点击图片查看大图）",
        "(轻触查看详情)",
        "（相關報導：鄰縣也學街長制）",
        "（相关报道:邻县也学街长制!请看",  # the page was cut within it
    ],
)
def test_what_a_site_sets_in_brackets_behind_a_sentence_leaves(prompt: str) -> None:
    done = cleaned(TITLE, MASTHEAD, ONE, TWO + prompt, THREE)
    assert paragraphs_of(TITLE, MASTHEAD, ONE, TWO + prompt, THREE)[1] == TWO
    assert any(prompt[1:9] in repair.before for repair in done.ledger.repairs)


@pytest.mark.parametrize("said", ["（点击率提高两成）", "（相关报道见诸报端）", "（点名表扬三人）"])
def test_other_brackets_behind_a_sentence_stay(said: str) -> None:
    assert paragraphs_of(TITLE, MASTHEAD, ONE, TWO + said, THREE)[1] == TWO + said


@pytest.mark.parametrize(
    "line",
    [
        "自殺防治諮詢安心專線：1995、1925",
        "如有情緒困擾，可撥打1925安心專線（24小時）或1995生命線",
        "喝酒不開車，開車不喝酒",
        "《青河社》提醒您：抽菸有害健康",
        "吸菸有害健康，戒菸專線0800-636363",
        "熱門賽事、球星動態不漏接",
    ],
)
def test_help_lines_and_warnings_below_a_text_leave(line: str) -> None:
    assert line not in paragraphs_of(TITLE, MASTHEAD, ONE, TWO, THREE, line)
    gone = cleaned(TITLE, MASTHEAD, ONE, TWO, THREE, line).ledger.removals
    assert line in [item.text for item in gone]


def test_what_tells_of_such_things_stays() -> None:
    told = "街长给每户发了卡片，上面写着安心专线1925，三个月里有二十户打过电话。"
    assert paragraphs_of(TITLE, MASTHEAD, ONE, told, TWO)[1] == told
