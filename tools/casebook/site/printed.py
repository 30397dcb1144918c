"""Texts of pages as an edition prints them, kept for when their page is read again.

A list of all cases is read again where a case is added, and nearly all of its texts were printed
before.  What a text becomes follows from the text, its script, whose words it has, and from what
decides on the words of all pages (``casebook_inputs``), so it is found by these.  The page of a
case is read again where its own text is another one, so nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from casebook.kept import digest
from casebook.kept_file import KeptFile

_FOLDER, _GROUP = "printed", "pages"

Asked = tuple[str, str, str]
"""A text, its script, and the slug of the case whose words it has."""
_Texts = dict[Asked, str]
_Rows = list[tuple[Asked, str]]
_files: WeakKeyDictionary[BuildEnvironment, KeptFile] = WeakKeyDictionary()


@contextmanager
def remembered(
    env: BuildEnvironment, metadata: Mapping[str, Any], make: Callable[[Asked], str]
) -> Iterator[Callable[[Asked], str]]:
    """Give what prints the texts of the page that is being read; its texts are kept afterwards.

    :param metadata: the front matter of the page.
    :param make: prints a text.
    """
    inputs, page = env.config.casebook_inputs, env.docname
    is_shared = any(key.startswith("casebook_") for key in metadata)
    if not inputs or not is_shared or "casebook_case" in metadata:
        yield make
        return
    file = _files.setdefault(env, KeptFile(Path(env.doctreedir, _FOLDER)))
    key = digest(inputs, env.config.casebook_edition)
    before, now = _Texts(), _Texts()
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        before = dict(msgspec.msgpack.decode(file.read(_GROUP, page, key) or b"", type=_Rows))

    def shown(asked: Asked) -> str:
        if asked not in now:
            now[asked] = before.get(asked) or make(asked)
        return now[asked]

    yield shown
    if now != before:
        file.write(_GROUP, page, key, msgspec.msgpack.encode(list(now.items())))


def forget_others(app: Sphinx, exception: Exception | None) -> None:
    """Forget the texts of pages that are gone."""
    file = _files.pop(app.env, None)
    if file and not exception:
        file.delete_others({_GROUP: app.env.found_docs})
