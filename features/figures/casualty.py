"""Whether a figure counts losses: dead, wounded, captured, missing, displaced."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from features.evidence import Document
from features.figures.amounts import Amount
from features.figures.numerals import COMPANY
from features.figures.tokens import Token, is_person, tokenise
from features.figures.words import group, pairs, phrases, words

_AFTER = 12
_BEFORE = 4
_BRIDGES = group("bridges")
_CIVIL = group("civil")
# "18 out of 150 survived" counts the dead by the living.
_SURVIVED = frozenset({"alive", "survive", "survived", "survives", "surviving", "survivors"})
# "40 others, including 12 children", "30 soldiers and 39 rebels", "two people, one of them a boy"
_JOINS = re.compile(
    r"[\s,;:()\"'”’]*(?:including|among them|of (?:them|whom)|and|or|as well as|)\W*"
)


@dataclass(frozen=True, slots=True)
class Losses:
    """Classes of loss (dead, wounded, captured, missing, displaced) by the start of an amount."""

    classes: dict[int, tuple[str, ...]]
    merged: frozenset[int]

    def of(self, amount: Amount) -> tuple[str, ...]:
        """The classes of loss the amount counts; empty where it counts none."""
        return self.classes.get(amount.start, ())


def losses(document: Document, amounts: tuple[Amount, ...]) -> Losses:
    """What losses each amount counts, read within its sentence."""
    classes: dict[int, tuple[str, ...]] = {}
    merged: set[int] = set()
    for together in by_sentence(document, amounts):
        sentence = document.sentence_of(together[0].start)
        end = max(sentence.end, together[-1].end)
        for k, amount in enumerate(together):
            last = together[k + 1].start if k + 1 < len(together) else end
            first = together[k - 1].end if k else min(sentence.start, amount.start)
            found = _found(document.text, amount, first, last)
            classes[amount.start] = tuple(dict.fromkeys(c for c, _ in found))
            if _are_merged(document.text, found):
                merged.add(amount.start)
        _share(document.text, together, classes)
    return Losses({k: v for k, v in classes.items() if v}, frozenset(merged))


def by_sentence(document: Document, amounts: tuple[Amount, ...]) -> list[list[Amount]]:
    """The amounts, those of one sentence together."""
    groups: dict[int, list[Amount]] = {}
    for amount in amounts:
        groups.setdefault(document.sentence_at(amount.start), []).append(amount)
    return list(groups.values())


_Found = list[tuple[str, tuple[int, int]]]


def _found(text: str, amount: Amount, first: int, last: int) -> _Found:
    """Classes of loss with the place of the word that shows them."""
    if amount.type not in ("count", "vague", "ratio", "percent", "compound"):
        return []
    if not _may_be_people(text, amount):
        return []
    own = text[amount.start : amount.counted.end if amount.counted else amount.end]
    found = [
        (_class(t), (amount.start + t.start, amount.start + t.end))
        for t in tokenise(own)
        if _place(t) in ("noun", "both") and _class(t)
    ]
    if amount.out_of is not None and any(t.low in _SURVIVED for t in tokenise(own)):
        found.append(("dead", (amount.start, amount.end)))
    behind = _behind(text, amount, last)
    # "killed 10 civilians, injured dozens": the verb behind goes on to the next amount.
    if not found and (not behind or behind[0][1][1] + 2 > last):
        return _ahead(text, amount, first) or behind
    return found + behind


def _class(token: Token) -> str:
    return pairs("casualty").get(token.low, ("", ""))[0]


def _place(token: Token) -> str:
    return pairs("casualty").get(token.low, ("", ""))[1]


def _may_be_people(text: str, amount: Amount) -> bool:
    if amount.counted is None:
        return True
    heads = tokenise(amount.counted.of(text))
    head = heads[-1]
    if head.low in words("casualty") or head.low in _SURVIVED:
        return True
    if head.low in COMPANY or heads[0].low in COMPANY:
        return True
    if head.low in words("things"):
        return False
    return any(is_person(t) and t.low not in words("things") for t in heads) or _demonym(head)


def _demonym(head: Token) -> bool:
    return head.text[:1].isupper() and head.low.endswith("s")


def _behind(text: str, amount: Amount, last: int) -> _Found:
    """Words of loss after the amount: "2,000 civilians have been killed"."""
    start = amount.counted.end if amount.counted else amount.end
    found: _Found = []
    for token in tokenise(text[start : min(last, start + 160)])[:_AFTER]:
        if token.text in (";", ".", ":"):
            break
        place = _place(token)
        lost = token.low == "lost" and _is_passive(text[start : start + token.start])
        survived = amount.out_of is not None and token.low in _SURVIVED
        if survived or lost:
            found.append(("dead", (start + token.start, start + token.end)))
        elif token.low in _DRIVEN and _FROM.match(text, start + token.end):
            found.append(("displaced", (start + token.start, start + token.end)))
        elif place in ("after", "both") or (place == "none" and _leaves(text, amount, token)):
            found.append((_class(token), (start + token.start, start + token.end)))
        elif place == "before" or (found and token.text == ","):
            break
    return found


# "12,000 have been forced from their homes"; "12 were forced to wait" is none
_DRIVEN = group("driven")
_FROM = re.compile(r" (?:from|out of) (?:the |their )?(?:homes?|houses|land|towns?|villages?)\b")
# "700 crew have been lost", "12 sailors were reported lost"; "12 workers lost their jobs" is none
_PASSIVE = re.compile(r"\b(?:been|was|were|are|being|reported|feared)\s+$", re.IGNORECASE)


def _is_passive(before: str) -> bool:
    return _PASSIVE.search(before) is not None


def _leaves(text: str, amount: Amount, token: Token) -> bool:
    """ "18,000 civilians left the town": civilians who leave are displaced."""
    if amount.counted is None:
        return False
    near = text[amount.counted.end : amount.counted.end + 30].split()[:2]
    head = amount.counted.of(text).split()[-1].lower()
    return head in _CIVIL and token.text in near


def _ahead(text: str, amount: Amount, first: int) -> _Found:
    """Words of loss before the amount: "killing 12", "claimed the lives of some 80"."""
    # "losses of 12 percent" are no lives
    if amount.type == "percent" and amount.counted is None:
        return []
    start = max(first, amount.start - 80)
    tokens = tokenise(text[start : amount.start])
    for k in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _BEFORE), -1):
        token = tokens[k]
        if token.low in _LOSES and _soldiers(text, amount):
            return [("dead", (start + token.start, start + token.end))]
        if _place(token) in ("before", "both"):
            return [*_joined_before(tokens, k, start), _loss(token, start)]
        if token.low not in _BRIDGES and token.text not in _OPENING:
            break
    return _phrase(tokens) or _of_a_toll(text, amount, first)


# "killed: 12", 'killing "maybe forty people"'
_OPENING = frozenset(":\"'“‘«")
# "the death toll from the storm, which struck on Monday, has climbed to", "the toll in Velm was"
_TOLL = re.compile(
    r"\b(?:(?:death|casualty) tolls?|tolls?|number of (?:dead|deaths|the dead|victims))\b"
    r"[^.;:0-9]{0,200}\b(?:was|were|is|at|to|reached|passed|of|as|exceeded|topped)\s+$",
    re.IGNORECASE,
)


def _of_a_toll(text: str, amount: Amount, first: int) -> _Found:
    """ "The death toll from the storm has climbed to 264": nothing else counted behind."""
    start = max(first, amount.start - 240)
    toll = _TOLL.search(text[start : amount.start]) if amount.type == "count" else None
    return [("dead", (0, 0))] if toll else []


def _loss(token: Token, start: int) -> tuple[str, tuple[int, int]]:
    return _class(token), (start + token.start, start + token.end)


def _joined_before(tokens: list[Token], k: int, start: int) -> _Found:
    """The other word of "captured or killed 2,000"."""
    joined = k > 1 and tokens[k - 1].low in ("or", "and", "/") and _class(tokens[k - 2])
    return [_loss(tokens[k - 2], start)] if joined else []


# "lost 300 men": of those under arms a loss is a loss of life or of freedom
_LOSES = group("loses")
_UNDER_ARMS = group("under_arms")


def _soldiers(text: str, amount: Amount) -> bool:
    counted = tokenise(amount.counted.of(text)) if amount.counted else []
    return any(t.low in _UNDER_ARMS for t in counted)


def _phrase(tokens: list[Token]) -> _Found:
    lows = [t.low for t in tokens]
    for rows in phrases("casualty_phrases").values():
        for phrase, kind in rows:
            if lows[-len(phrase) :] == list(phrase):
                return [(kind, (0, 0))]
    return []


# "captured or killed", "dead and wounded", "killed/injured"
_BETWEEN = re.compile(r"\s*(?:or|and|and/or|/)\s*(?:been\s+|were\s+)?")


def _are_merged(text: str, found: _Found) -> bool:
    """Whether one number stands for two kinds of loss: "captured or killed"."""
    for (one, (_, end)), (other, (start, _)) in itertools.pairwise(found):
        if one != other and end and _BETWEEN.fullmatch(text[end:start]):
            return True
    return False


def _share(text: str, together: list[Amount], classes: dict[int, tuple[str, ...]]) -> None:
    """Joined amounts count the same loss: "30 soldiers and 39 rebels had been killed"."""
    steps = list(itertools.pairwise(together))
    for one, other in [*steps, *reversed(steps)]:
        if not _joined(text, one, other):
            continue
        for to, source in ((one, other), (other, one)):
            if not classes[to.start] and classes[source.start] and _takes(text, to):
                classes[to.start] = classes[source.start]


def _takes(text: str, amount: Amount) -> bool:
    if amount.type not in ("count", "vague", "ratio"):
        return False
    return _may_be_people(text, amount)


def _joined(text: str, one: Amount, other: Amount) -> bool:
    start = one.counted.end if one.counted else one.end
    return start <= other.start and _JOINS.fullmatch(text[start : other.start]) is not None
