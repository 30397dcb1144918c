"""A folder is put back as it stood before a fault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.faulty.branches import Memory

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="which files are open is asked of the system"
)


def test_a_folder_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "in").mkdir(parents=True)
    for name in ("changed", "gone", "in/replaced"):
        (folder / name).write_text(name, "utf-8")
    replaced = folder / "in" / "replaced"
    with replaced.open("r+b") as opened:
        opened.read(3)
        memory = Memory(folder, tmp_path / "spare")
        assert not memory.is_walked
        (folder / "changed").write_text("CHANGED", "utf-8")
        (folder / "gone").unlink()
        opened.write(b"more than there was")
        opened.flush()
        replaced.unlink()
        (folder / "in").rmdir()
        (folder / "new").mkdir()
        (folder / "new" / "file").touch()
        memory.put_back()
        assert os.fstat(opened.fileno()).st_ino == replaced.stat().st_ino
        assert os.lseek(opened.fileno(), 0, os.SEEK_CUR) == len(b"in/replaced")  # read ahead
    assert not (folder / "new").exists()
    for name in ("changed", "gone", "in/replaced"):
        assert (folder / name).read_text("utf-8") == name


def test_a_folder_that_is_walked_through_is_seen(tmp_path: Path) -> None:
    (tmp_path / "folder" / "in").mkdir(parents=True)
    handle = os.open(tmp_path / "folder" / "in", os.O_RDONLY)
    try:
        assert Memory(tmp_path / "folder", tmp_path / "spare").is_walked
    finally:
        os.close(handle)
