"""What the lines around an article say of it: dates, publishers, people."""
