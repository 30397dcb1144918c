"""Bytes of a saved page become lines of text."""
