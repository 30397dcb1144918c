"""The sample articles say what their fact sheets say: every figure, date and record field.

A figure is compared by value, so that 59.87萬, 598,700 and "0.5987 million" are the same, and
80%, 八成 and "80 per cent" are.  Shares are kept apart from counts: 5% does not vouch for 5人.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORDS = tomllib.loads((HERE / "numbers.toml").read_text("utf-8"))
_EXCEPTIONS = tomllib.loads((HERE / "exceptions.toml").read_text("utf-8"))
EXCEPTIONS, ELSEWHERE = _EXCEPTIONS["exception"], _EXCEPTIONS["elsewhere"]
ARTICLES = sorted(
    path for path in (ROOT / "articles").glob("*.md") if path.read_text("utf-8").startswith("---\n")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it measures: a count or a share (80%, 八成, 千分之一)."""

    value: Fraction
    share: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date of any exactness; 0 where the text does not say."""

    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure or a date as printed in an article, with its line in the file's body."""

    line: int
    text: str
    meaning: Figure | Day


def _any(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


HAN = "".join([*WORDS["digits"], *WORDS["powers"]])
POWER = "".join(WORDS["powers"])
AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
PERCENT = r"\s*(?:%|percentage points?|per cent|个百分点|個百分點)"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s*(?:-|–|—|至|到|to|and|、|和)\s*"
MONTH = _any(WORDS["months"])

CHINESE_DATE = re.compile(
    rf"(?P<y>{YEAR})年(?:(?P<m>\d\d?)月(?:(?P<d>\d\d?)日)?)?"
    r"|(?P<m2>\d\d?)月(?!度)(?:(?P<d2>\d\d?)日)?|(?P<d3>\d\d?)日"
    rf"|(?P<y2>(?<!\d){YEAR})(?={DASH}{YEAR}(?!\d))"
)
ISO_DATE = re.compile(rf"(?<!\d)({YEAR})-(\d\d)(?:-(\d\d))?(?!\d)")
ENGLISH_DATE = re.compile(
    rf"(?:(?<!\d)(?P<d>\d\d?)(?:-(?P<e>\d\d?))?\s+)?"
    rf"\b(?P<m>{MONTH})(?:-(?P<n>{MONTH}))?\b(?:\s+(?P<y>{YEAR})(?!\d))?"
)
BARE_YEAR = re.compile(rf"(?<![\d.,]){YEAR}(?!\d|[.,]\d|%)")
ARABIC = re.compile(
    rf"(?<![A-Za-z\d])(?P<n>{AMOUNT})(?![\d.]*(?:{_any(WORDS['measures']['not_before'])}))"
    rf"(?:\s?[多余餘来來]?(?P<han>[{POWER}]+))?"
    rf"(?:\s(?P<en>{_any(WORDS['english_scale'])})\b)?(?P<share>{PERCENT}|\sper thousand)?"
    r"(?P<tenths>[成折](?!立|交|为|為|员|員|功|本|果|效))?"
)
RANGE = re.compile(
    rf"(?<![\d.,])(?P<n>{AMOUNT})"
    rf"(?=\s*(?:to|and|-|or)\s*(?:{AMOUNT})(?P<unit>\s(?:million|billion)\b|{PERCENT}))"
)
HAN_SHARE = re.compile(rf"(?P<of>[{HAN}]+)分之(?P<n>[{HAN}]+)(?:[点點](?P<rest>[{HAN}]+))?")
HAN_TENTHS = re.compile(
    rf"(?<![{HAN}完构構形建])(?P<n>[{''.join(WORDS['digits'])}])"
    r"成(?!立|交|为|為|员|員|功|本|果|效|长|長)"
)
HAN_COUNT = re.compile(
    rf"(?<![{HAN}{''.join(WORDS['measures']['not_after'])}])(?P<n>[{HAN}]+)[多余餘来來]?"
    rf"(?!{_any(WORDS['measures']['not_before'])})"
    rf"(?:(?P<strong>{_any(WORDS['measures']['strong'])})|(?P<weak>{_any(WORDS['measures']['weak'])}))"
)
ENGLISH_COUNT = re.compile(
    rf"\b(?P<n>{_any(WORDS['english'])})\b(?:[ -](?P<en>{_any(WORDS['english_scale'])})\b)?",
    re.IGNORECASE,
)
ENGLISH_SHARE = re.compile(
    rf"(?:\b(?P<n>{_any(WORDS['english'])})[ -])?\b(?<!first )(?<!second )"
    rf"(?P<of>{_any(WORDS['english_share'])})s?\b",
    re.IGNORECASE,
)


def han_value(text: str) -> int:
    """Read a Chinese numeral: 二十一 is 21, 两万三千 is 23000, 二〇二〇 is 2020."""
    digits, powers = WORDS["digits"], WORDS["powers"]
    if all(char in digits for char in text):
        return int("".join(str(digits[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in digits:
            digit = digits[char]
        elif powers[char] < 10_000:
            section += (digit or 1) * powers[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * powers[char]
            section = digit = 0
    return total + section + digit


def _arabic(match: re.Match[str]) -> Figure:
    value = Fraction(Decimal(match["n"].replace(",", "")))
    for char in match["han"] or "":
        value *= WORDS["powers"][char]
    if match["en"]:
        value *= WORDS["english_scale"][match["en"]]
    if share := match["share"]:
        return Figure(value / (1000 if "thousand" in share else 100), share=True)
    if match["tenths"]:
        return Figure(value / 10, share=True)
    return Figure(value)


def _han_share(match: re.Match[str]) -> Figure:
    rest = "".join(str(WORDS["digits"][char]) for char in match["rest"] or "〇")
    value = Fraction(Decimal(f"{han_value(match['n'])}.{rest}"))
    return Figure(value / han_value(match["of"]), share=True)


def _is_date(year: str | None, month: str | None, day: str | None) -> Day:
    return Day(int(year or 0), int(month or 0), int(day or 0))


def _chinese_date(at: re.Match[str]) -> Day:
    return _is_date(at["y"] or at["y2"], at["m"] or at["m2"], at["d"] or at["d2"] or at["d3"])


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[re.Match[str]], str]:
    """Find all matches and return them with the text in which they are blanked out."""
    result = list(pattern.finditer(text))
    return result, pattern.sub(lambda match: "\x00" * len(match[0]), text)


def figures_of_line(line: str) -> Iterator[tuple[str, Figure | Day]]:
    """Yield every figure and date of a line of an article, as printed and by its value."""
    text = unicodedata.normalize("NFKC", line)
    dates, text = _take(CHINESE_DATE, text)
    yield from ((at[0], _chinese_date(at)) for at in dates)
    results, text = _take(ARABIC, text)
    yield from ((at[0], _arabic(at)) for at in results)
    results, text = _take(HAN_SHARE, text)
    yield from ((at[0], _han_share(at)) for at in results)
    results, text = _take(HAN_TENTHS, text)
    yield from ((at[0], Figure(Fraction(han_value(at["n"]), 10), share=True)) for at in results)
    yield from (("一半", Figure(Fraction(1, 2), share=True)) for _ in re.findall("一半", text))
    for at in HAN_COUNT.finditer(text):
        if (value := han_value(at["n"])) >= (2 if at["strong"] else 10):
            yield at[0], Figure(Fraction(value))


# The numbers of the sources at the end of a paragraph.
MARKS = re.compile(r"(?:\[\^\d+\])+$")


def figures_of_article(text: str) -> tuple[ArticleFigure, ...]:
    """Return the figures and dates of title (line 0) and body of an article file."""
    head, body = split(text)
    lines = [str(head["title"]), *(MARKS.sub("", line) for line in body.splitlines())]
    return tuple(
        ArticleFigure(number, printed, meaning)
        for number, line in enumerate(lines)
        for printed, meaning in figures_of_line(line)
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a fact sheet vouches for."""

    figures: frozenset[Figure]
    days: frozenset[Day]

    def supports(self, meaning: Figure | Day) -> bool:
        """Whether the sheet says this number, or a date at least as exact as this one."""
        if isinstance(meaning, Figure):
            return meaning in self.figures
        return any(_covers(day, meaning) for day in self.days) or (
            # "In June 2002 … visited (21 June)": one date in two places
            Day(meaning.year, meaning.month) in self.days
            and Day(0, meaning.month, meaning.day) in self.days
        )


def _covers(known: Day, asked: Day) -> bool:
    pairs = (
        (known.year, asked.year),
        (known.month, asked.month),
        (known.day, asked.day),
    )
    return all(want in (0, have) for have, want in pairs)


def read_sheet(text: str) -> Sheet:
    """Read the numbers and dates that a fact sheet gives, in whatever words."""
    text = re.sub(r"https?://\S+|\[S\d+\]|\bS\d+\b|^gbt2260:.*$", " ", text, flags=re.MULTILINE)
    text = unicodedata.normalize("NFKC", text)
    results, text = _take(CHINESE_DATE, text)
    days = {_chinese_date(at) for at in results}
    results, text = _take(ISO_DATE, text)
    days |= {_is_date(*at.groups()) for at in results}
    results, text = _take(ENGLISH_DATE, text)
    for at in results:
        for month in filter(None, (at["m"], at["n"])):
            days |= {
                Day(int(at["y"] or 0), WORDS["months"][month], int(day or 0))
                for day in (at["d"], at["e"] or at["d"])
            }
    results, text = _take(BARE_YEAR, text)
    days |= {Day(int(at[0])) for at in results}
    # "3 to 5 million", "40-60%": the first number has the unit of the second, or none
    spelt_out = RANGE.sub(r"\g<n>\g<unit>", text)
    figures = {_arabic(at) for each in (text, spelt_out) for at in ARABIC.finditer(each)}
    for at in ENGLISH_SHARE.finditer(text):
        count = WORDS["english"][at["n"].lower()] if at["n"] else 1
        figures.add(
            Figure(Fraction(count, WORDS["english_share"][at["of"].lower()]), share=True),
        )
    for at in ENGLISH_COUNT.finditer(text):
        scale = WORDS["english_scale"].get((at["en"] or "").lower(), 1)
        figures.add(Figure(Fraction(WORDS["english"][at["n"].lower()] * scale)))
    figures |= {Figure(Fraction(han_value(run))) for run in re.findall(rf"[{HAN}]+", text)}
    return Sheet(frozenset(figures), frozenset(days))


def unsupported(article: str, sheet: str) -> tuple[ArticleFigure, ...]:
    """Return the figures and dates of an article that its fact sheet does not vouch for."""
    known = read_sheet(sheet)
    return tuple(item for item in figures_of_article(article) if not known.supports(item.meaning))


def split(text: str) -> tuple[dict[str, Any], str]:
    """Split a file with YAML front matter into that and its body."""
    _, head, body = text.split("---\n", 2)
    return yaml.load(head, Loader=yaml.BaseLoader), body  # every value is text


def sheet_text(shared: Path, article: Path) -> str:
    """Return the fact sheet of the same slug, or skip."""
    path = shared / "facts" / article.name
    if not path.is_file():
        pytest.skip(f"no fact sheet for {article.stem}")
    return path.read_text("utf-8")


def excused(slug: str) -> set[str]:
    """Return the figures, as printed, that an article may have beyond its sheet."""
    return {exception["figure"] for exception in EXCEPTIONS if exception["slug"] == slug}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_figure_stands_in_the_sheet(path: Path, shared: Path) -> None:
    results = unsupported(path.read_text("utf-8"), sheet_text(shared, path))
    assert [result for result in results if result.text not in excused(path.stem)] == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_exception_is_needed(path: Path, shared: Path) -> None:
    results = unsupported(path.read_text("utf-8"), sheet_text(shared, path))
    assert excused(path.stem) <= {result.text for result in results}


def facts_of(sheet: str, numbers: Iterable[str]) -> str:
    """Return the lines of a fact sheet that name one of these sources."""
    marks = tuple(f"[S{number}]" for number in numbers)
    return "\n".join(line for line in sheet.splitlines() if any(mark in line for mark in marks))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_sources_of_a_paragraph_vouch_for_its_figures(path: Path, shared: Path) -> None:
    sheet = sheet_text(shared, path)
    _, body = split(path.read_text("utf-8"))
    excuses = {item["figure"] for item in ELSEWHERE if item["slug"] == path.stem}
    wrong = []
    for line in body.splitlines():
        if marks := MARKS.search(line):
            known = read_sheet(facts_of(sheet, re.findall(r"\d+", marks[0])))
            wrong += [
                printed
                for printed, meaning in figures_of_line(line[: marks.start()])
                if not known.supports(meaning)
            ]
    assert set(wrong) - excused(path.stem) == excuses


def test_exceptions_have_an_article_and_a_reason() -> None:
    every = [*EXCEPTIONS, *ELSEWHERE]
    assert {item["slug"] for item in every} <= {path.stem for path in ARTICLES}
    assert all(len(item["reason"].split()) > 3 for item in every)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_front_matter_agrees_with_the_sheet(path: Path, shared: Path) -> None:
    text = sheet_text(shared, path)
    head, _ = split(path.read_text("utf-8"))
    facts = {key: value.strip() for key, value in re.findall(r"^(\w+): (.*)$", text, re.MULTILINE)}
    assert head["region_code"] == facts["gbt2260"].strip('"')
    assert head["field"] == facts["field"]
    assert head["level"] == facts["level"]
    assert f"zh-{head['script']}" == facts["language_for_article"]
    assert head["kind"] == "digest"
    assert set(re.findall(YEAR, head["years"])) <= set(re.findall(YEAR, facts["years"]))
    for source in head["sources"]:
        assert source.get("url", "") in text
        assert source.get("published", "")[:4] in text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_digest_has_the_length_agreed_upon(path: Path) -> None:
    head, body = split(path.read_text("utf-8"))
    if head.get("kind") != "digest":
        pytest.skip("a publisher's own text is as long as it is")
    assert 1500 <= len(re.findall(r"[\u3400-\u9fff]", body)) <= 4000


# The comparison itself


def _article(line: str) -> str:
    return f"---\ntitle: 某縣改革\n---\n\n## 改革背景\n\n{line}\n"


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("598,700 persons (59.87萬人)", "人口59.87萬人。"),
        ("598,700 persons", "人口59.87万人。"),
        ("59.87萬人", "人口598700人，即598,700人。"),
        ("2.37 billion yuan", "信貸23.7億元。"),
        ("3 to 5 million visits", "300萬人次。"),
        ("an average of 40-60%", "平均為40%至60%。"),
        ("more than 4 million", "年超400多萬人次。"),
        ("80% of people", "八成農戶，即80%、８０％。"),
        ("21.1 per thousand", "千分之二十一點一。"),
        ("one eighth of the province, over half of the rest", "八分之一，其餘的一半。"),
        ("up 31 percentage points", "提高31個百分點。"),
        ("held 2024-05-21", "2024年5月21日，同年5月，當月21日。"),
        ("on 30-31 August 2016", "2016年8月30日至31日。"),
        ("In June 2002 he came (21 June)", "2002年6月21日。"),
        ("January-October 2024", "2024年1月至10月。"),
        ("from 2003 to 2004", "2003—2004年。"),
        ("three years running", "連續三年。"),
        ("twelve towns", "十二個鎮。"),
        (
            "nothing",
            "- 一是三項任務。兩個方面，第四輪，十分重要，數十年，二十世紀八十年代，20世紀80年代。",
        ),
    ],
)
def test_the_same_figure_in_other_words_is_supported(sheet: str, line: str) -> None:
    assert unsupported(_article(line), sheet) == ()


@pytest.mark.parametrize(
    ("sheet", "line", "results"),
    [
        ("598,700 persons", "人口59.78萬人。", ["59.78萬"]),
        ("598,700 persons", "人口59.87億人。", ["59.87億"]),
        ("5% of people", "共有5人。", ["5"]),
        ("5 people", "占5%。", ["5%"]),
        ("80% of people", "七成農戶。", ["七成"]),
        ("one eighth", "九分之一。", ["九分之一"]),
        ("in the first half of the year", "有一半。", ["一半"]),
        ("2024-05-21", "2024年5月22日。", ["2024年5月22日"]),
        ("May 2024", "2024年5月21日。", ["2024年5月21日"]),
        ("in 2024", "2024年5月。", ["2024年5月"]),
        ("3 March 2019 and 4 May 2020", "2019年5月。", ["2019年5月"]),
        ("10 km2, report S7", "共有2個，7個。", ["2", "7"]),
        ("three years running", "連續四年。", ["四年"]),
        ("twelve towns", "十三個鎮。", ["十三個"]),
        ("see https://example.org/2019/77.html", "共77個。", ["77"]),
    ],
)
def test_a_wrong_figure_is_found(sheet: str, line: str, results: list[str]) -> None:
    assert [item.text for item in unsupported(_article(line), sheet)] == results


def test_a_wrong_figure_in_the_title_is_found() -> None:
    article = "---\ntitle: 3項改革\n---\n\n## 改革背景\n"
    assert unsupported(article, "four") == (ArticleFigure(0, "3", Figure(Fraction(3))),)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_sheet_supports_its_own_number_and_no_other(number: int, other: int) -> None:
    sheet = f"a total of {number:,} persons"
    ten_thousands = Decimal(number).scaleb(-4)
    assert unsupported(_article(f"共計{number}人，即{ten_thousands:f}萬人。"), sheet) == ()
    if other != number:
        assert len(unsupported(_article(f"共計{other}人。"), sheet)) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("兩萬三千", 23_000),
        ("十二亿", 1_200_000_000),
        ("二〇二〇", 2020),
        ("萬", 10_000),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert han_value(text) == value
