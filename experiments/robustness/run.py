"""Can a claim of high risk be dressed so that it no longer is?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.robustness.run dev
    ASSAY_MIRROR=... .venv/bin/python -m experiments.robustness.run launder
    .venv/bin/python -m experiments.robustness.run edits [--count 1000] [--triples 300]

``dev`` prints the loss of quadratic kappa on gold dev under each disguise of the whole text.
``launder`` takes the claims of gold train and extra that are annotated high and rated high, and
prints which share each laundering brings below medium. ``edits`` prints the shares of
``training.edits`` with the edits that fail.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from data.readers.gold import ANNOTATIONS, GoldDocument, gold_ids, read_gold
from experiments.robustness.disguise import DISGUISES, LAUNDERINGS, disguised
from training.bundle import Model, load
from training.edits import (
    REFUTED,
    UNSEEN,
    edit_metrics,
    edits,
    exception_metrics,
    exceptions,
    outcome,
    reader,
    share,
    stance_metrics,
    stance_scores,
    triples,
)
from training.evaluation import mean_kappa, resamples, table
from training.predicted import levels, read_gold_document, rows

Ints = NDArray[np.int64]
KINDS = (
    "verdicts of fact-checkers", "agencies and articles", "officials' corrections", "headlines",
    "posts", "the paper's own corrections", "findings of courts", "data", "experts", "pictures",
)  # fmt: skip
"""Three of ``training.edits.UNSEEN`` each, in its order: whoever writes rules sees no wording."""


def rated_levels(documents: list[GoldDocument], model: Model) -> Ints:
    """Predicted levels of all annotated claims."""
    X, _ = rows([read_gold_document(d, model.encoder) for d in documents])
    return model.risk.level(X)


def without_marks(document: GoldDocument) -> GoldDocument:
    """The document undisguised, its claims found by sentence alone as in the disguised ones."""
    return disguised(document, lambda text: text, None)


def on_dev(model: Model) -> None:
    documents = [without_marks(d) for d in read_gold("dev")]
    found = [read_gold_document(d, model.encoder) for d in documents]
    annotators = [levels(found, name) for name in "AB"]
    X, groups = rows(found)
    plain = model.risk.level(X)
    base = mean_kappa(annotators, plain)
    print(f"gold dev, mean quadratic kappa with A and B: {base:.3f}, {len(plain)} claims\n")
    print("| disguise | kappa | loss | 90 % interval | levels that change | high that stay |")
    print("|---|---|---|---|---|---|")
    for name, change in DISGUISES.items():
        rng = random.Random(0)
        dressed = [disguised(d, partial(_changed, change, rng), None) for d in documents]
        guess = rated_levels(dressed, model)
        losses = [
            mean_kappa([a[i] for a in annotators], plain[i])
            - mean_kappa([a[i] for a in annotators], guess[i])
            for i in resamples(groups, 500)
        ]
        low, high = np.quantile(losses, [0.05, 0.95])
        kappa = mean_kappa(annotators, guess)
        stay = float(np.mean(guess[plain == 2] == 2)) if (plain == 2).any() else float("nan")
        print(
            f"| {name} | {kappa:.3f} | {base - kappa:+.3f} | {low:+.3f} to {high:+.3f} "
            f"| {np.mean(guess != plain):.3f} | {stay:.2f} |"
        )


def _changed(change: Callable[[str, random.Random], str], rng: random.Random, text: str) -> str:
    return change(text, rng)


def laundered(model: Model) -> None:
    extra = ANNOTATIONS / "extra"
    unseen = gold_ids(folder=extra, unseen=True)
    documents = [*read_gold("train")]
    documents += [d for d in read_gold("extra", folder=extra) if d.doc_id in unseen]
    attacked, free = [], list[bool]()
    for document in map(without_marks, documents):
        if all(c.risk != "high" for c in document.claims["A"] if c.claim):
            continue
        found = read_gold_document(document, model.encoder)
        level = model.risk.level(rows([found])[0])
        hit = (level == 2) & (found.levels["A"] == 2)
        if hit.any():
            targets = frozenset(c.sentence for c, h in zip(found.given, hit, strict=True) if h)
            attacked.append((document, targets, hit))
            free += [not c.custody for c, h in zip(found.given, hit, strict=True) if h]
    at_large = np.array(free)
    print(f"{len(free)} claims annotated high and rated high, in {len(attacked)} documents;")
    print(f"{at_large.sum()} of them not spoken in custody: whoever else says those is at large\n")
    print("| laundering | below medium | not of custody | no longer high |\n|---|---|---|---|")
    for name in (*DISGUISES, *LAUNDERINGS):
        after = []
        for document, targets, hit in attacked:
            dressed = disguised(document, _dressing(name), targets)
            after.append(rated_levels([dressed], model)[hit])
        now = np.concatenate(after)
        low, less = now == 0, now < 2
        print(
            f"| {name} | {low.mean():.3f} | {low[at_large].mean():.3f} | {less.mean():.3f} |",
            flush=True,
        )


def _dressing(name: str) -> Callable[[str], str]:
    if name in LAUNDERINGS:
        return LAUNDERINGS[name]
    return partial(_changed, DISGUISES[name], random.Random(0))


def on_edits(model: Model, count: int, threes: int, listed: int) -> None:
    read_text = reader(model.encoder)
    outcomes = [outcome(edit, read_text, model.risk) for edit in edits(count)]
    named = [outcome(edit, read_text, model.risk) for edit in exceptions(count // 4)]
    metrics = [*edit_metrics(outcomes), *exception_metrics(named)]
    for known, frames in (("unseen wordings", UNSEEN), ("wordings of the rules", REFUTED)):
        scores = stance_scores(triples(threes, refuting=frames), read_text, model.risk)
        metrics += [replace(m, name=f"{m.name}, {known}") for m in stance_metrics(scores)]
        below = scores[:, 2] < scores[:, 0]
        asked = np.arange(threes) % len(frames)
        if frames is UNSEEN:
            metrics += [share(k, below[asked // 3 == i].tolist()) for i, k in enumerate(KINDS)]
        else:
            metrics += [share(f, below[asked == i].tolist()) for i, f in enumerate(frames)]
    print(table(metrics))
    fallen = [o.after - o.before for o in outcomes if o.edit.kind == "deletion"]
    print(f"\nchange by deletion, 1st and 5th percentile: {np.quantile(fallen, [0.01, 0.05])}")
    failed = sorted((o for o in outcomes if not o.kept), key=lambda o: o.after - o.before)
    for o in failed[:listed]:
        print(f"{o.before:.2f} > {o.after:.2f} {o.edit.kind}: {o.edit.before} > {o.edit.after}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("dev", "launder", "edits"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--triples", type=int, default=300)
    parser.add_argument("--list", type=int, default=15, help="failed edits to list")
    given = parser.parse_args()
    model = load()
    if given.part == "dev":
        on_dev(model)
    elif given.part == "launder":
        laundered(model)
    else:
        on_edits(model, given.count, given.triples, given.list)


if __name__ == "__main__":
    main()
