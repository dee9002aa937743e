"""Figures for the same thing set side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from features.evidence import Document, Figure, Span
from features.figures.standing import Holder, Standing
from features.figures.words import group, table, words

_ADJECTIVES = group("adjectives")
_CROWDS = frozenset({"attendance", "crowd", "crowds", "turnout"})
_MONEY = frozenset(table("currencies").values())


def thing(figure: Figure, classes: tuple[str, ...]) -> str:
    """A key for what is counted: class of loss and head noun; "" where nothing is named."""
    head = _head(figure.counts)
    if classes:
        people = "" if head in _PEOPLE or not head else head
        return f"{'+'.join(sorted(classes))}:{people or 'people'}"
    if figure.unit in _MONEY:
        return f"{figure.unit}:money"
    return f"{figure.unit or ''}:{head}" if head else ""


# Words for people as such, which two texts use for the same dead.
_PEOPLE = group("people")


def _head(counts: str | None) -> str:
    heads: list[str] = [
        w for w in re.findall(r"[^\W\d_]+", counts or "") if w.lower() not in _ADJECTIVES
    ]
    if not heads:
        return ""
    low = heads[-1].lower()
    if low in _CROWDS:
        return "people"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with what its sentence tells of it besides the number and the noun."""

    figure: Figure
    holder: Holder | None
    losses: frozenset[str]
    head: str
    sentence: int
    headline: bool
    elsewhere: bool
    counting: bool
    bare: bool
    whole: bool
    stems: frozenset[str]


def conflicts(
    document: Document,
    standing: Standing,
    figures: tuple[Figure, ...],
    holders: tuple[Holder | None, ...],
    things: tuple[str, ...],
) -> tuple[tuple[int, ...], ...]:
    """For each figure the indices of those that give another value for the same thing.

    The same thing is the same noun (for losses, people as such under any name), told in like
    words or side by side, place and time not at odds. The holders differ, or one figure stands in
    the headline and nothing below carries it. Parts ("12 of them"), additions ("another 12") and
    numbers taken for granted ("the 58 victims") conflict with nothing; of many incidents or of
    anything but losses only what somebody is said to count does.
    """
    found: list[list[int]] = [[] for _ in figures]
    for indices in _groups(figures, things):
        few = [_told(document, figures[i], holders[i], things[i]) for i in indices]
        values = {one.figure.value for one in few if one.whole and not one.headline}
        single = [
            (index, one)
            for index, one in zip(indices, few, strict=False)
            if one.whole and not _is_carried(one, few) and not _is_sum(one, few)
        ]
        for (i, one), (j, other) in permutations(single, 2):
            if _at_odds(one, other, len(values), standing):
                found[i].append(j)
    return tuple(tuple(row) for row in found)


_MOST = 40
# So far round a figure its sentence is read, in characters.
_REACH = 400
# So many sentences apart two figures for one loss, or for one noun, still stand side by side.
_NEAR = 2


def _groups(figures: tuple[Figure, ...], things: tuple[str, ...]) -> Iterator[list[int]]:
    """Figures that may be of one thing and differ: those for one kind of loss, or for one noun."""
    groups: dict[str, list[int]] = {}
    for index, (figure, key) in enumerate(zip(figures, things, strict=True)):
        if key and figure.out_of is None and figure.value is not None:
            losses, _, head = key.partition(":")
            kind = losses if figure.casualty else f"{figure.unit or ''}:{head}"
            groups.setdefault(kind, []).append(index)
    for indices in groups.values():
        # Side by side means a few; a text with hundreds of figures for one noun is a table.
        few = indices[:_MOST]
        if len({figures[i].value for i in few}) > 1:
            yield few


def _told(document: Document, figure: Figure, holder: Holder | None, key: str) -> _Told:
    losses, _, head = key.partition(":")
    index = document.sentence_at(figure.start)
    span = document.sentences[index]
    start, end = max(span.start, figure.start - _REACH), min(span.end, figure.end + _REACH)
    own = set(_stems(figure.counts or ""))
    stems = frozenset(_stems(document.text[start:end])) - own
    lost = frozenset(losses.split("+")) if figure.casualty else frozenset()
    return _Told(
        figure,
        holder,
        lost,
        head,
        index,
        headline=document.role_at(figure.start) == "headline",
        elsewhere=_tells_of_elsewhere(document.text, Span(start, end), figure),
        counting=_COUNTING.search(document.text, start, figure.start) is not None,
        bare=_is_bare(figure),
        whole=_is_whole(document, figure),
        stems=stems,
    )


