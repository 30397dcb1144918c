"""Writers without a label: beside a place, a paper, a bar, or with a label of another form."""

import pytest

from casebook.ingest.facts.label_rows import read_pairs
from casebook.ingest.facts.labels import parted_from_label
from casebook.ingest.facts.masthead import is_masthead_line, read_line
from casebook.ingest.facts.people import names_in, read_byline, without_writers
from casebook.ingest.facts.publisher import journal_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周海明 吳江 ／ 屏東縣報導", ("周海明", "吳江")),
        ("周海明／台北", ("周海明",)),
        ("林家慶／新竹報導", ("林家慶",)),
        ("周海明 吳江 報導 / 台北市", ("周海明", "吳江")),
        ("周海明 報導", ("周海明",)),
        ("青河時報周海明", ("周海明",)),
        ("青河新聞 | 周海明 綜合報導", ("周海明",)),
    ],
)
def test_beside_a_place(text: str, names: tuple[str, ...]) -> None:
    said = read_byline(text)
    assert said is not None
    assert said.authors == names


@pytest.mark.parametrize(
    "text",
    [
        "安全／發展",
        "周海明／發展",
        "市場 報導",
        "青河時報創刊號",
        "青河日报全媒体",
        "青河晚报马上看",
        "张家口 报道",
        "金华 报道",
        "关注度／成都",
        "高质量 报道",
        "马上看 周海明 采访报道",
        "党员 干部 採訪報導",
        "白云 高山／採訪",
        "新闻 | 马上 报道",
        "◆ 图片/文",
        "● 街长制/文",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert read_byline(text) is None


@pytest.mark.parametrize("text", ["金华／台州", "黄金/白银", "黄山 / 池州", "温州／台州"])
def test_two_places_or_words_are_no_writer_with_a_place(text: str) -> None:
    said = read_byline(text)
    assert said is None or not said.strong


@pytest.mark.parametrize(
    ("text", "authors", "photographers"),
    [
        ("周海明/摄影", (), ("周海明",)),
        ("周海明 吴江 摄影", (), ("周海明", "吴江")),
        ("周海明／採訪攝影", ("周海明",), ("周海明",)),
        ("周海明／攝影採訪", ("周海明",), ("周海明",)),
        ("周海明／攝影報導", ("周海明",), ("周海明",)),
        ("周海明 吴江 采写", ("周海明", "吴江"), ()),
    ],
)
def test_who_only_took_pictures_wrote_nothing(
    text: str, authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    said = read_byline(text)
    assert said is not None
    assert (said.authors, said.photographers) == (authors, photographers)


def test_a_paper_before_a_bar_stays() -> None:
    said = read_byline("青河网 | 记者 周海明")
    assert said is not None
    assert (said.publisher, said.authors) == ("青河网", ("周海明",))


@pytest.mark.parametrize(
    ("text", "publisher", "authors"),
    [
        ("来源：周海明", "", ("周海明",)),
        ("来源：周海", "", ()),
        ("来源：易企秀", "", ()),
        ("来源：周海明 作者：吴江", "", ("吴江",)),
        ("作者：周海 吴江明来源青河日报）", "青河日报", ("周海", "吴江明")),
        ("来源：青河日报 | 张家口 报道", "青河日报", ()),
    ],
)
def test_a_source_and_a_writer(text: str, publisher: str, authors: tuple[str, ...]) -> None:
    said, _ = read_line(text)
    assert (said.publisher, said.authors) == (publisher, authors)


@pytest.mark.parametrize(
    "text",
    ["记者：收入来源主要是打工", "【照片】群众排队", "【整理】街长账本", "【来源】群众投诉"],
)
def test_what_is_said_is_no_masthead(text: str) -> None:
    assert not is_masthead_line(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("周海明／台北報導", True),
        ("周海明 報導／台北", True),
        ("周海明 綜合報導", True),
        ("青河新聞 | 周海明 綜合報導", True),
        ("青河新聞 | 周海明 報導", False),
        ("周海明／台北", False),
        ("周海明 報導", False),
    ],
)
def test_a_place_alone_does_not_tell_writers_wherever_they_stand(text: str, *, told: bool) -> None:
    said = read_byline(text)
    assert said is not None
    assert (said.authors, said.strong) == (("周海明",), told)


def test_a_paper_before_each_post_is_no_name() -> None:
    assert names_in("青河周末记者 周海明 青河周末实习生 吴江") == ("周海明", "吴江")


@pytest.mark.parametrize(
    ("text", "authors", "editors"),
    [
        ("2020-05-06 08:00 | 来源：青河日报 | 记者 周海 通讯员 吴江", ("周海", "吴江"), ()),
        ("【记者】周海", ("周海",), ()),
        ("【编辑】周海明【校对】吴江明", (), ("周海明", "吴江明")),
        ("【来源】青河日报 【记者】周海明", ("周海明",), ()),
        ("网站编辑 - 周海", (), ("周海",)),
        ("（供稿：青河县委改革办 周海）", ("周海",), ()),
        ("楼主：河边老树 时间：2010-09-12 21:34:00", ("河边老树",), ()),
        ("（作者单位：青河县委党校）", (), ()),
    ],
)
def test_labels(text: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    said, _ = read_line(text)
    assert (said.authors, said.editors) == (authors, editors)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("编辑于 2021-08-09 21:20", "2021-08-09T21:20+08:00"),
        ("202205/0610:12:33", "2022-05-06T10:12+08:00"),
        ("审核时间：2021-08-08 来源：青河日报 发布时间：2021-08-09", "2021-08-09"),
        ("2020.02.03 12:00:00字数 1,204阅读 356", "2020-02-03T12:00+08:00"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert is_masthead_line(text)
    assert read_line(text)[0].published == day


def test_a_label_glued_to_a_name() -> None:
    assert parted_from_label("攝影周海明") == "攝影：周海明"
    assert parted_from_label("共同採訪周海明") == "共同採訪：周海明"
    assert parted_from_label("攝影比賽") == ""
    assert parted_from_label("河口周海明") == ""


def test_a_row_of_writers() -> None:
    said = read_pairs(("作者", "周海明 吴江"))
    assert said is not None
    assert said.authors == ("周海明", "吴江")
    assert read_pairs(("作者", "见后页说明")) is None
    assert journal_of("刊期 2020年第8期") == ""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("青河日报·新青河客户端", ("青河日报·新青河客户端", ())),
        ("青河网·上河频道 周海", ("青河网·上河频道", ("周海",))),
        ("青河日报 共享联盟·上河 周海 吴江", ("青河日报", ("周海", "吴江"))),
        ("", ("", ())),
    ],
)
def test_a_group_alone_is_the_publisher_and_beside_one_it_is_left_out(
    value: str, read: tuple[str, tuple[str, ...]]
) -> None:
    assert without_writers(value) == read
