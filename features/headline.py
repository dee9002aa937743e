"""Headline and lede against the body: what was lost on the way up.

A claim of the headline or lede is matched with the body claim that says the same, by the content
words they share; then the two are compared (Chesney et al. 2017 on incongruent headlines). A
headline has no support where it counts what nothing under it counts, where it tells of a grave or
strong act of which nothing below tells ("killed", "collapses"), or where its own emotive word is
nowhere below. A lede is the text's first telling: only its source and hedge are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from features.concepts import EMPTY
from features.evidence import Claim, Document, Figure, Span
from features.figures.amounts import find_amounts
from features.likeness import Likeness, stems
from features.phrases import Phrases, words_of
from features.wordlist import sections

Dropped = Literal["source", "hedge", "support"]

TOP = frozenset({"headline", "lede"})
SAME = 0.5
"""Least share of its content words at which a body claim is taken to be the top one."""
STRONG = 0.7
"""Least score of a loaded word of the headline that has to stand below it too."""
LABEL = "side_label"
"""The category of words that are one side's label: a matter of naming, not of support."""


CROWDS = {
    "dozens": (20, 200),
    "scores": (30, 300),
    "hundreds": (100, 3_000),
    "thousands": (1_000, 100_000),
    "millions": (1_000_000, 1_000_000_000),
    "billions": (1_000_000_000, 1_000_000_000_000),
}
"""What a number below must at least and at most be to carry a vague one of the headline."""


_BELOW = " below"


@cache
def _acts(carriers: bool) -> Phrases[frozenset[str]]:
    """Words that claim a grave or strong act, each with the acts it may claim; with ``carriers``
    also those that only carry one in the text below."""
    told: dict[str, set[str]] = {}
    for name, lines in sections("headline_acts").items():
        if carriers or not name.endswith(_BELOW):
            for entry in (e.strip() for line in lines for e in line.split(",")):
                told.setdefault(entry, set()).add(name.removesuffix(_BELOW))
    return Phrases((entry, frozenset(acts)) for entry, acts in told.items() if entry)


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """A headline or lede claim that goes further than the body.

    ``dropped``: the body's ``source`` or ``hedge`` is missing on top, or the body gives it no
    ``support``. ``span`` is the claim's; ``body`` the id of the body claim it was set against.
    """

    claim: str
    dropped: Dropped
    span: Span
    body: str | None = None


def dropped(
    document: Document,
    claims: Sequence[Claim],
    figures: Sequence[Figure] = (),
    likeness: Likeness | None = None,
) -> tuple[HeadlineFinding, ...]:
    """What headline and lede claims lack of what the body says of them, in order.

    ``figures`` are the document's and ``likeness`` its sentences', where they are known already:
    they save time and change nothing. Nothing is returned where the body holds no claim: there is
    nothing to set the top against.
    Time is the number of top claims times that of the body's.
    """
    top = [claim for claim in claims if claim.is_claim and claim.role in TOP]
    body = [claim for claim in claims if claim.is_claim and claim.role not in TOP]
    if not top or not body:
        return ()
    likeness = likeness or Likeness(document)
    below = _Below(document, [claim for claim in claims if claim.role != "headline"], figures)
    found: list[HeadlineFinding] = []
    for claim in top:
        if claim.role == "headline" and _goes_further(document, claim, below):
            span = Span(claim.span.start, claim.span.end)
            found.append(HeadlineFinding(claim.id, "support", span))
            continue
        shares = [likeness.carried(claim.sentence, other.sentence) for other in body]
        best = shares.index(max(shares))
        found.extend(_compared(claim, body[best], shares[best]))
    return tuple(found)


def _compared(claim: Claim, body: Claim, likeness: float) -> list[HeadlineFinding]:
    span = Span(claim.span.start, claim.span.end)
    if likeness < SAME:
        return []
    found: list[HeadlineFinding] = []
    if claim.attribution is None and body.kind not in EMPTY:
        found.append(HeadlineFinding(claim.id, "source", span, body.id))
    if body.hedges and not claim.hedges:
        found.append(HeadlineFinding(claim.id, "hedge", span, body.id))
    return found


class _Below:
    """The text under the headline: what it counts, and the stems of its words."""

    def __init__(
        self, document: Document, claims: Sequence[Claim], figures: Sequence[Figure]
    ) -> None:
        known = [figures[i] for claim in claims for i in claim.figures if i < len(figures)]
        self.known = {v for f in known for v in (f.value, f.high) if v is not None}
        spans = dict.fromkeys((claim.span.start, claim.span.end) for claim in claims)
        self._text = "\n".join(document.text[start:end] for start, end in spans)

    @cached_property
    def values(self) -> set[float]:
        return _values(self._text)

    @cached_property
    def acts(self) -> frozenset[str]:
        found = _acts(carriers=True).find(words_of(self._text))
        return frozenset(act for match in found for act in match.value)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word.lower for word in words_of(self._text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self._text)


def _goes_further(document: Document, claim: Claim, below: _Below) -> bool:
    """Whether a headline has a figure, an act or a strong word that the text below lacks."""
    text = claim.span.of(document.text)
    values = _values(text) - below.known
    if values and values - below.values:
        return True
    words = words_of(text)
    if any(_is_crowd_of_its_own(word.lower, below) for word in words):
        return True
    if any(not match.value & below.acts for match in _acts(carriers=False).find(words)):
        return True
    strong = [
        word
        for word in claim.loaded
        if word.voice != "quoted" and word.score >= STRONG and word.category != LABEL
    ]
    return any(not stems(word.of(document.text)) & below.stems for word in strong)


def _is_crowd_of_its_own(word: str, below: _Below) -> bool:
    """Whether a vague count ("hundreds") stands on no word and no number below."""
    if word not in CROWDS or word in below.words:
        return False
    least, most = CROWDS[word]
    return not any(least <= value <= most for value in below.known | below.values)


def _values(text: str) -> set[float]:
    """The values counted in a text, both ends of a range; dates, times and ages count nothing."""
    amounts = find_amounts(text)
    return {v for amount in amounts for v in (amount.value, amount.high) if v is not None}
