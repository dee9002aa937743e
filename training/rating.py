"""Claims through the glass box, and the article by its rule over them: score, level, interval,
contributions. What is told of a rating in words is ``training.reasons``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from features.concepts import measure
from features.evidence import Claim, Figure, Level
from features.framing import as_quoted
from features.reading import Reading
from training.article import ArticleRating, RatedClaim, rate, rated, scores
from training.risk import (
    LEVELS,
    Contribution,
    Floats,
    RiskModel,
    Rows,
    graded,
    levelled,
    quantiles,
)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One claim's concepts, and how likely each level is under the risk model."""

    claim: Claim
    concepts: Mapping[str, float]
    row: Floats
    probabilities: Floats
    score: float
    level: Level
    author: float


@dataclass(frozen=True, slots=True, eq=False)
class Rating(Scored):
    """A scored claim with all that is told of it."""

    interval: tuple[float, float]
    groups: Mapping[str, float]
    contributions: tuple[dict[str, Any], ...]
    drawn: Floats
    """P(low), P(medium), P(high) under every refit: [r, 3]."""


def rate_claims(reading: Reading, risk: RiskModel) -> list[Rating]:
    """Concepts, score, level, interval and contributions of every sentence that claims anything."""
    claims = [claim for claim in reading.claims if claim.is_claim]
    return rate_all(claims, reading.figures, risk)


def rate_claim(claim: Claim, figures: Sequence[Figure], risk: RiskModel) -> Rating:
    """One claim through the glass box."""
    return rate_all([claim], figures, risk)[0]


def rate_all(claims: Sequence[Claim], figures: Sequence[Figure], risk: RiskModel) -> list[Rating]:
    """Claims through the glass box, in order."""
    if not claims:
        return []
    concepts = [measure(claim, figures) for claim in claims]
    rows = _rows(concepts, risk)
    scored = _scored(claims, concepts, rows)
    groups = {name: scores.tolist() for name, scores in rows.group_scores().items()}
    groups["framing_quoted"] = quoted_scores(claims, figures, risk)
    columns = sorted(groups.items())
    told, intervals = rows.contributions(), rows.interval().tolist()
    drawn = rows.refit_probabilities
    return [
        _rating(s, told[i], {name: of[i] for name, of in columns}, tuple(intervals[i]), drawn[:, i])
        for i, s in enumerate(scored)
    ]


def quoted_scores(
    claims: Sequence[Claim], figures: Sequence[Figure], risk: RiskModel
) -> list[float]:
    """``scores.framing_quoted`` of each claim: what ``framing_author`` would be if the quoted
    voices' words were the author's (:func:`features.framing.as_quoted`). It moves no risk."""
    # claims that quote nobody are alike, whatever the author says in them
    alike = [(c.stance, *c.heads) if _quotes_nobody(c) else i for i, c in enumerate(claims)]
    one_of = dict(zip(alike, claims, strict=True))
    rows = _rows([measure(as_quoted(claim), figures) for claim in one_of.values()], risk)
    scores = dict(zip(one_of, rows.group_scores()["framing_author"].tolist(), strict=True))
    return [scores[key] for key in alike]


def _quotes_nobody(claim: Claim) -> bool:
    return claim.voice != "quoted" and all(word.voice != "quoted" for word in claim.loaded)


def score_all(given: Sequence[tuple[Claim, Sequence[Figure]]], risk: RiskModel) -> list[Scored]:
    """Concepts, score and level of each claim beside the figures of its document."""
    if not given:
        return []
    concepts = [measure(claim, figures) for claim, figures in given]
    return _scored([claim for claim, _ in given], concepts, _rows(concepts, risk))


def _rows(concepts: Sequence[Mapping[str, float]], risk: RiskModel) -> Rows:
    """Measured concepts under the risk model."""
    return risk.of([risk.row(values) for values in concepts])


def _scored(
    claims: Sequence[Claim], concepts: Sequence[Mapping[str, float]], rows: Rows
) -> list[Scored]:
    """The claims with their score and level."""
    probabilities, levels = rows.probabilities, levelled(rows.probabilities).tolist()
    scores, shares = graded(probabilities).tolist(), rows.author_shares().tolist()
    return [
        Scored(
            claim=claim,
            concepts=concepts[i],
            row=rows.values[i],
            probabilities=probabilities[i],
            score=scores[i],
            level=LEVELS[levels[i]],
            author=shares[i],
        )
        for i, claim in enumerate(claims)
    ]


def _rating(
    scored: Scored,
    contributions: tuple[Contribution, ...],
    groups: Mapping[str, float],
    interval: tuple[float, float],
    drawn: Floats,
) -> Rating:
    return Rating(
        claim=scored.claim,
        concepts=scored.concepts,
        row=scored.row,
        probabilities=scored.probabilities,
        score=scored.score,
        level=scored.level,
        author=scored.author,
        interval=interval,
        groups=groups,
        contributions=tuple(
            {
                "concept": c.concept.name,
                "value": c.value,
                "effect": c.effect,
                "owner": c.concept.owner,
                "text": c.concept.told(c.value, c.effect),
            }
            for c in contributions
        ),
        drawn=drawn,
    )


def by_rule(scored: Sequence[Scored]) -> ArticleRating:
    """The article rule over scored claims."""
    return rate(with_top([as_rated(s) for s in scored]))


def with_top(claims: Sequence[RatedClaim]) -> list[RatedClaim]:
    """The claims of a text. Where none stands on top, as in a post, which is read from its first
    word on, the first that can be checked does: a post of one claim is not better supported than
    that claim."""
    found = list(claims)
    if found and not any(claim.top for claim in found):
        opening = next((i for i, claim in enumerate(found) if claim.check_worthy), 0)
        found[opening] = replace(found[opening], top=True)
    return found


def as_rated(scored: Scored) -> RatedClaim:
    """A scored claim as the article rule reads it."""
    _, medium, high = scored.probabilities.tolist()
    return rated(scored.claim, medium + high, high, scored.author)


def article_interval(ratings: Sequence[Rating], risk: RiskModel, score: float) -> list[float]:
    """The middle 90 % of the article's scores under the refits, widened to hold the score."""
    if not len(risk.refits):
        return [score, score]
    drawn = np.stack([r.drawn for r in ratings], axis=1)
    high = drawn[:, :, 2]
    found = scores(with_top([as_rated(r) for r in ratings]), drawn[:, :, 1] + high, high)
    low, top = quantiles(found, (0.05, 0.95)).tolist()
    return [min(low, score), max(top, score)]
