"""`casebook convert`: pages from articles, whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.conftest import Base, snapshot

from casebook.problems import Code
from casebook.records import Paragraph, Script, Section, Theme

HEAD = "---\ntitle: 題目\nscript: Hant\n---\n"
BODY = "\n## 改革背景\n\n一段文字。\n"

# By code: an article file, and the line that is named.
BROKEN = {
    "F001": (HEAD.encode() + "\n## 改革背景\n\n文字".encode("gb18030"), 6),
    "F002": (b"no front matter\n", 1),
    "F003": ("---\ntitle: 題目\nscript: [Hant\n---\n" + BODY, 3),
    "F004": ("---\ntitle: 題目\nscript: Hant\ntitle: 二\n---\n" + BODY, 4),
    "F005": ("---\ntitle: 題目\nscript: Hant\nyears: 2022-2014\n---\n" + BODY, 4),
    "F006": ("---\nscript: Hant\n---\n" + BODY, 2),
    "F008": (HEAD + "\n## 改革背景\n", 4),
}
# These are told, and the article is built.
WARNED = {
    "F009": (HEAD + "\n## 改革背景\n\n#### 太深\n\n文字。\n", 8),
    "F010": (HEAD + "\n## 改革背景\n\n![說明](沒有關上\n", 8),
    "F030": ("---\ntitle: 題目\nscript: Hant\ntitel: 二\n---\n" + BODY, 4),
    "F031": ("---\ntitle: 題目\nscript: Hant\nfield：政務服務\n---\n" + BODY, 4),
    "F032": ((HEAD + BODY.replace("一段文字", "村民辦證不再跑幾趟")).encode("gb18030"), 1),
    "F011": (HEAD + "\n## 改革背景\n\n文\x07字。\n", 8),
    "F012": (HEAD + "\n## 改革背景\n\n| 一 | 二 |\n| --- | --- |\n| 三 |\n", 8),
    "F016": (HEAD + "\n## 改革背景\n\n![說明](missing.jpg)\n\n文字。\n", 8),
}


_REMEDIES = {code.code: code.remedy for code in Code}


def _problems(result: Result) -> list[str]:
    """Return the lines of problems, without those of what to do about them."""
    return [line for line in result.stderr.splitlines() if not line.startswith(" ")]


def _write(base: Base, name: str, content: str | bytes) -> Path:
    path = base.articles / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_article_is_told_and_the_rest_is_built(base: Base, code: str) -> None:
    content, line = BROKEN[code]
    broken = _write(base, "broken.md", content)
    base.article("good")
    result = base.run("convert")
    assert result.exit_code == 1
    assert re.match(rf"{re.escape(broken.as_posix())}:{line}: {code} \S", result.stderr)
    # One problem, and what to do about it.
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.splitlines()[1] == f"        → {_REMEDIES[code]}"
    assert (base.docs / "cases" / "good.md").is_file()
    assert not (base.docs / "cases" / "broken.md").exists()


def test_all_that_is_wrong_with_an_article_is_told_at_once(base: Base) -> None:
    wrong = {
        "titel: 題目": "F030",
        "script: Hanx": "F005",
        "years: 2022-2014": "F005",
        "field: 政務服務": "",
        "field: 城市治理": "F004",
        "sources:": "",
        "- publischer: 某報": "F030",
        "  published: 2024-13-01": "F005",
        "- saved: 昨天": "F005",
        "---": "",
        "## 改革背景": "",
        "#### 太深": "F009",
        "文字。": "",
    }
    path = _write(base, "broken.md", "---\n" + "\n".join(wrong))
    reported = [
        f"{path.as_posix()}:{line}: {code}" for line, code in enumerate(wrong.values(), 2) if code
    ]
    reported.insert(1, f"{path.as_posix()}:2: F006")
    result = base.run("convert")
    assert [" ".join(line.split(" ")[:2]) for line in _problems(result)] == reported


@pytest.mark.parametrize("value", ['"題目', "[題目", "{題目: 一"])
def test_what_is_never_closed_is_told_where_it_opens(base: Base, value: str) -> None:
    path = _write(base, "broken.md", f"---\nscript: Hant\ntitle: {value}\nyears: 2014\n---\n{BODY}")
    result = base.run("convert")
    assert result.stderr.startswith(f"{path.as_posix()}:3: F003 ")


@pytest.mark.parametrize("code", WARNED)
def test_a_doubtful_article_is_told_and_built(base: Base, code: str) -> None:
    content, line = WARNED[code]
    doubtful = _write(base, "doubtful.md", content)
    result = base.run("convert")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{doubtful.as_posix()}:{line}: {code} ")
    assert (base.docs / "cases" / "doubtful.md").is_file()


@pytest.mark.parametrize("name", ["Not A Slug.md", "題目.md", "a--b.md", "index.md"])
def test_a_file_name_that_is_no_slug_is_told(base: Base, name: str) -> None:
    _write(base, name, HEAD + BODY)
    result = base.run("convert")
    assert result.exit_code == 1
    assert f"{name}:1: F007 " in result.stderr


def test_deeply_nested_front_matter_is_told(base: Base) -> None:
    _write(base, "deep.md", "---\ntitle: " + "[" * 600 + "\n---\n" + BODY)
    result = base.run("convert")
    assert result.exit_code == 1
    assert "deep.md:2: F003 " in result.stderr


def test_a_missing_folder_deletes_nothing(base: Base) -> None:
    base.article("good")
    base.run("convert")
    before = snapshot(base.docs)
    base.articles.rename(base.folder / "moved")
    result = base.run("convert")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{base.articles.as_posix()}:1: F015 ")
    assert snapshot(base.docs) == before


def test_a_damaged_ledger_is_told_and_the_article_built(base: Base) -> None:
    base.article("good")
    for damage in ("{", "[]", '{"removals": 1}', "\udc80"):
        path = base.articles / "ledger" / "good.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damage.encode(errors="surrogateescape"))
        result = base.run("convert")
        assert result.exit_code == 0
        assert f"{path.as_posix()}:1: F017 " in result.stderr
        assert (base.docs / "cases" / "good.md").is_file()


def test_only_what_changed_is_written(base: Base) -> None:
    for slug in ("one", "two", "three"):
        base.article(slug)
    assert base.run("convert").exit_code == 0
    stamps = {path: path.stat().st_mtime_ns for path in base.docs.rglob("*.md")}
    inodes = {path: path.stat().st_ino for path in stamps}
    again = base.run("convert")
    assert "0 written, 0 deleted" in again.stdout
    base.article("two", subtitle="副題")
    assert "1 written, 0 deleted" in base.run("convert").stdout
    changed = {path for path in stamps if path.stat().st_ino != inodes[path]}
    assert changed == {base.docs / "cases" / "two.md"}


def test_what_is_stale_goes(base: Base) -> None:
    for slug in ("one", "two"):
        base.article(slug)
    base.article("three", years="1999", region=None, field="農村土地")
    base.run("convert")
    assert (base.docs / "years" / "1999.md").is_file()
    (base.articles / "three.md").unlink()
    base.run("convert")
    assert not (base.docs / "cases" / "three.md").exists()
    assert not (base.docs / "years" / "1999.md").exists()
    fresh = base.folder / "fresh"
    base.run("convert", "--docs", fresh)
    assert snapshot(base.docs) == snapshot(fresh)


def test_same_articles_give_the_same_bytes_anywhere(base: Base) -> None:
    for slug in ("one", "two", "three"):
        base.article(slug)
    base.run("convert")
    elsewhere = base.folder / "elsewhere"
    elsewhere.mkdir()
    for path in sorted(base.articles.glob("*.md"), reverse=True):
        (elsewhere / path.name).write_bytes(path.read_bytes())
    other = base.folder / "other-docs"
    base.run("convert", "--articles", elsewhere, "--docs", other)
    assert snapshot(base.docs) == snapshot(other)
    for name, content in snapshot(base.docs).items():
        assert str(base.folder).encode() not in content, name


def test_handwritten_pages_are_never_touched(base: Base) -> None:
    base.article("one")
    mine = {
        "about.md": "# 關於\n",
        "glossary.md": "---\ntitle: 詞彙\n---\n",
        "cases/notes.md": "# 筆記\n",
        "years/2014.md": "# 我的年份頁\n",
    }
    for name, text in mine.items():
        path = base.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    result = base.run("convert")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{(base.docs / 'years/2014.md').as_posix()}:1: W001 ")
    (base.articles / "one.md").unlink()
    base.run("convert")
    for name, text in mine.items():
        assert (base.docs / name).read_text("utf-8") == text
    home = (base.docs / "index.md").read_text("utf-8")
    assert "\nabout\n" in home
    assert "\nglossary\n" in home


def _ids(path: Path) -> list[str]:
    """The addresses of the article's parts on its page, in order."""
    parts = "|".join(Theme)
    return re.findall(
        rf"^\s*(?:\{{#|:name: )((?:{parts})[a-z0-9-]*)", path.read_text("utf-8"), re.MULTILINE
    )


