"""What a bundle says of data it was not fitted to, case by case: what the plots are drawn from.

Sentence heads are read in context on development documents, or on the part held apart where a head
has no development set; claim risk out of fold on what it was fitted to, and on gold dev.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from features.encoder import Encoder
from training import measure, pipeline
from training.bundle import Model
from training.corpora import Sets
from training.evaluation import Metric
from training.heads import probabilities, read_rows, vectorise
from training.predicted import FITTED, ReadGold, levels, rows
from training.risk import LEVELS, RiskModel

Gold = Mapping[str, Sequence[ReadGold]]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Binary labels ``y`` [n] beside probabilities ``p`` [n], and the threshold in use."""

    name: str
    y: NDArray[np.bool_]
    p: NDArray[np.float64]
    threshold: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Labels ``y`` [n] beside predicted ones ``guess`` [n], as indices of ``labels``."""

    name: str
    y: NDArray[np.int64]
    guess: NDArray[np.int64]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predictions:
    """Probabilities to judge calibration and ranking by, and labels to count confusions of."""

    scored: tuple[Scored, ...] = ()
    labelled: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A model's parts beside the data it is judged on."""

    encoder: Encoder
    risk: RiskModel
    sets: Sets
    gold: dict[str, list[ReadGold]]
    root: Path | None = None

    def metrics(self) -> tuple[Metric, ...]:
        """Every figure of ``training.measure``."""
        found, _ = measure.everything(self.encoder, self.sets, self.gold, self.risk, self.root)
        return tuple(found)

    def predictions(
        self, thresholds: Mapping[str, float], penalty: float | None = None
    ) -> Predictions:
        """The cases behind the figures; ``thresholds`` are the heads' own, ``penalty`` as in
        ``training.risk.fit``."""
        heads = head_predictions(self.encoder, self.sets, thresholds)
        scored, confused = risk_predictions(self.gold, self.risk, penalty)
        by_head = [
            Labelled(s.name, s.y.astype(np.int64), (s.p >= s.threshold).astype(np.int64), _NO_YES)
            for s in heads
        ]
        return Predictions((*heads, *scored), (*by_head, confused))


_NO_YES = ("no", "yes")


def beside(
    model: Model,
    work: Path,
    root: Path | None = None,
    say: Callable[[str], None] = print,
    progress: pipeline.Progress | None = None,
) -> Beside:
    """A bundle beside the development data, read as it reads; examples are kept under ``work``.

    Raises ``CorpusError`` where a corpus is missing.
    """
    plan = pipeline.Plan(work=work, root=root, say=say, progress=progress)
    say("reading the corpora")
    sets = pipeline.prepared(plan, model.encoder.tokenizer)
    say("reading the annotated claims")
    return Beside(model.encoder, model.risk, sets, pipeline.read_all(model.encoder, plan))


def head_predictions(
    encoder: Encoder, sets: Sets, thresholds: Mapping[str, float]
) -> tuple[Scored, ...]:
    """Every sentence head in context."""
    taught: dict[str, list[Any]] = {}
    for head in encoder.readings.heads:
        dev = [e for e in sets.dev if head in e.heads]
        taught[head] = dev or [e for e in sets.held if head in e.heads]
    unique = {id(e): e for found in taught.values() for e in found}
    vectors = {id(v.example): v for v in vectorise(encoder, list(unique.values()), alone=False)}
    scored = []
    for head, found in taught.items():
        if not found:
            continue
        x, y = read_rows([vectors[id(e)] for e in found], head, False, encoder.readings)
        p = probabilities(encoder.readings.heads[head], x).astype(np.float64)
        scored.append(Scored(head, y == 1, p, thresholds.get(head, 0.5)))
    return tuple(scored)


def risk_predictions(
    gold: Gold, model: RiskModel, penalty: float | None = None
) -> tuple[tuple[Scored, ...], Labelled]:
    """P(at least medium) and P(high) by models of other outlets, and predicted levels on gold dev
    beside A's."""
    fitted = [d for split in FITTED for d in gold.get(split, ())]
    y = levels(fitted, "A")
    p, _ = measure.by_other_outlets(fitted, penalty)
    dev, _ = rows(gold["dev"])
    return (
        (
            Scored("risk at least medium", y >= 1, p[:, 1] + p[:, 2]),
            Scored("risk high", y >= 2, p[:, 2]),
        ),
        Labelled("risk", levels(gold["dev"], "A"), model.level(dev), LEVELS),
    )
