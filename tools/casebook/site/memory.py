"""The memory of a build does not grow by the pages that it has read.

Sphinx keeps the tree of every page that it has read, and the file of every
tree that it has loaded, until the build ends: about 3 MiB an article. Both are
caches of files in the folder of doctrees, from which Sphinx reads what it does
not find; here it never finds anything.
"""

from __future__ import annotations

import gc
from collections.abc import MutableMapping
from typing import Any

from sphinx.application import Sphinx

from casebook.memory import OBJECTS


class _Nothing(dict[str, Any]):
    """A cache that keeps nothing."""

    def __setitem__(self, key: str, value: object) -> None:
        """Forget the value at once."""


def collect_rarely(app: Sphinx) -> None:
    """Let Python look for garbage in cycles less often: a page is a tree of many small objects.

    Only in a process that builds a site and ends.
    """
    if app.config.casebook_inputs:
        gc.freeze()
        gc.set_threshold(OBJECTS, 20, 20)


def keep_no_trees(app: Sphinx) -> None:
    """Let Sphinx read trees from their files whenever it asks for one."""
    for name in ("_write_doc_doctree_cache", "_pickled_doctree_cache"):
        # Private, but there is no setting; without them every page must still be right.
        cache: MutableMapping[str, Any] = getattr(app.env, name)
        assert isinstance(cache, dict)
        setattr(app.env, name, _Nothing())
