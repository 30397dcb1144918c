"""What is suggested when a page is added: years, region, level, field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.knowledge import annotate
from casebook.knowledge.suggest import suggest
from casebook.knowledge.suggested_level import suggest_level
from casebook.knowledge.suggested_region import suggest_region
from casebook.knowledge.suggestion_reasons import suggestion_reasons
from casebook.records import (
    Article,
    Kind,
    Level,
    Paragraph,
    Region,
    Script,
    Section,
    Source,
    Theme,
)
from casebook.text.fold import fold


def article(title: str, *texts: str, published: str = "", kind: Kind = Kind.ORIGINAL) -> Article:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
    sources = (Source(published=published),) if published else ()
    return Article("x", title, Script.HANS, (section,), kind=kind, sources=sources)


def test_years_are_the_first_and_last_that_the_text_tells_of() -> None:
    made = suggest(
        article("修路", "2014年动工，2016年修通，到2030年将延长。", published="2017-01-02")
    )
    assert made.years == "2014-2016"
    assert "years" in made.suggested


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("東港市政府宣布，東港市長者多。", ""),
        ("遼寧省東港市政府宣布，東港市長者多。", "210681"),
        ("遼寧的東港市政府宣布，東港市長者多。", "210681"),
        ("遼闊的東港市政府宣布，東港市長者多。", ""),
        ("東港市委宣布，東港市長者多。", "210681"),
    ],
)
def test_a_county_in_traditional_script_needs_a_word_of_the_mainland(
    text: str, region: str
) -> None:
    made = suggest(replace(article("東港的青銀共居", text), script=Script.HANT))
    assert (made.region.code if made.region else "") == region


@pytest.mark.parametrize(
    ("text", "region"),
    [("該縣開展巡河，全縣河流變清。", "610722"), ("行政院核定，全縣河流變清。", "")],
)
def test_a_county_in_full_in_a_title_in_traditional_script_is_the_region(
    text: str, region: str
) -> None:
    made = suggest(replace(article("城固縣多措並舉護河", text), script=Script.HANT))
    assert (made.region.code if made.region else "") == region


def test_years_come_from_measures_and_results() -> None:
    sections = (
        Section(Theme.BACKGROUND, "改革背景", (Paragraph("1978年以前这里很穷。"),)),
        Section(Theme.MEASURES, "主要做法", (Paragraph("2014年修路。"),)),
        Section(Theme.RESULTS, "成效", (Paragraph("2016年通车。"),)),
    )
    assert suggest(Article("x", "修路", Script.HANS, sections)).years == "2014-2016"


@pytest.mark.parametrize(
    ("lead", "years"),
    [
        ("2012年以来，全市把供水交给一家公司。", "2012-2016"),
        ("全市供水紧张，2012年以来，井水少了一半。", "2014-2016"),
        ("2012年以来的账目，都在这里。", "2014-2016"),
        ("2012年，全市供水紧张。", "2014-2016"),
    ],
)
def test_years_begin_where_the_lead_does(lead: str, years: str) -> None:
    sections = (
        Section(Theme.BODY, "", (Paragraph(lead),)),
        Section(Theme.BACKGROUND, "改革背景", (Paragraph("2011年以来，水压不足。"),)),
        Section(Theme.MEASURES, "主要做法", (Paragraph("2014年修路。"),)),
        Section(Theme.RESULTS, "成效", (Paragraph("2016年通车。"),)),
    )
    assert suggest(Article("x", "修路", Script.HANS, sections)).years == years


def test_no_year_is_made_up() -> None:
    assert suggest(article("修路", "全县修路，据2019年7月的报道，很快。")).years == ""


def test_a_year_said_by_last_year_needs_one_date_of_publication() -> None:
    assert suggest(article("修路", "去年修路5公里。", published="2017-01-02")).years == "2016"
    digest = article("修路", "去年修路5公里。", published="2017-01-02", kind=Kind.DIGEST)
    assert suggest(digest).years == ""


@pytest.mark.parametrize(
    ("text", "published", "years"),
    [
        ("2022年以来修路5公里。", "2024-03-31", "2022"),
        ("2022年以来修路5公里。", "2024-04-01", "2022-2024"),
        ("2022年以来修路5公里，2023年通车。", "2024-06-01", "2022-2023"),
        ("1964年以来修路5公里。", "2024-06-01", "1964-2024"),
        ("1963年以来修路5公里。", "2024-06-01", ""),  # sixty years at most
        ("2022年修路，截至目前通车5公里。", "2024-06-01", "2022-2024"),
        ("2022年修路，做法被目前的政策采用。", "2024-06-01", "2022"),
        ("截至目前通车5公里。", "2024-01-05", "2024"),
        ("2023年修路。2024年，村里计划再修5公里。", "2024-06-01", "2023"),
        ("2023年修路，预计12月起通车。", "2024-06-01", "2023"),
        ("2023年修路。以下摘自2024年甲县政府工作报告。", "2024-06-01", "2023"),
        ("2023年修路。村民老王今年60岁。", "2024-06-01", "2023"),
        ("去年10月，中央农村工作会议召开。2024年修路。", "2024-06-01", "2024"),
        ("2023年修路。小区是1998年交付使用的楼房。", "2024-06-01", "2023"),
        ("今年全国两会期间，委员谈路。2023年修路。", "2024-06-01", "2023"),
        ("7月中旬，记者走进甲村。2023年修路。", "2024-08-01", "2023"),
        ("前不久，路修通了。", "2024-06-01", "2024"),
        ("2023年底修路，截至9月20日通车5公里。", "2024-09-20", "2023-2024"),
        ("2023年底修路，截至9月21日通车5公里。", "2024-09-20", "2023"),
        ("6月1日起通车。", "2024-05-29", "2024"),
        ("8月1日起通车。", "2024-05-29", "2023"),
        ("2024年修路5公里，已超去年总和。", "2024-06-01", "2024"),
        ("2021年改制，3年来修路5公里。", "2024-06-01", "2021-2024"),
        ("2021年改制。两年多过去，修路5公里。", "2024-06-01", "2021-2024"),
        ("1月1日起通车。", "2023-12-28", ""),
        ("2月1日起通车。", "2023-12-28", "2023"),
        ("12月1日起通车。", "2023-12-28", "2023"),
        ("2月起通车。", "2024-01-05", "2024"),
        ("早在2002年就撤县设区。2023年修路。", "2024-06-01", "2023"),
        ("2022年代办件二十万件。", "2024-06-01", "2022"),
        ("2020年代办件二十万件。", "2024-06-01", "2020"),
        ("2020年代修路的人。2023年通车。", "2024-06-01", "2023"),
        ("二〇二〇年代修路的人。2023年通车。", "2024-06-01", "2023"),
        # A first year twelve years and more before the next is of a history,
        ("1951年各族立碑一座，2022年新建站点6个。", "2023-05-06", "2022"),
        ("2010年有碑一座，2022年新建站点6个。", "2023-05-06", "2022"),
        ("2011年有碑一座，2022年新建站点6个。", "2023-05-06", "2011-2022"),
        # unless a reform was made then, the text says it again, counts from it, or it goes on.
        ("1999年启动改革，2022年新建站点6个。", "2023-05-06", "1999-2022"),
        ("1999年有站一个，1999年底有两个，2022年新建站点6个。", "2023-05-06", "1999-2022"),
        ("2003年有村30个，15年里变样，2018年新建站点6个。", "2023-05-06", "2003-2018"),
        ("1999年有站一个，2018年新建19个。", "2023-05-06", "2018"),
        ("1999年以来有站一个，2022年新建站点6个。", "2023-05-06", "1999-2022"),
        ("2018年前，每年来电400万件，2019年起接诉即办。", "2019-03-06", "2019"),
        # A day alone is of publication, one to come of no year before it.
        ("县长1日到场会勘，2013年有人提过。", "2015-12-02", "2013-2015"),
        ("县长3日到场会勘，2013年有人提过。", "2015-12-02", "2013"),
        ("2月1日出发，2日到场会勘，2013年有人提过。", "2015-12-02", "2013-2015"),
        ("2013年2月1日出发，2日到场会勘。", "2015-12-02", "2013"),
        ("工期20日内，2013年有人提过。", "2015-12-22", "2013"),
        ("即日起至2月6日受理申报。", "2026-01-11", "2026"),
    ],
)
def test_which_years_a_case_covers(text: str, published: str, years: str) -> None:
    assert suggest(article("修路", text, published=published)).years == years


@pytest.mark.parametrize(
    ("title", "text", "region", "level"),
    [
        ("武平县林改", "浙江省、江西省、广东省都来学习，浙江省来得最多。", "350824", Level.COUNTY),
        ("林改", "福建省武平县先行，武平县的做法被推广。", "350824", Level.COUNTY),
        ("林改", "作者在北京大学任教，北京大学支持。", "", None),
        ("林改", "各地先行，如福建省武平县。如福建省武平县。", "", None),
        ("林改", "成都、达州、自贡都在推进。成都、达州、自贡很快。", "", None),
        ("林改", "图为福建省武平县的山。", "", None),
        ("林改", "我县林改。福建省武平县发了证。", "350824", Level.COUNTY),
        ("我国林改二十年", "福建省发了证。", "", Level.NATION),
        ("林改", "全国发证1亿本，我国林地增加。", "", Level.NATION),
        ("林改", "国务院印发《关于林改的意见》。", "", Level.NATION),
        ("林改", "按照国务院要求，全县发证，县委重视。", "", Level.COUNTY),
        ("林改", "我市发证，市委重视，各县（区）跟进，省政府肯定。", "", Level.CITY),
        ("林改", "我市发证，市委重视，各乡镇跟进。", "", None),
        ("林改", "我省发证，受到国务院肯定。", "", Level.PROVINCE),
        ("林改", "我镇发证，镇党委重视，县委肯定。", "", Level.TOWNSHIP),
        ("林改", "福建省发证，福建省推广，国务院肯定，全国来学。", "", None),
        (
            "林改",
            "福建省发证，福建省推广，福建省总结，福建省宣传，全国来学。",
            "350000",
            Level.PROVINCE,
        ),
        ("林改", "全国发证，福建省发证。", "", Level.NATION),
        ("林改", "福建省发证，全国发证。", "", None),
        ("林改", "我国林地多。国务院发文，全国跟进。福建省发证。", "", Level.NATION),
        ("林改", "中新社福州4月27日电 全国发证，国务院发文。", "", Level.NATION),
        ("林改", "“全国先进”福建省发证，福建省总结。", "350000", Level.PROVINCE),
        ("“中国林改第一县”的路", "福建省武平县先行，武平发证。", "350824", Level.COUNTY),
        ("福建省A县的林改", "发了证。", "350000", Level.COUNTY),
        ("福建省X新区的林改", "发了证。", "350000", Level.COUNTY),
        ("B镇的林改", "发了证。", "", Level.TOWNSHIP),
        ("C省的林改", "发了证。", "", Level.PROVINCE),
        ("林改", "福建省武平县东留镇先行，东留发证快，东留经验推广。", "350824", Level.TOWNSHIP),
        ("武平县林改", "东留镇先行，东留镇发证，东留镇总结。", "350824", Level.COUNTY),
        (
            "林改",
            "武平县试点，武平县发证。东留镇先行，东留镇发证，东留镇总结。",
            "350824",
            Level.TOWNSHIP,
        ),
        ("林改", "武平县试点，武平县发证。东留镇先行，东留镇发证。", "350824", Level.COUNTY),
        (
            "林改",
            "武平县试点，武平县发证。贫困村先行，贫困村发证，贫困村总结。",
            "350824",
            Level.COUNTY,
        ),
        ("屏東縣長照據點", "縣府設據點。", "710000", Level.COUNTY),
        ("便民措施", "新北市推出措施。", "710000", Level.CITY),
        ("便民措施", "市府團隊簡化流程，研考會說明，市長支持。", "710000", None),
        ("便民措施", "縣府簡化流程，民眾洽公方便。", "710000", None),
        ("行政院報告", "衛福部在新北市、台中市設據點。", "710000", Level.NATION),
        (
            "公宅動土",
            "縣府說明，內政部同意後，縣長到場，嘉義縣動工，縣府補助。",
            "710000",
            Level.COUNTY,
        ),
        (
            "公宅動土",
            "縣府說明，內政部同意後，縣長到場，嘉義縣動工。",
            "710000",
            Level.NATION,
        ),
        (
            "公宅動土",
            "縣府說明，內政部同意後，縣長到場，嘉義縣動工，雲林縣也動工，縣府補助。",
            "710000",
            Level.NATION,
        ),
        ("臺南公宅惠民", "臺南公宅入住。", "710000", Level.CITY),
        ("公宅惠民", "臺南公宅入住。", "", None),
        ("桃園公宅惠民", "桃園公宅入住。", "", None),
        ("金門縣府會議", "縣府推動長照，行政院支持。", "350527", Level.COUNTY),
        ("整村授信", "安徽省放贷，安徽省总结。", "340000", Level.PROVINCE),
        ("干部联村", "安徽省放贷，安徽省总结。", "340000", Level.PROVINCE),
        ("新联村盘活土地", "武平县的新联村盘活土地，武平县分红。", "350824", Level.TOWNSHIP),
        ("武平：茶乡“合股园”", "武平县的茶农入股，武平县分红。", "350824", Level.COUNTY),
        ("日照中心", "日照中心設據點，日照服務增加。", "", None),
        ("地區治理", "區議會和政務司推動。", "810000", Level.PROVINCE),
        ("地區治理", "區議會推動。", "", None),
        (
            "先行的武平实践",
            "福建省武平县发了证，三明市、龙岩市、南平市来学。",
            "350824",
            Level.COUNTY,
        ),
        ("武平县捷文村的林改", "武平县发了证。", "350824", Level.TOWNSHIP),
        ("武平县乡村治理", "武平县发了证。", "350824", Level.COUNTY),
        ("湖南岳阳帮扶集体经济薄弱村", "帮扶三年。", "430600", Level.CITY),
        ("武平县三村集中分红", "武平县发了钱。", "350824", Level.COUNTY),
        ("武平县公安局东留派出所", "武平县发了证。", "350824", Level.TOWNSHIP),
        ("东留社区：小区自己管", "福建省武平县东留社区发了证。", "350824", Level.TOWNSHIP),
        ("区审批服务局试行延时服务", "窗口周六开放。", "", Level.COUNTY),
        ("四项工作获表彰", "我县修河50条，龙岩市来学，龙岩市推广。", "", Level.COUNTY),
        ("四项工作获表彰", "我市修河50条，龙岩市推广，龙岩市总结。", "350800", Level.CITY),
        ("急症室收费", "医管局表示，病人减少。", "810000", Level.PROVINCE),
        # An office of a county in the title.
        ("丹凤法院探索诉前调解", "丹凤法院设了调解室。", "611022", Level.COUNTY),
        ("多元解纷——罗田法院的做法", "罗田法院进了综治中心。", "421123", Level.COUNTY),
        ("沛县公安破解停车难", "沛县公安画了车位。", "320322", Level.COUNTY),
        ("永修税务上门服务", "永修税务进了工厂。", "360425", Level.COUNTY),
        ("临沭检察院公益诉讼", "临沭检察院提了建议。", "371329", Level.COUNTY),
        ("丹凤法院探索诉前调解", "法院设了调解室。", "", None),
        # An office that acts names its place once.
        ("场馆开放惠民", "绩溪县文旅局推进免费开放。", "341824", Level.COUNTY),
        ("补贴到户", "贵南县农牧局发了补贴。", "632525", Level.COUNTY),
        ("修路", "武平县交通运输局修了路。", "350824", Level.COUNTY),
        ("修路", "武平县的路通了。", "", None),
        ("修路", "武平县局部降雨。", "", None),
        # A city that speaks of one of its districts.
        ("我市村集体的探索", "宣州区先行，宣州区发证，宣州区总结。", "341800", Level.CITY),
        ("村集体的探索", "我市推进。宣州区先行，我市总结，宣州区发证。", "341800", Level.CITY),
        ("我市村集体的探索", "义乌市先行，义乌市发证。", "330782", Level.COUNTY),
        # A village in a text that names only its province.
        ("一个牧业村的转型", "青海省草地多，青海省退化多。", "", Level.TOWNSHIP),
        ("河峁镇产权改革", "陕西省试点，陕西省总结。", "", Level.TOWNSHIP),
        # Those on one way lead to the lowest.
        ("多元解纷", "荆门市东宝区法院设点。荆门市总结。", "420802", Level.COUNTY),
        ("罗山县青山镇治理", "青山镇设点。", "411521", Level.TOWNSHIP),
        ("武平县新城镇治理", "新城镇设点。", "350824", Level.TOWNSHIP),
        ("武平县小城镇建设", "小城镇通了水。", "350824", Level.COUNTY),
        ("东乡：因地制宜", "临夏州东乡县养羊。", "622926", Level.COUNTY),
        ("新晃：只进一扇门", "湖南省新晃县设了大厅。", "431227", Level.COUNTY),
        # 镇村 names no village, 我州 is of a prefecture.
        ("内乡县开通15条镇村公交", "内乡县修了路。", "411325", Level.COUNTY),
        ("武平县整顿镇村两级", "武平县发了文。", "350824", Level.COUNTY),
        ("武平县培训镇村干部", "武平县发了文。", "350824", Level.COUNTY),
        ("全州软乡弱村整顿", "乡城县先行，我州总结，乡城县总结。", "513300", Level.CITY),
        ("牧区改革", "我州推进，我州总结。同仁市先行，同仁市发证。", "632301", Level.COUNTY),
        ("车队招人难", "运输署优化笔试，立法会议员追问。", "810000", Level.PROVINCE),
        ("巴士加班次", "港铁与的士业支持，运输署公布。", "810000", Level.PROVINCE),
        ("保障房", "城市政府要负责，城市政府要投入。", "", None),
        # A title that names only the province, of a text on one county or on many places of it.
        (
            "福建：林改进村",
            "武平县发证，武平县总结。梁野村在福建省龙岩市武平县。",
            "350824",
            Level.COUNTY,
        ),
        ("福建：林改进村", "武平县发证，武平县总结。三明市也发证。", "350000", Level.PROVINCE),
        ("福建的林改", "福建东留镇发证。武平县发证，武平县总结。", "350824", Level.COUNTY),
        ("福建省林改现场会在武平县举行", "福建省发证，福建省总结。", "350000", Level.PROVINCE),
        ("林改", "现场会在福建省武平县召开。武平县齐聚客人。", "", None),
        ("林改", "现场会由福建省武平县召开。武平县很忙。", "350824", Level.COUNTY),
        # Where one level is named oftener, a county is its example.
        (
            "林改",
            "龙岩市发证，龙岩市总结，龙岩市宣传。武平县也在龙岩市发证。",
            "350800",
            Level.CITY,
        ),
        # What belongs to another place is no word for the own.
        ("林改", "武平县按龙岩市委、市政府要求发证，武平县总结。", "350824", Level.COUNTY),
        ("林改", "全区发证。上海的做法好。", "", None),
        ("农民专业合作社", "甘南州合作市发证。", "", None),
        ("我县的林改", "龙海市发证，龙海市总结。", "", Level.COUNTY),
        ("林改", "我市发证，市委重视。", "", None),
        ("竹林区：林改", "发了证。", "", Level.COUNTY),
        ("竹林新区：林改", "发了证。", "", None),
        ("巡回法庭走进武平县", "武平县开庭。", "350824", Level.COUNTY),
        (
            "武平县快递进村",
            "武平县快递进村，快递进村，快递进村，快递进村。",
            "350824",
            Level.COUNTY,
        ),
        # A road or a lamp of villages, a stockade village and a rich one are no village's name.
        (
            "示范县",
            "武平县修四好农村路，武平县发了文。" + "四好农村路通了。" * 4,
            "350824",
            Level.COUNTY,
        ),
        ("路灯", "武平县把农村路灯点亮，把农村路灯看好，把农村路灯管好。", "350824", Level.COUNTY),
        ("福建：民族村寨里的巧匠", "武平县办班，武平县发证。", "350824", Level.COUNTY),
        ("头雁托起强村致富梦", "武平县选人，武平县发证。", "350824", Level.COUNTY),
        ("头雁带出富村", "武平县选人，武平县发证。", "350824", Level.COUNTY),
        ("茶香", "武平县尧山村采茶，武平县尧山村卖茶，尧山村开店。", "350824", Level.TOWNSHIP),
        ("武平县竹城街道林改", "竹城街道发证。", "350824", Level.TOWNSHIP),
        ("海珠区竹林街：林改", "海珠区发证。", "440105", Level.TOWNSHIP),
        ("霍尔果斯口岸通关", "霍尔果斯海关验放，霍尔果斯忙。", "654004", Level.COUNTY),
        # Short for a province and for a prefecture of another.
        ("海南林改", "海南自贸港发证，海南总结。", "460000", Level.PROVINCE),
        ("海南林改", "青海的海南州发证，海南自贸港来学。", "632500", Level.CITY),
        ("海南林改", "海南发证。", "", None),
        # Places of three provinces, none the chief.
        ("林改走笔", "福建武平县、江西大余县、安徽宁国市。中国林改在前。", "", Level.NATION),
        ("部分地区林改调查", "福建省武平县发证，武平县总结。", "", Level.NATION),
        # 全省 said of each of four provinces is of none; of three, or 我省, it may be.
        ("秋收走笔", "山东忙，全省收八成。河南忙。安徽忙。江苏忙。", "", Level.NATION),
        ("秋收走笔", "山东忙，全省收八成。河南忙。安徽忙。", "", Level.PROVINCE),
        (
            "秋收走笔",
            "山东忙。山东快。山东好，全省收八成。河南忙。安徽忙。江苏忙。",
            "",
            Level.NATION,
        ),
        ("秋收走笔", "山东忙，我省收八成。河南忙。安徽忙。江苏忙。", "", Level.PROVINCE),
        (
            "秋收走笔",
            "山东忙。山东快。山东好。山东先，全省收八成。河南忙。安徽忙。江苏忙。",
            "370000",
            Level.PROVINCE,
        ),
        ("农业部在60个县试点", "武平县发证，武平县总结。", "", Level.NATION),
        ("林改记", "全国先进武平县发证，武平县总结。", "350824", Level.COUNTY),
        ("長照", "民國110年起設據點。", "710000", None),
        ("長照", "民國95年起設據點。", "", None),
        ("長照", "農業部設據點，新北市跟進，長照普及。", "710000", Level.NATION),
        ("長照", "新北市設據點，農業部跟進，長照普及。", "710000", Level.CITY),
        ("议员提问", "行政長官回應，立法會審議，澳門醫療健全。", "820000", Level.PROVINCE),
        # 黑龙江 does not end with 龙江, nor does 大兴安岭 hold 兴安盟.
        (
            "黑龙江：改造旧区",
            "黑龙江省改造旧区，龙江人住新楼，黑龙江省很快。",
            "230000",
            Level.PROVINCE,
        ),
        ("林区停伐", "大兴安岭停伐，小兴安岭停伐，伊春市转型，伊春市很快。", "230700", Level.CITY),
        # What the title says of the nation, and the text of one place alone.
        ("中国林区停伐", "伊春市停伐，伊春市转型，伊春市很快。", "", None),
        ("中国林区停伐", "伊春市停伐，伊春市转型。", "", Level.NATION),
        ("中国林区停伐", "伊春市停伐，伊春市转型，伊春市很快，吉林省跟进。", "", Level.NATION),
        ("中国林区停伐", "黑龙江省停伐，黑龙江省转型，黑龙江省很快。", "", Level.NATION),
        ("我市7个档案馆接入全国平台", "档案馆接入全国平台，全国可查。", "", None),
        # 边境村 of a text of the border is no village; 富裕村 is one.
        ("边境村新貌", "云南省建边境村，边境稳固，云南省投入。", "530000", Level.PROVINCE),
        ("富裕村新貌", "富裕村修路，富裕村通车。", "", Level.TOWNSHIP),
        ("让村规活起来", "村里有规矩。", "", None),
        ("北川的河长制怎样成“河长治”", "河长巡河。", "", None),
        ("北川治水", "渠长治水，渠长管水，渠长护水；渠长治先行，渠长治推广。", "", None),
        ("北川治水", "长治先行，长治推广；在长期、在长远上，在长治见效。", "140400", Level.CITY),
        ("北川治水", "渠长管水；渠长治先行，渠长治推广。", "140400", Level.CITY),
        ("证监会强调稳中求进", "香港上市的企业多，香港市场很重要。", "", None),
        ("香港改革", "香港上市的企业多，香港市场很重要。", "810000", Level.PROVINCE),
        ("养犬", "丰台区莲香园社区辟出绿地，莲香园社区养犬文明。", "110106", Level.COUNTY),
        ("地创", "雲縣治水，雲林縣治水，雲林縣很快。", "710000", Level.COUNTY),
        (
            "试点通知",
            "各省、自治区、直辖市财政厅：现就试点申报通知如下，全国申报。",
            "",
            Level.NATION,
        ),
        (
            "供销",
            "西藏隆子县供销社分红，隆子县很快，隆子县很好。中华全国供销合作总社部署，中华全国供销合作总社支持。",
            "",
            None,
        ),
    ],
)
def test_region_and_level(title: str, text: str, region: str, level: Level | None) -> None:
    made = suggest(article(title, text))
    assert (made.region.code if made.region else "") == region
    assert made.level is level


def test_a_county_of_taiwan_that_the_table_has_keeps_its_region_and_its_offices() -> None:
    text = "行政院公布，金門縣議會質詢，縣府與財政處說明，金門的分配款增加。"
    made = suggest(replace(article("金門縣議會開議", text), script=Script.HANT))
    assert made.region is not None
    assert made.region.code == "350527"
    names = {fold(body.name) for body in annotate([made]).organisations}
    assert names == {"行政院", "金门县议会", "金门县政府", "金门县政府财政处"}


@pytest.mark.parametrize(
    ("publisher", "title", "text", "region"),
    [
        ("焦作日报", "我市试行课后服务", "中站区先行，我市跟进。", "410800"),
        ("焦作日报", "我市试行课后服务", "武平县来学，我市跟进。", "410800"),
        ("应城电视台", "我市建成驿站", "我市建成20个。", "420981"),
        ("平江县人民政府", "改厕公示", "我县改厕一万户。", "430626"),
        ("上海市财政局", "课后服务", "本市补助，全市开展。", "310000"),
        ("淮北日报", "课后服务", "市教育局要求全市开展。", "340600"),
        ("看临洮", "检查消防", "县委常委检查消防队。", "621124"),
        ("今日永修", "检查消防", "县委常委检查消防队。", "360425"),
        ("商城县人民法院", "调研", "县政府副县长到商城县处理中心调研。", "411524"),
        # The text names the place that 全市 is, and no other city.
        ("泉州晚报", "聚侨", "全市部署，赴江苏、浙江招商，泉州很快。", "350500"),
        ("泉州晚报", "聚侨", "全市部署，厦门来学，泉州很快。", "350000"),
        # Another kind of place, no word of its own, no one who publishes for a place.
        ("焦作日报", "课后服务", "我县开展。", ""),
        ("鼓楼发布", "课后服务", "我区开展，徐州市补助，江苏省支持。", "320302"),
        ("焦作日报", "课后服务", "学校开展。", ""),
        ("焦作之友", "课后服务", "我市开展。", ""),
        ("焦作日报", "武平县课后服务", "我市开展。", "350824"),
        # A long name of an office, and what a title passes on from above.
        (
            "黄山市人力资源和社会保障局",
            "关于转发《安徽省指引》的通知",
            "结合我市实际贯彻。",
            "341000",
        ),
        ("", "驿站", "安徽省印发指引，安徽省补助，我市各县区跟进，全市建成20个。", ""),
    ],
)
def test_the_publisher_says_which_place_a_text_calls_its_own(
    publisher: str, title: str, text: str, region: str
) -> None:
    bare = article(title, text)
    made = suggest(replace(bare, sources=(Source(publisher=publisher),)))
    assert (made.region.code if made.region else "") == region


def test_two_publishers_of_two_places_say_nothing() -> None:
    papers = (Source(publisher="焦作日报"), Source(publisher="淮北日报"))
    assert suggest(replace(article("课后服务", "我市开展。"), sources=papers)).region is None


def test_what_a_person_said_stays() -> None:
    given = article("武平县林改", "2014年发证。")
    given = suggest(Article("x", given.title, given.script, given.sections, years="2001"))
    assert given.years == "2001"
    assert "years" not in given.suggested


_REASONS: list[tuple[str, str, str, dict[str, tuple[str, ...]]]] = [
    (
        "贵南县合作社改革",
        "2014年6月动工，2016年修通。村民土地流转，承包到户，土地流转。",
        "2017-01-02",
        {"region": ("贵南县",), "level": ("贵南县",), "years": ("2014年6月", "2016年")},
    ),
    ("修路记", "我縣修路。我县修桥。", "", {"level": ("我縣", "我县")}),
    ("我国的道路", "全国修路。", "", {"level": ("我国",)}),
    ("青山镇修路", "2019年动工，截至目前通车。", "2021-06-01", {"years": ("2019年", "截至目前")}),
    ("修路", "近日通车。", "2021-06-01", {"years": ("近日",)}),
    (
        "修路",
        "2019 年 3 月动工，2021 年通车。",
        "2022-01-05",
        {"years": ("2019 年 3 月", "2021 年")},
    ),
    (
        "洽公更快",
        "縣府與戶政事務所合作，長照也來。",
        "",
        {"region": ("洽公", "縣府", "戶政事務所", "長照")},
    ),
]


@pytest.mark.parametrize(("title", "text", "published", "words"), _REASONS)
def test_a_suggestion_says_the_words_that_it_comes_from(
    title: str, text: str, published: str, words: dict[str, tuple[str, ...]]
) -> None:
    reasons = suggestion_reasons(suggest(article(title, text, published=published)))
    assert {key: reasons.get(key) for key in words} == words


def test_the_field_comes_from_its_hints_the_weightiest_first() -> None:
    made = suggest(article("土地流转", "土地流转、承包、确权、入股、宅基地、林权。承包。"))
    words = suggestion_reasons(made)["field"]
    assert words[:2] == ("土地流转", "承包")
    assert len(words) == 4


def test_a_reason_is_that_of_the_value_or_there_is_none() -> None:
    made = suggest(article("修路", "2014年动工，2016年修通。", published="2017-01-02"))
    assert made.years == "2014-2016"
    assert not suggestion_reasons(replace(made, years="2013-2016"))
    assert not suggestion_reasons(replace(made, suggested=()))


def test_the_first_of_a_province_lies_elsewhere() -> None:
    made = suggest(article("甘肃省首家调解平台在武威市挂牌", "武威市人社局挂牌。"))
    assert made.region is not None
    assert made.region.code == "620600"


def test_a_plan_as_a_noun_is_no_aim() -> None:
    text = "2016年现金分享计划，每人六千元。"
    assert suggest(article("分享", text, published="2016-05-02")).years == "2016"
    assert suggest(article("分享", "2016年计划修路。", published="2016-05-02")).years == ""


def test_a_year_that_something_is_prepared_for_is_an_aim() -> None:
    made = suggest(article("修路", "2018年修路，为2019年全线通车奠定坚实基础。"))
    assert made.years == "2018"
    made = suggest(article("修路", "2018年修路，2019年通车奠定坚实基础。"))
    assert made.years == "2018-2019"


def test_years_of_the_republic_are_known_from_the_whole_article() -> None:
    made = suggest(article("修路", "縣府說明。", "從107年的5人增加到112年。"))
    assert made.years == "2018-2023"
    assert suggest(article("修路", "从107年的5人增加到112年。")).years == ""


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [
        # What ends in the name of a place and goes on behind it is no word.
        ("东阳市集成改革", "东阳市集成，东阳市集中。" * 5, ""),
        ("夜里的市集", "市集开了，市集旺了。" * 5, "营商环境"),
        # Two hints are too little.
        ("小案例", "庭审、裁判。", ""),
        ("小案例", "庭审、裁判、辅警、刑侦。", "法治司法"),
        # A second field that has 15 % less for it, and one that has 6 % less.
        ("小案例", "庭审、裁判、辅警、刑侦；剧团、庙会、遗址、考古。", "法治司法"),
        ("小案例", "庭审、裁判、辅警、刑侦；剧团、剧团、庙会、遗址、考古。", ""),
        ("甲市政府工作报告", "庭审、裁判、辅警、刑侦。", ""),
        ("甲县施政總報告", "庭审、裁判、辅警、刑侦。", ""),
        # So many characters after such words are a subject of their own; a field must lead by far.
        ("施政报告：甲乙丙丁戊", "庭审、裁判、辅警、刑侦。", "法治司法"),
        ("施政报告：甲乙丙丁", "庭审、裁判、辅警、刑侦。", ""),
        ("施政报告：甲乙丙丁戊", "庭审、裁判、辅警；剧团。", "法治司法"),
        ("施政报告：甲乙丙丁戊", "庭审、裁判、辅警、刑侦；剧团、剧团。", ""),
        # What texts of every field name says little: 社区 stands in 73, of which 24 are of it.
        ("小案例", "社区、环境、质量、市政、社区。", ""),
        ("公交车开进村", "镇村公交开通，客车公车公营，票价下降。", "交通运输"),
        ("税务服务", "纳税人办税更快，税费事项通办。", "财税金融"),
        ("片区协作", "纪委监委派驻机构查问题线索，监督执纪。", "党的建设"),
        ("各族一家", "苗族、彝族群众交往交流交融。", "民族团结"),
        ("票决民生实事", "人大代表票决民生实事，村民议事。", "基层治理"),
        # Farming is not land, nor industry the counter for those who found firms.
        ("夏收忙", "农机下田收割小麦，农资送到种植户手中，茶农采茶。", "农业农村"),
        ("老山分下去", "宅基地确权，林权流转，村集体入股。", "农村土地"),
        ("机床会说话", "制造业智改数转，建成智能工厂，集成电路产能提升。", "产业发展"),
        ("一天拿执照", "企业开办一天办结，营业执照网上领，市场主体增加。", "营商环境"),
    ],
)
def test_a_field_is_suggested_where_enough_speaks_for_one(
    title: str, text: str, field: str
) -> None:
    assert suggest(article(title, text)).field == field


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("办一件事由2018年的165天压缩到30天。", ""),
        ("2018年办一件事需165天，如今只要30天。", "2023"),
        ("2018年要跑9趟，现在一趟就好，2021年起还可以网上办。", "2021"),
        ("人均收入从2016年的3万元增加到2022年的5万元。", "2016-2022"),
        ("人均收入从2016年的3万元增加到5万元。", ""),
        ("2018年要求各村设街长，2019年全县推开。", "2018-2019"),
        ("前年收入过万元的只有一户，去年有30户。", "2022"),
        ("收回单位由2020/21年逾300个增至2022/23年度的800个。", "2020-2023"),
        ("重点整治2015年以来发生过事故的路口，2022年完成。", "2022"),
    ],
)
def test_the_year_of_the_state_before_is_none_of_the_case(text: str, years: str) -> None:
    assert suggest(article("修路", text, published="2023-05-06")).years == years


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("县里出台全省首部街区规定，获评全省优秀案例。", Level.COUNTY),
        ("区里推出全省首个街长平台，在全省率先铺开，全省排名第一。", None),
        ("区里设街长，这在全省是第一家，在全省范围内率先铺开，在全省属首例。", None),
        ("省属企业认领街道。", Level.PROVINCE),
        ("全省推行街长制，全省投诉少了四成。", Level.PROVINCE),
        ("我省出台全国首部街区规定。", Level.PROVINCE),
    ],
)
def test_the_first_of_a_province_is_no_word_for_the_province(
    text: str, level: Level | None
) -> None:
    assert suggest(article("街区治理有了法", text)).level is level


@pytest.mark.parametrize("district", ["屯門區", "深水埗區", "黃大仙區"])
def test_a_district_of_hong_kong_with_its_office_names_the_region(district: str) -> None:
    made = suggest(article("探訪長者", f"{district}民政處成立義工隊，{district}義工探訪長者。"))
    assert made.region is not None
    assert made.region.code == "810000"


@pytest.mark.parametrize(
    ("title", "text", "region", "level"),
    [
        ("高雄市推動長照", "高雄市社會局設據點，高雄市長者稱好。", "台湾高雄市", Level.CITY),
        ("長照據點上路", "臺南市政府設據點，南市長者稱好。", "台湾台南市", Level.CITY),
        ("長照據點上路", "嘉義縣政府設據點，嘉義縣長說明。", "台湾嘉义县", Level.COUNTY),
        # short for a county that the text names; alone it is one of the mainland
        ("高縣設長照據點", "高雄縣政府設據點，縣長說明。", "台湾高雄县", Level.COUNTY),
        ("长照据点上路", "高县设据点，高雄县政府说明。", "台湾高雄县", Level.COUNTY),
        ("高县设长照据点", "高县设据点，高县补助。", "四川省宜宾市高县", Level.COUNTY),
        # 桃園 is a city today, and was a county
        ("桃園設長照據點", "桃園縣政府設據點，縣府說明。", "台湾", None),
        # the only one that is named, once
        ("便民措施", "新北市推出措施。", "台湾新北市", Level.CITY),
        # no county is named oftener than the others: then the level is left out, too
        ("長照據點上路", "臺南市政府與高雄市政府設據點，臺灣長者稱好。", "台湾", None),
        ("地籍改革", "台灣省政府先行，省政府設窗口，臺北市跟進。", "台湾", Level.PROVINCE),
        ("地籍改革", "台灣省地政廳先行，臺北市、高雄市跟進。", "台湾", None),
        ("地籍改革", "內政部說明，台灣省政府設窗口。", "台湾", Level.NATION),
    ],
)
def test_region_and_level_of_a_text_of_taiwan_go_together(
    title: str, text: str, region: str, level: Level | None
) -> None:
    made = suggest(article(title, text))
    assert made.region == Region(region, "710000" if region.startswith("台湾") else "511525")
    assert made.level is level


@pytest.mark.parametrize(
    ("publisher", "region", "level"),
    [
        ("新北市政府地政局", "台湾新北市", Level.CITY),
        ("聯合報", "台湾", None),
        # 苗栗縣 has no 市府
        ("苗栗縣政府", "台湾", None),
    ],
)
def test_the_city_of_taiwan_that_publishes_a_text_of_a_city_is_its_region(
    publisher: str, region: str, level: Level | None
) -> None:
    text = "市府補助房東，市長說明，里長協助，民國110年起實施。"
    made = suggest(replace(article("包租代管", text), sources=(Source(publisher=publisher),)))
    assert (made.region, made.level) == (Region(region, "710000"), level)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("深圳前海「跨境仲裁」改革：港人可選香港法", "440300"),
        ("上海自貿試驗區臨港新片區：香港律師可執業", "310000"),
        ("橫琴：澳門青年創業谷改革", "440400"),
        ("临港新片区：香港律师可执业", "310000"),
        ("横琴粤澳深度合作区：企业开办零成本", "440400"),
        ("廈門：台灣青年創業有補貼", "350200"),
        # Of Hong Kong and Macao themselves.
        ("香港：深圳河整治成果", "810000"),
        ("澳門居民在橫琴買房", "820000"),
        # The title begins with what is carried on elsewhere, without a colon.
        ("横琴经验在澳门推广", "820000"),
    ],
)
def test_the_place_that_a_title_begins_with_wins_over_hong_kong_and_macao(
    title: str, code: str
) -> None:
    text = "香港、澳門的居民可以辦理，香港律師可以執業，澳門元可以兌換，台灣同胞也可以。"
    made = suggest(article(title, text))
    assert made.region is not None
    assert made.region.code == code


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("河套灌区：水权交易试点", "", ""),
        ("前海社区：小议事破大难题", "成都市武侯区前海社区设议事会，武侯区推广。", "510107"),
        ("河套：黄河水改革", "巴彦淖尔市推行水权交易，巴彦淖尔市的水多了。", "150800"),
        ("河套：科研用品通关", "深圳市设口岸，巴彦淖尔市来学，深圳市推广。", "440300"),
    ],
)
def test_what_is_called_as_a_zone_is_no_zone(title: str, text: str, code: str) -> None:
    made = suggest_region(title, text)
    assert (made.code if made else "") == code


def _cases(*parts: tuple[Theme, str], published: str = "2022-03-14") -> str:
    sections = tuple(Section(theme, "", (Paragraph(text),)) for theme, text in parts)
    sources = (Source(published=published),)
    return suggest(Article("x", "修路", Script.HANS, sections, sources=sources)).years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("自2020年6月起，在全县推行街长制。", "2020-2021"),
        ("从2014年开始探索街长制。", "2014-2021"),
        ("从2014年开始，街上的店越来越多。", "2021"),  # nothing that was done
        ("2014年，县里推行街长制。", "2021"),  # not since when
        ("2014年起推行街长制。", "2021"),
        # What has been so since, and what lies twelve years and more before all the rest.
        ("该县自2014年起就是改革试验区。", "2021"),
        ("自2009年起推行门牌制。", "2021"),
        ("自2010年起推行门牌制。", "2010-2021"),
    ],
)
def test_what_began_before_counts_wherever_it_is_said(text: str, years: str) -> None:
    assert _cases((Theme.BACKGROUND, text), (Theme.RESULTS, "2021年投诉少了四成。")) == years


@pytest.mark.parametrize(
    ("theme", "text", "years"),
    [
        (Theme.BODY, "2019年10月，第一批街长挂牌。", "2019"),
        (Theme.BODY, "本文写的是2015—2019年的试点。", "2015-2019"),
        (Theme.BODY, "2019年10月，街上热闹起来。", ""),
        (Theme.BACKGROUND, "2019年10月，第一批街长挂牌。", ""),
    ],
)
def test_where_measures_say_no_year_one_of_a_reform_counts(
    theme: Theme, text: str, years: str
) -> None:
    assert _cases((theme, text), (Theme.MEASURES, "街长每天巡查两次。")) == years


@pytest.mark.parametrize(
    ("title", "text", "region", "level"),
    [
        # words of 乡 and 村 that name no place
        ("一码管到底 让乡亲放心", "县里给每盒药赋码。", "", Level.COUNTY),
        ("左店乡情系老人", "县里办食堂。", "", Level.COUNTY),
        ("左店乡情况通报", "县里办食堂。", "", Level.TOWNSHIP),
        ("办证不出村", "县里设窗口。", "", Level.COUNTY),
        ("县里与各乡的联络", "县里设窗口。", "", Level.COUNTY),
        ("每镇一张图", "县里设窗口。", "", Level.COUNTY),
        ("与左店乡的联络", "县里设窗口。", "", Level.TOWNSHIP),
        # where a village is, said in full
        ("山村账本", "大水冲毁了福建省龙岩市武平县左店村的路。", "350824", Level.COUNTY),
        ("山村账本", "大水冲毁了武平县左店村的路。", "", None),
        ("山村账本", "大水冲毁了福建省龙岩市武平县的路。", "", None),
        ("山村账本", "大水冲毁了福建省龙岩市武平县左店村的路，广东赶来支援。", "", None),
        # a word and an office of any county
        ("补贴改革", "由会同县财政局核定，会同县发改部门查看。", "", None),
        ("补贴改革", "文件规定，延长县级补贴的时间，延长县里的期限。", "", None),
        ("补贴改革", "事先加强合作市场主体，合作市场很大。", "", None),
        ("补贴改革", "今年由会同县财政局核定，会同县补了三年。", "", None),
        ("补贴改革", "今年由和顺县财政局核定，和顺县补了三年。", "140723", Level.COUNTY),
        ("补贴改革", "怀化试点，由会同县财政局核定，会同县财政局补。", "431225", Level.COUNTY),
        ("补贴改革", "会同县财政局核定，会同县财政局补。", "", None),
        ("补贴改革", "和顺县财政局核定，和顺县财政局补。", "140723", Level.COUNTY),
        # a city before what is done in its quarters
        ("佛山社区治理探索", "党的十九大提出格局，党中央要求落实。", "440600", Level.CITY),
        ("庆阳社区的一天", "县里办食堂。", "", Level.COUNTY),
        # the party alone is no nation beside a place
        ("社区治理探索", "党的十九大提出格局，党中央要求落实。佛山市搭平台。", "", None),
        ("社区治理探索", "党的十九大提出格局，党中央要求落实。居民一起议事。", "", None),
        ("社区治理探索", "党中央要求落实，党中央说。" + "佛山市搭平台。" * 5, "440600", Level.CITY),
        ("社区治理探索", "全国推行，我国推行。佛山市搭平台。", "", Level.NATION),
        # sunshine is no city
        ("茶园改革", "这里日照充足，全年日照两千小时。", "", None),
        ("办证改革", "日照把窗口并成一个，日照设窗口。", "371100", Level.CITY),
        # districts of Hong Kong
        ("深水埗區清潔行動", "香港特區政府撥款，區議會支持。", "810000", Level.COUNTY),
        ("清潔行動", "沙田區議會撥款，沙田區民政處辦理，香港。", "810000", Level.COUNTY),
        ("清潔行動", "全港清潔，沙田區議會撥款，沙田區民政處辦理。", "810000", Level.PROVINCE),
        ("清潔行動", "香港沙田區議會、元朗區議會撥款。", "810000", Level.PROVINCE),
    ],
)
def test_words_within_names(title: str, text: str, region: str, level: Level | None) -> None:
    made = suggest(article(title, text))
    assert (made.region.code if made.region else "") == region
    assert made.level is level


def test_the_name_of_a_district_is_no_wood() -> None:
    text = "士林區公所辦理，坪林區長出席，市民提案，社區居民參與治理，社區議事。"
    made = suggest(replace(article("居民提案", text), script=Script.HANT))
    assert made.field != "生態環境"


@pytest.mark.parametrize(
    ("towns", "level"),
    [
        ("各乡镇", Level.COUNTY),
        ("各镇村", Level.COUNTY),
        ("各乡村", Level.COUNTY),
        ("各莫镇", Level.TOWNSHIP),
    ],
)
def test_all_towns_are_no_town(towns: str, level: Level) -> None:
    text = f"武平县发证。{towns}先行，{towns}发证快，{towns}推广。"
    assert suggest_level("林改", text, "350824") is level
