"""From the bytes of a saved page to an article and its ledger."""
