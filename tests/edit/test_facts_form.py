"""Facts of an article from a form: what was not touched stays, what is wrong is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests import strategies
from tests.cli.conftest import article

from casebook.edit.facts import confirmed, fields_of, fields_of_source, with_facts
from casebook.edit.refused import RefusedError
from casebook.records import Article, Level, Region, Script

ONE = article("one", suggested=("field", "region", "years"), level=Level.CITY)


def _form(item: Article) -> dict[str, str]:
    fields = [*fields_of(item)]
    for number, source in enumerate(item.sources):
        fields += fields_of_source(source, number)
    return {field.name: field.value for field in fields}


@given(strategies.articles)
def test_a_form_sent_as_it_was_shown_changes_nothing(item: Article) -> None:
    assert with_facts(item, _form(item)) == item


def test_what_a_person_changed_is_confirmed_and_the_rest_is_not() -> None:
    after = with_facts(ONE, _form(ONE) | {"field": "醫療衛生", "title": " 新的\n題名 "})
    assert (after.field, after.title) == ("醫療衛生", "新的 題名")
    assert after.suggested == ("region", "years")
    assert confirmed(after, "region").suggested == ("years",)
    assert confirmed(after, "").suggested == ()


@pytest.mark.parametrize(
    ("script", "typed", "region"),
    [
        (Script.HANT, "龍港市", Region("浙江省溫州市龍港市", "330383")),
        (Script.HANS, "浙江省温州市龙港市", Region("浙江省温州市龙港市", "330383")),
        (Script.HANT, "溫州市龍港市", Region("浙江省溫州市龍港市", "330383")),
        (Script.HANT, "沒有的地方", Region("沒有的地方", "")),
    ],
)
def test_the_code_follows_from_the_name(script: Script, typed: str, region: Region) -> None:
    item = article("one", script=script, level=None, suggested=("region",))
    after = with_facts(item, _form(item) | {"region": typed})
    assert after.region == region
    assert after.level == (Level.COUNTY if region.code else None)
    assert after.suggested == ()


@pytest.mark.parametrize(
    ("region", "after"),
    [
        (Region("浙江省溫州市龍港市", "330300"), Region("浙江省溫州市龍港市", "330383")),
        (Region("龍港市", "330300"), Region("浙江省溫州市龍港市", "330383")),
        (Region("成都市", "110000"), Region("四川省成都市", "510100")),
        (Region("鼓樓區", "320106"), Region("鼓樓區", "")),
        (Region("沒有的地方", "320106"), Region("沒有的地方", "")),
    ],
)
def test_an_emptied_code_is_filled_in_where_one_division_has_the_name(
    region: Region, after: Region
) -> None:
    item = article("one", region=region, suggested=("region",))
    result = with_facts(item, _form(item) | {"region_code": ""})
    assert (result.region, result.suggested) == (after, ())


def test_a_name_of_several_places_is_refused_with_all_of_them() -> None:
    with pytest.raises(RefusedError) as refused:
        with_facts(ONE, _form(ONE) | {"region": "鼓樓區"})
    listed = refused.value.shown(str)["listed"]
    assert "江苏省南京市鼓楼区（320106）" in listed
    assert "福建省福州市鼓楼区（350102）" in listed


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("years", "很久以前", "年份"),
        ("region_code", "12345", "區劃代碼"),
        ("level", "village", "層級"),
        ("source-0-published", "昨天", "發布日期"),
    ],
)
def test_a_value_of_the_wrong_form_is_named(name: str, value: str, label: str) -> None:
    with pytest.raises(RefusedError) as refused:
        with_facts(ONE, _form(ONE) | {name: value})
    assert refused.value.shown(str)["label"] == label


@pytest.mark.parametrize("value", ["", "  ", "a\x00b", "a\u202ab\x1b"])
def test_a_title_is_one_line_of_text(value: str) -> None:
    with pytest.raises(RefusedError):
        with_facts(ONE, _form(ONE) | {"title": value})


def test_values_can_be_emptied_and_names_are_a_list() -> None:
    empty = {"field": "", "region": "", "region_code": "", "level": "", "years": ""}
    after = with_facts(ONE, _form(ONE) | empty | {"source-0-authors": "張三，李四、 王五"})
    assert (after.field, after.region, after.level, after.years) == ("", None, None, "")
    assert after.sources[0].authors == ("張三", "李四", "王五")
    assert after.suggested == ()
