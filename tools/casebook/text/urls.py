"""Web addresses from saved pages: made safe to print as links, and the site that they name."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w\-.~:/?#@!$&*+,;=%()']", re.ASCII)
"""What RFC 3986 does not allow, and square brackets, which end a link in MyST."""

_SITE = re.compile(r"[A-Za-z][\w+.-]*://(?:[^/?#@]*@)?([^/?#@]*)")


def site_of(address: str) -> str:
    """Return host and port in an address, in small letters; ``""`` where it names none.

    An address is what an archive or a page says, and may be none: unlike ``urllib.parse``,
    nothing is raised.
    """
    named = _SITE.match(address)
    return named[1].lower() if named else ""


def web_address(url: str) -> str:
    """Return a web address with everything that could end it percent-encoded as UTF-8.

    :returns: ``""`` where the scheme is not ``http`` or ``https``.
    """
    return _UNSAFE.sub(_percent, url) if _SCHEME.match(url) else ""


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
