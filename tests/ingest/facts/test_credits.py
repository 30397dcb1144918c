"""Lines of credits are read piece by piece, whatever their form."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.facts.credits import read_credits
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in, read_byline

TITLE = "河口镇推行田长制破解耕地管护难题"
TEXT = (
    "河口镇去年开始整治村庄环境，先从清理河道做起，再到修整道路和院落，村里的面貌变了样。",
    "镇里把每一块耕地落实到人，由田长每周巡查两次，发现问题当场记录，三天之内办结。",
    "一年下来，全镇复耕撂荒地三百多亩，外出的年轻人也回到了村里，日子一天比一天好。",
)


@pytest.mark.parametrize(
    ("line", "authors", "photographers", "editors"),
    [
        ("by  周海明", "周海明", "", ""),
        ("周海明、李文╱連線報導", "周海明 李文", "", ""),
        ("李文 高雄報導", "李文", "", ""),
        ("作者 周海明 李文", "周海明 李文", "", ""),
        ("撰文：周海明　攝影：李文", "周海明", "李文", ""),
        ("青河街道石桥社区 周海明供稿", "周海明", "", ""),
        ("圖/農業局提供、文/周海明", "周海明", "", ""),
        ("圖/李文、文/周海明", "周海明", "李文", ""),
        ("周海明／文　李文／圖", "周海明", "李文", ""),
        ("周海明 李文 文/图", "周海明 李文", "周海明 李文", ""),
        ("石桥街道 撰稿人:周海明 李文 初审:王立民", "周海明 李文", "", "王立民"),
        ("记者周海明、通讯员李文报道", "周海明 李文", "", ""),
        ("本刊记者｜周海明 发自成都", "周海明", "", ""),
        ("（作者：周海明 单位：青河县司法局）", "周海明", "", ""),
        ("记者 石 琦 通讯员 木晓琳", "石琦 木晓琳", "", ""),
    ],
)
def test_a_line_of_credits(line: str, authors: str, photographers: str, editors: str) -> None:
    said = read_credits(line)
    assert said is not None
    assert said.strong
    named = (said.authors, said.photographers, said.editors)
    assert tuple(map(" ".join, named)) == (authors, photographers, editors)


@pytest.mark.parametrize(
    "line",
    [
        "周海明：我的路",
        "周海 记者手记",
        "优秀党员：周海明 李文",
        "记者手记 山村夜话",
        "图/石桥村新貌",
        "作者 高山 流水 简介",
        "李文 周海明 摄",
        "正在分拣蔬菜的工人 青河晚报记者 周海明",
        "石桥村 杨家湾 李庄",
        "北京／上海",
        "文/图",
        "青河县财政局（盖章）",
        "青河日报周海明：河口镇这一年",
        "作者:周海明 李文来源青河日报",
        "华中 供稿",
        "单位：周海明",
        "编辑：周海明",
        "周海明 李文 吴江 报道",
        "木晓琳 供稿",
        "2024-05-06 文／周海明",
    ],
)
def test_anything_left_over_or_in_doubt_names_nobody(line: str) -> None:
    assert read_credits(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [("青河市人大常委会 周海明 李文", "周海明 李文"), ("青河县融媒体中心 周海明", "周海明")],
)
def test_an_organ_before_its_writer_needs_its_place_on_the_page(line: str, authors: str) -> None:
    said = read_credits(line)
    assert said is not None
    assert (" ".join(said.authors), said.strong) == (authors, False)


@pytest.mark.parametrize(
    ("names", "gap", "read"),
    [(["周海"] * 23, " ", True), (["周海"] * 24, " ", False), (["周海明"] * 22, " ", True)],
)
def test_a_line_of_credits_has_a_length(names: list[str], gap: str, read: bool) -> None:
    line = "作者：" + gap.join(names)
    assert (read_credits(line) is not None) is read
    if len(line) == 90:
        assert read_credits(line.replace(" ", "  ", 1)) is None


@pytest.mark.parametrize(("line", "strong"), [("周海明 采写", False), ("周海明 文/图", True)])
def test_a_name_with_a_deed_alone_could_be_a_sentence(line: str, strong: bool) -> None:
    said = read_credits(line)
    assert said is not None
    assert said.strong is strong


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        ("（石桥街道 撰稿人:周海明 审核:李文）", ("周海明",)),
        ("圖/李文、文/周海明", ("周海明",)),
        ("（王立民 周海明 供稿）", ("王立民", "周海明")),
    ],
)
def test_credits_behind_the_last_sentence(tail: str, authors: tuple[str, ...]) -> None:
    data = "\n\n".join((TITLE, *TEXT)) + tail
    article = casebook.clean_bytes(data.encode(), media_type="text/plain").article
    assert article is not None
    assert article.sources[0].authors == authors
    assert tail not in repr(article)


@pytest.mark.parametrize("desk", ["宣传科", "司法所"])
def test_a_desk_that_begins_with_a_surname_is_nobody(desk: str) -> None:
    assert names_in(f"{desk} 周海明") == ("周海明",)
    said = read_credits(f"撰稿：{desk} 周海明")
    assert said is not None
    assert said.authors == ("周海明",)
    assert is_name("李登科")


def test_what_a_picture_shows_is_no_paper() -> None:
    caption = "正在分拣蔬菜的工人 青河晚报记者 周海明"
    assert read_byline(caption) is None
    assert read_byline("新春走基层 记者 周海明") is not None
    data = "\n\n".join((TITLE, TEXT[0], caption, *TEXT[1:]))
    article = casebook.clean_bytes(data.encode(), media_type="text/plain").article
    assert caption in repr(article)


@pytest.mark.parametrize("nobody", ["无", "暂无", "本站", "-", "無"])
def test_a_source_that_says_that_there_is_none(nobody: str) -> None:
    assert read_line(f"来源: {nobody} 发布时间：2023-05-06")[0].publisher == ""


@pytest.mark.parametrize(
    "line",
    [
        "青河小学 张老师",
        "青河中学 刘主任",
        "周海摄",
        "王庄 李庄 赵庄",
        "张家界 / 黄山",
        "高质量 高水平 高效率",
        "何时 / 何地",
        "青河研究院 成立",
        "青河研究院 白皮书",
        "● 王庄 李庄",
        "★ 高质量 高水平",
        "记者 高原 采访",
        "记者 周海明 的一天",
    ],
)
def test_what_only_looks_like_names_is_nobody(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("青河小学 周海明", ("周海明",)),
        ("王庄 李明", ("王庄", "李明")),
        ("吴江 周海明", ("吴江", "周海明")),
        ("高明 张望", ("高明", "张望")),
        ("王道／台北", ("王道",)),
        ("青河研究院 王建国", ("王建国",)),
        ("■ 吴江 高明", ("吴江", "高明")),
        ("■ 欧阳海明", ("欧阳海明",)),
        ("本报记者 周海明 揭晓", ("周海明", "揭晓")),
    ],
)
def test_names_that_are_words_are_believed_beside_others(
    line: str, authors: tuple[str, ...]
) -> None:
    said = read_byline(line)
    assert said is not None
    assert said.authors == authors


def test_where_one_of_the_writers_of_a_dispatch_works() -> None:
    head = "本报青河3月2日电（见习记者 周海 青河报道组 李文）街长制推行以来，群众拍手叫好。"
    article = casebook.clean_bytes("\n\n".join((TITLE, head, *TEXT)).encode()).article
    assert article is not None
    assert article.sources[0].authors == ("周海", "李文")
