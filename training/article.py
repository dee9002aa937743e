"""The article rule of the annotation guidelines over rated claims, sharp and smooth.

Nothing here is learned. The level follows the rule to the letter, by count over check-worthy
claims; the score is the same rule with soft edges, so that it moves when a claim does. Shares, not
counts, enter: length does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, prod
from typing import Literal

from features.evidence import Claim, Level

Code = Literal["top_high", "one_interested_channel", "author_high", "top_above_low", "some_high"]

HALF = 0.5
THIRD = 1.0 / 3.0
TENTH = 0.1
SOFT = 0.04
"""Width of the soft edge around a share, in shares."""
CHECK_WORTHY = 0.5
AUTHOR = 0.5
"""Share of a claim's risk from which the author is the one who did it."""

TEXTS: dict[Code, str] = {
    "top_high": "the headline or lede makes a claim that nothing stands under",
    "one_interested_channel": "half of what can be checked rests on one interested channel",
    "author_high": "a third of what can be checked is at high risk by the author's own doing",
    "top_above_low": "a claim in the headline or lede is above low risk",
    "some_high": "one claim in ten below the lede is at high risk",
}


@dataclass(frozen=True, slots=True)
class RatedClaim:
    """What the rule asks of a claim.

    ``medium`` and ``high`` are P(at least medium) and P(high); ``author`` the author's share of its
    risk; ``interested`` the channel it rests on where that has a stake and no caveat stands by it.
    """

    top: bool
    check_worthy: bool
    level: Level
    medium: float
    high: float
    author: float
    interested: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the rule: how far it holds, in [0, 1], and whether it is met."""

    code: Code
    value: float
    met: bool
    text: str


@dataclass(frozen=True, slots=True)
class ArticleRating:
    """Level by the rule, score by its smooth version, and the conditions behind both."""

    level: Level
    score: float
    conditions: tuple[Condition, ...]


def rated(claim: Claim, level: Level, medium: float, high: float, author: float) -> RatedClaim:
    """A claim and its risk as the rule reads them."""
    return RatedClaim(
        top=claim.role in ("headline", "lede"),
        check_worthy=claim.heads.get("check_worthy", 1.0) >= CHECK_WORTHY,
        level=level,
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
    return attribution.channel or attribution.source_id or claim.kind


def rate(claims: Sequence[RatedClaim]) -> ArticleRating:
    """The article's level, score and conditions, those met first.

    High if the top makes a high claim, half of the check-worthy claims rest on one interested
    channel, or a third are high by the author's doing; low if nothing on top is above low and
    fewer than one in ten elsewhere is high; medium otherwise, and low where nothing is claimed.
    """
    top = [c for c in claims if c.top]
    below = [c for c in claims if not c.top and c.check_worthy]
    worthy = [c for c in claims if c.check_worthy]
    channels = Counter(c.interested for c in worthy if c.interested)
    one = channels.most_common(1)[0][1] if channels else 0
    own = [c for c in worthy if c.author >= AUTHOR]
    conditions = (
        _condition("top_high", max((c.high for c in top), default=0.0), _any(top, "high")),
        _share("one_interested_channel", one, len(worthy), HALF),
        _share(
            "author_high", sum(c.level == "high" for c in own), len(worthy), THIRD,
            sum(c.high for c in own),
        ),
        _condition(
            "top_above_low",
            max((c.medium for c in top), default=0.0),
            _any(top, "medium") or _any(top, "high"),
        ),
        _share(
            "some_high", sum(c.level == "high" for c in below), len(below), TENTH,
            sum(c.high for c in below),
        ),
    )  # fmt: skip
    is_high = any(c.met for c in conditions[:3])
    is_medium = any(c.met for c in conditions[3:])
    high = _either(c.value for c in conditions[:3])
    medium = max(high, _either(c.value for c in conditions))
    # Sorting is stable: of conditions alike in being met, those that make an article high lead.
    ordered = sorted(conditions, key=lambda c: not c.met)
    level: Level = "high" if is_high else "medium" if is_medium else "low"
    return ArticleRating(level, (medium + high) / 2.0, tuple(ordered))


def _any(claims: Sequence[RatedClaim], level: Level) -> bool:
    return any(c.level == level for c in claims)


def _condition(code: Code, value: float, met: bool) -> Condition:
    return Condition(code, value, met, TEXTS[code])


def _share(
    code: Code, count: int, of: int, edge: float, expected: float | None = None
) -> Condition:
    """Met by count; soft by the expected count where claims have probabilities."""
    if of == 0:
        return _condition(code, 0.0, False)
    soft = (count if expected is None else expected) / of
    value = 1.0 / (1.0 + exp(-(soft - edge) / SOFT))
    return _condition(code, value, count > 0 and count / of >= edge)


def _either(values: Iterable[float]) -> float:
    return 1.0 - prod(1.0 - v for v in values)
