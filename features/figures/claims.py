"""Which amounts are claim figures: counts, ratios, money, percentages, vague counts.

The definition is that of the annotation guidelines: not dates, times, ages, ordinals, distances,
speeds, durations, names or the pronoun "one".
"""

from __future__ import annotations

from features.evidence import Document
from features.figures.amounts import Amount
from features.figures.casualty import Losses
from features.figures.words import group

_NO_CLAIM = frozenset({"length", "speed", "duration", "age", "temperature", "data", "rate", "name"})
_NO_PARTS = frozenset({"dateline", "byline", "credit", "boilerplate"})
# Compounds that count: "a 12-nation pact", "a 1,500-page order"; not "a two-pronged plan".
_COMPOUNDS = group("compounds")
_ARTICLES = frozenset({"a", "an"})


def is_claim(document: Document, amount: Amount, losses: Losses) -> bool:
    """Whether the amount is a figure that somebody could check."""
    if amount.type in _NO_CLAIM or document.role_at(amount.start) in _NO_PARTS:
        return False
    words = document.text[amount.start : amount.end]
    if amount.bare and document.text.startswith(" of", amount.end):
        return amount.bound != "exact"
    if amount.bare:
        return amount.bound != "exact" or amount.modifier is not None or losses.of(amount) != ()
    if amount.type == "compound":
        return words.rpartition("-")[2].lower() in _COMPOUNDS or words[0].isdigit()
    if amount.type == "point":
        return (amount.value or 0) != 1
    if amount.type == "multiple":
        return amount.value is not None
    if amount.value == 0 and amount.counts is None:
        return False
    return not _is_mark(document, amount)


def _is_mark(document: Document, amount: Amount) -> bool:
    """ "to be a 10": a bare number with an article and nothing counted."""
    before = document.text[max(0, amount.start - 4) : amount.start].split()
    lone = amount.counts is None and amount.type == "count" and amount.bound == "exact"
    return lone and bool(before) and before[-1].lower() in _ARTICLES
