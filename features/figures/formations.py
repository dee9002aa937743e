"""Figures that do not fit the unit they are given for: "a brigade" of 150."""

from __future__ import annotations

import re

from features.evidence import Document, Figure, Span
from features.figures.tokens import is_person, tokenise
from features.figures.words import group, intervals

# "a brigade", "the 4th battalion": a unit named as a whole
_FORMATION = re.compile(
    r"\b(?:an?|the|one|his|her|their|our|entire|whole|this)\s+(?:[\w-]+\s+){0,2}?("
    + "|".join(sorted(intervals("formations")))
    + r")\b",
    re.IGNORECASE,
)
# Below this share of the smallest usual size a figure given for the whole unit does not fit it.
_MISFIT = 0.5
# So far before its figure a unit may stand, in characters.
_REACH = 400
# "a brigade of 150 men", "a battalion numbering 40"; "the brigade, 150 men in all"
_MAKES_UP = re.compile(r"\s+of\s+|\s+\(|,?\s+(?:numbering|made up of|consisting of)\s+")
_IN_ALL = re.compile(r"[^,.;]{0,20}?\b(?:in all|in total|strong)\b")

# "the regiment lost 100,000 soldiers": a unit cannot lose more than it has
_LOSES = re.compile(r"\s+(?:had |has |have )?(?:lost|loses|suffered)\s+", re.IGNORECASE)


def _size(text: str, unit: int, figure: Figure) -> float | None:
    """How many people the unit that ends at ``unit`` is said to have, or to have had."""
    if figure.out_of is not None:
        return figure.out_of
    counted = tokenise(figure.counts or "")
    if counted and not any(is_person(token) for token in counted):
        return None
    between = text[unit : figure.start]
    apposed = between.strip() == "," and _IN_ALL.match(text, figure.end)
    return figure.value if apposed or _MAKES_UP.fullmatch(between) else None


# A company may be a firm: only soldiers or losses make it a unit.
_AMBIGUOUS = frozenset({"company", "division", "squad", "corps", "army"})


def _of_soldiers(figure: Figure) -> bool:
    counted = (figure.counts or "").lower().split()
    return figure.casualty or any(word in group("under_arms") for word in counted)


def misfit(document: Document, figure: Figure) -> Span | None:
    """The unit in the figure's sentence whose usual size the figure does not fit.

    "A brigade lost all but 18 out of 150": a brigade has thousands. Only a denominator, or a
    count said to make up the unit ("a brigade of 150"), is compared.
    """
    sentence = document.sentence_of(figure.start)
    begin = max(sentence.start, figure.start - _REACH)
    for match in _FORMATION.finditer(document.text, begin, figure.start):
        if match.group(1).lower() in _AMBIGUOUS and not _of_soldiers(figure):
            continue
        smallest, largest = intervals("formations")[match.group(1).lower()]
        total = _size(document.text, match.end(), figure)
        lost = _LOSES.fullmatch(document.text, match.end(), figure.start)
        if total is None and lost and _of_soldiers(figure):
            total = max(figure.value or 0.0, smallest)
        if total is None:
            continue
        if total < _MISFIT * smallest or total > largest / _MISFIT:
            return Span(match.start(1), match.end(1))
    return None
