"""What the markup of an HTML page says of the page: its head, its scripts, its platform."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from casebook.ingest.facts.dates import from_meta
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import names_in
from casebook.ingest.lexicon import furniture_in
from casebook.ingest.read.page import Facts, clean_text
from casebook.ingest.read.site_names import parts_of_title, published_by, site_of
from casebook.ingest.read.writers import pen_name, shown_names

_TITLES = ("og:title", "twitter:title", "articletitle", "title")
_DATES = (
    "article:published_time",
    "og:release_date",
    "bytedance:published_time",
    "publishdate",
    "datepublished",
    "pubdate",
    "publish_time",
    "weibo: article:create_at",
    "apub:time",
    "og:time",
    "date",
)
_PUBLISHERS = (
    "contentsource",
    "mediaid",
    "source",
    "og:site_name",
    "sitename",
    "dc.publisher",
    "dcterms.publisher",
)
_AUTHORS = ("og:article:author", "author", "articleauthor")
_URLS = ("og:url",)
_WRITERS = ("sourceOrganization", "provider", "author", "creator")
_AUTHOR_MARKS = frozenset(["author", "byline", "author-name", "author_name", "reporter", "writer"])
_ACCOUNT = re.compile("[\u3400-\u9fff]{4,5}")
"""An account of two words, which is no two names: 沙洲水务."""
_NO_TEXT = ("Site", "Review", "Rating", "Comment", "Answer", "Object")
"""How the kind of what is no article ends in linked data: WebSite, UserReview, ImageObject."""
_ASIDE = ("footer", "aside", "nav")
"""Where a page shows days that are not of its text."""
_MARKED = ("class", "rel", "itemprop")
"""Attributes in which such a word stands."""
_MARKS = ("author", "byline", "reporter", "writer")
"""One of these stands in every word of :data:`_AUTHOR_MARKS`."""
_IN_MARK = re.compile(r"(?:class|rel|itemprop)\s*=\s*[\"']?[^\"'<>=]*$")
_MARK = 80
"""Characters before the word for a writer in which the name of its attribute stands."""
_BYLINE = 40
"""Characters of an element that names the writers and hardly anything else."""
_FEW_AUTHORS = 3
_NEAR = 2
"""Elements around a writer in which another one stands beside, and not apart from, the first."""
_ORGANISATIONS = {"Organization", "NewsMediaOrganization"}
_IN_SCRIPT = re.compile(
    r"[\"']?\b(?:pub_?[dD]ate|pub_?[tT]ime|publish_?[tT]ime|publish_?[dD]ate|create_?[tT]ime|release_?[dD]ate"
    r"|datePublished|article_?[tT]ime|ptime|news_?[tT]ime|display_?[tT]ime)[\"']?\s*[:=]\s*[\"']?"
    r"((?:19|20)\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}[日T ]{0,2}[\d:]{0,8}|1\d{9}(?:\d{3})?)\b"
)
_VALUE = re.compile(r"[:=]\s*[\"']?(?:(?:19|20)\d{2}[-/年.]|1\d{9})")
"""What may be the value of a date in a script; sought first, as it begins with few characters."""
_BEFORE, _AFTER = 60, 30
"""Characters before and after such a value in which the whole of it stands."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_LOGIN = re.compile(r"[A-Za-z0-9_.@-]+")
"""A name that may be that of a user."""
_ASSIGNED = re.compile(
    r"\s*(?:window\.|(?:var|let|const)\s+)[\w$.]+\s*=\s*(\{.*\})\s*;?\s*", re.DOTALL
)
"""A script that hands the page one record and does nothing else: window.DATA = {…}."""
_CT = re.compile(r"\bct\s*=\s*[\"'](1\d{9})[\"']")
_SECONDS = re.compile(r"=\s*[\"']1\d{9}[\"']")
"""What may be the value of such a date, sought first."""
_NICKNAME = re.compile(
    r"\bnick_?name\s*[:=]\s*(?:(?:htmlDecode|JsDecode)\()?[\"']([^\"'<>]{2,30})[\"']"
)
_ACCOUNT_IDS = ("js_name", "post-user")
_ORIGINAL = re.compile(r"^(?:原[创創]|Original)(?=\W|$)")
"""The mark of a post that the account wrote itself; it stands before the writer."""
_NO_LETTER = re.compile(r"^\W+|\W+$")
_GROUPS = ("团队", "團隊", "编辑部", "編輯部", "工作室")
"""How the name of a group of writers ends, which is not to be parted into names."""
_WRITER = 12
"""Characters of the name of a writer in a row of WeChat."""
_MAX_DEPTH = 12
_DATE_KEYS = frozenset(
    [
        "pubtime",
        "publishtime",
        "publish_time",
        "pubdate",
        "publishdate",
        "datepublished",
        "createtime",
        "releasetime",
    ]
)
_SOURCE_KEYS = frozenset(["source", "sourcename", "source_name", "media", "medianame", "origin"])


