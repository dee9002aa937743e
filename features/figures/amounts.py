"""Amounts in a text: every number that measures or counts, with its bound, unit and object.

``find_amounts`` finds them all, with a ``type``; ``features.figures.find_figures`` keeps those
that are claim figures. Rules over tokens, in time linear in the text. The fields follow what
CQE (Almasian et al. 2023, "CQE: A Comprehensive Quantity Extractor") calls a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from features.evidence import Bound, Span
from features.figures.bounds import (
    SIGNS,
    Bounded,
    bound_ahead,
    bound_behind,
    bounds_before,
    is_particle,
    with_bound_after,
)
from features.figures.core import AmountType, Core, Modifier
from features.figures.counted import Trend, is_counted, noun_before, noun_phrase, trend
from features.figures.excluded import excluded, idiom
from features.figures.quantity import COUNTRIES, Quantity, read_quantity
from features.figures.ranges import read_range
from features.figures.ratios import read_rate, read_ratio, read_vote
from features.figures.tokens import DASHES, Token, at, phrase_at, tokenise
from features.figures.units import with_unit
from features.figures.vague import WHOLES, read_vague
from features.figures.words import group, numbers, phrases, table, words


@dataclass(frozen=True, slots=True, order=True)
class Amount(Span):
    """A number with what it measures.

    ``value`` is the number (the lower end of a range, ``high`` the upper), None where vague;
    ``implied`` what a vague word stands for ("thousands": 1,000 to 10,000); ``out_of`` the
    denominator of "18 out of 150"; ``counts`` the noun phrase counted and ``counted`` its
    offsets where it stands behind the number; ``trend`` the change a verb before it tells
    ("rose 4%"). ``bare`` tells that the number is the word "one".
    """

    value: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit: str | None = None
    type: AmountType = "count"
    out_of: float | None = None
    counts: str | None = None
    counted: Span | None = None
    trend: Trend | None = None
    modifier: Modifier | None = None
    implied: tuple[float, float] | None = None
    bare: bool = False


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount in ``text``, in order and disjoint. Never raises; linear in the text."""
    return amounts_among(text, tokenise(text))


def amounts_among(text: str, tokens: list[Token]) -> tuple[Amount, ...]:
    """Every amount in ``text``, whose ``tokens`` are at hand."""
    found: list[Amount] = []
    i = 0
    while i < len(tokens):
        read = _amount(text, tokens, i)
        if read is None:
            i = _past(tokens, i)
            continue
        amount, i = read
        if found and _is_repeated(text, found[-1], amount):
            found[-1] = replace(found[-1], counts=amount.counts, counted=amount.counted)
            continue
        if found:
            found[-1] = _like_what_follows(text, found[-1], amount)
            amount = _like_its_rival(text, found[-1], _restated(text, found[-1], amount))
        found.append(amount)
    return tuple(found)


# "50 percent to 40", "43 percent to Vann's 41"
_RIVAL = re.compile(r"\s+(?:to|against|versus|vs\.?)\s+(?:[A-Z][\w’'-]+\s+)?")


_WHOLE = 100.0


def _like_its_rival(text: str, before: Amount, amount: Amount) -> Amount:
    """The second of two shares, whose "percent" is said once."""
    plain = amount.type == "count" and amount.counts is None and amount.bound == "exact"
    # "jumped 40% to 210": a change and where it led
    if not plain or before.trend is not None or (amount.value or 0.0) > _WHOLE:
        return amount
    if before.unit != "%" or not _RIVAL.fullmatch(text, before.end, amount.start):
        return amount
    return replace(amount, type="percent", unit="%")


_TO = re.compile(r"\s+(?:to|or|versus|vs\.?)\s+|\s?[-–]\s?")


def _like_what_follows(text: str, before: Amount, amount: Amount) -> Amount:
    """The first of two measures whose unit is said once: "50 to 48 percent", "700 to 250 yards"."""
    plain = before.type == "count" and before.counts is None and before.bound != "range"
    if not plain or amount.unit is None or amount.type in ("money", "multiple"):
        return before
    if not _TO.fullmatch(text, before.end, amount.start):
        return before
    return replace(before, type=amount.type, unit=amount.unit)


