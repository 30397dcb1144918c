"""Articles become a casebook: indicators, policies, terms, places, links."""
