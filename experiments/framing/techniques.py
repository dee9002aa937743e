"""Stretches and techniques of propaganda on PTC articles held apart from the encoder.

    python -m experiments.framing.techniques

Prints the weights of ``features/framing/techniques.py`` with their reliability in ten folds by
article. PTC's dev part has spans and no techniques, so it is of no use here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

import data
from data.readers.gold import gold_ids
from data.schema import Record
from experiments.framing.loaded import newton
from features.document import read
from features.encoder import Encoder
from features.evidence import Document, Encoding, Span
from features.framing.techniques import (
    LEAST,
    TECHNIQUES,
    Stretch,
    evidence,
    labelled,
    stretches,
)
from features.tagging import spans
from training.bundle import load
from training.calibration import ece, sigmoid
from training.corpora import part
from training.evaluation import auc, si_f1

FOLDS = 10
Read = tuple[Record, Document, Encoding]
Floats = NDArray[np.float64]


def held(encoder: Encoder) -> list[Read]:
    """The articles that calibrate the taggers: a tenth by article, none of gold."""
    gold = gold_ids()
    found = [r for r in data.read("ptc") if r.split == "train" and r.id not in gold]
    kept = [(r, read(r.text)) for r in found if part(r.group) == 0]
    return [(record, document, encoder.encode(document)) for record, document in kept]


def of_text(document: Document, found: Sequence[Span]) -> list[Span]:
    """Spans of the reading as spans of the corpus's text."""
    return [document.original_span(Span(s.start, s.end)) for s in found]


def rows(found: Sequence[Read], encoder: Encoder) -> tuple[Floats, NDArray[np.bool_], list[int]]:
    """Evidence [n, 3] of stretches, whether they were annotated so, and their articles."""
    X, y, article = [], [], []
    for number, (record, document, encoding) in enumerate(found):
        for stretch in stretches(document, encoding):
            sentence = document.sentences[document.sentence_at(stretch.start)]
            shares = encoder.techniques(encoding, stretch, sentence)
            name = labelled(stretch, shares).technique
            X.append(evidence(stretch, float(shares[list(TECHNIQUES).index(name)])))
            y.append(_is_right(record, of_text(document, [stretch])[0], name))
            article.append(number)
    return np.asarray(X, np.float64), np.asarray(y, bool), article


def _is_right(record: Record, span: Span, technique: str) -> bool:
    marks = [Span(m.start, m.end) for m in record.marks if m.label == technique]
    return any(2 * span.overlap(m) >= min(len(span), len(m)) for m in marks)


def fitted(X: Floats, y: NDArray[np.bool_]) -> Floats:
    """Weights of the evidence and, last, the constant."""
    return newton(np.column_stack([X, np.ones(len(X))]), y, ridge=0.1)


def main() -> None:
    encoder = load().encoder
    found = held(encoder)
    gold = [[Span(m.start, m.end) for m in r.marks if m.label == "propaganda"] for r, _, _ in found]
    raw = [of_text(d, spans(d, e, "propaganda")) for _, d, e in found]
    joined: list[Sequence[Stretch]] = [stretches(d, e) for _, d, e in found]
    there = [of_text(d, s) for (_, d, _), s in zip(found, joined, strict=True)]
    print(f"{len(found)} articles, {sum(map(len, gold))} gold spans")
    print(f"words as marked: {sum(map(len, raw))} spans, SI F1 {si_f1(gold, raw):.3f}")
    print(f"joined stretches: {sum(map(len, there))} spans, SI F1 {si_f1(gold, there):.3f}")
    X, y, article = rows(found, encoder)
    fold = np.asarray(article) % FOLDS
    p = np.zeros(len(y))
    for k in range(FOLDS):
        w = fitted(X[fold != k], y[fold != k])
        p[fold == k] = sigmoid(X[fold == k] @ w[:3] + w[3])
    product = sigmoid(X[:, 0]) * np.exp(X[:, 1])
    for name, score in (("share x span score, before", product), ("fitted, out of fold", p)):
        print(f"{name}: AUC {auc(y, score):.3f}, calibration error {ece(y, score):.3f}")
    for least in (0.2, LEAST, 0.4, 0.5):
        kept = p >= least
        print(f"score >= {least}: {kept.sum()} of {len(y)} stretches, right {y[kept].mean():.2f}")
    print("weights (marked, share, words, constant):", fitted(X, y).round(2).tolist())


if __name__ == "__main__":
    main()
