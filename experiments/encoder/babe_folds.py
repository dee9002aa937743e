"""BABE in five folds, each from one checkpoint that never saw BABE.

    python -m experiments.encoder.babe_folds pretrain --work runs/babe     # every task but BABE's
    python -m experiments.encoder.babe_folds folds --work runs/babe [--by outlet]

``pretrain`` trains the encoder on PTC, SUBJ, ClaimBuster and PolNeAR; ``folds`` goes on from it
with the training part of each fold and reads the rest. Prints macro-F1 with an interval over
articles beside the majority's.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

import numpy as np
import torch

import data
from data.folds import folds
from training import examples
from training.encoder import Network, Recipe, read, train
from training.evaluation import measured, table
from training.measure import two_class_macro
from training.pipeline import RECIPE, Plan, base_tokenizer, prepared, untrained

By = Literal["id", "outlet", "group"]
FINE = replace(RECIPE, epochs=4, rate=1e-4, average=0.99, single=0.3)


def start(work: Path, recipe: Recipe) -> Network:
    """The pretrained network, or MiniLM where there is none."""
    network: Network = untrained(recipe)
    if (work / "without_babe.pt").exists():
        network.load_state_dict(torch.load(work / "without_babe.pt", weights_only=True))
    return network


def pretrain(work: Path, epochs: int) -> None:
    """Train on everything but BABE."""
    recipe = replace(RECIPE, epochs=epochs)
    sets = prepared(Plan(work), base_tokenizer())
    by_corpus: dict[str, list[examples.Example]] = {}
    for example in sets.train:
        if example.corpus != "babe":
            by_corpus.setdefault(example.corpus, []).append(example)

    def report(step: int, steps: int, losses: dict[str, float]) -> None:
        if step % 200 == 0:
            print(step, steps, {k: round(v, 3) for k, v in losses.items()}, flush=True)

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = train(
        untrained(recipe), by_corpus, recipe, device, report, checkpoint=work / "state.pt"
    )
    torch.save(network.cpu().state_dict(), work / "without_babe.pt")


def cross_validate(work: Path, by: str) -> None:
    """Fine-tune and read every fold."""
    records = data.read("babe")
    tokenizer = base_tokenizer()
    found = examples.examples(records, tokenizer, lambda text: [])
    fold = np.asarray(folds(records, 5, seed=1, by=cast(By, by)), np.int64)
    y = np.array([int(e.heads["biased"][0]) for e in found])
    score = np.zeros(len(y))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    for k in range(5):
        network = start(work, FINE)
        kept = [e for e, f in zip(found, fold, strict=True) if f != k]
        network = train(network, {"babe": kept}, FINE, device)
        out = read(network, [e for e, f in zip(found, fold, strict=True) if f == k], device)
        score[fold == k] = [1 / (1 + np.exp(-r["head.biased"][0])) for r in out]
        now = two_class_macro(y[fold == k], score[fold == k] >= 0.5)
        print(f"{by} fold {k}: macro-F1 {now:.3f} ({(fold == k).sum()} sentences)", flush=True)
    groups = [r.group for r in records]
    majority = np.full(len(y), int(y.mean() >= 0.5))
    name = f"BABE macro-F1, five folds by {by}"
    print(table([measured(name, two_class_macro, y, score >= 0.5, groups, majority, 300)]))
    path = work / f"babe_{by}.json"
    path.write_text(json.dumps({"y": y.tolist(), "score": score.round(4).tolist()}))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=["pretrain", "folds"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--by", choices=["id", "outlet", "group"], default="id")
    parser.add_argument("--epochs", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(2)
    options.work.mkdir(parents=True, exist_ok=True)
    if options.step == "pretrain":
        pretrain(options.work, options.epochs)
    else:
        cross_validate(options.work, options.by)


if __name__ == "__main__":
    main()
