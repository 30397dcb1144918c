"""Names of the administrative divisions of China, as reports give them."""

from __future__ import annotations

import re

from casebook import resources
from casebook.ingest.lexicon import words


@resources.cached
def place_names() -> tuple[str, ...]:
    """Names of provinces, cities and counties without their kind: 江阴, 玉屏 (侗族自治县)."""
    peoples = "|".join(words("people", "peoples"))
    kind = re.compile(rf"(?:特别行政区|(?:(?:{peoples})族?)*自治[州县旗区]|[省市县区])$")
    names = {kind.sub("", row[1]) for row in resources.rows("regions.tsv")}
    return tuple(sorted(name for name in names if len(name) > 1))
