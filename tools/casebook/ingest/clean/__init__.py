"""Lines of a page become kept lines and a ledger of what was removed."""
