"""Telephone numbers within sentences are reported, unless the sentence speaks of calling."""

from __future__ import annotations

import pytest

from casebook import clean_bytes
from casebook.ingest.planted_numbers import planted_numbers
from casebook.problems import Code
from casebook.records import Line, Role


def told(*texts: str, role: Role = Role.TEXT) -> list[int]:
    """Return the lines that are named."""
    lines = [Line(at, text, role) for at, text in enumerate(texts, 1)]
    found = planted_numbers(lines, "page.txt")
    named = found[0].detail.partition(":")[0] if found else "(lines "
    return [int(part) for part in named.removeprefix("(lines ").split(", ") if part]


@pytest.mark.parametrize(
    "text",
    [
        "村医送完单据后，上门开锁 开锁换锁服务 4001112233便各自回村。",
        "近年来，24小时开锁服务电话 400-111-2233青河县围绕便民减材料。",
        "老人把单据交给村医，青河月嫂家政 138 0000 1111后当天就能报销。",
        "窗口收件后，搬家公司 0999-7654321全部转给县里。",
        "街長每天巡查，水電安裝 13800001111再把問題交給鎮裡。",
    ],
)
def test_a_number_within_a_sentence_is_told(text: str) -> None:
    assert told("青河县减材料", text) == [2]


@pytest.mark.parametrize(
    "text",
    [
        "群众拨打0999-7654321反映问题，也可以致电13800001111说明。",
        "老人有事可用13800001111向社区反映。",
        "窗口电话13800001111由专人接听。",
        "联系人：周海 13800001111",
        "县里拨了13800001111元。",
        "编号为20241380000111122的文件。",
        "窗口电话：13800001111、13900001111。",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert told("青河县减材料", text) == []


def test_all_places_of_the_number_are_told() -> None:
    assert told("青河县减材料开锁 4001112233", "街长说好。", "此后，开锁 4001112233便回村。") == [
        1,
        3,
    ]


@pytest.mark.parametrize(("places", "lines"), [(3, [1]), (4, [])])
def test_numbers_of_a_table_that_was_run_together(places: int, lines: list[int]) -> None:
    assert told("".join(f"青河县1380000111{at}" for at in range(places)) + "东屋县") == lines


def test_rows_of_tables_are_left_out() -> None:
    assert told("周海 13800001111青河镇", role=Role.ROW) == []


@pytest.mark.parametrize(("behind", "lines"), [(6, []), (7, [1])])
def test_how_far_behind_the_number_a_word_of_calling_may_stand(
    behind: int, lines: list[int]
) -> None:
    assert told(f"老人用13800001111{'村' * behind}反映。") == lines


def test_the_page_is_taken_and_the_number_reported() -> None:
    text = "青河县二〇二三年起减材料，村医送完单据后，上门开锁 4001112233便各自回村，老人不用再跑。"
    done = clean_bytes(
        f"青河县减材料\n{text}\n{text[:13]}街长每天巡查一次，问题当天就有人来管。\n".encode()
    )
    assert done.article
    assert [x.line for x in done.problems if x.code is Code.PLANTED_NUMBER] == [2]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("xyz游戏青河县减材料。", "村民来一次，xyz游戏官方网站老人不用跑。"), [1, 2]),
        (("M7体育街长每天巡查，M7体育官网把问题交给县里。",), [1]),
        (("kyx开运", "街长说好。kyx开运app下载此后便回村。"), [1, 2]),
        (("青河县减材料。", "村民来一次，xyz游戏官方网站老人不用跑。"), []),  # heads no line
        (("xyz游戏官方网站老人不用跑。",), []),  # one place
        (("eGov青河上线。", "村民登录eGov青河官网的首页。"), []),
        (("eGov青河上线。", "材料在eGov青河官网、窗口都能交。"), []),
    ],
)
def test_a_site_within_sentences_and_at_the_head_of_a_line_is_told(
    texts: tuple[str, ...], lines: list[int]
) -> None:
    assert told(*texts) == lines
