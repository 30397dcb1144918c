"""What `casebook check` shows: the problems of a knowledge base as a list of work."""
