"""Names behind a label in lines that left with the credits, which no fact of the article says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.labels import field_of, labels_in, with_colons
from casebook.ingest.facts.masthead import Masthead
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.people import close_up
from casebook.ingest.facts.posts import names_person
from casebook.ingest.lexicon import any_of, words
from casebook.records import Removal

_CREDITS = {Cause.HEAD, Cause.FOOT, Cause.CREDIT, Cause.CHROME, Cause.ABOVE}
_PEOPLE = {"author", "editor", "photographer", "both"}
_HAN = "\u3400-\u9fff"
_LABELLED = re.compile(
    rf"(?<!\w)(?P<label>[{_HAN}]{{2,7}})\s?[:：|｜丨／/]\s?"
    rf"(?P<names>[{_HAN}]{{2,4}}(?:[ 　、][{_HAN}]{{2,4}}){{0,5}})"
    r"(?![\w，。]|\s?[:：|｜丨／/])"
)
"""A label with what may be names behind it: 剪辑：周海."""
_GAP = re.compile("[ 　、，]+")
_BELOW, _MOST = 8, 160
"""Lines below the text among which credits may stand, and characters of one at most."""


def unread_names(removals: Iterable[Removal], last: int, said: Masthead) -> Iterator[Removal]:
    """Find lines that left with the credits and name somebody whom no fact names.

    A label of writers or editors may have more behind it than was read, and another label may
    stand beside it.

    :param last: the last line of the text.
    :param said: what was read of the credits.
    """
    known = "".join((*said.authors, *said.editors, *said.photographers, said.publisher))
    for removal in removals:
        far = removal.line > last + _BELOW or len(removal.text) > _MOST
        if far or removal.reason not in _CREDITS:
            continue
        text = close_up(with_colons(removal.text))
        if any(name not in known for name in (*_behind_known(text), *_behind_others(text))):
            yield removal


def _behind_known(text: str) -> Iterator[str]:
    """Read words of the form of names behind labels of people; a town beside one is none."""
    found = list(labels_in(text))
    for label, after in zip(found, (*found[1:], None), strict=False):
        if field_of(label["label"]) in _PEOPLE:
            value = text[label.end() : after.start() if after else len(text)]
            parts = _GAP.split(value.strip("（()）[]【】 　"))
            yield from (part for part in parts if is_name(part) and part not in _nobodies())


def _behind_others(text: str) -> Iterator[str]:
    """Read names behind a label that is not known, nor one of whom to ask.

    Alone on its line, the dictionary must take each word for a name.
    """
    beside = any(field_of(label["label"]) in _PEOPLE for label in labels_in(text))
    for match in _LABELLED.finditer(text):
        names = _GAP.split(match["names"])
        label = match["label"]
        asked = field_of(label) or any_of("people", "asked").search(label)
        if not asked and all(is_name(x) and (beside or names_person(x)) for x in names):
            yield from names


def _nobodies() -> tuple[str, ...]:
    return words("masthead", "no_publishers")
