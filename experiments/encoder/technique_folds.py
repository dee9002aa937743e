"""The 14 techniques on given spans of PTC train, in five folds over articles.

    ASSAY_MIRROR=... .venv/bin/python -m experiments.encoder.technique_folds --work runs/techniques

Each fold goes on from MiniLM as published, which saw none of it, with the sentences of the other
folds' articles that carry a span (taggers, sentence head and techniques at once), and names the
technique of every span of its own articles in their whole windows. Prints micro-F1 with an interval
over articles beside the majority's, and F1 by technique. A fold that is done is kept under --work.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

import data
from data.folds import folds
from features.encoder import TECHNIQUES
from training.encoder import read, train
from training.evaluation import measured, table
from training.examples import Example, examples
from training.measure import agreement
from training.pipeline import RECIPE, base_tokenizer, untrained

K = 5
FINE = replace(RECIPE, epochs=4, rate=2e-4)


def marked(example: Example) -> Example:
    """The sentences of an article that carry a span, set one behind the other."""
    owner = np.repeat(np.arange(len(example.lengths)), example.lengths)
    kept = sorted({int(s) for a, b, _ in example.spans for s in owner[a:b]})
    inside = np.isin(owner, kept)
    place = np.cumsum(inside) - 1
    spans = [(place[a], place[b - 1] + 1, t) for a, b, t in example.spans.tolist()]
    return replace(
        example,
        ids=example.ids[inside],
        offsets=example.offsets[inside],
        lengths=[example.lengths[s] for s in kept],
        heads={h: labels[kept] for h, labels in example.heads.items()},
        tags={t: labels[inside] for t, labels in example.tags.items()},
        spans=np.array(spans, np.int32).reshape(-1, 3),
    )


def named(kept: list[Example], others: list[Example]) -> NDArray[np.int64]:
    """The technique that a network trained on ``kept`` gives to each span of ``others``."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = train(untrained(FINE), {"ptc": [marked(e) for e in kept]}, FINE, device)
    found = [out["techniques"].argmax(1) for out in read(network, others, device)]
    return np.concatenate(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    work: Path = parser.parse_args().work
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    records = [r for r in data.read("ptc") if r.split == "train"]
    fold = np.array(folds(records, K, seed=1))
    found = examples(records, base_tokenizer(), lambda text: [])
    carry = [len(e.spans) > 0 for e in found]
    truth, guess, groups = [], [], []
    for k in range(K):
        others = [e for e, f, c in zip(found, fold, carry, strict=True) if f == k and c]
        path = work / f"fold{k}.npy"
        if not path.exists():
            kept = [e for e, f, c in zip(found, fold, carry, strict=True) if f != k and c]
            np.save(path, named(kept, others))
        truth += [int(t) for e in others for t in e.spans[:, 2]]
        groups += [e.group for e in others for _ in e.spans]
        guess += np.load(path).tolist()
        right = np.mean(np.array(truth[-len(np.load(path)) :]) == np.load(path))
        print(f"fold {k}: micro-F1 {right:.3f} ({len(np.load(path))} spans)", flush=True)
    most = int(np.bincount(truth, minlength=len(TECHNIQUES)).argmax())
    name = "techniques on given spans, micro-F1, folds over articles"
    print(table([measured(name, agreement, truth, guess, groups, [most] * len(truth), 300)]))
    t, g = np.array(truth), np.array(guess)
    print("| technique | spans | F1 |\n|---|---|---|")
    for i in np.argsort(-np.bincount(t, minlength=len(TECHNIQUES))):
        both = int(((t == i) & (g == i)).sum())
        total = int((t == i).sum() + (g == i).sum())
        print(f"| {TECHNIQUES[i]} | {(t == i).sum()} | {2 * both / total if total else 0.0:.2f} |")


if __name__ == "__main__":
    main()
