"""Files damaged anywhere are reported, and nothing is raised."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.ingest.read.word_files import package

import casebook

GOLDENS = ROOT / "tests" / "ingest" / "clean"
FILES = sorted(
    path
    for pattern in ("*/in.docx", "*/in.pdf", "*/in.epub", "*/in.zip", "*/in.warc.gz")
    for path in GOLDENS.glob(pattern)
)


def damaged(data: bytes, seed: int) -> bytes:
    """Change, cut out or repeat a few bytes."""
    chance = random.Random(seed)
    made = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        if not made:
            break
        at = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randrange(1, 50)]
            case _:
                made[at:at] = made[max(0, at - 20) : at]
    return bytes(made)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_damage_is_reported(path: Path) -> None:
    data = path.read_bytes()
    for seed in range(60):
        done = casebook.clean_bytes(damaged(data, seed), name="x")
        assert done.article or done.problems


@pytest.mark.parametrize("name", ["word-official/in.docx", "epub-chapter/in.epub"])
def test_damaged_parts_are_reported(name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO((GOLDENS / name).read_bytes()))
    parts = {part: archive.read(part) for part in archive.namelist()}
    for seed in range(100):
        part = sorted(parts)[seed % len(parts)]
        if parts[part]:
            data = package({**parts, part: damaged(parts[part], seed)})
            done = casebook.clean_bytes(data, name="x")
            assert done.article or done.problems
