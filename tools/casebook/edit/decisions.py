"""What a person decides about figures, links and names: changes of ``corrections.toml``.

Each function takes the content of the file and returns it changed; comments and the order
of what else stands there are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from casebook.edit.refused import RefusedError
from casebook.knowledge.corrections import name_key
from casebook.library.plain_text import decoded
from casebook.text.catalogue import N_

FILE = "corrections.toml"
"""In the folder of articles."""

NAMES = ("terms", "policies")
"""Tables that list names to be added and dropped."""

VERDICTS = ("add", "drop")
"""What a person says of a name: it is one, or it is none."""


def _changed(content: bytes, change: Callable[[tomlkit.TOMLDocument], None]) -> bytes:
    try:
        text, _ = decoded(content)
        document = tomlkit.parse(content.decode("utf-8") if text is None else text)
        change(document)
    except (TOMLKitError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(
            N_("{file} 讀不懂，請先更正：{detail}"), file=FILE, detail=str(error)
        ) from error
    return tomlkit.dumps(document).encode("utf-8")


def with_answer(content: bytes, case: str, result: str, measures: Iterable[str] | None) -> bytes:
    """Say which measures a result answers.

    :param measures: their ids, none for no measure; ``None`` takes back what a person said.
    """
    entry = None if measures is None else {"measures": list(measures)}
    return _changed(content, lambda it: _put(it, "answer", {"case": case, "result": result}, entry))


def with_figure(
    content: bytes, case: str, paragraph: str, text: str, values: Mapping[str, Any] | None
) -> bytes:
    """Say what a figure means, or that it is none.

    :param text: the figure as the paragraph has it.
    :param values: ``measured``, ``date``, ``unit`` or ``drop``; ``None`` takes back what a
        person said.
    """
    key = {"case": case, "paragraph": paragraph, "text": text}
    return _changed(content, lambda it: _put(it, "indicator", key, values))


def with_name(content: bytes, kind: str, name: str, verdict: str | None) -> bytes:
    """Say that a name is a term or a document, or that it is none.

    :param kind: one of :data:`NAMES`.
    :param verdict: one of :data:`VERDICTS`; ``None`` takes back what a person said.
    """

    def change(document: tomlkit.TOMLDocument) -> None:
        table = document.setdefault(kind, tomlkit.table())
        wanted = name_key(name)
        for key in VERDICTS:
            if key not in table and key != verdict:
                continue
            listed = table.setdefault(key, tomlkit.array())
            if not isinstance(listed, Array):
                raise TypeError(f"{kind}.{key} is no list")
            if key == verdict and name not in listed:
                listed.append(name)
            elif key != verdict:
                for other in [item for item in listed if name_key(str(item)) == wanted]:
                    listed.remove(other)

    return _changed(content, change)


def _put(
    document: tomlkit.TOMLDocument,
    kind: str,
    key: Mapping[str, str],
    values: Mapping[str, Any] | None,
) -> None:
    """Put an entry of a kind in the place of the one with the same key, or at the end."""
    listed = document.get(kind)
    if listed is None:
        if values is None:
            return
        document[kind] = tomlkit.aot()
        listed = document[kind]
    if not isinstance(listed, AoT):
        raise TypeError(f"{kind} is no list of tables")
    same = [at for at, item in enumerate(listed) if all(item.get(k) == v for k, v in key.items())]
    for at in reversed(same[1:] if values is not None else same):
        del listed[at]
    if values is None:
        return
    if same:
        entry: Table = listed[same[0]]
        # A figure that is none has nothing else to say; else what stands there stays.
        gone = [name for name in entry if name not in key] if "drop" in values else ["drop"]
        for name in gone:
            entry.pop(name, None)
    else:
        entry = tomlkit.table()
        entry.update(key)
        listed.append(entry)
    entry.update(values)
