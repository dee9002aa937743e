"""What does each choice of the encoder's training add or cost?

    python -m experiments.encoder.recipes run --work FOLDER --out results.jsonl [--only NAMES]
    python -m experiments.encoder.recipes table results.jsonl
    python -m experiments.encoder.recipes plot results.jsonl learning.svg

``run`` trains every study of ``STUDIES`` (``--at-once`` processes side by side, on CUDA where there
is one), fits heads and thresholds on the part held apart as the pipeline does, and writes one line
a study. It reads examples prepared under ``FOLDER/plain`` and ``FOLDER/veiled`` (as
``training.pipeline.prepared`` makes them), so it can run on a machine without the corpora. Vectors
are float32: the loss to int8 is measured elsewhere (``experiments/frozen``).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from features.encoder import HEADS, LONGEST, Encoder, Linear, sentence_vectors, windows
from training import examples, heads, measure
from training.corpora import part
from training.encoder import CLS, SEP, Network, Recipe, train
from training.evaluation import span_f1
from training.examples import Example
from training.heads import Vectors, fit_readings
from training.pipeline import untrained

FIRST = Recipe(epochs=3, rate=2e-4, batch=16, alpha=0.75, layer_decay=0.9, average=0.998)
"""What every study changes in one place; the recipe that ships came out of them."""


@dataclass(frozen=True, slots=True)
class Study:
    """One training: a recipe, the examples it reads, and what it leaves away.

    ``corpora`` keeps only these; ``share`` keeps that part of every corpus's groups; ``polnear``
    that part of PolNeAR's.
    """

    recipe: Recipe = FIRST
    examples: str = "plain"
    corpora: tuple[str, ...] = ()
    share: float = 1.0
    polnear: float = 1.0


SHORT = replace(FIRST, epochs=1)
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "head propaganda": ("head.propaganda",),
    "head biased": ("head.biased",),
    "head subjective": ("head.subjective",),
    "head check_worthy": ("head.check_worthy",),
    "tags source, cue, content": ("tag.source", "tag.cue", "tag.content"),
    "tag propaganda": ("tag.propaganda",),
    "tag loaded_language": ("tag.loaded_language",),
    "tag biased_word": ("tag.biased_word",),
    "techniques": ("techniques",),
}


def _studies() -> Iterator[tuple[str, Study]]:
    for seed in range(3):
        yield f"first recipe, seed {seed}", Study(replace(FIRST, seed=seed))
        yield f"names veiled, seed {seed}", Study(replace(FIRST, seed=seed), "veiled")
    changes: dict[str, dict[str, Any]] = {
        "5 epochs": {"epochs": 5},
        "2 epochs": {"epochs": 2},
        "embeddings trained": {"frozen_embeddings": False},
        "rate 1e-4": {"rate": 1e-4},
        "rate 4e-4": {"rate": 4e-4},
        "alpha 0.5": {"alpha": 0.5},
        "alpha 1": {"alpha": 1.0},
        "batch 32": {"batch": 32},
        "dropout 0.2": {"dropout": 0.2},
        "layer decay 1": {"layer_decay": 1.0},
        "layer decay 0.8": {"layer_decay": 0.8},
        "no average": {"average": 0.0},
        "single 0.25": {"single": 0.25},
        "positive 2": {"positive": 2.0},
        "PTC twice": {"weights": {"head.propaganda": 2.0, "tag.propaganda": 2.0}},
        "heads half": {"weights": {f"head.{h}": 0.5 for h in HEADS}},
        "heads twice": {"weights": {f"head.{h}": 2.0 for h in HEADS}},
        "tags of PolNeAR half": {"weights": dict.fromkeys(
            ("tag.source", "tag.cue", "tag.content"), 0.5)},
    }  # fmt: skip
    for name, change in changes.items():
        yield name, Study(replace(FIRST, **change))
    yield "open corpora only", Study(corpora=("ptc", "claimbuster"))
    for corpus in ("ptc", "babe", "subj", "claimbuster", "polnear"):
        yield f"{corpus} alone", Study(corpora=(corpus,))
    for share in (0.1, 0.25, 0.5):
        yield f"share {share}", Study(share=share)
    for seed in range(2):
        for name, tasks in LEFT_OUT.items():
            recipe = replace(SHORT, leave_out=tasks, seed=seed)
            yield f"one epoch without {name}, seed {seed}", Study(recipe, polnear=0.25)


STUDIES: dict[str, Study] = dict(_studies())


def kept(found: Sequence[Example], study: Study) -> dict[str, list[Example]]:
    """The training examples of a study, by corpus; whole groups are left away."""
    chosen: dict[str, list[Example]] = {}
    for e in found:
        share = study.share * (study.polnear if e.corpus == "polnear" else 1.0)
        if study.corpora and e.corpus not in study.corpora:
            continue
        if part(e.group, 1000, salt=7) < 1000 * share:
            chosen.setdefault(e.corpus, []).append(e)
    return chosen


def vectors(network: Network, found: Sequence[Example], device: torch.device) -> list[Vectors]:
    """Examples in float32 vectors of the network, windows of like length together."""
    network.to(device).eval()
    cuts: list[tuple[int, bool, int, int, int]] = []
    for i, e in enumerate(found):
        cuts += [(i, False, w.start, w.context, w.end) for w in windows(e.lengths)]
        if len(e.lengths) > 1:
            bounds = [0, *np.cumsum(e.lengths).tolist()]
            cuts += [
                (i, True, s, 0, min(s + LONGEST - 2, b))
                for a, b in pairwise(bounds)
                for s in range(a, b, LONGEST - 2)
            ]
    cuts.sort(key=lambda c: c[4] - c[2])
    width = network.techniques.in_features // 2
    tokens = [np.zeros((len(e.ids), width), np.float32) for e in found]
    alone = [
        np.zeros_like(t) if len(e.lengths) > 1 else t for t, e in zip(tokens, found, strict=True)
    ]
    with torch.inference_mode():
        for at in range(0, len(cuts), 128):
            group = cuts[at : at + 128]
            longest = max(end - start for _, _, start, _, end in group) + 2
            ids = torch.zeros(len(group), longest, dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, (i, _, start, _, end) in enumerate(group):
                window = torch.tensor([CLS, *found[i].ids[start:end], SEP])
                ids[row, : len(window)] = window
                mask[row, : len(window)] = 1
            read = network.vectors(ids.to(device), mask.to(device)).float().cpu().numpy()
            for piece, (i, by_itself, start, context, end) in zip(read, group, strict=True):
                to = (alone if by_itself else tokens)[i]
                to[start + context : end] = piece[1 + context : 1 + end - start]
    return [
        Vectors(e, t, sentence_vectors(t, e.lengths), a, sentence_vectors(a, e.lengths))
        for e, t, a in zip(found, tokens, alone, strict=True)
    ]


def measured(
    network: Network,
    sets: Mapping[str, list[Example]],
    tokenizer: Tokenizer,
    device: torch.device,
) -> dict[str, float]:
    """The figures of the model card for a trained network."""
    seen, held, dev = (vectors(network, sets[n], device) for n in ("train", "held", "dev"))
    raw = network.readings()
    fitted = fit_readings(raw, [v for v in seen if v.example.heads], held)
    plain = {
        head: heads.fit_head([v for v in seen if v.example.heads], held, head)
        for head in ("propaganda", "biased")
        if head in fitted.heads
    }
    found: dict[str, float] = {}
    for prefix, readings in (("", fitted), ("vector only: ", replace(fitted, heads=plain))):
        encoder = Encoder(_no_run, tokenizer, readings)
        at = measure.thresholds(encoder, held)
        found |= {prefix + m.name: m.value for m in measure.head_metrics(encoder, held, dev, at)}
    encoder = Encoder(_no_run, tokenizer, fitted)
    found |= {m.name: m.value for m in measure.tag_metrics(encoder, held, dev)}
    if any(len(v.example.spans) for v in held):
        found["techniques held micro-F1"] = measure.technique_metric(encoder, held).value
    for task in ("source", "cue", "content"):
        if task in fitted.tags:
            found[f"{task} dev span F1, greedy"] = greedy_f1(fitted.tags[task], dev, task)
    return found


def greedy_f1(read: Linear, dev: Sequence[Vectors], task: str) -> float:
    """Span F1 of a BIO tagger with each piece's best label taken by itself."""
    taught = [v for v in dev if task in v.example.tags and len(v.tokens)]
    gold = [heads.gold_spans(v.example, task) for v in taught]
    guess = [heads.spans_of(read(v.tokens).argmax(axis=1), v.example) for v in taught]
    return span_f1(gold, guess)


