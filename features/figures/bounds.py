"""Bounds of a number: "more than" before it, "or more" behind it, "at least" behind its noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from features.evidence import Bound
from features.figures.core import Core, Modifier
from features.figures.tokens import DASHES, Token, at, phrase_at
from features.figures.words import group, phrases, table

APPROXIMATE = frozenset("~≈")
SIGNS: dict[str, Bound] = {"~": "approx", "≈": "approx", "≥": "lower", "≤": "upper"}
SIGNS |= {">": "lower", "<": "upper"}
_SHORTENED = frozenset({"approx", "ca", "c", "est"})
_PER = frozenset({"per", "an", "a"})
_CLOSING = frozenset({"", ",", ".", ";", ":", "!", "?", ")"})


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
        token = at(tokens, i)
        if token.text in SIGNS:
            bound, i = SIGNS[token.text], i + 1
            continue
        if token.low in _SHORTENED and _is_shortened(tokens, i):
            bound, i = "approx", i + 1 + (at(tokens, i + 1).text == ".")
            continue
        hit = phrase_at(tokens, i, phrases("bounds"))
        if hit is None:
            break
        i, value = hit
        name, _, tone = value.partition(" ")
        bound = cast(Bound, name) if bound == "exact" else bound
        modifier = modifier or cast("Modifier | None", tone or None)
    # "up to a $10,000 fine"
    if bound != "exact" and at(tokens, i).low in ("a", "an"):
        i += at(tokens, i + 1).sort in ("number", "currency")
    return Bounded(bound, modifier, i)


def is_particle(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` is an "over" that belongs to its verb: "turned over 600 letters", or
    that another bound follows: "over about 600"."""
    if at(tokens, i).low != "over":
        return False
    hit = phrase_at(tokens, i + 1, phrases("bounds"))
    return at(tokens, i - 1).low in group("over_verbs") or (hit is not None and hit[1] == "approx")


def _is_shortened(tokens: list[Token], i: int) -> bool:
    """ "approx. 700", "c. 900 men", "ca 40"."""
    stop = at(tokens, i + 1).text == "."
    if at(tokens, i).low == "c" and not stop:
        return False
    return at(tokens, i + 1 + stop).sort == "number" and at(tokens, i + 1 + stop).gap == " "


def with_bound_after(tokens: list[Token], core: Core) -> Core:
    """Bounds right behind the number: "40 or more", "100+", "fifty more"."""
    j = core.end
    if at(tokens, j).text == "+" and not at(tokens, j).gap:
        return replace(core, end=j + 1, bound="lower")
    ending = _ENDINGS.get(at(tokens, j + 1).low)
    if ending is not None and at(tokens, j).text in DASHES:
        return replace(core, end=j + 2, bound=ending if core.bound != "vague" else core.bound)
    hit = phrase_at(tokens, j, phrases("bounds_after"))
    # "£1,200 plus £85": a sum
    adds = at(tokens, j).low == "plus" and at(tokens, j + 1).sort in ("number", "currency")
    if hit is not None and at(tokens, j).text != "Plus" and not adds:
        late = cast(Bound, hit[1]) if core.bound != "vague" else core.bound
        return replace(core, end=hit[0], bound=late)
    more = at(tokens, j).low == "more" and at(tokens, j + 1).low != "than"
    if more and core.type in ("count", "vague"):
        return replace(core, end=j + 1)
    return core


# "100-plus", "sixty-odd"
_ENDINGS: dict[str, Bound] = {"plus": "lower", "odd": "approx"}


def bound_ahead(tokens: list[Token], i: int) -> Bound | None:
    """A bound in the verb before the number: "topped 1,400", "climbed past 700", "capped at 250",
    "passed the 400 mark"."""
    verb = at(tokens, i - 1)
    could = verb.low in ("top", "pass") and at(tokens, i - 2).low in group("modals")
    rose = verb.low == "past" and table("trends").get(at(tokens, i - 2).low) == "up"
    if could or rose or verb.low in group("exceeds"):
        return "lower"
    if verb.low in ("at", "to") and at(tokens, i - 2).low in group("limits"):
        return "upper"
    marked = verb.low == "the" and at(tokens, i + 1).low in ("mark", "threshold")
    return "lower" if marked and at(tokens, i - 2).low in group("passes") else None


_APPOSED = frozenset({"at", "give"})


def bound_behind(tokens: list[Token], j: int) -> Bound | None:
    """A bound behind the noun: "12 soldiers or more", "seven breaths a minute or less", "twelve
    ships, at least, sank", "700 men, give or take"."""
    if at(tokens, j).text == "," and at(tokens, j + 1).low in _APPOSED:
        hit = phrase_at(tokens, j + 1, phrases("bounds_after"))
        closed = hit is not None and at(tokens, hit[0]).text in _CLOSING
        return cast(Bound, hit[1]) if hit is not None and closed else None
    for k in (j, j + 2):
        if at(tokens, k).low in ("or", "at") and (
            hit := phrase_at(tokens, k, phrases("bounds_after"))
        ):
            return cast(Bound, hit[1])
        if at(tokens, j).low not in _PER:
            break
    return None
