"""Constants and choices of the knowledge package, each at its boundary."""

from __future__ import annotations

import pytest

from casebook.knowledge import annotate, term_counts, term_forms, term_none
from casebook.knowledge.body_proposals import propose_bodies
from casebook.knowledge.corrections import BodyChange
from casebook.knowledge.fields import suggest_field
from casebook.knowledge.indicators import find_indicators
from casebook.knowledge.mention_changes import corrected_bodies
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.reported_periods import is_period, period_of_review, period_of_title
from casebook.knowledge.suggested_level import Scope, scope, suggest_level
from casebook.knowledge.suggested_region import suggest_region
from casebook.knowledge.term_definitions import definition
from casebook.knowledge.terms import quotations, term_keys
from casebook.knowledge.titled_names import names_of_title
from casebook.records import (
    Article,
    Indicator,
    Level,
    Mention,
    Paragraph,
    Script,
    Section,
    Source,
    Theme,
)
from casebook.text.dates import find_dates


def passage(text: str) -> Passage:
    return Passage("x", "body-p1", "body", Theme.BODY, text, running=True)


def figures(text: str) -> list[Indicator]:
    return list(find_indicators(passage(text)))


def code(title: str, text: str) -> str:
    region = suggest_region(title, text)
    return region.code if region else ""


# ---------------------------------------------------------------- forms of terms


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("山定权、树定根、人定心", 3),
        ("共享联办、全程免费", 2),
        ("记分—公示—兑换", 3),
        ("安居乐业 共老家园", 2),
        ("平台聚商、靶向招商、全周期安商", 3),  # one ending, not one length
        ("联办、全程免费", 0),
        ("一码通", 0),
        ("a1、b2", 0),
        ("、".join(["一二三四五"] * 5), 5),  # 29 characters
        ("、".join(["一二三四五六"] * 7), 7),  # 48, of four parts and more
        ("、".join(["一二三四五六"] * 8), 0),  # 55
        ("、".join(["一二三四五六七八九十"] * 3), 0),  # 32, of three parts
        ("1分钟响应、10分钟处置", 2),  # figures count as one character
        ("少排放、低能耗与高附加", 3),
        ("建设与发展", 0),  # two parts
    ],
)
def test_a_slogan_has_parts_of_one_length_or_one_ending(name: str, parts: int) -> None:
    assert len(term_forms.slogan(name)) == parts


@pytest.mark.parametrize(
    ("name", "grounds"),
    [
        ("快办、易办、好办", 2),
        ("早开工、早建设、早达效", 2),
        ("幼有所托、老有所伴、病有所医", 2),
        ("产业引领、企业带动、互利共赢", 1),
        ("提、交、办", 0),
        ("吃饭、住宿、出行", 0),
        ("事事有回音、件件有着落", 2),
        ("共享联办、全程免费", 1),
        ("好办、易办", 0),
        ("雪亮工程", 2),
        ("传统工程", 0),
        ("零跑", 0),
        ("零跑动", 1),
        ("零距离办", 1),
        ("零距离办理", 0),
        ("林场+村集体", 2),
        ("互联网+", 1),
        ("应进必进", 1),
        ("清水湾经验", 1),
        ("清河经验", 2),
        ("竹林贷", 2),
        ("治理提升年", 2),
        ("治理年", 0),
        ("小山变大山", 1),
        ("市收区审", 1),
        ("竹林", 0),
    ],
)
def test_how_much_a_form_speaks_for_a_term(name: str, grounds: int) -> None:
    assert term_forms.grounds(name) == grounds


@pytest.mark.parametrize(
    ("name", "numbered"),
    [
        ("五清单", True),
        ("四知、五清", True),
        ("四知道、五清楚家园", False),  # nine characters, two things
        ("四知、五清、六掌握", True),
        ("四知、五清、六明、七访、八办", True),  # 14
        ("四知、五清、六明、七上门、八办", False),
        ("林改四问", True),
        ("林改问", False),
        ("竹林改革发展四问", True),
        ("竹林的改革发展四问", False),
    ],
)
def test_a_numbered_name_is_short(name: str, numbered: bool) -> None:
    assert term_counts.is_numbered(name) is numbered


