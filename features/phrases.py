"""Words and phrases of a text matched against word lists, inflections included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from features.wordlist import sections

T = TypeVar("T")

# "so-called" is two words here and so is "so called"; "don't" is one; "Assad's" is Assad + s.
_WORD = re.compile(r"[^\W_]+(?:['\u2019](?!s\b)[^\W_]+)*")
_VOWELS = "aeiou"
# "The mill burned down, and ", "40 were shot; ": what stands before is a clause of its own
BETWEEN_CLAUSES = re.compile(r"(?:,\s+(?:and|but|while|whereas|although|though)|;|\s[–—])\s+$")


class Word(NamedTuple):
    """A word in lower case with its offsets in the text."""

    lower: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order; hyphens part them, a possessive "s" is left out."""
    return [
        Word(word.lower(), *m.span())
        for m in _WORD.finditer(text.replace("\u2019", "'"))
        if (word := m[0]) not in "sS" or not m.start() or text[m.start() - 1] not in "'\u2019"
    ]


def small_letters(text: str) -> str:
    """The text in small letters with every code point in its place, to be searched by patterns of
    small letters: they take a third of the time of those that mind no case, and find the same."""
    small = text.replace("\u0130", "i").lower()
    return small if small.isascii() else small.replace("\u0131", "i").replace("\u017f", "s")


def lower_words(text: str) -> list[str]:
    """What :func:`words_of` gives without offsets, and with every possessive "s", which is no
    content word."""
    return [word.lower() for word in _WORD.findall(text.replace("\u2019", "'"))]


def forms(word: str) -> frozenset[str]:
    """A word with its regular inflections; "word!" gives that form only.

    Some of the forms are no words at all, which does no harm in matching.
    """
    if word.endswith("!"):
        return frozenset({word[:-1]})
    if len(word) < 3 or not word.isalpha():
        return frozenset({word})
    return frozenset({word, *_plurals(word), *_participles(word), *_adverbs(word)})


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word[:-1] + "ies", word + "s")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    return (word + "s",)


def _participles(word: str) -> tuple[str, ...]:
    if word.endswith("ie"):
        return (word + "d", word[:-2] + "ying")
    if word.endswith("e"):
        return (word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word[:-1] + "ied", word + "ing")
    if _doubles(word):
        return (word + word[-1] + "ed", word + word[-1] + "ing")
    return (word + "ed", word + "ing")


def _adverbs(word: str) -> tuple[str, ...]:
    if word.endswith("ic"):
        return (word + "ally",)
    if word.endswith("le"):
        return (word[:-1] + "y",)
    if word.endswith("y"):
        return (word[:-1] + "ily",)
    return (word + "ly",)


def _doubles(word: str) -> bool:
    """Whether the last consonant doubles: "slam" does, "clown", "exploit" and "shout" do not."""
    return (
        len(word) <= 5
        and word[-1] not in "aeiouwxyhs"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in word) == 1
    )


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words ``[first, last)`` of a text that an entry of a list matches."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """A list of words and phrases, each with a value; first and last words inflect."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._single: dict[str, T] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], frozenset[str], T]]] = {}
        for entry, value in entries:
            self._add(entry, value)
        for tails in self._longer.values():
            tails.sort(key=lambda tail: -len(tail[0]))

    def _add(self, entry: str, value: T) -> None:
        parts = entry.lower().replace("-", " ").replace("'s", "").split()
        if len(parts) == 1:
            for form in forms(parts[0]):
                self._single.setdefault(form, value)
            return
        exact = parts[-1].endswith("!")
        tail = (tuple(parts[1:-1]), forms(parts[-1]), value)
        for form in {parts[0]} if exact else forms(parts[0]):
            self._longer.setdefault(form, []).append(tail)

    def __contains__(self, word: object) -> bool:
        """Whether a single word in lower case is in the list."""
        return word in self._single

    def at(self, words: Sequence[Word], i: int) -> Match[T] | None:
        """The longest entry that begins at word ``i``."""
        word = words[i].lower
        for middle, last, value in self._longer.get(word, ()):
            end = i + 1 + len(middle)
            if (
                end < len(words)
                and words[end].lower in last
                and all(words[i + 1 + k].lower == m for k, m in enumerate(middle))
            ):
                return Match(i, end + 1, value)
        if word in self._single:
            return Match(i, i + 1, self._single[word])
        return None

    def find(self, words: Sequence[Word]) -> Iterator[Match[T]]:
        """The longest matches from left to right, disjoint."""
        single, longer, free = self._single, self._longer, 0
        for i, word in enumerate(words):
            # Few words begin an entry: the rest costs two look-ups and no call.
            if i < free or (word.lower not in single and word.lower not in longer):
                continue
            if match := self.at(words, i):
                yield match
                free = match.last


def entries(name: str) -> Iterator[str]:
    """The comma-separated entries of ``lexicons/<name>.txt``."""
    for line in sections(name)[""]:
        for entry in line.split(","):
            if entry := entry.strip():
                yield entry


@cache
def phrases(name: str) -> Phrases[str]:
    """``lexicons/<name>.txt`` as phrases; an entry's value is the entry."""
    return Phrases((entry, entry) for entry in entries(name))


@cache
def small_words(section: str = "") -> frozenset[str]:
    """Words that carry neither load nor topic; section "in_names": those that names hold."""
    return frozenset(word for line in sections("small_words")[section] for word in line.split())
