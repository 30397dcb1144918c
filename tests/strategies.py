"""Hypothesis strategies for records: any text that a record may hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from casebook.records import (
    Article,
    Kind,
    Level,
    Paragraph,
    Picture,
    Publish,
    Region,
    Script,
    Section,
    Source,
    Table,
    Theme,
    is_clean_line,
)

# What markup, templates, paths and terminals could misread.
HOSTILE = (
    "{include} ../../etc/passwd",
    "```{raw} html",
    ":::{danger}",
    ":::::",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](y.png)",
    "$x$ $$y$$",
    "`code` ``{{7*7}}``",
    "| a | b |",
    "# 標題",
    "## 改革背景",
    "- 一",
    "1. 一",
    "1) 一",
    "---",
    "***",
    "===",
    "> 引",
    "+++",
    "% 註",
    "(目標)=",
    "Table: 表",
    "\\",
    "\\# 一",
    "&lt;b&gt; &copy; &#65;",
    "*a* _b_ **c**",
    "{.x}",
    "{#y}",
    "改革背景 {measures}",
    "[^1]: 註",
    "註[^1]",
    "註[^]",
    "a\tb",
    ": 定義",
    "<https://example.org>",
    "\u202e反向\u202c",
    "零\u200b寬",
    "http://例子.com/?a=1&b=2",
    "{term}`放管服`",
    "|放管服|",
    "\"引\" '號' -- --- ...",
)

_CLEAN = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30
)

lines = (
    st.one_of(
        st.sampled_from(HOSTILE), _CLEAN, st.tuples(st.sampled_from(HOSTILE), _CLEAN).map("".join)
    )
    .map(str.strip)
    .filter(lambda text: text != "" and is_clean_line(text))
)
maybe = st.just("") | lines
themes = st.sampled_from(Theme)

numbers = st.lists(st.integers(1, 12), max_size=3, unique=True).map(tuple)
paragraphs = st.builds(Paragraph, lines, st.integers(0, 4), numbers)
pictures = st.builds(Picture, maybe, maybe, maybe)
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.lists(st.tuples(*[maybe] * width), min_size=1, max_size=3).map(tuple),
        st.booleans(),
        maybe,
        numbers,
    )
)
blocks = st.lists(paragraphs | pictures | tables, max_size=4).map(tuple)


def _sections(theme: Theme, depth: int) -> st.SearchStrategy[Section]:
    below = st.lists(_sections(theme, depth - 1), max_size=2).map(tuple) if depth else st.just(())
    return st.builds(Section, st.just(theme), lines, blocks, below)


sections = themes.flatmap(lambda theme: _sections(theme, 2))
# What stands above the first heading of the second level: text, and headings of the third.
_first = (
    st.builds(
        Section,
        st.just(Theme.BODY),
        st.just(""),
        blocks,
        st.lists(_sections(Theme.BODY, 1), max_size=2).map(tuple),
    )
    .filter(lambda section: bool(section.blocks))
    .map(lambda section: (section,))
)


def has_text(section: Section) -> bool:
    return bool(section.blocks) or any(map(has_text, section.sections))


bodies = (
    st.tuples(st.just(()) | _first, st.lists(sections, min_size=1, max_size=3).map(tuple))
    .map(lambda parts: parts[0] + parts[1])
    .filter(lambda result: any(map(has_text, result)))
)
sources = st.builds(
    Source,
    title=maybe,
    publisher=maybe,
    channel=maybe,
    published=st.sampled_from(("", "2024", "2024-07", "2024-07-30", "2024-07-30T15:36+08:00")),
    url=maybe | st.sampled_from(("https://example.org/a_b?c=1&copy=2", "javascript:alert(1)")),
    authors=st.lists(lines, max_size=2).map(tuple),
    editors=st.lists(lines, max_size=2).map(tuple),
    photographers=st.lists(lines, max_size=2).map(tuple),
    note=maybe,
    file=maybe,
    sha256=maybe,
    saved=st.sampled_from(("", "2024-07-30")),
    part=st.sampled_from(("", "1", "12")),
)
regions = st.none() | st.builds(Region, lines, st.sampled_from(("", "510100", "110000", "999999")))
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)

articles = st.builds(
    Article,
    slug=slugs,
    title=lines,
    script=st.sampled_from(Script),
    sections=bodies,
    kicker=maybe,
    subtitle=maybe,
    kind=st.sampled_from(Kind),
    field=maybe | st.sampled_from(("政務服務", "農村土地")),
    region=regions,
    level=st.none() | st.sampled_from(Level),
    years=st.sampled_from(("", "2014", "2014-2022")),
    sources=st.lists(sources, max_size=3).map(tuple),
    compiled=st.sampled_from(("", "2024", "2024-07-30")),
    suggested=st.lists(
        st.sampled_from(("field", "region", "level", "years", "slug")), max_size=5, unique=True
    ).map(tuple),
    keep=st.lists(lines, max_size=2).map(tuple),
    rights=maybe,
)

# With what a person adds, and what decides how much of an article is printed.
articles_of_people = st.builds(
    replace,
    articles,
    publish=st.none() | st.sampled_from(Publish),
    extra=st.lists(
        st.tuples(
            st.from_regex(r"x-[a-z]{1,8}", fullmatch=True),
            st.sampled_from(('"一"', '"12"', '["一", "二"]', '"a: b # c"', '{"a": "b"}')),
        ),
        max_size=3,
        unique_by=lambda pair: pair[0],
    ).map(tuple),
)
