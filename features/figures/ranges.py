"""Ranges: "between 5,000 and 6,000", "5,000-6,000", "40% to 60%", "$3-5 billion"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from features.figures.bounds import Bounded
from features.figures.core import Core
from features.figures.counted import trend
from features.figures.excluded import COUNTED, excluded
from features.figures.quantity import Quantity, read_quantity
from features.figures.tokens import DASHES, Token, at, is_person, is_plural
from features.figures.units import AGES
from features.figures.words import group, table, words


def read_range(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "between 5,000 and 6,000", "from 25 percent to 90 percent", "5,000-6,000", "40 to 50"."""
    j = bound.end
    opener = at(tokens, j).low if at(tokens, j).low in ("between", "from") else None
    if opener and bound.bound != "exact":
        return None
    start = j + (opener is not None)
    low = first if opener is None else read_quantity(tokens, start, joined=opener != "between")
    if low is None or low.number.value is None or (low.number.share and opener is None):
        return None
    link = _link(tokens, low.end, opener)
    high = read_quantity(tokens, link, joined=True) if link is not None else None
    if high is None or high.number.value is None or link is None:
        return None
    if low.number.share != high.number.share:
        return None
    low, high = _alike(low, high)
    least, most = cast(float, low.number.value), cast(float, high.number.value)
    if not _makes_range(tokens, low, high, link, opener) or not _same_unit(tokens, low, high):
        return None
    if opener is None and (_is_score(low, high, tokens) or _is_rise_to(tokens, i, low, high, link)):
        return None
    kind = high.type if high.type != "count" else low.type
    if opener == "between" and kind == "count":
        if _are_ages(tokens, start - 1, high, most):
            kind = "age"
        elif _are_hours(tokens, start - 1, high, most):
            kind = "time"
    told = i - 1 - (at(tokens, i - 1).low == "of")
    if at(tokens, told).low in AGES:
        kind = "age"
    least, most = min(least, most), max(least, most)
    unit = high.unit or low.unit
    return Core(i, high.end, kind, unit, least, most, bound="range", modifier=bound.modifier)


def _are_ages(tokens: list[Token], opener: int, high: Quantity, most: float) -> bool:
    """ "women between 18 and 35 must register": a range of people with nothing counted behind."""
    people, after = at(tokens, opener - 1), at(tokens, high.end)
    named = is_person(people) or people.text[:1].isupper()
    closed = after.sort != "word" or after.low in words("functions")
    return is_plural(people) and named and closed and most < _OLDEST


_OLDEST = 115


def _are_hours(tokens: list[Token], opener: int, high: Quantity, most: float) -> bool:
    """ "between 7 and 8 the lamps went out": hours of the clock, with nothing counted behind; not
    "put at between 7 and 8", "between 7 and 8 were hurt"."""
    after = at(tokens, high.end)
    joins = after.low in words("functions") and after.low not in COUNTED
    free = after.sort == "mark" or joins
    put = at(tokens, opener - 1).low in group("numbered_at")
    return most <= _NOON and high.number.scale == 1 and free and not put


_NOON = 12


def _same_unit(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    """Whether two measures can be compared: not "from 15 minutes to 3 hours"."""
    units = [table("units").get(at(tokens, q.end).low) for q in (low, high)]
    return units[0] == units[1] or None in units


def _link(tokens: list[Token], j: int, opener: str | None) -> int | None:
    """Where the second number of a range starts."""
    token, after = at(tokens, j), at(tokens, j + 1)
    if opener == "between":
        return j + 1 if token.low in ("and", "to") else None
    if token.low == "to":
        return j + 1 + (after.text in DASHES)
    # "from 40 up to 60"
    if token.low == "up" and after.low == "to" and opener == "from":
        return j + 2
    if opener == "from":
        return _link_after_unit(tokens, j)
    if token.text in DASHES and not token.gap and after.low == "to":
        return j + 2 + (at(tokens, j + 2).text in DASHES)
    if token.text in DASHES and (not token.gap or token.gap == after.gap):
        return j + 1
    if token.low == "or" and after.low not in words("functions"):
        return j + 1
    if token.text == "/" and at(tokens, j - 2).sort == "currency":
        return j + 1
    return _link_after_unit(tokens, j)


def _link_after_unit(tokens: list[Token], j: int) -> int | None:
    """ "four thousand people to five thousand": a measure may stand before the "to"."""
    return j + 2 if at(tokens, j).low in table("units") and at(tokens, j + 1).low == "to" else None


def _alike(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """Give the first number the scale of the second: "$3-5 billion"."""
    a, b = low.number, high.number
    if a.value is None or b.value is None or a.scale > 1 or b.scale <= 1 or b.scale > 1e12:
        return low, high
    if a.value * b.scale < b.value:
        low = replace(low, number=replace(a, value=a.value * b.scale, scale=b.scale))
    return low, high


def _makes_range(
    tokens: list[Token], low: Quantity, high: Quantity, link: int, opener: str | None
) -> bool:
    a, b = cast(float, low.number.value), cast(float, high.number.value)
    if low.type != high.type and "count" not in (low.type, high.type):
        return False
    if opener:
        return a != b
    if low.type not in ("count", "money") and high.type == "count":
        return False
    near = at(tokens, link - 1).low != "or" or b <= 1.5 * a or b == a + 1
    return a < b and near


def _is_score(low: Quantity, high: Quantity, tokens: list[Token]) -> bool:
    """ "1-2": two small bare numbers that ``excluded`` knows as a score."""
    both = low.number.plain and high.number.plain
    return both and excluded(tokens, low.number.end - 1) is not None


def _is_rise_to(tokens: list[Token], i: int, low: Quantity, high: Quantity, link: int) -> bool:
    """ "rose 18 points to 4,577": a change and where it led, no range."""
    if at(tokens, link - 1).low != "to" or trend(tokens, i) is None:
        return False
    measured = at(tokens, low.end).low != "to"
    return measured or low.type != "count" or high.type == "money"
