"""``casebook edit``: prints an address of this machine alone, and says what is in its way."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from tests.edit.conftest import Client

from casebook.cli import main


def test_the_address_that_is_printed_opens_the_editor(folder: Path) -> None:
    program = "from casebook.cli import main; main()"
    options = ["--articles", str(folder), "--build", str(folder.parent / "build")]
    with subprocess.Popen(
        [sys.executable, "-c", program, "edit", *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=folder.parent,
    ) as process:
        try:
            assert process.stdout
            address = re.fullmatch(
                r"http://127\.0\.0\.1:(\d+)(/\?token=[\w-]{40,})\n", process.stdout.readline()
            )
            assert address
            client = Client(int(address[1]))
            status, _, headers = client.send("GET", address[2], Cookie=None)
            assert status == 303
            cookie = headers["Set-Cookie"].partition(";")[0]
            assert "one 的改革" in client.get("/", Cookie=cookie)
        finally:
            process.terminate()
            process.wait()


def test_what_is_in_the_way_is_said(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        build = ["--build", str(folder.parent / "build")]
        arguments = ["edit", "--articles", str(folder), *build, "--port", port]
        done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert f"127.0.0.1:{port}:1: W020 " in done.output
    missing = CliRunner().invoke(main, ["edit", "--articles", str(folder / "gone"), *build])
    assert missing.exit_code == 1
    assert "F015" in missing.output
