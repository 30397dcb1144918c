"""What is suggested while typing: names, found by what stands anywhere in them.

Names have postings as cases have, so that a suggestion costs a few small files however many
names there are: a key leads to the numbers of the names that have it, marked where they begin
with it, and the names lie in packs of :data:`PACK`, written as cases are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.search.packs import Wordings, packed, to_json, variants_of
from casebook.search.postings import Postings, Searched, keys_of, pack_bins, postings
from casebook.search.records import EntryKind, SearchCase, SearchEntry, Texts
from casebook.search.units import Units

#: What is suggested before titles, in this order.
_SUGGESTED = (EntryKind.TERM, EntryKind.POLICY, EntryKind.PLACE)
#: So many names are a pack.
PACK = 24
_BIN_BYTES = 3_000


def head_of(case: SearchCase) -> SearchCase:
    """Return a case with its names alone: all that is known of it but its texts."""
    named = (entry for entry in case.entries if entry.kind in _SUGGESTED)
    return replace(case, entries=tuple(named))


def names(cases: Sequence[SearchCase]) -> tuple[SearchEntry, ...]:
    """Return terms, policies and places, the most used first, then titles as the cases stand."""
    result = list[SearchEntry]()
    for kind in _SUGGESTED:
        texts: dict[str, Texts] = {}
        count = Counter[str]()
        for case in cases:
            own = [entry.text for entry in case.all_entries if entry.kind is kind]
            own += case.regions if kind is EntryKind.PLACE else ()
            by_name = {_first(text): text for text in own}
            count.update(by_name.keys())
            texts |= {name: text for name, text in by_name.items() if name not in texts}
        by_use = sorted(count, key=lambda name: (-count[name], name))
        result += (SearchEntry("", kind, texts[name]) for name in by_use)
    result += (SearchEntry("", EntryKind.TITLE, case.title) for case in cases)
    return tuple(result)


def name_data(
    entries: Sequence[SearchEntry], units: Units, letters: str
) -> Iterator[tuple[str, str]]:
    """Yield the name and the JSON of every data file of the names."""
    wordings = [Wordings.of(entry) for entry in entries]
    packed_bins = pack_bins(_postings(wordings), len(entries), letters, size=_BIN_BYTES, marked=0)
    for number, content in enumerate(packed_bins.contents):
        yield f"names/bins/{number:04}", to_json(content)
    for number, first in enumerate(range(0, len(entries), PACK)):
        some = tuple(entries[first : first + PACK])
        each = wordings[first : first + PACK]
        # A case has a title, so that of a pack is empty.
        no_title = dict.fromkeys(some[0].text, "")
        none = Wordings.of(SearchEntry("", EntryKind.TITLE, no_title))
        case = SearchCase("", "", no_title, some)
        row = packed(case, variants_of(case, [none, *each]), units, {})
        yield f"names/texts/{number:04}", to_json([row])
    titles = sum(entry.kind is not EntryKind.TITLE for entry in entries)
    yield (
        "names/index",
        to_json(
            {"count": len(entries), "titles": titles, "pack": PACK, "bins": packed_bins.first_keys}
        ),
    )


def _postings(wordings: Iterable[Wordings]) -> Postings:
    wordings = tuple(wordings)
    result = postings(keys_of(Searched(frozenset(), frozenset(), each.all)) for each in wordings)
    for number, each in enumerate(wordings):
        for first in sorted({(text + "\n")[:2] for text in each.all if text}):
            result.marked[0].setdefault(first, []).append(number)
    return result


def _first(text: Texts) -> str:
    return next(iter(text.values()))
