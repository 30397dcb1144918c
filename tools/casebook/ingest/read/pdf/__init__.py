"""PDF files with a text layer become lines; needs the extra ``pdf``."""
