"""The forms of headings that the grammar of themes knows beside its nouns.

What is made of words stands in ``data/headings.toml``; here are signs, numbers and counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from casebook import resources
from casebook.records import Theme
from casebook.text.simplified import to_simplified

CLOSING = " 　:：。.、，,;；-—…【】[]〔〕〖〗「」『』“”<>＜＞■●◆▲★☆◎○□▪•*#▏▎▍▌▋▊❙◇△▼▽☞➤►▶❖✦※"
CONTINUED = re.compile(r"[:：]|——|--|──|[ 　]|[—－-](?=\D)|[|｜]")
LABELLED = re.compile("[:：]|——|──|--")
JOINED = re.compile(
    r"以及|(?<![参给赋])与(?![否会])|(?<![共温调饱缓祥随])和(?![谐睦解美平气])"
    r"|(?<![普涉惠波触顾企])及(?![时早格])|[暨、/／&]|并(?=[^存])"
)
"""What joins parts of a heading; not within a word: 参与, 和谐, 普及."""
COUNT = re.compile(r"[一二三四五六七八九十百几多\d]{1,3}(?:大|项|个|条|点|方面|步|种|招|化|步走)?")
PLACE = re.compile(r"[\u3400-\u9fff]{1,6}(?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区)")
STOPS = re.compile("[，。！？；]")
POINT = re.compile("[一二三四五六七八九十]是")
DATED = re.compile(
    r"(?:(?:(?:19|20)\d\d|1[01]\d)\s?年(?:度|以来|[以之]?[前后]的?)?|(?:(?:19|20)\d\d\s?年)?\s?\d{1,2}(?:\s?[-—~至到]\s?\d{1,2})?\s?月(?:份|以来)?"
    r"|[今去前]年(?:以来)?|[上下]半年|第?[一二三四]季度)(?=[\u3400-\u9fff])"
)
"""The time that a heading speaks of, before its nouns: 1-11月工作情况."""
_NAMED = re.compile("^[^，,]*的[^的，,。]{1,6}。$")
"""A sentence of one clause with a noun at its end, behind what is said of it."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The words and patterns of ``data/headings.toml``; what each is for stands there."""

    doing: re.Pattern[str]
    verbs: re.Pattern[str]
    short_verbs: re.Pattern[str]
    no_subject: re.Pattern[str]
    solved: re.Pattern[str]
    renewed: re.Pattern[str]
    stated: re.Pattern[str]
    grasped: re.Pattern[str]
    rules: re.Pattern[str]
    none: re.Pattern[str]
    frame: frozenset[str]
    matters: tuple[str, ...]
    origins: frozenset[str]
    deeds: frozenset[str]
    yields: dict[str, Theme]
    """Nouns of two minds, and the theme of a joined noun that decides for them."""
    frames: frozenset[str]
    lacks: frozenset[str]
    profile: frozenset[str]
    writers: frozenset[str]
    also_modifiers: frozenset[str]
    improved: frozenset[str]
    naming: frozenset[str]
    named: tuple[str, ...]
    sure: frozenset[str]
    asked: tuple[tuple[re.Pattern[str], Theme, bool], ...]
    """Each with its theme, and whether it is read only where no verb opens the heading."""
    question: re.Pattern[str]
    """Any of those that are asked: few headings are one."""

    def opens_with_verb(self, text: str) -> bool:
        """Whether a heading begins with a verb: it has no subject, and often an object."""
        return bool(self.doing.match(text) or self.verbs.match(text))

    def asks(self, text: str) -> Theme | None:
        """Return the theme of a heading that is a question (为什么要改)."""
        if not self.question.fullmatch(text):
            return None
        opened = self.opens_with_verb(text)
        fit = (
            theme
            for form, theme, subject in self.asked
            if form.fullmatch(text) and not (subject and opened)
        )
        return next(fit, None)

    def is_rule(self, sentence: str) -> bool:
        """Whether a sentence says what holds, from when, for whom: no heading does.

        What says so of a noun at its end names that: 取消…不得提取的限制。
        """
        plain = to_simplified(sentence)
        return bool(plain.endswith("。") and self.rules.search(plain) and not _NAMED.search(plain))


@resources.cached
def forms() -> Forms:
    """Read the words and patterns of headings."""
    data: dict[str, Any] = resources.toml("headings.toml")

    def any_of(key: str) -> re.Pattern[str]:
        return re.compile("|".join(data[key]))

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key])

    return Forms(
        doing=any_of("doing"),
        verbs=any_of("verbs"),
        short_verbs=re.compile(f"(?!{'|'.join(data['no_short_verbs'])})[{data['short_verbs']}]"),
        no_subject=any_of("no_subject"),
        solved=any_of("solved"),
        renewed=any_of("renewed"),
        stated=any_of("stated"),
        grasped=any_of("grasped"),
        rules=any_of("rules"),
        none=any_of("none"),
        frame=words("frame"),
        matters=tuple(data["matters"]),
        origins=words("origins"),
        deeds=words("deeds"),
        yields={word: Theme(name) for name, found in data["yields"].items() for word in found},
        frames=words("frames"),
        lacks=words("lacks"),
        profile=words("profile"),
        writers=words("writers"),
        also_modifiers=words("also_modifiers"),
        improved=words("improved"),
        naming=words("naming"),
        named=tuple(data["naming"]),
        sure=words("sure"),
        asked=tuple(
            (
                re.compile("|".join(entry["patterns"])),
                Theme(entry["theme"]),
                entry.get("subject", False),
            )
            for entry in data["asked"]
        ),
        question=re.compile("|".join(x for entry in data["asked"] for x in entry["patterns"])),
    )
