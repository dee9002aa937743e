"""Numbers that tell when: dates, times of day, years, decades, seasons.

Each rule takes the token at which a number starts and returns where the date or time that it
belongs to ends, None where it belongs to none.
"""

from __future__ import annotations

import re

from features.figures.numerals import digits
from features.figures.tokens import DASHES, Token, at, is_person, is_plural
from features.figures.words import group, table, words

_MONTHS = group("months")
_HOURS = group("hours")
_ERAS = group("eras")


def _is_month(token: Token) -> bool:
    return token.low in _MONTHS and token.text[0].isupper()


def _day(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) <= 2 and 1 <= int(token.text) <= 31


def is_year(token: Token) -> bool:
    """Whether the token is four bare digits between 1500 and 2150."""
    text = token.text
    return len(text) == 4 and text.isascii() and text.isdecimal() and 1500 <= int(text) <= 2150


def _ordinal(tokens: list[Token], i: int) -> int:
    """Tokens that an ordinal ending takes after the number: "24th"."""
    after = at(tokens, i + 1)
    return int(not after.gap and after.low in ("st", "nd", "rd", "th"))


def date(tokens: list[Token], i: int) -> int | None:
    """ "24 February 2022", "February 24, 2022", "Sept. 20-24", "16.04.2017", "20/7/2016"."""
    token = tokens[i]
    if token.text.count(".") > 1 and digits(token.text) is None:
        return i + 1
    if end := _separated(tokens, i):
        return end
    before = at(tokens, i - 1 - (at(tokens, i - 1).text == "."))
    if _is_month(before) and (_day(token) or is_year(token) or token.text.startswith("0")):
        return _rest_of_date(tokens, i + 1 + _ordinal(tokens, i))
    if not _day(token):
        return None
    end = i + 1 + _ordinal(tokens, i)
    end += at(tokens, end).low == "of"
    if _is_month(at(tokens, end)):
        return _rest_of_date(tokens, end + 1)
    second = i + 2 + _ordinal(tokens, i)
    if _links_days(at(tokens, second - 1)) and _day(at(tokens, second)):
        second += 1 + _ordinal(tokens, second)
        second += at(tokens, second).low == "of"
        return _rest_of_date(tokens, second + 1) if _is_month(at(tokens, second)) else None
    return None


def _links_days(token: Token) -> bool:
    """ "6 and 20 September", "March 16 to 21", "20-24 May"."""
    return token.text in DASHES or token.low in ("and", "to", "or", "through", "until")


def _rest_of_date(tokens: list[Token], j: int) -> int:
    """Over "-24", "and 21" and ", 2022" after the day of a date."""
    if _links_days(at(tokens, j)) and _day(at(tokens, j + 1)):
        after = at(tokens, j + 2 + _ordinal(tokens, j + 1))
        if at(tokens, j).text in DASHES or after.sort == "mark" or after.low in _DATE_GOES_ON:
            j += 2 + _ordinal(tokens, j + 1)
    comma = at(tokens, j).text in (",", ".")
    year = at(tokens, j + comma)
    old = (
        comma
        and year.text.isdecimal()
        and len(year.text) == 4
        and not is_plural(at(tokens, j + comma + 1))
    )
    return j + comma + 1 if is_year(year) or old else j


# After the second day of a date: "on April 3 and 4 in Velm"; "on April 3 and 4 people died" counts
_DATE_GOES_ON = frozenset({"in", "at", "on", "and", "when", "as", "for", "with", "by", "to", "of"})


def _separated(tokens: list[Token], i: int) -> int | None:
    """ "2022-02-24", "24/02/2022", "555-0142-77", "09:01", "(555) 010-4477"."""
    end, parts = i + 1, 1
    marks = set()
    while at(tokens, end).text in "-/:–" and at(tokens, end).sort == "mark":
        after = at(tokens, end + 1)
        if at(tokens, end).gap or after.gap or after.sort != "number":
            break
        marks.add(at(tokens, end).text)
        end, parts = end + 2, parts + 1
    if parts > 2 or ":" in marks:
        return end
    return end if parts == 2 and len(tokens[i].text) == 3 and four_digits(tokens[end - 1]) else None


