"""Lines at the edges of a text that look like credits, and stay in it.

撰文：周海明, ■ 周海 文/摄, …。（刘明）, a name alone below the text: nobody was read from it, or it
stays although somebody was.  Nothing is cut: whoever adds the page decides.  One in brackets on a
line of its own is how the text itself closes; where all whom it names are recorded it is no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.ingest.clean.running import is_sentence
from casebook.ingest.facts.credit_words import Token, kinds_of
from casebook.ingest.facts.labels import field_of, labels_in, with_colons
from casebook.ingest.facts.names import is_name
from casebook.ingest.facts.posts import is_of_place
from casebook.problems import Code, Problem
from casebook.records import Line, Role, Source
from casebook.text import jieba
from casebook.text.simplified import to_simplified

_TEXT = {Role.TEXT, Role.BOLD, Role.ITEM, Role.HEADING}
_MOST, _BELOW = 40, 2
"""Characters of such a line, and lines below the first sentence where it may stand, at most."""
_SAID = re.compile("[。！？!?，,；;“”「」《》…]")
"""What a sentence has, and no credit."""
_WHOLE = re.compile(r"\s*[（(【\[〔][^（）()【】\[\]〔〕]{2,}[）)】\]〕]\s*")
_MARKED = re.compile(r"\s*[■□◆◇●○]\s*")
_BEHIND = re.compile(
    r"(?<=[。！？!?”」』…])\s*[（(【\[〔](?P<said>[^（）()【】\[\]〔〕。！？!?“”]{2,40})[）)】\]〕]\s*$"
)
"""A bracket behind the last sentence of a text."""
_WRITTEN, _NAMED = {"author", "editor", "both"}, {"name", "either"}
_GIVEN = re.compile("[\u3400-\u9fff]{2}(?:供|来|來|投)稿$")
"""An office that gives a text: 青河县委宣传部供稿."""
_SHOWN = 4
"""Lines that are named."""


def kept_credits(lines: Iterable[Line], source: Source, file: str) -> tuple[Problem, ...]:
    """Report lines that look like credits among those that stay.

    :param lines: what cleaning left of the page.
    :param source: the people who were read.
    """
    known = "".join((*source.authors, *source.editors, *source.photographers, source.publisher))
    found = dict(_credits([line for line in lines if line.role in _TEXT], known))
    if not found:
        return ()
    named = "; ".join([*found.values()][:_SHOWN])
    detail = f"(lines {', '.join(map(str, found))}: {named})"
    return (Problem(Code.CREDIT_KEPT, file, min(found), detail),)


def _credits(own: list[Line], known: str) -> Iterator[tuple[int, str]]:
    """Find such lines, and such brackets behind the last sentence, with the numbers of the lines.

    :param known: the names that were read, joined.
    """
    running = [at for at, line in enumerate(own) if is_sentence(line.text)]
    if not running:
        return
    first, last = running[0], running[-1]
    for at in (*range(first), *range(first + 1, min(first + 1 + _BELOW, last))):
        if _looks(own[at].text, known):
            yield own[at].number, own[at].text
    behind = _BEHIND.search(own[last].text)
    if behind and _names(kinds_of(behind["said"])):
        yield own[last].number, behind[0].strip()
    below = own[last + 1 :]
    above = "".join(line.text for line in own[: last + 1])
    alone = [x for x in below if _is_name_alone(x.text) and x.text not in above + known]
    for line in below:
        if _looks(line.text, known) or [line] == alone:
            yield line.number, line.text


def _is_name_alone(text: str) -> bool:
    """Whether a line is one name and nothing else, and no other word: 王晓明, but not 周末."""
    kinds = [piece.kind for piece in kinds_of(text)]
    plain = to_simplified(text)
    return kinds == ["name"] and is_name(text) and jieba.tag(plain) == [(plain, "nr")]


def _looks(text: str, known: str) -> bool:
    """Whether a line has nothing but a label of people with a value, or roles, organs and names."""
    plain = text.strip().rstrip("。")
    if len(plain) > _MOST or _SAID.search(plain):
        return False
    closed = with_colons(plain.strip("（()）[]【】"))
    label = next(labels_in(closed), None)
    valued = label and label.start() == 0 and field_of(label["label"]) in _WRITTEN
    pieces = kinds_of(plain)
    people = [x.word for x in pieces if x.kind in _NAMED]
    if label and valued and closed[label.end() :].strip():
        return True
    if _WHOLE.fullmatch(text):
        return _names(pieces) and not all(name in known for name in people)
    if _MARKED.match(text):
        return bool(people) and all(x.kind for x in pieces)
    return _names(pieces) and any(x.kind in {"role", "report"} for x in pieces)


def _names(pieces: list[Token]) -> bool:
    """Whether pieces name who wrote: people, or the office that gives a text.

    Not who took a picture, nor a village without any role: （王家庄）.
    """
    roles = {x.fact for x in pieces if x.kind in {"role", "report"}}
    if roles:
        return bool(roles & _WRITTEN) and any(x.kind in {*_NAMED, "organ", "paper"} for x in pieces)
    given = any(_GIVEN.search(x.word) for x in pieces)
    return given or any(x.kind in _NAMED and not is_of_place(x.word, is_name) for x in pieces)