@pytest.mark.parametrize(
    ("name", "is_none"),
    [
        ("办事难", True),
        ("五难", False),
        ("看不见、管不着", True),
        ("八项制度创新", True),
        ("完善诉源机制", True),
        ("三选一", True),
        ("挂在山上的村", True),
        ("产业散、留守多", True),
        ("七山一水二分田", True),
        ("一码通行", False),
        ("示范社区", True),
    ],
)
def test_what_a_form_says_is_no_term(name: str, is_none: bool) -> None:
    assert term_none.is_none(name, named=False) is is_none


def test_figures_are_a_hotline_unless_what_follows_makes_them_a_name() -> None:
    assert term_none.is_none("8890", named=False)
    assert not term_none.is_none("8890", named=True)
    assert not term_none.is_none("889", named=False)


def test_names_are_alike_from_three_on() -> None:
    chains = ["组织链", "责任链", "服务链"]
    assert term_forms.alike(chains, []) == set(chains)
    assert term_forms.alike(chains[:2], []) == set()
    assert term_forms.alike(["组链", "责链", "服链"], []) == set()


def test_names_that_begin_with_a_quality_are_alike_where_words_name_one() -> None:
    great = ["大网格", "大支部", "大家园"]
    assert term_forms.alike(great, []) == set()
    assert term_forms.alike(great, ["大支部"]) == set(great)


def test_a_word_of_the_dictionary_is_coined_only_where_a_kind_follows_at_once() -> None:
    assert term_keys(quotations(passage("实施“星火”计划。"))) >= {"星火"}
    assert "星火" not in term_keys(quotations(passage("带来“星火”，有了计划。")))


def test_three_levels_of_government_in_a_row_are_no_name() -> None:
    assert term_none.is_none("市、县、镇（街道）", named=False)
    assert not term_none.is_none("市、县", named=False)


def test_a_title_quotes_no_document() -> None:
    assert names_of_title("甲县《暖心食堂办法》出台", ["《暖心食堂办法》有十条。"]) == set()


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("甲镇开出暖心共享巴士", "暖心共享巴士每天两班。", {"暖心共享巴士"}),
        ("甲镇开出暖心共享巴士", "这辆车每天两班。", set()),
        ("多地部署青禾行动", "青禾行动到年底。", {"青禾行动"}),
        ("多地部署专项行动", "专项行动到年底。", set()),
        ("甲县实施科技创新三年行动计划", "科技创新三年行动计划到年底。", set()),
        ("甲县全市产业链链长制见效", "全市产业链链长制见效。", set()),
        ("“清风街区”建成", "建成“清风街区”。", set()),
        ("甲市设立32处清风夜市", "甲市设立32处清风夜市。", {"清风夜市"}),
        ("甲乡第3个老人食堂启用", "第3个老人食堂启用。", set()),
        ("甲乡3家老人食堂启用", "老人食堂启用。", {"老人食堂"}),
        ("甲市新设32处早夜市", "甲市新设32处早夜市。", set()),
        ("甲县设清风路", "建成“清风街区”。", set()),
        ("“3820”战略工程启示", "“3820”战略工程是蓝图。", set()),
        ("主旨：本市都市计划", "本市都市计划到年底。", set()),
        (
            "甲镇幸福里清风邻里家园互助组",
            "幸福里清风邻里家园互助组到年底。",
            {"幸福里清风邻里家园互助组"},
        ),
        ("甲镇幸福里清风邻里大家园互助组", "幸福里清风邻里大家园互助组到年底。", set()),
        ("高层次创新创业人才支持计划", "实施高层次创新创业人才支持计划。", set()),
    ],
)
def test_a_name_without_marks_stands_in_title_and_text(
    title: str, text: str, names: set[str]
) -> None:
    assert set(names_of_title(title, [text])) == names


