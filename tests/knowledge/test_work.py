"""The work of annotation grows with the text, not with its square."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from casebook.knowledge import annotate
from casebook.knowledge.excerpts import sentence_of
from casebook.knowledge.passages import Passage, texts_of
from casebook.knowledge.tagging import any_of, words
from casebook.knowledge.terms import Quotation, quotations
from casebook.records import Article, Mention, Paragraph, Script, Section, Source, Table, Theme
from casebook.text.fold import _folded

MOST = 2.3
"""How much more work twice the input may be."""

SENTENCES = {
    "sentences": "甲县出台《关于第{0}路的意见》，财政投入{0}万元，建成{0}个“小站{0}”模式。",
    "one sentence": "甲县出台《关于第{0}路的意见》，财政投入{0}万元，建成{0}个“小站{0}”模式，",
    "short titles": "《关于第{0}路的意见》《意见》",
    "one clause": "建成{0}个站点和",
    "dates": "2019年{0}家，同年{0}户，去年{0}人，",
    "shares": "收入、利润分别增长{0}%和{0}%；",
    "short places": "在长治办{0}件，在长沙办{0}件，在长期里办{0}件，",
    "rows of places": "铁岭、朝阳、盘锦{0}件，房山、密云等区{0}件；",
    "bodies": "四川省财政厅、民政厅和省教育厅发文，小河村村委会{0}号，",
}


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions, of C too, and the characters that slices copy."""
    counted: Counter[str] = Counter()

    def count(_frame: object, event: str, _argument: object) -> None:
        counted[event] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


def article(number: int, *texts: str) -> Article:
    sections = (Section(Theme.BODY, "", tuple(map(Paragraph, texts))),)
    published = (Source(published="2020-05-01"),)
    return Article(f"a{number:04}", "甲县改革", Script.HANS, sections, sources=published)


@pytest.mark.parametrize("kind", SENTENCES)
def test_twice_the_paragraph_is_twice_the_work(kind: str) -> None:
    def text(size: int) -> str:
        return "".join(SENTENCES[kind].format(number) for number in range(size))

    annotate([article(0, text(10))])
    once = calls(lambda: annotate([article(0, text(100))]))
    twice = calls(lambda: annotate([article(0, text(200))]))
    assert twice <= MOST * once


@pytest.mark.parametrize("form", ["第{0}件", "2019年", "{0}件"])
def test_twice_the_columns_is_twice_the_work(form: str) -> None:
    def wide(size: int) -> Article:
        table = Table((("項", *("數",) * size), ("", *(form.format(at) for at in range(size)))))
        return Article("a", "甲县改革", Script.HANS, (Section(Theme.BODY, "", (table,)),))

    annotate([wide(10)])
    work = [calls(lambda size=size: annotate([wide(size)])) for size in (25, 50, 100)]  # type: ignore[misc]
    assert work[2] - work[1] <= MOST * (work[1] - work[0])


def test_twice_the_articles_is_twice_the_work() -> None:
    def articles(size: int) -> list[Article]:
        return [
            article(n, f"第{n}县推行“小站{n % 7}”模式，投入{n}万元，办件{n * 3}项。")
            for n in range(size)
        ]

    annotate(articles(10))
    once, twice = calls(lambda: annotate(articles(100))), calls(lambda: annotate(articles(200)))
    assert twice <= MOST * once


def test_the_texts_of_an_article_are_read_once_for_all_bodies_that_it_names_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"{sign}丰农业发展有限公司" for sign in "甲乙丙丁戊己庚辛壬癸"]
    asked: list[str] = []

    def counted(made: Article) -> object:
        asked.append(made.slug)
        return texts_of(made)

    monkeypatch.setattr("casebook.knowledge.build.texts_of", counted)
    made = [article(at, *(f"由{name}经营。" for name in names)) for at in range(2)]
    assert len(annotate(made).organisations) > 1
    assert asked == [made[0].slug]


def test_twice_the_mentions_in_one_paragraph_is_twice_the_work() -> None:
    """Found by ``bench.linear sphinx``: each mention looked for all ends of sentences before it."""

    def sentences(size: int) -> Callable[[], object]:
        texts = {"p": Paragraph("".join(f"甲{number}家。" for number in range(size)))}
        ends = [at for at, char in enumerate(texts["p"].text) if char == "。"]
        mentions = [Mention("a", "p", at - 1, at) for at in ends]
        return lambda: [sentence_of(texts, mention) for mention in mentions]

    work = [calls(sentences(size)) for size in (100, 200)]
    assert work[1] <= MOST * work[0]


@pytest.mark.parametrize(("title", "searched"), [("甲县改革", 2), ("甲县开出晒台直通车", 3)])
def test_quotations_are_looked_for_again_only_where_the_title_has_a_name_of_them(
    title: str, searched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["晒台直通车每天两班。", "推行“灯下对账”机制。"]
    made = article(0, *texts)
    asked: list[str] = []

    def counted(passage: Passage, *titled: frozenset[str]) -> tuple[Quotation, ...]:
        asked.append(passage.text)
        return quotations(passage, *titled)

    monkeypatch.setattr("casebook.knowledge.scan.quotations", counted)
    monkeypatch.setattr("casebook.knowledge.links.quotations", counted)
    casebook = annotate([replace(made, title=title)])
    assert "灯下对账" in [term.text for term in casebook.terms]
    assert len(asked) == searched


def test_each_kind_of_name_reads_a_paragraph_as_it_was_folded_first() -> None:
    each = "甲县在第{0}处建成小站，投入{0}万元，今年又新建{0}个服务点。"
    texts = [each.format(number) for number in range(9)]
    annotate([article(0, *texts)])
    before = _folded.cache_info().misses
    annotate([article(1, *(f"乙{text}" for text in texts))])
    assert _folded.cache_info().misses - before == len(texts) + 1  # all of it tells its years


def test_words_of_several_lists_are_joined_once() -> None:
    assert any_of("between", "adverbs") == words("between") | words("adverbs")
    assert any_of("between", "adverbs") is any_of("between", "adverbs")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("乙", "乙二。”"), ("丙", "丙三"), ("丁", "丁四！"), ("甲", "甲一；")],
)
def test_a_sentence_ends_with_the_marks_after_its_stop(words: str, sentence: str) -> None:
    text = "甲一；乙二。”丙三\n丁四！"
    at = text.index(words)
    found = sentence_of({"p": Paragraph(text)}, Mention("a", "p", at, at + 1))
    assert found == sentence
