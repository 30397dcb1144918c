"""Names behind a label in lines that left with the credits, which no fact of the article says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.causes import Cause
from casebook.ingest.facts.labels import field_of, labels_in, with_colons
from casebook.ingest.facts.masthead import Masthead
from casebook.ingest.facts.names import has_surname, is_name
from casebook.ingest.facts.people import close_up
from casebook.ingest.facts.posts import may_name_person, names_person
from casebook.ingest.lexicon import any_of, words
from casebook.records import Removal

_CREDITS = {
    *(Cause.HEAD, Cause.FOOT, Cause.CHROME, Cause.ABOVE),
    *(Cause.ADVERTISING, Cause.ALIEN, Cause.ISOLATED, Cause.STRANGE),
}
"""Why lines leave that may be credits; one that no list knows may go as foreign to the text."""
_PEOPLE = {"author", "editor", "photographer", "both"}
_HAN = "\u3400-\u9fff"
_LABELLED = re.compile(
    rf"(?<!\w)(?P<label>[{_HAN}]{{2,7}})\s?[:：|｜丨／/]\s?"
    rf"(?P<names>[{_HAN}]{{2,4}}(?:[ 　、][{_HAN}]{{2,4}}){{0,5}})"
    r"(?![\w，。]|\s?[:：|｜丨／/])"
)
"""A label with what may be names behind it: 剪辑：周海."""
_GAP = re.compile("[ 　、，]+")
_PEN_NAME = re.compile(
    r"(?=[a-z_.]*[aeiou])(?!admin|editor|root|test|user|web|system)[a-z_.]{3,20}"
)
"""A pen name in small letters, which may be the account of the site, too: 作者：hongye."""
_TOWN = ("镇", "鎮", "乡", "鄉", "村")
_BELOW, _MOST = 8, 160
"""Lines below the text among which credits may stand, and characters of one at most."""


def unread_names(
    removals: Iterable[Removal], last: int, said: Masthead, text: str
) -> Iterator[Removal]:
    """Find lines that left with the credits and name somebody whom no fact names.

    A label of writers or editors may have more behind it than was read, and another label may
    stand beside it.

    :param last: the last line of the text.
    :param said: what was read of the credits.
    :param text: of the article.
    """
    known = "".join((*said.authors, *said.editors, *said.photographers, said.publisher))
    for removal in removals:
        far = removal.line > last + _BELOW or len(removal.text) > _MOST
        if far or removal.reason not in _CREDITS:
            continue
        line = close_up(with_colons(removal.text))
        if any(x not in known for x in (*_behind_known(line, text), *_behind_others(line))):
            yield removal


def _behind_known(line: str, text: str) -> Iterator[str]:
    """Read words that may be names behind labels of people, and of a source.

    One that ends like that of a town is that of the town where the text speaks of it.
    """
    found = list(labels_in(line))
    for label, after in zip(found, (*found[1:], None), strict=False):
        field = field_of(label["label"])
        value = line[label.end() : after.start() if after else len(line)]
        parts = [x for x in _GAP.split(value.strip("（()）[]【】 　")) if x not in _nobodies()]
        if field in _PEOPLE:
            yield from (part for part in parts if is_name(part) or _PEN_NAME.fullmatch(part))
            yield from (x for x in parts if x.endswith(_TOWN) and has_surname(x) and x not in text)
        elif field == "source" and parts and is_name(parts[0]) and may_name_person(parts[0]):
            yield parts[0]


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
