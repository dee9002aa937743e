"""What changes when the sides of a conflict change places.

    .venv/bin/python -m experiments.symmetry.run [--contests 3] [--worst 20]

Prints the swap metrics, the move of every concept, a row a contest, and the claims that move most.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from features.concepts import NAMES
from training.bundle import load
from training.contests import CONTESTS
from training.evaluation import table
from training.symmetry import (
    Change,
    by_contest,
    changed,
    moved_by,
    pairs,
    reader,
    swap_metrics,
    templates,
)

TOLD = 0.03
"""The least change of a concept that is listed beside a claim."""


def worst(changes: Sequence[Change], count: int) -> list[str]:
    """The claims that move most, with the concepts that moved, one line each."""
    found = []
    for change in changes:
        for i, words in enumerate(change.sentences):
            first, second = change.scores[i]
            concepts = [
                f"{name} {a:.2f} > {b:.2f}"
                for name, a, b in zip(NAMES, *change.concepts[i], strict=True)
                if abs(a - b) > TOLD
            ]
            line = f"{first:.2f} > {second:.2f}  {words[0][:90]!r}  {'; '.join(concepts)}"
            found.append((abs(first - second), line))
    return [line for _, line in sorted(found, reverse=True)[:count]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contests", type=int, default=None, help="contests a text (else all)")
    parser.add_argument("--worst", type=int, default=20, help="claims to list")
    given = parser.parse_args()
    model = load()
    read_text = reader(model.encoder)
    changes = [changed(pair, read_text, model.risk) for pair in pairs(given.contests)]
    claims = sum(len(c.scores) for c in changes)
    alone = sum(len(c.scores) - len(c.concepts) for c in changes)
    print(
        f"{len(templates())} texts, {len(CONTESTS)} contests, {len(changes)} pairs, {claims} "
        f"claims ({alone} in one reading only)\n\n{table(swap_metrics(changes))}"
    )
    print("\n| concept | mean change of value | of its effect on h |\n|---|---|---|")
    moved = moved_by(changes, model.risk)
    for name, (value, effect) in sorted(moved.items(), key=lambda item: -item[1][1]):
        print(f"| {name} | {value:.4f} | {effect:.4f} |")
    print("\n| contest | left minus right | mean change | 95th percentile |\n|---|---|---|---|")
    for contest, signed, mean, most in by_contest(changes):
        print(f"| {contest} | {signed:+.3f} | {mean:.3f} | {most:.3f} |")
    articles = np.array([c.article for c in changes])
    flipped = np.mean(np.abs(articles[:, 0] - articles[:, 1]) > 0.1)
    print(f"\narticles that move by more than .1: {flipped:.3f}\n")
    print("\n".join(worst(changes, given.worst)))


if __name__ == "__main__":
    main()
