"""Figures for the same thing set side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from features.evidence import Document, Figure, Span
from features.figures.standing import Holder, Standing
from features.figures.words import group, table, words

_ADJECTIVES = group("adjectives")
_CROWDS = frozenset({"attendance", "crowd", "crowds", "turnout"})
_MONEY = frozenset(table("currencies").values())


def thing(document: Document, figure: Figure, classes: tuple[str, ...]) -> str:
    """A key for what is counted: class of loss and head noun; "" where nothing is named."""
    head = _head(figure.counts, bool(classes))
    if classes:
        # "at least 35 prisoners had been wounded"
        if len(classes) > 1 and (figure.counts or "").lower().split()[-1:] in _HELD:
            classes = tuple(c for c in classes if c != "captured")
        people = "" if head in _PEOPLE or head in words("casualty") or not head else head
        return f"{'+'.join(sorted(classes))}:{people or 'people'}"
    if figure.unit in _MONEY:
        return f"{figure.unit}:money"
    if figure.unit == "%":
        rate = _rate(document, figure)
        return f"%:{rate}" if rate else ""
    if figure.unit in _POINTS:
        return ""
    if figure.unit is not None:
        return f"{figure.unit}:measure"
    return f":{head}" if head else ""


def things_of(
    document: Document, figures: Sequence[Figure], losses: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """The key of each figure; "the number was 23" counts what the figure before it counted."""
    keys: list[str] = []
    for index, (figure, classes) in enumerate(zip(figures, losses, strict=True)):
        key = thing(document, figure, classes)
        if (
            index
            and not key
            and figure.unit is None
            and _ECHO.search(document.text, max(0, figure.start - _ECHOED), figure.start)
        ):
            near = _sentences_between(document, figures[index - 1], figure) <= 1
            key = keys[-1] if near else ""
        keys.append(key)
    return tuple(keys)


_HELD = (["prisoners"], ["detainees"], ["captives"], ["hostages"], ["inmates"])
_POINTS = frozenset({"point", "pp", "bp", "times", "x"})
# "the number was 23", "put it at 40", "gave a figure of 12"
_ECHO = re.compile(
    r"\b(?:(?:the|a|its|their|his|her)\s+(?:real\s+|true\s+|actual\s+)?(?:number|figure|total|count|tally)"
    r"(?:\s+(?:was|is|of|at|as|stood at|stands at|to be))?|\bit\s+at|\bthem\s+at)\s+$",
    re.IGNORECASE,
)
_ECHOED = 40


def _sentences_between(document: Document, one: Span, other: Span) -> int:
    return document.sentence_at(other.start) - document.sentence_at(one.start)


# "turnout reached 71 percent", "a rate of unemployment of 11 percent", "11 percent unemployment"
_RATE = re.compile(r"\b(" + "|".join(sorted(group("rates"))) + r")\b", re.IGNORECASE)
_RATED = 80


def _rate(document: Document, figure: Figure) -> str:
    """The rate that a percentage measures, which its clause names."""
    sentence = document.sentence_of(figure.start)
    start = max(sentence.start, figure.start - _RATED)
    before = list(_RATE.finditer(document.text, start, figure.start))
    if before:
        return before[-1].group().lower()
    behind = _RATE.match(document.text, figure.end + 1)
    return behind.group().lower() if behind else ""


# Words for people as such, which two texts use for the same dead.
_PEOPLE = group("people")


# What people are called depends on who speaks; as long as nothing befell them, "gunmen" and
# "rebels" may well be two groups.
_OTHER_NAMES = frozenset(
    w for w, one in table("synonyms").items() if one in ("fighters", "soldiers")
)


def _head(counts: str | None, lost: bool) -> str:
    """The noun counted; of the ``lost``, the one that all who count such people can mean."""
    heads: list[str] = [
        w for w in re.findall(r"[^\W\d_]+", counts or "") if w.lower() not in _ADJECTIVES
    ]
    if not heads:
        return ""
    low = heads[-1].lower()
    if low in _CROWDS or low in _PEOPLE:
        return "people"
    low = table("synonyms").get(low, low) if lost or low not in _OTHER_NAMES else low
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
    own: bool
    sides: frozenset[str]
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
            kind = key.partition(":")[0] if _lost(key) else key
            groups.setdefault(kind, []).append(index)
    for indices in groups.values():
        # Side by side means a few; a text with hundreds of figures for one noun is a table.
        few = indices[:_MOST]
        if len({figures[i].value for i in few}) > 1:
            yield few


_CLASSES = frozenset({"dead", "wounded", "captured", "missing", "displaced"})


def _lost(key: str) -> frozenset[str]:
    """The classes of loss in a key of ``thing``; empty where it is of no loss."""
    classes = frozenset(key.partition(":")[0].split("+"))
    return classes if classes <= _CLASSES else frozenset()


def _told(document: Document, figure: Figure, holder: Holder | None, key: str) -> _Told:
    head = key.partition(":")[2]
    index = document.sentence_at(figure.start)
    span = document.sentences[index]
    start = max(span.start, figure.start - _REACH)
    end = max(figure.end, min(span.end, figure.end + _REACH))
    own = set(_stems(figure.counts or ""))
    stems = frozenset(_stems(document.text[start:end])) - own
    return _Told(
        figure,
        holder,
        _lost(key),
        head,
        index,
        headline=document.role_at(figure.start) == "headline",
        elsewhere=_tells_of_elsewhere(document.text, Span(start, end), figure),
        counting=_is_counted(document.text, start, figure.start),
        bare=_is_bare(figure),
        whole=_is_whole(document, figure),
        own=_OWN.search(document.text, start, figure.start) is not None,
        sides=frozenset(m.group().lower() for m in _SIDES.finditer(document.text, start, end)),
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


# "the northern province", "the lower town": two of them are two places
_SIDES = re.compile(r"\b(?:north|south|east|west|upper|lower)(?:ern)?\b", re.IGNORECASE)
# "said it had produced 40", "that we lost 12": what a teller says of himself
_OWN = re.compile(r"\b(?:it|they|we|he|she|I)\s(?:[\w’']+\s){1,4}$")
# "The union counted 63 miners", "police put the crowd at 9,000": somebody gives the number,
# though his words were not taken for an attribution.
_COUNTING = re.compile(r"\b(?:" + "|".join(sorted(group("counting"))) + r")\b", re.IGNORECASE)


# "By the count of the hospital, 88 died", "by the hospital’s own count"
_BY_COUNT = re.compile(
    r"\bby (?:(?:the|its|their|his|her) )?(?:[\w-]+['’]s? )?(?:own )?(?:count|tally|reckoning)\b",
    re.IGNORECASE,
)


_PARTICLES = (" out ", " up ", " away ", " back ")


def _is_counted(text: str, start: int, figure: int) -> bool:
    """Whether a verb of counting gives the figure, or "by the count of" opens its sentence."""
    verbs = list(_COUNTING.finditer(text, start, figure))
    between = text[verbs[-1].end() : figure] if verbs else ","
    # "gave out 340 tents"
    apart = any(mark in between for mark in ",;:") or between.startswith(_PARTICLES)
    return not apart or _BY_COUNT.search(text, start, figure) is not None


def _is_bare(figure: Figure) -> bool:
    """Whether losses are counted without saying whose: "12 dead", "nine"."""
    last = (figure.counts or "").lower().split()[-1:]
    if last in _HELD:
        return False
    return not last or last[0] in _PEOPLE - _PERSONS or last[0] in words("casualty")


# Words that say that the lost are people: parts of them may be meant.
_PERSONS = frozenset({"people", "person", "other", "others"})


def _stems(text: str) -> Iterator[str]:
    """First letters of the words that say something, so that "killed" is like "kills"."""
    for word in re.findall(r"[^\W\d_]{3,}", text):
        low = word.lower()
        if low not in _SAY_NOTHING:
            yield low[:_STEM]


_SAY_NOTHING = words("functions") | words("numerals") | group("telling")
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
    if (one.own and other.own) or (one.sides and other.sides and not one.sides & other.sides):
        return False
    shared = len(one.stems & other.stems) if one.sentence != other.sentence else 0
    if a.unit in _MONEY and not one.stems & other.stems & _COST:
        return False
    counting = one.counting or other.counting
    if one.headline or other.headline:
        alone = values == 1 and not (one.elsewhere or other.elsewhere)
        shared += bool(one.losses & other.losses) and _grows(*_headline_first(one, other))
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
        alike = near or (shared > _ALIKE and _comparable(a, b, _FAR))
        return few and alike and not _is_part(one, other)
    if a.unit in _MONEY:
        told = shared >= _ALIKE or one.counting != other.counting
        return near and values <= _INCIDENTS and told
    first, then = sorted((one, other), key=lambda told: told.figure.start)
    # Long sentences have words in common by chance.
    chance = (len(one.stems) + len(other.stems)) // _LONG
    alike = shared > chance and (_grows(first, then) or (chance == 0 and shared >= _ALIKE))
    told = one.counting != other.counting or alike or a.unit == "%"
    return near and told and _comparable(a, b, _TIMES)


_LONG = 30


def _grows(first: _Told, then: _Told) -> bool:
    """Whether the later figure is the larger; a smaller one may be a part: "8 shells ... two of
    them hit a school"."""
    return (first.figure.value or 0.0) < (then.figure.value or 0.0)