def _no_run(ids: Any) -> Any:
    raise AssertionError("vectors are made by the network here")


def run_study(job: tuple[str, Study, Path]) -> dict[str, Any]:
    """Train, read and measure one study."""
    name, study, work = job
    torch.set_num_threads(2)
    begun = time.monotonic()
    folder = work / study.examples
    sets = {n: examples.load(folder / f"{n}.npz") for n in ("train", "held", "dev")}
    chosen = kept(sets["train"], study)
    wanted = set(chosen)
    sets = {n: [e for e in found if e.corpus in wanted] for n, found in sets.items()}
    sets["train"] = [e for found in chosen.values() for e in found]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = train(untrained(study.recipe, work / "base"), chosen, study.recipe, device)
    trained = time.monotonic() - begun
    tokenizer = Tokenizer.from_file(str(work / "base" / "tokenizer.json"))
    figures = measured(network, sets, tokenizer, device)
    return {
        "study": name,
        "training_s": round(trained, 1),
        "s": round(time.monotonic() - begun, 1),
        "figures": {k: round(v, 4) for k, v in figures.items()},
    }


def run(work: Path, out: Path, names: Sequence[str], at_once: int) -> None:
    """Run the studies side by side; a line of ``out`` for each as it ends."""
    jobs = [(name, STUDIES[name], work) for name in names]
    with get_context("spawn").Pool(at_once, initializer=_cheaply, maxtasksperchild=1) as pool:
        for result in pool.imap_unordered(run_study, jobs):
            with out.open("a") as file:
                file.write(json.dumps(result) + "\n")
            f = result["figures"]
            print(
                f"{result['study']}: {result['training_s']} s, "
                f"PTC {f.get('propaganda dev F1', 0):.3f} / {f.get('propaganda dev AUC', 0):.3f}",
                flush=True,
            )


