"""Constants of the text package at their boundaries, and its plain behaviour."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.editions import SIMPLIFIED, TRADITIONAL

from casebook import text as package
from casebook.problems import Code
from casebook.records import (
    Article,
    Kind,
    Level,
    Paragraph,
    Script,
    Section,
    Source,
    Theme,
)
from casebook.text import (
    Overrides,
    Ruling,
    dictionary,
    engine,
    labels,
    measure,
    parse_overrides,
    proofread,
    render_overrides,
    segment,
    settle,
    suspects,
    to_edition,
)
from casebook.text.article_scripts import check_script, proofread_article, texts
from casebook.text.catalogue import N_, messages
from casebook.text.characters import mapped
from casebook.text.conversion import fixed_words, pieces
from casebook.text.detect import detect_script, own_characters, script_marks
from casebook.text.editions import DEFAULT_TAGS, edition_of, editions_of, known_tags, standard
from casebook.text.fold import Level as Fold
from casebook.text.fold import classes_of, fold, fold_classes
from casebook.text.marks import set_marks
from casebook.text.numbering import (
    LEVELS,
    han_numeral,
    han_value,
    number_of,
    split_points,
    strip_number,
)
from casebook.text.numerals import parse_number, scale
from casebook.text.printer import Printer, Wording
from casebook.text.quotes import requote
from casebook.text.repair import EXCEPTION, repair
from casebook.text.simplified import to_simplified
from casebook.text.slugs import MAX_SLUG, former_slugs, name_slug, title_slug
from casebook.text.urls import web_address

HANT, HANS = TRADITIONAL, SIMPLIFIED


def test_every_name_that_the_package_offers_is_there() -> None:
    assert all(getattr(package, name) for name in package.__all__)


# --- numerals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1,234.5", "1234.5"),
        ("59.87万", "598700"),
        ("3亿", "300000000"),
        ("1亿3000万", "130000000"),
        ("2万亿", "2000000000000"),
        ("零", "0"),
        ("〇", "0"),
        ("五", "5"),
        ("九", "9"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("九十九", "99"),
        ("一百", "100"),
        ("一百五", "150"),
        ("一百零五", "105"),
        ("一百〇五", "105"),
        ("一百五十", "150"),
        ("一百五十五", "155"),
        ("三百二十", "320"),
        ("两千", "2000"),
        ("两千五", "2500"),
        ("一千零五", "1005"),
        ("三千二百一十", "3210"),
        ("二〇一五", "2015"),
        ("三点一四", "3.14"),
        ("十点零五", "10.05"),
        ("一百五十万", "1500000"),
        ("三亿五千万", "350000000"),
        ("3亿3千1百万", "331000000"),
        ("3千1百万", "31000000"),
        ("1万2千", "12000"),
        ("1万亿2000亿", "1200000000000"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "约5", "5个", "十点一千", "万", "5万吨"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        parse_number(text)


@pytest.mark.parametrize(
    ("words", "factor"),
    [("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8), ("百万", 10**6)],
)
def test_scale_words(words: str, factor: int) -> None:
    assert scale(words) == factor


# --- outline numbers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value", "length"),
    [
        ("一、背景", "han", 1, 2),
        ("第二，舉措", "han", 2, 3),
        ("十．成效", "han", 10, 2),
        ("二十一.成效", "han", 21, 4),
        ("三,字", "han", 3, 2),
        ("（一）背景", "hanpar", 1, 3),
        ("(十二)、背景", "hanpar", 12, 5),
        ("1.背景", "digit", 1, 2),
        ("12、背景", "digit", 12, 3),
        ("9．背景", "digit", 9, 2),
        ("(3)背景", "digitpar", 3, 3),
        ("（10）.背景", "digitpar", 10, 5),
        ("①背景", "digitpar", 1, 1),
        ("⑳背景", "digitpar", 20, 1),
    ],
)
def test_outline_numbers(text: str, kind: str, value: int, length: int) -> None:
    number = number_of(text)
    assert number
    assert (number.kind, number.value, number.length) == (kind, value, length)
    assert kind in LEVELS
    assert strip_number(text) == text[length:]


@pytest.mark.parametrize("text", ["", "背景", "1.5萬", "123、字", "一，1", "㉑背景", "一二三四、"])
def test_what_is_no_outline_number(text: str) -> None:
    assert number_of(text) is None
    assert strip_number(text) == text


def test_space_after_an_outline_number_goes_with_it() -> None:
    assert strip_number("一、 背景 ") == "背景 "


def test_chinese_numerals_to_ninety_nine() -> None:
    assert [han_numeral(value) for value in (1, 9, 10, 11, 20, 35, 99)] == [
        *("一", "九", "十", "十一", "二十", "三十五", "九十九")
    ]
    assert [han_value(han_numeral(value)) for value in range(1, 100)] == list(range(1, 100))
    assert [han_value(text) for text in ("", "一二", "甲十", "十甲", "十十")] == [0, 0, 0, 0, 20]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("一是甲。", ["一是甲。"]),
        ("一是甲。二是乙。", ["", "一是甲。", "二是乙。"]),
        ("有三點：一是甲；二是乙；三是丙。", ["有三點：", "一是甲；", "二是乙；", "三是丙。"]),
        ("一是甲。 二是乙。", ["", "一是甲。 ", "二是乙。"]),
        (" 一是甲。二是乙。", [" ", "一是甲。", "二是乙。"]),
        ("一是甲，二是乙。", ["一是甲，二是乙。"]),
        ("一是甲。三是丙。", ["一是甲。三是丙。"]),
        ("二是乙。一是甲。", ["二是乙。一是甲。"]),
        ("他說「要點。一是甲。」一是乙。二是丙。", ["他說「要點。一是甲。」一是乙。二是丙。"]),
        (
            "他說「要點。一是甲。」。一是乙。二是丙。",
            ["他說「要點。一是甲。」。", "一是乙。", "二是丙。"],
        ),
        ("」一是甲。二是乙。", ["」一是甲。二是乙。"]),
        ("）。一是甲（略。二是）。二是乙。", ["）。", "一是甲（略。二是）。", "二是乙。"]),
        ("（「二」。一是）。一是甲！二是乙", ["（「二」。一是）。", "一是甲！", "二是乙"]),
        ("唯一是甲。一是乙？二是丙", ["唯一是甲。", "一是乙？", "二是丙"]),
    ],
)
def test_points(text: str, points: list[str]) -> None:
    assert list(split_points(text)) == points


def test_points_go_beyond_ten() -> None:
    text = "".join(f"{han_numeral(number)}是甲。" for number in range(1, 13))
    assert len(split_points(text)) == 13


# --- labels -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "printed"),
    [
        ("", ""),
        ("2024", "2024年"),
        ("2024-07", "2024年7月"),
        ("2024-07-30", "2024年7月30日"),
        ("2024-07-30T15:36", "2024年7月30日 15:36"),
        ("2024-07-30T15:36:59+08:00", "2024年7月30日 15:36"),
    ],
)
def test_dates(iso: str, printed: str) -> None:
    assert labels.date(iso) == printed


def test_intervals() -> None:
    assert labels.interval("2014/2022-05") == "2014年—2022年5月"
    assert labels.interval("2014") == "2014年"
    assert labels.interval("2025-01/2025-06") == "2025年1月—6月"
    assert labels.interval("2024-12/2025-06") == "2024年12月—2025年6月"
    assert labels.interval("2025/2025") == "2025年—2025年"
    assert labels.interval("2025-03/..") == "2025年3月起"
    assert labels.interval("") == ""


def _article(script: Script, text: str = "字", **more: str) -> Article:
    section = Section(Theme.MEASURES, "舉措", (Paragraph(text),))
    return Article("case", "題", script, (section,), **more)


def test_words_for_what_records_say() -> None:
    assert labels.years(_article(Script.HANT, years="2014-2022")) == "2014—2022"
    assert labels.years(_article(Script.HANT)) == ""
    assert labels.publisher(Source(publisher="甲報", channel="觀察")) == "甲報 觀察"
    assert labels.publisher(Source(channel="觀察")) == "觀察"
    assert labels.publisher(Source()) == ""
    assert list(labels.LEVELS.items()) == [
        (Level.NATION, "全國"),
        (Level.PROVINCE, "省級"),
        (Level.CITY, "地級"),
        (Level.COUNTY, "縣級"),
        (Level.TOWNSHIP, "鄉鎮、村級"),
    ]
    assert labels.KINDS == {Kind.ORIGINAL: "原文", Kind.DIGEST: "編寫"}
    assert labels.SCRIPTS == {Script.HANT: "繁體", Script.HANS: "簡體"}


def test_the_script_of_words_is_their_own_or_that_of_the_article() -> None:
    assert labels.script_of("發展", _article(Script.HANS)) is Script.HANT
    assert labels.script_of("发展", _article(Script.HANT)) is Script.HANS
    assert labels.script_of("一", _article(Script.HANS)) is Script.HANS


# --- slugs and addresses ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("", "case"),
        ("——！", "case"),
        ("改革开放", "gai-ge-kai-fang"),
        ("改革開放", "gai-ge-kai-fang"),
        ("A B2 改革", "a-b2-gai-ge"),
        ("Ünter-Straße 1", "nter-stra-e-1"),
        ("绿色", "lv-se"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60),
        ("关" * 12, "-".join(["guan"] * 12)),
        ("关" * 13, "-".join(["guan"] * 12)),
        ("a" * 55 + " " + "b" * 4, "a" * 55 + "-" + "b" * 4),
        ("a" * 55 + " " + "b" * 5, "a" * 55),
        ("a" * 55 + " " + "b" * 5 + " c", "a" * 55),
    ],
)
def test_slug_of_a_title(title: str, slug: str) -> None:
    assert title_slug(title) == slug
    assert MAX_SLUG == 60


def test_a_name_without_pinyin_has_a_slug_too() -> None:
    assert name_slug("、")[:2] == "x-"
    assert name_slug("A、b")[:4] == "a-b-"
    assert len(name_slug("、").partition("-")[2]) == 8


def test_former_slugs_at_their_boundaries() -> None:
    assert former_slugs(["a" * 60]) == {"a" * 60: "a" * 60}
    (cut,) = former_slugs(["a" * 61]).values()
    assert cut[:61] == "a" * 60 + "-"
    assert len(cut) == 67
    (none,) = former_slugs(["、"]).values()
    assert none[:2] == "x-"
    assert len(none) == 8


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://例.cn/a b", "https://%E4%BE%8B.cn/a%20b"),
        ("HTTP://a.cn/_-.~:/?#@!$&*+,;=%()'", "HTTP://a.cn/_-.~:/?#@!$&*+,;=%()'"),
        ('http://a.cn/[1]<\\`^{|}"', "http://a.cn/%5B1%5D%3C%5C%60%5E%7B%7C%7D%22"),
        ("ftp://a.cn", ""),
        (" https://a.cn", ""),
        ("http:/a", ""),
        ("", ""),
    ],
)
def test_web_addresses(url: str, safe: str) -> None:
    assert web_address(url) == safe


# --- quotation marks --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("“甲‘乙’”", "「」『』", "「甲『乙』」"),
        ("「甲『乙』」", "“”‘’", "“甲‘乙’”"),
        ("Xi’an和it’s、80’s", "「」『』", "Xi’an和it’s、80’s"),
        ("é’é", "「」『』", "é’é"),
        ("甲’乙", "「」『』", "甲』乙"),
        ("a’乙’b", "「」『』", "a』乙』b"),
    ],
)
def test_quotation_marks(text: str, quotes: str, expected: str) -> None:
    assert requote(text, quotes) == expected


# --- scripts ----------------------------------------------------------------------------


def test_the_script_with_more_characters_of_its_own_wins() -> None:
    assert script_marks("发展發") == (1, 1)
    assert script_marks("发們個") == (1, 2)
    assert detect_script("发展發") is None
    assert detect_script("一") is None
    assert detect_script("发們個") is Script.HANT
    assert detect_script("发们個") is Script.HANS


def test_characters_of_one_script_only() -> None:
    assert {"發", "們"} <= own_characters(Script.HANT)
    assert {"发", "们"} <= own_characters(Script.HANS)
    for char in "后干里瞭一":
        assert char not in own_characters(Script.HANT) | own_characters(Script.HANS)
    # The ideographs of Extension A and of the basic block, from end to end.
    ends = sorted(own_characters(Script.HANT))
    assert ends[0] < "\u4000"
    assert ends[-1] > "\u9f00"


def test_simplified_for_comparison() -> None:
    # 於 and 里 may stand in Simplified text too.
    assert to_simplified("發展於後里") == "发展於后里"
    assert to_simplified("發們") == "发们"
    assert to_simplified("发们一") == "发们一"
    assert list(mapped("s2tw", "发一")) == [("发", "發"), ("一", "一")]


def test_folding_ends_beyond_the_last_ideographs() -> None:
    members = "".join(fold_classes())
    # Tags and private use lie beyond; what folds lies before.
    assert max(members) < "\U00033480"
    assert all(len(item) >= 2 for item in fold_classes())
    assert classes_of(["干", "一"]) == tuple(c for c in fold_classes() if c[0] in "干一")
    assert classes_of([]) == ()
    assert fold("ＡＺａｚ０９", Fold.WORDS) == "AZaz09"
    assert fold("，！", Fold.WORDS) == "，！"
    assert fold("，！「」", Fold.SEARCH) == fold(",!“”", Fold.SEARCH)
    assert fold("ABC") == "ABC"
    assert fold("ABC", Fold.SEARCH) == "abc"
    assert fold("發", Fold.SCRIPT) == "发"
    assert fold("發") == fold("發", Fold.WORDS) == "发"


# --- editions ---------------------------------------------------------------------------


def test_editions_by_tag() -> None:
    assert DEFAULT_TAGS == ("zh-Hant-TW", "zh-Hans-CN")
    assert [item.tag for item in editions_of()] == list(DEFAULT_TAGS)
    assert known_tags() == tuple(sorted(known_tags()))
    assert set(DEFAULT_TAGS) < set(known_tags())
    assert standard(Script.HANT) == HANT
    assert standard(Script.HANS) == HANS
    with pytest.raises(ValueError, match=r"'zh' is not an edition: choose from .*zh-Hans-CN"):
        edition_of("zh")


def test_words_of_the_interface() -> None:
    assert N_("搜尋") == "搜尋"
    assert messages("xx_XX") == {}
    assert all(key and value for key, value in messages("zh_CN").items())
    assert Printer(HANS).interface("搜尋") == messages("zh_CN")["搜尋"] == "搜索"
    assert Printer(HANS).interface("這句話沒有人翻譯過") == "这句话没有人翻译过"


def test_a_printer_obeys_the_words_of_its_article() -> None:
    articles = [
        Article("a", "題", Script.HANT, (), keep=("發展",)),
        Article("b", "题", Script.HANS, ()),
    ]
    ruling = Ruling(HANS.tag, "a", "個們", "箇们")
    printer = Printer(HANS, Wording.of(articles, Overrides(frozenset({ruling}))))
    assert printer.text("發展個們", Script.HANT, "a") == "發展箇们"
    assert printer.text("發展個們", Script.HANT, "b") == "发展个们"
    assert printer.text("發展個們", None) == "发展个们"
    assert printer.quoted("發展個們", "a") == "發展箇们"
    assert printer.article(articles[0])("發展個們") == "發展箇们"
    assert printer.quoted("發展", "b") == "發展"
    assert printer.noted("發展個們", "b") == "发展个们"
    assert printer.noted("一", "b") == "一"
    assert printer.source("發展個們", articles[1]) == "发展个们"
    assert printer.source("發展個們", articles[0]) == "發展箇们"
    taiwan = Printer(HANT, Wording.of(articles, Overrides()))
    # Nothing tells the script of these words: that of the article holds.
    assert taiwan.noted("后", "b") == taiwan.text("后", Script.HANS)
    assert taiwan.source("干部", articles[1]) == "幹部"
    assert taiwan.source("干部", articles[0]) == "干部"
    assert taiwan.wording.keep == {"a": ("發展",)}


# --- conversion -------------------------------------------------------------------------


def test_longer_words_that_are_laid_down_go_first() -> None:
    fixed = fixed_words(["后", "", "先后"], {"后": "後", "来后": "來后"})
    assert fixed == (("先后", "先后"), ("来后", "來后"), ("后", "後"))
    assert list(pieces("先后来后后一", fixed)) == [
        ("先后", "先后"),
        ("来后", "來后"),
        ("后", "後"),
        ("一", None),
    ]
    assert list(pieces("一", ())) == [("一", None)]
    assert list(pieces("a.b", fixed_words(["."], None))) == [("a", None), (".", "."), ("b", None)]


def test_where_nothing_tells_the_script_only_what_is_certain_is_converted() -> None:
    assert to_edition("先后", HANT) == "先後"
    assert to_edition("后", HANT) == "后"
    assert to_edition("后", HANT, script=Script.HANS) == "後"
    assert to_edition("“后”", HANT) == "“后”"
    assert to_edition("先後", HANS) == "先后"
    assert to_edition("发展", HANS) == "发展"


def test_a_line_does_not_change_how_the_next_is_cut() -> None:
    lines = ["提交并审核", "好干部", "干部", "一"]
    apart = [segment.convert(line, HANT) for line in lines]
    assert segment.convert("\n".join(lines), HANT) == "\n".join(apart)
    assert apart == ["提交並審核", "好幹部", "幹部", "一"]


def test_a_word_of_the_project_holds_where_one_of_its_ends_is_that_of_a_word() -> None:
    # Cut as 村里|干事|承: the project's 村里幹 begins with a word and ends inside one.
    assert segment.convert("举之；村里干事承", HANT) == "舉之；村里幹事承"


@pytest.mark.parametrize("char", ["\ue000", "\ue607", "\ue800", "\uf8f0", "\uf8f2", "\uf8ff"])
def test_characters_of_private_use_are_text(char: str) -> None:
    """Found by ``bench.laws lines-of-pages``: they were taken for the marks of what decides."""
    assert segment.rules(f"干部{char}", HANT)[2] == engine.OPENCC
    assert segment.convert(f"大厅里{char}干部{char}", HANT) == f"大廳裡{char}幹部{char}"
    assert repair(f"大廳里{char}", Script.HANT)[0] == f"大廳裡{char}"


def test_what_decides_is_named() -> None:
    assert segment.rules("他发", HANT) == [engine.OPENCC, engine.UNDECIDED]
    assert segment.rules("一后", HANT) == [engine.OPENCC, engine.UNDECIDED]
    cadre, head = segment.rules("干部头发", HANT)[1:3]
    assert {cadre, head}.isdisjoint({engine.OPENCC, engine.UNDECIDED})
    assert {cadre, head} <= {group.name for group in dictionary.groups(HANT)}
    # Two readings differ: 提交|并 and 提|交并.
    assert segment.rules("提交并审核", HANT)[2] == engine.UNDECIDED
    assert len(segment.rules("好干部提交并审核", HANT)) == 8
    assert segment.convert("a\x1f干部", HANT) == "a\x1f幹部"
    assert to_edition("干\0部", HANT, script=Script.HANS)[1] == "\0"


def test_templates_of_words() -> None:
    assert list(dictionary.expand("[三五]餘")) == ["三餘", "五餘"]
    assert list(dictionary.expand("餘")) == ["餘"]
    assert list(dictionary.expand("[甲乙]丙[丁戊]")) == ["甲丙丁", "甲丙戊", "乙丙丁", "乙丙戊"]


# --- repair and proofreading ------------------------------------------------------------


def test_only_suspicious_clauses_are_looked_at() -> None:
    assert suspects.other(Script.HANT) is Script.HANS
    assert suspects.other(Script.HANS) is Script.HANT
    assert suspects.suspicious("好的，这項。", Script.HANT) == [(3, "这項")]
    assert suspects.suspicious("好的", Script.HANT) == []
    assert suspects.suspicious("好的，国國。國", Script.HANS) == [(3, "国國"), (6, "國")]
    assert suspects.suspicious("好\n這个", Script.HANT) == [(2, "這个")]


@pytest.mark.parametrize(
    "clause", ["這是干部", "干部", "的干部們", "100余個", "余個", "後里", "關于"]
)
def test_a_clause_is_repaired_as_the_text_it_stands_in(clause: str) -> None:
    alone, made, left = repair(clause, Script.HANT)
    text = f"好的，{clause}。{clause}"
    whole, made_in_text, left_in_text = repair(text, Script.HANT)
    assert whole == f"好的，{alone}。{alone}"
    places = [3, 3 + len(clause) + 1]
    assert [item.start for item in made_in_text] == [
        at + entry.start for at in places for entry in made
    ]
    assert [element.start for element in left_in_text] == [
        at + one.start for at in places for one in left
    ]


def test_a_choice_shows_eight_characters_on_each_side() -> None:
    text = "一二三四五六七八九发九八七六五四三二一"
    (item,) = proofread(text, HANT, Script.HANS)
    assert (item.start, item.before, item.after, item.rule) == (9, "发", "發", "")
    assert (item.left, item.right) == ("二三四五六七八九", "九八七六五四三二")
    assert item.alternatives == ("髮", "发")
    (first,) = proofread("发一", HANT, Script.HANS)
    assert (first.left, first.right) == ("", "一")


def test_an_exception_is_a_repair_with_its_rule() -> None:
    text, made, left = repair("一丁一", Script.HANT, exceptions={"丁一": "丙一"})
    assert (text, left) == ("一丙一", ())
    assert [(item.start, item.before, item.after, item.rule) for item in made] == [
        (1, "丁", "丙", EXCEPTION)
    ]
    assert proofread("一丁一", HANT, Script.HANT, exceptions={"丁一": "丙一"}) == ()


def test_kept_words_are_no_questions() -> None:
    assert proofread("他们发", HANT, Script.HANS, keep=["发"]) == ()
    assert [item.start for item in proofread("发他们发", HANT, Script.HANS, keep=["们发"])] == [0]


def test_a_ruling_holds_with_two_neighbours_on_each_side() -> None:
    text = "甲乙丙发丁戊己"
    (item,) = proofread(text, HANT, Script.HANS)
    (ruling,) = settle(Overrides(), HANT, "*", Script.HANS, item).rulings
    assert ruling == Ruling(HANT.tag, "*", "乙丙发丁戊", "乙丙發丁戊")
    (other,) = settle(Overrides(), HANT, "a", Script.HANS, item, after="髮").rulings
    assert other == Ruling(HANT.tag, "a", "乙丙发丁戊", "乙丙髮丁戊")
    both = settle(Overrides(frozenset({ruling})), HANT, "a", Script.HANS, item, after="髮")
    assert both.rulings == {ruling, other}


def test_the_rulings_of_an_article_go_before_those_for_all() -> None:
    every, own = Ruling(HANT.tag, "*", "后", "後"), Ruling(HANT.tag, "a", "后", "后")
    rulings = Overrides(frozenset({every, own, Ruling(HANS.tag, "*", "里", "裡")}))
    assert rulings.of("a", HANT) == {"后": "后"}
    assert rulings.of("b", HANT) == {"后": "後"}
    assert rulings.of_script("b", Script.HANS) == {"里": "裡"}
    assert rulings.of_script("a", Script.HANT) == {"后": "后"}
    assert render_overrides(rulings) == (
        "# edition\tarticle\twords\tprinted as\n"
        "zh-Hans-CN\t*\t里\t裡\n"
        "zh-Hant-TW\t*\t后\t後\n"
        "zh-Hant-TW\ta\t后\t后\n"
    )


def test_what_is_checked_has_its_line() -> None:
    article = _article(Script.HANT, "社區的示范區。")
    (problem,) = check_script(article, Overrides(), "a.md", {"measures-p1": 7})
    assert (problem.file, problem.line) == ("a.md", 7)
    assert problem.detail == "measures-p1: 社區的示[范]區。"
    (unknown,) = check_script(article, Overrides(), "a.md", {})
    assert unknown.line == 0
    assert list(texts(article)) == [
        ("title", "題"),
        ("measures", "舉措"),
        ("measures-p1", "社區的示范區。"),
    ]
    (placed,) = proofread_article(article, HANT, Overrides())
    assert (placed.slug, placed.id, placed.choice.before) == ("case", "measures-p1", "范")


def test_wrong_lines_of_the_rulings_are_named_with_file_and_line() -> None:
    text = "zh-Hant-TW\t*\t后\t後來\nzh-Hant-TW\t*\t后\t\nzh-Hant-TW\t*\t后\t後\n" * 2
    rulings, problems = parse_overrides(text.replace("*\t后\t後\n", "a\t后\t後\n", 1), "x.tsv")
    assert {problem.file for problem in problems} == {"x.tsv"}
    assert [(item.code, item.line, item.detail) for item in problems] == [
        (Code.EXCEPTION_LENGTH, 1, "后"),
        (Code.EXCEPTION_MALFORMED, 2, ""),
        (Code.EXCEPTION_LENGTH, 4, "后"),
        (Code.EXCEPTION_MALFORMED, 5, ""),
    ]
    assert {ruling.article for ruling in rulings.rulings} == {"a", "*"}


def test_words_that_are_laid_down_shift_nothing_after_them() -> None:
    text, made, left = repair("甲乙甲乙這項甲丁后", Script.HANT, ["甲乙"], {"甲丁": "甲丙"})
    assert text == "甲乙甲乙這項甲丙后"
    assert [(item.start, item.before) for item in made] == [(7, "丁")]
    assert [entry.start for entry in left] == [8]
    text, made, _ = repair("甲乙甲乙这項", Script.HANT, ["甲乙"])
    assert (text, [element.start for element in made]) == ("甲乙甲乙這項", [4])
    results = proofread("甲乙甲乙发", HANT, Script.HANS, ["甲乙"])
    assert [result.start for result in results] == [4]


# --- measuring --------------------------------------------------------------------------


def test_scores_and_their_table() -> None:
    score = measure.score(["甲" * 10], str, lambda text: text.replace("甲", "乙", 1))
    assert (score.characters, score.wrong, score.per_10000) == (10, 1, 1000)
    more = measure.score(["丙丁丁"], str, lambda text: "丁丙丙")
    assert measure.side_by_side(more, score, 1) == ["丁 丙 2        | 甲 乙 1"]
    assert measure.side_by_side(more, score, 2) == ["丁 丙 2        | 甲 乙 1", "丙 丁 1        |"]
    assert measure.side_by_side(score, more, 0) == []


# --- marks of titles --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("北京:12345,有呼必有应", "北京：12345，有呼必有应"),
        ("“后商改时代”,东莞如何保持先发优势?", "“后商改时代”，东莞如何保持先发优势？"),
        ("某省实施方案(试行)", "某省实施方案（试行）"),
        ("关于印发《 某办法 》的通知", "关于印发《某办法》的通知"),
        ("三明医改： 这九年", "三明医改：这九年"),
        # What divides two parts of a title, and what is Latin or a number, stays.
        ("跨省联动 保护一江碧水", "跨省联动 保护一江碧水"),
        ("用好“加减乘除法” 答好试卷", "用好“加减乘除法” 答好试卷"),
        ("Smart City: a review (2nd ed.)", "Smart City: a review (2nd ed.)"),
        ("8:30 开门，1,200 人到场", "8:30 开门，1,200 人到场"),
        ("见 https://example.org/a?b=c", "见 https://example.org/a?b=c"),
    ],
)
def test_marks_of_a_title_are_printed_at_their_width(title: str, printed: str) -> None:
    assert set_marks(title) == printed
    assert set_marks(printed) == printed


def test_a_lone_copula_is_asked_and_is_none_where_a_school_is_near() -> None:
    sentence = "该房屋系村里所有"
    assert "係村" in to_edition(sentence, TRADITIONAL, script=Script.HANS)
    assert [item.after for item in proofread(sentence, TRADITIONAL, Script.HANS)][:1] == ["係"]
    near, far = "，" * 13, "，" * 14  # the school ends 20 characters after 系 begins, and 21
    assert "係村" not in to_edition(f"{sentence}{near}学院", TRADITIONAL, script=Script.HANS)
    assert "係村" in to_edition(f"{sentence}{far}学院", TRADITIONAL, script=Script.HANS)
