"""Are the heads that have no development set calibrated on data they were not calibrated on?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.encoder.crossed --work FOLDER [--bundle FOLDER]

``biased`` and ``check_worthy`` are calibrated on the tenth that is held apart. Here that line is
fitted anew on one half of its groups and judged on the other, and the other way round; prints the
excess of the calibration error over both halves, mean and middle 90 % of twenty halvings. FOLDER
keeps the examples.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.bundle import load
from training.calibration import ece_excess
from training.heads import probabilities, read_rows, vectorise
from training.measure import groups_of
from training.pipeline import Plan, prepared

HEADS = ("biased", "check_worthy")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--bundle", type=Path)
    options = parser.parse_args()
    encoder = load(options.bundle).encoder
    sets = prepared(Plan(options.work), encoder.tokenizer)
    held = vectorise(encoder, [e for e in sets.held if any(h in e.heads for h in HEADS)])
    for head in HEADS:
        x, y = read_rows(held, head, False, encoder.readings)
        p = np.clip(probabilities(encoder.readings.heads[head], x).astype(float), 1e-6, 1 - 1e-6)
        odds, groups = np.log(p / (1.0 - p)), np.asarray(groups_of(held, head))
        names = np.unique(groups)
        rng, found = np.random.default_rng(0), []
        for _ in range(20):
            first = np.isin(groups, rng.permutation(names)[: len(names) // 2])
            again = np.zeros(len(y))
            for half in (first, ~first):
                line = LogisticRegression(C=1e6).fit(odds[half, None], y[half])
                again[~half] = line.predict_proba(odds[~half, None])[:, 1]
            found.append(ece_excess(y, again))
        low, high = np.quantile(found, [0.05, 0.95])
        print(f"{head}: {np.mean(found):+.3f} ({low:+.3f} to {high:+.3f}), n {len(y)}")


if __name__ == "__main__":
    main()