def page_facts(root: HtmlElement, markup: str) -> Facts:
    """Read title, address, date, publisher and writers from the markup of a page.

    :param root: the tree of the page.
    :param markup: what it was parsed from, to see quickly what cannot stand in it.
    """
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(_TAG.sub("", element.get("content") or ""))
        if name and content:
            meta.setdefault(name.strip().lower(), content)

    def first(names: tuple[str, ...]) -> str:
        return next((meta[name] for name in names if meta.get(name)), "")

    canonical = next(
        (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"),
        "",
    )
    url = next((a for a in (canonical, first(_URLS)) if re.match(r"https?://", a)), "")
    title = first(_TITLES)
    element = next(root.iter("title"), None)
    shown = _text(element.text_content()) if element is not None else ""
    if not title or (shown.startswith(title) and re.search(r"[\"“「]$|[^\w”」）)！？!?]$", title)):
        # An attribute that ends at a quotation mark of the title has lost the rest of it.
        title = shown or title
    day = next((meta[name] for name in _DATES if from_meta(meta.get(name, ""))), "")
    published, publisher, linked = _linked(root)
    wechat = any(name in markup for name in (*_ACCOUNT_IDS, "js_content"))
    post = _of_wechat(root, first(_AUTHORS)) if wechat else Facts()
    # What a platform says of its own post goes before all else.
    published = post.published or day or published
    if not published or not publisher:
        later = _of_scripts(root, dated=bool(published))
        published, publisher = published or later[0] or _timed(root), publisher or later[1]
    said = (published_by(meta.get(name, "")) for name in _PUBLISHERS)
    named = next((name for name in said if _may_publish(name, title, markup)), "")
    authors = tuple(name for name in names_in(first(_AUTHORS)) if is_name(name))
    authors = authors or _marked_authors(root, markup) or shown_names(linked, markup)
    if not authors:
        sites = (meta.get("og:site_name", ""), *parts_of_title(shown))
        pen = pen_name(
            first(_AUTHORS) or "".join(linked[:1]) or _item_author(root, markup), markup, sites
        )
        authors = (pen,) if pen else ()
    return Facts(
        title,
        _text(url),
        published,
        publisher or named,
        authors=post.authors if post.account else authors,
        account=post.account,
        site="" if publisher or named else site_of(shown, markup, first(_AUTHORS)),
    )


def _may_publish(name: str, title: str, markup: str) -> bool:
    """Whether what a system of a site gives as the source of a page may be one.

    It is none where it is the title of the page, or the name by which somebody logged in
    (SZfaguiku), which the page does not show.
    """
    shown = not _LOGIN.fullmatch(name) or name in markup[markup.find("</head>") + 1 :]
    return bool(name) and name != title and shown


def _marked_authors(root: HtmlElement, markup: str) -> tuple[str, ...]:
    """Read the writers whom the markup marks as such (``rel=author``, ``class=author``).

    More than a few different ones are those of other articles, and so are those that stand
    apart from the first one, or in a list of links.
    """
    if not any(_has_mark(markup, mark) for mark in _MARKS):
        return ()
    names: dict[str, None] = {}
    places: set[HtmlElement] = set()
    for element in root.iter("a", "span", "div", "p", "address", "em", "li"):
        marks = " ".join(filter(None, map(element.get, _MARKED)))
        if marks and not _AUTHOR_MARKS.isdisjoint(marks.lower().split()):
            text = _named_in(element) or _text(element.text_content())
            found = [name for name in names_in(text) if is_name(name)]
            glued = len(found) > 1 and _ACCOUNT.fullmatch(text)
            if len(text) > _BYLINE or not found or glued or _leads_elsewhere(element):
                continue
            around = {element, *islice(element.iterancestors(), _NEAR)}
            if not places or not places.isdisjoint(around):
                places |= around
                names |= dict.fromkeys(found)
    return tuple(names) if len(names) <= _FEW_AUTHORS else ()


def _named_in(element: HtmlElement) -> str:
    """Read the name that a writer has in the terms of schema.org, beside posts and the like."""
    for inner in element.iter("meta", "span", "a"):
        if inner.get("itemprop") == "name":
            return _text(inner.get("content") or inner.text_content())
    return ""


def _item_author(root: HtmlElement, markup: str) -> str:
    """Read the name of the only writer of a page that is marked in the terms of schema.org."""
    if "itemprop" not in markup:
        return ""
    marked = [x for x in root.iter("span", "a", "div") if x.get("itemprop") == "author"]
    return _named_in(marked[0]) if len(marked) == 1 else ""


def _timed(root: HtmlElement) -> str:
    """Read the day of the only moment that a page marks as one (``<time>``).

    It is none of the text within a sentence, nor in a comment or a footer.
    """
    times = list(root.iter("time"))
    days = {time.get("datetime") or "" for time in times}
    only = days.pop() if len(days) == 1 else ""
    return only if from_meta(only) and not any(map(_is_of_something_else, times)) else ""


def _is_of_something_else(time: HtmlElement) -> bool:
    beside = time.getparent()
    if beside is not None and len(_text(beside.text_content())) > _BYLINE and beside.tag == "p":
        return True
    return any(
        above.tag in _ASIDE or "comment" in (above.get("class") or "").lower()
        for above in time.iterancestors()
        if above.tag not in {"article", "body", "html"}  # comments-open is said of the page
    )


def _leads_elsewhere(element: HtmlElement) -> bool:
    """Whether a writer stands with the title of something else in one link: a list of posts."""
    link = next(element.iterancestors("a"), None)
    own = _text(element.text_content())
    more = len(_text(link.text_content())) - len(own) if link is not None else 0
    return more > _BYLINE // 4 or (more > 0 and own.endswith(("：", ":")))


def _has_mark(markup: str, mark: str) -> bool:
    """Whether a word stands in a class or the like; quicker than to look at every element."""
    at = markup.find(mark)
    while at >= 0:
        if _IN_MARK.search(markup, max(at - _MARK, 0), at):
            return True
        at = markup.find(mark, at + 1)
    return False


def _of_wechat(root: HtmlElement, author: str) -> Facts:
    """Read what WeChat says of a post: account, writer, and the second of its publishing.

    Until 2019 the account stood in ``post-user``, and the writer in a row of plain ``em``.

    :returns: these facts alone; nothing where no account is named.
    """
    named = next(filter(None, (_by_id(root, name) for name in _ACCOUNT_IDS)), "")
    if not named and root.get_element_by_id("js_content", None) is None:
        return Facts()
    scripts = "\n".join(script.text or "" for script in root.iter("script"))
    moment = _valued(scripts, _SECONDS, _CT) or _dated(scripts)
    nickname = None if named else _NICKNAME.search(scripts)
    account = named or (_text(nickname[1]) if nickname else "")
    if not account:
        return Facts()
    days = (_by_id(root, name) for name in ("publish_time", "post-date"))
    day = next((day for day in days if from_meta(day)), "")
    writer = author if author and author != account and "," not in author else ""
    writer = writer or _by_id(root, "js_author_name") or _row_writer(root, account)
    return Facts(
        published=(moment[1] if moment else "") or day,
        account=account,
        authors=(writer,) if writer.endswith(_GROUPS) else names_in(writer) if writer else (),
    )


def _by_id(root: HtmlElement, name: str) -> str:
    element = root.get_element_by_id(name, None)
    return _text(element.text_content()) if element is not None else ""


def _row_writer(root: HtmlElement, account: str) -> str:
    """Read the writer in the row of an older post: what is neither day, mark nor account."""
    for element in root.iter("em", "span"):
        if "rich_media_meta_text" not in (element.get("class") or "") or element.get("id"):
            continue
        text = _NO_LETTER.sub("", _ORIGINAL.sub("", _text(element.text_content())))
        if 1 < len(text) <= _WRITER and text != account and not from_meta(text):
            asks = "关注" in text or furniture_in("prompts", text)
            return "" if asks else text
    return ""


def _of_scripts(root: HtmlElement, *, dated: bool) -> tuple[str, str]:
    """Read date and source from the data that a page hands to its program.

    :param dated: whether the date is known; then it is not sought.
    """
    published = publisher = ""
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < 8:
            continue
        if script.get("id") == "__NEXT_DATA__" or script.get("type") == "application/json":
            results = dict(_walk_json(_json(text), 0))
            published = published or results.get("date", "")
            publisher = publisher or published_by(results.get("source", ""))
        elif not publisher and any(key in text for key in _SOURCE_KEYS):
            assigned = _ASSIGNED.fullmatch(text)
            results = dict(_walk_json(_json(assigned[1]), 0)) if assigned else {}
            # A record that has a day, too, is that of the article.
            publisher = published_by(results.get("source", "")) if results.get("date") else ""
        if not dated and not published:
            match = _dated(text)
            published = match[1] if match else ""
    return published, publisher


def _dated(script: str) -> re.Match[str] | None:
    """Find the first date of publishing in a script; some scripts have a million characters."""
    return _valued(script, _VALUE, _IN_SCRIPT)


def _valued(script: str, values: re.Pattern[str], whole: re.Pattern[str]) -> re.Match[str] | None:
    """Find the first match of a pattern by the values that it may have."""
    for value in values.finditer(script):
        begin, end = max(value.start() - _BEFORE, 0), value.end() + _AFTER
        if match := whole.search(script, begin, end):
            return match
    return None


def _walk_json(value: object, depth: int) -> Iterator[tuple[str, str]]:
    """Find date and source anywhere in nested data; the last yielded, outermost one counts."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in reversed(value[:20]):
            yield from _walk_json(item, depth + 1)
    elif isinstance(value, dict):
        for item in reversed(value.values()):
            yield from _walk_json(item, depth + 1)
        for key, item in value.items():
            text = (
                _text(item) if isinstance(item, str) else str(item) if isinstance(item, int) else ""
            )
            if key.lower() in _DATE_KEYS and text and from_meta(text):
                yield "date", text
            elif key.lower() in _SOURCE_KEYS and 2 <= len(text) <= 30 and "/" not in text:
                yield "source", text


def _json(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _linked(root: HtmlElement) -> tuple[str, str, tuple[str, ...]]:
    """Read date, publisher and writers from JSON-LD (schema.org), which is for search engines.

    The organisation that wrote or provided an article is its source; the one that is called
    its publisher there is the platform that shows it.
    """
    published = publisher = ""
    people: list[str] = []
    for element in root.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        for entry in _entries(element.text or ""):
            published = published or _text(entry.get("datePublished") or entry.get("pubDate"))
            for key in _WRITERS:
                writer = entry.get(key)
                if isinstance(writer, dict) and writer.get("@type") in _ORGANISATIONS:
                    publisher = publisher or _text(writer.get("name"))
            if not str(entry.get("@type")).endswith(_NO_TEXT):
                people = people or _people(entry.get("author"))
    return published, publisher, tuple(people)


def _people(by: object) -> list[str]:
    """Read the persons of one entry: a name, a person, or a list of these."""
    people = by if isinstance(by, list) else [by]
    named = (
        entry.get("name") if isinstance(entry, dict) and entry.get("@type") == "Person" else entry
        for entry in people
    )
    return [text for text in map(_text, named) if text]


def _entries(text: str) -> list[dict[str, Any]]:
    """Read the objects of one JSON-LD script; none where it is broken."""
    result = _json(text)
    if isinstance(result, dict):
        result = result.get("@graph") or [result]
    return (
        [entry for entry in result if isinstance(entry, dict)] if isinstance(result, list) else []
    )


def _text(value: object) -> str:
    return clean_text(value).text if isinstance(value, str) else ""
