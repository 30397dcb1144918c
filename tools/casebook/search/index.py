"""The index as files that a page loads with script elements, also from a folder.

Every data file calls ``casebookSearch.put(name, data)``; names and what they
hold are described in ``docs/project/search.md``.  One set of bins serves all
editions, and so do the packs of text; units, facets and labels are one set each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from casebook.kept import Kept, digest
from casebook.output import write_whole
from casebook.search.facets import facets
from casebook.search.labels import LABELS
from casebook.search.lean import lean
from casebook.search.names import head_of, name_data, names
from casebook.search.packs import (
    KINDS,
    Variant,
    Wordings,
    packed,
    packs,
    searched,
    size_of,
    to_json,
    variants_of,
)
from casebook.search.postings import (
    DIGITS,
    MARKED,
    MARKS,
    STOPPERS,
    bins_of,
    code,
    keys_of,
    letters_of,
)
from casebook.search.records import SearchCase, SearchEntry, SearchTheme, Source, Texts
from casebook.search.shards import Sharded, packed_postings, pairs_of, sharded
from casebook.search.units import Units, learnt
from casebook.search.wordings import PATTERN, signs, spelling_pattern, spellings
from casebook.text.editions import edition_of
from casebook.text.fold import Level, classes_of, fold, fold_classes, take_classes
from casebook.text.printer import Printer

#: What the pages load besides the data: every page, the search page alone, and the look.
PROGRAM = ("search.js", "search-page.js", "search.css")
#: The parts of ``search-page.js``, each after those that it needs.  In one file they come at once.
_PAGE = ("query", "texts", "postings", "names", "engine", "dom", "suggestions", "page")


S = TypeVar("S", SearchCase, Source)

#: Units and letters are learnt from so many cases.
SAMPLE = 100


@dataclass(frozen=True, slots=True)
class IndexSize:
    """Bytes of an index by what they are for, and the number of bins and cases."""

    cases: int
    bins: int
    bin_bytes: int
    text_bytes: int
    other_bytes: int


def build_index(
    cases: Sequence[SearchCase], folder: Path, themes: Sequence[SearchTheme] = ()
) -> IndexSize:
    """Write the index and its program to ``folder``, and delete what is stale there.

    The folder belongs to the index.  A file whose content stays is not touched.

    :param cases: with the same editions in every text; slugs differ.
    :param themes: what results can be narrowed to, in the order shown.
    :raises OSError: where the folder cannot be written.
    :raises KeyError: where a text lacks one of the editions of the first title.
    """
    sizes = {"bins": 0, "texts": 0, "": 0}
    written = set[Path]()
    count = 0
    for name, content in index_files(cases, themes):
        path = folder / name
        write_whole(path, content)
        written.add(path)
        group = name.partition("/")[0]
        sizes[group if group in sizes else ""] += len(content)
        count += group == "bins"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in written:
            path.unlink()
    return IndexSize(len(cases), count, sizes["bins"], sizes["texts"], sizes[""])


def index_files(
    cases: Iterable[SearchCase], themes: Sequence[SearchTheme] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index: its name in the folder, and its bytes.

    Cases are numbered from the newest to the oldest, so that postings give the
    newest first.
    """
    made = [Source(case.slug, "", partial(_same, case)) for case in cases]
    return files_of(made, themes, Kept())


