"""What a division sets up for one task: 加装电梯工作领导小组, 改厕办."""

from __future__ import annotations

import re

from casebook.knowledge.named_bodies import listed
from casebook.knowledge.office_names import Office
from casebook.knowledge.tagging import tokens

_OFFICE_OF_TASK = (
    "(?!中联)[一-鿿]{2,3}办(?=副?主任|(?:有关|相关)?负责人|工作人员|联合|会同|牵头|印发|下发)"
)
_TASK_OFFICE = re.compile(f"(?:[一-鿿]{{1,4}}?(?:镇|乡|街道))?{_OFFICE_OF_TASK}")
"""After the name of a place: 青山县|改厕办主任, 青山县|东街街道旧改办主任."""
_GROUP = re.compile(
    f"[一-鿿]{{4,20}}?(?:领导小组|领导组|指挥部|工作专班)(?:办公室)?|{_OFFICE_OF_TASK}"
)
"""After 县 or 市, what is set up for one task: 区加装电梯工作领导组, 县改厕办|主任."""


def task_office_at(folded: str, at: int) -> Office | None:
    """Return the office for one task right after the name of a place: 青山县|改厕办|主任."""
    match = _TASK_OFFICE.match(folded, at)
    return Office("government", match[0], at, match.end()) if match else None


def group_at(folded: str, level: re.Match[str]) -> Office | None:
    """Return what a division has set up for a task, right after the word for its level."""
    match = _GROUP.match(folded, level.end())
    words = [token.word for token in tokens(folded, level.start(), match.end())] if match else []
    if not match or words[0] != level[0]:
        return None  # 市场|监管工作领导小组
    if any(word in (match[0] if len(word) > 1 else words) for word in listed("not_inside")):
        return None  # 县|建立健全河湖长制工作领导小组; but 国有企业
    return Office("government", match[0], level.start(), match.end())
