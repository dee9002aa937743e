"""Vague amounts: "a number of", "several", "most residents", "many more"."""

from __future__ import annotations

from features.figures.bounds import Bounded
from features.figures.core import Core
from features.figures.counted import noun_phrase
from features.figures.quantity import Quantity
from features.figures.tokens import DASHES, Token, at, is_person, is_plural, phrase_at
from features.figures.words import pairs, phrases, table, words


def read_vague(tokens: list[Token], i: int, bound: Bounded, first: Quantity | None) -> Core | None:
    """ "a number of", "several sites", "most residents", "many more"."""
    j = bound.end
    hit = phrase_at(tokens, j, phrases("vague_phrases"))
    if hit is not None and not (_of_people(tokens, j, hit[0]) and _counts(tokens, j, hit[0])):
        return None
    if hit is not None:
        return Core(i, hit[0], "vague", bound="vague", modifier=bound.modifier)
    word = at(tokens, j).low
    if word in WHOLES and bound.bound == "approx" and _nearly_whole(tokens, j):
        return Core(i, j + 1, "vague", bound="vague", modifier=bound.modifier)
    if word not in words("vague") or not _stands_for_count(tokens, j):
        return None
    return Core(i, j + 1, "vague", bound="vague", modifier=bound.modifier)


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


# "almost all shops", "nearly everyone"; "all" and "everyone" alone are no amounts
WHOLES = frozenset({"all", "everyone", "everybody"})
_LOOSE = frozenset({"few", "plenty", "lots", "lot"})


def _counts(tokens: list[Token], j: int, end: int) -> bool:
    """Whether "a few", "lots of" stand for people."""
    loose = any(token.low in _LOOSE for token in tokens[j:end])
    return not loose or _person_soon(tokens, end)


def _nearly_whole(tokens: list[Token], j: int) -> bool:
    """Whether "all" behind "almost" is all of some people or things."""
    if tokens[j].low != "all":
        return True
    end = j + 1 + (at(tokens, j + 1).low == "of")
    phrase = noun_phrase(tokens, end + (at(tokens, end).low in ("the", "its", "their", "those")))
    return phrase is not None and is_plural(at(tokens, phrase[1] - 1))


def _stands_for_count(tokens: list[Token], j: int) -> bool:
    """Whether a vague word stands for a count of people or things here."""
    word, after = at(tokens, j).low, at(tokens, j + 1)
    if word in ("several", "numerous", "multiple", "countless", "innumerable"):
        phrase = noun_phrase(tokens, j + 1)
        head = at(tokens, phrase[1] - 1) if phrase is not None else None
        return head is not None and is_plural(head) and head.low not in table("units")
    if word in ("most", "many", "few"):
        before = at(tokens, j - 1).low
        if after.low in words("casualty") and pairs("casualty")[after.low][1] == "after":
            return True
        # "the fourth-most delegates"
        if before in DASHES and not at(tokens, j).gap:
            return False
        # "his oldest and most active supporters", "Vole's most loyal voters"
        if word == "most" and (before.endswith(("'s", "est")) or _is_superlative(tokens, j)):
            return False
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
    # "test scores": a number, where they are one, has been read before
    return word not in ("tens", "scores")


def _is_superlative(tokens: list[Token], j: int) -> bool:
    return at(tokens, j - 1).low in ("and", ",") and at(tokens, j - 2).low.endswith("est")


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
