"""From the taggers' probabilities to spans of whole words.

Decoding is over words: the label of a word is read from its first piece for B and from the mean
of its pieces for the rest. A Viterbi pass forbids what BIO forbids. How much evidence a tagger
wants is folded into its bias when it is trained, on data held apart, so that .5 is its threshold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.encoder import BIO, joined
from features.evidence import Document, Encoding, Pieced, Span


@dataclass(frozen=True, slots=True, order=True)
class ScoredSpan(Span):
    """A span with the mean probability of its words."""

    score: float = 0.0


FORBIDDEN = -1e9


def words(encoding: Encoding, text: str) -> Pieced:
    """The word pieces joined to words."""
    return joined(encoding.offsets, text) if encoding.words is None else encoding.words


def word_scores(tags: NDArray[np.float32], found: Pieced) -> NDArray[np.float64]:
    """Probabilities [W, L] of words: B from the first piece, the rest from the mean."""
    total = np.vstack([np.zeros(tags.shape[1]), np.cumsum(tags, axis=0, dtype=np.float64)])
    mean = (total[found.last] - total[found.first]) / (found.last - found.first)[:, None]
    if tags.shape[1] == len(BIO):
        begin = tags[found.first, 1]
        inside = np.clip(1 - mean[:, 0] - begin, 0, 1)
        mean = np.stack([mean[:, 0], begin, inside], axis=1)
        mean /= mean.sum(axis=1, keepdims=True)
    return np.asarray(mean)


def viterbi(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best BIO path [W] over log-probabilities; I never follows O or the start.

    Plain floats: with three labels they are a dozen times faster than arrays of three.
    """
    logs = np.log(np.clip(scores, 1e-6, 1)).tolist()
    outside, begin, inside = logs[0][0], logs[0][1], logs[0][2] + FORBIDDEN
    back: list[tuple[int, int]] = []
    for o, b, i in logs[1:]:
        if begin >= inside:
            within, span = 1, begin
        else:
            within, span = 2, inside
        if outside >= span:
            back.append((0, within))
            outside, begin, inside = outside + o, outside + b, span + i
        else:
            back.append((within, within))
            outside, begin, inside = span + o, span + b, span + i
    path = [0 if outside >= max(begin, inside) else 1 if begin >= inside else 2]
    for before, within in reversed(back):
        path.append(within if path[-1] == 2 else before)
    return np.array(path[::-1], np.int64)


def spans(
    document: Document, encoding: Encoding, task: str, doubt: float = 1.0
) -> tuple[ScoredSpan, ...]:
    """The spans of one tagger, sorted, disjoint, of whole words, each with its score.

    ``doubt`` weighs the probability of standing outside of a span: below 1 more words are taken in.
    Raises ``KeyError`` for a task that the encoder does not tag (see ``features.encoder.TAGS``).
    """
    tags = encoding.tags[task]
    found = words(encoding, document.text)
    if not len(found.first):
        return ()
    scores = word_scores(tags, found) * np.array([doubt, *[1.0] * (tags.shape[1] - 1)])
    bio = tags.shape[1] == len(BIO)
    labels = viterbi(scores) if bio else np.where(scores[:, 1] >= scores[:, 0], 2, 0)
    total = np.concatenate(([0.0], np.cumsum(scores[:, 1:].sum(axis=1))))
    offsets = found.offsets.tolist()
    return tuple(
        ScoredSpan(offsets[a][0], offsets[b - 1][1], float(total[b] - total[a]) / (b - a))
        for a, b in runs(labels)
    )


def runs(labels: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Stretches of words that are inside one span, from label indices (O 0, B 1, I 2)."""
    inside = np.concatenate(([False], labels > 0, [False]))
    begins = inside[1:-1] & ((labels == 1) | ~inside[:-2])
    ends = inside[1:-1] & (np.append(begins[1:], True) | ~inside[2:])
    firsts, lasts = np.flatnonzero(begins).tolist(), np.flatnonzero(ends).tolist()
    return [(first, last + 1) for first, last in zip(firsts, lasts, strict=True)]
