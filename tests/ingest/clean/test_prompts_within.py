"""Words of prompts inside a text: what tells of its matter stays, what is foreign to it goes."""

from __future__ import annotations

import pytest

from casebook.ingest.clean.chrome import chrome
from casebook.records import Line

_ABOVE = "西溪街道过去群众办事多头跑，企业开办要跑七个窗口，老人不会用手机，意见很大。"
_BELOW = "街道把十一个号码合并成一个，派单到社区网格员，审批进度在大厅的屏幕上公开，件件有回音。"


def _stays(text: str) -> bool:
    lines = tuple(Line(at, said) for at, said in enumerate((_ABOVE, text, _BELOW), start=1))
    return text in {line.text for line in chrome(lines).lines}


@pytest.mark.parametrize(
    "text",
    [
        "西溪街道有过十一个投诉电话，各管各的事，打错了要重来……",
        "老人没有手机、收不到验证码怎么办？街道的办法是由网格员代办！",
        "企业开办过去要记七个用户名和密码，如今一个账号就够了！",
        "登录后才可查看的审批进度，如今在大厅的屏幕上就能看到；",
    ],
)
def test_what_the_text_tells_stays(text: str) -> None:
    assert _stays(text)


@pytest.mark.parametrize(
    "text",
    [
        "长按识别二维码，关注某某发布",
        "请至中国某某官网下载，畅享高清，精彩不容错过！",
        "没有账号？马上注册，立享优惠，更多好礼等您来拿！",
    ],
)
def test_what_is_foreign_to_it_goes(text: str) -> None:
    assert not _stays(text)


# Three pairs of characters (审批, 批进, 进度) in twenty characters are the least.
@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("收到了验证码，就能在自己家看审批进度！！", True),
        ("收到验证码，就能在自己家看审批进度！！", False),
        ("收到了验证码，就能在自己家里面看审批进！", False),
    ],
)
def test_how_much_it_must_tell(text: str, stays: bool) -> None:
    assert _stays(text) is stays
