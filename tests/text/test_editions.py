from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook.records import Edition, Script
from casebook.text import (
    detect_script,
    engine,
    is_open,
    printer,
    proofread,
    repair,
    segment,
    to_edition,
)
from casebook.text.editions import editions_of, known_tags
from casebook.text.quotes import CORNER, CURLY

HANT, HANS = TRADITIONAL, SIMPLIFIED
EVERY = editions_of(known_tags())

# Whole words, so that text looks like text; markup, ids and Latin in between.
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
IN_HANS, IN_HANT, FOREIGN = (
    WORDS[name].split() for name in ("simplified", "traditional", "foreign")
)
simplified = st.lists(st.sampled_from(IN_HANS + FOREIGN)).map("".join)
traditional = st.lists(st.sampled_from(IN_HANT + FOREIGN)).map("".join)
anything = st.one_of(simplified, traditional, st.text())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("在编制外的干部不得干涉", "在編制外的幹部不得干涉"),
        ("先后听取意见，皇后", "先後聽取意見，皇后"),
        ("范仲淹的示范区", "范仲淹的示範區"),
        ("于右任关于", "于右任關於"),
        ("最后一公里在平台里", "最後一公里在平臺裡"),
        ("余姓居民100余个，两千余人，业余", "余姓居民100餘個，兩千餘人，業餘"),
        ("藏历年、羌历年、历年", "藏曆年、羌曆年、歷年"),
        ("编发资料、换发证件、批复、复核、制发", "編發資料、換發證件、批復、複核、製發"),
        ("工作计划与规划已公布，占比", "工作計畫與規劃已公布，占比"),
        ("雇主雇用雇员，受雇人", "雇主僱用雇員，受僱人"),
        ("征收土地，长征，征求意见", "徵收土地，長征，徵求意見"),
        ("社区网格员核对信息", "社區網格員核對信息"),
        ("系指相关系统、关系", "係指相關系統、關係"),
        ("更新后土地，三天后", "更新後土地，三天後"),
        ("应于都市区内，提出征求意见", "應於都市區內，提出徵求意見"),
        ("一体化制度，法定制度，定制度", "一體化制度，法定制度，定制度"),
        ("新余市、余江县、台州市、于都县、龙岩市", "新余市、余江縣、台州市、于都縣、龍岩市"),
        ("农村里的账、村里长", "農村裡的帳、村里長"),
        ("培养好干部，上海干部更加注重", "培養好幹部，上海幹部更加注重"),
        ("提交并通过，为了解决", "提交並通過，為了解決"),
        ("办理发放、治理发布、污染发生", "辦理發放、治理發布、污染發生"),
        ("协议书签订，多名表示，地方志愿者", "協議書簽訂，多名表示，地方志願者"),
        ("最多只跑一次，而是只要", "最多只跑一次，而是只要"),
        ("大包干与包干到户，干部实干", "大包乾與包乾到戶，幹部實幹"),
    ],
)
def test_words_into_traditional(before: str, after: str) -> None:
    assert to_edition(before, HANT, script=Script.HANS) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("原著與編著，沿著，著名，土著，執著", "原著与编著，沿着，著名，土著，执着"),
        ("乾隆年間，乾燥，餅乾，乾坤", "乾隆年间，干燥，饼干，乾坤"),
        ("瞭解、瞭望、一目瞭然", "了解、瞭望、一目了然"),
        ("答覆、覆蓋、反覆、批覆、覆核、顛覆", "答复、覆盖、反复、批复、复核、颠覆"),
        ("經濟復甦、甦醒", "经济复苏、苏醒"),
        ("魏徵徵求", "魏徵征求"),
        ("藉口、憑藉、慰藉、狼藉", "借口、凭借、慰藉、狼藉"),
        ("計畫、規畫、策畫、畫家", "计划、规划、策划、画家"),
        ("社區、裡面、臺灣、為眾", "社区、里面、台湾、为众"),
    ],
)
def test_words_into_simplified(before: str, after: str) -> None:
    assert to_edition(before, HANS, script=Script.HANT) == after


