"""Lines that hold nothing but credits: names, what each did, where they work and report from.

Every page sets them another way: 周海、吴江╱連線報導, 圖/周海、文/吴江, 青河社区 周海供稿,
by 周海.  So a line is cut at its gaps and signs, and each piece must be one of these: a name, a
role (a label of the masthead, a post, a deed: 供稿, 報導), an organ, a place.  A role governs the
names behind it, or those before it where no role governs these yet.  Where a piece is anything
else, or a word of the dictionary stands for a name, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casebook.ingest.facts.credit_words import COLON, INSTITUTION, Token, tokens_of
from casebook.ingest.facts.publisher import is_publisher

_MOST = 90
"""Characters of a line at most."""
_BESIDE = re.compile(r"[/／╱∕|｜丨│┃―─—－–-]")
"""What stands between a paper or a place and its writer, where no gap does."""
_SETTLED = tuple("村镇鎮乡鄉道区區县縣市")
"""How a place ends that may stand in a row of places, names of hamlets behind it."""
_ORGAN = 4
"""Characters at least of an organ that stands before its writer with nothing else to say so."""
_HELD = {"organ", "paper", "place"}
"""Kinds of pieces that name nobody, and that a role may name: 圖/農業局提供."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line of writers says: the names, who takes pictures, and for which paper."""

    authors: tuple[str, ...]
    photographers: tuple[str, ...] = ()
    publisher: str = ""
    editors: tuple[str, ...] = ()
    strong: bool = False
    """Whether more than the form of the names says that it is one: a mark, a rank, a unit."""


@dataclass(slots=True)
class _Reading:
    """Who is named for what, and who still waits for a role."""

    named: dict[str, list[str]] = field(
        default_factory=lambda: {"author": [], "photographer": [], "editor": [], "artist": []}
    )
    waiting: list[Token] = field(default_factory=list)
    role: Token | None = None
    sure: bool = True
    """Whether each name is one beyond doubt, or stands behind a role that says so."""

    def give(self, names: list[Token], role: Token) -> None:
        """Give names to a role."""
        self.sure = self.sure and (role.is_told or all(name.sure for name in names))
        facts = ("author", "photographer") if role.fact == "both" else (role.fact,)
        for fact in facts:
            self.named[fact] += [name.word for name in names]


def read_credits(text: str) -> Byline | None:
    """Read a line that holds credits and nothing else; ``None`` where it does not.

    With a role the reading is strong; a name behind its organ alone is not, and the place of the
    line must say the rest.  Who only took a picture stands in its caption.
    """
    text = text.strip().rstrip("。")
    tokens = tokens_of(text) if len(text) <= _MOST and "。" not in text else []
    papers = [x.word for x in tokens if x.kind == "paper" and not x.word.startswith("本")]
    paper = papers[0] if papers else ""
    if paper and [x.kind for x in tokens] == ["paper", "report"]:
        # 青河社／新竹縣30日電, 青河新聞網／綜合報導
        apart = _BESIDE.search(tokens[0].gap) is not None
        sure = "日" in tokens[1].word or (apart and is_publisher(paper))
        return Byline((), publisher=paper, strong=True) if sure else None
    reading = _governed(tokens) if any(x.kind == "name" for x in tokens) else None
    if reading is None:
        return None
    named, waiting = reading.named, reading.waiting
    if waiting:
        strong = _is_beside(tokens)
        sure = bool(paper) or all(x.sure for x in waiting)
        names = tuple(x.word for x in waiting)
        return Byline(names, publisher=paper, strong=strong) if sure else None
    if not reading.sure or not named["author"]:
        return None
    people = (tuple(dict.fromkeys(named[x])) for x in ("author", "photographer", "editor"))
    authors, photographers, editors = people
    return Byline(authors, photographers, paper, editors, strong=not _is_bare(tokens))


def _is_bare(tokens: list[Token]) -> bool:
    """Whether names are told by one deed only, as in a sentence: 周海明 采写, 周海 报道."""
    kinds = [(x.kind, x.fact) for x in tokens]
    if kinds == [("name", ""), ("role", "author")]:
        return tokens[0].gap.isspace()
    told = {kind for kind, _ in kinds} <= {"name", "paper", "report"}
    return told and not any(x.word for x in tokens if x.kind == "report")


def _is_beside(tokens: list[Token]) -> bool:
    """Whether names stand behind an institution, or a sign parts them from their paper."""
    first = tokens[0]
    if first.kind == "organ" and first.gap.isspace() and INSTITUTION.fullmatch(first.word):
        return True
    return first.kind == "paper" and _BESIDE.search(first.gap) is not None


def _governed(tokens: list[Token]) -> _Reading | None:
    """Give each name to its role; ``None`` where a role has no name, or stands in between."""
    reading = _Reading()
    roles = 0
    for at, token in enumerate(tokens):
        if token.kind == "name":
            # Behind a name and a colon stands what he or she says.
            if re.search("[:：]", token.gap):
                return None
            if reading.role is None:
                reading.waiting.append(token)
            elif reading.role.fact == "unit":
                return None
            else:
                reading.give([token], reading.role)
        elif token.kind in {"role", "report"}:
            roles += 1
            if not _take(reading, token, tokens[at + 1 :]):
                return None
    # Names and nothing else are read by their form alone.
    beside = not roles and len(tokens) > len(reading.waiting)
    told = not reading.waiting or (beside and (_is_at_work(tokens) or _is_beside(tokens)))
    return reading if told else None


def _is_at_work(tokens: list[Token]) -> bool:
    """Whether names stand beside their paper or a place, or behind their organ and a gap."""
    first = tokens[0]
    organ = first.kind == "organ" and len(first.word) >= _ORGAN and first.gap.isspace()
    paper = "paper" in {first.kind, tokens[-1].kind}
    placed = tokens[-1].kind == "place" and _BESIDE.search(tokens[-2].gap)
    return paper or bool(placed) or (organ and not first.word.endswith(_SETTLED))


def _take(reading: _Reading, role: Token, behind: list[Token]) -> bool:
    """Let a role govern the names that wait for one, else those behind it.

    :returns: whether it governs anybody, or an organ.
    """
    if reading.waiting:
        if not role.is_behind or (role.kind == "role" and COLON.search(role.gap)):
            return False
        reading.give(reading.waiting, role)
        reading.waiting, reading.role = [], None
        return True
    ahead = next((x for x in behind if x.kind in {"name", "role", "report"}), None)
    if role.kind == "role" and ahead and ahead.kind == "name":
        reading.role = role
        return True
    if role.kind == "role" and behind and behind[0].kind in _HELD:
        reading.role = None
        return True
    # Behind those whom a post names stands once more that they report, or took the pictures.
    authors = reading.named["author"]
    placed = all(token.kind == "place" for token in behind)
    if not authors or role.fact not in {"author", "both"} or not placed:
        return False
    if role.fact == "both":
        reading.named["photographer"] += authors
    return True
