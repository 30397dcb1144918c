"""The lines for nginx in docs/project/deploying.md, tried with nginx itself."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import ROOT

from casebook.exports.entrance import entrance_files
from casebook.exports.root_files import root_files
from casebook.project import Project, load

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
"""Debian puts it in a folder that only root has on its path."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The files at the root of a site, and one page in its folder."""
    printers = load(Project.of(ROOT / "tests" / "small" / "articles")).printers
    folder = tmp_path / "a site" / "html"
    pages = {"zh-Hant/index.html": b"home", "zh-Hant/_static/casebook.css": b"/* */"}
    files = entrance_files("題", printers) | root_files("題", "https://example.org/", printers)
    for name, content in (files | pages).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder.parent / "secret.txt").write_text("secret", "utf-8")
    return folder


@contextmanager
def _served(server: str, folder: Path) -> Iterator[http.client.HTTPConnection]:
    """Run nginx with a block ``server`` that listens on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "logs").mkdir()
    temporary = "".join(
        f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid pid; error_log logs/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary} types {{ text/html html; text/css css; }}\n"
        f"{server}\n}}\n",
        "utf-8",
    )
    assert NGINX
    command = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "logs/error.log"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            while running.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    continue
            yield http.client.HTTPConnection("127.0.0.1", port)
        finally:
            running.terminate()


def _block() -> str:
    text = (ROOT / "docs" / "project" / "deploying.md").read_text("utf-8")
    (block,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    return str(block)


@pytest.mark.skipif(not NGINX, reason="no nginx on this machine")
@pytest.mark.parametrize("where", ["/cases/", "/"])
def test_nginx_serves_the_site_as_the_document_says(where: str, site: Path, tmp_path: Path) -> None:
    block = _block()
    if where == "/":
        block = re.sub(r"location = /cases \{.*?\}\n", "", block, flags=re.DOTALL)
        block = block.replace("location /cases/ {", "location / {")
        block = block.replace("alias /srv/cases/html/;", "root /srv/cases/html;")
        block = block.replace("/cases/404.html", "/404.html")
    block = block.replace("/srv/cases/html/;", f'"{site}/";')
    block = block.replace("/srv/cases/html;", f'"{site}";')
    folder = tmp_path / "nginx"
    folder.mkdir()
    with _served(block, folder) as connection:

        def get(address: str) -> tuple[int, bytes, http.client.HTTPMessage]:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers

        status, body, headers = get(where)
        assert (status, body) == (200, (site / "index.html").read_bytes())
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert get(f"{where}zh-Hant/")[:2] == (200, b"home")
        assert get(f"{where}zh-Hant/_static/casebook.css")[0] == 200
        status, body, _ = get(f"{where}zh-Hant/cases/nothing.html")
        assert (status, body) == (404, (site / "404.html").read_bytes())
        for outside in ("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt"):
            assert b"secret" not in get(f"{where}{outside}")[1]
        if where == "/cases/":
            assert get("/cases")[0] == 301
            assert b"secret" not in get("/cases../secret.txt")[1]
