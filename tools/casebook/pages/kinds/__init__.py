"""The kinds of pages, one a module: each says what it is and builds its pages.

A module defines ``kinds()``, which returns its :class:`~casebook.pages.registry.PageKind`
records.  That is all there is to do for a new kind of page: home page, navigation, book
and site find it through :func:`casebook.pages.registry.page_kinds`.
"""
