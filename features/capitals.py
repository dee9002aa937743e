"""Capitals given back to a text that is in small letters, or in capitals, all over.

Names, heads of sentences and speakers are told by their capitals (``features.veiled``, sourcing),
and half of the levels changed when a text came without them. A word is taken for a name unless news
writes it small (``lexicons/small_letters.txt``, counted by ``experiments/robustness``): the list
holds no name, so an unknown town is read like a capital city, and no side of a conflict is known
better than another (truecasing: Lita et al. 2003, who count names instead).
"""

from __future__ import annotations

import re
from functools import cache

from features.wordlist import sections

LETTERS = 20
"""Letters below which a text says nothing of how its writer uses capitals."""
ALL = 0.9
"""Share of letters of one kind from which on the other kind tells nothing."""
FEW = 0.02
"""Share of words with a capital up to which they are abbreviations and slips: "NATO", "I"."""

ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
"""Endings that are taken off a word to find it in the list."""

_CAPITAL = re.compile("[A-Z]")
# "o'neil's", "tel-aviv"; not "#tag", "@name", "example.org", "b12"
_WORD = re.compile(r"(?<![@#/\w.])[^\W\d_]+(?:[’'-][^\W\d_]+)*(?![\w@]|\.\w)")
# The first letter of the text, of a line, behind a full stop, and of a quotation after a comma.
_HEAD = re.compile(
    r"(?:^|(?<!\.)[.!?][\"'”’)\]]*[^\S\n]+|\n[^\S\n]*|[,:][^\S\n]+[\"“])[\"'“‘(\[]*([^\W\d_])"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_JOINS = re.compile(r"[’'-]")


def restored(text: str) -> str:
    """``text`` with capitals at the heads of sentences and names where it has none or nothing else,
    else the text itself; as long as before, code point for code point. Takes linear time."""
    if not _tells_nothing(text):
        return text
    small = "".join(map(_small, text))
    named = _WORD.sub(lambda word: word[0] if _is_plain(word[0]) else _large(word[0]), small)
    return _HEAD.sub(lambda head: head[0][:-1] + _large(head[1]), named)


def _tells_nothing(text: str) -> bool:
    """Whether the text has hardly a capital, or hardly a small letter."""
    if FEW * len(text) < len(_CAPITAL.findall(text)) < len(text) / 2:
        return False
    letters, large = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    if letters < LETTERS:
        return False
    words = _WORD.findall(text)
    return large > ALL * letters or sum(w[0].isupper() for w in words) <= FEW * len(words)


def _small(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _large(word: str) -> str:
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def _is_plain(word: str) -> bool:
    if word == "i":
        return False
    bare = _POSSESSIVE.sub("", word)
    return _is_small(bare) or all(map(_is_small, _JOINS.split(bare)))


def _is_small(word: str) -> bool:
    small = _small_words()
    return (
        len(word) < 2
        or word in small
        or any(word.endswith(e) and word[: -len(e)] in small for e in ENDINGS)
        or (word.endswith("ing") and f"{word[:-3]}e" in small)
    )


@cache
def _small_words() -> frozenset[str]:
    return frozenset(" ".join(sections("small_letters")[""]).split())
