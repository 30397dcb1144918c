from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.records import Edition, Script
from casebook.text import engine, is_open, proofread, repair, segment, to_edition

# Right Traditional words, and the same with characters left in simplified form.
RIGHT = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[
    "right"
].split()
LEFT = {
    "干部": "幹部",
    "先后": "先後",
    "100余個": "100餘個",
    "示范單位": "示範單位",
    "藏歷年": "藏曆年",
    "羌歷年": "羌曆年",
    "什么": "什麼",
    "關于": "關於",
    "團結奮斗": "團結奮鬥",
    "聯系": "聯繫",
    "采取": "採取",
    "愿望": "願望",
    "平臺里": "平臺裡",
    "共筑": "共築",
    "精准": "精準",
    "旅游": "旅遊",
    "这項": "這項",
    "可復制": "可複製",
    "復制品": "複製品",
    "會議結束后": "會議結束後",
    "村子里": "村子裡",
}


@pytest.mark.parametrize(("before", "after"), LEFT.items())
def test_a_word_left_in_simplified_form_is_repaired(before: str, after: str) -> None:
    text, made, left = repair(f"社區的{before}。", Script.HANT)
    assert text == f"社區的{after}。"
    assert made
    assert not left
    for item in made:
        assert text[item.start] == item.after
        assert item.before in before
        assert item.left.endswith(f"社區的{before}"[: item.start][-8:])


def test_what_no_word_decides_is_left_and_reported() -> None:
    text, made, left = repair("這是后。", Script.HANT)
    assert text == "這是后。"
    assert not made
    (item,) = left
    assert (item.start, item.before, item.after, item.rule) == (2, "后", "后", "")
    assert "後" in item.alternatives


def test_kept_words_and_exceptions_override_repair() -> None:
    assert repair("社區干部", Script.HANT, keep=["干部"])[0] == "社區干部"
    text, made, _ = repair("這是后。", Script.HANT, exceptions={"是后": "是後"})
    assert text == "這是後。"
    assert [item.rule for item in made] == ["exception"]


def test_simplified_text_is_repaired_too() -> None:
    text, made, _ = repair("这个國家的乾隆", Script.HANS)
    assert text == "这个国家的乾隆"
    assert [(item.before, item.after) for item in made] == [("國", "国")]


@given(st.lists(st.sampled_from(RIGHT)).map("、".join))
def test_right_text_is_not_touched(text: str) -> None:
    assert repair(text, Script.HANT)[:2] == (text, ())


@given(st.lists(st.sampled_from([*RIGHT, *LEFT, "ab 12", "<i>"])).map("，".join))
def test_repair_changes_listed_places_only_and_once(text: str) -> None:
    repaired, made, _ = repair(text, Script.HANT)
    changed = [
        i for i, (item, other) in enumerate(zip(text, repaired, strict=True)) if item != other
    ]
    assert changed == [entry.start for entry in made]
    assert repair(repaired, Script.HANT)[:2] == (repaired, ())


def test_what_simplified_text_has_too_is_not_repaired() -> None:
    text = "富硒菜薹与二噁英检测"
    assert repair(text, Script.HANS) == (text, (), ())


@pytest.mark.parametrize(
    "text",
    # Of a given name that is a word, too (郁金香, 云端), the person alone knows the form.
    ["董事長彭双浪", "李文双說", "均系後人所作", "記者于郁金報導", "于郁金表示", "主任張云端表示"],
)
def test_a_name_or_a_copula_is_asked(text: str) -> None:
    assert len(repair(text, Script.HANT)[2]) == 1


