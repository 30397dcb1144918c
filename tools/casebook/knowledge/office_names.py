"""Offices of government and party by their words: 民政局, 发改委, 人大常委会, 政务服务中心."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook import resources
from casebook.knowledge.regions import full_codes
from casebook.text.fold import fold


@dataclass(frozen=True, slots=True)
class Office:
    """An office named at a place of a text.

    ``rest`` is its full name without the place: 发展和改革委员会, 人民政府, 委.
    """

    kind: str
    rest: str
    start: int
    end: int

    def full(self, place: str) -> str:
        """Return the full name with a place: 中共武平县委, 山西省林业和草原局."""
        committee = self.kind == "party" and self.rest.startswith(("委", "党委"))
        rest = _court(place, self.rest) if self.kind == "court" and place else self.rest
        return ("中共" if committee and place else "") + place + rest


_COURTS = {"中院": "中级人民法院", "高院": "高级人民法院"}
_COURT_OF_LEVEL = {"0000": "高级人民法院", "00": "中级人民法院", "": "人民法院"}
"""By the end of the code of a division: of a province, of a prefecture, of a county."""


def _court(place: str, rest: str) -> str:
    """Return the full name of a court by whose it is: 江苏省|法院 is 江苏省高级人民法院.

    Before a name that several divisions have stands its city (南京市鼓楼区).
    """
    if rest != "法院":
        return _COURTS.get(rest, rest)
    known = full_codes()
    own = [place[at:] for at in range(len(place)) if not at or place[:at] in known]
    codes = next((known[name] for name in own if name in known), ())
    ends = {next(end for end in _COURT_OF_LEVEL if code.endswith(end)) for code in codes}
    if len(ends) != 1 or codes[0].startswith(_NOT_OF_MAINLAND):
        return rest
    return _COURT_OF_LEVEL[ends.pop()]


_NOT_OF_MAINLAND = ("71", "81", "82")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(fold(w)) for w in words}, key=lambda w: (-len(w), w)))


class Offices:
    """The patterns of the offices."""

    def __init__(self) -> None:
        data = resources.toml("organisations.toml")
        made = data["departments"]
        self._short = {fold(short): fold(full) for short, full in made["short"].items()}
        for full in made["full"]:  # 规划自然资源局 is 规划和自然资源局
            self._short.setdefault(fold(full).replace("和", "", 1), fold(full))
        self.cores = frozenset((*map(fold, made["full"]), *self._short))
        """What departments are of: 财政, 发改."""
        self._whole = {fold(short): fold(full) for short, full in made["whole"].items()}
        core = _either(self.cores)
        self.bare = re.compile(f"(?P<core>{core})(?P<ending>{_either(made['endings'])})")
        self._kinds = [
            (kind, re.compile(_either(words))) for kind, words in data["offices"].items()
        ]
        self._kinds.append(("party", _OF_REGION))
        parts = data["services"]
        self._service = re.compile(
            f"(?:{_either(parts['core'])})(?:{_either(parts['endings'])})"
            f"|(?:{core})(?:事业|产业)?(?:发展|事务|促进)(?:服务)?中心"  # 林业发展中心
        )

    def department(self, folded: str, at: int) -> Office | None:
        """Return the department at a place (发改委), with its full name (发展和改革委员会)."""
        match = self.bare.match(folded, at)
        if not match or self._goes_on(folded, match.end()):
            return None
        if whole := self._whole.get(match[0]):
            return Office("government", whole, match.start(), match.end())
        core = self._short.get(match["core"], match["core"])
        ending = match["ending"]
        if ending == "委":
            ending = "委员会"
        elif ending == "办":
            ending = "办公室"
        if core.endswith("管理") and ending.startswith("管理"):
            ending = ending.removeprefix("管理")
        return Office("government", core + ending, match.start(), match.end())

    def office(self, folded: str, at: int) -> Office | None:
        """Return the longest office at a place: a department, a committee, a service."""
        result = [
            item for item in (self.department(folded, at), self._service_at(folded, at)) if item
        ]
        for kind, pattern in self._kinds:
            match = pattern.match(folded, at)
            while match and self._goes_on(folded, match.end()):  # 市政府|办理
                match = pattern.match(folded, at, match.end() - 1)
            if match:
                rest = re.sub("^(?=政府|检察院$)", "人民", match[0])
                result.append(Office(kind, re.sub("府办$", "府办公室", rest), at, match.end()))
        return max(result, key=lambda entry: entry.end, default=None)

    def _service_at(self, folded: str, at: int) -> Office | None:
        match = self._service.match(folded, at)
        return Office("government", match[0], at, match.end()) if match else None

    @staticmethod
    def _goes_on(folded: str, end: int) -> bool:
        """Whether a longer word goes on: 民政局面, 市委员, 人大代表 (a person), 市政府办理."""
        if folded.startswith("代表", end) and folded.endswith("委会", 0, end):
            return False  # 人大常委会|代表工委
        if folded[end - 1] == "办" and folded.startswith(_AFTER_BAN, end):
            return True
        return folded.startswith(_LONGER, end) and not folded.startswith(_NOT_LONGER, end)


_OF_REGION = re.compile("(?<=自治区)党委(?:办公厅|组织部|宣传部|统战部|政法委|政研室|网信办|党校)?")
"""The committee of the party of an autonomous region; those of provinces are 省委."""
_TERM = re.compile("第?[一二三四五六七八九十]{1,3}届")
_TOWN = re.compile("(?![市县区])[一-鿿]{2,4}?(?:镇|乡|街道)(?!人民政府)")
_AFTER_BAN = ("理", "事", "学", "案", "结", "好", "成", "件", "法", "税", "证")
_NOT_LONGER = ("面前", "面向", "面对", "面临")
"""教育局|面前 is no 局面."""
_LONGER = ("面", "势", "限", "托", "派", "屈", "员会", "代表", "系统", "采购", "购买", "性", "联盟")


@resources.cached
def offices() -> Offices:
    """Return the patterns of the data files."""
    return Offices()


def office_at(folded: str, at: int) -> Office | None:
    """Return the longest office whose words begin at a place of a text.

    A term (第十五届) may stand before it, a township too (黄闸湾镇社会治安综合治理中心).
    """
    if office := offices().office(folded, at):
        return office
    if term := _TERM.match(folded, at):
        office = offices().office(folded, term.end())
        return replace(office, start=at) if office else None
    if town := _TOWN.match(folded, at):
        office = offices().office(folded, town.end())
        return replace(office, rest=town[0] + office.rest, start=at) if office else None
    return None
