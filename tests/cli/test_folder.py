"""Whatever lies in the folder of articles: it is passed over or named, and nothing waits."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Base, snapshot

from casebook.cli import main


def _codes(text: str) -> list[str]:
    return re.findall(r"^\S.*?:\d+: ([A-Z]\d{3}) ", text, re.MULTILINE)


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def _text(path: Path) -> None:
    path.write_text("no article", "utf-8")


PASSED_OVER = {
    ".#good.md": _link("user@host.123:456"),
    "._good.md": _text,
    ".good.md.swp": _text,
    ".hidden.md": Path.mkdir,
    "good.md~": _text,
    "#good.md#": _text,
    "good.md.bak": _text,
    "good.txt": _text,
    "README.md": _text,
    "LICENSE.md": _text,
    "Readme.md": _text,
    "pipe": os.mkfifo,
}
NAMED = {
    "folder.md": (Path.mkdir, "T004"),
    "pipe.md": (os.mkfifo, "T004"),
    "socket.md": (_socket, "T004"),
    "device.md": (_link("/dev/zero"), "T004"),
    "lost.md": (_link("nowhere"), "R001"),
    "circle.md": (_link("circle.md"), "R007"),
    "題目.md": (_text, "F007"),
    "copy of good.md": (_text, "F007"),
    "good.MD": (_text, "F007"),
}


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_is_no_article_is_passed_over(base: Base, name: str) -> None:
    base.article("good")
    PASSED_OVER[name](base.articles / name)
    for verb in ("check", "convert"):
        result = base.run(verb)
        assert (result.exit_code, _codes(result.output)) == (0, [])
    assert base.run("add", base.page("page.html")).exit_code == 0


@pytest.mark.parametrize("name", NAMED)
def test_what_looks_like_an_article_is_named_once(base: Base, name: str) -> None:
    base.article("good")
    make, code = NAMED[name]
    make(base.articles / name)
    for verb in ("check", "convert"):
        result = base.run(verb, *(["--format", "lines"] if verb == "check" else []))
        said = result.stdout if verb == "check" else result.stderr
        assert _codes(said) == [code]
        assert said.startswith(f"{(base.articles / name).as_posix()}:1: ")
        # What is passed over costs nothing; an article that cannot be read does.
        assert result.exit_code == (0 if code == "T004" else 1)
    assert (base.docs / "cases" / "good.md").is_file()
    added = base.run("add", base.page("page.html"))
    assert (added.exit_code, added.stderr.count(name)) == (0, 0)


SIDE_FILES = {
    "exceptions.tsv": ("check", "convert"),
    "corrections.toml": ("check", "convert"),
    "glossary.toml": ("check", "convert"),
    "ledger/good.json": ("check", "convert"),
    "overrules/good.txt": ("check", "convert", "add"),
    "../data/themes.toml": ("check", "convert", "add"),
    "../casebook.toml": ("check", "convert", "add"),
}
WRONG = {
    "a folder": (Path.mkdir, "R002"),
    "a pipe": (os.mkfifo, "R012"),
    "a device": (_link("/dev/zero"), "R012"),
    "a link that leads nowhere": (_link("nowhere"), "R001"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "R007"),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", SIDE_FILES)
def test_a_side_file_that_cannot_be_read_is_named(base: Base, name: str, kind: str) -> None:
    base.article("good")
    path = base.articles / name
    path.parent.mkdir(exist_ok=True)
    make, code = WRONG[kind]
    make(path)
    for verb in SIDE_FILES[name]:
        page = [base.page("page.html"), "--slug", "good"] if verb == "add" else []
        form = ["--format", "lines"] if verb == "check" else []
        result = base.run(verb, *page, *form)
        assert result.exit_code == 1
        said = result.stdout if verb == "check" else result.stderr
        (line,) = (line for line in said.splitlines() if path.name in line)
        of_settings = "G008" if code == "R007" else "G001"
        assert f" {of_settings if path.name == 'casebook.toml' else code} " in line


def test_pages_that_are_no_files_are_named_and_the_others_done(base: Base) -> None:
    folder = base.page("good.html").parent
    os.mkfifo(folder / "pipe.html")
    (folder / "device.html").symlink_to("/dev/zero")
    (folder / "lost.html").symlink_to("nowhere")
    result = base.run("add", *sorted(folder.iterdir()))
    assert result.exit_code == 1
    named = re.findall(r"/(\w+)\.html:1: (R\d{3})", result.stderr)
    assert named == [("device", "R012"), ("lost", "R001"), ("pipe", "R012")]
    assert len(list(base.articles.glob("*.md"))) == 1


def test_no_ruling_is_lost_where_the_rulings_cannot_be_read(base: Base) -> None:
    base.article("good")
    path = base.articles / "exceptions.tsv"
    path.write_text("not\ta\truling\n", "utf-8")
    before = snapshot(base.articles)
    arguments = ["proofread", "--articles", str(base.articles), "--accept", "good#background-p1:1"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert {"E001", "E007"} <= set(_codes(result.stderr))
    assert snapshot(base.articles) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("name", ["note.md", "below/note.md", "cases/good.md"])
@pytest.mark.parametrize("verb", ["convert", "build"])
def test_a_pipe_among_the_pages_is_named_and_not_waited_for(
    verb: str, name: str, base: Base
) -> None:
    base.article("good")
    path = base.docs / name
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    places = ["--articles", base.articles, "--docs", base.docs] if verb == "build" else []
    result = base.run(verb, *places)
    assert result.exit_code == 1
    assert f"docs/{name}:1: R012 " in result.output
