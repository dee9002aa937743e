"""The bars that a model must keep before it is champion, and how a bundle's metrics stand at them.

The bars are those of DESIGN ("What is measured"). A bar that was not measured is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from features.encoder import HEADS

AGREEMENT: Final = "risk dev quadratic kappa"
Direction = Literal["at most", "at least", "not below the champion"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A bar that every metric whose name ``pattern`` finds must keep; one at least must be there.

    "not below the champion" asks for no less than the lower end of the champion's own interval, or
    for more than the trivial baseline where there is no champion yet.
    """

    name: str
    pattern: str
    direction: Direction
    bar: float = 0.0


GATES: Final = (
    Gate("agreement on claim risk", rf"^{AGREEMENT}$", "not below the champion"),
    Gate("calibration of claim risk", r"^risk .*ECE excess", "at most", 0.02),
    # the part held apart is what heads are calibrated on: it vouches for them by halves alone
    *(
        Gate(f"calibration of the head {head}", rf"^{head} (?!held).*ECE excess", "at most", 0.02)
        for head in HEADS
    ),
    Gate("swap of the sides, mean change of risk", r"\bswap\b.*\bmean\b", "at most", 0.01),
    Gate(
        "swap of the sides, 95th percentile",
        r"\bswap\b.*\b(95th percentile|p95)\b", "at most", 0.03,
    ),
    Gate("deleting an attribution never lowers risk", r"\bdelet(ed|ing|ion)\b", "at most", 0.0),
)  # fmt: skip
"""The bars of DESIGN that a model must keep before it is champion."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate, whether it is passed, and the figures in words."""

    gate: Gate
    passed: bool
    text: str


def judge(
    metrics: Iterable[Mapping[str, Any]],
    champion: Iterable[Mapping[str, Any]] | None = None,
    gates: Sequence[Gate] = GATES,
) -> tuple[Verdict, ...]:
    """How a manifest's metrics stand at every gate; a gate without a metric is failed."""
    listed, rivals = list(metrics), list(champion or ())
    return tuple(_judged(gate, listed, rivals) for gate in gates)


def _judged(
    gate: Gate, metrics: Sequence[Mapping[str, Any]], champion: Sequence[Mapping[str, Any]]
) -> Verdict:
    found = [m for m in metrics if re.search(gate.pattern, m["name"], re.IGNORECASE)]
    if not found:
        return Verdict(gate, False, "not measured")
    rivals = {m["name"]: m for m in champion}
    kept = [_kept(gate, m, rivals.get(m["name"])) for m in found]
    failed = [text for passed, text in kept if not passed]
    return Verdict(gate, not failed, ", ".join(failed or [text for _, text in kept]))


def _kept(
    gate: Gate, metric: Mapping[str, Any], rival: Mapping[str, Any] | None
) -> tuple[bool, str]:
    value = float(metric["value"])
    said = f"{metric['name']} is {value:.3f}"
    if gate.direction == "at most":
        return value <= gate.bar + 1e-9, f"{said}, wanted at most {gate.bar:g}"
    if gate.direction == "at least":
        return value >= gate.bar - 1e-9, f"{said}, wanted at least {gate.bar:g}"
    if rival is not None:
        low = float(rival["interval"][0])
        return value >= low, f"{said}, the champion's interval begins at {low:.3f}"
    base = float(metric["baseline"] or 0.0)
    return value > base, f"{said}, the trivial baseline is {base:.3f}"
