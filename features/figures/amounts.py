"""Amounts in a text: every number that measures or counts, with its bound, unit and object.

``find_amounts`` finds them all, with a ``type``; ``features.figures.find_figures`` keeps those
that are claim figures. Rules over tokens, in time linear in the text. The fields follow what
CQE (Almasian et al. 2023, "CQE: A Comprehensive Quantity Extractor") calls a quantity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, cast

from features.evidence import Bound, Span
from features.figures.excluded import excluded, is_rank, is_year
from features.figures.numerals import Number, read_number
from features.figures.tokens import DASHES, Token, at, is_person, is_plural, phrase_at, tokenise
from features.figures.words import group, numbers, pairs, phrases, table, words

AmountType = Literal[
    "count",
    "money",
    "percent",
    "ratio",
    "multiple",
    "vague",
    "point",
    "vote",
    "mass",
    "volume",
    "area",
    "power",
    "length",
    "speed",
    "duration",
    "age",
    "temperature",
    "data",
    "rate",
    "name",
    "compound",
]
Modifier = Literal["minimiser", "maximiser"]
Trend = Literal["up", "down"]


@dataclass(frozen=True, slots=True, order=True)
class Amount(Span):
    """A number with what it measures.

    ``value`` is the number (the lower end of a range, ``high`` the upper), None where vague;
    ``implied`` what a vague word stands for ("thousands": 1,000 to 10,000); ``out_of`` the
    denominator of "18 out of 150"; ``counts`` the noun phrase counted and ``counted`` its
    offsets; ``trend`` the change a verb before it tells ("rose 4%"). ``bare`` tells that the
    number is the word "one".
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


@dataclass(frozen=True, slots=True)
class _Bound:
    bound: Bound
    modifier: Modifier | None
    end: int


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with the money or per cent sign on it; ``end`` is a token index."""

    number: Number
    end: int
    type: AmountType = "count"
    unit: str | None = None
    approximate: bool = False


_CURRENCY_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₴": "UAH",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
    "₦": "NGN",
    "₺": "TRY",
    "฿": "THB",
}
_COUNTRIES = {
    "us": "USD",
    "au": "AUD",
    "hk": "HKD",
    "nz": "NZD",
    "s": "SGD",
    "c": "CAD",
    "a": "AUD",
}
_NATIONS = {"australian": "AUD", "canadian": "CAD", "hong": "HKD", "zealand": "NZD", "us": "USD"}
_SQUARES = frozenset({"square", "sq", "cubic"})
_PER = frozenset({"per", "an", "a"})
_APPROXIMATE = frozenset("~≈")


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount in ``text``, in order and disjoint. Never raises; linear in the text."""
    tokens = tokenise(text)
    found: list[Amount] = []
    i = 0
    while i < len(tokens):
        read = _amount(text, tokens, i)
        if read is None:
            i = _past(tokens, i)
            continue
        amount, i = read
        found.append(_restated(text, found[-1], amount) if found else amount)
    return tuple(found)


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
    if tokens[i].sort == "number":
        return max(i + 1, excluded(tokens, i) or 0)
    return i + 1


def _amount(text: str, tokens: list[Token], i: int) -> tuple[Amount, int] | None:
    if not _may_start(tokens, i):
        return None
    bound = _bounds(tokens, i)
    if bound.end != i and (bound.end >= len(tokens) or not _may_start(tokens, bound.end)):
        return None
    first = _quantity(tokens, bound.end)
    for read in _READERS:
        if (amount := read(text, tokens, i, bound, first)) is not None:
            return amount
    return None


def _may_start(tokens: list[Token], i: int) -> bool:
    """Whether an amount can begin here: a quick look that keeps the scan cheap."""
    token = tokens[i]
    if token.sort in ("number", "currency"):
        return True
    if token.sort != "word":
        after = at(tokens, i + 1)
        signed = token.text in DASHES and not after.gap and after.sort in ("number", "currency")
        return signed or token.text in _APPROXIMATE
    return token.low in _STARTS or token.low.endswith("fold")


_STARTS = (
    frozenset(table("numerals"))
    | frozenset(phrases("bounds"))
    | frozenset(phrases("vague_phrases"))
    | frozenset(table("vague"))
    | frozenset(table("currencies"))
    | frozenset(_COUNTRIES)
    | frozenset(
        {"y", "sub", "a", "an", "half", "couple", "between", "from", "minus", "one", "twice"}
    )
)