def test_quotation_marks_follow_the_edition_when_converting() -> None:
    assert to_edition("说“要‘干’”", HANT) == "說「要『幹』」"
    assert to_edition("說「要『幹』」", HANS) == "说“要‘干’”"
    assert to_edition("說“要”", HANT) == "說“要”"
    assert to_edition("说Xi’an的‘好’", HANT) == "說Xi’an的『好』"


def test_the_script_is_told_by_characters_of_one_script() -> None:
    assert detect_script("國家") is Script.HANT
    assert detect_script("国家") is Script.HANS
    assert detect_script("國家發展示范先后国") is Script.HANT
    assert detect_script("先后") is None
    assert detect_script("2024 abc") is None


def test_text_of_unknown_script_is_converted_where_a_word_is_certain() -> None:
    assert to_edition("后", HANT) == "后"
    assert to_edition("示范先后", HANT) == "示範先後"
    assert to_edition("皇后", HANT) == "皇后"


def test_an_unknown_edition_is_an_error() -> None:
    with pytest.raises(ValueError, match="zh-TW"):
        to_edition("国", "zh-TW")


def test_kept_words_and_exceptions_override_the_dictionaries() -> None:
    assert to_edition("发展里办", HANT, keep=["里办", ""]) == "發展里办"
    assert to_edition("干部干事", HANT, script=Script.HANS, exceptions={"干事": "乾事"}) == (
        "幹部乾事"
    )
    longest = to_edition("国干部", HANT, keep=["干"], exceptions={"干部": "幹部"})
    assert longest == "國幹部"


@given(anything, st.sampled_from(EVERY), st.sampled_from([None, *Script]))
@example("国\0国", HANT, None)
def test_what_is_not_chinese_stays_in_its_place(
    text: str, edition: Edition, script: Script | None
) -> None:
    converted = to_edition(text, edition, script=script)
    assert len(converted) == len(text)
    for before, after in zip(text, converted, strict=True):
        if before.isascii() or not (before.isalpha() or before in "“”‘’「」『』"):
            assert after == before


@given(st.one_of(simplified, traditional), st.sampled_from(EVERY))
def test_conversion_is_idempotent(text: str, edition: Edition) -> None:
    once = to_edition(text, edition)
    assert to_edition(once, edition) == once


@given(traditional, simplified)
def test_an_edition_leaves_its_own_script_alone(hant: str, hans: str) -> None:
    assert to_edition(hant + "國這", HANT, script=Script.HANT) == hant + "國這"
    assert to_edition(hans + "国这", HANS, script=Script.HANS) == hans + "国这"
    if detect_script(hant) is Script.HANT:
        assert to_edition(hant, HANT) == hant
    if detect_script(hans) is Script.HANS:
        assert to_edition(hans, HANS) == hans


@given(st.lists(st.sampled_from(IN_HANT + FOREIGN)).map("、".join))
def test_words_come_home_from_simplified(text: str) -> None:
    there = to_edition(text, HANS, script=Script.HANT)
    assert to_edition(there, HANT, script=Script.HANS) == text


@given(simplified, st.sampled_from(["干余后", "发展", "里$1", "(后)"]), simplified)
def test_kept_words_keep_every_character(left: str, word: str, right: str) -> None:
    converted = to_edition(left + word + right, HANT, script=Script.HANS, keep=[word])
    assert converted[len(left) : len(left) + len(word)] == word


def _rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _asked(text: str) -> set[int]:
    return {item.start for item in proofread(text, TRADITIONAL, Script.HANS) if is_open(item)}


@pytest.mark.parametrize(("simplified", "traditional"), _rows("kinds.tsv"))
def test_kinds_of_words_and_names(simplified: str, traditional: str) -> None:
    assert to_edition(simplified, TRADITIONAL, script=Script.HANS) == traditional
    assert repair(traditional, Script.HANT)[:2] == (traditional, ())


@pytest.mark.parametrize(("traditional", "simplified"), _rows("kinds_simplified.tsv"))
def test_kinds_of_words_and_names_in_simplified(traditional: str, simplified: str) -> None:
    assert to_edition(traditional, SIMPLIFIED, script=Script.HANT) == simplified


