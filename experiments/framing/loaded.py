"""Loaded words by tagger, lexicon and both, fitted and judged on annotated documents.

    python -m experiments.framing.loaded [--dev]

Prints the parameters of ``features/framing/blend.py`` (fitted on gold train and the extra set) and,
with ``--dev``, the one measurement on gold dev. The lexicon was written with gold train in view,
so what is said of the extra set is the honest half.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiments.framing.gold import Read, documents
from experiments.framing.run import overlap_score
from features import tagging
from features.evidence import Loaded, Span
from features.framing import (
    BLEND,
    TAGGERS,
    Blend,
    blended,
    lexicon_spans,
    loaded_from,
)
from features.framing.blend import NEVER, tagger_odds, word_intensities, word_odds
from training.calibration import ece, fit_logistic, sigmoid

Floats = NDArray[np.float64]
Finder = Callable[[Read], Sequence[Loaded]]
THRESHOLDS = (-1.0, -0.5, 0.0, 0.5, 1.0)
LISTED = (-9.0, -1.5, -1.0, -0.5)
FOLDS = 6
PLAIN = Blend(
    constant=0.0,
    taggers=1.0,
    beside=1.0,
    lexicon={1: 0.0, 2: 0.0, 3: 0.0},
    threshold=0.0,
    listed=0.0,
)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Content words of annotated sentences: the taggers' mean log-odds, the lexicon's intensity,
    and whether people marked the word."""

    odds: Floats
    intensity: NDArray[np.int64]
    marked: NDArray[np.bool_]


def rows(found: Sequence[Read]) -> Rows:
    """The words of documents."""
    parts = [_rows(read) for read in found]
    return Rows(
        np.concatenate([p.odds for p in parts]),
        np.concatenate([p.intensity for p in parts]),
        np.concatenate([p.marked for p in parts]),
    )


def _rows(read: Read) -> Rows:
    found = tagging.words(read.encoding, read.document.text)
    content = word_odds(read.reading, read.encoding, found, TAGGERS, PLAIN) > NEVER
    spans = [Span(int(a), int(b)) for a, b in found.offsets]
    kept = content & np.array([read.annotated(span) for span in spans], bool)
    loaded = wanted(read)
    marked = [any(read.document.original_span(s).overlap(w) for w in loaded) for s in spans]
    return Rows(
        tagger_odds(read.encoding, found, TAGGERS)[kept],
        word_intensities(read.reading, found.offsets)[kept],
        np.array(marked, bool)[kept],
    )


def wanted(read: Read) -> list[Span]:
    """The annotated loaded words, as offsets of the text as given."""
    return sorted({Span(*word.span) for claim in read.claims for word in claim.loaded})


def newton(X: Floats, y: NDArray[np.bool_], ridge: float = 1.0) -> Floats:
    """Weights [p] of a logistic regression with a small ridge."""
    w = np.zeros(X.shape[1])
    for _ in range(50):
        p = sigmoid(X @ w)
        gradient = X.T @ (p - y) + ridge * w
        hessian = (X * (p * (1 - p))[:, None]).T @ X + ridge * np.eye(len(w))
        w = w - np.linalg.solve(hessian, gradient)
    return w


def fitted(found: Sequence[Read]) -> Blend:
    """The blend that documents give, its threshold that of the best overlap F1 on them."""
    table = rows(found)
    grades = [(table.intensity == grade).astype(float) for grade in (1, 2, 3)]
    weak, strong = table.odds * (1 - grades[2]), table.odds * grades[2]
    X = np.stack([np.ones(len(weak)), weak, strong, *grades], axis=1)
    constant, slope, beside, *bonus = newton(X, table.marked).round(2).tolist()
    listed = dict(zip((1, 2, 3), bonus, strict=True))
    return cut(found, Blend(constant, slope, beside, listed, 0.0, 0.0))


def cut(found: Sequence[Read], blend: Blend) -> Blend:
    """The blend with the two thresholds of the best overlap F1 on documents."""
    tried = [replace(blend, threshold=t, listed=u) for t in THRESHOLDS for u in LISTED]
    return max(tried, key=lambda b: score(found, by_blend(b)).f1)


def cut_alone(found: Sequence[Read]) -> Blend:
    """The taggers alone, with the threshold of the best overlap F1 on documents."""
    tried = [replace(PLAIN, threshold=t, listed=t) for t in np.arange(-2.0, 1.01, 0.5).tolist()]
    return max(tried, key=lambda b: score(found, by_blend(b)).f1)


def by_blend(blend: Blend) -> Finder:
    """Finds what the blend marks."""

    def find(read: Read) -> Sequence[Loaded]:
        proposed = blended(read.reading, read.encoding, TAGGERS, blend)
        return loaded_from(read.document, proposed, read.voices, read.reading)

    return find


def by_lexicon(read: Read) -> Sequence[Loaded]:
    """Finds what the lexicon marks alone, from intensity 2 on."""
    return loaded_from(read.document, lexicon_spans(read.reading), read.voices, read.reading)


