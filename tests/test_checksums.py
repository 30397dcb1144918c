"""A file is read again where it may have changed, and only there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook import checksums
from casebook.checksums import MARGIN, Checksums
from casebook.files import sha256_of
from casebook.output import write_changed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, int], None]:
    """Let it be so many nanoseconds since a file was changed."""

    def since(path: Path, passed: int) -> None:
        status = path.stat()
        now = max(status.st_mtime_ns, status.st_ctime_ns) + passed
        monkeypatch.setattr(checksums.time, "time_ns", lambda: now)

    return since


def _next(sums: Checksums) -> Checksums:
    """Return what the next program knows."""
    return Checksums(sums.dump())


@pytest.mark.parametrize(("passed", "known"), [(MARGIN, False), (MARGIN + 1, True)])
def test_what_was_changed_shortly_before_is_not_relied_on(
    tmp_path: Path, clock: Callable[[Path, int], None], passed: int, known: bool
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"---\ncasebook_x: 1\n")
    clock(path, passed)
    sums = Checksums()
    expected = sums.of(path)
    assert expected == (sha256_of(path.read_bytes()), b"---\ncasebook_x: ")
    for later in (sums, _next(sums)):
        assert bool(later.known(path)) == known
        assert later.of(path) == expected
    # What nobody asked for any more is forgotten.
    assert not _next(_next(sums)).known(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b"other"),
        lambda path: path.write_bytes(b"1234567"),
        lambda path: (path.unlink(), path.write_bytes(b"other")),
        lambda path: path.with_name("b").replace(path),
    ],
    ids=["bytes", "size", "another file", "moved there"],
)
def test_a_change_is_seen_though_somebody_sets_the_time_back(
    tmp_path: Path, clock: Callable[[Path, int], None], change: Callable[[Path], object]
) -> None:
    path = tmp_path / "a"
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode() * 5)
        os.utime(tmp_path / name, ns=(10**18, 10**18))
    clock(path, MARGIN + 1)
    sums = Checksums()
    sums.of(path)
    assert _next(sums).known(path)
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:  # the clock of the file system has ticks
        change(path)
        (tmp_path / "b").write_bytes(b"other")
        os.utime(path, ns=(10**18, 10**18))
    assert not _next(sums).known(path)
    assert _next(sums).of(path).sha256 == sha256_of(path.read_bytes())


def test_what_the_program_wrote_itself_is_known_at_once(tmp_path: Path) -> None:
    path, sums = tmp_path / "a", Checksums()
    assert write_changed(path, b"one", sums)
    assert sums.known(path) == sha256_of(b"one")
    time = path.stat().st_mtime_ns
    assert not write_changed(path, b"one", _next(sums))
    assert path.stat().st_mtime_ns == time
    assert write_changed(path, b"two", _next(sums))
    assert path.read_bytes() == b"two"


def test_what_is_gone_is_not_known(tmp_path: Path) -> None:
    path, sums = tmp_path / "a", Checksums()
    write_changed(path, b"one", sums)
    path.unlink()
    assert not sums.known(path)
    with pytest.raises(FileNotFoundError):
        sums.of(path)
    assert write_changed(path, b"one", sums)
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("damage", [b"", b"hello", b"\x91" * 1000, b"\x81\xa1a\x01"])
def test_a_damaged_memory_knows_nothing(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    sums = Checksums(damage)
    assert not sums.known(path)
    assert sums.of(path).sha256 == sha256_of(b"one")
