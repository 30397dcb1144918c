"""Citations as reference managers read them: BibTeX, RIS, CSL-JSON.

BibTeX is written here, because the libraries for it either write values as they
stand (bibtexparser) or refuse a title with an unbalanced brace (pybtex); tests
read every file back with pybtex.  RIS is written by rispy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import rispy

from casebook.exports.citations.printed import gbt
from casebook.exports.citations.reference import Reference, notes

_LATEX = str.maketrans(
    {
        # Braces by their names: BibTeX counts them even after a backslash.
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


def bibtex(references: Sequence[Reference]) -> str:
    """Return entries ``@online``, as BibLaTeX and the styles for GB/T 7714 know them."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in _fields(reference)]
    return f"@online{{{reference.slug},\n" + ",\n".join(lines) + "\n}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.authors:
        # In braces of its own a name is one word, whatever stands in it.
        names = (f"{{{name.translate(_LATEX)}}}" for name in reference.authors)
        yield "author", " and ".join(names)
    yield "title", reference.title.translate(_LATEX)
    if reference.publisher:
        yield "organization", reference.publisher.translate(_LATEX)
    if reference.date:
        yield "date", reference.date
        yield "year", reference.date[:4]
    if reference.url:
        yield "url", reference.url
    if reference.accessed:
        yield "urldate", reference.accessed
    yield "langid", "chinese"
    if said := notes(reference, gbt):
        yield "note", " ".join(said).translate(_LATEX)


def ris(references: Sequence[Reference]) -> str:
    """Return records of type ELEC, lines ended by CR LF as the format asks."""
    text: str = rispy.dumps(list(map(_record, references)), implementation=_Writer)
    return text.replace("\n", "\r\n")


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """Records without the number that rispy puts before each: the format has none."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - the signature is rispy's
        return ""


def _record(reference: Reference) -> dict[str, str | list[str]]:
    given: dict[str, str | list[str]] = {
        "type_of_reference": "ELEC",
        "id": reference.slug,
        "authors": list(reference.authors),
        "title": reference.title,
        "secondary_title": reference.publisher or reference.site,
        "publisher": reference.publisher or reference.site,
        "year": reference.date[:4],
        "date": reference.date.replace("-", "/"),
        "access_date": reference.accessed.replace("-", "/"),
        "urls": [reference.url] if reference.url else [],
        "language": reference.language,
        "notes": notes(reference, gbt),
    }
    return {name: value for name, value in given.items() if value}


def csl(references: Sequence[Reference]) -> str:
    """Return a list of CSL-JSON items (type ``webpage``)."""
    items = [_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(reference: Reference) -> dict[str, object]:
    item: dict[str, object] = {
        "id": reference.slug,
        "type": "webpage",
        "author": [{"literal": name} for name in reference.authors],
        "title": reference.title,
        "container-title": reference.publisher,
        "issued": _date(reference.date),
        "accessed": _date(reference.accessed),
        "URL": reference.url,
        "language": reference.language,
        "note": "\n".join(notes(reference, gbt)),
    }
    return {name: value for name, value in item.items() if value}


def _date(iso: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else {}


FORMATS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "bib": bibtex,
    "ris": ris,
    "csl.json": csl,
}
"""File name endings with what writes them."""


COLLECTED = tuple(f"cases.{ending}" for ending in FORMATS)
"""Names of the files of all cases."""


def cited(reference: Reference) -> dict[str, str]:
    """Return the text of the file of a case in each format, by the ending of its name."""
    return {ending: write([reference]) for ending, write in FORMATS.items()}


def case_citations(cases: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield files of one case each: ``slug.bib``, ``slug.ris``, ``slug.csl.json``, and so on.

    :param cases: what :func:`cited` returned of each case, by its slug.
    """
    for slug, texts in cases.items():
        for ending, text in texts.items():
            yield f"{slug}.{ending}", text.encode("utf-8")


def collected_citations(cases: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the files of all cases, by the names in :data:`COLLECTED`: those of each, joined.

    :param cases: what :func:`cited` returned of each case, by its slug.
    """
    texts = {ending: [each[ending] for each in cases.values()] for ending in FORMATS}
    # Of a list of items what stands between the brackets.
    items = ",\n".join(text[2:-3] for text in texts["csl.json"])
    joined = {
        "bib": "\n".join(texts["bib"]),
        "ris": "\r\n".join(texts["ris"]),
        "csl.json": f"[\n{items}\n]\n" if items else csl([]),
    }
    return {f"cases.{ending}": joined[ending].encode("utf-8") for ending in FORMATS}
