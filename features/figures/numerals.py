"""Reading numbers: from digits and words to values.

``read_number`` reads one number at a token: "5,000", "1.2bn", "two hundred and fifty", "half a
million", "a couple of hundred", "tens of thousands", "two-thirds". What stands round it (money,
bounds, ranges, what is counted) is read in ``amounts``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from features.evidence import Bound
from features.figures.tokens import DASHES, Token, at, is_person, is_plural
from features.figures.words import intervals, numbers, table, words

LARGEST = 1e18
_MOST_DIGITS = 15
_SCALE_FROM = 100.0
# "5k", "1.2bn", "$13.6M": letters that multiply the number they are glued to.
_SUFFIX = {"k": 1e3, "bn": 1e9, "mn": 1e6, "mln": 1e6, "mil": 1e6, "tn": 1e12, "trn": 1e12}
_MONEY_SUFFIX = {"m": 1e6, "b": 1e9, "t": 1e12, "mm": 1e6}
SIZES = frozenset({"tall", "long", "wide", "high", "deep", "away", "race", "sprint", "freestyle"})
# "1,234,567", "2,50,000"
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}")
_DOT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_SPACES = re.compile(r"['’\u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at tokens up to ``end``: its value, or what a vague one implies.

    ``scale`` is the factor a word or letter gave it (1 where none), ``plain`` tells that it was
    bare digits without separators, ``share`` that it was a fraction word, ``word`` that it was
    spelt out.
    """

    value: float | None
    end: int
    bound: Bound = "exact"
    implied: tuple[float, float] | None = None
    scale: float = 1.0
    plain: bool = False
    share: bool = False
    word: bool = False
    of: float | None = None


def digits(text: str) -> float | None:
    """The value of digits with separators, None where they are a date, a code or too long."""
    text = _SPACES.sub("", text)
    if not text.isascii():
        return None  # "4½" under a stroke
    if sum(c.isdecimal() for c in text) > _MOST_DIGITS:
        return None
    if "," in text and "." in text:
        text = _two_separators(text)
    elif "," in text:
        text = _one_separator(text, ",", _COMMA_GROUPS)
    elif text.count(".") > 1:
        text = text.replace(".", "") if _DOT_GROUPS.fullmatch(text) else ""
    if not text or (len(text) > 1 and text[0] == "0" and text[1] != "."):
        return None
    return float(text)


def _two_separators(text: str) -> str:
    decimal = "," if text.rfind(",") > text.rfind(".") else "."
    whole, _, part = text.rpartition(decimal)
    other = "." if decimal == "," else ","
    groups = whole.split(other)
    if decimal in whole or any(len(group) not in (2, 3) for group in groups[1:]):
        return ""
    return "".join(groups) + "." + part


def _one_separator(text: str, mark: str, grouped: re.Pattern[str]) -> str:
    if grouped.fullmatch(text):
        return text.replace(mark, "")
    return text.replace(mark, ".") if text.count(mark) == 1 else ""


def read_number(
    tokens: list[Token], i: int, money: bool = False, joined: bool = True
) -> Number | None:
    """The number that starts at token ``i``.

    ``money`` tells that a sign of money stands before it ("$5m" is millions, "5m" may be metres);
    ``joined`` allows "and" inside ("two hundred and six"), which "between" forbids.
    """
    token = at(tokens, i)
    if token.sort == "number":
        return _from_digits(tokens, i, money)
    if token.sort != "word":
        return None
    found = (
        _half_of(tokens, i)
        or _couple(tokens, i)
        or _vague_scale(tokens, i)
        or _fraction(tokens, i)
        or _from_words(tokens, i, joined)
    )
    return found and _and_a_half(tokens, found)


_ROUND_PLURALS = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands"}


def _digit_plural(tokens: list[Token], i: int) -> Number | None:
    """ "100s of people", "10s of thousands", "1000s fled": a vague scale in digits."""
    name, ending, after = tokens[i].text, at(tokens, i + 1), at(tokens, i + 2)
    if name not in _ROUND_PLURALS or ending.low != "s" or ending.gap:
        return None
    low, high = intervals("vague")[_ROUND_PLURALS[name]]
    scale = intervals("vague").get(at(tokens, i + 3).low, (0.0, 0.0))[0]
    if after.low == "of" and scale >= _SCALE_FROM:
        return Number(None, i + 4, "vague", (low * scale, high * scale), word=True)
    return Number(None, i + 2, "vague", (low, high), word=True)


