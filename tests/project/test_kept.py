"""What is kept between builds never makes another result, and spares the work of other cases."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.editions import EDITIONS
from tests.held import held
from tests.knowledge.test_casebook import BUS, ROAD

from casebook.addresses import keep_addresses
from casebook.cli import main
from casebook.exports.beside import beside_files
from casebook.kept import Kept
from casebook.kept_file import NAME, KeptFile
from casebook.library import dump
from casebook.pages.site import site_files
from casebook.project import Project, load
from casebook.records import Article, Paragraph, Picture, Script, Section, Theme
from casebook.search.shards import SHARDS

_TEXTS = (
    "全鎮把五個窗口合成一個窗口，平均用時由12天縮短到3天。",
    "依據《農村公路養護辦法》，推行「以工代賑」模式，面積9㎡。",
    "三明市人民政府印發《關於推進「最後一公里」的意見》，投入300萬元。",
    "2019年，群眾評價好轉，乾部後備，滿意度提升到96.7%。",
)


class Base:
    """A knowledge base in a folder, and what a person may do to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.articles = folder, folder / "articles"
        self.articles.mkdir(parents=True)
        (folder / "docs").mkdir()
        (folder / "casebook.toml").write_text(
            'title = "案例庫"\nbook_date = "2024-05-06"\ntheme_page_characters = 300\n', "utf-8"
        )
        for article in (ROAD, BUS):
            self.write(article)

    def write(self, article: Article) -> None:
        (self.articles / f"{article.slug}.md").write_text(dump(article), "utf-8")

    def add(self, chance: random.Random) -> None:
        script = chance.choice(list(Script))
        themes = (Theme.BACKGROUND, Theme.MEASURES, Theme.RESULTS)
        picture = Picture("大廳", "", "1.png")
        article = Article(
            slug=f"case-{chance.randrange(6)}",
            title=f"第{chance.randrange(9)}項改革",
            script=script,
            field=chance.choice(("交通運輸", "醫療衛生")),
            years=chance.choice(("2014-2016", "2019", "")),
            sections=tuple(
                Section(theme, "", (Paragraph(chance.choice(_TEXTS)), picture)) for theme in themes
            ),
        )
        self.write(article)
        file = self.articles / "pictures" / article.slug / "1.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"png")

    def edit(self, chance: random.Random) -> None:
        path = self._any(chance)
        old, new = chance.choice((("公里", "里"), ("改革", "新改革"), ("。", "，屬實。")))
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    def keep_word(self, chance: random.Random) -> None:
        path = self._any(chance)
        text = path.read_text("utf-8")
        if "keep:" not in text:
            path.write_text(text.replace("---\n", "---\nkeep: [乾部]\n", 1), "utf-8")

    def delete(self, chance: random.Random) -> None:
        self._any(chance).unlink()

    def rename(self, chance: random.Random) -> None:
        self._run("rename", self._any(chance).stem, f"renamed-{chance.randrange(99)}")

    def withdraw(self, chance: random.Random) -> None:
        self._run("withdraw", self._any(chance).stem)

    def lose_a_picture(self, chance: random.Random) -> None:
        folders = sorted((self.articles / "pictures").glob("*"))
        if folders:
            shutil.rmtree(chance.choice(folders))

    def rule(self, chance: random.Random) -> None:
        printed = chance.choice(("干部", "幹部"))
        ruling = f"zh-Hans-CN\t*\t乾部\t{printed}\n"
        (self.articles / "exceptions.tsv").write_text(ruling, "utf-8")

    def correct(self, chance: random.Random) -> None:
        slug = self._any(chance).stem
        (self.articles / "corrections.toml").write_text(
            f'[[policy]]\ntitle = "农村公路养护办法"\nissuer = "{slug}"\n', "utf-8"
        )

    def _any(self, chance: random.Random) -> Path:
        if not (paths := sorted(self.articles.glob("*.md"))):
            self.write(ROAD)
            paths = sorted(self.articles.glob("*.md"))
        return chance.choice(paths)

    def _run(self, *command: str) -> None:
        made = CliRunner().invoke(main, [*command, "--articles", str(self.articles)])
        assert made.exit_code in {0, 1}, made.output  # 1: the name is taken

    def made(self, cache: Path | None) -> dict[str, bytes]:
        """Return all that a build makes of the base before Sphinx and beside it."""
        project = Project.of(self.articles, docs=self.folder / "docs")
        snapshot, _ = keep_addresses(load(project, cache))
        files = {f"docs/{name}": content for name, content in site_files(snapshot).items()}
        files |= held(beside_files(snapshot))
        snapshot.kept.forget_others()
        return files


