"""A knowledge base of its own for each test, and saved pages to add to it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main
from casebook.library import dump
from casebook.records import Article, Paragraph, Picture, Region, Script, Section, Source, Theme

PAGE = """\
<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}--某网</title></head><body>
<h1>{title}</h1>
<div class="article">
<p>一、改革背景</p>
<p>{town}过去办一件事要跑五个窗口，平均用时十二天，群众意见很多，基层工作人员也很疲惫。</p>
<p>二、主要做法</p>
<p>（一）窗口合并。全镇把五个窗口合成一个窗口，统一收件、分类办理、限时答复，并公开办理进度。</p>
<p>（二）流程再造。逐项清理材料，能共享的不再要求群众提交，能并联的不再逐级等待。</p>
<p>三、改革成效</p>
<p>到年底，{town}平均用时降到三天，窗口排队的人少了一半，群众评价明显好转。</p>
</div></body></html>
"""


LOCK = {f".casebook/{name}" for name in ("lock", "holder.json", ".gitignore")}


@dataclass(frozen=True)
class Base:
    """A folder in which a person works."""

    folder: Path

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def page(self, name: str, title: str = "某镇一窗受理改革", town: str = "某镇") -> Path:
        path = self.folder / "saved" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(title=title, town=town), encoding="utf-8")
        return path

    def article(self, slug: str, **changes: object) -> Path:
        path = self.articles / f"{slug}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump(article(slug, **changes)), encoding="utf-8")
        return path

    def run(self, verb: str, *arguments: object) -> Result:
        options = {
            "add": ["--articles", self.articles],
            "convert": ["--articles", self.articles, "--docs", self.docs],
            "check": ["--articles", self.articles],
            "tidy": ["--articles", self.articles],
        }
        result = CliRunner().invoke(main, [verb, *map(str, [*options.get(verb, []), *arguments])])
        # A traceback is never an answer.
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result


def copies(base: Base) -> Callable[[], None]:
    """Return what makes the folder be again what it is now."""
    kept = Path(tempfile.mkdtemp(dir=base.folder.parent))
    shutil.copytree(base.folder, kept / "base", symlinks=True)

    def again() -> None:
        for path in base.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(kept / "base", base.folder, dirs_exist_ok=True, symlinks=True)

    return again


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    monkeypatch.chdir(tmp_path)
    return Base(tmp_path)


def article(slug: str, **changes: object) -> Article:
    """Return an article that nothing is to be said against."""
    values: dict[str, object] = {
        "slug": slug,
        "title": f"{slug} 的改革",
        "script": Script.HANT,
        "sections": (
            Section(Theme.BACKGROUND, "改革背景", (Paragraph("辦事要跑五個窗口。"),)),
            Section(
                Theme.MEASURES,
                "創新舉措",
                (Paragraph("五個窗口合成一個。"), Paragraph("一是統一收件。", 1)),
                (Section(Theme.MEASURES, "一、合併", (Picture("合併後的窗口"),)),),
            ),
            Section(Theme.RESULTS, "實踐成效", (Paragraph("平均用時降到三天。"),)),
        ),
        "field": "政務服務",
        "region": Region("四川省成都市", "510100"),
        "years": "2014-2016",
        "sources": (Source(title="報道", publisher="某報", published="2016-05-02"),),
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes; the lock of the folder is left out."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (name := path.relative_to(folder).as_posix()) not in LOCK
    }
