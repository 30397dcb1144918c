"""The preview: the whole site with its search, built again and loaded again when it is edited."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

from tests.project.test_build import FIRST, base_in
from websockets.sync.client import connect

from casebook.library import dump


@contextmanager
def served(arguments: list[str], environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Serve a knowledge base on a free port; yield its address."""
    program = "from casebook.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout
            address = next((one for one in process.stdout if one.startswith("http://")), "")
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
        assert "http-equiv" in read(address) or "location.replace" in read(address)
        with connect(address.replace("http", "ws", 1) + "websocket-reload") as socket:
            changed = replace(FIRST[0], title="改過的題名")
            (base.folder / "articles/one.md").write_text(dump(changed), "utf-8")
            assert socket.recv() == "refresh"
        assert "改過的題名" in read(f"{address}zh-Hant/cases/one.html")
