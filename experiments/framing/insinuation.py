"""Insinuation: do heads, techniques or sentence vectors find what forms do not, and does it help?

    python -m experiments.framing.insinuation [--risk] [--corpora]

``--corpora`` counts what fires in PTC and in PolNeAR's news, whose labels the forms never saw.
Folds by document over gold train, the extra set and the third one. ``--risk`` fits the risk model
with each finding in place of the concept (a few minutes). Codes are given after the level and lean
towards it, so the annotators' own codes are an upper bound that no reader could reach.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

import data
from data.readers.gold import ANNOTATIONS, gold_ids, read_gold
from experiments.framing.codes import given
from features.concepts import CONCEPTS, NAMES
from features.document import read as read_text
from features.encoder import Encoder
from features.evidence import Claim, Span
from features.reading import Reading, read_document
from training import risk
from training.bundle import load
from training.evaluation import kappa
from training.predicted import ReadGold, levels, read_gold_document, rows

Floats = NDArray[np.float64]
HEADS = ("propaganda", "biased", "subjective", "check_worthy")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Annotated claims: what may tell of an insinuation, by kind, and whether there is one."""

    kinds: dict[str, Floats]
    flags: Floats
    wanted: Floats
    groups: NDArray[np.str_]


def table(found: Sequence[ReadGold], encoder: Encoder) -> Table:
    """The claims of documents in order."""
    pairs = [(r, claim) for r in found for claim in r.claims]
    heads = np.array([[_odds(c.heads[h]) for h in HEADS] for _, c in pairs])
    techniques = np.array([_techniques(r.reading, c, encoder) for r, c in pairs])
    vectors = np.array([r.reading.encoding.sentences[c.sentence] for r, c in pairs])
    flags = np.array([float(bool(c.insinuations)) for _, c in pairs])
    told = np.hstack([heads, techniques])
    return Table(
        {
            "heads": heads,
            "heads and techniques": told,
            "sentence vectors": vectors,
            "all three": np.hstack([told, vectors]),
            "heads, techniques and forms": np.hstack([told, flags[:, None]]),
        },
        flags,
        np.array([float("insinuation" in g.reasons) for r in found for g in r.given]),
        np.array([r.document.doc_id for r, _ in pairs]),
    )


def _odds(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return float(np.log(p / (1 - p)))


def _techniques(reading: Reading, claim: Claim, encoder: Encoder) -> Floats:
    """Log shares of the techniques, the whole sentence taken for the span."""
    sentence = reading.document.sentences[claim.sentence]
    shares = encoder.techniques(encoder.encode(reading.document), sentence, sentence)
    return np.log(np.asarray(shares, np.float64) + 1e-3)


def out_of_fold(X: Floats, y: Floats, groups: NDArray[np.str_], strength: float = 0.05) -> Floats:
    """Probabilities [n] by a logistic regression of the other folds' documents."""
    fold = risk.group_folds(groups, 8)
    p = np.zeros(len(y))
    for k in np.unique(fold):
        train = fold != k
        mean, spread = X[train].mean(axis=0), X[train].std(axis=0) + 1e-6
        model = LogisticRegression(C=strength, max_iter=2000)
        model.fit((X[train] - mean) / spread, y[train])
        p[~train] = model.predict_proba((X[~train] - mean) / spread)[:, 1]
    return p


def told(name: str, y: Floats, p: Floats) -> None:
    """Print how well a probability ranks, and the best precision at some recalls."""
    precision, recall, _ = precision_recall_curve(y, p)
    at = ", ".join(f"{precision[recall >= r].max():.2f} at {r}" for r in (0.2, 0.3, 0.5))
    print(
        f"{name}: AUC {roc_auc_score(y, p):.3f}, average precision "
        f"{average_precision_score(y, p):.3f}, precision {at}"
    )


def helps(name: str, X: Floats, y: NDArray[np.int64], groups: NDArray[np.str_]) -> None:
    """Print kappa and log loss of the risk model over folds by document, three draws."""
    kappas, losses = [], []
    for seed in range(3):
        fold = risk.group_folds(groups, 5, seed)
        p = np.zeros((len(y), 3))
        for k in np.unique(fold):
            inside = fold != k
            model = risk.fit(X[inside], y[inside], groups[inside], CONCEPTS, 0.3, refits=0)
            p[~inside] = model.probabilities(X[~inside])
        kappas.append(kappa(y, risk.levelled(p)))
        losses.append(-np.log(np.maximum(p[np.arange(len(y)), y], 1e-6)).mean())
    print(f"risk with {name}: kappa {np.mean(kappas):.3f}, log loss {np.mean(losses):.4f}")


def fires(corpus: str, count: int, encoder: Encoder) -> None:
    """Print how often sentences of a corpus are found to insinuate, and how many of those hold a
    propaganda span beside how many of all do (PTC alone has such spans)."""
    gold = gold_ids() | gold_ids(folder=ANNOTATIONS / "extra")
    records = [r for r in data.read(corpus) if r.split == "train" and r.id not in gold]
    random.Random(5).shuffle(records)
    held, found = [], []
    for record in records[:count]:
        reading = read_document(read_text(record.text), encoder)
        document = reading.document
        marked = {
            i
            for mark in record.marks
            if mark.label == "propaganda"
            for i in document.sentences_in(Span(mark.start, mark.end))
        }
        hints = {document.sentence_at(s.start) for s in reading.framing.insinuations}
        held += [i in marked for i in range(len(document.sentences))]
        found += [i in marked for i in hints]
    print(
        f"{corpus}: {len(found)} of {len(held)} sentences ({1000 * len(found) / len(held):.1f} in "
        f"1,000); with a propaganda span {np.mean(found):.2f}, of all {np.mean(held):.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Insinuation: forms against learned findings.")
    parser.add_argument("--risk", action="store_true", help="fit the risk model with each")
    parser.add_argument("--corpora", action="store_true", help="count on PTC and PolNeAR alone")
    options = parser.parse_args()
    encoder = load().encoder
    if options.corpora:
        fires("ptc", 90, encoder)
        fires("polnear", 90, encoder)
        return
    more = read_gold("more", folder=ANNOTATIONS / "more")
    found = [read_gold_document(g, encoder) for g in (*given("train"), *given("extra"), *more)]
    claims = table(found, encoder)
    y, flags = claims.wanted, claims.flags
    right = float((flags * y).sum())
    print(f"{len(y)} claims of {len(found)} documents, {y.sum():.0f} insinuate")
    print(f"forms: P {right / max(1, flags.sum()):.2f} R {right / y.sum():.2f}")
    learned = {k: out_of_fold(X, y, claims.groups) for k, X in claims.kinds.items()}
    for name, p in learned.items():
        told(name, y, p)
    if options.risk:
        X, groups = rows(found)
        annotated = levels(found, "A")
        at = NAMES.index("insinuation")
        instead = {"forms": flags, "nothing": 0.0 * flags, "the annotators' codes": y, **learned}
        for name, values in instead.items():
            changed = X.copy()
            changed[:, at] = values
            helps(name, changed, annotated, groups)


if __name__ == "__main__":
    main()
