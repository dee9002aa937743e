"""Numbers that are no amounts: dates (``dates``), names, codes, telephone numbers, scores.

``excluded`` says where such a number ends, so that the reader of amounts can step over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from features.figures.dates import (
    date,
    decade,
    end_of_times,
    four_digits,
    people_follow,
    time_of_day,
    year_or_season,
)
from features.figures.tokens import DASHES, Token, at, is_person, is_plural, phrase_at
from features.figures.words import group, pairs, phrases, table, words

_DAYS = group("days")
_HOURS = group("hours")
_CALLS = group("calls")
_EMERGENCY = frozenset({"911", "999", "112", "101", "111"})
_STREETS = group("streets")
# After a capitalised name these show that a number counts: "In Arvo 12 were killed".
COUNTED = group("counted")


def excluded(tokens: list[Token], i: int) -> int | None:
    """End of the dates, codes or names that start with the number at ``i``; None for an amount."""
    for rule in _RULES:
        if (end := rule(tokens, i)) is not None:
            return end
    return None


def idiom(tokens: list[Token], i: int) -> int | None:
    """End of the turn of speech at ``i`` whose number counts nothing: "(of) two minds"."""
    i += at(tokens, i).low == "a"
    hit = phrase_at(tokens, i, phrases("idioms"))
    return hit[0] if hit is not None else None


def _relay(tokens: list[Token], i: int) -> int | None:
    """ "4x100m", "1920 x 1080": a format or an event, no multiple; "2 x 500kg bombs" counts."""
    by, after = at(tokens, i + 1), at(tokens, i + 2)
    times = by.low == "x" and after.sort == "number" and by.gap == after.gap
    unit = pairs("units").get(at(tokens, i + 3).low, ("", ""))[1]
    return i + 3 if times and unit not in ("mass", "volume", "power") else None


def _code(tokens: list[Token], i: int) -> int | None:
    """ "G7", "S23", "76ers", "#4", "ID.3", "007": digits that letters or signs are glued to."""
    token, before, after = tokens[i], at(tokens, i - 1), at(tokens, i + 1)
    if before.sort == "word" and not token.gap and not _money_or_sign(before):
        return i + 1
    if after.sort == "word" and not after.gap and not _measures(after):
        return i + 1
    growth = before.text == "+" and after.sort == "percent"
    if before.text in ("#", "@", "+", "№", "_", "=") and not token.gap and not growth:
        return i + 1
    # "10^6"
    if (after.text == "^" and not after.gap) or (before.text == "^" and not token.gap):
        return i + 1
    # timestamp="1448038800"
    if before.text in ('"', "'") and at(tokens, i - 2).text == "=" and not before.gap:
        return i + 1
    # "Section 230(c)(1)", "the '68 revolt"
    if before.text == "(" and not before.gap and at(tokens, i + 1).text == ")":
        return i + 1
    if before.text in ("'", "’") and before.gap and not token.gap and len(token.text) == 2:
        return i + 1
    # "4-H", "K-12"
    letter, behind = at(tokens, i + 2), at(tokens, i + 3)
    named = after.text in DASHES and not after.gap and not letter.gap and letter.text.isupper()
    if named and len(letter.text) == 1 and (behind.gap or behind.sort == "mark"):
        return i + 3
    stem = at(tokens, i - 2)
    if before.text == "." and not before.gap and not token.gap and stem.sort == "word":
        return i + 1 if stem.text.isupper() else None
    # "Get short URL 612 The convoy": digits that the next sentence follows.
    if token.text.isdecimal() and after.text in ("The", "A", "An") and after.gap != "\n":
        return i + 1
    return i + 1 if _starts_with_zero(token) else None


def _telephone(tokens: list[Token], i: int) -> int | None:
    """ "+44 20 5550 0142", "0800 555 0142": three groups of digits and more."""
    end = i + 1
    while at(tokens, end).text.isdecimal() and at(tokens, end).gap == " ":
        end += 1
    if _area_code(tokens, i):
        return i + 2
    plus = at(tokens, i - 1).text == "+" and not tokens[i].gap and at(tokens, end).sort != "percent"
    long = sum(len(t.text) for t in tokens[i:end]) >= 8
    return end if tokens[i].text.isdecimal() and (plus or (end - i >= 3 and long)) else None


def _area_code(tokens: list[Token], i: int) -> bool:
    """ "(312) 555-0190": digits in brackets before digits."""
    inside = at(tokens, i - 1).text == "(" and at(tokens, i + 1).text == ")"
    local = at(tokens, i + 2).text.isdecimal() and at(tokens, i + 3).text in DASHES
    return inside and local and len(tokens[i].text) == 3 and four_digits(at(tokens, i + 4))


def _hyphened(tokens: list[Token], i: int) -> int | None:
    """ "COVID-19", "MS-13"; but "minus-5", "four-to-5", "sub-7"."""
    hyphen, stem = at(tokens, i - 1), at(tokens, i - 2)
    if hyphen.text not in DASHES or tokens[i].gap or stem.sort != "word":
        return None
    if hyphen.gap and not _is_code(tokens, i):
        return None
    linked = stem.low in words("numerals") or stem.low in ("minus", "sub", "to", "or", "and", "in")
    return None if linked else i + 1


def _slashed(tokens: list[Token], i: int) -> int | None:
    """ "9/11", "24/7": fractions have been read before."""
    slash, under = at(tokens, i + 1), at(tokens, i + 2)
    glued = slash.text == "/" and not slash.gap and not under.gap
    return i + 3 if glued and under.sort == "number" else None


_GLUED = group("glued")


def _measures(after: Token) -> bool:
    """Whether letters glued behind a number scale or measure it: "5kg", "1.2bn", "100C"."""
    if after.text == "G":
        return False
    return after.low in _GLUED or after.low in table("units") or after.low in words("currencies")


def _is_code(tokens: list[Token], i: int) -> bool:
    """ "COVID -19": capitals, a stray blank, and nothing measured after."""
    stem, after = at(tokens, i - 2), at(tokens, i + 1)
    if not (stem.sort == "word" and stem.text.isupper() and len(stem.text) > 1):
        return False
    return (
        after.sort != "percent" and tokens[i].text.isdecimal() and not after.low.startswith("per")
    )


def _starts_with_zero(token: Token) -> bool:
    return len(token.text) > 1 and token.text[0] == "0" and token.text[1] not in ".,"


def _money_or_sign(before: Token) -> bool:
    return before.low in words("currencies") or before.low == "minus"


_ABBREVIATIONS = frozenset(
    {"no", "nos", "vol", "art", "arts", "fig", "p", "pp", "s", "ss", "sec", "reg", "para", "ch"}
    | {"cl", "ref", "tel", "ext", "pt", "ed"}
)


def is_called(tokens: list[Token], i: int) -> bool:
    """Whether a word before the number makes it a name: "Room 12B", "Flight 4K"."""
    return _called(tokens, i) is not None


def is_house(tokens: list[Token], i: int) -> bool:
    """Whether a letter behind the number makes it a house: "9B Quay Street"."""
    letter, name = at(tokens, i + 1), at(tokens, i + 2)
    glued = len(letter.text) == 1 and letter.text.isupper() and not letter.gap
    street = any(at(tokens, i + k).low in _STREETS for k in (3, 4))
    return glued and name.text[:1].isupper() and street


def is_model(tokens: list[Token], i: int) -> bool:
    """Whether the number is glued to a short name: "T-72B", whose letter is no billion."""
    hyphen, stem = at(tokens, i - 1), at(tokens, i - 2)
    glued = hyphen.text == "-" and not hyphen.gap and not tokens[i].gap
    return glued and stem.sort == "word" and stem.text.isupper() and len(stem.text) <= 3


def _called(tokens: list[Token], i: int) -> int | None:
    """ "called 911", "Article 5", "Highway 61", "No. 4", "Section 427", "aged 18 to 34"."""
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    short = at(tokens, i - 2)
    shortened = before.text == "." and short.low in _ABBREVIATIONS and (short.gap or i == 2)
    # "He blamed the ref. 12 fans were hurt"
    if shortened and not is_plural(after):
        to = at(tokens, i + 1).text in DASHES and at(tokens, i + 2).sort == "number"
        return i + 3 if to else i + 1
    if tokens[i].text in _EMERGENCY and any(
        at(tokens, i + k).low in ("call", "calls", "caller", "operator") for k in (1, 2)
    ):
        return i + 1
    if before.low in _CALLS and tokens[i].text.isdecimal() and not is_plural(after):
        return i + 1
    if before.low in ("age", "aged", "ages"):
        return i + 1
    if at(tokens, i - 3).low in ("aged", "ages") and at(tokens, i - 2).sort == "number":
        return i + 1
    named = before.low in words("names") and tokens[i].gap == " "
    if not named or after.sort == "percent" or (is_plural(after) and before.text.islower()):
        return None
    return _rest_of_names(tokens, i + 1)


def _rest_of_names(tokens: list[Token], j: int) -> int:
    """Over the other numbers of "pages 10-12", "sections 4, 5 and 6"."""
    for _ in range(_MOST_NAMES):
        link, number, after = (at(tokens, j + k) for k in range(3))
        linked = link.low in ("and", "to", "or", ",") or link.text in DASHES
        counts = after.sort in ("word", "percent") and after.low not in words("functions")
        if not linked or not number.text.isdecimal() or counts:
            break
        j += 2
    return j


_MOST_NAMES = 5


def _address(tokens: list[Token], i: int) -> int | None:
    """ "575 Alder Road", "CA 90210", "the 90049 ZIP code"."""
    token, before, after = tokens[i], at(tokens, i - 1), at(tokens, i + 1)
    if not token.text.isdecimal() or is_plural(after):
        return None
    state = before.text.isupper() and len(before.text) == 2 and before.low not in ("us", "in")
    if after.low in ("zip", "postcode") or (state and len(token.text) == 5):
        return i + 1
    capital = after.text[:1].isupper() and at(tokens, i + 2).text[:1].isupper()
    street = any(at(tokens, i + k).low in _STREETS for k in (2, 3))
    return i + 1 if capital and street else None


def _proper(tokens: list[Token], i: int) -> int | None:
    """A number that ends a name: "Planet 9", "the Big 12", "FTSE 100", "the Group of 20"."""
    token, before = tokens[i], at(tokens, i - 1)
    if _is_circle(tokens, i, i + 1):
        return i + 1
    if before.sort != "word" or not before.text[0].isupper() or token.gap != " ":
        return None
    if _function(before):
        return None
    if _VERSION.fullmatch(token.text) and before.text.isupper() and len(before.text) > 1:
        return None if _is_measured(tokens, i + 1) else i + 1
    if not token.text.isdecimal() or len(token.text) > 4:
        return None
    after = at(tokens, i + 1)
    # "Unity 41; Reform 22": a table
    if after.text in (";", "|"):
        return None
    if before.text.isupper() and len(before.text) == 1 and before.text not in "AI":
        return i + 1
    if (
        _is_percent(tokens, i + 1)
        or after.low in words("currencies")
        or after.low in table("units")
    ):
        return None
    if after.low in COUNTED or after.low in words("numerals"):
        return None
    if (after.text in DASHES or after.sort == "word") and not after.gap:
        return None
    if _names_model(tokens, i) and not people_follow([at(tokens, i + k) for k in (1, 2, 3)]):
        return i + 1
    if _counts_soon(tokens, i + 1) or before.low in words("casualty") or is_plural(before):
        return None
    return i + 1


def _is_circle(tokens: list[Token], i: int, end: int) -> bool:
    """Whether a body is named by how many it has: "the Group of 20", "the Committee of Seven"."""
    noun, after = at(tokens, i - 2), at(tokens, end)
    if at(tokens, i - 1).low != "of" or is_plural(after) or after.low in COUNTED:
        return False
    return noun.low in _CIRCLES and noun.text[:1].isupper() and at(tokens, i - 3).sort == "word"


_CIRCLES = frozenset({"club", "committee", "council", "gang", "group", "league"})

# "USB 3.0"
_VERSION = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")


def _is_measured(tokens: list[Token], j: int) -> bool:
    """Whether a share, money or a unit stands behind a number."""
    low = at(tokens, j).low
    signs = low in words("currencies") or low in table("units") or low in words("numerals")
    return signs or _is_percent(tokens, j) or low in _GLUED or at(tokens, j).sort == "currency"


def _is_percent(tokens: list[Token], j: int) -> bool:
    """ "leads Vann 52 percent to 39 percent": a share behind a name."""
    token = at(tokens, j)
    per_cent = token.low == "per" and at(tokens, j + 1).low == "cent"
    return token.sort == "percent" or token.low in ("percent", "pct", "pc") or per_cent


def _model(tokens: list[Token], i: int) -> int | None:
    """ "the 737 flew", "the 212 stalled", "the 4000 Harbour Scheme": after "the" a number that no
    plural follows is a name."""
    token, after = tokens[i], at(tokens, i + 1)
    scheme = after.text[:1].isupper() and at(tokens, i + 2).text[:1].isupper()
    # "under 100 of the 700"
    if at(tokens, i - 2).low == "of" and at(tokens, i - 3).sort == "number":
        return None
    if at(tokens, i - 1).low != "the" or not token.text.isdecimal():
        return None
    if len(token.text) != _MODEL and not (scheme and at(tokens, i - 1).text == "the"):
        return None
    if after.sort != "word" or not after.gap or after.low in words("functions"):
        return None
    if after.low in COUNTED or after.low in words("numerals") or after.low in table("units"):
        return None
    if after.low in words("currencies") or after.low in ("percent", "pc", "percentage", "mark"):
        return None
    return None if _counts_soon(tokens, i + 1) else i + 1


_MODEL = 3
_OPENERS = group("openers")


def _names_model(tokens: list[Token], i: int) -> bool:
    """ "the Orion 4 phones": a determiner, capitalised words, the number."""
    k = i - 1
    while k > max(0, i - 4) and at(tokens, k).text[:1].isupper():
        k -= 1
    return at(tokens, k).low in _OPENERS and k < i - 1


def _function(before: Token) -> bool:
    if before.low in ("another", "past"):
        return True
    return before.low in words("functions") or before.low in words("bounds") or before.low in _DAYS


def _counts_soon(tokens: list[Token], j: int) -> bool:
    """Whether a plural noun follows within four words of one phrase."""
    for k in range(j, j + 4):
        token = at(tokens, k)
        if token.sort != "word" or token.low in words("functions"):
            return False
        if is_plural(token) or is_person(token) or token.low in words("casualty"):
            return not token.text[0].isupper() or is_person(token) or k > j
    return False


def _listed(tokens: list[Token], i: int) -> int | None:
    """The number of an item at the head of a line or of a post: "1. ", "2) ", "3/ "."""
    token, after = tokens[i], at(tokens, i + 1)
    # "1/ A thread", "2/7 Then they came"
    thread = after.text == "/" and not after.gap and (i == 0 or at(tokens, i - 1).sort == "mark")
    last = i + 2 + (at(tokens, i + 2).sort == "number" and not at(tokens, i + 2).gap)
    goes_on = at(tokens, last).text[:1].isupper() or at(tokens, last).sort == "mark"
    if thread and at(tokens, last).gap and goes_on:
        return last
    # "He came first. 2. She left"
    inline = at(tokens, i - 1).text in (".", "!", "?") and after.text == "." and not after.gap
    # "4. Anna Vole (3.)"
    if at(tokens, i - 1).text == "(" and after.text == "." and at(tokens, i + 2).text == ")":
        return i + 2
    if inline and len(token.text) <= 2 and at(tokens, i + 2).text[:1].isupper():
        return i + 2
    if token.gap != "\n" and i > 0:
        return None
    mark = after.text in (".", ")") and not after.gap and len(token.text) <= 2
    return i + 2 if mark and at(tokens, i + 2).gap else None


def _reference(tokens: list[Token], i: int) -> int | None:
    """The number of a note: "[12]"; "[40] dead" in an editor's brackets counts."""
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    note = before.text == "[" and after.text == "]" and len(tokens[i].text) <= 3
    return i + 1 if note and at(tokens, i + 2).sort != "word" else None


