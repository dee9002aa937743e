"""What frozen MiniLM embeddings are worth: the baseline that a trained encoder has to beat.

    python -m experiments.frozen.run --work runs/frozen
    python -m experiments.frozen.run --work runs/served --checkpoint runs/train/encoder.pt
    python -m experiments.frozen.run --work runs/frozen --folds

Exports the pretrained encoder (int8, one window a call), or the trained one of ``--checkpoint``,
fits a logistic regression a head on its vectors and prints every figure with an interval beside the
majority's, PTC's also without the lines that stand in several articles. Also prints how near the
fp32 export is to PyTorch, and what int8 costs each head. ``--folds`` prints PTC train in five folds
over sentences and over articles instead, on the pretrained encoder.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import data
from data.folds import folds
from features.encoder import Encoder, onnx_run, unit
from training.evaluation import Metric, auc, measured, table
from training.examples import Example
from training.export import export, torch_run
from training.heads import Vectors, fit_head, probabilities, read_rows, vectorise
from training.measure import binary_f1, head_metrics, thresholds, two_class_macro
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


def ptc_folds(encoder: Encoder, found: Sequence[Example], by: str) -> str:
    """AUC and best F1 of PTC train's sentences in five folds of logistic regression."""
    vectors = vectorise(encoder, found, alone=False)
    x = unit(np.concatenate([v.sentences for v in vectors]))
    y = np.concatenate([v.example.heads["propaganda"] for v in vectors])
    article = np.repeat(np.arange(len(vectors)), [len(v.sentences) for v in vectors])
    rng = np.random.default_rng(1)
    unit_of = np.arange(len(y)) if by == "sentence" else article
    fold = rng.integers(0, 5, unit_of.max() + 1)[unit_of]
    p = np.zeros(len(y))
    for k in range(5):
        model = LogisticRegression(max_iter=2000).fit(x[fold != k], y[fold != k])
        p[fold == k] = model.predict_proba(x[fold == k])[:, 1]
    best = max(binary_f1(y, p >= at) for at in np.linspace(0.1, 0.6, 26))
    return f"PTC train, five folds by {by}: AUC {auc(y, p):.3f}, best F1 {best:.3f}, n {len(y)}"


def without_boilerplate(
    encoder: Encoder, judged: Sequence[Vectors], threshold: float, all_texts: Mapping[str, str]
) -> str:
    """PTC dev with and without the lines that stand, letters' case aside, in another article."""
    found = [v for v in judged if v.example.corpus == "ptc"]
    lines_of = {id_: {w for w in map(_plain, text.splitlines()) if w} for id_, text in
                all_texts.items()}  # fmt: skip
    seen = Counter(line for lines in lines_of.values() for line in lines)
    kept, scores, truth = [], [], []
    for v in found:
        x, y = read_rows([v], "propaganda", False, encoder.readings)
        scores.append(probabilities(encoder.readings.heads["propaganda"], x))
        truth.append(y)
        ends = np.cumsum(v.example.lengths)
        text = all_texts[v.example.id]
        for end, n in zip(ends.tolist(), v.example.lengths, strict=True):
            line = text[slice(*v.example.offsets[[end - n, end - 1], [0, 1]])] if n else ""
            kept.append(seen[_plain(line)] < 2)
    p, y, own = np.concatenate(scores), np.concatenate(truth), np.array(kept)
    told = [
        f"{name}: F1 {binary_f1(y[m], p[m] >= threshold):.3f}, AUC {auc(y[m], p[m]):.3f}, "
        f"n {m.sum()}"
        for name, m in (("all lines", np.ones(len(y), bool)), ("without boilerplate", own))
    ]
    return "PTC dev, " + "; ".join(told)


def _plain(line: str) -> str:
    return " ".join(line.lower().split())


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
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer, executor = base_tokenizer(), ThreadPoolExecutor(os.cpu_count() or 1)
    sets = prepared(Plan(options.work), tokenizer)
    network = untrained(RECIPE).eval()
    if options.checkpoint is not None:
        network.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    readings = network.readings()
    for name, quantised in (("int8", True), ("fp32", False)):
        export(network, options.work / f"{name}.onnx", quantised)
    served, exact = (
        Encoder(onnx_run(options.work / f"{n}.onnx"), tokenizer, readings, executor)
        for n in ("int8", "fp32")
    )
    if options.folds:
        ptc = [e for e in (*sets.train, *sets.held) if e.corpus == "ptc"]
        for by in ("sentence", "article"):
            print(ptc_folds(served, ptc, by), flush=True)
        return
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
            if options.checkpoint is None:
                results[name] += [babe_folds(seen + apart, by) for by in ("id", "outlet")]
            texts = {r.id: r.text for r in data.read("ptc")}
            print(without_boilerplate(fitted, judged, at["propaganda"], texts))
            print(
                f"fp32 export against PyTorch, least cosine: {parity(exact, in_torch, apart):.6f}"
            )
        print(f"\n{name}\n\n{table(results[name])}", flush=True)
    print("\n| figure | int8 | fp32 | loss |\n|---|---|---|---|")
    for a, b in zip(results["int8"], results["fp32"], strict=False):
        print(f"| {a.name} | {a.value:.3f} | {b.value:.3f} | {b.value - a.value:+.3f} |")


if __name__ == "__main__":
    main()
