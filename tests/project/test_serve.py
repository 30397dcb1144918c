"""The preview: the whole site with its search, built again and loaded again when it is edited."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import NoReturn
from urllib.request import urlopen

import pytest
from click.exceptions import Exit
from tests.project.base import FIRST, base_in
from websockets.sync.client import connect

from casebook.cli.common import listening_at
from casebook.cli.serve import _Ignored
from casebook.library import dump


@contextmanager
def served(
    arguments: list[str],
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Iterator[str]:
    """Serve a knowledge base on a free port; yield its address."""
    program = "from casebook.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), **environment, "PYTHONUNBUFFERED": "1"},
        cwd=folder,
    ) as process:
        try:
            assert process.stdout
            address = next((item for item in process.stdout if item.startswith("http://")), "")
            assert address, process.communicate()[1]
            # The first request waits until the server is ready.
            yield address.strip()
        finally:
            process.terminate()
            process.communicate()


def read(address: str) -> str:
    """Return a page; until the server listens, try again."""
    while True:
        try:
            with urlopen(address) as answer:
                return str(answer.read().decode("utf-8"))
        except ConnectionRefusedError:
            continue
        except OSError as error:
            if not isinstance(getattr(error, "reason", None), ConnectionRefusedError):
                raise


def test_an_edited_article_is_shown_at_once(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    with served(base.options("serve")) as address:
        assert "one 的改革" in read(f"{address}zh-Hant/cases/one.html")
        assert "put(" in read(f"{address}search/index.js")
        assert 'src="entrance.js"' in read(address)
        # Another name for this machine may be of a page that wants to read this one.
        for host, status in (("evil.example", 400), ("localhost:1", 200)):
            connection = HTTPConnection(address.split("/")[2])
            connection.request("GET", "/", headers={"Host": host})
            assert connection.getresponse().status == status
        with connect(address.replace("http", "ws", 1) + "websocket-reload") as socket:
            changed = replace(FIRST[0], title="改過的題名")
            (base.folder / "articles/one.md").write_text(dump(changed), "utf-8")
            assert socket.recv() == "refresh"
        assert "改過的題名" in read(f"{address}zh-Hant/cases/one.html")


def test_a_port_is_held_from_the_beginning_or_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening_at(0) as held:
        port = held.getsockname()[1]
        with pytest.raises(Exit):
            listening_at(port)
    assert re.search(rf"127.0.0.1:{port}:1: W020 \D*$", capsys.readouterr().err.splitlines()[0])
    listening_at(port).close()  # free again

    def kept(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied (while attempting to bind)")

    monkeypatch.setattr(socket, "create_server", kept)
    with pytest.raises(Exit):
        listening_at(80)
    assert f"({os.strerror(errno.EACCES)})" in capsys.readouterr().err


def test_in_the_folder_of_a_knowledge_base_no_option_is_needed(tmp_path: Path) -> None:
    base = base_in(tmp_path / "base")
    base.write(FIRST[0])
    with served([], folder=base.folder) as address:
        assert "one 的改革" in read(f"{address}zh-Hant/cases/one.html")


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("articles/one.md", False),
        ("articles/corrections.toml", False),
        ("articles/pictures/one/a.png", False),
        ("articles/.#one.md", True),
        ("articles/one.md~", True),
        # What a build writes must not lead to another one.
        ("articles/.casebook/holder.json", True),
        ("articles/.casebook/transaction/0.new", True),
        ("articles/ids/one.json", True),
        ("articles/redirects.tsv", True),
        ("build/html/index.html", True),
        ("docs/about.md", False),
        ("docs/pictures/one/a.png", True),
    ],
)
def test_what_is_no_reason_to_build(tmp_path: Path, name: str, ignored: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").write_text("# 關於\n", "utf-8")
    folders = (tmp_path / part for part in ("articles", "docs", "build"))
    assert _Ignored(*folders)(str(tmp_path / name)) is ignored
