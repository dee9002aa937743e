"""What frozen MiniLM embeddings are worth: the baseline that a trained encoder has to beat.

    python -m experiments.frozen.run --work runs/frozen

Exports the pretrained encoder (int8, one window a call), fits a logistic regression a head on its
vectors and prints every figure with an interval beside the majority's. Also prints how near the
fp32 export is to PyTorch, and what int8 costs each head.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np

import data
from data.folds import folds
from features.encoder import Encoder, onnx_run, unit
from training.evaluation import Metric, measured, table
from training.export import export, torch_run
from training.heads import Vectors, fit_head, probabilities, vectorise
from training.measure import head_metrics, thresholds, two_class_macro
from training.pipeline import RECIPE, Plan, base_tokenizer, prepared, untrained


def babe_folds(found: Sequence[Vectors], by: Literal["id", "outlet"]) -> Metric:
    """Macro-F1 over five folds of BABE; a tenth of each fold's training part calibrates."""
    records = {r.id: r for r in data.read("babe")}
    sentences = [v for v in found if v.example.corpus == "babe"]
    own = [records[v.example.id] for v in sentences]
    fold = np.asarray(folds(own, 5, seed=1, by=by), np.int64)
    y = np.concatenate([v.example.heads["biased"] for v in sentences])
    p = np.zeros(len(y), np.float32)
    for k in range(5):
        rest = [v for v, f in zip(sentences, fold, strict=True) if f != k]
        apart, kept = rest[::10], [v for i, v in enumerate(rest) if i % 10]
        read = fit_head(kept, apart, "biased")
        x = np.concatenate([v.sentences for v, f in zip(sentences, fold, strict=True) if f == k])
        p[fold == k] = probabilities(read, x)
    majority = np.full(len(y), int(y.mean() >= 0.5))
    groups = [r.group for r in own]
    return measured(
        f"BABE macro-F1, five folds by {by}", two_class_macro, y, p >= 0.5, groups, majority, 300
    )


def parity(a: Encoder, b: Encoder, found: Sequence[Vectors]) -> float:
    """The least cosine of sentence vectors of two encoders over a sample of 60 examples."""
    examples = [v.example for v in found[:60]]
    one, other = (
        np.concatenate([v.sentences for v in vectorise(encoder, examples, alone=False)])
        for encoder in (a, b)
    )
    read = (np.linalg.norm(one, axis=1) > 0) & (np.linalg.norm(other, axis=1) > 0)
    return float((unit(one[read]) * unit(other[read])).sum(axis=1).min())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer, executor = base_tokenizer(), ThreadPoolExecutor(os.cpu_count() or 1)
    sets = prepared(Plan(options.work), tokenizer)
    network = untrained(RECIPE).eval()
    readings = network.readings()
    for name, quantised in (("int8", True), ("fp32", False)):
        export(network, options.work / f"{name}.onnx", quantised)
    served, exact = (
        Encoder(onnx_run(options.work / f"{n}.onnx"), tokenizer, readings, executor)
        for n in ("int8", "fp32")
    )
    train = [e for e in sets.train if e.heads]
    held = [e for e in sets.held if e.heads]
    dev = [e for e in sets.dev if e.heads]
    in_torch = Encoder(torch_run(network), tokenizer, readings)
    results: dict[str, list[Metric]] = {}
    for name, encoder in (("int8", served), ("fp32", exact)):
        seen, apart, judged = (vectorise(encoder, part) for part in (train, held, dev))
        heads = {h: fit_head(seen, apart, h) for h in readings.heads}
        fitted = Encoder(
            encoder.run,
            tokenizer,
            type(readings)(readings.tags, heads, readings.techniques),
            executor,
        )
        at = thresholds(fitted, apart)
        results[name] = head_metrics(fitted, apart, judged, at)
        if name == "int8":
            results[name] += [babe_folds(seen + apart, by) for by in ("id", "outlet")]
            print(
                f"fp32 export against PyTorch, least cosine: {parity(exact, in_torch, apart):.6f}"
            )
        print(f"\n{name}\n\n{table(results[name])}", flush=True)
    print("\n| figure | int8 | fp32 | loss |\n|---|---|---|---|")
    for a, b in zip(results["int8"], results["fp32"], strict=False):
        print(f"| {a.name} | {a.value:.3f} | {b.value:.3f} | {b.value - a.value:+.3f} |")


if __name__ == "__main__":
    main()
