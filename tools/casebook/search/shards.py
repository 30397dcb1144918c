"""Postings in shards: where a case is edited, only those that it changes are made again.

A shard has the keys whose first characters have one remainder.  What it is made of is known by
the checksums of its keys in every case, in the order of the cases, so it is kept by these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import add
from typing import NamedTuple

import msgspec

from casebook.kept import Kept
from casebook.search.postings import Keys, joined, packed_of, postings

#: So many shards: a sentence changes few of them, and few are read fast.
SHARDS = 128
_SUM = 16


class Sharded(NamedTuple):
    """The keys of a case in shards.

    :param keys: of each shard, as :class:`Keys` in MessagePack.
    :param sums: a checksum of those of each shard, one after the other.
    """

    keys: list[bytes]
    sums: bytes


class _Packed(NamedTuple):
    """The postings of a shard: its keys, and what is written of each, parted by spaces."""

    keys: str
    texts: str


def sharded(case: Keys) -> Sharded:
    """Part the keys of a case; a shard has them in one order, wherever they stand in the text."""
    parts: list[list[list[str]]] = [[[] for _ in Keys._fields] for _ in range(SHARDS)]
    for place, keys in enumerate(case):
        for pair in sorted(_pairs(keys)):
            parts[ord(pair[0]) % SHARDS][place].append(pair)
    encoded = [msgspec.msgpack.encode(Keys(*map("".join, part))) for part in parts]
    return Sharded(encoded, b"".join(map(_sum, encoded)))


def pairs_of(cases: Iterable[Sharded]) -> set[str]:
    """Return the keys that any of the cases has."""
    shards = (shard for case in cases for shard in case.keys)
    return {key for shard in shards for key in _pairs(msgspec.msgpack.decode(shard, type=Keys).all)}


def packed_postings(
    cases: Sequence[Sharded], kept: Kept
) -> tuple[dict[str, str], Callable[[Sequence[str]], str]]:
    """Return the postings of cases as they are written, by key, and what packs several keys as one.

    :param cases: in the order of their numbers.
    """
    packed: dict[str, str] = {}
    for shard in range(SHARDS):
        part = slice(shard * _SUM, (shard + 1) * _SUM)
        state = _sum(b"".join(case.sums[part] for case in cases))
        made = kept.of("postings", str(shard), state, _Packed, partial(_pack, cases, shard))
        texts = made.texts.split(" ") if made.keys else []
        packed.update(zip(_pairs(made.keys), texts, strict=True))
    return packed, partial(_merged, cases)


def _pack(cases: Sequence[Sharded], shard: int) -> _Packed:
    packed = packed_of(postings(_keys(cases, shard)), len(cases))
    return _Packed("".join(packed), " ".join(packed.values()))


def _merged(cases: Sequence[Sharded], keys: Sequence[str]) -> str:
    results = [postings(_keys(cases, shard)) for shard in {_shard(key[0]) for key in keys}]
    together = results[0]
    for more in results[1:]:
        marked = tuple(a | b for a, b in zip(together.marked, more.marked, strict=True))
        together = type(together)({**together.cases, **more.cases}, marked)
    return packed_of(joined(together, keys), len(cases))[""]


def _keys(cases: Sequence[Sharded], shard: int) -> Iterator[Keys]:
    return (msgspec.msgpack.decode(case.keys[shard], type=Keys) for case in cases)


def _pairs(keys: str) -> Iterator[str]:
    return map(add, keys[::2], keys[1::2])


def _shard(first: str) -> int:
    return ord(first) % SHARDS


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_SUM]
