"""An amount in the making: what a reader of ``amounts`` hands on before the nouns are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from features.evidence import Bound

AmountType = Literal[
    "count",
    "money",
    "percent",
    "ratio",
    "multiple",
    "vague",
    "point",
    "vote",
    "mass",
    "volume",
    "area",
    "power",
    "length",
    "speed",
    "duration",
    "time",
    "age",
    "temperature",
    "data",
    "rate",
    "name",
    "compound",
]
Modifier = Literal["minimiser", "maximiser"]


@dataclass(frozen=True, slots=True)
class Core:
    """An amount before its surroundings are read; ``start`` and ``end`` are token indices."""

    start: int
    end: int
    type: AmountType
    unit: str | None = None
    value: float | None = None
    high: float | None = None
    out_of: float | None = None
    implied: tuple[float, float] | None = None
    bare: bool = False
    bound: Bound = "exact"
    modifier: Modifier | None = None
