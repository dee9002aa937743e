"""Ratios of two numbers ("18 out of 150", "one in five") and votes ("11-10")."""

from __future__ import annotations

from features.figures.bounds import Bounded
from features.figures.core import Core
from features.figures.dates import is_year
from features.figures.quantity import Quantity, read_quantity
from features.figures.tokens import DASHES, Token, at
from features.figures.words import group, numbers, table


def read_vote(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "voted 11-10", "a 5-2 ruling", "a vote of 64 to 31": two counts, so no value."""
    ayes, link, noes = (at(tokens, i + k) for k in range(3))
    if not (ayes.text.isdecimal() and noes.text.isdecimal()):
        return None
    if link.low != "to" and (link.text not in DASHES or link.gap or noes.gap):
        return None
    near = {at(tokens, k).low for k in range(max(0, i - 5), i + 8)}
    if not near & group("voting"):
        return None
    if len(ayes.text) > 4 or len(noes.text) > 4 or at(tokens, i + 3).text in DASHES:
        return None
    return Core(i, i + 3, "vote")


def read_ratio(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "18 out of 150", "one in five", "two of the five", "nine in every 10"."""
    top = first
    # "not one of the 28 crew"
    if at(tokens, i - 1).low == "not" and at(tokens, i).low == "one":
        return None
    if top is None or top.number.value is None or top.type != "count":
        return None
    j = top.end
    glued = _glued_link(tokens, j)
    sure = glued or (at(tokens, j).low == "out" and at(tokens, j + 1).low == "of")
    link = at(tokens, j + sure).low
    if link not in ("of", "in"):
        return None
    j += 1 + sure + glued
    if at(tokens, j).low in _DETERMINERS:
        sure, j = sure or at(tokens, j).low in ("every", "each"), j + 1
    # "3 of the city's 4 power stations"
    j += link == "of" and at(tokens, j).low.endswith("'s")
    if link == "in" and not sure and is_year(at(tokens, j)):
        return None
    base = read_quantity(tokens, j)
    if base is None or base.number.value is None or base.type != "count":
        return None
    value, of = top.number.value, base.number.value
    # "⅓ of 90" is a share
    if not 1 <= value <= of or not _is_base(tokens, base, link, sure):
        return None
    how = (bound.bound, bound.modifier)
    return Core(i, base.end, "ratio", None, value, None, of, None, False, *how)


def read_rate(tokens: list[Token], core: Core, j: int) -> tuple[float, int] | None:
    """The base and its end behind a count: "312 cases per 100,000", "one doctor for every 50",
    "one patient in a hundred", "212 votes out of nearly 90,000"."""
    link, after = at(tokens, j).low, at(tokens, j + 1).low
    every = (link in ("for", "in") and after in ("every", "each")) or (link, after) == ("out", "of")
    every = every or (link == "in" and after == "a" and _scaled(tokens, j + 2))
    if core.type != "count" or core.value is None or core.out_of is not None:
        return None
    if not every and link != "per":
        return None
    base = read_quantity(tokens, j + 1 + (every and after != "a"))
    if base is None or base.type != "count" or (base.number.value or 0.0) < core.value:
        return None
    value = base.number.value or 0.0
    return (value, base.end) if every or (value in _BASES and value >= _LEAST_PER) else None


def _scaled(tokens: list[Token], j: int) -> bool:
    """ "in a hundred", "in a million"."""
    return numbers("numerals").get(at(tokens, j).low, 0.0) >= _LEAST_PER


_LEAST_PER = 100.0
_DETERMINERS = frozenset(
    {"the", "every", "each", "their", "its", "those", "these", "our", "his", "her", "my"}
)


def _glued_link(tokens: list[Token], j: int) -> bool:
    """ "nine-in-ten": the words of a ratio joined by hyphens."""
    hyphens = (at(tokens, j), at(tokens, j + 2))
    link = at(tokens, j + 1).low == "in"
    return link and all(h.text in DASHES and not h.gap for h in hyphens)


def _is_base(tokens: list[Token], base: Quantity, link: str, sure: bool) -> bool:
    after = at(tokens, base.end)
    hyphen = at(tokens, base.end + 1).low if after.text in DASHES else after.low
    if sure:
        return True
    if hyphen in table("units") and table("units")[hyphen].endswith(("duration", "length")):
        return False
    if link == "of":
        return True
    return (base.number.value or 0.0) in _BASES


# "one in five", "3 in 1,000": the bases that "in" parts; "2 in 7 rooms" is no ratio.
_BASES = frozenset({*range(2, 11), 12, 20, 25, 30, 50, 100, 200, 250, 500, 1e3, 1e4, 1e5, 1e6})
