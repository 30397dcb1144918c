"""The name of the site at the head of a page saved as text."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from casebook.ingest.facts.labels import BARE, SITE
from casebook.ingest.facts.masthead import Masthead
from casebook.ingest.facts.names import is_office
from casebook.ingest.facts.publisher import is_publisher
from casebook.ingest.headings.not_titles import journal_of_issue
from casebook.ingest.lexicon import words

_LONGEST = 12
"""Characters of the name of a site above the title."""
_LATIN = re.compile(r"(?<=[\u3400-\u9fff])\s+[A-Za-z][A-Za-z .-]{3,}$")
"""The name of a site in its other language: 青河新聞 Qinghe News."""
_WELCOME = re.compile(
    r"(?:欢迎|歡迎)(?:您|你)?(?:访问|訪問|光临|光臨|来到|來到)[“「\"]?(?P<name>[\u3400-\u9fff]{2,12})"
    r"[”」\"]?[网網站]?(?:[！!]|\s.{0,12})?"
    r"|(?P<host>[\u3400-\u9fff]{2,12})(?:欢迎您|歡迎您)[！!]?"
    r"|(?P<named>[\u3400-\u9fff《》]{4,18}?)(?:官网|官網|官方网站|官方網站|门户网站)"
)
"""A line that welcomes to a site, or says that it is that of an institution."""

_ISSUES = re.compile(
    r"(?P<name>[\u3400-\u9fff]{4,16})\s+(?:新[闻聞](?:公[报報]|稿|[发發][布佈])|(?:政府)?公[报報])"
)
"""An office with the releases that it issues: 青河縣政府 新聞稿."""


def site_name(text: str) -> str:
    """Read the name of the site that heads a page; ``""`` where it is none.

    What stands there in Latin letters, too, is one for sure: 青河新聞 Qinghe News.
    """
    if welcome := _WELCOME.fullmatch(text):
        name = welcome["name"] or welcome["host"] or welcome["named"]
        return name.removesuffix("栏目").removesuffix("欄目").strip("《》")
    issues = _ISSUES.fullmatch(text)
    if issues and (is_publisher(issues["name"]) or is_office(issues["name"])):
        return issues["name"]
    name = _LATIN.sub("", text)
    ends = words("masthead", "site_names") + words("masthead", "named_twice") * (name != text)
    several = " " in name  # none is that of this site for sure
    return name if len(name) <= _LONGEST and name.endswith(ends) and not several else ""


def with_site(head: Masthead, said: tuple[str, str], top: str) -> Masthead:
    """Fill the publisher by the site, which its breadcrumb or the first line of the page names.

    Where the site names itself for its source, who is named below the text goes before it.

    :param said: publisher and channel of the breadcrumb.
    :param top: the first line where it may name the site, else ``""``.
    """
    publisher, channel = said
    if publisher == head.publisher:
        head = replace(head, publisher_rank=BARE)
    head = head.filled_by(Masthead(publisher=publisher, channel=channel))
    if not (top and not publisher):
        return head
    site = Masthead(publisher=site_name(top), publisher_rank=SITE)
    return head.filled_by(site if site.publisher else Masthead(publisher=journal_of_issue(top)))


_TAILED = re.compile(
    r"(?P<title>.{5,}\S)(?P<sign>\s*[_|｜]\s*|\s+[-－–—]\s+|\s?(?<![-－–—])[-－–—](?![-－–—])\s?)"
    r"(?P<tail>[^-－–—_|｜]{2,16})"
)
"""A title with the name of its site behind a bar, a line or a dash."""
_PARTS = re.compile(r"[_|｜]|\s.\s")
"""Signs that part the name of a site from a title: no title has them of its own."""
_LATIN_LAST = re.compile(r"\s?[-－–—_|｜]\s?[A-Za-z][A-Za-z .]{2,20}$")
"""The name of a site in Latin letters behind that in Chinese: …_青河新闻-Qinghe News."""
_CHANNEL = 6
"""Characters of the channel that a site names between title and its own name."""


def without_site(title: str, others: Collection[str]) -> str:
    """Take the name of the site off the end of a title: 某镇推行街长制-青河网.

    Two signs: what stands behind it is named as sites, papers and offices are; and a bar or
    spaces part them, it is the name of a paper, or the page shows it elsewhere, too.  Before
    the site its channels may stand, behind the same sign (…_政务频道_青河网).

    :param others: the other lines of the page.
    :returns: the title; ``""`` where it bears no such name, or would be one itself.
    """
    rest = sign = ""
    while found := _TAILED.fullmatch(rest or _LATIN_LAST.sub("", title)):
        tail, parted = found["tail"].strip(), _PARTS.search(found["sign"])
        shown = tail.endswith(words("masthead", "papers")) or any(tail in text for text in others)
        channel = parted and found["sign"] == sign and len(tail) <= _CHANNEL
        if not channel and not (_is_named(tail) and (parted or shown)):
            break
        rest, sign = found["title"].strip(), found["sign"]
    return "" if _is_named(rest) else rest


def _is_named(text: str) -> bool:
    """Whether a text is named as sites, papers and offices are."""
    sites = words("masthead", "site_names") + words("masthead", "after_titles")
    return text.endswith(sites) or is_publisher(text) or is_office(text)
