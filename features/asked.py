"""What a headline asks and its text answers: "Did the mayor sell the waterworks?"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from features.evidence import Document
from features.rejecting import entries_of, words_of

STEM: Final = 5
"""Letters by which two forms of one word are known: "suspended", "suspend"."""

# "Did the mayor sell the waterworks?"
_ASKS: Final = re.compile(
    r"\W*(?:fact[- ]?check\w*\W+)?(?:did|does|do|is|are|was|were|has|have|had|can|could|will)\b"
    r"[^\n]{20,160}\?\s*$",
    re.IGNORECASE,
)


def asked(document: Document) -> frozenset[str]:
    """The words, by their stems, of what a headline asks that is to be checked ("Did the mayor sell
    the waterworks?"); none where it asks nothing of the kind."""
    if not document.sentences:
        return frozenset()
    head = document.sentences[0]
    if not document.text.startswith("\n", head.end) or _ASKS.match(head.of(document.text)) is None:
        return frozenset()
    return frozenset(stems(head.of(document.text)))


def stems(words: str) -> set[str]:
    """The words of weight, cut to the letters by which their forms are known."""
    return {w[:STEM] for w in words_of(words.lower()) if len(w) >= STEM - 1 and w not in _light()}


@cache
def _light() -> frozenset[str]:
    """Words that tell nothing of what is asked, or that somebody speaks."""
    lists = ("light", "claimed", "saying", "doubted")
    return frozenset(w for name in lists for e in entries_of(name) for w in words_of(e))