def _tells_of_elsewhere(text: str, around: Span, figure: Figure) -> bool:
    """ "In a similar attack 9 died", "In Velm they killed 12": another occasion, or one place of
    several."""
    if _ELSEWHERE.search(text, around.start, around.end):
        return True
    opening = text[around.start : around.start + _OPENING]
    return figure.place is not None and opening.startswith("In ") and figure.place in opening


_OPENING = 40


# "The union counted 63 miners", "police put the crowd at 9,000": somebody gives the number,
# though his words were not taken for an attribution.
_COUNTING = re.compile(r"\b(?:" + "|".join(sorted(group("counting"))) + r")\b", re.IGNORECASE)


def _is_bare(figure: Figure) -> bool:
    """Whether losses are counted without saying whose: "12 dead", "nine"."""
    head = _head(figure.counts)
    return not head or head in _PEOPLE - _PERSONS


# Words that say that the lost are people: parts of them may be meant.
_PERSONS = frozenset({"people", "person", "other", "others"})


def _stems(text: str) -> Iterator[str]:
    """First letters of the words that say something, so that "killed" is like "kills"."""
    for word in re.findall(r"[^\W\d_]{3,}", text):
        low = word.lower()
        if low not in words("functions") and low not in words("numerals"):
            yield low[:_STEM]


_STEM = 4
# "Meanwhile", "in a similar attack", "also killed": the sentence tells of another occasion
_ELSEWHERE = re.compile(
    r"\b(?:" + "|".join(sorted(group("other_occasions"))) + r")\b", re.IGNORECASE
)
# "12 of them", "40 others", "9 more"; "including 5", "another 12", "the 58", "all five"
_PART_AFTER = re.compile(
    r"\s+(?:of (?:them|those|these|whom|which|the (?:dead|victims|wounded))|others?|more)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:includ(?:ing|ed?|es)|among (?:them|those)|other|others|another|further|additional|extra"
    r"|the|all|these|those|both|his|her|its|our|their|first|last|next|remaining)\W*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:another|additional|further|extra|more|other)\s*$", re.IGNORECASE)


def _is_whole(document: Document, figure: Figure) -> bool:
    """Whether the figure is a count of its own, no part, addition or number taken for granted."""
    # "one baker and one of her sons" lists the dead
    if figure.value == 1:
        return False
    text = document.text
    before = _PART_BEFORE.search(text, max(0, figure.start - 20), figure.start)
    inside = re.match(
        r"(?:an?\s+)?(?:another|additional|further|extra)\b", text[figure.start :][:20]
    )
    ends = _PART.search(text, figure.start, figure.end)
    behind = _PART_AFTER.match(text, figure.end)
    return not (before or inside or ends or behind)


def _is_carried(head: _Told, told: list[_Told]) -> bool:
    """Whether the body gives the headline's figure as well."""
    below = (one for one in told if head.headline and not one.headline)
    return any(_fits(head.figure, one.figure) and _one_head(head, one) for one in below)


def _is_sum(whole: _Told, told: list[_Told]) -> bool:
    """Whether smaller figures for the thing may add up to this one: a total over its parts."""
    value = whole.figure.value or 0.0
    smaller = {v for one in told if 0 < (v := one.figure.value or 0.0) < value}
    if any(value - v in smaller - {v} for v in smaller):
        return True
    total = sum(smaller)
    if whole.headline:
        return len(smaller) > 1 and total >= _NEARLY * value
    return len(smaller) > 1 and _NEARLY * value <= total <= value


_NEARLY = 0.8


def _at_odds(one: _Told, other: _Told, values: int, standing: Standing) -> bool:
    """Whether the two cannot both be true of one thing; ``values`` says how many different ones the
    body gives."""
    a, b = one.figure, other.figure
    if one.headline and other.headline:
        return False
    if _fits(a, b) or not _one_head(one, other) or not _one_occasion(a, b):
        return False
    shared = len(one.stems & other.stems)
    if a.unit in _MONEY and not one.stems & other.stems & _COST:
        return False
    counting = one.counting or other.counting
    if one.headline or other.headline:
        alone = values == 1 and not (one.elsewhere or other.elsewhere)
        return alone and (counting or shared >= _ALIKE) and not _may_lack_few(one, other)
    if not _two_hold(one, other, standing):
        return False
    if one.losses and one.sentence == other.sentence:
        return None not in (a.source_id, b.source_id)
    if one.elsewhere or other.elsewhere:
        return False
    near = abs(one.sentence - other.sentence) <= _NEAR
    if one.losses:
        few = counting or values <= _INCIDENTS
        alike = near or (shared >= 2 * _ALIKE and _comparable(a, b, _FAR))
        return few and alike and not _is_part(one, other)
    if a.unit in _MONEY:
        return near and values <= _INCIDENTS and shared >= _ALIKE
    return near and one.counting != other.counting and _comparable(a, b, _TIMES)