def by_side_labels(read: Read) -> Sequence[Loaded]:
    """Finds labels of one side (regime, terrorists) and nothing else."""
    return [word for word in by_lexicon(read) if word.category == "side_label"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Overlap precision, recall and F1, and the share of found words with the right voice."""

    precision: float
    recall: float
    f1: float
    voice: float
    charged: float
    given: int
    wanted: int

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} voice {self.voice:.3f} "
            f"(quoted or not {self.charged:.3f}; {self.given} given, {self.wanted} wanted)"
        )


def score(found: Sequence[Read], find: Finder, labels: bool = True) -> Outcome:
    """How well a finder does; ``labels=False`` leaves labels of one side out on both sides."""
    pairs, voices = [], Counter[tuple[str, str]]()
    for read in found:
        given = [w for w in find(read) if read.annotated(w)]
        gold = {Span(*w.span): w.voice for c in read.claims for w in c.loaded}
        if not labels:
            sides = [_original(read, w) for w in by_side_labels(read)]
            given = [w for w in given if w.category != "side_label"]
            gold = {s: v for s, v in gold.items() if not any(s.overlap(x) for x in sides)}
        there = [_original(read, w) for w in given]
        pairs.append((there, sorted(gold)))
        for word, span in zip(given, there, strict=True):
            voices.update((word.voice, v) for s, v in gold.items() if s.overlap(span))
    total = overlap_score(pairs)
    precision, recall = total.right / max(1, total.given), total.hit / max(1, total.wanted)
    count = max(1, voices.total())
    return Outcome(
        precision,
        recall,
        2 * precision * recall / max(1e-9, precision + recall),
        sum(n for (a, b), n in voices.items() if a == b) / count,
        sum(n for (a, b), n in voices.items() if (a == "quoted") == (b == "quoted")) / count,
        total.given,
        total.wanted,
    )


def _original(read: Read, span: Span) -> Span:
    return read.document.original_span(Span(span.start, span.end))


def scored(found: Sequence[Read], blend: Blend) -> tuple[list[float], list[bool]]:
    """Score and truth of every stretch that stands."""
    scores, truth = [], []
    for read in found:
        gold = wanted(read)
        for word in by_blend(blend)(read):
            if read.annotated(word):
                scores.append(word.score)
                truth.append(any(_original(read, word).overlap(w) for w in gold))
    return scores, truth


def cross_validated(found: Sequence[Read]) -> None:
    """Outcomes on held-out documents, fold by fold, and the map of scores fitted on them."""
    blends = {}
    for k in range(FOLDS):
        kept = [read for i, read in enumerate(found) if i % FOLDS != k]
        blends[k] = fitted(kept)
    fold_of = {read.gold.doc_id: blends[i % FOLDS] for i, read in enumerate(found)}
    alone = {}
    for k in range(FOLDS):
        kept = [read for i, read in enumerate(found) if i % FOLDS != k]
        alone[k] = cut_alone(kept)
    alone_of = {read.gold.doc_id: alone[i % FOLDS] for i, read in enumerate(found)}
    finders: dict[str, Finder] = {
        "tagger alone": lambda read: by_blend(alone_of[read.gold.doc_id])(read),
        "lexicon alone": by_lexicon,
        "blend": lambda read: by_blend(fold_of[read.gold.doc_id])(read),
        "side labels alone": by_side_labels,
    }
    for name in ("train", "extra"):
        part = [read for read in found if read.split == name]
        for finder, find in finders.items():
            print(f"{name}, {finder}: {score(part, find)}")
            print(f"    without labels of one side: {score(part, find, labels=False)}")
    scores: list[float] = []
    truth: list[bool] = []
    for read in found:
        plain = replace(fold_of[read.gold.doc_id], slope=1.0, intercept=0.0)
        s, t = scored([read], plain)
        scores, truth = scores + s, truth + t
    odds = np.log(np.asarray(scores)) - np.log1p(-np.asarray(scores))
    map_ = fit_logistic(odds, np.asarray(truth))
    p = map_(odds)
    print(
        f"scores out of fold: n {len(truth)}, share right {np.mean(truth):.3f}, "
        f"mean {p.mean():.3f}, calibration error in ten bins {ece(truth, p):.3f} "
        f"(before the map {ece(truth, scores):.3f})"
    )
    print(f"map: slope {map_.slope:.3f} intercept {map_.intercept:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dev", action="store_true", help="measure gold dev")
    options = parser.parse_args()
    found = documents("train", "extra")
    cross_validated(found)
    print("fitted on all:", fitted(found))
    print("fitted on the extra set:", fitted([read for read in found if read.split == "extra"]))
    if options.dev:
        dev = documents("dev")
        for name, find in (
            ("tagger alone", by_blend(cut_alone(found))),
            ("lexicon alone", by_lexicon),
            ("blend as it ships", by_blend(BLEND)),
            ("side labels alone", by_side_labels),
        ):
            print(f"dev, {name}: {score(dev, find)}")
            print(f"    without labels of one side: {score(dev, find, labels=False)}")
        scores, truth = scored(dev, BLEND)
        print(f"dev scores: mean {np.mean(scores):.3f}, share right {np.mean(truth):.3f}")


if __name__ == "__main__":
    main()
