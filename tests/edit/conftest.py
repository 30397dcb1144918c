"""An editor on a knowledge base of its own, and its pages over HTTP."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from tests.cli.conftest import article

from casebook.edit.editor import Editor
from casebook.edit.server import application
from casebook.library import dump
from casebook.library.ledger import dump_ledger
from casebook.project import Project
from casebook.records import Alarm, Article, Ledger, Loss, Removal, Repair

TOKEN = "the-token-of-the-tests"
LEDGER = Ledger(
    (
        Removal(1, "首頁 > 改革", "masthead", "breadcrumb"),
        Removal(6, "群眾評價明顯好轉。", "advertising", "words of advertising"),
    ),
    (Repair(4, "五个", "五個", "script", "left in the other script"),),
    ("read", "masthead"),
    (Alarm(6, "群眾評價明顯好轉。", Loss.SENTENCES),),
)


def write(folder: Path, *articles: Article, ledger: Ledger | None = LEDGER) -> None:
    """Write articles with their ledger, as `casebook add` leaves them."""
    (folder / "ledger").mkdir(parents=True, exist_ok=True)
    for item in articles:
        (folder / f"{item.slug}.md").write_text(dump(item), "utf-8")
        if ledger:
            (folder / "ledger" / f"{item.slug}.json").write_text(dump_ledger(ledger, {}), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles with one article, suggested field and region."""
    folder = tmp_path / "articles"
    write(folder, article("one", suggested=("field", "region")))
    return folder


@pytest.fixture
def editor(folder: Path) -> Editor:
    return Editor(Project.of(folder))


@contextmanager
def serving(editor: Editor) -> Iterator[int]:
    """Serve an editor on a free port of this machine; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        app = application(editor, port, TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join()


class _WholeRequests(http.client.HTTPConnection):
    """Sends the head and the body of a request together.

    A server that refuses a request by its head closes the connection; where the body comes
    after that, the system answers it by a reset, and the refusal is lost.
    """

    held = b""

    def send(self, data: bytes) -> None:
        self.held += data

    def getresponse(self) -> http.client.HTTPResponse:
        super().send(self.held)
        return super().getresponse()


@dataclass
class Client:
    """Sends requests as a browser would, or as it never would."""

    port: int

    def send(
        self,
        method: str,
        path: str,
        form: Mapping[str, object] | bytes | None = None,
        **headers: str | None,
    ) -> tuple[int, str, http.client.HTTPMessage]:
        own = f"127.0.0.1:{self.port}"
        sent: dict[str, str | None] = {
            "Host": own,
            "Cookie": f"casebook-edit-{self.port}={TOKEN}",
        }
        body = form if isinstance(form, bytes | None) else urlencode(form, doseq=True).encode()
        if method == "POST":
            sent |= {
                "Origin": f"http://{own}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body or b"")),
            }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = _WholeRequests("127.0.0.1", self.port)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, text, answer.headers

    def get(self, path: str, **headers: str | None) -> str:
        """Return a page that must be there."""
        status, text, _ = self.send("GET", path, **headers)
        assert status == 200, text
        return text

    def act(self, action: str, slug: str = "one", **form: object) -> tuple[int, str]:
        """Do an action as the page of the article would, with the stamp that it shows now."""
        page = {"rule": "/proofread", "answer": "/links", "figure": "/links", "name": "/links"}
        shown = self.get(f"/article/{slug}{page.get(action, '')}")
        stamp = re.search(r'name="stamp" value="(\w+)"', shown)
        values = {"stamp": stamp[1] if stamp else "", **form}
        status, text, headers = self.send("POST", f"/article/{slug}/do/{action}", values)
        return status, headers.get("Location", "") if status == 303 else unescape(text)


@pytest.fixture
def client(editor: Editor) -> Iterator[Client]:
    with serving(editor) as port:
        yield Client(port)