def test_addresses_of_a_case_stay_when_others_come_and_go(base: Base) -> None:
    base.article("middle")
    base.run("convert")
    page = base.docs / "cases" / "middle.md"
    alone = _ids(page)
    assert {"background", "background-p1", "measures-1-f1", "results-p1"} <= set(alone)
    sections = (Section(Theme.BODY, "", (Paragraph("別的文字。"),)),)
    for slug in ("aaa", "zzz"):
        base.article(slug, sections=sections, script=Script.HANS)
        base.run("convert")
        assert _ids(page) == alone
    (base.articles / "aaa.md").unlink()
    base.run("convert")
    assert _ids(page) == alone


@pytest.mark.parametrize("failing", [1, 3])
def test_an_interrupted_run_leaves_every_file_whole(
    base: Base, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    for slug in ("one", "two", "three"):
        base.article(slug)
    base.run("convert")
    before = snapshot(base.docs)
    for slug in ("one", "two", "three"):
        base.article(slug, title="新的題目")
    real, calls = Path.replace, []

    def fail(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = base.run("convert")
    monkeypatch.undo()
    assert result.exit_code == 1
    assert re.match(rf"{base.docs.as_posix()}/\S+:1: W002 .*No space left", result.stderr)
    half = snapshot(base.docs)
    base.run("convert")
    after = snapshot(base.docs)
    # No file beside the old and the new ones, and each either old or new.
    assert half.keys() == before.keys() == after.keys()
    changed = [name for name in half if half[name] != before[name]]
    assert len(changed) == failing - 1
    assert all(half[name] == after[name] for name in changed)


def test_docs_that_cannot_be_written_are_told(base: Base) -> None:
    base.article("one")
    base.docs.mkdir()
    (base.docs / "cases").write_text("a file where a folder must be", "utf-8")
    result = base.run("convert")
    assert result.exit_code == 1
    assert " W002 " in result.stderr
    assert (base.docs / "cases").read_text("utf-8") == "a file where a folder must be"


def test_pictures_are_copied_and_never_leave_their_folder(base: Base) -> None:
    (base.folder / "secret.jpg").write_bytes(b"secret")
    body = (
        "\n## 改革背景\n\n![有](tree.jpg)\n\n![外面](../../../secret.jpg)\n\n![長]("
        + "a" * 300
        + ".jpg)\n"
    )
    _write(base, "one.md", HEAD + body)
    pictures = base.articles / "pictures" / "one"
    pictures.mkdir(parents=True)
    (pictures / "tree.jpg").write_bytes(b"tree")
    result = base.run("convert")
    assert result.stderr.count(" F016 ") == 2
    copied = snapshot(base.docs / "pictures")
    assert copied == {"one/background-f1.jpg": b"tree"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("title = \n", "G001", 1),
        ('# 註\ntitle = "一"\nnonsense = 1\n', "G002", 3),
        ('\ntitle = ["一"]\n', "G002", 2),
        ("theme_page_characters = true\n", "G002", 1),
        ("max_page_bytes = -1\n", "G002", 1),
        ('base_url = "javascript:alert(1)"\n', "G002", 1),
        ("[table]\nkey = 1\n", "G002", 1),
    ],
)
def test_wrong_settings_are_told_and_nothing_is_done(
    base: Base, text: str, code: str, line: int
) -> None:
    base.article("one")
    (base.folder / "casebook.toml").write_text(text, "utf-8")
    result = base.run("convert")
    assert result.exit_code == 1
    file = (base.folder / "casebook.toml").as_posix()
    assert result.stderr.startswith(f"{file}:{line}: {code} ")
    assert not base.docs.exists()


def test_settings_count(base: Base) -> None:
    base.article("one")
    (base.folder / "casebook.toml").write_text('\ufefftitle = "某省案例"\n', "utf-8")
    assert base.run("convert").exit_code == 0
    assert "# 某省案例\n" in (base.docs / "index.md").read_text("utf-8")


@pytest.mark.parametrize("option", ["--config", "--docs"])
def test_called_wrongly(base: Base, option: str) -> None:
    base.article("one")
    wrong = base.folder / "file" if option == "--docs" else base.folder / "missing.toml"
    if option == "--docs":
        wrong.write_text("a file", "utf-8")
    assert base.run("convert", option, wrong).exit_code == 2
