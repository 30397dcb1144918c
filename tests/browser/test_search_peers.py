"""The comparison with other searches runs, and this search finds what it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser
from tests.conftest import ROOT


def test_this_search_finds_every_probe_and_nothing_false(
    browser: Browser,
    tmp_path: Path,
) -> None:
    # Of the other searches none is installed: the comparison leaves them out.
    without = str(tmp_path / "python")
    command = [sys.executable, str(ROOT / "bench/search_peers.py"), without, str(ROOT / "articles")]
    done = subprocess.run(
        [*command, "--probes", "6"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    *_, line = done.stdout.strip().splitlines()
    name, own, other, false, *_ = (cell.strip() for cell in line.strip("|").split("|"))
    assert (name, own, other) == ("this search", "100%", "100%")
    assert false.startswith("0% of ")
