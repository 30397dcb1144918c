"""What an attacker, or an accident, leaves in files that the program reads again."""

from __future__ import annotations

import codecs
import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from tests.cli.conftest import Base

from casebook import files
from casebook.__main__ import main as program
from casebook.cli import main
from casebook.cli.language import _allowed, _written
from casebook.edit.decisions import _changed
from casebook.edit.refused import RefusedError
from casebook.ingest.read.clipping import _facts
from casebook.knowledge.corrections import read_corrections, read_glossary
from casebook.library.changes import read_changes
from casebook.library.history import undo
from casebook.library.ids import parse_ids
from casebook.library.ledger import parse_ledger, read_ledger
from casebook.library.lock import FolderError
from casebook.library.yaml_text import PlainLoader
from casebook.output import Output
from casebook.problems import Code
from casebook.project import Project, load_rules
from casebook.settings import read_settings
from casebook.toml_faults import loads

_DEEP = "[" * 100_000


def test_a_name_of_a_hundred_parts_is_no_name() -> None:
    assert loads(f"a{'.a' * 99} = 1")
    assert loads(f'a = "{"a " * 10_000}"')


@pytest.mark.parametrize("text", [f"x = {_DEEP}", f"x = {'9' * 5000}", f"x{'.a' * 100_000} = 1"])
def test_decisions_that_no_library_reads_are_a_problem_with_its_line(text: str) -> None:
    for read in (read_corrections, read_glossary):
        _, (problem,) = read(f"# 註\n{text}\n".encode(), "decisions.toml")
        assert (problem.code, problem.line) == (Code.CORRECTIONS_UNREADABLE, 2)


@pytest.mark.parametrize("text", [f"x = {_DEEP}", f"x = {'9' * 5000}"])
def test_the_editor_refuses_decisions_that_it_cannot_read(text: str) -> None:
    with pytest.raises(RefusedError):
        _changed(text.encode(), lambda _: None)


@pytest.mark.parametrize("text", ['{"a":' * 100_000, '{"version": 1, "known": ' + _DEEP])
def test_ids_in_ids_without_end_are_no_ids(text: str) -> None:
    with pytest.raises(ValueError, match=r"recursion|malformed|Expected"):
        parse_ids(text.encode())


@pytest.mark.parametrize("version", ["1e999", "NaN", _DEEP])
def test_a_ledger_of_no_version_is_no_ledger(version: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the libraries say differs
        parse_ledger(f'{{"version": {version}}}', "a")


def test_ids_and_ledgers_may_begin_with_a_mark(base: Base) -> None:
    base.run("add", base.page("page.html"), "--slug", "page")
    for path in (base.articles / "ids/page.json", base.articles / "ledger/page.json"):
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    memory = parse_ids((base.articles / "ids/page.json").read_bytes())
    ledger, _, problems = read_ledger(base.articles, "page")
    assert memory.ids
    assert ledger
    assert not problems


def test_a_list_of_changes_may_begin_with_a_mark_and_hold_a_deep_line(tmp_path: Path) -> None:
    line = '{"date": "2026-01-02", "kind": "added", "case": "good"}'
    deep = '{"date": "2026-01-02", "x": ' + _DEEP
    (tmp_path / "history.jsonl").write_text(f"\ufeff{line}\n{deep}\n", "utf-8")
    (change,), (problem,) = read_changes(tmp_path)
    assert change.case == "good"
    assert (problem.code, problem.line) == (Code.HISTORY_BROKEN, 2)


def test_a_manifest_and_a_record_of_changes_without_end_are_named(tmp_path: Path) -> None:
    (tmp_path / "casebook-manifest.json").write_text(_DEEP, "utf-8")
    (problem,) = Output(tmp_path).load()
    assert problem.code is Code.MANIFEST_BROKEN
    (tmp_path / ".casebook" / "history").mkdir(parents=True)
    (tmp_path / ".casebook" / "history" / "000001.json").write_text(_DEEP, "utf-8")
    with pytest.raises(FolderError) as stop:
        undo(tmp_path)
    assert stop.value.problem.code is Code.UNFINISHED


def test_brackets_in_brackets_are_refused_where_no_list_is_so_deep() -> None:
    assert yaml.compose("a: " + "[" * 20 + "]" * 20, Loader=PlainLoader)
    with pytest.raises(yaml.MarkedYAMLError, match="too deeply"):
        yaml.compose("a: " + "[" * 21 + "]" * 21, Loader=PlainLoader)
    assert not _facts(f"title: {_DEEP}").title


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("max_page_seconds = 1_000_000", True),
        ("max_page_seconds = 1_000_001", False),
        ("max_page_bytes = 1_000_000_000_000", True),
        ("max_page_bytes = 1_000_000_000_001", False),
        (f'originals = "{"改" * 85}"', True),
        (f'originals = "{"改" * 86}"', False),
        ('originals = "a\\u0000b"', False),
        (f'logo = "{"x" * 300}.png"', False),
    ],
)
def test_settings_that_no_system_can_follow_are_refused(
    line: str, good: bool, tmp_path: Path
) -> None:
    (tmp_path / "casebook.toml").write_text(line, "utf-8")
    _, problems = read_settings(tmp_path / "casebook.toml")
    assert [problem.code for problem in problems] == ([] if good else [Code.CONFIG_KEY])