@pytest.mark.parametrize(
    ("text", "term", "says"),
    [
        ("推行“竹长制”，即每片竹林有人管。", "竹长制", "推行“竹长制”，即每片竹林有人管。"),
        ("每片竹林有人管，称为“竹长制”。以后推开。", "竹长制", "每片竹林有人管，称为“竹长制”。"),
        ("这一办法称为“竹长制”。", "竹长制", ""),
        ("推行“竹长制”，很快。", "竹长制", ""),
        ("在网上搜索“竹长制”即可进入。", "竹长制", ""),
        ("“竹长制”就是其中一个例子。", "竹长制", ""),
        ("“竹长制”就是最能够说明问题的例子。", "竹长制", ""),
        ("“竹长制”就是最能够说明这问题的例子。", "竹长制", "“竹长制”就是最能够说明这问题的例子。"),
        ("还有人提起所谓“竹长制”论调。", "竹长制", ""),
        ("片片有人管，这就是所谓“竹长制”。", "竹长制", "片片有人管，这就是所谓“竹长制”。"),
        ("所谓“竹长制”，是让每片竹林有人管。", "竹长制", "所谓“竹长制”，是让每片竹林有人管。"),
        ("「竹長制：山林季」開幕。", "竹長制", ""),
        ("推行“竹长制”：每片竹林有人管。", "竹长制", "推行“竹长制”：每片竹林有人管。"),
    ],
)
def test_a_definition_is_the_sentence_that_says_it(text: str, term: str, says: str) -> None:
    at = text.index(term)
    span = definition(passage(text), Mention("x", "body-p1", at, at + len(term)))
    assert (text[slice(*span)] if span else "") == says


# ---------------------------------------------------------------- figures


def test_people_are_counted_in_han_numerals_from_ten_on() -> None:
    assert [str(item.value) for item in figures("有十人参加，九人得奖。")] == ["10"]


def test_figures_of_a_row_share_the_longer_unit_only() -> None:
    assert [item.unit for item in figures("时限压缩至8个、5个工作日。")] == ["个工作日", "个工作日"]
    assert [item.unit for item in figures("有8户、5个工作日。")] == ["户", "个工作日"]
    assert [item.unit for item in figures("有8个，用了5个工作日。")] == ["个", "个工作日"]


def test_an_amount_before_what_is_counted_is_its_class() -> None:
    assert [item.unit for item in figures("签约10亿元以上项目6项。")] == ["项"]
    assert [item.unit for item in figures("签约项目总额10亿元，共6项。")] == ["元", "项"]


def test_a_quotation_is_named_whole() -> None:
    assert figures("设立“调解小院”13个。")[0].measured == "调解小院"


@pytest.mark.parametrize("word", ["由", "从"])
def test_what_a_change_begins_from_is_not_what_it_measures(word: str) -> None:
    text = f"办结时间{word}进入中心前的23.9天减少到10.8天。"
    assert figures(text)[0].measured == "办结时间"


def test_one_word_between_a_verb_and_its_figure_is_no_end_of_the_change() -> None:
    assert figures("节约企业8%通关成本。")[0].sign == -1
    assert figures("节约了很多很多很多企业的8%通关成本。")[0].sign == 0


# ---------------------------------------------------------------- places and bodies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("辉南县庆阳镇兑换积分。", ["220523"]),
        ("甘肃庆阳兑换积分。", ["620000", "621000"]),
        ("庆阳街道、庆阳乡、庆阳村、庆阳社区。", []),
        ("重大理论问题。", []),
    ],
)
def test_a_town_with_the_name_of_a_city_is_not_the_city(text: str, names: list[str]) -> None:
    assert [place.code for place in find_places(text)] == names


def test_a_committee_of_the_party_begins_with_its_name() -> None:
    for text, start in (("中共武平县委印发。", 0), ("经中共武平县委同意。", 1)):
        body = find_bodies(text, "")[0]
        assert body.start == start


def test_a_level_begins_no_word() -> None:
    home = "350824"
    assert [body.name for body in find_bodies("经县财政局同意。", home)] == ["武平县财政局"]
    assert not [body for body in find_bodies("经外县财政局同意。", home) if body.relative]


def test_a_person_replaces_only_what_the_words_cover() -> None:
    text = "卫生局与民政局发文。"
    here = passage(text)
    bodies = tuple(
        (FoundBody(name, "government", at, at + 3), Mention("x", "body-p1", at, at + 3))
        for name, at in (("甲县卫生局", 0), ("甲县民政局", 4))
    )
    change = BodyChange("x", "body-p1", "卫生局", name="乙县卫生局", kind="government")
    names = [body.name for body, _ in corrected_bodies(bodies, [here], [change])]
    assert names == ["乙县卫生局", "甲县民政局"]


# ---------------------------------------------------------------- what is suggested


