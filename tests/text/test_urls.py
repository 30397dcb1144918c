"""Web addresses are links only where they are web addresses, and end where they should."""

from __future__ import annotations

import pytest

from casebook.text.urls import site_of, web_address


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("https://a.example/x?y=1&z=(2)#t", "https://a.example/x?y=1&z=(2)#t"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("https://a.example/改革", "https://a.example/%E6%94%B9%E9%9D%A9"),
        ("https://a.example/a b>[c]", "https://a.example/a%20b%3E%5Bc%5D"),
        ("https://a.example/%E6", "https://a.example/%E6"),
        ("javascript:alert(1)", ""),
        ("ftp://a.example", ""),
        ("a.example", ""),
        ("", ""),
    ],
)
def test_web_addresses(given: str, safe: str) -> None:
    assert web_address(given) == safe


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("http://me@Site.example:81/a?b", "site.example:81"),
        ("http://[bad/1", "[bad"),
        ("http://℀.example", "℀.example"),
        ("a/b.html", ""),
    ],
)
def test_the_site_of_an_address_that_may_be_none(address: str, site: str) -> None:
    assert site_of(address) == site
