"""Slips of the typist: an unknown word that is a plain one but for a letter.

Taggers have never read "solider" and hear a judgement in what is new to them: of 284 plain words
with one slip they marked 26 as loaded, of the same words spelt well 5 (``experiments/framing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from features.phrases import entries
from features.wordlist import sections

SHORTEST = 6
"""Letters of a plain word from which on a slip in it is seen through."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def plain_words() -> frozenset[str]:
    """Words without a load: frequent ones of news, topics of news, and who or what is hit."""
    counted = (word for line in sections("framing_plain_words")[""] for word in line.split())
    listed = (
        entry.removesuffix("!") + ending
        for name in ("framing_topic_words", "framing_who_was_hit")
        for entry in entries(name)
        if entry.removesuffix("!").isalpha()
        for ending in ("", "s")
    )
    return frozenset(word for word in (*counted, *listed) if len(word) >= SHORTEST)


def is_slip(word: str) -> bool:
    """Whether a word in lower case is no plain word, but is one with a letter left out, one typed
    twice, or two that changed places; first and last letter are right in most slips."""
    if len(word) < SHORTEST - 1 or not (word.isascii() and word.isalpha()):
        return False
    known = plain_words()
    return word not in known and any(meant in known for meant in _meant(word))


def _meant(word: str) -> Iterator[str]:
    for i in range(1, len(word)):
        before, after = word[:i], word[i:]
        if after[0] == before[-1]:
            yield before + after[1:]
        if len(after) > 2:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in _LETTERS)
