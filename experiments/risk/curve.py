"""What more labels would bring, and which concepts carry the risk as concepts are really read.

    python -m experiments.risk.curve --work FOLDER [--plots FOLDER] [--again]

On the annotated claims of train, extra and more (never gold dev) as the bundle reads them; see
``experiments.risk.readings``. Prints Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from experiments.risk.readings import (
    FOLDS,
    Bools,
    Claims,
    Floats,
    Ints,
    Strings,
    draw,
    log_loss,
    opened,
)
from features.concepts import CONCEPTS, NAMES, Concept
from training.evaluation import kappa, resamples
from training.predicted import FITTED
from training.risk import choose_penalty, fit, group_folds, levelled

SIZES = (100, 300, 600, 900)
DRAWS = 10
LARGE = 10**9
"""More claims than there are: all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """One drawing of documents at every size: P [n, 3] of the judged claims, and how many claims
    the models were fitted to, in the mean over folds."""

    p: Floats
    claims: float


def predicted(
    claims: Claims,
    fold: Ints,
    size: int,
    penalty: float | None,
    seed: int,
    concepts: Sequence[Concept] = CONCEPTS,
) -> Draw:
    """Each fold by a model of about ``size`` claims of the others, whole documents in the order
    that the seed draws: a larger size holds the documents of the smaller. Fold -1 is never judged.
    """
    X = claims.X[:, [NAMES.index(c.name) for c in concepts]]
    p, used = np.full((len(claims), 3), np.nan), []
    for k in sorted(set(fold.tolist()) - {-1}):
        rest = np.flatnonzero(fold != k)
        some = rest[first_documents(claims.documents[rest], size, seed)]
        model = fit(X[some], claims.y[some], claims.documents[some], concepts, penalty, 0, seed)
        p[fold == k] = model.probabilities(X[fold == k])
        used.append(len(some))
    return Draw(p, float(np.mean(used)))


