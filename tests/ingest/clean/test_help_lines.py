"""What papers add below a report goes: help lines, calls, warnings, prompts to follow them."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import THREE, TWO

from casebook import clean_bytes
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.help_lines import help_below
from casebook.records import Line, Paragraph, walk

_TEXT = (
    "青河市消防局昨晚接獲報案，一名六十歲男子由河東路一棟公寓頂樓墜落，送醫後宣告不治。",
    "警方初步調查，男子與家人為了租屋起過爭執，現場沒有留下文字，詳情仍待釐清。",
    "里長說，他住在這裡二十年，平日待人客氣，鄰居都覺得意外。",
)
_ADDED = {
    "list": (
        "《河灣報》關心您",
        "請再給自己一次機會。",
        "自殺防治安心專線：0800-788995（24小時）",
        "生命線協談專線：1995",
        "張老師：1980",
    ),
    "sentence": ("◎珍惜生命，自殺不能解決問題；若須協助，可撥生命線「1995」、張老師「1980」。",),
    "call of its own words": ("自殺解決不了問題，卻留下無盡的悲痛。", "生命線專線：1995"),
    "warnings": ("★河灣新聞提醒您：飲酒過量，有害健康；酒後不開車，未滿18歲請勿飲酒。",),
    "Hong Kong": (
        "如有情緒困擾，可致電以下熱線：",
        "撒瑪利亞防止自殺會 2389 2222",
        "明愛向晴軒 18288",
    ),
    "above a caption": (
        "若有需要，請撥打安心專線 1925，珍惜生命。",
        "▲消防人員到場。（圖／里民提供）",
    ),
}
_STAYING = {
    "one line in a sentence": ("市府說，今後里民有煩惱，可撥安心專線1925，由社工接聽。",),
    "two sentences": (
        "市府說，里民可撥安心專線1925，由社工接聽。",
        "縣府也說，夜裡可撥生命線1995，有人輪班。",
    ),
    "a list that the text announces": (
        "市府公布兩支專線：",
        "安心專線：1925",
        "生命線：1995",
    ),
    "what somebody said": ("里長呼籲住戶拒絕酒駕，也提醒年輕人喝酒不開車，平安回家。",),
    "whom to ask": ("電話：06-2345678",),
    "one warning": ("請勿飲酒過量",),
    "lines that a county opened": ("縣裡去年開通安心專線1925和生命線1995，民眾隨時可以求助。",),
    "a line with a call that the county made": ("縣裡開通安心專線1925，勸大家珍惜生命。",),
    "a slogan that the text quotes": ("牆上寫著吸菸有害健康、未成年人禁止飲酒。",),
    "counts of what was done": ("家暴案件下降30件", "心理諮詢服務1200人次"),
}


def _kept(lines: tuple[str, ...], *, markup: bool) -> list[str]:
    """Clean a report, saved as a page or as text; return the paragraphs that are not its own."""
    head = "河東路墜樓案", "2024-05-06 12:30 河灣報"
    if markup:
        body = "".join(f"<p>{line}</p>" for line in (*_TEXT, *lines))
        page = f"<title>{head[0]}</title><h1>{head[0]}</h1><div>{head[1]}</div><div>{body}</div>"
        article = clean_bytes(page.encode(), media_type="text/html").article
    else:
        page = "\n".join((*head, *_TEXT, *lines))
        article = clean_bytes(page.encode(), media_type="text/plain").article
    assert article is not None
    contents = (placed.content for placed in walk(article))
    texts = [content.text for content in contents if isinstance(content, Paragraph)]
    assert texts[: len(_TEXT)] == list(_TEXT)
    return texts[len(_TEXT) :]


@pytest.mark.parametrize("markup", [False, True])
@pytest.mark.parametrize("lines", _ADDED.values(), ids=list(_ADDED))
def test_what_a_paper_adds_goes(lines: tuple[str, ...], *, markup: bool) -> None:
    assert _kept(lines, markup=markup) == []


@pytest.mark.parametrize("markup", [False, True])
@pytest.mark.parametrize("lines", _STAYING.values(), ids=list(_STAYING))
def test_what_the_text_says_of_help_stays(lines: tuple[str, ...], *, markup: bool) -> None:
    assert _kept(lines, markup=markup) == list(lines)


def test_a_text_that_names_a_line_lists_it() -> None:
    lines = (
        "青河市設安心專線",
        "2024-05-06 12:30 河灣報",
        "青河市去年設立安心專線，由社工輪班接聽，一年接了三千通電話，九成當天回覆。",
        TWO,
        "安心專線：1925",
        "生命線：1995",
    )
    done = clean_bytes("\n".join(lines).encode(), media_type="text/plain")
    assert not any("1925" in removal.text for removal in done.ledger.removals)


@pytest.mark.parametrize(
    "line",
    [
        "歡迎下載河灣新聞APP，重要新聞不漏接",
        "還想看更多新聞嗎？歡迎下載河灣日報APP，天天抽好禮：",
        "看更多！請加入河灣日報粉絲團",
        "追蹤河灣新聞Facebook粉絲專頁",
        "點我訂閱河灣財經YouTube頻道",
        "訂閱《河灣週刊》電子報，每週收到最新文章",
        "《河灣新聞》APP上線，立即下載",
        "河灣大小新聞不漏接！",
        "更多新聞：河東路夜市下月開張 攤販抽籤定位置",
        "★ 更多精彩報導，請見河灣新聞網",
        "更多精彩報導，詳見河灣專區",
        "更多河灣消息，上河灣新聞網",
        "新聞看不完，快下載河灣新聞APP",
    ],
)
def test_a_prompt_to_follow_the_paper_goes_from_below_a_text(line: str) -> None:
    assert _kept((line,), markup=True) == []
    assert _kept((line, _TEXT[0][:-1] + "，無人受傷。"), markup=True)[0] == line


@pytest.mark.parametrize(
    "line",
    [
        "市民可下載「青河通」APP，拍照後上傳，當天派工",
        "下載「青河通」APP，在首頁點選街道，照片傳上去就有人來。",
        "住戶訂閱市府電子報，每月收到各里的成績",
        "追蹤管考：每季檢討一次，落後的里要提改善計畫",
        "里民陳情一件不漏接",
        "里長挨家說明，下載青河通APP",
        "更多長輩走出門，上課吃飯有人陪",
        "更多職缺進社區，到家門口就業",
        "轉發到各里群組",
    ],
)
def test_who_follows_is_named_where_it_is_text(line: str) -> None:
    assert _kept((line,), markup=True) == [line]


def _below(*added: str) -> list[int]:
    """Find the additions below a report, counted from the first line below it."""
    lines = tuple(Line(at, text) for at, text in enumerate((*_TEXT, *added)))
    return sorted(at - len(_TEXT) for at in help_below(lines, ()))


_LINES = "安心專線：1925", "生命線：1995"


def test_how_much_else_a_help_line_may_say() -> None:
    assert _below(f"{'里' * 24}{_LINES[0]}", _LINES[1]) == [0, 1]
    assert _below(f"{'里' * 25}{_LINES[0]}", _LINES[1]) == []


def test_how_much_else_a_call_may_say_in_its_sentence() -> None:
    call = "請珍惜生命，再給自己一次機會，"
    assert _below(f"{call}{'里' * 10}。", _LINES[0]) == [0, 1]
    assert _below(f"{call}{'里' * 11}。", _LINES[0]) == []


def test_how_many_lines_may_stand_below_them() -> None:
    captions = [f"圖{at}：河東路" for at in range(9)]
    assert _below(*_LINES, *captions[:8]) == [0, 1]
    assert _below(*_LINES, *captions) == []


def test_one_warning_is_no_addition() -> None:
    assert _below("飲酒過量 禁止酒駕") == [0]
    assert _below("禁止酒駕") == []


def test_the_way_back_goes_from_behind_the_last_sentence() -> None:
    page = f"街长制\n来源：青河日报 2024-05-06\n{TWO}\n{THREE}返回青河，查看更多"
    done = clean_bytes(page.encode(), media_type="text/plain")
    assert done.article is not None
    assert THREE in repr(done.article)
    assert "返回青河" not in repr(done.article)
    assert [repair.reason for repair in done.ledger.repairs] == [Cause.INSIDE]
