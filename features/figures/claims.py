"""Which amounts are claim figures: counts, ratios, money, percentages, vague counts.

The definition is that of the annotation guidelines: not dates, times, ages, ordinals, distances,
speeds, durations, names or the pronoun "one". A number of speakers ("two officials said") or of
the report's own material ("eleven interviews") tells who vouches, not what is claimed; a few of
something that is no person, thing or money ("several ways") stands for no count.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from features.evidence import SILENT, Document, Sourcing
from features.figures.amounts import Amount
from features.figures.casualty import Losses
from features.figures.words import group, words

_NO_CLAIM = frozenset(
    {"length", "speed", "duration", "time", "age", "temperature", "data", "rate", "name"}
)
# Compounds that count: "a 12-nation pact", "a 1,500-page order"; not "a two-pronged plan".
_COMPOUNDS = group("compounds")
_ARTICLES = frozenset({"a", "an"})
_MATERIAL = group("material")
_NO_THINGS = group("no_things")
# So many speakers or recordings are a handful that the reporter had before him.
_HANDFUL = 20
# "9 reasons to stay": items of the text itself
_LISTED = group("listed")
# "three times a day"
# "3 Comments", "1.2k shares": counters of the page
_FURNITURE = re.compile(
    r"[0-9][0-9.,]*[kKmM]? (?:comments?|shares?|replies|views|likes|retweets|responses)",
    re.IGNORECASE,
)
_PARENTS = group("parents")
_FAMILIES = group("families")
_POINTING = frozenset({"the", "these", "those"})
_SPOKEN_OF = 12
_SIZES = frozenset({"mass", "volume", "power"})
_OFTEN = re.compile(r"\s+(?:a|an|per|each|every)\s+(?:hour|day|night|week|month|year)\b")
_NEAR = 60
_MORE = "|".join(sorted(words("numerals") - {"one", "zero"}, key=len, reverse=True))
# "1,140 books and one piano", "one hospital and two doctors": counted among others
_LISTED_BEFORE = re.compile(
    rf"\b(?:[0-9][0-9,.]*|{_MORE})\s+(?:[^\W\d]+\s+){{1,3}}(?:and|or)\s+$", re.IGNORECASE
)
_LISTED_AFTER = re.compile(
    rf"\s+(?:[^\W\d]+\s+){{1,2}}(?:and|or)\s+(?:[0-9]|(?:{_MORE})\b)", re.IGNORECASE
)
# "two 40-tonne lorries", "2 x 500kg bombs": a number right before the size
_COUNTED = re.compile(rf"\b(?:[0-9][0-9,.]*|{_MORE})(?:\s+[x×])?\s+$", re.IGNORECASE)


class Claims:
    """Tells the claim figures of one document from its other amounts."""

    def __init__(self, document: Document, sourcing: Sourcing, losses: Losses) -> None:
        self._document = document
        self._losses = losses
        spoken = (a.source for a in sourcing.attributions if a.source and a.cue)
        self._speakers = sorted({(s.start, s.end) for s in spoken})

    def hold(self, amount: Amount) -> bool:
        """Whether the amount is a figure that somebody could check."""
        if amount.type in _NO_CLAIM or self._document.role_at(amount.start) in SILENT:
            return False
        if amount.bare:
            return self._is_counted_one(amount)
        if _FURNITURE.fullmatch(self._line(amount)):
            return False
        if self._is_size(amount) or self._is_pronoun(amount) or self._is_of_kin(amount):
            return False
        if amount.type == "compound":
            compound = self._document.text[amount.start : amount.end]
            return compound.rpartition("-")[2].lower() in _COMPOUNDS or compound[0].isdecimal()
        if amount.type == "point":
            return (amount.value or 0) != 1
        if amount.type == "multiple":
            # "the five-time champions"
            named = "-time" in self._document.text[amount.start : amount.end].lower()
            often = _OFTEN.match(self._document.text, amount.end)
            return amount.value is not None and not named and not often
        if amount.value == 0 and not self._counts_none(amount):
            return False
        return not (self._is_mark(amount) or self._is_of_the_report(amount))

    def _line(self, amount: Amount) -> str:
        """The line of the amount, cut where it is no short one."""
        text = self._document.text
        start = text.rfind("\n", max(0, amount.start - _NEAR), amount.start) + 1
        end = text.find("\n", amount.end, amount.end + _NEAR)
        start = max(start, amount.start - _NEAR)
        return text[start : end if end >= 0 else amount.end + _NEAR].strip()

    def _is_size(self, amount: Amount) -> bool:
        """ "2 x 500kg bombs", "the two 40-tonne lorries": the size of what is counted."""
        if amount.type not in _SIZES or amount.counts is None:
            return False
        return (
            _COUNTED.search(self._document.text, max(0, amount.start - _NEAR), amount.start)
            is not None
        )

    def _is_pronoun(self, amount: Amount) -> bool:
        """ "the two are seen together", "of the three": people or things spoken of before."""
        if amount.type != "count" or amount.counts is not None or self._losses.of(amount):
            return False
        few = amount.bound == "exact" and 1 < (amount.value or 0.0) <= _SPOKEN_OF
        text = self._document.text
        words_before = text[max(0, amount.start - _NEAR) : amount.start].lower().split()[-1:]
        spelt = text[amount.start : amount.end].isalpha()
        return few and spelt and bool(words_before) and words_before[0] in _POINTING

    def _is_of_kin(self, amount: Amount) -> bool:
        """ "a family of four", "the mother of two was hurt": who somebody is; "a family of four was
        killed" counts the dead."""
        if amount.type != "count" or amount.counts is not None:
            return False
        before = self._document.text[max(0, amount.start - _NEAR) : amount.start].lower()
        *_, kin, of = ["", "", *before.replace("-", " ").split()]
        if of != "of":
            return False
        return kin in _PARENTS or (kin in _FAMILIES and not self._losses.of(amount))

    def _is_counted_one(self, amount: Amount) -> bool:
        text = self._document.text
        # "on more than one occasion"
        if text[amount.start : amount.end].lower() == "more than one":
            return False
        if amount.bound != "exact" or amount.out_of is not None:
            return True
        if self._document.text.startswith(" of", amount.end):
            return False
        if amount.modifier is not None or self._losses.of(amount):
            return True
        before = text[max(0, amount.start - _NEAR) : amount.start]
        return bool(_LISTED_BEFORE.search(before) or _LISTED_AFTER.match(text, amount.end))

    def _counts_none(self, amount: Amount) -> bool:
        """ "zero casualties"; not "zero tolerance", "ground zero"."""
        if self._losses.of(amount) or amount.unit is not None:
            return True
        head = (amount.counts or "").split()[-1:]
        return bool(head) and head[0].endswith("s") and not head[0].endswith("ss")

    def _is_mark(self, amount: Amount) -> bool:
        """ "to be a 10": a bare number with an article and nothing counted."""
        before = self._document.text[max(0, amount.start - 4) : amount.start].split()
        lone = amount.counts is None and amount.type == "count" and amount.bound == "exact"
        return lone and bool(before) and before[-1].lower() in _ARTICLES

    def _is_of_the_report(self, amount: Amount) -> bool:
        """ "Several witnesses said", "eleven interviews", "a number of ways"."""
        if amount.type not in ("count", "vague") or not _is_handful(amount):
            return False
        head = (amount.counts or "").lower().split()[-1:]
        if head and head[0] in _MATERIAL | _LISTED:
            return True
        if head and amount.value is None and head[0] in _NO_THINGS:
            return True
        return not self._losses.of(amount) and self._opens_a_source(amount)

    def _opens_a_source(self, amount: Amount) -> bool:
        """Whether the words that name a speaker begin with the amount."""
        at = bisect_left(self._speakers, (amount.start, 0))
        return at < len(self._speakers) and self._speakers[at][0] == amount.start


def _is_handful(amount: Amount) -> bool:
    if amount.value is None:
        return amount.implied is None
    return amount.high is None and 0 < amount.value <= _HANDFUL
