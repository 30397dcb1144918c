"""Names of picture files in a built site: each that of one picture, whatever else there is.

Sphinx puts all pictures into one folder and numbers files of the same name in the
order in which it read their pages, which changes as pages come and go.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def name_pictures(app: Sphinx, env: BuildEnvironment) -> None:  # noqa: ARG001 - Sphinx's signature
    """Name every picture after its path: that of ``pictures/slug/f1.png`` is ``slug.f1.png``."""
    named = type(env.images)()
    taken: set[str] = set()
    for path in sorted(env.images):
        docnames = env.images[path][0]
        parts = PurePosixPath(path).parts
        name = ".".join(parts[1:] if parts[0] == "pictures" else parts)
        while name in taken:  # `a.b/c` and `a/b.c`, which only people write
            name = f"_{name}"
        taken.add(name)
        named[path] = (set(docnames), name)
    env.images = named
