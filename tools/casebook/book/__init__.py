"""The book: Sphinx writes it as a manuscript of Typst, which is then set as PDF."""