_SENTENCES = Path(__file__).with_name("right.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", [line for line in _SENTENCES if not line.startswith("#")])
def test_right_sentences_with_traps_are_not_touched(text: str) -> None:
    assert repair(text, Script.HANT)[:2] == (text, ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("鎮裡的干部開會", "鎮裡的幹部開會"),
        ("關于改革的意見，由党委提出", "關於改革的意見，由黨委提出"),
        ("采購流程，其后修訂", "採購流程，其後修訂"),
        ("構築服務体系", "構築服務體系"),
        ("关於内政部、温馨的黄市長", "關於內政部、溫馨的黃市長"),
        ("百余天，100余個，大廳里有書", "百餘天，100餘個，大廳裡有書"),
        ("台湾省的稽征处", "台灣省的稽征處"),
        # No name stands before a verb of speech within a clause, nor a word behind another.
        ("高价格的商品，資料向云端遷移", "高價格的商品，資料向雲端遷移"),
        ("縣長表示，以及范圍說明", "縣長表示，以及範圍說明"),
        # A surname or a word of its own where it stands alone.
        ("住在于家，党先生同意", "住在于家，党先生同意"),
        ("自制的麵包，海裡有魚", "自制的麵包，海裡有魚"),
    ],
)
def test_only_what_is_certain_is_repaired(before: str, after: str) -> None:
    assert repair(before, Script.HANT)[0] == after


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("候車里民為之驚豔", "里"),  # 車裡 or 里民
        ("取下髮夾給我看", "髮"),  # 下發 or 髮夾
        ("麻豆排水系南岸", "系"),  # 水系, or the copula
        ("全縣村里主要道路", "里"),
        ("西湖區飯店里與新和里", "里"),
        ("周惠琼議員、王恒光議員", "琼恒"),
        ("庄先生說", "庄"),
        ("前排左起：杜永恒（左一）、林建國（左二）", "恒"),  # all there is between two marks
        ("出席：張永恒", "恒"),
        ("大社里社區", "里"),  # the name of a 里
        ("九龍官涌街", ""),
        ("台制品", "制"),  # 臺 is a matter of taste, so that the word would be half repaired
    ],
)
def test_what_two_words_or_a_name_may_mean_is_asked(text: str, asked: str) -> None:
    repaired, made, left = repair(text, Script.HANT)
    assert (repaired, made) == (text, ())
    assert [item.before for item in left] == list(asked)


def test_a_line_with_many_repairs_is_converted_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each repair looks at the characters around it, never at the whole line again."""
    seen: list[int] = []
    convert, probe = segment.convert, engine.probe

    def counted(text: str, edition: Edition) -> str:
        seen.append(len(text))
        return convert(text, edition)

    def probed(edition: Edition) -> Callable[[str], str]:
        return lambda text: seen.append(len(text)) or probe(edition)(text)

    monkeypatch.setattr(segment, "convert", counted)
    monkeypatch.setattr(engine, "probe", probed)
    sizes = []
    for times in (20, 40):
        seen.clear()
        assert len(repair("縣里干部聯系群眾" * times, Script.HANT)[1]) >= times
        sizes.append(sum(seen))
    assert sizes[1] <= 2.3 * sizes[0]


def test_a_name_is_no_word_and_a_part_of_a_word_no_other_word() -> None:
    for before, after in (("永恒", "永恆"), ("村庄", "村莊"), ("藏歷年前", "藏曆年前")):
        assert repair(f"青河的{before}。", Script.HANT)[0] == f"青河的{after}。"


def test_certain_in_conversion_is_not_certain_in_repair() -> None:
    text, made, left = repair("其餘下不改", Script.HANS)
    assert (text, made) == ("其餘下不改", ())
    assert [item.before for item in left] == ["餘"]
    assert to_edition("屬於", SIMPLIFIED, script=Script.HANT) == "属于"
    assert not [item for item in proofread("屬於", SIMPLIFIED, Script.HANT) if is_open(item)]


def test_a_rare_form_is_asked() -> None:
    text, made, left = repair("坪輋村的农民说，蘋果丰收了", Script.HANS)
    assert (text, [item.after for item in made]) == ("坪輋村的农民说，苹果丰收了", ["苹"])
    assert [item.before for item in left] == ["輋"]


def test_the_saved_page_is_made_right(shared: Path) -> None:
    page = (shared / "inbox" / "chengdu-rongcheng-yijiaqin.txt").read_text(encoding="utf-8")
    body = page[page.index("改革背景") : page.index("分享讓更多人看到")]
    text, made, left = repair(body, Script.HANT)
    # 制發 (made and issued) and 製發 (manufactured) are both words: a person is asked.
    assert [item.before + item.right[0] for item in left] == ["制發", "制發"]
    assert len(made) >= 29
    for wrong in ("余個", "示范", "先后", "共筑", "采取", "干部", "什么", "平臺里", "歷年", "于加"):
        assert wrong in body
        assert wrong not in text
    for right in ("編發", "羌曆年", "藏曆年", "最後一公里", "0公里", "歌舞隊裡"):
        assert right in text
    home = to_edition(to_edition(text, SIMPLIFIED), TRADITIONAL)
    home = home.translate(str.maketrans("「」樑蹟", "“”梁跡")).replace("製發", "制發")
    assert home == text


def test_right_text_of_the_regulations_is_not_touched(shared: Path) -> None:
    lines = (shared / "traditional" / "taiwan-regulations.txt").read_text(encoding="utf-8")
    made = [item for line in lines.splitlines() for item in repair(line, Script.HANT)[1]]
    assert len(made) * 100_000 <= len(lines)


def test_neighbours_speak_against_a_repair() -> None:
    """松 stays where what stands beside it nearly always has it so."""
    text = "黑客松開源專案"
    repaired, made, left = repair(text, Script.HANT)
    assert (repaired, made) == (text, ())
    assert [item.start for item in left] == [2]