@pytest.mark.parametrize(("simplified", "traditional"), _rows("asked.tsv"))
def test_what_is_printed_otherwise_is_asked(simplified: str, traditional: str) -> None:
    printed = to_edition(simplified, TRADITIONAL, script=Script.HANS)
    wrong = {at for at, (a, b) in enumerate(zip(printed, traditional, strict=True)) if a != b}
    assert wrong <= _asked(simplified)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("副县长种法义主持会议", {3}),  # a verb that is a surname, after an office
        ("副镇长余庆祥说", {3}),  # 余庆 is a word, and what follows shows a name
        ("村民种苹果增收", set()),  # after a farmer it is the verb
        ("大户于学江搬来收粮", {2}),  # two characters that make no other word
        ("主任于近日到任", {2}),  # a word follows: a preposition, or a name
        ("书记后又去了", {2}),  # an adverb is no given name
        ("诉求占四成", set()),  # the project's choice for every sense
        ("，余静兰昨天来", {1}),  # no clause begins with more than
        ("三百 余静兰昨天来", {3}),  # but after a number and a space it goes on
        ("她与余静兰昨天来", {2}),  # and inside a clause
        ("余静兰", {0}),  # nothing shows where the name ends
    ],
)
def test_names_that_are_only_likely_are_asked(text: str, asked: set[int]) -> None:
    assert _asked(text) == asked


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("，余静兰昨天来", "余"),
        ("余静兰昨天来", "余"),
        ("与余静兰昨天来", "餘"),
        ("3余静兰昨天来", "餘"),
        ("百 余静兰昨天来", "餘"),
        ("百\u3000\u3000余静兰昨天来", "餘"),  # a number is looked for three characters before
        ("百   余静兰昨天来", "余"),
        ("余的昨天来", "餘"),
        ("余下昨天来", "餘"),
    ],
)
def test_a_name_that_opens_a_clause_keeps_its_surname(text: str, printed: str) -> None:
    place = text.index("余")
    assert to_edition(text, TRADITIONAL, script=Script.HANS)[place] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("新和区瑞芝里先行停水", "里"),  # behind a district
        ("瑞芝里先行停水", "裡"),
        ("区瑞芝里先行停水", "裡"),  # a district has a name
        ("新和区医院里先行停水", "裡"),  # words inside which something is
        ("新和区她手里先行停水", "裡"),
        ("瑞芝里、仁泽里停水", "里里"),  # a row
        ("瑞芝里，仁泽里停水", "裡裡"),
        ("瑞芝里、医院里停水", "裡裡"),
        ("泽里、瑞芝里", "裡裡"),
        ("里", "裡"),
    ],
)
def test_names_of_neighbourhoods_keep_their_last_character(text: str, printed: str) -> None:
    places = [at for at, char in enumerate(text) if char == "里"]
    made = to_edition(text, TRADITIONAL, script=Script.HANS)
    assert "".join(made[at] for at in places) == printed
    certain = {text.index("手里") + 1} if "手里" in text else set()
    assert set(places) - certain <= _asked(text)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_words_reach_over_the_space_behind_a_number(space: str) -> None:
    text = f"买鸡 88{space}只，3{space}天后 5 月后再来"
    printed = to_edition(text, TRADITIONAL, script=Script.HANS)
    assert printed == f"買雞 88{space}隻，3{space}天後 5 月後再來"
    decided = segment.rules(text, TRADITIONAL)
    assert len(decided) == len(text)
    assert decided[text.index("后")] == segment.rules("3天后", TRADITIONAL)[2]
    assert to_edition("3 天後", SIMPLIFIED, script=Script.HANT) == "3 天后"


def test_only_one_space_behind_a_number_is_of_the_typesetter() -> None:
    for text in ("88  只，", "八 只，"):
        assert "隻" not in to_edition(text, TRADITIONAL, script=Script.HANS)


