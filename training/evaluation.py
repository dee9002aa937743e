"""Figures of merit, each beside a baseline and with an interval by bootstrap over groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from features.evidence import Span

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Score = Callable[[NDArray[np.generic], NDArray[np.generic]], float]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with its 90 % interval, a trivial baseline's figure and the number of cases."""

    name: str
    value: float
    low: float
    high: float
    baseline: float | None
    n: int


def table(metrics: Iterable[Metric]) -> str:
    """The metrics as a Markdown table."""
    rows = ["| metric | value | 90 % interval | baseline | n |", "|---|---|---|---|---|"]
    for m in metrics:
        base = "" if m.baseline is None else f"{m.baseline:.3f}"
        rows.append(f"| {m.name} | {m.value:.3f} | {m.low:.3f} to {m.high:.3f} | {base} | {m.n} |")
    return "\n".join(rows)


def kappa(a: ArrayLike, b: ArrayLike, levels: int = 3, quadratic: bool = True) -> float:
    """Cohen's kappa of two ratings in 0..levels-1, in [-1, 1]; weighted by squared distance
    (Cohen 1968) unless ``quadratic`` is false. 0 where chance agreement is perfect already."""
    first, second = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    if first.shape != second.shape or first.size == 0:
        raise ValueError(f"kappa wants two equally long ratings, given {first.size}, {second.size}")
    seen = np.zeros((levels, levels))
    np.add.at(seen, (first, second), 1.0)
    chance = np.outer(seen.sum(1), seen.sum(0)) / first.size
    steps = np.arange(levels)
    distance = np.abs(steps[:, None] - steps[None, :]).astype(np.float64)
    weights = distance**2 if quadratic else (distance > 0).astype(np.float64)
    expected = float((weights * chance).sum())
    return 1.0 - float((weights * seen).sum()) / expected if expected else 0.0


def macro_f1(y: ArrayLike, predicted: ArrayLike, levels: int = 3) -> float:
    """Mean F1 over the classes that occur in either rating, in [0, 1]."""
    gold, guess = np.asarray(y, dtype=np.int64), np.asarray(predicted, dtype=np.int64)
    scores = [
        2.0
        * float(((gold == k) & (guess == k)).sum())
        / float((gold == k).sum() + (guess == k).sum())
        for k in range(levels)
        if (gold == k).any() or (guess == k).any()
    ]
    return float(np.mean(scores)) if scores else 0.0


def auc(y: ArrayLike, score: ArrayLike) -> float:
    """Area under the ROC curve of a binary label, ties counted half; NaN with one class only."""
    gold, s = np.asarray(y, dtype=bool), np.asarray(score, dtype=np.float64)
    positives, negatives = int(gold.sum()), int((~gold).sum())
    if not positives or not negatives:
        return float("nan")
    _, inverse, counts = np.unique(s, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    wins = float(ranks[gold].sum()) - positives * (positives + 1) / 2.0
    return wins / (positives * negatives)


def f1(hits_precision: float, predicted: float, hits_recall: float, gold: float) -> float:
    """F1 of precision = hits / predicted and recall = hits / gold; 0 where nothing is hit."""
    precision = hits_precision / predicted if predicted else 0.0
    recall = hits_recall / gold if gold else 0.0
    return 2.0 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share at least half of either, the measure of PolNeAR attributions."""
    shared = a.overlap(b)
    return shared > 0 and 2 * shared >= len(a) and 2 * shared >= len(b)


def span_f1(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> float:
    """Micro F1 over documents of spans that overlap by half both ways, each used once."""
    hits = sum(_matched(g, p) for g, p in zip(gold, predicted, strict=True))
    return f1(hits, sum(map(len, predicted)), hits, sum(map(len, gold)))


def _matched(gold: Sequence[Span], predicted: Sequence[Span]) -> int:
    free, hits = list(gold), 0
    for span in predicted:
        found = next((g for g in free if overlaps(g, span)), None)
        if found is not None:
            free.remove(found)
            hits += 1
    return hits


def si_f1(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> float:
    """Partial-overlap F1 of propaganda spans: SemEval-2020 task 11, span identification.

    Overlapping spans of one side are merged first, as its scorer does. Each predicted span earns
    the share of it that a gold span covers (precision), each gold span the share of it that is
    found (recall); both are means over all spans of all documents.
    """
    precision = recall = 0.0
    n_predicted = n_gold = 0
    for true, guess in zip(map(merged, gold), map(merged, predicted), strict=True):
        n_gold, n_predicted = n_gold + len(true), n_predicted + len(guess)
        precision += sum(s.overlap(t) / len(s) for s in guess for t in true)
        recall += sum(s.overlap(t) / len(t) for s in guess for t in true)
    return f1(precision, n_predicted, recall, n_gold)


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined, empty ones dropped."""
    joined: list[Span] = []
    for span in sorted(Span(s.start, s.end) for s in spans if len(s)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def resamples(groups: ArrayLike, times: int, seed: int = 0) -> Iterable[Ints]:
    """Row indices of ``times`` bootstrap samples that draw whole groups with replacement."""
    _, inverse = np.unique(np.asarray(groups), return_inverse=True)
    rows = [np.flatnonzero(inverse == g) for g in range(int(inverse.max()) + 1)]
    rng = np.random.default_rng(seed)
    for _ in range(times):
        drawn = rng.integers(0, len(rows), len(rows))
        yield np.concatenate([rows[g] for g in drawn])


def measured(
    name: str,
    score: Score,
    y: ArrayLike,
    predicted: ArrayLike,
    groups: ArrayLike,
    baseline: ArrayLike | None = None,
    times: int = 1000,
    seed: int = 0,
) -> Metric:
    """``score(y, predicted)`` with its 90 % interval over resampled groups, beside the same score
    of a baseline's predictions."""
    gold, guess = np.asarray(y), np.asarray(predicted)
    draws = [score(gold[i], guess[i]) for i in resamples(groups, times, seed)]
    low, high = np.nanquantile(draws, [0.05, 0.95])
    base = None if baseline is None else score(gold, np.asarray(baseline))
    return Metric(name, score(gold, guess), float(low), float(high), base, len(gold))


def mean_kappa(annotators: Sequence[ArrayLike], predicted: ArrayLike) -> float:
    """Mean quadratic kappa of predictions with each annotator."""
    return float(np.mean([kappa(y, predicted) for y in annotators]))
