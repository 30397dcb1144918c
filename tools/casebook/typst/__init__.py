"""The Sphinx builder for the book."""