def files_of(
    cases: Iterable[Source], themes: Sequence[SearchTheme], kept: Kept
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index, as :func:`index_files`.

    :param kept: what earlier runs made of the same cases.
    """
    stamp = hashlib.sha256()
    for name, body in _data(cases, themes, kept):
        stamp.update(body.encode())
        yield _script(name, body)
    # Data of two builds must not meet in a browser's cache: every address has the stamp.
    yield _script("stamp", to_json(stamp.hexdigest()[:12]))
    yield from program()


def _same(case: SearchCase) -> SearchCase:
    return case


@cache
def program() -> tuple[tuple[str, bytes], ...]:
    """Return the name and the content of each file of `PROGRAM`."""
    folder = files("casebook.search")

    def read(name: str) -> bytes:
        return lean(name, folder.joinpath(name).read_text("utf-8"))

    page = b"".join(read(f"{part}.js") for part in _PAGE)
    return tuple((name, page if name == "search-page.js" else read(name)) for name in PROGRAM)


@cache
def program_version() -> str:
    """Return what pages add to the addresses of the program, so that no cache keeps an old one."""
    return hashlib.sha256(b"".join(content for _, content in program())).hexdigest()[:8]


def _script(name: str, body: str) -> tuple[str, bytes]:
    return f"{name}.js", f"casebookSearch.put({to_json(name)},{body});\n".encode()


class _Known(NamedTuple):
    """What the index has of a case, whatever other cases there are.

    :param head: the case without its texts.
    :param size: of its texts, in bytes.
    :param variants: other wordings of its entries, of each edition.
    :param characters: folded.
    """

    head: SearchCase
    size: int
    keys: Sharded
    variants: list[list[Variant]]
    characters: str


def _known(source: Source) -> _Known:
    case = source.make()
    wordings = tuple(map(Wordings.of, case.all_entries))
    texts = (text for each in wordings for text in each.all)
    characters = "".join(sorted(set[str]().union(*texts, *_folded_names(case))))
    keys = sharded(keys_of(searched(case, wordings)))
    variants = variants_of(case, wordings)
    return _Known(head_of(case), size_of(case), keys, variants, characters)


def _data(
    sources: Iterable[Source], themes: Sequence[SearchTheme], kept: Kept
) -> Iterator[tuple[str, str]]:
    """Yield the name and the JSON of every data file but the stamp."""
    # Looking through all characters takes longer than all else that an edit asks of the search.
    take_classes(kept.of("fold", "of-all", (), tuple[str, ...], fold_classes))
    by_slug = {source.slug: source for source in sources}
    few = sample(by_slug.values())
    units = units_of(few, kept)
    theme_numbers = {theme.key: number for number, theme in enumerate(themes)}
    basis = digest(units.units, units.converted, theme_numbers)
    knowns: list[_Known] = []
    rows: dict[str, str] = {}
    for slug in sorted(by_slug):
        source = by_slug[slug]
        known = kept.of("search", slug, source.key, _Known, partial(_known, source))
        knowns.append(known)
        row = partial(_row, source, known.variants, units, theme_numbers)
        rows[slug] = kept.of("texts", slug, (source.key, basis), str, row)
    of_few = {source.slug for source in few}
    keys_of_few = [known.keys for known in knowns if known.head.slug in of_few]
    used = [source.key for source in few]
    letters = kept.of("letters", "of-all", used, str, lambda: letters_of(pairs_of(keys_of_few)))
    knowns.sort(key=lambda known: known.head.published, reverse=True)
    cases = [known.head for known in knowns]
    editions = tuple(cases[0].title) if cases else ()
    first_cases: list[int] = []
    written = ((known.size, rows.pop(known.head.slug)) for known in knowns)
    for number, (first, pack) in enumerate(packs(written)):
        first_cases.append(first)
        yield f"texts/{number:04}", pack
    yield "fold", to_json("\n".join(classes_of(known.characters for known in knowns)))
    packed_keys, merged = packed_postings([known.keys for known in knowns], kept)
    bins = bins_of(packed_keys, letters, merged)
    for number, content in enumerate(bins.contents):
        yield f"bins/{number:04}", to_json(content)
    suggested = names(cases)
    made_of = (suggested, units.units, units.converted, letters)
    named = partial(_name_files, suggested, units, letters)
    yield from kept.of("names", "of-all", made_of, list[tuple[str, str]], named)
    for edition in editions:
        yield f"units/{edition}", to_json(units.listed(edition))
        yield f"facets/{edition}", to_json(facets(cases, edition))
        theme_names = [theme.name[edition] for theme in themes]
        here = Printer(edition_of(edition)).interface
        labels = {key: here(text) for key, text in LABELS.items()}
        yield f"labels/{edition}", to_json({**labels, "themes": theme_names})
    yield (
        "index",
        to_json(
            {
                "cases": len(cases),
                "editions": editions,
                "kinds": KINDS,
                "themes": list(theme_numbers),
                "digits": DIGITS,
                "stoppers": STOPPERS,
                "marks": MARKS,
                "marked": MARKED,
                "letters": letters,
                "bins": bins.first_keys,
                "packs": _sizes(first_cases, len(cases)),
                "wordings": {
                    "pattern": PATTERN,
                    "signs": signs(),
                    "spelling": spelling_pattern(),
                    "spellings": spellings(),
                },
            }
        ),
    )


def _name_files(
    suggested: Sequence[SearchEntry], units: Units, letters: str
) -> list[tuple[str, str]]:
    return list(name_data(suggested, units, letters))


def _row(
    source: Source,
    variants: Sequence[Sequence[Variant]],
    units: Units,
    themes: Mapping[str, int],
) -> str:
    return to_json(packed(source.make(), variants, units, themes))


def _sizes(first_cases: Sequence[int], cases: int) -> str:
    """Return the numbers of cases of the packs, each less one, in codes."""
    return "".join(code(end - first - 1) for first, end in pairwise((*first_cases, cases)))


def units_of(sources: Iterable[Source], kept: Kept) -> Units:
    """Return the units, which are learnt from the texts of a few of the cases."""
    few = sample(sources)

    def make() -> Units:
        cases = [source.make() for source in few]
        return learnt(_texts(cases), tuple(cases[0].title) if cases else ())

    return kept.of("units", "of-all", [source.key for source in few], Units, make)


def _texts(cases: Iterable[SearchCase]) -> Iterator[Texts]:
    return (entry.text for case in cases for entry in case.all_entries)


def sample(cases: Iterable[S]) -> list[S]:
    """Return the cases that units and letters are learnt from: always the same ones, few of many.

    So the texts of all cases need not be written anew where one is edited.
    """

    def place(case: S) -> bytes:
        return hashlib.sha256(case.slug.encode()).digest()

    return sorted(cases, key=place)[:SAMPLE]


def _folded_names(case: SearchCase) -> set[str]:
    """Folded names of a case that are chosen or suggested, but not searched."""
    return {
        fold(name, Level.SEARCH) for names in (case.field, *case.regions) for name in names.values()
    }
