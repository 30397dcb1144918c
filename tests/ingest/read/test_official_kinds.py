"""Bulletins (简报), letters of Taiwan, orders, and the foot of official documents."""

from __future__ import annotations

import pytest
from tests.ingest.read.test_official import BODY, NUMBER, TITLE, TO
from tests.ingest.read.test_word import CENTRE, FIRST, SECOND, THIRD, article, codes, content
from tests.ingest.read.test_word import read as docx_read
from tests.ingest.read.word_files import par

from casebook import clean_bytes
from casebook.ingest.facts.dates import day_alone
from casebook.ingest.read.by_form import by_form
from casebook.ingest.read.official_forms import (
    Official,
    begins_alone,
    ends_alone,
    number_in,
)
from casebook.problems import Code

RULED = "现通知如下，请遵照执行。"


def read(*texts: str, middle: tuple[str, ...] = (TITLE,)) -> Official | None:
    return by_form(texts, [text in middle for text in texts])


def official(*texts: str, middle: tuple[str, ...] = (TITLE,)) -> Official:
    found = read(*texts, middle=middle)
    assert found is not None
    return found


def gone(found: Official, *texts: str) -> list[str]:
    return [text for at, text in enumerate(texts) if at in found.beside]


# --- Official documents: above the title


@pytest.mark.parametrize(
    ("text", "signed", "number"),
    [
        (f"000023　　{NUMBER}", False, NUMBER),
        (f"00023　　{NUMBER}", False, ""),
        (f"{NUMBER}　　签发人：王凯", False, NUMBER),
        (f"{NUMBER}　　刘　敏", True, NUMBER),
        (f"{NUMBER}　　欧阳明月", True, NUMBER),
        (f"{NUMBER}　　刘", True, ""),
        (f"{NUMBER}　　刘敏和同事", True, ""),
        # A name that no line above announces.
        (f"{NUMBER}　　刘　敏", False, ""),
    ],
)
def test_what_may_stand_beside_the_number(text: str, number: str, *, signed: bool) -> None:
    assert number_in(text, signed=signed) == number


@pytest.mark.parametrize(
    "signers", [("签发人：王　凯", NUMBER, "刘　敏"), (NUMBER, "签发人：王凯")]
)
def test_two_persons_who_sign_are_no_title(signers: tuple[str, ...]) -> None:
    found = official(f"{BODY}文件", *signers, TITLE, TO, RULED, BODY, "2024年5月6日")
    assert (found.number, found.titles) == (NUMBER, (1 + len(signers),))
    assert found.beside == set(range(1 + len(signers)))


def test_marks_may_stand_below_the_line_of_the_number() -> None:
    lines = (BODY, f"000023　{NUMBER}", "机密★1年", "特急", TITLE, TO, RULED, BODY, "2024年5月6日")
    found = official(*lines)
    assert (found.body, gone(found, *lines)) == (BODY, list(lines[:4]))


@pytest.mark.parametrize(
    ("head", "number", "body"),
    [
        ("青河市人民政府令", "第27号", "青河市人民政府"),
        ("青河市人民代表大会常务委员会公告", "〔第九号〕", "青河市人民代表大会常务委员会"),
        ("青河市人民政府令", "27号", ""),
        ("青河市人民政府", "第27号", ""),
        ("县府令", "第27号", ""),
    ],
)
def test_orders_have_a_number_without_a_name(head: str, number: str, body: str) -> None:
    lines = (
        head,
        number,
        "《办法》现予公布。",
        "市长　赵明远",
        "2023年8月21日",
        "第一条　制定本办法。",
    )
    found = read(*lines, middle=lines[:2])
    assert (found.body if found else "") == body
    if found:
        assert (found.titles, found.number, found.signed) == ((0,), number, "2023-08-21")
        assert gone(found, *lines) == [number]


# --- The foot of official documents

LETTER = (f"{BODY}文件", NUMBER, TITLE, TO, RULED, BODY, "2024年5月6日")
ANNEX = ("附件", *(f"第{at}条 街长每周巡查两次，问题当天上报。" for at in "一二三四五六七八九"))
PRINTED = "青河自治州办公室　2024年5月7日印发"


@pytest.mark.parametrize(
    "foot",
    [
        ("抄送：州财政局。", PRINTED),
        ("抄送：州财政局，州审计局，", "　　　州人武部。", PRINTED, "（共印60份）"),
        ("抄送：州财政局，", "州审计局，", "州法院，", "州人武部。", PRINTED),
        ("主题词：街道　通知", "抄送：州财政局。", PRINTED, "校对：周敏"),
        # The office stands in a cell of its own, the day in the next.
        ("青河自治州办公室", "2024年5月7日印发"),
        ("公开属性：主动公开", PRINTED),
        ("州府办　2024年5月7日印发",),
    ],
)
@pytest.mark.parametrize("annex", [(), ANNEX])
def test_the_imprint_at_the_foot_or_above_an_annex(
    foot: tuple[str, ...], annex: tuple[str, ...]
) -> None:
    found = official(*LETTER, *foot, *annex)
    assert gone(found, *LETTER, *foot, *annex) == [*LETTER[:2], *foot]
    assert (found.body, found.signed) == (BODY, "2024-05-06")


