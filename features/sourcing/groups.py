"""Groups of people that "one", "another" and "they" are picked from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from features.evidence import Document, Span
from features.sourcing.kinds import own_kind
from features.sourcing.names import Names
from features.sourcing.words import lexicon

PLURAL_GROUPS = frozenset({"unnamed_group", "party_to_conflict", "affected_person", "eyewitness"})
HOLDABLE = lexicon("custody")["holdable"]


@dataclass(frozen=True, slots=True)
class Group:
    """A plural noun for people ("captured soldiers"), where it stands."""

    start: int
    noun: str
    phrase: Span


def groups_in(document: Document, names: Names) -> Iterator[Group]:
    """Plural nouns for people: who "one" and "they" can be picked from."""
    tokens = names.tokens
    marks = document.quotations
    for i, word in enumerate(tokens):
        plural = (word.low.endswith("s") and len(word.low) > 4) or word.low in ("men", "women")
        if plural and (own_kind(word.low) in PLURAL_GROUPS or word.low in HOLDABLE):
            at = bisect_left(marks, word.start, key=lambda quotation: quotation.end)
            if at < len(marks) and marks[at].start < word.start:
                continue
            start = max(0, i - 2)
            yield Group(word.start, word.low, Span(tokens[start].start, word.end))