def _bounds(tokens: list[Token], i: int) -> _Bound:
    """The bound words that start at ``i``, stacked ones together: "just over", "up to some"."""
    bound: Bound = "exact"
    modifier: Modifier | None = None
    for _ in range(4):
        if at(tokens, i).text in _APPROXIMATE:
            bound, i = "approx", i + 1
            continue
        hit = phrase_at(tokens, i, phrases("bounds"))
        if hit is None:
            break
        i, value = hit
        name, _, tone = value.partition(" ")
        bound = cast(Bound, name) if bound == "exact" else bound
        modifier = modifier or cast("Modifier | None", tone or None)
    return _Bound(bound, modifier, i)


# --- one quantity: money sign, number, per cent -------------------------------------------------


def _quantity(tokens: list[Token], i: int, joined: bool = True) -> _Quantity | None:
    """Number at ``i`` with the signs before and after it: "$1.2bn", "40 per cent", "-3"."""
    approximate = at(tokens, i).text in _APPROXIMATE
    i += approximate
    hit = phrase_at(tokens, i, phrases("bounds"))
    if hit is not None and hit[1] == "approx":
        approximate, i = True, hit[0]
    code, j = _money_before(tokens, i)
    j += 2 * (at(tokens, j).low == "sub" and at(tokens, j + 1).text in DASHES)
    sign, j = _sign(tokens, j)
    if code is None and sign < 0:
        code, j = _money_before(tokens, j)
    number = read_number(tokens, j, money=code is not None, joined=joined)
    if number is None or (code is None and _is_excluded(tokens, j, number)):
        return None
    if number.word and is_rank(tokens, j):
        return None
    if sign < 0 and number.value is not None:
        number = replace(number, value=-number.value)
    return _after(tokens, number, code, approximate)


def _is_excluded(tokens: list[Token], j: int, number: Number) -> bool:
    if at(tokens, j).sort != "number":
        return False
    # "2/3" and a number with a scale are amounts whatever stands round them.
    if number.share or number.scale > 1:
        return at(tokens, j - 1).sort == "word" and not at(tokens, j).gap
    return excluded(tokens, j) is not None


def _sign(tokens: list[Token], j: int) -> tuple[float, int]:
    token = at(tokens, j)
    if token.low == "minus":
        return -1.0, j + 1 + (at(tokens, j + 1).text in DASHES)
    free = token.gap or j == 0 or at(tokens, j - 1).sort in ("mark", "currency")
    after = at(tokens, j + 1)
    minus = token.text in ("-", "−") and free and not after.gap
    if minus and after.sort in ("number", "currency"):
        return -1.0, j + 1
    return 1.0, j


def _money_before(tokens: list[Token], i: int) -> tuple[str | None, int]:
    """Money before a number: "$", "US $", "C$", "USD", "RM", and where the number starts."""
    token, after = at(tokens, i), at(tokens, i + 1)
    if token.sort == "currency":
        code = _CURRENCY_SIGNS.get(token.text, token.text)
        if token.text == "$" and not after.gap and after.low in ("us", "au", "nz", "hk"):
            return _COUNTRIES[after.low], i + 2
        return code, i + 1
    if token.text == "Y" and after.text == "=" and not after.gap:
        return "JPY", i + 2
    if token.low in _COUNTRIES and after.text == "$" and token.text.isupper():
        return _COUNTRIES[token.low], i + 2
    if token.sort == "word" and len(token.text) <= 3 and token.low in words("currencies"):
        number = after if after.sort != "mark" else at(tokens, i + 2)
        if token.text[0].isupper() and number.sort == "number" and not token.text.islower():
            return table("currencies")[token.low], i + 1 + (after.text in ("=", "."))
    return None, i