def test_a_word_of_the_text_that_is_a_range_is_no_copula() -> None:
    printed = to_edition("新潮流系拿下三席，车系停产", TRADITIONAL, script=Script.HANS)
    assert printed == "新潮流系拿下三席，車系停產"
    printed = to_edition("该汽车系伪造，排水系集体所有", TRADITIONAL, script=Script.HANS)
    assert printed == "該汽車係偽造，排水係集體所有"


def test_a_likely_name_is_printed_as_a_name() -> None:
    printed = to_edition("大户于学江搬来收粮", TRADITIONAL, script=Script.HANS)
    assert printed == "大戶于學江搬來收糧"
    printed = to_edition("书记后又去了", TRADITIONAL, script=Script.HANS)
    assert printed == "書記後又去了"


def test_names_stay_in_simplified_text_too() -> None:
    for name in ("徐乾學", "王汎森"):
        printed = to_edition(name, SIMPLIFIED, script=Script.HANT)
        assert printed == {"徐乾學": "徐乾学", "王汎森": "王汎森"}[name]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The forms of OpenCC's table for Hong Kong, and of its words.
        ("里面的台湾，沿着平台里", "裏面的台灣，沿着平台裏"),
        ("卫生署保卫，橱柜里的香烟", "衞生署保衞，櫥櫃裏的香煙"),
        # Excepted by the file of the edition, each kind with its reason.
        ("说明税务，温州户口，锐意阅读", "說明稅務，溫州戶口，銳意閱讀"),
        ("群众登上高峰，床、面粉，启动", "群眾登上高峰，床、麵粉，啟動"),
        # Not the usage of Taiwan's statutes.
        ("工作计划已分布", "工作計劃已分佈"),
        ("雇主雇用雇员，占地，占卜，大炮", "僱主僱用僱員，佔地，占卜，大炮"),
        ("了解情况，有了解决办法", "了解情況，有了解決辦法"),
        # The project's own words hold, in the forms of the region.
        ("带领着干部跟着干，培养好干部", "帶領着幹部跟着幹，培養好幹部"),
        ("范仲淹的示范区，于都县、台州市", "范仲淹的示範區，于都縣、台州市"),
        ("说“要‘干’”", "說「要『幹』」"),
    ],
)
def test_words_into_the_edition_of_hong_kong(before: str, after: str) -> None:
    assert to_edition(before, "zh-Hant-HK", script=Script.HANS) == after


def test_text_of_unknown_script_has_the_forms_of_the_region_where_it_is_converted() -> None:
    assert to_edition("先后在里面", "zh-Hant-HK") == "先後在裏面"
    assert to_edition("先后在里面", HANT) == "先後在裡面"


@given(traditional)
def test_no_traditional_edition_changes_the_text_of_another_region(hant: str) -> None:
    for edition in EVERY:
        if edition.script is Script.HANT:
            assert to_edition(hant + "裡着羣峯衞説計畫", edition, script=Script.HANT) == (
                hant + "裡着羣峯衞説計畫"
            )


@pytest.mark.parametrize("edition", EVERY, ids=str)
def test_an_edition_says_all_that_its_readers_see(edition: Edition) -> None:
    assert edition.quotes in {CORNER, CURLY}
    assert edition.tag.startswith("zh-")
    assert edition.typefaces
    assert edition.sans
    assert edition.serif
    assert edition.languages


def test_no_two_editions_share_a_folder_a_name_or_a_language() -> None:
    for field in ("folder", "name", "title"):
        assert len({getattr(edition, field) for edition in EVERY}) == len(EVERY)


def test_what_is_loaded_at_once_is_what_doubtful_texts_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, Script]] = []
    monkeypatch.setattr(
        printer, "convert", lambda text, edition, script, fixed: asked.append((text, script))
    )
    printer.Printer(TRADITIONAL).load()
    (text,) = {text for text, _ in asked}
    assert [script for _, script in asked] == list(Script)
    whole, back = engine.converter(TRADITIONAL), engine.converter(SIMPLIFIED)
    assert back(text) != text
    assert whole(text) != segment._by_word(text, whole)  # so the words decide
