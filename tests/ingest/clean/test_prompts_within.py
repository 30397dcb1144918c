"""Words of prompts inside a text: what tells of its matter stays, what is foreign to it goes."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.alarm import alarms
from casebook.ingest.clean.causes import Cause
from casebook.ingest.clean.chrome import chrome
from casebook.ingest.clean.run import Result
from casebook.ingest.clean.running import body_span
from casebook.ingest.clean.telling import breaks_off, is_telling, tells_of
from casebook.ingest.headings.title import bigrams
from casebook.records import Ledger, Line, Loss, Removal, Role

_TITLE = "西溪街道：一个号码管到底"
_HEAD = "2024-05-12 来源：西溪日报"
_ABOVE = "西溪街道过去群众办事多头跑，企业开办要跑七个窗口，老人不会用手机，意见很大。"
_BELOW = "街道把十一个号码合并成一个，派单到社区网格员，审批进度在大厅的屏幕上公开，件件有回音。"
_PLACES = ("above", "within", "below", "item", "over furniture")
_TELLING = (
    "西溪街道有过十一个投诉电话，各管各的事，打错了要重来……",
    "老人没有手机、收不到验证码怎么办？街道的办法是由网格员代办！",
    "企业开办过去要记七个用户名和密码，如今一个账号就够了！",
    "登录后才可查看的审批进度，如今在大厅的屏幕上就能看到；",
    "网格员扫描门牌上的二维码，就知道这户老人有几口人…",
    "在线客服每天回答群众的三百多个问题，",
    "“您点击一下屏幕，审批到哪一步都看得见。”",
)
_ASKING = (
    "长按识别二维码，关注某某发布",
    "扫描二维码，关注西溪发布微信公众号！",
    "您需要登录后才可以查看完整页面，",
    "扫一扫在手机打开当前页",
    "如有侵权，请联系我们删除。",
)


def _page(text: str, place: str) -> bytes:
    lines = {
        "above": (_HEAD, text, _ABOVE, _BELOW),
        "within": (_HEAD, _ABOVE, text, _BELOW),
        "below": (_HEAD, _ABOVE, _BELOW, text),
        "item": (_HEAD, _ABOVE, "• 建立台账，明确责任。", f"• {text}", "• 定期通报。", _BELOW),
        "over furniture": (_HEAD, _ABOVE, _BELOW, text, "扫一扫在手机打开当前页", "返回顶部"),
    }[place]
    return "\n".join((_TITLE, *lines)).encode()


def _kept(text: str, place: str) -> bool:
    return any(text in line.text for line in clean_bytes(_page(text, place)).kept)


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("text", _TELLING)
def test_what_the_text_tells_stays(text: str, place: str) -> None:
    assert _kept(text, place)


def test_a_line_that_breaks_off_is_no_phrase_of_advertising() -> None:
    assert _kept("下载APP的企业由最初的几十家增加到两千八百家…", "within")


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("text", _ASKING)
def test_what_asks_for_something_goes_without_an_alarm(text: str, place: str) -> None:
    cleaned = clean_bytes(_page(text, place))
    assert all(text not in line.text for line in cleaned.kept)
    assert not cleaned.ledger.alarms


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize(
    "text",
    [
        "请至中国某某官网下载，畅享高清，精彩不容错过！",
        "没有账号？马上注册，立享优惠，更多好礼等您来拿！",
    ],
)
def test_what_promotes_something_goes(text: str, place: str) -> None:
    assert not _kept(text, place)


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize(
    "text",
    [
        "客服热线增至九条，夜里也接听；",
        "长按门铃旁的识别区也能打开自家的账本，",
        "公布投诉电话：12345，一声铃响就有人应！",
    ],
)
def test_what_looks_like_text_is_never_cut_in_silence(text: str, place: str) -> None:
    cleaned = clean_bytes(_page(text, place))
    said = {alarm.text.lstrip("• ") for alarm in cleaned.ledger.alarms}
    assert text in said or _kept(text, place)


@pytest.mark.parametrize("place", ["within", "below"])
@pytest.mark.parametrize(
    "text",
    [
        "版权所有者可以到窗口登记。",
        "版权归属不清的，由村里调解。",
        "登录后即可打印。",
        "扫码登录小程序，即可投诉。",
        "扫码下载客户端，即可咨询。",
    ],
)
def test_a_sentence_that_asks_no_reader_is_never_cut_in_silence(text: str, place: str) -> None:
    cleaned = clean_bytes(_page(text, place))
    assert text in {alarm.text for alarm in cleaned.ledger.alarms} or _kept(text, place)


def test_a_sentence_of_prompts_goes_where_it_speaks_to_the_reader() -> None:
    assert _kept("登录后即可打印。", "within")
    assert not _kept("登录后即可阅读全文。", "within")


def test_a_short_sentence_that_shares_a_word_with_the_text_is_named() -> None:
    cleaned = clean_bytes(_page("老人用手机扫描二维码即可查看。", "above"))
    assert [alarm.loss for alarm in cleaned.ledger.alarms] == [Loss.WORDS]


def test_what_stands_apart_from_the_text_goes() -> None:
    said = (
        _TITLE,
        "扫描二维码，街道的审批办件随时查；",
        "某某频道",
        _ABOVE,
        "企业开办指南",
        _BELOW,
        "全站导航",
        "扫描二维码，街道的审批办件随时查；",
    )
    lines = tuple(Line(at, text) for at, text in enumerate(said, start=1))
    assert said[1] not in {line.text for line in chrome(lines).lines}


@pytest.mark.parametrize(
    ("above", "first"),
    [
        (("登录后才可查看的审批进度，如今大厅的屏幕上就能看到。",), 1),
        (("登录后才可查看的审批进度，如今大厅的屏幕上就能看到。", "办事指南"), 3),
        (("登录后才可查看的彩色照片，如今隔壁的墙面上就能看到。",), 2),
    ],
)
def test_where_a_text_with_words_of_prompts_begins(above: tuple[str, ...], first: int) -> None:
    said = (_TITLE, *above, _ABOVE, _BELOW)
    lines = tuple(Line(at, text) for at, text in enumerate(said, start=1))
    assert body_span(lines)[0] == first


# Five characters of its own, and at least half of the line: 青河办好事, of ten.
@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("点击下载，青河办好事。", True),
        ("点击下载，青河办事。", False),
        ("点击下载请，青河办好事。", True),
        ("点击下载请请，青河办好事。", False),
        ("点击下载，青溪办好事。", False),
        # A line that ends as none has ten, and three pairs that the text has, too.
        ("登录看青河审批进度在大厅", True),
        ("登录看青河审批进度大厅", False),
        ("登录看青溪审批快慢在大厅", True),
        ("登录看青溪审批快慢的大厅", False),
        ("登录看青河审批进度 就在大厅", False),
        ("志工掃描門口的二維碼，就知道長者到了大廳；", True),
        ("登录后的办法：青河审批进度在大厅。", False),
        ("登录以后的好办法是有：青河审批进度在大厅。", False),
        ("登录以后的好办法是还有：青河审批进度在大厅。", True),
    ],
)
def test_how_much_a_line_must_tell(text: str, tells: bool) -> None:
    assert tells_of(text, bigrams("青河的审批在大厅，大厅有屏幕")) is tells


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("登录看青河审批进度在大厅", False),
        ("没有帐号看青河审批进度在大厅", True),
        ("没有帐号看青河审批进度大厅", False),
        ("青河审批进度就在大厅里面看", False),
        ("关键词：审批进度；办事大厅；青河", False),
        ("“您登录就行，审批进度都有。”", True),
        ("您登录就行，审批进度都有。", False),
    ],
)
def test_what_is_named_where_it_was_cut(text: str, tells: bool) -> None:
    assert is_telling(text) is tells


@pytest.mark.parametrize(
    ("below", "goes_on"),
    [
        (("大厅的屏幕天天亮，老人也看得懂...",), True),
        (("大厅的屏幕天天亮…",), True),
        (("大厅的屏幕天天亮，看得懂…", "返回顶部"), True),
        (("大厅的屏幕天天亮…", "返回顶部"), False),
        (("大厅的屏幕天天亮，", "返回顶部"), True),
        (("大厅的屏幕天天亮，看得懂...", "别处的街道也动起来..."), False),
        (("长廊的花开得真好，游人都来...",), False),
        (("大厅的屏幕，天天亮",), False),
        ((), False),
    ],
)
def test_a_line_that_breaks_off_goes_on_with_the_text(
    below: tuple[str, ...], goes_on: bool
) -> None:
    lines = tuple(Line(at, text) for at, text in enumerate(below, start=9))
    assert breaks_off(lines, bigrams("审批进度在大厅的屏幕上公开")) is goes_on


@pytest.mark.parametrize(
    ("number", "text", "named"),
    [
        (4, "长廊的花开得真好，游人都来...", 1),
        (5, "长廊的花开得真好，游人都来...", 0),
        (4, "长廊的花开得真好，游人都来", 0),
    ],
)
def test_a_line_that_breaks_off_is_named_where_it_was_cut(
    number: int, text: str, named: int
) -> None:
    kept = (Line(1, _TITLE, Role.TITLE), Line(2, _ABOVE), Line(3, _BELOW))
    lines = (*kept, Line(4, "某某"), Line(5, "某某"))
    removed = Removal(number, text, "chrome", Cause.TAIL)
    found = alarms(lines, Result(kept, Ledger(removals=(removed,))))
    assert [alarm.loss for alarm in found] == [Loss.WORDS] * named


def test_only_plain_lines_break_off() -> None:
    line = Line(9, "大厅的屏幕天天亮，看得懂…", Role.ROW)
    assert not breaks_off((line,), bigrams("大厅的屏幕"))


@pytest.mark.parametrize(
    ("first", "second", "kept"), [("由来", "开方", 2), ("粮站", "开方", 0), ("由来", "", 0)]
)
def test_tags_between_sentences_are_headings_where_one_names_a_theme(
    first: str, second: str, kept: int
) -> None:
    texts = ("粮站改革", f"#{first}#", _ABOVE, f"#{second}#" if second else _ABOVE, _BELOW)
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 1))
    assert sum(line.text.startswith("#") for line in chrome(lines).lines) == kept
