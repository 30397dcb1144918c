"""`casebook reread`: today's rules on a kept page, and never over what a person wrote."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import Base, snapshot

from casebook.cli import main
from casebook.library import load_articles
from casebook.reread import _merged


def run(base: Base, *arguments: object, code: int = 0) -> Result:
    words = ["reread", *map(str, arguments), "--articles", str(base.articles)]
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    assert result.exit_code == code, result.output
    return result


def undo(base: Base) -> None:
    words = ["undo", "--articles", str(base.articles)]
    assert CliRunner().invoke(main, words).exit_code == 0


@pytest.fixture
def kept(base: Base) -> Path:
    """Return an article whose page was kept, with a line that a person's rule takes out."""
    base.run("add", base.page("page.html"), "--slug", "mine")
    assert len(list((base.folder / "originals").iterdir())) == 2
    return base.articles / "mine.md"


def rule(base: Base, *lines: str) -> None:
    """Change the rules of the knowledge base: what cleaning makes of the page is another text."""
    path = base.articles / "overrules" / "mine.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


LINE = "（二）流程再造。逐项清理材料，能共享的不再要求群众提交，能并联的不再逐级等待。"


def test_nothing_new_says_nothing_and_changes_nothing(base: Base, kept: Path) -> None:
    assert kept.is_file()
    before = snapshot(base.articles)
    assert run(base).output == ""
    assert run(base, "mine", "--take").output == ""
    after = snapshot(base.articles)
    assert {name: after[name] for name in before if ".casebook" not in name} == {
        name: before[name] for name in before if ".casebook" not in name
    }


def test_what_is_better_is_shown_and_taken_and_taken_back(base: Base, kept: Path) -> None:
    before = kept.read_text("utf-8")
    rule(base, f"- {LINE}")
    shown = run(base, "mine").output
    assert "流程再造" in shown
    assert kept.read_text("utf-8") == before
    run(base, "mine", "--take")
    assert "流程再造" not in kept.read_text("utf-8")
    assert not load_articles(base.articles)[1]
    assert run(base, "mine").output == ""
    # It is still what Casebook wrote: adding the page again is no news.
    assert "F014" not in base.run("add", base.folder / "saved" / "page.html").stderr
    undo(base)
    assert kept.read_text("utf-8") == before


def test_what_a_person_wrote_stays(base: Base, kept: Path) -> None:
    kept.write_text(kept.read_text("utf-8").replace("降到三天", "降到两天"), "utf-8")
    rule(base, f"- {LINE}")
    run(base, "mine", "--take")
    after = kept.read_text("utf-8")
    assert "降到两天" in after
    assert "流程再造" not in after
    # The edit is still an edit.
    page = base.page("page.html", town="丙镇")
    assert "F014" in base.run("add", page, "--slug", "mine").stderr


def test_where_both_changed_a_line_the_person_is_right_and_it_is_said(
    base: Base, kept: Path
) -> None:
    text = kept.read_text("utf-8")
    kept.write_text(text.replace("逐项清理材料", "逐一清理材料"), "utf-8")
    rule(base, f"- {LINE}")
    before = kept.read_text("utf-8")
    run(base, "mine", "--take")
    assert kept.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "conflicts"),
    [
        ("a\nb\nc", "a\nb\nc", "a\nb\nc", ()),
        ("a\nB\nc", "a\nb\nc", "a\nB\nc", ()),
        ("a\nb\nc", "a\nb\nC", "a\nb\nC", ()),
        ("A\nb\nc", "a\nb\nC", "A\nb\nC", ()),
        ("a\nX\nc", "a\nY\nc", "a\nX\nc", ("Y",)),
    ],
)
def test_merging(mine: str, theirs: str, merged: str, conflicts: tuple[str, ...]) -> None:
    assert _merged("a\nb\nc", mine, theirs) == (merged, conflicts)


def test_pages_that_were_not_kept_are_named(base: Base, kept: Path) -> None:
    for path in (base.folder / "originals").iterdir():
        if path.suffix == ".html":
            path.unlink()
    before = kept.read_text("utf-8")
    assert ":1: H012 " in run(base, code=1).output
    assert ":1: E006 " in run(base, "nobody", code=1).output
    assert kept.read_text("utf-8") == before


def test_without_what_was_written_an_edited_article_is_left(base: Base, kept: Path) -> None:
    (path,) = (base.folder / "originals").glob("*.article.md")
    path.unlink()
    rule(base, f"- {LINE}")
    assert "流程再造" in run(base, "mine").output  # nobody has edited it
    kept.write_text(kept.read_text("utf-8").replace("五个窗口", "六个窗口"), "utf-8")
    assert ":1: H013 " in run(base, "mine", code=1).output


