"""The taggers judge each word, with what the lexicon knows of it added as evidence.

A logistic model of six numbers: a constant, a slope for the mean log-odds of the taggers, a bonus
for each intensity of the lexicon, and another slope beside its strongest entries: labels of one
side ("regime") are loaded by the guidelines, and the taggers' corpora do not mark them. It was
fitted on annotated loaded words by ``python -m experiments.framing.loaded``, and so was the map
from a stretch's strongest word to the probability that the stretch is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features import tagging
from features.evidence import Encoding, Pieced, Span
from features.framing.loaded import Proposal, Reading
from features.framing.slips import is_slip
from features.phrases import small_words

LIMIT = 6.0
"""Log-odds of one tagger are cut here, so that no single reading outvotes all else."""
LISTED = 2
"""Intensity from which the lexicon proposes by itself."""
STRONG = 3
"""The lexicon's highest intensity."""
NEVER = -50.0
"""Log-odds of a small word outside a lexicon entry."""


@dataclass(frozen=True, slots=True)
class Blend:
    """Parameters of the model of a word and of the map from words to stretches.

    ``taggers`` is their slope, ``beside`` their slope beside an entry of intensity 3.
    A word is marked from ``threshold`` on, in log-odds, and one that the lexicon lists at
    intensity 2 or 3 from ``listed`` on: the list has been weighed by people already. ``slope``
    and ``intercept`` turn the highest log-odds of a stretch into those of its being loaded.
    """

    constant: float
    taggers: float
    beside: float
    lexicon: Mapping[int, float]
    threshold: float
    listed: float
    slope: float = 1.0
    intercept: float = 0.0


BLEND = Blend(
    constant=-1.22,
    taggers=1.09,
    beside=0.22,
    lexicon={1: 0.42, 2: 1.98, 3: 2.18},
    threshold=0.0,
    listed=-1.5,
    slope=0.473,
    intercept=0.427,
)
"""Printed by ``python -m experiments.framing.loaded``."""


def blended(
    reading: Reading, encoding: Encoding, tasks: Sequence[str], blend: Blend = BLEND
) -> tuple[Proposal, ...]:
    """Stretches of words marked as loaded, sorted and disjoint.

    Each has the probability that people would mark a word of it as its score.
    """
    found = tagging.words(encoding, reading.document.text)
    if not len(found.first) or not tasks:
        return ()
    intensity = word_intensities(reading, found.offsets)
    odds = word_odds(reading, encoding, found, tasks, blend, intensity)
    marked = odds >= np.where(intensity >= LISTED, blend.listed, blend.threshold)
    # a frequent word is one piece of the tokenizer's: what is spelt wrong falls into several
    unknown = marked & (intensity == 0) & (found.last - found.first > 1)
    for i in np.flatnonzero(unknown).tolist():
        marked[i] = not is_slip(Span(*found.offsets[i].tolist()).of(reading.document.text).lower())
    labels = np.where(marked, 2, 0).astype(np.int64)
    return tuple(
        Proposal(
            int(found.offsets[first, 0]),
            int(found.offsets[last - 1, 1]),
            stretch_score(float(odds[first:last].max()), blend),
        )
        for first, last in tagging.runs(labels)
    )


def stretch_score(odds: float, blend: Blend = BLEND) -> float:
    """Probability that a stretch is loaded, from its strongest word's log-odds."""
    return float(1 / (1 + np.exp(-(blend.slope * odds + blend.intercept))))


def word_odds(
    reading: Reading,
    encoding: Encoding,
    found: Pieced,
    tasks: Sequence[str],
    blend: Blend = BLEND,
    intensity: NDArray[np.int64] | None = None,
) -> NDArray[np.float64]:
    """Log-odds [W] of each tagged word to be loaded; a small word's are as good as none.

    ``intensity`` is what :func:`word_intensities` gives, where it is known.
    """
    if intensity is None:
        intensity = word_intensities(reading, found.offsets)
    bonus = np.array([0.0, *(blend.lexicon[grade] for grade in (1, 2, 3))])
    slope = np.where(intensity == STRONG, blend.beside, blend.taggers)
    odds = blend.constant + slope * tagger_odds(encoding, found, tasks) + bonus[intensity]
    text = reading.document.text
    small = small_words()
    idle = np.fromiter(
        (not text[a].isalnum() or text[a:b].lower() in small for a, b in found.offsets.tolist()),
        bool,
        len(found.offsets),
    )
    return np.where(idle & (intensity == 0), NEVER, odds)


def tagger_odds(encoding: Encoding, found: Pieced, tasks: Sequence[str]) -> NDArray[np.float64]:
    """Mean over the taggers of each word's log-odds [W]."""
    return np.asarray(np.mean([_odds(encoding, found, task) for task in tasks], axis=0))


def _odds(encoding: Encoding, found: Pieced, task: str) -> NDArray[np.float64]:
    outside = tagging.word_scores(encoding.tags[task], found)[:, 0]
    inside = np.clip(1 - outside, 1e-6, 1 - 1e-6)
    return np.asarray(np.clip(np.log(inside) - np.log(1 - inside), -LIMIT, LIMIT))


def word_intensities(reading: Reading, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
    """The lexicon's intensity, 0 to 3, of each tagged word [W]."""
    found = np.zeros(len(offsets), np.int64)
    spans = [reading.span(match.first, match.last) for match in reading.entries]
    first = np.searchsorted(offsets[:, 1], [span.start for span in spans], side="right")
    last = np.searchsorted(offsets[:, 0], [span.end for span in spans], side="left")
    for a, b, match in zip(first.tolist(), last.tolist(), reading.entries, strict=True):
        found[a:b] = np.maximum(found[a:b], match.value.intensity)
    return found
