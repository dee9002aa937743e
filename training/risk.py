"""The risk model: additive over named concepts, ordinal, monotone, plain numbers.

Proportional odds (McCullagh 1980) on a latent h = base + sum of shapes, each shape piecewise linear
in one concept (Lou, Caruana and Gehrke 2012 call the family a generalised additive model) and
monotone as its concept declares. P(at least medium) = sigmoid(h - t1), P(high) = sigmoid(h - t2).

Fitting shrinks every shape towards the effect that the guidelines lead one to expect, so that a
concept with few or no labels keeps a sensible effect instead of none. scipy is imported only there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from features.concepts import CONCEPTS, Concept
from features.evidence import Level

Floats = NDArray[np.float64]
LEVELS: tuple[Level, ...] = ("low", "medium", "high")
_BY_NAME = {concept.name: concept for concept in CONCEPTS}
KNOTS: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
PENALTIES: tuple[float, ...] = (0.1, 0.3, 1.0, 3.0, 10.0)
GAP = 0.2
"""The least distance of the two thresholds."""
LEVEL_FROM = (0.3, 0.65)
"""The scores from which a claim or an article is medium and high, by agreement of claims out of
fold over outlets and false alarms in credible reports (decisions 23 and 27)."""


class Contribution(NamedTuple):
    """What one concept adds to h, against its mean over the training claims."""

    concept: Concept
    value: float
    effect: float


@dataclass(frozen=True, slots=True, eq=False)
class RiskModel:
    """Everything as numbers. ``shapes`` [p, k] are the shapes' values at ``knots`` [k], one row a
    concept; ``means`` [p] their training means; ``offset`` is added to their sum; ``refits``
    [r, p k + 3] are shapes, offset and thresholds of refits over resampled documents.
    """

    concepts: tuple[str, ...]
    knots: Floats
    shapes: Floats
    means: Floats
    offset: float
    thresholds: tuple[float, float]
    refits: Floats

    @property
    def base(self) -> float:
        """The latent risk of the average training claim."""
        return self.offset + float(self.means.sum())

    def row(self, values: Mapping[str, float]) -> list[float]:
        """Measured concepts as a row [p] of X. Raises ValueError where one is missing."""
        try:
            return [values[name] for name in self.concepts]
        except KeyError:
            missing = ", ".join(name for name in self.concepts if name not in values)
            raise ValueError(f"the model wants concepts {missing}; measure them first") from None

    def of(self, X: ArrayLike) -> Rows:
        """Concept rows X [n, p] under this model, of which several things are asked."""
        return Rows(self, np.asarray(X, dtype=np.float64))

    def latent(self, X: ArrayLike) -> Floats:
        """h [n] of concept rows X [n, p]."""
        return self.of(X).latent

    def probabilities(self, X: ArrayLike) -> Floats:
        """P(low), P(medium), P(high): [n, 3]."""
        return self.of(X).probabilities

    def score(self, X: ArrayLike) -> Floats:
        """Mean of P(at least medium) and P(high), [n], in [0, 1]."""
        return graded(self.probabilities(X))

    def level(self, X: ArrayLike) -> NDArray[np.int64]:
        """The level of the score, [n]: 0 low, 1 medium, 2 high."""
        return levelled(self.probabilities(X))

    def interval(self, X: ArrayLike, coverage: float = 0.9) -> Floats:
        """The middle ``coverage`` of the refits' scores, widened to hold the score: [n, 2]."""
        return self.of(X).interval(coverage)

    def refit_probabilities(self, X: ArrayLike) -> Floats:
        """P(low), P(medium), P(high) under every refit: [r, n, 3]."""
        return self.of(X).refit_probabilities

    def contributions(self, x: ArrayLike) -> tuple[Contribution, ...]:
        """Effects of one row, largest first; with ``base`` they sum to h."""
        return self.all_contributions(np.asarray(x, dtype=np.float64)[None, :])[0]

    def all_contributions(self, X: ArrayLike) -> list[tuple[Contribution, ...]]:
        """:meth:`contributions` of every row of X [n, p]."""
        return self.of(X).contributions()

    def counterfactual(self, x: ArrayLike, change: Mapping[str, float]) -> float:
        """The score of one row with some concepts set to other values."""
        values = np.array(x, dtype=np.float64)
        for name, value in change.items():
            values[self.concepts.index(name)] = value
        return float(self.score(values[None, :])[0])

    def group_scores(self, x: ArrayLike) -> dict[str, float]:
        """By group of concepts, the sigmoid of its summed effects: .5 is the average claim."""
        rows = self.all_group_scores(np.asarray(x, dtype=np.float64)[None, :])
        return {group: float(scores[0]) for group, scores in rows.items()}

    def all_group_scores(self, X: ArrayLike) -> dict[str, Floats]:
        """:meth:`group_scores` of every row of X [n, p]: [n] a group."""
        return self.of(X).group_scores()

    def author_share(self, x: ArrayLike) -> float:
        """Share of what raises h above a spotless claim that the author owns, in [0, 1]."""
        return float(self.author_shares(np.asarray(x, dtype=np.float64)[None, :])[0])

    def author_shares(self, X: ArrayLike) -> Floats:
        """:meth:`author_share` of every row of X [n, p]: [n]."""
        return self.of(X).author_shares()

    def scaled(self, slope: float) -> RiskModel:
        """The same order of claims with h stretched by ``slope`` > 0, a monotone recalibration."""
        if slope <= 0.0:
            raise ValueError(f"a recalibration wants a slope above 0, given {slope}")
        t1, t2 = self.thresholds
        return RiskModel(
            self.concepts,
            self.knots,
            self.shapes * slope,
            self.means * slope,
            self.offset * slope,
            (t1 * slope, t2 * slope),
            self.refits * slope,
        )

    def to_json(self) -> dict[str, Any]:
        """The model as JSON values, rounded to 1e-6."""
        return {
            "concepts": list(self.concepts),
            "knots": _listed(self.knots),
            "shapes": _listed(self.shapes),
            "means": _listed(self.means),
            "offset": round(self.offset, 6),
            "thresholds": [round(t, 6) for t in self.thresholds],
            "refits": _listed(self.refits),
        }

    @staticmethod
    def from_json(given: Mapping[str, Any]) -> RiskModel:
        """The model that ``to_json`` wrote."""
        t1, t2 = (float(t) for t in given["thresholds"])
        shapes = np.array(given["shapes"], dtype=np.float64)
        return RiskModel(
            tuple(given["concepts"]),
            np.array(given["knots"], dtype=np.float64),
            shapes,
            np.array(given["means"], dtype=np.float64),
            float(given["offset"]),
            (t1, t2),
            np.array(given["refits"], dtype=np.float64).reshape(-1, shapes.size + 3),
        )


