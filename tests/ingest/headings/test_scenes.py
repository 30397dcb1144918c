"""Captions that show people at a place, or name a view of it, are told from headings."""

from __future__ import annotations

import pytest
from tests.ingest.saved_text import ONE, THREE, TWO, outline_of

from casebook.ingest.headings.scenes import is_scene


@pytest.mark.parametrize(
    "line",
    [
        "居民在改造后的小区广场上散步",
        "施工人员正在枫林小区加装电梯",
        "消防队员正向商户讲解用电安全",
        "村医正在为老人测量血压",
        "工作人员向老人介绍电梯的使用方法",
        "里民在活動中心學習手語",
        "市長（右二）與長輩一同用餐",
        "街长周海（中）和商户合影时的笑脸",
        "签约仪式结束（图左）",
        "枫林小区改造后新貌",
        "签约仪式现场",
        "孩子们在灯下跳绳",
        "夜幕下的青河县城",
        "整治后的河道",
        "柳溪河夜景",
    ],
)
def test_who_does_something_at_a_place_and_a_view_are_captions(line: str) -> None:
    assert is_scene(line)


@pytest.mark.parametrize(
    "line",
    [
        "村民在产业链上增收",
        "让老人在社区里安享晚年",
        "党员在网格里亮身份",
        "党员正在成为主心骨",
        "为群众办实事解难题",
        "居民在小区门口就能办事",
        "老旧小区展新貌",
        "把会议开到现场",
        "走进生产现场",
        "老人在灯下学认字的故事",
        "改造后的管理怎么办",
        "街长制的由来（上）",
        "巡查劝导的办法（中）",
        "阳光下的村务账本",
        "规范施工现场",
        "联合踏勘现场",
        "名校长在小地方遇难题",
        "居民在小区广场上散步" + "，邻里在树下说话" * 8,  # too long for a caption
    ],
)
def test_what_was_done_or_came_of_it_is_no_caption(line: str) -> None:
    assert not is_scene(line)


def test_a_caption_between_paragraphs_heads_nothing_and_hides_no_heading() -> None:
    lines = (ONE, "街长正在巷口引导车辆", "商户推选有规矩", TWO, "巡查劝导有办法", THREE)
    assert outline_of("青河市推行街长制", *lines) == ["商户推选有规矩", "巡查劝导有办法"]


def test_two_captions_in_a_row_are_no_heading_of_two_lines() -> None:
    lines = (ONE, "街长正在巷口巡查", "改造后的青河老街", TWO, THREE)
    assert outline_of("青河市推行街长制", *lines) == []
