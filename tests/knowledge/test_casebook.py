"""The whole: one casebook of several articles, corrections, and the data files."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace

import jsonschema
import pytest
from tests.editions import SIMPLIFIED, TRADITIONAL, printer
from tests.held import held

from casebook.exports.data import data_files, schema
from casebook.exports.tables import flat_tables
from casebook.knowledge import (
    Corrections,
    annotate,
    check_corrections,
    read_corrections,
    read_glossary,
)
from casebook.knowledge.corrections import (
    PolicyChanges,
    PolicyFacts,
    TermChanges,
    follow_ids,
    settled,
    without_missing,
)
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.tables import find_table_indicators
from casebook.knowledge.term_forms import term_key
from casebook.problems import Code
from casebook.records import (
    Article,
    Casebook,
    EventKind,
    Gone,
    Ground,
    IndicatorKind,
    Paragraph,
    Region,
    Script,
    Section,
    Table,
    Theme,
    walk,
)
from casebook.site.figures import figure_rows
from casebook.text.printer import Printer

ROAD = Article(
    slug="mountain-road",
    title="山区修路",
    script=Script.HANS,
    field="交通運輸",
    region=Region("福建省龙岩市武平县", "350824"),
    years="2014-2016",
    sections=(
        Section(
            Theme.BACKGROUND,
            "改革背景",
            (Paragraph("2014年，全县有85个村不通公路，“最后一公里”难走。"),),
        ),
        Section(
            Theme.MEASURES,
            "主要做法",
            sections=(
                Section(
                    Theme.MEASURES,
                    "一、出台办法",
                    (
                        Paragraph(
                            "2014年3月，武平县人民政府印发《农村公路养护办法》"
                            "（武政〔2014〕7号），设立养护员岗位240个。"
                        ),
                    ),
                ),
                Section(
                    Theme.MEASURES,
                    "二、以工代赈",
                    (Paragraph("推行“以工代赈”模式，村民投工修桥，石料就地开采。"),),
                ),
            ),
        ),
        Section(
            Theme.RESULTS,
            "实践成效",
            sections=(
                Section(
                    Theme.RESULTS,
                    "一、养护到位",
                    (Paragraph("240个养护员岗位全部到人，公路养护率由52%升至97%。"),),
                ),
                Section(
                    Theme.RESULTS,
                    "二、村民增收",
                    (
                        Paragraph("参加以工代赈的村民修桥12座，石料款全部付清。"),
                        Table((("年份", "里程"), ("2016年", "310公里"))),
                    ),
                ),
            ),
        ),
    ),
)
BUS = Article(
    slug="village-bus",
    title="村村通公交",
    script=Script.HANT,
    field="交通運輸",
    region=Region("福建省三明市", "350400"),
    years="2018",
    sections=(
        Section(
            Theme.BODY,
            "",
            (
                Paragraph("三明市依據《農村公路養護辦法》開通公交線路7條，打通「最後一公里」。"),
                Paragraph("所謂「以工代賑」，即以勞動換取報酬。"),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def casebook() -> Casebook:
    return annotate([ROAD, BUS])


def test_order_of_the_articles_does_not_matter(casebook: Casebook) -> None:
    articles = [BUS, ROAD]
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert annotate(articles) == casebook
    assert [case.slug for case in casebook.cases] == ["mountain-road", "village-bus"]


def test_every_mention_stands_in_its_text(casebook: Casebook) -> None:
    texts = {(p.case, p.id): p.text for a in (ROAD, BUS) for p in passages(a)}
    ids = {(a.slug, placed.id) for a in (ROAD, BUS) for placed in walk(a)}
    seen = 0
    for indicator in casebook.indicators:
        mention = indicator.mention
        text = texts[mention.case, mention.paragraph]
        assert text[mention.start : mention.end] == indicator.text
        seen += 1
    for named in (*casebook.policies, *casebook.terms, *casebook.organisations, *casebook.places):
        for mention in named.mentions:
            assert (mention.case, mention.paragraph) in ids
            assert 0 <= mention.start < mention.end <= len(texts[mention.case, mention.paragraph])
            seen += 1
    assert seen > 15


def test_one_document_in_both_scripts(casebook: Casebook) -> None:
    (policy,) = casebook.policies
    assert policy.cases == ("mountain-road", "village-bus")
    assert policy.issuer == "武平县人民政府"
    assert policy.number == "武政〔2014〕7号"
    assert policy.date == "2014-03"


def test_one_term_in_both_scripts_with_its_definition(casebook: Casebook) -> None:
    terms = {term_key(term.text): term for term in casebook.terms}
    term = terms["以工代赈"]
    assert term.cases == ("mountain-road", "village-bus")
    assert term.first.case == "mountain-road"
    assert term.definition == "所謂「以工代賑」，即以勞動換取報酬。"
    assert terms["最后一公里"].cases == ("mountain-road", "village-bus")


def test_results_are_linked_to_the_measures_they_answer(casebook: Casebook) -> None:
    answers = {answer.result: answer for answer in casebook.case("mountain-road").answers}
    assert answers["results-1"].measure == "measures-1"
    assert Ground.INDICATOR in {reason.ground for reason in answers["results-1"].reasons}
    assert answers["results-2"].measure == "measures-2"
    assert not any(answer.confirmed for answer in answers.values())


def test_similar_cases_say_why(casebook: Casebook) -> None:
    (similar,) = casebook.case("village-bus").similar
    assert similar.case == "mountain-road"
    grounds = {reason.ground for reason in similar.reasons}
    assert grounds >= {Ground.FIELD, Ground.POLICY, Ground.TERM, Ground.REGION}


def test_places_nest_and_count(casebook: Casebook) -> None:
    places = {place.code: place for place in casebook.places}
    assert places["350000"].cases == ("mountain-road", "village-bus")
    assert places["350824"].parent == "350800"
    assert places["350824"].own_cases == ("mountain-road",)
    assert casebook.case("mountain-road").lineage == ("350000", "350800", "350824")


def test_timeline(casebook: Casebook) -> None:
    events = [(event.year, event.kind) for event in casebook.timeline]
    assert events == [
        (2014, EventKind.CASE_BEGINS),
        (2014, EventKind.POLICY),
        (2016, EventKind.CASE_ENDS),
        (2018, EventKind.CASE_BEGINS),
    ]


def test_table_figures_take_thing_and_date_from_the_table(casebook: Casebook) -> None:
    (item,) = [i for i in casebook.indicators if i.paragraph.endswith("-t1")]
    assert (item.text, item.measured, item.date) == ("310公里", "里程", "2016")


_PASSAGE = Passage("x", "body-t1", "body", Theme.BODY, "", running=False)


def _things(*rows: tuple[str, ...]) -> list[tuple[str, str, str]]:
    result = find_table_indicators(_PASSAGE, Table(rows, header=True))
    return [(item.text, item.measured, item.date) for item in result]


def test_a_figure_in_a_table_is_named_by_its_row_and_its_column() -> None:
    """The row says what; the column too where several hold figures; stages say when only."""
    assert _things(("階段", "類別", "數量"), ("整合前", "事業單位", "11個")) == [
        ("11個", "事業單位", "")
    ]
    assert _things(
        ("範圍", "時間", "確權", "成立企業"), ("某大學", "到2022年", "264項", "20多家")
    ) == [("264項", "某大學：確權", "2022"), ("20多家", "某大學：成立企業", "2022")]
    assert _things(("時間", "藥品收入"), ("2011年", "47%")) == [("47%", "藥品收入", "2011")]
    assert _things(("時間", "內容"), ("2017年3月", "20家")) == [("20家", "", "2017-03")]
    assert _things(("類別", "精簡前", "精簡後"), ("其中：證明", "135項", "97項")) == [
        ("135項", "證明：精簡前", ""),
        ("97項", "證明：精簡後", ""),
    ]
    assert _things(("事項", "改革前（天）", "改革後（天）"), ("開辦企業", "15", "3")) == [
        ("15天", "開辦企業：改革前", ""),
        ("3天", "開辦企業：改革後", ""),
    ]


@pytest.mark.parametrize(
    ("rows", "things"),
    [
        (
            (("年份", "麵粉產量（萬噸）", "從業人員（人）"), ("2019", "86", "21,000")),
            [("86萬噸", "麵粉產量", "2019"), ("21,000人", "從業人員", "2019")],
        ),
        (
            (("序号", "指标", "2019年", "2023"), ("1", "面粉产值（亿元）", "97.5", "168")),
            [("97.5亿元", "面粉产值", "2019"), ("168亿元", "面粉产值", "2023")],
        ),
        (
            (("指标", "单位", "2023年"), ("造林面积", "万亩", "14"), ("村", "", "4")),
            [("14万亩", "造林面积", "2023")],
        ),
        # Two units, a unit that is none, a year, and an amount below nothing.
        ((("项目", "收入（万元）"), ("甲（户）", "30")), []),
        ((("项目", "收入（旧制）"), ("甲", "30")), []),
        ((("项目", "开工（年）"), ("桥", "2019")), []),
        ((("项目", "盈余（万元）"), ("甲", "-3")), []),
    ],
)
def test_a_bare_number_in_a_table_has_the_unit_of_its_head(
    rows: tuple[tuple[str, ...], ...], things: list[tuple[str, str, str]]
) -> None:
    assert _things(*rows) == things


def test_the_caption_of_a_table_gives_the_unit_and_the_mention_spans_the_number() -> None:
    table = Table((("地區", "補助"), ("甲村", "85.6")), header=True, caption="表（單位：萬元）")
    (item,) = find_table_indicators(_PASSAGE, table)
    text = "\n".join((table.caption, *(cell for row in table.rows for cell in row)))
    assert (item.text, item.value) == ("85.6萬元", 856000)
    assert text[item.mention.start : item.mention.end] == "85.6"


def _signs(*rows: tuple[str, ...]) -> list[tuple[str, str, int]]:
    result = find_table_indicators(_PASSAGE, Table(rows, header=True))
    return [(item.measured, item.direction, item.sign) for item in result]


@pytest.mark.parametrize(
    ("name", "amount", "verb", "sign"),
    [
        ("受益農戶增收", "戶均4,434元、人均1,128元", "增收", 1),
        ("村集體增收", "8萬元", "增收", 1),
        ("企業減負", "1.2億元", "減負", -1),
        ("机关节支", "300万元", "节支", -1),
        ("國企減虧", "約5000萬元", "減虧", -1),
        # Those who gain are counted, and what is paid for gains is none.
        ("農戶增收", "35戶", "", 0),
        ("增收獎勵", "35萬元", "", 0),
        ("支出", "35萬元", "", 0),
    ],
)
def test_a_name_that_ends_in_a_gain_says_what_an_amount_does(
    name: str, amount: str, verb: str, sign: int
) -> None:
    results = _signs(("指標", "數字"), (name, amount))
    assert {(direction, found) for _, direction, found in results} == {(verb, sign)}


CORRECTIONS = """
[terms]
add = ["石料"]
drop = ["最後一公里"]