def _may_lack_few(one: _Told, other: _Told) -> bool:
    """Whether the headline gives somewhat more than the body, which may tell of the rest in words:
    "three killed" over "two people died" and "a nurse died"."""
    head, body = (one, other) if one.headline else (other, one)
    more, less = head.figure.value or 0.0, body.figure.value or 0.0
    return less < more < _TWICE * less


_TWICE = 2


def _two_hold(one: _Told, other: _Told, standing: Standing) -> bool:
    """Whether two give the numbers: two holders, or one whose verb alone shows that he counts."""
    if not all(told.holder or told.counting for told in (one, other)):
        return False
    if one.holder is None or other.holder is None:
        return one.holder is not other.holder
    return not standing.may_be_one(one.holder, other.holder)


def _is_part(one: _Told, other: _Told) -> bool:
    """Whether the smaller is a part of the larger: of a place of its own, or of some of the lost
    ("two medics" of 43 dead) further away."""
    small, large = sorted((one, other), key=lambda told: told.figure.value or 0.0)
    if small.figure.place and not large.figure.place:
        return True
    some = large.bare and not small.bare and small.head not in _PEOPLE
    return some and abs(small.sentence - large.sentence) > 1


# A text that gives more values for one kind of loss reports of several incidents.
_INCIDENTS = 3
# Sums of money are of one thing where both sentences say that they are its cost.
_COST = frozenset(word[:_STEM] for word in group("cost"))
# Words in common that show one thing told twice; two counts of it seldom differ tenfold, nor,
# told far apart, threefold.
_ALIKE = 2
_TIMES, _FAR = 10, 3


def _comparable(one: Figure, other: Figure, times: int) -> bool:
    low, high = sorted(abs(f.value or 0.0) for f in (one, other))
    return high <= times * low


def _one_head(one: _Told, other: _Told) -> bool:
    """Whether the nouns can name the same: equal, or one left out ("the number of dead"), or
    people as such, told alike and without the other noun ("10 people, seven children" are two)."""
    if one.head == other.head or not one.losses:
        return one.head == other.head
    if one.bare or other.bare:
        return True
    names = {one.head, other.head}
    apart = not any(h[:_STEM] in t.stems for h in names for t in (one, other))
    return "people" in names and apart and len(one.stems & other.stems) >= _ALIKE


def _one_occasion(one: Figure, other: Figure) -> bool:
    """Whether place and time are not at odds; a year that one alone names is another occasion."""
    if one.place and other.place and one.place != other.place:
        return False
    if one.as_of and other.as_of and one.as_of != other.as_of:
        return False
    return _years(one) == _years(other)


def _years(figure: Figure) -> frozenset[str]:
    return frozenset(re.findall(r"(?:19|20)\d\d", figure.as_of or ""))


def _fits(one: Figure, other: Figure) -> bool:
    """Whether both can be true of one count: "more than 5,000" and "6,000"."""
    if one.value is None or other.value is None:
        return True
    a, b = _span(one), _span(other)
    if math.isclose(one.value, other.value, rel_tol=_ROUNDED):
        return True
    return a[0] <= b[1] and b[0] <= a[1]


# "$6.5 million" above a text that says $6.495 million
_ROUNDED = 0.01


def _span(figure: Figure) -> tuple[float, float]:
    """The values a figure allows; "more than 5,000" is not taken to allow 50,000."""
    value = figure.value or 0.0
    reach = 0.2 * abs(value)
    if figure.bound == "lower":
        return value, value + reach
    if figure.bound == "upper":
        return value - reach, value
    if figure.bound == "approx":
        return value - reach / 2, value + reach / 2
    return value, figure.high if figure.high is not None else value


def with_conflicts(
    figures: tuple[Figure, ...], rows: tuple[tuple[int, ...], ...]
) -> tuple[Figure, ...]:
    """The figures with the indices of those they conflict with."""
    return tuple(replace(f, conflicts_with=row) for f, row in zip(figures, rows, strict=True))
