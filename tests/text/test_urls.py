"""Web addresses are links only where they are web addresses, and end where they should."""

from __future__ import annotations

import pytest

from casebook.text.urls import web_address


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