def test_a_county_heads_a_title_by_its_short_name() -> None:
    text = "宝应签约27项。宝应再出发。"
    assert code("宝应：抓招商", text) == "321023"
    assert code("宝应：抓招商", "宝应签约27项。") == ""
    assert code("宝应：抓招商", text + "甘肃也来了。") != "321023"
    assert code("宝应抓招商", text) == ""


@pytest.mark.parametrize(
    ("title", "text", "region"),
    [
        ("环江推行林票制", "环江毛南族自治县试行。河池市林业局到场，河池市三县照办。", "451226"),
        ("长阳村医轮岗记", "长阳土家族自治县安排村医。宜昌市给予补助，宜昌市照办。", "420528"),
        ("金秀瑶医进村", "来宾市卫健委支持。来宾市照办。", "451300"),
    ],
)
def test_a_county_of_a_people_has_its_short_name_in_titles(
    title: str, text: str, region: str
) -> None:
    assert code(title, text) == region


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("省林业局下发办法，我省岗位达到14万个。", "630000"),
        ("省林业局下发办法。", "632722"),
        ("在全省率先推行，全省首个站点落成，省林业局下发办法。", "632722"),
        ("此事由州林业局、副省长督办，我省岗位达到14万个。", "632722"),
    ],
)
def test_what_a_province_does_as_a_whole_twice_is_no_case_of_a_county(
    said: str, region: str
) -> None:
    text = f"{said}杂多县的扎西当上管护员。杂多县人人有岗。"
    assert code("青海管护员吃上生态饭", text) == region


@pytest.mark.parametrize(("between", "region"), [("", "500236"), ("下辖的偏远", "500236")])
def test_a_town_of_a_title_lies_where_the_text_says(between: str, region: str) -> None:
    assert code("永乐镇长凼村的改革", f"奉节县{between}永乐镇长凼村很远。") == region


def test_a_town_far_from_a_division_is_not_of_it() -> None:
    assert code("永乐镇长凼村的改革", "奉节县和许多别的地方的永乐镇长凼村很远。") != "500236"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("安乡县：土地流转", Level.COUNTY),
        ("镇平县办事提速", Level.COUNTY),
        ("安乡县大鲸港镇的改革", Level.TOWNSHIP),
    ],
)
def test_a_county_with_the_word_of_a_town_is_no_town(title: str, level: Level) -> None:
    region = suggest_region(title, "")
    assert suggest_level(title, "", region.code if region else "") is level


@pytest.mark.parametrize(
    ("title", "text", "key"),
    [
        ("办事从简", "红白理事会管彩礼，移风易俗进村规民约。", "grassroots-governance"),
        ("家门口", "零工市场帮人求职，招聘会天天有。", "social-security"),
        ("出行", "公车运量上升，月票便宜，巴士班次增加。", "transport"),
        ("山里", "乡村旅游兴起，民宿接待游客。", "culture-tourism"),
        ("平安", "派出所民警推行警务改革。", "law"),
    ],
)
def test_a_field_is_known_by_its_words(title: str, text: str, key: str) -> None:
    section = Section(Theme.BODY, "", (Paragraph(text),))
    field = suggest_field(Article("x", title, Script.HANS, (section,)))
    assert field is not None
    assert field.key == key


@pytest.mark.parametrize(
    ("title", "nation"),
    [("多地部署春风行动", True), ("各地区联动", False), ("武平县各地推行", False)],
)
def test_a_title_on_many_places_is_of_the_nation(title: str, nation: bool) -> None:
    assert (scope(title, "竹林有人管。") is Scope.NATION) is nation


# ---------------------------------------------------------------- similar cases


def test_cases_that_share_more_rare_words_are_more_alike() -> None:
    def article(slug: str, words: str) -> Article:
        section = Section(Theme.BODY, "", (Paragraph(words),))
        return Article(slug, slug, Script.HANS, (section,))

    rare = "竹编匠人把竹篾晒干。竹编匠人教徒弟选竹篾。藤椅与漆器也上架，竹编匠人很忙。"
    articles = [
        article("one", rare),
        article("much", rare),
        article("little", "竹编匠人把竹篾晒干。船闸与航标归水手管，灯塔旁有鱼市，水手修船闸。"),
        *(article(f"other-{n}", f"第{n}村修路，老师教书，医生看病。") for n in range(6)),
    ]
    similar = annotate(articles).case("one").similar
    assert similar[0].case == "much"


