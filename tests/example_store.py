"""A real MLflow store with one run of a good bundle and one of a bundle that fails a gate.

Making it takes some seconds, so that it is made once in a process.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from example_bundle import METRICS, write_bundle

from training import tracking
from training.evaluation import Metric
from training.predictions import Labelled, Predictions, Scored


def with_value(name: str, value: float) -> tuple[Metric, ...]:
    return tuple(replace(m, value=value) if m.name == name else m for m in METRICS)


@dataclass(frozen=True, slots=True)
class Store:
    """A store with one tracked run of a good bundle, and one of a bad one."""

    uri: str
    empty: tuple[tracking.Registered, ...]
    run: tracking.Tracked
    good: tracking.Registered
    bad: tracking.Registered


def predictions() -> Predictions:
    rng = np.random.default_rng(0)
    p = rng.random(200)
    y = rng.random(200) < p
    levels = rng.integers(0, 3, 60)
    return Predictions(
        (Scored("propaganda", y, p, 0.4), Scored("risk high", y, p)),
        (Labelled("risk", levels, levels[::-1].copy(), ("low", "medium", "high")),),
    )


@cache
def made_store(folder: Path) -> Store:
    """The store in ``folder``."""
    folder.mkdir()
    before = Path.cwd()
    # artifacts of a SQLite store lie beside where the command runs
    os.chdir(folder)
    try:
        uri = f"sqlite:///{folder}/mlflow.db"
        empty = tracking.models(uri)
        with tracking.training_run("good", uri) as run:
            for step in (20, 40):
                run.losses(step, 40, {"head.propaganda": 1.0 / step, "tag.source": 0.5})
            good = run.finish(write_bundle(folder / "good"), METRICS, predictions())
        worse = with_value("deletion share that lowers risk", 0.01)
        with tracking.training_run("bad", uri) as second:
            bad = second.finish(write_bundle(folder / "bad", worse), worse)
    finally:
        os.chdir(before)
    return Store(uri, empty, run, good, bad)
