"""What the editor calls steps and causes of cleaning, in Traditional Chinese."""

from __future__ import annotations

from casebook.ingest.clean import cause_words
from casebook.text.catalogue import N_

STEP = "edit"
"""The step in the ledger of what a person cut here."""
BY_PERSON = "cut by a person"
"""The cause in the ledger of what a person cut here."""

CAUSES: dict[str, str] = {BY_PERSON: N_("在編輯頁上刪去"), **cause_words.CAUSES}
"""Causes by their values; others are shown as the ledger has them."""