@pytest.mark.parametrize(
    ("tail", "change"), [("才能把證都辦完了", True), ("才能把證都辦完好了", False)]
)
def test_how_far_now_may_stand_from_what_something_took(tail: str, change: bool) -> None:
    text = f"過去要跑20天{tail}，現在3天。"
    passage = Passage("x", "body-p1", "body", Theme.BODY, text, running=True)
    assert [item.base is not None for item in find_indicators(passage)] == (
        [True] if change else [False, False]
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全县有9007199254740992户农户参加", 1),
        ("全县有9007199254740993户农户参加", 0),
        ("增长9999999999999999999%", 0),
        ("投入9999999亿亿元", 0),
        ("投入1亿至99999999999999999元", 0),
    ],
)
def test_a_run_of_digits_that_no_database_keeps_counts_nothing(text: str, found: int) -> None:
    assert len(figures(text)) == found


def test_a_name_that_holds_a_title_is_none_of_title_and_text() -> None:
    text = "节目“读透《甲河》的道理”开播，大家读“读透《甲河》的道理”。"
    assert not names_of_title("预告：读透《甲河》的道理", [text])
    section = Section(Theme.BODY, "", (Paragraph(text),))
    assert annotate([Article("x", "预告：读透《甲河》的道理", Script.HANS, (section,))]).terms == ()


# ---------------------------------------------------------------- how far a date reaches


@pytest.mark.parametrize(("filling", "date"), [(299, "2023"), (300, "")])
def test_a_period_is_carried_over_so_many_characters(filling: int, date: str) -> None:
    text = "2023年，收入5亿元。"
    between = "办" * (filling - len(text) - 1) + "。"
    assert figures(f"{text}{between}产值3亿元，同比增长2%。")[1].date == date


@pytest.mark.parametrize(("length", "date"), [(299, "2023"), (300, "")])
def test_a_period_is_read_in_a_sentence_of_so_many_characters(length: int, date: str) -> None:
    said = "产值3亿元，同比增长2%，。"
    said = said.replace("。", "办" * (length - len(said)) + "。")
    assert figures(f"2023年，收入5亿元。{said}")[1].date == date


@pytest.mark.parametrize(
    ("iso", "is_one"),
    [
        ("2023", True),
        ("2023-01/2023-06", True),
        ("2023/2024", True),
        ("2023/2025", False),
        ("2023/..", False),
        ("2023-05", False),
        ("2023-05-06", False),
    ],
)
def test_a_period_is_a_year_its_months_or_a_year_of_account(iso: str, *, is_one: bool) -> None:
    assert is_period(iso) is is_one


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("甲县2023年统计公报", "2023"),
        ("2023年上半年运行情况", "2023-01/2023-06"),
        ("2023年改革案例", ""),
        ("2022年总结和2023年统计公报", ""),
    ],
)
def test_the_title_of_a_report_names_its_period(title: str, period: str) -> None:
    assert period_of_title(title, republic=False) == period


@pytest.mark.parametrize(
    ("title", "texts", "dates"),
    [
        ("甲县2023年经济发展综述", ["新建站点3个，目前有9个。", "开办7家。"], ["", "", "2023"]),
        ("甲县2023年工作回顾", ["2022年开办6家。开办7家。"], ["2022", ""]),  # of another year
        ("甲县2023年工作回顾", ["明年的目标是两件事。开办7家。"], [""]),
        ("甲县2023年改革案例", ["开办7家。"], [""]),
        ("2022年回顾和2023年盘点", ["开办7家。"], [""]),
        ("甲县2023年工作回顾", ["按规定，每站床位12张。上世纪有7家。"], ["", ""]),
        ("1998年洪水回顾", ["开办7家。"], [""]),
    ],
)
def test_a_review_of_one_year_dates_what_names_no_time(
    title: str, texts: list[str], dates: list[str]
) -> None:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
    article = Article("x", title, Script.HANS, (section,))
    assert [item.date for item in annotate([article]).case("x").indicators] == dates


