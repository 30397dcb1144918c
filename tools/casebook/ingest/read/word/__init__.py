"""Word documents (``.docx``) become lines."""
