"""The trials that the encoder's experiments are made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from training.encoder import Recipe


@dataclass(frozen=True, slots=True)
class Trial:
    """One training run: what it learns from, what is held apart, and how."""

    name: str
    recipe: Recipe = field(default_factory=Recipe)
    folds: int = 5
    fold: int = 0
    seed: int = 1
    by_outlet: bool = False
    without: tuple[str, ...] = ()
    share: float = 1.0
    polnear: float = 1.0
    curve: bool = False
    keep: bool = False


BASE = Recipe()
PLANS: dict[str, list[Trial]] = {
    "smoke": [Trial("smoke", replace(BASE, epochs=1), share=0.02)],
    "search": [
        Trial("base", BASE, curve=True),
        Trial("rate2e-4", replace(BASE, rate=2e-4), curve=True),
        Trial("rate2e-4-e8", replace(BASE, rate=2e-4, epochs=8), curve=True),
        Trial("e8", replace(BASE, epochs=8), curve=True),
        Trial("alpha.5", replace(BASE, alpha=0.5), curve=True),
        Trial("ema", replace(BASE, average=0.999, epochs=6), curve=True),
        Trial("flat", replace(BASE, layer_decay=1.0)),
        Trial("positive2", replace(BASE, positive=2.0)),
        Trial("rate4e-4", replace(BASE, rate=4e-4)),
        Trial("batch16", replace(BASE, batch=16)),
    ],
}
