"""Logistic regressions judged on outlets that they have not seen.

A fold's training part never holds a near copy of what it is judged on. The penalty is chosen inside
the training part, by folds over its own outlets, so that no figure has seen its own judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from data.folds import folds
from data.schema import Record
from training.evaluation import Metric, auc, resamples

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.1)
"""Values of C on standardised features, rising: each fit begins at the one before."""
INNER = 3
DRAWS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Features ``X`` [n, f] of articles, whose label is ``labels["judged"]``."""

    X: Floats
    records: tuple[Record, ...]

    @property
    def y(self) -> NDArray[np.bool_]:
        """The labels [n]."""
        return np.array([r.labels["judged"] for r in self.records], dtype=bool)

    @property
    def outlets(self) -> NDArray[np.str_]:
        """The publishers [n]."""
        return np.array([r.outlet for r in self.records])

    @property
    def groups(self) -> NDArray[np.str_]:
        """The sets of near copies [n]."""
        return np.array([r.group for r in self.records])

    def rows(self, chosen: NDArray[np.bool_]) -> Table:
        """The chosen rows."""
        kept = np.flatnonzero(chosen).tolist()
        return Table(self.X[chosen], tuple(self.records[i] for i in kept))


Predict = Callable[[Table, Table], Floats]
"""P(label) [n] for the second table, by a model of the first."""


def fitted(train: Table, judged: Table) -> Floats:
    """A logistic regression, its penalty chosen by log loss on folds over the training outlets."""
    k = min(INNER, len(set(train.outlets.tolist())))
    inner = np.array(folds(train.records, k, seed=7, by="outlet"))
    losses = np.zeros(len(PENALTIES))
    for fold in range(k):
        apart = inner == fold
        y = train.y[apart]
        for i, p in enumerate(_path(train.rows(~apart), train.rows(apart), PENALTIES)):
            losses[i] -= np.log(np.clip(np.where(y, p, 1.0 - p), 1e-6, 1.0)).sum()
    best = int(losses.argmin())
    return _path(train, judged, PENALTIES[: best + 1])[-1]


def _path(train: Table, judged: Table, penalties: Sequence[float]) -> list[Floats]:
    """P(label) [n] under each penalty."""
    if len(set(train.y.tolist())) < 2:
        return [majority(train, judged)] * len(penalties)
    scale = StandardScaler().fit(train.X)
    seen, asked = scale.transform(train.X), scale.transform(judged.X)
    model = LogisticRegression(warm_start=True, max_iter=1000, tol=1e-3)
    return [
        np.asarray(model.set_params(C=C).fit(seen, train.y).predict_proba(asked)[:, 1], np.float64)
        for C in penalties
    ]


def majority(train: Table, judged: Table) -> Floats:
    """The training part's share of positives, for everybody."""
    return np.full(len(judged.y), float(train.y.mean()))


def outlet_majority(train: Table, judged: Table) -> Floats:
    """The share of positives of the same outlet in the training part; of all where it has none."""
    share = {o: float(train.y[train.outlets == o].mean()) for o in set(train.outlets.tolist())}
    whole = float(train.y.mean())
    return np.array([share.get(o, whole) for o in judged.outlets.tolist()])


def out_of_fold(table: Table, fold: Ints, predict: Predict = fitted) -> tuple[Floats, Floats]:
    """P(label) [n], each row by a model of the other folds without its near copies; and how far
    that lies above the share of positives in its training part.

    Rows of several folds are ranked by the second: a fold rich in positives was judged by a model
    that saw few, and a ranking by P alone would put it last.
    """
    p, prior = np.zeros(len(table.records)), np.zeros(len(table.records))
    for k in range(int(fold.max()) + 1):
        apart = fold == k
        near = np.isin(table.groups, table.groups[apart])
        train = table.rows(~apart & ~near)
        p[apart], prior[apart] = predict(train, table.rows(apart)), train.y.mean()
    return p, p - prior


def portal_folds(outlets: Sequence[str], sides: Sequence[str]) -> list[Ints]:
    """All ways to cut nine portals into three folds with one portal of each orientation.

    The protocol of Potthast et al. 2018: with one portal of each side in every fold, none of
    them can be told by the portals that are missing. A way and its permutations count once.
    """
    by_side = {s: sorted({o for o, t in zip(outlets, sides, strict=True) if t == s}) for s in sides}
    first, *rest = (by_side[s] for s in sorted(by_side))
    orders = [_orders(portals) for portals in rest]
    found = []
    for chosen in product(*orders):
        fold = {p: k for portals in (tuple(first), *chosen) for k, p in enumerate(portals)}
        found.append(np.array([fold[o] for o in outlets], np.int64))
    return found


def _orders(portals: Sequence[str]) -> list[tuple[str, ...]]:
    a, b, c = portals
    return [(a, b, c), (a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)]


def accuracy(y: NDArray[np.generic], p: NDArray[np.generic]) -> float:
    """Share of labels on the right side of one half."""
    return float(np.mean((np.asarray(p, np.float64) >= 0.5) == y.astype(bool)))


def macro(y: NDArray[np.generic], p: NDArray[np.generic]) -> float:
    """Macro-F1 at one half."""
    guess = np.asarray(p, np.float64) >= 0.5
    return float(np.mean([_f1(y.astype(bool) == c, guess == c) for c in (True, False)]))


def _f1(gold: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    both = int(gold.sum() + guess.sum())
    return 2.0 * int((gold & guess).sum()) / both if both else 0.0


Score = Callable[[NDArray[np.generic], NDArray[np.generic]], float]
AT_HALF: dict[str, Score] = {"accuracy": accuracy, "macro-F1": macro}
SCORES: dict[str, Score] = AT_HALF | {"AUC": auc}


def judged(
    name: str, score: Score, y: NDArray[np.bool_], runs: Sequence[Floats], groups: NDArray[np.str_]
) -> Metric:
    """The mean score of several cuts into folds, with its 90 % interval over resampled groups."""
    draws = [np.mean([score(y[i], p[i]) for p in runs]) for i in resamples(groups, DRAWS)]
    low, high = np.nanquantile(draws, [0.05, 0.95])
    value = float(np.mean([score(y, p) for p in runs]))
    return Metric(name, value, float(low), float(high), None, len(y))


def auc_within(y: NDArray[np.bool_], score: Floats, strata: Ints) -> float:
    """AUC over the pairs of one stratum alone, strata weighted by their pairs; NaN without any."""
    total = wins = 0.0
    for k in np.unique(strata):
        own = strata == k
        pairs = float(y[own].sum()) * float((~y[own]).sum())
        if pairs:
            total, wins = total + pairs, wins + pairs * auc(y[own], score[own])
    return wins / total if total else float("nan")