[policies]
drop = ["农村公路养护办法"]

[[indicator]]
case = "mountain-road"
paragraph = "background-p1"
text = "85个"
measured = "不通公路的村"

[[indicator]]
case = "mountain-road"
paragraph = "results-2-p1"
text = "12座"
drop = true

[[answer]]
case = "mountain-road"
result = "results-1"
measures = ["measures-2"]
"""
GLOSSARY = """
[[term]]
term = "以工代賑"
definition = "用勞動換取救濟。"
"""


def test_a_person_is_right() -> None:
    corrections, problems = read_corrections(CORRECTIONS.encode(), "corrections.toml")
    glossary, more = read_glossary(GLOSSARY.encode(), "glossary.toml")
    assert (problems, more) == ((), ())
    assert check_corrections(corrections, [ROAD, BUS], "corrections.toml") == ()
    casebook = annotate([ROAD, BUS], corrections, glossary)
    terms = {term_key(term.text): term for term in casebook.terms}
    assert "石料" in terms
    assert "最后一公里" not in terms
    assert terms["以工代赈"].definition == "用勞動換取救濟。"
    assert terms["以工代赈"].defined is None
    assert casebook.policies == ()
    texts = {
        indicator.text: indicator.measured
        for indicator in casebook.case("mountain-road").indicators
    }
    assert texts["85个"] == "不通公路的村"
    assert "12座" not in texts
    (answer,) = [a for a in casebook.case("mountain-road").answers if a.result == "results-1"]
    assert (answer.measure, answer.confirmed) == ("measures-2", True)


@pytest.mark.parametrize(
    ("change", "text", "printed"),
    [
        ('value = "84"', "85个", "84个"),
        ('value = "850000"', "85个", "85万个"),
        ('unit = "座"', "85个", "85座"),
        ('measured = "村"', "85个", "85个"),
        ('value = "85"\nunit = "个"', "85个", "85个"),
        ('value = "250"', "600元增加到200元", "600→250元"),
        ('value = "0.5"', "3至5天", "0.5–5天"),
        ('base = "500"', "600元增加到200元", "500→200元"),
        ('base = "600"', "600元增加到200元", "600元增加到200元"),
        ('kind = "level"', "600元增加到200元", "200元"),
        ('base = "90"', "85个", "90→85个"),
        ('kind = "level"', "3至5天", "3天"),
    ],
)
def test_a_corrected_figure_is_printed_everywhere(change: str, text: str, printed: str) -> None:
    results = Paragraph("不通公路的村有85个，运费由600元增加到200元，办事要3至5天。")
    article = Article("x", "题", Script.HANS, (Section(Theme.RESULTS, "成效", (results,)),))
    content = f'[[indicator]]\ncase = "x"\nparagraph = "results-p1"\ntext = "{text}"\n{change}'
    corrections, _ = read_corrections(content.encode(), "c.toml")
    casebook = annotate([article], corrections)
    edition = printer(casebook, SIMPLIFIED)
    assert printed in [row[3] for row in figure_rows(casebook.case("x"), edition)]
    (row,) = [item for item in flat_tables(casebook, edition)["indicators"] if item.text == text]
    assert row.sentence == results.text


@pytest.mark.parametrize(
    ("change", "kind", "direction"),
    [
        ('kind = "level"', IndicatorKind.LEVEL, ""),
        ('kind = "increase"', IndicatorKind.INCREASE, "减少"),
        ('base = "20"', IndicatorKind.CHANGE, "减少"),
        ('measured = "项"', IndicatorKind.DECREASE, "减少"),
    ],
)
def test_a_person_says_what_kind_a_figure_is(
    change: str, kind: IndicatorKind, direction: str
) -> None:
    article = Article(
        "x", "题", Script.HANS, (Section(Theme.RESULTS, "成效", (Paragraph("材料减少16项。"),)),)
    )
    content = f'[[indicator]]\ncase = "x"\nparagraph = "results-p1"\ntext = "16项"\n{change}'
    corrections, _ = read_corrections(content.encode(), "c.toml")
    (figure,) = annotate([article], corrections).case("x").indicators
    assert (figure.kind, figure.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("code", "codes"), [("", []), ("350824", ["350824"]), ("350421", ["350421"])]
)
def test_a_person_says_where_a_place_is(code: str, codes: list[str]) -> None:
    where = 'case = "mountain-road"\nparagraph = "measures-1-p1"'
    change = f'[[place]]\n{where}\ntext = "武平县"\ncode = "{code}"'
    corrections, problems = read_corrections(change.encode(), "c.toml")
    assert check_corrections(corrections, [ROAD], "c.toml") == problems == ()
    found = annotate([ROAD], corrections).places
    assert [place.code for place in found if place.mentions] == codes
    later = replace(ROAD, gone=(Gone("measures-1-p1", "measures-1-p2"),))
    assert follow_ids(corrections, [later]).place[0].paragraph == "measures-1-p1"


def test_a_place_without_a_division_is_an_error_of_the_file() -> None:
    content = '[[place]]\ncase = "a"\nparagraph = "p"\ntext = "t"\ncode = "999999"'
    _, (problem,) = read_corrections(content.encode(), "c.toml")
    assert (problem.code, problem.line) == (Code.CORRECTIONS_UNREADABLE, 1)
    assert "there is no division 999999" in problem.detail
    corrections, _ = read_corrections(content.replace("999999", "350824").encode(), "c.toml")
    (missing,) = check_corrections(corrections, [ROAD], "c.toml")
    assert (missing.code, missing.detail) == (Code.CORRECTION_OF_NOTHING, "a p: t")


WRITTEN = Article(
    "written",
    "托育倍增計畫",
    Script.HANT,
    (
        Section(
            Theme.MEASURES,
            "舉措",
            (Paragraph("市府推出“托育倍增計畫”，印發《答覆時限管理辦法》《對帳管理辦法》。"),),
        ),
    ),
)


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("托育倍增计划", "托育倍增計畫"),
        ("托育倍增計劃", "托育倍增計畫"),
        ("答复时限管理办法", "答覆時限管理辦法"),
        ("对账管理办法", "對帳管理辦法"),
        ("对帐管理办法", ""),  # folded already as the article has it
    ],
)
def test_names_may_be_typed_in_the_other_script(typed: str, form: str) -> None:
    said = Corrections(
        terms=TermChanges(drop=(typed,)),
        policies=PolicyChanges(add=(typed,)),
        policy=(PolicyFacts(typed, issuer="某市"),),
    )
    found, problems = settled(said, [WRITTEN], "c.toml")
    assert problems == ()
    forms = (typed, form) if form else (typed,)
    assert (found.terms.drop, found.policies.add) == (forms, forms)
    assert {item.title for item in found.policy} == set(forms)


def test_names_typed_in_the_other_script_are_obeyed() -> None:
    said = Corrections(
        terms=TermChanges(drop=("托育倍增计划",)),
        policies=PolicyChanges(drop=("对账管理办法",)),
        policy=(
            PolicyFacts("答复时限管理办法", issuer="某市"),
            PolicyFacts("答覆時限管理辦法", issuer="嘉义市政府"),
        ),
    )
    assert annotate([WRITTEN]).terms
    casebook = annotate([WRITTEN], settled(said, [WRITTEN], "c.toml")[0])
    assert casebook.terms == ()
    (policy,) = casebook.policies
    assert policy.issuer == "嘉义市政府"  # what is typed as the article has it, counts


@pytest.mark.parametrize(
    "said",
    [
        Corrections(terms=TermChanges(drop=("根本沒有的詞",))),
        Corrections(terms=TermChanges(add=("根本没有的词",))),
        Corrections(policies=PolicyChanges(drop=("根本没有的办法",))),
        Corrections(policies=PolicyChanges(add=("",))),
        Corrections(policy=(PolicyFacts("《答覆時限管理辦法》第二版"),)),
    ],
)
def test_names_that_no_article_has_are_reported(said: Corrections) -> None:
    found, (problem,) = settled(said, [WRITTEN, ROAD], "c.toml")
    assert problem.code is Code.CORRECTION_OF_NOTHING
    assert found == said


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[terms]\nadd = []\n\n[[answer]]\ncase = "a"\nresult = "b"\nbase = 3', 7),
        ('[[answer]]\ncase="a"\nresult="b"\n# note\n[[answer]]\nresult = "b"', 5),
        ('[[series]]\ncase = "a"\nmeasured = 3\n[terms]\nmeasured = 3', 3),
        ("[terms]\nplus = []", 2),
        ("answer = 3", 0),
        ("[other]\nplus = []", 0),
    ],
)
def test_what_is_not_understood_is_named_with_its_line(content: str, line: int) -> None:
    _, (problem,) = read_corrections(content.encode(), "c.toml")
    assert problem.line == line


@pytest.mark.parametrize("content", ["[terms", "[terms]\nplus = []", "answer = 3", "[[answer]]"])
def test_bad_corrections_are_a_problem(content: str) -> None:
    corrections, (problem,) = read_corrections(content.encode(), "c.toml")
    assert corrections == Corrections()
    assert problem.code is Code.CORRECTIONS_UNREADABLE


def test_corrections_of_what_is_gone_are_reported() -> None:
    content = CORRECTIONS.replace("85个", "86个").replace("measures-2", "measures-9")
    corrections, _ = read_corrections(content.encode(), "c.toml")
    results = check_corrections(corrections, [ROAD, BUS], "c.toml")
    assert [problem.code for problem in results] == [Code.CORRECTION_OF_NOTHING] * 2


JOINED = replace(ROAD, gone=(Gone("results-8", "results-9"), Gone("results-9", "results-1")))


def test_corrections_follow_what_was_joined() -> None:
    content = CORRECTIONS.replace('"results-1"', '"results-8"')
    corrections, _ = read_corrections(content.encode(), "c.toml")
    assert check_corrections(corrections, [JOINED, BUS], "c.toml")
    corrections = follow_ids(corrections, [JOINED, BUS])
    assert check_corrections(corrections, [JOINED, BUS], "c.toml") == ()
    (change,) = corrections.answer
    assert (change.result, change.measures) == ("results-1", ("measures-2",))


def test_an_answer_of_what_is_gone_costs_no_page() -> None:
    content = CORRECTIONS.replace('"measures-2"', '"measures-9"')
    corrections, _ = read_corrections(content.encode(), "c.toml")
    assert without_missing(corrections, [ROAD, BUS]).answer == ()
    assert without_missing(corrections, [ROAD, BUS]).indicator == corrections.indicator


def test_data_fits_its_schema(casebook: Casebook) -> None:
    document = json.loads(schema())
    written = held(data_files(casebook, printer(casebook, SIMPLIFIED)))
    for name, item in document["properties"].items():
        validator = jsonschema.Draft202012Validator(item | {"$defs": document["$defs"]})
        rows = json.loads(written[f"{name}.json"])
        assert rows
        validator.validate(rows)
        del rows[0][next(iter(rows[0]))]
        assert not validator.is_valid(rows)


def test_csv_says_the_same_as_json(casebook: Casebook) -> None:
    written = held(data_files(casebook, printer(casebook, SIMPLIFIED)))
    table = list(csv.DictReader(io.StringIO(written["indicators.csv"].decode("utf-8-sig"))))
    rows = json.loads(written["indicators.json"])
    assert len(table) == len(rows) == len(casebook.indicators)
    for cells, row in zip(table, rows, strict=True):
        assert cells == {key: "" if value is None else str(value) for key, value in row.items()}


def test_data_keeps_the_addresses_of_the_pages(casebook: Casebook) -> None:
    rows = json.loads(held(data_files(casebook, printer(casebook, SIMPLIFIED)))["cases.json"])
    for row, article in zip(rows, (ROAD, BUS), strict=True):
        assert [item["id"] for item in row["paragraphs"]] == [p.id for p in walk(article)]


def test_data_is_in_the_script_of_its_edition(casebook: Casebook) -> None:
    written = held(data_files(casebook, printer(casebook, TRADITIONAL)))
    assert "山區修路" in written["cases.json"].decode()
    again = annotate([BUS, ROAD])
    assert written == held(data_files(again, printer(again, TRADITIONAL)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start: str) -> None:
    term = f"{start}1邻里议事"
    text = Paragraph(f"推行“{term}”机制。")
    article = Article("x", "题", Script.HANS, (Section(Theme.BODY, "", (text,)),))
    casebook = annotate([article])
    table = held(data_files(casebook, printer(casebook, SIMPLIFIED)))["terms.csv"].decode(
        "utf-8-sig"
    )
    assert f",'{term}," in table


def test_nothing_gives_nothing() -> None:
    assert annotate([]) == Casebook()
    assert json.loads(held(data_files(Casebook(), Printer(SIMPLIFIED)))["cases.json"]) == []