_STEPS: tuple[Callable[[Base, random.Random], None], ...] = (
    *(Base.add, Base.add, Base.edit, Base.edit, Base.keep_word, Base.delete, Base.rename),
    *(Base.withdraw, Base.lose_a_picture, Base.rule, Base.correct),
)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_what_is_made_is_what_is_made_from_nothing(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    base, cache = Base(tmp_path / "base"), tmp_path / "cache"
    base.made(cache)
    done = []
    for _ in range(8):
        step = chance.choice(_STEPS)
        step(base, chance)
        done.append(step.__name__)
        made, expected = base.made(cache), base.made(None)
        assert made.keys() == expected.keys(), done
        assert [name for name in made if made[name] != expected[name]] == [], done


def test_an_edit_makes_again_what_depends_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    whole = KeptFile.write

    def noted(file: KeptFile, group: str, name: str, key: str, content: bytes) -> None:
        asked.append(f"{group}/{name}")
        whole(file, group, name, key, content)

    monkeypatch.setattr(KeptFile, "write", noted)
    base, cache = Base(tmp_path / "base"), tmp_path / "cache"
    alone = replace(ROAD, slug="alone", field="醫療衛生", years="2001", title="別處")
    base.write(alone)
    base.made(cache)
    first, asked[:] = {*asked}, []
    base.made(cache)
    assert asked == []
    base.write(replace(BUS, subtitle="一行新的副題"))
    base.made(cache)
    again = {*asked}
    assert again <= first
    assert {name for name in again if "village-bus" in name} == {
        name for name in first if "village-bus" in name
    }
    others = {name.partition("/")[0] for name in again if "village-bus" not in name}
    # Units and letters of so few texts are learnt from all of them; names and what is compared
    # are written in these.
    compared = {f"compare-{edition.tag}" for edition in EDITIONS}
    assert others <= {"texts", "units", "letters", "postings", "names", *compared}
    assert len([name for name in again if name.startswith("postings/")]) < SHARDS // 2


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    for names in ({"one": "a", "two": "b"}, {"two": "b"}):
        results = Kept(tmp_path, "basis")
        for group in ("x", "y")[: len(names)]:
            for name, value in names.items():
                assert results.of(group, name, value, str, lambda value=value: value) == value
        results.forget_others()
    results = Kept(tmp_path, "basis")
    assert results.of("x", "two", "b", str, lambda: "made") == "b"
    for group, name, value in (("x", "one", "a"), ("y", "one", "a"), ("y", "two", "b")):
        assert results.of(group, name, value, str, lambda: "made") == "made"


def test_what_is_said_to_stay_stays(tmp_path: Path) -> None:
    for ask in (lambda made: made.of("x", "one", "a", str, lambda: "a"), _stays, _stays):
        results = Kept(tmp_path, "basis")
        ask(results)
        results.forget_others()
    assert Kept(tmp_path, "basis").of("x", "one", "a", str, lambda: "made") == "a"


def _stays(results: Kept) -> None:
    results.stays("x", "one")


@pytest.mark.parametrize("change", ["basis", "inputs", "form", "damage", "cut", "other"])
def test_nothing_else_is_taken_for_what_was_kept(tmp_path: Path, change: str) -> None:
    first = Kept(tmp_path, "basis")
    assert first.of("x", "one", ("a", 1), list[int], lambda: [1]) == [1]
    first.forget_others()
    again = Kept(tmp_path, "basis")
    assert again.of("x", "one", ("a", 1), list[int], lambda: [2]) == [1]
    again.forget_others()
    path = tmp_path / NAME
    if change == "damage":
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE kept SET content = x'9102'")  # MessagePack of [2]
    elif change == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif change == "other":
        path.write_bytes(b"no database" * 1000)
    results = Kept(tmp_path, "other" if change == "basis" else "basis")
    inputs = ("a", 2) if change == "inputs" else ("a", 1)
    if change == "form":
        assert results.of("x", "one", inputs, str, lambda: "3") == "3"
    else:
        assert results.of("x", "one", inputs, list[int], lambda: [3]) == [3]
    results.forget_others()
    if change in {"damage", "cut", "other"}:  # and it is begun anew
        assert Kept(tmp_path, "basis").of("x", "one", ("a", 1), list[int], lambda: [4]) == [3]


@pytest.mark.parametrize("change", ["no folder", "read only"])
def test_where_nothing_can_be_kept_everything_is_made(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "kept"
    if change == "no folder":
        folder.write_text("a file")
    else:
        (folder / NAME).mkdir(parents=True)
    results = Kept(folder, "basis")
    for made in (1, 2):
        assert results.of("x", "one", "a", list[int], lambda made=made: [made]) == [made]
    results.forget_others()
