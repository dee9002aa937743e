"""The article rule of the annotation guidelines over rated claims, with soft edges.

Nothing here is learned. The rule counts levels, and a claim's level is known as a probability: so
each condition holds to a degree, by expected counts over check-worthy claims. The score is read
from how likely the article is to be at least medium and to be high, the level from the score
(decisions 12 and 27). With levels that are certain it is the guidelines' rule, but for its soft
edges. Shares, not counts, enter: length does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from features.evidence import Claim, Kind, Level
from training.risk import LEVELS, levels_of

Code = Literal["top_high", "one_interested_channel", "author_high", "top_above_low", "some_high"]

Floats = NDArray[np.float64]

HALF = 0.5
THIRD = 1.0 / 3.0
TENTH = 0.1
HOLDS = 0.2
"""The least value of a condition that holds in part: above what a share of nothing has."""
SOFT = 0.04
"""Width of the soft edge around a share, in shares."""
AT_EDGE = 0.66
"""How far a condition holds at its edge itself: far enough for the level that it makes."""
CHECK_WORTHY = 0.5
AUTHOR = 0.5
"""Share of a claim's risk from which the author is the one who did it."""

_ODDS_OUT = 1.0 / AT_EDGE - 1.0

TEXTS: dict[Code, str] = {
    "top_high": "the headline or opening makes a claim that nothing stands under",
    "one_interested_channel": "half of what can be checked rests on one interested channel, or "
    "on one kind of interested source",
    "author_high": "a third of what can be checked is at high risk by the author's own doing",
    "top_above_low": "a claim in the headline or opening is above low risk",
    "some_high": "one claim in ten below the opening is at high risk",
}
SPEAKING_AS_ONE: frozenset[Kind] = frozenset({"party_to_conflict", "government_agency"})
"""Kinds whose every voice is one channel: a side speaks through its army, a general of it and
"military officials" (decision 20)."""
MAKE_HIGH = 3
"""How many of the conditions, from the first, make an article high; the others make it medium."""


@dataclass(frozen=True, slots=True)
class RatedClaim:
    """What the rule asks of a claim.

    ``medium`` and ``high`` are P(at least medium) and P(high); ``author`` the author's share of its
    risk; ``interested`` the channel it rests on where that has a stake and no caveat stands by it
    (decision 20).
    """

    top: bool
    check_worthy: bool
    medium: float
    high: float
    author: float
    interested: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the rule, how far it holds, in [0, 1], and the author's share of the risk of
    the claims behind it."""

    code: Code
    value: float
    author: float
    text: str

    def told(self) -> str:
        """The condition in words; one that does not hold is told as such."""
        return self.text if self.value >= HOLDS else f"not here: {self.text}"


@dataclass(frozen=True, slots=True)
class ArticleRating:
    """Level and score of an article, and the conditions behind both, the most held first."""

    level: Level
    score: float
    conditions: tuple[Condition, ...]


def rated(claim: Claim, medium: float, high: float, author: float) -> RatedClaim:
    """A claim and its risk as the rule reads them."""
    return RatedClaim(
        top=claim.role in ("headline", "lede"),
        check_worthy=claim.heads.get("check_worthy", 1.0) >= CHECK_WORTHY,
        medium=medium,
        high=high,
        author=author,
        interested=None if claim.caveats else _interested_channel(claim),
    )


def _interested_channel(claim: Claim) -> str | None:
    attribution = claim.attribution
    if attribution is None:
        return None
    custody = attribution.custody
    if custody is not None and custody.serves_custodian is not False:
        return custody.publisher or custody.custodian or "custody"
    if attribution.stake is not True:
        return None
    if claim.kind in SPEAKING_AS_ONE:
        return attribution.channel or claim.kind
    return attribution.channel or attribution.source_id or claim.kind


def rate(claims: Sequence[RatedClaim]) -> ArticleRating:
    """The article's level, score and conditions.

    High if the top makes a high claim, half of the check-worthy claims rest on one interested
    channel, or a third are high by the author's doing; low if nothing on top is above low and
    fewer than one in ten elsewhere is high; medium otherwise, and low where nothing is claimed.
    The level follows the score, as a claim's does.
    """
    held = _held(claims, *_likely(claims))
    shares = _author_shares(claims)
    conditions = [
        Condition(code, float(value), shares[code], TEXTS[code])
        for code, value in zip(TEXTS, held[:, 0], strict=True)
    ]
    found = _score(held)
    level = LEVELS[int(levels_of(found)[0])]
    return ArticleRating(level, float(found[0]), tuple(sorted(conditions, key=lambda c: -c.value)))


def score(claims: Sequence[RatedClaim]) -> float:
    """The article's score alone, as :func:`rate` gives it."""
    return float(scores(claims, *_likely(claims))[0])


