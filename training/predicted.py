"""Annotated claims as the served model reads them: concepts from findings, levels from people's
stand-ins.

The gap between these rows and those of ``training.gold`` is what errors of reading cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.readers.gold import GoldClaim, GoldDocument
from features.concepts import NAMES, measure
from features.document import read
from features.encoder import Encoder
from features.evidence import Claim, Span
from features.reading import Reading, read_document
from training.risk import LEVELS

FITTED = ("train", "extra", "more")
"""The annotated splits that the risk model is fitted to."""
JUDGED = ("dev", "fresh", "apart")
"""The annotated splits that it is judged on and never fitted to: ``dev`` was measured often while
rules were written, from ``fresh`` and ``apart`` none was written."""
GOLD_COUNTS = 3.0
"""How often a claim of gold counts beside one of the further sets: its annotators set the scale,
the further ones widen the topics and outlets (``experiments/risk``)."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadGold:
    """One document read by machine, its annotated claims beside the claims found for them.

    ``levels[annotator]`` [n] are 0 low, 1 medium, 2 high.
    """

    document: GoldDocument
    reading: Reading
    claims: tuple[Claim, ...]
    given: tuple[GoldClaim, ...]
    levels: dict[str, NDArray[np.int64]]


def read_gold_document(document: GoldDocument, encoder: Encoder) -> ReadGold:
    """Read one annotated document and find for each of A's claims the claim that answers it."""
    reading = read_document(read(document.text), encoder, post="post" in document.outlet or None)
    given = tuple(c for c in document.claims["A"] if c.claim)
    return ReadGold(
        document=document,
        reading=reading,
        claims=tuple(answering(c, reading) for c in given),
        given=given,
        levels={
            name: np.array([level_of(c, passed) for c in given], np.int64)
            for name, passed in document.claims.items()
        },
    )


def annotated_part(found: ReadGold) -> Reading:
    """The reading with the claims of annotated sentences alone: where only the opening of an
    article was annotated, its level is that of the opening."""
    document = found.reading.document
    sentences = [Span(*sentence) for sentence in found.document.sentences]
    inside = (
        claim
        for claim in found.reading.claims
        if any(document.original_span(claim.span).overlap(s) for s in sentences)
    )
    return replace(found.reading, claims=tuple(inside))


def level_of(claim: GoldClaim, passed: Sequence[GoldClaim]) -> int:
    """The level that a pass gives to a sentence: of the record with the same source where there
    are several, low where the pass sees no claim."""
    same = [c for c in passed if c.sentence == claim.sentence and c.claim]
    if not same:
        return 0
    best = max(same, key=lambda c: (c.source == claim.source, c.source_kind == claim.source_kind))
    return LEVELS.index(best.risk)


def answering(given: GoldClaim, reading: Reading) -> Claim:
    """The found claim that shares most with an annotated one, by sentence, then by source."""
    document = reading.document
    sentence = Span(*given.sentence)

    def shared(claim: Claim) -> tuple[int, int, bool]:
        there = document.original_span(claim.span)
        source = claim.attribution.source if claim.attribution else None
        named = 0
        if source is not None and given.source is not None:
            named = document.original_span(source).overlap(Span(*given.source))
        return there.overlap(sentence), named, claim.kind == given.source_kind

    return max(reading.claims, key=shared)


def amounts(found: Sequence[ReadGold]) -> NDArray[np.float64]:
    """How much each claim counts in fitting, [N]: gold ``GOLD_COUNTS`` times, further sets once."""
    return np.concatenate(
        [np.full(len(d.claims), GOLD_COUNTS if d.document.split == "train" else 1.0) for d in found]
    )


def rows(found: Sequence[ReadGold]) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """Concept rows X [n, p] of all annotated claims, and their documents [n]."""
    X = [
        [measure(claim, r.reading.figures)[name] for name in NAMES]
        for r in found
        for claim in r.claims
    ]
    groups = [r.document.doc_id for r in found for _ in r.claims]
    return np.asarray(X, np.float64), np.asarray(groups)


def levels(found: Sequence[ReadGold], annotator: str) -> NDArray[np.int64]:
    """Annotated levels [n] of all claims in the order of :func:`rows`."""
    return np.concatenate([r.levels[annotator] for r in found])