def _is_repeated(text: str, before: Amount, amount: Amount) -> bool:
    """ "five (5) lorries": the same number in figures, or in words."""
    inside = text[before.end : amount.start].strip() == "(" and text.startswith(")", amount.end)
    return inside and (before.value, before.type) == (amount.value, amount.type)


def _restated(text: str, before: Amount, amount: Amount) -> Amount:
    """ "just under 296 hp (224 kW)": the same amount in other units keeps the bound."""
    start = before.counted.end if before.counted and before.counted.end <= amount.start else 0
    between = text[max(before.end, start) : amount.start].strip()
    # "more than half (51%)" makes the first one precise.
    if before.type == "ratio" or between not in ("(", "/", ", or") or amount.bound != "exact":
        return amount
    bound = before.bound if before.bound in ("lower", "upper", "approx") else amount.bound
    return replace(amount, bound=bound, trend=amount.trend or before.trend)


def _past(tokens: list[Token], i: int) -> int:
    """The next token at which an amount may start."""
    token, past = tokens[i], i + 1
    if token.low in phrases("idioms"):
        past = max(past, idiom(tokens, i) or 0)
    if token.sort == "number":
        past = max(past, excluded(tokens, i) or 0)
    return past


def _amount(text: str, tokens: list[Token], i: int) -> tuple[Amount, int] | None:
    if not _may_start(tokens, i) or is_particle(tokens, i):
        return None
    bound = bounds_before(tokens, i)
    if idiom(tokens, bound.end) is not None:
        return None
    if bound.end != i and (bound.end >= len(tokens) or not _may_start(tokens, bound.end)):
        return None
    first = read_quantity(tokens, bound.end)
    for read in _READERS:
        if (core := read(tokens, i, bound, first)) is not None:
            return _finished(text, tokens, core)
    return None


def _may_start(tokens: list[Token], i: int) -> bool:
    """Whether an amount can begin here: a quick look that keeps the scan cheap."""
    token = tokens[i]
    if token.sort in ("number", "currency"):
        return True
    if token.sort != "word":
        after = at(tokens, i + 1)
        signed = token.text in DASHES and not after.gap and after.sort in ("number", "currency")
        plus = (
            token.text == "+" and (token.gap or i == 0) and not after.gap and after.sort == "number"
        )
        return signed or plus or token.text in SIGNS
    # "plus or minus 3", "plus-or-minus 3"
    if token.low == "minus" and "or" in (at(tokens, i - 1).low, at(tokens, i - 2).low):
        return False
    if token.low in _STARTS or token.low.endswith("fold"):
        return True
    # "the", "in", "on" begin a phrase ("the majority of", "in excess of") and nothing else
    return token.low in _PHRASE_STARTS and (
        phrase_at(tokens, i, phrases("bounds")) is not None
        or phrase_at(tokens, i, phrases("vague_phrases")) is not None
    )


_PHRASE_STARTS = frozenset(phrases("bounds")) | frozenset(phrases("vague_phrases"))
_STARTS = (
    frozenset(table("numerals"))
    | frozenset(table("vague"))
    | frozenset(table("currencies"))
    | frozenset(COUNTRIES)
    | WHOLES
    | frozenset(
        {
            "y",
            "sub",
            "a",
            "an",
            "half",
            "couple",
            "trio",
            "between",
            "from",
            "minus",
            "one",
            "twice",
            "quarter",
            "ca",
            "c",
            "est",
        }
    )
)


