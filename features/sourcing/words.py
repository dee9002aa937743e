"""Words with their offsets, and lists of words and phrases to find among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from features.evidence import Span
from features.wordlist import sections

WORD = re.compile(r"[^\W_]+(?:[-.&'’][^\W_]+)*")
"""A word: "said", "don't", "so-called", "U.S", "Ukraine's" (its "'s" is split off below)."""

POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

START = attrgetter("start")
"""Where a word begins; a lambda would take twice as long, ten times a look-up."""


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word without its possessive ending; ``low`` is folded for look-up, ``capital`` tells that
    it begins with a capital letter."""

    text: str = ""
    low: str = ""
    possessive: bool = False
    capital: bool = False


def words(text: str) -> tuple[Word, ...]:
    """All words of ``text`` in order."""
    return tuple(_word(match) for match in WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    full = match.group()
    text = POSSESSIVE.sub("", full) if full[-2:-1] in "'’" and full[-1] in "sS" else full
    low = text.replace("’", "'").casefold()
    start = match.start()
    return Word(start, start + len(text), text, low, text != full, text[:1].isupper())


def within(tokens: Sequence[Word], span: Span) -> Sequence[Word]:
    """The words that begin inside ``span``."""
    first = bisect_left(tokens, span.start, key=START)
    return tokens[first : bisect_left(tokens, span.end, lo=first, key=START)]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of words and phrases; "*" in a phrase stands for up to four words."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    def __contains__(self, word: str) -> bool:
        return (word,) in self.by_first.get(word, ())

    def find(self, tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Index ranges of the longest phrases, left to right, none inside another."""
        by_first, free = self.by_first, 0
        for i, word in enumerate(tokens):
            # Few words begin a phrase: the rest costs one look-up and no call.
            if word.low in by_first and i >= free and (end := self.match(tokens, i)):
                yield i, end
                free = end

    def match(self, tokens: Sequence[Word], at: int) -> int:
        """End of the longest phrase that begins at ``at``, or 0."""
        for phrase in self.by_first.get(tokens[at].low, ()):
            if end := _match(phrase, tokens, at):
                return end
        return 0

    def any(self, tokens: Sequence[Word]) -> bool:
        """Whether any phrase occurs."""
        return next(self.find(tokens), None) is not None


def _match(phrase: tuple[str, ...], tokens: Sequence[Word], at: int) -> int:
    for n, part in enumerate(phrase):
        if part == "*":
            rest = phrase[n + 1 :]
            ends = (_match(rest, tokens, at + skip) for skip in range(5))
            return next((end for end in ends if end), 0)
        if at >= len(tokens) or tokens[at].low != part:
            return 0
        at += 1
    return at


@cache
def lexicon(name: str) -> dict[str, Phrases]:
    """The sections of ``features/lexicons/<name>.txt``, each a list of phrases."""
    return {
        title: _phrases([tuple(_parts(entry)) for entry in entries])
        for title, entries in sections(name).items()
        if title
    }


@cache
def single_words(name: str, section: str) -> frozenset[str]:
    """The entries of one word in a section of a lexicon, as a set."""
    phrases = lexicon(name)[section]
    return frozenset(word for word in phrases.by_first if word in phrases)


def _parts(line: str) -> Iterator[str]:
    for part in line.split():
        yield part if part == "*" else "".join(word.low for word in words(part)) or part


def _phrases(entries: Sequence[tuple[str, ...]]) -> Phrases:
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        by_first.setdefault(entry[0], set()).add(entry)
    return Phrases(
        {
            first: tuple(sorted(group, key=lambda phrase: (-len(phrase), phrase)))
            for first, group in by_first.items()
        }
    )
