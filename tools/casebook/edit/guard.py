"""Who may talk to the editor: one browser of this machine, which was given the token.

A page of another site can make a browser send requests to 127.0.0.1; it knows neither the
token nor can it send the cookie, which is for this site only (``SameSite=Strict``).  A name
that was made to point here (DNS rebinding) is known by the ``Host`` that the browser sends.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Mapping[str, str] = {
    # Nothing but the editor's own style sheet is loaded, and no script runs at all.
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    # Not no-referrer: with it a browser sends `Origin: null` with its own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_OWN_SITE = {"same-origin", "none"}
"""What a browser says of where a request comes from: this site, or the address bar."""


class Guard:
    """Lets requests to an application through that come from its own pages.

    :param port: that the server listens on.
    :param token: the secret in the address that the person opens first.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._token = token
        # A browser does not keep the cookies of two ports apart.
        self._cookie = f"casebook-edit-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = self._answer(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await (answer or self._app)(scope, receive, with_headers)

    def _answer(self, scope: Scope) -> Response | None:
        """Return what is answered instead of a page; ``None`` lets the request through."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return _refused("This server answers to 127.0.0.1 only.")
        if headers.get("sec-fetch-site", "none") not in _OWN_SITE:
            return _refused("The request comes from another site.")
        if scope["method"] not in {"GET", "HEAD"} and headers.get("origin") != f"http://{host}":
            return _refused("The request comes from another site.")
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and scope["path"] == "/" and self._is_token(given):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
            return answer
        if not self._is_token(cookie_parser(headers.get("cookie", "")).get(self._cookie, "")):
            return _refused("Open the address that `casebook edit` printed.")
        return None

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _refused(reason: str) -> Response:
    return PlainTextResponse(reason + "\n", status_code=403)