@pytest.mark.parametrize(("published", "period"), [("2024-05-06", "2023"), ("2025-01-02", "")])
def test_a_review_is_published_in_its_year_or_the_next(published: str, period: str) -> None:
    assert period_of_review("2023年街长制工作回顾", published, republic=False) == period


@pytest.mark.parametrize(("precise", "sign"), [("90", -1), ("89", 0)])
def test_a_figure_in_brackets_within_a_tenth_says_the_one_before(precise: str, sign: int) -> None:
    text = Paragraph(f"垃圾清运量减少约100吨（{precise}吨）。")
    article = Article("x", "题", Script.HANS, (Section(Theme.BODY, "", (text,)),))
    last = annotate([article]).case("x").indicators[-1]
    assert last.sign == sign


def test_all_of_the_year_is_that_of_the_title_of_a_report() -> None:
    text = Paragraph("全年新增就业30人，年末有门店3家。")
    article = Article("x", "甲县2023年统计公报", Script.HANS, (Section(Theme.BODY, "", (text,)),))
    dates = [item.date for item in annotate([article]).case("x").indicators]
    assert dates == ["2023", "2023"]


@pytest.mark.parametrize(
    ("texts", "published", "dates"),
    [
        (["上半年收入9亿元。", "税收5亿元，同比增长4%。"], "2024-08-10", ["2024-01/2024-06"] * 3),
        (["2023年收入9亿元。", "全年新增就业30人。"], "2024-08-10", ["2023", "2023"]),
        (["2023年收入9亿元。", "全年新增就业30人。"], "2025-08-10", ["2023", ""]),  # two years on
        (["2023年收入9亿元。", "全年新增就业30人。"], "", ["2023", ""]),
        (
            ["2023年收入9亿元，2022年8亿元。", "全年新增就业30人。"],
            "2024-08-10",
            ["2023", "2022", ""],
        ),
        (["2023年推行改革。", "全年新增就业30人。"], "2024-08-10", [""]),  # no figure of 2023
        (["2023年收入9亿元。", "新增就业30人。"], "2024-08-10", ["2023", ""]),  # no word of a year
        # Another time, of whatever kind.
        (
            ["2023年收入9亿元。今年以来开店9家。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "2024/..", "", ""],
        ),
        (
            ["2023年收入9亿元。", "截至7月底开店9家。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "2024-07", "", ""],
        ),
        (
            ["2023年收入9亿元。", "5月1日开市。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "", ""],
        ),
        (
            ["2023年收入9亿元。", "假期里人多。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "", ""],
        ),
        (
            ["2023年收入9亿元。", "目前路通了。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "", ""],
        ),
        (
            ["2023年收入9亿元。", "次年春修路。", "税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "", ""],
        ),
        (
            ["2023年收入9亿元。", "目前路通了。税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "", ""],
        ),
        (
            ["2023年收入9亿元。", "2023年5月1日开市。税收5亿元，同比增长4%。"],
            "2024-08-10",
            ["2023", "2023", "2023"],
        ),
    ],
)
def test_all_of_the_year_is_that_of_the_only_period_of_an_article(
    texts: list[str], published: str, dates: list[str]
) -> None:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
    sources = (Source(published=published),)
    article = Article("x", "甲县收入", Script.HANS, (section,), sources=sources)
    assert [item.date for item in annotate([article]).case("x").indicators] == dates


@pytest.mark.parametrize(
    ("text", "interval", "found"),
    [
        ("2024至54年度", "2024/2054", True),
        ("2024至55年度", "2024/2055", False),
        ("2022/22年度", "2022/2022", False),
        ("108至137学年度", "2019/2049", True),
        ("108至138学年度", "2019/2050", False),
    ],
)
def test_years_of_account_are_so_many_at_most(text: str, interval: str, *, found: bool) -> None:
    assert (interval in [item.iso for item in find_dates(text)]) is found


@pytest.mark.parametrize(("sum_", "count"), [("一万元", 0), ("二万元", 1)])
def test_a_small_sum_may_be_part_of_a_name(sum_: str, count: int) -> None:
    assert len(figures(f"开办{sum_}店。")) == count


@pytest.mark.parametrize(("before", "count"), [("6个", 0), ("了", 1)])
def test_what_is_counted_is_not_proposed(before: str, count: int) -> None:
    assert len(propose_bodies(f"成立{before}丰禾服务委员会。", "", ())) == count