def _cheaply() -> None:
    """One penalty and few resamples: figures here are compared, not published."""
    measure.BOOTSTRAP = 5
    heads.PENALTIES = heads.PENALTIES[1:2]


def rows(path: Path) -> list[dict[str, Any]]:
    """The results that ``run`` wrote; of a study that ran twice, the last."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        result = json.loads(line)
        found[result["study"]] = result
    return [found[name] for name in STUDIES if name in found]


SHOWN = {
    "PTC F1": "propaganda dev F1",
    "AUC": "propaganda dev AUC",
    "SI": "propaganda dev SI F1",
    "tech.": "techniques held micro-F1",
    "SUBJ": "subjective dev macro-F1",
    "BABE": "biased held macro-F1",
    "CB F1": "check_worthy held F1",
    "source": "source dev span F1",
    "cue": "cue dev span F1",
    "content": "content dev span F1",
}
"""Columns of the table."""


def table(path: Path) -> str:
    """The studies as a Markdown table, seeds averaged."""
    seeds: dict[str, list[dict[str, float]]] = {}
    for result in rows(path):
        seeds.setdefault(result["study"].split(", seed")[0], []).append(result["figures"])
    lines = ["| study | seeds | " + " | ".join(SHOWN) + " |", "|---" * (len(SHOWN) + 2) + "|"]
    for study, found in seeds.items():
        cells = [
            f"{np.mean([figures[name] for figures in found]):.3f}" if name in found[0] else ""
            for name in SHOWN.values()
        ]
        lines.append(f"| {study} | {len(found)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def plot(path: Path, to: Path) -> None:
    """The learning curve: each figure against the share of every corpus that was trained on."""
    from matplotlib import pyplot

    found = {r["study"]: r["figures"] for r in rows(path)}
    shares = (0.1, 0.25, 0.5)
    whole = [found[f"first recipe, seed {seed}"] for seed in range(3)]
    figure, axes = pyplot.subplots(figsize=(6, 4))
    for label, name in SHOWN.items():
        ys = [found[f"share {share}"][name] for share in shares]
        ends = [f[name] for f in whole]
        axes.plot([*shares, 1.0], [*ys, float(np.mean(ends))], marker="o", label=label)
        axes.vlines(1.0, min(ends), max(ends), linewidth=4, alpha=0.3)
    axes.set_xscale("log")
    axes.set_xticks([*shares, 1.0], [f"{share:.0%}" for share in (*shares, 1.0)])
    axes.set_xlabel("share of every corpus (bar at 100 %: three seeds)")
    axes.set_ylabel("figure on development data")
    axes.legend(fontsize="x-small", ncols=2)
    figure.tight_layout()
    figure.savefig(to)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(dest="step", required=True)
    running = steps.add_parser("run")
    running.add_argument("--work", type=Path, required=True)
    running.add_argument("--out", type=Path, required=True)
    running.add_argument("--only", nargs="*", help="names of studies, or how they begin")
    running.add_argument("--at-once", type=int, default=1)
    steps.add_parser("table").add_argument("results", type=Path)
    plotting = steps.add_parser("plot")
    plotting.add_argument("results", type=Path)
    plotting.add_argument("to", type=Path)
    options = parser.parse_args()
    if options.step == "run":
        wanted = tuple(options.only or STUDIES)
        names = [name for w in wanted for name in STUDIES if name.startswith(w)]
        run(options.work, options.out, list(dict.fromkeys(names)), options.at_once)
    elif options.step == "table":
        print(table(options.results))
    else:
        plot(options.results, options.to)


if __name__ == "__main__":
    main()
