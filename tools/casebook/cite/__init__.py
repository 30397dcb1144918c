"""Citations and feeds."""
