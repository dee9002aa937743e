"""What would lower a risk: a claim with one of its findings mended, measured and scored again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from features.evidence import Attribution, Claim, Figure, Span
from training.article import rate
from training.rating import Rating, Scored, as_rated, score_all, with_top
from training.risk import RiskModel

WORTH_SAYING = 0.05
"""The least fall of the score for which a counterfactual is told."""

NEUTRAL_SOURCE = Attribution(
    content=Span(0, 0),
    source=None,
    cue=None,
    source_id="counterfactual",
    kind="ngo_monitor",
    named=True,
    anonymity=None,
    stake=False,
    custody=None,
    depth=1,
    direct=False,
)
"""The source of the counterfactual: named, with a mandate to know, and nothing to gain."""

Mended = tuple[str, Scored]
"""A change in words, and the claim as it is scored after it."""


def mendings(
    ratings: Sequence[Rating], figures: Sequence[Figure], risk: RiskModel
) -> list[list[Mended]]:
    """For each claim: itself with one of its findings changed, measured and scored again."""
    edits = [_edits(rating.claim, figures) for rating in ratings]
    flat = [(claim, given) for found in edits for _, claim, given in found]
    scored = iter(score_all(flat, risk))
    return [[(change, next(scored)) for change, _, _ in found] for found in edits]


def _edits(claim: Claim, figures: Sequence[Figure]) -> list[tuple[str, Claim, Sequence[Figure]]]:
    """What would lower a claim's risk: the change in words, the claim and the figures after it."""
    sourced = replace(
        claim, attribution=NEUTRAL_SOURCE, kind="ngo_monitor", independent_sources=1, factive=()
    )
    counted = list(figures)
    for i in claim.figures:
        counted[i] = replace(
            figures[i], attributed=True, stake=False, verified=True, status="verified"
        )
    spoken = tuple(w for w in claim.loaded if w.voice == "quoted")
    if claim.figures:
        change = "with a named source without a stake that counted the figures"
    else:
        change = "with a named source without a stake"
    edits: list[tuple[str, Claim, Sequence[Figure]]] = [(change, sourced, counted)]
    if claim.loaded != spoken or claim.scare_quotes or claim.insinuations:
        neutral = replace(claim, loaded=spoken, scare_quotes=(), insinuations=())
        edits.append(("without the author's own charged words", neutral, figures))
    return edits


def counterfactuals(rating: Rating, mended: Sequence[Mended]) -> list[dict[str, Any]]:
    """The changes that would lower a claim's score, with the score they would lead to."""
    return [
        {"change": change, "score": after.score}
        for change, after in mended
        if rating.score - after.score >= WORTH_SAYING
    ]


def article_counterfactuals(
    ratings: Sequence[Rating], mended: Sequence[Sequence[Mended]], score: float
) -> list[dict[str, Any]]:
    """What the article's score would be if one of its three worst claims were mended."""
    found = []
    rated = [as_rated(rating) for rating in ratings]
    for worst in sorted(range(len(ratings)), key=lambda i: -ratings[i].score)[:3]:
        for change, after in mended[worst][:1]:
            now = rate(with_top([*rated[:worst], as_rated(after), *rated[worst + 1 :]])).score
            if score - now >= WORTH_SAYING:
                found.append({"change": f"{ratings[worst].claim.id} {change}", "score": now})
    return found