@dataclass(frozen=True, eq=False)
class Rows:
    """Concept rows [n, p] under a model: what several answers rest on is computed once."""

    model: RiskModel
    values: Floats

    def __post_init__(self) -> None:
        wanted = len(self.model.concepts)
        if self.values.ndim != 2 or self.values.shape[1] != wanted:
            raise ValueError(f"X wants shape [n, {wanted}], given {self.values.shape}")

    @cached_property
    def hats(self) -> Floats:
        """How much each knot counts for each concept, [n, p, k]: times a shape's values at the
        knots, summed, it is the shape at x, between two knots on the line through both."""
        knots = self.model.knots
        at = knots.searchsorted(self.values, side="right")
        at = np.minimum(np.maximum(at, 1), len(knots) - 1) - 1
        left, right = knots[at], knots[at + 1]
        share = np.minimum(np.maximum((self.values - left) / (right - left), 0.0), 1.0)
        hats = np.zeros((*self.values.shape, len(knots)))
        place = at + len(knots) * np.arange(at.size).reshape(at.shape)
        hats.put(place, 1.0 - share)
        hats.put(place + 1, share)
        return hats

    @cached_property
    def effects(self) -> Floats:
        """What each concept adds to h, [n, p]."""
        return np.asarray((self.hats * self.model.shapes).sum(axis=2))

    @cached_property
    def moved(self) -> Floats:
        """Effects against their means over the training claims, [n, p]."""
        return np.asarray(self.effects - self.model.means)

    @property
    def latent(self) -> Floats:
        """h [n]."""
        return np.asarray(self.model.offset + self.effects.sum(axis=1))

    @cached_property
    def probabilities(self) -> Floats:
        """P(low), P(medium), P(high): [n, 3]."""
        return ordinal(self.latent, self.model.thresholds)

    @cached_property
    def refit_probabilities(self) -> Floats:
        """P(low), P(medium), P(high) under every refit: [r, n, 3]."""
        refits, hats = self.model.refits, self.hats
        offsets, lower, upper = (column[:, None] for column in refits[:, -3:].T)
        h = offsets + refits[:, :-3] @ hats.reshape(len(hats), self.model.shapes.size).T
        medium, high = _sigmoid(h - lower), _sigmoid(h - upper)
        return np.stack([1.0 - medium, medium - high, high], axis=2)

    def interval(self, coverage: float = 0.9) -> Floats:
        """See :meth:`RiskModel.interval`."""
        score = graded(self.probabilities)
        if not len(self.model.refits):
            return np.stack([score, score], axis=1)
        tail = (1.0 - coverage) / 2.0
        drawn = graded(self.refit_probabilities)
        low, high = quantiles(drawn, (tail, 1.0 - tail))
        return np.stack([np.minimum(low, score), np.maximum(high, score)], axis=1)

    def contributions(self) -> list[tuple[Contribution, ...]]:
        """See :meth:`RiskModel.contributions`."""
        concepts = [_BY_NAME[name] for name in self.model.concepts]
        ranks = np.argsort(np.argsort(self.model.concepts))
        order = np.lexsort((np.broadcast_to(ranks, self.moved.shape), -np.abs(self.moved)))
        rows = zip(order.tolist(), self.values.tolist(), self.moved.tolist(), strict=True)
        return [
            tuple([Contribution(concepts[j], values[j], effects[j]) for j in places])
            for places, values, effects in rows
        ]

    def group_scores(self) -> dict[str, Floats]:
        """See :meth:`RiskModel.group_scores`."""
        return {
            group: _sigmoid(self.moved[:, held].sum(axis=1))
            for group, held in _groups(self.model.concepts).items()
        }

    def author_shares(self) -> Floats:
        """See :meth:`RiskModel.author_share`."""
        raised = np.maximum(self.effects, 0.0)
        own = _of_author(self.model.concepts)
        total = raised.sum(axis=1)
        return np.asarray(raised[:, own].sum(axis=1) / np.where(total > 0.0, total, 1.0))