def _after(
    tokens: list[Token], number: Number, code: str | None, approximate: bool
) -> _Quantity | None:
    """Per cent and money after the number."""
    j = number.end
    if code is not None:
        return _Quantity(number, j, "money", code, approximate)
    hyphen = at(tokens, j).text in DASHES and not at(tokens, j).gap
    k = j + hyphen
    token, after = at(tokens, k), at(tokens, k + 1)
    if token.sort == "percent":
        return _Quantity(number, k + 1, "percent", "%", approximate)
    if token.low in ("percent", "pc", "pct") or (token.low == "per" and after.low == "cent"):
        k += 2 if token.low == "per" else 1
        return _Quantity(number, k, "percent", "%", approximate)
    if token.low == "percentage" and after.low.startswith("point"):
        return _Quantity(number, k + 2, "point", "pp", approximate)
    for skip, nation in ((0, None), (1, token.low), (2, after.low)):
        word = at(tokens, k + skip)
        if skip and nation not in _NATIONS:
            continue
        if word.low in words("currencies") and word.low not in ("real", "won", "ps", "hk", "au"):
            if word.low.startswith("pound") and at(tokens, k + skip + 1).low == "of":
                continue
            if word.low == "rs" or (word.low == "sen" and word.text != "sen"):
                continue
            coin = _NATIONS[nation] if nation else table("currencies")[word.low]
            return _Quantity(_cents(number, coin), k + skip + 1, "money", coin[:3], approximate)
    if not token.gap and token.text == "p" and not hyphen:
        return _Quantity(number, k + 1, "money", "GBP/100", approximate)
    kind: AmountType = "ratio" if number.share else "vague" if number.value is None else "count"
    return _Quantity(number, j, kind, None, approximate)


def _cents(number: Number, coin: str) -> Number:
    return number


# --- readers of whole amounts, tried in order ---------------------------------------------------

_Reader = Callable[
    [str, "list[Token]", int, _Bound, "_Quantity | None"], "tuple[Amount, int] | None"
]