@pytest.mark.parametrize(
    ("folder", "good"),
    [("docs", False), ("docs/kept", False), ("kept", True), ("~no such person/docs", True)],
)
def test_saved_pages_are_not_kept_where_the_site_would_publish_them(
    folder: str, good: bool, tmp_path: Path
) -> None:
    (tmp_path / "casebook.toml").write_text(f'originals = "{folder}"', "utf-8")
    problems = load_rules(Project.of(tmp_path / "articles")).problems
    assert [problem.code for problem in problems] == ([] if good else [Code.CONFIG_KEY])


def test_a_backup_that_consists_of_links_keeps_what_it_has(tmp_path: Path) -> None:
    path, backup = tmp_path / "list", tmp_path / "backup"
    path.write_bytes(b"one\n")
    for change in (lambda: files.append(path, b"two\n", 4), lambda: files.shorten(path, 0)):
        backup.unlink(missing_ok=True)
        backup.hardlink_to(path)
        before = backup.read_bytes()
        change()
        assert backup.read_bytes() == before != path.read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["backup", "list"]  # noqa: PTH208 - hidden files too


@pytest.mark.skipif(os.name == "nt", reason="names are longer there")
@pytest.mark.parametrize(
    "call", ["clean --build", "build --build", "convert --docs", "build --docs"]
)
def test_a_folder_that_the_system_does_not_look_at_is_named(call: str, base: Base) -> None:
    base.article("good")
    result = CliRunner().invoke(main, [*call.split(), "x" * 300])
    assert result.exit_code == 1
    assert ":1: R007" in result.output


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO])
def test_what_no_verb_expects_is_a_traceback_but_for_permissions(number: int) -> None:
    kind = OSError if number == errno.EIO else click.exceptions.Exit
    with pytest.raises(kind), _allowed():
        raise OSError(number, "no", "name")
    with pytest.raises(OSError, match="no"), _allowed():
        raise OSError(number, "no")


def test_too_little_memory_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.exceptions.Exit), _allowed():
        raise MemoryError
    assert "W022" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["convert", "build"])
def test_pages_are_not_written_among_the_articles(verb: str, base: Base) -> None:
    base.article("good")
    before = sorted(base.articles.iterdir())
    result = CliRunner().invoke(main, [verb, "--docs", "articles"])
    assert result.exit_code == 1
    assert "W021" in result.output
    assert [path for path in sorted(base.articles.iterdir()) if path.suffix] == before


def test_a_program_that_is_stopped_while_it_is_loaded_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.__import__", stopped)
    with pytest.raises(SystemExit) as stop:
        program()
    monkeypatch.undo()
    assert stop.value.code == 1
    assert capsys.readouterr().err == "Aborted!\n"


def test_cleaning_what_is_no_folder_is_refused(base: Base) -> None:
    result = CliRunner().invoke(main, ["clean", "--build", os.devnull])
    assert result.exit_code == 1
    assert "W005" in result.output


@pytest.mark.parametrize("words", [["problems"], ["--help"], ["check"]])
def test_output_on_a_full_disk_is_a_problem_and_no_traceback(
    words: list[str], base: Base, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    base.article("good")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", full)
    with pytest.raises(SystemExit) as stop:
        main(words)
    monkeypatch.undo()
    assert stop.value.code == 1
    assert "W002" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="a shell closes them")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_is_closed_of_standard_streams_stops_nothing(closed: str) -> None:
    script = (
        "import sys; from casebook.cli.language import _open_closed; _open_closed(); "
        "assert [x.fileno() for x in (sys.stdin, sys.stdout, sys.stderr)] == [0, 1, 2]; "
        "assert not sys.stderr.isatty(); print(1, flush=True); sys.stdin.read(); "
        "sys.stdout = sys.stderr; print(2, flush=True); open(1, 'w', closefd=False).flush(); "
        "import os; os.fstat(1)"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(script)} {closed}"
    subprocess.run(command, shell=True, check=True, env=paths, stdin=subprocess.DEVNULL)


def test_a_full_disk_elsewhere_is_not_called_standard_output() -> None:
    with pytest.raises(OSError, match="elsewhere"), _written():
        raise OSError(errno.ENOSPC, "elsewhere")