@pytest.mark.parametrize(
    "line",
    [
        "2024年5月7日印",  # 印 alone stands behind an office
        "州办2024年5月7日印发",  # as does 印发 where a name is a name
        "抄送：州财政局。",  # far from a line of the printer
        "青河自治州办公室",
        "请各县于2024年5月7日前印发",
    ],
)
def test_what_is_no_imprint_stays(line: str) -> None:
    found = official(*LETTER, line, *ANNEX)
    assert gone(found, *LETTER, line, *ANNEX) == list(LETTER[:2])


def test_five_lines_above_the_printer_are_too_many() -> None:
    foot = ("抄送：州财政局，", "州审计局，", "州法院，", "州检察院，", "州人武部。", PRINTED)
    found = official(*LETTER, *foot, *ANNEX)
    assert gone(found, *LETTER, *foot, *ANNEX) == [*LETTER[:2], PRINTED]


def test_the_imprint_above_an_annex_raises_no_alarm() -> None:
    done = [par(text, more=CENTRE if text == TITLE else "") for text in LETTER]
    copies = "抄送：州财政局，州城市管理局，各县人民政府。"
    cleaned = docx_read(*done, par(copies), par(PRINTED), *map(par, ANNEX))
    assert cleaned.article is not None
    assert ANNEX[1] in content(cleaned.article)
    assert copies not in content(cleaned.article)
    assert Code.TEXT_CUT not in codes(cleaned)


# --- Bulletins

NAME, ISSUE, MAKER = "改革工作简报", "第12期（总第145期）", "中共云岭县委改革办　2024年3月5日"
CASE = "云岭县推行村民自建"
REPORT = (FIRST, SECOND, THIRD)
RECEIVED = ("报：省委改革办。", "送：市级各部门。", "发：各乡镇党委。", "共印120份")


def test_a_bulletin_has_the_title_of_what_it_tells() -> None:
    lines = (NAME, ISSUE, MAKER, CASE, *REPORT, *RECEIVED)
    found = official(*lines, middle=(NAME, ISSUE, CASE))
    assert (found.titles, found.body, found.signed) == ((3,), "中共云岭县委改革办", "2024-03-05")
    assert found.number == NAME + ISSUE
    assert gone(found, *lines) == [NAME, ISSUE, MAKER, *RECEIVED]


@pytest.mark.parametrize(
    ("head", "maker", "body"),
    [
        ((NAME, "第12期"), ("县府办编　2024年3月5日",), "县府办"),
        (
            ("青河改革（专报）", "〔2024〕第8期"),
            ("县政府研究室编印", "2024年3月5日"),
            "县政府研究室",
        ),
        (("政务信息", "2024年第3期"), ("县府办（2024年3月5日）",), "县府办"),
        (("青河市人民政府专题会议纪要", "〔2024〕15号"), ("县府办　2024年3月5日",), "县府办"),
        (("内部资料", "特急", "改革动态", "增刊"), ("县府办　2024年3月5日",), None),
        (("特急", "改革动态", "增刊"), ("县府办　2024年3月5日",), "县府办"),
        # A name that is none, is too long, is a sentence; no number; a number of another kind.
        (("关于信息化建设的通知", "第12期"), ("县府办　2024年3月5日",), None),
        (("甲" * 22 + "简报", "第12期"), ("县府办　2024年3月5日",), "县府办"),
        (("甲" * 23 + "简报", "第12期"), ("县府办　2024年3月5日",), None),
        (("今年；编发简报", "第12期"), ("县府办　2024年3月5日",), None),
        ((NAME, "第12章"), ("县府办　2024年3月5日",), None),
        # A body has three letters at least; the day stands two lines below at most.
        ((NAME, "第12期"), ("府办　2024年3月5日",), None),
        ((NAME, "第12期"), ("本期共三篇", "县府办", "2024年3月5日"), None),
    ],
)
def test_forms_of_bulletins(
    head: tuple[str, ...], maker: tuple[str, ...], body: str | None
) -> None:
    found = read(*head, *maker, CASE, *REPORT, middle=(CASE,))
    assert (found.body if found else None) == (body or None)


