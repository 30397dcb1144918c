"""Slugs of names: readable, and each from its name alone."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from casebook.text.slugs import former_slugs, name_slug, slugs

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Homophones, names that differ after what is cut, and names without pinyin.
ALIKE = (
    ("三权分置", "三圈分治"),
    ("三变", "三遍"),
    ("关于" * 40, "关于" * 41),
    ("、", "；"),
    ("a" * 70, "a" * 71),
    ("ABC", "abc"),
)

# These were given out. Another version of pypinyin that spells one otherwise would move it.
GIVEN = {
    "三权分置": "san-quan-fen-zhi-",
    "最多跑一次": "zui-duo-pao-yi-ci-",
    "重庆市人民政府": "chong-qing-shi-ren-min-zheng-fu-",
    "银行": "yin-hang-",
    "一网通办2.0": "yi-wang-tong-ban-2-0-",
}


@given(st.lists(st.text(min_size=1, max_size=80), unique=True, max_size=5), st.text(min_size=1))
def test_a_slug_follows_from_its_name_alone(names: list[str], other: str) -> None:
    made = slugs([*names, other])
    assert made == slugs([other, *reversed(names)])
    assert all(made[name] == name_slug(name) for name in names)


@given(st.text(min_size=1, max_size=200))
@example("a" * 70)
@example("关于" * 40)
@example("-")
def test_slugs_are_ascii_and_short(name: str) -> None:
    slug = name_slug(name)
    assert _SLUG.fullmatch(slug)
    assert len(slug) <= 69


def test_names_that_sound_alike_have_slugs_of_their_own() -> None:
    for pair in ALIKE:
        first, second = map(name_slug, pair)
        assert first != second
        # They share all but the hash of eight characters: pinyin alone would not do.
        assert first[:-8] == second[:-8]


def test_slugs_that_were_given_out() -> None:
    for name, pinyin in GIVEN.items():
        assert re.fullmatch(re.escape(pinyin) + "[a-z2-7]{8}", name_slug(name))
    assert name_slug("三权分置") == "san-quan-fen-zhi-7hmql3cb"


def test_pinyin_is_cut_at_sixty_characters() -> None:
    whole = "-".join(["guan"] * 12)  # 59 characters
    assert name_slug("关" * 12)[:-9] == name_slug("关" * 13)[:-9] == whole
    assert name_slug("a" * 60)[:-9] == name_slug("a" * 61)[:-9] == "a" * 60
    assert name_slug("a" * 59)[:-9] == "a" * 59


def test_former_slugs_depended_on_homophones() -> None:
    assert former_slugs(["三权分置"]) == {"三权分置": "san-quan-fen-zhi"}
    both = former_slugs(["三权分置", "三圈分治"])
    assert both == {
        "三权分置": "san-quan-fen-zhi-f9d905",
        "三圈分治": "san-quan-fen-zhi-3f3e03",
    }
