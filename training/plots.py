"""Pictures of a run: reliability, precision and recall, confusion. No window is opened."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from training.calibration import ece, ece_excess, reliability
from training.predictions import Labelled, Scored

Floats = NDArray[np.float64]


def reliability_plot(found: Scored) -> Figure:
    """Share of positives against mean probability in ten bins of equal mass."""
    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    bins = reliability(found.y, found.p)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot([b.score for b in bins], [b.share for b in bins], marker="o")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="mean probability", ylabel="share of positives")
    excess = ece_excess(found.y, found.p, draws=100)
    axes.set_title(f"{found.name}: ECE {ece(found.y, found.p):.3f}, excess {excess:.3f}")
    return figure


def precision_recall_plot(found: Scored) -> Figure:
    """Precision against recall, with the threshold in use and the share of positives."""
    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    precision, recall = precision_recall(found)
    axes.step(recall, precision, where="post")
    axes.axhline(float(found.y.mean()) if found.y.size else 0.0, color="0.7", linewidth=1)
    said = found.p >= found.threshold
    hits = int((said & found.y).sum())
    if hits:
        at = (hits / int(found.y.sum()), hits / int(said.sum()))
        axes.plot(*at, marker="o", label=f"at {found.threshold:.2f}")
        axes.legend(loc="lower left")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="recall", ylabel="precision", title=found.name)
    return figure


def precision_recall(found: Scored) -> tuple[Floats, Floats]:
    """Precision and recall [k] at every distinct probability, highest first."""
    order = np.argsort(-found.p, kind="stable")
    p, hits = found.p[order], np.cumsum(found.y[order], dtype=np.float64)
    last = np.append(np.diff(p) != 0, True)[: len(p)]
    said = np.arange(1, len(p) + 1, dtype=np.float64)
    return (hits / said)[last], (hits / max(float(found.y.sum()), 1.0))[last]


def confusion_plot(found: Labelled) -> Figure:
    """Counts of labels (rows) against predictions (columns)."""
    counts = confusion(found)
    side = 2.0 + 0.8 * len(found.labels)
    figure = Figure(figsize=(side, side), layout="constrained")
    axes = figure.subplots()
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        ink = "white" if shares[row, column] > 0.6 else "black"
        axes.text(column, row, str(count), ha="center", va="center", color=ink)
    ticks: Sequence[int] = range(len(found.labels))
    axes.set_xticks(ticks, found.labels)
    axes.set_yticks(ticks, found.labels)
    axes.set(xlabel="predicted", ylabel="annotated", title=found.name)
    return figure


def confusion(found: Labelled) -> NDArray[np.int64]:
    """Counts [k, k], labels in rows, predictions in columns."""
    counts = np.zeros((len(found.labels), len(found.labels)), np.int64)
    np.add.at(counts, (found.y, found.guess), 1)
    return counts
