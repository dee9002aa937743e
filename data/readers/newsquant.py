"""NewsQuant: single sentences of news with their quantities, tagged by the authors of CQE.

Almasian et al. 2023. The set lists value, bound and unit of each quantity but not where it
stands; the place is looked for here and left out where the numeral is not found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.catalogue import corpus
from data.readers.checks import expect, text_of
from data.schema import Mark, Record

BOUNDS = {"=": "exact", "~": "approx", ">": "lower", "<": "upper", "up": "exact", "down": "exact"}
"""Bound by the sign that the set uses; "up" and "down" are changes by an exact amount."""

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
    "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "half": 0.5, "dozen": 12.0, "once": 1.0,
    "twice": 2.0,
}  # fmt: skip
# "1,100.5 million", "twelve thousand", "$5m"
NUMERAL = re.compile(
    rf"(?<![\w.,])(?P<digits>\d[\d,]*(?:\.\d+)?|(?:{'|'.join(WORDS)})\b)"
    rf"[\s-]*(?P<scale>(?:{'|'.join(SCALES)})\b)?",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")  # "252.0-287.0": a range of two


def read(root: Path) -> Iterator[Record]:
    """590 sentences with 904 quantities.

    ``labels["quantities"]`` are dicts of "values" (two for a range), "bound", "change" (the sign
    of the set), "unit", "normalized_unit", "concept", "start" and "end" (None where not found);
    the marks "quantity" are the found ones. Raises CorpusError where the counts differ.
    """
    path = corpus("newsquant").folder(root) / "data" / "formatted_test_set" / "NewsQuant.json"
    rows = json.loads(text_of(path))
    expect("newsquant", "sentences", len(rows), 590)
    expect("newsquant", "quantities", sum(len(row["quantities"]) for row in rows), 904)
    return (_record(index, row) for index, row in enumerate(rows))


def _record(index: int, row: dict[str, Any]) -> Record:
    quantities = _placed(row["text"], [_quantity(given) for given in row["quantities"]])
    marks = {
        Mark(given["start"], given["end"], "quantity")
        for given in quantities
        if given["start"] is not None
    }
    return Record(
        corpus="newsquant",
        id=f"newsquant:{index:03d}",
        unit="sentence",
        split="test",
        text=row["text"],
        labels={"quantities": quantities},
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
    )


def _quantity(given: dict[str, str]) -> dict[str, Any]:
    values = values_of(given["value"])
    return {
        "values": values,
        "bound": "range" if len(values) > 1 else BOUNDS[given["change"]],
        "change": given["change"],
        "unit": given["unit"],
        "normalized_unit": given["normalized_unit"],
        "concept": given["referred_concepts"],
    }


def values_of(value: str) -> list[float]:
    """The number, or the two of a range: "3.0 - 4.0" gives [3.0, 4.0]."""
    first = NUMBERS.match(value)
    if first is None:
        raise ValueError(f"newsquant: {value!r} is no number")
    second = NUMBERS.search(value[first.end() :].lstrip(" -"))
    return [float(found[0]) for found in (first, second) if found]


def _placed(text: str, quantities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each quantity at the first numeral of its value that no other quantity has taken."""
    numerals = [(*found.span("digits"), _values(found), found) for found in NUMERAL.finditer(text)]
    taken: set[int] = set()
    placed = []
    for quantity in quantities:
        start = end = None
        for begin, stop, values, found in numerals:
            if begin not in taken and any(_close(quantity["values"][0], v) for v in values):
                taken.add(begin)
                start, end = begin, found.end("scale") if found["scale"] else stop
                break
        placed.append(quantity | {"start": start, "end": end})
    return placed


def _values(found: re.Match[str]) -> tuple[float, ...]:
    """The numeral alone and scaled: in "5 to 10 million" the first number is scaled too."""
    digits = found["digits"].casefold()
    number = WORDS[digits] if digits in WORDS else float(digits.replace(",", ""))
    if found["scale"]:
        return (number * SCALES[found["scale"].casefold()],)
    return (number,) if digits in WORDS else (number, number * 1e3, number * 1e6, number * 1e9)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
