"""The content security policy that every page of a site states, and that it obeys.

It stands in the page, so that it holds on a USB stick as on a server.  ``'self'`` is the
folder of the site where it is read from a server; ``file:`` is what a browser needs where
the page is opened from the disk, and nothing on a server.
Specification: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib

_OWN = "'self' file:"

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_OWN}",
        f"style-src {_OWN}",
        # Widths of the columns of tables, as docutils writes them; they load nothing.
        "style-src-attr 'unsafe-inline'",
        f"img-src {_OWN} data:",
        f"media-src {_OWN}",
        f"font-src {_OWN}",
        "base-uri 'none'",
        f"form-action {_OWN}",
    )
)
"""Of pages that load their scripts and styles."""


def policy_of(template: str) -> str:
    """Return the policy of a page without scripts, which loads nothing.

    :param template: of the page; its style stands in it, and is the same on every page.
    """
    style = template.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
