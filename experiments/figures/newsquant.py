"""NewsQuant (CQE): value F1 and bounds, on the part that was read and the part that was not."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from features.figures.amounts import Amount, find_amounts

Values = tuple[float, ...]
# "10.0-100.0", "-1.3", "3.0 - 4.0": a hyphen after a digit parts two values.
_PARTS = re.compile(r"(?<=[0-9])\s*-\s*")
_LEFT_OUT = frozenset({"vote"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """Values (two for a range) and NewsQuant's change sign: = ~ > < up down."""

    values: Values
    change: str


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    gold: tuple[Quantity, ...]
    seen: bool


def read(mirror: Path) -> list[Sentence]:
    """The 590 sentences; ``seen`` marks the half whose sentences were read while writing rules."""
    where = "satya77/CQE_Evaluation/*/data/formatted_test_set/NewsQuant.json"
    rows = json.loads(next(mirror.glob(where)).read_text(encoding="utf-8"))
    return [Sentence(r["text"], tuple(map(_gold, r["quantities"])), _seen(r["text"])) for r in rows]


def _seen(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 in (0, 1, 2, 4, 6, 8)


def _gold(row: dict[str, str]) -> Quantity:
    values = tuple(float(v) for v in _PARTS.split(str(row["value"]).strip()))
    return Quantity(values, row["change"])


def predicted(text: str) -> list[Quantity]:
    """Our amounts in NewsQuant's terms: a ratio is its quotient, "thousands" a range."""
    return [q for a in find_amounts(text) if (q := _quantity(a, text)) is not None]


def _quantity(amount: Amount, text: str) -> Quantity | None:
    if amount.type in _LEFT_OUT:
        return None
    if _in_word_compound(amount, text):
        return None
    values = _values(amount)
    return None if values is None else Quantity(values, _change(amount))


def _in_word_compound(amount: Amount, text: str) -> bool:
    """NewsQuant leaves out "five-year award" and "two-month contract", but not "12-page"."""
    words = text[amount.start : amount.end]
    spelt = not any(c.isdigit() for c in words)
    return spelt and "-" in words and amount.type in ("duration", "compound")


def _values(amount: Amount) -> Values | None:
    if amount.value is None:
        return amount.implied
    if amount.high is not None:
        return (amount.value, amount.high)
    return (amount.value / amount.out_of,) if amount.out_of else (amount.value,)


def _change(amount: Amount) -> str:
    sign = {"lower": ">", "upper": "<", "approx": "~"}.get(amount.bound)
    if sign is None and amount.type == "percent" and (amount.value or 0) < 0:
        return "down"
    return sign or amount.trend or "="


@dataclass(frozen=True, slots=True)
class Counts:
    """Matches, predictions and gold; of the matches those with bound or change sign right."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0
    changes: int = 0
    bounds: int = 0
    exact: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hits + other.hits,
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.changes + other.changes,
            self.bounds + other.bounds,
            self.exact + other.exact,
        )

    @property
    def f1(self) -> float:
        """F1 of the values."""
        return 2 * self.hits / max(1, self.predicted + self.gold)

    @property
    def change_accuracy(self) -> float:
        """Share of the matches with the right sign of the set's six."""
        return self.changes / max(1, self.hits)

    @property
    def bound_accuracy(self) -> float:
        """Share of the matches with the right bound; "up" and "down" are exact amounts."""
        return self.bounds / max(1, self.hits)

    @property
    def always_exact(self) -> float:
        """What calling every bound exact would give."""
        return self.exact / max(1, self.hits)


def score(sentence: Sentence, system: Callable[[str], list[Quantity]] = predicted) -> Counts:
    """Greedy one-to-one matches of values (tolerance 1e-6), first those with the same sign."""
    found = system(sentence.text)
    left = list(sentence.gold)
    pairs: list[tuple[Quantity, Quantity]] = []
    for strict in (True, False):
        for quantity in list(found):
            match = next((g for g in left if same(g, quantity, strict)), None)
            if match is not None:
                left.remove(match)
                found.remove(quantity)
                pairs.append((quantity, match))
    return Counts(
        len(pairs),
        len(pairs) + len(found),
        len(sentence.gold),
        sum(a.change == b.change for a, b in pairs),
        sum(_bound(a) == _bound(b) for a, b in pairs),
        sum(_bound(b) == "=" for _, b in pairs),
    )


def _bound(quantity: Quantity) -> str:
    return "=" if quantity.change in ("up", "down") else quantity.change


def same(gold: Quantity, other: Quantity, strict: bool) -> bool:
    """Whether the values are the same, and with ``strict`` the change sign as well."""
    if strict and gold.change != other.change:
        return False
    a, b = sorted(gold.values), sorted(other.values)
    return len(a) == len(b) and all(
        math.isclose(x, y, rel_tol=1e-6, abs_tol=1e-6) for x, y in zip(a, b, strict=True)
    )
