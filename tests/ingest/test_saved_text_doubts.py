"""Titles above a short text that shares no word with them, and captions with their credits."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.headings.title import bigrams
from casebook.ingest.lexicon import ends_in_credit
from casebook.library import dump
from casebook.problems import Code

_TEXT = (
    "据点每周办两次共餐，志工替老人量血压、登记资料，里长挨家挨户问安，出院的老人还有人送饭上门。"
)
_MORE = (
    "独居老人跌倒的事少了，子女在外地也放心，社工每月走访两次，把缺什么、怕什么都记在簿上，"
    "谁家灯坏了、门锁松了，电工和木匠轮着去修，一分钱不收，街坊都夸。"
)


def _is_doubted(title: str, text: str) -> bool:
    cleaned = clean_bytes(f"{title}\n{text}\n".encode())
    return any(problem.code is Code.TITLE_IN_DOUBT for problem in cleaned.problems)


def test_a_title_foreign_to_a_text_of_some_length_is_reported() -> None:
    text = _TEXT + _MORE
    end = next(at for at in range(len(text)) if len(bigrams(f"{text[:at]}。")) == 75)
    assert _is_doubted("全运在青河开幕", f"{text[:end]}。")
    assert not _is_doubted("全运在青河开幕", f"{text[: end - 1]}。")
    assert not _is_doubted("社工走访老人", f"{text[:end]}。")
    assert not _is_doubted("全运在青河开幕", f"一、改革背景\n{text[:end]}。")


@pytest.mark.parametrize(
    ("lines", "doubted"),
    [
        (("2026-03-09", "全运在青河开幕", _TEXT + _MORE), True),
        (("2026-03-09 全运会在青河开幕了", _TEXT + _MORE), True),
        (("全运在青河开幕", _TEXT + _MORE, "本报记者 周海", "本报通讯员 吴江"), True),
        (("全运在青河开幕", "2026-03-09 来源：青河日报", _TEXT + _MORE), False),
    ],
)
def test_only_a_masthead_right_below_speaks_for_a_foreign_title(
    lines: tuple[str, ...], doubted: bool
) -> None:
    assert _is_doubted(lines[0], "\n".join(lines[1:])) is doubted


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("長者在里民中心共餐。（資料照，青河市社會局提供）", True),
        ("新的據點啟用。（圖／青河市政府社會局提供）", True),
        ("義工上門派發物資。（資料圖片/周海攝）", True),
        ("（青河區公所提供）", True),
        ("共餐一週兩次（食材由農會提供）", False),
        ("據點的服務很多（如共餐、問安，志工提供）", False),
        ("這些服務由區公所提供", False),
    ],
)
def test_a_credit_names_who_gave_the_picture(text: str, ends: bool) -> None:
    assert ends_in_credit(text) is ends


def test_a_caption_with_its_credit_above_the_day_is_no_text() -> None:
    said = (
        "社区据点办共餐",
        "老人在里民中心一起吃饭，每周两次。（资料照，青河市社会局提供）",
        "2025/08/09 19:09",
        _TEXT,
        _MORE,
    )
    article = clean_bytes("\n".join(said).encode()).article
    assert article is not None
    assert article.sources[0].published.startswith("2025-08-09")


@pytest.mark.parametrize(
    ("lines", "taker", "pictures"),
    [
        ((_MORE, "截至五月，共餐点增加到十二处，老人来得更勤。（周海 摄）"), "周海", 0),
        ((_MORE, "社工說，下一步會把共餐帶到山上的村子。（圖/記者周海攝）"), "周海", 0),
        ((_MORE, "志工张阿姨说：“老人笑了，我就高兴。”（周海、吴江摄）"), "周海", 0),
        # What says what a picture shows, or is no whole sentence, is a caption still.
        ((_MORE, "图为志工替老人量血压。（周海 摄）"), "", 1),
        ((_MORE, "▲志工替老人量血压。（周海 摄）"), "", 1),
        ((_MORE, "志工替老人量血压（周海 摄）"), "", 1),
        # So is one of several, and one above the text.
        ((_MORE, "老人在共餐。（周海 摄）", "志工上门送饭。（周海 摄）"), "", 2),
        (("老人在共餐。（周海 摄）", _MORE), "", 1),
    ],
)
def test_the_last_paragraph_may_name_the_photographer(
    lines: tuple[str, ...], taker: str, pictures: int
) -> None:
    cleaned = clean_bytes("\n".join(("社工走访老人", "来源：青河日报 2024-11-07", *lines)).encode())
    assert cleaned.article is not None
    assert dump(cleaned.article).count("![") == pictures
    if taker:
        assert cleaned.article.sources[0].photographers[0] == taker
