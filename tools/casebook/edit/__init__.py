"""``casebook edit``: articles are corrected on a local page.

The page writes the same files that a person edits by hand, through the same transactions;
nothing else in the program needs it.
"""