def _range(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "between 5,000 and 6,000", "from 25 percent to 90 percent", "5,000-6,000", "40 to 50"."""
    j = bound.end
    opener = at(tokens, j).low if at(tokens, j).low in ("between", "from") else None
    if opener and bound.end != i:
        return None
    start = j + (opener is not None)
    low = first if opener is None else _quantity(tokens, start, joined=opener != "between")
    if low is None or low.number.value is None or low.number.share:
        return None
    link = _link(tokens, low.end, opener)
    high = _quantity(tokens, link, joined=True) if link is not None else None
    if high is None or high.number.value is None or link is None:
        return None
    low, high = _alike(low, high)
    least, most = cast(float, low.number.value), cast(float, high.number.value)
    if not _makes_range(tokens, low, high, link, opener) or not _same_unit(tokens, low, high):
        return None
    if opener is None and (_is_score(low, high, tokens) or _is_rise_to(tokens, i, low, high, link)):
        return None
    kind = high.type if high.type != "count" else low.type
    least, most = min(least, most), max(least, most)
    core = _Core(i, high.end, kind, high.unit or low.unit, least, most)
    return _finish(text, tokens, core, replace(bound, bound="range"))


def _same_unit(tokens: list[Token], low: _Quantity, high: _Quantity) -> bool:
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
    if opener == "from":
        return _link_after_unit(tokens, j)
    if token.text in DASHES and (not token.gap or token.gap == after.gap):
        return j + 1
    if token.low == "or" and after.low not in words("functions"):
        return j + 1
    if token.text in DASHES and not token.gap and after.low == "to":
        return j + 2 + (at(tokens, j + 2).text in DASHES)
    if token.text == "/" and at(tokens, j - 2).sort == "currency":
        return j + 1
    return _link_after_unit(tokens, j)


def _link_after_unit(tokens: list[Token], j: int) -> int | None:
    """ "four thousand people to five thousand": a measure may stand before the "to"."""
    return j + 2 if at(tokens, j).low in table("units") and at(tokens, j + 1).low == "to" else None


def _alike(low: _Quantity, high: _Quantity) -> tuple[_Quantity, _Quantity]:
    """Give the first number the scale of the second: "$3-5 billion"."""
    a, b = low.number, high.number
    if a.value is None or b.value is None or a.scale > 1 or b.scale <= 1 or b.scale > 1e12:
        return low, high
    if a.value * b.scale < b.value:
        low = replace(low, number=replace(a, value=a.value * b.scale, scale=b.scale))
    return low, high


def _makes_range(
    tokens: list[Token], low: _Quantity, high: _Quantity, link: int, opener: str | None
) -> bool:
    a, b = cast(float, low.number.value), cast(float, high.number.value)
    if low.type != high.type and "count" not in (low.type, high.type):
        return False
    if opener:
        return a != b
    if low.type not in ("count", "money") and high.type == "count":
        return False
    word = at(tokens, link - 1).low
    if word == "or":
        return a < b <= 1.4 * a
    if word == "to" and low.number.scale > high.number.scale and a > b:
        return False
    return a < b


def _is_score(low: _Quantity, high: _Quantity, tokens: list[Token]) -> bool:
    """ "1-2": two small bare numbers that ``excluded`` knows as a score."""
    both = low.number.plain and high.number.plain
    return both and excluded(tokens, low.number.end - 1) is not None


def _is_rise_to(tokens: list[Token], i: int, low: _Quantity, high: _Quantity, link: int) -> bool:
    """ "rose 18 points to 4,577": a change and where it led, no range."""
    if at(tokens, link - 1).low != "to" or _trend(tokens, i) is None:
        return False
    measured = at(tokens, low.end).low != "to"
    return measured or low.type != "count" or high.type == "money"


def _vote(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "voted 11-10", "a 5-2 ruling"."""
    ayes, noes = at(tokens, i), at(tokens, i + 2)
    if ayes.sort != "number" or noes.sort != "number" or at(tokens, i + 1).text not in DASHES:
        return None
    if at(tokens, i + 1).gap or noes.gap or not (ayes.text.isdigit() and noes.text.isdigit()):
        return None
    near = {at(tokens, k).low for k in range(max(0, i - 5), i + 8)}
    if not near & {"vote", "voted", "votes", "ruling", "ruled", "majority", "margin", "party"}:
        return None
    if len(ayes.text) > 4 or len(noes.text) > 4 or at(tokens, i + 3).text in DASHES:
        return None
    return Amount(ayes.start, noes.end, type="vote"), i + 3


def _ratio(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "18 out of 150", "one in five", "two of the five", "nine in every 10"."""
    top = first
    if top is None or top.number.value is None or top.type != "count":
        return None
    j = top.end
    sure = at(tokens, j).low == "out" and at(tokens, j + 1).low == "of"
    link = at(tokens, j + sure).low
    if link not in ("of", "in"):
        return None
    j += 1 + sure
    if at(tokens, j).low in ("the", "every", "each", "their", "its", "those", "these"):
        sure, j = sure or at(tokens, j).low in ("every", "each"), j + 1
    if link == "in" and not sure and is_year(at(tokens, j)):
        return None
    base = _quantity(tokens, j)
    if base is None or base.number.value is None or base.type != "count":
        return None
    value, of = top.number.value, base.number.value
    if value > of or not _is_base(tokens, base, link, sure):
        return None
    core = _Core(i, base.end, "ratio", None, value, None, of)
    return _finish(text, tokens, core, bound)


def _is_base(tokens: list[Token], base: _Quantity, link: str, sure: bool) -> bool:
    after = at(tokens, base.end)
    hyphen = at(tokens, base.end + 1).low if after.text in DASHES else after.low
    if sure:
        return True
    if hyphen in table("units") and table("units")[hyphen].endswith(("duration", "length")):
        return False
    if link == "of":
        return True
    of = base.number.value or 0.0
    return of in (
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        12,
        20,
        25,
        30,
        50,
        100,
        200,
        250,
        500,
        1e3,
        1e4,
        1e5,
        1e6,
    )


def _single(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """One number with all that stands round it."""
    quantity = first
    if quantity is None:
        return None
    number = quantity.number
    lone = bound.end == i and at(tokens, i).low == "one" and number.end == i + 1
    if lone and not _counts_one(tokens, i):
        return None
    core = _Core(
        i,
        quantity.end,
        quantity.type,
        quantity.unit,
        number.value,
        None,
        None,
        number.implied,
        at(tokens, number.end - 1).low == "one" and number.value == 1,
    )
    if quantity.approximate or (number.bound == "approx" and bound.bound == "exact"):
        bound = replace(bound, bound="approx")
    if number.value is None:
        bound = replace(bound, bound="vague")
    return _finish(text, tokens, core, bound)


_NO_ONE = group("no_one")


def _counts_one(tokens: list[Token], i: int) -> bool:
    """Whether the word "one" counts: "one soldier", "one of the dead"; not "no one", "this one"."""
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    if (before.low in _NO_ONE and before.low != "only") or before.text in DASHES:
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


def _vague(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "a number of", "several sites", "most residents", "many more"."""
    j = bound.end
    hit = phrase_at(tokens, j, phrases("vague_phrases"))
    if hit is not None and not _of_people(tokens, j, hit[0]):
        return None
    if hit is not None:
        return _finish(text, tokens, _Core(i, hit[0], "vague"), replace(bound, bound="vague"))
    word = at(tokens, j).low
    if word not in words("vague") or not _stands_for_count(tokens, j):
        return None
    core = _Core(i, j + 1, "vague", implied=None)
    return _finish(text, tokens, core, replace(bound, bound="vague"))


def _of_people(tokens: list[Token], j: int, end: int) -> bool:
    """Whether "the majority of", "many of" stand for people, not for a province or a day."""
    if at(tokens, end - 1).low != "of" or at(tokens, end - 2).low not in (
        "many",
        "majority",
        "minority",
        "plurality",
    ):
        return True
    after = at(tokens, end)
    return after.low in ("them", "whom", "those", "us") or _person_soon(tokens, end)


def _stands_for_count(tokens: list[Token], j: int) -> bool:
    """Whether a vague word stands for a count of people or things here."""
    word, after = at(tokens, j).low, at(tokens, j + 1)
    if word in ("several", "numerous", "multiple", "countless", "innumerable"):
        phrase = _noun_phrase(tokens, j + 1)
        return phrase is not None and at(tokens, phrase[1] - 1).low not in table("units")
    if word in ("most", "many", "few"):
        before = at(tokens, j - 1).low
        if after.low in words("casualty") and pairs("casualty")[after.low][1] == "after":
            return True
        if before in ("how", "so", "as", "too", "a", "the", "these", "those", "his", "her", "my"):
            return False
        if word == "most" and after.low == "of":
            return at(tokens, j + 2).low in ("them", "whom", "those", "us") or _person_soon(
                tokens, j + 2
            )
        return _person_soon(tokens, j + 1) or (
            word == "many"
            and (after.low in _BE or (after.sort == "mark" and after.text not in "-"))
        )
    return True


_BE = frozenset({"are", "were", "have", "had"})


def _person_soon(tokens: list[Token], j: int) -> bool:
    """Whether the noun phrase at ``j`` names people."""
    j += at(tokens, j).low in ("the", "its", "their", "these", "those", "his", "her")
    for k in range(j, j + 3):
        token = at(tokens, k)
        if token.sort != "word" or token.low in words("functions"):
            return False
        if is_person(token):
            return True
    return False


def _generation(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "5G": a name that reads like a measure; kept under its own type."""
    token, after = at(tokens, i), at(tokens, i + 1)
    if token.sort != "number" or after.text != "G" or after.gap or len(token.text) > 1:
        return None
    if at(tokens, i - 1).sort == "word" and not token.gap:
        return None
    return Amount(token.start, after.end, float(token.text), type="name", unit="G"), i + 2


def _fold(
    text: str, tokens: list[Token], i: int, bound: _Bound, first: _Quantity | None
) -> tuple[Amount, int] | None:
    """ "sixfold", "tenfold"."""
    token = at(tokens, bound.end)
    stem = numbers("numerals").get(token.low.removesuffix("fold"))
    if stem is None or not token.low.endswith("fold"):
        return None
    return _finish(text, tokens, _Core(i, bound.end + 1, "multiple", "times", stem), bound)


_READERS: tuple[_Reader, ...] = (_generation, _vote, _range, _ratio, _single, _fold, _vague)


# --- what stands after: units, what is counted, bounds behind ------------------------------------


@dataclass(frozen=True, slots=True)
class _Core:
    """An amount before its surroundings are read; ``start`` and ``end`` are token indices."""

    start: int
    end: int
    type: AmountType
    unit: str | None = None
    value: float | None = None
    high: float | None = None
    of: float | None = None
    implied: tuple[float, float] | None = None
    bare: bool = False


def _finish(text: str, tokens: list[Token], core: _Core, bound: _Bound) -> tuple[Amount, int]:
    core, noun_from = _with_unit(tokens, core)
    core, bound = _with_bound_after(tokens, core, bound)
    noun_from = max(noun_from, core.end)
    phrase = _noun_phrase(tokens, noun_from)
    counted = Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end) if phrase else None
    if phrase and bound.bound == "exact" and (late := _late_bound(tokens, phrase[1])):
        bound = replace(bound, bound=late)
    amount = Amount(
        tokens[core.start].start,
        tokens[core.end - 1].end,
        core.value,
        core.high,
        bound.bound,
        core.unit,
        core.type,
        core.of,
        counted.of(text) if counted else None,
        counted,
        _trend(tokens, core.start),
        bound.modifier,
        core.implied,
        core.bare,
    )
    return amount, core.end


def _with_unit(tokens: list[Token], core: _Core) -> tuple[_Core, int]:
    """The amount with a unit of measure after it, and the token at which a noun may follow."""
    j = core.end
    hyphen = at(tokens, j).text in DASHES and not at(tokens, j).gap
    hyphen = hyphen and not at(tokens, j + 1).gap and at(tokens, j + 1).sort == "word"
    k = j + hyphen
    word, after = at(tokens, k), at(tokens, k + 1)
    if core.type == "count" and word.low in ("c", "f", "x") and not word.gap:
        glued: AmountType = "multiple" if word.low == "x" else "temperature"
        return replace(core, end=k + 1, type=glued, unit=word.text), k + 1
    if core.type not in ("count", "vague", "ratio") or core.of is not None:
        return core, j
    if word.low == "of" and core.type == "vague":
        word, after, k = after, at(tokens, k + 2), k + 1
    if word.low in _SQUARES and after.low in table("units"):
        return replace(core, end=k + 2, type="area", unit=f"{after.text}2"), k + 2
    if word.low.endswith("'s") and word.low[:-2] in table("units"):
        return replace(core, end=k + 1, type="duration", unit=word.low[:-2]), k + 1
    if word.low == "year" or word.low in ("years", "month", "months", "week", "day", "days"):
        old = [at(tokens, k + n).low for n in (1, 2)]
        if "old" in old or "olds" in old or old == ["of", "age"]:
            return replace(core, end=k + 1, type="age", unit="a"), k + 1
    if core.type == "count" and _is_age(tokens, core):
        return replace(core, type="age", unit="a"), j
    if word.low in ("times", "fold") or (word.low == "time" and hyphen):
        return replace(core, end=k + 1, type="multiple", unit="times"), k + 1
    if word.low in table("units") and not _is_noun_not_unit(tokens, k, core):
        unit, kind = pairs("units")[word.low]
        if after.low in ("per", "/") and at(tokens, k + 2).low in ("hour", "h", "hr", "second"):
            return replace(core, end=k + 3, type="speed", unit=f"{unit}/h"), k + 3
        if after.text == "/" and not after.gap and kind in ("length", "mass"):
            return replace(core, end=k + 3, type="speed", unit=f"{unit}/h"), k + 3
        return replace(core, end=k + 1, type=cast(AmountType, kind), unit=unit), k + 1
    if hyphen and core.type == "count":
        return replace(core, end=k + 1, type="compound"), k
    if word.text in ("'", "′", '"', "″") and not word.gap and core.type == "count":
        return core, j
    return core, j


_AGED = group("aged")
_WHO = group("who")


def _is_age(tokens: list[Token], core: _Core) -> bool:
    """ "She was 92.", "dies at 92", "Anna Vole, 39, said"."""
    token, before, after = (
        at(tokens, core.end - 1),
        at(tokens, core.start - 1),
        at(tokens, core.end),
    )
    if not token.text.isdigit() or not 0 < float(core.value or 0) < 115 or core.high is not None:
        return False
    closed = (
        after.sort == "mark" or after.low in ("when", "at", "and", "on", "in") or after.gap == "\n"
    )
    if before.low in _AGED and at(tokens, core.start - 2).low in _WHO:
        return closed
    if before.low == "at" and at(tokens, core.start - 2).low in ("died", "dies", "dead"):
        return closed
    name = at(tokens, core.start - 2)
    named = name.text[:1].isupper() and name.sort == "word" and at(tokens, core.start).gap == " "
    return named and before.text == "," and after.text in (",", ";") and core.end == core.start + 1


def _is_noun_not_unit(tokens: list[Token], k: int, core: _Core) -> bool:
    """ "two second homes": an ordinal; "12 m": too short to trust unless glued."""
    word = tokens[k]
    if word.low == "second" and core.value != 1 and word.gap:
        return True
    if core.type == "vague" and core.implied is None and pairs("units")[word.low][1] == "point":
        return True
    if len(word.text) <= 2 and word.gap and word.low in ("l", "m", "w", "g", "mi", "in", "mb"):
        return word.low in ("in", "mi", "m") or not word.text.isupper()
    return word.low in ("in", "sq", "moments") and bool(word.gap)


def _with_bound_after(tokens: list[Token], core: _Core, bound: _Bound) -> tuple[_Core, _Bound]:
    """Bounds right behind the number: "40 or more", "100+", "fifty more"."""
    j = core.end
    if at(tokens, j).text == "+" and not at(tokens, j).gap:
        return replace(core, end=j + 1), replace(bound, bound="lower")
    plus = at(tokens, j + 1).low == "plus" and at(tokens, j).text in DASHES
    if plus:
        return replace(core, end=j + 2), replace(bound, bound="lower")
    hit = phrase_at(tokens, j, phrases("bounds_after"))
    if hit is not None and at(tokens, j).text != "Plus":
        late = cast(Bound, hit[1]) if bound.bound != "vague" else bound.bound
        return replace(core, end=hit[0]), replace(bound, bound=late)
    more = at(tokens, j).low == "more" and at(tokens, j + 1).low != "than"
    if more and core.type in ("count", "vague"):
        return replace(core, end=j + 1), bound
    return core, bound


def _late_bound(tokens: list[Token], j: int) -> Bound | None:
    """A bound behind the noun: "12 soldiers or more", "seven breaths a minute or less"."""
    for k in (j, j + 2):
        if at(tokens, k).low in ("or", "at") and (
            hit := phrase_at(tokens, k, phrases("bounds_after"))
        ):
            return cast(Bound, hit[1])
        if at(tokens, j).low not in _PER:
            break
    return None


_CLOSING = frozenset("\"'”’»)")


def _noun_phrase(tokens: list[Token], j: int) -> tuple[int, int] | None:
    """Token range of the counted noun phrase at ``j``: adjectives up to the first plural."""
    j += at(tokens, j).text in _CLOSING and bool(at(tokens, j).text)
    if at(tokens, j).low == "of" and at(tokens, j + 1).sort == "word":
        j += 1 + (at(tokens, j + 1).low in _DETERMINERS)
    end = j
    for k in range(j, j + 6):
        token = at(tokens, k)
        if k > j and _joins_nouns(tokens, k):
            continue
        # "12 captured soldiers", but "12 captured".
        if k == j and token.low in words("casualty_verbs") and is_plural(at(tokens, k + 1)):
            continue
        if token.sort != "word" or token.low in _ENDS or _ends_phrase(token, first=k == j):
            break
        end = k + 1
        if is_plural(token) and not is_plural(at(tokens, k + 1)):
            break
    return (j, end) if end > j else None


def _joins_nouns(tokens: list[Token], k: int) -> bool:
    """Whether a hyphen or an "and" goes on with the phrase: "army and rebel fighters"."""
    token, after = at(tokens, k), at(tokens, k + 1)
    if token.text in DASHES:
        return not token.gap and not after.gap
    plain = after.low not in words("numerals") and after.low not in words("functions")
    return token.low == "and" and plain and is_plural(at(tokens, k + 2))


_STATES = frozenset({"wounded", "injured", "missing", "displaced", "dead"})


def _ends_phrase(token: Token, first: bool) -> bool:
    low = token.low
    if low in words("functions") or low in words("numerals") or low in words("casualty_verbs"):
        return True
    if token.gap == "\n" and not first:
        return True
    loss = low in words("casualty") and not is_plural(token) and low != "left"
    return loss and not (first and low in _STATES)


_DETERMINERS = frozenset({"the", "its", "their", "these", "those", "our", "his", "her", "all"})
_ENDS = group("ends")


def _trend(tokens: list[Token], start: int) -> Trend | None:
    """Up or down, where a verb of change stands just before: "rose 4%", "down by 3"."""
    for k in range(start - 1, max(-1, start - 4), -1):
        token = at(tokens, k)
        if token.low in words("trends"):
            return cast(Trend, table("trends")[token.low])
        if token.low not in ("another", "further") and token.text not in ("(", "a"):
            return None
    return None
