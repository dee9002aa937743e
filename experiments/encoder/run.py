"""Train encoders after a plan and print what each is worth on development data.

    python -m experiments.encoder.run PLAN --examples FOLDER --base FOLDER --out FOLDER [--jobs 4]

FOLDER of examples holds ``train.npz`` and ``dev.npz`` (``python -m training.pipeline examples``);
plans are named in ``plans.py``. Each run writes ``<name>.json`` with its metrics.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score
from transformers import BertConfig, BertModel

from experiments.encoder.plans import PLANS, Trial
from training import encoder
from training.examples import Example, load

Spans = list[tuple[int, int]]


def body(base: Path, dropout: float) -> BertModel:
    """The pretrained transformer as float32."""
    from safetensors.torch import load_file

    config = BertConfig.from_pretrained(base)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
    model = BertModel(config, add_pooling_layer=False)
    weights = {k: v.float() for k, v in load_file(base / "model.safetensors").items()}
    missing, _ = model.load_state_dict(weights, strict=False)
    if [m for m in missing if "position_ids" not in m]:
        raise ValueError(f"weights lack {missing}")
    return model


def fold_of(group: str, folds: int, seed: int) -> int:
    """A fold for a group, the same on every machine."""
    import hashlib

    return int(hashlib.sha256(f"{seed}:{group}".encode()).hexdigest(), 16) % folds


def decode(logits: NDArray[np.float32], offsets: NDArray[np.int32]) -> Spans:
    """Greedy BIO: a span begins at B, or at I after O."""
    labels, spans, open_ = logits.argmax(-1), Spans(), None
    for i, label in enumerate(labels):
        if label == 1 or (label == 2 and open_ is None):
            if open_ is not None:
                spans.append((int(offsets[open_, 0]), int(offsets[i - 1, 1])))
            open_ = i
        elif label == 0 and open_ is not None:
            spans.append((int(offsets[open_, 0]), int(offsets[i - 1, 1])))
            open_ = None
    if open_ is not None:
        spans.append((int(offsets[open_, 0]), int(offsets[-1, 1])))
    return spans


def gold_spans(labels: NDArray[np.int8], offsets: NDArray[np.int32], bio: bool) -> Spans:
    """Label indices as spans."""
    eye = np.eye(3, dtype=np.float32)[np.where(labels < 0, 0, labels)]
    if not bio:
        eye = eye[:, [0, 2, 1]]
    return decode(eye, offsets)


def half_overlap_f1(pairs: Sequence[tuple[Spans, Spans]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of spans; a hit overlaps at least half of both."""
    hits = found = wanted = 0
    for predicted, gold in pairs:
        found, wanted, free = found + len(predicted), wanted + len(gold), set(range(len(gold)))
        for a, b in predicted:
            for j in free:
                c, d = gold[j]
                shared = min(b, d) - max(a, c)
                if shared > 0 and 2 * shared >= b - a and 2 * shared >= d - c:
                    hits += 1
                    free.remove(j)
                    break
    p, r = hits / max(1, found), hits / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def si_f1(pairs: Sequence[tuple[Spans, Spans]]) -> float:
    """Partial-overlap F1 of SemEval-2020 task 11 SI."""
    p_sum = r_sum = 0.0
    p_n = r_n = 0
    for predicted, gold in pairs:
        p_n, r_n = p_n + len(predicted), r_n + len(gold)
        for a, b in predicted:
            for c, d in gold:
                shared = max(0, min(b, d) - max(a, c))
                if shared:
                    p_sum += shared / (b - a)
                    r_sum += shared / (d - c)
    p, r = p_sum / max(1, p_n), r_sum / max(1, r_n)
    return 2 * p * r / max(1e-9, p + r)


def io_spans(p: NDArray[np.float32], offsets: NDArray[np.int32], threshold: float) -> Spans:
    """Runs of pieces whose probability is at least the threshold; gaps of one piece are closed."""
    inside = p >= threshold
    inside[1:-1] |= inside[:-2] & inside[2:]
    labels = np.where(inside, 1, 0).astype(np.int8)
    return gold_spans(labels, offsets, False)


def best_threshold(p: NDArray[np.float32], y: NDArray[np.int8]) -> float:
    """The threshold of the best F1 on data held apart."""
    grid = np.linspace(0.1, 0.9, 81)
    return float(grid[int(np.argmax([f1_score(y, p >= t) for t in grid]))])


def probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """P(inside) of an IO tagger."""
    return np.asarray(1 / (1 + np.exp(logits[:, 0] - logits[:, 1])), np.float32)


