"""Casebook turns saved pages of Chinese reform cases into a site and a book."""
