"""Biased words of BABE in folds by outlet: a linear tagger on an encoder that never saw BABE.

    python -m experiments.encoder.babe_folds pretrain --work runs/babe
    python -m experiments.framing.babe_outlets --work runs/babe

The encoder is trained on every other corpus and stays as it is; in each of five folds a logistic
regression on its word vectors (with the lexicon's intensity beside them) learns from the other
outlets. No outlet of a fold is seen by anything. It is a lower bound: the tagger that ships was
trained together with its encoder.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from data.corpora import read
from data.folds import folds
from data.schema import Record
from experiments.encoder.babe_folds import FINE, start
from experiments.framing.babe import interval
from experiments.framing.run import alone
from features.evidence import Span
from features.framing import Reading
from features.phrases import small_words, words_of
from training.encoder import CLS, SEP, Network
from training.evaluation import f1
from training.examples import to_example
from training.pipeline import base_tokenizer

Floats = NDArray[np.float32]
CUTS = tuple(np.arange(0.1, 0.6, 0.05).tolist())


def vectors(records: list[Record], network: Network) -> list[tuple[Floats, NDArray[np.int32]]]:
    """Vectors [T, D] and offsets [T, 2] of each sentence's pieces."""
    tokenizer = base_tokenizer()
    network.eval()
    found = []
    with torch.inference_mode():
        for record in records:
            example = to_example(record, [Span(0, len(record.text))], tokenizer)
            ids = torch.tensor([[CLS, *example.ids[:254].tolist(), SEP]])
            out = network.vectors(ids, torch.ones_like(ids))[0, 1:-1]
            found.append((out.float().numpy(), example.offsets[:254]))
    return found


def words(record: Record, pieces: tuple[Floats, NDArray[np.int32]]) -> tuple[Floats, list[bool]]:
    """A row a word: the mean of its pieces, the lexicon's intensity, whether it is small."""
    tokens, offsets = pieces
    reading = Reading(alone(record.text))
    intensity = np.zeros((len(reading.words), 3), np.float32)
    for match in reading.entries:
        intensity[match.first : match.last, match.value.intensity - 1] = 1
    rows, marked = [], []
    for i, word in enumerate(words_of(record.text)):
        a = int(np.searchsorted(offsets[:, 1], word.start, side="right"))
        b = int(np.searchsorted(offsets[:, 0], word.end, side="left"))
        mean = tokens[a:b].mean(axis=0) if b > a else np.zeros(tokens.shape[1], np.float32)
        small = np.float32(word.lower in small_words())
        rows.append(np.concatenate([mean, intensity[i], [small]]))
        marked.append(any(m.start < word.end and word.start < m.end for m in record.marks))
    return np.asarray(rows, np.float32), marked


def main() -> None:
    parser = argparse.ArgumentParser(description="Biased words of BABE in folds by outlet.")
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    records = read("babe")
    network = start(options.work, FINE)
    tables = [words(r, p) for r, p in zip(records, vectors(records, network), strict=True)]
    fold = np.asarray(folds(records, 5, seed=1, by="outlet"))
    for name, columns in (("encoder and lexicon", slice(None)), ("encoder", slice(0, 384))):
        counted = []
        for k in range(5):
            X = np.concatenate([t[0] for t, f in zip(tables, fold, strict=True) if f != k])
            y = np.concatenate([t[1] for t, f in zip(tables, fold, strict=True) if f != k])
            model = LogisticRegression(C=1.0, max_iter=60).fit(X[:, columns], y)
            p = model.predict_proba(X[:, columns])[:, 1]
            cut = max(CUTS, key=lambda c: _f1(y, p >= c))
            for record, (rows, marked), f in zip(records, tables, fold, strict=True):
                if f == k:
                    found = model.predict_proba(rows[:, columns])[:, 1] >= cut
                    truth = np.asarray(marked)
                    hits = int((found & truth).sum())
                    counted.append((record.group, (hits, int(found.sum()), int(truth.sum()))))
        right, given, wanted = np.sum([c for _, c in counted], axis=0)
        low, high = interval(counted)
        print(f"{name}: word F1 {f1(right, given, right, wanted):.3f} ({low:.3f} to {high:.3f})")


def _f1(y: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    hits = float((y & found).sum())
    return f1(hits, float(found.sum()), hits, float(y.sum()))


if __name__ == "__main__":
    main()