def first_documents(documents: Strings, size: int, seed: int) -> Bools:
    """Rows of the first documents, in the seed's order, that hold about ``size`` rows."""
    names, inverse, counts = np.unique(documents, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    total = np.cumsum(counts[order])
    taken = 1 + int(np.abs(total - size).argmin())
    return np.isin(inverse, order[:taken])


def learning(
    claims: Claims, name: str, fold: Ints, penalties: Mapping[tuple[int, int], float]
) -> list[tuple[float, float, float, float]]:
    """Rows of one curve: claims, mean kappa over drawings, the interval's ends. Prints it."""
    judged = fold >= 0
    most = min(int((fold != k).sum()) for k in set(fold.tolist()) - {-1})
    found: list[tuple[float, float, float, float]] = []
    before: Floats | None = None
    for size in (*(s for s in SIZES if s < most), LARGE):
        draws = [
            predicted(claims, fold, size, penalties[size, seed], seed)
            for seed in range(DRAWS if size < LARGE else 1)
        ]
        kappas = [of(claims, judged, d.p) for d in draws]
        spread = resampled(claims, judged, [d.p for d in draws])
        low, high = np.quantile(spread, [0.05, 0.95])
        losses = [log_loss(claims.y[judged], d.p[judged]) for d in draws]
        gain = "" if before is None else gained(spread, before)
        before = spread
        n = float(np.mean([d.claims for d in draws]))
        found.append((n, float(np.mean(kappas)), float(low), float(high)))
        print(
            f"| {name} | {n:.0f} | {np.mean(kappas):.3f} ({low:.3f} to {high:.3f}) "
            f"| {np.std(kappas):.3f} | {np.mean(losses):.3f} | {gain} | {judged.sum()} |"
        )
    return found


def of(claims: Claims, rows: Bools | Ints, p: Floats) -> float:
    return kappa(claims.y[rows], levelled(p[rows]))


def resampled(claims: Claims, judged: Bools, found: Sequence[Floats]) -> Floats:
    """The drawings' mean kappa in each of 200 resamples of the judged documents, [200]. The same
    resamples at every size, so that two sizes can be set side by side."""
    rows = np.flatnonzero(judged)
    samples = resamples(claims.documents[rows], 200)
    return np.array([np.mean([of(claims, rows[i], p) for p in found]) for i in samples])


def gained(after: Floats, before: Floats) -> str:
    low, high = np.quantile(after - before, [0.05, 0.95])
    return f"{(after - before).mean():+.3f} ({low:+.3f} to {high:+.3f})"


def choice(claims: Claims, size: int, seed: int) -> float:
    """The penalty that as many claims choose for themselves, over folds of their documents: a
    single number of a few, so one choice a size and drawing serves all folds."""
    some = first_documents(claims.documents, size, seed)
    return choose_penalty(claims.X[some], claims.y[some], claims.documents[some], seed=seed)


def curves(claims: Claims) -> dict[str, list[tuple[float, float, float, float]]]:
    print("\n| judged on | claims fitted to | kappa (90 %, documents) | sd of draws |", end="")
    print(" log loss | gain on the row above | n |\n|---|---|---|---|---|---|---|")
    by_document = group_folds(claims.documents, FOLDS)
    by_outlet = group_folds(claims.outlets, FOLDS)
    ways = {"folds over documents": by_document, "folds over outlets": by_outlet}
    for split in FITTED:
        ways[f"{split}, fitted on the others"] = np.where(claims.splits == split, 0, -1)
    penalties = {(n, seed): choice(claims, n, seed) for n in SIZES for seed in range(DRAWS)}
    penalties[LARGE, 0] = choice(claims, LARGE, 0)
    return {name: learning(claims, name, fold, penalties) for name, fold in ways.items()}


def slices(claims: Claims) -> None:
    """Kappa by split: of models of all claims in folds over documents and over outlets."""
    print("\n| split | folds over documents | folds over outlets |", end="")
    print(" fitted on the other splits | n |")
    print("|---|---|---|---|---|")
    penalty = choice(claims, LARGE, 0)
    ways = [
        predicted(claims, fold, LARGE, penalty, 0).p
        for fold in (group_folds(claims.documents, FOLDS), group_folds(claims.outlets, FOLDS))
    ]
    for split in FITTED:
        mask = claims.splits == split
        alone = predicted(claims, np.where(mask, 0, -1), LARGE, penalty, 0).p
        cells = []
        for p in (*ways, alone):
            low, high = np.quantile(resampled(claims, mask, [p]), [0.05, 0.95])
            cells.append(f"{of(claims, mask, p):.3f} ({low:.3f} to {high:.3f})")
        print(f"| {split} | {' | '.join(cells)} | {mask.sum()} |")


def ablation(claims: Claims) -> None:
    """What is lost without one concept, in folds over outlets; mean over three draws of folds."""
    penalty = choice(claims, LARGE, 0)
    folds = [group_folds(claims.outlets, FOLDS, seed) for seed in range(3)]

    def judged(concepts: Sequence[Concept]) -> list[Floats]:
        return [predicted(claims, f, LARGE, penalty, 0, concepts).p for f in folds]

    everyone = np.ones(len(claims), bool)
    whole = judged(CONCEPTS)
    spread = resampled(claims, everyone, whole)
    base_loss = float(np.mean([log_loss(claims.y, p) for p in whole]))
    base = float(np.mean([of(claims, everyone, p) for p in whole]))
    print("\n| without | kappa | change (90 %) | change of log loss | claims with a value | mean |")
    print("|---|---|---|---|---|---|")
    print(f"| (nothing) | {base:.3f} | | 0 ({base_loss:.3f}) | {len(claims)} | |")
    for concept in CONCEPTS:
        column = claims.X[:, NAMES.index(concept.name)]
        n = int((column > 0).sum())
        if np.ptp(column) == 0.0:
            print(f"| {concept.name} | | never varies | | {n} | {column.mean():.3f} |")
            continue
        found = judged(tuple(c for c in CONCEPTS if c != concept))
        loss = float(np.mean([log_loss(claims.y, p) for p in found])) - base_loss
        change = gained(resampled(claims, everyone, found), spread)
        value = float(np.mean([of(claims, everyone, p) for p in found]))
        print(f"| {concept.name} | {value:.3f} | {change} | {loss:+.4f} | {n} ", end="")
        print(f"| {column.mean():.3f} |")


def picture(found: dict[str, list[tuple[float, float, float, float]]]) -> Figure:
    """Kappa against the number of claims fitted to, with the interval over judged documents."""
    figure = Figure(figsize=(6.5, 4.2), layout="constrained")
    axes = figure.subplots()
    for name, rows in found.items():
        n, value, low, high = np.array(rows).T
        line = axes.plot(n, value, marker="o", markersize=4, label=name)[0]
        axes.fill_between(n, low, high, alpha=0.08, color=line.get_color(), linewidth=0)
    axes.set(xlabel="claims fitted to", ylabel="quadratic kappa", ylim=(0, 0.8))
    axes.legend(fontsize=8)
    return figure


def main() -> None:
    given, claims, _ = opened(sys.argv[1:], __doc__ or "")
    slices(claims)
    found = curves(claims)
    ablation(claims)
    draw(picture(found), (given.plots or given.work) / "learning-risk.svg")


if __name__ == "__main__":
    main()
