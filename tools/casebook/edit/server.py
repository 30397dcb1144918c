"""The pages of the editor over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from casebook.edit.actions import ACTIONS, Form
from casebook.edit.editor import Editor, Opened
from casebook.edit.guard import Guard
from casebook.edit.refused import RefusedError, StaleError
from casebook.edit.views import (
    article_page,
    links_page,
    list_of_articles,
    proofread_page,
    text_page,
    typed,
)
from casebook.messages import say_problem, speaking
from casebook.records import Edition
from casebook.text.catalogue import N_
from casebook.text.editions import edition_of, editions_of, known_tags
from casebook.text.printer import Printer

MAX_FORM_BYTES = 4 * 1024 * 1024
"""Above this a form is refused; an article of a million characters fits."""
MOST_FIELDS = 5000
"""Fields that a form may have."""
_LANGUAGE = "casebook-edit-language"

_PAGES: Mapping[str, tuple[str, Callable[[Editor, Opened], dict[str, Any]]]] = {
    "": (N_("整理"), article_page),
    "proofread": (N_("校對"), proofread_page),
    "links": (N_("數字與對應"), links_page),
    "text": (N_("全文"), text_page),
}
"""The pages of an article: name in the address, name on the page, and what they show."""


class Pages:
    """Answers requests for pages and actions of one editor."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._said = ""
        self._templates = Environment(
            loader=PackageLoader("casebook.edit"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["said"] = say_problem

    async def home(self, request: Request) -> Response:
        """Show the list of articles."""
        return await run_in_threadpool(self._home, request)

    async def page(self, request: Request) -> Response:
        """Show a page of an article."""
        return await run_in_threadpool(self._page, request)

    async def act(self, request: Request) -> Response:
        """Do what a form asks for, then lead back to its page; or say why not."""
        form = await _form(request)
        if isinstance(form, Response):
            return form
        return await run_in_threadpool(self._act, request, form)

    async def style(self, _request: Request) -> Response:
        """Return the style sheet."""
        text = files("casebook.edit").joinpath("static/edit.css").read_text("utf-8")
        return Response(text, media_type="text/css")

    async def language(self, request: Request) -> Response:
        """Remember the language of the interface, and lead back to the list."""
        tag = request.path_params["tag"]
        answer = RedirectResponse("/", status_code=303)
        if tag in known_tags():
            answer.set_cookie(_LANGUAGE, tag, httponly=True, samesite="strict", max_age=31536000)
        return answer

    def _home(self, request: Request) -> Response:
        return self._html(request, "list.html", list_of_articles(self._editor))

    def _page(self, request: Request) -> Response:
        opened = self._editor.open(request.path_params["slug"])
        name = request.path_params.get("page", "")
        if opened is None or name not in _PAGES:
            return self._html(request, "missing.html", {}, status=404)
        if opened.article is None and not name:
            name = "text"
        try:
            return self._of_article(request, name, opened)
        except RefusedError as error:
            return self._of_article(request, "text", opened, error)

    def _of_article(
        self,
        request: Request,
        name: str,
        opened: Opened,
        refused: RefusedError | None = None,
        form: Form | None = None,
    ) -> Response:
        values = _PAGES[name][1](self._editor, opened)
        sent = form.first() if form else {}
        # What was typed is put into the form again, unless that would undo what another did.
        stale = isinstance(refused, StaleError)
        values |= {
            "pages": [(key, label) for key, (label, _) in _PAGES.items()],
            "here": name,
            "refused": refused,
            "sent": {} if stale else sent,
            "typed": typed(sent, values) if stale else (),
        }
        template = f"{name or 'article'}.html"
        return self._html(request, template, values, status=409 if refused else 200)

    def _act(self, request: Request, form: Form) -> Response:
        slug, name = request.path_params["slug"], request.path_params["action"]
        opened = self._editor.open(slug)
        if opened is None or name not in ACTIONS:
            return self._html(request, "missing.html", {}, status=404)
        page, action = ACTIONS[name]
        try:
            done = action(self._editor, slug, form)
        except RefusedError as error:
            page = page if opened.article else "text"
            return self._of_article(request, page, self._editor.open(slug) or opened, error, form)
        self._said = done.message
        back = form.get("page") if name == "undo" and form.get("page") in _PAGES else page
        address = f"/article/{slug}/{back}".rstrip("/")
        return RedirectResponse(f"{address}#{done.fragment}" if done.fragment else address, 303)

    def _html(
        self, request: Request, template: str, values: Mapping[str, Any], status: int = 200
    ) -> Response:
        printer = Printer(self._edition(request))
        said, self._said = self._said, ""
        with speaking(printer.edition.tag):
            page = self._templates.get_template(template).render(
                **values,
                casebook_text=printer.interface,
                edition=printer.edition,
                others=[interface for interface in _interfaces() if interface != printer.edition],
                said=said,
                can_undo=self._editor.can_undo(),
            )
        return HTMLResponse(page, status)

    def _edition(self, request: Request) -> Edition:
        """Return the edition whose words the interface speaks: chosen, or the browser's."""
        if (tag := request.cookies.get(_LANGUAGE, "")) in known_tags():
            return edition_of(tag)
        for wanted in request.headers.get("accept-language", "").split(","):
            language = wanted.partition(";")[0].strip()
            result = [
                (len(start), -place, interface.tag)
                for interface in _interfaces()
                for place, start in enumerate(interface.languages)
                if language == start or language.startswith(f"{start}-")
            ]
            if result:
                return edition_of(max(result)[2])
        return edition_of(self._editor.editions()[0])


def _interfaces() -> tuple[Edition, ...]:
    return editions_of(known_tags())


async def _form(request: Request) -> Form | Response:
    """Read a form, unless it is too large or none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        return Response(status_code=415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            return Response(status_code=413)
    try:
        values = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:  # UnicodeDecodeError is one
        return Response(status_code=400)
    return Form(values)


def application(editor: Editor, port: int, token: str) -> ASGIApp:
    """Return the editor as an application that only its own pages can talk to.

    :param port: that the server listens on.
    :param token: the secret that the first address holds.
    """
    pages = Pages(editor)
    routes = [
        Route("/", pages.home),
        Route("/style.css", pages.style),
        Route("/language/{tag}", pages.language),
        Route("/article/{slug}", pages.page),
        Route("/article/{slug}/{page}", pages.page),
        Route("/article/{slug}/do/{action}", pages.act, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), port, token)
