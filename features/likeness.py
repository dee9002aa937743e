"""How far two sentences of a document say the same: the share of content words, by weight.

Words decide, not sentence vectors: an encoder trained to tell propaganda and sources apart puts all
sentences of one register close together (cosines of .8 between strangers), so its vectors do not
measure whether two sentences make the same claim (``docs/decisions``).
"""

from __future__ import annotations

import math
import re
from collections import Counter

import numpy as np

from features.evidence import Document
from features.phrases import lower_words, small_words

ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")


LEAST, SAME = 0.2, 0.5
"""Shares of content that both carry of each other, and that one carries of the other."""
TITLE = 0.6
"""Share of capitalised words above which a line is set as a title and capitals tell no names."""
# "Roux", "said"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def names_differ(one: str, other: str) -> bool:
    """Whether each of two stretches names what the other does not: two events, much alike."""
    (own, said), (others, heard) = named(one), named(other)
    return bool(own - heard) and bool(others - said)


def named(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names in a sentence by their first letters ("vesk" of Veska and Veskan), and of all its
    words the same, to look the other's names up in."""
    found = _WORD.findall(sentence)
    capitals = [w for w in found[1:] if w[0].isupper() and w.lower() not in small_words()]
    if len(capitals) > TITLE * len(found):
        capitals = []
    return frozenset(map(_start, capitals)), frozenset(map(_start, found))


def _start(word: str) -> str:
    return stem(word.lower().removesuffix("'s").removesuffix("’s"))[:5]


class Likeness:
    """Shares of content words between the sentences of one document."""

    def __init__(self, document: Document) -> None:
        self.stems = [stems(s.of(document.text)) for s in document.sentences]
        counts = Counter(stem for found in self.stems for stem in found)
        n = len(self.stems)
        self.weights = {stem: float(np.log(1 + n / count)) for stem, count in counts.items()}
        self.wholes = [self._weight(found) for found in self.stems]
        self.holding: dict[str, list[int]] = {}
        for i, found in enumerate(self.stems):
            for stem in found:
                self.holding.setdefault(stem, []).append(i)
        self.same = [self._same(i) for i in range(n)]
        """For each sentence those that make the same claim by their words, most alike first: one
        carries half of the other, and both a fifth of each other.

        Measured in ``experiments/sourcing`` (same.py): precision .83 at recall .89 on pairs of
        corpora, where half of the content of both gave .82 at .12.
        """

    def _weight(self, found: frozenset[str]) -> float:
        # exact, so that a tie falls alike in whatever order a set gives its stems
        return math.fsum(map(self.weights.__getitem__, found))

    def carried(self, one: int, other: int) -> float:
        """Share of sentence ``one``'s content, by weight, that ``other`` has too, in [0, 1]."""
        if not self.wholes[one]:
            return 0.0
        return self._weight(self.stems[one] & self.stems[other]) / self.wholes[one]

    def _carried_both(self, one: int, other: int) -> tuple[float, float]:
        """:meth:`carried` both ways."""
        shared = self._weight(self.stems[one] & self.stems[other])
        whole, others = self.wholes[one], self.wholes[other]
        return shared / whole if whole else 0.0, shared / others if others else 0.0

    def _same(self, one: int) -> list[int]:
        most = {
            i: max(carried)
            for i, carried in self._carried_near(one).items()
            if min(carried) >= LEAST and max(carried) >= SAME
        }
        return sorted(most, key=lambda i: (-most[i], i))

    def near(self, one: int, least: float) -> list[int]:
        """Sentences that share at least ``least`` of the content of both, most alike first."""
        alike = {i: min(carried) for i, carried in self._carried_near(one).items()}
        return sorted((i for i, a in alike.items() if a >= least), key=lambda i: (-alike[i], i))

    def _carried_near(self, one: int) -> dict[int, tuple[float, float]]:
        """:meth:`_carried_both` of the sentences that have a rare word in common with this one;
        only these are looked at, so that time stays linear."""
        rare = [s for s in self.stems[one] if len(self.holding[s]) <= 20]
        candidates = {i for stem in rare for i in self.holding[stem]} - {one}
        return {i: self._carried_both(one, i) for i in candidates}


def stems(text: str) -> frozenset[str]:
    """The content words of a text without their common endings."""
    return frozenset(map(stem, set(lower_words(text)) - small_words()))


def stem(word: str) -> str:
    """The word without a common ending, enough to join "captured" with "captures"."""
    for ending in ENDINGS if word.endswith(ENDINGS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
