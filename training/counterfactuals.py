"""What would lower a risk: a claim with one of its findings mended, measured and scored again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from features.evidence import Attribution, Claim, Figure, Span
from training.article import score as score_of
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
    """For each claim of which a change may be told: itself with one of its findings changed,
    measured and scored again; for the others, of low risk and not among the worst, nothing."""
    told = {i for i, rating in enumerate(ratings) if rating.level != "low"} | {*_worst(ratings)}
    edits = [_edits(r.claim, figures) if i in told else [] for i, r in enumerate(ratings)]
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
    edits: list[tuple[str, Claim, Sequence[Figure]]] = [
        (_sourced_better(claim, figures), sourced, counted)
    ]
    charged = {
        "the author's own charged words": claim.loaded != spoken,
        "what is hinted at and not said": bool(claim.insinuations),
        "the quotation marks that cast doubt": bool(claim.scare_quotes),
    }
    if any(charged.values()):
        neutral = replace(claim, loaded=spoken, scare_quotes=(), insinuations=())
        without = " and ".join(words for words, there in charged.items() if there)
        edits.append((f"without {without}", neutral, figures))
    return edits


def _sourced_better(claim: Claim, figures: Sequence[Figure]) -> str:
    """What the claim lacks of a named source without a stake, and of a method for its figures."""
    open_figures = sum(not figures[i].verified for i in claim.figures)
    method = f"a stated method for its figure{'s' if open_figures > 1 else ''}"
    a = claim.attribution
    if a is None or not (a.named and a.stake is False and a.depth == 1 and a.custody is None):
        source = "a named source without a stake"
        return f"with {source} and {method}" if open_figures else f"with {source}"
    return f"with {method}" if open_figures else "with its source's own words alone"


def counterfactuals(rating: Rating, mended: Sequence[Mended]) -> list[dict[str, Any]]:
    """The changes that would lower a claim's score, with the score they would lead to; of a claim
    of low risk none is told."""
    if rating.level == "low":
        return []
    return [
        {"change": change, "score": after.score}
        for change, after in mended
        if rating.score - after.score >= WORTH_SAYING
    ]


def _worst(ratings: Sequence[Rating]) -> list[int]:
    """Which three claims are the riskiest."""
    return sorted(range(len(ratings)), key=lambda i: -ratings[i].score)[:3]


def article_counterfactuals(
    ratings: Sequence[Rating], mended: Sequence[Sequence[Mended]], score: float
) -> list[dict[str, Any]]:
    """What the article's score would be if one of its three worst claims were mended."""
    found = []
    rated = [as_rated(rating) for rating in ratings]
    for worst in _worst(ratings):
        for change, after in mended[worst][:1]:
            claims = with_top([*rated[:worst], as_rated(after), *rated[worst + 1 :]])
            now = score_of(claims)
            if score - now >= WORTH_SAYING:
                found.append({"change": f"{ratings[worst].claim.id} {change}", "score": now})
    return found
