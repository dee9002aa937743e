"""Why is the subjective head's calibration off on SUBJ dev: the head, or the share of subjective?

    ASSAY_MIRROR=... .venv/bin/python -m experiments.encoder.shift [--bundle FOLDER]

Prints the excess of the calibration error (ten equal-mass bins) of the shipped head as it is, with
its odds moved by the two splits' shares alone, and refitted (Platt) on one half of dev and measured
on the other, mean and middle 90 % of forty halvings.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import data
from features.document import read
from training.bundle import load
from training.calibration import ece_excess


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bundle", type=Path)
    encoder = load(parser.parse_args().bundle).encoder
    records = data.read("subj")
    y = {
        split: np.array([bool(r.labels["subjective"]) for r in records if r.split == split])
        for split in ("train", "dev")
    }
    p = np.array(
        [
            float(np.mean(encoder.encode(read(r.text)).heads["subjective"]))
            for r in records
            if r.split == "dev"
        ]
    )
    odds = np.log(p / (1.0 - p))
    share = {split: float(labels.mean()) for split, labels in y.items()}
    prior = {split: np.log(s / (1.0 - s)) for split, s in share.items()}
    moved = 1.0 / (1.0 + np.exp(-(odds + prior["dev"] - prior["train"])))
    print(f"share of subjective: train {share['train']:.3f}, dev {share['dev']:.3f}, n {len(p)}")
    print(f"excess as it is {ece_excess(y['dev'], p):+.3f}")
    print(f"excess with the odds moved by the shares {ece_excess(y['dev'], moved):+.3f}")
    rng, found = np.random.default_rng(0), []
    for _ in range(40):
        order = rng.permutation(len(p))
        fitted, judged = np.array_split(order, 2)
        platt = LogisticRegression(C=1e6).fit(odds[fitted, None], y["dev"][fitted])
        again = platt.predict_proba(odds[judged, None])[:, 1]
        found.append(ece_excess(y["dev"][judged], again))
    low, high = np.quantile(found, [0.05, 0.95])
    print(f"excess refitted on half of dev {np.mean(found):+.3f} ({low:+.3f} to {high:+.3f})")


if __name__ == "__main__":
    main()