def four_digits(token: Token) -> bool:
    """Whether the token is four bare digits that are no year."""
    return len(token.text) == 4 and token.text.isdecimal() and not is_year(token)


def time_of_day(tokens: list[Token], i: int) -> int | None:
    """ "11 a.m.", "9.30pm", "1900 GMT"."""
    after = at(tokens, i + 1)
    if after.low in _HOURS:
        return i + 2
    if _links_days(after) and at(tokens, i + 3).low in _HOURS and _day(at(tokens, i + 2)):
        return i + 4
    return None


def end_of_times(tokens: list[Token], i: int) -> int | None:
    """ "from 9am to 11.30", "9.30 a.m. until 11.15": the second of two times of day; "opens at
    7.15"."""
    if _CLOCK.fullmatch(tokens[i].text) is None:
        return None
    if at(tokens, i - 1).low == "at" and at(tokens, i - 2).low in group("clock_verbs"):
        return i + 1
    if at(tokens, i - 1).low not in _UNTIL:
        return None
    return i + 1 if any(at(tokens, k).low in _HOURS for k in (i - 2, i - 3, i - 4)) else None


# "11.30", "9.05"
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]")
_UNTIL = frozenset({"to", "until", "till", "and", "-", "–"})


def decade(tokens: list[Token], i: int) -> int | None:
    """ "the 1970s", "30s", "22nd", "5th", "mid-1990s"."""
    after = at(tokens, i + 1)
    if not after.gap and after.low in ("s", "st", "nd", "rd", "th", "'s"):
        return i + 2
    return None


def year_or_season(tokens: list[Token], i: int) -> int | None:
    """ "in 2021", "the 2018 elections"; but "2000 people"."""
    token, before = tokens[i], at(tokens, i - 1)
    if is_year(token) and _season(tokens, i):
        return i + 3
    if not is_year(token):
        return i + 1 if at(tokens, i + 1).low in _ERAS else None
    if before.sort == "currency" or before.low in words("currencies"):
        return None
    if before.low == "since":
        return i + 1
    ahead = [at(tokens, i + k) for k in (1, 2, 3)]
    if int(token.text) % 100 == 0 and is_plural(ahead[0]) and before.low not in ("the", "in"):
        return None
    measured = ahead[0].sort == "percent" or ahead[0].low in table("units")
    coins = words("currencies") - group("no_coins")
    measured = measured or ahead[0].low in coins or ahead[0].low in words("numerals")
    if measured or (before.low not in ("the", "in") and people_follow(ahead)):
        return None
    if int(token.text) >= 1900:
        return i + 1
    if before.low == "to" and at(tokens, i - 2).low in ("back", "dating", "dates", "dated"):
        return i + 1
    # "the treaty of 1648"; "a crowd of 1648" counts
    closed = ahead[0].sort == "mark" or ahead[0].low in words("functions")
    if before.low == "of" and closed and at(tokens, i - 2).low not in group("counted_of"):
        return i + 1
    return None if is_plural(ahead[0]) or before.low in ("of", "than", "to") else i + 1


def _season(tokens: list[Token], i: int) -> bool:
    """ "the 2014-15 season", "in 2019/22": a year and a later one by its last two digits."""
    dash, after = at(tokens, i + 1), at(tokens, i + 2)
    glued = (dash.text in DASHES or dash.text == "/") and not dash.gap and not after.gap
    short = len(after.text) == 2 and after.text.isascii() and after.text.isdecimal()
    year = int(tokens[i].text) % 100
    return glued and short and (int(after.text) > year or (year, after.text) == (99, "00"))


def people_follow(ahead: list[Token]) -> bool:
    """Whether a plural of people follows with none but names and adjectives before it."""
    for token in ahead:
        if token.low in words("functions") or token.sort != "word":
            return False
        if is_person(token) and is_plural(token):
            return True
    return False
