"""The search index and the script that reads it."""