def _single(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """One number with all that stands round it."""
    if first is None:
        return None
    number = first.number
    lone = bound.end == i and at(tokens, i).low == "one" and number.end == i + 1
    if lone and not _counts_one(tokens, i):
        return None
    kind = bound.bound
    if first.approximate or (number.bound == "approx" and kind == "exact"):
        kind = "approx"
    return Core(
        i,
        first.end,
        first.type,
        first.unit,
        number.value,
        implied=number.implied,
        bare=at(tokens, number.end - 1).low == "one" and number.value == 1,
        bound="vague" if number.value is None else kind,
        modifier=bound.modifier,
    )


_NO_ONE = group("no_one")


def _counts_one(tokens: list[Token], i: int) -> bool:
    """Whether the word "one" counts: "one soldier", "one of the dead"; not "no one", "this one"."""
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    pointed = before.low in _NO_ONE and not _opens_clause(tokens, i - 1)
    if (pointed and before.low != "only") or before.text in DASHES:
        return False
    if at(tokens, i - 2).low == "the" and before.low == "only":
        return False
    if after.text in DASHES:
        return at(tokens, i + 2).low in ("year", "third", "fifth", "quarter")
    if after.sort != "word" or after.gap != " ":
        return False
    if after.low == "of":
        return at(tokens, i + 2).sort == "word"
    if after.low in ("another", "more"):
        return after.low == "more"
    if after.low in words("numerals"):
        return False
    return after.low not in words("functions") and not after.low.endswith("ly")


_POINTING = frozenset(
    {
        *("with", "from", "of", "for", "in", "on", "at", "by", "to", "about", "than"),
        *("after", "before", "like", "through", "under", "and", "is", "was"),
    }
)


def _opens_clause(tokens: list[Token], i: int) -> bool:
    """Whether "that" begins what is said: "told reporters that one soldier was killed"; not "with
    that one soldier"."""
    before = at(tokens, i - 1)
    return at(tokens, i).low == "that" and before.sort == "word" and before.low not in _POINTING


def _generation(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "5G": a name that reads like a measure; kept under its own type."""
    token, after = at(tokens, i), at(tokens, i + 1)
    digit = token.text.isascii() and token.text.isdecimal() and len(token.text) == 1
    if not digit or after.text != "G" or after.gap:
        return None
    if at(tokens, i - 1).sort == "word" and not token.gap:
        return None
    return Core(i, i + 2, "name", "G", float(token.text))


def _fold(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "sixfold", "tenfold"."""
    token = at(tokens, bound.end)
    stem = numbers("numerals").get(token.low.removesuffix("fold"))
    if stem is None or not token.low.endswith("fold"):
        return None
    how = (bound.bound, bound.modifier)
    return Core(i, bound.end + 1, "multiple", "times", stem, None, None, None, False, *how)


_Reader = Callable[[list[Token], int, Bounded, "Quantity | None"], "Core | None"]
_READERS: tuple[_Reader, ...] = (
    _generation,
    read_vote,
    read_range,
    read_ratio,
    _single,
    _fold,
    read_vague,
)


def _finished(text: str, tokens: list[Token], core: Core) -> tuple[Amount, int]:
    """The amount with its unit, the bound behind it and what it counts; and where to read on."""
    core, noun_from = with_unit(tokens, core)
    core = with_bound_after(tokens, core)
    phrase = noun_phrase(tokens, max(noun_from, core.end))
    counts = phrase is not None and is_counted(tokens, core, phrase)
    counted = _span(tokens, phrase) if counts else None
    named = counted or _named_before(tokens, core)
    rate = read_rate(tokens, core, phrase[1] if phrase else core.end)
    bound = core.bound
    if phrase and bound in ("exact", "approx"):
        bound = bound_behind(tokens, phrase[1]) or bound
    if bound == "exact" and not core.bare:
        bound = bound_ahead(tokens, core.start) or bound
    amount = Amount(
        tokens[core.start].start,
        tokens[core.end - 1].end,
        core.value,
        core.high,
        bound,
        core.unit,
        core.type,
        rate[0] if rate else core.out_of,
        named.of(text) if named else None,
        counted,
        trend(tokens, core.start),
        core.modifier,
        core.implied,
        core.bare,
    )
    return amount, rate[1] if rate else core.end


def _named_before(tokens: list[Token], core: Core) -> Span | None:
    """What is counted, where that stands before the number."""
    return _span(tokens, noun_before(tokens, core.start, core.end))


def _span(tokens: list[Token], phrase: tuple[int, int] | None) -> Span | None:
    return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end) if phrase else None
