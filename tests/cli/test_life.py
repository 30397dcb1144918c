"""The life of an article: each change is one, can be taken back, and no address is lost."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import Base, copies, snapshot
from tests.library.stored import in_child, killing, points, state

from casebook import files
from casebook.cli import main
from casebook.library import load_articles
from casebook.library.changes import HISTORY
from casebook.library.redirects import load_redirects
from casebook.library.withdrawn import Withdrawn, load_withdrawn
from casebook.project import Project, load
from casebook.records import Paragraph, Picture, Section, Source, Theme, block_texts, walk


def run(base: Base, verb: str, *arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(
        main, [verb, *map(str, arguments), "--articles", str(base.articles)]
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    assert result.exit_code == code, result.output
    return result


def texts(base: Base, slug: str) -> list[str]:
    articles, problems = load_articles(base.articles)
    assert not problems
    (article,) = (item for item in articles if item.slug == slug)
    return [
        text
        for placed in walk(article)
        if not isinstance(placed.content, Section)
        for text in block_texts(placed.content)
    ]


def section(theme: Theme, heading: str, *paragraphs: str) -> Section:
    return Section(theme, heading, tuple(map(Paragraph, paragraphs)))


def whole(base: Base) -> dict[str, bytes]:
    """Return the folder without what Casebook keeps for itself."""
    there = snapshot(base.articles)
    return {name: content for name, content in there.items() if not name.startswith(".casebook")}


@pytest.fixture
def two(base: Base) -> Base:
    base.article(
        "one",
        sections=(
            section(Theme.BACKGROUND, "改革背景", "甲地第一段。", "甲地第二段。"),
            section(Theme.MEASURES, "主要做法", "甲地做法一。", "甲地做法二。"),
        ),
        sources=(Source(publisher="甲報", file="1.html", sha256="a" * 64),),
    )
    base.article(
        "two",
        sections=(
            section(Theme.BODY, "", "乙頁接着上一頁。"),
            Section(
                Theme.RESULTS,
                "改革成效",
                (Paragraph("乙地成效一。"), Picture("大廳", "", "a.png")),
            ),
        ),
        sources=(Source(publisher="甲報", file="2.html", sha256="b" * 64),),
    )
    (base.articles / "pictures" / "two").mkdir(parents=True)
    (base.articles / "pictures" / "two" / "a.png").write_bytes(b"png")
    (base.articles / "exceptions.tsv").write_text("zh-Hant-TW\ttwo\t于\t於\n", "utf-8")
    (base.articles / "corrections.toml").write_text('[[body]]\ncase = "two"\n', "utf-8")
    return base


CHANGES = {
    "withdraw": ["two", "--reason", "應要求"],
    "rename": ["two", "second"],
    "join": ["one", "two"],
    "merge": ["one", "two", "--drop"],
    "split": ["one", "measures", "three"],
}


@pytest.mark.parametrize("verb", CHANGES)
def test_each_change_can_be_taken_back_whole(two: Base, verb: str) -> None:
    before = whole(two)
    run(two, verb, *CHANGES[verb])
    assert whole(two) != before
    assert verb in run(two, "undo").output
    assert whole(two) == before
    assert "nothing to take back" in run(two, "undo").output


LISTED = {
    "withdraw": ['"kind":"withdrawn","case":"two","title":"two 的改革"'],
    "rename": ['"kind":"renamed","case":"second","former":"two"'],
    "join": ['"kind":"merged","case":"one","former":"two","title":"two 的改革"'],
    "merge": ['"kind":"merged","case":"one","former":"two","title":"two 的改革"'],
    "split": ['"kind":"changed","case":"one"', '"kind":"added","case":"three"'],
}


@pytest.mark.parametrize("verb", CHANGES)
def test_each_change_is_listed_with_its_day(two: Base, verb: str) -> None:
    run(two, "tidy")
    before = whole(two)
    start = '{"date":"2026-01-02","kind":"added","case":"one"}\n'
    (two.articles / HISTORY).write_text(start, "utf-8")
    results = []
    for _ in range(2):
        run(two, verb, *CHANGES[verb], "--date", "2026-02-03")
        results.append(whole(two))
        run(two, "undo")
    lines = "".join(f'{{"date":"2026-02-03",{line}}}\n' for line in LISTED[verb])
    assert results[0][HISTORY].decode() == start + lines
    assert results[0] == results[1]  # the same words and the same day: the same bytes
    assert whole(two) == {**before, HISTORY: start.encode()}


@pytest.mark.parametrize("verb", CHANGES)
def test_a_kill_at_any_write_leaves_before_or_after(
    two: Base, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    again = copies(two)
    before = whole(two)
    count = len(points(lambda: run(two, verb, *CHANGES[verb], "--date", "2026-02-03")))
    after = whole(two)
    seen = set()
    for at in range(count):
        again()

        def act(at: int = at) -> None:
            files.before_change = killing(at)
            run(two, verb, *CHANGES[verb], "--date", "2026-02-03")

        assert in_child(act) == -9
        state(two.articles)
        seen.add(whole(two) == after)
        assert whole(two) in (before, after), at
        if whole(two) == after:
            run(two, "undo")
        assert whole(two) == before, at
        run(two, verb, *CHANGES[verb], "--date", "2026-02-03")
        assert whole(two) == after, at
    assert seen == {True, False}


def test_what_is_brought_back_is_listed_and_its_days_stay(base: Base) -> None:
    base.run("add", base.page("page.html"), "--slug", "mine", "--date", "2026-01-01")
    run(base, "withdraw", "mine", "--reason", "應發布者要求", "--date", "2026-01-02")
    shown = [
        (str(item.date), item.kind.value, item.note)
        for item in load(Project.of(base.articles)).changes
    ]
    assert shown == [
        ("2026-01-01", "added", ""),
        ("2026-01-02", "withdrawn", "應發布者要求"),
    ]
    run(base, "withdraw", "mine", "--restore", "--date", "2026-01-03")
    changes = load(Project.of(base.articles)).changes
    assert [item.kind.value for item in changes] == ["added", "withdrawn", "restored"]
    base.run("convert")
    page = (base.docs / "changes" / "index.md").read_text("utf-8")
    assert "恢復 [" in page


def test_changes_are_taken_back_one_after_the_other(two: Base) -> None:
    before = whole(two)
    run(two, "rename", "two", "second")
    middle = whole(two)
    run(two, "withdraw", "second")
    run(two, "undo")
    assert whole(two) == middle
    run(two, "undo")
    assert whole(two) == before


def test_what_was_written_since_is_not_overwritten(two: Base) -> None:
    run(two, "rename", "two", "second")
    path = two.articles / "second.md"
    path.write_text(path.read_text("utf-8") + "\n新加的一段。\n", "utf-8")
    before = whole(two)
    assert "H009" in run(two, "undo", code=1).output
    assert whole(two) == before


def test_a_withdrawn_article_is_nowhere_and_not_taken_in_again(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    run(base, "withdraw", "mine", "--reason", "應發布者要求")
    assert not (base.articles / "mine.md").exists()
    loaded = load(Project.of(base.articles))
    assert loaded.whole == ()
    (entry,) = loaded.withdrawn
    assert (entry.slug, entry.title, entry.reason) == ("mine", "某镇一窗受理改革", "應發布者要求")
    before = snapshot(base.articles)
    for options in ([], ["--slug", "mine"], ["--slug", "other"], ["--force"]):
        result = base.run("add", page, *options)
        assert (result.exit_code, "H001" in result.stderr) == (0, True)
    # The same text, saved again from elsewhere, has the same slug.
    base.page("page.html", town="某镇 ")
    assert "H001" in base.run("add", page, "--slug", "mine").stderr
    assert snapshot(base.articles) == before
    run(base, "withdraw", "mine", "--restore")
    assert [article.slug for article in load_articles(base.articles)[0]] == ["mine"]
    assert load_withdrawn(base.articles) == ((), ())


def test_the_table_rules_whatever_lies_in_the_folder(base: Base) -> None:
    base.article("one")
    base.article("two")
    (base.articles / "withdrawn.tsv").write_text("two\t2026-01-01\n", "utf-8")
    loaded = load(Project.of(base.articles))
    assert [article.slug for article in loaded.articles] == ["one"]
    assert "H003" in base.run("check").output
    base.run("convert")
    assert "已撤下" in (base.docs / "cases" / "two.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (
            "a\t2026-01-01\t題\t因\t" + "a" * 64,
            Withdrawn("a", "2026-01-01", "題", "因", ("a" * 64,)),
        ),
        ("a", Withdrawn("a")),
        ("a\t\t題", Withdrawn("a", "", "題")),
        ("a\tyesterday\t題", Withdrawn("a")),
        ("a\t2026-01-01\t題\t因\tabc", Withdrawn("a")),
        ("a\t2026-01-01\t題\t因\t\tmore", Withdrawn("a")),
        ("../a\t2026-01-01", None),
    ],
)
def test_lines_of_the_table(tmp_path: Path, line: str, entry: Withdrawn | None) -> None:
    (tmp_path / "withdrawn.tsv").write_text(f"\ufeff# comment\n\n{line}\n", "utf-8")
    entries, problems = load_withdrawn(tmp_path)
    assert entries == ((entry,) if entry else ())
    is_good = entry is not None and (entry != Withdrawn("a") or line == "a")
    assert [problem.code.code for problem in problems] == ([] if is_good else ["H002"])


def test_a_renamed_article_takes_everything_along(two: Base) -> None:
    run(two, "rename", "two", "second")
    there = whole(two)
    assert not [name for name in there if "two" in name]
    assert there["pictures/second/a.png"] == b"png"
    assert there["exceptions.tsv"] == "zh-Hant-TW\tsecond\t于\t於\n".encode()
    assert b'case = "second"' in there["corrections.toml"]
    assert load_redirects(two.articles)[0].present["case", "two"] == "second"
    run(two, "rename", "second", "third")
    assert load_redirects(two.articles)[0].present["case", "two"] == "third"
    run(two, "rename", "third", "two")
    redirects = load_redirects(two.articles)[0].present
    assert redirects == {("case", "second"): "two", ("case", "third"): "two"}


def test_a_renamed_article_is_not_edited_by_that(base: Base) -> None:
    page = base.page("page.html")
    base.run("add", page, "--slug", "mine")
    run(base, "rename", "mine", "other")
    before = whole(base)
    result = base.run("add", page)
    assert (result.exit_code, "H005" in result.stderr) == (0, True)
    assert whole(base) == before
    assert base.run("add", page, "--slug", "other").exit_code == 0
    assert whole(base) == before


@pytest.mark.parametrize(
    ("verb", "arguments", "code"),
    [
        ("withdraw", ["nobody"], "E006"),
        ("withdraw", ["../one"], "E006"),
        ("withdraw", ["one", "--reason", "a\tb"], "H010"),
        ("withdraw", ["one", "--restore"], "E006"),
        ("rename", ["nobody", "new"], "E006"),
        ("rename", ["one", "two"], "H014"),
        ("rename", ["one", "Not A Slug"], "F007"),
        ("merge", ["one", "one"], "H015"),
        ("merge", ["one", "two"], "H006"),
        ("merge", ["one", "nobody"], "E006"),
        ("join", ["one", "one"], "H015"),
        ("split", ["one", "nowhere", "new"], "H007"),
        ("split", ["one", "background", "new"], "H007"),
        ("split", ["one", "measures-p2", "new"], "H008"),
        ("split", ["one", "measures", "two"], "H014"),
        ("split", ["one", "measures", "Not A Slug"], "F007"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    two: Base, verb: str, arguments: list[str], code: str
) -> None:
    before = whole(two)
    assert re.search(rf":1: {code} ", run(two, verb, *arguments, code=1).output)
    assert whole(two) == before


@pytest.mark.parametrize(
    ("verb", "arguments", "said"),
    [
        ("rename", ["two", "two"], "two is its name already; nothing was changed."),
        ("confirm", ["one", "two"], "None of this is marked as suggested; nothing was changed."),
    ],
)
def test_a_change_that_changes_nothing_says_so(
    two: Base, verb: str, arguments: list[str], said: str
) -> None:
    before = whole(two)
    assert run(two, verb, *arguments).output == f"{said}\n"
    assert whole(two) == before


def test_what_is_withdrawn_is_known_as_withdrawn(two: Base) -> None:
    run(two, "withdraw", "one")
    for verb, *more in (["withdraw"], ["rename", "new"], ["confirm"]):
        said = run(two, verb, "one", *more, code=1).stderr
        assert "/one.md:1: H016 " in said
        assert "casebook withdraw --restore SLUG" in said
    (two.articles / "withdrawn" / "one.md").unlink()
    assert " E006 " in run(two, "withdraw", "one", "--restore", code=1).stderr


def test_a_folder_that_may_not_be_written_is_named_as_a_person_knows_it(
    two: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_operation: str, path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))

    monkeypatch.setattr(files, "before_change", refuse)
    said = run(two, "rename", "one", "new", code=1).stderr
    assert said.startswith(f"{two.articles.as_posix()}:1: W002 ")


def test_joined_articles_are_one_text(two: Base) -> None:
    expected = [*texts(two, "one"), *texts(two, "two")]
    run(two, "join", "one", "two")
    assert texts(two, "one") == expected
    (article,) = load_articles(two.articles)[0]
    # What stands under no heading goes on where the page before ended.
    assert [item.heading for item in article.sections] == ["改革背景", "主要做法", "改革成效"]
    assert "2.html (sha256 " + "b" * 64 in article.sources[0].note
    present = load_redirects(two.articles)[0].present
    assert present["case", "two"] == "one"
    assert present["paragraph", "two/results-p1"] == "one/results-p1"
    assert present["paragraph", "two/body-p1"] == "one/measures-p3"
    assert whole(two)["pictures/one/a.png"] == b"png"
    assert b"\tone\t" in whole(two)["exceptions.tsv"]


def test_merged_articles_keep_the_sources_of_both(base: Base) -> None:
    for slug, publisher in (("one", "甲報"), ("two", "乙報")):
        base.article(
            slug,
            sources=(
                Source(publisher=publisher, sha256=publisher[0].encode().hex() * 10 + "0000"),
            ),
        )
    run(base, "merge", "one", "two")
    (article,) = load_articles(base.articles)[0]
    assert [source.publisher for source in article.sources] == ["甲報", "乙報"]
    present = load_redirects(base.articles)[0].present
    for placed in walk(article):
        assert present["paragraph", f"two/{placed.id}"] == f"one/{placed.id}"


def test_split_articles_have_all_of_the_text_once(two: Base) -> None:
    before = texts(two, "one")
    run(two, "split", "one", "measures-p2", "three", "--title", "另一案例")
    assert texts(two, "one") + texts(two, "three") == before
    assert load_redirects(two.articles)[0].present == {
        ("paragraph", "one/measures-p2"): "three/body-p1"
    }
    two.run("convert")
    assert "已移到" in (two.docs / "cases" / "one.md").read_text("utf-8")


def test_comments_of_a_person_stay_in_a_changed_article(two: Base) -> None:
    path = two.articles / "one.md"
    path.write_text(path.read_text("utf-8").replace("kind: ", "# 待查\nkind: "), "utf-8")
    run(two, "join", "one", "two")
    after = path.read_text("utf-8")
    assert "# 待查\n" in after
    assert "continued in 2.html" in after


SENTENCES = {
    "withdraw": (
        r"“two 的改革” is withdrawn\. .* cases/two\.html.*`casebook withdraw --restore two`",
        r"《two 的改革》已撤下。.*cases/two\.html.*`casebook withdraw --restore two`。",
    ),
    "rename": (
        r"“two 的改革” is at cases/second\.html now\. .*cases/two\.html leads there",
        r"《two 的改革》的網址現在是 cases/second\.html。舊網址 cases/two\.html 導向新網址",
    ),
    "join": (
        r"one article now, “one 的改革”\. .*\(cases/two\.html\) lead to cases/one\.html",
        r"各頁已接成一篇：《one 的改革》。舊網址（cases/two\.html）導向 cases/one\.html",
    ),
    "merge": (
        r"“two 的改革” is part of “one 的改革” now.*cases/two\.html leads to cases/one\.html",
        r"《two 的改革》已併入《one 的改革》.*舊網址 cases/two\.html 導向 cases/one\.html",
    ),
    "split": (
        r"begins at measures is the article “主要做法” now, at cases/three\.html",
        r"從 measures 起的部分現在是文章《主要做法》，網址是 cases/three\.html",
    ),
}


@pytest.mark.parametrize("verb", CHANGES)
def test_each_change_is_said_in_a_sentence_with_the_addresses_and_the_way_back(
    two: Base, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, chinese = SENTENCES[verb]
    first, *_, last = run(two, verb, *CHANGES[verb]).output.splitlines()
    assert re.search(english, first)
    assert last == "`casebook undo` takes this back."
    run(two, "undo")
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    first, *_, last = run(two, verb, *CHANGES[verb]).output.splitlines()
    assert re.search(chinese, first)
    assert "casebook undo" in last


def test_bringing_back_is_said_with_the_title_of_the_article(two: Base) -> None:
    run(two, "withdraw", "two")
    first, *_ = run(two, "withdraw", "two", "--restore").output.splitlines()
    assert first == "“two 的改革” is back. From the next build on it is at cases/two.html again."


def test_a_broken_article_that_is_withdrawn_is_called_by_its_slug(two: Base) -> None:
    (two.articles / "two.md").write_text("---\ntitle: 題目\n", "utf-8")
    assert run(two, "withdraw", "two").output.startswith("“two” is withdrawn.")


def test_the_title_of_a_private_article_is_not_listed_when_it_is_merged(two: Base) -> None:
    path = two.articles / "two.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\npublish: private\n", 1), "utf-8")
    run(two, "merge", "one", "two", "--drop")
    assert "two 的改革" not in (two.articles / HISTORY).read_text("utf-8")
