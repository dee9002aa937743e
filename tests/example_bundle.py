"""A bundle of a few kilobytes that loads and assesses like a real one: random vectors for word
pieces, random readings, a risk model of straight lines. What it says means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import BertPreTokenizer

from features.concepts import CONCEPTS
from features.encoder import HEADS, TAGS, TECHNIQUES, Linear, Readings
from training.bundle import write
from training.card import card
from training.evaluation import Metric
from training.risk import KNOTS, RiskModel

WORDS = ("[CLS]", "[SEP]", "[UNK]", "said", "the", "minister", "soldiers", ",", ".")
WIDTH = 8

METRICS = (
    Metric("propaganda dev F1", 0.61, 0.58, 0.64, 0.4, 3177),
    Metric("propaganda dev ECE excess", 0.012, 0.004, 0.02, None, 3177),
    Metric("propaganda dev alone ECE excess", 0.015, 0.004, 0.02, None, 3177),
    *(
        Metric(f"{head} dev ECE excess", 0.01, 0.0, 0.02, None, 400)
        for head in ("biased", "subjective", "check_worthy")
    ),
    Metric("source dev span F1", 0.8, 0.78, 0.82, 0.05, 84),
    Metric("risk dev quadratic kappa", 0.6, 0.5, 0.7, 0.0, 153),
    Metric("risk out-of-fold ECE excess (at least medium)", 0.01, -0.01, 0.03, None, 966),
    Metric("swap mean change of risk", 0.004, 0.002, 0.006, None, 100),
    Metric("swap 95th percentile of change", 0.02, 0.01, 0.025, None, 100),
    Metric("deletion share that lowers risk", 0.0, 0.0, 0.0, None, 1000),
)


def manifest(metrics: Sequence[Metric] = METRICS) -> dict[str, Any]:
    """A manifest as ``training.pipeline`` makes it."""
    return {
        "version": "0.0.1",
        "trained_on": ["ptc", "babe", "gold", "extra"],
        "licence": "For research and non-commercial use: trained on babe.",
        "base": {"model": "all-MiniLM-L6-v2", "sha256": "a" * 64},
        "data": {
            "ptc": {"licence": "CC BY 4.0", "standing": "open", "sha256": "1" * 64},
            "babe": {"licence": "CC BY-NC", "standing": "non-commercial", "sha256": "2" * 64},
        },
        "annotations": {"gold/train.A.jsonl": "3" * 64},
        "code": "0123456789abcdef+",
        "recipe": {"epochs": 3, "rate": 2e-4, "weights": {}},
        "thresholds": {**dict.fromkeys(HEADS, 0.5), "medium": 0.5, "high": 0.5},
        "claims": {"train": 600, "dev": 153, "extra": 366},
        "not_built": [],
        "mlflow_run_id": None,
        "metrics": [
            {"interval": [m.low, m.high], **{k: asdict(m)[k] for k in _KEPT}} for m in metrics
        ],
    }


_KEPT = ("name", "value", "baseline", "n")


def readings(seed: int = 0) -> Readings:
    """Random linear readings."""
    rng = np.random.default_rng(seed)

    def linear(rows: int, width: int = WIDTH) -> Linear:
        weight = rng.normal(size=(rows, width)).astype(np.float32)
        return Linear(weight, np.zeros(rows, np.float32))

    return Readings(
        tags={task: linear(len(labels)) for task, labels in TAGS.items()},
        heads={head: linear(1) for head in HEADS},
        techniques=linear(len(TECHNIQUES), 2 * WIDTH),
    )


def risk_model() -> RiskModel:
    """Straight lines with the slopes that the guidelines lead one to expect."""
    knots = np.array(KNOTS)
    slopes = np.array([concept.expected for concept in CONCEPTS])
    shapes = slopes[:, None] * knots[None, :]
    names = tuple(concept.name for concept in CONCEPTS)
    none = np.zeros((0, shapes.size + 3))
    return RiskModel(names, knots, shapes, np.zeros(len(names)), 0.0, (1.0, 3.0), none)


def write_bundle(folder: Path, metrics: Sequence[Metric] = METRICS) -> Path:
    """A whole bundle under ``folder``; returns its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    table = np.random.default_rng(0).normal(size=(len(WORDS), WIDTH)).astype(np.float32)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])
    out = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", WIDTH])
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["vectors"])],
        "vectors", [ids], [out], [numpy_helper.from_array(table, "table")],
    )  # fmt: skip
    graph_of_file = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9
    )
    onnx.save(graph_of_file, str(folder / "small.onnx"))
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / "small.json"))
    known = manifest(metrics)
    bundle = folder / "bundle"
    write(
        bundle, folder / "small.onnx", folder / "small.json", readings(), risk_model(),
        card(known, metrics), known,
    )  # fmt: skip
    return bundle