def test_pages_in_an_archive_are_read_anew(base: Base) -> None:
    """Each by itself: the archive is kept once."""
    towns = ("甲镇", "乙镇", "丙镇")
    saved = [base.page(f"{at}.html", f"{town}的改革", town) for at, town in enumerate(towns)]
    archive = base.folder / "saved" / "pages.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for page in saved:
            packed.write(page, page.name)
    assert base.run("add", archive).exit_code == 0
    kept = [path.suffix for path in (base.folder / "originals").iterdir()]
    assert sorted(kept) == sorted([".zip", *[".member", ".md"] * 3])
    slugs = sorted(path.stem for path in base.articles.glob("*.md"))
    assert run(base).output == ""
    path = base.articles / "overrules" / f"{slugs[1]}.txt"
    path.parent.mkdir()
    path.write_text(f"- {LINE}\n", "utf-8")
    before = {slug: (base.articles / f"{slug}.md").read_text("utf-8") for slug in slugs}
    assert run(base, "--take").output.count("流程再造") == 1
    after = {slug: (base.articles / f"{slug}.md").read_text("utf-8") for slug in slugs}
    assert [slug for slug in slugs if after[slug] != before[slug]] == [slugs[1]]
    assert "流程再造" not in after[slugs[1]]
    # What names no kept file leads nowhere.
    for member in (base.folder / "originals").glob("*.member"):
        member.write_text("../articles/x.zip\n", "utf-8")
    assert run(base, code=1).output.count(" H012 ") == 3


def test_pages_may_be_kept_elsewhere_or_not_at_all(base: Base, tmp_path: Path) -> None:
    store = tmp_path / "elsewhere"
    (base.folder / "casebook.toml").write_text(f'originals = "{store.as_posix()}"\n', "utf-8")
    base.run("add", base.page("a.html"), "--slug", "mine")
    assert len(list(store.iterdir())) == 2
    assert run(base, "mine").output == ""
    (base.folder / "casebook.toml").write_text('originals = ""\n', "utf-8")
    base.run("add", base.page("b.html", title="另一项改革", town="乙镇"), "--slug", "other")
    assert not (base.folder / "originals").exists()
    assert len(list(store.iterdir())) == 2
    assert "H012" in run(base, "other", code=1).output


def test_a_page_that_was_not_kept_is_kept_when_it_is_added_again(base: Base) -> None:
    settings = base.folder / "casebook.toml"
    settings.write_text('originals = ""\n', "utf-8")
    page = base.page("page.html")
    assert base.run("add", page).exit_code == 0
    (path,) = base.articles.glob("*.md")
    assert not (base.folder / "originals").exists()
    settings.unlink()
    assert " H012 " in run(base, path.stem, code=1).output
    before = path.read_bytes()
    assert base.run("add", page).exit_code == 0
    assert path.read_bytes() == before
    assert len(list((base.folder / "originals").iterdir())) == 1
    assert run(base, path.stem).output == ""


TOWNS = ("丙镇", "丁镇", "戊镇")
FRAME = ("文化长廊", "影像天地", "读者俱乐部"), ("影城上映表", "周末市集摊位图", "掌上频道")


def save_site(folder: Path, towns: tuple[str, ...]) -> list[Path]:
    """Save pages of one site as text."""
    folder.mkdir(parents=True)
    for town in towns:
        told = (
            f"{town}小事由村民自己办",
            "2023年3月5日",
            f"{town}把村里的小型工程交给村民商量，由村民会议定下项目，工钱和料钱都写在墙上给人看。",
            f"到年底，{town}办成了三十件小事，平均每件花费不到一万元，坏了的当月就由管护员修好。",
            f"{town}的村民说，路通了，水也不漏了，夜里有灯，孩子上学不用绕远路，老人也少走路。",
        )
        lines = (*FRAME[0], *told, *FRAME[1])
        (folder / f"{town}.txt").write_text("\n".join(lines), "utf-8")
    return sorted(folder.iterdir())


@pytest.mark.parametrize(("towns", "stays"), [(TOWNS[:2], True), (TOWNS, False)])
def test_what_pages_added_together_have_in_common_goes_and_stays_away(
    base: Base, towns: tuple[str, ...], stays: bool
) -> None:
    pages = save_site(base.folder / "site", towns)
    base.run("add", *pages)
    made = [path.read_text("utf-8") for path in sorted(base.articles.glob("*.md"))]
    assert len(made) == (1 if stays else 3)  # of two the same line of the site is the title
    assert all(("掌上频道" in text) is stays for text in made)
    assert all("老人也少走路" in text for text in made)
    # By themselves the kept pages are read as they were read together.
    assert run(base).output == ""


def test_the_pages_of_one_article_are_no_pages_of_a_site(base: Base) -> None:
    pages = save_site(base.folder / "site", TOWNS)
    base.run("add", *pages, "--join")
    (path,) = base.articles.glob("*.md")
    assert "掌上频道" in path.read_text("utf-8")
