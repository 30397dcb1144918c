"""A knowledge base of its own for tests that go from a saved page to its folder."""

from tests.cli.conftest import base

__all__ = ["base"]
