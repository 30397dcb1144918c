"""What a person can read is read: front matter and bodies as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.library import dump, parse, read_article
from casebook.library.forms import canonical_value
from casebook.problems import Code, Problem, Severity
from casebook.records import Article, Level, Picture, Publish, Source

FILE = "---\ntitle: 題\nscript: Hans\n{}\n---\n\n## 改革背景\n\n一段。\n"


def _read(more: str) -> tuple[Article, tuple[Problem, ...]]:
    article, problems = parse(FILE.format(more), "a", "a.md")
    assert article, problems
    return article, problems


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("years", "2015年-2022年", "2015-2022"),
        ("years", "2015—2022", "2015-2022"),
        ("years", "2015年至2022年", "2015-2022"),
        ("years", "２０１５～２０２２", "2015-2022"),
        ("years", "2015年", "2015"),
        ("years", "2020年9月—2023年6月", "2020-2023"),
        ("years", "2020.9-2023.6", "2020-2023"),
        ("years", "2020年9月1日至2021年3月5日", "2020-2021"),
        ("years", "2020年上半年至2021年底", "2020-2021"),
        ("years", "民國109年至民國112年", "2020-2023"),
        ("years", "二〇二〇年", "2020"),
        ("years", "2020年9月至今", "2020"),
        ("years", "2014-2014", "2014-2014"),
        ("years", "2014-16", "2014-16"),
        ("years", "2022年-2014年", "2022-2014"),
        ("level", "县级", "county"),
        ("level", "省級", "province"),
        ("published", "2022年9月5日", "2022-09-05"),
        ("published", "2024/7/30", "2024-07-30"),
        ("published", "2024.7.30", "2024-07-30"),
        ("published", "2024-7-3", "2024-07-03"),
        ("published", "2024-07-30 15:36", "2024-07-30T15:36"),
        ("published", "2024年7月", "2024-07"),
        ("published", "2024年", "2024"),
        ("compiled", "２０２４年７月３０日", "2024-07-30"),
        ("script", "简体", "Hans"),
        ("kind", "編寫", "digest"),
        ("publish", "节录", "excerpt"),
        ("region_code", "330782000000", "330782"),
        # In form already, or in none that can mean one thing only.
        ("years", "2014-2022", "2014-2022"),
        ("years", "十三五以來", "十三五以來"),
        ("published", "2024-07-30", "2024-07-30"),
        ("published", "30/7/2024", "30/7/2024"),
        ("level", "某級", "某級"),
        ("region_code", "330782", "330782"),
        ("title", "2015年", "2015年"),
    ],
)
def test_values(key: str, written: str, read: str) -> None:
    assert canonical_value(key, written) == read


@pytest.mark.parametrize("years", ["2020年9月至今", "2020年以来", "2020年起", "2020—", "2020-现在"])
@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("compiled: 2023-05", "-2023"),
        ("sources:\n- published: 2021-02-03\n- published: 2022年7月", "-2022"),
        ("sources:\n- published: 2020-12-01", ""),
        ("sources:\n- publisher: 某報", ""),
    ],
)
def test_until_now_is_until_the_article_was_written(years: str, said: str, last: str) -> None:
    article, problems = _read(f"years: {years}\n{said}")
    assert article.years == f"2020{last}"
    # A person sees what was read.
    shown = [item.detail for item in problems if item.code is Code.FORM_READ]
    assert f"`years: 2020{last}`" in shown


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("field：政務服務", {"field": "政務服務"}),
        ("field:政務服務", {"field": "政務服務"}),
        ("field ： 政務服務", {"field": "政務服務"}),
        ("領域：政務服務", {"field": "政務服務"}),
        ("level: 县级", {"level": Level.COUNTY}),
        ("kicker: 安吉: 探索", {"kicker": "安吉: 探索"}),
        ("kicker: 己縣：試驗: 二期 #1", {"kicker": "己縣：試驗: 二期 #1"}),
        ('kicker: "空气"变"黄金"', {"kicker": '"空气"变"黄金"'}),
        ("kicker: 'it''s' 与 it's", {"kicker": "'it''s' 与 it's"}),
        ("keep: 于、发", {"keep": ("于", "发")}),
        ("publish: 節錄", {"publish": Publish.EXCERPT}),
        ("sources:\n- publisher：某報\n\tpublished：2024年7月30日", None),
        ("sources:\n- publisher: 某報\n  作者: 张三、李四", None),
        ("sources:\n- publisher: 某報\n  authors:\n  - 张三、李四", None),
    ],
)
def test_lines(line: str, read: dict[str, object] | None) -> None:
    article, problems = _read(line)
    assert {problem.code for problem in problems} == {Code.FORM_READ}
    assert all(item.line > 3 for item in problems)
    if read is None:
        (source,) = article.sources
        assert source.publisher == "某報"
        assert source.published == "2024-07-30" or source.authors == ("张三", "李四")
    else:
        assert {key: getattr(article, key) for key in read} == read
    # What is written again is in form and says the same.
    assert parse(dump(article), "a", "a.md") == (article, ())


@pytest.mark.parametrize(
    "lines",
    [
        "field: 政務服務",
        "title2: 'x",
        "kicker: 'a: b'",
        "kicker: a:b",
        "sources:\n- url: http://a.cn/",
    ],
)
def test_what_is_in_form_is_read_without_a_word(lines: str) -> None:
    if lines.startswith("title2"):
        assert parse(FILE.format(lines), "a", "a.md")[0] is None  # never closed: no guess
        return
    assert _read(lines)[1] == ()


def test_keys_of_a_person_are_kept() -> None:
    article, problems = _read(
        "topics: [水, 電]\nchecked: 待查\n主筆：某人\nsources:\n- publisher: 某報\n  page: 第3版"
    )
    assert [entry.code for entry in problems].count(Code.KEY_UNKNOWN) == 4
    assert not any(item.code.severity is Severity.ERROR for item in problems)
    assert dict(article.extra) == {"topics": '["水", "電"]', "checked": '"待查"', "主筆": '"某人"'}
    assert article.sources == (Source(publisher="某報", note="page: 第3版"),)
    again, problems = parse(dump(article), "a", "a.md")
    assert again == article
    assert {problem.code for problem in problems} == {Code.KEY_UNKNOWN}


@pytest.mark.parametrize(
    "line", ["備註：待查", "备注: 待查", "note: 待查", "keywords: [水, 電]", "按語：此文有兩版"]
)
def test_a_remark_is_kept_and_nothing_is_said_of_it(line: str) -> None:
    article, problems = _read(line)
    assert len(article.extra) == 1
    assert Code.KEY_UNKNOWN not in {problem.code for problem in problems}
    assert parse(dump(article), "a", "a.md")[0] == article


@pytest.mark.parametrize("name", ["竹林(1).jpg", "新 建 图.png", "a(2) (1).jpeg"])
def test_pictures_with_names_as_windows_gives_them(name: str) -> None:
    text = FILE.format("field: 政務服務") + f'\n![竹林]({name} "某局供圖")\n\n![竹林]({name})\n'
    article, problems = parse(text, "a", "a.md")
    assert article
    assert problems == ()
    assert article.sections[0].blocks[1:] == (
        Picture("竹林", "某局供圖", name),
        Picture("竹林", "", name),
    )
    assert parse(dump(article), "a", "a.md") == (article, ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.md"
    text = FILE.format("field: 政務服務").replace("一段。", "村民不再为办证跑几趟，流程缩短。")
    path.write_bytes(text.encode(encoding))
    article, problems = read_article(path)
    assert article == parse(text, "a", "a.md")[0]
    codes = [problem.code for problem in problems]
    assert codes == ([] if encoding.startswith("utf-8") else [Code.ENCODING_READ])


HELD = {
    "a-bom", "b-crlf", "c-bomcrlf", "d-utf16", "e-gbk", "f-fullwidth-hash", "g-trailing",
    "h-wrapped", "i-colon", "j-fmblank", "l-tab", "m-fwcolon", "n-date",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HELD))
def test_files_of_a_keeper(shared: Path, name: str) -> None:
    article, problems = read_article(_renamed(shared, name))
    assert article, problems
    assert not any(problem.code.severity is Severity.ERROR for problem in problems)
    assert article.region
    assert article.region.name == "云南省"
    assert article.sources[0].publisher == "云岭日报"


def _renamed(shared: Path, name: str) -> Path:
    return shared / "cases" / "markup" / "50-article-files" / f"{name}.md"


@pytest.mark.parametrize("name", ["甲、乙", "文／張三、圖／李四", "Smith, John", "阿卜杜拉·買買提"])
def test_what_may_be_one_author_stays_one(name: str) -> None:
    article, problems = _read(f"sources:\n- publisher: 某報\n  authors:\n  - {name}")
    assert [source.authors for source in article.sources] == [(name,)]
    assert problems == ()
