"""A casebook becomes MyST pages."""
