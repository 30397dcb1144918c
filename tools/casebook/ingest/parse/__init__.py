"""Kept lines become an article."""
