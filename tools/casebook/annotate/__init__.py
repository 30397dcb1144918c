"""Articles to knowledge: indicators, policies, terms, places, organisations, links."""

from casebook.annotate.build import annotate

__all__ = ["annotate"]