def head(results: Sequence[dict[str, NDArray[np.float32]]], found: Sequence[Example], name: str) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Probabilities and labels of one sentence head over examples that have it."""
    pairs = [(r[f"head.{name}"], e.heads[name]) for r, e in zip(results, found, strict=True) if name in e.heads and r]
    z = np.concatenate([a for a, _ in pairs])
    return np.asarray(1 / (1 + np.exp(-z)), np.float32), np.concatenate([b for _, b in pairs])


def measure(network: encoder.Network, dev: list[Example], held: list[Example], device: torch.device) -> dict[str, float]:
    """Development metrics of one trained network; thresholds come from ``held``."""
    out: dict[str, float] = {}
    on = {c: [e for e in dev if e.corpus == c] for c in ("ptc", "subj", "polnear")}
    off = {c: [e for e in held if e.corpus == c] for c in ("ptc", "babe", "claimbuster", "subj")}
    read_on = {c: encoder.read(network, x, device) for c, x in on.items()}
    read_off = {c: encoder.read(network, x, device) for c, x in off.items() if x}
    if off["ptc"]:
        ph, yh = head(read_off["ptc"], off["ptc"], "propaganda")
        at = best_threshold(ph, yh)
        p, y = head(read_on["ptc"], on["ptc"], "propaganda")
        out |= {"ptc.f1": f1_score(y, p >= at), "ptc.f1@.5": f1_score(y, p >= 0.5), "ptc.auc": roc_auc_score(y, p), "ptc.held.auc": roc_auc_score(yh, ph)}
        alone = encoder.read(network, on["ptc"], device, alone=True)
        pa, ya = head(alone, on["ptc"], "propaganda")
        out |= {"ptc.alone.f1": f1_score(ya, pa >= at), "ptc.alone.auc": roc_auc_score(ya, pa)}

        def si(results: Any, found: list[Example], t: float) -> float:
            return si_f1([(io_spans(probabilities(r["tag.propaganda"]), e.offsets, t), gold_spans(e.tags["propaganda"], e.offsets, False)) for r, e in zip(results, found, strict=True)])

        grid = np.linspace(0.15, 0.7, 12)
        best = float(grid[int(np.argmax([si(read_off["ptc"], off["ptc"], t) for t in grid]))])
        out |= {"ptc.si": si(read_on["ptc"], on["ptc"], best), "ptc.si.at": best}
        guess = np.concatenate([r["techniques"].argmax(-1) for r in read_off["ptc"] if "techniques" in r])
        gold = np.concatenate([e.spans[:, 2] for e in off["ptc"] if len(e.spans)])
        out["tc.micro"] = float((guess == gold).mean())
    if off["babe"]:
        p, y = head(read_off["babe"], off["babe"], "biased")
        out |= {"babe.macro": f1_score(y, p >= 0.5, average="macro"), "babe.auc": roc_auc_score(y, p)}
        words = [(probabilities(r["tag.biased_word"]), e.tags["biased_word"]) for r, e in zip(read_off["babe"], off["babe"], strict=True)]
        pw, yw = np.concatenate([a for a, _ in words]), np.concatenate([b for _, b in words])
        out["babe.words"] = max(f1_score(yw, pw >= t) for t in (0.2, 0.3, 0.4, 0.5))
    if off["claimbuster"]:
        p, y = head(read_off["claimbuster"], off["claimbuster"], "check_worthy")
        out |= {"cb.f1": f1_score(y, p >= 0.5), "cb.auc": roc_auc_score(y, p)}
    p, y = head(read_on["subj"], on["subj"], "subjective")
    out |= {"subj.macro": f1_score(y, p >= 0.5, average="macro"), "subj.auc": roc_auc_score(y, p)}
    for task in ("source", "cue", "content"):
        pairs = [(decode(r[f"tag.{task}"], e.offsets), gold_spans(e.tags[task], e.offsets, True)) for r, e in zip(read_on["polnear"], on["polnear"], strict=True)]
        precision, recall, f1 = half_overlap_f1(pairs)
        out |= {f"pn.{task}": f1, f"pn.{task}.p": precision, f"pn.{task}.r": recall}
    return {k: round(float(v), 4) for k, v in out.items()}


def select(found: list[Example], trial: Trial, outlets: dict[str, str]) -> tuple[list[Example], list[Example]]:
    """Examples to train on, and those held apart."""

    def place(e: Example) -> int:
        if e.corpus == "polnear":
            return -1
        if e.corpus == "babe" and trial.by_outlet:
            return fold_of(outlets[e.id], trial.folds, trial.seed)
        return fold_of(e.id if e.corpus == "babe" else e.group, trial.folds, trial.seed)

    held = [e for e in found if place(e) == trial.fold]
    kept = [e for e in found if place(e) != trial.fold and e.corpus not in trial.without]
    if trial.share < 1:
        kept = [e for e in kept if fold_of(e.id, 1000, 7) < 1000 * trial.share]
    if trial.polnear < 1:
        kept = [e for e in kept if e.corpus != "polnear" or fold_of(e.id, 1000, 9) < 1000 * trial.polnear]
    return kept, held


def run(arguments: tuple[Trial, Path, Path, Path]) -> dict[str, Any]:
    """One trial from beginning to end."""
    trial, source, base, out = arguments
    torch.set_num_threads(2)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    started = time.monotonic()
    outlets = json.loads((source / "babe_outlets.json").read_text())
    kept, held = select(load(source / "train.npz"), trial, outlets)
    dev = load(source / "dev.npz")
    corpora: dict[str, list[Example]] = {}
    for e in kept:
        corpora.setdefault(e.corpus, []).append(e)
    torch.manual_seed(trial.recipe.seed)
    network = encoder.Network(body(base, trial.recipe.dropout), dropout=trial.recipe.dropout)
    curve = []

    def after(epoch: int, now: encoder.Network) -> bool:
        if trial.curve:
            curve.append(measure(now, dev, held, device))
            now.train()
        return False

    network = encoder.train(network, corpora, trial.recipe, device, after_epoch=after)
    trained = time.monotonic() - started
    result = {"name": trial.name, "seconds": round(trained, 1), "metrics": measure(network, dev, held, device), "curve": curve, "recipe": asdict(trial.recipe)}
    (out / f"{trial.name}.json").write_text(json.dumps(result))
    print(trial.name, round(trained), json.dumps(result["metrics"]), flush=True)
    if trial.keep:
        state = {k: v.half().cpu() for k, v in network.state_dict().items()}
        torch.save(state, out / f"{trial.name}.pt")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", choices=sorted(PLANS))
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    work = [(t, options.examples, options.base, options.out) for t in PLANS[options.plan]]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        list(pool.imap_unordered(run, work))


if __name__ == "__main__":
    main()
