"""Units behind a number: of measure ("12 km"), of age ("Anna Vole, 39,"), "times", compounds."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from features.figures.core import AmountType, Core
from features.figures.numerals import SIZES
from features.figures.tokens import DASHES, Token, at, is_plural
from features.figures.words import group, pairs, table, words

_GOING_ON = frozenset({"more", "additional", "extra", "other", "full", "straight", "consecutive"})
_SQUARES = frozenset({"square", "sq", "cubic"})


def with_unit(tokens: list[Token], core: Core) -> tuple[Core, int]:
    """The amount with a unit of measure after it, and the token at which a noun may follow."""
    j = core.end
    hyphen = at(tokens, j).text in DASHES and not at(tokens, j).gap
    hyphen = hyphen and not at(tokens, j + 1).gap and at(tokens, j + 1).sort == "word"
    k = j + hyphen
    word, after = at(tokens, k), at(tokens, k + 1)
    # 4'11"
    feet = word.text in ("'", "’", "′") and not word.gap and after.sort == "number"
    if feet and not after.gap and core.type == "count":
        return replace(core, end=k + 2, type="length", unit="ft"), k + 2
    if core.type == "count" and word.low in ("c", "f", "x") and not word.gap:
        # "7x howitzers"
        if word.low == "x" and after.gap == " " and is_plural(after):
            return replace(core, end=k + 1), k + 1
        glued: AmountType = "multiple" if word.low == "x" else "temperature"
        return replace(core, end=k + 1, type=glued, unit=word.text), k + 1
    if core.type == "count" and word.text in ("°", "º") and after.low in ("c", "f"):
        return replace(core, end=k + 2, type="temperature", unit=after.text), k + 2
    if core.type not in ("count", "vague", "ratio") or core.out_of is not None:
        return core, j
    if word.low == "of" and core.type == "vague":
        word, after, k = after, at(tokens, k + 2), k + 1
    if core.type == "vague" and word.low in words("currencies") and core.implied:
        return replace(core, end=k + 1, type="money", unit=table("currencies")[word.low][:3]), k + 1
    dashed = word.low in _SQUARES and after.text in DASHES and not after.gap
    if dashed and at(tokens, k + 2).low in table("units"):
        return replace(core, end=k + 3, type="area", unit=f"{at(tokens, k + 2).text}2"), k + 3
    if word.low in _SQUARES and after.low in table("units"):
        return replace(core, end=k + 2, type="area", unit=f"{after.text}2"), k + 2
    # "13 more days", "three straight weeks"
    if word.low in _GOING_ON and pairs("units").get(after.low, ("", ""))[1] == "duration":
        return replace(core, end=k + 2, type="duration", unit=pairs("units")[after.low][0]), k + 2
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
        rated = after.text == "/" and not after.gap and at(tokens, k + 2).sort == "word"
        if rated and kind in ("length", "mass"):
            return replace(core, end=k + 3, type="speed", unit=f"{unit}/h"), k + 3
        return replace(core, end=k + 1, type=cast(AmountType, kind), unit=unit), k + 1
    if hyphen and core.type == "count" and word.low not in ("plus", "odd"):
        return replace(core, end=k + 1, type="compound"), k
    return core, j


AGES = group("ages")
_AGED = group("aged")
_WHO = group("who")


def _is_age(tokens: list[Token], core: Core) -> bool:
    """ "She was 92.", "dies at 92", "Anna Vole, 39, said", "over the age of six", "aged four"."""
    token, before, after = (
        at(tokens, core.end - 1),
        at(tokens, core.start - 1),
        at(tokens, core.end),
    )
    # "aged six to nine", "the ages of six and nine"
    second = 2 * (before.low in ("and", "or", "to"))
    told = core.start - 1 - second
    if at(tokens, told - (at(tokens, told).low == "of")).low in AGES:
        return True
    if not token.text.isdecimal() or not 0 < float(core.value or 0) < 115 or core.high is not None:
        return False
    closed = (
        after.sort == "mark" or after.low in ("when", "at", "and", "on", "in") or after.gap == "\n"
    )
    if before.low in _AGED and at(tokens, core.start - 2).low in _WHO:
        return closed
    if before.low == "at" and at(tokens, core.start - 2).low in ("died", "dies", "dead"):
        # "put the number of dead at 44"
        return closed and at(tokens, core.start - 3).low not in ("of", "the")
    name = at(tokens, core.start - 2)
    named = name.text[:1].isupper() and name.sort == "word" and at(tokens, core.start).gap == " "
    set_off = before.text == "," and after.text in (",", ";", ".", ":")
    return named and set_off and core.end == core.start + 1


def _is_noun_not_unit(tokens: list[Token], k: int, core: Core) -> bool:
    """ "two second homes": an ordinal; "12 m": too short to trust unless glued."""
    word = tokens[k]
    if word.low == "second" and core.value != 1 and word.gap:
        return True
    if core.type == "vague" and core.implied is None and pairs("units")[word.low][1] == "point":
        return True
    if word.low == "m":
        after = at(tokens, k + 1)
        noun = after.sort == "word" and not (after.low in words("functions") or after.low in SIZES)
        return not word.gap or noun
    if len(word.text) <= 2 and word.gap and word.low in ("l", "w", "g", "mi", "in", "mb"):
        return word.low in ("in", "mi") or not word.text.isupper()
    return word.low in ("in", "sq", "moments") and bool(word.gap)