def _likely(claims: Sequence[RatedClaim]) -> tuple[Floats, Floats]:
    """P(at least medium) and P(high) of the claims: [1, n] each."""
    return np.array([[c.medium for c in claims]]), np.array([[c.high for c in claims]])


def scores(claims: Sequence[RatedClaim], medium: Floats, high: Floats) -> Floats:
    """The score [r] of the same claims under r other sets of probabilities.

    ``medium`` and ``high`` [r, n] are P(at least medium) and P(high) in the order of ``claims``.
    """
    return _score(_held(claims, medium, high))


def _score(held: Floats) -> Floats:
    """The mean [r] of how likely the article is at least medium and how likely it is high."""
    return np.asarray((_either(held) + _either(held[:MAKE_HIGH])) / 2.0)


def _author_shares(claims: Sequence[RatedClaim]) -> dict[Code, float]:
    """The author's share of the riskiest claim on top, and of the claims below by how likely they
    are high; a channel is never his doing, what he did is his."""
    top = [c for c in claims if c.top]
    below = [c for c in claims if c.check_worthy and not c.top]
    weight = sum(c.high for c in below)
    return {
        "top_high": max(top, key=lambda c: c.high).author if top else 0.0,
        "one_interested_channel": 0.0,
        "author_high": 1.0,
        "top_above_low": max(top, key=lambda c: c.medium).author if top else 0.0,
        "some_high": sum(c.high * c.author for c in below) / weight if weight else 0.0,
    }


def _held(claims: Sequence[RatedClaim], medium: Floats, high: Floats) -> Floats:
    """How far each condition holds, [5, r], by expected counts where claims have probabilities."""
    top = np.array([c.top for c in claims], dtype=bool)
    worthy = np.array([c.check_worthy for c in claims], dtype=bool)
    own = np.array([c.author >= AUTHOR for c in claims], dtype=bool) & worthy
    below = worthy & ~top
    one = np.full(len(high), float(_on_one_channel([c for c in claims if c.check_worthy])))
    return np.stack(
        [
            high[:, top].max(axis=1, initial=0.0),
            _soft(one, int(worthy.sum()), HALF),
            _soft(high[:, own].sum(axis=1), int(worthy.sum()), THIRD),
            medium[:, top].max(axis=1, initial=0.0),
            _soft(high[:, below].sum(axis=1), int(below.sum()), TENTH),
        ]
    )


def _on_one_channel(worthy: Sequence[RatedClaim]) -> int:
    """How many claims rest on the interested channel that most of them rest on."""
    channels = Counter(c.interested for c in worthy if c.interested)
    return max(channels.values(), default=0)


def _soft(counts: Floats, of: int, edge: float) -> Floats:
    if of == 0:
        return np.zeros(len(counts))
    return np.asarray(1.0 / (1.0 + _ODDS_OUT * np.exp(-(counts / of - edge) / SOFT)))


def _either(values: Floats) -> Floats:
    return np.asarray(1.0 - np.prod(1.0 - values, axis=0))
