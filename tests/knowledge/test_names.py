"""Policy documents, coined terms, places, organisations, fields."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.knowledge import place_finder
from casebook.knowledge.article_bodies import bodies_of
from casebook.knowledge.fields import field_by_name, fields, suggest_field
from casebook.knowledge.organisations import find_bodies
from casebook.knowledge.passages import Passage, passages
from casebook.knowledge.place_finder import find_places
from casebook.knowledge.policies import find_policies
from casebook.knowledge.regions import children, divisions, full_name, lineage
from casebook.knowledge.suggested_region import suggest_region
from casebook.knowledge.taiwan import TAIWAN
from casebook.knowledge.taiwan_bodies import county_of
from casebook.knowledge.term_definitions import definition
from casebook.knowledge.term_mentions import TermFinder
from casebook.knowledge.terms import quotations, term_keys
from casebook.knowledge.word_finder import WordFinder
from casebook.records import Article, Paragraph, Region, Script, Section, Theme


def passage(text: str) -> Passage:
    return Passage("x", "body-p1", "body", Theme.BODY, text, running=True)


def titles(text: str) -> list[str]:
    return [policy.title for policy in find_policies([passage(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "出臺《關於加強城市民族工作的實施意見》。",
        "根据《城市社区发展治理促进条例》办理。",
        "印发《政务服务事项清单（2021年版）》。",
        "《民法典》施行以后。",
    ],
)
def test_documents(text: str) -> None:
    assert len(titles(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "投放《共筑家園夢》等公益宣传片19部。",
        "据《南方某报》报道。",
        "编发《会议精神20问》《团结故事集》等宣传资料2万余册。",
        "小说《大江流日夜》写的是这段历史。",
        "演唱《山村之歌》。",
    ],
)
def test_no_documents(text: str) -> None:
    assert titles(text) == []


def test_issuer_number_and_date_of_a_document() -> None:
    text = (
        "2019年4月，浙江省财政厅、浙江省民政厅联合印发《养老服务补贴办法》（浙财社〔2019〕15号）。"
    )
    (item,) = find_policies([passage(text)])
    assert item.issuer == "浙江省财政厅、浙江省民政厅"
    assert item.number == "浙财社〔2019〕15号"
    assert item.date == "2019-04"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("2024年，四川出台《关于甲的方案》。", ("", "", "2024")),
        ("2024年，四川省人民政府出台《关于甲的方案》。", ("四川省人民政府", "", "2024")),
        ("1951年，为加强治安，公安部颁布了《户口条例》。", ("公安部", "", "1951")),
        ("湖南省教育厅联合相关部门先后印发《甲方案》。", ("湖南省教育厅", "", "")),
        (
            "2021年3月，國務院辦公廳印發《關於甲的意見》（國辦發〔2021〕5號）。",
            ("國務院辦公廳", "國辦發〔2021〕5號", "2021-03"),
        ),
        ("根据《关于甲的意见》（国办发[2019]12号）办理。", ("", "国办发[2019]12号", "2019")),
        (
            "2021年3月5日，浙江省人民政府办公厅正式印发《关于乙的通知》。",
            ("浙江省人民政府办公厅", "", "2021-03-05"),
        ),
        ("《甲县养老规划》由安徽省民政厅、财政部印发。", ("安徽省民政厅、财政部", "", "")),
        ("《甲条例》经合肥市人大常委会表决通过。", ("合肥市人大常委会", "", "")),
        ("《甲规划》由安徽省民政厅起草。", ("", "", "")),
        ("以安徽省人民政府名义印发《甲方案》。", ("安徽省人民政府", "", "")),
        ("安徽省民政厅牵头制定《甲方案》。", ("安徽省民政厅", "", "")),
        ("安徽省民政厅率先在全国出台《甲方案》。", ("安徽省民政厅", "", "")),
        ("安徽省民政厅等六部门日前联合印发《甲方案》。", ("安徽省民政厅", "", "")),
        ("2014年，教育部联合多部门出台《校车办法》。", ("教育部", "", "2014")),
        ("教育部等三部委联合印发《校车办法》。", ("教育部", "", "")),
        ("水利部、财政部等国家四部委联合出台《水价方案》。", ("水利部、财政部", "", "")),
        ("民政部联合四个部门印发《养老办法》。", ("民政部", "", "")),
        ("民政部联合调查组印发《养老办法》。", ("", "", "")),
        ("依据《市场条例》（国务院令第722号）办理。", ("国务院", "国务院令第722号", "")),
        ("依据《市场条例》（根据国务院令第722号修订）办理。", ("", "国务院令第722号", "")),
        ("依据《采石规定》（自然资源部令8号）。", ("自然资源部", "自然资源部令8号", "")),
        ("依据《采石规定》（自然资源部负责解释）。", ("", "", "")),
        ("安徽省民政厅关于印发《甲方案》的通知。", ("安徽省民政厅", "", "")),
        ("安徽省民政厅关于批准《甲方案》的批复。", ("", "", "")),
        ("安徽省人大常委会通过的《甲条例》施行。", ("安徽省人大常委会", "", "")),
        ("依「經濟部補助設置太陽光電作業要點」第三條辦理。", ("经济部", "", "")),
        ("依「中央銀行法」第三條辦理。", ("", "", "")),
        ("依據107年「松溪大糧倉行動計畫」辦理。", ("", "", "")),
        ("2012年以来，安徽省民政厅先后出台了《甲办法》。", ("安徽省民政厅", "", "")),
        (
            "开平市法院与开平市司法局联合印发《协作办法》。",
            ("开平市人民法院、开平市司法局", "", ""),
        ),
        (
            "浙江省发改委与浙江省财政厅印发《协作办法》。",
            ("浙江省发展和改革委员会、浙江省财政厅", "", ""),
        ),
    ],
)
def test_issuers_are_bodies(text: str, facts: tuple[str, str, str]) -> None:
    (item,) = find_policies([passage(text)])
    assert (item.issuer, item.number, item.date) == facts


@pytest.mark.parametrize(
    ("texts", "issuer"),
    [
        (["《甲方案》已经会议通过，现印发给你们。", "合肥市人民政府", "2023年"], "合肥市人民政府"),
        (["现将《甲方案》印发给你们。", "请照办。", "合肥市人民政府"], "合肥市人民政府"),
        (["现将《甲方案》印发给你们。", "一。", "二。", "三。", "四。", "合肥市人民政府"], ""),
        (["学习《甲方案》。", "合肥市人民政府", "2023年"], ""),
        (["现将《甲方案》印发给你们。", "合肥市人民政府要求照办。"], ""),
    ],
)
def test_the_signature_below_a_notice_issues_what_it_sends(texts: list[str], issuer: str) -> None:
    lines = [
        Passage("x", f"body-p{n}", "body", Theme.BODY, text, running=True)
        for n, text in enumerate(texts)
    ]
    (item,) = find_policies(lines)
    assert item.issuer == issuer


def test_issuer_that_a_title_names() -> None:
    (item,) = find_policies([passage("依據《國務院辦公廳關於推進村務公開的通知》辦理。")])
    assert item.issuer == "國務院辦公廳"


def test_a_person_decides_what_a_document_is() -> None:
    text = passage("学习《山村之歌》和《垃圾管理条例》。")
    results = find_policies(
        [text], always=frozenset({"山村之歌"}), never=frozenset({"垃圾管理条例"})
    )
    assert [result.title for result in results] == ["山村之歌"]


def terms(*texts: str) -> frozenset[str]:
    read = [passage(text) for text in texts]
    keys = term_keys([quotation for text in read for quotation in quotations(text)])
    finder = TermFinder(keys)
    return frozenset(key for text in read for key, _ in finder.find(text, quotations(text)))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("創新「五線聯動工作法」。", "五线联动工作法"),
        ("做到“四知、五清、六掌握”。", "四知、五清、六掌握"),
        ("解决了共享的最后一公里问题。", "最后一公里"),
        ("这就是所谓“空壳村”。", "空壳村"),
        ("推行“邻里议事”“邻里互助”机制。", "邻里议事"),
    ],
)
def test_terms(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    "text",
    [
        "荣获“全国社会治理创新案例”称号。",
        "他说：“以前要跑五趟，现在一趟都不用跑。”",
        "回应群众“留得下”的愿望。",
        "打造“全国治理创新案例”。",
        "推行“1978年冬”的办法。",
        "回乡青年把“活出彩”挂在嘴边。",
        "村民用“单点”换来实惠。",
        "从“老张面馆”走到村口。",
    ],
)
def test_no_terms(text: str) -> None:
    assert terms(text) == frozenset()


def test_term_is_found_unquoted_elsewhere() -> None:
    second = passage("邻里议事會逐月召開。")
    finder = TermFinder(term_keys(quotations(passage("推行“邻里议事”机制。"))))
    assert [key for key, _ in finder.find(second, quotations(second))] == ["邻里议事"]


def test_a_term_of_another_article_needs_marks_of_its_own_or_a_form_of_its_own() -> None:
    finder = TermFinder(
        term_keys(quotations(passage("打造“零活市场”平台，推行“邻里互助行动”、最多跑一次。")))
    )
    second = passage("零活市场开了，邻里互助行动也开了，最多跑一次。")
    made = ["邻里互助行动", "最多跑一次"]
    assert [key for key, _ in finder.find(second, (), frozenset())] == made
    marked = frozenset({"零活市场"})
    assert [key for key, _ in finder.find(second, (), marked)] == ["零活市场", *made]


def test_definition_is_the_sentence_that_says_what_it_means() -> None:
    text = "先试一年。「三變」是指資源變資產、資金變股金、農民變股東。效果不錯。"
    (item,) = quotations(passage(text))
    span = definition(passage(text), item.mention)
    assert span is not None
    assert text[slice(*span)] == "「三變」是指資源變資產、資金變股金、農民變股東。"


@pytest.mark.parametrize(
    "code",
    [
        "110000",
        "310000",
        "510000",
        "510100",
        "441900",
        "520000",
        "520200",
        "330383",
        "630000",
        "350400",
        "350824",
        "341126",
        "341000",
        "640323",
        "330782",
        "330000",
    ],
)
def test_codes_of_the_sample_are_there(code: str) -> None:
    assert full_name(code)


def test_divisions_nest() -> None:
    names = [entry.name for entry in lineage("330383")]
    assert names == ["浙江省", "温州市", "龙港市"]
    assert full_name("330383") == "浙江省温州市龙港市"
    assert len(children("")) == 34
    for code, item in divisions().items():
        assert item.parent in divisions() or code.endswith("0000")
        assert lineage(code)[-1].code == code


def test_places_in_either_script() -> None:
    assert [place.code for place in find_places("浙江省義烏市與四川成都")] == [
        "330000",
        "330782",
        "510000",
        "510100",
    ]


def test_shared_names_need_their_surroundings() -> None:
    assert find_places("鼓楼区试点") == ()
    assert find_places("鼓楼区试点", "320100")[-1].code == "320106"
    assert find_places("江苏省南京市鼓楼区")[-1].code == "320106"


def test_short_names_of_counties_only_near_home() -> None:
    assert find_places("武平的林农") == ()
    assert find_places("武平的林农", "350824")[0].code == "350824"


def test_region_of_a_text() -> None:
    text = "四川省成都市推进改革，成都各区都有试点，锦江区先行。北京也来学习。"
    assert suggest_region("", text) == Region("四川省成都市", "510100")
    assert suggest_region("", "没有地名的话。") is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("中共成都市委統戰部供圖", "中共成都市委统战部", "party"),
        ("浙江省发展改革委印发", "浙江省发展和改革委员会", "government"),
        ("浙江省委、省政府印发", "中共浙江省委", "party"),
        ("武平县人民政府印发", "武平县人民政府", "government"),
        ("四川大學華西醫院", "四川大学华西医院", "hospital"),
        ("中办、国办印发", "中共中央办公厅", "party"),
        ("向温州市中级人民法院起诉", "温州市中级人民法院", "court"),
    ],
)
def test_organisations(text: str, name: str, kind: str) -> None:
    item = find_bodies(text)[0]
    assert (item.name, item.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "county", "bodies"),
    [
        ("縣府表示，衛生局將增設據點。", "云林县", "云林县政府 云林县卫生局"),
        ("教育處長說，社會處配合。", "云林县", "云林县政府教育处 云林县政府社会处"),
        ("教育處長說，社會處配合。", "台中市", ""),  # A city of that rank has 局.
        ("市府都發局指出，由警察局派員。", "台中市", "台中市政府都市发展局 台中市政府警察局"),
        ("市府社會局老人福利科統籌。", "台中市", "台中市政府社会局老人福利科"),
        ("文化局林小明科長與市府團隊、市府大樓。", "台中市", ""),
        ("外縣市府派員，交通部衛生局、港務局。", "台中市", "交通部卫生局"),
        ("市府與新北市政府合作，衛生局配合。", "台中市", "新北市政府"),
        ("政風處與主計處審核。", "云林县", ""),
    ],
)
def test_offices_of_the_county_of_taiwan_that_an_article_is_about(
    text: str, county: str, bodies: str
) -> None:
    assert " ".join(body.name for body in find_bodies(text, TAIWAN, county)) == bodies


@pytest.mark.parametrize(
    ("title", "text", "county"),
    [
        ("雲林推動長照", "新北市也來觀摩。", "云林县"),
        ("長照新制", "台中市" * 4 + "新北市", "台中市"),
        ("長照新制", "台中市" * 3 + "新北市", ""),
        ("長照新制", "台中市。", ""),
        ("長照新制", "嘉義縣環保局攜手公所。", "嘉义县"),  # once in full, with an office
        ("長照新制", "嘉義縣環保局攜手高雄市。", ""),
        ("長照新制", "台中市長說明。", "台中市"),
        ("嘉義推動長照", "嘉義的據點。", ""),  # the city or the county
        ("南市府推動長照", "", "台南市"),
        ("台北縣推動長照", "", "台北县"),
        ("長照新制", "屏東縣辦理，縣長說明，縣府配合。", "屏东县"),
        ("長照新制", "屏東縣辦理，縣長說明。", ""),
        ("長照新制", "屏東縣辦理，縣長說明，縣府配合，高雄市觀摩。", ""),
    ],
)
def test_county_of_taiwan_that_an_article_is_about(title: str, text: str, county: str) -> None:
    assert county_of(title, [text]) == county


@pytest.mark.parametrize(
    ("texts", "home", "bodies"),
    [
        (
            ["南昌市公安局湾里分局发布。", "湾里分局罗亭派出所出警，罗亭派出所调解。"],
            "",
            "南昌市公安局湾里分局 南昌市公安局湾里分局罗亭派出所 南昌市公安局湾里分局罗亭派出所",
        ),
        (["石岗派出所调解。", "湾里分局出警。"], "", "石岗派出所"),  # never said whose
        (
            ["山东岚峰集团有限公司建厂。", "山东岚峰集团表示。"],
            "",
            "山东岚峰集团有限公司 山东岚峰集团有限公司",
        ),
        (
            ["南昌市公安局东湖分局，九江市公安局东湖分局。", "东湖分局出警。"],  # two
            "",
            "南昌市公安局东湖分局 九江市公安局东湖分局",
        ),
        (
            ["南昌市公安局湾里分局罗亭派出所。", "湾里分局。"],
            "",
            "南昌市公安局湾里分局罗亭派出所 南昌市公安局湾里分局",
        ),
        (["國立松溪農工招生。", "松溪農工校長說。"], TAIWAN, "国立松溪农工 国立松溪农工"),
        (["壽豐鄉公所施工，鄉公所說明，各鄉公所配合。"], TAIWAN, "寿丰乡公所 寿丰乡公所"),
        (
            ["新竹縣政府教育局指出。", "教育局說明，中央教育局。"],
            TAIWAN,
            "新竹县政府教育局 新竹县政府教育局",
        ),
        (["壽豐鄉公所與秀林鄉公所。", "鄉公所說明。"], TAIWAN, "寿丰乡公所 秀林乡公所"),
        (
            ["安徽省林业和草原局（以下简称“省林业局”）部署。", "省林业局组织巡查。"],
            "",
            "安徽省林业和草原局 安徽省林业和草原局 安徽省林业和草原局",
        ),
        (["霞阳果业有限公司（以下简称公司）扩产。", "公司扩产。"], "", "霞阳果业有限公司"),
        (
            ["公路局推動專車。", "交通部公路局補助，公路局統計。"],
            TAIWAN,
            "交通部公路局 交通部公路局 交通部公路局",
        ),
        (["台東縣長濱鄉公所公告，鄉公所說明。"], TAIWAN, "台东县长滨乡公所 台东县长滨乡公所"),
        (["嘉義縣社會局承辦。", "社會局說明。"], TAIWAN, "嘉义县社会局 嘉义县社会局"),
        (["武平县林业局承办。", "林业局说明。"], "", "武平县林业局"),
        (
            ["福建武平县霞阳林场造林，霞阳林场增收。", "各林场学习。"],
            "",
            "武平县霞阳林场 武平县霞阳林场",
        ),
        (
            ["武平县行政审批局青山镇分局挂牌。", "行政审批局青山镇分局办件，行政审批分局收件。"],
            "350824",
            " ".join(["武平县行政审批局青山镇分局"] * 3),
        ),
        (
            ["南京市江宁区人民法院收案。", "江宁法院结案。"],
            "",
            " ".join(["南京市江宁区人民法院"] * 2),
        ),
        (
            ["武平县青山镇旧改办主任说，旧改办收件，旧改办理很快。", "旧改办派员。"],
            "350824",
            " ".join(["武平县青山镇旧改办"] * 3),
        ),
        (["福建省河长办主任说，实地察看河长办工作。"], "350824", "福建省河长办"),
        (
            ["板桥派出所民警说。", "板桥镇清淤，村民到板桥派出所。"],
            "350824",
            "板桥派出所 板桥派出所",
        ),
        (["板桥派出所民警说。"], "350824", ""),  # no town of that name
        (
            ["交通部公路局台北市區監理所啟用。", "公路局派員，公路局台北市區監理所受理。"],
            "710000",
            "交通部公路局台北市区监理所 交通部公路局 交通部公路局台北市区监理所",
        ),
    ],
)
def test_names_in_short_are_those_of_the_body_that_the_article_named(
    texts: list[str], home: str, bodies: str
) -> None:
    found = bodies_of([passage(text) for text in texts], home, "")
    assert " ".join(body.name for here in found for body in here) == bodies


@pytest.mark.parametrize(
    ("texts", "bodies"),
    [
        (["武平县青山镇陈庄村清淤，村党支部书记说，镇政府支持。"], "陈庄村党支部 青山镇政府"),
        (["武平县青山镇陈庄村清淤。", "在村委会的支持下增收。"], "陈庄村村委会"),
        (["在村党支部带领下。", "武平县青山镇陈庄村清淤。"], ""),  # not named yet
        (["街道党工委走访。", "武平县晨光街道清淤。"], "晨光街道党工委"),  # a town may follow
        (["武平县青山镇陈庄村和上杭县绿水镇李庄村清淤，村党支部牵头。"], ""),  # two
        (["武平县青山镇陈庄村清淤。上杭县绿水镇李庄村养鱼，村党支部牵头。"], "李庄村党支部"),
        (
            ["陈家沟村党支部牵头。", "由村党支部负责，各村党支部学习。"],
            "陈家沟村党支部 陈家沟村党支部",
        ),
        (["武平县青山镇陈庄村推行村党支部领办合作社，镇党委书记说。"], ""),
        (["武平县通过村党组织清淤，村党支部牵头。"], ""),  # 通过村 is none
        (["武平县青山镇行政村清淤，村党支部牵头。"], ""),
        (["武平县青山镇陈庄村清淤，李庄村养鱼，村党支部牵头。"], ""),  # a second that has no place
        (["武平县青山镇陈庄村清淤，周村养鱼，村党支部牵头。"], ""),
        (["武平县青山镇的梅林社区走访，社区党委牵头。"], "梅林社区党委"),
        (["武平县青山镇陈庄村清淤，由村股份经济合作社持股。"], "陈庄村股份经济合作社"),
        (["由村股份经济合作社持股。"], ""),
        (["武平县青山镇陈庄村清淤。", "与大山村结对。", "由村党支部牵头。"], ""),
        (["武平县青山镇清淤。绿水镇也来，镇政府出钱。"], ""),
        (
            ["武平县青山镇陈庄村清淤，李庄村养鱼。陈庄村富了，村党支部牵头。"],
            "陈庄村党支部",
        ),
        (["武平县青山镇陈庄村清淤。偏远的山村变美，周边3个村学习，村党支部牵头。"], "陈庄村党支部"),
        (["武平县青山镇陈庄村清淤。带动村民进村，全村富了，村党支部牵头。"], "陈庄村党支部"),
        (["武平县晨光街道梅林社区走访，平安社区建设，社区党委牵头。"], "梅林社区党委"),
        (["武平县青山镇清淤，镇社会事业发展办主任说。"], "青山镇社会事业发展办"),
        (["梅林社区党总支书记、居委会主任说。"], "梅林社区党总支 梅林社区居委会"),
        (["武平县青山镇新立村清淤，村党支部牵头。"], "新立村党支部"),  # a word behind its town
        (["武平县青山镇陈庄村采取“公司+村集体经济合作社+农户”模式。"], ""),
        (["武平县青山镇陈庄村清淤。", "在各村选人，在村党支部支持下推行。"], ""),  # of any of them
        (["武平县青山镇陈庄村清淤，各村社学习，镇党委支持。"], "青山镇党委"),
        (["武平县青山镇陈庄村是人口大村。", "在农村，由村党支部牵头。"], "陈庄村党支部"),
        (["武平县青山镇姬庄村委会开会，村委会发钱。"], "姬庄村委会 姬庄村村委会"),
    ],
)
def test_bodies_of_a_village_are_of_the_one_that_was_named(texts: list[str], bodies: str) -> None:
    found = bodies_of([passage(text) for text in texts], "", "")
    assert " ".join(body.name for here in found for body in here) == bodies


def test_no_organisation_from_a_sentence() -> None:
    assert find_bodies("成都推动银行放贷，浙江扩大了医院") == ()
    assert find_bodies("温江区大学城社区，三明市公立医院") == ()


def test_fields_are_found_by_name_and_by_key() -> None:
    for field in fields():
        assert field_by_name(field.name) is field
        assert field_by_name(field.key) is field
        assert field.key.isascii()
    assert field_by_name("政务服务") is field_by_name("政務服務")
    assert field_by_name("") is None


def test_field_is_suggested_from_the_text() -> None:
    body = Section(Theme.BODY, "", (Paragraph("深化集體林權改革，山林確權到戶。"),))
    article = Article("x", "林權改革", Script.HANT, (body,))
    field = suggest_field(article)
    assert field is not None
    assert field.name == "農村土地"
    assert suggest_field(Article("x", "標題", Script.HANT, ())) is None
    assert [item.text for item in passages(article)] == ["深化集體林權改革，山林確權到戶。"]


_words = st.text("增幅表度減", min_size=1, max_size=4)


def test_a_word_at_the_end_of_a_text_is_found_whole() -> None:
    assert list(WordFinder(["增幅", "增幅表"]).find("增幅")) == [(0, 2)]


def test_a_word_of_one_character_is_found_before_what_begins_no_longer_one() -> None:
    assert list(WordFinder(["市", "市民中心"]).find("市民在市")) == [(0, 1), (3, 4)]
    assert list(WordFinder(["市民中心"]).find("市民在市民中心")) == [(3, 7)]


@given(st.lists(_words), st.text("增幅表度減量", max_size=30))
def test_the_leftmost_and_longest_words_are_found(words: list[str], text: str) -> None:
    by_length = sorted(words, key=len, reverse=True)
    expected = [match.span() for match in re.finditer("|".join(by_length), text)] if words else []
    assert list(WordFinder(words).find(text)) == expected


@given(st.lists(_words), st.lists(_words), st.text("增幅表度減量", max_size=30))
def test_words_over_those_of_another_finder_are_found_as_with_them(
    own: list[str], base: list[str], text: str
) -> None:
    over = WordFinder(own, WordFinder(base))
    assert list(over.find(text)) == list(WordFinder([*own, *base]).find(text))


def test_what_places_are_found_by_takes_memory_once() -> None:
    """Each home has a few words of its own; all others are the same objects for every home."""
    homes = ("350824", "320404", "110101", "")
    assert all(len(place_finder._finder(home).entries.own) < 50 for home in homes)
    (shared,) = {id(place_finder._finder(home).entries["北"].words) for home in homes}
    assert shared == id(place_finder._everywhere().entries["北"].words)
