"""The words of the interface in other languages: gettext catalogues.

The program says its words in Traditional Chinese; these are the message ids.  A
catalogue ``data/locale/<locale>/LC_MESSAGES/casebook.po`` says them in another
language, or in the usage of another region (搜尋 is 搜索 on the mainland).  What it
lacks is converted by :class:`casebook.text.printer.Printer`.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping

from casebook import resources

DOMAIN = "casebook"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Return ``message``: marks words of the interface where they stand in a table."""
    return message


@functools.cache
def messages(locale: str, domain: str = DOMAIN) -> Mapping[str, str]:
    """Return what a catalogue has, by message id; without a catalogue nothing.

    Entries that are empty or marked ``fuzzy`` are not used, as gettext does not.

    :param locale: as in the file of an edition, ``zh_CN``.
    :param domain: ``casebook`` for the interface of what is built, ``command`` for what is
        said at the terminal.
    """
    path = resources.path(f"locale/{locale}/LC_MESSAGES/{domain}.po")
    if not path.is_file():
        return {}
    # Only here: in the language of the source there is nothing to look up.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    result = read_po(io.BytesIO(path.read_bytes()), locale=locale)
    return {
        str(item.id): str(item.string)
        for item in result
        if item.id and item.string and not item.fuzzy
    }
