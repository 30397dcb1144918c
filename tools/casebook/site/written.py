"""Which pages of a site have to be written again.

A generated page is a function of its own tree, of what its references lead to, of the pages
before, after and above it, and of what all pages share.  A checksum of these is its key; a
page with the key of the last good run is as it would be written.  Where nothing differs but its
list of similar cases, which depends on all articles, this list alone is put in.  Pages that
people wrote may hold anything, so they are always read and written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from casebook.exports.feeds import feed_fields
from casebook.files import all_below
from casebook.output import write_whole
from casebook.site.domain import CaseDomain, Target
from casebook.site.similar import LISTED
from casebook.site.snapshot import snapshot_of
from casebook.sphinx_runs import INVENTORY

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_NAME = "written.json"
_OWN = frozenset({"casebook.site", "casebook.book.extension", "myst_parser"})
_TEXTS = "casebook_texts"


def read_again(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],  # noqa: ARG001 - the signature is Sphinx's
    changed: AbstractSet[str],  # noqa: ARG001
    removed: AbstractSet[str],  # noqa: ARG001
) -> list[str]:
    """Return pages whose sources stay the same, and that are to be read again all the same.

    They are the pages of cases whose article changed, and those that people wrote: a warning
    comes only from what is read.
    """
    sums = snapshot_of(app.config).sums
    before: Mapping[str, str] = getattr(env, _TEXTS, {})
    setattr(env, _TEXTS, sums)
    changed_texts = {slug for slug, text in sums.items() if before.get(slug) != text}
    return [
        page
        for page in env.all_docs
        if not is_generated(env, page) or env.metadata[page].get("casebook_case") in changed_texts
    ]


def is_generated(env: BuildEnvironment, page: str) -> bool:
    """Whether a page that was read is one that Casebook wrote."""
    return any(key.startswith("casebook_") for key in env.metadata.get(page, ()))


def address_of(builder: StandaloneHTMLBuilder, page: str) -> str:
    """Return the path of the file of a page, as text: of thousands."""
    return os.path.join(builder.outdir, *f"{page}{builder.out_suffix}".split("/"))  # noqa: PTH118


class Written:
    """The keys of the pages of a folder, as they were when it was written last."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._path = Path(builder.doctreedir, _NAME)
        self._keys: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._pictures: dict[str, list[str]] = {}
        self._before: dict[str, str] = {}
        self._lists_before: dict[str, str] = {}
        self._every = ""
        self._is_own = False
        self._titles: dict[str | None, str] = {}

    def outdated(self, pages: Iterable[str]) -> set[str]:
        """Return those of the pages that have to be written; until :meth:`keep`, all have."""
        self._before, self._lists_before = self._read()
        before = self._before
        self._path.unlink(missing_ok=True)
        builder = self._builder
        titles = builder.env.titles
        self._titles = {page: title.astext() for page, title in titles.items()}
        shared = self._every = _checksum(list(self._shared()))
        self._pictures = defaultdict(list)
        for docnames, name in builder.env.images.values():
            for page in docnames:
                self._pictures[page].append(name)
        domain = builder.env.get_domain("case")
        assert isinstance(domain, CaseDomain)
        # Many pages refer to the same.
        found = cache(domain.found)
        for page in sorted(pages):
            self._keys[page], listed = self._key(page, shared, domain.targets.get(page, ()), found)
            self._lists |= {page: listed} if listed else {}
        self._titles = {}  # room for what is written
        there = set(all_below(builder.outdir))
        # Other extensions may print anything on a page.
        self._is_own = is_own = (
            _OWN.issuperset(builder.config.extensions) and not builder.config.setup
        )
        return {
            page
            for page, key in self._keys.items()
            if not is_own
            or before.get(page) != key
            or not is_generated(builder.env, page)
            or address_of(builder, page) not in there
        }

    def relisted(self) -> dict[str, str]:
        """Return the pages that have another list of similar cases now, each with its case.

        Of these nothing else is known: the page may have to be written all the same.
        """
        env = self._builder.env
        return {
            page: env.metadata[page]["casebook_case"]
            for page, listed in self._lists.items()
            if self._lists_before.get(page) != listed
        }

    def is_same(self, page: str, context: object) -> bool:
        """Whether a page without a source, made of its context alone, is as it would be written."""
        key = self._keys[page] = _checksum(self._every, context)
        is_there = Path(address_of(self._builder, page)).is_file()
        return self._is_own and is_there and self._before.get(page) == key

    def is_listed(self) -> bool:
        """Whether the inventory is as it would be written: packing it takes longer than this."""
        env = self._builder.env
        listed = [(item.name, sorted(item.get_objects())) for item in env.domains.sorted()]
        key = self._keys[INVENTORY] = _checksum(self._every, listed)
        is_there = Path(self._builder.outdir, INVENTORY).is_file()
        return is_there and self._before.get(INVENTORY) == key

    def keep(self) -> None:
        """Remember the keys: every page is written."""
        write_whole(self._path, json.dumps([self._keys, self._lists]).encode())

    def _read(self) -> tuple[dict[str, str], dict[str, str]]:
        try:
            keys, lists = json.loads(self._path.read_text("utf-8"))
            return dict(keys), dict(lists)
        except (OSError, ValueError, TypeError, RecursionError):
            return {}, {}

    def _shared(self) -> Iterator[object]:
        """Yield what is on all pages: settings, styles, the titles that the sidebar lists."""
        builder = self._builder
        env, config = builder.env, builder.config
        yield builder.create_build_info().config_hash
        yield config.casebook_inputs, config.casebook_search
        snapshot = snapshot_of(config)
        yield bool(snapshot.changes), [field.key for field in feed_fields(snapshot)]
        yield sorted(page for page in env.found_docs if page.endswith("/index"))
        for page in (config.root_doc, *config.casebook_appendix):
            yield page, self._titles.get(page)

    def _key(
        self, page: str, shared: str, targets: Iterable[Target], found: Callable[[Target], object]
    ) -> tuple[str, str]:
        """Return the key of a page without its list of similar cases, and that of this list.

        :param targets: what the page refers to.
        :param found: gives what a reference prints and where it leads.
        """
        builder = self._builder
        env = builder.env
        parent, before, after = builder.relations.get(page, (None, None, None))
        around = [parent, before, after, f"{page.partition('/')[0]}/index"]
        titles = [(item, self._titles.get(item)) for item in around]
        # What it refers to is a matter of its source alone, so of when it was read.
        lists: list[object] = []
        leads: list[object] = []
        for target in targets:
            (lists if target[:2] == LISTED else leads).append(found(target))
        pictures = sorted(self._pictures.get(page, ()))
        key = _checksum(shared, env.all_docs[page], titles, leads, pictures, bool(lists))
        return key, _checksum(lists) if lists else ""


# Sphinx has titles of its own that wait for the language.
_encode = msgspec.msgpack.Encoder(enc_hook=str).encode


def _checksum(*values: object) -> str:
    try:
        content = _encode(values)
    except UnicodeEncodeError:  # the name of a file that is no text
        content = repr(values).encode("utf-8", "backslashreplace")
    return hashlib.sha256(content).hexdigest()
