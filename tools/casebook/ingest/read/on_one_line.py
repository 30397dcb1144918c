"""What stands on the line of a title beside it: the day of the page, the text, who wrote it."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.ingest.facts.labels import is_empty_label
from casebook.ingest.facts.lead import read_alone
from casebook.ingest.facts.masthead import is_masthead_line
from casebook.ingest.headings.title import is_no_title
from casebook.ingest.lexicon import is_button
from casebook.ingest.read.page import STEP, Page
from casebook.records import Line, Repair, Role

_DAY = re.compile(
    r"(?P<label>[A-Za-z]{2,12}[:：]?\s{1,2}|[\u3400-\u9fff]{2,6}[:：]\s?)?"
    r"(?P<day>(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)"
    r"(?:\s\d{1,2}:\d\d(?::\d\d)?)?)[\s　]+(?P<rest>\S.*)"
)
_LEAST = 8
"""Characters of the title behind it."""
_HAN = re.compile("[\u3400-\u9fff]")
_TITLED = re.compile(
    r"(?P<title>原(?:[标標][题題]|[题題])[:：]\s*[^。]{6,60}?)[\s　]+"
    r"(?=[\u3400-\u9fff]{1,6}(?:[讯訊电電]|消息|[记記]者)\s?[（(][^（()）]{2,60}[）)].*。)"
)
"""The title under which a text was first published, with the text behind it."""
_HEAD = 6
"""Lines at the head of saved text among which its title may stand again."""
_READING = re.compile(r"[（(][a-z\u00e0-\u01dc]+[）)]")
"""The reading of a word, with which mirrors are dense: 联盟(liánméng)."""
_FOLDED = re.compile(
    r"(?P<head>(?:展[开開]|查看|[阅閱][读讀])(?:剩余|剩餘|余下|餘下)\d{1,2}%\s*)(?=[^\s的])"
)
"""What a button asks to unfold; a share without such a word is of the text: 剩余20%的资金."""
_SHARED = re.compile(r"(?P<head>[^。：:]{8,60}?)分享[到至]\s?[:：]")
"""The button behind a title."""
_BRACKETED = re.compile(
    r"(?P<head>[^。\[【（(〔][^。]{7,59}?)\s*"
    r"(?=[\[【〔](?P<inner>[^\[\]【】〔〕]{2,16})[\]】〕]\s*$|[（(](?P<print>[列打]印[^（）()]{0,4})[）)]\s*$)"
)
"""The same in brackets: [打印本页]."""
_WHY_BUTTON = "a button is parted from the text on its line"
_WHY_CREDIT = "the title is parted from the credit on its line"
_WHY = "the day is parted from the title on its line"
_WHY_TITLE = "the first title is parted from the text on its line"


def part_day(page: Page) -> Page:
    """Part the day from what stands behind it on the first line of saved text, as a repair.

    Two signs: the day is as a program writes it, or has a label; and the rest is no part of a
    masthead, and could be the title or is a sentence.
    """
    line = page.lines[0] if page.lines else None
    found = _DAY.fullmatch(line.text) if line and line.role is Role.TEXT else None
    if line is None or found is None or not _stands_for_itself(found):
        return page
    day, rest = line.text[: found.start("rest")].rstrip(), found["rest"]
    repair = Repair(line.number, f"{day[-1]} {rest[0]}", f"{day[-1]} {rest[0]}", STEP, _WHY)
    lines = (replace(line, text=day), replace(line, text=rest), *page.lines[1:])
    return replace(page, lines=lines, repairs=(*page.repairs, repair))


def part_first_title(page: Page) -> Page:
    """Part the first title from the report behind it on its line, as a repair.

    Two signs: the label, and how reports begin: 原标题：某县修路 本报讯（记者周海）….
    """
    for at, line in enumerate(page.lines):
        found = _TITLED.match(line.text) if line.role is Role.TEXT else None
        if found is None:
            continue
        title, rest = found["title"], line.text[found.end() :]
        pair = f"{title[-1]} {rest[0]}"
        lines = (replace(line, text=title), replace(line, text=rest))
        repair = Repair(line.number, pair, pair, STEP, _WHY_TITLE)
        made = (*page.lines[:at], *lines, *page.lines[at + 1 :])
        return replace(page, lines=made, repairs=(*page.repairs, repair))
    return page


def part_credit(page: Page) -> Page:
    """Part the title from the credit glued to it where it stands again, as a repair.

    Two signs: the same line stands above, and what is behind it there names its writers, and
    says nothing else: 某镇推行街长制青河新闻 记者 周海.
    """
    for at in range(1, min(_HEAD, len(page.lines))):
        line, above = page.lines[at], [x.text for x in page.lines[:at] if len(x.text) >= _LEAST]
        title = max((x for x in above if line.text.startswith(x)), key=len, default="")
        rest = line.text[len(title) :].strip()
        if not (title and rest) or line.role is not Role.TEXT:
            continue
        if read_alone(_READING.sub("", rest)).is_empty:
            continue
        repair = Repair(
            line.number, title[-1] + rest[0], f"{title[-1]} {rest[0]}", STEP, _WHY_CREDIT
        )
        parted = (replace(line, text=title), replace(line, text=rest))
        lines = (*page.lines[:at], *parted, *page.lines[at + 1 :])
        return replace(page, lines=lines, repairs=(*page.repairs, repair))
    return page


def part_buttons(page: Page) -> Page:
    """Part a button from what it is glued to, as repairs: 展开剩余47%去年……, 街长制分享到：."""
    made: list[Line] = []
    repairs: list[Repair] = []
    for at, line in enumerate(page.lines):
        glued = _FOLDED.match(line.text) or (_behind_title(line.text) if at < _HEAD else None)
        if glued is None or line.role is not Role.TEXT:
            made.append(line)
            continue
        head, rest = line.text[: glued.end("head")].rstrip(), line.text[glued.end("head") :]
        repairs.append(
            Repair(line.number, head[-1] + rest[0], f"{head[-1]} {rest[0]}", STEP, _WHY_BUTTON)
        )
        made += (replace(line, text=head), replace(line, text=rest))
    return replace(page, lines=tuple(made), repairs=(*page.repairs, *repairs)) if repairs else page


def _behind_title(text: str) -> re.Match[str] | None:
    """Find the button behind a title."""
    if shared := _SHARED.fullmatch(text):
        return shared
    found = _BRACKETED.match(text)
    return found if found and is_button(found["inner"] or found["print"]) else None


def _stands_for_itself(found: re.Match[str]) -> bool:
    rest = found["rest"]
    label = (found["label"] or "").strip()
    program = not label and "年" not in found["day"]
    written = program or (bool(label) and (label.isascii() or is_empty_label(label)))
    titled = "。" in rest or not is_no_title(rest)
    return written and len(_HAN.findall(rest)) >= _LEAST and titled and not is_masthead_line(rest)
