"""The encoder's linear readings, fitted and calibrated on the vectors that are served.

Sentence heads are logistic regressions on the served (int8) vectors of the training part, then
calibrated by a logistic map on a part held apart from the encoder's own training; where a head has
a tagger of its own task, that map also reads the tagger's strongest pieces (on the training part
the tagger is too sure of itself to be read). Taggers keep the weights they were trained with; the
bias that makes .5 the best threshold is chosen on the part held apart. Everything ends in plain
arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from features.encoder import (
    BIO,
    HEADS,
    TAGGER_OF,
    TAGS,
    Encoder,
    Linear,
    Pieces,
    Readings,
    sentence_vectors,
    sigmoid,
    with_strongest,
)
from features.evidence import Span
from features.tagging import runs, viterbi
from training.evaluation import f1, si_f1, span_f1
from training.examples import MISSING, Example

Progress = Callable[[str, int, int], None]
PENALTIES: tuple[float, ...] = (0.1, 1.0, 10.0)
WORTH_PENALTY = 0.1
EVEN_ODDS = frozenset({"subjective"})
"""Heads calibrated for as many positives as negatives: SUBJ's splits were drawn at shares of .36
and .52, so no share is that of news (decision 18)."""
BIASES = tuple(np.arange(-1.5, 2.01, 0.25).tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """An example in served vectors: ``tokens`` [T, D] and ``sentences`` [S, D] in context, and
    ``tokens_alone`` [T, D] and ``alone`` [S, D] with each sentence read by itself (the same arrays
    for a single sentence)."""

    example: Example
    tokens: NDArray[np.float32]
    sentences: NDArray[np.float32]
    tokens_alone: NDArray[np.float32]
    alone: NDArray[np.float32]


def vectorise(
    encoder: Encoder, found: Sequence[Example], alone: bool = True, progress: Progress | None = None
) -> list[Vectors]:
    """Examples in the vectors of ``encoder``; ``alone`` also reads each sentence by itself."""
    result = []
    for number, example in enumerate(found):
        pieces = Pieces(example.ids.astype(np.int64), example.offsets, example.lengths)
        tokens = encoder.vectors(pieces)
        sentences = sentence_vectors(tokens, example.lengths)
        tokens_apart, apart = tokens, sentences
        if alone and len(example.lengths) > 1:
            starts = np.cumsum([0, *example.lengths])
            parts = [
                encoder.vectors(Pieces(pieces.ids[a:b], pieces.offsets[a:b], [int(b - a)]))
                for a, b in pairwise(starts.tolist())
            ]
            tokens_apart = np.concatenate(parts)
            apart = sentence_vectors(tokens_apart, example.lengths)
        result.append(Vectors(example, tokens, sentences, tokens_apart, apart))
        if progress is not None:
            progress("encode", number + 1, len(found))
    return result


def sentence_rows(
    found: Iterable[Vectors], head: str, alone: bool, tagger: Linear | None = None
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """What one sentence head reads, [N, D], and its labels [N]; with its ``tagger`` the strongest
    pieces of each sentence stand behind the vector, [N, D + 1]."""
    xs, ys = [], []
    for v in found:
        labels = v.example.heads.get(head)
        if labels is None:
            continue
        kept = labels != MISSING
        x = v.alone if alone else v.sentences
        if tagger is not None:
            logits = tagger(v.tokens_alone if alone else v.tokens)
            x = with_strongest(x, logits, v.example.lengths)
        xs.append(x[kept])
        ys.append(labels[kept])
    if not xs:
        raise ValueError(f"no example has labels for the head {head}")
    return np.concatenate(xs), np.concatenate(ys)


def read_rows(
    found: Iterable[Vectors], head: str, alone: bool, readings: Readings
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """:func:`sentence_rows` as wide as the head that reads them."""
    wide = readings.heads[head].weight.shape[1] > readings.techniques.weight.shape[1] // 2
    return sentence_rows(found, head, alone, readings.tags[TAGGER_OF[head]] if wide else None)


def fit_head(
    train: Sequence[Vectors], held: Sequence[Vectors], head: str, tagger: Linear | None = None
) -> Linear:
    """A calibrated logistic regression on vectors alone and in context, as a linear map [1, D],
    or [1, D + 1] with the ``tagger`` of the same task.

    The penalty is the one with the least log-loss on ``held``, on which it is also calibrated: at
    the share of positives found there, or for even odds where the head is of ``EVEN_ODDS``.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss
    from sklearn.utils.class_weight import compute_sample_weight

    def both(
        found: Sequence[Vectors], read: Linear | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
        pairs = [sentence_rows(found, head, alone, read) for alone in (True, False)]
        return np.concatenate([x for x, _ in pairs]), np.concatenate([y for _, y in pairs])

    (x, y), (hx, hy) = both(train, None), both(held, tagger)
    width = x.shape[1]
    weight_of = compute_sample_weight("balanced", hy) if head in EVEN_ODDS else None
    best: tuple[float, Linear] | None = None
    for penalty in PENALTIES:
        model = LogisticRegression(C=penalty, max_iter=500).fit(x, y)
        logits = hx[:, :width] @ model.coef_[0] + model.intercept_[0]
        design = np.column_stack([logits, hx[:, width:]])
        map_ = LogisticRegression(C=1e3, max_iter=500).fit(design, hy, weight_of)
        loss = log_loss(hy, map_.predict_proba(design)[:, 1], sample_weight=weight_of)
        if best is None or loss < best[0]:
            slope, rest = map_.coef_[0, 0], map_.coef_[:, 1:]
            weight = np.concatenate([model.coef_ * slope, rest], axis=1)
            bias = model.intercept_ * slope + map_.intercept_
            best = loss, Linear(weight.astype(np.float32), bias.astype(np.float32))
    assert best is not None
    return best[1]


def gold_spans(example: Example, task: str) -> list[Span]:
    """The spans that an example's labels of a tagger stand for."""
    labels = example.tags[task].astype(np.int64)
    bio = TAGS[task] == BIO
    return spans_of(labels if bio else np.where(labels == 1, 2, 0), example)


def spans_of(labels: NDArray[np.int64], example: Example) -> list[Span]:
    """Label indices (O 0, B 1, I 2) of pieces as spans."""
    return [
        Span(int(example.offsets[a, 0]), int(example.offsets[b - 1, 1])) for a, b in runs(labels)
    ]


def found_spans(logits: NDArray[np.float32], example: Example, bias: float) -> list[Span]:
    """Spans that a tagger finds with ``bias`` added to the log-odds of being inside."""
    moved = logits + np.concatenate(([0.0], np.full(logits.shape[1] - 1, bias)))
    if logits.shape[1] == len(BIO):
        exp = np.exp(moved - moved.max(axis=1, keepdims=True))
        return spans_of(viterbi(exp / exp.sum(axis=1, keepdims=True)), example)
    return spans_of(np.where(moved[:, 1] >= moved[:, 0], 2, 0), example)


def tag_score(read: Linear, found: Sequence[Vectors], task: str, bias: float = 0.0) -> float:
    """How well a tagger does: F1 of spans that overlap by half for BIO tasks, partial-overlap F1
    for propaganda, F1 of pieces for single words."""
    taught = [v for v in found if task in v.example.tags and len(v.tokens)]
    if task in ("loaded_language", "biased_word"):
        truth = np.concatenate([v.example.tags[task] for v in taught])
        logits = np.concatenate([read(v.tokens) for v in taught])
        inside = logits[:, 1] + bias >= logits[:, 0]
        hits = float((inside & (truth == 1)).sum())
        return f1(hits, float(inside.sum()), hits, float((truth == 1).sum()))
    gold = [gold_spans(v.example, task) for v in taught]
    guess = [found_spans(read(v.tokens), v.example, bias) for v in taught]
    return si_f1(gold, guess) if task == "propaganda" else span_f1(gold, guess)


def fit_bias(read: Linear, held: Sequence[Vectors], task: str) -> Linear:
    """The tagger with the bias, out of a grid, that does best on data held apart."""
    scores = {bias: tag_score(read, held, task, bias) for bias in BIASES}
    best = max(BIASES, key=lambda bias: (scores[bias], -abs(bias)))
    moved = read.bias.copy()
    moved[1:] += best
    return replace(read, bias=moved)


def fit_readings(trained: Readings, train: Sequence[Vectors], held: Sequence[Vectors]) -> Readings:
    """All readings for the precision that made the vectors.

    ``trained`` are the network's own readings; ``train`` the examples with sentence labels that it
    was trained on; ``held`` what it never saw. A tagger or head that no example of ``held`` teaches
    is left out.
    """
    tasks = [task for task in TAGS if any(task in v.example.tags for v in held)]
    tags = {task: fit_bias(trained.tags[task], held, task) for task in tasks}
    names = [head for head in HEADS if any(head in v.example.heads for v in held)]
    heads = {head: fit_head(train, held, head, tags.get(TAGGER_OF.get(head, ""))) for head in names}
    return Readings(tags, heads, trained.techniques)


def fit_worth(found: Sequence[Example], size: int) -> Linear | None:
    """Check-worthiness from counts of pieces alone, [1, size]: a logistic regression on the
    sentences that have the label, ``size`` pieces in the vocabulary; None where none has it."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    taught = [e for e in found if "check_worthy" in e.heads]
    if not taught:
        return None
    rows = np.repeat(np.arange(len(taught)), [len(e.ids) for e in taught])
    columns = np.concatenate([e.ids for e in taught])
    counts = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(taught), size))
    y = np.concatenate([e.heads["check_worthy"] for e in taught])
    model = LogisticRegression(C=WORTH_PENALTY, max_iter=500).fit(counts, y)
    return Linear(model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def probabilities(read: Linear, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Calibrated probabilities [N] of a sentence head for vectors [N, D]."""
    return sigmoid(read(x)[:, 0])
