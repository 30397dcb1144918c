"""A small knowledge base in a folder of its own, built and changed by the tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner, Result
from tests.cli.conftest import article

from casebook.cli import main
from casebook.library import dump
from casebook.output import MANIFEST
from casebook.records import Article, Picture, Section, Theme

# The smallest PNG: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Base:
    """A knowledge base in a folder of its own, and its build folder."""

    folder: Path

    @property
    def build(self) -> Path:
        return self.folder / "My 案例's build"

    def write(self, *articles: Article) -> None:
        """Let the knowledge base hold exactly these articles."""
        shutil.rmtree(self.folder / "articles", ignore_errors=True)
        for item in articles:
            path = self.folder / "articles" / f"{item.slug}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dump(item), encoding="utf-8")
            picture = self.folder / "articles/pictures" / item.slug / "1.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(PNG)

    def settings(self, text: str) -> None:
        (self.folder / "casebook.toml").write_text(text, encoding="utf-8")

    def page(self, name: str, text: str) -> None:
        path = self.folder / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def rule(self, text: str) -> None:
        """Let the knowledge base have these rulings on conversion."""
        (self.folder / "articles/exceptions.tsv").write_text(text, encoding="utf-8")

    def run(self, verb: str, *arguments: str) -> Result:
        result = CliRunner().invoke(main, [verb, *arguments, *self.options(verb)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    def options(self, verb: str) -> list[str]:
        """Return the options that point a verb at this knowledge base."""
        options = [] if verb == "convert" else ["--build", str(self.build)]
        if verb != "clean":
            options += ["--articles", str(self.folder / "articles")]
            options += ["--docs", str(self.folder / "docs")]
            options += ["--config", str(self.folder / "casebook.toml")]
        return options

    def made(self) -> dict[str, bytes]:
        """Return every file of the build folder but those that Casebook works with."""
        results = (path for path in sorted(self.build.rglob("*")) if path.is_file())
        named = {path.relative_to(self.build).as_posix(): path for path in results}
        return {
            name: path.read_bytes()
            for name, path in named.items()
            if name != MANIFEST and name.split("/")[0] not in {"work", "cache"}
        }


def base_in(folder: Path) -> Base:
    """Make a knowledge base without articles."""
    base = Base(folder)
    folder.mkdir(exist_ok=True)
    base.settings('title = "某縣案例庫"\nbook_date = "2024-05-06"\n')
    base.page("about", "# 關於\n\n見[全部案例](cases/index.md)。\n")
    return base


def pictured(slug: str, **changes: object) -> Article:
    made = article(slug, **changes)
    pictures = Section(Theme.RESULTS, "實踐成效", (Picture("辦事大廳", "", "1.png"),))
    return replace(made, sections=(*made.sections[:2], pictures))


FIRST = (pictured("one"), pictured("two"), pictured("three", field="醫療衛生", years="2019"))
