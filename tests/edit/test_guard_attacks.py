"""Nobody but the pages of the editor itself can talk to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.edit.conftest import TOKEN, Client

from casebook.edit.server import MAX_FORM_BYTES, MOST_FIELDS

_FORM = {"at": "results-p1", "text": "別人的字", "do": "save"}


def _stamp(client: Client) -> str:
    match = re.search(r'name="stamp" value="(\w+)"', client.get("/article/one"))
    assert match
    return match[1]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and ".casebook" not in path.parts
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "casebook.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "localhost.example:{port}"},
        {"Host": None},
        {"Cookie": None},
        {"Cookie": "casebook-edit-{port}="},
        {"Cookie": f"casebook-edit-{{port}}={TOKEN}x"},
        {"Cookie": f"casebook-edit-1={TOKEN}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://casebook.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "null"},
        {"Origin": None},
    ],
    ids=str,
)
def test_a_foreign_request_reads_and_writes_nothing(
    client: Client, folder: Path, headers: dict[str, str | None]
) -> None:
    before, stamp = _files(folder), _stamp(client)
    sent = {name: value and value.format(port=client.port) for name, value in headers.items()}
    form = {"stamp": stamp, **_FORM}
    status, text, _ = client.send("POST", "/article/one/do/entry", form, **sent)
    assert status in {400, 403}
    assert "窗口" not in text
    if "Origin" not in headers:
        status, text, _ = client.send("GET", "/article/one", **sent)
        assert status in {400, 403}
        assert "窗口" not in text
    assert _files(folder) == before
    assert client.send("POST", "/article/one/do/entry", form)[0] == 303


def test_the_first_address_gives_the_cookie_and_no_other(client: Client) -> None:
    status, _, headers = client.send("GET", f"/?token={TOKEN}", Cookie=None)
    assert (status, headers["Location"]) == (303, "/")
    cookie = headers["Set-Cookie"]
    assert cookie.startswith(f"casebook-edit-{client.port}={TOKEN};")
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    for path in ("/?token=wrong", "/?token=", f"/article/one?token={TOKEN}"):
        status, _, headers = client.send("GET", path, Cookie=None)
        assert (status, headers["Set-Cookie"]) == (403, None)


@pytest.mark.parametrize("path", ["/", "/article/one", "/style.css", "/nothing"])
def test_every_answer_forbids_what_is_not_its_own(client: Client, path: str) -> None:
    for cookie in ({}, {"Cookie": None}):
        headers = client.send("GET", path, **cookie)[2]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    "slug",
    [
        "..%2f..%2fetc%2fpasswd",
        "../../../etc/passwd",
        "%2e%2e/secret",
        "..\\secret",
        "ledger%2fone",
        ".casebook",
        "index",
        "one%00",
        "ONE",
        "一",
    ],
)
def test_no_path_leads_out_of_the_articles(client: Client, folder: Path, slug: str) -> None:
    (folder.parent / "secret.md").write_text("---\ntitle: x\nscript: Hant\n---\n\n秘\n", "utf-8")
    before = _files(folder.parent)
    quoted = slug.encode().replace(b"\xe4\xb8\x80", b"%E4%B8%80").decode()
    for path in (f"/article/{quoted}", f"/article/{quoted}/text"):
        status, text, _ = client.send("GET", path)
        assert status in {400, 404}
        assert "秘" not in text
    status, _, _ = client.send("POST", f"/article/{quoted}/do/whole", {"stamp": "", "text": "x"})
    assert status in {400, 404, 405}
    assert _files(folder.parent) == before


def test_a_form_may_be_as_large_as_the_limit_and_no_larger(client: Client, folder: Path) -> None:
    stamp = _stamp(client)
    # A field that nobody reads: a text of that size would be parsed.
    begin = f"stamp={stamp}&at=results-p1&do=save&text=a&more=".encode()
    fits = begin + b"a" * (MAX_FORM_BYTES - len(begin))
    assert client.send("POST", "/article/one/do/entry", fits)[0] == 303
    before, stamp = _files(folder), _stamp(client)
    begin = f"stamp={stamp}&at=results-p1&do=save&text=b&more=".encode()
    larger = begin + b"b" * (MAX_FORM_BYTES - len(begin) + 1)
    assert client.send("POST", "/article/one/do/entry", larger)[0] == 413
    assert _files(folder) == before


def test_what_is_no_form_is_refused(client: Client, folder: Path) -> None:
    before = _files(folder)
    way = "/article/one/do/entry"
    assert client.send("POST", way, b"{}", Content_Type="application/json")[0] == 415
    assert client.send("POST", way, b"text=%ff")[0] == 400
    assert client.send("POST", way, b"\xff=1")[0] == 400
    many = b"&".join([b"a=1"] * MOST_FIELDS)
    assert client.send("POST", way, many)[0] == 409
    assert client.send("POST", way, many + b"&a=1")[0] == 400
    assert client.send("POST", "/article/one/do/nothing", {})[0] == 404
    assert client.send("GET", "/article/one/do/entry")[0] in {404, 405}
    for form in ({"do": "eval"}, {"at": "gone"}, {"removal": "-1"}, {"removal": "99999999999"}):
        for action in ("entry", "restore", "rule", "answer", "figure", "name", "facts", "undo"):
            status = client.send("POST", f"/article/one/do/{action}", {"stamp": "", **form})[0]
            assert status in {303, 409}
    assert _files(folder) == before
