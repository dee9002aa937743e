"""Headline and lede against the body: what was lost on the way up.

A claim of the headline or lede is matched with the body claim that says the same, by the content
words they share; then the two are compared (Chesney et al. 2017 on incongruent headlines).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from features.evidence import Claim, Document, Span
from features.likeness import Likeness

Dropped = Literal["source", "hedge", "support"]

TOP = frozenset({"headline", "lede"})
SAME = 0.5
"""Least share of its content words at which a body claim is taken to be the top one."""


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


def dropped(document: Document, claims: Sequence[Claim]) -> tuple[HeadlineFinding, ...]:
    """What headline and lede claims lack of what the body says of them, in order.

    Nothing is returned where the body holds no claim: there is nothing to set the top against.
    Time is the number of top claims times that of the body's.
    """
    top = [claim for claim in claims if claim.is_claim and claim.role in TOP]
    body = [claim for claim in claims if claim.is_claim and claim.role not in TOP]
    if not top or not body:
        return ()
    likeness = Likeness(document)
    figures = {figure for claim in body for figure in _figures(document, claim)}
    found: list[HeadlineFinding] = []
    for claim in top:
        shares = [likeness.carried(claim.sentence, other.sentence) for other in body]
        best = shares.index(max(shares))
        found.extend(_compared(document, claim, body[best], shares[best], figures))
    return tuple(found)


def _compared(
    document: Document, claim: Claim, body: Claim, likeness: float, figures: set[str]
) -> list[HeadlineFinding]:
    span = Span(claim.span.start, claim.span.end)
    unseen = [figure for figure in _figures(document, claim) if figure not in figures]
    if unseen:
        return [HeadlineFinding(claim.id, "support", span, None)]
    if likeness < SAME:
        return []
    found: list[HeadlineFinding] = []
    if claim.attribution is None and body.attribution is not None:
        found.append(HeadlineFinding(claim.id, "source", span, body.id))
    if body.hedges and not claim.hedges:
        found.append(HeadlineFinding(claim.id, "hedge", span, body.id))
    return found


def _figures(document: Document, claim: Claim) -> list[str]:
    """The numbers of a claim in digits, separators of thousands taken out."""
    return [m.group().replace(",", "") for m in _FIGURE.finditer(claim.span.of(document.text))]
