"""Can the risk of a claim be trusted? Calibration and what the intervals hold, folds over outlets.

    python -m experiments.risk.calibration --work FOLDER [--plots FOLDER] [--again]

Reads the annotated claims of train, extra and more (never gold dev) as the bundle reads them, which
ships or stands under ``--bundle``; keeps the readings as arrays under FOLDER; prints Markdown. A
bundle is read once; ``--again`` reads anew, as after a change of features. The mirror comes from
ASSAY_MIRROR.
"""

from __future__ import annotations

import sys

import numpy as np
from matplotlib.figure import Figure

from experiments.risk.readings import (
    FOLDS,
    Bools,
    Claims,
    Floats,
    Held,
    Strings,
    draw,
    held_out,
    log_loss,
    opened,
    slices,
)
from training.calibration import brier, centred_interval, ece, ece_excess, fit_logistic, reliability
from training.evaluation import kappa, resamples
from training.predicted import FITTED
from training.risk import choose_penalty, fit, group_folds, levelled

SEEDS = 5
REPLICATE = 0.755
"""How often an exact 90 % interval about one estimate holds another of the same size:
P(|z| < 1.645 / sqrt 2)."""


def calibration(claims: Claims, held: Held) -> None:
    for level, name in ((1, "at least medium"), (2, "high")):
        print(f"\n| P({name}) | n | documents | share | mean P | ECE | excess (90 %) |", end="")
        print(" Brier | of the share |")
        print("|---|---|---|---|---|---|---|---|---|")
        for part, mask in slices(claims):
            y, p = claims.y[mask] >= level, held.above(level)[mask]
            documents = claims.documents[mask]
            value, (low, high) = excess_of(y, p, documents)
            base = held.shares[mask][:, level:].sum(axis=1)
            print(
                f"| {part} | {len(y)} | {len(np.unique(documents))} | {y.mean():.3f} "
                f"| {p.mean():.3f} | {ece(y, p):.3f} | {value:+.3f} ({low:+.3f} to {high:+.3f}) "
                f"| {brier(y, p):.3f} | {brier(y, base):.3f} |"
            )


def excess_of(y: Bools, p: Floats, documents: Strings) -> tuple[float, tuple[float, float]]:
    """Excess calibration error with its interval over resampled documents."""
    value = ece_excess(y, p, draws=200)
    draws = [ece_excess(y[i], p[i], draws=20) for i in resamples(documents, 100)]
    return value, centred_interval(value, draws)


def slopes(claims: Claims, held: Held) -> None:
    """Cox's calibration slope (1958) on the log odds: above 1 the probabilities of a slice are too
    tame, below 1 too bold."""
    print("\n| | slope, at least medium (90 %) | slope, high (90 %) | n |\n|---|---|---|---|")
    for part, mask in slices(claims):
        if not part.startswith(("all", "split", "text")):
            continue
        cells = []
        for level in (1, 2):
            y, p = claims.y[mask] >= level, np.clip(held.above(level)[mask], 1e-6, 1 - 1e-6)
            odds = np.log(p / (1.0 - p))
            samples = resamples(claims.documents[mask], 200)
            drawn = [fit_logistic(odds[i], y[i]).slope for i in samples]
            low, high = np.quantile(drawn, [0.05, 0.95])
            cells.append(f"{fit_logistic(odds, y).slope:.2f} ({low:.2f} to {high:.2f})")
        print(f"| {part} | {' | '.join(cells)} | {mask.sum()} |")


def variants(claims: Claims) -> None:
    """The bar under several draws of folds and other penalties than the one chosen."""
    print("\n| penalty | excess, at least medium | excess, high | kappa | log loss |")
    print("|---|---|---|---|---|")
    for penalty in (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0):
        found = [held_out(claims, penalty, seed, refits=0) for seed in range(SEEDS)]
        cells = [
            [ece_excess(claims.y >= level, h.above(level), draws=200) for h in found]
            for level in (1, 2)
        ]
        cells.append([kappa(claims.y, levelled(h.p)) for h in found])
        cells.append([log_loss(claims.y, h.p) for h in found])
        told = " | ".join(f"{np.mean(c):.3f} ({min(c):.3f} to {max(c):.3f})" for c in cells)
        print(f"| {penalty} | {told} |")


