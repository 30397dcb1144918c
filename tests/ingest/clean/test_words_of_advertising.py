"""Words that advertising has, in lines that are none: headings in a row, reporters, readings."""

from __future__ import annotations

import pytest

import casebook
from casebook.ingest.clean.rhythm import headings_in_a_row
from casebook.records import Line, Role

TITLE = "青河县滩羊产业改革"
PARTS = (
    "县里成立收储中心，派人到村里逐户登记，两年办完。",
    "农户的负担比两年前少了三成。",
    "滩羊的价钱比过去高了四成，村里的羊圈也多了起来。",
    "县里还办了二十场培训，来的人一场比一场多。",
)


def kept(lines: list[str], form: str) -> list[str]:
    text = "\n".join((TITLE, "2018-10-09", *lines))
    if form == "html":
        text = f"<html><h1>{TITLE}</h1><div>{''.join(f'<p>{x}</p>' for x in lines)}</div></html>"
    return [
        line.text
        for line in casebook.clean_bytes(text.encode(), name=f"x.{form}").kept
        if line.role is not Role.TITLE
    ]


def headed(heads: tuple[str, ...], more: int = -1) -> list[str]:
    """Set each heading above its paragraph, and a second one below one of them."""
    made: list[str] = []
    for at, (head, part) in enumerate(zip(heads, PARTS, strict=True)):
        made += [head, part, *([PARTS[1].replace("三成", "五成")] if at == more else ())]
    return [line for line in made if line]


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    "heads",
    [
        ("统一收储", "贷款利率下降", "品牌打响", "农户学会养羊"),
        ("登记到户", "信用卡不再难办", "羊价上涨", "培训下乡"),
        ("统一收储", "彩票公益金投入", "品牌打响", "培训上门"),
    ],
)
def test_a_heading_that_stands_as_the_others_do_stays(heads: tuple[str, ...], form: str) -> None:
    lines = headed(heads)
    assert kept(lines, form) == lines


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    ("lines", "word"),
    [
        # Three of them are no row, nor are those above which different numbers of paragraphs stand.
        (headed(("统一收储", "贷款利率下降", "品牌打响", "")), "贷款利率下降"),
        (headed(("统一收储", "贷款利率下降", "品牌打响", "农户学会养羊"), 2), "贷款利率下降"),
        # What is planted stands between a paragraph and a heading, or is nothing else.
        (
            [PARTS[0], "贷款利率下降", *headed(("统一收储", "品牌打响", "羊价上涨", "养羊"))],
            "贷款利率下降",
        ),
        (headed(("统一收储", "低息贷款秒到账", "品牌打响", "农户学会养羊")), "低息贷款秒到账"),
    ],
)
def test_an_uneven_row_is_none(lines: list[str], word: str, form: str) -> None:
    assert word not in kept(lines, form)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("青河在线记者 周海", ("周海",)),
        ("青河在线 记者 周海 吴江", ("周海", "吴江")),
        ("青河在线通讯员：周海", ("周海",)),
    ],
)
def test_reporters_of_a_paper_whose_name_is_such_a_word(
    line: str, authors: tuple[str, ...]
) -> None:
    text = "\n".join((TITLE, line, "2018-10-09", *PARTS))
    done = casebook.clean_bytes(text.encode())
    assert done.article is not None
    assert done.article.sources[0].authors == authors


@pytest.mark.parametrize("reading", ["dì / de", "le/liǎo", "yī / yì /yí", "hé／huò", "de"])
def test_several_readings_of_a_character_go(reading: str) -> None:
    page = "\n".join((TITLE, *(part.replace("，", f"({reading})，") for part in PARTS * 3)))
    done = casebook.clean_bytes(page.encode())
    assert not any("(" in line.text for line in done.kept)
    assert PARTS[0] in [line.text for line in done.kept]


def test_other_words_in_brackets_stay() -> None:
    page = "\n".join(
        (TITLE, *(part.replace("，", "(a / b / c / d / e / f)，") for part in PARTS * 3))
    )
    assert any(
        "(a" in line.text or "（a" in line.text for line in casebook.clean_bytes(page.encode()).kept
    )


@pytest.mark.parametrize(("size", "keeps"), [(20, True), (21, False), (1, True)])
def test_a_heading_of_a_row_has_twenty_characters_at_most(size: int, *, keeps: bool) -> None:
    texts = headed(("统一收储", "羊" * size, "品牌打响", "农户学会养羊"))
    lines = tuple(Line(at + 1, text) for at, text in enumerate(texts))
    assert (2 in headings_in_a_row(lines)) is keeps


PRICES = "滩羊的价钱比过去高了"
LONG = (
    "县里成立收储中心，派人到村里逐户登记，两年办完，羊圈换了新瓦，饮水槽也接上了自来水。",
    "农户的负担比两年前少了三成，过去卖羊要跑六十里山路，如今收购车开到沟口，当场过秤付钱。",
    "滩羊的价钱比过去高了四成，屠宰场装了冷库，肉分成十二个部位包装，送到城里的饭馆和商店。",
    "县里还办了二十场培训，请来畜牧站的技术员讲配料、防病、接羔，来的人一场比一场多，笔记都抄满了。",
    "草场实行轮牧，每户领到一张图，写明哪个月在哪块坡地放养，护林员骑着马巡查，发现越界就劝回。",
    "中学毕业的姑娘小伙回到家乡，有人学剪毛，有人开网店，邮包从镇上发往南方，傍晚摩托车队排成长龙。",
    "老人说，从前冬天最怕下雪，草垛烧光就得宰羊，现在仓库存着苜蓿，风再硬心里也踏实。",
    "合作社把账目贴在墙上，年底按存栏数目分红，留下一成修路，剩余部分买饲料和兽药，谁都看得明白。",
)


@pytest.mark.parametrize(
    ("end", "name", "stays"),
    [
        ("夏威夷机票大酬宾", PRICES, False),
        ("夏威夷机票大酬宾", f"{PRICES} 夏威夷机票大酬宾", True),  # h1 and title both
        ("夏威夷机票大酬宾", f"{PRICES} 夏威夷机票大酬宾_青河网", True),
        ("开元棋牌在线投注", f"{PRICES} 开元棋牌在线投注", False),  # its words are of advertising
    ],
)
def test_a_strange_end_of_a_title_stays_where_the_page_is_called_so(
    end: str, name: str, *, stays: bool
) -> None:
    text = "".join(f"<p>{line}</p>" for line in LONG)
    page = (
        f"<html><head><title>{name}</title></head><h1>{PRICES} {end}</h1><div>{text}</div></html>"
    )
    article = casebook.clean_bytes(page.encode(), name="x.html").article
    assert article is not None
    assert article.title == (f"{PRICES} {end}" if stays else PRICES)
