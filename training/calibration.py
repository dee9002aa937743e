"""Monotone maps from scores to probabilities, and how far probabilities can be trusted.

A map is two numbers and is applied with numpy alone. The error is measured in bins of equal mass
(Nixon et al. 2019) and compared with what labels drawn from the scores themselves would give, since
the binned error of a perfect forecaster on a small sample is not zero (Bröcker and Smith 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from training.evaluation import resamples

Floats = NDArray[np.float64]


def sigmoid(x: ArrayLike) -> Floats:
    """The logistic function, without overflow."""
    z = np.asarray(x, dtype=np.float64)
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Logistic:
    """p = sigmoid(slope x + intercept), Platt's map (1999); ``slope`` is never negative."""

    slope: float
    intercept: float

    def __call__(self, x: ArrayLike) -> Floats:
        """Probabilities of the scores ``x``, of the same shape."""
        return sigmoid(self.slope * np.asarray(x, dtype=np.float64) + self.intercept)

    def to_json(self) -> dict[str, float]:
        """The two numbers by name."""
        return {"slope": self.slope, "intercept": self.intercept}

    @staticmethod
    def from_json(numbers: dict[str, float]) -> Logistic:
        """The map that ``to_json`` wrote."""
        return Logistic(float(numbers["slope"]), float(numbers["intercept"]))


def fit_logistic(x: ArrayLike, y: ArrayLike, steps: int = 50) -> Logistic:
    """Platt's map by Newton's method on his smoothed targets; x in log odds or any raw score."""
    scores, labels = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=bool)
    if scores.size == 0 or scores.shape != labels.shape:
        raise ValueError(
            f"a map wants as many labels as scores, given {labels.size}, {scores.size}"
        )
    positives, negatives = int(labels.sum()), int((~labels).sum())
    target = np.where(labels, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.array([0.0, float(np.log((positives + 1) / (negatives + 1)))])
    for _ in range(steps):
        p = sigmoid(design @ w)
        gradient = design.T @ (p - target)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        w = w - step / max(1.0, float(np.abs(step).max()) / 2.0)
    if w[0] < 0:
        return Logistic(0.0, float(np.log((positives + 1) / (negatives + 1))))
    return Logistic(float(w[0]), float(w[1]))


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability diagram: mean score, share of positives, number of cases."""

    score: float
    share: float
    n: int


def reliability(y: ArrayLike, p: ArrayLike, bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal mass in the order of the score; ties keep their given order."""
    labels, scores = np.asarray(y, dtype=np.float64), np.asarray(p, dtype=np.float64)
    order = np.argsort(scores, kind="stable")
    parts = [part for part in np.array_split(order, bins) if part.size]
    return tuple(Bin(float(scores[i].mean()), float(labels[i].mean()), i.size) for i in parts)


def ece(y: ArrayLike, p: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error in bins of equal mass: the weighted mean of |share - score|."""
    diagram = reliability(y, p, bins)
    total = sum(b.n for b in diagram)
    return sum(b.n * abs(b.share - b.score) for b in diagram) / total if total else 0.0


def ece_excess(
    y: ArrayLike, p: ArrayLike, bins: int = 10, draws: int = 500, seed: int = 0
) -> float:
    """The error less its mean over labels drawn from the scores; about 0 for a calibrated model."""
    scores = np.asarray(p, dtype=np.float64)
    rng = np.random.default_rng(seed)
    own = [ece(rng.random(scores.shape) < scores, scores, bins) for _ in range(draws)]
    return ece(y, scores, bins) - float(np.mean(own))


def centred_interval(value: float, draws: ArrayLike, coverage: float = 0.9) -> tuple[float, float]:
    """The middle ``coverage`` of bootstrap ``draws``, moved so that their median is ``value``.

    For statistics that resampling biases. A binned error is one: a resample holds cases twice, its
    bins scatter more than the sample's own, and so nearly all draws lie above the value, at times
    the whole percentile interval. The spread of the draws is sound, their place is not (Efron and
    Tibshirani 1993, chapter 10); moved, the interval always holds the value.
    """
    drawn = np.asarray(draws, dtype=np.float64)
    edges = [(1.0 - coverage) / 2.0, 0.5, (1.0 + coverage) / 2.0]
    low, middle, high = np.quantile(drawn, edges).tolist()
    return value - (middle - low), value + (high - middle)


def excess_of_halves(
    y: ArrayLike, p: ArrayLike, groups: ArrayLike, halvings: int = 20
) -> tuple[float, float, float]:
    """Excess calibration error of a head on data that it was not calibrated on, with its interval.

    For heads without a development set. The logistic map is fitted anew on one half of the groups
    and judged on the other, and the other way round: the mean over ``halvings``. The interval is
    over resampled groups, a halving each; copies of a group stay in one half. Wants three groups
    at least.
    """
    scores = np.clip(np.asarray(p, dtype=np.float64), 1e-6, 1.0 - 1e-6)
    odds, truth, names = np.log(scores / (1.0 - scores)), np.asarray(y, bool), np.asarray(groups)
    rng = np.random.default_rng(0)

    def halved(rows: NDArray[np.int64], draws: int) -> float:
        there = rng.permutation(np.unique(names[rows]))
        first = np.isin(names[rows], there[: len(there) // 2])
        again = np.zeros(len(rows))
        for half in (first, ~first):
            again[~half] = fit_logistic(odds[rows][half], truth[rows][half])(odds[rows][~half])
        return ece_excess(truth[rows], again, draws=draws)

    whole = np.arange(len(truth))
    value = float(np.mean([halved(whole, 500) for _ in range(halvings)]))
    drawn = [i for i in resamples(names, 50) if len(np.unique(names[i])) > 1]
    return value, *centred_interval(value, [halved(i, 50) for i in drawn])


def brier(y: ArrayLike, p: ArrayLike) -> float:
    """Mean squared error of the probabilities (Brier 1950), in [0, 1]."""
    return float(np.mean((np.asarray(p, dtype=np.float64) - np.asarray(y, dtype=np.float64)) ** 2))
