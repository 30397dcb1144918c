"""Departments in a row: 省发展改革委、财政厅, and 发改委、卫生局 of the article's region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.knowledge.body_owners import ROW, division_name, whose_body
from casebook.knowledge.named_bodies import FoundBody
from casebook.knowledge.office_names import Office, office_at, offices
from casebook.knowledge.regions import lineage
from casebook.knowledge.tagging import tokens
from casebook.knowledge.taiwan import TAIWAN
from casebook.text import jieba

LEVELS = "省市县区州旗"
BEFORE_LEVEL = 4
"""Characters before 市 that are cut into words with it: 台北市政府 is not 市政府."""
UNNAMED = re.compile("[A-Za-z×](?=自治区|[省市县区州旗])")
"""D市, F省: a place whose name the text keeps back; that of the article is another."""
_TOGETHER = "会同"
"""县农业局会同|县财政局: together with, which the dictionary reads as 会同县."""
_PAIR = 2
"""A row has two departments at least."""


def find_rows_of_bodies(
    folded: str, results: Sequence[FoundBody], home: str
) -> Iterator[FoundBody]:
    """Find departments in a row: 省发展改革委、财政厅, and 发改委、卫生局 of the region."""
    known = {result.start for result in results}
    for body in results:
        whose = whose_body(body)
        at = body.end
        while whose and (join := ROW.match(folded, at)):
            start = join.end()
            level = folded[start : start + 1]
            if level in LEVELS and whose.endswith(level):  # 无锡市委办公室和市政府办公室
                office = office_at(folded, start + 1)
            else:
                office = offices().department(folded, start)
            if not office or start in known:
                break
            yield FoundBody(office.full(whose), office.kind, start, office.end, relative=True)
            at = office.end
    # The divisions of Taiwan are not in the table, and its province has no departments.
    if home and home != TAIWAN and not UNNAMED.search(folded):
        yield from _find_bare_rows(folded, home)


def _find_bare_rows(folded: str, home: str) -> Iterator[FoundBody]:
    """Find rows of two departments at least, without any place: 发改委、卫生局、财政局等."""
    at = 0
    while match := offices().bare.search(folded, at):
        row: list[Office] = []
        start = match.start()
        while office := offices().department(folded, start) or _court(folded, start):
            row.append(office)
            join = ROW.match(folded, office.end)
            if not join:
                break
            start = join.end()
        at = max(match.end(), row[-1].end if row else 0)
        of_level = folded[max(0, match.start() - 1) : match.start()] in tuple(LEVELS)
        whole = begins(folded, match.start()) and not of_longer_name(folded, match.start())
        # 教委、公安分局、财政局 are those of the districts of a city.
        below = any(office.rest.endswith("分局") for office in row)
        if len(row) < _PAIR or of_level or below or not whole:
            continue
        for office in row:
            province = office.rest.endswith("厅")
            whose = lineage(home)[0].code if province else home
            name = office.full(division_name(whose))
            yield FoundBody(name, office.kind, office.start, office.end, relative=True)


def _court(folded: str, at: int) -> Office | None:
    """Return the court or procurators in a row of departments: 司法局、法院、民政局."""
    match = re.compile("(?P<name>法院|检察院)(?=[、和与及等])").match(folded, at)
    if not match:
        return None
    return Office("court", match["name"].replace("检", "人民检"), at, match.end())


def of_longer_name(folded: str, at: int) -> bool:
    """Whether the name of an office goes on before a place: 财政|国资局, 商务|金融局."""
    before = [item for item in tokens(folded, max(0, at - BEFORE_LEVEL), at) if item.end == at]
    return bool(before) and (before[0].word in offices().cores or before[0].word in _IN_OFFICES)


_IN_OFFICES = frozenset(("规划", "环境", "生态环境", "电子"))
"""Words of names of offices that are no department by themselves: 规划|自然资源分局."""


def begins(folded: str, at: int) -> bool:
    """Whether a word can begin at a place: not at the 市 of 台北市 or of 城市."""
    if folded.endswith(_TOGETHER, 0, at):
        return True
    floor = max(0, at - BEFORE_LEVEL)
    cut = floor
    for word in jieba.cut(folded[floor : at + 1]):
        if cut == at:
            return True
        cut += len(word)
    return at == floor
