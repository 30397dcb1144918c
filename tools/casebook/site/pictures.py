"""Names of picture files in a built site, which depend on the pages alone.

Sphinx numbers files of the same name in the order in which it read their pages,
which after a change is another order than in a build from nothing.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import FilenameUniqDict


def name_pictures(app: Sphinx, env: BuildEnvironment) -> None:  # noqa: ARG001 - Sphinx's signature
    """Give every picture the name that it would have in a build from nothing."""
    named = FilenameUniqDict()
    for path in sorted(env.images):
        for docname in sorted(env.images[path][0]):
            named.add_file(docname, path)
    env.images = named
