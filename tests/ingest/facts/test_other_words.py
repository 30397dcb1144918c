"""Words of the form of names that name nobody, and bodies that are none."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, cleaned, paragraphs_of

from casebook.ingest.facts.lead import read_end
from casebook.ingest.facts.masthead import read_line
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in
from casebook.ingest.facts.publisher import clean_publisher
from casebook.records import Source

TITLE = "青河市推行街长制破解小街巷管理难题"


def _source(*lines: str) -> Source:
    article = cleaned(*lines).article
    assert article is not None
    return article.sources[0]


@pytest.mark.parametrize(
    "word",
    ["高标准", "高標準", "王家庄", "安全感", "文明村", "黄土坡", "任务书", "强基础", "陈家沟"],
)
def test_a_word_of_the_form_of_a_name_is_none(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    "name", ["马建国", "李家庆", "周立村", "高建军", "方志敏", "王家卫", "江海涛", "高建设"]
)
def test_a_name_that_is_like_a_word_stays_one(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("line", ["●高标准", "（王家庄）", "■ 强基础", "○文明村", "组长 周海明"])
def test_a_word_right_below_a_title_is_no_writer_and_stays(line: str) -> None:
    source = _source(TITLE, line, ONE, TWO, THREE)
    assert source.authors == ()
    assert line.lstrip("●■○ ") in "".join(paragraphs_of(TITLE, line, ONE, TWO, THREE))


def test_hamlets_behind_the_last_sentence_stay() -> None:
    assert _source(TITLE, ONE, TWO, f"{THREE}（王家庄 李家庄）").authors == ()


@pytest.mark.parametrize(
    "value", ["县级机关", "相关部门", "成员单位", "本站原创", "石桥镇", "融媒体", "驻村干部"]
)
def test_no_body_in_particular_is_no_writer(value: str) -> None:
    assert names_in(value) == ()


@pytest.mark.parametrize("value", ["各乡镇", "有关部门", "县级部门", "群众投稿", "互联网综合"])
def test_no_body_in_particular_publishes(value: str) -> None:
    assert clean_publisher(value)[0] == ""


def test_a_second_bracket_is_no_part_of_the_publisher() -> None:
    line = "【信息来源：石桥镇】 【信息时间：2024-05-06 阅读次数：】"
    assert read_line(line)[0].publisher == "石桥镇"


@pytest.mark.parametrize("said", ["据青河日报", "摘自青河日报", "来源：青河日报", "青河日报"])
def test_a_paper_behind_the_last_sentence_without_what_leads_it(said: str) -> None:
    assert read_end((f"{ONE}（{said}）",)).publisher == "青河日报"


def test_who_stands_behind_by_has_the_form_of_a_name() -> None:
    assert read_line("By 周海明 - 2024-05-06")[0].authors == ("周海明",)
    assert read_line("By 青河新聞 - 2024-05-06")[0].authors == ()


def test_an_office_that_provides_a_text_is_no_subtitle() -> None:
    lines = (TITLE, "提供機關：青河縣政府社會處", "上版日期：113-05-06", ONE, TWO, THREE)
    article = cleaned(*lines).article
    assert article is not None
    assert (article.subtitle, article.sources[0].publisher) == ("", "青河縣政府社會處")