def _from_digits(tokens: list[Token], i: int, money: bool) -> Number | None:
    token = tokens[i]
    if plural := _digit_plural(tokens, i):
        return plural
    if not token.text[-1].isdecimal() or not token.text[-1].isascii():
        return _with_scale(tokens, Number(_glyph(token.text), i + 1), money)
    value = digits(token.text)
    if value is None:
        return None
    if slashed := _slashed(tokens, i, value):
        return slashed
    plain = token.text.isdecimal()
    end = _spaced(tokens, i)
    if end > i + 1:
        whole = float("".join(t.text for t in tokens[i:end]))
        return _and_a_half(tokens, _with_scale(tokens, Number(whole, end), money))
    if (mixed := _slashed(tokens, i + 1, -1.0)) and at(tokens, i + 1).gap == " " and plain:
        return Number(value + (mixed.value or 0.0), mixed.end)
    return _and_a_half(tokens, _with_scale(tokens, Number(value, i + 1, plain=plain), money))


def _spaced(tokens: list[Token], i: int) -> int:
    """End of digits grouped by plain blanks: "4 338 500"; ``i + 1`` where they are not."""
    end = i + 1
    if not tokens[i].text.isdecimal() or len(tokens[i].text) > 3 or tokens[i].text[0] == "0":
        return end
    while end < i + 5 and _is_group(at(tokens, end)):
        end += 1
    # "4 338 5": the last group is no group, so that none is.
    cut = at(tokens, end)
    return i + 1 if cut.sort == "number" and cut.gap == " " else end


def _is_group(token: Token) -> bool:
    return token.gap == " " and len(token.text) == 3 and token.text.isdecimal()


def _glyph(text: str) -> float:
    return float(text[:-1] or "0") + float(unicodedata.numeric(text[-1]))


def _slashed(tokens: list[Token], i: int, value: float) -> Number | None:
    """A fraction in digits, "2/3"; "9/11" and "24/7" are none."""
    under = at(tokens, i + 2)
    if (
        at(tokens, i + 1).text not in ("/", "⁄")
        or at(tokens, i).sort != "number"
        or under.sort != "number"
    ):
        return None
    top = digits(at(tokens, i).text) if value < 0 else value
    bottom = digits(under.text)
    if top is None or bottom is None or top >= bottom:
        return None
    if bottom not in (2, 3, 4, 5, 8, 10, 16) and at(tokens, i + 1).text == "/":
        return None
    # "a 4/10": a mark out of ten
    if bottom == 10 and at(tokens, i - 1).low in ("a", "an"):
        return None
    if at(tokens, i + 3).text == "/" or at(tokens, i + 1).gap or under.gap:
        return None
    return Number(top / bottom, i + 3, share=True)


def _with_scale(tokens: list[Token], number: Number, money: bool) -> Number:
    """The number with "k", "bn", "million", "hundred thousand" after it."""
    factor, end = _suffix(tokens, number, money)
    while (step := _scale_word(tokens, end)) is not None and factor * step[0] < LARGEST:
        factor *= step[0]
        end = step[1]
    if factor == 1.0 or number.value is None:
        return number
    return replace(number, value=_times(number.value, factor), end=end, scale=factor, plain=False)


def _times(value: float, factor: float) -> float:
    # 1.38 * 1e6 is 1379999.9999999998 in binary.
    return round(value * factor, 6)


def _suffix(tokens: list[Token], number: Number, money: bool) -> tuple[float, int]:
    token = at(tokens, number.end)
    if token.gap and not (money and token.low in ("m", "b")):
        return 1.0, number.end
    if token.low in _SUFFIX:
        return _SUFFIX[token.low], number.end + 1
    if token.low in _MONEY_SUFFIX and (money or _is_million(tokens, number)):
        return _MONEY_SUFFIX[token.low], number.end + 1
    return 1.0, number.end


