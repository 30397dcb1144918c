"""What editions must print for certain words: ``docs/wording.json``.

Pages are converted while Sphinx reads them; this file tells it the words that
an article keeps (front matter ``keep``) and the rulings of ``exceptions.tsv``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.records import Article, Script
from casebook.text.overrides import EVERY_ARTICLE, Exceptions

ADDRESS = "wording.json"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words with what an edition prints for them, by article (``*``: any) and script."""

    words: Mapping[str, Mapping[str, Mapping[str, str]]]

    def of(self, slug: str, script: Script) -> Mapping[str, str]:
        """Return the words of one article in the edition of one script."""
        own = self.words.get(slug) or self.words.get(EVERY_ARTICLE, {})
        return own.get(script.value, {})


def dump_wording(articles: Iterable[Article], exceptions: Exceptions) -> str:
    """Return the file; articles without words of their own are left out."""
    general = {script.value: dict(exceptions.of(EVERY_ARTICLE, script)) for script in Script}
    words = {EVERY_ARTICLE: general}
    for article in articles:
        own = {
            script.value: {word: word for word in article.keep}
            | dict(exceptions.of(article.slug, script))
            for script in Script
        }
        if own != general:
            words[article.slug] = own
    return json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse_wording(text: str) -> Wording:
    """Read what :func:`dump_wording` wrote."""
    return Wording(json.loads(text))
