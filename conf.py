"""Sphinx configuration: the extension takes everything else from ``casebook.toml``.

``casebook build`` runs Sphinx; alone, ``-D casebook_edition=zh-Hans-CN`` chooses an edition.
"""

extensions = ["casebook.site"]