def _row(tokens: list[Token], i: int) -> int | None:
    """The days of a calendar, the pages of a list: "1 2 3 4 5", "50% 75% 100% 125%"."""
    first, last = i, i
    while i - first < 2 * _ROW and _in_row(at(tokens, first - 1)):
        first -= 1
    while last - i < 2 * _ROW and _in_row(at(tokens, last + 1)):
        last += 1
    row = [token for token in tokens[first : last + 1] if token.sort == "number"]
    percents = last + 1 - first - len(row)
    short = percents > 1 or all(len(token.text) <= 2 for token in row)
    return last + 1 if short and len(row) > _ROW - bool(percents) else None


def _in_row(token: Token) -> bool:
    return token.text.isdecimal() or token.sort == "percent"


_ROW = 3
_SPORT = group("sport")


def _score(tokens: list[Token], i: int) -> int | None:
    """ "a 2-1 win", "lost 1-3", "tied at 2-2": two small numbers with nothing counted."""
    first, dash, second = at(tokens, i), at(tokens, i + 1), at(tokens, i + 2)
    if dash.text not in DASHES or dash.gap or second.gap or second.sort != "number":
        return None
    if (
        not (first.text.isdecimal() and second.text.isdecimal())
        or len(first.text + second.text) > 6
    ):
        return None
    after = at(tokens, i + 3)
    counted = after.sort in ("word", "percent") and after.low not in words("functions")
    if after.low in _SPORT:
        return i + 3
    if int(first.text) >= int(second.text):
        return i + 3
    near = {at(tokens, k).low for k in range(max(0, i - 8), i)}
    return i + 3 if near & _SPORT and not counted else None


