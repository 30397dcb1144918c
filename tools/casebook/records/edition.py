"""An edition: one printed form of a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.records.article import Script


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the site and the book, as ``data/editions/<tag>.toml`` describes it.

    :param tag: BCP 47 language tag, ``zh-Hant-TW``.
    :param script: the script that it is printed in.
    :param folder: its folder in a built site, ``zh-Hant``; also in the names of books.
    :param name: its name in its own script, 繁體.
    :param title: its name on a title page, in its own script, 繁體版.
    :param locale: catalogue of the interface, ``zh_TW``.
    :param sphinx: Sphinx's own catalogue, where it has none for :attr:`locale`.
    :param variants: names of the OpenCC dictionaries that choose regional forms.
    :param without: groups of the project's words for the script that are not for this region.
    :param quotes: outer and inner quotation marks, four characters, ``「」『』``.
    :param collation: BCP 47 tag of the order of its indexes.
    :param region: two-letter code of the typographic region.
    :param typefaces: suffixes of Noto CJK families, the preferred one first.
    :param sans: families for the screen without serifs, the preferred one first.
    :param serif: families for the screen with serifs, the preferred one first.
    :param languages: languages of browsers that it is for, the most typical first.
    """

    tag: str
    script: Script
    folder: str
    name: str
    title: str
    locale: str
    sphinx: str
    variants: tuple[str, ...]
    without: tuple[str, ...]
    quotes: str
    collation: str
    region: str
    typefaces: tuple[str, ...]
    sans: tuple[str, ...]
    serif: tuple[str, ...]
    languages: tuple[str, ...]

    def __hash__(self) -> int:
        # Part of the key of every text that is converted: not all of it is hashed each time.
        return hash(self.tag)

    def __str__(self) -> str:
        """Return the language tag."""
        return self.tag
