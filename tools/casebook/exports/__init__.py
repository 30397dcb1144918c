"""What stands beside the pages: data, citations, comparison, search records."""
