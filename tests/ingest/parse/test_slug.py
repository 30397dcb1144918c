"""Slugs are ASCII, short, and the same for both scripts of a title."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from casebook.text.slugs import MAX_SLUG, title_slug


def test_pinyin_of_a_title() -> None:
    assert title_slug("河長制：“一河一策”2.0版") == "he-zhang-zhi-yi-he-yi-ce-2-0-ban"
    assert title_slug("重庆银行") == "chong-qing-yin-hang"


def test_both_scripts_give_one_slug() -> None:
    assert title_slug("農村土地確權") == title_slug("农村土地确权")


def test_a_long_title_is_cut_at_a_syllable() -> None:
    slug = title_slug("深化改革" * 20)
    assert len(slug) <= MAX_SLUG
    assert slug.split("-")[-1] in {"shen", "hua", "gai", "ge"}


@given(st.text(max_size=80))
def test_every_title_gives_a_slug(title: str) -> None:
    slug = title_slug(title)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_SLUG
