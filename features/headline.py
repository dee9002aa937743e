"""Headline and lede against the body: what was lost on the way up.

A claim of the headline or lede is matched with the body claim that says the same, by the cosine of
their sentence vectors and the words they share; then the two are compared (Chesney et al. 2017 on
incongruent headlines). Without sentence vectors the words decide alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from features.evidence import Claim, Document, Encoding, Span
from features.phrases import small_words, words_of

Dropped = Literal["source", "hedge", "support"]

TOP = frozenset({"headline", "lede"})
SAME = 0.62
"""Least likeness at which two sentences are taken to make the same claim."""
NEAR = 0.40
"""Likeness below which the body does not carry the claim at all."""

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


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
    document: Document, encoding: Encoding, claims: Sequence[Claim]
) -> tuple[HeadlineFinding, ...]:
    """What headline and lede claims lack of what the body says of them, in order.

    Nothing is returned where the body holds no claim: there is nothing to set the top against.
    Time is the number of top claims times that of the body's.
    """
    top = [claim for claim in claims if claim.is_claim and claim.role in TOP]
    body = [claim for claim in claims if claim.is_claim and claim.role not in TOP]
    if not top or not body:
        return ()
    stems = {claim.sentence: _stems(claim.span.of(document.text)) for claim in (*top, *body)}
    weights = _weights(stems.values())
    figures = {figure for claim in body for figure in _figures(document, claim)}
    found: list[HeadlineFinding] = []
    for claim in top:
        likeness = [_likeness(encoding, stems, weights, claim, other) for other in body]
        best = int(np.argmax(likeness))
        found.extend(_compared(document, claim, body[best], likeness[best], figures))
    return tuple(found)


def _compared(
    document: Document, claim: Claim, body: Claim, likeness: float, figures: set[str]
) -> list[HeadlineFinding]:
    span = Span(claim.span.start, claim.span.end)
    unseen = [figure for figure in _figures(document, claim) if figure not in figures]
    if likeness < NEAR or unseen:
        return [HeadlineFinding(claim.id, "support", span, None)]
    if likeness < SAME:
        return []
    found: list[HeadlineFinding] = []
    if claim.attribution is None and body.attribution is not None:
        found.append(HeadlineFinding(claim.id, "source", span, body.id))
    if body.hedges and not claim.hedges:
        found.append(HeadlineFinding(claim.id, "hedge", span, body.id))
    return found


def _likeness(
    encoding: Encoding,
    stems: dict[int, frozenset[str]],
    weights: dict[str, float],
    claim: Claim,
    other: Claim,
) -> float:
    words = _shared(stems[claim.sentence], stems[other.sentence], weights)
    vectors = encoding.sentences
    if max(claim.sentence, other.sentence) >= len(vectors) or vectors.shape[1] == 0:
        return words
    return max(words, float(vectors[claim.sentence] @ vectors[other.sentence]))


def _shared(top: frozenset[str], body: frozenset[str], weights: dict[str, float]) -> float:
    """Share of the top claim's words, by weight, that the body claim has."""
    whole = sum(weights[stem] for stem in top)
    return sum(weights[stem] for stem in top & body) / whole if whole else 0.0


def _weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """Rare words of the document weigh more than those in every claim."""
    all_texts = list(texts)
    counts = Counter(stem for text in all_texts for stem in text)
    return {stem: float(np.log(1 + len(all_texts) / n)) for stem, n in counts.items()}


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        _stem(word.lower) for word in words_of(text) if word.lower not in small_words()
    )


def _stem(word: str) -> str:
    """The word without a common ending, enough to join "captured" with "captures"."""
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _figures(document: Document, claim: Claim) -> list[str]:
    """The numbers of a claim in digits, separators of thousands taken out."""
    return [m.group().replace(",", "") for m in _FIGURE.finditer(claim.span.of(document.text))]