@cache
def _groups(concepts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """By group, in order of their names, which of the concepts [p] are of it."""
    groups = [_BY_NAME[name].group for name in concepts]
    return {group: np.array([g == group for g in groups]) for group in sorted(set(groups))}


@cache
def _of_author(concepts: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which of the concepts [p] the author owns."""
    return np.array([_BY_NAME[name].owner == "author" for name in concepts])


def ordinal(h: Floats, thresholds: tuple[float, float]) -> Floats:
    """P(low), P(medium), P(high) of latent risks h [n]: [n, 3]."""
    medium, high = (_sigmoid(h - t) for t in thresholds)
    return np.stack([1.0 - medium, medium - high, high], axis=1)


def graded(probabilities: Floats) -> Floats:
    """The score of probabilities [..., 3]: the mean of P(at least medium) and P(high)."""
    return np.asarray(0.5 * probabilities[..., 1] + probabilities[..., 2], dtype=np.float64)


def levelled(probabilities: Floats) -> NDArray[np.int64]:
    """The level of probabilities [..., 3] by their score: 0 low, 1 medium, 2 high."""
    return levels_of(graded(probabilities))


def levels_of(scores: Floats) -> NDArray[np.int64]:
    """The levels of scores of any shape: 0 low, 1 medium, 2 high."""
    return np.searchsorted(LEVEL_FROM, scores, side="right").astype(np.int64)


def quantiles(values: Floats, shares: tuple[float, ...]) -> Floats:
    """What ``np.quantile`` gives of the first axis, in a third of its time for a small array."""
    ranked = np.sort(values, axis=0)
    found = []
    for share in shares:
        at = share * (len(ranked) - 1)
        below = ranked[int(at)]
        above = ranked[min(int(at) + 1, len(ranked) - 1)]
        part = at - int(at)
        step = above - below
        found.append(below + step * part if part < 0.5 else above - step * (1.0 - part))
    return np.array(found)


def _sigmoid(z: Floats) -> Floats:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)), dtype=np.float64)


def _listed(values: Floats) -> list[Any]:
    rounded: list[Any] = np.round(values, 6).tolist()
    return rounded


@dataclass(frozen=True, slots=True, eq=False)
class _Basis:
    """Columns of the fit: each coefficient is a non-negative (or free) amount of a shape.

    ``curves`` [c, p, k] holds the shapes at the knots that a unit of each coefficient adds. A
    coefficient of a concept that stands below others adds its slope to theirs as well, which is
    what keeps them steeper.
    """

    curves: Floats
    lower: Floats
    upper: Floats
    expected: Floats


def _basis(concepts: Sequence[Concept]) -> _Basis:
    index = {concept.name: j for j, concept in enumerate(concepts)}
    knots = np.array(KNOTS)
    curves: list[Floats] = []
    bounds: list[tuple[float, float]] = []
    expected: list[float] = []
    children = {c.below for c in concepts}
    for concept in concepts:
        slope = np.zeros((len(concepts), len(knots)))
        for name in _chain(concept, index, concepts):
            slope[index[name]] = knots
        below = concept.below is not None and concept.below in index
        ends_chain = concept.name in children or below
        bound = {"up": (0.0, np.inf), "down": (-np.inf, 0.0), "free": (-np.inf, np.inf)}
        if ends_chain:
            curves.append(slope)
            bounds.append(bound[concept.direction])
            expected.append(concept.expected - _below(concept, concepts))
        if not below:
            share = 0.0 if ends_chain else concept.expected / (len(knots) - 1)
            for k in range(1, len(knots)):
                ramp = np.zeros_like(slope)
                ramp[index[concept.name]] = np.clip(
                    (knots - knots[k - 1]) / (knots[k] - knots[k - 1]), 0.0, 1.0
                )
                curves.append(ramp)
                bounds.append(bound[concept.direction])
                expected.append(share)
    lower, upper = np.array(bounds).T
    return _Basis(np.stack(curves), lower, upper, np.array(expected))


def _chain(concept: Concept, index: Mapping[str, int], concepts: Sequence[Concept]) -> list[str]:
    """The concept and all that must be at least as steep."""
    names = [concept.name]
    below = concept.below
    while below is not None and below in index:
        names.append(below)
        below = concepts[index[below]].below
    return names


def _below(concept: Concept, concepts: Sequence[Concept]) -> float:
    return max((c.expected for c in concepts if c.below == concept.name), default=0.0)


def fit(
    X: ArrayLike,
    y: ArrayLike,
    groups: ArrayLike,
    concepts: Sequence[Concept] = CONCEPTS,
    penalty: float | None = None,
    refits: int = 50,
    seed: int = 0,
    amounts: ArrayLike | None = None,
) -> RiskModel:
    """A model of levels ``y`` [n] in 0..2 from concept rows ``X`` [n, p], columns as ``concepts``.

    ``amounts`` [n] is how much each row counts, one where not given. ``groups`` [n] are documents:
    they are kept whole in the folds that choose the ``penalty``
    (least log loss) where none is given, and in the resamples behind the interval. The same
    arguments give the same model.
    """
    rows, levels, documents = _checked(X, y, groups, concepts)
    basis = _basis(concepts)
    columns = _columns(rows, basis)
    counted = _counted(amounts, len(levels))
    if penalty is None:
        penalty = choose_penalty(rows, levels, documents, concepts, seed=seed, amounts=counted)
    weights = _minimise(columns, levels, basis, penalty, counted)
    shapes, offset, thresholds = _unpacked(weights, basis)
    drawn = [
        _flat(
            *_unpacked(_minimise(columns[i], levels[i], basis, penalty, counted[i], weights), basis)
        )
        for i in _resamples(documents, refits, seed)
    ]
    bare = RiskModel(
        tuple(concept.name for concept in concepts),
        np.array(KNOTS),
        shapes,
        np.zeros(len(concepts)),
        offset,
        thresholds,
        np.array(drawn).reshape(len(drawn), shapes.size + 3),
    )
    means = bare.of(rows).effects.mean(axis=0)
    return RiskModel(bare.concepts, bare.knots, shapes, means, offset, thresholds, bare.refits)


def choose_penalty(
    X: ArrayLike,
    y: ArrayLike,
    groups: ArrayLike,
    concepts: Sequence[Concept] = CONCEPTS,
    penalties: Sequence[float] = PENALTIES,
    folds: int = 5,
    seed: int = 0,
    amounts: ArrayLike | None = None,
) -> float:
    """The penalty of the least log loss over folds of whole documents."""
    rows, levels, documents = _checked(X, y, groups, concepts)
    basis = _basis(concepts)
    columns = _columns(rows, basis)
    counted = _counted(amounts, len(levels))
    fold = group_folds(documents, folds, seed)
    losses = [
        sum(
            _loss(
                _minimise(
                    columns[fold != k], levels[fold != k], basis, penalty, counted[fold != k]
                ),
                columns[fold == k],
                levels[fold == k],
                counted[fold == k],
            )[0]
            for k in np.unique(fold)
        )
        for penalty in penalties
    ]
    return penalties[int(np.argmin(losses))]


def group_folds(groups: ArrayLike, folds: int = 5, seed: int = 0) -> NDArray[np.int64]:
    """The fold [n] of every row: groups stay whole, and folds are filled to equal size, the
    largest group first."""
    names, inverse, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-counts[order], kind="stable")]
    sizes = np.zeros(min(folds, len(names)), dtype=np.int64)
    place = np.zeros(len(names), dtype=np.int64)
    for g in order:
        place[g] = sizes.argmin()
        sizes[place[g]] += counts[g]
    return place[inverse]


def _checked(
    X: ArrayLike, y: ArrayLike, groups: ArrayLike, concepts: Sequence[Concept]
) -> tuple[Floats, NDArray[np.int64], NDArray[np.generic]]:
    rows = np.asarray(X, dtype=np.float64)
    levels, documents = np.asarray(y, dtype=np.int64), np.asarray(groups)
    if rows.ndim != 2 or rows.shape[1] != len(concepts):
        raise ValueError(f"X wants a column a concept ({len(concepts)}), given {rows.shape}")
    if not len(rows) == len(levels) == len(documents):
        raise ValueError(
            f"X, y and groups want equal length, given {len(rows)}, {len(levels)}, {len(documents)}"
        )
    if levels.size and not (levels.min() >= 0 and levels.max() <= 2):
        raise ValueError(f"y wants levels 0, 1, 2, given {levels.min()} to {levels.max()}")
    return rows, levels, documents


def _columns(rows: Floats, basis: _Basis) -> Floats:
    knots = np.array(KNOTS)
    columns = np.zeros((len(rows), len(basis.curves)))
    for c, curve in enumerate(basis.curves):
        for j in np.flatnonzero(curve.any(axis=1)):
            columns[:, c] += np.interp(rows[:, j], knots, curve[j])
    return columns


def _counted(amounts: ArrayLike | None, n: int) -> Floats:
    """How much each of ``n`` rows counts."""
    return np.ones(n) if amounts is None else np.asarray(amounts, dtype=np.float64)


def _loss(
    weights: Floats, columns: Floats, levels: NDArray[np.int64], amounts: Floats
) -> tuple[float, Floats]:
    """Negative log likelihood and its gradient; weights end with t1 and t2 - t1."""
    t1, gap = float(weights[-2]), float(weights[-1])
    h = columns @ weights[:-2]
    medium, high = _sigmoid(h - t1), _sigmoid(h - t1 - gap)
    p = np.stack([1.0 - medium, medium - high, high], axis=1)
    chosen = np.maximum(p[np.arange(len(levels)), levels], 1e-12)
    d_medium, d_high = medium * (1.0 - medium), high * (1.0 - high)
    share = amounts / chosen
    at_medium = np.select([levels == 0, levels == 1], [-d_medium, d_medium], 0.0) * share
    at_high = np.select([levels == 1, levels == 2], [-d_high, d_high], 0.0) * share
    slope = -(at_medium + at_high)
    gradient = np.concatenate([columns.T @ slope, [-slope.sum(), at_high.sum()]])
    return -float(amounts @ np.log(chosen)), gradient


def _minimise(
    columns: Floats,
    levels: NDArray[np.int64],
    basis: _Basis,
    penalty: float,
    amounts: Floats,
    start: Floats | None = None,
) -> Floats:
    from scipy.optimize import minimize

    def objective(weights: Floats) -> tuple[float, Floats]:
        loss, gradient = _loss(weights, columns, levels, amounts)
        away = weights[:-2] - basis.expected
        gradient[:-2] += penalty * away
        return loss + 0.5 * penalty * float(away @ away), gradient

    first = np.concatenate([basis.expected, [1.0, 2.0]]) if start is None else start
    lower = np.concatenate([basis.lower, [-np.inf, GAP]])
    upper = np.concatenate([basis.upper, [np.inf, np.inf]])
    found = minimize(
        objective, first, jac=True, method="L-BFGS-B", bounds=list(zip(lower, upper, strict=True)),
        options={"maxiter": 500},
    )  # fmt: skip
    return np.asarray(found.x, dtype=np.float64)


def _unpacked(weights: Floats, basis: _Basis) -> tuple[Floats, float, tuple[float, float]]:
    """Shapes, offset and thresholds; the offset puts the score .5 at h = 0."""
    shapes = np.tensordot(weights[:-2], basis.curves, axes=1)
    t1, gap = float(weights[-2]), float(weights[-1])
    return shapes, -(t1 + gap / 2.0), (-gap / 2.0, gap / 2.0)


def _flat(shapes: Floats, offset: float, thresholds: tuple[float, float]) -> Floats:
    return np.concatenate([shapes.ravel(), [offset, *thresholds]])


def _resamples(groups: NDArray[np.generic], times: int, seed: int) -> list[NDArray[np.int64]]:
    from training.evaluation import resamples

    return list(resamples(groups, times, seed)) if times else []