def _is_million(tokens: list[Token], number: Number) -> bool:
    """Whether a glued "m" or "b" without money multiplies: "2.7m sales", not "a 100m sprint"."""
    token, after = at(tokens, number.end), at(tokens, number.end + 1)
    if after.low in SIZES or (token.low != "m" and token.text != "B"):
        return False
    if token.text in ("M", "B") or any(is_plural(at(tokens, number.end + k)) for k in (1, 2)):
        return True
    return number.value is not None and number.value != int(number.value) and after.sort == "word"


def _scale_word(tokens: list[Token], i: int) -> tuple[float, int] | None:
    token = at(tokens, i)
    if token.text in DASHES and not token.gap and not at(tokens, i + 1).gap:
        token, i = at(tokens, i + 1), i + 1
    value = numbers("numerals").get(token.low, 0.0)
    if token.gap == "\n" or (value < _SCALE_FROM and token.low != "dozen"):
        return None
    return value, i + 1


def _half_of(tokens: list[Token], i: int) -> Number | None:
    """ "half a million", "half a dozen", "a half million"."""
    j = i + 1 if at(tokens, i).low == "a" and at(tokens, i + 1).low == "half" else i
    if at(tokens, j).low != "half":
        return None
    if at(tokens, j + 1).low in ("a", "an"):
        j += 1
    step = _scale_word(tokens, j + 1)
    return step and Number(step[0] / 2, step[1], scale=step[0], word=True)


def _couple(tokens: list[Token], i: int) -> Number | None:
    """ "a couple of hundred", "a couple dozen", "a couple of soldiers", "a pair of nurses"; "a pair
    of boots" is one thing."""
    j = i + 1 if at(tokens, i).low == "a" else i
    name = at(tokens, j).low
    if name in _SETS and j > i:
        people = any(is_person(at(tokens, j + k)) for k in (2, 3, 4))
        counts = at(tokens, j + 1).low == "of" and people
        return Number(_SETS[name], j + 2, word=True) if counts else None
    if name != "couple":
        return None
    of = at(tokens, j + 1).low == "of"
    scale = numbers("numerals").get(at(tokens, j + 1 + of).low.rstrip("s"), 0.0)
    if scale >= _SCALE_FROM or scale == numbers("numerals")["dozen"]:
        return Number(2 * scale, j + 2 + of, bound="approx", scale=scale, word=True)
    if of and j > i and at(tokens, j + 2).low not in words("functions"):
        return Number(2.0, j + 2, bound="approx", word=True)
    return None


_SETS = {"pair": 2.0, "trio": 3.0, "quartet": 4.0}


def _vague_scale(tokens: list[Token], i: int) -> Number | None:
    """ "tens of thousands", "several hundred", "thousands and thousands", "many hundreds"."""
    token = at(tokens, i)
    lead = 2 if token.low == "a" and at(tokens, i + 1).low == "few" else 1
    if lead == 2 or token.low in ("several", "few", "many"):
        scale = numbers("numerals").get(at(tokens, i + lead).low.rstrip("s"), 0.0)
        if scale >= _SCALE_FROM or at(tokens, i + lead).low.startswith("dozen"):
            return Number(None, i + lead + 1, "vague", (2 * scale, 9 * scale), scale, word=True)
        return None
    if token.low not in intervals("vague") or not intervals("vague")[token.low][0]:
        return None
    return None if token.low == "several" else _repeated(tokens, i)


def _repeated(tokens: list[Token], i: int) -> Number | None:
    """ "tens of thousands", "thousands and thousands and thousands"."""
    low, high = intervals("vague")[tokens[i].low]
    end = i + 1
    if tokens[i].low in ("tens", "scores") and at(tokens, end).low != "of":
        # "scores were killed"; not "test scores"
        lost = any(at(tokens, k).low in words("casualty") for k in range(i - 2, i + 5))
        counts = lost or (tokens[i].low == "scores" and at(tokens, end).low in COMPANY)
        return Number(None, end, "vague", (low, high), word=True) if counts else None
    while at(tokens, end).low in ("of", "and", "upon"):
        more = intervals("vague").get(at(tokens, end + 1).low)
        if more is None or not at(tokens, end + 1).low.endswith("s") or not more[0]:
            break
        if at(tokens, end).low == "of" and low * more[0] < LARGEST:
            low, high = _OF.get(tokens[i].low, low) * more[0], _OF.get(tokens[i].low, low) * more[1]
        end += 2
    return Number(None, end, "vague", (low, high), word=True)