def coverage(claims: Claims, held: Held) -> None:
    low, high = held.interval.T
    inside = (held.range[:, 0] <= claims.y) & (claims.y <= held.range[:, 1])
    shown = (low <= claims.y / 2) & (claims.y / 2 <= high)
    sets = smallest_sets(held.p, 0.9)
    caught = sets[np.arange(len(claims)), claims.y]
    exact = levelled(held.p) == claims.y
    print(
        "\n| | n | mean width | level as 0, .5, 1 inside | level named by the refits "
        "| levels named | level by score | in the smallest set of 90 % | levels in it |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for part, m in slices(claims):
        if part.startswith(("corpus", "outlet", "kind", "voice", "length")):
            continue
        named = (held.range[m, 1] - held.range[m, 0] + 1).mean()
        print(
            f"| {part} | {m.sum()} | {(high - low)[m].mean():.3f} | {shown[m].mean():.3f} "
            f"| {share(inside[m], claims.documents[m])} | {named:.2f} | {exact[m].mean():.3f} "
            f"| {share(caught[m], claims.documents[m])} | {sets[m].sum(1).mean():.2f} |"
        )


def share(hit: Bools, documents: Strings) -> str:
    """A share with its 90 % interval over resampled documents."""
    low, high = np.quantile([hit[i].mean() for i in resamples(documents, 300)], [0.05, 0.95])
    return f"{hit.mean():.3f} ({low:.3f} to {high:.3f})"


def smallest_sets(p: Floats, mass: float) -> Bools:
    """For each claim the fewest levels that together hold ``mass``, as a mask [n, 3]."""
    order = np.argsort(-p, axis=1, kind="stable")
    before = np.cumsum(np.take_along_axis(p, order, 1), axis=1) - np.take_along_axis(p, order, 1)
    chosen = np.zeros(p.shape, bool)
    np.put_along_axis(chosen, order, before < mass - 1e-9, 1)
    return chosen


def refitted(claims: Claims, draws: int = 3) -> None:
    """How often the interval of a model of one half of the annotated documents (or outlets) holds
    the score of a model of the other half, on claims of outlets that neither saw."""
    penalty = choose_penalty(claims.X, claims.y, claims.documents)
    print(
        f"\n| halves of | refits over | holds the other half's score (exact: {REPLICATE}) ", end=""
    )
    print("| width |\n|---|---|---|---|")
    units = {"documents": claims.documents, "outlets": claims.outlets}
    for split_by in units:
        for refit_by in units:
            found = [
                one_refit(claims, units[split_by], units[refit_by], penalty, seed)
                for seed in range(draws)
            ]
            inside, width = np.mean(found, axis=0)
            each = [held for held, _ in found]
            print(
                f"| {split_by} | {refit_by} | {inside:.3f} ({min(each):.3f} to {max(each):.3f}, "
                f"{draws} draws) | {width:.3f} |"
            )


def one_refit(
    claims: Claims, units: Strings, groups: Strings, penalty: float, seed: int
) -> tuple[float, float]:
    """Share of held-out claims covered, and the mean width, for one way of halving."""
    inside, width = np.zeros(len(claims), bool), np.zeros(len(claims))
    fold = group_folds(claims.outlets, FOLDS, seed)
    for k in range(FOLDS):
        rest, test = np.flatnonzero(fold != k), fold == k
        half = group_folds(units[rest], 2, seed + 100 * k)
        first, second = (
            fit(claims.X[i], claims.y[i], groups[i], penalty=penalty, refits=refits, seed=seed)
            for refits, i in ((50, rest[half == 0]), (0, rest[half == 1]))
        )
        low, high = first.interval(claims.X[test]).T
        other = second.score(claims.X[test])
        inside[test], width[test] = (low <= other) & (other <= high), high - low
    return float(inside.mean()), float(width.mean())


def reliability_figure(claims: Claims, held: Held) -> Figure:
    """Reliability of both probabilities: all claims, and each split apart."""
    splits = ["all", *FITTED]
    figure = Figure(figsize=(11, 5.6), layout="constrained")
    axes = figure.subplots(2, len(splits), sharex=True, sharey=True)
    for row, (level, name) in enumerate(((1, "at least medium"), (2, "high"))):
        for column, split in enumerate(splits):
            mask = np.ones(len(claims), bool) if split == "all" else claims.splits == split
            y, p = claims.y[mask] >= level, held.above(level)[mask]
            bins = reliability(y, p)
            spread = [1.645 * np.sqrt(b.share * (1 - b.share) / b.n) for b in bins]
            ax = axes[row, column]
            ax.plot([0, 1], [0, 1], color="0.7", linewidth=1)
            ax.errorbar(
                [b.score for b in bins], [b.share for b in bins], spread, marker="o", markersize=4,
                linewidth=1,
            )  # fmt: skip
            excess = ece_excess(y, p, draws=200)
            ax.set_title(f"{split}: n {len(y)}, excess {excess:+.3f}", fontsize=9)
            ax.set(xlim=(0, 1), ylim=(0, 1))
        axes[row, 0].set_ylabel(f"share {name}")
    figure.supxlabel("mean probability, folds over outlets", fontsize=10)
    return figure


def main() -> None:
    given, claims, _ = opened(sys.argv[1:], __doc__ or "")
    held = held_out(claims)
    for split in FITTED:
        mask = claims.splits == split
        print(f"kappa {split}: {kappa(claims.y[mask], levelled(held.p[mask])):.3f}")
    calibration(claims, held)
    slopes(claims, held)
    variants(claims)
    coverage(claims, held)
    refitted(claims)
    draw(reliability_figure(claims, held), (given.plots or given.work) / "calibration.svg")


if __name__ == "__main__":
    main()
