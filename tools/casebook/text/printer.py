"""The one way by which text enters an edition.

A :class:`Printer` knows an edition and what people laid down about words: the words
that an article keeps, and the rulings of the knowledge base.  Pages, books, data,
search and citations print every text through one; nothing else calls the conversion.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from casebook import resources
from casebook.records import Article, Edition, Script
from casebook.text.catalogue import messages
from casebook.text.conversion import Fixed, convert, fixed_words
from casebook.text.detect import detect_script
from casebook.text.marks import set_marks
from casebook.text.overrides import Overrides

_DOUBTFUL = "提交并公布，乾部發現面積"
"""A text in either script, of which every dictionary is asked."""


@resources.cached
def _own_labels() -> Mapping[str, str]:
    """Return the words of the interface for which a knowledge base has words of its own."""
    return dict(resources.toml("labels.toml")["labels"])


@dataclass(frozen=True, eq=False)
class Wording:
    """What is laid down about the words of a knowledge base.

    :param scripts: the script of each article, by slug.
    :param keep: the words that each article keeps in every edition, by slug.
    :param overrides: the rulings of people on conversion.
    """

    scripts: Mapping[str, Script] = field(default_factory=dict)
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overrides: Overrides = field(default_factory=Overrides)

    @classmethod
    def of(cls, articles: Iterable[Article], overrides: Overrides) -> Wording:
        """Collect what articles and rulings lay down."""
        listed = tuple(articles)
        return cls(
            {article.slug: article.script for article in listed},
            {article.slug: article.keep for article in listed if article.keep},
            overrides,
        )

    def fixed(self, slug: str, edition: Edition) -> Fixed:
        """Return the words of an article whose form in an edition is laid down.

        :param slug: of the article; ``""`` for text that belongs to no article.
        """
        return fixed_words(self.keep.get(slug, ()), self.overrides.of(slug, edition))


@dataclass(frozen=True, eq=False)
class Printer:
    """Prints text in one edition."""

    edition: Edition
    wording: Wording = field(default_factory=Wording)

    def text(self, text: str, script: Script | None, slug: str = "") -> str:
        """Return a text as the edition prints it.

        :param script: the script that it is in; ``None`` to find it from the text.
        :param slug: of the article whose words it has, ``""`` for none.
        """
        return convert(text, self.edition, script or detect_script(text), self._fixed(slug))

    def interface(self, text: str) -> str:
        """Return words of the program or of the settings and data files as the edition says them.

        They are looked up in the catalogue of the edition's language; what it lacks is converted.
        The words of the program are in Traditional Chinese, those of a person in either script.
        """
        text = _own_labels().get(text, text)
        result = messages(self.edition.locale).get(text)
        if result is not None:
            return result
        return self.text(text, detect_script(text) or Script.HANT)

    def quoted(self, text: str, slug: str) -> str:
        """Return words that an article prints: its text, or a name, title or label taken from it.

        :param slug: of the article; where several have the words, of the first.
        """
        return self.text(text, self.wording.scripts[slug], slug)

    def noted(self, text: str, slug: str) -> str:
        """Return words about an article that a person may have written, in either script.

        :param slug: of the article; its script holds where the text itself does not show it.
        """
        return self.text(text, detect_script(text) or self.wording.scripts[slug], slug)

    def article(self, article: Article) -> Callable[[str], str]:
        """Return what prints the texts of an article."""
        return functools.partial(self.text, script=article.script, slug=article.slug)

    def source(self, text: str, article: Article) -> str:
        """Return words of a source of an article, which may be in another script than it.

        Their marks have the width that they have in text; the file of the article stays.
        """
        return self.text(set_marks(text), detect_script(text) or article.script, article.slug)

    def load(self) -> None:
        """Load what conversion into the edition needs, which else waits for the first text."""
        for script in Script:
            self.text(_DOUBTFUL, script)

    def _fixed(self, slug: str) -> Fixed:
        return self._cache(slug)

    @functools.cached_property
    def _cache(self) -> Callable[[str], Fixed]:
        return functools.cache(functools.partial(self.wording.fixed, edition=self.edition))
