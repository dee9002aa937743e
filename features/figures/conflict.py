"""Figures for the same thing set side by side; figures that do not fit their unit."""

from __future__ import annotations

import re
from dataclasses import replace

from features.evidence import Document, Figure, Span
from features.figures.words import group, intervals

_ADJECTIVES = group("adjectives")


def thing(figure: Figure, classes: tuple[str, ...]) -> str:
    """A key for what is counted: class of loss and head noun; "" where nothing is named."""
    head = _head(figure.counts)
    if classes:
        people = "" if head in _PEOPLE or not head else head
        return f"{'+'.join(sorted(classes))}:{people or 'people'}"
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
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def conflicts(
    document: Document, figures: tuple[Figure, ...], things: tuple[str, ...]
) -> tuple[tuple[int, ...], ...]:
    """For each figure the indices of those that give another value for the same thing.

    The same thing is the same head noun and loss, place and time not at odds; the holders differ,
    or one stands in the headline. Parts of a whole ("including 5 children") are left out by the
    noun; figures of one source are taken for different counts.
    """
    groups: dict[str, list[int]] = {}
    for index, key in enumerate(things):
        if key:
            groups.setdefault(key, []).append(index)
    found: list[list[int]] = [[] for _ in figures]
    for indices in groups.values():
        # Side by side means a few; a text with hundreds of figures for one noun is a table.
        for i in indices[:_MOST]:
            found[i] += [j for j in indices[:_MOST] if _at_odds(document, figures[i], figures[j])]
    return tuple(tuple(row) for row in found)


_MOST = 40


def _at_odds(document: Document, one: Figure, other: Figure) -> bool:
    if one.start == other.start or _fits(one, other):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if one.as_of and other.as_of and one.as_of != other.as_of:
        return False
    if document.sentence_at(one.start) == document.sentence_at(other.start):
        return one.source_id != other.source_id and None not in (one.source_id, other.source_id)
    heads = {document.role_at(one.start), document.role_at(other.start)}
    return ("headline" in heads and len(heads) > 1) or one.source_id != other.source_id


def _fits(one: Figure, other: Figure) -> bool:
    """Whether both can be true of one count: "more than 5,000" and "6,000"."""
    if one.value is None or other.value is None or (one.out_of is None) != (other.out_of is None):
        return True
    a, b = _span(one), _span(other)
    return a[0] <= b[1] and b[0] <= a[1]


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


# "a brigade", "the 4th battalion": a unit named as a whole
_FORMATION = re.compile(
    r"\b(?:an?|the|one|his|her|their|our|entire|whole|this)\s+(?:\w+\s+){0,2}?("
    + "|".join(sorted(intervals("formations")))
    + r")\b",
    re.IGNORECASE,
)
# Below this share of the smallest usual size a figure given for the whole unit does not fit it.
_REACH = 400
_MISFIT = 0.5


def misfit(document: Document, figure: Figure) -> Span | None:
    """The unit in the figure's sentence whose usual size the figure does not fit.

    "A brigade lost all but 18 out of 150": a brigade has thousands. Only a denominator, or a
    count of persons said to make up the unit, is compared.
    """
    total = figure.out_of
    if total is None:
        return None
    sentence = document.sentences[document.sentence_at(figure.start)]
    begin = max(sentence.start, figure.start - _REACH)
    for match in _FORMATION.finditer(document.text, begin, figure.start):
        smallest, largest = intervals("formations")[match.group(1).lower()]
        if total < _MISFIT * smallest or total > largest / _MISFIT:
            return Span(match.start(1), match.end(1))
    return None


def with_conflicts(
    figures: tuple[Figure, ...], rows: tuple[tuple[int, ...], ...]
) -> tuple[Figure, ...]:
    """The figures with the indices of those they conflict with."""
    return tuple(replace(f, conflicts_with=row) for f, row in zip(figures, rows, strict=True))
