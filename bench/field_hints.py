"""Count how far each hint of a field is to be trusted, in labelled texts.

    PYTHONPATH=tools python bench/field_hints.py LABELS.txt > tools/casebook/data/field_hints.tsv

The labels are those of `bench/knowledge.py`.  Only words and numbers are kept of the texts.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from casebook.knowledge.fields import fields, hint_weights
from knowledge import Labelled, read

HEAD = """\
# Hints of `fields.toml` in texts whose field a reader has named: in how many a hint stands, and
# how many of these are of the field. Counted by bench/field_hints.py in {} texts.
hint\tfield\ttexts\tright
"""


def counted(texts: list[Labelled]) -> str:
    """Return the table of the hints that stand in the texts, in the order of `fields.toml`."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for field in fields():
            for hint in hint_weights(field, text.title, "\n".join(text.paragraphs)):
                seen[hint, field.key] += 1
                right[hint, field.key] += field.key in text.field.split("/")
    rows = [
        f"{hint}\t{field.key}\t{seen[hint, field.key]}\t{right[hint, field.key]}\n"
        for field in fields()
        for hint in field.hints
        if seen[hint, field.key]
    ]
    return HEAD.format(len(texts)) + "".join(rows)


if __name__ == "__main__":
    every = [text for file in sys.argv[1:] for text in read(Path(file))]
    sys.stdout.write(counted([text for text in every if text.field]))
