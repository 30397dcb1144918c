"""What speaks for a reform case, and in which language a text is."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from tests.conftest import ROOT
from tests.crawl.conftest import TOWNS, case_page, other_page
from tests.ingest.read.test_word import TEXT
from tests.ingest.read.word_files import docx

import casebook
from casebook import resources
from casebook.crawl.glance import may_be_case
from casebook.crawl.rows import Found, row_of
from casebook.crawl.score import (
    evidence_of,
    language_of,
    most_of_others,
    reform_words,
    signs_of,
)
from casebook.ingest.read.archives.member import Member
from casebook.library import load_articles
from casebook.records import Article, Paragraph, Script, Section, Theme
from casebook.text.fold import fold


def article_of(page: bytes) -> Article:
    article = casebook.clean_bytes(page).article
    assert article is not None
    return article


def test_the_words_of_reforms_are_the_same_in_both_scripts() -> None:
    words = resources.toml("crawl.toml")["words"]
    for key in ("reform", "together", "plain"):
        assert {*map(fold, words[key])} == {*map(fold, words[f"{key}_traditional"])}
    assert all(reform_words().stand_in([word]) for word in ("試點", "试点", "改革"))


def test_two_different_weaker_words_are_a_word_of_reforms() -> None:
    words = reform_words()
    assert words.stand_in(["这里开通热线"])
    assert words.stand_in(["這裡聯合", "推出新法"])
    assert not words.stand_in(["热线", "又是热线"])
    shares = [
        words.share_in([text]) for text in ("改革", "热线联合", "热线", "热线，又是热线", "桥")
    ]
    assert shares == [1.0, 1.0, 0.5, 0.5, 0.0]


def test_cases_and_others() -> None:
    for town in TOWNS:
        assert evidence_of(article_of(case_page(town))).score > 0.8
    assert evidence_of(article_of(other_page(2))).score < 0.2


def test_the_sample_articles_are_cases_in_either_script() -> None:
    articles, _ = load_articles(ROOT / "articles")
    for article in articles:
        assert evidence_of(article).score >= 0.5, article.slug


def test_what_speaks_for_a_case_and_against_it() -> None:
    said = {
        "background": "过去群众办事要跑很多部门。",
        "measures": "石桥镇建立了联动审批机制。",
        "results": "办事时间缩短到3天。",
        "change": "这一做法率先在石桥镇试行。",
        "before": "从前那里没有一座桥。",
        "since": "截至月底，那里下了九场雨。",
        "did": "石桥镇聘请了两个人。",
        "now": "如今那里的桥已经修好了。",
        "coined": "大家把它叫做“一张表”。",
        "local": "街道的人都知道这件事情。",
        "document": "该镇印发了《办事规则》的通知。",
        "exhort": "会上要求，必须加强这项工作。",
        "future": "下一步那里有三座新的大桥。",
        "nation": "我国的城市越来越多了起来。",
    }
    weights = resources.toml("crawl.toml")["weights"]
    against = {"document", "exhort", "future", "nation"}
    for sign, sentence in said.items():
        section = Section(Theme.BODY, "", (Paragraph(sentence),))
        signs, _ = signs_of(Article("x", "甲乙丙", Script.HANS, (section,)))
        assert signs[sign] > 0, sign
        plain = Section(Theme.BODY, "", (Paragraph("那天下了一整天的雨呢。"),))
        assert signs_of(Article("x", "甲乙丙", Script.HANS, (plain,)))[0][sign] == 0, sign
        assert (weights[sign] > 0) == (sign not in against)


@pytest.mark.parametrize(
    ("title", "sign"),
    [
        ("石桥镇的一天", "title_place"),
        ("贵州的一天", "title_place"),
        ("推行联动审批", ""),
        ("某某办法印发", "title_against"),
        ("【一线调研】某某的一天", ""),
        ("社区的一天", ""),
    ],
)
def test_signs_of_a_title(title: str, sign: str) -> None:
    section = Section(Theme.BODY, "", (Paragraph("那天下了一整天的雨呢。"),))
    signs, _ = signs_of(Article("x", title, Script.HANS, (section,)))
    assert [name for name in signs if name.startswith("title_") and signs[name]] == (
        [sign] if sign else []
    )


@pytest.mark.parametrize(
    ("title", "sentences", "share"),
    [
        ("石桥镇的一天", ["3月5日镇里召开推进会。", "镇长作了讲话。"], 1.0),
        ("石橋鎮的一天", ["3月5日鎮裡召開推進會。", "鎮長作了講話。"], 1.0),
        ("石桥镇的一天", ["代理市长今（7）日走访据点。", "他强调要多走走。"], 1.0),
        ("石桥镇召开推进会", ["3月5日下着雨。", "镇长作了讲话。"], 1.0),
        ("石桥镇的一天", ["3月5日镇里召开推进会。", "桥修好了三座。"], 0.5),
        ("石桥镇的一天", ["去年镇里召开推进会。", "镇长作了讲话。"], 0.0),
        ("石桥镇的一天", ["3月5日下着雨。", "镇里召开推进会。"], 0.0),
        ("石桥镇的一天", ["3月5日下着雨。", "镇长作了讲话。"], 0.0),
        ("石桥镇的一天", ["雨下得很大。"] * 2 + ["昨日镇里举办活动。", "镇长出席。"], 1.0),
        ("石桥镇的一天", ["雨下得很大。"] * 3 + ["昨日镇里举办活动。", "镇长出席。"], 0.0),
        ("石桥镇的一天", ["昨日镇里举办活动。", "镇长没有出席。", *["雨下得很大。"] * 4], 1.0),
        ("石桥镇的一天", ["昨日镇里举办活动。", "镇长没有出席。", *["雨下得很大。"] * 5], 0.5),
    ],
)
def test_news_of_an_event(title: str, sentences: list[str], share: float) -> None:
    section = Section(Theme.BODY, "", tuple(map(Paragraph, sentences)))
    assert signs_of(Article("x", title, Script.HANS, (section,)))[0]["event"] == share
    assert resources.toml("crawl.toml")["weights"]["event"] < 0


def test_an_account_that_begins_with_a_meeting_stays_a_case() -> None:
    account = article_of(case_page(TOWNS[0]))
    said = ("3月5日，青河县召开街长制推进会。", "县长在会上要求，要总结街长制的做法。")
    begun = Section(Theme.BODY, "", tuple(map(Paragraph, said)))
    told = evidence_of(replace(account, sections=(begun, *account.sections)))
    assert told.score > 0.25
    news = evidence_of(replace(account, sections=(begun,)))
    assert news.score < 0.05
    assert news.reasons["event"] < 2 * told.reasons["event"] + 0.01 < 0


def test_reasons_are_what_the_score_is_made_of() -> None:
    evidence = evidence_of(article_of(case_page(TOWNS[0])))
    total = resources.toml("crawl.toml")["weights"]["constant"] + sum(evidence.reasons.values())
    assert evidence.score == pytest.approx(1 / (1 + math.exp(-total)))
    weights = [abs(value) for value in evidence.reasons.values()]
    assert weights == sorted(weights, reverse=True)


def test_the_weights_are_those_of_the_signs() -> None:
    signs, _ = signs_of(article_of(case_page(TOWNS[0])))
    assert signs.keys() | {"constant", "no_case"} == resources.toml("crawl.toml")["weights"].keys()
    assert all(0 <= value <= 1 for value in signs.values())


def test_what_the_words_of_a_text_say() -> None:
    weights = {run: float(weight) for run, weight in resources.rows("crawl_words.tsv")}
    for name, sign in (("words_for", 1), ("words_against", -1)):
        run = max(weights, key=lambda run: sign * weights[run])
        once, often = (
            signs_of(Article("x", "x", Script.HANS, (Section(Theme.BODY, "", (Paragraph(text),)),)))
            for text in (run, f"{run}，" * 9)
        )
        assert once[0][name] == pytest.approx(often[0][name])
        assert {key: once[0][key] > 0 for key in ("words_for", "words_against")} == {
            key: key == name for key in ("words_for", "words_against")
        }


@pytest.mark.parametrize(
    ("heads", "missing"), [((), 1.0), (("主要做法",), 0.5), (("主要做法", "成效"), 0.0)]
)
def test_a_theme_that_is_missing_speaks_against_a_case(
    heads: tuple[str, ...], missing: float
) -> None:
    themes = {"主要做法": Theme.MEASURES, "成效": Theme.RESULTS}
    told = tuple(Section(themes[head], head, (Paragraph("石桥的水。"),)) for head in heads)
    body = Section(Theme.BODY, "", (Paragraph("那天下了一整天的雨呢。"),))
    signs, _ = signs_of(Article("x", "x", Script.HANS, (*told, body)))
    assert signs["few_themes"] == missing


PLAIN = (
    "下桥村的老人以前看病要走二十里山路，村民都说不方便。",
    "去年村里请镇卫生院的医生每周上门一次，药由邮递员送到家。",
    "现在全村三百多人看病不出村，比以前省了一半的钱。",
)


def test_one_word_of_reforms_does_not_decide() -> None:
    def scored(*texts: str) -> float:
        section = Section(Theme.BODY, "", tuple(map(Paragraph, texts)))
        return evidence_of(Article("x", "送到家的药", Script.HANS, (section,))).score

    none, weak, word = (scored(*PLAIN, f"这是{what}。") for what in ("好事", "热线", "模式"))
    assert none >= 0.25
    assert none < weak < word < none + 0.35


@pytest.mark.parametrize(
    ("texts", "share"),
    [
        (("石桥镇的一天", "下雨了。"), 0.0),
        (("石桥镇养老服务研究", "下雨了。"), 0.5),
        (("石桥镇养老服务研究", "本文认为雨大。"), 1.0),
        (("石桥镇养老服务研究", "本文认为雨大，参考文献如下。"), 1.0),
        (("石桥镇的一天", "雨大[1]。"), 0.0),
        (("石桥镇的一天", "论文摘要", "下雨了。"), 0.5),
        (("石桥镇的一天", "【摘要】下雨了。"), 0.5),
        (("石桥镇的一天", "【关键词】雨；桥"), 0.5),
        (("石桥镇的一天", "他把论文和摘要交了。"), 0.0),
        (("石桥镇的一天", "笔者就此说了三点。"), 0.5),
        (("石桥镇的一天", "笔者就在桥边。"), 0.0),
        (("石桥镇的一天", "最后提出相应的对策。"), 0.5),
        (("石桥镇的一天", f"提出{'雨' * 12}路径。"), 0.5),
        (("石桥镇的一天", f"提出{'雨' * 13}路径。"), 0.0),
        (("石桥镇的一天", "探讨走出雨季的出路。"), 0.5),
        (("石桥镇的一天", "做法上还存在一些问题，应多修桥。"), 0.5),
        (("石桥镇的一天", "用水存在一些问题，应急队来了。"), 0.0),
        (("石桥镇养老服务研究", "文末探讨完善它的出路。"), 1.0),
    ],
)
def test_one_mark_of_a_paper_speaks_against_a_case(texts: tuple[str, ...], share: float) -> None:
    title, *rest = texts
    section = Section(Theme.BODY, "", tuple(map(Paragraph, rest)))
    assert signs_of(Article("x", title, Script.HANS, (section,)))[0]["study"] == share


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("关键词：雨；桥", 1.0),
        ("［關 鍵 詞］雨;橋", 1.0),
        ("关键字 雨；桥；镇", 1.0),
        (f"关键词：{'雨' * 39}；桥", 1.0),
        (f"关键词：{'雨' * 40}；桥", 0.5),
        ("关键词：雨,桥,镇", 0.5),
        ("关键词：雨 桥 镇", 0.5),
        ("抓住关键词：雨；桥", 0.5),
        ("关键词", 0.5),
    ],
)
def test_keywords_of_a_paper_are_its_mark_though_cleaning_takes_them_out(
    line: str, share: float
) -> None:
    section = Section(Theme.BODY, "", (Paragraph("摘要：下雨了。"),))
    assert (
        signs_of(Article("x", "石桥镇的一天", Script.HANS, (section,)), [line])[0]["study"] == share
    )


def test_a_page_of_a_paper_is_judged_with_what_cleaning_took_out() -> None:
    account = case_page(TOWNS[0]).decode()
    assert account.count("<p>")
    paper = account.replace("<p>", "<p>摘要：街长制。</p><p>关键词：街长；石桥；治理</p><p>", 1)
    for page, none in ((account, False), (paper, True)):
        row = row_of(Found("a", 0, Member(page.encode(), "x", "http://a.example/x")), 0.25)
        assert (row["score"] <= most_of_others()) is none


@pytest.mark.parametrize(
    ("title", "advice", "none"),
    [
        ("关于推行街长制的建议", "具体建议：各县应设街长。", True),
        ("关於推行街長制的提案", "建議加強街道的力量。", True),
        ("推行街长制的思考（上）", "对策如下：设立街长。", False),
        ("关于推行街长制的建议》", "建议尽快推广。", True),
        ("关于推行街长制的建议", "群众提出建议两百条。", False),
        ("某县采纳建议推行街长制", "具体建议：各县应设街长。", False),
        ("关于推行街长制的建议", f"建议{'各' * 12}应照办。", True),
        ("关于推行街长制的建议", f"建议{'各' * 13}应照办。", False),
    ],
)
def test_who_proposes_has_not_done_it(title: str, advice: str, *, none: bool) -> None:
    article = article_of(case_page(TOWNS[0]))
    body = Section(Theme.BODY, "", (Paragraph(advice),))
    made = replace(article, title=title, sections=(*article.sections, body))
    assert (evidence_of(made).score <= most_of_others()) is none


@pytest.mark.parametrize(
    ("title", "marks", "none"),
    [
        ("", ("本文从三个方面讨论街长制。", "关键词：街长制；治理"), True),
        ("", ("本文從三個方面討論街長制。", "關鍵詞：街長制；治理"), True),
        ("", ("本文从三个方面讨论街长制。",), False),
        ("", ("本文来源：青河县政府。", "关键词：街长制；治理"), False),
        ("", ("一、引言",), False),
        ("", ("第一章 引言", "学者认为，街长制有用。"), True),
        ("", ("街长制由来已久[1]，各地都有[2-4]。", "[1] 王街：《街长》，载[J]。"), True),
        ("", ("街长制由来已久〔12〕。", "参考文献："), True),
        ("", ("街长制由来已久[1]。", "[1] 青河：街道出版社，2020年。"), True),
        ("", ("学界讨论过街长制[3]。",), True),
        # Footnotes of Word and PDF: a note is no literature.
        ("", ("街长制由来已久[1]，各街都有[2]。", "[1] 含两个开发区。", "[2] 按月计。"), False),
        ("", ("街长制由来已久[1]，各地都有[2-4]。",), False),
        ("", ("街长制由来已久[100]。", "参考文献："), False),
        ("", ("[1] 见《青河日报》2023年第3期。", "[2] 青河出版社的人也来看过。"), False),
        ("", ("青政发〔2018〕12号和青办发〔2019〕3号都讲到街长制。",), False),
        ("青河县街长制的运行逻辑", ("研究发现，街长制有用。",), True),
        ("街长制的困境与出路——以青河县为例", (), True),
        ("以街长制为例说青河县", (), False),
        ("推行街长制的思考", (), False),
        ("", ("推行街长制的思考", "以青河县为例"), False),
        ("", ("青河大学法学院，青河 530001", "学界讨论过街长制。"), True),
        ("（青河大学法学院，青河 530001）", ("Li et al.（2018）讨论过街长制。",), True),
        ("", ("青河大学法学院的学生也来帮忙，青河人都说好。", "学界讨论过街长制。"), False),
    ],
)
def test_a_paper_about_reforms_is_none(title: str, marks: tuple[str, ...], *, none: bool) -> None:
    article = article_of(case_page(TOWNS[0]))
    body = Section(Theme.BODY, "", tuple(map(Paragraph, marks)))
    made = replace(article, title=title or article.title, sections=(*article.sections, body))
    assert (evidence_of(made).score <= most_of_others()) is none


def test_what_a_place_carries_out_is_not_what_it_tells_of() -> None:
    def nation(text: str) -> float:
        section = Section(Theme.BODY, "", (Paragraph(text),))
        return signs_of(Article("x", "甲乙丙", Script.HANS, (section,)))[0]["nation"]

    assert nation("青河县全面落实党中央、国务院的部署。") == 0
    assert nation("近日，国务院部署了这项工作。") > 0


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("background", "当时村里的土地闲置。"),
        ("background", "群众办证大多往返两天。"),
        ("measures", "区公所设置了单一窗口。"),
        ("results", "实际节省居民的成本。"),
        ("measures", "街道聘请了三名律师做顾问。"),
        ("results", "如今罚款少了。"),
    ],
)
def test_a_theme_is_told_by_two_weaker_signs_in_one_sentence(theme: str, text: str) -> None:
    first, second = (pattern for pattern in resources.toml("crawl.toml")["supports"][theme])
    found = [re.search(pattern, text) for pattern in (first, second)]
    assert all(found)
    assert themes_of(text) == (theme,)
    for match in found:
        assert match is not None
        assert themes_of(text.replace(match[0], "○")) == ()
        apart = text.replace(match[0], f"。那里的人都说{match[0]}。又有人说")
        assert themes_of(apart) == ()


def themes_of(text: str) -> tuple[str, ...]:
    section = Section(Theme.BODY, "", (Paragraph(text),))
    return evidence_of(Article("x", "某村的事", Script.HANS, (section,))).themes


def test_an_empty_article_is_none() -> None:
    empty = Article("x", "x", Script.HANS, (Section(Theme.BODY, "", (Paragraph("x"),)),))
    assert evidence_of(empty).score < 0.1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("青河县推行街长制", "zh"),
        ("青河縣推行街長制", "zh"),
        ("The county has a new plan", ""),
        ("Windows 与 Linux 的 API 区别", ""),
        ("県は新しい計画を発表しました", "ja"),
        ("군청은 새로운 계획을 발표했다", "ko"),
        ("2024-05-06 …", ""),
        ("改" * 30 + "a" * 70, "zh"),
        ("改" * 29 + "a" * 71, ""),
        ("改" * 95 + "の" * 5, "ja"),
        ("改" * 96 + "の" * 4, "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("word", ["改革", "審批", "审批", "聯動", "一体化", "一體化"])
def test_a_page_with_a_word_of_reforms_is_cleaned(word: str) -> None:
    assert may_be_case(Member(f"<p>{word}</p>".encode(), "x"))
    assert may_be_case(
        Member(f"<p>{word}</p>".encode("gb18030"), "x", "", "text/html; charset=gbk")
    )
    coded = "".join(f"&#{ord(char)};" for char in word)
    assert may_be_case(Member(f"<p>{coded}</p>".encode(), "x"))


def test_a_page_without_one_is_not() -> None:
    page = Member(other_page(3), "x")
    assert not may_be_case(page)
    row = row_of(Found("a", 0, page), 0.5)
    assert (row["outcome"], row["code"], row["title"]) == ("other", "", "")
    limit = most_of_others()
    assert row_of(Found("a", 0, page), limit)["title"]
    assert not row_of(Found("a", 0, page), limit + 0.01)["title"]


MENU = "<nav><ul><li><a href='/a'>改革频道</a></li><li><a href='/b'>审批</a></li></ul></nav>"


@pytest.mark.parametrize(
    ("put", "is_cleaned"),
    [
        (MENU, False),
        (f"{MENU}<p style='display:none'>改革</p>", False),
        ("<p>音乐节今年有一个新的制度，观众都说好。</p>", True),
        (f"{MENU}<p>音乐节今年有一个新的制<br>度，观众都说好。</p>", True),
        (f"{MENU}<p>音乐节今年有一个新的 制 度 ，观众都说好。</p>", True),
    ],
)
def test_a_page_with_the_word_in_its_menu_alone_is_not_cleaned(
    put: str, *, is_cleaned: bool
) -> None:
    before, tag, rest = other_page(3).partition(b"<p>\xe6\x8d\xae")
    page = Member(before + put.encode() + tag + rest, "x")
    assert tag
    assert may_be_case(page)
    row = row_of(Found("a", 0, page), 0.5)
    assert (row["outcome"], row["code"], bool(row["title"])) == ("other", "", is_cleaned)
    assert row_of(Found("a", 0, page), most_of_others())["title"]


def test_a_title_with_the_word_is_enough() -> None:
    page = other_page(3).replace("音乐节开幕</title>".encode(), "改革音乐节开幕</title>".encode())
    assert row_of(Found("a", 0, Member(page, "x")), 0.5)["title"]


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\0\1\2\xff" * 50, docx(*TEXT), b"%PDF-1.4", b"{\\rtf"]
)
def test_what_only_reading_tells_is_read(data: bytes) -> None:
    assert may_be_case(Member(data, "x"))


def test_an_account_in_plain_words_is_cleaned() -> None:
    text = "".join(f"<p>{text * 2}</p>" for text in PLAIN)
    head = "<html><head><title>送到家的药</title></head><body><h1>送到家的药</h1>"
    page = f"{head}{text}</body></html>"
    assert row_of(Found("a", 0, Member(page.encode(), "x")), 0.25)["outcome"] == "case"
    assert not may_be_case(Member("<p>以前，也是以前</p>".encode(), "x"))
    assert may_be_case(Member("<p>以前，现在</p>".encode(), "x"))


@pytest.mark.parametrize(("said", "is_cleaned"), [(0.0599, False), (0.06, True)])
def test_a_page_in_plain_words_is_cleaned_if_they_speak_for_a_case(
    said: float, monkeypatch: pytest.MonkeyPatch, *, is_cleaned: bool
) -> None:
    monkeypatch.setattr("casebook.crawl.glance.words_say", lambda _texts: said)
    page = other_page(3).replace("<p>据".encode(), "<p>居民以前说，据".encode(), 1)
    assert may_be_case(Member(page, "x"))
    assert bool(row_of(Found("a", 0, Member(page, "x")), 0.5)["title"]) == is_cleaned
