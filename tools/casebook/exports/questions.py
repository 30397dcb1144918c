"""Five questions that are worth asking of the data, with the code that asks them.

They stand on the page about the data of each site and in ``docs/project/data.md``; the
code is SQL for ``casebook.sqlite``.  On the page its words are printed in the script of the
edition, as those of the data are; the documentation, which belongs to no edition, has them in
both scripts (:func:`in_both_scripts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.records import Script
from casebook.text.catalogue import N_
from casebook.text.editions import standard
from casebook.text.printer import Printer

_NAME = re.compile(r"= '([\u3400-\u9fff]+)'")
_PHRASE = re.compile(r"""MATCH '"([^"]+)"'""")


@dataclass(frozen=True, slots=True)
class Question:
    """A question in Traditional Chinese and in English, and the SQL that answers it."""

    asked: str
    english: str
    sql: str


QUESTIONS = (
    Question(
        N_("哪些案例說時間縮短了，從多久縮到多久？（即「數字」頁的「省下的時間」）"),
        "Which cases say that something takes less time, from how long to how long? (省下的時間 "
        "on the page of figures)",
        """\
SELECT case_title, measured, base, value, unit, sentence FROM indicators
WHERE family = 'time' AND (value < base OR kind IN ('decrease', 'decrease-to'))
ORDER BY base IS NULL, value / base;""",
    ),
    Question(
        N_("哪些文件在哪裡被引用，那些改革從哪一年開始？"),
        "Which documents are cited where, and in which years did those reforms begin?",
        """\
SELECT policy_title, case_title, region_name, first_year, paragraph FROM citations
ORDER BY policy_title, first_year, case_title;""",
    ),
    Question(
        N_("一個領域裡具體做了什麼？"),
        "What exactly was done in one field?",
        """\
SELECT p.case_title, p.id, p.text FROM paragraphs AS p JOIN cases AS c ON c.slug = p."case"
WHERE c.field_name = '政務服務' AND p.theme = 'measures' AND p.kind = 'paragraph'
ORDER BY c.first_year, p."case", p.number;""",
    ),
    Question(
        N_("一個詞（三個字以上）在各省的案例裡出現在多少段？"),
        "In how many paragraphs does a phrase of three characters or more stand, by province?",
        """\
SELECT coalesce(place.name, c.region_name) AS province, count(*) AS paragraphs
FROM paragraphs_text AS t JOIN paragraphs AS p ON p.rowid = t.rowid
JOIN cases AS c ON c.slug = p."case"
LEFT JOIN places AS place ON place.code = substr(c.region, 1, 2) || '0000'
WHERE paragraphs_text MATCH '"政務服務"'
GROUP BY province ORDER BY paragraphs DESC, province;""",
    ),
    Question(
        N_("哪些數字有年份而沒有指標，需要人去讀原句？"),
        "Which figures have a year but no label, so that a person should read their sentences?",
        """\
SELECT case_title, paragraph, text, year, sentence FROM indicators
WHERE measured = '' AND year IS NOT NULL ORDER BY "case", id;""",
    ),
)


def in_both_scripts(sql: str) -> str:
    """Return SQL that has the answer in the database of every edition.

    :param sql: of a :class:`Question`: names in it are compared with ``=``, phrases are
        searched for with ``MATCH``, both in Traditional Chinese.
    """

    def simplified(word: str) -> str:
        return Printer(standard(Script.HANS)).interface(word)

    names = _NAME.sub(lambda match: f"IN ('{match[1]}', '{simplified(match[1])}')", sql)
    return _PHRASE.sub(lambda match: f'MATCH \'"{match[1]}" OR "{simplified(match[1])}"\'', names)
