"""What a clause says beside a figure: nothing, a verb alone, or its last verb."""

from __future__ import annotations

from casebook.knowledge.sentences import Span
from casebook.knowledge.tagging import any_of, tokens, words


def is_empty(folded: str, start: int, end: int) -> bool:
    """Whether a span names nothing: only dates, adverbs and verbs of more and less."""
    passed = any_of("between", "change_verbs", "adverbs", "not_thing")
    return all(
        token.word in passed or token.tag in ("x", "t", "m", "d")
        for token in tokens(folded, start, end)
    )


def is_verb(folded: str, span: Span) -> bool:
    """Whether a span is one word that the tagger takes for a verb or a verbal noun."""
    result = tokens(folded, *span)
    return len(result) == 1 and result[0].tag in ("v", "vn")


def is_bare_clause(folded: str, start: int, end: int) -> bool:
    """Whether a span is a verb and nothing that it is said of: 保留16项, 已开工937个."""
    results = [
        token for token in tokens(folded, start, end) if token.tag not in ("x", "d", "t", "ul")
    ]
    said = [result for result in results if result.word not in words("between")]
    return len(said) == 1 and said[0].tag in ("v", "vn")


def verb_before(folded: str, start: int, end: int) -> Span | None:
    """Return the last verb of a span that says something of its own (出资 240 万元)."""
    passed = any_of("between", "change_verbs", "not_thing", "saying", "copulas")
    for token in reversed(tokens(folded, start, end)):
        if token.tag in ("v", "vn") and token.word not in passed:
            return token.start, token.end
    return None
