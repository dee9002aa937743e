"""What a number counts: the noun phrase behind it; and the change that a verb before it tells."""

from __future__ import annotations

from typing import Literal, cast

from features.figures.core import Core
from features.figures.tokens import DASHES, Token, at, is_plural
from features.figures.words import group, table, words

Trend = Literal["up", "down"]


_APOSTROPHES = frozenset("'’")
_CLOSING = frozenset("\"'”’»)")


def is_counted(tokens: list[Token], core: Core, phrase: tuple[int, int]) -> bool:
    """Whether the phrase behind a number is what it counts, and no verb or piece of a name.

    More than one wants a plural; a share or a sum "of" it or, with a determiner, a singular as
    well: "40 percent of the vote", "a $3 million fine"; not "40 percent say", "12 just ran".
    """
    head = at(tokens, phrase[1] - 1)
    if _is_fragment(head):
        return False
    # "40 percent of the vote"; of "40 percent of those mistaken" no noun follows
    between = [token.low for token in tokens[core.end : phrase[0]]]
    named = "of" in between and between[-1] not in ("these", "those")
    if core.unit is not None:
        near = tokens[max(0, core.start - 2) : core.start + 1]
        named = named or any(w.low in group("openers") or w.low.endswith("'s") for w in near)
    single = core.type == "compound" or (core.value is not None and core.value <= 1)
    whole = (is_plural(head) or head.low in _STATES or single) and core.unit != "%"
    return named or whole


def _is_fragment(head: Token) -> bool:
    """Whether a phrase ends in no noun: "heavily", "Vole's", "didn't", "F" of "F-16s", "burned"."""
    if len(head.text) == 1 or "'" in head.low:
        return True
    adverb = head.low.endswith("ly") and head.low not in group("ly_nouns")
    participle = head.low.endswith("ed") and head.low not in _STATES
    return head.text.islower() and (adverb or participle) and not is_plural(head)


def noun_phrase(tokens: list[Token], j: int) -> tuple[int, int] | None:
    """Token range of the counted noun phrase at ``j``: adjectives up to the first plural."""
    j += at(tokens, j).text in _CLOSING and bool(at(tokens, j).text)
    if at(tokens, j).low == "of" and at(tokens, j + 1).sort == "word":
        j += 1 + (at(tokens, j + 1).low in _DETERMINERS)
    end = j
    short_name = any(token.text == "(" for token in tokens[j + 1 : j + 4])
    for k in range(j, j + 6 + 3 * short_name):
        token = at(tokens, k)
        if k > j and (
            _owns(tokens, k - 1)
            or _joins_nouns(tokens, k)
            or (short_name and _in_brackets(tokens, k))
        ):
            continue
        # "12 captured soldiers", but "12 captured".
        if k == j and token.low in words("casualty_verbs") and is_plural(at(tokens, k + 1)):
            continue
        if token.gap == "\n" and token.text[:1].isupper():
            break
        if k > j and _is_verb(token, at(tokens, k + 1)):
            break
        if token.sort != "word" or token.low in _ENDS or _ends_phrase(token, first=k == j):
            break
        end = k + 1
        if is_plural(token) and not (is_plural(at(tokens, k + 1)) or _owns(tokens, k)):
            break
    return (j, end) if end > j else None


def _owns(tokens: list[Token], k: int) -> bool:
    """Whether token ``k`` is a genitive that a noun follows: "12 workers' homes"."""
    mark, after = at(tokens, k + 1), at(tokens, k + 2)
    return is_plural(tokens[k]) and mark.text in _APOSTROPHES and not mark.gap and is_plural(after)


def _in_brackets(tokens: list[Token], k: int) -> bool:
    """Whether token ``k`` is of a short name in brackets: "Northern Front (NF) fighters"."""
    for start in (k, k - 1, k - 2):
        if at(tokens, start).text != "(":
            continue
        name, closes, after = (at(tokens, start + n) for n in (1, 2, 3))
        if name.text.isupper() and closes.text == ")":
            return after.sort == "word" and after.low not in words("functions")
    return False


def _is_verb(token: Token, after: Token) -> bool:
    """ "the orchard burned.": after a noun a past form that no noun follows."""
    closes = after.sort != "word" or (after.low in words("functions") and after.low != "and")
    return token.low.endswith("ed") and closes


def noun_before(tokens: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """Token range of what stands before its number: "the number of dead at nine", "the
    interviews, eleven in all", "put the crowd at 9,000"."""
    before, after = at(tokens, start - 1), at(tokens, end)
    if before.text == "," and after.low == "in" and at(tokens, end + 1).low in ("all", "total"):
        return (start - 2, start - 1) if is_plural(at(tokens, start - 2)) else None
    if before.low not in _NUMBERED_AT:
        return None
    verb = start - 3 - (at(tokens, start - 3).low == "the")
    if before.low == "at" and at(tokens, verb).low in _PUT and at(tokens, start - 2).low != "it":
        return start - 2, start - 1
    for k in range(start - 2, start - 7, -1):
        if at(tokens, k).low == "of" and at(tokens, k - 1).low in ("number", "total", "count"):
            return noun_phrase(tokens, k + 1) or (k + 1, k + 2)
        if at(tokens, k).sort != "word":
            return None
    return None


_PUT = frozenset({"put", "puts", "putting", "estimate", "estimated", "estimates", "estimating"})
_NUMBERED_AT = group("numbered_at")


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


def trend(tokens: list[Token], start: int) -> Trend | None:
    """Up or down, where a verb of change stands just before: "rose 4%", "down by 3"."""
    for k in range(start - 1, max(-1, start - 4), -1):
        token = at(tokens, k)
        if token.low in words("trends"):
            return cast(Trend, table("trends")[token.low])
        if token.low not in ("another", "by", "further") and token.text not in ("(", "a"):
            return None
    return None