def _headline_first(one: _Told, other: _Told) -> tuple[_Told, _Told]:
    return (one, other) if one.headline else (other, one)


def _may_lack_few(one: _Told, other: _Told) -> bool:
    """Whether the headline gives somewhat more than the body, which may tell of the rest in words:
    "three killed" over "two people died" and "a nurse died"."""
    head, body = _headline_first(one, other)
    more, less = head.figure.value or 0.0, body.figure.value or 0.0
    return less < more <= less + _FEW


_FEW = 3


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
    # The place that the first sentence names goes on to hold for the next: "there".
    if small.figure.place and not large.figure.place and large.figure.start < small.figure.start:
        return True
    some = large.bare and not small.bare and small.head not in _PEOPLE
    return some and abs(small.sentence - large.sentence) > 1


# A text that gives more values for one kind of loss reports of several incidents.
_INCIDENTS = 3
# Sums of money are of one thing where both sentences say that they are its cost.
_COST = frozenset(word[:_STEM] for word in group("cost"))
# Words in common that show one thing told twice; two counts of it seldom differ twentyfold,
# nor, told far apart, threefold.
_ALIKE = 2
_TIMES, _FAR = 20, 3


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
    return "people" in names and apart and bool(one.stems & other.stems)


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
    return tuple(
        replace(f, conflicts_with=row) if row else f for f, row in zip(figures, rows, strict=True)
    )
