"""Every generated page of the small knowledge base, as a reviewer has read it.

After a change: ``pytest tests/pages --rewrite-goldens``, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import small

from casebook.pages.site import site_files

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The pages and ledgers; pictures are what was put in."""
    made = site_files(small.snapshot())
    pictures = {name: made.pop(name) for name in list(made) if name.startswith("pictures/")}
    saved = small.HERE / "articles" / "pictures" / "hall" / "hall.jpg"
    assert pictures == {"pictures/hall/measures-1-f1.jpg": saved.read_bytes()}
    if request.config.getoption("--rewrite-goldens"):
        small.rewrite(GOLDEN, made)
    return made


def test_these_pages_are_made_and_no_others(files: dict[str, bytes]) -> None:
    assert sorted(files) == small.golden_names(GOLDEN)


@pytest.mark.parametrize("name", small.golden_names(GOLDEN))
def test_page(files: dict[str, bytes], name: str) -> None:
    assert files[name].decode("utf-8") == (GOLDEN / name).read_text("utf-8")
