"""Bounds of a number: "more than" before it, "or more" behind it, "at least" behind its noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from features.evidence import Bound
from features.figures.core import Core, Modifier
from features.figures.tokens import DASHES, Token, at, phrase_at
from features.figures.words import phrases

APPROXIMATE = frozenset("~≈")
_PER = frozenset({"per", "an", "a"})


@dataclass(frozen=True, slots=True)
class Bounded:
    """The bound words before a number; ``end`` is the token at which the number starts."""

    bound: Bound
    modifier: Modifier | None
    end: int


def bounds_before(tokens: list[Token], i: int) -> Bounded:
    """The bound words that start at ``i``, stacked ones together: "just over", "up to some"."""
    bound: Bound = "exact"
    modifier: Modifier | None = None
    for _ in range(4):
        if at(tokens, i).text in APPROXIMATE:
            bound, i = "approx", i + 1
            continue
        hit = phrase_at(tokens, i, phrases("bounds"))
        if hit is None:
            break
        i, value = hit
        name, _, tone = value.partition(" ")
        bound = cast(Bound, name) if bound == "exact" else bound
        modifier = modifier or cast("Modifier | None", tone or None)
    return Bounded(bound, modifier, i)


def with_bound_after(tokens: list[Token], core: Core) -> Core:
    """Bounds right behind the number: "40 or more", "100+", "fifty more"."""
    j = core.end
    if at(tokens, j).text == "+" and not at(tokens, j).gap:
        return replace(core, end=j + 1, bound="lower")
    plus = at(tokens, j + 1).low == "plus" and at(tokens, j).text in DASHES
    if plus:
        return replace(core, end=j + 2, bound="lower")
    hit = phrase_at(tokens, j, phrases("bounds_after"))
    if hit is not None and at(tokens, j).text != "Plus":
        late = cast(Bound, hit[1]) if core.bound != "vague" else core.bound
        return replace(core, end=hit[0], bound=late)
    more = at(tokens, j).low == "more" and at(tokens, j + 1).low != "than"
    if more and core.type in ("count", "vague"):
        return replace(core, end=j + 1)
    return core


def bound_behind(tokens: list[Token], j: int) -> Bound | None:
    """A bound behind the noun: "12 soldiers or more", "seven breaths a minute or less"."""
    for k in (j, j + 2):
        if at(tokens, k).low in ("or", "at") and (
            hit := phrase_at(tokens, k, phrases("bounds_after"))
        ):
            return cast(Bound, hit[1])
        if at(tokens, j).low not in _PER:
            break
    return None
