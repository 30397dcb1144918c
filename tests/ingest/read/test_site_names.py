"""The name of a site in the ``<title>`` counts where the page says a second time whose it is."""

import pytest

from casebook.ingest.read.site_names import site_of


def page(foot: str) -> str:
    return f"<html><head></head><body><h1>河口镇修渠记</h1>{foot}</body></html>"


@pytest.mark.parametrize(
    ("shown", "foot", "name"),
    [
        ("河口镇修渠记-青河学院", "<p>版权所有：青河学院</p>", "青河学院"),
        ("河口镇修渠记-青河学院", "<p>青河学院版权所有</p>", "青河学院"),
        ("河口镇修渠记_青河县水务局", "<p>主办单位：青河县水务局</p>", "青河县水务局"),
        ("河口镇修渠记_QINGHE ASIA", "<p>Copyright © 2020 QINGHE ASIA</p>", "QINGHE ASIA"),
        ("河口镇修渠记 | 青河周末", "<p>青河周末记者 周海</p>", "青河周末"),
        ("青河晚报", "<b>青河晚报</b>", "青河晚报"),
        ("我家的晚报", "<h1>我家的晚报</h1>", ""),
        ("河口镇修渠记_网站地图", "<p>© 2020 青河学院 网站地图</p>", ""),
        ("河口镇修渠记-青河学院", "<p>版权归青河学院</p>", "青河学院"),
        ("河口镇修渠记-青河台", "<p>© 2020 青河台</p>", "青河台"),
        ("河口镇修渠记-青河", "<p>© 2020 青河</p>", ""),
        ("河口镇修渠记-博客园", "<p>© 2020 博客园</p>", ""),
        ("河口镇修渠记-青河学院", "<p>青河学院欢迎你</p>", ""),
        ("河口镇修渠记_青河网", "<p>© 2020 青河网</p>", ""),
        ("河口镇修渠记_青河号-The Qinghe", "<p>© The Qinghe</p>", ""),
        ("河口镇修渠记", "<p>© 青河学院</p>", ""),
    ],
)
def test_site_of(shown: str, foot: str, name: str) -> None:
    assert site_of(shown, page(foot), "") == name