_RANKS = frozenset({"top", "bottom", "big", "final", "last"})


def is_named(tokens: list[Token], i: int, end: int) -> bool:
    """Whether a number in words is a name or a time: "phase two", "the Nine Valleys", "until
    four"."""
    token, before, after = tokens[i], at(tokens, i - 1), at(tokens, end)
    if end > i + 1 or token.gap != " ":
        return False
    if _is_circle(tokens, i, end):
        return True
    # "in a year or two"
    if token.low == "two" and before.low == "or" and at(tokens, i - 3).low in ("a", "an"):
        return True
    if after.low in _HOURS or (before.low in ("past", "to") and at(tokens, i - 2).low in _PARTS):
        return True
    if before.low in ("until", "till", "since"):
        return after.sort == "mark"
    if before.text == "War" and token.text[0].isupper():
        return True
    if before.text.islower() and before.low in words("names"):
        return after.sort == "mark" or after.low in words("functions")
    if not token.text[0].isupper():
        return False
    # "said on The Nine", "The Nine is a talk show"
    if before.low == "the" and not (after.sort == "word" and after.text[0].isupper()):
        return not is_plural(after) and not people_follow([after])
    # In a headline every noun has a capital: "Army Frees the Nine Hostages".
    return before.text == "the" and not at(tokens, i - 2).text[:1].isupper()


# "half past ten", "quarter to six"
_PARTS = frozenset({"half", "quarter"})


def is_rank(tokens: list[Token], i: int) -> bool:
    """Whether a number is a place in an order: "the bottom three"."""
    return _rank(tokens, i) is not None


def _rank(tokens: list[Token], i: int) -> int | None:
    """ "the bottom three", "the top 10": a place in an order, with nothing counted."""
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    if before.low == "number" and at(tokens, i - 2).low != "the":
        return i + 1
    if before.text in DASHES and not before.gap and at(tokens, i - 2).low in _RANKS:
        return i + 1
    if before.low not in _RANKS or is_plural(after):
        return None
    return i + 1 if after.sort != "word" or after.low in words("functions") else None


_RULES: tuple[Callable[[list[Token], int], int | None], ...] = (
    _listed,
    _reference,
    _row,
    date,
    _telephone,
    time_of_day,
    end_of_times,
    _relay,
    decade,
    _code,
    _hyphened,
    _slashed,
    year_or_season,
    _called,
    _address,
    _proper,
    _model,
    _score,
    _rank,
)
