"""Sphinx without a new interpreter for each run, where many small bases are built."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest
from tests.sphinx_server import forked_by, servers


@pytest.fixture(scope="session")
def sphinx_servers() -> Iterator[Sequence[socket.socket]]:
    with servers() as listening:
        yield listening


@pytest.fixture(scope="module")
def forked_sphinx(sphinx_servers: Sequence[socket.socket]) -> Iterator[None]:
    """Let Sphinx be forked for the tests of a file."""
    with forked_by(sphinx_servers):
        yield
