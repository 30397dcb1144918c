"""`casebook check` as a list of work, and `casebook confirm`."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Base, snapshot

from casebook.cli import main
from casebook.library import load_articles
from casebook.library.twins import ALIKE, sentences, twins
from casebook.messages import say_detail, speaking
from casebook.records import Kind, Paragraph, Script, Section, Source, Theme
from casebook.worklist.markup import literal_mark, unknown_theme


def body(*paragraphs: str, heading: str = "主要做法") -> tuple[Section, ...]:
    return (Section(Theme.MEASURES, heading, tuple(map(Paragraph, paragraphs))),)


def codes(base: Base, *options: str) -> list[str]:
    lines = base.run("check", "--format", "lines", *options).stdout.splitlines()
    return [match[1] for line in lines if (match := re.search(r":\d+: ([A-Z]\d{3}) ", line))]


def test_by_article_errors_first_and_notes_counted(base: Base) -> None:
    base.article("a-warned", years="")
    for slug in ("b", "c"):
        base.article(slug, suggested=("field", "region"), sections=body(f"{slug} 的一段。"))
    (base.articles / "z-broken.md").write_text("---\ntitle: 題目\n", "utf-8")
    result = base.run("check")
    assert result.exit_code == 1
    heads = [line for line in result.stdout.splitlines() if line.startswith(str(base.articles))]
    assert [head.split("/")[-1].split(".")[0] for head in heads] == ["z-broken", "a-warned"]
    assert "a-warned 的改革" in heads[1]
    assert result.stdout.count("L003") == 1
    assert "L003 ×4" in result.stdout
    assert "casebook confirm b c" in result.stdout
    assert result.stdout.splitlines()[-1] == "3 articles: 1 error, 1 warning, 4 notes"


def test_other_editions_are_named_with_their_number(base: Base) -> None:
    (base.folder / "casebook.toml").write_text('editions = ["zh-Hans-CN", "zh-Hant-TW"]\n', "utf-8")
    base.article("one", sections=body("山路长12里，村里又长3里，几十里。"), script=Script.HANS)
    lines = base.run("check", "--format", "lines").stdout.splitlines()
    (told,) = [line for line in lines if " E008 " in line]
    assert told.endswith("`casebook proofread one --edition zh-Hant-TW`: 2")
    base.article("one", sections=body("村里又长。"), script=Script.HANS)
    assert "E008" not in codes(base)


def test_other_forms_say_the_same(base: Base) -> None:
    base.article("one", years="", title="<b>題&目</b>")
    rows = json.loads(base.run("check", "--format", "json").stdout)
    assert [(row["code"], row["severity"], row["line"]) for row in rows] == [("L009", "warning", 1)]
    page = base.run("check", "--format", "html").stdout
    HTMLParser().feed(page)
    assert "<b>題" not in page
    assert "&lt;b&gt;題&amp;目" in page
    assert "://" not in page


def test_the_exit_status(base: Base) -> None:
    base.article("one", suggested=("field",))
    assert base.run("check", "--strict").exit_code == 0
    base.article("two", years="", sections=body("別的。"))
    assert base.run("check").exit_code == 0
    assert base.run("check", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("这是**重点**内容。", "这是重点内容。"),
        ("見[通知](https://a.cn/1)。", "見通知。"),
        ("* 一项", "- 一项"),
        ("##改革背景", "## 改革背景"),
        ("＃＃改革背景", "## 改革背景"),
        ("# 改革背景", "## 改革背景"),
        ("> 引文", "引文"),
        ("甲<br>乙", "甲乙"),
        ("甲&nbsp;乙", "甲乙"),
    ],
)
def test_marks_of_other_formats(text: str, typed: str) -> None:
    results = literal_mark(text)
    assert results
    assert results[1] == typed


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 平方米",
        "[1] 見注",
        "【通知】（2020）",
        "1. 推进",
        "C#語言",
        "a < b > c",
        "《**》号文",
    ],
)
def test_what_is_text(text: str) -> None:
    assert literal_mark(text) is None


def test_braces_that_name_no_theme() -> None:
    assert unknown_theme("做法 {创新举措}", ("measures", "results")) == (
        "{创新举措}",
        ("{measures}", "{results}"),
    )
    assert unknown_theme("做法", ("measures",)) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("backgroud", "background"),
        ("Background", "background"),
        ("mesures", "measures"),
        ("result", "results"),
        ("aproach", "approach"),
        ("lesons", "lessons"),
    ],
)
def test_a_mistyped_theme_is_answered_with_the_one_that_is_meant(
    base: Base, typed: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.article("one", sections=body("一段。", heading=f"做法 {{{typed}}}"))
    (line,) = [line for line in base.run("check").stdout.splitlines() if "K001" in line]
    assert line.endswith(f"There is no theme {{{typed}}}; did you mean {{{meant}}}?")
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert f"沒有 {{{typed}}} 這個主題；是不是 {{{meant}}}？" in base.run("check").stdout


def test_a_theme_like_no_other_is_answered_with_all(base: Base) -> None:
    base.article("one", sections=body("一段。", heading="做法 {创新举措}"))
    (line,) = [line for line in base.run("check").stdout.splitlines() if "K001" in line]
    assert "There is no theme {创新举措}; there are: {background} {approach} {measures}" in line


def test_without_articles_the_way_to_add_some_is_said(base: Base) -> None:
    base.articles.mkdir()
    assert "`casebook add`" in base.run("check").stdout
    assert "casebook add" not in base.run("check", "--format", "lines").stdout
    base.article("one")
    assert "casebook add" not in base.run("check").stdout


def test_the_line_of_a_mark_and_what_to_type(base: Base) -> None:
    path = base.article("one", sections=body("一段。", "**重点**在此。"))
    line = next(
        line
        for line in base.run("check", "--format", "lines").stdout.splitlines()
        if "K001" in line
    )
    number = int(line.removeprefix(f"{path.as_posix()}:").partition(":")[0])
    assert path.read_text("utf-8").splitlines()[number - 1] == "**重点**在此。"
    assert line.endswith("type `重点在此。`.")


def test_files_of_no_article(base: Base) -> None:
    base.article("one")
    (base.articles / "withdrawn.tsv").write_text("gone\n", "utf-8")
    for name in ("ledger/lost.json", "ids/lost.json", "overrules/lost.txt", "ledger/gone.json"):
        path = base.articles / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    (base.articles / "pictures" / "lost").mkdir(parents=True)
    lines = base.run("check", "--format", "lines").stdout.splitlines()
    named = sorted(line.partition(":")[0].split("articles/")[1] for line in lines if "K002" in line)
    assert named == ["ids/lost.json", "ledger/lost.json", "overrules/lost.txt", "pictures/lost"]


LONG = "全镇把五个窗口合成一个窗口统一收件分类办理，限时答复并公开办理进度。" * 1
TEXT = tuple(f"{LONG}第{n}年办件{n}00件平均用时由十二天降到{n}天。" for n in range(1, 5))


def test_the_same_text_in_two_articles(base: Base) -> None:
    base.article("one", sections=body(*TEXT))
    base.article("two", title="另一題", sections=body("".join(TEXT), heading="經驗做法"))
    assert {"H011", "K003"} <= set(codes(base))
    base.article("two", title="另一題", sections=body("完全不同的一段文字，講別的事情。"))
    assert not {"H011", "K003"} & set(codes(base))


def test_figures_that_many_articles_have_are_one_warning_for_each(base: Base) -> None:
    for number in range(6):
        own = f"這是第{'一二三四五六'[number]}篇自己的一段文字，與別的都不一樣。"
        base.article(f"a{number}", sections=body(TEXT[0], own))
    lines = base.run("check", "--format", "lines").stdout.splitlines()
    said = [re.sub(".* K003 ", "", line) for line in lines if " K003 " in line]
    assert [re.sub(r".*?(a0\.md.*?) \(1: .*", r"\1", line) for line in said] == [
        *("a0.md", "a0.md a1.md", "a0.md a1.md a2.md"),
        *("a0.md a1.md a2.md +1", "a0.md a1.md a2.md +2"),
    ]


def test_an_article_that_is_like_many_is_one_warning(base: Base) -> None:
    for number in range(6):
        base.article(f"a{number}", sections=body(*TEXT[: 3 + (number != 1)]))
    lines = base.run("check", "--format", "lines").stdout.splitlines()
    said = [re.sub(".*another article. ", "", line) for line in lines if " H011 " in line]
    assert [re.findall(r"a\d(?=\.md)|\+\d", line) for line in said] == [
        *(["a1", "a0"], ["a2", "a0", "a1"], ["a3", "a0", "a1", "a2"]),
        *(["a4", "a0", "a1", "a2", "a3"], ["a5", "a0", "a1", "a2", "a3", "+1"]),
    ]
    assert said[1].endswith("`casebook merge a0 a2`. Also like it: a1.md")
    with speaking("zh-TW"):
        assert not re.search("Also|All", say_detail(said[1]))


@pytest.mark.parametrize(
    ("one", "two", "shown"),
    [
        (TEXT, TEXT, "All text of two.md is in one.md: `casebook merge one two`."),
        (TEXT[:3], TEXT, "All text of one.md is in two.md: `casebook merge two one`."),
        (TEXT, TEXT[:3], "All text of two.md is in one.md: `casebook merge one two`."),
        # The same sentences in other paragraphs: a merge loses them.
        (TEXT, ("".join(TEXT),), "Of one.md 100% is in two.md, of two.md 100% in one.md."),
        (
            TEXT,
            (*TEXT[:3], "另外的一句，" + "字" * 200),
            "Of one.md 81% is in two.md, of two.md 31% in one.md.",
        ),
    ],
)
def test_twins_are_named_in_the_order_in_which_they_can_be_merged(
    base: Base, one: tuple[str, ...], two: tuple[str, ...], shown: str
) -> None:
    base.article("one", sections=body(*one))
    base.article("two", title="另一題", sections=body(*two))
    lines = base.run("check", "--format", "lines").stdout.splitlines()
    (line,) = [line for line in lines if " H011 " in line] or [""]
    assert shown in line
    if command := re.search("`casebook (merge .*)`", line):
        words = [*command[1].split(), "--articles", str(base.articles)]
        assert CliRunner().invoke(main, words).exit_code == 0
        assert [article.slug for article in load_articles(base.articles)[0]] == [words[1]]


def test_sentences_are_compared_in_one_script_without_punctuation() -> None:
    first = sentences(["全鎮把五個窗口合成一個窗口，統一收件。"])
    assert first == sentences(["全镇把五个窗口、合成一个窗口统一收件！"])
    assert sentences(["太短的句子。"]) == frozenset()


def test_how_much_must_be_the_same() -> None:
    def text(*names: str) -> frozenset[str]:
        return frozenset(f"{name}{'字' * 49}" for name in names)

    assert ALIKE == 0.6
    (alike,) = twins({"a": text(*"甲乙丙丁戊"), "b": text(*"甲乙丙己庚")})
    assert (alike.share, alike.is_alike) == (0.6, True)
    (other,) = twins({"a": text(*"甲乙丙丁戊"), "b": text(*"甲乙辛己庚")})
    assert (other.share, other.is_alike) == (0.4, False)
    (stock,) = twins({"a": text("甲"), "b": text("甲")})
    assert not stock.is_alike  # one sentence alone may be a stock phrase


def test_missing_dates_and_publishers(base: Base) -> None:
    base.article(
        "one", kind=Kind.ORIGINAL, sections=body("办件5件。"), sources=(Source(title="題"),)
    )
    assert {"K004", "K006"} <= set(codes(base))


def test_a_title_that_was_cut(base: Base) -> None:
    page = base.page("page.html", title="某镇一窗受理改革")
    base.run("add", page, "--slug", "mine")
    path = base.articles / "mine.md"
    path.write_text(
        path.read_text("utf-8").replace("title: 某镇一窗受理改革", "title: 某镇一窗"), "utf-8"
    )
    ledger = base.articles / "ledger" / "mine.json"
    written = json.loads(ledger.read_bytes())
    written["removals"].append(
        {"line": 1, "text": "某镇一窗受理改革", "step": "masthead", "reason": "again"}
    )
    ledger.write_text(json.dumps(written), "utf-8")
    assert "K005" in codes(base)


def test_confirmed_values_are_no_longer_suggested(base: Base) -> None:
    base.article("one", suggested=("field", "region"))
    base.article("two", suggested=("field",))
    before = snapshot(base.articles)

    def run(*arguments: str) -> int:
        options = [*arguments, "--articles", str(base.articles)]
        return CliRunner().invoke(main, ["confirm", *options]).exit_code

    assert run("one", "nobody") == 1
    assert snapshot(base.articles)["one.md"] == before["one.md"]
    assert run("one", "two", "--key", "field") == 0
    articles = load_articles(base.articles)[0]
    assert [article.suggested for article in articles] == [("region",), ()]
    assert run("one") == 0
    assert load_articles(base.articles)[0][0].suggested == ()
    assert run("one", "--key", "colour") == 2


def test_tidy_names_a_file_by_its_title(base: Base) -> None:
    path = base.article("one")
    path = path.rename(base.articles / "中文名.md")
    assert "F007" in codes(base)
    result = base.run("tidy")
    assert result.exit_code == 0, result.output
    (article,), problems = load_articles(base.articles)
    assert not problems
    assert re.fullmatch(r"[a-z0-9-]+", article.slug)
    assert not path.exists()
    base.article("one").rename(path)
    result = base.run("tidy")
    assert f"Its title would name it {article.slug}.md; choose another name." in result.stderr
    assert "casebook tidy" not in result.stderr