COMPANY = frozenset({"more", "other", "others"})


# "tens of thousands" are ten to a hundred thousand: the lower word counts the upper.
_OF = {"tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1000.0}


def _fraction(tokens: list[Token], i: int) -> Number | None:
    """ "a third of", "two-thirds", "three quarters", "half the", "one fifth"."""
    token = at(tokens, i)
    # "nearly a year and a half"
    link = i - 1 - (at(tokens, i - 1).low == "a")
    if at(tokens, link).low == "and" and at(tokens, link - 1).low in table("units"):
        return None
    if token.low == "half":
        return _half(tokens, i)
    if token.low == "quarter":
        return _quarter_of_a_scale(tokens, i, 1.0)
    top = 1.0 if token.low in ("a", "one") else numbers("numerals").get(token.low, 0.0)
    dash = at(tokens, i + 1).text in DASHES and not at(tokens, i + 1).gap
    under = at(tokens, i + 1 + dash)
    share = numbers("fractions").get(under.low)
    if share is None or not 1 <= top < 10 or under.gap == "\n":
        return None
    end = i + 2 + dash
    if under.low == "quarter" and (found := _quarter_of_a_scale(tokens, end - 1, top)):
        return found
    if whole := _of_a_scale(tokens, end):
        return Number(_times(top * share, whole[0]), whole[1], scale=whole[0], word=True)
    if percent := _of_a_percent(tokens, end):
        return Number(min(1.0, top * share), percent, word=True)
    if (top > 1) != under.low.endswith("s") or (top == 1 and not _closes_share(tokens, end)):
        return None
    return Number(min(1.0, top * share), end, share=True, word=True)


def _quarter_of_a_scale(tokens: list[Token], i: int, top: float) -> Number | None:
    """ "quarter of a million", "a quarter-million", "three quarter million"."""
    step = _of_a_scale(tokens, i + 1) or _scale_word(tokens, i + 1)
    if step is None or step[0] <= _SCALE_FROM:
        return None
    return Number(_times(top * 0.25, step[0]), step[1], scale=step[0], word=True)


def _of_a_scale(tokens: list[Token], end: int) -> tuple[float, int] | None:
    """ "a quarter of a million", "three quarters of one billion"."""
    if at(tokens, end).low != "of" or at(tokens, end + 1).low not in ("a", "one"):
        return None
    step = _scale_word(tokens, end + 2)
    return step if step is not None and step[0] > _SCALE_FROM else None


def _of_a_percent(tokens: list[Token], end: int) -> int | None:
    """Where "percent" stands in "half a percentage point", "a tenth of one percent"."""
    end += at(tokens, end).low == "of"
    unit = at(tokens, end + 1)
    per_cent = unit.low == "per" and at(tokens, end + 2).low == "cent"
    one = at(tokens, end).low in ("a", "one", "1")
    return end + 1 if one and (per_cent or unit.low in _PERCENT) else None


_PERCENT = frozenset({"percent", "pct", "percentage"})


def _closes_share(tokens: list[Token], end: int) -> bool:
    after = at(tokens, end)
    # "a third-party candidate"
    if after.text in DASHES and not after.gap and not at(tokens, end + 1).gap:
        return False
    # "between a third and a half"
    if after.low in ("and", "to") and at(tokens, end + 1).low in ("a", "one", "half", "two"):
        return at(tokens, end - 3).low in ("between", "from")
    return after.sort == "mark" or after.gap == "\n" or after.low in ("of", "the", "more", "less")


# "about half past", "more than half an hour", "over half way"
_HALF_OF = frozenset({"past", "an", "a", "way", "hour", "century", "time"})


_HALF_AFTER = frozenset({"than", "over", "under", "about", "nearly", "almost", "around", "least"})


def _half(tokens: list[Token], i: int) -> Number | None:
    before, after = at(tokens, i - 1), at(tokens, i + 1)
    if percent := _of_a_percent(tokens, i + 1):
        return Number(0.5, percent, word=True)
    if before.low in ("first", "second", "other", "latter", "better", "final", "next"):
        return None
    bounded = before.low in _HALF_AFTER and after.text not in DASHES
    if bounded and after.low not in _HALF_OF:
        return Number(0.5, i + 1, share=True, word=True)
    if after.low in ("of", "the", "its", "their", "his", "her", "our", "all", "those", "these"):
        return Number(0.5, i + 1, share=True, word=True)
    return None


def _and_a_half(tokens: list[Token], number: Number) -> Number:
    """ "two and a half million", "a million and a half"."""
    glued = at(tokens, number.end).text in DASHES and not at(tokens, number.end).gap
    step = 1 + glued
    low = [at(tokens, number.end + glued + step * k).low for k in range(3)]
    if low != ["and", "a", "half"] or number.value is None or number.share:
        return number
    end = number.end + 3 * step
    if number.scale > 1:
        return replace(number, value=number.value + number.scale / 2, end=end)
    longer = replace(number, value=number.value + 0.5, end=end, plain=False)
    return _with_scale(tokens, longer, False)


def _from_words(tokens: list[Token], i: int, joined: bool) -> Number | None:
    """A cardinal in words: "seventeen", "two hundred and six", "a hundred thousand"."""
    start = i
    if at(tokens, i).low in ("a", "an"):
        if _scale_word(tokens, i + 1) is None or at(tokens, i + 1).text in DASHES:
            return None
        i += 1
    elif _scale_word(tokens, i) is not None:
        return None
    total, current, end, smallest = 0.0, 0.0, i, LARGEST
    scaled, lowest = False, _SCALE_FROM
    while (step := _cardinal(tokens, end, i, joined)) is not None:
        value, after = step
        if value >= _SCALE_FROM or (value == 12 and tokens[after - 1].low == "dozen"):
            if value >= smallest:
                break
            current, scaled, lowest = (current or 1.0) * value, True, value
            if value > _SCALE_FROM:
                total, current, smallest = total + current, 0.0, value
        elif not _adds(current, value):
            break
        else:
            current += value
        end = after
    if end == i or total + current >= LARGEST:
        return None
    scale = (smallest if smallest < LARGEST else lowest) if scaled else 1.0
    return Number(total + current, end, scale=scale, word=start < end)


def _adds(current: float, value: float) -> bool:
    """Whether "twenty" + "five" or "hundred" + "six" make one number ("five six" do not)."""
    if value == 0:
        return current == 0
    rest = current % 100
    return rest == 0 or (rest % 10 == 0 and rest >= 20 and value < 10)


def _cardinal(tokens: list[Token], j: int, first: int, joined: bool) -> tuple[float, int] | None:
    """The next word of a cardinal, over a hyphen or an "and" that may stand before it."""
    if j > first:
        before = at(tokens, j)
        hyphen = before.text in DASHES and not before.gap and not at(tokens, j + 1).gap
        if hyphen and _glued_and(tokens, j + 1) and _is_big(tokens[j - 1]):
            j += 2
        links = before.low == "and" and joined and _is_big(tokens[j - 1])
        j += hyphen or links
        # "three hundred and ninety thousand" is one number, "one hundred and two hundred" are two.
        big = numbers("numerals").get(at(tokens, j + 1).low, 0.0)
        if links and big == _SCALE_FROM and not _is_big(tokens[j - 2], 1000.0):
            return None
    token = at(tokens, j)
    value = numbers("numerals").get(token.low)
    if value is None or token.sort != "word" or (j > first and token.gap == "\n"):
        return None
    return value, j + 1


def _glued_and(tokens: list[Token], j: int) -> bool:
    """ "four-hundred-and-twelve": an "and" between hyphens."""
    link, dash = at(tokens, j), at(tokens, j + 1)
    return link.low == "and" and dash.text in DASHES and not dash.gap and not at(tokens, j + 2).gap


def _is_big(token: Token, least: float = _SCALE_FROM) -> bool:
    return numbers("numerals").get(token.low, 0.0) >= least