@pytest.mark.parametrize("count", [3, 4])
def test_the_title_of_a_bulletin_has_three_lines_at_most(count: int) -> None:
    lines = tuple(f"{CASE}{at}" for at in range(count))
    found = official(NAME, ISSUE, MAKER, *lines, *REPORT, middle=lines)
    assert found.titles == (3, 4, 5)


@pytest.mark.parametrize(("filled", "found"), [(7, True), (8, False)])
def test_those_who_receive_a_bulletin_make_it_one_at_its_end(filled: int, *, found: bool) -> None:
    lines = (NAME, ISSUE, CASE, *REPORT, "送：市级各部门。", *["完"] * filled)
    assert (read(*lines, middle=(CASE,)) is not None) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("出席：王小明、李大山", True),
        ("县府办  2024年3月5日印发", True),
        ("会议还研究了其他事项", False),
    ],
)
def test_minutes_are_known_by_who_attended_or_who_printed_them(line: str, *, found: bool) -> None:
    lines = ("青河市人民政府常务会议纪要", "〔2024〕15号", CASE, *REPORT, line)
    made = read(*lines, middle=(CASE,))
    assert (made is not None) == found
    assert made is None or made.titles == (2,)


@pytest.mark.parametrize(("marks", "found"), [(8, True), (9, False)])
def test_the_head_of_a_bulletin_has_ten_lines(marks: int, *, found: bool) -> None:
    lines = (*["特急"] * marks, NAME, ISSUE, MAKER, CASE, *REPORT)
    assert (read(*lines, middle=(CASE,)) is not None) == found


def test_a_bulletin_counts_all_its_numbers_and_notes_its_text_first() -> None:
    note = "编者按：村民自建的做法值得各地借鉴。"
    lines = (NAME, "2024年第6期", "（总第88期）", MAKER, note, CASE, *REPORT)
    found = official(*lines, middle=(CASE,))
    assert (found.titles, found.body) == ((5,), "中共云岭县委改革办")
    assert gone(found, *lines) == list(lines[:4])
    large = [par(text, more=CENTRE, look="<w:sz w:val='72'/>") for text in lines[:3]]
    plain = article(*large, *map(par, lines[3:5]), par(CASE), *map(par, REPORT))
    assert plain.title != NAME


def test_a_bulletin_in_word() -> None:
    head = [par(text, more=CENTRE, look="<w:sz w:val='72'/>") for text in (NAME, ISSUE)]
    made = article(
        *head, par(MAKER), par(CASE, more=CENTRE), *map(par, REPORT), *map(par, RECEIVED)
    )
    assert (made.title, content(made)) == (CASE, list(REPORT))
    (source,) = made.sources
    assert (source.publisher, source.published) == ("中共云岭县委改革办", "2024-03-05")


# --- Letters of Taiwan

LABELS = (
    "地址：臺中市西屯區",
    "三段99號",
    "發文日期：中華民國113年5月6日",
    "發文字號：府授民字第113號",
)
SUBJECT = "主旨：檢送參與式預算計畫1份，請查照轉知。"
SAID = ("說明：", "一、各區公所每年辦理住民大會2場，提案經居民投票後納入預算，執行情形按季公開。")


def test_a_letter_is_named_after_its_subject() -> None:
    lines = ("臺中市政府　函", *LABELS, SUBJECT, *SAID, "正本：各區公所")
    found = official(*lines, middle=lines[:1])
    assert (found.title, found.body) == ("檢送參與式預算計畫1份", "臺中市政府")
    assert (found.number, found.signed) == ("府授民字第113號", "2024-05-06")
    assert gone(found, *lines) == [*lines[:5], "正本：各區公所"]


@pytest.mark.parametrize("left_out", ["臺中市政府　函", *LABELS[2:]])
def test_a_letter_has_all_its_labels(left_out: str) -> None:
    lines = ("臺中市政府　函", *LABELS, SUBJECT, *SAID)
    assert read(*(text for text in lines if text != left_out)) is None


@pytest.mark.parametrize(("filled", "found"), [(19, True), (20, False)])
def test_the_labels_of_a_letter_stand_at_its_head(filled: int, *, found: bool) -> None:
    lines = ("臺中市政府　函", *["裝訂線"] * filled, *LABELS, SUBJECT, *SAID)
    assert (read(*lines) is not None) == found


@pytest.mark.parametrize(
    ("head", "said", "title", "stays"),
    [
        # An order says at once what it is about; a notice of a meeting has another label.
        ("教育部　令", "修正「社區大學輔導辦法」第五條。", "修正「社區大學輔導辦法」第五條", True),
        ("新北市政府　開會通知單", "開會事由：召開研商會議", "召開研商會議", False),
        (
            "嘉義市政府　公告",
            "主旨：公告實施計畫，並自即日起生效。",
            "公告實施計畫，並自即日起生效",
            True,
        ),
    ],
)
def test_orders_and_notices_of_meetings(head: str, said: str, title: str, *, stays: bool) -> None:
    lines = (head, *LABELS, "附件：", said, *SAID)
    found = official(*lines)
    assert (found.title, found.titles) == (title, () if stays else (6,))
    assert gone(found, *lines) == list(lines[:6])
    made = article(*map(par, lines))
    assert (made.title, said in content(made)) == (title, stays)


