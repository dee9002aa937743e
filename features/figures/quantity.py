"""One number with its signs: money before or after it, per cent, a minus.

``read_quantity`` reads "$1.2bn", "40 per cent", "-3", "10.5 million Australian dollars". What
makes an amount of quantities (a range, a ratio, a unit of measure) is read in ``amounts``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from features.figures.bounds import APPROXIMATE
from features.figures.core import AmountType
from features.figures.excluded import excluded, is_called, is_house, is_model, is_named, is_rank
from features.figures.numerals import Number, read_number
from features.figures.tokens import DASHES, Token, at, phrase_at
from features.figures.words import group, phrases, table, words


@dataclass(frozen=True, slots=True)
class Quantity:
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
    "₱": "PHP",
    "₫": "VND",
    "₸": "KZT",
    "₵": "GHS",
    "₡": "CRC",
    "₲": "PYG",
    "₮": "MNT",
    "₭": "LAK",
    "₼": "AZN",
    "₾": "GEL",
    "₿": "BTC",
}
COUNTRIES = {
    "us": "USD",
    "au": "AUD",
    "hk": "HKD",
    "nz": "NZD",
    "s": "SGD",
    "c": "CAD",
    "a": "AUD",
    "ca": "CAD",
    "r": "BRL",
    "mx": "MXN",
    "nt": "TWD",
}


def read_quantity(tokens: list[Token], i: int, joined: bool = True) -> Quantity | None:
    """Number at ``i`` with the signs before and after it: "$1.2bn", "40 per cent", "-3"."""
    approximate = at(tokens, i).text in APPROXIMATE
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
    if number.word and (is_rank(tokens, j) or is_named(tokens, j, number.end)):
        return None
    if sign < 0 and number.value is not None:
        number = replace(number, value=-number.value)
    return _after(tokens, number, code, approximate)


def _is_excluded(tokens: list[Token], j: int, number: Number) -> bool:
    if at(tokens, j).sort != "number":
        return False
    # "100s", "2/3" and a number with a scale are amounts whatever stands round them.
    if number.share or number.scale > 1 or number.value is None:
        glued = number.end == j + 2 and not at(tokens, j + 1).gap
        if glued and (is_called(tokens, j) or is_house(tokens, j)):
            return True
        return is_model(tokens, j) or (at(tokens, j - 1).sort == "word" and not at(tokens, j).gap)
    return excluded(tokens, j) is not None


def _sign(tokens: list[Token], j: int) -> tuple[float, int]:
    token = at(tokens, j)
    if token.low == "minus":
        return -1.0, j + 1 + (at(tokens, j + 1).text in DASHES)
    free = token.gap or j == 0 or at(tokens, j - 1).sort in ("mark", "currency")
    after = at(tokens, j + 1)
    if token.text == "+" and free and not after.gap and at(tokens, j + 2).sort == "percent":
        return 1.0, j + 1
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
            return COUNTRIES[after.low], i + 2
        return code, i + 1
    # "US $5", "C$5"; "A $5 fine" is no Australian one
    sure = len(token.text) > 1 or not after.gap
    if token.low in COUNTRIES and after.text == "$" and token.text.isupper() and sure:
        return COUNTRIES[token.low], i + 2
    # "AUD$1.4 million"
    dollars = after.text == "$" and not after.gap and token.text.isupper()
    if dollars and len(token.text) == _CODE and token.low in words("currencies"):
        return table("currencies")[token.low], i + 2
    if token.sort == "word" and len(token.text) <= 3 and token.low in words("currencies"):
        number = after if after.sort != "mark" else at(tokens, i + 2)
        if token.text[0].isupper() and number.sort == "number" and not token.text.islower():
            return table("currencies")[token.low], i + 1 + (after.text == ".")
    return None, i


_MANY_WON = 1e6


def _closes(tokens: list[Token], k: int) -> bool:
    """ "400 billion won in a day"; "2.5 million won the lottery" is no money."""
    after = at(tokens, k)
    if after.sort == "mark" or after.gap == "\n":
        return True
    return after.low in words("functions") and after.low not in _OBJECTS


def _coin(tokens: list[Token], k: int) -> tuple[int, str] | None:
    """Money behind a number, "pesos", "Kenyan shillings", and where it ends."""
    nation = phrase_at(tokens, k, phrases("nations"))
    if nation is not None and len(nation[1]) == _CODE:
        return nation
    j = nation[0] if nation else k
    word = at(tokens, j)
    if word.low not in words("currencies") or word.low in group("no_coins"):
        return None
    # "40 pounds of rice", "weighed nearly 1 pound"; "Sen. Vole"
    near = {at(tokens, n).low for n in range(k - _WEIGHING, k)}
    weighs = word.low.startswith("pound") and (
        at(tokens, j + 1).low == "of" or not near.isdisjoint(group("weighing"))
    )
    if weighs or (word.low == "sen" and word.text != "sen"):
        return None
    code = table("currencies")[word.low]
    return j + 1, nation[1] + _LAST.get(code, code[-1]) if nation else code


_WEIGHING = 6
_CODE = 3
# A code is the nation's two letters and the coin's one, "PHP"; a coin without a nation is the
# commonest of its name.
_LAST = {"MXN": "P", "TRY": "P"}


_OBJECTS = frozenset({"the", "a", "an", "their", "its", "his", "her", "this", "that", "all", "it"})


def _after(
    tokens: list[Token], number: Number, code: str | None, approximate: bool
) -> Quantity | None:
    """Per cent and money after the number."""
    j = number.end
    if code is not None:
        return Quantity(number, j, "money", code, approximate)
    hyphen = at(tokens, j).text in DASHES and not at(tokens, j).gap
    # "ninety-odd per cent"
    odd = 2 * (hyphen and at(tokens, j + 1).low == "odd")
    k = j + (odd or hyphen)
    token, after = at(tokens, k), at(tokens, k + 1)
    approximate = approximate or bool(odd)
    if token.sort == "percent":
        return Quantity(number, k + 1, "percent", token.text, approximate)
    # "1,99 €"
    if token.sort == "currency" and token.text != "¢" and after.sort != "number" and not hyphen:
        return Quantity(number, k + 1, "money", _CURRENCY_SIGNS.get(token.text, token.text), False)
    if token.low in ("percent", "pc", "pct") or (token.low == "per" and after.low == "cent"):
        k += 2 if token.low == "per" else 1
        return Quantity(number, k, "percent", "%", approximate)
    if token.low == "basis" and after.low in ("point", "points"):
        return Quantity(number, k + 2, "point", "bp", approximate)
    if token.low == "percentage":
        dash = after.text in DASHES
        if at(tokens, k + 1 + dash).low.startswith("point"):
            return Quantity(number, k + 2 + dash, "point", "pp", approximate)
    if money := _coin(tokens, k):
        return Quantity(number, money[0], "money", money[1], approximate)
    if token.low == "won" and number.scale >= _MANY_WON and _closes(tokens, k + 1):
        return Quantity(number, k + 1, "money", "KRW", approximate)
    if not token.gap and token.text in ("p", "¢") and not hyphen:
        coin = "GBP/100" if token.text == "p" else "USD/100"
        return Quantity(number, k + 1, "money", coin, approximate)
    kind: AmountType = "ratio" if number.share else "vague" if number.value is None else "count"
    return Quantity(number, j, kind, None, approximate)
