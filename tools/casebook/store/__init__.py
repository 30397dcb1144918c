"""Articles are read from and written to plain text files."""