def test_a_letter_in_word() -> None:
    made = article(*map(par, ("臺中市政府　函", *LABELS, SUBJECT, *SAID)))
    assert made.title == "檢送參與式預算計畫1份"
    assert content(made)[0] == SUBJECT


SIGNED = ("臺中市政府　函", *LABELS, SUBJECT, *SAID, "正本：各區公所", "市長　林 大 河")


@pytest.mark.parametrize("kind", ["{}", "<p>{}</p>"])
@pytest.mark.parametrize(
    ("above", "is_letter"),
    [((), True), (("首頁", "公文下載"), True), (("市府昨天發了一份公文。",), False)],
)
def test_a_letter_of_a_site_or_a_text(
    kind: str, above: tuple[str, ...], *, is_letter: bool
) -> None:
    data = "\n".join(map(kind.format, (*above, *SIGNED)))
    page = f"<!DOCTYPE html><html><body><div>{data}</div></body></html>" if "<" in kind else data
    made = clean_bytes(page.encode(), name="a").article
    assert made is not None
    (source,) = made.sources
    known = (made.title, source.publisher, source.published, source.note)
    right = ("檢送參與式預算計畫1份", "臺中市政府", "2024-05-06", "府授民字第113號")
    assert (known == right) == is_letter
    if is_letter:
        assert content(made) == [SUBJECT, *SAID, "市長 林 大 河"]


def test_a_page_says_the_day_that_its_letter_does_not() -> None:
    texts = ["發文日期：如文" if text.startswith("發文日期") else text for text in SIGNED]
    meta = '<meta name="PubDate" content="2024-05-07">'
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"<!DOCTYPE html><html><head>{meta}</head><body><div>{body}</div></body></html>"
    made = clean_bytes(page.encode(), name="a").article
    assert made is not None
    assert (made.title, made.sources[0].published) == ("檢送參與式預算計畫1份", "2024-05-07")


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("市長　林 大 河", True),
        ("代理鄉長林大河", True),
        ("主任委員 林大", True),
        ("董事長林大河川", True),
        ("市長林大河川水", False),
        ("市長林", False),
        ("市長的話", True),  # reads like a name; it is only kept from being a heading
        ("辦理情形", False),
    ],
)
def test_who_signs_a_letter_is_no_heading(line: str, *, signs: bool) -> None:
    lines = (*SIGNED[:-1], line)
    assert official(*lines).signs == (frozenset({len(lines) - 1}) if signs else frozenset())


def test_bold_who_signs_is_no_heading_in_word() -> None:
    made = article(*map(par, SIGNED[:-1]), par(SIGNED[-1], look="<w:b/>"))
    assert content(made)[-1] == "市長 林 大 河"


# --- Rows of a PDF


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        (NUMBER, True, True),
        ("000023", True, True),
        ("特急", True, True),
        (PRINTED, True, True),
        ("抄送：州财政局，", True, False),
        ("主旨：檢送計畫1份，", True, False),
        ("受文者：", True, False),
        ("——", False, False),
        ("街长每周巡查两次，", False, False),
    ],
)
def test_rows_that_stand_alone_by_their_form(text: str, *, begins: bool, ends: bool) -> None:
    assert (begins_alone(text), ends_alone(text)) == (begins, ends)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (
            "白水市卫生健康委员会（白水市中医药管理局）",
            "白水市卫生健康委员会（白水市中医药管理局）",
        ),
        ("白水市卫生健康委员会(市疾控局)", "白水市卫生健康委员会（市疾控局）"),
        ("白水市财政局（盖章）", "白水市财政局"),
        ("白水市财政局（代拟稿）", "白水市财政局"),
        ("以上意见（白水市财政局）", ""),
        ("白水市财政局", "白水市财政局"),
    ],
)
def test_a_body_with_a_second_name_signs(line: str, body: str) -> None:
    made = article(par(TITLE, "a3"), *map(par, REPORT), par(line), par("2024年5月6日"))
    (source,) = made.sources
    assert (source.publisher, source.published) == (body, "2024-05-06")


@pytest.mark.parametrize(
    ("line", "day"), [("2024年5月6日止", "2024-05-06"), ("2024年5月6日为止", "")]
)
def test_a_day_fills_its_line_but_for_a_character(line: str, day: str) -> None:
    assert day_alone(line) == day
